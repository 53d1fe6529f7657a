/** Measures, datasets and sources: what figures are, where they come from. */
import type { Db, Tx } from '#platform/db'
import type { Dataset, Measure, Source, Via } from '../types.ts'
import { json, tables } from './tables.ts'

type Kind = 'indicators_measures' | 'indicators_datasets'

export async function measures(db: Db): Promise<Measure[]> {
  return (await tables(db).selectFrom('indicators_measures').select('details').orderBy('id').execute()).map(
    (row) => row.details as Measure,
  )
}

export async function datasets(db: Db): Promise<Dataset[]> {
  return (await tables(db).selectFrom('indicators_datasets').select('details').orderBy('id').execute()).map(
    (row) => row.details as Dataset,
  )
}

export async function sources(db: Db): Promise<{ sources: Source[]; via: Via[] }> {
  const rows = await tables(db).selectFrom('indicators_sources').select(['kind', 'details']).orderBy('id').execute()
  return {
    sources: rows.filter((row) => row.kind === 'source').map((row) => row.details as Source),
    via: rows.filter((row) => row.kind === 'via').map((row) => row.details as Via),
  }
}

export const putMeasures = (tx: Tx, all: Measure[]) => put(tx, 'indicators_measures', all)
export const putDatasets = (tx: Tx, all: Dataset[]) => put(tx, 'indicators_datasets', all)

async function put(tx: Tx, table: Kind, all: { id: string }[]): Promise<void> {
  for (const one of all) {
    await tables(tx)
      .insertInto(table)
      .values({ id: one.id, details: json(one) })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ details: json(one) }))
      .execute()
  }
}

export async function putSources(tx: Tx, sources: Source[], via: Via[]): Promise<void> {
  const all = [
    ...sources.map((one) => ({ ...one, kind: 'source' as const })),
    ...via.map((one) => ({ ...one, kind: 'via' as const })),
  ]
  for (const { kind, ...one } of all) {
    await tables(tx)
      .insertInto('indicators_sources')
      .values({ id: one.id, kind, details: json(one) })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ details: json(one), kind }))
      .execute()
  }
}
