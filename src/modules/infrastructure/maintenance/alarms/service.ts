/** The verbs of alarms: rules by those who may write, acts by those who operate. Each act is in the ledger. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import type { Inner } from '../inner.ts'
import { refuse } from '../refusals.ts'
import { isSilenceUntil, LISTED_MAX, RULES_MAX, SILENCE_DAYS_MAX } from './limits.ts'
import * as store from './store.ts'
import { createTelling } from './telling.ts'
import { createWatching } from './watching.ts'
import { Note, RuleDraft, Silence, type Alarm, type EventKind, type Rule, type State } from './types.ts'

export type Alarms = ReturnType<typeof createAlarms>
const MAY = 'infrastructure.operate'

export function createAlarms(inner: Inner) {
  const { db } = inner
  const watching = createWatching(inner)
  const { tell } = createTelling(inner)
  inner.pulse.on((tx, settled) => watching.settled(tx, settled))

  /** A change of an alarm by a person, with what is said of it. */
  async function change(
    actor: Actor,
    id: string,
    kind: EventKind,
    content: { text?: string; until?: string },
    work: (tx: Tx, alarm: Alarm) => Promise<store.Change>,
  ): Promise<void> {
    await inner.inOne(async (tx) => {
      const alarm = await store.find(tx, id, true)
      if (!alarm) throw refuse.unknown({ id })
      demand(actor, MAY, alarm.organisationId)
      if (alarm.state === 'closed') throw refuse.closed({ id })
      const to = await work(tx, alarm)
      if (Object.keys(to).length > 0) await store.change(tx, id, to)
      await store.addEvent(tx, id, { id: inner.id(), kind, at: inner.now(), by: actor.id, content })
      await inner.act(tx, actor, `alarm.${kind}`, `alarms/${id}`, content)
    })
  }

  async function putRule(actor: Actor, id: string, given: RuleDraft, active: boolean): Promise<Rule> {
    const draft = RuleDraft.parse(given)
    demand(actor, 'infrastructure.write', draft.organisationId)
    for (const one of [draft, ...draft.escalation]) await inner.demandOrganisation(one.organisationId)
    const rule: Rule = { ...draft, id, active, at: inner.now(), by: actor.id }
    return inner.inOne(async (tx) => {
      const all = await store.rules(tx)
      const known = all.find((one) => one.id === id)
      if (known) demand(actor, 'infrastructure.write', known.organisationId)
      else if (all.length >= RULES_MAX) throw refuse.tooManyRules({ most: RULES_MAX })
      const entryId = await inner.act(tx, actor, known ? 'rule.changed' : 'rule.made', `alarm-rules/${id}`, { ...draft, active }) // prettier-ignore
      await store.putRule(tx, rule, entryId)
      if (active) await watching.begin(tx, rule)
      return rule
    })
  }

  return {
    sweep: watching.sweep,
    tell,

    /** Newest first. */
    async rules(actor: Actor): Promise<Rule[]> {
      const reach = await inner.reachOf(actor, 'infrastructure.read')
      if (reach?.length === 0) demand(actor, 'infrastructure.read')
      return (await store.rules(db)).filter(({ organisationId }) => !reach || reach.includes(organisationId))
    },

    /** Throws `maintenance.unknownOrganisation`, `maintenance.tooManyRules`. */
    addRule: (actor: Actor, draft: RuleDraft) => putRule(actor, inner.id(), draft, true),

    /** Another version, or switched off. Throws `maintenance.unknown`. */
    async changeRule(actor: Actor, id: string, draft: RuleDraft, active = true): Promise<Rule> {
      const [known] = await store.rules(db, id)
      if (!known) throw refuse.unknown({ id })
      return putRule(actor, id, draft, active)
    },

    async list(actor: Actor, asked: { states?: readonly State[]; entityId?: string } = {}): Promise<Alarm[]> {
      const organisations = await inner.reachOf(actor, 'infrastructure.read')
      if (organisations?.length === 0) demand(actor, 'infrastructure.read')
      return store.list(db, { ...asked, organisations }, LISTED_MAX)
    },

    /** With all that happened to it. Throws `maintenance.unknown`. */
    async one(actor: Actor, id: string) {
      const alarm = await store.find(db, id)
      if (!alarm) throw refuse.unknown({ id })
      demand(actor, 'infrastructure.read', alarm.organisationId)
      const [[rule], events] = await Promise.all([store.rules(db, alarm.ruleId), store.events(db, id)])
      return { ...alarm, rule: rule!, events }
    },

    /** Somebody has it in hand: nobody else is told. */
    acknowledge: (actor: Actor, id: string) =>
      change(actor, id, 'acknowledged', {}, async () => ({ acknowledged_at: inner.now(), acknowledged_by: actor.id })),

    /** Nobody is told until then, and why. Throws `maintenance.silence`. */
    async silence(actor: Actor, id: string, given: { until: Date | string; reason: string }): Promise<void> {
      const { until, reason } = Silence.parse(given)
      if (!isSilenceUntil(until, inner.now())) throw refuse.silence({ daysMax: SILENCE_DAYS_MAX })
      return change(actor, id, 'silenced', { text: reason, until: until.toISOString() }, async () => ({
        ...{ silent_until: until, silent_reason: reason },
      }))
    },

    async note(actor: Actor, id: string, given: { text: string }): Promise<void> {
      const { text } = Note.parse(given)
      return change(actor, id, 'noted', { text }, async () => ({}))
    },

    /** Dealt with, or none: says which. The next reading that is wrong opens another. */
    async close(actor: Actor, id: string, given: { text: string }): Promise<void> {
      const { text } = Note.parse(given)
      return change(actor, id, 'closed', { text }, async (tx, alarm) => {
        await watching.forget(tx, alarm)
        return { closed_at: inner.now() }
      })
    },

    /** For orders, in their transaction: the alarm, locked. Throws `maintenance.unknown`, `maintenance.closed`. */
    async take(tx: Tx, id: string): Promise<Alarm> {
      const alarm = await store.find(tx, id, true)
      if (!alarm) throw refuse.unknown({ id })
      if (alarm.state === 'closed') throw refuse.closed({ id })
      return alarm
    },
    /** The order that came of it is done. */
    async settle(tx: Tx, actor: Actor, id: string): Promise<void> {
      const alarm = await store.find(tx, id, true)
      if (!alarm || alarm.state === 'closed') return
      await watching.forget(tx, alarm)
      await store.change(tx, id, { closed_at: inner.now() })
      await store.addEvent(tx, id, { id: inner.id(), kind: 'closed', at: inner.now(), by: actor.id, content: {} })
    },
  }
}
