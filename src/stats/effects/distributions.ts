/**
 * Shares and quantiles of t, F, χ² and noncentral t. jStat's own stop at seven digits, too few for a result that others
 * compute again to the last; it serves as the starting point of the quantile.
 */
import { normalQuantileUpper, normalUpper } from '../normal.ts'
import { studentQuantileUpper } from '../student.ts'

const TERMS_MAX = 10_000
const TINY = 1e-300
const EPSILON = 1e-16
const NEWTON_STEPS = 8
/** From here on t is told from the normal distribution by nothing that a double holds. */
const FREEDOM_NORMAL = 1e12
/** Beyond this the middle of the noncentral distribution lies where exp(−δ²/2) is no number any more. */
const SHIFT_MAX = 37

/** Lanczos' coefficients for g = 607/128 (Godfrey 2001). */
const LANCZOS = [
  0.9999999999999971, 57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202,
  3.399464998481189e-5, 4.652362892704858e-5, -9.837447530487956e-5, 0.0001580887032249125, -0.00021026444172410488,
  0.00021743961811521265, -0.0001643181065367639, 8.441822398385275e-5, -2.6190838401581408e-5, 3.6899182659531625e-6,
]

export function lnGamma(x: number): number {
  let sum = LANCZOS[0]!
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i]! / (x + i - 1)
  const base = x + 607 / 128 - 0.5
  return (x - 0.5) * Math.log(base) - base + Math.log(Math.sqrt(2 * Math.PI) * sum)
}

/** The regularised incomplete beta function I_x(a, b). */
export function betaShare(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - betaShare(1 - x, b, a)
  const front = Math.exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a
  return front * betaFraction(x, a, b)
}

/** Its continued fraction, by Lentz's method. */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1
  let d = 1 / nonzero(1 - ((a + b) * x) / (a + 1))
  let value = d
  for (let m = 1; m <= TERMS_MAX; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / nonzero(1 + even * d)
    c = nonzero(1 + even / c)
    value *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / nonzero(1 + odd * d)
    c = nonzero(1 + odd / c)
    value *= d * c
    if (Math.abs(d * c - 1) < EPSILON) break
  }
  return value
}
const nonzero = (value: number): number => (Math.abs(value) < TINY ? TINY : value)

/** The share farther from 0 than `t` on both sides; `freedom` Infinity is the normal distribution. */
export function studentBeyond(t: number, freedom: number): number {
  if (freedom >= FREEDOM_NORMAL) return Math.min(1, 2 * normalUpper(Math.abs(t)))
  return betaShare(freedom / (freedom + t * t), freedom / 2, 0.5)
}

/** The t that leaves `share` beyond it on both sides together. */
export function studentReach(share: number, freedom: number): number {
  if (freedom >= FREEDOM_NORMAL) return normalQuantileUpper(share / 2)
  let t = studentQuantileUpper(share / 2, freedom)
  const scale = Math.exp(lnGamma((freedom + 1) / 2) - lnGamma(freedom / 2)) / Math.sqrt(freedom * Math.PI)
  for (let i = 0; i < NEWTON_STEPS; i++) {
    const density = scale * (1 + (t * t) / freedom) ** (-(freedom + 1) / 2)
    const step = (studentBeyond(t, freedom) - share) / (2 * density)
    if (!Number.isFinite(step) || t + step === t) break
    t += step
  }
  return t
}

export const fUpper = (f: number, between: number, within: number): number =>
  f <= 0 ? 1 : Number.isFinite(within) ? betaShare(within / (within + between * f), within / 2, between / 2) : chiUpper(f * between, between) // prettier-ignore

/** The share of χ² above `x`: the upper incomplete gamma function. */
export function chiUpper(x: number, freedom: number): number {
  if (x <= 0) return 1
  const a = freedom / 2
  const z = x / 2
  const front = Math.exp(a * Math.log(z) - z - lnGamma(a))
  if (z < a + 1) {
    let term = 1 / a
    let sum = term
    for (let k = 1; k < TERMS_MAX && term > sum * EPSILON; k++) sum += term *= z / (a + k)
    return 1 - front * sum
  }
  let b = z + 1 - a
  let c = 1 / TINY
  let d = 1 / b
  let value = d
  for (let k = 1; k < TERMS_MAX; k++) {
    const an = -k * (k - a)
    b += 2
    d = 1 / nonzero(an * d + b)
    c = nonzero(b + an / c)
    value *= d * c
    if (Math.abs(d * c - 1) < EPSILON) break
  }
  return front * value
}

/** The share of noncentral t below `t` (Lenth 1989, AS 243). */
export function noncentralBelow(t: number, freedom: number, shift: number): number {
  if (t < 0) return 1 - noncentralBelow(-t, freedom, -shift)
  if (Math.abs(shift) > SHIFT_MAX) return shift > 0 ? 0 : 1
  const x = (t * t) / (t * t + freedom)
  const half = (shift * shift) / 2
  // Weights of the Poisson distribution; p for whole numbers, q for halves.
  let p = Math.exp(-half)
  let q = (shift * Math.exp(-half)) / (Math.sqrt(2) * Math.exp(lnGamma(1.5)))
  let sum = 0
  let weightLeft = 1
  for (let j = 0; j < TERMS_MAX; j++) {
    sum += p * betaShare(x, j + 0.5, freedom / 2) + q * betaShare(x, j + 1, freedom / 2)
    weightLeft -= p
    if (j > half && weightLeft < EPSILON && Math.abs(q) < EPSILON) break
    p *= half / (j + 1)
    q *= half / (j + 1.5)
  }
  return Math.min(1, Math.max(0, normalUpper(shift) + sum / 2))
}
