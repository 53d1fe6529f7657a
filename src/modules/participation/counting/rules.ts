/** What is made of a count: comparisons, sentences, a file of the Pabulib standard. Pure. */
import {
  ageBandOf,
  amountOf,
  sharesBy,
  spreadOf,
  type Outcome,
  type Pabulib,
  type PoolResult,
  type Profile,
} from '#counting'
import { decisionSaid, formatsFor, words, type Lang } from '#words'
import type { Edition, ListedProject } from '../budgets/types.ts'
import { TRAITS, type Comparison, type Trait, type Way } from './types.ts'

const MINOR = 100

/** In minor units, however many parts the file has. */
export const minorOf = (parts: bigint, partsPerUnit: bigint): number =>
  Math.round((Number(parts) * MINOR) / Number(partsPerUnit))

type Told = {
  way: Way
  /** Where each project lies. */
  areaOf?: ReadonlyMap<string, string>
  /** A trait of the voter of a ballot, and which group each ballot is in. */
  traits?: { groups: Int32Array; of: Partial<Record<Trait, (ballot: number) => string | undefined>> }
}

export function comparisonOf(profile: Profile, outcome: Pick<Outcome, 'winners'>, told: Told): Comparison {
  const { way, areaOf = new Map<string, string>(), traits } = told
  const spread = spreadOf(profile, outcome)
  const won = new Set(outcome.winners)
  const minor = (parts: bigint) => minorOf(parts, profile.partsPerUnit)
  const winners = profile.projects.filter(({ id }) => won.has(id))
  const spent = winners.reduce((sum, { cost }) => sum + cost, 0n)
  const areas = new Map<string, { minor: number; projects: number }>()
  for (const { id, cost } of winners) {
    const area = areaOf.get(id)
    if (area === undefined) continue
    const before = areas.get(area) ?? { minor: 0, projects: 0 }
    areas.set(area, { minor: before.minor + minor(cost), projects: before.projects + 1 })
  }
  const shares = TRAITS.flatMap((trait) => {
    const of = traits?.of[trait]
    if (!of) return []
    const found = [...sharesBy(spread, traits!.groups, of)].map(([value, share]) => ({ value, ...share }))
    return [[trait, found.sort((a, b) => a.value.localeCompare(b.value, 'en', { numeric: true }))] as const]
  })
  return {
    ...{ way, winners: outcome.winners, spent_minor: minor(spent), left_minor: minor(profile.budget - spent) },
    ...{ voters: spread.voters, withSomething: spread.withSomething, tenths: spread.tenths },
    areas: [...areas].map(([area, what]) => ({ area, ...what })).sort((a, b) => (a.area < b.area ? -1 : 1)),
    traits: Object.fromEntries(shares),
  }
}

type Names = { currency: string; titleOf: (number: string) => string; limitOf: (name: string) => string }

/** "enters: 412 votes, 84,000 PLN, 16,000 PLN left". */
export function sentenceOf(decision: PoolResult['decisions'][number], lang: Lang, names: Names): string {
  const { value } = formatsFor(lang, words[lang])
  const money = (minor: number) => value(minor / MINOR, names.currency, minor % MINOR === 0 ? 0 : 2)
  const { cost_minor, left_minor, paid, limit, lostTo, tied, ...rest } = decision
  const titles = (numbers: readonly string[]) => numbers.map((number) => `${number} ${names.titleOf(number)}`.trim())
  return decisionSaid(words[lang], {
    ...{ ...rest, cost: money(cost_minor), left: money(left_minor) },
    ...(paid && { paid: { ...paid, price: money(Math.round(paid.price_minor)) } }),
    ...(limit !== undefined && { limit: names.limitOf(limit), lostTo: titles(lostTo ?? []) }),
    ...(tied && { tied: { ...tied, before: titles(tied.before) } }),
  })
}

const VOTE_TYPES = { approval: 'approval', knapsack: 'approval', points: 'cumulative', ordinal: 'ordinal' } as const

/** What a counted pool says of itself in a file. */
export function metaOf(edition: Edition, result: PoolResult, day: (at: Date) => string): Record<string, string> {
  const pool = edition.pools.find(({ code }) => code === result.pool)!
  const { ballot, count } = edition.sections.find(({ code }) => code === pool.section)!
  const vote = edition.phases.find(({ kind }) => kind === 'vote')
  const rule = { greedy: 'greedy', equalShares: 'equalshares', phragmen: 'phragmen' }[count.rule]
  const completion = count.completion && count.completion !== 'none' ? `/${count.completion}` : ''
  const most = 'most' in ballot ? ballot.most : ballot.kind === 'points' ? ballot.mostProjects : undefined
  const all: Record<string, string | number | undefined> = {
    ...{ description: `${edition.names.pl}: ${pool.names.pl}`, unit: edition.code, subunit: pool.names.pl },
    ...{ instance: edition.year, edition: edition.number, language: 'pl', currency: edition.currency },
    ...{ num_projects: Object.keys(result.votes).length, num_votes: result.voters },
    ...{ budget: amountOf(BigInt(result.budget_minor), 100n), vote_type: VOTE_TYPES[ballot.kind] },
    ...{ rule: rule + (count.rule === 'equalShares' ? completion : '') },
    ...{ date_begin: vote && day(vote.from), date_end: vote && day(new Date(vote.to.getTime() - 1)) },
    ...{ min_length: ballot.kind === 'approval' ? ballot.least : undefined, max_length: most },
    ...{ max_sum_points: ballot.kind === 'points' ? ballot.points : undefined },
    min_project_score_threshold: count.threshold_votes,
  }
  const said = Object.entries(all).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]))
  return Object.fromEntries(said) as Record<string, string>
}

export function projectRows(result: PoolResult, listed: readonly ListedProject[]): Record<string, string>[] {
  const won = new Set(result.winners)
  return listed
    .filter(({ pool }) => pool === result.pool)
    .map(({ number, cost_minor, titles, category = '', place }) => ({
      ...{ project_id: number, cost: amountOf(BigInt(cost_minor), 100n), votes: String(result.votes[number] ?? 0) },
      ...(result.points && { score: String(result.points[number] ?? 0) }),
      ...{ name: titles.pl, category, selected: won.has(number) ? '1' : '0' },
      ...(place && { latitude: String(place[1]), longitude: String(place[0]) }),
    }))
}

/** Files name the place where a voter lives differently. */
const COLUMNS: Record<Trait, readonly string[]> = {
  age: ['age'],
  sex: ['sex', 'gender'],
  neighborhood: ['neighborhood', 'neighbourhood', 'district', 'subunit'],
}

/** The columns of a file that tell of the voters, by what they tell. */
export function traitColumns({ voteColumns }: Pick<Pabulib, 'voteColumns'>): Partial<Record<Trait, string>> {
  const found = TRAITS.flatMap((trait) => {
    const column = COLUMNS[trait].find((name) => voteColumns.includes(name))
    return column === undefined ? [] : [[trait, column] as const]
  })
  return Object.fromEntries(found)
}

/** Each ballot's traits; ages in bands. */
export function traitsOf({ votes, groups, voteColumns }: Pabulib): Told['traits'] {
  const of = Object.entries(traitColumns({ voteColumns })).map(([trait, column]) => {
    const read = (ballot: number) => votes[ballot]?.cell(column)
    return [trait, trait === 'age' ? (ballot: number) => ageBandOf(read(ballot)) : read] as const
  })
  return { groups, of: Object.fromEntries(of) }
}
