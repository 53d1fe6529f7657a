/** Rows of texts as COPY takes them. */

/** Rows in batches, a text or null for each column. */
export type TextRows = readonly (readonly (string | null)[])[]

const SPECIAL = /[\\\t\n\r]/
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** Each row begins with its number where `before` says how many came before. */
export function copyText(rows: TextRows, before?: number): Buffer {
  let text = ''
  let number = before ?? 0
  for (const row of rows) {
    if (before !== undefined) text += `${++number}\t`
    for (let i = 0; i < row.length; i++) {
      const cell = row[i]!
      if (i > 0) text += '\t'
      if (cell === null) text += '\\N'
      else text += SPECIAL.test(cell) ? cell.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char]!) : cell
    }
    text += '\n'
  }
  return Buffer.from(text)
}
