/** From the first bytes to a table: what the file is, where its header stands, how its rows are to be taken. */
import { binaryKind, readHead, type Head } from '#tables'
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
export const SAMPLE_BYTES = 2 ** 20

export type Opened = {
  table: Table
  /** The table as it stands in the file, before rows of several figures are taken apart and notes left out. */
  raw: Table
  /** The options, with what was said of such a file before. */
  said: ReadOptions
}

/** Throws refusals 'reading.…' for what is no table. */
export const openTable = async (input: AsyncGenerator<Uint8Array>, options: ReadOptions): Promise<Opened> =>
  openHead(await readHead(input, SAMPLE_BYTES), options)

export async function openHead(head: Head, options: ReadOptions): Promise<Opened> {
  const kind = binaryKind(head.bytes)
  if (kind === 'json') {
    const table = await openJson(head, options)
    return { table, raw: table, said: await remembered(table, options) }
  }
  if (kind !== undefined && kind !== 'package') throw refuse.binary({ kind })
  const wanted = wantedNames(options)
  const grid = kind === 'package' ? await openXlsx(head, options, wanted) : openText(head, options, wanted)
  const { titles } = grid.header
  if (titles > 0) grid.table.remarks.push({ code: 'titleRows', details: { rows: titles } })
  const table = shaped(grid, options)
  const said = await remembered(table, options)
  return { table: said.spread && !options.spread ? shaped(grid, said) : table, raw: grid.table, said }
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
