/** A value of a published table, as people write it. */
import type { PortalWords } from '#lib/words.ts'

export type CellWords = Pick<PortalWords, 't' | 'format'>
const CHARS_MAX = 300
const DAY = /^\d{4}(-(M\d\d|\d\d-\d\d))?$/

export function cellText({ t, format }: CellWords, cell: string | null | undefined, type: string): string {
  if (cell === null || cell === undefined) return ''
  if (type === 'integer' || type === 'number') {
    const [whole, decimals] = cell.split('.')
    const mark = format.number(1.5).includes(',') ? ',' : '.'
    // Every digit stays, also where a number could not hold them.
    const grouped = Number.isSafeInteger(Number(whole)) ? format.number(Number(whole)) : whole!
    return decimals === undefined ? grouped : `${grouped}${mark}${decimals}`
  }
  if (type === 'boolean') return t(cell === 'true' ? 'opendata.table.yes' : 'opendata.table.no')
  if ((type === 'date' || type === 'datetime') && DAY.test(cell)) return format.period(cell)
  return cell.length > CHARS_MAX ? `${cell.slice(0, CHARS_MAX)}…` : cell
}
