/** The federation's tables and every query on them, but for Fedify's own memory. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Gate } from '#governance'
import type { CalledOff, Follower, Post, PostVersion } from '../types.ts'

type Within = Db | Tx
type Reader = Pick<Gate, 'isWithdrawn'>
/** Read at once of what may be many. */
const LISTED_MAX = 500

export type ActorRow = { name: string; organisationId: string | null; sealed: Buffer; closedAt: Date | null }
const ACTOR = sql`name, organisation_id as "organisationId", sealed, closed_at as "closedAt"`

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
export async function addActor(
  db: Within,
  row: Omit<ActorRow, 'closedAt'> & { at: Date; by: string },
): Promise<boolean> {
  const { rows } = await sql`insert into network_actors (name, organisation_id, sealed, opened_at, opened_by)
    values (${row.name}, ${row.organisationId}, ${row.sealed}, ${row.at}, ${row.by})
    on conflict do nothing returning name`.execute(db)
  return rows.length === 1
}

/** Whether it speaks from now on; false where that is so already. */
export async function closeActor(tx: Tx, name: string, closed: { at: Date; by: string } | undefined): Promise<boolean> {
  const { rows } =
    await sql`update network_actors set closed_at = ${closed?.at ?? null}, closed_by = ${closed?.by ?? null}
    where name = ${name} and closed_at is ${closed ? sql`null` : sql`not null`} returning name`.execute(tx)
  return rows.length === 1
}

type PostRow = {
  id: string
  actor: string
  at: Date
  content: Content
  seq: number
  version: number
  revisedAt: Date | null
}
type Content = Omit<Post, 'id' | 'actor' | 'at' | 'address' | 'version' | 'revisedAt'>
export type StoredPost = Omit<Post, 'address'> & { seq: number }
const POST = sql`p.id, p.actor, p.at, p.content, p.seq, p.version, p.revised_at as "revisedAt"`
const stands = (reader: Reader) => sql`p.withdrawn_at is null and not ${reader.isWithdrawn(sql.ref('p.release_id'))}`

/** As JSON it has no dates; what was said before there were pictures has none. */
function contentOf(content: Content): Content {
  const { from, to, pictures = [] } = content
  return { ...content, pictures, ...(from && to && { from: new Date(from), to: new Date(to) }) }
}

const postOf = ({ content, revisedAt, ...row }: PostRow): StoredPost => ({
  ...contentOf(content),
  ...row,
  ...(revisedAt && { revisedAt }),
})

type NewPost = { id: string; actor: string; content: object; at: Date; by: string; entryId: string; releaseId: string }
export async function addPost(tx: Tx, post: NewPost): Promise<void> {
  await sql`insert into network_posts (id, actor, content, at, by, entry_id, release_id)
    values (${post.id}, ${post.actor}, ${JSON.stringify(post.content)}, ${post.at}, ${post.by}, ${post.entryId}, ${post.releaseId})`.execute(tx) // prettier-ignore
}

/** What stands, newest first; `before` is the number of the last one that was read. */
export async function posts(
  db: Within,
  reader: Reader,
  { actor, kind, before, limit }: { actor?: string; kind?: Post['kind']; before?: number; limit: number },
): Promise<StoredPost[]> {
  const { rows } = await sql<PostRow>`select ${POST} from network_posts p where ${stands(reader)}
    ${actor === undefined ? sql`` : sql`and p.actor = ${actor}`}
    ${kind === undefined ? sql`` : sql`and p.content ->> 'kind' = ${kind}`}
    ${before === undefined ? sql`` : sql`and p.seq < ${before}`} order by p.seq desc limit ${limit}`.execute(db)
  return rows.map(postOf)
}

