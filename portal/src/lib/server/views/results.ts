/** What the pages of results show: pools, decisions in words, and what other rules would have made of the same ballots. */
import type { Comparison, CountedWay, Edition, ListedProject, PoolExplained, Trait } from '#participation'
import type { City } from '../city.ts'
import { money, type Say } from './budgets.ts'

/** A pool in the table of all. */
export function poolRow(say: Say, { currency, pools }: Edition, result: { pool: string; voters: number; winners: readonly string[]; spent_minor: number; left_minor: number }) {
  const { format, lang } = say
  return {
    code: result.pool,
    pool: pools.find(({ code }) => code === result.pool)?.names[lang] ?? result.pool,
    ballots: format.number(result.voters),
    winners: format.number(result.winners.length),
    spent: money(say, result.spent_minor, currency),
    left: money(say, result.left_minor, currency),
  }
} // prettier-ignore

const nameIn = ({ pools }: Edition, { lang }: Say, code: string): string =>
  pools.find((one) => one.code === code)?.names[lang] ?? code

/** Where a pool's money came from and went. */
function flowOf(say: Say, edition: Edition, { received, movedTo, left_minor, budget_minor }: PoolExplained): string[] {
  const { t } = say
  const said = (minor: number) => money(say, minor, edition.currency)
  const sum = received.reduce((all, { minor }) => all + minor, 0)
  const [only] = received
  const from =
    received.length > 1
      ? t('results.receivedMany', { amount: said(sum), count: received.length })
      : only && t('results.received', { amount: said(sum), pool: nameIn(edition, say, only.pool) })
  const left = movedTo
    ? t('results.moved', { amount: said(left_minor), pool: nameIn(edition, say, movedTo) })
    : t('results.kept', { amount: said(left_minor) })
  return [t('results.budget', { budget: said(budget_minor) }) + '.', from ?? '', left].filter(Boolean)
}

function costOfLimits({ t, lang }: Say, { constraintsCost, decisions }: PoolExplained): string {
  if (!constraintsCost) return ''
  const { votes, ...who } = constraintsCost
  const named = (numbers: readonly string[]) =>
    numbers
      .map((number) => decisions.find(({ project }) => project === number)?.titles?.[lang] ?? number)
      .map((title) => t('results.quoted', { title }))
      .join(', ')
  const [wouldWin, wouldLose] = [named(who.wouldWin), named(who.wouldLose)]
  if (!wouldWin && !wouldLose) return t('results.constraints.none')
  if (!wouldLose) return t('results.constraints.more', { wouldWin, votes })
  if (!wouldWin) return t('results.constraints.fewer', { wouldLose, votes: -votes })
  return t('results.constraints.text', { wouldWin, wouldLose, votes })
}

/** One pool: winners first, each decision in words. */
export function poolOf(say: Say, edition: Edition, explained: PoolExplained, listed: readonly ListedProject[]) {
  const { t, lang } = say
  const places = new Map(listed.map((one) => [one.number, one]))
  const most = Math.max(1, ...explained.decisions.map(({ votes, points }) => points ?? votes))
  const decisions = explained.decisions.map((one) => ({
    ...{
      number: one.project,
      title: one.titles?.[lang] ?? one.project,
      wins: one.enters,
      why: sentence(one.said[lang]),
    },
    ...{ cost: money(say, one.cost_minor, edition.currency), share: (one.points ?? one.votes) / most },
    support: t(`results.support.${one.points === undefined ? 'votes' : 'points'}`, { count: one.points ?? one.votes }),
    proposal: places.get(one.project)?.proposalId,
  }))
  return {
    ...{ code: explained.pool, name: nameIn(edition, say, explained.pool) },
    voters: t('results.voters', { voters: explained.voters, empty: explained.empty }) + '.',
    rule: t(`results.rule.${explained.rule as 'greedy'}`),
    ...{ flow: flowOf(say, edition, explained), limits: costOfLimits(say, explained) },
    ...{ winners: decisions.filter(({ wins }) => wins), others: decisions.filter(({ wins }) => !wins) },
    placed: listed.filter(({ number, place }) => place && explained.winners.includes(number)),
  }
}

const sentence = (text: string): string =>
  text.charAt(0).toUpperCase() + text.slice(1) + (text.endsWith('.') ? '' : '.')

