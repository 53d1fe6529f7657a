/** The strategies' tables and every query on them. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Content, Draft, Strategy } from './types.ts'

/** One strategy at a time gets a version, so that each knows the one before. */
const LOCK = 8_131_983
type Row = Pick<Strategy, 'version' | 'at' | 'grounds' | 'entryId'> & { content: Content; releaseId: string }
export type Kept = Strategy & { releaseId: string }

const COLUMNS = sql`version, content, at, grounds, entry_id as "entryId", release_id as "releaseId"`
const strategyOf = ({ content, ...row }: Row): Kept => ({ ...content, ...row })

export async function lock(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx)
}

/** Every version there is, the newest first. */
export async function versions(db: Db | Tx, id?: string): Promise<Kept[]> {
  const { rows } = await sql<Row>`select ${COLUMNS} from strategy_versions
    where ${id ?? null}::text is null or strategy_id = ${id ?? null} order by strategy_id, version desc`.execute(db)
  return rows.map(strategyOf)
}

export async function newest(tx: Tx, id: string, by?: string): Promise<Kept | undefined> {
  const { rows } = await sql<Row>`select ${COLUMNS} from strategy_versions
    where strategy_id = ${id} and (${by ?? null}::text is null or by = ${by ?? null})
    order by version desc limit 1`.execute(tx)
  return rows[0] && strategyOf(rows[0])
}

export type NewVersion = {
  version: number
  content: Content
  at: Date
  by: string
  grounds: string
  entryId: string
  releaseId: string
}

export async function addVersion(
  tx: Tx,
  { version, content, at, by, grounds, entryId, releaseId }: NewVersion,
): Promise<void> {
  await sql`insert into strategy_versions (strategy_id, version, content, at, by, grounds, entry_id, release_id)
    values (${content.id}, ${version}, ${JSON.stringify(content)}, ${at}, ${by}, ${grounds}, ${entryId}, ${releaseId})`.execute(tx) // prettier-ignore
}

export async function draft(db: Db | Tx, id: string): Promise<Draft | undefined> {
  const { rows } = await sql<Draft>`select strategy_id as id, base, content, grounds, writers, at
    from strategy_drafts where strategy_id = ${id}`.execute(db)
  return rows[0]
}

export async function drafts(db: Db): Promise<Draft[]> {
  const { rows } = await sql<Draft>`select strategy_id as id, base, content, grounds, writers, at
    from strategy_drafts order by strategy_id`.execute(db)
  return rows
}

export async function keepDraft(
  tx: Tx,
  { id, base, content, grounds, writers, at, entryId }: Draft & { entryId: string },
): Promise<void> {
  await sql`insert into strategy_drafts (strategy_id, base, content, grounds, writers, at, entry_id)
    values (${id}, ${base}, ${JSON.stringify(content)}, ${grounds}, ${writers}::text[], ${at}, ${entryId})
    on conflict (strategy_id) do update set content = excluded.content, grounds = excluded.grounds,
      writers = excluded.writers, at = excluded.at, entry_id = excluded.entry_id`.execute(tx) // prettier-ignore
}

export async function dropDraft(tx: Tx, id: string): Promise<void> {
  await sql`delete from strategy_drafts where strategy_id = ${id}`.execute(tx)
}
