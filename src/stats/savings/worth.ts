/** What avoided use is worth, in money and in emissions: by the price and the factor of each day. What has none is missing, not nothing. */
import { dayAfter } from './zone.ts'

/** Holds from `from` to before `to`; open where null. */
export type Rate = { readonly from: string; readonly to: string | null; readonly perUnit: number }
export type Missing = { readonly from: string; readonly to: string }

/** `total` is null where days have no rate; `known` is of those that have one. */
export type Worth = {
  readonly total: number | null
  readonly known: number
  readonly low: number | null
  readonly high: number | null
  /** Spans of days without a rate, the last day excluded. */
  readonly missing: readonly Missing[]
}

/** The interval is as wide, in proportion, as that of what was avoided. */
export function worthOf(
  days: readonly { readonly day: string; readonly avoided: number | null }[],
  rates: readonly Rate[],
  band: number | null,
): Worth {
  const missing: { from: string; to: string }[] = []
  let [known, price, priced] = [0, 0, 0]
  for (const { day, avoided } of days) {
    if (avoided === null) continue
    const rate = rates.find(({ from, to }) => from <= day && (to === null || day < to))
    if (rate) {
      known += avoided * rate.perUnit
      price += rate.perUnit
      priced++
    } else if (missing.at(-1)?.to === day) missing.at(-1)!.to = dayAfter(day)
    else missing.push({ from: day, to: dayAfter(day) })
  }
  const whole = missing.length === 0 && priced > 0
  const reach = whole && band !== null ? (band * price) / priced : null
  return {
    ...{ total: whole ? known : null, known, missing },
    ...{ low: reach === null ? null : known - reach, high: reach === null ? null : known + reach },
  }
}
