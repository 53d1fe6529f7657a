/** The tables of whom the city follows, and of what they say. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Gate } from '#governance'
import type { Followed, Heard, MoveProblem } from '../types.ts'

type Within = Db | Tx
type Reader = Pick<Gate, 'isWithdrawn'>
const LISTED_MAX = 500

type Listed = Omit<Followed, 'movedTo' | 'moveProblem'>
export async function followed(db: Within): Promise<Followed[]> {
  const { rows } = await sql<
    Listed & { movedTo: string | null; moveProblem: MoveProblem | null }
  >`select uri, host, handle, name, page, state, at, moved_to as "movedTo", move_problem as "moveProblem",
      (select count(*)::int from network_others o where o.source = f.uri and o.state = 'shown') as shown,
      (select count(*)::int from network_others o where o.source = f.uri and o.state = 'held') as held
    from network_following f order by at desc, uri limit ${LISTED_MAX}`.execute(db)
  return rows.map(({ movedTo, moveProblem, ...row }) => ({
    ...row,
    ...(movedTo !== null && { movedTo }),
    ...(moveProblem !== null && { moveProblem }),
  }))
}

export async function hosts(db: Within): Promise<string[]> {
  const { rows } = await sql<{ host: string }>`select distinct host from network_following`.execute(db)
  return rows.map(({ host }) => host)
}

export async function count(db: Within): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from network_following`.execute(db)
  return rows[0]!.count
}

type Asked = Omit<Listed, 'state' | 'shown' | 'held'> & { inbox: string; follow: string; by: string }
/** False where it is followed already. */
export async function ask(tx: Tx, one: Asked): Promise<boolean> {
  const { rows } = await sql`insert into network_following (uri, host, inbox, handle, name, page, follow, state, at, by)
    values (${one.uri}, ${one.host}, ${one.inbox}, ${one.handle}, ${one.name}, ${one.page}, ${one.follow}, 'asked', ${one.at}, ${one.by})
    on conflict (uri) do update set inbox = excluded.inbox, handle = excluded.handle, name = excluded.name,
      page = excluded.page, follow = excluded.follow, state = 'asked', at = excluded.at, by = excluded.by,
      moved_to = null, move_problem = null
    where network_following.state <> 'accepted' returning uri`.execute(tx)
  return rows.length === 1
}

type Answered = { uri: string; follow: string | undefined; state: 'accepted' | 'refused'; at: Date }
/** Their answer to what they were asked last; they may refuse later too. False where it changes nothing. */
export async function answered(tx: Tx, { uri, follow, state, at }: Answered): Promise<boolean> {
  const { rows } =
    await sql`update network_following set state = ${state}, at = ${at} where uri = ${uri} and state <> ${state}
    and (${state} = 'refused' or state = 'asked') and follow = ${follow ?? sql`follow`} returning uri`.execute(tx)
  return rows.length === 1
}

export async function stop(tx: Tx, uri: string): Promise<{ inbox: string; follow: string } | undefined> {
  const { rows } = await sql<{ inbox: string; follow: string }>`delete from network_following where uri = ${uri}
    returning inbox, follow`.execute(tx)
  return rows[0]
}

type Standing = { state: Followed['state']; movedTo: string | null; problem: MoveProblem | null }
/** How it stands with somebody, held until the transaction ends. */
export async function standing(tx: Tx, uri: string): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`select state, moved_to as "movedTo", move_problem as problem
    from network_following where uri = ${uri} for update`.execute(tx)
  return rows[0]
}

export async function movedTo(tx: Tx, uri: string, to: string, problem: MoveProblem | undefined): Promise<void> {
  await sql`update network_following set moved_to = ${to}, move_problem = ${problem ?? null}
    where uri = ${uri}`.execute(tx)
}

/** Those who moved to this account, which is followed now. */
export async function leftFor(tx: Tx, uri: string): Promise<string[]> {
  const { rows } = await sql<{ uri: string }>`select uri from network_following
    where moved_to = ${uri} and move_problem is null`.execute(tx)
  return rows.map((row) => row.uri)
}

/** They want nothing of the city any more. */
export async function refused(tx: Tx, uri: string, at: Date): Promise<void> {
  await sql`update network_following set state = 'refused', at = ${at}
    where uri = ${uri} and state <> 'refused'`.execute(tx)
}

/** Whoever left the Fediverse, with what they said. */
export async function forget(tx: Tx, uri: string): Promise<void> {
  await sql`delete from network_following where uri = ${uri}`.execute(tx)
}

