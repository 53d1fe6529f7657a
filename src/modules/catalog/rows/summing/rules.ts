/** Steps that people would choose. Pure. */

const STEPS = [1, 2, 2.5, 5, 10]

/** About `wanted` equal steps over the span, each a round number; whole where the values are. */
export function stepFor(low: number, high: number, wanted: number, isWhole: boolean): number {
  const rough = (high - low) / wanted
  if (!(rough > 0) || !Number.isFinite(rough)) return 1
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * STEPS.find((one) => one * power >= rough * (1 - 1e-9))!
  return isWhole ? Math.max(1, Math.ceil(step)) : step
}

/** Without the dust that sums of binary fractions leave. */
export const tidy = (value: number): number => Number(value.toPrecision(12))
