/** What the pages of the participatory budget show of editions: where in its life each is, its money, its rules in plain words. */
import type { Edition, PastEdition, Phase, Section } from '#participation'
import { formatsFor, type Formats } from '#words/format'
import { words, type Key, type Lang, type Values } from '#words'
import type { City } from '../city.ts'
import { barChart } from '../charts/bars.ts'
import { drawOutlines } from '../charts/outlines.ts'

const PARTS_PER_UNIT = 100
const DAY_MS = 86_400_000
const MAP_WIDTH = 460

export type Say = { t: (typeof words)[Lang]['t']; format: Formats; lang: Lang }

export function saying(city: City, lang: Lang): Say {
  const { t } = words[lang]
  return { t, lang, format: formatsFor(lang, words[lang] as never, city.info.timezone) }
}

/** 400 000 zł; with its hundredths only where it has some. */
export const money = ({ format }: Say, minor: number, currency: string): string =>
  format.value(minor / PARTS_PER_UNIT, currency, minor % PARTS_PER_UNIT === 0 ? 0 : 2)

const isMidnight = ({ format }: Say, at: Date) => format.day(at) !== format.day(new Date(at.getTime() - 1))
/** Of a phase that begins at midnight, the day; otherwise the moment. */
export const beginning = (say: Say, at: Date): string =>
  isMidnight(say, at) ? say.format.day(at) : say.format.moment(at)
/** Of a phase that ends at midnight, the last day; otherwise the moment. */
export const ending = (say: Say, at: Date): string =>
  isMidnight(say, at) ? say.format.day(new Date(at.getTime() - 1)) : say.format.moment(at)

const totalOf = ({ pools }: Pick<Edition, 'pools'>) => pools.reduce((sum, { amount_minor }) => sum + amount_minor, 0)

/** Of several editions in one currency; those in another are left out. */
export const moneyTogether = (say: Say, editions: readonly Edition[], currency: string): string =>
  money(say, editions.filter((one) => one.currency === currency).reduce((sum, one) => sum + totalOf(one), 0), currency) // prettier-ignore

type Where = { now: Date; phase?: Phase; next?: Phase }

function whereSaid(say: Say, { phase, next }: Where, phases: readonly Phase[], now: Date): string {
  const { t } = say
  const name = ({ kind }: Phase) => t(`budgets.phase.${kind}`)
  if (phase) return t('budgets.now', { phase: name(phase), date: ending(say, phase.to) })
  if (next) return t('budgets.next', { phase: name(next), date: beginning(say, next.from) })
  return t(phases.every(({ to }) => to <= now) ? 'budgets.over' : 'budgets.waiting')
}

/** An edition in a list. */
export function cardOf(say: Say, edition: Edition, where: Where) {
  const { code, names, year, state, currency, phases } = edition
  return {
    ...{ code, name: names[say.lang], isDraft: state === 'draft' },
    year: say.t('budgets.year', { year: `${year}` }),
    total: say.t('budgets.total', { money: money(say, totalOf(edition), currency) }),
    where: whereSaid(say, where, phases, where.now),
  }
}

/** Past editions of the pack: a chart, and a row for each. */
export function pastOf(say: Say, past: readonly PastEdition[], currency: string, sources: City['sources']) {
  const { t, lang, format } = say
  const number = (n: number | undefined) => (n === undefined ? t('budgets.past.none') : format.number(n))
  const sum = (minor: number) => money(say, minor, currency)
  const rows = past.map((one) => {
    const source = sources.find(({ id }) => id === one.source)
    const vote = one.vote && t('budgets.past.vote', { from: format.day(one.vote.from), to: format.day(one.vote.to) })
    return {
      ...{ edition: one.edition, voted: one.voted ? `${one.voted}` : t('budgets.past.none') },
      money: one.approximate ? t('budgets.past.about', { money: sum(one.total_minor) }) : sum(one.total_minor),
      ...{ submitted: number(one.submitted), qualified: number(one.qualified) },
      ...{ ballot: number(one.ballot), won: number(one.won) },
      note: [vote, one.note?.[lang]].filter(Boolean).join(' '),
      source: { name: source?.names[lang] ?? one.source, url: source?.url, unverified: one.unverified === true },
    }
  })
  const chart = (size: 'wide' | 'narrow') =>
    barChart(
      {
        ...{ title: t('budgets.past.chart'), description: t('budgets.past.chartText'), stacked: true, split: false },
        rows: past
          .filter(({ voted }) => voted !== undefined)
          .toReversed()
          .map(({ edition, voted, total_minor }) => ({
            name: `${edition} (${voted})`,
            parts: [{ series: 0, value: total_minor / PARTS_PER_UNIT }],
          })),
        number: (value) => format.value(value, currency),
      },
      size,
    )
  return { rows, charts: { wide: chart('wide'), narrow: chart('narrow') } }
}

