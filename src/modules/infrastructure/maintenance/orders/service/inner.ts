/** What the verbs of orders share. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { zoneOf, type Zone } from '#stats'
import type { Alarms } from '../../alarms/service.ts'
import type { Inner } from '../../inner.ts'
import { refuse } from '../../refusals.ts'
import { OPEN } from '../rules.ts'
import * as store from '../store/orders.ts'
import { workingTime } from '../store/schedules.ts'
import type { Order, WorkingTime } from '../types.ts'
import { USUAL } from '../worktime.ts'

export type OrdersInner = ReturnType<typeof createOrdersInner>

export function createOrdersInner(inner: Inner, alarms: Alarms) {
  const zone: Zone = zoneOf(inner.timezone)
  return {
    ...inner,
    alarms,
    zone,
    today: () => zone.dayOf(inner.now().getTime()),
    workingTime: async (): Promise<WorkingTime> => (await workingTime(inner.db)) ?? USUAL,
    /** A row's who and when, with its entry in the ledger. */
    async entry(tx: Tx, actor: Actor, kind: string, orderId: string, payload: unknown, grounds?: string) {
      const entryId = await inner.act(tx, actor, kind, `orders/${orderId}`, payload, grounds)
      return { at: inner.now(), by: actor.id, entryId }
    },
    /** The order, locked. Throws `maintenance.unknown`. */
    async locked(tx: Tx, actor: Actor, id: string, permission = 'infrastructure.operate'): Promise<Order> {
      const order = await store.lock(tx, id)
      if (!order) throw refuse.unknown({ id })
      demand(actor, permission, order.organisationId)
      return order
    },
    /** Throws `maintenance.notOpen`. */
    demandOpen(order: Order): void {
      if (!OPEN.includes(order.state)) throw refuse.notOpen({ id: order.id })
    },
  }
}
