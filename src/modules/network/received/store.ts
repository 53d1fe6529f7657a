/** The tables of what was received and every query on them. */
import { sql } from 'kysely'
import { insertMany, type Db, type Tx } from '#platform/db'
import type { Statement } from '#verify/statement'
import type { Failure } from '../peers/types.ts'
import { standardsOf } from './rules.ts'
import { REFUSED_KEPT, type Received, type Refused } from './types.ts'
import type { Taken } from './weighing.ts'

type Asked = Db | Tx

export type Feed = { cursor: number; askedAt: Date | null; wholeAt: Date | null; failure: Failure | null }
export async function feed(db: Asked, domain: string): Promise<Feed> {
  const { rows } = await sql<Feed>`select cursor, asked_at as "askedAt", whole_at as "wholeAt", failure
    from network_feeds where domain = ${domain}`.execute(db)
  return rows[0] ?? { cursor: 0, askedAt: null, wholeAt: null, failure: null }
}

export async function advance(
  db: Asked,
  domain: string,
  to: { cursor: number; at: Date; isWhole: boolean; failure?: Failure },
) {
  // prettier-ignore
  const failure = to.failure === undefined ? null : JSON.stringify(to.failure)
  await sql`insert into network_feeds as f (domain, cursor, asked_at, whole_at, failure)
    values (${domain}, ${to.cursor}, ${to.at}, ${to.isWhole ? to.at : null}, ${failure}::jsonb)
    on conflict (domain) do update set cursor = greatest(f.cursor, excluded.cursor), asked_at = excluded.asked_at,
      whole_at = coalesce(excluded.whole_at, f.whole_at), failure = excluded.failure`.execute(db)
}

/** What stands under these addresses already, by its fingerprint. */
export async function known(db: Asked, domain: string, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; sha256: string }>`select id, sha256 from network_received
    where domain = ${domain} and id = any(${[...ids]}::text[])`.execute(db)
  return new Map(rows.map(({ id, sha256 }) => [id, sha256]))
}

/** Keeps statements, each once. */
export async function add(tx: Tx, domain: string, taken: readonly Taken[], at: Date): Promise<void> {
  if (taken.length === 0) return
  const of = <T>(name: string, type: string, value: (one: Taken) => T) => ({ name, type, values: taken.map(value) })
  const subject = ({ statement }: Taken) => statement.credentialSubject
  await insertMany(tx, 'network_received', [
    of('domain', 'text', () => domain),
    of('id', 'text', ({ statement }) => statement.id),
    of('seq', 'bigint', ({ seq }) => seq),
    of('indicator', 'text', (one) => subject(one).indicator.id),
    of('version', 'int', (one) => subject(one).indicator.version),
    of('area', 'text', (one) => subject(one).area.id),
    of('period', 'text', (one) => subject(one).period),
    of('withdrawn', 'boolean', (one) => subject(one).withdrawn === true),
    of('key', 'text', ({ statement }) => statement.proof.verificationMethod),
    of('sha256', 'text', ({ sha256 }) => sha256),
    of('received_at', 'timestamptz', () => at),
    of('document', 'text', ({ statement }) => JSON.stringify(statement)),
    of('state', 'text', () => 'signed'),
  ].concat([of('standards', 'text', (one) => standardsOf(subject(one).indicator.standards).join(' '))]), 'do nothing') // prettier-ignore
  await mean(tx, domain, taken, at)
  const standards = taken.flatMap((one) => standardsOf(subject(one).indicator.standards))
  await offer(tx, domain, standards, at)
}

/** Keeps what the numbers were used for, each meaning once. */
async function mean(tx: Tx, domain: string, taken: readonly Taken[], at: Date): Promise<void> {
  const meanings = new Map(
    taken.map(({ statement: { credentialSubject } }) => {
      const { id, version, formula, unit } = credentialSubject.indicator
      return [JSON.stringify([id, version, formula, unit]), { id, version, formula, unit }]
    }),
  )
  const all = [...meanings.values()]
  const of = (name: string, type: string, value: (one: (typeof all)[number]) => unknown) => ({ name, type, values: all.map(value) }) // prettier-ignore
  await insertMany(tx, 'network_meanings', [
    of('domain', 'text', () => domain),
    of('indicator', 'text', ({ id }) => id),
    of('version', 'int', ({ version }) => version),
    of('formula', 'text', ({ formula }) => formula),
    of('unit', 'text', ({ unit }) => unit),
    of('first_at', 'timestamptz', () => at),
  ], 'do nothing') // prettier-ignore
}

export async function refused(tx: Tx, domain: string, given: readonly Refused[]): Promise<void> {
  if (given.length === 0) return
  for (const { seq, code, id, problem, at } of given)
    await sql`insert into network_refused (domain, seq, code, id, problem, at)
      values (${domain}, ${seq}, ${code}, ${id}, ${problem}, ${at}) on conflict do nothing`.execute(tx)
  await sql`delete from network_refused where domain = ${domain} and seq < (select seq from network_refused
    where domain = ${domain} order by seq desc offset ${REFUSED_KEPT} limit 1)`.execute(tx)
}

