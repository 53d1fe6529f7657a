/** The plane of a live map: where a place stands in it, and which box one sees after moving. Its own, since it runs in the browser too. */
export type Box = readonly [number, number, number, number]

export const WIDTH = 640
/** A box is no smaller than a street and no larger than a country. */
const [DEGREES_MIN, DEGREES_MAX] = [0.0008, 12]

const squeezeOf = ([, south, , north]: Box): number => Math.cos((((south + north) / 2) * Math.PI) / 180)

export function planeOf(box: Box) {
  const [west, south, east, north] = box
  const squeeze = squeezeOf(box)
  const scale = WIDTH / ((east - west) * squeeze || 1)
  return {
    height: Math.max(1, Math.round((north - south) * scale)),
    place: ([lon, lat]: readonly [number, number]) => [(lon - west) * squeeze * scale, (north - lat) * scale] as const,
  }
}

/** A sign is about so large: where three and more share one place, no one is told apart. */
const SIGN = 14
const SHARING = 3
/** So few are drawn each, and so near everything is: nobody would come nearer. */
const [FEW, NEAR_DEGREES] = [12, 0.004]
/** Whether things lie so close in this box that a map of them would be one dot. */
export function isCrowded(places: readonly (readonly [number, number])[], box: Box): boolean {
  if (places.length <= FEW || box[2] - box[0] <= NEAR_DEGREES) return false
  const { place } = planeOf(box)
  const spots = new Set(places.map((at) => place(at).map((one) => Math.round(one / SIGN)).join())) // prettier-ignore
  return spots.size * SHARING <= places.length
}

export type Cluster = { at: readonly [number, number]; count: number; value: number | null }
/** Circles reach so far. */
const APART = 26
/** Circles that would lie on each other are one, in the middle of what it stands for, with its mean; the largest first. */
export function merged(clusters: readonly Cluster[], box: Box): Cluster[] {
  const { place } = planeOf(box)
  const apart = (a: Cluster, b: Cluster) => Math.hypot(...place(a.at).map((one, i) => one - place(b.at)[i]!))
  const found: Cluster[] = []
  for (const one of clusters.toSorted((a, b) => b.count - a.count)) {
    const near = found.findIndex((other) => apart(one, other) < APART)
    if (near < 0) found.push(one)
    else found[near] = together(found[near]!, one)
  }
  return found
}

function together(a: Cluster, b: Cluster): Cluster {
  const count = a.count + b.count
  const mean = (one: number, other: number) => (one * a.count + other * b.count) / count
  const value = a.value === null || b.value === null ? (a.value ?? b.value) : mean(a.value, b.value)
  return { at: [mean(a.at[0], b.at[0]), mean(a.at[1], b.at[1])], count, value }
}

const rounded = (value: number): number => Number(value.toFixed(5))

/** The box `factor` times as large, around a point given as shares of it. */
export function zoomed([west, south, east, north]: Box, factor: number, [x, y]: [number, number] = [0.5, 0.5]): Box {
  const wide = east - west
  const held = Math.min(DEGREES_MAX, Math.max(DEGREES_MIN, wide * factor)) / wide
  const [lon, lat] = [west + wide * x, north - (north - south) * y]
  return [
    rounded(lon - wide * held * x),
    rounded(lat - (north - south) * held * (1 - y)),
    rounded(lon + wide * held * (1 - x)),
    rounded(lat + (north - south) * held * y),
  ]
}

/** Moved by shares of its size, to the east and to the north. */
export function moved([west, south, east, north]: Box, x: number, y: number): Box {
  const [dx, dy] = [(east - west) * x, (north - south) * y]
  return [rounded(west + dx), rounded(south + dy), rounded(east + dx), rounded(north + dy)]
}

export const boxText = (box: Box): string => box.map(rounded).join(',')
