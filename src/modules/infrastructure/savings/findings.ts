/** From readings, or from measured watts, to what was found and what it is worth. Pure; the bundle is computed anew by the same. */
import { lightingAvoided, paybackOf, worthOf, zoneOf, type AvoidedDay, type LightingGroup, type Timed } from '#stats'
import { daysOf, measured } from './measuring.ts'
import { refuse } from './refusals.ts'
import { adjustmentsOf } from './rules.ts'
import type { Findings, KnownRate, Money, Plan, PlanAdjustment, Worths } from './types.ts'

const YEAR_DAYS = 365

export type Brought =
  | { option: 'C'; meter: readonly Timed[]; temperature_f: readonly Timed[] }
  /** Watts measured afterwards, by group. */
  | { option: 'A'; watts: Readonly<Record<string, readonly number[]>> }
export type Period = { from?: string; to?: string }

/** Throws `stats.savings.…`, `savings.wattage`. */
export function findingsOf(
  plan: Plan,
  brought: Brought,
  adjustments: readonly PlanAdjustment[],
  period: Period,
): Findings {
  if (plan.option === 'A' && brought.option === 'A') return ofLighting(plan, brought.watts, adjustments, period)
  if (plan.option === 'C' && brought.option === 'C') return ofBuilding(plan, brought, adjustments, period)
  throw refuse.fileMissing({ kind: plan.option === 'A' ? 'wattage' : 'meter' })
}

type Option<O extends Plan['option']> = Extract<Plan, { option: O }>

function ofBuilding(
  plan: Option<'C'>,
  { meter, temperature_f }: Extract<Brought, { option: 'C' }>,
  adjustments: readonly PlanAdjustment[],
  { from = plan.reportsFrom, to }: Period,
): Findings {
  const days = daysOf({ meter, temperature_f, zone: zoneOf(plan.zone), register: plan.register, closed: false })
  const { fit, avoided } = measured(days, { end: plan.begins, from, to, level: plan.level, adjustments: adjustmentsOf(adjustments) }) // prettier-ignore
  const { baseline, goodness, model } = fit
  return {
    ...{
      from: avoided.from,
      to: avoided.to,
      days: avoided.days,
      daysCounted: avoided.daysCounted,
      level: avoided.level,
    },
    ...{ use_kwh: avoided.use, baseline_kwh: avoided.baseline, adjusted_kwh: avoided.adjusted },
    ...{ avoided_kwh: avoided.avoided, interval: avoided.intervals && avoided.intervals.guideline14 },
    caltrackBand: avoided.intervals && avoided.intervals.caltrack.band,
    fit: { model, goodness, from: baseline.from, to: baseline.to, daysUsed: baseline.daysUsed },
    lighting: null,
  }
}

function ofLighting(
  plan: Option<'A'>,
  watts: Readonly<Record<string, readonly number[]>>,
  adjustments: readonly PlanAdjustment[],
  { from = plan.reportsFrom, to }: Period,
): Findings {
  if (to === undefined) throw refuse.period({ from, to: '' })
  const missing = plan.groups.filter(({ name }) => (watts[name]?.length ?? 0) < 2).map(({ name }) => name)
  if (missing.length > 0) throw refuse.wattage({ missing: missing.join(', ') })
  const groups = plan.groups.map(({ name, count, measured_w, before, after }): LightingGroup => ({
    ...{ name, count, before: { ...before, measured_w }, after: { ...after, measured_w: watts[name]! } },
  }))
  const site = { latitude: plan.latitude, longitude: plan.longitude, zone: zoneOf(plan.zone) }
  const found = lightingAvoided(groups, { site, from, to, level: plan.level })
  const adjusted = (day: string) =>
    adjustments.reduce(
      (sum, { from, to, perDay }) => (from <= day && (to === null || day < to) ? sum + perDay : sum),
      0,
    )
  const days = found.groups[0]!.days.map(({ day }, i): AvoidedDay => {
    const total = (of: 'baseline' | 'use') => found.groups.reduce((sum, group) => sum + group.days[i]![of], 0)
    const [baseline, use] = [total('baseline') + adjusted(day), total('use')]
    return { day, use, baseline, avoided: baseline - use, temperature_f: null }
  })
  const adjustment = days.reduce((sum, { day }) => sum + adjusted(day), 0)
  const { interval } = found
  return {
    ...{ from, to, days, daysCounted: days.length, level: plan.level, use_kwh: found.use },
    ...{ baseline_kwh: found.baseline + adjustment, adjusted_kwh: adjustment, avoided_kwh: found.avoided + adjustment },
    interval: { low: interval.low + adjustment, high: interval.high + adjustment, band: interval.band },
    ...{ caltrackBand: null, fit: null },
    lighting: found.groups.map(({ days: _, ...group }) => group),
  }
}

/** By the rates of each day; what has none is missing. Throws `stats.savings.finance`. */
export function worthsOf(plan: Plan, found: Findings, rates: readonly KnownRate[]): Worths {
  const band = found.interval?.band ?? null
  const of = (kind: KnownRate['kind'], round: (value: number) => number): Money => {
    const own = rates.filter((rate) => rate.kind === kind && rate.carrier === plan.carrier)
    const worth = worthOf(found.days, own.map(({ from, to, value, vat }) => ({ from, to, perUnit: value * (1 + vat) })), band) // prettier-ignore
    const rounded = (value: number | null) => (value === null ? null : round(value))
    return { total: rounded(worth.total), known: round(worth.known), low: rounded(worth.low), high: rounded(worth.high), missing: worth.missing } // prettier-ignore
  }
  const money = of('tariff', Math.round)
  const co2e = of('factor', (value) => value)
  const share = found.daysCounted / YEAR_DAYS
  const yearly = (value: number | null) => (value === null ? null : value / share)
  const { promised, investment } = plan
  const invested = { cost: investment.cost_grosze, life_years: investment.life_years, discount: investment.discount }
  const npv = (saved: number | null) => (saved === null ? null : Math.round(paybackOf(invested, saved).npv))
  const saved = yearly(money.total)
  const payback = saved === null ? null : paybackOf(invested, saved)
  const [low, high] = [npv(yearly(money.low)), npv(yearly(money.high))]
  const tonnes = ((yearly(co2e.total) ?? 0) / 1000) * investment.life_years
  return {
    ...{ money_grosze: money, co2e_kg: co2e },
    promised: {
      energy_kwh: promised.energy_kwh * share,
      money_grosze: Math.round(promised.money_grosze * share),
      co2e_kg: promised.co2e_kg * share,
    },
    yearly: {
      ...{ stretched: found.daysCounted < YEAR_DAYS, energy_kwh: yearly(found.avoided_kwh)! },
      ...{ money_grosze: saved === null ? null : Math.round(saved), co2e_kg: yearly(co2e.total) },
    },
    payback: payback && { simple_years: payback.simple_years, discounted_years: payback.discounted_years, npv_grosze: Math.round(payback.npv) }, // prettier-ignore
    npvSpan_grosze: low === null || high === null ? null : { low, high },
    costPerTonne_grosze: tonnes > 0 ? Math.round(investment.cost_grosze / tonnes) : null,
  }
}
