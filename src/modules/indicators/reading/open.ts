/** From the first bytes to a table: what the file is, where its header stands, how its rows are to be taken. */
import { isSdmx, sdmxTable } from './sdmx.ts'
import { footnotes } from './footnotes.ts'
import type { Header } from './header.ts'
import { openJson } from './json/index.ts'
import { binaryKind } from './magic.ts'
import { refuse } from './refusals.ts'
import { wantedNames } from './roles.ts'
import { spreadTable } from './spread.ts'
import type { Head, Table } from './table.ts'
import { openText } from './text.ts'
import type { ReadOptions } from './types.ts'
import { openXlsx } from './xlsx/index.ts'

/** What delimiter, format and decimal mark are told from. */
const SAMPLE_BYTES = 2 ** 20

/** Throws refusals 'reading.…' for what no table can be read from. */
export async function openTable(input: AsyncGenerator<Uint8Array>, options: ReadOptions): Promise<Table> {
  const head = await readHead(input)
  const kind = binaryKind(head.bytes)
  if (kind === 'json') return openJson(head, options)
  if (kind !== undefined && kind !== 'package') throw refuse.binary({ kind })
  const wanted = wantedNames(options)
  const grid = kind === 'package' ? await openXlsx(head, options, wanted) : openText(head, options, wanted)
  return shaped(grid, options)
}

function shaped({ table, header }: { table: Table; header: Header }, options: ReadOptions): Table {
  if (header.titles > 0) table.remarks.push({ code: 'titleRows', details: { rows: header.titles } })
  if (isSdmx(table.columns)) return sdmxTable(table)
  return footnotes(spreadTable(table, header, options))
}

/** The first text of the file, enough to judge the rest by. */
async function readHead(input: AsyncGenerator<Uint8Array>): Promise<Head> {
  const gathered: Uint8Array[] = []
  let bytes = 0
  while (bytes < SAMPLE_BYTES) {
    const next = await input.next()
    if (next.done) break
    gathered.push(next.value)
    bytes += next.value.length
  }
  const first = gathered.length === 1 ? gathered[0]! : Buffer.concat(gathered)
  return { bytes: first, whole: bytes < SAMPLE_BYTES, rest: input }
}
