/** What was sealed when the vote opened: sections with their ballots and rules, pools with their money, and the list. */
import type { Member } from './json.ts'

export type BallotForm =
  | { kind: 'approval'; least: number; most: number }
  | { kind: 'points'; points: number; mostEach: number; mostProjects: number }
  | { kind: 'ordinal'; most: number }
  | { kind: 'knapsack' }

export const COMPLETIONS = ['none', 'add1', 'utilitarian', 'add1+utilitarian', 'exhaustive'] as const
/** What a project is worth to who chose it: its cost, one each, or their points. */
export const UTILITIES = ['cost', 'cardinality', 'votes', 'points'] as const
export const TIES = ['cost', 'votes', 'score', 'id', 'lot'] as const
export type Tie = (typeof TIES)[number]

/** Of a category at most so many in each area, or for at most so much money; or of some projects only one. */
export type Constraint =
  | { kind: 'atMostPerArea'; category: string; most: number }
  | { kind: 'atMostSpent'; category: string; most: bigint }
  | { kind: 'excluding'; projects: readonly string[] }

export type CountRule = {
  rule: 'greedy' | 'equalShares' | 'phragmen'
  completion: (typeof COMPLETIONS)[number]
  utility: (typeof UTILITIES)[number]
  /** The least votes, or points, to win by votes: never fewer than one. */
  threshold: number
  next: 'skip' | 'stop'
  ties: readonly Tie[]
  constraints: readonly Constraint[]
  /** The pool to which money goes that nothing was found for. */
  unusedTo?: string
}

export type Section = { code: string; ballot: BallotForm; count: CountRule }
export type Pool = { code: string; section: Section; budget: bigint }
export type Project = { number: string; pool: string; cost: bigint; category: string; area?: string }

export type Sealed = {
  edition: string
  pools: ReadonlyMap<string, Pool>
  projects: ReadonlyMap<string, Project>
  keys: ReadonlyMap<string, string>
  lotCommitment: string
}

/** Throws `Wrong`, with the path of what is not as it must be. */
export function sealedOf(document: Member): Sealed {
  const sections = new Map(
    document
      .at('sections')
      .list()
      .map((member) => [member.at('code').text(), sectionOf(member)]),
  )
  const pools = document
    .at('pools')
    .list()
    .map((member): Pool => {
      const code = member.at('code').text()
      const section = sections.get(member.at('section').one([...sections.keys()]))!
      return { code, section, budget: BigInt(member.at('amount_minor').count()) }
    })
  const codes = pools.map(({ code }) => code)
  const projects = document
    .at('list')
    .list()
    .map((member): Project => {
      const area = member.at('area')
      return {
        number: member.at('number').text(),
        pool: member.at('pool').one(codes),
        cost: BigInt(member.at('cost_minor').count()),
        category: member.at('category').is ? member.at('category').text() : '',
        ...(area.is && { area: area.text() }),
      }
    })
  return {
    edition: document.at('edition').text(),
    pools: new Map(pools.map((pool) => [pool.code, pool])),
    projects: new Map(projects.map((project) => [project.number, project])),
    keys: new Map(
      document
        .at('keys')
        .entries()
        .map(([pool, key]) => [pool, key.text()]),
    ),
    lotCommitment: document.at('lotCommitment').text(),
  }
}

const sectionOf = (member: Member): Section => ({
  code: member.at('code').text(),
  ballot: formOf(member.at('ballot')),
  count: ruleOf(member.at('count')),
})

function formOf(member: Member): BallotForm {
  const kind = member.at('kind').one(['approval', 'points', 'ordinal', 'knapsack'])
  const number = (name: string, otherwise: number) => (member.at(name).is ? member.at(name).count() : otherwise)
  if (kind === 'approval') return { kind, least: number('least', 0), most: member.at('most').count() }
  if (kind === 'ordinal') return { kind, most: member.at('most').count() }
  if (kind === 'knapsack') return { kind }
  const points = member.at('points').count()
  return { kind, points, mostEach: number('mostEach', points), mostProjects: number('mostProjects', points) }
}

function ruleOf(member: Member): CountRule {
  const optional = <T>(name: string, read: (held: Member) => T, otherwise: T): T =>
    member.at(name).is ? read(member.at(name)) : otherwise
  const rule = member.at('rule').one(['greedy', 'equalShares', 'phragmen'])
  return {
    rule,
    completion: optional('completion', (held) => held.one(COMPLETIONS), 'none'),
    utility: optional('utility', (held) => held.one(UTILITIES), 'cost'),
    threshold: optional('threshold_votes', (held) => Math.max(1, held.count()), 1),
    next: optional('whenNextDoesNotFit', (held) => held.one(['skip', 'stop']), rule === 'phragmen' ? 'stop' : 'skip'),
    ties: optional('ties', (held) => held.list().map((tie) => tie.one(TIES)), []),
    constraints: optional('constraints', (held) => held.list().map(constraintOf), []),
    ...(member.at('unusedTo').is && { unusedTo: member.at('unusedTo').text() }),
  }
}

function constraintOf(member: Member): Constraint {
  const kind = member.at('kind').one(['atMostPerArea', 'atMostSpent', 'excluding'])
  if (kind === 'excluding')
    return {
      kind,
      projects: member
        .at('projects')
        .list()
        .map((project) => project.text()),
    }
  const category = member.at('category').text()
  if (kind === 'atMostPerArea') return { kind, category, most: member.at('most').count() }
  return { kind, category, most: BigInt(member.at('most_minor').count()) }
}
