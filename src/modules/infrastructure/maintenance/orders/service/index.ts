/** The verbs of work orders: made, given to somebody, moved on, done by one person and signed off by another. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import type { Alarms } from '../../alarms/service.ts'
import type { Alarm } from '../../alarms/types.ts'
import type { Inner } from '../../inner.ts'
import { refuse } from '../../refusals.ts'
import * as rules from '../rules.ts'
import * as store from '../store/orders.ts'
import { MoveDraft, OrderDraft, type Order, type Origin, type State } from '../types.ts'
import { createOrdersInner, type OrdersInner } from './inner.ts'
import { createSchedules } from './schedules.ts'
import { createWork } from './work.ts'

const LISTED_MAX = 500
export type Orders = ReturnType<typeof createOrders>
export type OrderFilter = { states?: readonly State[]; mine?: boolean; entityId?: string; assetId?: string }

export function createOrders(given: Inner, alarms: Alarms) {
  const inner = createOrdersInner(given, alarms)
  return { ...createMaking(inner), ...createViews(inner), ...createWork(inner), ...createSchedules(inner) }
}

function createMaking(inner: OrdersInner) {
  const { alarms, assets } = inner

  /** Throws `maintenance.notMember`. */
  async function demandMember(actor: Actor, order: Pick<Order, 'organisationId'>, assignee: string): Promise<void> {
    if (assignee === actor.id) return
    const people = await peopleOf(inner, order.organisationId)
    if (!people.some(({ id }) => id === assignee)) throw refuse.notMember()
  }

  async function wasDone(tx: Tx, actor: Actor, order: Order): Promise<void> {
    if (order.alarmId !== null) await alarms.settle(tx, actor, order.alarmId)
    const report = order.reportId === null ? undefined : await assets.reports.find(order.reportId, tx)
    // The house closes it: who mends it needs no leave to write to whoever reported it.
    if (report && !report.closed) await assets.reports.close(tx, report.id, { outcome: 'fixed' }, inner.house)
  }

  return {
    /** Throws `maintenance.twice` where its alarm or report has an order, `maintenance.closed`, `things.reportClosed`, `maintenance.notMember`. */
    async make(actor: Actor, draft: OrderDraft): Promise<{ id: string }> {
      const { origin: said, alarmId, reportId, ...content } = OrderDraft.parse(draft)
      demand(actor, 'infrastructure.operate', content.organisationId)
      await inner.demandOrganisation(content.organisationId)
      if (content.assignee) await demandMember(actor, content, content.assignee)
      const origin: Origin = alarmId ? 'alarm' : reportId ? 'report' : said
      const id = inner.id()
      await inner.inOne(async (tx) => {
        const alarm = alarmId && (await alarms.take(tx, alarmId))
        if (alarm) demand(actor, 'infrastructure.operate', alarm.organisationId)
        const made = await inner.entry(tx, actor, 'order.made', id, { ...content, origin, alarmId, reportId })
        const report = reportId && (await assets.reports.find(reportId, tx))
        if (reportId && !report) throw refuse.unknown({ id: reportId })
        if (report) {
          demand(actor, 'infrastructure.operate', report.organisationId)
          await assets.reports.take(tx, report.id, inner.house)
        }
        const entityId = alarm ? alarm.entityId : content.entityId
        const assetId = report ? report.thingId : (content.assetId ?? (entityId && (await assets.byEntity(entityId, tx))?.id)) // prettier-ignore
        const thing = { entityId: entityId || undefined, assetId: assetId || undefined }
        await store.add(tx, { id, origin, content: { ...content, ...thing }, made, alarmId, reportId })
      })
      return { id }
    },

    /** Gives it to somebody; an order that is new is planned by that. Throws `maintenance.notMember`. */
    async assign(actor: Actor, id: string, assignee: string | null): Promise<void> {
      const [known] = await store.list(inner.db, { id }, 1)
      if (!known) throw refuse.unknown({ id })
      if (assignee !== null) await demandMember(actor, known, assignee)
      await inner.inOne(async (tx) => {
        const order = await inner.locked(tx, actor, id)
        inner.demandOpen(order)
        const entry = await inner.entry(tx, actor, 'order.assigned', id, { assignee })
        const planned = order.state === 'new' && assignee !== null
        await store.change(tx, id, { assignee, ...(planned && { state: 'planned' }) })
        if (planned) await store.addMove(tx, inner.id(), id, { from: 'new', to: 'planned', reason: null }, entry)
      })
    },

    /** Throws `maintenance.move`, `maintenance.reason`, `maintenance.unfinished`, `maintenance.fourEyes`. */
    async move(actor: Actor, id: string, draft: MoveDraft): Promise<void> {
      const { to, reason } = MoveDraft.parse(draft)
      await inner.inOne(async (tx) => {
        const order = await inner.locked(tx, actor, id)
        demand(actor, rules.permissionFor(order.state, to), order.organisationId)
        const [checks, photos] = [await store.checks(tx, id), await store.photos(tx, id)]
        const ticked = new Set(checks.map(({ place }) => place))
        rules.demandMove({ order, checks: ticked, photos }, to, reason, actor.id)
        const entry = await inner.entry(tx, actor, 'order.moved', id, { from: order.state, to }, reason || undefined)
        const done = to === 'done' ? { done_at: entry.at, done_by: entry.by } : {}
        const signed = to === 'signedOff' ? { signed_at: entry.at, signed_by: entry.by } : {}
        const taken = to === 'underWay' && order.assignee === undefined ? { assignee: actor.id } : {}
        await store.change(tx, id, { state: to, ...done, ...signed, ...taken })
        await store.addMove(tx, inner.id(), id, { from: order.state, to, reason: reason || null }, entry)
        if (to === 'done') await wasDone(tx, actor, order)
      })
    },

    /** Those of these alarms for which nobody is out: they may close by themselves. */
    async withoutOrder(tx: Tx, all: readonly Alarm[]): Promise<Alarm[]> {
      const free: Alarm[] = []
      for (const alarm of all)
        if ((await store.list(tx, { alarmId: alarm.id, states: rules.OPEN }, 1)).length === 0) free.push(alarm)
      return free
    },
  }
}

