/** Rows on their way to the database: texts, or the places of their cells in the text that they came in. */

/** Rows in batches, a text or null for each column. */
export type TextRows = readonly (readonly (string | null)[])[]

/** Cells that most stand as they are in one text, row by row, so many in each; none is cut out that nobody needs. */
export type PlacedCells = {
  text: string
  rows: number
  width: number
  /** Where each begins; `MISSING`, or `SAID` where it is another text. */
  from: Int32Array
  to: Int32Array
  said: Map<number, string>
}
export const MISSING = -1
export const SAID = -2

export type CopyRows = TextRows | PlacedCells
export const isPlaced = (rows: CopyRows): rows is PlacedCells => 'said' in rows

export const countOf = (rows: CopyRows): number => (isPlaced(rows) ? rows.rows : rows.length)

/** The same, cut out. */
export function textsOf(rows: CopyRows): TextRows {
  if (!isPlaced(rows)) return rows
  const { text, from, to, said, width } = rows
  const cell = (at: number) => (from[at]! >= 0 ? text.slice(from[at], to[at]) : (said.get(at) ?? null))
  return Array.from({ length: rows.rows }, (_, row) => Array.from({ length: width }, (_, i) => cell(row * width + i)))
}