/** Each phase: over, now or ahead; where it was extended, when it was to end. */
export function timelineOf(say: Say, { phases, extensions }: Edition, now: Date) {
  return phases.map(({ kind, from, to }) => {
    const first = extensions.find(({ phase }) => phase === kind)
    const at: 'done' | 'running' | 'ahead' = to <= now ? 'done' : from <= now ? 'running' : 'ahead'
    return {
      ...{ kind, at, name: say.t(`budgets.phase.${kind}`), state: say.t(`budgets.edition.${at}`) },
      ...{ from: beginning(say, from), to: ending(say, to) },
      was: first && say.t('budgets.edition.wasUntil', { date: ending(say, first.was) }),
    }
  })
}

/** How long the phase that runs still goes on, in days that begin now. */
export const daysLeft = ({ to }: Phase, now: Date): number => Math.floor((to.getTime() - now.getTime()) / DAY_MS)

/** The pools of each section; where all have the same amount, it is said once. */
export function poolsOf(say: Say, { sections, pools, currency }: Edition) {
  return sections.map(({ code, names }) => {
    const own = pools.filter(({ section }) => section === code)
    const first = own[0]?.amount_minor ?? 0
    const isEven = own.length > 1 && own.every(({ amount_minor }) => amount_minor === first)
    const rows = own.map((pool) => ({ code: pool.code, name: pool.names[say.lang], area: pool.area, amount: money(say, pool.amount_minor, currency) })) // prettier-ignore
    const each = isEven ? say.t('budgets.edition.eachPool', { n: own.length, money: money(say, first, currency) }) : undefined // prettier-ignore
    return { code, name: names[say.lang], each, rows }
  })
}

export const moneyOf = (say: Say, edition: Edition): string =>
  say.t('budgets.edition.moneyLead', { n: edition.pools.length, money: money(say, totalOf(edition), edition.currency) })

/** The districts that have pools; nothing where there are fewer than two. */
export async function mapOf(city: City, { lang }: Say, { pools }: Edition) {
  const areas = new Map(pools.flatMap((pool) => (pool.area ? [[pool.area, pool.names[lang]] as const] : [])))
  if (areas.size < 2) return undefined
  const outlines = await city.places.outlines(city.indicators.home, 'district')
  const drawing = drawOutlines(outlines, MAP_WIDTH)
  return drawing && { ...drawing, paths: drawing.paths.map(({ id, d }) => ({ id, d, name: areas.get(id) })) }
}

export type Rule = { title: string; sentences: string[] }

/** The rules in plain words: of proposals, then of each section its ballot and count. */
export function rulesOf(say: Say, edition: Edition): { proposals: string[]; sections: (Rule & { count: string[] })[]; ways: string[] } {
  const { t } = say
  const { submit, vote, sections } = edition
  const proposals = [
    t(submit.who === 'anyone' ? 'budgets.rule.submitAnyone' : 'budgets.rule.submitResidents'),
    ...(submit.age_min ? [t('budgets.rule.submitAge', { age: submit.age_min })] : []),
    t('budgets.rule.supporters', { n: submit.supporters }),
  ]
  const ways = [
    ...vote.ways.map((way) => t(`budgets.rule.way.${way}`)),
    ...(vote.ways.length === 0 ? [t('budgets.rule.waysNone')] : []),
    ...(vote.age_min ? [t('budgets.rule.age', { age: vote.age_min })] : []),
    ...(vote.consentUnder ? [t('budgets.rule.consent', { age: vote.consentUnder })] : []),
  ]
  const said = sections.map((section) => ({
    title: section.names[say.lang],
    sentences: [...costOf(say, edition, section), ...ballotOf(say, edition, section)],
    count: countOf(say, edition, section),
  }))
  return { proposals, sections: said, ways }
} // prettier-ignore

