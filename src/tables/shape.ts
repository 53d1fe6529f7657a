/** Which rows of a file are rows of its table, and whether each has the header's columns. */
import type { Header, Problems, Row } from './types.ts'

export type Shape = {
  /** False for what is no row: blank lines, and the header once more. */
  takes(row: Row): boolean
}

/** `fits`: rows that are shorter are none the worse, as in sheets. */
export function createShape({ columns, firstLine }: Header, problems?: Problems, fits = false): Shape {
  const needed = columns.length
  const first = columns[0]
  const isHeader = (cells: readonly string[]): boolean =>
    firstLine > 0 && needed > 1 && columns.every((name, i) => cells[i]?.trim() === name)
  return {
    takes(row) {
      const { line, cells } = row
      const given = cells.length
      if (cells[0] === '' && isBlank(cells)) return false
      if (cells[0] === first && isHeader(cells)) {
        problems?.add('headerRepeated', { line, found: cells.join(' | ') })
        return false
      }
      if (given === needed) return true
      if (given < needed ? !fits : !isBlank(cells, needed)) {
        row.ragged = true
        problems?.add('rowRagged', { line, found: String(given), expected: String(needed) })
      }
      return true
    },
  }
}

function isBlank(cells: readonly string[], from = 0): boolean {
  for (let i = from; i < cells.length; i++) if (cells[i] !== '' && cells[i]!.trim() !== '') return false
  return true
}
