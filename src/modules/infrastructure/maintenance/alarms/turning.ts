/** What has turned: an alarm opens, comes again or is over, and whoever is to be told of it will be. */
import { system } from '#platform/actor'
import type { Tx } from '#platform/db'
import type { Inner } from '../inner.ts'
import type { Turn } from './rules.ts'
import * as store from './store.ts'
import { TELL } from './telling.ts'
import type { Alarm, EventKind, Rule } from './types.ts'

const MINUTE_MS = 60_000
const BY = system('maintenance').id

export type Turning = ReturnType<typeof createTurning>

export function createTurning(inner: Inner) {
  const { jobs } = inner
  const note = (tx: Tx, alarmId: string, kind: EventKind, at: Date, content = {}) =>
    store.addEvent(tx, alarmId, { id: inner.id(), kind, at, by: BY, content })

  /** Whom to tell, and when. A step that was told is not told again. */
  async function escalate(tx: Tx, rule: Rule, alarm: Alarm): Promise<void> {
    const now = inner.now().getTime()
    for (const [step, { after_min }] of rule.escalation.entries())
      await jobs.enqueue(tx, TELL, { alarmId: alarm.id, step }, { startAfter: new Date(now + after_min * MINUTE_MS) })
  }

  async function turned(tx: Tx, rule: Rule, entityId: string, turn: Turn): Promise<void> {
    const at = new Date(turn.at)
    const value = turn.value === null ? null : String(turn.value)
    if (turn.kind === 'cleared') {
      const alarm = await store.current(tx, rule.id, entityId)
      if (!alarm || alarm.state !== 'open') return
      await store.change(tx, alarm.id, { cleared_at: at })
      await note(tx, alarm.id, 'cleared', at, { value })
      return
    }
    const { names, attribute, severity, organisationId } = rule
    const alarm = await store.open(tx, { ...{ id: inner.id(), ruleId: rule.id, entityId, organisationId }, names, attribute, severity, turn }) // prettier-ignore
    await note(tx, alarm.id, alarm.isNew ? 'opened' : 'reopened', at, { value })
    await escalate(tx, rule, alarm)
  }

  return { note, turned }
}
