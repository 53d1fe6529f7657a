/** The detectors on a file that goes out as it is: read as a table where it is one. What they cannot look into, a person must. */
import { Refusal } from '#platform/errors'
import { isBesideRows, readTable, type TableSource } from '#tables'
import type { Finding } from '../gate/types.ts'
import { ofRows } from './batch.ts'
import { createScanner, type Scanner } from './scan.ts'

/** There is something in the file that nothing looked into. */
export const UNREAD: Finding = {
  ...{ detector: 'unread', severity: 'decide', personal: false, confidence: 'possible' },
  ...{ hits: 0, cells: 0, places: [], samples: [] },
}
/** The name of the column for what stands in no column of the table. */
const BESIDE = '…'

/** The file's first table is read whole, what stands beyond its columns included. Never throws for what a file holds. */
export async function examineFile(source: TableSource): Promise<Finding[]> {
  let scanner: Scanner | undefined
  try {
    const table = await readTable(source)
    const { columns } = table.header
    scanner = createScanner([...columns, BESIDE].map((name) => ({ name })))
    for await (const rows of table.rows())
      scanner.take(ofRows(rows.map(({ cells }) => (cells.length > columns.length ? withinColumns(cells, columns.length) : cells)))) // prettier-ignore
    const { findings } = scanner.end()
    return table.remarks.some(isBesideRows) ? [...findings, UNREAD] : findings
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [...(scanner?.end().findings ?? []), UNREAD]
  }
}

const withinColumns = (cells: readonly string[], width: number) => [...cells.slice(0, width), cells.slice(width).join(' ')] // prettier-ignore
