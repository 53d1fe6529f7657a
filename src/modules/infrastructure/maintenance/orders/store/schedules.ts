/** Schedules, and the city's working time. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Schedule, ScheduleContent, WorkingTime } from '../types.ts'
import type { Entry } from './orders.ts'

type ActRow = { at: Date; by: string; entry_id: string }
type Tables = {
  infrastructure_schedules: ActRow & { id: string; content: ScheduleContent; organisation_id: string; active: boolean; mark: string | null } // prettier-ignore
  infrastructure_working_time: ActRow & { one: boolean; content: WorkingTime }
}
const tables = (db: Db | Tx) => (db as Db).withTables<Tables>()
const json = <T>(value: T): RawBuilder<T> => sql`${JSON.stringify(value)}::jsonb`
const actRow = ({ at, by, entryId }: Entry): ActRow => ({ at, by, entry_id: entryId })

/** Newest first; locked where a transaction is to change them. */
export async function schedules(db: Db | Tx, lock = false): Promise<Schedule[]> {
  let query = tables(db).selectFrom('infrastructure_schedules').selectAll().orderBy('at', 'desc')
  if (lock) query = query.forUpdate()
  return (await query.execute()).map(({ id, content, active, mark }) => ({ ...content, id, active, mark }))
}

export async function putSchedule(tx: Tx, { id, active, mark, ...content }: Schedule, entry: Entry): Promise<void> {
  const row = { content: json(content), organisation_id: content.organisationId, active, mark, ...actRow(entry) }
  await tables(tx)
    .insertInto('infrastructure_schedules')
    .values({ id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

export async function mark(tx: Tx, id: string, to: string): Promise<void> {
  await tables(tx).updateTable('infrastructure_schedules').set({ mark: to }).where('id', '=', id).execute()
}

export async function workingTime(db: Db | Tx): Promise<WorkingTime | undefined> {
  const row = await tables(db).selectFrom('infrastructure_working_time').select('content').executeTakeFirst()
  return row?.content
}

export async function putWorkingTime(tx: Tx, content: WorkingTime, entry: Entry): Promise<void> {
  const row = { content: json(content), ...actRow(entry) }
  await tables(tx)
    .insertInto('infrastructure_working_time')
    .values({ one: true, ...row })
    .onConflict((conflict) => conflict.column('one').doUpdateSet(row))
    .execute()
}
