/** What the pages show of other cities' values beside the city's own: how far each was checked, all that differs, one chart. */
import { foreignTexts } from '#platform/text'
import type { BesideClaimed, BesideWhole, BesideOwn, Difference } from '#network'
import { barChart, type Bars } from '#lib/server/charts/bars.ts'
import type { City } from '#lib/server/city.ts'
import type { Lang } from '#words'
import { saying, type Say } from './projects.ts'

const BARS_MAX = 30
const PAGE = 50
const PERIODS_MAX = 12
/** Colours of the house's bars: the city itself, the same thing elsewhere, what differs in something. */
const SERIES = { own: 0, same: 1, differs: 9 }
const TONES = { claimed: 'warning', signed: 'plain', recomputed: 'good' } as const
/** What makes two values things that must not be drawn as one. */
const APART = ['meaning', 'reused']

/** The city's indicators that others state too, each by its name. */
export async function comparedOf(city: City, lang: Lang) {
  const { t, format } = saying(city, lang)
  const definitions = new Map((await city.indicators.definitions()).map((one) => [one.id, one]))
  return (await city.network.comparing.compared())
    .filter(({ id }) => definitions.has(id))
    .map(({ id, cities, at }) => ({
      ...{ id, name: definitions.get(id)!.names[lang], cities },
      about: `${t('beside.cities', { n: cities })}, ${t('beside.newest', { day: format.day(at) })}`,
    }))
    .toSorted((a, b) => b.cities - a.cities || a.name.localeCompare(b.name, lang))
}

const STATUSES = ['A', 'P', 'E', 'B'] as const
export function differenceSaid({ t, format }: Say, { kind, ours, theirs }: Difference, area: string): string {
  const status = (one: string) => t(`beside.statuses.${STATUSES.find((known) => known === one) ?? 'other'}`)
  const unit = (one: string) => format.unit(one) || one
  const said = {
    ...{ meaning: unit, unit, period: format.period, status },
    boundary: (one: string) => (one === theirs ? area : one),
  } as Record<string, ((one: string) => string) | undefined>
  const say = said[kind] ?? String
  return t(`beside.differences.${kind}`, { ours: say(ours), theirs: say(theirs) })
}

/** An address that the sender gives is followed only where it leads to the sender. */
function sourceOf(address: string, domain: string): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined
  return url && /^https?:$/.test(url.protocol) && url.host === domain ? url.href : undefined
}

/** How old a value is, and since when it is known to be so; in few words. */
function freshOf({ t, format }: Say, { age_months, confirmedAt }: Pick<BesideClaimed, 'age_months' | 'confirmedAt'>, came: Date): string[] {
  const age = age_months === undefined ? [] : [age_months < 24 ? t('beside.ageMonths', { n: age_months }) : t('beside.ageYears', { n: Math.floor(age_months / 12) })]
  const [day, asked] = [format.day(came), confirmedAt && format.day(confirmedAt)]
  const since = asked === day ? '' : `; ${asked ? t('beside.confirmed', { day: asked }) : t('beside.unconfirmed')}`
  return [...age, t('beside.came', { day }) + since]
} // prettier-ignore

type Definition = { unit: string; decimals: number }
function rowOf(say: Say, one: BesideWhole['others'][number], { unit, decimals }: Definition) {
  const { t, format, lang } = say
  const { domain, id, state, differences, valueInOurUnit, receivedAt, report, isDoubtful } = one
  const { city, area, indicator, value, period, provenance } = foreignTexts(one.statement.credentialSubject)
  const given = format.value(value ?? 0, indicator.unit)
  const isWhole = city.area === undefined || city.area === area.id
  const name = city.names[lang] || domain
  return {
    ...{ key: id, city: isWhole ? name : `${name}, ${area.names[lang] || area.id}`, domain, isWhole, state, tone: TONES[state] },
    ...{ value: valueInOurUnit, shown: valueInOurUnit === undefined ? given : format.value(valueInOurUnit, unit, decimals) },
    given: valueInOurUnit !== undefined && indicator.unit !== unit ? t('beside.given', { value: given }) : undefined,
    ...{ period: format.period(period), fresh: freshOf(say, one, receivedAt), at: receivedAt, age_months: one.age_months },
    stateName: t(`beside.states.${state}`),
    warnings: [
      ...(report?.recomputation === 'fails' ? [t('beside.refuted')] : []),
      ...(isDoubtful ? [t('beside.doubtful')] : []),
    ],
    isApart: differences.some(({ kind }) => APART.includes(kind)) || valueInOurUnit === undefined,
    isSame: differences.length === 0,
    differences: differences.map((each) => differenceSaid(say, each, area.names[lang] || area.id)),
    source: sourceOf(provenance, domain),
  } // prettier-ignore
}
export type BesideRow = Omit<ReturnType<typeof rowOf>, 'given'> & { given?: string }

