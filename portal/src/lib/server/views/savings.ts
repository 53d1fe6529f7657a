/** What the pages of savings show: numbers as people read them, two charts, the way back. */
import type { KnownPlan, KnownResult, ResultContent, SavingsOf } from '#infrastructure'
import { formatsFor, type Formats } from '#words/format'
import { words, type Lang } from '#words'
import type { City } from '../city.ts'
import { DAYS_DRAWN_MAX, promiseChart, useChart } from '../charts/savings.ts'

const GROSZE = 100

type Say = { t: (typeof words)[Lang]['t']; format: Formats; lang: Lang }

export function saying(city: City, lang: Lang): Say {
  const { t } = words[lang]
  return { t, lang, format: formatsFor(lang, words[lang] as never, city.info.timezone) }
}

const rounded = (value: number): number => (Math.abs(value) >= 100 ? 0 : 1)
const energy = ({ format }: Say, value: number) => format.value(value, 'kWh', rounded(value))
const mass = ({ format }: Say, value: number) => format.value(value, 'kg', rounded(value))
const money = ({ format }: Say, grosze: number) => format.value(grosze / GROSZE, 'PLN', Math.abs(grosze) >= 100_000 ? 0 : 2) // prettier-ignore

export type Measure = { name: string; value: string; range: string; promised: string; missing: string }

/** Energy, money and CO₂e: each with its interval, what was promised, and what is missing. */
export function measuresOf(say: Say, content: ResultContent): Measure[] {
  const { t, format } = say
  const level = format.percent(content.level)
  const range = (low: number | null, high: number | null, of: (say: Say, value: number) => string) =>
    low === null || high === null ? '' : t('savings.interval', { low: of(say, low), high: of(say, high), level })
  const spans = (missing: readonly { from: string; to: string }[]) =>
    format.list(missing.map(({ from, to }) => t('savings.span', { from: format.day(from), to: format.day(to) })))
  const worth = (
    name: string,
    what: ResultContent['money_grosze'],
    promised: number,
    of: (say: Say, value: number) => string,
    key: 'savings.missingTariff' | 'savings.missingFactor',
  ): Measure => ({
    // prettier-ignore
    name,
    value: what.total === null ? t('savings.unknown') : of(say, what.total),
    range: range(what.low, what.high, of),
    promised: t('savings.promised', { value: of(say, promised) }),
    missing: what.missing.length > 0 ? t(key, { spans: spans(what.missing) }) : '',
  })
  const { interval, promised } = content
  return [
    {
      name: t('savings.energy'),
      value: energy(say, content.avoided_kwh),
      range: interval ? range(interval.low, interval.high, energy) : t('savings.noInterval'),
      promised: t('savings.promised', { value: energy(say, promised.energy_kwh) }),
      missing: '',
    },
    worth(t('savings.money'), content.money_grosze, promised.money_grosze, money, 'savings.missingTariff'),
    worth(t('savings.co2e'), content.co2e_kg, promised.co2e_kg, mass, 'savings.missingFactor'),
  ]
}

export function cardOf(say: Say, { id, plan, newest }: SavingsOf) {
  const { t, format } = say
  return {
    ...{
      id,
      title: plan.title,
      responsible: plan.responsible,
      demo: plan.demo,
      option: t(`savings.option.${plan.option}`),
    },
    promised: [energy(say, plan.promised.energy_kwh), money(say, plan.promised.money_grosze), `${mass(say, plan.promised.co2e_kg)} CO₂e`], // prettier-ignore
    measures: newest ? measuresOf(say, newest.content) : [],
    period: newest ? periodOf(say, newest.content) : '',
    verified: newest?.verification ? t('savings.verifiedBy', { as: newest.verification.as, day: format.day(newest.verification.at) }) : '', // prettier-ignore
  }
}

const periodOf = ({ t, format }: Say, { from, to, daysCounted }: ResultContent) =>
  t('savings.period', { from: format.day(from), to: format.day(to), days: daysCounted })

