/** Which delivery to the catalogue each published import's file is. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { TidyRow } from '../reading/index.ts'
import { tables, type Tables } from '../store/tables.ts'
import type { Import } from '../types.ts'

export type Delivered = Tables['indicators_deliveries']

export type Due = { id: string; seq: number; release: string }

/** Published imports that are no version of a dataset yet, and were not taken back; the first published first. */
export async function due(db: Db): Promise<Due[]> {
  return tables(db)
    .selectFrom('indicators_publications as p')
    .innerJoin('indicators_imports as i', 'i.number', 'p.import_number')
    .leftJoin('indicators_deliveries as d', 'd.import_number', 'i.number')
    .select(['i.id', 'p.seq', 'p.release_id as release'])
    .where((where) => where.or([where('d.is_laid', 'is', null), where('d.is_laid', '=', false)]))
    .orderBy('p.seq')
    .execute()
}

/** Where there was one before, it stays the first. */
export async function put(db: Db | Tx, rows: Omit<Delivered, 'first_delivery_id'>[]): Promise<void> {
  for (const row of rows)
    await tables(db)
      .insertInto('indicators_deliveries')
      .values({ ...row, first_delivery_id: row.delivery_id })
      .onConflict((conflict) => conflict.column('import_number').doUpdateSet(row))
      .execute()
}

export async function of(db: Db | Tx, numbers: number[]): Promise<Delivered[]> {
  if (numbers.length === 0) return []
  return tables(db).selectFrom('indicators_deliveries').selectAll().where('import_number', 'in', numbers).execute()
}

/** The releases of other imports that are the same delivery: the same file, read in another way. */
export async function sharing(db: Db, { delivery_id, import_number }: Delivered): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('indicators_deliveries as d')
    .innerJoin('indicators_publications as p', 'p.import_number', 'd.import_number')
    .select('p.release_id')
    .where('d.delivery_id', '=', delivery_id)
    .where('d.import_number', '<>', import_number)
    .execute()
  return rows.map(({ release_id }) => release_id)
}

/** The datasets of which a file was delivered. */
export async function datasets(db: Db): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('indicators_deliveries as d')
    .innerJoin('indicators_imports as i', 'i.number', 'd.import_number')
    .select('i.dataset_id')
    .distinct()
    .where('i.dataset_id', 'is not', null)
    .execute()
  return rows.map(({ dataset_id }) => dataset_id!)
}

/** The periods of all that is published of a dataset. */
export async function periods(db: Db, dataset: string): Promise<string[]> {
  const { rows } = await sql<{ period: string }>`select distinct o.period from indicators_observations o
    join indicators_publications p on p.import_number = o.import_number
    join indicators_imports i on i.number = o.import_number where i.dataset_id = ${dataset}`.execute(db)
  return rows.map(({ period }) => period)
}

export type Gathered = TidyRow & { number: number; line: number; release: string }

/** All that the house wrote of one kind, in the order in which it was published. */
export async function gathered(db: Db, origin: Import['origin']): Promise<Gathered[]> {
  const { rows } =
    await sql<Gathered>`select o.area_id as area, o.measure_id as measure, o.dimension, o.period, o.value,
      m.details->>'unit' as unit, o.status, o.reason, o.note, o.import_number as number, o.line, p.release_id as release
    from indicators_imports i join indicators_publications p on p.import_number = i.number
    join indicators_observations o on o.import_number = i.number join indicators_measures m on m.id = o.measure_id
    where i.origin = ${origin} order by p.seq, o.line, o.measure_id, o.area_id, o.period, o.dimension`.execute(db)
  return rows
}
