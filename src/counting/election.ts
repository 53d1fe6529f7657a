/**
 * The count of a whole edition: pool by pool, what one leaves over flowing on to the next, into one document that is the
 * same for everybody who has the ballots. Whoever counts again calls this too.
 */
import { createBox } from './profile.ts'
import { refuse } from './refusals.ts'
import { countBy, type BallotKind, type CountRule } from './rule.ts'
import type { Choice, Decision, Outcome, Profile } from './types.ts'

/** What was sealed before the vote, as far as counting needs it. */
export type Election = {
  edition: string
  sections: readonly { code: string; ballot: { kind: BallotKind; most?: number }; count: CountRule }[]
  pools: readonly { code: string; section: string; amount_minor: number }[]
  projects: readonly { number: string; pool: string; cost_minor: number; category?: string; area?: string }[]
}

/** A ballot that was opened: the numbers of the projects, each with its points, or its rank where they are ranked. */
export type Cast = { pool: string; choices: readonly (readonly [number: string, points: number])[] }

/** Published when the ballots are opened: the seed that was sealed, and the SHA-256 of the file of ballots. */
export type Drawn = { lotSeed: string; ballotsSha256: string }

export type ResultDecision = Pick<
  Decision,
  'project' | 'enters' | 'reason' | 'votes' | 'by' | 'limit' | 'lostTo' | 'tied'
> & {
  cost_minor: number
  left_minor: number
  points?: number
  /** Equal shares: what each of `full` supporters paid, the `rest` giving all that they had left. */
  paid?: { price_minor: number; full: number; rest: number }
}

/** What a pool's constraints cost: who would have won without them, and how many votes the winners have fewer. */
export type ConstraintsCost = { votes: number; wouldWin: string[]; wouldLose: string[] }

export type PoolResult = {
  pool: string
  rule: CountRule['rule']
  budget_minor: number
  /** Of that, what other pools left over. */
  received: { pool: string; minor: number }[]
  voters: number
  /** Ballots without a choice that counts. */
  empty: number
  votes: Record<string, number>
  points?: Record<string, number>
  winners: string[]
  spent_minor: number
  left_minor: number
  movedTo?: string
  /** Equal shares: what each voter had to spend. */
  endowment_minor?: number
  constraintsCost?: ConstraintsCost
  decisions: ResultDecision[]
}
export type Result = { edition: string; lotSeed: string; ballotsSha256: string; pools: PoolResult[] }

/** The seed of the lot; a project's place in it is the SHA-256 of this, a line feed and its number, smallest first. */
export const lotOf = ({ lotSeed, ballotsSha256 }: Drawn): string => `${lotSeed}\n${ballotsSha256}`

/** Pools in the order of counting: one that others flow into after them. Throws `counting.flowsInCircle`. */
export function orderOf({ sections, pools }: Pick<Election, 'sections' | 'pools'>): { code: string; to?: string }[] {
  const rules = new Map(sections.map(({ code, count }) => [code, count]))
  const flows = pools.map(({ code, section }) => {
    const to = rules.get(section)?.unusedTo
    return { code, ...(to !== undefined && to !== code && { to }) }
  })
  const ordered: typeof flows = []
  let open = flows
  while (open.length > 0) {
    const ready = open.filter(({ code }) => !open.some(({ to }) => to === code))
    if (ready.length === 0) throw refuse.flowsInCircle({ pools: open.map(({ code }) => code).join(', ') })
    ordered.push(...ready)
    open = open.filter((one) => !ready.includes(one))
  }
  return ordered
}

/** A pool's ballots, put together. */
export type Counted = { profile: Profile; empty: number }

/** Takes the ballots one by one, in whatever order. */
export function createTally(election: Election) {
  const sections = new Map(election.sections.map((section) => [section.code, section]))
  const boxes = new Map(
    election.pools.map(({ code, section, amount_minor }) => {
      const listed = election.projects.filter(({ pool }) => pool === code)
      const projects = listed.map(({ number, cost_minor }) => ({ id: number, cost: BigInt(cost_minor) }))
      const place = new Map(projects.map(({ id }, i) => [id, i]))
      const box = createBox({ projects, budget: BigInt(amount_minor), partsPerUnit: 100n })
      const found = { box, place, ballot: sections.get(section)!.ballot, empty: 0 }
      return [code, found] as const
    }),
  )
  const counted = (): Map<string, Counted> =>
    new Map([...boxes].map(([code, { box, empty }]) => [code, { profile: box.profile(), empty }]))
  return {
    /** A choice of what is not on the pool's list counts nothing. Throws `counting.unknownPool`. */
    add({ pool, choices }: Cast): void {
      const found = boxes.get(pool)
      if (!found) throw refuse.unknownPool({ pool })
      const chosen = choices.flatMap(([number, points]): Choice[] => {
        const project = found.place.get(number)
        return project === undefined ? [] : [{ project, points: worthOf(found.ballot, points) }]
      })
      if (!chosen.some(({ points }) => points > 0)) found.empty += 1
      found.box.add(chosen)
    },
    /** Each pool's ballots, ready for counting by any rule. */
    counted,
    /** Throws `counting.flowsInCircle`. */
    result: (drawn: Drawn): Result => resultOf(election, counted(), drawn),
  }
}