/** Events that were taken back by who said them, the last first. */
export async function calledOff(db: Within, limit: number): Promise<Omit<CalledOff, 'address'>[]> {
  const { rows } = await sql<Omit<CalledOff, 'address'>>`select id, version, at as "madeAt", withdrawn_at as at,
      (content ->> 'from')::timestamptz as "from", (content ->> 'to')::timestamptz as "to" from network_posts
    where withdrawn_at is not null and content ->> 'kind' = 'event' order by withdrawn_at desc limit ${limit}`.execute(
    db,
  )
  return rows
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

/** What it says from now on; what it said before stays. False where that is no longer the version that was read. */
export async function revisePost(tx: Tx, version: number, post: NewPost): Promise<boolean> {
  const { rows } = await sql`insert into network_post_versions (post_id, version, content, at, by, entry_id, release_id)
    select id, version, content, coalesce(revised_at, at), by, entry_id, release_id from network_posts
    where id = ${post.id} and version = ${version} and withdrawn_at is null for update returning post_id`.execute(tx)
  if (rows.length === 0) return false
  await sql`update network_posts set content = ${JSON.stringify(post.content)}, version = version + 1, by = ${post.by},
    revised_at = ${post.at}, entry_id = ${post.entryId}, release_id = ${post.releaseId} where id = ${post.id}`.execute(tx) // prettier-ignore
  return true
}

/** How it read before, oldest first. */
export async function versions(db: Within, reader: Reader, postId: string): Promise<PostVersion[]> {
  type Row = { version: number; at: Date; content: Content }
  const { rows } = await sql<Row>`select version, at, content from network_post_versions p
    where p.post_id = ${postId} and not ${reader.isWithdrawn(sql.ref('p.release_id'))} order by version`.execute(db)
  return rows.map(({ content, ...row }) => ({ ...contentOf(content), ...row }))
}

export type KeptPicture = { sha256: string; mediaType: string; bytes: number }
export async function addPicture(db: Within, { sha256, mediaType, bytes }: KeptPicture, at: Date, by: string) {
  await sql`insert into network_pictures (sha256, media_type, bytes, at, by)
    values (${sha256}, ${mediaType}, ${bytes}, ${at}, ${by})
    on conflict (sha256) do update set at = excluded.at`.execute(db)
}

export async function pictures(db: Within, sha256s: readonly string[]): Promise<Omit<KeptPicture, 'bytes'>[]> {
  const { rows } = await sql<Omit<KeptPicture, 'bytes'>>`select sha256, media_type as "mediaType" from network_pictures
    where sha256 = any(${sha256s})`.execute(db)
  return rows
}

/** Pictures that were kept before, and stand in no post and stood in none. */
export async function dropUnusedPictures(db: Within, keptBefore: Date): Promise<void> {
  const isIn = (table: string) =>
    sql`exists (select from ${sql.table(table)} w where w.content -> 'pictures' @> jsonb_build_array(jsonb_build_object('sha256', k.sha256)))`
  await sql`delete from network_pictures k where k.at < ${keptBefore}
    and not ${isIn('network_posts')} and not ${isIn('network_post_versions')}`.execute(db)
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

/** `follow`: by which activity. */
export type NewFollower = Follower & { actor: string; inbox: string; sharedInbox: string | null; follow: string }
export async function follow(tx: Tx, one: NewFollower): Promise<void> {
  await sql`insert into network_followers (actor, uri, inbox, shared_inbox, handle, at, follow)
    values (${one.actor}, ${one.uri}, ${one.inbox}, ${one.sharedInbox}, ${one.handle}, ${one.at}, ${one.follow})
    on conflict (actor, uri) do update set inbox = excluded.inbox, shared_inbox = excluded.shared_inbox,
      handle = excluded.handle, follow = excluded.follow, moved_to = null`.execute(tx)
  await dropMoved(tx, one.uri)
}

/** How many at one server began to since then. */
export async function newFollowers(
  tx: Tx,
  actor: string,
  { begin, since }: { begin: string; since: Date },
): Promise<number> {
  // prettier-ignore
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from network_followers
    where actor = ${actor} and at >= ${since} and starts_with(uri, ${begin})`.execute(tx)
  return rows[0]!.count
}

/** The accounts that they moved away from go, wherever this one follows. */
async function dropMoved(tx: Tx, to: string): Promise<void> {
  await sql`delete from network_followers o where o.moved_to = ${to}
    and exists (select from network_followers n where n.actor = o.actor and n.uri = ${to})`.execute(tx)
}

/** They have another account from now on; the old one is told until the new one follows. */
export async function followerMoved(tx: Tx, uri: string, to: string): Promise<void> {
  await sql`update network_followers set moved_to = ${to} where uri = ${uri}`.execute(tx)
  await dropMoved(tx, to)
}

/** Gives where to tell it, and which activity it followed by; undefined where nobody follows by this address. */
export async function dismiss(tx: Tx, actor: string, uri: string) {
  const { rows } = await sql<{ inbox: string; follow: string | null }>`delete from network_followers
    where actor = ${actor} and uri = ${uri} returning inbox, follow`.execute(tx)
  return rows[0]
}

export async function unfollow(db: Within, actor: string, uri: string): Promise<void> {
  await sql`delete from network_followers where actor = ${actor} and uri = ${uri}`.execute(db)
}

/** Whether somebody follows by this activity. */
export async function followedBy(db: Within, follow: string): Promise<boolean> {
  const { rows } = await sql`select from network_followers where follow = ${follow} limit 1`.execute(db)
  return rows.length === 1
}

/** What one followed by this activity, they follow no longer. */
export async function unfollowBy(tx: Tx, uri: string, follow: string): Promise<void> {
  await sql`delete from network_followers where uri = ${uri} and follow = ${follow}`.execute(tx)
}

/** Whether anything is kept of somebody. */
export async function isKnown(db: Within, uri: string): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`select exists (select from network_followers where uri = ${uri})
    or exists (select from network_following where uri = ${uri})
    or exists (select from network_blocks where uri = ${uri})
    or exists (select from network_replies where author = ${uri}) as known`.execute(db)
  return rows[0]!.known
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
  const { rows } = await sql<Follower & { movedTo: string | null }>`select uri, handle, at, moved_to as "movedTo"
    from network_followers where actor = ${actor} order by at desc, uri limit ${LISTED_MAX}`.execute(db)
  return rows.map(({ movedTo, ...row }) => ({ ...row, ...(movedTo !== null && { movedTo }) }))
}

/** Where its followers are told, each server's shared inbox once; after `last`, in a sorted order. */
export async function inboxes(db: Within, actor: string, last: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ inbox: string }>`select distinct coalesce(shared_inbox, inbox) as inbox
    from network_followers where actor = ${actor} and coalesce(shared_inbox, inbox) > ${last}
    order by 1 limit ${limit}`.execute(db)
  return rows.map(({ inbox }) => inbox)
}