export async function isFollowed(db: Within, uri: string, isHeld = false): Promise<boolean> {
  const { rows } = await sql`select from network_following where uri = ${uri} and state = 'accepted'
    ${isHeld ? sql`for share` : sql``}`.execute(db)
  return rows.length === 1
}

export async function isKept(db: Within, uri: string): Promise<boolean> {
  const { rows } = await sql`select from network_others where uri = ${uri}`.execute(db)
  return rows.length === 1
}

export async function heardSince(db: Within, source: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from network_others
    where source = ${source} and received_at >= ${since}`.execute(db)
  return rows[0]!.count
}

type State = 'shown' | 'held'
type NewHeard = Omit<Heard, 'name' | 'handle' | 'host'> & { receivedAt: Date; state: State }
/** What its author said before reads so from now on; what was left out stays so. */
export async function keep(tx: Tx, { id, uri, source, kind, at, receivedAt, state, ...content }: NewHeard) {
  const isSame = sql`network_others.content = excluded.content`
  await sql`insert into network_others (id, uri, source, kind, content, at, received_at, state)
    values (${id}, ${uri}, ${source}, ${kind}, ${JSON.stringify(content)}, ${at}, ${receivedAt}, ${state})
    on conflict (uri) do update set content = excluded.content, kind = excluded.kind,
      release_id = case when ${isSame} then network_others.release_id end,
      state = case when network_others.state = 'hidden' or ${isSame} then network_others.state else excluded.state end
    where network_others.source = excluded.source`.execute(tx)
}

/** Only the newest of one stay. */
export async function thin(tx: Tx, source: string, most: number): Promise<void> {
  await sql`delete from network_others where source = ${source} and seq <= (select seq from network_others
    where source = ${source} order by seq desc offset ${most} limit 1)`.execute(tx)
}

/** What its author took back. */
export async function drop(tx: Tx, source: string, uri: string): Promise<void> {
  await sql`delete from network_others where source = ${source} and uri = ${uri}`.execute(tx)
}

/** Gives what it was; undefined where it does not stand. */
export async function hide(tx: Tx, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ uri: string }>`update network_others set state = 'hidden'
    where id = ${id} and state <> 'hidden' returning uri`.execute(tx)
  return rows[0]?.uri
}

type Row = Omit<Heard, keyof Content> & { seq: number; content: Content }
type Content = Pick<Heard, 'page' | 'titles' | 'texts' | 'from' | 'to' | 'place'>
/** Lets out what was held, by the gate's release. */
export async function release(tx: Tx, id: string, releaseId: string): Promise<void> {
  await sql`update network_others set state = 'shown', release_id = ${releaseId} where id = ${id}`.execute(tx)
}

type Asking = { unbelieved: readonly string[]; before?: number; limit: number }
const HEARD = sql`select o.seq, o.id, o.uri, o.source, o.kind, o.at, o.content, f.name, f.handle, f.host
  from network_others o join network_following f on f.uri = o.source`
const heardOf = ({ content: { from, to, ...content }, ...row }: Row): Heard & { seq: number } => ({
  ...{ ...row, ...content },
  ...(from && { from: new Date(from) }),
  ...(to && { to: new Date(to) }),
})

/** What may lead to a person, newest first; one alone is held until the transaction ends. */
export async function held(db: Within, id?: string): Promise<(Heard & { seq: number })[]> {
  const { rows } = await sql<Row>`${HEARD} where o.state = 'held'
    ${id === undefined ? sql`order by o.at desc, o.seq desc limit ${LISTED_MAX}` : sql`and o.id = ${id} for update of o`}`.execute(
    db,
  )
  return rows.map(heardOf)
}

/** What stands, newest first; nothing of these hosts, nor of whom the city no longer follows. */
export async function heard(db: Within, reader: Reader, { unbelieved, before, limit }: Asking) {
  const { rows } =
    await sql<Row>`${HEARD} where (o.release_id is null or not ${reader.isWithdrawn(sql.ref('o.release_id'))})
    and o.state = 'shown' and f.state = 'accepted' and f.host <> all(${unbelieved})
      ${before === undefined ? sql`` : sql`and (o.at, o.seq) < (select at, seq from network_others where seq = ${before})`}
    order by o.at desc, o.seq desc limit ${limit}`.execute(db)
  return rows.map(heardOf)
}
