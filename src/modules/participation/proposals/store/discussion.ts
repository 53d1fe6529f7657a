/** Comments and what was done with them: every query on it. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Comment, CommentAct, CommentState } from '../types.ts'
import { isUuid, type Done } from './proposals.ts'

const SHOWN_MAX = 2_000

async function read(db: Db | Tx, rest: RawBuilder<unknown>): Promise<Comment[]> {
  const { rows } = await sql<Omit<Comment, 'acts'> & { acts: (Omit<CommentAct, 'at'> & { at: string })[] }>`
    select c.id, c.proposal_id as "proposalId", c.parent_id as "parentId", c.account as by, c.name, c.text, c.at, c.state,
      coalesce((select json_agg(json_build_object('kind', x.kind, 'rule', x.rule, 'reason', x.reason, 'at', x.at, 'by', x.by)
        order by x.at, x.id) from participation_comment_acts x where x.comment_id = c.id), '[]') as acts
    from participation_comments c ${rest}`.execute(db)
  return rows.map((row) => ({ ...row, acts: row.acts.map((act) => ({ ...act, at: new Date(act.at) })) }))
}

export const find = async (db: Db | Tx, id: string): Promise<Comment | undefined> =>
  isUuid(id) ? (await read(db, sql`where c.id = ${id}`))[0] : undefined
/** Oldest first. */
export const ofProposal = (db: Db | Tx, id: string): Promise<Comment[]> =>
  read(db, sql`where c.proposal_id = ${id} order by c.at, c.id limit ${SHOWN_MAX}`)
/** What waits, or was reported or appealed and not looked at since. */
export const asking = (db: Db | Tx): Promise<Comment[]> =>
  read(db, sql`where c.state = 'waiting' or (select x.kind from participation_comment_acts x where x.comment_id = c.id
    order by x.at desc, x.id desc limit 1) in ('reported', 'appealed') order by c.at limit 500`) // prettier-ignore
/** What moderators did, newest first. */
export const moderated = (db: Db | Tx): Promise<Comment[]> =>
  read(db, sql`where exists (select from participation_comment_acts x where x.comment_id = c.id and x.kind = 'removed')
    order by c.at desc limit 200`) // prettier-ignore

export async function lock(tx: Tx, id: string): Promise<Comment | undefined> {
  if (!isUuid(id)) return undefined
  await sql`select from participation_comments where id = ${id} for update`.execute(tx)
  return find(tx, id)
}
export async function add(tx: Tx, one: Omit<Comment, 'acts'>): Promise<void> {
  await sql`insert into participation_comments (id, proposal_id, parent_id, account, name, text, at, state)
    values (${one.id}, ${one.proposalId}, ${one.parentId}, ${one.by}, ${one.name}, ${one.text}, ${one.at}, ${one.state})`.execute(tx) // prettier-ignore
}
export async function setState(tx: Tx, id: string, state: CommentState): Promise<void> {
  await sql`update participation_comments set state = ${state} where id = ${id}`.execute(tx)
}
export async function addAct(tx: Tx, id: string, commentId: string, { kind, rule, reason }: Pick<CommentAct, 'kind' | 'rule' | 'reason'>, done: Done): Promise<void> {
  await sql`insert into participation_comment_acts (id, comment_id, kind, rule, reason, at, by, entry_id)
    values (${id}, ${commentId}, ${kind}, ${rule}, ${reason}, ${done.at}, ${done.by}, ${done.entryId})`.execute(tx)
} // prettier-ignore

/** When this account wrote since then, and how many of its comments stand. */
export async function habits(db: Db | Tx, account: string, since: Date): Promise<{ made: Date[]; standing: number }> {
  const { rows } = await sql<{ at: Date; state: CommentState }>`select at, state from participation_comments
    where account = ${account} order by at desc limit 200`.execute(db)
  return { made: rows.flatMap(({ at }) => (at > since ? [at] : [])), standing: rows.filter(({ state }) => state === 'shown').length } // prettier-ignore
}
/** One writes at a time of each account, so that none outruns the count. */
export async function holdAccount(tx: Tx, account: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`participation.comments/${account}`}, 0))`.execute(tx)
}
export async function forget(tx: Tx, account: string): Promise<void> {
  await sql`update participation_comments set account = null, name = '' where account = ${account}`.execute(tx)
}
