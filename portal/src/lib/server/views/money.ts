/** What the pages of the city's money show: years, what for, from where to where, per resident. */
import {
  classificationName,
  said, type MoneyBranch, type MoneyCheck, type MoneyDirection, type MoneyFlow, type MoneyKind, type MoneyTarget, type MoneyYear } from '#strategy' // prettier-ignore
import { flowChart } from '../charts/flow.ts'
import { lineChart, type ChartPoint } from '../charts/line.ts'
import { gather, treemapChart } from '../charts/treemap.ts'
import type { Say } from './projects.ts'

const MINOR = 100
const TARGETS_SEEN = 10

/** Whole units: of sums of a year nobody asks for the last decimals, which stand in the data. */
const amountOf =
  ({ t, format }: Say, currency: string) =>
  (minor: number | null | undefined) =>
    minor === null || minor === undefined ? t('money.notKnown') : format.value(Math.round(minor / MINOR), currency, 0)

/** Carried out where that is known, else planned. */
export function bestOf(
  { kinds }: MoneyYear,
  direction: MoneyDirection,
): { minor: number; kind: MoneyKind } | undefined {
  for (const kind of ['spent', 'planned'] as const) {
    const minor = kinds[kind]?.[direction]
    if (minor !== null && minor !== undefined) return { minor, kind }
  }
  return undefined
}

/** The newest year in which spending was carried out; without one, the newest year of all. */
export const shownFirst = (years: readonly MoneyYear[]): MoneyYear | undefined =>
  years.findLast(({ kinds }) => kinds.spent?.expenditure) ?? years.at(-1)

/** The year in sentences: how much, of how much, for each resident. */
export function answerOf(say: Say, one: MoneyYear, currency: string, people: number | undefined): string[] {
  const { t, format } = say
  const amount = amountOf(say, currency)
  const [year, { planned, spent }] = [`${one.year}`, one.kinds]
  const out = bestOf(one, 'expenditure')
  const income = bestOf(one, 'revenue')
  const lines: string[] = []
  if (spent?.expenditure && planned?.expenditure) lines.push(t('money.answer.spentOf', { year, spent: amount(spent.expenditure), planned: amount(planned.expenditure), share: format.percent(spent.expenditure / planned.expenditure) })) // prettier-ignore
  else if (out) lines.push(t(`money.answer.${out.kind === 'spent' ? 'spent' : 'planned'}`, { year, spent: amount(out.minor), planned: amount(out.minor) })) // prettier-ignore
  if (people !== undefined && (out ?? income)) lines.push(t('money.answer.perPerson', { year, amount: format.value(Math.round((out ?? income)!.minor / MINOR / people), currency), people: format.number(people) })) // prettier-ignore
  if (income) lines.push(t(income.kind === 'planned' ? 'money.answer.revenuePlanned' : out ? 'money.answer.took' : 'money.answer.revenueOnly', { year, revenue: amount(income.minor) })) // prettier-ignore
  if (out && income && out.kind === income.kind) lines.push(t('money.answer.balance', { amount: amount(income.minor - out.minor) })) // prettier-ignore
  return lines
}

/** Revenue and spending over the years; a plan is drawn hollow, as what is not certain. */
export function overYears(say: Say, years: readonly MoneyYear[], currency: string) {
  const { t, format } = say
  const points = (direction: MoneyDirection): ChartPoint[] =>
    years.map((one) => {
      const best = bestOf(one, direction)
      return { period: `${one.year}`, value: best ? best.minor / MINOR : null, status: best?.kind === 'planned' ? 'E' : 'A' } // prettier-ignore
    })
  const chart = {
    ...{ title: t('money.overYears'), description: t('money.overYearsAbout'), thresholds: [], breaks: [], breakLabel: '' }, // prettier-ignore
    series: [
      { id: 'expenditure', label: t('money.direction.expenditure'), role: 'own' as const, points: points('expenditure') }, // prettier-ignore
      { id: 'revenue', label: t('money.direction.revenue'), role: 'chosen' as const, points: points('revenue') },
    ].filter((one) => one.points.some(({ value }) => value !== null)),
    number: (value: number) => format.value(value, currency),
    tick: (value: number) => format.compact(value),
  }
  return { wide: lineChart(chart, 'wide'), narrow: lineChart(chart, 'narrow') }
}

