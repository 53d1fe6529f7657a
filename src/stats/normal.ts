/** The standard normal distribution, to nearly the last digit of a double also far out in the tails. */

const SERIES_UNTIL = 2
const TERMS_MAX = 200
const BISECTIONS = 80
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

/** The `z` above which lies the share `upper`, 0 < upper < 1. */
export function normalQuantileUpper(upper: number): number {
  if (upper > 0.5) return -normalQuantileUpper(1 - upper)
  let low = 0
  let high = FAR
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (low + high) / 2
    if (normalUpper(middle) > upper) low = middle
    else high = middle
  }
  return (low + high) / 2
}
