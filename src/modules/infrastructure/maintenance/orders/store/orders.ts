/** The orders' tables and every query on them. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db'
import { refuse } from '../../refusals.ts'
import type { Act, Line, Move, Order, OrderContent, Origin, Photo, State } from '../types.ts'

type ActRow = { at: Date; by: string; entry_id: string }
type OrderRow = ActRow & {
  id: string
  number: number | string
  organisation_id: string
  state: State
  kind: string
  priority: string
  origin: Origin
  content: OrderContent
  alarm_id: string | null
  report_id: string | null
  schedule_id: string | null
  occasion: string | null
  entity_id: string | null
  asset_id: string | null
  assignee: string | null
  estimate_grosze: number | string
  done_at: Date | null
  done_by: string | null
  signed_at: Date | null
  signed_by: string | null
}
type MoveRow = ActRow & { id: string; order_id: string; from_state: State | null; to_state: State; reason: string | null } // prettier-ignore
type LineRow = ActRow & { id: string; order_id: string; kind: Line['kind']; text: string; minutes: number | null; rate_grosze: number | string | null; amount_grosze: number | string } // prettier-ignore
type PhotoRow = ActRow & { id: string; order_id: string; place: number | null; sha256: string; bytes: number | string; media_type: string } // prettier-ignore
type Tables = {
  infrastructure_orders: OrderRow
  infrastructure_order_moves: MoveRow
  infrastructure_order_checks: ActRow & { order_id: string; place: number }
  infrastructure_order_lines: LineRow
  infrastructure_order_photos: PhotoRow
}
export type Entry = Act & { entryId: string }

const tables = (db: Db | Tx) => (db as Db).withTables<Tables>()
const json = <T>(value: T): RawBuilder<T> => sql`${JSON.stringify(value)}::jsonb`
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const actRow = ({ at, by, entryId }: Entry): ActRow => ({ at, by, entry_id: entryId })
const act = (at: Date | null, by: string | null): Act | null => (at && by !== null ? { at, by } : null)

const orderOf = (row: OrderRow & { spent: number | string | null }): Order => ({
  ...row.content,
  ...{ id: row.id, number: Number(row.number), state: row.state, origin: row.origin },
  ...{ organisationId: row.organisation_id, alarmId: row.alarm_id, reportId: row.report_id },
  assignee: row.assignee ?? undefined,
  ...{ estimate_grosze: Number(row.estimate_grosze), spent_grosze: Number(row.spent ?? 0) },
  ...{ made: { at: row.at, by: row.by }, done: act(row.done_at, row.done_by), signed: act(row.signed_at, row.signed_by) }, // prettier-ignore
})

export type NewOrder = { id: string; origin: Origin; content: OrderContent; made: Entry; alarmId?: string; reportId?: string; scheduleId?: string; occasion?: string } // prettier-ignore

/** Throws `maintenance.twice` where its alarm, report or occasion has an order. */
export async function add(tx: Tx, order: NewOrder): Promise<void> {
  const { content, made } = order
  const row = {
    ...{ id: order.id, organisation_id: content.organisationId, state: 'new' as const, kind: content.kind },
    ...{ priority: content.priority, origin: order.origin, content: json(content), estimate_grosze: content.estimate_grosze }, // prettier-ignore
    ...{ alarm_id: order.alarmId ?? null, report_id: order.reportId ?? null, schedule_id: order.scheduleId ?? null },
    ...{ occasion: order.occasion ?? null, entity_id: content.entityId ?? null, asset_id: content.assetId ?? null },
    ...{ assignee: content.assignee ?? null, ...actRow(made) },
  }
  const added = await tables(tx)
    .insertInto('infrastructure_orders')
    .values(row as never)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) throw refuse.twice()
  await addMove(tx, order.id, order.id, { from: null, to: 'new', reason: null }, made)
}

export type Asked = {
  id?: string
  states?: readonly State[]
  assignee?: string
  organisations?: readonly string[]
  entityId?: string
  assetId?: string
  alarmId?: string
  reportId?: string
}

