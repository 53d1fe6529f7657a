/** Headers over several rows, whose cells are joined: which rows belong to one, and what each column is called on each level. */

export type GridRow = { line: number; fields: readonly string[] }

/** Where cells of a row are joined with neighbours, the next row says what stands under them. */
export function continuesHeader({ line, fields: above }: GridRow, { line: next, fields: below }: GridRow): boolean {
  if (next !== line + 1) return false
  const start = above.findIndex(isFilled)
  if (start < 0 || (isFilled(below[start]) && below[start] !== above[start])) return false
  const under = [...below.keys()].filter((i) => isFilled(below[i]) && below[i] !== above[i])
  // A joined cell leaves its neighbour empty, or repeats itself in it.
  const joined = (i: number) => !isFilled(above[i]) || above[i] === above[i - 1] || above[i] === above[i + 1]
  return under.some(joined) && under.every((i) => joined(i) || !isFilled(above[i + 1]))
}

/** Each column's words, level by level; '' where a level has none for it. */
export function headerLevels(rows: readonly GridRow[], cleaned: (field: string) => string): string[][] {
  const width = Math.max(...rows.map(({ fields }) => fields.length))
  const texts = rows.map(({ fields }, depth) => {
    const own = Array.from({ length: width }, (_, i) => cleaned(fields[i] ?? ''))
    if (depth === rows.length - 1) return own
    // What is joined over several columns stands in the first of them.
    for (let i = 1; i < width; i++) {
      const isUnder = rows.slice(depth + 1).some((row) => isFilled(row.fields[i]))
      if (own[i] === '' && isUnder) own[i] = own[i - 1]!
    }
    return own
  })
  return Array.from({ length: width }, (_, i) =>
    texts.map((row) => row[i]!).map((text, depth, all) => (text === all[depth - 1] ? '' : text)),
  )
}

export const isFilled = (field: string | undefined): boolean => field !== undefined && field.trim() !== ''

export const oneLine = (field: string): string => field.replace(/\s+/g, ' ').trim()
