/** The register's tables and every query on them. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db'
import { draftOf } from './rules.ts'
import type { AssetDraft, Written } from './types.ts'

type Tables = {
  governance_assets: { id: string; slug: string }
  governance_asset_versions: {
    asset_id: string
    version: number
    details: Omit<AssetDraft, 'slug'>
    ended: boolean
    at: Date
    by: string
    grounds: string
    entry_id: string
  }
}

const tables = (db: Db | Tx) => (db as Db).withTables<Tables>()
const json = <T>(value: T): RawBuilder<T> => sql`${JSON.stringify(value)}::jsonb`

const LOCK = 8_131_984

/** One person at a time writes the register; the lock ends with the transaction. */
export async function lock(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx)
}

const select = (db: Db | Tx) =>
  tables(db)
    .selectFrom('governance_assets as a')
    .innerJoin('governance_asset_versions as v', 'v.asset_id', 'a.id')
    .select(['a.id', 'a.slug', 'v.version', 'v.details', 'v.ended', 'v.at', 'v.by', 'v.grounds', 'v.entry_id'])

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

/** The newest version of each, by slug; of the versions that `by` wrote, where it is named. */
export async function all(db: Db | Tx, by?: string): Promise<Written[]> {
  let query = select(db).distinctOn('a.slug').orderBy('a.slug').orderBy('v.version', 'desc')
  if (by !== undefined) query = query.where('v.by', '=', by)
  return (await query.execute()).map(assetOf)
}

/** The newest version. */
export async function byId(db: Db | Tx, id: string): Promise<Written | undefined> {
  const row = await select(db).where('a.id', '=', id).orderBy('v.version', 'desc').executeTakeFirst()
  return row && assetOf(row)
}

/** Newest first; none where there is no such asset. */
export async function versions(db: Db | Tx, slug: string): Promise<Written[]> {
  return (await select(db).where('a.slug', '=', slug).orderBy('v.version', 'desc').execute()).map(assetOf)
}

export async function add(tx: Tx, asset: Written): Promise<void> {
  const { id, version, ended, at, by, grounds, entryId } = asset
  const { slug, ...details } = draftOf(asset)
  await tables(tx)
    .insertInto('governance_assets')
    .values({ id, slug })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  await tables(tx)
    .insertInto('governance_asset_versions')
    .values({ asset_id: id, version, details: json(details), ended, at, by, grounds, entry_id: entryId })
    .execute()
}

const assetOf = ({ details, entry_id, ...row }: Row): Written => ({ ...details, ...row, entryId: entry_id })
