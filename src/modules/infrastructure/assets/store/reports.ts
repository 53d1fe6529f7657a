/** Reports of faults and their contacts: every query on them. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Report, ReportOutcome } from '../reports/types.ts'

type Row = Omit<Report, 'photo' | 'taken' | 'closed'> & {
  sha256: string | null
  mediaType: string | null
  takenAt: Date | null
  takenBy: string | null
  closedAt: Date | null
  closedBy: string | null
  outcome: ReportOutcome | null
  answer: string | null
}

function reportOf({ sha256, mediaType, takenAt, takenBy, closedAt, closedBy, outcome, answer, ...row }: Row): Report {
  return {
    ...row,
    photo: sha256 && mediaType ? { sha256, mediaType } : null,
    taken: takenAt && { at: takenAt, by: takenBy! },
    closed: closedAt && { at: closedAt, by: closedBy!, outcome: outcome!, answer: answer ?? '' },
  }
}

async function read(db: Db | Tx, rest: RawBuilder<unknown>): Promise<Report[]> {
  const { rows } = await sql<Row>`select r.id, r.receipt, r.thing_id as "thingId", t.code as thing, t.kind,
      t.organisation_id as "organisationId", r.fault, r.words, r.photo_sha256 as sha256, r.photo_type as "mediaType",
      r.language, r.at, r.taken_at as "takenAt", r.taken_by as "takenBy", r.closed_at as "closedAt",
      r.closed_by as "closedBy", r.outcome, r.answer
    from infrastructure_reports r join infrastructure_things t on t.id = r.thing_id ${rest}`.execute(db)
  return rows.map(reportOf)
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const LISTED_MAX = 500

export const find = async (db: Db | Tx, id: string): Promise<Report | undefined> =>
  UUID.test(id) ? (await read(db, sql`where r.id = ${id}`))[0] : undefined
export const byReceipt = async (db: Db | Tx, receipt: string): Promise<Report | undefined> =>
  (await read(db, sql`where r.receipt = ${receipt}`))[0]
/** Oldest first. */
export const waiting = (db: Db | Tx, thingId?: string): Promise<Report[]> =>
  read(db, sql`where r.closed_at is null ${thingId ? sql`and r.thing_id = ${thingId}` : sql``} order by r.at limit ${LISTED_MAX}`) // prettier-ignore
/** Newest first. */
export const ofThing = (db: Db | Tx, thingId: string): Promise<Report[]> =>
  read(db, sql`where r.thing_id = ${thingId} order by r.at desc limit ${LISTED_MAX}`)

export async function lock(tx: Tx, id: string): Promise<Report | undefined> {
  if (!UUID.test(id)) return undefined
  await sql`select from infrastructure_reports where id = ${id} for update`.execute(tx)
  return find(tx, id)
}

export async function countSince(db: Db | Tx, thingId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from infrastructure_reports
    where thing_id = ${thingId} and at > ${since}`.execute(db)
  return rows[0]!.n
}

type New = Pick<Report, 'id' | 'receipt' | 'thingId' | 'fault' | 'words' | 'photo' | 'language' | 'at'>
export async function add(tx: Tx, one: New & { entryId: string; contact: string }): Promise<void> {
  await sql`insert into infrastructure_reports (id, receipt, thing_id, fault, words, photo_sha256, photo_type, language, at, entry_id)
    values (${one.id}, ${one.receipt}, ${one.thingId}, ${one.fault}, ${one.words}, ${one.photo?.sha256 ?? null},
      ${one.photo?.mediaType ?? null}, ${one.language}, ${one.at}, ${one.entryId})`.execute(tx)
  if (one.contact === '') return
  await sql`insert into infrastructure_report_contacts (report_id, contact) values (${one.id}, ${one.contact})`.execute(
    tx,
  )
}

export async function take(tx: Tx, id: string, at: Date, by: string): Promise<void> {
  await sql`update infrastructure_reports set taken_at = ${at}, taken_by = ${by} where id = ${id}`.execute(tx)
}

export async function close(
  tx: Tx,
  id: string,
  at: Date,
  by: string,
  outcome: ReportOutcome,
  answer: string,
): Promise<void> {
  await sql`update infrastructure_reports set closed_at = ${at}, closed_by = ${by}, outcome = ${outcome},
    answer = ${answer} where id = ${id}`.execute(tx)
}

export async function contactOf(db: Db | Tx, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ contact: string }>`select contact from infrastructure_report_contacts
    where report_id = ${id}`.execute(db)
  return rows[0]?.contact
}

/** Forgets how to reach those whose cases were closed before then; says of how many. */
export async function forgetContacts(db: Db | Tx, closedBefore: Date): Promise<number> {
  const result = await sql`delete from infrastructure_report_contacts c using infrastructure_reports r
    where r.id = c.report_id and r.closed_at < ${closedBefore}`.execute(db)
  return Number(result.numAffectedRows ?? 0)
}
