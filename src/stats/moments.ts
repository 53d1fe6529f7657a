/** Mean, spread and shape of figures. */

/** NaN where there are too few figures, or all are equal: for the models to test, not to pass on. */
export type Moments = { n: number; mean: number; sd: number; skewness: number; kurtosis: number }

/** Skewness and excess kurtosis are corrected for bias (type 2 of Joanes and Gill 1998, as in spreadsheets). */
export function moments(values: Float64Array): Moments {
  const n = values.length
  let sum = 0
  for (let i = 0; i < n; i++) sum += values[i]!
  const mean = sum / n
  // Fourth powers of very large or small figures would leave the range of doubles.
  let scale = 0
  for (let i = 0; i < n; i++) scale = Math.max(scale, Math.abs(values[i]! - mean))
  let second = 0
  let third = 0
  let fourth = 0
  for (let i = 0; i < n; i++) {
    const d = (values[i]! - mean) / scale
    const square = d * d
    second += square
    third += square * d
    fourth += square * square
  }
  const skew = (Math.sqrt(n) * third) / second ** 1.5
  const excess = (n * fourth) / (second * second) - 3
  return {
    n,
    mean,
    sd: scale * Math.sqrt(second / (n - 1)),
    skewness: n < 3 ? NaN : (skew * Math.sqrt(n * (n - 1))) / (n - 2),
    kurtosis: n < 4 ? NaN : (((n + 1) * excess + 6) * (n - 1)) / ((n - 2) * (n - 3)),
  }
}