/** The most urgent first, then the oldest. */
export async function list(db: Db | Tx, asked: Asked, most: number): Promise<Order[]> {
  if ([asked.id, asked.assetId, asked.alarmId, asked.reportId].some((id) => id !== undefined && !UUID.test(id))) return [] // prettier-ignore
  let query = tables(db)
    .selectFrom('infrastructure_orders as o')
    .selectAll('o')
    .select(
      sql<string | null>`(select sum(amount_grosze) from infrastructure_order_lines l where l.order_id = o.id)`.as(
        'spent',
      ),
    ) // prettier-ignore
    .orderBy(sql`array_position(array['urgent', 'high', 'normal', 'low'], o.priority)`)
    .orderBy('o.at')
    .limit(most)
  const columns = { id: 'o.id', assignee: 'o.assignee', entityId: 'o.entity_id', assetId: 'o.asset_id', alarmId: 'o.alarm_id', reportId: 'o.report_id' } as const // prettier-ignore
  for (const name of Object.keys(columns) as (keyof typeof columns)[])
    if (asked[name] !== undefined) query = query.where(columns[name], '=', asked[name])
  if (asked.states) query = query.where('o.state', 'in', asked.states)
  if (asked.organisations)
    query = query.where('o.organisation_id', '=', sql<string>`any(${asked.organisations}::uuid[])`)
  return (await query.execute()).map(orderOf)
}

/** The order, nobody else changing it until the transaction ends. */
export async function lock(tx: Tx, id: string): Promise<Order | undefined> {
  if (!UUID.test(id)) return undefined
  await tables(tx).selectFrom('infrastructure_orders').select('id').where('id', '=', id).forUpdate().execute()
  return (await list(tx, { id }, 1))[0]
}

type Change = Partial<Pick<OrderRow, 'state' | 'assignee' | 'done_at' | 'done_by' | 'signed_at' | 'signed_by'>>
export async function change(tx: Tx, id: string, to: Change): Promise<void> {
  await tables(tx).updateTable('infrastructure_orders').set(to).where('id', '=', id).execute()
}

export async function addMove(tx: Tx, id: string, orderId: string, move: Omit<Move, 'at' | 'by'>, entry: Entry) {
  await tables(tx)
    .insertInto('infrastructure_order_moves')
    .values({ id, order_id: orderId, from_state: move.from, to_state: move.to, reason: move.reason, ...actRow(entry) })
    .execute()
}

/** Of these orders, in the order of time. */
export async function moves(db: Db | Tx, orderIds: readonly string[]): Promise<(Move & { orderId: string })[]> {
  if (orderIds.length === 0) return []
  const rows = await tables(db)
    .selectFrom('infrastructure_order_moves')
    .selectAll()
    .where('order_id', 'in', orderIds)
    .orderBy('at')
    .execute()
  return rows.map((row) => ({ orderId: row.order_id, from: row.from_state, to: row.to_state, reason: row.reason, at: row.at, by: row.by })) // prettier-ignore
}

/** Ticked, or not any more. */
export async function check(tx: Tx, orderId: string, place: number, entry: Entry | undefined): Promise<void> {
  await tables(tx)
    .deleteFrom('infrastructure_order_checks')
    .where('order_id', '=', orderId)
    .where('place', '=', place)
    .execute()
  if (!entry) return
  await tables(tx)
    .insertInto('infrastructure_order_checks')
    .values({ order_id: orderId, place, ...actRow(entry) })
    .execute()
}
export async function checks(db: Db | Tx, orderId: string): Promise<(Act & { place: number })[]> {
  const rows = await tables(db)
    .selectFrom('infrastructure_order_checks')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('place')
    .execute()
  return rows.map(({ place, at, by }) => ({ place, at, by }))
}

export async function addLine(tx: Tx, orderId: string, line: Omit<Line, 'at' | 'by'>, entry: Entry): Promise<void> {
  await tables(tx)
    .insertInto('infrastructure_order_lines')
    .values({ ...line, order_id: orderId, ...actRow(entry) })
    .execute()
}
export async function lines(db: Db | Tx, orderId: string): Promise<Line[]> {
  const rows = await tables(db)
    .selectFrom('infrastructure_order_lines')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('at')
    .execute()
  return rows.map(({ id, kind, text, minutes, rate_grosze, amount_grosze, at, by }) => ({
    ...{ id, kind, text, minutes, at, by, amount_grosze: Number(amount_grosze) },
    rate_grosze: rate_grosze === null ? null : Number(rate_grosze),
  }))
}

export async function addPhoto(tx: Tx, orderId: string, photo: Omit<Photo, 'at' | 'by'>, entry: Entry): Promise<void> {
  const { id, place, sha256, bytes, mediaType } = photo
  await tables(tx)
    .insertInto('infrastructure_order_photos')
    .values({ id, place, sha256, bytes, media_type: mediaType, order_id: orderId, ...actRow(entry) })
    .execute()
}
export async function photos(db: Db | Tx, orderId: string): Promise<Photo[]> {
  const rows = await tables(db)
    .selectFrom('infrastructure_order_photos')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('at')
    .execute()
  return rows.map((row) => ({ id: row.id, place: row.place, sha256: row.sha256, bytes: Number(row.bytes), mediaType: row.media_type, at: row.at, by: row.by })) // prettier-ignore
}
