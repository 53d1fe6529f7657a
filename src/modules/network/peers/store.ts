/** The tables of peers and every query on them. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Memory } from './keyring.ts'
import type { Used } from './rules.ts'
import type { Failure, Limits, Move, PeerCause, PeerState, Report, Sight, Split } from './types.ts'

export type Row = {
  domain: string
  state: PeerState
  cause: PeerCause
  since: Date
  added_at: Date
  trusted: string[]
  seen: string[]
  revoked: Record<string, string>
  expired: Record<string, string>
  /** Since when each key signs, by its own word. */
  made: Record<string, string>
  document: object | null
  size: number | null
  good_at: Date | null
  failures: number
  failure: Failure | null
  next_at: Date
  limits: Limits | null
}
type Asked = Db | Tx

const ALL = sql`select domain, state, cause, since, added_at, trusted, seen, revoked, expired, made, document, size, good_at, failures,
  failure, next_at, limits from network_peers`

export async function all(db: Asked): Promise<Row[]> {
  return (await sql<Row>`${ALL} order by domain`.execute(db)).rows
}

export async function find(db: Asked, domain: string): Promise<Row | undefined> {
  return (await sql<Row>`${ALL} where domain = ${domain}`.execute(db)).rows[0]
}

export async function lock(tx: Tx, domain: string): Promise<Row | undefined> {
  return (await sql<Row>`${ALL} where domain = ${domain} for update`.execute(tx)).rows[0]
}

/** False where it is known already. */
export async function add(tx: Tx, { domain, at }: { domain: string; at: Date }): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into network_peers (domain, state, cause, since, added_at, next_at)
    values (${domain}, 'quarantined', 'new', ${at}, ${at}, ${at}) on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

export async function count(db: Asked): Promise<number> {
  return (await sql<{ count: number }>`select count(*) as count from network_peers`.execute(db)).rows[0]!.count
}

/** Those whose time has come, the longest waiting first. */
export async function due(db: Asked, now: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ domain: string }>`select domain from network_peers
    where state in ('quarantined', 'accepted') and next_at <= ${now} order by next_at limit ${limit}`.execute(db)
  return rows.map(({ domain }) => domain)
}

export async function move(
  tx: Tx,
  domain: string,
  { state, cause, at, by, grounds, entryId }: Move & { entryId: string },
): Promise<void> {
  // prettier-ignore
  await sql`update network_peers set state = ${state}, cause = ${cause}, since = ${at} where domain = ${domain}`.execute(
    tx,
  )
  await sql`insert into network_peer_moves (domain, state, cause, at, by, grounds, entry_id)
    values (${domain}, ${state}, ${cause}, ${at}, ${by}, ${grounds ?? null}, ${entryId})`.execute(tx)
}

/** How it came to its state, newest first. */
export async function moves(db: Asked, domain: string): Promise<Move[]> {
  const { rows } = await sql<Omit<Move, 'grounds'> & { grounds: string | null }>`select state, cause, at, by, grounds
    from network_peer_moves where domain = ${domain} order by seq desc limit 200`.execute(db)
  return rows.map((row) => ({ ...row, grounds: row.grounds ?? undefined }))
}

export async function trust(tx: Tx, domain: string, trusted: readonly string[]): Promise<void> {
  await sql`update network_peers set trusted = ${[...trusted]}::text[] where domain = ${domain}`.execute(tx)
}

export const memoryOf = ({ revoked, expired }: Pick<Row, 'revoked' | 'expired'>): Memory => ({ revoked, expires: expired }) // prettier-ignore

export type Known = { document: unknown; seen: readonly string[]; made: Row['made']; memory: Memory }
export async function keepDocument(tx: Tx, domain: string, { document, seen, made, memory }: Known): Promise<void> {
  await sql`update network_peers set document = ${JSON.stringify(document)}::jsonb, seen = ${[...seen]}::text[],
    made = ${JSON.stringify(made)}::jsonb where domain = ${domain}`.execute(tx)
  await recall(tx, domain, memory)
}

