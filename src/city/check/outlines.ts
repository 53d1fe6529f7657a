/** Points and outlines: every one inside the bounds of what it lies in, every ring closed and simple. */
import type { Part } from '../parts.ts'
import type { readOutlines } from '../read.ts'
import type { Area, Outline, Position, Problem } from '../types.ts'

type Outlines = Pick<Awaited<ReturnType<typeof readOutlines>>, 'outlines' | 'files' | 'features'>
type Bounds = NonNullable<Area['bounds']>
type Ring = { path: PropertyKey[]; positions: Position[] }

export function outlineProblems(places: Part<{ areas: Area[] }>, { outlines, files, features }: Outlines): Problem[] {
  const areas = places.data?.areas ?? []
  const byId = new Map(areas.map((area) => [area.id, area]))
  return areas.flatMap((area, i) => {
    const bounds = boundsOf(area, byId)
    const problems =
      area.point && isOutside(area.point, bounds) ? [places.problem(['areas', i, 'point'], insideOf(bounds))] : []
    const geometry = outlines.get(area.id)
    const part = area.outline && files.get(area.outline.file)
    if (!geometry || !part) return problems
    const base = ['features', features.get(area.id)!, 'geometry', 'coordinates']
    return [...problems, ...ringsOf(geometry, base).flatMap((ring) => ringProblems(part, ring, bounds))]
  })
}

/** The nearest bounds: its own, or those of what it lies in. */
function boundsOf(area: Area, byId: ReadonlyMap<string, Area>): Bounds {
  const seen = new Set<Area>()
  for (let one: Area | undefined = area; one && !seen.has(one); one = byId.get(one.parent ?? '')) {
    if (one.bounds) return one.bounds
    seen.add(one)
  }
  return [-180, -90, 180, 90]
}

function isOutside([lon, lat]: Position, [west, south, east, north]: Bounds): boolean {
  return lon < west || lon > east || lat < south || lat > north
}

const insideOf = (bounds: Bounds): string => `a position inside ${bounds.join(', ')} (west, south, east, north)`

function ringsOf({ type, coordinates }: Outline, base: PropertyKey[]): Ring[] {
  if (type === 'Polygon') return coordinates.map((positions, i) => ({ path: [...base, i], positions }))
  return coordinates.flatMap((polygon, i) => polygon.map((positions, j) => ({ path: [...base, i, j], positions })))
}

function ringProblems(part: Pick<Part<unknown>, 'problem'>, { path, positions }: Ring, bounds: Bounds): Problem[] {
  const outside = positions.findIndex((position) => isOutside(position, bounds))
  const first = positions[0]!
  const last = positions.at(-1)!
  if (outside >= 0) return [part.problem([...path, outside], insideOf(bounds))]
  if (first[0] !== last[0] || first[1] !== last[1])
    return [part.problem([...path, positions.length - 1], `the ring's first position again, ${JSON.stringify(first)}`)]
  const crossing = firstCrossing(positions)
  return crossing === undefined ? [] : [part.problem([...path, crossing], 'a ring that does not cross itself')]
}

/** The position from which the first segment that crosses an earlier one starts. */
function firstCrossing(ring: Position[]): number | undefined {
  for (let i = 2; i < ring.length - 1; i++)
    for (let j = 0; j < i - 1; j++) if (cross(ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!)) return i
  return undefined
}

function cross(a: Position, b: Position, c: Position, d: Position): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

const side = (a: Position, b: Position, p: Position): number =>
  Math.sign((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]))
