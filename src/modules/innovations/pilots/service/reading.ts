/** What people come to see of pilots: a draft only for its department, an evaluation only once it is public. */
import type { Actor } from '#platform/actor'
import type { EvaluationBundle } from '#verify/evaluation'
import type { Effect } from '#stats'
import * as rules from '../rules.ts'
import { refuse } from '../rules.ts'
import * as store from '../store.ts'
import { STATES, type Amended, type Amendment, type Evaluation, type Line, type Pilot, type Plan, type State, type Violation } from '../types.ts' // prettier-ignore
import type { Inner } from './inner.ts'

const PUBLIC: readonly State[] = STATES.filter((state) => state !== 'draft')

export type Found = {
  effect: Effect
  cost: EvaluationBundle['cost']
  violations: Violation[]
  worth: ReturnType<typeof rules.worth>
  inputs: { name: string; from: string; sha256: string }[]
  sha256: string
  at: Date
  verifiedAt: Date | null
}
export type Whole = {
  pilot: Pilot
  /** With what amendments changed. */
  plan: Plan
  amendments: (Amendment & Amended)[]
  violations: Violation[]
  log: Line[]
  found: Found | null
}

export function createReading(inner: Inner) {
  const { db, gate, dayOf, today } = inner
  const mayRun = (actor: Actor, { organisationId }: Pilot) =>
    actor.can('innovations.organise', organisationId) || actor.can('innovations.verify', organisationId)

  /** What can be seen before it is evaluated. */
  function soFar(pilot: Pilot, amendments: readonly Amendment[]): Violation[] {
    if (!pilot.sealed || !pilot.startedOn) return []
    const plan = rules.planNow(pilot.plan, amendments)
    const known = amendments.map(({ text, at }) => ({ text, day: dayOf(at) }))
    const all = rules.violationsOf({ plan: pilot.plan, amendments: known, sealedOn: dayOf(pilot.sealed.at), startedOn: pilot.startedOn, evaluatedOn: today() > plan.to ? today() : plan.to, used: plan.design, units: pilot.plan.units }) // prettier-ignore
    return all.filter(({ id }) => id === 'startedBeforeSeal' || id === 'amendedAfterEnd')
  }

  async function whole(pilot: Pilot, evaluation: Evaluation | undefined): Promise<Whole> {
    const amendments = await store.amendments(db, pilot.id)
    const plan = rules.planNow(pilot.plan, amendments)
    const found = evaluation ? foundIn(plan, evaluation) : null
    return {
      ...{ pilot, plan, found },
      amendments: amendments.map((one) => ({ ...one, ...(JSON.parse(one.text) as Amended) })),
      violations: found?.violations ?? soFar(pilot, amendments),
      log: await store.log(db, gate, pilot.id),
    }
  }

  return {
    mayRun,
    /** What is public, the newest first. */
    list: (): Promise<Pilot[]> => store.list(db, PUBLIC),

    /** Those whose plan was not kept to, as far as it is public. */
    async broken(): Promise<Set<string>> {
      const [published, amended] = [await store.lines(db, gate, 'published'), await store.everyAmendment(db)]
      const isBroken = (pilot: Pilot) =>
        ((published.get(pilot.id)?.content.violations ?? []) as unknown[]).length > 0 ||
        soFar(pilot, amended.get(pilot.id) ?? []).length > 0
      return new Set((await store.list(db, PUBLIC)).filter(isBroken).map(({ id }) => id))
    },

    /** Those that this person works on, drafts among them. */
    async mine(actor: Actor): Promise<Pilot[]> {
      return (await store.list(db, STATES)).filter((pilot) => mayRun(actor, pilot))
    },

    /** Throws `pilots.unknown`. */
    async one(id: string): Promise<Whole> {
      const pilot = await store.find(db, id)
      if (!pilot || pilot.state === 'draft') throw refuse.unknown({ id })
      return whole(pilot, await store.evaluation(db, id, gate))
    },

    /** With what is not public yet. Throws `pilots.unknown`. */
    async forWork(actor: Actor, id: string): Promise<Whole> {
      const pilot = await store.find(db, id)
      if (!pilot || !mayRun(actor, pilot)) throw refuse.unknown({ id })
      return whole(pilot, await store.evaluation(db, id))
    },

    /** The text of the public bundle. Throws `pilots.unknown`. */
    async bundle(id: string): Promise<string> {
      const found = await store.evaluation(db, id, gate)
      if (!found) throw refuse.unknown({ id })
      return found.bundle
    },

    /** Pilots on which it was decided, and the line of the log that says so; of one indicator, or all. */
    async decided(indicator?: string): Promise<{ pilot: Pilot; line: Line }[]> {
      const lines = await store.lines(db, gate, 'decided')
      const all = lines.size > 0 ? await store.list(db, ['decided']) : []
      return all.flatMap((pilot) => {
        const [line, { source }] = [lines.get(pilot.id), pilot.plan]
        const isMeant = indicator === undefined || (source.kind === 'indicator' && source.indicator === indicator)
        return line && isMeant ? [{ pilot, line }] : []
      })
    },

    /** Decided pilots with what they found: cards of practice; of one indicator, or of all. */
    async practices(indicator?: string): Promise<{ pilot: Pilot; found: Found }[]> {
      const cards: { pilot: Pilot; found: Found }[] = []
      for (const pilot of await store.list(db, ['decided'])) {
        const { source } = pilot.plan
        if (indicator !== undefined && !(source.kind === 'indicator' && source.indicator === indicator)) continue
        const evaluation = await store.evaluation(db, pilot.id, gate)
        if (evaluation) cards.push({ pilot, found: foundIn(pilot.plan, evaluation) })
      }
      return cards
    },
  }
}

function foundIn(plan: Plan, { bundle, sha256, at, verifiedAt }: Evaluation): Found {
  const { effect, cost, violations, inputs } = JSON.parse(bundle) as EvaluationBundle
  const told = effect as unknown as Effect
  return {
    ...{ effect: told, cost, violations: violations as Violation[], sha256, at, verifiedAt },
    worth: rules.worth(plan, told),
    inputs: inputs.map(({ name, from, sha256 }) => ({ name, from, sha256 })),
  }
}
