/** Cells that are joined. They stand at the end of a sheet and are needed at its beginning, so they are looked for first. */
import { refuse } from '../refusals.ts'
import { COLUMNS_MAX } from '../text/records.ts'
import type { Cell } from './cells.ts'
import { cellName, placeOf } from './cells.ts'
import type { Part } from '../package/zip.ts'

const MERGES_MAX = 200_000
const MERGE = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"/g
/** No element that is looked for is longer. */
const KEPT_CHARS = 300

export type Merge = { left: number; right: number; top: number; bottom: number }

/** The joined cells by the row in which they begin. Throws `reading.xlsxMalformed`. */
export async function readMerges(pieces: Part, part: string): Promise<Map<number, Merge[]>> {
  const found = new Map<number, Merge[]>()
  let count = 0
  let kept = ''
  for await (const piece of pieces) {
    const text = kept + Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('latin1')
    let end = 0
    for (const match of text.matchAll(MERGE)) {
      end = match.index + match[0].length
      const from = placeOf(match[1]!)!
      const to = placeOf(match[2]!)!
      if (++count > MERGES_MAX) throw refuse.xlsxMalformed({ part, cause: 'mergeCells' })
      const merge = { left: from.column, right: to.column, top: from.row, bottom: to.row }
      const before = found.get(merge.top)
      if (before) before.push(merge)
      else found.set(merge.top, [merge])
    }
    kept = text.slice(Math.max(end, text.length - KEPT_CHARS))
  }
  return found
}

/** Gives each covered cell what its first cell says; a figure is not repeated, only pointed at. */
export function createFilling(merges: Map<number, Merge[]>) {
  let active: { merge: Merge; cell: Cell }[] = []
  return (row: number, cells: (Cell | undefined)[]): void => {
    active = active.filter(({ merge }) => merge.bottom >= row)
    for (const merge of merges.get(row) ?? []) active.push({ merge, cell: cells[merge.left] ?? { text: '' } })
    for (const { merge, cell } of active) {
      if (cell.text === '' && cell.number === undefined) continue
      const { left, top } = merge
      for (let column = left; column <= Math.min(merge.right, COLUMNS_MAX); column++) {
        if (cells[column] !== undefined || (row === top && column === left)) continue
        if (isKey(cell)) cells[column] = cell
        else if (row > top) cells[column] = { text: `↑ ${cellName(left, top)}` }
      }
    }
  }
}

/** Texts, years and days name rows and columns; other numbers are figures. */
const isKey = ({ number, kind }: Cell): boolean =>
  number === undefined ||
  (kind !== 'number' && kind !== 'percent') ||
  (Number.isInteger(number) && number >= 1900 && number <= 2100)
