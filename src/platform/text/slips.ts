/** How far one word is from another by slips of the finger. Pure. */

/** So many slips a word may hold and still be read as another; the shorter it is, the nearer it must be. */
export const slipsAllowed = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2)

/** Rows of the table, the last three of them; kept, since a search asks for thousands. */
let rows: [Uint16Array, Uint16Array, Uint16Array] = [new Uint16Array(64), new Uint16Array(64), new Uint16Array(64)]

/** Letters added, left out, changed or swapped with the next. Beyond `most` it is not told how many. */
export function slips(a: string, b: string, most = Infinity): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  const width = b.length + 1
  if (rows[0].length < width)
    rows = [new Uint16Array(width * 2), new Uint16Array(width * 2), new Uint16Array(width * 2)]
  let [before, row, next] = rows
  for (let j = 0; j < width; j++) row[j] = j
  for (let i = 1; i <= a.length; i++) {
    const letter = a.charCodeAt(i - 1)
    let least = (next[0] = i)
    for (let j = 1; j < width; j++) {
      const other = b.charCodeAt(j - 1)
      let fewest = row[j - 1]! + (letter === other ? 0 : 1)
      if (row[j]! + 1 < fewest) fewest = row[j]! + 1
      if (next[j - 1]! + 1 < fewest) fewest = next[j - 1]! + 1
      const swapped = i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other
      if (swapped && before[j - 2]! + 1 < fewest) fewest = before[j - 2]! + 1
      next[j] = fewest
      if (fewest < least) least = fewest
    }
    // A swap may take up the row before.
    if (least > most + 1) return most + 1
    ;[before, row, next] = [row, next, before]
  }
  return row[b.length]!
}
