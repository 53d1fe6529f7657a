/** Rows that the detectors look at: as texts, or where they stand in a text of COPY, out of which no cell has to be cut. */
import { beginOf, cellIn, endOf, isOtherwise } from '#platform/copy'
import type { Column } from './column.ts'

export type Batch = {
  rows: number
  /** Shows the column its cell in the row that is `i`th here and `row` in the table. */
  show(column: Column, i: number, row: number, small: number): void
  /** What the cell says; '' where there is none. */
  text(at: number, i: number): string
}

export const ofRows = (rows: readonly (readonly (string | null)[])[]): Batch => ({
  rows: rows.length,
  show(column, i, row, small) {
    const cell = rows[i]![column.at] ?? ''
    column.take(cell, 0, cell.length, row, small)
  },
  text: (at, i) => rows[i]![at] ?? '',
})

/**
 * Of a text of COPY whose rows have so many cells, `before` of which stand before those of the columns. `ascii`: the same byte
 * by byte, where it is.
 */
export const ofCopied = (
  text: string,
  ends: Uint32Array,
  width: number,
  before: number,
  ascii?: Uint8Array,
): Batch => ({
  rows: ends.length / width,
  show(column, i, row, small) {
    const cell = i * width + before + column.at
    if (!isOtherwise(ends[cell]!)) return column.take(text, beginOf(ends, cell), ends[cell]!, row, small, ascii)
    if (isMissing(text, beginOf(ends, cell), endOf(ends, cell))) return column.take('', 0, 0, row, small)
    const plain = cellIn(text, ends, cell)
    column.take(plain, 0, plain.length, row, small)
  },
  text: (at, i) => cellIn(text, ends, i * width + before + at),
})

/** As most are that are written otherwise. */
const isMissing = (text: string, from: number, to: number): boolean => to - from === 2 && text.startsWith('\\N', from)
