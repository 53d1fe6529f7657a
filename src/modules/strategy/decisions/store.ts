/** The decisions' tables and every query on them. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Asked, Decision, Outcome } from './types.ts'

/** One decision at a time is written down, so that one sent twice is known. */
const LOCK = 8_131_988

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
type Row<Content> = { id: string; content: Content; at: Date; entryId: string; releaseId: string }
type New<Content> = Row<Content> & { by: string }
type Content = Omit<Decision, 'id' | 'number' | 'at' | 'entryId'>
export type Kept = Decision & { releaseId: string }
export type KeptOutcome = Outcome & { releaseId: string; decisionId: string }
const COLUMNS = sql`id, content, at, entry_id as "entryId", release_id as "releaseId"`

export async function lock(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx)
}

export async function add(
  tx: Tx,
  { id, content, sha256, at, by, entryId, releaseId }: New<Content> & { sha256: string },
): Promise<void> {
  await sql`insert into strategy_decisions (id, content, words_sha256, at, by, entry_id, release_id)
    values (${id}, ${JSON.stringify(content)}, ${sha256}, ${at}, ${by}, ${entryId}, ${releaseId})`.execute(tx)
}

/** The decision that was written in these very words. */
export async function sameWords(tx: Tx, sha256: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from strategy_decisions where words_sha256 = ${sha256}`.execute(tx) // prettier-ignore
  return rows[0]?.id
}

/** The newest first. */
export async function list(db: Db, { indicator, goal, project, q }: Asked, limit: number): Promise<Kept[]> {
  const holding = {
    ...(indicator !== undefined && { indicators: [{ indicator }] }),
    ...(goal !== undefined && { goals: [goal] }),
    ...(project !== undefined && { projects: [project] }),
  }
  const { rows } = await sql<Row<Content> & { number: number }>`select ${COLUMNS}, number from strategy_decisions
    where content @> ${JSON.stringify(holding)}::jsonb and (${q ?? ''} = '' or position(lower(${q ?? ''}) in lower(
      concat_ws(' ', content ->> 'titles', content ->> 'question', content ->> 'reasons', content ->> 'decidedBy'))) > 0)
    order by content ->> 'decidedOn' desc, number desc limit ${limit}`.execute(db)
  return rows.map(({ content, ...row }) => ({ ...content, ...row }))
}

export async function find(db: Db | Tx, id: string): Promise<Kept | undefined> {
  if (!UUID.test(id)) return undefined
  const { rows } = await sql<Row<Content> & { number: number }>`select ${COLUMNS}, number from strategy_decisions
    where id = ${id}`.execute(db)
  return rows.map(({ content, ...row }) => ({ ...content, ...row }))[0]
}

type OutcomeContent = Omit<Outcome, 'id' | 'at' | 'entryId'>
export async function addOutcome(
  tx: Tx,
  decisionId: string,
  { id, content, at, by, entryId, releaseId }: New<OutcomeContent>,
): Promise<void> {
  await sql`insert into strategy_decision_outcomes (decision_id, id, content, at, by, entry_id, release_id)
    values (${decisionId}, ${id}, ${JSON.stringify(content)}, ${at}, ${by}, ${entryId}, ${releaseId})`.execute(tx)
}

/** Of these decisions, the oldest first. */
export async function outcomes(db: Db | Tx, decisionIds: readonly string[]): Promise<KeptOutcome[]> {
  const { rows } = await sql<Row<OutcomeContent> & { decisionId: string }>`select ${COLUMNS},
      decision_id as "decisionId" from strategy_decision_outcomes
    where decision_id = any(${decisionIds}::uuid[]) order by seq`.execute(db)
  return rows.map(({ content, ...row }) => ({ ...content, ...row }))
}
