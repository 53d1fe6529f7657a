/** The plan: written, sealed before it starts, changed in public alone. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { isHere } from '#platform/errors'
import { demandAnswerable, EffectPlan, powerOf } from '#stats'
import { sha256Of } from '#verify/evaluation'
import type { Challenges } from '../../challenges/service/index.ts'
import * as rules from '../rules.ts'
import { refuse } from '../rules.ts'
import * as store from '../store.ts'
import { AMENDMENTS_MAX, AmendmentDraft, PilotDraft, type Plan } from '../types.ts'
import { textOf, titleOf, type Inner } from './inner.ts'

type In<Schema extends { _zod: { input: unknown } }> = Schema['_zod']['input']

export function createPlanning(inner: Inner, challenges: Pick<Challenges, 'handOver' | 'one'>) {
  const { ids, clock, own, enter, pass, note, inOne, today } = inner

  async function planOf(given: PilotDraft): Promise<Plan> {
    const draft = PilotDraft.parse(given)
    const { source, organisationId, projectId, challengeId } = draft
    if (!(await inner.identity.organisations()).some(({ id }) => id === organisationId)) throw refuse.unknownOrganisation({ id: organisationId }) // prettier-ignore
    if (source.kind === 'indicator' && !(await inner.indicators.definitions()).some(({ id }) => id === source.indicator)) throw refuse.unknownIndicator({ indicator: source.indicator }) // prettier-ignore
    if (source.kind === 'feed' && !(await inner.infrastructure.feeds.list()).some(({ feed, opening }) => opening && feed.id === source.feed)) throw refuse.unknownFeed({ feed: source.feed }) // prettier-ignore
    rules.demandDays(draft)
    demandAnswerable(draft.design, rules.columnsIn(source))
    if (challengeId && !(await isHere(challenges.one(challengeId)))) throw refuse.unknownChallenge({ id: challengeId })
    if (projectId) await inner.strategy.projects.one(projectId)
    return { ...draft, power: powerIn(draft) }
  }

  return {
    /**
     * Not public yet. What goes `along` is done in the same transaction, or neither. Throws `pilots.unknownIndicator`, `pilots.unknownChallenge`, `pilots.unknownFeed`, `pilots.unknownOrganisation`, `pilots.backward`,
     * `strategy.unknown`, and `stats.effects.…` for a design that no figures could answer.
     */
    async add(actor: Actor, given: PilotDraft, along?: (tx: Tx, id: string) => Promise<void>): Promise<{ id: string }> {
      // prettier-ignore
      demand(actor, 'innovations.organise', given.organisationId)
      const plan = await planOf(given)
      const id = ids.uuid()
      await inOne(async (tx) => {
        const entryId = await enter(tx, actor, id, 'drafted', {})
        await store.add(
          tx,
          { id, organisationId: plan.organisationId, plan },
          { at: clock.now(), by: actor.id, entryId },
        )
        await along?.(tx, id)
      })
      return { id }
    },

    /** Until it is sealed a plan may be written anew. Throws `pilots.state`. */
    async rewrite(actor: Actor, id: string, given: PilotDraft): Promise<void> {
      const plan = await planOf(given)
      await inOne(async (tx) => {
        const pilot = await own(tx, actor, id)
        rules.demandState(pilot, 'draft')
        demand(actor, 'innovations.organise', plan.organisationId)
        await enter(tx, actor, id, 'redrafted', {})
        await store.rewrite(tx, id, { ...plan, organisationId: pilot.organisationId })
      })
    },

    /**
     * The plan becomes public, and its fingerprint stands in the ledger: from now on it stays as it is. Throws
     * `pilots.state`, and what the challenge it comes from refuses.
     */
    async seal(actor: Actor, id: string): Promise<void> {
      await inOne(async (tx) => {
        const pilot = await own(tx, actor, id)
        rules.demandState(pilot, 'draft')
        const text = textOf(pilot.plan)
        const sha256 = sha256Of(text)
        await pass(tx, actor, pilot, 'plan', pilot.plan)
        const entryId = await note(tx, actor, pilot, 'sealed', { sha256 })
        await store.seal(tx, id, { text, sha256, entryId, at: clock.now() }, pilot.plan)
        const { challengeId } = pilot.plan
        if (challengeId) await challenges.handOver(tx, actor, challengeId, { id, title: titleOf(pilot) })
      })
    },

    /** On which day it truly began: before the seal too, which is then shown. Throws `pilots.state`, `pilots.past`. */
    async start(actor: Actor, id: string, day: string): Promise<void> {
      if (day > today()) throw refuse.past({ day })
      await inOne(async (tx) => {
        const pilot = await own(tx, actor, id)
        rules.demandState(pilot, 'sealed')
        await note(tx, actor, pilot, 'started', { day })
        await store.change(tx, id, { state: 'running', startedOn: day })
      })
    },

    /** A later change of a sealed plan is its own public text, with grounds. Throws `pilots.state`, `pilots.tooMany`, `pilots.backward`, `stats.effects.…`. */
    async amend(actor: Actor, id: string, given: In<typeof AmendmentDraft>): Promise<void> {
      const draft = AmendmentDraft.parse(given)
      await inOne(async (tx) => {
        const pilot = await own(tx, actor, id)
        rules.demandState(pilot, 'sealed', 'running')
        if (draft.design) demandAnswerable(draft.design, rules.columnsIn(pilot.plan.source))
        if (draft.to) rules.demandDays({ from: pilot.plan.from, to: draft.to })
        const number = (await store.amendments(tx, id)).length + 1
        if (number > AMENDMENTS_MAX) throw refuse.tooMany({ most: AMENDMENTS_MAX })
        const text = textOf(draft)
        const sha256 = sha256Of(text)
        const { releaseId } = await pass(tx, actor, pilot, `amendments/${number}`, draft)
        const entryId = await note(
          tx,
          actor,
          pilot,
          'amended',
          { number, sha256, grounds: draft.grounds },
          draft.grounds,
        )
        await store.amend(tx, id, { number, text, sha256, entryId, at: clock.now() }, releaseId)
      })
    },

    /** Given up before anything was found, and why. Throws `pilots.state`. */
    async abandon(actor: Actor, id: string, reasons: string): Promise<void> {
      await inOne(async (tx) => {
        const pilot = await own(tx, actor, id)
        rules.demandState(pilot, 'sealed', 'running')
        await note(tx, actor, pilot, 'abandoned', { reasons }, reasons)
        await store.change(tx, id, { state: 'abandoned' })
      })
    },
  }
}

/** Two groups of equal size, drawn by lot; null of another method, and where nobody said how much units differ. */
function powerIn({ smallest, spread, units, design }: Omit<Plan, 'power'>): number | null {
  if (design.method !== 'randomised' || spread === undefined || units < 4) return null
  const { level } = EffectPlan.parse(design)
  return powerOf({ effect: smallest, sd: spread, n: units / 2, alpha: 1 - level }).power
}