/** The same of a non-member: nobody can check it, so that is among what differs. */
function claimRow(say: Say, one: BesideClaimed, { unit, decimals }: Definition): BesideRow {
  const { t, format } = say
  const { valueInOurUnit: value } = one
  const given = format.value(one.value, one.unit)
  return {
    ...{ key: one.id, city: one.sender, domain: new URL(one.address).host, isWhole: true, state: 'claimed', tone: TONES.claimed },
    ...{ value, shown: value === undefined ? given : format.value(value, unit, decimals), period: format.period(one.period) },
    given: value !== undefined && one.unit !== unit ? t('beside.given', { value: given }) : undefined,
    ...{ fresh: freshOf(say, one, one.at), at: one.at, age_months: one.age_months, stateName: t('beside.states.claimed'), warnings: [] },
    ...{ isApart: value === undefined, isSame: false, source: one.provenance },
    differences: one.differences.map((each) => {
      if (each.kind === 'definition') return t('sources.definition', { version: each.theirs })
      return each.kind === 'method' ? t('sources.method') : differenceSaid(say, { ...each, kind: each.kind }, one.sender)
    }),
  }
} // prettier-ignore

/** When the newest came, and whose is the oldest: what one would ask of the whole. */
function freshnessOf({ t, format }: Say, rows: readonly BesideRow[]): string | undefined {
  if (rows.length === 0) return undefined
  const newest = rows.reduce((one, other) => (other.at > one.at ? other : one))
  const oldest = rows.reduce((one, other) => ((other.age_months ?? 0) > (one.age_months ?? 0) ? other : one))
  return t('beside.freshness', { day: format.day(newest.at), city: oldest.city, period: oldest.period })
}

function chartOf({ t, format, city, lang }: Say, title: string, own: BesideOwn['own'], rows: readonly BesideRow[], { decimals }: Definition) {
  const name = city.info.names[lang]
  const drawn = rows.filter(({ isApart }) => !isApart).toSorted((a, b) => b.value! - a.value!)
  const bars = [
    ...(own ? [{ name, series: SERIES.own, value: own.value, period: format.period(own.period), shown: format.value(own.value, own.unit, decimals) }] : []),
    ...drawn.slice(0, BARS_MAX).map((row) => ({ name: row.city, series: row.isSame ? SERIES.same : SERIES.differs, value: row.value!, period: row.period, shown: row.shown })),
  ]
  if (drawn.length === 0) return undefined
  const description = bars.map((bar) => t('beside.chartText', { city: bar.name, value: bar.shown, period: bar.period })).join(' ')
  const rowsOf = bars.map(({ name: label, series, value }) => ({ name: label, parts: [{ series, value }] }))
  const chart: Bars = { title, description, rows: rowsOf, stacked: true, split: false, number: (value) => format.number(value, decimals) }
  return { wide: barChart(chart, 'wide'), narrow: barChart(chart, 'narrow'), notDrawn: rows.length - drawn.length }
} // prettier-ignore

/** One indicator beside other cities, in the period that was asked for or the city's newest. Throws `received.unknown`. */
export async function besideOf(city: City, lang: Lang, id: string, url: URL) {
  const say = saying(city, lang)
  const definition = await city.indicators.definition(id)
  const asked = url.searchParams.get('period')?.slice(0, 50)
  const { own, period, periods, others, claimed } = await city.network.comparing.beside(id, asked)
  const rows: BesideRow[] = [
    ...others.map((one) => rowOf(say, one, definition)),
    ...claimed.map((one) => claimRow(say, one, definition)),
  ]
  const whole = rows.filter(({ isWhole }) => isWhole)
  const pages = Math.max(1, Math.ceil(whole.length / PAGE))
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1))
  const { format } = say
  return {
    ...{ id, name: definition.names[lang], cityName: city.info.names[lang], period, page, pages },
    own: own && { shown: format.value(own.value, own.unit, definition.decimals), period: format.period(own.period), at: own.period }, // prettier-ignore
    periods: periods.slice(0, PERIODS_MAX).map((value) => ({ value, label: format.period(value) })),
    freshness: freshnessOf(say, whole),
    rows: whole.slice((page - 1) * PAGE, page * PAGE),
    parts: rows.filter(({ isWhole }) => !isWhole).slice(0, PAGE),
    chart: chartOf(say, definition.names[lang], own, whole, definition),
  }
}
