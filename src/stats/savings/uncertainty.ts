/**
 * How far a sum of avoided use may be off, by the fractional savings uncertainty of ASHRAE Guideline 14 as improved by Sun and
 * Baltazar (2013): what the model missed from day to day, worth fewer independent days where its errors come in rows.
 */
import { studentQuantileUpper } from '../student.ts'
import type { Goodness } from './goodness.ts'
import { refuse } from './refusals.ts'

/** A month's days, and the polynomial in months, of daily models. */
const MONTH_DAYS = 30
const POLYNOMIAL = { square: -0.00024, linear: 0.03535, constant: 1.00286 }
/** Where the polynomial is at its top; it was fitted for the first years and falls behind that. */
const MONTHS_MAX = -POLYNOMIAL.linear / (2 * POLYNOMIAL.square)

export const LEVEL = 0.9

/** Half the width of the interval, in the unit of use; both sides of it lie at the level of confidence. */
export type Bands = {
  /** The guideline's: in proportion to what would have been used over the days that count. */
  readonly guideline14: number
  /**
   * As CalTRACK's own program computes it (OpenEEmeter 2): in proportion to the use of the whole baseline, so that less than a
   * year has a wider interval than the guideline asks, and more than a year a narrower one.
   */
  readonly caltrack: number
}

/** `days` and `modelled` are of the days that count. Null where the model tells nothing of its errors. Throws `stats.savings.level`. */
export function bandsOf(fit: Goodness, days: number, modelled: number, level = LEVEL): Bands | null {
  if (!(level > 0 && level < 1)) throw refuse.level({ found: String(level) })
  const { n, parameters, mean, effectiveN } = fit
  if (fit.cvRmse === null || !(effectiveN > 0) || days === 0) return null
  const t = studentQuantileUpper((1 - level) / 2, n - parameters)
  const months = Math.min(days / MONTH_DAYS, MONTHS_MAX)
  const factor = POLYNOMIAL.square * months ** 2 + POLYNOMIAL.linear * months + POLYNOMIAL.constant
  const share = (independent: number) =>
    t * factor * Math.abs(fit.cvRmse!) * Math.sqrt((n / independent) * (1 + 2 / independent) * (1 / days))
  // Errors that alternate would make each day worth more than one: that is chance, and nothing to build on.
  return {
    guideline14: share(Math.min(effectiveN, n)) * Math.abs(modelled),
    caltrack: share(effectiveN) * Math.abs(mean) * n,
  }
}
