/** The table of enquiries and every query on it. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Enquiry, Letter } from './types.ts'

type Row = Omit<Enquiry, 'answered'> & { answeredAt: Date | null; answeredBy: string | null; answer: string | null }
const COLUMNS = sql`id, secret, audience, tie, organisation_id as "organisationId", closed_at as "closedAt", subject, words, name, email, language, at, due::text as due,
  answered_at as "answeredAt", answered_by as "answeredBy", answer, forgotten_at as "forgottenAt"`
const enquiryOf = ({ answeredAt: at, answeredBy: by, answer, ...row }: Row): Enquiry => ({
  ...row,
  answered: at && by !== null && answer !== null ? { at, by, answer } : null,
})

export async function add(
  tx: Tx,
  one: Omit<Enquiry, 'answered' | 'organisationId' | 'closedAt' | 'forgottenAt'>,
): Promise<void> {
  await sql`insert into network_enquiries (id, secret, audience, tie, subject, words, name, email, language, at, due)
    values (${one.id}, ${one.secret}, ${one.audience}, ${one.tie}, ${one.subject}, ${one.words}, ${one.name}, ${one.email}, ${one.language}, ${one.at}, ${one.due}::date)`.execute(tx) // prettier-ignore
}

export async function bySecret(db: Db | Tx, secret: string): Promise<Enquiry | undefined> {
  const { rows } = await sql<Row>`select ${COLUMNS} from network_enquiries where secret = ${secret}`.execute(db)
  return rows[0] && enquiryOf(rows[0])
}

export async function find(db: Db | Tx, id: string, locked = false): Promise<Enquiry | undefined> {
  const { rows } = await sql<Row>`select ${COLUMNS} from network_enquiries
    where id = ${id} ${locked ? sql`for update` : sql``}`.execute(db)
  return rows[0] && enquiryOf(rows[0])
}

/** Those without an answer, what is due first before the others; or the newest of those that have one. */
export async function list(db: Db, answered: boolean, limit: number): Promise<Enquiry[]> {
  const { rows } = answered
    ? await sql<Row>`select ${COLUMNS} from network_enquiries where answered_at is not null or closed_at is not null
        order by coalesce(answered_at, closed_at) desc, id limit ${limit}`.execute(db)
    : await sql<Row>`select ${COLUMNS} from network_enquiries where answered_at is null and closed_at is null
        order by due, at, id limit ${limit}`.execute(db)
  return rows.map(enquiryOf)
}

/** How many of a mailbox wait; whoever asks from it at once waits for who asks now. */
export async function countOpen(tx: Tx, email: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`network enquiries ${email}`}, 0))`.execute(tx)
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from network_enquiries
    where lower(email) = ${email} and answered_at is null and closed_at is null`.execute(tx)
  return rows[0]!.n
}

export async function answer(tx: Tx, id: string, at: Date, by: string, text: string): Promise<void> {
  await sql`update network_enquiries set answered_at = ${at}, answered_by = ${by}, answer = ${text} where id = ${id}`.execute(tx) // prettier-ignore
}

/** True where nobody was reminded of it on this day. */
export async function remindOnce(tx: Tx, id: string, day: string): Promise<boolean> {
  const { rows } = await sql`update network_enquiries set reminded = ${day}::date
    where id = ${id} and answered_at is null and closed_at is null and reminded is distinct from ${day}::date returning id`.execute(
    tx,
  )
  return rows.length > 0
}

export async function letters(db: Db | Tx, id: string): Promise<Letter[]> {
  const { rows } = await sql<Letter>`select side, words, at from network_enquiry_letters where enquiry_id = ${id} order by n`.execute(db) // prettier-ignore
  return rows
}

/** What was answered joins what was written before; the newest words are of whoever asked, and wait until that day. */
export async function writeBack(
  tx: Tx,
  { id, answered }: Enquiry,
  before: number,
  words: string,
  at: Date,
  due: string,
) {
  const both: Letter[] = [
    { side: 'city', words: answered!.answer, at: answered!.at },
    { side: 'asker', words, at },
  ]
  for (const [i, one] of both.entries())
    await sql`insert into network_enquiry_letters (enquiry_id, n, side, words, at) values (${id}, ${before + i + 1}, ${one.side}, ${one.words}, ${one.at})`.execute(tx) // prettier-ignore
  await sql`update network_enquiries set answered_at = null, answered_by = null, answer = null, reminded = null, due = ${due}::date where id = ${id}`.execute(tx) // prettier-ignore
}

export async function hand(tx: Tx, id: string, organisationId: string | null): Promise<void> {
  await sql`update network_enquiries set organisation_id = ${organisationId}, reminded = null where id = ${id}`.execute(
    tx,
  )
}

export async function close(tx: Tx, id: string, at: Date): Promise<void> {
  await sql`update network_enquiries set closed_at = coalesce(closed_at, ${at}) where id = ${id}`.execute(tx)
}

const EMPTY = sql`subject = '', words = '', name = '', email = '', answer = case when answer is null then null else '' end`
/** At once, where whoever asked wants it so. */
export async function forgetOne(tx: Tx, id: string, at: Date): Promise<void> {
  await sql`delete from network_enquiry_letters where enquiry_id = ${id}`.execute(tx)
  await sql`update network_enquiries set ${EMPTY}, forgotten_at = ${at} where id = ${id}`.execute(tx)
}

/** That there was one, when and in what time it was answered stays; who asked what does not. */
export async function forget(tx: Tx, answeredBefore: Date, at: Date): Promise<void> {
  const old = sql`answered_at < ${answeredBefore} and forgotten_at is null`
  await sql`delete from network_enquiry_letters where enquiry_id in (select id from network_enquiries where ${old})`.execute(
    tx,
  )
  await sql`update network_enquiries set ${EMPTY}, forgotten_at = ${at} where ${old}`.execute(tx)
}
