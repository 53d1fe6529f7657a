/** The tables of requests and their letters, and every query on them. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Failure } from '../peers/types.ts'
import type { Outcome, RequestLetter } from './types.ts'

type Asked = Db | Tx

export type Row = {
  id: string
  domain: string
  own: boolean
  address: string
  indicator: string | null
  standards: string
  period: string
  respondBy: string
  validUntil: Date
  at: Date
  document: RequestLetter
  outcome: Outcome
  outcomeAt: Date | null
  answer: string
  statement: string | null
  told: string | null
}
type Raw = Omit<Row, 'document'> & { document: string }
const ALL = sql`select id, domain, own, address, indicator, standards, period, respond_by::text as "respondBy",
  valid_until as "validUntil", at, document, outcome, outcome_at as "outcomeAt", answer, statement, told from network_requests`
const rowOf = (raw: Raw): Row => ({ ...raw, document: JSON.parse(raw.document) as RequestLetter })

/** Whoever asks, answers or takes a letter of a peer waits for who does so now. */
export async function lock(tx: Tx, domain: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`network requests ${domain}`}, 0))`.execute(tx)
}

export async function find(db: Asked, id: string): Promise<Row | undefined> {
  const { rows } = await sql<Raw>`${ALL} where id = ${id}`.execute(db)
  return rows[0] && rowOf(rows[0])
}

export async function byAddress(db: Asked, domain: string, own: boolean, address: string): Promise<Row | undefined> {
  const { rows } = await sql<Raw>`${ALL} where domain = ${domain} and own = ${own} and address = ${address}`.execute(db)
  return rows[0] && rowOf(rows[0])
}

/** Newest first. */
export async function list(db: Asked, limit: number): Promise<Row[]> {
  const { rows } = await sql<Raw>`${ALL} order by at desc, id desc limit ${limit}`.execute(db)
  return rows.map(rowOf)
}

/** What others ask and nobody has answered yet, or has declined only, as long as they wait. */
export async function answerable(db: Asked, now: Date, limit: number): Promise<Row[]> {
  const { rows } = await sql<Raw>`${ALL} where not own and outcome in ('open', 'declined') and valid_until > ${now}
    order by respond_by, id limit ${limit}`.execute(db)
  return rows.map(rowOf)
}

export async function countOpen(tx: Tx, domain: string, own: boolean, now: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from network_requests
    where domain = ${domain} and own = ${own} and outcome = 'open' and valid_until > ${now}`.execute(tx)
  return rows[0]!.n
}

export async function countLetters(tx: Tx, domain: string, own: boolean, since: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from network_request_letters
    where domain = ${domain} and own = ${own} and at > ${since}`.execute(tx)
  return rows[0]!.n
}

/** Whom this city waits for an answer from, of all that has these numbers; nobody waits for what lapsed. */
export async function asked(db: Asked, standards: string, now: Date): Promise<Pick<Row, 'domain' | 'period'>[]> {
  const { rows } = await sql<Pick<Row, 'domain' | 'period'>>`select domain, period from network_requests
    where own and outcome = 'open' and standards = ${standards} and valid_until > ${now}`.execute(db)
  return rows
}

export type New = Pick<Row, 'id' | 'domain' | 'own' | 'address' | 'standards' | 'at' | 'document'> & { indicator?: string } // prettier-ignore
export async function add(tx: Tx, one: New): Promise<void> {
  const { period, respondBy, validUntil } = one.document
  await sql`insert into network_requests (id, domain, own, address, indicator, standards, period, respond_by, valid_until, at, document, outcome)
    values (${one.id}, ${one.domain}, ${one.own}, ${one.address}, ${one.indicator ?? null}, ${one.standards}, ${period},
      ${respondBy}::date, ${validUntil}::timestamptz, ${one.at}, ${JSON.stringify(one.document)}, 'open')`.execute(tx)
}

export type Said = { outcome: Outcome; at: Date; answer?: string; statement?: string }
export async function settle(tx: Tx, id: string, { outcome, at, answer = '', statement }: Said): Promise<void> {
  await sql`update network_requests set outcome = ${outcome}, outcome_at = ${at}, answer = ${answer},
    statement = ${statement ?? null} where id = ${id}`.execute(tx)
}

export async function tell(tx: Tx, id: string, stage: string): Promise<void> {
  await sql`update network_requests set told = ${stage} where id = ${id}`.execute(tx)
}

export type LetterRow = {
  seq: number
  domain: string
  id: string
  request: string
  document: string
  sha256: string
  at: Date
  deliveredAt: Date | null
  tries: number
  nextAt: Date | null
  failure: Failure | null
}
const LETTER = sql`select seq, domain, id, request, document, sha256, at, delivered_at as "deliveredAt", tries,
  next_at as "nextAt", failure from network_request_letters`

export async function letter(db: Asked, domain: string, id: string): Promise<LetterRow | undefined> {
  const { rows } = await sql<LetterRow>`${LETTER} where domain = ${domain} and id = ${id}`.execute(db)
  return rows[0]
}

export type NewLetter = Pick<LetterRow, 'domain' | 'id' | 'request' | 'document' | 'sha256' | 'at'> & { own: boolean; kind: string; by: string; entryId: string } // prettier-ignore
export async function addLetter(tx: Tx, one: NewLetter): Promise<void> {
  await sql`insert into network_request_letters (domain, id, own, request, kind, document, sha256, at, by, entry_id)
    values (${one.domain}, ${one.id}, ${one.own}, ${one.request}, ${one.kind}, ${one.document}, ${one.sha256}, ${one.at},
      ${one.by}, ${one.entryId})`.execute(tx)
}

/** What is still to be told to a peer, in the order in which it was written. */
export async function waiting(db: Asked, domain: string): Promise<LetterRow[]> {
  const { rows } = await sql<LetterRow>`${LETTER} where own and delivered_at is null and domain = ${domain} order by seq`.execute(db) // prettier-ignore
  return rows
}

/** The last letter that this city wrote of each request. */
export async function lastLetters(db: Asked, requests: readonly string[]): Promise<Map<string, LetterRow>> {
  const { rows } = await sql<LetterRow>`${LETTER} l where own and request = any(${[...requests]}::uuid[])
    and not exists (select from network_request_letters n where n.own and n.request = l.request and n.seq > l.seq)`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.request, row]))
}

export async function delivered(db: Asked, seq: number, at: Date): Promise<void> {
  await sql`update network_request_letters set delivered_at = ${at}, failure = null, next_at = null where seq = ${seq}`.execute(db) // prettier-ignore
}

export async function failed(db: Asked, seq: number, failure: Failure, nextAt: Date | undefined): Promise<void> {
  await sql`update network_request_letters set tries = tries + 1, failure = ${JSON.stringify(failure)}::jsonb,
    next_at = ${nextAt ?? null} where seq = ${seq}`.execute(db)
}
