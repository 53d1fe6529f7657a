/** Problems gathered by kind and column: all are counted, the first of each are kept with their places. */
import { shown } from './found.ts'
import type { Place, Problem, Problems } from './types.ts'

/** Of one kind in one column. */
export const PLACES_KEPT = 50

type PlaceName = (line: number, column: number) => string

export function createProblems(columns: readonly string[], nameOf?: PlaceName): Problems {
  const kinds = new Map<string, Problem>()
  let count = 0
  return {
    count: () => count,
    list: () => [...kinds.values()],
    take(others) {
      for (const one of others) {
        count += one.count
        kinds.set(`${one.code} ${one.column.index - 1}`, one)
      }
    },
    add(code, { line, column, found = '', expected = '' }) {
      count++
      // Of the file as a whole each thing that should be there is told by itself.
      const key = `${code} ${column ?? (line === 0 ? expected : '')}`
      let kind = kinds.get(key)
      if (!kind) {
        const named = column === undefined ? null : { name: columns[column] ?? '', index: column + 1 }
        kind = { code, column: named, count: 0, places: [], expected: shown(expected) }
        kinds.set(key, kind)
      }
      kind.count++
      if (kind.places.length >= PLACES_KEPT) return
      const place: Place = { line, found: shown(found) }
      if (nameOf && column !== undefined && line > 0) place.cell = nameOf(line, column)
      kind.places.push(place)
    },
  }
}
