/** A geometry as GeoJSON has it (RFC 7946): longitude first, in degrees. Pure. */
import { POSITIONS_MAX } from '../limits.ts'
import { refuse } from '../refusals.ts'

export type Geometry = { type: string; coordinates?: unknown; geometries?: Geometry[] }
type Problem = 'type' | 'coordinates' | 'range' | 'ring' | 'tooMany'

/** How many brackets stand around a position. */
const DEPTHS: Record<string, number> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
}
export const isGeometryType = (type: unknown): boolean =>
  typeof type === 'string' && (Object.hasOwn(DEPTHS, type) || type === 'GeometryCollection')

/** Throws `context.badGeometry`, which says what is wrong. */
export function geometryOf(value: unknown, where: string): Geometry {
  const problem = problemOf(value as Geometry | null, { left: POSITIONS_MAX }, 0)
  if (problem) throw refuse.badGeometry({ where, problem })
  return value as Geometry
}

function problemOf(value: Geometry | null, positions: { left: number }, depth: number): Problem | undefined {
  if (typeof value !== 'object' || value === null || !isGeometryType(value.type)) return 'type'
  if (value.type === 'GeometryCollection') {
    if (!Array.isArray(value.geometries) || value.geometries.length === 0 || depth > 1) return 'coordinates'
    return firstProblem(value.geometries, (one) => problemOf(one, positions, depth + 1))
  }
  return within(value.coordinates, DEPTHS[value.type]!, value.type, positions)
}

function within(value: unknown, depth: number, type: string, positions: { left: number }): Problem | undefined {
  if (depth === 0) return positionProblem(value, positions)
  if (!Array.isArray(value) || value.length === 0) return 'coordinates'
  const problem = firstProblem(value, (one) => within(one, depth - 1, type, positions))
  if (problem) return problem
  if (depth !== 1) return undefined
  if (type === 'LineString' || type === 'MultiLineString') return value.length < 2 ? 'coordinates' : undefined
  if (type !== 'Polygon' && type !== 'MultiPolygon') return undefined
  const [first, last] = [value[0], value.at(-1)] as [number[], number[]]
  return value.length < 4 || first[0] !== last[0] || first[1] !== last[1] ? 'ring' : undefined
}

function positionProblem(value: unknown, positions: { left: number }): Problem | undefined {
  if (positions.left-- <= 0) return 'tooMany'
  if (!Array.isArray(value) || value.length < 2 || value.length > 4) return 'coordinates'
  if (!value.every((number) => typeof number === 'number' && Number.isFinite(number))) return 'coordinates'
  const [lon, lat] = value as [number, number]
  return Math.abs(lon) > 180 || Math.abs(lat) > 90 ? 'range' : undefined
}

function firstProblem<T>(list: readonly T[], look: (one: T) => Problem | undefined): Problem | undefined {
  for (const one of list) {
    const problem = look(one)
    if (problem) return problem
  }
  return undefined
}
