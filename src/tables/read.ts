/** Any table file, by what its first bytes say it is. */
import { openText } from './text/index.ts'
import type { ReadOptions, Table, TableSource } from './types.ts'

/** Throws refusals `reading.…` for what is no table. */
export async function readTable(source: TableSource, options: ReadOptions = {}): Promise<Table> {
  return openText(source, options)
}
