/** Who is told of an alarm that nobody has acknowledged: a job for each step, safe to run twice. */
import { system } from '#platform/actor'
import type { Inner } from '../inner.ts'
import { alarmLetter } from './letters.ts'
import * as store from './store.ts'

export const TELL = 'infrastructure.alarms.tell'
const BY = system('maintenance')
type Task = { alarmId: string; step: number }

export function createTelling(inner: Inner) {
  const { jobs, mail, identity, context, db } = inner

  async function tell({ alarmId, step }: Task): Promise<void> {
    const known = await store.find(db, alarmId)
    const [rule] = known ? await store.rules(db, known.ruleId) : []
    const to = rule?.escalation[step]
    if (!to) return
    const members = await identity.members(BY, to.organisationId)
    const meant = members.filter(({ role }) => to.role === undefined || role === to.role)
    // Somebody may hold two roles, and has one mailbox.
    const people = [...new Map(meant.map((one) => [one.accountId, one])).values()]
    await inner.inOne(async (tx) => {
      const alarm = await store.find(tx, alarmId, true)
      if (alarm?.state !== 'open' || alarm.acknowledged) return
      const now = inner.now()
      if (alarm.silence && alarm.silence.until > now) {
        await jobs.enqueue(tx, TELL, { alarmId, step }, { startAfter: alarm.silence.until })
        return
      }
      const content = { step, to: people.map(({ accountId }) => accountId) }
      if (!(await store.addEvent(tx, alarmId, { id: inner.id(), kind: 'told', at: now, by: BY.id, content }))) return
      const thing = (await context.kinds(tx, [alarm.entityId])).get(alarm.entityId)?.name ?? alarm.entityId
      for (const person of people) await mail.send(tx, alarmLetter(person, alarm, thing, inner))
    })
  }
  jobs.define<Task>(TELL, ({ data }) => tell(data))
  return { tell }
}