/** What is remembered of its keys. */
export async function recall(tx: Tx, domain: string, { revoked, expires }: Memory): Promise<void> {
  await sql`update network_peers set revoked = ${JSON.stringify(revoked)}::jsonb, expired = ${JSON.stringify(expires)}::jsonb
    where domain = ${domain}`.execute(tx)
}

export async function good(tx: Tx, domain: string, at: Date, next: Date, size?: number): Promise<void> {
  await sql`update network_peers set good_at = ${at}, failures = 0, failure = null, next_at = ${next},
    size = greatest(size, ${size ?? null}::bigint) where domain = ${domain}`.execute(tx)
}

export async function bad(tx: Tx, domain: string, failure: Failure, next: Date): Promise<void> {
  await sql`update network_peers set failures = failures + 1, failure = ${JSON.stringify(failure)}::jsonb,
    next_at = ${next} where domain = ${domain}`.execute(tx)
}

export async function limit(tx: Tx, domain: string, limits: Limits): Promise<void> {
  await sql`update network_peers set limits = ${JSON.stringify(limits)}::jsonb where domain = ${domain}`.execute(tx)
}

const SIGHT = sql`select domain, size, root, note, vkey, by, at from network_sights`

/** Keeps what a log signed, once for each root; what was proved stays so. */
export async function see(tx: Tx, { domain, size, root, note, vkey, by, at }: Sight, proved: boolean): Promise<void> {
  await sql`insert into network_sights (domain, size, root, note, vkey, by, at, proved)
    values (${domain}, ${size}, ${root}, ${note}, ${vkey}, ${by}, ${at}, ${proved})
    on conflict (domain, size, root) do update set proved = network_sights.proved or excluded.proved`.execute(tx)
}

/** Forgets what was seen of its ledgers, or of all but the one by this key. */
export async function forgetSights(tx: Tx, domain: string, butBy = ''): Promise<void> {
  const { numAffectedRows } =
    await sql`delete from network_sights where domain = ${domain} and vkey <> ${butBy}`.execute(tx)
  if (numAffectedRows !== 0n)
    await sql`update network_peers set size = (select max(size) from network_sights s
    where s.domain = ${domain} and s.proved) where domain = ${domain}`.execute(tx)
}

/** The largest of its trees that were caught. */
export async function caughtUpTo(db: Asked, domain: string): Promise<number> {
  const { rows } = await sql<{
    size: number
  }>`select coalesce(max(greatest(split_part(older->>'note', chr(10), 2)::bigint,
    split_part(newer->>'note', chr(10), 2)::bigint)), 0) as size from network_splits where domain = ${domain}`.execute(
    db,
  )
  return rows[0]!.size
}

/** The largest tree of a log that was proved to have only grown. */
export async function proved(db: Asked, domain: string): Promise<Sight | undefined> {
  const { rows } = await sql<Sight>`${SIGHT} where domain = ${domain} and proved order by size desc limit 1`.execute(db)
  return rows[0]
}

/** What others showed of a log and nobody has compared with it yet. */
export async function unproved(db: Asked, domain: string, limit: number): Promise<Sight[]> {
  const { rows } =
    await sql<Sight>`${SIGHT} where domain = ${domain} and not proved order by at limit ${limit}`.execute(db)
  return rows
}

export async function ofSize(db: Asked, domain: string, size: number): Promise<Sight[]> {
  return (await sql<Sight>`${SIGHT} where domain = ${domain} and size = ${size} limit 10`.execute(db)).rows
}

