/**
 * The header of a table: under titles, over one row or several whose cells are joined, with footnote marks. A row is found
 * by the words it uses, or by being the first with more than one cell.
 */
import { continuesHeader, headerLevels, isFilled, oneLine, type GridRow } from '#tables'
import { plain, recognised } from './roles.ts'

/** So many rows are looked at for the header. */
export const HEAD_ROWS = 40
const DEPTH_MAX = 6

export type Header = {
  /** A name for each column: its levels from the top, joined. */
  names: string[]
  /** Each column's words, level by level; '' where a level has none for it. */
  levels: string[][]
  firstLine: number
  /** The last line of the header. */
  line: number
  /** Rows above it. */
  titles: number
}

/** The header among a table's first rows, which are not blank. `wanted`: names that options speak of. */
export function findHeader(rows: readonly GridRow[], wanted: ReadonlySet<string> = new Set()): Header {
  const at = headerRow(rows, wanted)
  const last = lastRow(rows, at)
  const first = last > at ? at : firstRow(rows, at)
  const levels = headerLevels(rows.slice(first, last + 1), cleaned)
  const names = levels.map((words) => [...new Set(words.filter(Boolean))].join(' / '))
  return { names, levels, firstLine: rows[first]!.line, line: rows[last]!.line, titles: first }
}

function headerRow(rows: readonly GridRow[], wanted: ReadonlySet<string>): number {
  const scores = rows.map(({ fields }) =>
    distinct(fields) < 2
      ? -1
      : recognised(fields) * 2 + fields.filter((field) => wanted.has(plain(cleaned(field)))).length * 3,
  )
  const best = Math.max(...scores)
  return best < 0 ? 0 : scores.indexOf(best)
}

/** Where cells of the row are joined with neighbours, the next row says what stands under them. */
function lastRow(rows: readonly GridRow[], at: number): number {
  let last = at
  while (last + 1 < rows.length && last - at < DEPTH_MAX && continuesHeader(rows[last]!, rows[last + 1]!)) last++
  return last
}

/** Rows above that group the header's columns: they have nothing over the columns that are known by their names. */
function firstRow(rows: readonly GridRow[], at: number): number {
  let first = at
  const known = rows[at]!.fields
  const sides = [...known.keys()].filter((i) => recognised([known[i]!]) > 0)
  while (first > 0 && at - first < DEPTH_MAX) {
    const { line, fields } = rows[first - 1]!
    const over = sides.every((i) => !isFilled(fields[i]) || fields[i] === known[i])
    if (sides.length === 0 || line + 1 !== rows[first]!.line || distinct(fields) < 2 || !over) break
    first--
  }
  return first
}

const distinct = (fields: readonly string[]): number =>
  new Set(fields.filter(isFilled).map((field) => field.trim())).size

const FOOTNOTE = /(?:\s*(?:\*+|[†‡]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+⁾?|\^[a-z0-9]{1,3}\)?)|\s+\(?\d{1,2}\))+$/i

/** A header's word on one line, without the marks that lead to footnotes. */
export function cleaned(field: string): string {
  const text = oneLine(field)
  return text.replace(FOOTNOTE, '') || text
}