export function yearRows(say: Say, years: readonly MoneyYear[], currency: string, people: ReadonlyMap<number, number>) {
  const amount = amountOf(say, currency)
  return years.toReversed().map((one) => {
    const [best, count] = [bestOf(one, 'expenditure') ?? bestOf(one, 'revenue'), people.get(one.year)]
    return {
      ...{ year: `${one.year}`, revenuePlanned: amount(one.kinds.planned?.revenue), revenueSpent: amount(one.kinds.spent?.revenue) }, // prettier-ignore
      ...{ planned: amount(one.kinds.planned?.expenditure), spent: amount(one.kinds.spent?.expenditure) },
      perPerson: best && count ? say.format.value(Math.round(best.minor / MINOR / count), currency) : say.t('money.notKnown'), // prettier-ignore
    }
  })
}

/** To the last decimal, however large: what is off may be one of them. */
export const exactOf =
  ({ format }: Say, currency: string) =>
  (minor: number) =>
    `${format.number(minor / MINOR, 2)}\u00a0${format.unit(currency, 0)}`

/** Sums that do not agree with their lines: of what, where it is stated, by how much. */
export function checkRows(say: Say, checks: readonly MoneyCheck[], currency: string) {
  const amount = exactOf(say, currency)
  return checks.map((one) => ({
    ...{ of: say.t(`money.work.of.${one.of}`, { line: one.line ?? 0 }), scope: scopeOf(say, one) },
    ...{ stated: amount(one.stated_minor), found: amount(one.found_minor) },
    difference: amount(one.found_minor - one.stated_minor),
  }))
}

export function scopeOf({ t }: Say, { year, direction, kind, division, chapter }: Partial<MoneyCheck>): string {
  const parts = [year, direction && t(`money.direction.${direction}`), kind && t(`money.kind.${kind}`), division, chapter] // prettier-ignore
  return parts.filter((one) => one !== undefined).join(' · ')
}

/** What the budget says of a goal, by years, the newest first. */
export const goalRows = (
  say: Say,
  all: readonly ({ year: number } & { [One in MoneyKind]: number })[],
  currency: string,
) =>
  all.toReversed().map(({ year, ...kinds }) => {
    const amount = (minor: number) => (minor === 0 ? '–' : amountOf(say, currency)(minor))
    return { year: `${year}`, planned: amount(kinds.planned), committed: amount(kinds.committed), spent: amount(kinds.spent) } // prettier-ignore
  })

export type Shown = { direction: MoneyDirection; inside: string; rest: number }
type Part = { id: string; code: string; name: string; planned: number; spent: number; value: number; deeper: boolean }

/** The parts of what is looked into: divisions, the chapters of one, the paragraphs of a chapter. */
export function partsOf(say: Say, branches: readonly MoneyBranch[], inside: string, kind: MoneyKind): Part[] {
  const level = inside === '' ? 'division' : inside.length === 3 ? 'chapter' : 'paragraph'
  const within = branches.filter((one) => inside === '' || one.division === inside || one.chapter === inside)
  const parts = new Map<string, Part>()
  for (const one of within) {
    const code = one[level]
    const id = code ?? ''
    const name = (code && classificationName(code)?.[say.lang]) || code || say.t(level === 'division' ? 'money.unbroken' : 'money.noChapter') // prettier-ignore
    const part = parts.get(id) ?? { id, code: id, name, planned: 0, spent: 0, value: 0, deeper: false }
    parts.set(id, {
      ...part,
      planned: part.planned + one.planned,
      spent: part.spent + one.spent,
      value: part.value + one[kind],
      deeper: part.deeper || (level === 'division' ? one.chapter !== null : level === 'chapter' && one.paragraph !== null && one.chapter !== null), // prettier-ignore
    })
  }
  return [...parts.values()].toSorted((a, b) => b.value - a.value)
}

