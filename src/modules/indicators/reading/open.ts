/** From the first bytes to a table: what the file is, where its header stands, how its rows are to be taken. */
import { binaryKind, readHead } from '#tables'
import { isSdmx, sdmxTable } from './sdmx.ts'
import { footnotes } from './footnotes.ts'
import type { Header } from './header.ts'
import { openJson } from './json/index.ts'
import { refuse } from './refusals.ts'
import { wantedNames } from './roles.ts'
import { spreadTable } from './spread.ts'
import type { Table } from './table.ts'
import { openText } from './text.ts'
import type { ReadOptions } from './types.ts'
import { openXlsx } from './xlsx.ts'

/** What delimiter, format and decimal mark are told from. */
const SAMPLE_BYTES = 2 ** 20

/** The table, and the options with what was said of such a file before. Throws refusals 'reading.…' for what is none. */
export async function openTable(
  input: AsyncGenerator<Uint8Array>,
  options: ReadOptions,
): Promise<{ table: Table; said: ReadOptions }> {
  const head = await readHead(input, SAMPLE_BYTES)
  const kind = binaryKind(head.bytes)
  if (kind === 'json') {
    const table = await openJson(head, options)
    return { table, said: await remembered(table, options) }
  }
  if (kind !== undefined && kind !== 'package') throw refuse.binary({ kind })
  const wanted = wantedNames(options)
  const grid = kind === 'package' ? await openXlsx(head, options, wanted) : openText(head, options, wanted)
  const { titles } = grid.header
  if (titles > 0) grid.table.remarks.push({ code: 'titleRows', details: { rows: titles } })
  const table = shaped(grid, options)
  const said = await remembered(table, options)
  return { table: said.spread && !options.spread ? shaped(grid, said) : table, said }
}

function shaped({ table, header }: { table: Table; header: Header }, options: ReadOptions): Table {
  return isSdmx(table.columns) ? sdmxTable(table) : footnotes(spreadTable(table, header, options))
}

/** With what was said of such a file before, where nothing is said of this one. */
async function remembered(table: Table, options: ReadOptions): Promise<ReadOptions> {
  const { columns, constants, mapping } = options
  if (!options.remembered || columns || constants || mapping) return options
  const found = await options.remembered(table.columns)
  if (!found) return options
  table.remarks.push({ code: 'remembered', details: { id: found.id } })
  return { ...found.options, ...options }
}
