/** The tables of what other cities told of their practices, kept as theirs, and every query on them. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import { foreignTexts } from '#platform/text'
import type { Tables } from '../../feeds/store.ts'
import type { Feed } from '../../feeds/types.ts'
import type { Taken } from '../weighing.ts'
import { kindOf, type Checked, type Kind, type PracticeDocument } from '../types.ts'

type Asked = Db | Tx
const SHOWN_MAX = 20_000

export const FEED: Tables = { feeds: 'network_practice_feeds', refused: 'network_practices_refused' }

/** How far it has come with each, and how many cards of each stand. */
export type Taking = Pick<Feed, 'wholeAt' | 'failure'> & { cards: number }
export async function takings(db: Asked, domains: readonly string[]): Promise<Map<string, Taking>> {
  const { rows } = await sql<Taking & { domain: string }>`select d.domain, f.whole_at as "wholeAt", f.failure,
      (select count(*) from (select distinct on (subject) withdrawn from network_practices_received r
        where r.domain = d.domain and kind = 'card' order by subject, seq desc) n where not withdrawn) as cards
    from unnest(${[...domains]}::text[]) as d (domain)
    left join network_practice_feeds f on f.domain = d.domain`.execute(db)
  return new Map(rows.map(({ domain, ...taking }) => [domain, taking]))
}

export async function known(tx: Tx, domain: string, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; sha256: string }>`select id, sha256 from network_practices_received
    where domain = ${domain} and id = any(${[...ids]}::text[])`.execute(tx)
  return new Map(rows.map(({ id, sha256 }) => [id, sha256]))
}

export async function add(tx: Tx, domain: string, { seq, document, sha256, key, raw }: Taken, at: Date): Promise<void> {
  await sql`insert into network_practices_received (domain, id, seq, kind, subject, withdrawn, key, sha256, received_at, document)
    values (${domain}, ${document.id}, ${seq}, ${kindOf(document)}, ${document.subject}, ${document.withdrawn === true}, ${key},
      ${sha256}, ${at}, ${JSON.stringify(raw)})`.execute(tx)
}

export type Kept = {
  domain: string
  seq: number
  key: string
  kind: Kind
  subject: string
  receivedAt: Date
  document: PracticeDocument
  checked: Checked | null
  problem: string | null
}
type Row = Omit<Kept, 'document'> & { document: string }

/** What only tricks need is in few of them, and looked for in all at once. */
const IS_PLAIN = /^[\p{ASCII}\p{Script=Latin}\p{Script=Cyrillic}\p{P}\p{S}]*$/u
const documentOf = (text: string): PracticeDocument => {
  const document = JSON.parse(text) as PracticeDocument
  return IS_PLAIN.test(text) ? document : foreignTexts(document)
}

/** The newest of each that was not withdrawn, as it is shown. */
export async function newest(db: Asked): Promise<Kept[]> {
  const { rows } = await sql<Row>`select * from (
      select distinct on (domain, kind, subject) domain, seq, key, kind, subject, withdrawn, received_at as "receivedAt", document,
        checked, problem
      from network_practices_received order by domain, kind, subject, seq desc) n
    where not withdrawn order by domain, seq desc limit ${SHOWN_MAX}`.execute(db)
  return rows.map((row) => ({ ...row, document: documentOf(row.document) }))
}

/** Newest ones whose evaluation nobody computed here yet. */
export async function unchecked(db: Asked, domain: string, limit: number): Promise<PracticeDocument[]> {
  const { rows } = await sql<{ document: string }>`select document from (
      select distinct on (kind, subject) document, checked, withdrawn, seq from network_practices_received
      where domain = ${domain} order by kind, subject, seq desc) n
    where checked is null and not withdrawn order by seq limit ${limit}`.execute(db)
  return rows.map(({ document }) => JSON.parse(document) as PracticeDocument)
}

export async function check(
  db: Asked,
  domain: string,
  id: string,
  to: { checked: Checked; problem?: string; at: Date },
) {
  // prettier-ignore
  await sql`update network_practices_received set checked = ${to.checked}, problem = ${to.problem ?? null}, checked_at = ${to.at}
    where domain = ${domain} and id = ${id}`.execute(db)
}