export async function countUnproved(db: Asked, domain: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from network_sights where domain = ${domain} and not proved`.execute(db) // prettier-ignore
  return rows[0]!.count
}

/** Of every log the newest that was seen. */
export async function sights(db: Asked, limit: number): Promise<Sight[]> {
  const { rows } = await sql<Sight>`select distinct on (domain) domain, size, root, note, vkey, by, at
    from network_sights order by domain, size desc, at desc limit ${limit}`.execute(db)
  return rows
}

/** False where these two were caught before. */
export async function addSplit(
  tx: Tx,
  { domain, kind, older, newer, at }: Split,
  fingerprint: string,
  entryId: string,
): Promise<boolean> {
  // prettier-ignore
  const { numAffectedRows } =
    await sql`insert into network_splits (domain, kind, older, newer, fingerprint, at, entry_id)
    values (${domain}, ${kind}, ${JSON.stringify(older)}::jsonb, ${JSON.stringify(newer)}::jsonb, ${fingerprint}, ${at}, ${entryId})
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

export async function hasSplit(db: Asked, domain: string, fingerprint: string): Promise<boolean> {
  const { rows } = await sql`select from network_splits where domain = ${domain} and fingerprint = ${fingerprint}`.execute(db) // prettier-ignore
  return rows.length > 0
}

/** Newest first. */
export async function splits(db: Asked, limit: number): Promise<Split[]> {
  const { rows } = await sql<Split>`select domain, kind, older, newer, at from network_splits order by at desc, seq desc
    limit ${limit}`.execute(db)
  return rows
}

export async function used(db: Asked, domain: string, day: string): Promise<Used | undefined> {
  const { rows } = await sql<Used>`select requests, bytes, objects from network_peer_usage
    where domain = ${domain} and day = ${day}::date`.execute(db)
  return rows[0]
}

export async function spend(db: Asked, domain: string, day: string, more: Partial<Used>): Promise<void> {
  const { requests = 0, bytes = 0, objects = 0 } = more
  await sql`insert into network_peer_usage as u (domain, day, requests, bytes, objects)
    values (${domain}, ${day}::date, ${requests}, ${bytes}, ${objects})
    on conflict (domain, day) do update set requests = u.requests + excluded.requests, bytes = u.bytes + excluded.bytes,
      objects = u.objects + excluded.objects`.execute(db)
}

export async function addReport(tx: Tx, { id, domain, text, by, at }: Report): Promise<void> {
  await sql`insert into network_peer_reports (domain, id, text, by, at) values (${domain}, ${id}, ${text}, ${by}, ${at})`.execute(tx) // prettier-ignore
}

type ReportRow = Omit<Report, 'settled'> & { settledAt: Date | null; settledBy: string | null; answer: string | null }
const REPORT = sql`select id, domain, text, by, at, settled_at as "settledAt", settled_by as "settledBy", answer from network_peer_reports` // prettier-ignore
const reported = ({ settledAt, settledBy, answer, ...report }: ReportRow): Report => ({
  ...report,
  ...(settledAt && { settled: { at: settledAt, by: settledBy!, answer: answer! } }),
})

/** Newest first. */
export async function reports(db: Asked, domain: string): Promise<Report[]> {
  const { rows } = await sql<ReportRow>`${REPORT} where domain = ${domain} order by at desc limit 500`.execute(db)
  return rows.map(reported)
}

export async function openReportsBy(db: Asked, by: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from network_peer_reports where by = ${by} and settled_at is null`.execute(db) // prettier-ignore
  return rows[0]!.count
}

/** False where there is none that waits. */
export async function settleReport(
  tx: Tx,
  domain: string,
  id: string,
  settled: NonNullable<Report['settled']>,
): Promise<boolean> {
  // prettier-ignore
  const { numAffectedRows } =
    await sql`update network_peer_reports set settled_at = ${settled.at}, settled_by = ${settled.by}, answer = ${settled.answer}
    where domain = ${domain} and id = ${id} and settled_at is null`.execute(tx)
  return numAffectedRows === 1n
}

export async function openReports(db: Asked): Promise<Map<string, number>> {
  const { rows } = await sql<{
    domain: string
    count: number
  }>`select domain, count(*) as count from network_peer_reports
    where settled_at is null group by domain`.execute(db)
  return new Map(rows.map(({ domain, count }) => [domain, count]))
}
