/** How well a model tells what was measured: the figures that ASHRAE Guideline 14 asks for. */

export type Goodness = {
  readonly n: number
  /** Of the model, its constant not counted. */
  readonly parameters: number
  readonly mean: number
  /** Root of the mean square error, with the parameters taken off the number of days. */
  readonly rmse: number
  /** rmse ÷ mean; null where the mean is zero. */
  readonly cvRmse: number | null
  /** Mean error ÷ mean, measured less modelled; null where the mean is zero. */
  readonly nmbe: number | null
  readonly rSquared: number
  readonly rSquaredAdjusted: number
  /** Of each day's error with that of the day before; null where the errors do not vary. */
  readonly autocorrelation: number | null
  /** How many independent days the n are worth. */
  readonly effectiveN: number
}

/** Both in the order of time. */
export function goodness(observed: Float64Array, modelled: Float64Array, parameters: number): Goodness {
  const n = observed.length
  const errors = observed.map((value, i) => value - modelled[i]!)
  const squares = errors.reduce((sum, error) => sum + error * error, 0)
  const mean = meanOf(observed)
  const rmse = Math.sqrt(squares / (n - parameters))
  const rSquared = (correlation(observed, modelled) ?? 0) ** 2
  const rSquaredAdjusted = 1 - ((1 - rSquared) * (n - 1)) / (n - parameters - 1)
  const autocorrelation = correlation(errors.subarray(1), errors.subarray(0, -1))
  const rho = autocorrelation ?? 0
  const relative = (value: number) => (mean === 0 ? null : value / mean)
  return {
    ...{ n, parameters, mean, rmse, cvRmse: relative(rmse), nmbe: relative(meanOf(errors)) },
    ...{ rSquared, rSquaredAdjusted, autocorrelation, effectiveN: (n * (1 - rho)) / (1 + rho) },
  }
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Pearson's; null where either does not vary. */
function correlation(x: Float64Array, y: Float64Array): number | null {
  const [meanX, meanY] = [meanOf(x), meanOf(y)]
  let [both, ofX, ofY] = [0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [x[i]! - meanX, y[i]! - meanY]
    both += dx * dy
    ofX += dx * dx
    ofY += dy * dy
  }
  return ofX > 0 && ofY > 0 ? both / Math.sqrt(ofX * ofY) : null
}
