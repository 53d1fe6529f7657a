/** Outlines of areas as SVG paths, on a plane that is true to shape at the size of a city or a country. */
import type { Places } from '#places'
import { round } from './svg.ts'

type AreaCollection = Awaited<ReturnType<Places['outlines']>>
type Ring = readonly (readonly number[])[]
export type Drawing = { viewBox: string; paths: { id: string; d: string }[] }

const DEGREE = Math.PI / 180

/** West, south, east, north. */
export type Box = [number, number, number, number]

export function boxOf(points: readonly (readonly number[])[]): Box | undefined {
  if (points.length === 0) return undefined
  const [west, east] = extent(points.map(([lon]) => lon!))
  const [south, north] = extent(points.map(([, lat]) => lat!))
  return [west, south, east, north]
}

/** Where a place stands when the box fills the width; the height follows. */
export function planeOf([west, south, east, north]: Box, width: number) {
  const squeeze = Math.cos(((south + north) / 2) * DEGREE)
  const scale = width / ((east - west) * squeeze || 1)
  return {
    height: Math.ceil((north - south) * scale),
    place: ([lon, lat]: readonly number[]) => [(lon! - west) * squeeze * scale, (north - lat!) * scale] as const,
  }
}

const ringsOf = ({ type, coordinates }: AreaCollection['features'][number]['geometry']) =>
  (type === 'Polygon' ? [coordinates] : coordinates).flat() as Ring[]

export const boxOfAll = ({ features }: Pick<AreaCollection, 'features'>): Box | undefined =>
  boxOf(features.flatMap(({ geometry }) => ringsOf(geometry).flat()))

/** Fits all outlines into `width`, or those of a box; the height follows. Corners nearer than a unit fall together. */
export function drawOutlines(
  collection: Pick<AreaCollection, 'features'>,
  width: number,
  box = boxOfAll(collection),
): Drawing | undefined {
  if (!box) return undefined
  const { height, place } = planeOf(box, width)
  return {
    viewBox: `0 0 ${width} ${height}`,
    paths: collection.features.map(({ id, geometry }) => ({
      id,
      d: ringsOf(geometry)
        .map((ring) => ringPath(ring.map(place)))
        .join(''),
    })),
  }
}

export function ringPath(points: (readonly [number, number])[], end = 'Z'): string {
  let path = ''
  let [lastX, lastY] = [NaN, NaN]
  for (const [x, y] of points) {
    if (Math.hypot(x - lastX, y - lastY) < 1) continue
    path += `${path ? 'L' : 'M'}${round(x)} ${round(y)}`
    ;[lastX, lastY] = [x, y]
  }
  return path + end
}

function extent(values: number[]): [number, number] {
  return values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity])
}
