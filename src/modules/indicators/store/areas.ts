/** The areas that values are computed with, as they were known after a publication. */
import { sql } from 'kysely'
import { insertMany, type Db, type Tx } from '#platform/db'
import type { Kin } from '../formula/index.ts'
import { LATEST, tables } from './tables.ts'

export async function all(db: Db | Tx, seq = LATEST): Promise<Kin[]> {
  const rows = await tables(db)
    .selectFrom('indicators_areas')
    .select(['id', 'kind', 'parent_id', sql<string | null>`valid_from::text`.as('from')])
    .select(sql<string | null>`valid_to::text`.as('to'))
    .distinctOn('id')
    .where('seq', '<=', seq)
    .orderBy('id')
    .orderBy('seq', 'desc')
    .execute()
  return rows.map(({ id, kind, parent_id, from, to }) => ({
    ...{ id, kind, parent: parent_id ?? undefined, validFrom: from ?? undefined, validTo: to ?? undefined },
  }))
}

export async function add(tx: Tx, seq: number, areas: Kin[]): Promise<void> {
  await insertMany(tx, 'indicators_areas', [
    { name: 'id', type: 'text', values: areas.map(({ id }) => id) },
    { name: 'seq', type: 'int4', values: areas.map(() => seq) },
    { name: 'kind', type: 'text', values: areas.map(({ kind }) => kind) },
    { name: 'parent_id', type: 'text', values: areas.map(({ parent }) => parent) },
    { name: 'valid_from', type: 'date', values: areas.map(({ validFrom }) => validFrom) },
    { name: 'valid_to', type: 'date', values: areas.map(({ validTo }) => validTo) },
  ])
}
