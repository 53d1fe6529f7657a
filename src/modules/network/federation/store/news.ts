/** The federation's tables and every query on them, but for Fedify's own memory. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Gate } from '#governance'
import type { Follower, Post, Reply } from '../types.ts'

type Within = Db | Tx
type Reader = Pick<Gate, 'isWithdrawn'>
/** Read at once of what may be many. */
const LISTED_MAX = 500

export type ActorRow = { name: string; organisationId: string | null; sealed: Buffer }
const ACTOR = sql`name, organisation_id as "organisationId", sealed`

export async function actor(db: Within, name: string): Promise<ActorRow | undefined> {
  const { rows } = await sql<ActorRow>`select ${ACTOR} from network_actors where name = ${name}`.execute(db)
  return rows[0]
}

export async function actors(db: Within): Promise<(ActorRow & { followers: number })[]> {
  const { rows } = await sql<ActorRow & { followers: number }>`select ${ACTOR},
      (select count(*)::int from network_followers f where f.actor = a.name) as followers
    from network_actors a order by opened_at, name limit ${LISTED_MAX}`.execute(db)
  return rows
}

/** False where the name or the organisation has its actor already. */
export async function addActor(db: Within, row: ActorRow & { at: Date; by: string }): Promise<boolean> {
  const { rows } = await sql`insert into network_actors (name, organisation_id, sealed, opened_at, opened_by)
    values (${row.name}, ${row.organisationId}, ${row.sealed}, ${row.at}, ${row.by})
    on conflict do nothing returning name`.execute(db)
  return rows.length === 1
}

type PostRow = {
  id: string
  actor: string
  at: Date
  content: Omit<Post, 'id' | 'actor' | 'at' | 'address'>
  seq: number
}
export type StoredPost = Omit<Post, 'address'> & { seq: number }
const POST = sql`p.id, p.actor, p.at, p.content, p.seq`
const stands = (reader: Reader) => sql`p.withdrawn_at is null and not ${reader.isWithdrawn(sql.ref('p.release_id'))}`

function postOf({ content, ...row }: PostRow): StoredPost {
  const { from, to } = content
  return { ...content, ...row, ...(from && to && { from: new Date(from), to: new Date(to) }) }
}

type NewPost = { id: string; actor: string; content: object; at: Date; by: string; entryId: string; releaseId: string }
export async function addPost(tx: Tx, post: NewPost): Promise<void> {
  await sql`insert into network_posts (id, actor, content, at, by, entry_id, release_id)
    values (${post.id}, ${post.actor}, ${JSON.stringify(post.content)}, ${post.at}, ${post.by}, ${post.entryId}, ${post.releaseId})`.execute(tx) // prettier-ignore
}

/** What stands, newest first; `before` is the number of the last one that was read. */
export async function posts(
  db: Within,
  reader: Reader,
  { actor, before, limit }: { actor?: string; before?: number; limit: number },
): Promise<StoredPost[]> {
  const { rows } = await sql<PostRow>`select ${POST} from network_posts p where ${stands(reader)}
    ${actor === undefined ? sql`` : sql`and p.actor = ${actor}`}
    ${before === undefined ? sql`` : sql`and p.seq < ${before}`} order by p.seq desc limit ${limit}`.execute(db)
  return rows.map(postOf)
}

export async function post(db: Within, reader: Reader, id: string): Promise<StoredPost | undefined> {
  const { rows } = await sql<PostRow>`select ${POST} from network_posts p
    where p.id = ${id} and ${stands(reader)}`.execute(db)
  return rows[0] && postOf(rows[0])
}

export async function countPosts(db: Within, reader: Reader, actor?: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from network_posts p
    where ${stands(reader)} ${actor === undefined ? sql`` : sql`and p.actor = ${actor}`}`.execute(db)
  return rows[0]!.count
}

/** Was there such a post once, which is gone? */
export async function isGone(db: Within, id: string): Promise<boolean> {
  const { rows } = await sql`select from network_posts where id = ${id}`.execute(db)
  return rows.length === 1
}

/** Takes it back, once. Gives its actor; undefined where it was taken back before. */
export async function withdraw(tx: Tx, id: string, at: Date): Promise<string | undefined> {
  const { rows } = await sql<{ actor: string }>`update network_posts set withdrawn_at = ${at}
    where id = ${id} and withdrawn_at is null returning actor`.execute(tx)
  return rows[0]?.actor
}

export async function postOfRelease(tx: Tx, releaseId: string): Promise<{ id: string; actor: string } | undefined> {
  const { rows } = await sql<{ id: string; actor: string }>`select id, actor from network_posts
    where release_id = ${releaseId} and withdrawn_at is null`.execute(tx)
  return rows[0]
}

/** False where this activity was heard before. */
export async function hear(tx: Tx, activity: string, at: Date): Promise<boolean> {
  const { rows } = await sql`insert into network_heard (activity, at) values (${activity}, ${at})
    on conflict do nothing returning activity`.execute(tx)
  return rows.length === 1
}

export type NewFollower = Follower & { actor: string; inbox: string; sharedInbox: string | null }
export async function follow(tx: Tx, { actor, uri, inbox, sharedInbox, handle, at }: NewFollower): Promise<void> {
  await sql`insert into network_followers (actor, uri, inbox, shared_inbox, handle, at)
    values (${actor}, ${uri}, ${inbox}, ${sharedInbox}, ${handle}, ${at})
    on conflict (actor, uri) do update set inbox = excluded.inbox, shared_inbox = excluded.shared_inbox,
      handle = excluded.handle`.execute(tx)
}

export async function unfollow(db: Within, actor: string, uri: string): Promise<void> {
  await sql`delete from network_followers where actor = ${actor} and uri = ${uri}`.execute(db)
}

/** Whoever left the Fediverse, or whose inbox is gone. */
export async function forget(db: Within, who: { uri: string } | { inbox: string }): Promise<void> {
  await (
    'uri' in who
      ? sql`delete from network_followers where uri = ${who.uri}`
      : sql`delete from network_followers where coalesce(shared_inbox, inbox) = ${who.inbox}`
  ).execute(db)
}

export async function countFollowers(db: Within, actor: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from network_followers
    where actor = ${actor}`.execute(db)
  return rows[0]!.count
}

export async function followers(db: Within, actor: string): Promise<Follower[]> {
  const { rows } = await sql<Follower>`select uri, handle, at from network_followers
    where actor = ${actor} order by at desc, uri limit ${LISTED_MAX}`.execute(db)
  return rows
}

/** Where its followers are told, each server's shared inbox once; after `last`, in a sorted order. */
export async function inboxes(db: Within, actor: string, last: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ inbox: string }>`select distinct coalesce(shared_inbox, inbox) as inbox
    from network_followers where actor = ${actor} and coalesce(shared_inbox, inbox) > ${last}
    order by 1 limit ${limit}`.execute(db)
  return rows.map(({ inbox }) => inbox)
}

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

type Verdict = { state: 'shown' | 'refused'; at: Date; by: string; releaseId?: string }
export async function decideReply(tx: Tx, id: string, { state, at, by, releaseId }: Verdict): Promise<void> {
  await sql`update network_replies set state = ${state}, decided_at = ${at}, decided_by = ${by},
    release_id = ${releaseId ?? null} where id = ${id}`.execute(tx)
}
