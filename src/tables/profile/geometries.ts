/** The geometries of a column: what kinds there are, where they lie, what is wrong with each. */
import { readGeometry } from '../geometry/index.ts'
import type { ColumnProfile, Problems } from '../types.ts'

export type Geometries = {
  add(text: string, line: number): void
  found(): ColumnProfile['geometry']
}

export function createGeometries(column: number, problems: Problems): Geometries {
  const kinds: Record<string, number> = {}
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  return {
    add(text, line) {
      const read = readGeometry(text)
      if (!read) return problems.add('geometryInvalid', { line, column, found: text, expected: EXAMPLE })
      for (const fault of read.faults) problems.add(fault, { line, column, found: text })
      kinds[read.geometry.type] = (kinds[read.geometry.type] ?? 0) + 1
      for (const i of [0, 1]) bounds[i] = Math.min(bounds[i]!, read.bounds[i]!)
      for (const i of [2, 3]) bounds[i] = Math.max(bounds[i]!, read.bounds[i]!)
    },
    found: () => (Object.keys(kinds).length > 0 ? { kinds, bounds } : undefined),
  }
}

const EXAMPLE = '{"type":"Point","coordinates":[22.5,51.2]}'
