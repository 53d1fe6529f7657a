/** The tables of what others answer, what a person decided of it, and what is reported. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Gate } from '#governance'
import type { Reply, Report, Settlement } from '../types.ts'

type Within = Db | Tx
type Reader = Pick<Gate, 'isWithdrawn'>
/** Read at once of what may be many. */
const LISTED_MAX = 500

type NewReply = Omit<Reply, 'state'>
/** A reply waits for a person; changed by its author it waits again. */
export async function addReply(tx: Tx, reply: NewReply): Promise<void> {
  await sql`insert into network_replies (id, post_id, uri, author, author_name, text, at, state)
    values (${reply.id}, ${reply.postId}, ${reply.uri}, ${reply.author}, ${reply.authorName}, ${reply.text}, ${reply.at}, 'waiting')
    on conflict (uri) do update set text = excluded.text, author_name = excluded.author_name, state = 'waiting',
      decided_at = null, decided_by = null, release_id = null
    where network_replies.author = excluded.author and network_replies.text <> excluded.text`.execute(tx) // prettier-ignore
}

export async function repliesSince(db: Within, author: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from network_replies
    where author = ${author} and at >= ${since}`.execute(db)
  return rows[0]!.count
}

/** What its author took back, or whose author is gone. */
export async function dropReplies(tx: Tx, author: string, uri?: string): Promise<void> {
  await sql`delete from network_replies where author = ${author}
    ${uri === undefined ? sql`` : sql`and uri = ${uri}`}`.execute(tx)
}

const REPLY = sql`select r.id, r.post_id as "postId", r.uri, r.author, r.author_name as "authorName", r.text, r.at, r.state
  from network_replies r`

/** What a person let through, oldest first. */
export async function shown(db: Within, reader: Reader, postId: string): Promise<Reply[]> {
  const { rows } = await sql<Reply>`${REPLY} where r.post_id = ${postId} and r.state = 'shown'
    and not ${reader.isWithdrawn(sql.ref('r.release_id'))} order by r.at, r.id limit ${LISTED_MAX}`.execute(db)
  return rows
}

export type Waiting = Reply & { actor: string }
/** What waits for a person, oldest first, with the actor it was said to. */
export async function waiting(db: Within): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`select w.*, p.actor from (${REPLY} where r.state = 'waiting'
    order by r.at, r.id limit ${LISTED_MAX}) w join network_posts p on p.id = w."postId" order by w.at, w.id`.execute(
    db,
  )
  return rows
}

/** Held until the transaction ends. */
export async function lockReply(tx: Tx, id: string): Promise<Waiting | undefined> {
  const { rows } = await sql<Waiting>`select w.*, p.actor from (${REPLY} where r.id = ${id} for update) w
    join network_posts p on p.id = w."postId"`.execute(tx)
  return rows[0]
}

type Decided = { state: 'shown' | 'refused'; at: Date; by: string; releaseId?: string; reason?: string }
export async function decideReply(tx: Tx, id: string, { state, at, by, releaseId, reason }: Decided): Promise<void> {
  await sql`update network_replies set state = ${state}, decided_at = ${at}, decided_by = ${by},
    release_id = ${releaseId ?? null}, reason = ${reason ?? null} where id = ${id}`.execute(tx)
}

/** The answer that came from this address, where it is shown. */
export async function replyAt(db: Within, uri: string): Promise<{ id: string; postId: string } | undefined> {
  const { rows } = await sql<{ id: string; postId: string }>`select id, post_id as "postId" from network_replies
    where uri = ${uri} and state = 'shown'`.execute(db)
  return rows[0]
}

type NewReport = { id: string; postId: string; replyId?: string; by: string; words: string; at: Date }
/** The same about the same by the same is said once, until somebody has settled it. */
export async function addReport(tx: Tx, { id, postId, replyId, by, words, at }: NewReport): Promise<void> {
  await sql`insert into network_reports (id, post_id, reply_id, by, words, at)
    values (${id}, ${postId}, ${replyId ?? null}, ${by}, ${words}, ${at}) on conflict do nothing`.execute(tx)
}

/** Of those who begin so: one person, or all of one server. */
export async function openReportsBy(db: Within, begin: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from network_reports
    where starts_with(by, ${begin}) and settled_at is null`.execute(db)
  return rows[0]!.count
}

export type OpenReport = Omit<Report, 'reply'> & { actor: string; replyId: string | null; reply: Reply | null }
const REPORT = sql`select t.id, t.post_id as "postId", t.by, t.words, t.at, t.reply_id as "replyId", p.actor
  from network_reports t join network_posts p on p.id = t.post_id where t.settled_at is null`

/** What nobody has settled yet, oldest first, with the answers that it is about. */
export async function reports(db: Within): Promise<OpenReport[]> {
  const { rows } = await sql<Omit<OpenReport, 'reply'>>`${REPORT} order by t.at, t.id limit ${LISTED_MAX}`.execute(db)
  const ids = rows.flatMap(({ replyId }) => replyId ?? [])
  const found = await sql<Reply>`${REPLY} where r.id = any(${ids})`.execute(db)
  const replies = new Map(found.rows.map((reply) => [reply.id, reply]))
  return rows.map((row) => ({ ...row, reply: replies.get(row.replyId ?? '') ?? null }))
}

/** Held until the transaction ends. */
export async function lockReport(tx: Tx, id: string): Promise<Omit<OpenReport, 'reply'> | undefined> {
  const { rows } = await sql<Omit<OpenReport, 'reply'>>`${REPORT} and t.id = ${id} for update of t`.execute(tx)
  return rows[0]
}

type Settled = Settlement & { at: Date; by: string }
/** One, or all about an answer. */
export async function settleReports(
  tx: Tx,
  which: { id: string } | { replyId: string },
  given: Settled,
): Promise<void> {
  await sql`update network_reports set outcome = ${given.outcome}, reason = ${given.reason}, settled_at = ${given.at},
    settled_by = ${given.by} where settled_at is null
    and ${'id' in which ? sql`id = ${which.id}` : sql`reply_id = ${which.replyId}`}`.execute(tx)
}
