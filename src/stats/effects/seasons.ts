/** Seasons as columns: waves over a cycle, or a level for each place in it. */
import type { PlanOf } from './plan.ts'

export function seasonsOf(
  season: PlanOf<'its'>['season'],
  time: Float64Array,
): { names: string[]; columns: Float64Array[] } {
  if (season.kind === 'none') return { names: [], columns: [] }
  const { length } = season
  if (season.kind === 'places') {
    const places = Array.from({ length: length - 1 }, (_, i) => i + 1)
    const names = places.map((place) => `season ${place + 1}`)
    return { names, columns: places.map((place) => time.map((t) => ((((t - 1) % length) + length) % length === place ? 1 : 0))) } // prettier-ignore
  }
  const pairs = Array.from({ length: season.pairs }, (_, i) => i + 1)
  const wave = (of: (angle: number) => number, k: number) => time.map((t) => of((2 * Math.PI * k * t) / length))
  // The cosine and sine of half a cycle are one and the same up to sign; only one of them is a column.
  const cosineOnly = (k: number) => Math.abs(2 * k - length) < 1e-9
  return {
    names: pairs.flatMap((k) => (cosineOnly(k) ? [`cos ${k}`] : [`sin ${k}`, `cos ${k}`])),
    columns: pairs.flatMap((k) => (cosineOnly(k) ? [wave(Math.cos, k)] : [wave(Math.sin, k), wave(Math.cos, k)])),
  }
}
