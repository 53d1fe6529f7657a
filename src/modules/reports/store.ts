/** The reports' tables and every query on them. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Failure, Print, Report } from './types/index.ts'

type Tables = {
  reports_reports: {
    id: string
    kind: Report['kind']
    standard: string
    area_id: string
    year: number
    seq: number
    moment_at: Date
    asked_by: string
    asked_at: Date
    state: Report['state']
    job_id: string | null
    failure: unknown
    sha256: string | null
    bytes: number | null
    entry_id: string | null
    print_job_id: string | null
    print_failure: unknown
  }
  reports_publications: {
    report_id: string
    at: Date
    by: string
    grounds: string
    entry_id: string
    release_id: string
    supersedes: string | null
  }
  reports_prints: { report_id: string; lang: Print['lang']; sha256: string; bytes: number; at: Date }
}

const tables = (db: Db | Tx) => (db as Db).withTables<Tables>()
const json = <T>(value: T): RawBuilder<T> => sql`${JSON.stringify(value)}::jsonb`
/** One report at a time is made public, so that each knows the one it takes the place of. */
const LOCK = 8_131_979
const LIVE = ['making', 'made'] as const

export type NewReport = Pick<Report, 'id' | 'kind' | 'standard' | 'area' | 'year' | 'moment' | 'askedBy' | 'askedAt'>

/** Undefined where the same report of the same moment is there already. */
export async function add(tx: Tx, draft: NewReport): Promise<Report | undefined> {
  const row = await tables(tx)
    .insertInto('reports_reports')
    .values({
      ...{ id: draft.id, kind: draft.kind, standard: draft.standard ?? '', area_id: draft.area, year: draft.year },
      ...{ seq: draft.moment.seq, moment_at: draft.moment.at, asked_by: draft.askedBy, asked_at: draft.askedAt },
      state: 'making',
    })
    .onConflict((conflict) =>
      conflict.columns(['area_id', 'kind', 'standard', 'year', 'seq']).where('state', 'in', LIVE).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  return row && find(tx, draft.id)
}

export async function same(
  tx: Tx,
  { kind, standard = '', area, year, moment }: Pick<Report, 'kind' | 'standard' | 'area' | 'year' | 'moment'>,
): Promise<Report | undefined> {
  const row = await tables(tx)
    .selectFrom('reports_reports')
    .select('id')
    .where((where) => where.and({ kind, standard, area_id: area, year, seq: moment.seq }))
    .where('state', 'in', LIVE)
    .executeTakeFirst()
  return row && find(tx, row.id)
}

const select = (db: Db | Tx) =>
  tables(db)
    .selectFrom('reports_reports as r')
    .leftJoin('reports_publications as p', 'p.report_id', 'r.id')
    .leftJoin('reports_publications as next', 'next.supersedes', 'r.id')
    .selectAll('r')
    .select(['p.at', 'p.by', 'p.grounds', 'p.entry_id as publication_entry', 'p.release_id', 'p.supersedes'])
    .select('next.report_id as superseded_by')

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

export async function find(db: Db | Tx, id: string): Promise<Report | undefined> {
  const row = await select(db).where('r.id', '=', id).executeTakeFirst()
  return row && reportOf(row, await printsOf(db, [id]))
}

/** The report, locked until the transaction ends. */
export async function lock(tx: Tx, id: string): Promise<Report | undefined> {
  await tables(tx).selectFrom('reports_reports').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  return find(tx, id)
}

/** Newest first; only those made public where asked for so. */
export async function list(db: Db, { published, limit }: { published: boolean; limit: number }): Promise<Report[]> {
  let query = select(db).orderBy('r.asked_at', 'desc').orderBy('r.id', 'desc').limit(limit)
  if (published) query = query.where('p.report_id', 'is not', null)
  const rows = await query.execute()
  const prints = await printsOf(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => reportOf(row, prints))
}

/** The public report of the same kind, area and year that no other has taken the place of. */
export async function standing(tx: Tx, { kind, standard = '', area, year }: Report): Promise<Report | undefined> {
  const row = await select(tx)
    .where('r.kind', '=', kind)
    .where('r.standard', '=', standard)
    .where('r.area_id', '=', area)
    .where('r.year', '=', year)
    .where('p.report_id', 'is not', null)
    .where('next.report_id', 'is', null)
    .executeTakeFirst()
  return row && reportOf(row, [])
}

type Change = Partial<Pick<Report, 'state' | 'jobId' | 'sha256' | 'bytes' | 'entryId' | 'printJobId' | 'failure'>> & {
  printFailure?: Failure | null
}

export async function update(tx: Db | Tx, id: string, change: Change): Promise<void> {
  const { state, jobId, failure, sha256, bytes, entryId, printJobId, printFailure } = change
  await tables(tx)
    .updateTable('reports_reports')
    .set({
      ...{ state, sha256, bytes, job_id: jobId, entry_id: entryId, print_job_id: printJobId },
      ...(failure && { failure: json(failure) }),
      ...(printFailure !== undefined && { print_failure: printFailure && json(printFailure) }),
    })
    .where('id', '=', id)
    .execute()
}

export async function addPrints(tx: Tx, id: string, prints: Print[]): Promise<void> {
  await tables(tx)
    .insertInto('reports_prints')
    .values(prints.map((print) => ({ report_id: id, ...print })))
    .onConflict((conflict) => conflict.columns(['report_id', 'lang']).doNothing())
    .execute()
}

/** From here to the end of the transaction nobody else makes a report public. */
export async function lockPublishing(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx)
}

export async function addPublication(
  tx: Tx,
  id: string,
  publication: NonNullable<Report['publication']>,
): Promise<void> {
  const { at, by, grounds, entryId, releaseId, supersedes } = publication
  await tables(tx)
    .insertInto('reports_publications')
    .values({
      ...{ report_id: id, at, by, grounds, entry_id: entryId, release_id: releaseId },
      supersedes: supersedes ?? null,
    })
    .execute()
}

type PrintRow = Tables['reports_prints']

const printsOf = (db: Db | Tx, ids: string[]): Promise<PrintRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tables(db).selectFrom('reports_prints').selectAll().where('report_id', 'in', ids).orderBy('lang').execute()

function reportOf(row: Row, prints: PrintRow[]): Report {
  return {
    ...{ id: row.id, kind: row.kind, standard: row.standard || undefined, area: row.area_id, year: row.year },
    moment: { seq: row.seq, at: row.moment_at },
    ...{ askedBy: row.asked_by, askedAt: row.asked_at, state: row.state, jobId: row.job_id ?? undefined },
    failure: (row.failure as Failure | null) ?? undefined,
    ...{ sha256: row.sha256 ?? undefined, bytes: row.bytes ?? undefined, entryId: row.entry_id ?? undefined },
    prints: prints
      .filter(({ report_id }) => report_id === row.id)
      .map(({ lang, sha256, bytes, at }) => ({ lang, sha256, bytes, at })),
    printJobId: row.print_job_id ?? undefined,
    printFailure: (row.print_failure as Failure | null) ?? undefined,
    publication:
      row.at && row.by && row.grounds && row.publication_entry && row.release_id
        ? {
            ...{ at: row.at, by: row.by, grounds: row.grounds, entryId: row.publication_entry },
            ...{ releaseId: row.release_id, supersedes: row.supersedes ?? undefined },
          }
        : undefined,
    supersededBy: row.superseded_by ?? undefined,
  }
}
