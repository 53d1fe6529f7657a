/** What of an import still stands, what was taken back of it, and the list of all that was ever made public. */
import { sql } from 'kysely'
import { insertMany, type Db, type Tx } from '#platform/db'
import { json, tables, type PublicationKind } from '../store/tables.ts'
import type { Import, Observation } from '../types.ts'
import type { Notes } from './types.ts'

export type Standing = Pick<Observation, 'area' | 'measure' | 'dimension' | 'period' | 'value' | 'line'>

const NEWER = sql`exists (select from indicators_observations n join indicators_publications q on q.import_number = n.import_number
  where n.area_id = o.area_id and n.measure_id = o.measure_id and n.dimension = o.dimension and n.period = o.period and q.seq > p.seq)`

/** The figures of an import that no later publication replaced, by line. */
export async function standing(db: Db | Tx, number: number, limit?: number): Promise<Standing[]> {
  const { rows } =
    await sql<Standing>`select o.area_id as area, o.measure_id as measure, o.dimension, o.period, o.value, o.line
    from indicators_observations o join indicators_publications p on p.import_number = o.import_number
    where o.import_number = ${number} and o.value is not null and not ${NEWER} order by o.line limit ${limit ?? null}`.execute(
      db,
    )
  return rows
}

/** The figures as missing, a line each after the header's. */
export async function addMissing(tx: Tx, number: number, rows: readonly Standing[], reason: string, note: string) {
  const same = (value: unknown) => rows.map(() => value)
  await insertMany(tx, 'indicators_observations', [
    { name: 'area_id', type: 'text', values: rows.map((row) => row.area) },
    { name: 'measure_id', type: 'text', values: rows.map((row) => row.measure) },
    { name: 'dimension', type: 'text', values: rows.map((row) => row.dimension) },
    { name: 'period', type: 'text', values: rows.map((row) => row.period) },
    { name: 'import_number', type: 'int4', values: same(number) },
    { name: 'value', type: 'float8', values: same(null) },
    { name: 'status', type: 'text', values: same('M') },
    { name: 'reason', type: 'text', values: same(reason) },
    { name: 'line', type: 'int4', values: rows.map((_, i) => i + 2) },
    { name: 'note', type: 'text', values: same(note) },
  ])
}

export async function add(tx: Tx, number: number, ofImport: number, notes: Notes): Promise<void> {
  await tables(tx)
    .insertInto('indicators_withdrawals')
    .values({ import_number: number, of_import: ofImport, notes: json(notes) })
    .execute()
}

export type Published = {
  seq: number
  at: Date
  kind: PublicationKind
  grounds: string | null
  entryId: string
  added: number | null
  corrected: number | null
  import: { id: string; fileName: string; dataset: string | null; origin: Import['origin'] } | null
  /** Of a withdrawal: what it took figures back from, and the note. */
  of: { id: string; fileName: string } | null
  notes: Notes | null
  /** The indicators whose definitions became valid. */
  definitions: string[] | null
}

/** Everything that was ever made public, newest first. */
export async function published(db: Db, limit: number, before?: number): Promise<Published[]> {
  const { rows } =
    await sql<Published>`select p.seq, p.at, p.kind, p.grounds, p.entry_id as "entryId", p.added, p.corrected,
      case when i.id is not null then json_build_object('id', i.id, 'fileName', i.file_name, 'dataset', i.dataset_id,
        'origin', i.origin) end as import,
      case when f.id is not null then json_build_object('id', f.id, 'fileName', f.file_name) end as of,
      w.notes,
      (select json_agg(d.id order by d.id) from indicators_definitions d where d.seq = p.seq) as definitions
    from indicators_publications p
    left join indicators_imports i on i.number = p.import_number
    left join indicators_withdrawals w on w.import_number = p.import_number
    left join indicators_imports f on f.number = w.of_import
    where p.seq < ${before ?? 2_147_483_647} order by p.seq desc limit ${limit}`.execute(db)
  return rows
}
