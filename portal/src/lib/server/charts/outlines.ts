/** Outlines of areas as SVG paths, on a plane that is true to shape at the size of a city or a country. */
import type { Places } from '#places'
import { round } from './svg.ts'

type AreaCollection = Awaited<ReturnType<Places['outlines']>>
type Ring = readonly (readonly number[])[]
export type Drawing = { viewBox: string; paths: { id: string; d: string }[] }

const DEGREE = Math.PI / 180

/** Fits all outlines into `width`; the height follows. Corners nearer than a unit fall together. */
export function drawOutlines({ features }: Pick<AreaCollection, 'features'>, width: number): Drawing | undefined {
  const shapes = features.map(({ id, geometry }) => ({
    id,
    rings: (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).flat() as Ring[],
  }))
  const points = shapes.flatMap(({ rings }) => rings.flat())
  if (points.length === 0) return undefined
  const [west, east] = extent(points.map(([lon]) => lon!))
  const [south, north] = extent(points.map(([, lat]) => lat!))
  const squeeze = Math.cos(((south + north) / 2) * DEGREE)
  const scale = width / ((east - west) * squeeze || 1)
  const place = ([lon, lat]: readonly number[]) => [(lon! - west) * squeeze * scale, (north - lat!) * scale] as const
  return {
    viewBox: `0 0 ${width} ${Math.ceil((north - south) * scale)}`,
    paths: shapes.map(({ id, rings }) => ({ id, d: rings.map((ring) => ringPath(ring.map(place))).join('') })),
  }
}

function ringPath(points: (readonly [number, number])[]): string {
  let path = ''
  let [lastX, lastY] = [NaN, NaN]
  for (const [x, y] of points) {
    if (Math.hypot(x - lastX, y - lastY) < 1) continue
    path += `${path ? 'L' : 'M'}${round(x)} ${round(y)}`
    ;[lastX, lastY] = [x, y]
  }
  return `${path}Z`
}

function extent(values: number[]): [number, number] {
  return values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity])
}