/** Newest first. */
export async function refusals(db: Asked, domain: string, limit: number): Promise<Refused[]> {
  const { rows } = await sql<Refused>`select seq, code, id, problem, at from network_refused where domain = ${domain}
    order by seq desc limit ${limit}`.execute(db)
  return rows
}

type Row = {
  domain: string
  id: string
  seq: number
  state: Received['state']
  received_at: Date
  checked_at: Date | null
  report: Received['report'] | null
  key: string
  document: string
  meanings: number
}
export type Found = Omit<Received, 'isDoubtful'> & { key: string }

const foundOf = (row: Row): Found => ({
  ...{ domain: row.domain, id: row.id, seq: row.seq, state: row.state, receivedAt: row.received_at, key: row.key },
  ...{ checkedAt: row.checked_at ?? undefined, report: row.report ?? undefined, isReused: row.meanings > 1 },
  statement: JSON.parse(row.document) as Statement,
})
const COLUMNS = sql`r.domain, r.id, r.seq, r.state, r.received_at, r.checked_at, r.report, r.key, r.document,
  (select count(*) from network_meanings m where m.domain = r.domain and m.indicator = r.indicator and m.version = r.version) as meanings`

export async function find(db: Asked, domain: string, id: string): Promise<Found | undefined> {
  const { rows } = await sql<Row>`select ${COLUMNS} from network_received r where r.domain = ${domain} and r.id = ${id}`.execute(db) // prettier-ignore
  return rows[0] && foundOf(rows[0])
}

/**
 * The newest of each value with one of these numbers, as long as it was not taken back. Where a period is asked for, one of
 * each: of that period, or else the latest.
 */
export async function ofStandards(
  db: Asked,
  standards: readonly string[],
  { period, limit }: { period?: string; limit: number },
): Promise<Found[]> {
  const newest = sql`select distinct on (domain, indicator, area, period) * from network_received
    where string_to_array(standards, ' ') && ${[...standards]}::text[] order by domain, indicator, area, period, seq desc`
  const wanted =
    period === undefined
      ? sql`select * from (${newest}) n where not withdrawn`
      : sql`select distinct on (domain, indicator, area) * from (${newest}) n where not withdrawn
          order by domain, indicator, area, (period = ${period}) desc, period desc, seq desc`
  const { rows } = await sql<Row>`select ${COLUMNS} from (${wanted}) r
    order by r.domain, r.period desc, r.seq desc limit ${limit}`.execute(db)
  return rows.map(foundOf)
}

/** Who states something of which number, and since when its newest is here. */
export type Offer = { standard: string; domain: string; at: Date }
export async function offers(db: Asked): Promise<Offer[]> {
  return (await sql<Offer>`select standard, domain, at from network_offers`.execute(db)).rows
}
async function offer(tx: Tx, domain: string, standards: readonly string[], at: Date): Promise<void> {
  await sql`insert into network_offers as o (standard, domain, at)
    select one, ${domain}, ${at} from unnest(${[...new Set(standards)].toSorted()}::text[]) as one order by one
    on conflict (standard, domain) do update set at = greatest(o.at, excluded.at)`.execute(tx)
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
  db: Asked,
  domain: string,
  id: string,
  { state, report, at }: { state: Received['state']; report: object; at: Date },
): Promise<void> {
  // prettier-ignore
  await sql`update network_received set state = ${state}, report = ${JSON.stringify(report)}::jsonb, checked_at = ${at}
    where domain = ${domain} and id = ${id}`.execute(db)
}

export async function count(db: Asked, domain: string): Promise<number> {
  return (await sql<{ count: number }>`select count(*) as count from network_received where domain = ${domain}`.execute(db)).rows[0]!.count // prettier-ignore
}

/** How far it has come with each, how many are kept and how many of those were computed once more. */
export type Taking = Pick<Feed, 'wholeAt' | 'failure'> & { count: number; recomputed: number }
export async function takings(db: Asked, domains: readonly string[]): Promise<Map<string, Taking>> {
  const { rows } = await sql<Taking & { domain: string }>`select d.domain, f.whole_at as "wholeAt", f.failure,
      coalesce(r.count, 0) as count, coalesce(r.recomputed, 0) as recomputed
    from unnest(${[...domains]}::text[]) as d (domain) left join network_feeds f on f.domain = d.domain
    left join (select domain, count(*) as count, count(*) filter (where state = 'recomputed') as recomputed
      from network_received where domain = any(${[...domains]}::text[]) group by domain) r on r.domain = d.domain`.execute(
    db,
  )
  return new Map(rows.map(({ domain, ...taking }) => [domain, taking]))
}
