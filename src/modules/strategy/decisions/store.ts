/** The decisions' tables and every query on them. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Decision, Outcome } from './types.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
type Row<Content> = { id: string; content: Content; at: Date; entryId: string; releaseId: string }
type New<Content> = Row<Content> & { by: string }
type Content = Omit<Decision, 'id' | 'number' | 'at' | 'entryId'>
export type Kept = Decision & { releaseId: string }
export type KeptOutcome = Outcome & { releaseId: string; decisionId: string }
const COLUMNS = sql`id, content, at, entry_id as "entryId", release_id as "releaseId"`

export async function add(tx: Tx, { id, content, at, by, entryId, releaseId }: New<Content>): Promise<void> {
  await sql`insert into strategy_decisions (id, content, at, by, entry_id, release_id)
    values (${id}, ${JSON.stringify(content)}, ${at}, ${by}, ${entryId}, ${releaseId})`.execute(tx)
}

/** The newest first. */
export async function list(db: Db, limit: number): Promise<Kept[]> {
  const { rows } = await sql<Row<Content> & { number: number }>`select ${COLUMNS}, number from strategy_decisions
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

/** The oldest first; of one decision or of all. */
export async function outcomes(db: Db | Tx, decisionId?: string): Promise<KeptOutcome[]> {
  const { rows } = await sql<
    Row<OutcomeContent> & { decisionId: string }
  >`select ${COLUMNS}, decision_id as "decisionId"
    from strategy_decision_outcomes where ${decisionId ?? null}::uuid is null or decision_id = ${decisionId ?? null}
    order by seq`.execute(db)
  return rows.map(({ content, ...row }) => ({ ...content, ...row }))
}
