/** A value of a published table, as people write it. */
import type { PortalWords } from '#lib/words.ts'

export type CellWords = Pick<PortalWords, 't' | 'format'>
const CHARS_MAX = 300
const DAY = /^\d{4}(-(M\d\d|\d\d-\d\d))?$/

export function cellText({ t, format }: CellWords, cell: string | null | undefined, type: string): string {
  if (cell === null || cell === undefined) return ''
  if (type === 'integer' || type === 'number') {
    return Number.isSafeInteger(Number(cell))
      ? format.number(Number(cell))
      : cell.replace('.', format.number(1.5).includes(',') ? ',' : '.')
  }
  if (type === 'boolean') return t(cell === 'true' ? 'opendata.table.yes' : 'opendata.table.no')
  if ((type === 'date' || type === 'datetime') && DAY.test(cell)) return format.period(cell)
  return cell.length > CHARS_MAX ? `${cell.slice(0, CHARS_MAX)}…` : cell
}