/** Throws `counting.flowsInCircle`. */
export function resultOf(election: Election, ballots: ReadonlyMap<string, Counted>, drawn: Drawn): Result {
  const received = new Map<string, PoolResult['received']>()
  const sections = new Map(election.sections.map((section) => [section.code, section]))
  const pools = new Map(election.pools.map(({ code, section }) => [code, sections.get(section)!]))
  const counted = orderOf(election).map(({ code, to }): PoolResult => {
    const { ballot, count } = pools.get(code)!
    const { profile: own, empty } = ballots.get(code)!
    const from = received.get(code) ?? []
    const profile = { ...own, budget: from.reduce((sum, { minor }) => sum + BigInt(minor), own.budget) }
    const listed = election.projects.filter(({ pool }) => pool === code)
    const placed = listed.map(({ number, category, area }) => ({ id: number, category, area }))
    const by = (rule: CountRule) => countBy(profile, rule, { kind: ballot.kind, placed, lot: lotOf(drawn) })
    const outcome = by(count)
    const free = (count.constraints?.length ?? 0) > 0 && { without: by({ ...count, constraints: [] }) }
    const movedTo = outcome.left > 0n ? to : undefined
    if (movedTo !== undefined)
      received.set(movedTo, [...(received.get(movedTo) ?? []), { pool: code, minor: Number(outcome.left) }])
    const around = { rule: count.rule, received: from, movedTo, empty, kind: ballot.kind, ...free }
    return poolResultOf(code, profile, outcome, around)
  })
  const places = new Map(election.pools.map(({ code }, i) => [code, i]))
  counted.sort((a, b) => places.get(a.pool)! - places.get(b.pool)!)
  return { edition: election.edition, ...drawn, pools: counted }
}

/** Of a ranking Borda's points, the last of the places that may be given being one. */
const worthOf = ({ kind, most }: { kind: BallotKind; most?: number }, points: number): number => {
  if (kind === 'ordinal') return Math.max(0, (most ?? points) + 1 - points)
  return kind === 'points' ? points : 1
}

type Around = {
  rule: CountRule['rule']
  received: PoolResult['received']
  movedTo?: string
  empty: number
  kind: BallotKind
  without?: Outcome
}

function poolResultOf(pool: string, profile: Profile, outcome: Outcome, around: Around): PoolResult {
  const { rule, received, movedTo, empty, kind, without } = around
  const pointed = kind === 'points' || kind === 'ordinal'
  const perProject = (what: 'votes' | 'score') =>
    Object.fromEntries(profile.projects.map(({ id }, i) => [id, profile.supporters[i]![what]]))
  return {
    ...{ pool, rule, budget_minor: Number(profile.budget), received, voters: profile.voters, empty },
    ...{ votes: perProject('votes'), ...(pointed && { points: perProject('score') }) },
    ...{ winners: outcome.winners, spent_minor: Number(outcome.spent), left_minor: Number(outcome.left) },
    ...(movedTo !== undefined && { movedTo }),
    ...(outcome.endowment !== undefined && { endowment_minor: shown(outcome.endowment) }),
    ...(without && { constraintsCost: costOf(profile, outcome, without) }),
    decisions: outcome.decisions.map((one) => decisionOf(one, pointed)),
  }
}

function decisionOf(decision: Decision, pointed: boolean): ResultDecision {
  const { project, enters, reason, cost, votes, score, left, by, paid, limit, lostTo, tied } = decision
  return {
    ...{ project, enters, reason, cost_minor: Number(cost), votes, ...(pointed && { points: score }) },
    left_minor: Number(left),
    ...(by && { by }),
    ...(paid && { paid: { price_minor: shown(paid.price), full: paid.full, rest: paid.rest } }),
    ...(limit !== undefined && { limit, lostTo }),
    ...(tied && { tied }),
  }
}

function costOf({ projects, supporters }: Profile, bound: Outcome, free: Outcome): ConstraintsCost {
  const votes = new Map(projects.map(({ id }, i) => [id, supporters[i]!.votes]))
  const sum = (ids: readonly string[]) => ids.reduce((all, id) => all + votes.get(id)!, 0)
  const only = (a: Outcome, b: Outcome) => a.winners.filter((id) => !b.winners.includes(id))
  const [wouldWin, wouldLose] = [only(free, bound), only(bound, free)]
  return { votes: sum(wouldWin) - sum(wouldLose), wouldWin, wouldLose }
}

/** Fractions of money are shown to the thousandth of its smallest part. */
const shown = (parts: number): number => Math.round(parts * 1_000) / 1_000
