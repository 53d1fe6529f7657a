/**
 * Is there a trend, and how steep: the Mann–Kendall test and the Theil–Sen slope, which need no shape of distribution and
 * are not moved by a few wild figures. Spacing may be uneven.
 */
import { normalQuantileUpper, normalUpper } from './normal.ts'
import { demandFinite, refuse } from './refusals.ts'
import { quantileSorted } from './robust.ts'

export const TREND_POINTS_MIN = 3
/** The slopes between all pairs are held at once: 8 million of them, 64 MB. */
export const TREND_POINTS_MAX = 4_000
/** Below this many, and without ties, p is counted over all orders instead of approximated. */
export const EXACT_BELOW = 10

/** `y` is null where there is no figure. `breaks`: the series is not comparable with what was before this point. */
export type Point = { readonly x: number; readonly y: number | null; readonly breaks?: boolean }

export type Trend = {
  readonly kind: 'trend'
  readonly n: number
  /** Theil–Sen: the median of the slopes between all pairs; change of y by one x. */
  readonly slope: number
  /** The line goes through the medians of x and y (Conover). */
  readonly intercept: number
  /** Of the slope; null where so few figures allow none at this level. */
  readonly interval: { readonly low: number; readonly high: number; readonly level: number } | null
  /** Pairs that rise less pairs that fall, the variance of that where there is no trend, and its share of all pairs. */
  readonly s: number
  readonly variance: number
  readonly tau: number
  readonly p: number
  readonly method: 'exact' | 'normal'
  /** null where p was counted. */
  readonly z: number | null
  /** What the test says at 1 − level. */
  readonly direction: 'rising' | 'falling' | 'none'
}

/** Why no trend can be told. */
export type NoTrend =
  | { readonly kind: 'tooFew'; readonly n: number; readonly nMin: number }
  | { readonly kind: 'constant'; readonly n: number; readonly value: number }

/**
 * The trend of the points that have a figure, in any order. Throws `stats.notFinite`, `stats.tooLarge`, `stats.tooMany`,
 * `stats.twice` where two points have one x, and `stats.level`.
 */
export function trend(points: readonly Point[], { level = 0.95 }: { level?: number } = {}): Trend | NoTrend {
  if (!(level > 0 && level < 1)) throw refuse.level({ found: String(level) })
  const { x, y, n } = ordered(points)
  if (n < TREND_POINTS_MIN) return { kind: 'tooFew', n, nMin: TREND_POINTS_MIN }
  if (y.every((value) => value === y[0])) return { kind: 'constant', n, value: y[0]! }
  const slopes = new Float64Array((n * (n - 1)) / 2)
  let s = 0
  for (let i = 0, pair = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      s += Math.sign(y[j]! - y[i]!)
      slopes[pair++] = (y[j]! - y[i]!) / (x[j]! - x[i]!)
    }
  slopes.sort()
  const ties = tieSizes(y)
  const variance = (pairVariance(n) - ties.reduce((sum, size) => sum + pairVariance(size), 0)) / 18
  const tested = n < EXACT_BELOW && ties.length === 0 ? exact(s, n) : approximate(s, variance)
  const slope = quantileSorted(slopes, 0.5)!
  const intercept = quantileSorted(y.toSorted(), 0.5)! - slope * quantileSorted(x, 0.5)!
  if (![slopes[0]!, slopes.at(-1)!, intercept].every(Number.isFinite)) throw refuse.tooLarge({ found: slope })
  const clear = tested.p <= 1 - level
  return {
    ...{ kind: 'trend', n, slope, intercept, interval: interval(slopes, n, variance, level, tested.method) },
    ...{ s, variance, tau: s / slopes.length, ...tested },
    direction: clear ? (s > 0 ? 'rising' : 'falling') : 'none',
  }
}

/** The pieces between breaks, by x; a piece begins with the point that breaks. */
export function pieces<P extends Point>(points: readonly P[]): P[][] {
  const found: P[][] = []
  let broken = true
  for (const point of points.toSorted((a, b) => a.x - b.x)) {
    broken ||= point.breaks === true
    if (point.y === null) continue
    if (broken) found.push([])
    broken = false
    found.at(-1)!.push(point)
  }
  return found
}

function ordered(points: readonly Point[]): { x: Float64Array; y: Float64Array; n: number } {
  const present = points.filter(({ y }) => y !== null)
  const n = present.length
  if (n > TREND_POINTS_MAX) throw refuse.tooMany({ found: n, most: TREND_POINTS_MAX })
  demandFinite(present.map(({ x }) => x))
  demandFinite(present.map(({ y }) => y!))
  present.sort((a, b) => a.x - b.x)
  const x = Float64Array.from(present, (point) => point.x)
  const again = x.findIndex((at, i) => i > 0 && at === x[i - 1])
  if (again > 0) throw refuse.twice({ found: x[again] })
  return { x, y: Float64Array.from(present, ({ y }) => y!), n }
}

/** How many figures are equal, for each figure that stands more than once. */
function tieSizes(values: Float64Array): number[] {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts.values()].filter((count) => count > 1)
}

/** Eighteen times the variance of s in n figures without ties, and what a tie of n takes from it. */
const pairVariance = (n: number): number => n * (n - 1) * (2 * n + 5)

/** One step of s is taken off, for it moves by steps where the normal distribution does not. */
function approximate(s: number, variance: number) {
  const z = (s - Math.sign(s)) / Math.sqrt(variance)
  return { p: Math.min(1, 2 * normalUpper(Math.abs(z))), z, method: 'normal' as const }
}

function exact(s: number, n: number) {
  return { p: Math.min(1, 2 * exactUpper(Math.abs(s), n)), z: null, method: 'exact' as const }
}

/** The share of all orders of n figures whose s is at least this. */
function exactUpper(s: number, n: number): number {
  // Orders by their inversions: the k-th figure adds 0 to k − 1 of them.
  let counts = [1]
  for (let k = 2; k <= n; k++) {
    const next = Array<number>(counts.length + k - 1).fill(0)
    counts.forEach((count, inversions) => {
      for (let more = 0; more < k; more++) next[inversions + more]! += count
    })
    counts = next
  }
  const pairs = counts.length - 1
  const reaching = counts.slice(0, Math.floor((pairs - s) / 2) + 1)
  return sum(reaching) / sum(counts)
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)

/** Sen 1968: so many slopes are left off at both ends that the test would not reject those that remain. */
function interval(slopes: Float64Array, n: number, variance: number, level: number, method: Trend['method']) {
  const pairs = slopes.length
  if (method === 'normal') {
    const reach = normalQuantileUpper((1 - level) / 2) * Math.sqrt(variance)
    const low = Math.max(0, Math.round((pairs - reach) / 2) - 1)
    const high = Math.min(pairs - 1, Math.round((pairs + reach) / 2))
    return { low: slopes[low]!, high: slopes[high]!, level }
  }
  // s has the parity of `pairs`; the smallest that the test rejects at this level.
  let rejected = pairs % 2
  while (rejected <= pairs && 2 * exactUpper(rejected, n) > 1 - level) rejected += 2
  if (rejected > pairs) return null
  const off = (pairs - rejected) / 2
  return { low: slopes[off]!, high: slopes[pairs - 1 - off]!, level }
}
