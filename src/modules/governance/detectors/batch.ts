/** Rows that the detectors look at: as texts, or where they stand in a text of COPY, out of which no cell has to be cut. */
import { createCut } from '#platform/copy'
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

/** Of texts of COPY whose rows have so many cells, `before` of which stand before those of the columns. */
export function createCopied(width: number, before: number): (text: string) => Batch {
  const cut = createCut(width)
  return (text) => {
    const { rows, ends, written } = cut(text)
    return {
      rows,
      show(column, i, row, small) {
        const cell = i * width + before + column.at
        const plain = written.size > 0 ? written.get(cell) : undefined
        if (plain !== undefined) column.take(plain, 0, plain.length, row, small)
        else column.take(text, cell === 0 ? 0 : ends[cell - 1]! + 1, ends[cell]!, row, small)
      },
      text(at, i) {
        const cell = i * width + before + at
        return written.get(cell) ?? text.slice(cell === 0 ? 0 : ends[cell - 1]! + 1, ends[cell])
      },
    }
  }
}
