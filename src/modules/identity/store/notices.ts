/** Follows, notices, and the copy of a notice that each person gets. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Lang, Texts } from '#words'
import { languageOf, NOTICE_MAIL } from '../types.ts'
import type { MailSetting, Notice } from '../types.ts'

type Tables = {
  identity_follows: { account_id: string; subject: string; since: Date }
  identity_notices: {
    id: string
    subject: string | null
    account_id: string | null
    kind: string
    title: Texts
    body: Texts
    path: string
    at: Date
  }
  identity_notice_copies: { account_id: string; notice_id: string; waiting: boolean }
  identity_notice_settings: { account_id: string; mail: MailSetting }
}
const tables = (db: Db) => db.withTables<Tables>()

export async function follow(db: Db, row: Tables['identity_follows']): Promise<void> {
  await tables(db)
    .insertInto('identity_follows')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function unfollow(db: Db, accountId: string, subject: string): Promise<void> {
  await tables(db)
    .deleteFrom('identity_follows')
    .where('account_id', '=', accountId)
    .where('subject', '=', subject)
    .execute()
}

export async function follows(db: Db, accountId: string): Promise<{ subject: string; since: Date }[]> {
  return tables(db)
    .selectFrom('identity_follows')
    .select(['subject', 'since'])
    .where('account_id', '=', accountId)
    .orderBy('since', 'desc')
    .execute()
}

export async function add(tx: Tx, { id, subject, accountId, kind, title, body, path, at }: Notice): Promise<void> {
  await tables(tx)
    .insertInto('identity_notices')
    .values({ id, subject: subject ?? null, account_id: accountId ?? null, kind, title, body, path, at })
    .execute()
}

export async function find(db: Db, id: string): Promise<Notice | undefined> {
  const row = await tables(db).selectFrom('identity_notices').selectAll().where('id', '=', id).executeTakeFirst()
  return row && noticeOf(row)
}

export async function ofSubject(db: Db, subject: string, limit: number): Promise<Notice[]> {
  const rows = await tables(db)
    .selectFrom('identity_notices')
    .selectAll()
    .where('subject', '=', subject)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(noticeOf)
}

/** Those who follow the subject, in the order of their ids, after `after`. */
export async function followers(db: Db, subject: string, after: string, limit: number): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('identity_follows')
    .select('account_id')
    .where('subject', '=', subject)
    .where('account_id', '>', after)
    .orderBy('account_id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.account_id)
}

export type Reader = { accountId: string; email: string; language: Lang; mail: MailSetting }

/** How those people want to hear of it; whoever is gone is left out. */
export async function readers(db: Db, accountIds: readonly string[]): Promise<Reader[]> {
  const { rows } = await sql<{ id: string; email: string; language: string; mail: MailSetting | null }>`
    select a.id, a.email, a.language, s.mail from identity_accounts a
    left join identity_notice_settings s on s.account_id = a.id
    where a.id = any(${accountIds as string[]}) order by a.id for share of a`.execute(db)
  return rows.map(({ id, language, mail, email }) => ({
    ...{ accountId: id, email, language: languageOf(language), mail: mail ?? NOTICE_MAIL[0] },
  }))
}

/** The copies that did not exist yet: exactly those people are still to be told. */
export async function copy(
  tx: Tx,
  noticeId: string,
  readers: readonly { accountId: string; waiting: boolean }[],
): Promise<Set<string>> {
  if (readers.length === 0) return new Set()
  const rows = await tables(tx)
    .insertInto('identity_notice_copies')
    .values(readers.map(({ accountId, waiting }) => ({ account_id: accountId, notice_id: noticeId, waiting })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('account_id')
    .execute()
  return new Set(rows.map((row) => row.account_id))
}

/** Who has something waiting for the weekly letter. */
export async function waiting(db: Db, after: string, limit: number): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('identity_notice_copies')
    .select('account_id')
    .distinct()
    .where('waiting', '=', true)
    .where('account_id', '>', after)
    .orderBy('account_id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.account_id)
}

/** Takes what waits for this person, once; oldest first. */
export async function takeWaiting(tx: Tx, accountId: string): Promise<Notice[]> {
  const taken = await tables(tx)
    .updateTable('identity_notice_copies')
    .set({ waiting: false })
    .where('account_id', '=', accountId)
    .where('waiting', '=', true)
    .returning('notice_id')
    .execute()
  if (taken.length === 0) return []
  const ids = taken.map((row) => row.notice_id)
  const rows = await tables(tx)
    .selectFrom('identity_notices')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('at')
    .execute()
  return rows.map(noticeOf)
}

/** What this person was told, newest first. */
export async function told(db: Db, accountId: string, limit: number): Promise<Notice[]> {
  const rows = await tables(db)
    .selectFrom('identity_notice_copies as c')
    .innerJoin('identity_notices as n', 'n.id', 'c.notice_id')
    .selectAll('n')
    .where('c.account_id', '=', accountId)
    .orderBy('n.at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(noticeOf)
}

export async function setting(db: Db, accountId: string): Promise<MailSetting> {
  const row = await tables(db)
    .selectFrom('identity_notice_settings')
    .select('mail')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row?.mail ?? NOTICE_MAIL[0]
}

export async function set(db: Db, accountId: string, mail: MailSetting): Promise<void> {
  await tables(db)
    .insertInto('identity_notice_settings')
    .values({ account_id: accountId, mail })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ mail }))
    .execute()
}

const noticeOf = (row: Tables['identity_notices']): Notice => ({
  id: row.id,
  subject: row.subject ?? undefined,
  accountId: row.account_id ?? undefined,
  kind: row.kind,
  title: row.title,
  body: row.body,
  path: row.path,
  at: row.at,
})
