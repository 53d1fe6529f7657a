/** What an edition's rules must hold to, where in its life it is, what an extension does. Pure. */
import { createHash } from 'node:crypto'
import { refuse } from './refusals.ts'
import { PHASES, type Edition, type Extension, type Phase, type PhaseKind, type Rules } from './types.ts'

/** What is wrong, where. Sentences in words/budgets under `problem`. */
export type Problem = { field: string; problem: string; details?: Record<string, string | number> }

/** Everything at once, so that it is corrected in one go. Throws `participation.rules`. */
export function demandSound(rules: Rules): void {
  const problems = [...phaseProblems(rules.phases), ...templateProblems(rules)]
  if (problems.length > 0) throw refuse.rules({ count: problems.length, problems })
}

/** Of all but the dates. */
export const templateProblems = (rules: Undated): Problem[] => [...moneyProblems(rules), ...voteProblems(rules)]
type Undated = Pick<Rules, 'sections' | 'pools' | 'categories' | 'vote'>

export function phaseProblems(phases: readonly Phase[]): Problem[] {
  const problems: Problem[] = []
  const order = ({ kind }: Phase) => PHASES.indexOf(kind)
  for (const [i, phase] of phases.entries()) {
    const { kind, from, to } = phase
    const field = `phases.${kind}`
    if (phases.findIndex((one) => one.kind === kind) < i) problems.push({ field, problem: 'phaseTwice' })
    if (to <= from) problems.push({ field: `${field}.to`, problem: 'phaseBackward' })
    const before = phases[i - 1]
    if (!before || before.kind === kind) continue
    if (order(before) > order(phase)) problems.push({ field, problem: 'phaseOrder', details: { before: before.kind } })
    else if (from < before.to)
      problems.push({ field: `${field}.from`, problem: 'phaseOverlap', details: { before: before.kind } })
  }
  if (!phases.some(({ kind }) => kind === 'vote')) problems.push({ field: 'phases', problem: 'noVote' })
  return problems
}

function moneyProblems({ sections, pools, categories }: Undated): Problem[] {
  const problems: Problem[] = [
    ...twice(sections, 'sections'),
    ...twice(pools, 'pools'),
    ...twice(categories, 'categories'),
  ]
  const known = new Set(categories.map(({ code }) => code))
  for (const { code, section, area } of pools) {
    const own = sections.find((one) => one.code === section)
    if (!own) problems.push({ field: `pools.${code}.section`, problem: 'unknownSection', details: { section } })
    if (own?.choice === 'residence' && !area) problems.push({ field: `pools.${code}.area`, problem: 'noArea' })
  }
  for (const { code, cost, ballot, count } of sections) {
    const field = `sections.${code}`
    if (!pools.some(({ section }) => section === code)) problems.push({ field, problem: 'noPool' })
    if (cost.least_minor > cost.most_minor) problems.push({ field: `${field}.cost`, problem: 'costBackward' })
    const named = [
      ...Object.keys(cost.byCategory ?? {}),
      ...count.constraints.flatMap((one) => ('category' in one ? [one.category] : [])),
    ]
    for (const category of named.filter((one) => !known.has(one)))
      problems.push({ field, problem: 'unknownCategory', details: { category } })
    if (ballot.kind === 'approval' && (ballot.least ?? 0) > ballot.most)
      problems.push({ field: `${field}.ballot`, problem: 'choicesBackward' })
    if (ballot.kind === 'points' && (ballot.mostEach ?? 0) > ballot.points)
      problems.push({ field: `${field}.ballot`, problem: 'pointsBackward' })
  }
  return [...problems, ...flowProblems(sections, pools)]
}

/** Where unused money goes: to a pool that there is, and never round in a circle. */
function flowProblems(sections: Rules['sections'], pools: Rules['pools']): Problem[] {
  const sectionOf = new Map(pools.map(({ code, section }) => [code, section]))
  const next = new Map(sections.map(({ code, count }) => [code, count.unusedTo && sectionOf.get(count.unusedTo)]))
  return sections.flatMap(({ code, count: { unusedTo } }) => {
    if (unusedTo === undefined) return []
    const field = `sections.${code}.unusedTo`
    if (!sectionOf.has(unusedTo)) return [{ field, problem: 'unknownPool', details: { pool: unusedTo } }]
    const seen = new Set<string>()
    for (let at: string | undefined = code; at !== undefined; at = next.get(at)) {
      if (seen.has(at)) return [{ field, problem: 'moneyCircle' }]
      seen.add(at)
    }
    return []
  })
}

function voteProblems({ vote: { demands, age_min, consentUnder } }: Undated): Problem[] {
  const problems: Problem[] = []
  for (const [i, { code }] of demands.entries())
    if (demands.findIndex((one) => one.code === code) < i)
      problems.push({ field: `vote.demands.${code}`, problem: 'demandTwice' })
  if (age_min !== undefined && !demands.some(({ code, on }) => code === 'age' && on))
    problems.push({ field: 'vote.age_min', problem: 'ageNotDemanded' })
  if (consentUnder !== undefined && !demands.some(({ code, on }) => code === 'consentUnder18' && on))
    problems.push({ field: 'vote.consentUnder', problem: 'consentNotDemanded' })
  return problems
}

const twice = (things: readonly { code: string }[], field: string): Problem[] =>
  things.flatMap(({ code }, i) =>
    things.findIndex((one) => one.code === code) < i
      ? [{ field: `${field}.${code}`, problem: 'twice', details: { code } }]
      : [],
  )

