/** What comes again: orders by the calendar or by a counter, each occasion once. */
import { demand, system, type Actor } from '#platform/actor'
import { AHEAD_MS } from '../../alarms/limits.ts'
import { refuse } from '../../refusals.ts'
import { due } from '../rules.ts'
import * as orders from '../store/orders.ts'
import * as store from '../store/schedules.ts'
import { ScheduleDraft, WorkingTime, type Schedule } from '../types.ts'
import type { OrdersInner } from './inner.ts'

const SCHEDULES_MAX = 2_000
/** A counter that has said nothing for so long says nothing. */
const COUNTER_DAYS = 90
const DAY_MS = 86_400_000

export function createSchedules(inner: OrdersInner) {
  const { db, readings } = inner

  async function put(actor: Actor, id: string, given: ScheduleDraft, active: boolean): Promise<Schedule> {
    const draft = ScheduleDraft.parse(given)
    demand(actor, 'infrastructure.write', draft.organisationId)
    await inner.demandOrganisation(draft.organisationId)
    return inner.inOne(async (tx) => {
      const all = await store.schedules(tx)
      const known = all.find((one) => one.id === id)
      if (known) demand(actor, 'infrastructure.write', known.organisationId)
      else if (all.length >= SCHEDULES_MAX) throw refuse.tooMany({ most: SCHEDULES_MAX })
      const schedule: Schedule = { ...draft, id, active, mark: known?.mark ?? null }
      const entryId = await inner.act(tx, actor, known ? 'schedule.changed' : 'schedule.made', `schedules/${id}`, { ...draft, active }) // prettier-ignore
      await store.putSchedule(tx, schedule, { at: inner.now(), by: actor.id, entryId })
      return schedule
    })
  }

  return {
    async schedules(actor: Actor): Promise<Schedule[]> {
      const reach = await inner.reachOf(actor, 'infrastructure.read')
      if (reach?.length === 0) demand(actor, 'infrastructure.read')
      return (await store.schedules(db)).filter(({ organisationId }) => !reach || reach.includes(organisationId))
    },
    addSchedule: (actor: Actor, draft: ScheduleDraft) => put(actor, inner.id(), draft, true),
    /** Throws `maintenance.unknown`. */
    async changeSchedule(actor: Actor, id: string, draft: ScheduleDraft, active = true): Promise<Schedule> {
      if (!(await store.schedules(db)).some((one) => one.id === id)) throw refuse.unknown({ id })
      return put(actor, id, draft, active)
    },

    workingTime: inner.workingTime,
    async setWorkingTime(actor: Actor, given: WorkingTime): Promise<void> {
      demand(actor, 'infrastructure.admin')
      const time = WorkingTime.parse(given)
      await inner.inOne(async (tx) => {
        const entryId = await inner.act(tx, actor, 'workingTime.set', 'working-time', time)
        await store.putWorkingTime(tx, time, { at: inner.now(), by: actor.id, entryId })
      })
    },

    /** Makes the orders that have come due. Of occasions that were missed one is made good. */
    async makeDue(): Promise<void> {
      const by = system('maintenance')
      await inner.inOne(async (tx) => {
        const now = inner.now()
        const after = new Date(now.getTime() - COUNTER_DAYS * DAY_MS).toISOString()
        const until = new Date(now.getTime() + AHEAD_MS)
        for (const schedule of await store.schedules(tx, true)) {
          const { id, active, mark, every, ...content } = schedule
          if (!active) continue
          const [read] = every.by === 'meter' ? await readings.after(tx, [{ ...every, after }], until, 1) : []
          const came = due(every, mark, { today: inner.today(), counter: read?.value ?? undefined })
          if (came.mark !== null && came.mark !== mark) await store.mark(tx, id, came.mark)
          if (!came.occasion) continue
          const order = inner.id()
          const made = await inner.entry(tx, by, 'order.made', order, { schedule: id, occasion: came.occasion })
          await orders.add(tx, { id: order, origin: 'schedule', content, made, scheduleId: id, occasion: came.occasion }) // prettier-ignore
        }
      })
    },
  }
}
