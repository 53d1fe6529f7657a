/** The tables of what is said of datasets, and every query on them. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { DatasetText, DistributionEntry, Entered, Said, SeriesText } from './types.ts'

type Tables = {
  catalog_datasets: {
    id: string
    kind: 'dataset' | 'series'
    slug: string
    organisation_id: string
    created_at: Date
    created_by: string
  }
  catalog_distributions: {
    id: string
    dataset_id: string
    slug: string
    kind: DistributionEntry['kind']
    created_at: Date
    created_by: string
  }
  catalog_descriptions: {
    dataset_id: string
    version: number
    details: unknown
    fingerprint: string
    at: Date
    by: string
    entry_id: string
  }
}

const MEMBERS_MAX = 1_000

const tables = (db: Db | Tx) => (db as Db).withTables<Tables>()
const json = <T>(value: T): RawBuilder<T> => sql`${JSON.stringify(value)}::jsonb`

type Text = DatasetText | SeriesText

const select = (db: Db | Tx) =>
  tables(db)
    .selectFrom('catalog_datasets as d')
    .innerJoin('catalog_descriptions as t', 't.dataset_id', 'd.id')
    .where(
      't.version',
      '=',
      sql<number>`(select max(version) from catalog_descriptions newest where newest.dataset_id = d.id)`,
    )
    .select(['d.id', 'd.kind', 'd.slug', 'd.organisation_id as organisation', 'd.created_at'])
    .select(['t.version', 't.details', 't.at', 't.by', 't.entry_id'])

const rowOf = ({ version, details, at, by, entry_id, ...row }: Awaited<ReturnType<typeof found>>[number]): Entered => ({
  ...row,
  said: { version, text: details as Text, at, by, entryId: entry_id },
})
const found = (query: ReturnType<typeof select>) => query.execute()

export async function find(db: Db | Tx, id: string): Promise<Entered | undefined> {
  return (await found(select(db).where('d.id', '=', id))).map(rowOf)[0]
}

export async function bySlug(db: Db | Tx, slug: string): Promise<Entered | undefined> {
  return (await found(select(db).where('d.slug', '=', slug))).map(rowOf)[0]
}

/** The row, with nobody else writing on it until the transaction ends. */
export async function lock(tx: Tx, id: string): Promise<Entered | undefined> {
  await tables(tx).selectFrom('catalog_datasets').select('id').where('id', '=', id).forUpdate().execute()
  return find(tx, id)
}

export type Listing = { kind: Entered['kind']; organisations: string[]; limit: number; before?: string }

/** Newest first, without what the house makes by itself; `before` is the id that the page before ended with. */
export async function list(db: Db, { kind, organisations, limit, before }: Listing): Promise<Entered[]> {
  if (organisations.length === 0) return []
  let query = select(db).where('d.kind', '=', kind).where('d.organisation_id', 'in', organisations)
  query = query.where('d.created_by', 'not like', 'system:%')
  if (before !== undefined) query = query.where('d.id', '<', before)
  return (await found(query.orderBy('d.id', 'desc').limit(limit))).map(rowOf)
}

/** The datasets whose newest text says that they stand in that series; the oldest first. */
export async function inSeries(db: Db, slug: string, organisations: string[]): Promise<Entered[]> {
  if (organisations.length === 0) return []
  const query = select(db)
    .where('d.kind', '=', 'dataset')
    .where('d.organisation_id', 'in', organisations)
    .where(sql<boolean>`t.details ->> 'series' = ${slug}`)
  return (await found(query.orderBy('d.id').limit(MEMBERS_MAX))).map(rowOf)
}

/** False where the slug is taken. */
export async function add(
  tx: Tx,
  draft: Pick<Entered, 'id' | 'kind' | 'slug' | 'organisation'> & { at: Date; by: string },
): Promise<boolean> {
  const { id, kind, slug, organisation, at, by } = draft
  const row = await tables(tx)
    .insertInto('catalog_datasets')
    .values({ id, kind, slug, organisation_id: organisation, created_at: at, created_by: by })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function say(tx: Tx, id: string, said: Said<Text> & { fingerprint: string }): Promise<void> {
  const { version, text, fingerprint, at, by, entryId } = said
  await tables(tx)
    .insertInto('catalog_descriptions')
    .values({ dataset_id: id, version, details: json(text), fingerprint, at, by, entry_id: entryId })
    .execute()
}

const saidOf = (db: Db | Tx, id: string) =>
  tables(db)
    .selectFrom('catalog_descriptions')
    .select(['version', 'details as text', 'at', 'by', 'entry_id as entryId'])
    .where('dataset_id', '=', id)

/** Every state of what was said of it, newest first. */
export async function history(db: Db, id: string): Promise<Said<Text>[]> {
  return (await saidOf(db, id).orderBy('version', 'desc').execute()) as Said<Text>[]
}

export async function version(db: Db | Tx, id: string, number: number): Promise<Said<Text> | undefined> {
  return (await saidOf(db, id).where('version', '=', number).executeTakeFirst()) as Said<Text> | undefined
}

/** Which of these slugs are datasets'. */
export async function known(db: Db | Tx, slugs: string[]): Promise<Set<string>> {
  if (slugs.length === 0) return new Set()
  const rows = await tables(db)
    .selectFrom('catalog_datasets')
    .select('slug')
    .where('slug', 'in', slugs)
    .where('kind', '=', 'dataset')
    .execute()
  return new Set(rows.map(({ slug }) => slug))
}

const selectDistributions = (db: Db | Tx) =>
  tables(db).selectFrom('catalog_distributions').select(['id', 'dataset_id as datasetId', 'slug', 'kind'])

export async function distributionsOf(db: Db | Tx, datasetIds: string[]): Promise<Map<string, DistributionEntry[]>> {
  if (datasetIds.length === 0) return new Map()
  const rows = await selectDistributions(db).where('dataset_id', 'in', datasetIds).orderBy('id').execute()
  return Map.groupBy(rows, ({ datasetId }) => datasetId)
}

export async function distribution(db: Db | Tx, id: string): Promise<DistributionEntry | undefined> {
  return selectDistributions(db).where('id', '=', id).executeTakeFirst()
}

export async function addDistribution(tx: Tx, draft: DistributionEntry & { at: Date; by: string }): Promise<void> {
  const { id, datasetId, slug, kind, at, by } = draft
  await tables(tx)
    .insertInto('catalog_distributions')
    .values({ id, dataset_id: datasetId, slug, kind, created_at: at, created_by: by })
    .execute()
}