/** What is public: somebody can vote, on something that there is money for, and the vote is ahead. Throws `participation.rules`. */
export function demandAnnounceable(rules: Rules, now: Date): void {
  const problems = missing(rules, now)
  if (problems.length > 0) throw refuse.rules({ count: problems.length, problems })
}

/** What still stands in the way of announcing. */
export function missing({ vote, phases, pools, sections }: Rules, now: Date): Problem[] {
  const problems: Problem[] = []
  if (vote.ways.length === 0) problems.push({ field: 'vote.ways', problem: 'noWay' })
  if (phases.some(({ kind, from }) => kind === 'vote' && from <= now))
    problems.push({ field: 'phases.vote.from', problem: 'voteBegun' })
  const empty = pools.find(({ amount_minor }) => amount_minor === 0)
  if (empty) problems.push({ field: `pools.${empty.code}.amount`, problem: 'noMoney' })
  const free = sections.find(({ cost }) => cost.most_minor === 0)
  if (free) problems.push({ field: `sections.${free.code}.cost`, problem: 'noCost' })
  return problems
}

/** What proposals that were handed in are for stays. Throws `participation.rules`. */
export function demandUsedKept({ pools, categories }: Rules, used: { pools: string[]; categories: string[] }): void {
  const problems = [
    ...gone(used.pools, pools).map((code) => ({ field: `pools.${code}`, problem: 'poolUsed', details: { code } })),
    ...gone(used.categories, categories).map((code) => ({ field: `categories.${code}`, problem: 'categoryUsed', details: { code } })), // prettier-ignore
  ]
  if (problems.length > 0) throw refuse.rules({ count: problems.length, problems })
}
const gone = (used: readonly string[], all: readonly { code: string }[]) => used.filter((code) => !all.some((one) => one.code === code)) // prettier-ignore

/** An announced edition keeps what has begun: a phase that runs is only extended. Throws `participation.begun`. */
export function demandBegunKept(was: readonly Phase[], next: readonly Phase[], now: Date): void {
  // A vote that is not sealed has not begun, whatever its dates.
  for (const { kind, from, to } of was.filter((phase) => phase.from <= now && phase.kind !== 'vote')) {
    const same = next.find((one) => one.kind === kind)
    if (same?.from.getTime() !== from.getTime() || same.to.getTime() !== to.getTime())
      throw refuse.begun({ phase: kind, from, to })
  }
  const early = next.find(({ kind, from }) => from < now && !was.some((one) => one.kind === kind && one.from <= now))
  if (early) throw refuse.begun({ phase: early.kind, from: early.from, to: early.to })
}

/** With every extension; what follows begins when the extended phase is over. */
export function extended(phases: readonly Phase[], extensions: readonly Pick<Extension, 'phase' | 'until'>[]): Phase[] {
  return extensions.reduce<Phase[]>(
    (now, { phase, until }) => {
      const at = now.findIndex(({ kind }) => kind === phase)
      return now.map((one, i) => {
        if (i === at) return { ...one, to: later(one.to, until) }
        return at >= 0 && i > at ? { ...one, from: later(one.from, until) } : one
      })
    },
    phases.map((phase) => ({ ...phase })),
  )
}
const later = (a: Date, b: Date): Date => (a > b ? a : b)

/**
 * Throws `participation.phaseMissing`, `participation.phaseOver` where it ended already, `participation.notLater`, and
 * `participation.followingOver` where a later phase would have no time left.
 */
export function demandExtendable(edition: Edition, phase: PhaseKind, until: Date, now: Date): Phase {
  const own = edition.phases.find(({ kind }) => kind === phase)
  if (!own) throw refuse.phaseMissing({ phase })
  const votesOver = phase === 'vote' && !['announced', 'sealed'].includes(edition.state)
  if (own.to <= now || votesOver) throw refuse.phaseOver({ phase, to: own.to })
  if (until <= own.to) throw refuse.notLater({ phase, to: own.to, until })
  const after = extended(edition.phases, [{ phase, until }])
  const squeezed = after.find(({ from, to }) => to <= from)
  if (squeezed) throw refuse.followingOver({ phase, following: squeezed.kind, to: squeezed.to })
  return own
}

/**
 * In the order in which projects stand on the ballot: drawn by what nobody could choose, the seal of the vote, which holds its
 * keys; anybody who has the seal draws the same. SHA-256 of the seal, a line feed and the number, smallest first.
 */
export function drawn<Project extends { number: string }>(list: readonly Project[], sealSha256: string): Project[] {
  const placed = list.map((project) => ({
    project,
    place: createHash('sha256').update(`${sealSha256}\n${project.number}`).digest('hex'),
  }))
  return placed.sort((a, b) => (a.place < b.place ? -1 : 1)).map(({ project }) => project)
}

/** The phase that runs, if any does. */
export const phaseAt = ({ phases }: Pick<Edition, 'phases'>, now: Date): Phase | undefined =>
  phases.find(({ from, to }) => from <= now && now < to)

export const nextPhase = ({ phases }: Pick<Edition, 'phases'>, now: Date): Phase | undefined =>
  phases.find(({ from }) => from > now)

/**
 * May what belongs to this phase be done now? The vote takes the sealed state too: what was closed stays closed, whatever
 * the clock says later. Throws `participation.phaseMissing`, `participation.phaseClosed`.
 */
export function demandOpen(edition: Edition, phase: PhaseKind, now: Date): void {
  const own = edition.phases.find(({ kind }) => kind === phase)
  if (!own) throw refuse.phaseMissing({ phase })
  const isOpen = edition.state === (phase === 'vote' ? 'sealed' : 'announced')
  if (!isOpen || now < own.from || now >= own.to) throw refuse.phaseClosed({ phase, from: own.from, to: own.to })
}