const MAINTAINERS = ['crew', 'steward', 'administrator']

/** Who may be given work there: those who hold such a role in the unit, or in the whole city. */
async function peopleOf(inner: OrdersInner, organisationId: string): Promise<{ id: string; name: string }[]> {
  const city = (await inner.identity.organisations()).find(({ kind }) => kind === 'city')?.id
  const all = new Map<string, string>()
  for (const at of new Set([organisationId, ...(city ? [city] : [])]))
    for (const { accountId, name, role } of await inner.identity.members(inner.house, at))
      if (MAINTAINERS.includes(role)) all.set(accountId, name)
  return Array.from(all, ([id, name]) => ({ id, name }))
}

function createViews(inner: OrdersInner) {
  const { db } = inner
  const slaOf = async (orders: readonly Order[]) => {
    const [time, moves] = [await inner.workingTime(), await store.moves(db, orders.map(({ id }) => id))] // prettier-ignore
    const now = inner.now().getTime()
    return (order: Order) => rules.slaOf(order, moves.filter(({ orderId }) => orderId === order.id), time, inner.zone, now) // prettier-ignore
  }

  return {
    /** The most urgent first, each with its clock. */
    async list(actor: Actor, { mine = false, ...asked }: OrderFilter = {}) {
      const organisations = await inner.reachOf(actor, 'infrastructure.read')
      if (organisations?.length === 0) demand(actor, 'infrastructure.read')
      const found = await store.list(db, { ...asked, organisations, ...(mine && { assignee: actor.id }) }, LISTED_MAX)
      const sla = await slaOf(found)
      return found.map((order) => ({ ...order, sla: sla(order) }))
    },

    /** All of it: moves, ticks, what it took, photos, its clock, where it may go from here. Throws `maintenance.unknown`. */
    async one(actor: Actor, id: string) {
      const [order] = await store.list(db, { id }, 1)
      if (!order) throw refuse.unknown({ id })
      demand(actor, 'infrastructure.read', order.organisationId)
      const [sla, moves, checks, lines, photos] = await Promise.all([
        slaOf([order]),
        store.moves(db, [id]),
        store.checks(db, id),
        store.lines(db, id),
        store.photos(db, id),
      ])
      const next = rules.MOVES[order.state]
        .filter((to) => actor.can(rules.permissionFor(order.state, to), order.organisationId))
        .map((to) => ({ to, needsReason: rules.needsReason(order.state, to) }))
      return { ...order, sla: sla(order), moves: moves.map(({ orderId: _, ...move }) => move), checks, lines, photos, next, isOpen: rules.OPEN.includes(order.state) } // prettier-ignore
    },

    /** Who may be given work at that unit. */
    async people(actor: Actor, organisationId: string) {
      demand(actor, 'infrastructure.read', organisationId)
      return peopleOf(inner, organisationId)
    },

    /** The order that came of an alarm or a report and was not given up. */
    async orderOf(actor: Actor, of: { alarmId: string } | { reportId: string }): Promise<Order | undefined> {
      const found = (await store.list(db, of, 10)).find(({ state }) => state !== 'cancelled')
      if (found) demand(actor, 'infrastructure.read', found.organisationId)
      return found
    },

    /** Of one thing, over its life: what it cost, how often it failed, for how long it did not work, how long a repair took. */
    async careOf(actor: Actor, thing: { entityId?: string; assetId?: string }) {
      const organisations = await inner.reachOf(actor, 'infrastructure.read')
      if (organisations?.length === 0) demand(actor, 'infrastructure.read')
      const lists = await Promise.all(
        (['entityId', 'assetId'] as const).map((name) =>
          thing[name] === undefined ? [] : store.list(db, { [name]: thing[name], organisations }, LISTED_MAX),
        ),
      )
      const orders = [...new Map(lists.flat().map((order) => [order.id, order])).values()]
      return { ...rules.careOf(orders, inner.now().getTime()), orders }
    },
  }
}
