/** The tables of reports on progress and every query on them. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Report } from './types.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const COLUMNS = sql`r.id, r.strategy_id as "strategyId", r.version, json_build_object('seq', r.seq, 'at', r.moment_at) as moment,
  r.asked_by as "askedBy", r.asked_at as "askedAt", r.state, r.failure, r.sha256, r.bytes::float8 as bytes,
  r.entry_id as "entryId", r.release_id as "releaseId", r.print_failure as "printFailure",
  coalesce((select json_agg(json_build_object('lang', p.lang, 'sha256', p.sha256, 'bytes', p.bytes) order by p.lang)
    from strategy_report_prints p where p.report_id = r.id), '[]'::json) as prints`
const reportOf = ({ moment, ...row }: Report): Report => ({ ...row, moment: { seq: moment.seq, at: new Date(moment.at) } }) // prettier-ignore

export type NewReport = Pick<Report, 'id' | 'strategyId' | 'version' | 'moment' | 'askedBy' | 'askedAt'>

/** Undefined where one of this strategy is being made. */
export async function add(tx: Tx, { id, strategyId, version, moment, askedBy, askedAt }: NewReport): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into strategy_reports
      (id, strategy_id, version, seq, moment_at, asked_by, asked_at, state)
    values (${id}, ${strategyId}, ${version}, ${moment.seq}, ${moment.at}, ${askedBy}, ${askedAt}, 'making')
    on conflict (strategy_id) where state = 'making' do nothing`.execute(tx)
  return Boolean(numAffectedRows)
}

export async function find(db: Db | Tx, id: string): Promise<Report | undefined> {
  if (!UUID.test(id)) return undefined
  const { rows } = await sql<Report>`select ${COLUMNS} from strategy_reports r where id = ${id}`.execute(db)
  return rows[0] && reportOf(rows[0])
}

export async function lock(tx: Tx, id: string): Promise<Report | undefined> {
  await sql`select from strategy_reports where id = ${id} for update`.execute(tx)
  return find(tx, id)
}

/** Of one strategy, the newest first. */
export async function list(db: Db | Tx, strategyId: string, limit: number): Promise<Report[]> {
  const { rows } = await sql<Report>`select ${COLUMNS} from strategy_reports r where strategy_id = ${strategyId}
    order by asked_at desc, id desc limit ${limit}`.execute(db)
  return rows.map(reportOf)
}

export type Made = { sha256: string; bytes: number; entryId: string; releaseId: string }
export async function made(tx: Tx, id: string, { sha256, bytes, entryId, releaseId }: Made): Promise<void> {
  await sql`update strategy_reports set state = 'made', sha256 = ${sha256}, bytes = ${bytes}, entry_id = ${entryId},
    release_id = ${releaseId} where id = ${id}`.execute(tx)
}

export async function fail(db: Db, id: string, failure: Report['failure']): Promise<void> {
  await sql`update strategy_reports set state = 'failed', failure = ${JSON.stringify(failure)}
    where id = ${id} and state = 'making'`.execute(db)
}

export async function printFailed(db: Db, id: string, failure: Report['printFailure']): Promise<void> {
  await sql`update strategy_reports set print_failure = ${JSON.stringify(failure)} where id = ${id}`.execute(db)
}

/** All of them or none. */
export async function addPrints(tx: Tx, id: string, prints: Report['prints']): Promise<void> {
  for (const { lang, sha256, bytes } of prints)
    await sql`insert into strategy_report_prints (report_id, lang, sha256, bytes) values (${id}, ${lang}, ${sha256}, ${bytes})
      on conflict (report_id, lang) do nothing`.execute(tx)
}
