/** What may happen to a pilot, and in what its plan was not kept to. Pure. */
import { refusals } from '#platform/errors'
import type { EffectPlan } from '#stats'
import type { ProjectDraft } from '#strategy'
import type { Amendment, Decision, Pilot, Plan, Source, State, Violation } from './types.ts'

export const refuse = refusals('pilots', {
  unknown: 404,
  state: 409,
  tooMany: 409,
  ownEvaluation: 403,
  past: 422,
  backward: 422,
  notCsv: 422,
  tableMissing: 422,
  tableUnasked: 422,
  noValues: 422,
  unknownIndicator: 422,
  unknownChallenge: 422,
  unknownFeed: 422,
  unknownOrganisation: 422,
  design: 422,
  doesNotHold: 409,
  scalePlan: 422,
})

/** Throws `pilots.state`. */
export function demandState({ state }: Pick<Pilot, 'state'>, ...allowed: readonly State[]): void {
  if (!allowed.includes(state)) throw refuse.state({ state, allowed })
}

/** Throws `pilots.backward`. */
export function demandDays({ from, to }: Pick<Plan, 'from' | 'to'>): void {
  if (to < from) throw refuse.backward({ from, to })
}

/** The columns of figures that the house itself gives; of a table that is brought nobody knows them before. */
export const columnsIn = (source: Source): string[] | undefined =>
  source.kind === 'table' ? undefined : ['area', 'period', 'value', ...(source.treated ? ['treated'] : [])]

/** What is done everywhere it fits becomes a project; undefined for what does not. Throws `pilots.scalePlan` where money or day are missing. */
export function projectOf(
  { id, organisationId, plan }: Pilot,
  { outcome, budget_minor, due }: Decision,
): ProjectDraft | undefined {
  if (outcome !== 'scale') return undefined
  if (budget_minor === undefined || due === undefined) throw refuse.scalePlan()
  const { titles, currency } = plan
  return { ...{ titles, organisationId, budget_minor, currency, due }, origin: { kind: 'pilot', pilot: id } }
}

/** The design that an amendment brought in last, or the sealed one; and the last day. */
export function planNow(plan: Plan, amendments: readonly Amendment[]): Plan {
  const changes = amendments.map(({ text }) => JSON.parse(text) as { design?: EffectPlan; to?: string })
  const design = changes.findLast((change) => change.design)?.design ?? plan.design
  const to = changes.findLast((change) => change.to)?.to ?? plan.to
  return { ...plan, design, to }
}

/** What is known of how it went, when it is evaluated. Days are the city's. */
export type Course = {
  plan: Plan
  amendments: readonly { text: string; day: string }[]
  sealedOn: string
  startedOn: string
  evaluatedOn: string
  used: EffectPlan
  units: number
}

/**
 * Against the plan as it was sealed and amended in time: an amendment that came after the end changes nothing of what was
 * promised, and is itself a violation.
 */
export function violationsOf({ plan, amendments, sealedOn, startedOn, evaluatedOn, used, units }: Course): Violation[] {
  const intended = amendments.map(({ text, day }) => ({ ...(JSON.parse(text) as { design?: EffectPlan; to?: string }), day })) // prettier-ignore
  let [to, found] = [plan.to, [] as Violation[]]
  const designs: EffectPlan[] = [plan.design]
  for (const { design, to: later, day } of intended) {
    if (day > to) {
      found = [...found, { id: 'amendedAfterEnd', figures: { day, end: to } }]
      continue
    }
    if (design) designs.push(design)
    if (later) to = later
  }
  const last = designs.at(-1)!
  const start = ({ from }: Record<string, unknown> & { from?: unknown }) => (from === undefined ? '' : String(from))
  const early: Violation[] = startedOn < sealedOn ? [{ id: 'startedBeforeSeal', figures: { started: startedOn, sealed: sealedOn } }] : [] // prettier-ignore
  return [
    ...early,
    ...found,
    ...(used.method !== last.method ? [{ id: 'otherMethod', figures: { sealed: last.method, used: used.method } } as const] : []), // prettier-ignore
    ...(used.outcome !== last.outcome ? [{ id: 'otherOutcome', figures: { sealed: last.outcome, used: used.outcome } } as const] : []), // prettier-ignore
    ...(start(used) !== start(last) ? [{ id: 'otherWindow', figures: { sealed: start(last), used: start(used) } } as const] : []), // prettier-ignore
    ...(used.method === last.method && used.outcome === last.outcome && start(used) === start(last) && !isSame(used, last) ? [{ id: 'otherMethod', figures: { sealed: last.method, used: used.method } } as const] : []), // prettier-ignore
    ...(units < plan.units ? [{ id: 'fewerUnits', figures: { units, promised: plan.units } } as const] : []),
    ...(evaluatedOn < to ? [{ id: 'endedEarly', figures: { day: evaluatedOn, end: to } } as const] : []),
  ]
}

/** Member by member, in whatever order they stand. */
const isSame = (a: unknown, b: unknown): boolean => ordered(a) === ordered(b)
const ordered = (value: unknown): string =>
  JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  )

/** Is it worth having: the whole interval beyond the smallest effect, some of it, or none? Null where there is no interval. */
export function worth(
  { smallest, better }: Pick<Plan, 'smallest' | 'better'>,
  effect: { estimate: number; interval: { low: number; high: number } | null },
): 'yes' | 'maybe' | 'no' | 'untold' {
  // prettier-ignore
  if (!effect.interval) return 'untold'
  const [low, high] = better === 'higher' ? [effect.interval.low, effect.interval.high] : [-effect.interval.high, -effect.interval.low] // prettier-ignore
  return low >= smallest ? 'yes' : high < smallest ? 'no' : 'maybe'
}
