/** What offices are asked and have said: every query on it. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Outcome, Task } from '../types.ts'
import { isUuid, type Done } from './proposals.ts'

type Row = Omit<Task, 'answer'> & { outcome: Outcome | null; reason: string | null; at: Date | null; by: string | null }

async function read(db: Db | Tx, rest: RawBuilder<unknown>): Promise<Task[]> {
  const { rows } =
    await sql<Row>`select t.id, t.proposal_id as "proposalId", t.step, t.organisation_id as "organisationId",
      t.version, t.made_at as "madeAt", t.due_at as "dueAt", t.outcome, t.reason, t.at, t.by
    from participation_proposal_tasks t ${rest}`.execute(db)
  return rows.map(({ outcome, reason, at, by, ...task }) => ({
    ...task,
    answer: outcome === null ? null : { outcome, reason: reason!, at: at!, by: by! },
  }))
}

export const find = async (db: Db | Tx, id: string): Promise<Task | undefined> =>
  isUuid(id) ? (await read(db, sql`where t.id = ${id}`))[0] : undefined
export const ofProposal = (db: Db | Tx, id: string): Promise<Task[]> =>
  read(db, sql`where t.proposal_id = ${id} order by t.made_at, t.id`)
/** The most urgent first. */
export const open = (db: Db | Tx): Promise<Task[]> =>
  read(db, sql`where t.outcome is null order by t.due_at, t.made_at, t.id limit 2000`)

export async function add(tx: Tx, one: Omit<Task, 'answer'>): Promise<void> {
  await sql`insert into participation_proposal_tasks (id, proposal_id, step, organisation_id, version, made_at, due_at)
    values (${one.id}, ${one.proposalId}, ${one.step}, ${one.organisationId}, ${one.version}, ${one.madeAt}, ${one.dueAt})`.execute(tx) // prettier-ignore
}
export async function answer(tx: Tx, id: string, outcome: Outcome, reason: string, done: Done): Promise<void> {
  await sql`update participation_proposal_tasks set outcome = ${outcome}, reason = ${reason}, at = ${done.at}, by = ${done.by},
    entry_id = ${done.entryId} where id = ${id}`.execute(tx)
}
/** To whom it goes instead. */
export async function pass(tx: Tx, id: string, organisationId: string): Promise<void> {
  await sql`update participation_proposal_tasks set organisation_id = ${organisationId} where id = ${id}`.execute(tx)
}
/** What nobody needs to say any more. */
export async function dropOpen(tx: Tx, proposalId: string): Promise<Task[]> {
  const gone = await read(tx, sql`where t.proposal_id = ${proposalId} and t.outcome is null`)
  await sql`delete from participation_proposal_tasks where proposal_id = ${proposalId} and outcome is null`.execute(tx)
  return gone
}
