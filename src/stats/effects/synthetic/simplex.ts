/**
 * The point of a hull nearest to a target: weights of at least zero that sum to one, by Wolfe's active-set method (1976).
 * It ends, after finitely many exact steps, at the one optimum; no step length and no start value decides anything.
 */
import { Matrix, QrDecomposition, SingularValueDecomposition } from 'ml-matrix'

/** Points as rows, one after another: `count` rows of `width` figures. */
export type Cloud = { readonly count: number; readonly width: number; readonly figures: Float64Array }

export type Nearest = {
  /** By point; those at exactly zero take no part. */
  weights: Float64Array
  /** How far the best point lies from the target, figure by figure: best less target. */
  residual: Float64Array
  /** By how much any condition of the optimum is missed, relative to the largest figures; near zero by right. */
  kkt: number
  /** False where other weights come as near: the nearest point is one, its mixture is not. */
  isUnique: boolean
}

/** What the last digits of a product may be off, for each of its terms. */
const ROUNDING = 4 * Number.EPSILON
/** Beside the points that are mixed: a target as near as this is met. */
const MET = 1e-13
/** Beside their sizes: a point with a slope as near as this could take part as well. */
const TIED = 1e-9
const ROUNDS_MAX = 10_000

/** `leftOut`: points that take no part, as where one of them is the target itself. */
export function nearest(cloud: Cloud, target: Float64Array, leftOut?: (point: number) => boolean): Nearest {
  const { count, width } = cloud
  const points = centred(cloud, target)
  const sizes = sizesOf(points, count, width)
  const takesPart = Uint8Array.from(sizes, (_, i) => (leftOut?.(i) ? 0 : 1))
  let chosen = [leastOf(sizes, takesPart)]
  let shares = [1]
  let best = mixed(points, width, chosen, shares)
  for (let round = 0; round < ROUNDS_MAX && !isMet(best, chosen, sizes); round++) {
    const next = steepest(points, best, sizes, takesPart)
    if (next < 0 || chosen.includes(next)) break
    const moved = towards(points, width, [...chosen, next], [...shares, 0])
    const point = mixed(points, width, moved.chosen, moved.shares)
    // Rounding could go in circles: only what comes nearer is taken.
    if (dot(point, point) >= dot(best, best)) break
    ;[chosen, shares, best] = [moved.chosen, moved.shares, point]
  }
  const weights = new Float64Array(count)
  chosen.forEach((point, i) => (weights[point] = shares[i]!))
  return { weights, residual: best, ...conditions(points, best, { sizes, takesPart, chosen }) }
}

const isMet = (best: Float64Array, chosen: readonly number[], sizes: Float64Array): boolean =>
  Math.sqrt(dot(best, best)) <= MET * Math.sqrt(Math.max(...chosen.map((point) => sizes[point]!)))

/** Minor steps: to the nearest point of the flat through the chosen; whoever would have less than nothing goes out on the way. */
function towards(points: Float64Array, width: number, chosen: number[], shares: number[]) {
  for (;;) {
    const wanted = flat(points, width, chosen)
    if (wanted.every((share) => share > 0)) return { chosen, shares: wanted }
    let step = 1
    let first = -1
    wanted.forEach((share, i) => {
      if (share > 0) return
      const until = shares[i]! > 0 ? shares[i]! / (shares[i]! - share) : 0
      if (first < 0 || until < step) [step, first] = [Math.min(until, 1), i]
    })
    shares = shares.map((share, i) => share + step * (wanted[i]! - share))
    shares[first] = 0
    const stay = shares.map((share) => share > 0)
    chosen = chosen.filter((_, i) => stay[i])
    shares = shares.filter((_, i) => stay[i])
    if (chosen.length === 1) return { chosen, shares: [1] }
  }
}

