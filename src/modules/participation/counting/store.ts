/** The tables of counting and every query on them. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { ArchivedProject, Comparison, Trait } from './types.ts'

type Tables = {
  participation_results: { edition: string; document: string; sha256: string; at: Date; entry_id: string }
  participation_comparisons: { subject: string; pool: string; way: string; content: unknown }
  participation_archives: {
    id: string
    title: string
    sha256: string
    content: unknown
    at: Date
    by: string
    entry_id: string
    release_id: string | null
  }
}
const tables = (db: Db | Tx) => (db as Db).withTables<Tables>()
const json = (value: unknown): RawBuilder<unknown> => sql`${JSON.stringify(value)}::jsonb`

export type Kept = { document: string; sha256: string; at: Date; entryId: string }

export async function result(db: Db | Tx, edition: string): Promise<Kept | undefined> {
  const row = await tables(db)
    .selectFrom('participation_results')
    .selectAll()
    .where('edition', '=', edition)
    .executeTakeFirst()
  return row && { document: row.document, sha256: row.sha256, at: row.at, entryId: row.entry_id }
}

export async function addResult(tx: Tx, edition: string, { document, sha256, at, entryId }: Kept): Promise<void> {
  await tables(tx)
    .insertInto('participation_results')
    .values({ edition, document, sha256, at, entry_id: entryId })
    .execute()
}

export async function comparisons(db: Db, subject: string, pool: string): Promise<Comparison[]> {
  const rows = await tables(db)
    .selectFrom('participation_comparisons')
    .select('content')
    .where('subject', '=', subject)
    .where('pool', '=', pool)
    .execute()
  return rows.map(({ content }) => content as Comparison)
}

/** What was counted already: pool and way. */
export async function compared(db: Db, subject: string): Promise<Set<string>> {
  const rows = await tables(db)
    .selectFrom('participation_comparisons')
    .select(['pool', 'way'])
    .where('subject', '=', subject)
    .execute()
  return new Set(rows.map(({ pool, way }) => `${pool}/${way}`))
}

export async function addComparison(db: Db, subject: string, pool: string, content: Comparison): Promise<void> {
  await tables(db)
    .insertInto('participation_comparisons')
    .values({ subject, pool, way: content.way, content: json(content) })
    .onConflict((conflict) => conflict.columns(['subject', 'pool', 'way']).doNothing())
    .execute()
}

export type ArchiveContent = {
  currency: string
  voters: number
  budget_minor: number
  traits: Trait[]
  problems: number
  projects: ArchivedProject[]
}
export type ArchiveRow = ArchiveContent & {
  id: string
  title: string
  sha256: string
  at: Date
  by: string
  entryId: string
  releaseId?: string
}

/** Newest first. */
export async function archives(db: Db | Tx, id?: string): Promise<ArchiveRow[]> {
  let all = tables(db).selectFrom('participation_archives').selectAll().orderBy('at', 'desc').orderBy('id')
  if (id !== undefined) all = all.where('id', '=', id)
  return (await all.execute()).map(({ entry_id, release_id, content, ...row }) => ({
    ...{ ...row, ...(content as ArchiveContent) },
    ...{ entryId: entry_id, releaseId: release_id ?? undefined },
  }))
}

export async function archiveBySha(db: Db | Tx, sha256: string): Promise<string | undefined> {
  const row = await tables(db)
    .selectFrom('participation_archives')
    .select('id')
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  return row?.id
}

export async function addArchive(tx: Tx, { id, title, sha256, at, by, entryId, ...content }: Omit<ArchiveRow, 'releaseId'>): Promise<void> {
  await tables(tx)
    .insertInto('participation_archives')
    .values({ id, title, sha256, at, by, entry_id: entryId, content: json(content), release_id: null })
    .execute()
} // prettier-ignore

export async function releaseArchive(tx: Tx, id: string, releaseId: string): Promise<void> {
  await tables(tx).updateTable('participation_archives').set({ release_id: releaseId }).where('id', '=', id).execute()
}

/** A draft that never became public is forgotten. */
export async function removeArchive(tx: Tx, id: string): Promise<void> {
  await tables(tx).deleteFrom('participation_comparisons').where('subject', '=', id).execute()
  await tables(tx).deleteFrom('participation_archives').where('id', '=', id).where('release_id', 'is', null).execute()
}
