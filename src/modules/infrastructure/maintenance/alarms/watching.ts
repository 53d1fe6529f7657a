/**
 * Readings become alarms: told by the pulse what has settled, in its transaction, once for all of it and never reading by
 * reading. What was not read at all is looked for by a sweep.
 */
import type { Tx } from '#platform/db'
import type { Inner, Settled } from '../inner.ts'
import { AHEAD_MS, READINGS_MAX } from './limits.ts'
import { dealtWith, missed, run, START, valueOf, type Memory, type Seen } from './rules.ts'
import * as store from './store.ts'
import { createTurning, type Turning } from './turning.ts'
import type { Alarm, Rule } from './types.ts'

const MINUTE_MS = 60_000
const THINGS_AT_ONCE = 2_000

export type Watching = ReturnType<typeof createWatching>

function createLooking({ readings, now }: Inner, { turned }: Turning) {
  /** Looks at what came since the last look, of these rules and things. */
  async function look(tx: Tx, pairs: readonly { rule: Rule; entityId: string }[]): Promise<void> {
    // In one order, so that two workers do not wait for each other.
    const sorted = pairs.toSorted((a, b) => (a.rule.id + a.entityId < b.rule.id + b.entityId ? -1 : 1))
    const keyOf = (ruleId: string, entityId: string) => `${ruleId}\n${entityId}`
    const locked = await store.lockMemory(tx, sorted.map(({ rule, entityId }) => ({ ruleId: rule.id, entityId }))) // prettier-ignore
    const known = new Map(locked.map(({ ruleId, entityId, memory }) => [keyOf(ruleId, entityId), memory]))
    const memoryOf = (rule: Rule, entityId: string): Memory => known.get(keyOf(rule.id, entityId)) ?? START
    const wanted = new Map<string, { entityId: string; attribute: string; after: string }>()
    for (const { rule, entityId } of sorted) {
      const after = new Date(Math.max(0, memoryOf(rule, entityId).asOf)).toISOString()
      const key = `${entityId}\n${rule.attribute}`
      const there = wanted.get(key)
      if (!there || after < there.after) wanted.set(key, { entityId, attribute: rule.attribute, after })
    }
    const until = new Date(now().getTime() + AHEAD_MS)
    const came = new Map<string, Seen[]>()
    for (const one of await readings.after(tx, [...wanted.values()], until, READINGS_MAX)) {
      const value = valueOf(one)
      if (value === undefined) continue
      const key = `${one.entityId}\n${one.attribute}`
      came.set(key, [...(came.get(key) ?? []), { at: one.observedAt.getTime(), value }])
    }
    const changed: store.Remembered[] = []
    for (const { rule, entityId } of sorted) {
      const before = memoryOf(rule, entityId)
      const { memory, turns } = run(rule.condition, before, came.get(`${entityId}\n${rule.attribute}`) ?? [])
      if (memory === before) continue
      changed.push({ ruleId: rule.id, entityId, memory })
      // What was read before the rule was, is past: only what is wrong now counts.
      const news = known.has(keyOf(rule.id, entityId)) ? turns : turns.slice(-1).filter(({ kind }) => kind === 'opened')
      for (const turn of news) await turned(tx, rule, entityId, turn)
    }
    await store.remember(tx, changed)
  }

  return look
}

export function createWatching(inner: Inner) {
  const { readings, context } = inner
  const turning = createTurning(inner)
  const look = createLooking(inner, turning)
  const { note, turned } = turning

  /** The things of a list that a rule looks at. */
  async function concerned(tx: Tx, rules: readonly Rule[], of: readonly Settled[]) {
    const ids = [...new Set(of.map(({ entityId }) => entityId))]
    const kinds = rules.some(({ scope }) => scope.type !== undefined) ? await context.kinds(tx, ids) : new Map()
    const fits = ({ scope }: Rule, id: string) =>
      scope.ids.includes(id) || (scope.type !== undefined && (kinds.get(id)?.types.includes(scope.type) ?? false))
    return rules.flatMap((rule) =>
      of
        .filter(({ attribute, entityId }) => attribute === rule.attribute && fits(rule, entityId))
        .map(({ entityId }) => ({ rule, entityId })),
    )
  }

  async function settled(tx: Tx, all: readonly Settled[]): Promise<void> {
    const once = new Map(
      all.filter(({ datasetId }) => !datasetId).map((one) => [`${one.entityId}\n${one.attribute}`, one]),
    )
    const rules = once.size > 0 ? await store.rulesOn(tx, [...new Set(Array.from(once.values(), ({ attribute }) => attribute))]) : [] // prettier-ignore
    if (rules.length === 0) return
    const attributes = new Set(rules.map(({ attribute }) => attribute))
    const heard = [...once.values()].filter(({ attribute }) => attributes.has(attribute))
    for (let at = 0; at < heard.length; at += THINGS_AT_ONCE)
      await look(tx, await concerned(tx, rules, heard.slice(at, at + THINGS_AT_ONCE)))
  }

  return {
    settled,

    /** A rule that is new looks at what was read last. */
    async begin(tx: Tx, rule: Rule): Promise<void> {
      const things = await readings.readAt(tx, rule.attribute)
      await settled(tx, things.map((entityId) => ({ entityId, attribute: rule.attribute }))) // prettier-ignore
    },

    /** Somebody has closed it: what was read until now is dealt with. */
    async forget(tx: Tx, { ruleId, entityId }: Alarm): Promise<void> {
      const [known] = await store.lockMemory(tx, [{ ruleId, entityId }])
      if (known) await store.remember(tx, [{ ...known, memory: dealtWith(known.memory, inner.now().getTime()) }])
    },

    /** What should have been read and was not; and what is over for long enough closes by itself. */
    async sweep(mayClose: (tx: Tx, alarms: readonly Alarm[]) => Promise<Alarm[]>): Promise<void> {
      const now = inner.now()
      for (const rule of await store.rules(inner.db)) {
        if (!rule.active || rule.condition.kind !== 'silence') continue
        const before = new Date(now.getTime() - rule.condition.longerThan_min * MINUTE_MS)
        await inner.inOne(async (tx) => {
          const changed: store.Remembered[] = []
          for (const one of await store.silentSince(tx, rule.id, before)) {
            const { memory, turn } = missed(rule.condition, one.memory, now.getTime())
            if (!turn) continue
            changed.push({ ...one, memory })
            await turned(tx, rule, one.entityId, turn)
          }
          await store.remember(tx, changed)
        })
      }
      await inner.inOne(async (tx) => {
        for (const alarm of await mayClose(tx, await store.over(tx, now))) {
          await store.change(tx, alarm.id, { closed_at: now })
          await note(tx, alarm.id, 'closed', now)
        }
      })
    },
  }
}