/** Weights, of any sign, that sum to one and bring the mixture nearest to the target. */
function flat(points: Float64Array, width: number, chosen: readonly number[]): number[] {
  if (chosen.length === 1) return [1]
  const [base, ...others] = chosen as [number, ...number[]]
  const at = (point: number, t: number) => points[point * width + t]!
  // Points in one flat: the newest adds nothing that the others could not give.
  const without = () => [...flat(points, width, chosen.slice(0, -1)), 0]
  if (others.length > width) return without()
  const sides = Matrix.zeros(width, others.length)
  const aim = Matrix.zeros(width, 1)
  for (let t = 0; t < width; t++) {
    others.forEach((point, i) => sides.set(t, i, at(point, t) - at(base, t)))
    aim.set(t, 0, -at(base, t))
  }
  const decomposed = new QrDecomposition(sides)
  if (!decomposed.isFullRank()) return without()
  const found = decomposed.solve(aim).to1DArray()
  return [1 - found.reduce((sum, share) => sum + share, 0), ...found]
}

function centred({ count, width, figures }: Cloud, target: Float64Array): Float64Array {
  const points = new Float64Array(count * width)
  for (let i = 0; i < points.length; i++) points[i] = figures[i]! - target[i % width]!
  return points
}

function sizesOf(points: Float64Array, count: number, width: number): Float64Array {
  const sizes = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const point = points.subarray(i * width, (i + 1) * width)
    sizes[i] = dot(point, point)
  }
  return sizes
}

function leastOf(values: Float64Array, takesPart: Uint8Array): number {
  let least = -1
  for (let i = 0; i < values.length; i++) if (takesPart[i] && (least < 0 || values[i]! < values[least]!)) least = i
  return least
}

/** The point of which more brings nearer the fastest; -1 where none does, but for rounding. */
function steepest(points: Float64Array, best: Float64Array, sizes: Float64Array, takesPart: Uint8Array): number {
  const slopes = slopesOf(points, sizes.length, best)
  const length = dot(best, best)
  let [found, least] = [-1, 0]
  for (let i = 0; i < slopes.length; i++) {
    const gain = slopes[i]! - length
    if (!takesPart[i] || gain >= least) continue
    if (gain < -ROUNDING * best.length * Math.sqrt(length * sizes[i]!)) [found, least] = [i, gain]
  }
  return found
}

/** Each point's product with the best: by it one sees whether more of the point would bring nearer. */
function slopesOf(points: Float64Array, count: number, best: Float64Array): Float64Array {
  const slopes = new Float64Array(count)
  for (let i = 0, at = 0; i < count; i++) {
    let sum = 0
    for (let t = 0; t < best.length; t++) sum += points[at++]! * best[t]!
    slopes[i] = sum
  }
  return slopes
}

type State = { sizes: Float64Array; takesPart: Uint8Array; chosen: readonly number[] }

/** Of the optimum (Karush, Kuhn and Tucker): no point's slope is below the best's, and that of the chosen is the same. */
function conditions(points: Float64Array, best: Float64Array, { sizes, takesPart, chosen }: State) {
  const slopes = slopesOf(points, sizes.length, best)
  const length = dot(best, best)
  const met = isMet(best, chosen, sizes)
  const isChosen = new Uint8Array(sizes.length)
  for (const point of chosen) isChosen[point] = 1
  let kkt = 0
  const tied: number[] = []
  for (let i = 0; i < slopes.length; i++) {
    if (!takesPart[i]) continue
    const scale = Math.sqrt(length * sizes[i]!) || 1
    const gain = (slopes[i]! - length) / scale
    if (!met) kkt = Math.max(kkt, isChosen[i] ? Math.abs(gain) : -gain)
    if (!isChosen[i] && (met || gain <= TIED)) tied.push(i)
  }
  return { kkt, isUnique: tied.length === 0 || areApart(points, best.length, [...chosen, ...tied]) }
}

/** Whether no point of these lies in the flat through the others; only then is a mixture of them told by where it lies. */
function areApart(points: Float64Array, width: number, these: readonly number[]): boolean {
  if (these.length > width + 1) return false
  const [base, ...others] = these as [number, ...number[]]
  const sides = others.map((point) =>
    Array.from({ length: width }, (_, t) => points[point * width + t]! - points[base * width + t]!),
  )
  return new SingularValueDecomposition(new Matrix(sides), { autoTranspose: true }).rank === others.length
}

function mixed(points: Float64Array, width: number, chosen: readonly number[], shares: readonly number[]) {
  const mixture = new Float64Array(width)
  chosen.forEach((point, i) => {
    for (let t = 0; t < width; t++) mixture[t]! += shares[i]! * points[point * width + t]!
  })
  return mixture
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
