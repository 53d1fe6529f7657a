/** The standard normal distribution, to nearly the last digit of a double also far out in the tails. */

const SERIES_UNTIL = 2
const TERMS_MAX = 200
const STEPS_MAX = 30
const FAR = 40

/** The share above `z`. */
export function normalUpper(z: number): number {
  if (z < 0) return 1 - normalUpper(-z)
  if (z > FAR) return 0
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
  return z < SERIES_UNTIL ? 0.5 - density * centre(z) : density * tail(z)
}

/** z + z³/3 + z⁵/(3·5) + … (Marsaglia 2004). */
function centre(z: number): number {
  let term = z
  let sum = z
  for (let k = 3; sum + term !== sum && k < 2 * TERMS_MAX; k += 2) {
    term *= (z * z) / k
    sum += term
  }
  return sum
}

/** The Mills ratio as Laplace's continued fraction 1/(z + 1/(z + 2/(z + 3/(z + …)))). */
function tail(z: number): number {
  let below = z
  for (let k = TERMS_MAX; k >= 1; k--) below = z + k / below
  return 1 / below
}

/** The `z` above which lies the share `upper`, 0 < upper < 1; not beyond what a double can tell. */
export function normalQuantileUpper(upper: number): number {
  if (upper > 0.5) return -normalQuantileUpper(1 - upper)
  // The share is at most exp(−z²/2) / 2. From there Newton on its logarithm, which is concave, comes down to the root.
  let z = Math.sqrt(-2 * Math.log(2 * upper))
  for (let i = 0; i < STEPS_MAX; i++) {
    const share = normalUpper(z)
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
    const step = (Math.log(share / upper) * share) / density
    if (!Number.isFinite(step) || z + step === z) break
    z += step
  }
  return z
}
