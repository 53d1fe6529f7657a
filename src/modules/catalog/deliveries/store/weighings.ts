/** What was weighed of deliveries. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Failure, Weighed, Weighing, WeighingAsked } from '../types.ts'

type Tables = {
  catalog_weighings: {
    id: string
    delivery_id: string
    asked: unknown
    by: string
    at: Date
    job_id: string | null
    state: Weighing['state']
    result: unknown
    failure: unknown
  }
}
type Row = Tables['catalog_weighings']

const tables = (db: Db | Tx) => (db as Db).withTables<Tables>()
const json = <T>(value: T): RawBuilder<T> => sql`${JSON.stringify(value)}::jsonb`

const weighingOf = ({ delivery_id, job_id, asked, result, failure, ...row }: Row): Weighing => ({
  ...{ ...row, deliveryId: delivery_id, asked: asked as WeighingAsked },
  ...(job_id !== null && { jobId: job_id }),
  ...(result !== null && { result: result as Weighed }),
  ...(failure !== null && { failure: failure as Failure }),
})

export async function add(tx: Tx, { id, deliveryId, asked, by, at, state }: Weighing): Promise<void> {
  await tables(tx)
    .insertInto('catalog_weighings')
    .values({
      id,
      delivery_id: deliveryId,
      asked: json(asked),
      by,
      at,
      state,
      result: null,
      failure: null,
      job_id: null,
    })
    .execute()
}

export async function find(db: Db | Tx, id: string): Promise<Weighing | undefined> {
  const row = await tables(db).selectFrom('catalog_weighings').selectAll().where('id', '=', id).executeTakeFirst()
  return row && weighingOf(row)
}

/** The last of a delivery. */
export async function last(db: Db | Tx, deliveryId: string): Promise<Weighing | undefined> {
  const row = await tables(db)
    .selectFrom('catalog_weighings')
    .selectAll()
    .where('delivery_id', '=', deliveryId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && weighingOf(row)
}

type Changed = Partial<Pick<Weighing, 'state' | 'jobId' | 'result' | 'failure'>>

/** One that is over stays as it is. */
export async function update(db: Db | Tx, id: string, { state, jobId, result, failure }: Changed): Promise<void> {
  await tables(db)
    .updateTable('catalog_weighings')
    .set({
      ...(state && { state }),
      ...(jobId && { job_id: jobId }),
      ...(result && { result: json(result) }),
      ...(failure && { failure: json(failure) }),
    })
    .where('id', '=', id)
    .where('state', '=', 'weighing')
    .execute()
}

/** With the rows goes what was found of them. */
export async function drop(tx: Tx, deliveryId: string): Promise<void> {
  await tables(tx).deleteFrom('catalog_weighings').where('delivery_id', '=', deliveryId).execute()
}