/** What it was for: the fields that can be seen, the rest gathered into one, and a table of them. */
export function purposesOf(
  say: Say,
  branches: readonly MoneyBranch[],
  { direction, inside, rest }: Shown,
  about: { kinds: MoneyYear['kinds']; year: number; currency: string; kind: MoneyKind; to(query: Record<string, string>): string }, // prettier-ignore
) {
  const { t, format } = say
  const amount = amountOf(say, about.currency)
  const all = partsOf(say, branches, inside, about.kind)
  const { seen, rest: left } = gather(all.slice(rest))
  // Of what nobody brought nothing is said, not nought.
  const known = (kind: MoneyKind, minor: number) => ((about.kinds[kind]?.[direction] ?? null) === null ? '–' : amount(minor)) // prettier-ignore
  const sumOf = (some: readonly Part[]) => some.reduce((sum, { value }) => sum + value, 0)
  const whole = sumOf(all)
  const base: Record<string, string> = direction === 'revenue' ? { side: 'revenue' } : {}
  const here = inside ? { ...base, in: inside } : base
  const title = (inside && classificationName(inside)?.[say.lang]) || inside || t(`money.what.${direction === 'expenditure' && about.kind === 'planned' ? 'planned' : direction}`) // prettier-ignore
  const others = t('money.others', { count: left.length })
  const rests = left.length === 0 ? undefined : { id: 'rest', name: others, value: sumOf(left), href: about.to({ ...here, rest: `${rest + seen.length}` }) } // prettier-ignore
  const chart = {
    title,
    description: t('money.treemapOf', { what: title, year: `${about.year}`, amount: amount(whole), count: all.length }),
    fields: seen.map(({ id, name, value, deeper }) => ({ id, name, value, ...(deeper && id && { href: about.to({ ...base, in: id }) }) })), // prettier-ignore
    // Where what is left is more than what is seen, it would leave no room for it: it is told beneath.
    ...(rests && rests.value <= whole / 2 && { gathered: rests }),
    number: (value: number) => amount(value),
  }
  const up = rest > 0 ? about.to(here) : inside.length > 3 ? about.to({ ...base, in: inside.slice(0, 3) }) : inside ? about.to(base) : undefined // prettier-ignore
  return {
    ...{ title, up, description: chart.description },
    ...{ wide: treemapChart(chart, 'wide'), narrow: treemapChart(chart, 'narrow') },
    others: rests && { text: others, href: rests.href },
    isUnbroken: all.length === 1 && all[0]!.id === '' && inside === '',
    rows: seen.map(({ id, code, name, planned, spent, value, deeper }) => ({
      ...{ code, name, href: deeper && id ? about.to({ ...base, in: id }) : undefined }, // prettier-ignore
      ...{ planned: known('planned', planned), spent: known('spent', spent) },
      of: planned > 0 && spent > 0 ? format.percent(spent / planned) : '–',
      share: whole > 0 ? format.percent(value / whole, 1) : '–',
    })),
  }
}

export type Named = ReadonlyMap<string, string>

/** From sources to goals, districts or projects: the largest by name, the rest in one. */
export function flowOf(
  say: Say,
  flows: readonly MoneyFlow[],
  target: MoneyTarget,
  names: Named,
  about: { currency: string; kind: MoneyKind },
) {
  const { t } = say
  const amount = amountOf(say, about.currency)
  const totals = new Map<string, number>()
  for (const one of flows) totals.set(one.to ?? '', (totals.get(one.to ?? '') ?? 0) + one[about.kind])
  const ranked = [...totals].filter(([id, value]) => id !== '' && value > 0).toSorted((a, b) => b[1] - a[1])
  const large = new Set(ranked.slice(0, ranked.length > TARGETS_SEEN + 1 ? TARGETS_SEEN : ranked.length).map(([id]) => id)) // prettier-ignore
  const more = ranked.length - large.size
  const at = (id: string | null) => (id === null || id === '' ? '' : large.has(id) ? id : '*')
  const targets = [
    ...[...large].map((id) => ({ id, name: names.get(id) ?? id })),
    { id: '*', name: t('money.others', { count: more }) },
    { id: '', name: t(`money.noTarget.${target}`) },
  ]
  const sources = (['own', 'state', 'eu', 'residents', 'none'] as const).map((id) => ({ id, name: t(`money.source.${id}`) })) // prettier-ignore
  const bands = flows.map((one) => ({ from: one.source ?? 'none', to: at(one.to), value: one[about.kind] }))
  const chart = { title: t('money.flow'), description: t('money.flowAbout'), sources, targets, bands, number: amount }
  const byPair = new Map<string, number>()
  for (const { from, to, value } of bands) byPair.set(`${from} ${to}`, (byPair.get(`${from} ${to}`) ?? 0) + value)
  const rows = sources.flatMap((from) => targets.flatMap((to) => {
    const value = byPair.get(`${from.id} ${to.id}`) ?? 0
    return value === 0 ? [] : [{ source: from.name, to: to.name, amount: amount(value) }]
  })) // prettier-ignore
  const saysNothing = flows.every(({ source, to }) => source === null && to === null)
  return { wide: saysNothing ? '' : flowChart(chart, 'wide'), narrow: saysNothing ? '' : flowChart(chart, 'narrow'), rows } // prettier-ignore
}

/** What the targets of a flow are called. */
export async function namesOf({ city, lang }: Say, target: MoneyTarget, flows: readonly MoneyFlow[]): Promise<Named> {
  if (target === 'goal') return new Map((await city.strategy.strategies.goals()).map(({ key, goal }) => [key, goal.names[lang]])) // prettier-ignore
  if (target === 'district') return new Map((await city.places.areas()).map(({ id, names }) => [id, names[lang]]))
  const ids = [...new Set(flows.flatMap(({ to }) => to ?? []))]
  return new Map((await city.strategy.projects.named(ids)).map(({ id, titles }) => [id, said(titles, lang).text]))
}