function costOf(say: Say, { currency, categories }: Edition, { cost }: Section): string[] {
  const { t, lang } = say
  const least = cost.least_minor > 0 ? money(say, cost.least_minor, currency) : 'none'
  return [
    t('budgets.rule.cost', { least, most: money(say, cost.most_minor, currency) }),
    ...Object.entries(cost.byCategory ?? {}).map(
      ([code, { most_minor }]) =>
      t('budgets.rule.costCategory', { category: categoryOf(categories, code, lang), most: money(say, most_minor, currency) }), // prettier-ignore
    ),
  ]
}

const categoryOf = (categories: Edition['categories'], code: string, lang: Lang) =>
  categories.find((one) => one.code === code)?.names[lang] ?? code

function ballotOf({ t }: Say, { pools }: Edition, { code, choice, ballot }: Section): string[] {
  const several = pools.filter(({ section }) => section === code).length > 1
  const which = choice === 'residence' ? [t('budgets.rule.residence')] : several ? [t('budgets.rule.anyOne')] : []
  return [...which, ...formOf(t, ballot)]
}

function formOf(t: Say['t'], ballot: Section['ballot']): string[] {
  const one = (key: Key, values: Values, is: unknown = true) => (is ? [t(key, values)] : [])
  switch (ballot.kind) {
    case 'approval':
      return [
        ...one('budgets.rule.approval', { most: ballot.most }),
        ...one('budgets.rule.approvalLeast', { least: ballot.least }, (ballot.least ?? 0) > 1),
      ]
    case 'points':
      return [
        ...one('budgets.rule.points', { points: ballot.points }),
        ...one('budgets.rule.pointsEach', { n: ballot.mostEach }, ballot.mostEach),
        ...one('budgets.rule.pointsProjects', { n: ballot.mostProjects }, ballot.mostProjects),
      ]
    case 'ordinal':
      return one('budgets.rule.ordinal', { most: ballot.most })
    case 'knapsack':
      return [t('budgets.rule.knapsack')]
  }
}

function countOf(say: Say, { categories, pools, currency }: Edition, { count }: Section): string[] {
  const { t, lang, format } = say
  const { completion = 'none', threshold_votes = 0 } = count
  const completions = completion.split('+').filter((one) => one !== 'none') as ('add1' | 'utilitarian' | 'exhaustive')[]
  return [
    t(`budgets.rule.${count.rule}`),
    ...(count.rule === 'equalShares' ? completions.map((one) => t(`budgets.rule.${one}`)) : []),
    ...(threshold_votes > 0 ? [t('budgets.rule.threshold', { n: threshold_votes })] : []),
    ...(count.rule === 'equalShares' ? [] : [t(`budgets.rule.${count.whenNextDoesNotFit}`)]),
    ...count.constraints.map((one) => {
      if (one.kind === 'excluding') return t('budgets.rule.excluding', { projects: format.list(one.projects) })
      const category = categoryOf(categories, one.category, lang)
      return one.kind === 'atMostPerArea'
        ? t('budgets.rule.atMostPerArea', { category, most: one.most })
        : t('budgets.rule.atMostSpent', { category, money: money(say, one.most_minor, currency) })
    }),
    ...(count.unusedTo ? [t('budgets.rule.unusedTo', { pool: pools.find(({ code }) => code === count.unusedTo)?.names[lang] ?? count.unusedTo })] : []), // prettier-ignore
    ...(count.ties.length > 0 ? [t('budgets.rule.ties', { ties: format.list(count.ties.map((tie) => t(`budgets.rule.tie.${tie}`))) })] : []), // prettier-ignore
  ]
}

/** What is asked beyond the least, with its reasons. */
export const demandsOf = ({ t, lang }: Say, { vote }: Edition) =>
  vote.demands
    .filter(({ on }) => on)
    .map(({ code, reason, legalNote }) => ({ code, name: t(`budgets.rule.demand.${code}`), reason: reason[lang], law: legalNote[lang] })) // prettier-ignore
