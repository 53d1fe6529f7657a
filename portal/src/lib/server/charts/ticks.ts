/** Round numbers along an axis. */

/** About `wanted` of them between `low` and `high`. */
export function ticksBetween(low: number, high: number, wanted: number): number[] {
  const span = high - low
  if (!(span > 0)) return [low]
  const rough = span / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const size = STEPS.find((one) => rough <= power * one * CLOSE) ?? 10
  const step = power * size
  const ticks = []
  for (let at = Math.ceil(low / step); at * step <= high; at++) ticks.push(Number((at * step).toPrecision(12)))
  return ticks
}

const STEPS = [1, 2, 5, 10]
/** A step may be so much smaller than asked for. */
const CLOSE = Math.SQRT2
