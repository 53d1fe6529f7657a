/** What may be wrong with a geometry that is one: rings that do not close, cross themselves or run the wrong way, places off the earth. */
import { crosses } from './cross.ts'
import { DEPTH_MAX, GEOMETRY_TYPES, POSITIONS_MAX, type Geometry, type Position } from './types.ts'

/** The country's extent in WGS 84, in which a swap of the axes shows. */
export const COUNTRY = { west: 14, east: 24.2, south: 49, north: 54.9 }

export type Fault = 'ringOpen' | 'ringCrossed' | 'ringReversed' | 'coordinatesOutside' | 'axesSwapped'
export type Checked = {
  /** Rings closed and turned, positions of two numbers. */
  geometry: Geometry
  faults: Set<Fault>
  /** West, south, east, north. */
  bounds: [number, number, number, number]
}

type Looking = { faults: Set<Fault>; positions: number; bounds: Checked['bounds']; swapped: number }

/** Undefined where it is no geometry. `swap`: the axes are to change places. */
export function checkGeometry(value: unknown, swap = false): Checked | undefined {
  const looking: Looking = { faults: new Set(), positions: 0, bounds: [Infinity, Infinity, -Infinity, -Infinity], swapped: 0 } // prettier-ignore
  const geometry = checked(value, looking, swap, 0)
  if (!geometry) return undefined
  if (looking.positions > 0 && looking.swapped === looking.positions) looking.faults.add('axesSwapped')
  return { geometry, faults: looking.faults, bounds: looking.bounds }
}

function checked(value: unknown, looking: Looking, swap: boolean, depth: number): Geometry | undefined {
  if (typeof value !== 'object' || value === null || depth > DEPTH_MAX) return undefined
  const { type, coordinates, geometries } = value as Record<string, unknown>
  if (type === 'GeometryCollection') {
    if (!Array.isArray(geometries)) return undefined
    const all = geometries.map((one) => checked(one, looking, swap, depth + 1))
    return all.includes(undefined) ? undefined : { type, geometries: all as Geometry[] }
  }
  if (typeof type !== 'string' || !Object.hasOwn(GEOMETRY_TYPES, type)) return undefined
  const kind = type as keyof typeof GEOMETRY_TYPES
  const read = nested(coordinates, GEOMETRY_TYPES[kind], looking, swap)
  if (!read) return undefined
  if (kind === 'LineString' && read.length < 2) return undefined
  if (kind === 'Polygon') return isPolygon(read as Position[][], looking) ? { type: kind, coordinates: read } : undefined // prettier-ignore
  if (kind === 'MultiPolygon' && !(read as Position[][][]).every((one) => isPolygon(one, looking))) return undefined
  return { type: kind, coordinates: read }
}

/** Positions so deep, each of two numbers. */
function nested(value: unknown, depth: number, looking: Looking, swap: boolean): unknown[] | undefined {
  if (!Array.isArray(value)) return undefined
  if (depth === 0) return positionOf(value as unknown[], looking, swap)
  const all: unknown[] = []
  for (const one of value as unknown[]) {
    const read = nested(one, depth - 1, looking, swap)
    if (!read) return undefined
    all.push(read)
  }
  return all
}

function positionOf(value: unknown[], looking: Looking, swap: boolean): Position | undefined {
  const [first, second] = value
  if (typeof first !== 'number' || typeof second !== 'number' || ++looking.positions > POSITIONS_MAX) return undefined
  const [x, y] = swap ? [second, first] : [first, second]
  if (!(Math.abs(x) <= 180 && Math.abs(y) <= 90)) looking.faults.add('coordinatesOutside')
  const { west, east, south, north } = COUNTRY
  if (x >= south && x <= north && y >= west && y <= east) looking.swapped++
  const { bounds } = looking
  if (x < bounds[0]) bounds[0] = x
  if (y < bounds[1]) bounds[1] = y
  if (x > bounds[2]) bounds[2] = x
  if (y > bounds[3]) bounds[3] = y
  return [x, y]
}

const RING_MIN = 4

/** Closes and turns its rings; the outer runs against the clock, the others with it. */
function isPolygon(rings: Position[][], { faults }: Looking): boolean {
  if (rings.length === 0) return false
  for (const [i, ring] of rings.entries()) {
    const [first, last] = [ring[0], ring.at(-1)]
    if (!first || !last) return false
    if (first[0] !== last[0] || first[1] !== last[1]) {
      faults.add('ringOpen')
      ring.push([...first])
    }
    if (ring.length < RING_MIN) return false
    if (area(ring) > 0 !== (i === 0)) {
      faults.add('ringReversed')
      ring.reverse()
    }
    if (crosses(ring)) faults.add('ringCrossed')
  }
  return true
}

/** Twice the area; above 0 against the clock. Measured from the first position, where the numbers are small. */
function area(ring: readonly Position[]): number {
  const [x0, y0] = ring[0] as [number, number]
  let sum = 0
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1] as [number, number]
    const [bx, by] = ring[i] as [number, number]
    sum += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
  }
  return sum
}
