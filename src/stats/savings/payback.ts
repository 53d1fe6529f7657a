/** When a measure has paid for itself, and what it is worth today. */
import { refuse } from './refusals.ts'

const YEARS_MAX = 60

/** Money in one unit throughout; `discount` is the yearly rate in real terms, `life_years` how long the measure will serve. */
export type Investment = { readonly cost: number; readonly life_years: number; readonly discount: number }

export type Payback = {
  /** Null where it does not pay for itself: never, or (discounted) not within its life. */
  readonly simple_years: number | null
  readonly discounted_years: number | null
  readonly npv: number
}

/** Of so much saved a year, at each year's end. Throws `stats.savings.finance`. */
export function paybackOf({ cost, life_years, discount }: Investment, saved: number): Payback {
  const demand = (what: string, found: number, right: boolean) => {
    if (!right) throw refuse.finance({ what, found: String(found) })
  }
  demand('cost', cost, cost >= 0 && Number.isFinite(cost))
  demand('life', life_years, life_years > 0 && life_years <= YEARS_MAX)
  demand('discount', discount, discount > -0.5 && discount <= 1)
  return {
    simple_years: saved > 0 ? cost / saved : null,
    discounted_years: discountedYears(cost, life_years, discount, saved),
    npv: saved * annuity(life_years, discount) - cost,
  }
}

/** Today's worth of one a year, for so many years; of a part of a year, that part. */
function annuity(years: number, discount: number): number {
  return isNothing(discount) ? years : -Math.expm1(-years * Math.log1p(discount)) / discount
}

function discountedYears(cost: number, life_years: number, discount: number, saved: number): number | null {
  if (!(saved > 0)) return null
  const share = (cost * discount) / saved
  const years = isNothing(discount) ? cost / saved : -Math.log1p(-share) / Math.log1p(discount)
  return share < 1 && years <= life_years ? years : null
}

/** So small a rate changes no year by a digit, and what is computed by it has none to say so. */
const isNothing = (discount: number): boolean => Math.abs(discount) < Number.EPSILON
