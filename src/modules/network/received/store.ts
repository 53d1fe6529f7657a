/** The tables of what was received and every query on them. */
import { sql } from 'kysely'
import { insertMany, type Db, type Tx } from '#platform/db'
import type { Statement } from '#verify/statement'
import type { Tables } from '../feeds/store.ts'
import type { Feed } from '../feeds/types.ts'
import type { Received } from './types.ts'
import type { Taken } from './weighing.ts'

type Asked = Db | Tx

/** When something of a number last came is told this exactly: it is not written anew with each page. */
const OFFERED_MS = 60_000

export const FEED: Tables = { feeds: 'network_feeds', refused: 'network_refused' }

/** How many are kept of a peer, and how many of them were found in the ledger at once, as they came. */
export async function kept(db: Asked, domain: string): Promise<Kept> {
  const { rows } = await sql<Kept>`select count, entered from network_feeds where domain = ${domain}`.execute(db)
  return rows[0] ?? { count: 0, entered: 0 }
}

/** So many more are kept than before. */
export async function more(tx: Tx, domain: string, { count, entered }: Kept): Promise<void> {
  await sql`update network_feeds set count = count + ${count}, entered = entered + ${entered} where domain = ${domain}`.execute(
    tx,
  )
}

/** What stands under these addresses already, by its fingerprint. */
export async function known(db: Asked, domain: string, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; sha256: string }>`select id, sha256 from network_received
    where domain = ${domain} and id = any(${[...ids]}::text[])`.execute(db)
  return new Map(rows.map(({ id, sha256 }) => [id, sha256]))
}

/** How many more are kept, and how many of them are proved to be in the ledger. */
export type Kept = { count: number; entered: number }

/** Keeps statements, each once. Gives how many did not stand under their addresses yet. */
export async function add(tx: Tx, domain: string, taken: readonly Taken[], at: Date): Promise<Kept> {
  if (taken.length === 0) return { count: 0, entered: 0 }
  const of = (name: string, type: string, value: (one: Taken) => unknown) => ({ name, type, values: taken.map(value) })
  const count = await insertMany(tx, 'network_received', [
    of('domain', 'text', () => domain),
    of('id', 'text', ({ id }) => id),
    of('seq', 'bigint', ({ seq }) => seq),
    of('indicator', 'text', ({ indicator }) => indicator.id),
    of('version', 'int', ({ indicator }) => indicator.version),
    of('area', 'text', ({ area }) => area),
    of('period', 'text', ({ period }) => period),
    of('withdrawn', 'boolean', ({ isWithdrawn }) => isWithdrawn),
    of('key', 'text', ({ key }) => key),
    of('sha256', 'text', ({ sha256 }) => sha256),
    of('received_at', 'timestamptz', () => at),
    of('document', 'text', ({ document }) => document),
    of('state', 'text', () => 'signed'),
    of('standards', 'text', ({ standards }) => standards.join(' ')),
    of('entered_at', 'timestamptz', ({ enteredAt }) => enteredAt ?? null),
  ], 'do nothing') // prettier-ignore
  const entered = taken.filter(({ enteredAt }) => enteredAt !== undefined).length
  return { count, entered: count === taken.length ? entered : await enteredSince(tx, domain) }
}

/** How many more are proved to be in the ledger than was counted, where which of many were kept is not known. */
async function enteredSince(tx: Tx, domain: string): Promise<number> {
  const { rows } = await sql<{ more: number }>`select (select count(*) from network_received
    where domain = ${domain} and entered_at is not null) - coalesce((select entered from network_feeds
    where domain = ${domain}), 0) as more`.execute(tx)
  return rows[0]!.more
}

/** Keeps what the numbers were used for, each meaning once, and which numbers of standards they are. */
export async function mean(tx: Tx, domain: string, taken: readonly Taken[], at: Date): Promise<void> {
  const all = [...new Map(taken.map(({ indicator }) => [JSON.stringify(indicator), indicator])).values()]
  const of = (name: string, type: string, value: (one: (typeof all)[number]) => unknown) => ({ name, type, values: all.map(value) }) // prettier-ignore
  if (all.length === 0) return
  await insertMany(tx, 'network_meanings', [
    of('domain', 'text', () => domain),
    of('indicator', 'text', ({ id }) => id),
    of('version', 'int', ({ version }) => version),
    of('formula', 'text', ({ formula }) => formula),
    of('unit', 'text', ({ unit }) => unit),
    of('first_at', 'timestamptz', () => at),
  ], 'do nothing') // prettier-ignore
  await offer(tx, domain, taken, at)
}

type Row = {
  domain: string
  id: string
  seq: number
  state: Received['state']
  received_at: Date
  checked_at: Date | null
  report: Received['report'] | null
  entered_at: Date | null
  key: string
  document: string
  meanings: number
}
export type Found = Omit<Received, 'isDoubtful'> & { key: string; enteredAt?: Date }