export function planOf(say: Say, { plan, seal }: Pick<KnownPlan, 'plan' | 'seal'>) {
  const { t, format } = say
  const { cost_grosze, life_years } = plan.investment
  return {
    facts: [
      [t('savings.plan.measure'), plan.measure],
      [t('savings.plan.boundary'), plan.boundary],
      [t('savings.plan.responsible'), plan.responsible],
      [t('savings.plan.begins'), format.day(plan.begins)],
      [t('savings.plan.reportsFrom'), format.day(plan.reportsFrom)],
      ...(plan.option === 'C' ? [[t('savings.plan.baseline'), t('savings.plan.baselineText', { day: format.day(plan.begins) })]] : []), // prettier-ignore
      ...(plan.option === 'C' && plan.series ? [[t('savings.plan.series'), seriesOf(plan.series)]] : []),
      ...(plan.option === 'A' && plan.groups.some(({ things }) => things) ? [[t('savings.plan.series'), plan.groups.flatMap(({ things = [] }) => things).join(', ')]] : []), // prettier-ignore
      [t('savings.plan.level'), format.percent(plan.level)],
      [t('savings.promisedYear'), format.list([energy(say, plan.promised.energy_kwh), money(say, plan.promised.money_grosze), `${mass(say, plan.promised.co2e_kg)} CO₂e`])], // prettier-ignore
      [t('savings.worth.cost'), money(say, cost_grosze)],
      [t('savings.worth.life'), t('savings.worth.years', { years: life_years })],
    ] as [string, string][],
    seal: seal && { text: t(plan.demo ? 'savings.plan.sealedDemo' : 'savings.plan.sealed', { day: format.day(seal.at) }), entryId: seal.entryId, sha256: seal.sha256 }, // prettier-ignore
  }
}

const seriesOf = ({ meter, temperature }: NonNullable<Extract<KnownPlan['plan'], { option: 'C' }>['series']>): string =>
  [meter, temperature].map(({ entityId, attribute }) => `${entityId} (${attribute})`).join(', ')

/** Everything of one result. */
export function resultOf(say: Say, plan: KnownPlan['plan'], result: KnownResult) {
  const { t } = say
  const { content, number, bundle } = result
  return {
    ...{ number, bundle, measures: measuresOf(say, content), period: periodOf(say, content) },
    verified: result.verification
      ? { text: t('savings.verifiedBy', { as: result.verification.as, day: say.format.day(result.verification.at) }), grounds: result.verification.grounds } // prettier-ignore
      : undefined,
    ...chartsOf(say, content),
    months: monthsOf(say, content),
    worth: worthOf(say, plan, content),
    method: methodOf(say, content),
    files: content.files.map(({ kind, name, sha256, series }) => ({
      text: t('savings.files.file', { kind, name }),
      sha256,
      entityId: series?.entityId,
      readings: series && `/ngsi-ld/v1/temporal/entities/${encodeURIComponent(series.entityId)}?${new URLSearchParams({ attrs: series.attribute, timerel: 'between', timeAt: series.from, endTimeAt: series.to, options: 'temporalValues' }).toString()}`, // prettier-ignore
    })),
    rates: content.rates.map(({ kind, name, value, vat, source }) => ({
      text: t(`savings.rates.${kind}`, { name, value: kind === 'tariff' ? money(say, value * (1 + vat)) : say.format.number(value, 4) }), // prettier-ignore
      source: t('savings.rates.from', { source }),
    })),
  }
}

function chartsOf(say: Say, content: ResultContent) {
  const { t, format, lang } = say
  const weeks = content.days.length > DAYS_DRAWN_MAX
  const said = {
    ...{ title: t('savings.chart.title'), description: t('savings.chart.description') },
    ...{ use: t('savings.chart.use'), baseline: t('savings.chart.baseline'), tick: (value: number) => format.number(value) }, // prettier-ignore
    date: new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { timeZone: 'UTC', day: 'numeric', month: weeks ? 'short' : 'numeric', ...(weeks && { day: undefined, year: '2-digit' }) }), // prettier-ignore
  }
  const bars = { title: t('savings.compare.title'), description: t('savings.compare.description'), promised: t('savings.compare.promised'), proved: t('savings.compare.proved'), value: (value: number) => energy(say, value) } // prettier-ignore
  const both = (draw: (size: 'wide' | 'narrow') => string) => ({ wide: draw('wide'), narrow: draw('narrow') })
  return {
    chart: both((size) => useChart(content.days, said, size)),
    unit: t('savings.chart.unit', { weeks: weeks ? 'yes' : 'no' }),
    compare: both((size) => promiseChart(content.promised.energy_kwh, content.avoided_kwh, content.interval, bars, size)), // prettier-ignore
  }
}

