/** When two files are of one layout. Pure. */
import { createHash } from 'node:crypto'
import { refusals } from '#platform/errors'
import { DIAGNOSTICS, plain } from '../reading/index.ts'
import type { Description } from './types.ts'

export const refuse = refusals('mappings', { unknown: 404, nothingSaid: 422 })

/** The columns that make a layout: those of a list of rejected rows are of the file that they come from. */
export function layoutColumns(columns: readonly string[]): string[] {
  const own = DIAGNOSTICS.every((name, i) => columns[i] === name) ? columns.slice(DIAGNOSTICS.length) : columns
  return own.filter((name) => plain(name) !== '')
}

/** The same for all files of these columns, in this order, however they are spelled. */
export const fingerprintOf = (columns: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify(layoutColumns(columns).map(plain)))
    .digest('hex')

/** Throws `mappings.nothingSaid` where the description says nothing that could be kept. */
export function worthKeeping(options: Description): void {
  if (!options.columns && !options.constants && !options.mapping) throw refuse.nothingSaid()
}