const foundOf = (row: Row): Found => ({
  ...{ domain: row.domain, id: row.id, seq: row.seq, state: row.state, receivedAt: row.received_at, key: row.key },
  ...{
    checkedAt: row.checked_at ?? undefined,
    report: reportOf(row),
    enteredAt: row.entered_at ?? undefined,
    isReused: row.meanings > 1,
  },
  statement: JSON.parse(row.document) as Statement,
})
/** What was found in the ledger as it came is there, whatever could be asked for since. */
function reportOf({ report, entered_at }: Pick<Row, 'report' | 'entered_at'>): Received['report'] {
  if (entered_at === null || (report && report.ledger !== 'absent')) return report ?? undefined
  return { signature: 'holds', ledger: 'holds', recomputation: report?.recomputation ?? 'absent' }
}
const COLUMNS = sql`r.domain, r.id, r.seq, r.state, r.received_at, r.checked_at, r.report, r.entered_at, r.key, r.document,
  (select count(*) from network_meanings m where m.domain = r.domain and m.indicator = r.indicator and m.version = r.version) as meanings`

export async function find(db: Asked, domain: string, id: string): Promise<Found | undefined> {
  const { rows } = await sql<Row>`select ${COLUMNS} from network_received r where r.domain = ${domain} and r.id = ${id}`.execute(db) // prettier-ignore
  return rows[0] && foundOf(rows[0])
}

/**
 * The newest of each value with one of these numbers, as long as it was not taken back. Where a period is asked for, one of
 * each: of that period, or else the latest. Which those are is told by the index alone.
 */
export async function ofStandards(
  db: Asked,
  standards: readonly string[],
  { period, limit }: { period?: string; limit: number },
): Promise<Found[]> {
  const newest = sql`select distinct on (area, period) area, period, seq, withdrawn from network_received
    where domain = o.domain and indicator = o.indicator order by area desc, period desc, seq desc`
  const wanted =
    period === undefined
      ? sql`select * from (${newest}) n where not withdrawn`
      : sql`select distinct on (area) * from (${newest}) n where not withdrawn
          order by area, (period = ${period}) desc, period desc`
  const { rows } = await sql<Row>`select ${COLUMNS} from (
      select o.domain, o.indicator, w.area, w.period, w.seq from (select distinct domain, indicator from network_offers
        where standard = any(${[...standards]}::text[])) o, lateral (${wanted}) w
      order by o.domain, w.period desc, w.seq desc limit ${limit}) c
    join network_received r on r.domain = c.domain and r.indicator = c.indicator and r.area = c.area and r.period = c.period and r.seq = c.seq
    where string_to_array(r.standards, ' ') && ${[...standards]}::text[]
    order by r.domain, r.period desc, r.seq desc`.execute(db)
  return rows.map(foundOf)
}

/** Who states something of which number, and since when its newest is here. */
export type Offer = { standard: string; domain: string; at: Date }
export async function offers(db: Asked): Promise<Offer[]> {
  return (
    await sql<Offer>`select standard, domain, max(at) as at from network_offers group by standard, domain`.execute(db)
  ).rows
}
async function offer(tx: Tx, domain: string, taken: readonly Taken[], at: Date): Promise<void> {
  const all = new Map(taken.flatMap(({ indicator: { id }, standards }) => standards.map((one) => [`${one} ${id}`, { one, id }]))) // prettier-ignore
  const [sorted, hour] = [[...all.keys()].toSorted().map((key) => all.get(key)!), new Date(at.getTime() - OFFERED_MS)]
  await sql`insert into network_offers as o (standard, domain, indicator, at)
    select one, ${domain}, indicator, ${at} from unnest(${sorted.map(({ one }) => one)}::text[], ${sorted.map(({ id }) => id)}::text[]) as t (one, indicator)
    on conflict (standard, domain, indicator) do update set at = excluded.at where o.at < ${hour}`.execute(tx)
}

/** Those that nobody checked yet and that still stand, the newest first. */
export async function unchecked(db: Asked, domain: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from network_received r where domain = ${domain}
    and checked_at is null and not withdrawn and not exists (select from network_received n where n.domain = r.domain
      and n.indicator = r.indicator and n.area = r.area and n.period = r.period and n.seq > r.seq)
    order by seq desc limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

export async function check(
  tx: Tx,
  domain: string,
  id: string,
  { state, report, at }: { state: Received['state']; report: object; at: Date },
): Promise<void> {
  // prettier-ignore
  const { rows } = await sql<{ state: string }>`select state from network_received where domain = ${domain} and id = ${id} for update`.execute(tx)
  await sql`update network_received set state = ${state}, report = ${JSON.stringify(report)}::jsonb, checked_at = ${at}
    where domain = ${domain} and id = ${id}`.execute(tx)
  const more = Number(state === 'recomputed') - Number(rows[0]?.state === 'recomputed')
  if (more !== 0)
    await sql`update network_feeds set recomputed = recomputed + ${more} where domain = ${domain}`.execute(tx)
}

/** How far it has come with each, how many are kept and how many of those were computed once more. */
export type Taking = Pick<Feed, 'wholeAt' | 'failure'> & Kept & { recomputed: number }
export async function takings(db: Asked, domains: readonly string[]): Promise<Map<string, Taking>> {
  const { rows } = await sql<Taking & { domain: string }>`select d.domain, f.whole_at as "wholeAt", f.failure,
      coalesce(f.count, 0) as count, coalesce(f.entered, 0) as entered, coalesce(f.recomputed, 0) as recomputed
    from unnest(${[...domains]}::text[]) as d (domain) left join network_feeds f on f.domain = d.domain`.execute(db)
  return new Map(rows.map(({ domain, ...taking }) => [domain, taking]))
}