function monthsOf({ format }: Say, { days }: ResultContent) {
  const months = Map.groupBy(
    days.filter(({ avoided }) => avoided !== null),
    ({ day }) => day.slice(0, 7),
  )
  return [...months].map(([month, of]) => {
    const sum = (what: 'use' | 'baseline' | 'avoided') => format.number(of.reduce((total, day) => total + day[what]!, 0), 0) // prettier-ignore
    return { month: format.period(month.replace('-', '-M')), days: of.length, use: sum('use'), baseline: sum('baseline'), avoided: sum('avoided') } // prettier-ignore
  })
}

function worthOf(
  say: Say,
  plan: KnownPlan['plan'],
  { payback, npvSpan_grosze, costPerTonne_grosze, yearly, level, daysCounted }: ResultContent,
) {
  // prettier-ignore
  const { t, format } = say
  if (!payback) return undefined
  const years = (value: number | null) => value === null ? t('savings.worth.never') : t('savings.worth.years', { years: Number(value.toFixed(1)) }) // prettier-ignore
  const npv = npvSpan_grosze && t('savings.interval', { low: money(say, npvSpan_grosze.low), high: money(say, npvSpan_grosze.high), level: format.percent(level) }) // prettier-ignore
  return {
    facts: [
      [t('savings.worth.cost'), money(say, plan.investment.cost_grosze), ''],
      [t('savings.worth.simple'), years(payback.simple_years), ''],
      [t('savings.worth.discounted'), years(payback.discounted_years), ''],
      [t('savings.worth.npv'), money(say, payback.npv_grosze), [t('savings.worth.npvHint', { rate: format.percent(plan.investment.discount, 1) }), npv].filter(Boolean).join('; ')], // prettier-ignore
      ...(costPerTonne_grosze === null ? [] : [[t('savings.worth.perTonne'), money(say, costPerTonne_grosze), '']]),
    ] as [string, string, string][],
    stretched: yearly.stretched ? t('savings.worth.stretched', { days: daysCounted }) : '',
  }
}

function methodOf(say: Say, { fit, lighting }: ResultContent): string[] {
  const { t, format } = say
  const celsius = (fahrenheit: number) => format.value((fahrenheit - 32) / 1.8, '°C', 1)
  const perDegree = (slope: number) => energy(say, slope * 1.8)
  const lamps = (lighting ?? []).map(
    ({ name, count, beforeMean_w, afterMean_w, afterHours }) =>
    t('savings.method.lamps', { name, count, before: format.value(beforeMean_w, 'W', 1), after: format.value(afterMean_w, 'W', 1), hours: Math.round(afterHours) }), // prettier-ignore
  )
  if (!fit) return lamps
  const { heating, cooling, intercept } = fit.model
  return [
    t('savings.method.fit', {
      ...{ days: fit.daysUsed, base: energy(say, intercept) },
      ...{ heating: heating ? perDegree(heating.perDegreeDay_f) : 'none', heatingPoint: heating && celsius(heating.balancePoint_f) }, // prettier-ignore
      ...{ cooling: cooling ? perDegree(cooling.perDegreeDay_f) : 'none', coolingPoint: cooling && celsius(cooling.balancePoint_f) }, // prettier-ignore
    }),
    t('savings.method.good', {
      r2: format.percent(fit.goodness.rSquaredAdjusted),
      cv: fit.goodness.cvRmse === null ? '–' : format.percent(fit.goodness.cvRmse, 1),
    }),
    t('savings.method.fsu'),
  ]
}

/** Where a plan is in its life. */
export type State = 'draft' | 'sealed' | 'computed' | 'confirmed' | 'returned' | 'published'
export function stateOf(seal: KnownPlan['seal'], newest: KnownResult | undefined): State {
  if (!seal) return 'draft'
  if (!newest) return 'sealed'
  if (newest.publication) return 'published'
  if (!newest.verification) return 'computed'
  return newest.verification.verdict
}
