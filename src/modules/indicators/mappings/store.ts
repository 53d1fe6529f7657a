/** What was said of files' columns. */
import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '#platform/db'
import { json, tables, type Tables } from '../store/tables.ts'
import type { Description, Mapping } from './types.ts'

type Row = Selectable<Tables['indicators_mappings']>

const mappingOf = (row: Row): Mapping => ({
  id: row.id,
  columns: row.columns as string[],
  dataset: row.dataset_id || undefined,
  options: row.options as Description,
  by: row.by,
  at: row.at,
  used: row.used,
  importId: row.import_id ?? undefined,
})

/** For files of this dataset, else for files of no dataset in particular. */
export async function find(
  db: Db | Tx,
  fingerprint: string,
  dataset: string | undefined,
): Promise<Mapping | undefined> {
  const row = await tables(db)
    .selectFrom('indicators_mappings')
    .selectAll()
    .where('fingerprint', '=', fingerprint)
    .where('dataset_id', 'in', ['', dataset ?? ''])
    .orderBy('dataset_id', 'desc')
    .executeTakeFirst()
  return row && mappingOf(row)
}

export async function byId(tx: Tx, id: string): Promise<Mapping | undefined> {
  const row = await tables(tx).selectFrom('indicators_mappings').selectAll().where('id', '=', id).executeTakeFirst()
  return row && mappingOf(row)
}

/** Newest first. */
export async function list(db: Db, limit: number): Promise<Mapping[]> {
  const rows = await tables(db)
    .selectFrom('indicators_mappings')
    .selectAll()
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(mappingOf)
}

type Draft = Omit<Mapping, 'used'> & { fingerprint: string }

/** Keeps it in the place of what was said of such files before; gives its id. */
export async function put(
  tx: Tx,
  { fingerprint, dataset, columns, options, importId, ...draft }: Draft,
): Promise<string> {
  const said = {
    columns: json(columns),
    options: json(options),
    by: draft.by,
    at: draft.at,
    import_id: importId ?? null,
  }
  const { id } = await tables(tx)
    .insertInto('indicators_mappings')
    .values({ id: draft.id, fingerprint, dataset_id: dataset ?? '', ...said })
    .onConflict((conflict) => conflict.columns(['fingerprint', 'dataset_id']).doUpdateSet(said))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function used(db: Db, id: string, importId: string): Promise<void> {
  await tables(db)
    .updateTable('indicators_mappings')
    .set({ used: sql`used + 1`, import_id: importId })
    .where('id', '=', id)
    .execute()
}

export async function remove(tx: Tx, id: string): Promise<void> {
  await tables(tx).deleteFrom('indicators_mappings').where('id', '=', id).execute()
}