const ORDER: readonly CountedWay[] = ['own', 'votes', 'equalShares', 'phragmen', 'votesStop', 'equalSharesOnly']
const FIRST: readonly CountedWay[] = ['own', 'votes', 'equalShares', 'phragmen']

/** Which rules the address asks for; without a word, those that differ most. */
export function waysIn(url: URL, there: readonly { way: CountedWay }[]): CountedWay[] {
  const known = ORDER.filter((way) => there.some((one) => one.way === way))
  const asked = known.filter((way) => url.searchParams.getAll('rule').includes(way))
  return asked.length > 0 ? asked : known.filter((way) => FIRST.includes(way))
}

type Compared = {
  currency: string
  projects: readonly { number: string; title: string; cost_minor: number }[]
  areaName: (area: string) => string
}

/** Rules side by side: the numbers, the bars, and who would have won. */
export function comparedOf(say: Say, all: readonly Comparison[], ways: readonly CountedWay[], { currency, projects, areaName }: Compared) {
  const { t, format } = say
  const chosen = ways.flatMap((way) => all.find((one) => one.way === way) ?? [])
  const said = (minor: number) => money(say, minor, currency)
  const areas = [...new Set(chosen.flatMap((one) => one.areas.map(({ area }) => area)))].sort((a, b) => areaName(a).localeCompare(areaName(b), say.lang)) // prettier-ignore
  const traits = Object.keys(chosen[0]?.traits ?? {}) as Trait[]
  return {
    choices: ORDER.filter((way) => all.some((one) => one.way === way)).map((way) => ({
      ...{ way, label: t(`results.whatIf.way.${way}`), text: t(`results.whatIf.wayText.${way}`), chosen: ways.includes(way) }, // prettier-ignore
    })),
    columns: chosen.map(({ way }) => ({ id: way, label: t(`results.whatIf.way.${way}`) })),
    rules: chosen.map((one) => ({
      ...{ way: one.way, name: t(`results.whatIf.way.${one.way}`) },
      winners: t('results.whatIf.projects.number', { count: one.winners.length }),
      money: t('results.whatIf.spent', { spent: said(one.spent_minor), left: said(one.left_minor) }),
      ...{ something: one.voters === 0 ? 0 : one.withSomething / one.voters },
      somethingSaid: t('results.whatIf.something.line', { share: format.percent(one.voters === 0 ? 0 : one.withSomething / one.voters), count: one.withSomething, voters: one.voters }), // prettier-ignore
      tenths: one.tenths,
      tenthsSaid: one.tenths.map((share) => format.percent(share)),
      half: t('results.whatIf.spread.half', { share: format.percent(one.tenths.slice(0, 5).reduce((sum, share) => sum + share, 0)) }), // prettier-ignore
      top: t('results.whatIf.spread.top', { share: format.percent(one.tenths.at(-1) ?? 0) }),
    })),
    projects: projects.map(({ number, title, cost_minor }) => ({
      ...{ number, title, cost: said(cost_minor), wins: chosen.map(({ winners }) => winners.includes(number)) },
    })),
    areas: areas.map((area) => ({
      name: areaName(area),
      sums: chosen.map((one) => said(one.areas.find((other) => other.area === area)?.minor ?? 0)),
    })),
    traits: traits.map((trait) => ({
      ...{ trait, title: t(`results.whatIf.traits.${trait}`) },
      groups: (chosen[0]!.traits[trait] ?? []).map(({ value, voters }) => ({
        name: groupName(say, trait, value),
        voters: format.percent(voters / chosen[0]!.voters),
        shares: chosen.map((one) => one.traits[trait]?.find((other) => other.value === value)?.money ?? 0),
        said: chosen.map((one) => format.percent(one.traits[trait]?.find((other) => other.value === value)?.money ?? 0)),
      })),
    })),
  }
} // prettier-ignore

function groupName({ t }: Say, trait: Trait, value: string): string {
  if (value === '') return t('results.whatIf.traits.unknown')
  return trait === 'sex' ? t('results.whatIf.traits.sexes', { sex: value }) : value.replace('-', '–')
}
export type ComparedView = ReturnType<typeof comparedOf>

/** What the parts of the city are called. */
export async function areaNames(city: City, lang: Say['lang']): Promise<(area: string) => string> {
  const names = new Map((await city.places.areas()).map((area) => [area.id, area.names[lang]]))
  return (area) => names.get(area) ?? area
}
