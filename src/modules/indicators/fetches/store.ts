/** Fetches and their runs. */
import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '#platform/db'
import { json, tables, type Tables } from '../store/tables.ts'
import type { Import } from '../types.ts'
import { isGivenUp } from './rules.ts'
import { RUNS_KEPT, type Failure, type Fetch, type Run, type Validators } from './types.ts'

type Row = Selectable<Tables['indicators_fetches']>
type RunRow = Selectable<Tables['indicators_fetch_runs']>
export type Stored = Omit<Fetch, 'last'> & { validators: Validators; sha256?: string }

const fetchOf = (row: Row): Stored => ({
  ...{ id: row.id, name: row.name, address: row.address, dataset: row.dataset_id, cron: row.cron },
  organisation: row.organisation_id ?? undefined,
  options: row.options as Fetch['options'],
  isOn: row.is_on,
  failures: row.failures,
  isGivenUp: isGivenUp({ isOn: row.is_on, failures: row.failures }),
  madeBy: row.made_by,
  madeAt: row.made_at,
  nextAt: row.next_at ?? undefined,
  validators: row.validators,
  sha256: row.sha256 ?? undefined,
})

const runOf = (row: RunRow): Run => ({
  ...{ number: row.number, cause: row.cause, at: row.at },
  by: row.by ?? undefined,
  endedAt: row.ended_at ?? undefined,
  outcome: row.outcome ?? undefined,
  pages: row.pages ?? undefined,
  bytes: row.bytes ?? undefined,
  sha256: row.sha256 ?? undefined,
  importId: row.import_id ?? undefined,
  failure: row.failure ?? undefined,
})

const there = (db: Db | Tx) => tables(db).selectFrom('indicators_fetches').selectAll().where('deleted_at', 'is', null)

export async function add(tx: Tx, fetch: Omit<Fetch, 'failures' | 'isGivenUp' | 'last'>): Promise<void> {
  const { dataset, organisation, options, isOn, nextAt, madeBy, madeAt, ...same } = fetch
  await tables(tx)
    .insertInto('indicators_fetches')
    .values({
      ...{ ...same, dataset_id: dataset, organisation_id: organisation ?? null, options: json(options) },
      ...{ is_on: isOn, next_at: nextAt ?? null, made_by: madeBy, made_at: madeAt },
    })
    .execute()
}

export async function count(tx: Tx): Promise<number> {
  return (await there(tx).execute()).length
}

export async function find(db: Db | Tx, id: string): Promise<Stored | undefined> {
  const row = await there(db).where('id', '=', id).executeTakeFirst()
  return row && fetchOf(row)
}

/** The fetch, locked until the transaction ends. */
export async function lock(tx: Tx, id: string): Promise<Stored | undefined> {
  const row = await there(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && fetchOf(row)
}

/** By name, each with its last run. */
export async function list(db: Db): Promise<(Stored & Pick<Fetch, 'last'>)[]> {
  const rows = await there(db).orderBy('name').orderBy('id').execute()
  const last = await tables(db)
    .selectFrom('indicators_fetch_runs')
    .selectAll()
    .distinctOn('fetch_id')
    .orderBy('fetch_id')
    .orderBy('number', 'desc')
    .execute()
  const byFetch = new Map(last.map((row) => [row.fetch_id, runOf(row)]))
  return rows.map((row) => ({ ...fetchOf(row), last: byFetch.get(row.id) }))
}

/** Those whose time has come and that no other process holds, locked. */
export async function lockDue(tx: Tx, now: Date, limit: number): Promise<Stored[]> {
  const rows = await there(tx)
    .where('is_on', '=', true)
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(fetchOf)
}

export type Update = Partial<Pick<Stored, 'isOn' | 'failures' | 'validators' | 'sha256'>> & {
  nextAt?: Date | null
  deletedAt?: Date
}

export async function update(tx: Tx, id: string, { isOn, failures, validators, ...rest }: Update): Promise<void> {
  const { sha256, nextAt, deletedAt } = rest
  await tables(tx)
    .updateTable('indicators_fetches')
    .set({
      ...(isOn !== undefined && { is_on: isOn }),
      ...(failures !== undefined && { failures }),
      ...(validators && { validators: json(validators) }),
      ...(sha256 !== undefined && { sha256 }),
      ...(nextAt !== undefined && { next_at: nextAt }),
      ...(deletedAt && { deleted_at: deletedAt }),
    })
    .where('id', '=', id)
    .execute()
}

/** Who made it, also when it is deleted since. */
export async function makerOf(db: Db, id: string): Promise<string | undefined> {
  const row = await tables(db)
    .selectFrom('indicators_fetches')
    .select('made_by')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.made_by
}

/** Begins a run and forgets the oldest; gives its number. The fetch is locked. */
export async function addRun(tx: Tx, id: string, { cause, by, at }: Pick<Run, 'cause' | 'by' | 'at'>): Promise<Run> {
  const row = await tables(tx)
    .insertInto('indicators_fetch_runs')
    .values({
      ...{ fetch_id: id, cause, by: by ?? null, at },
      number: sql`(select coalesce(max(number), 0) + 1 from indicators_fetch_runs where fetch_id = ${id})` as never,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await tables(tx)
    .deleteFrom('indicators_fetch_runs')
    .where('fetch_id', '=', id)
    .where('number', '<=', row.number - RUNS_KEPT)
    .execute()
  return runOf(row)
}

/** Newest first. */
export async function runs(db: Db, id: string, limit: number): Promise<Run[]> {
  const rows = await tables(db)
    .selectFrom('indicators_fetch_runs')
    .selectAll()
    .where('fetch_id', '=', id)
    .orderBy('number', 'desc')
    .limit(limit)
    .execute()
  return rows.map(runOf)
}

export async function run(db: Db | Tx, id: string, number: number): Promise<Run | undefined> {
  const row = await tables(db)
    .selectFrom('indicators_fetch_runs')
    .selectAll()
    .where('fetch_id', '=', id)
    .where('number', '=', number)
    .executeTakeFirst()
  return row && runOf(row)
}

export async function isUnderWay(tx: Tx, id: string): Promise<boolean> {
  const row = await tables(tx)
    .selectFrom('indicators_fetch_runs')
    .select('number')
    .where('fetch_id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

export type Ending = Required<Pick<Run, 'outcome' | 'endedAt'>> &
  Pick<Run, 'pages' | 'bytes' | 'sha256' | 'importId' | 'failure'>

export async function endRun(tx: Tx, id: string, number: number, ending: Ending): Promise<void> {
  const { outcome, endedAt, pages, bytes, sha256, importId, failure } = ending
  await tables(tx)
    .updateTable('indicators_fetch_runs')
    .set({
      ...{ outcome, ended_at: endedAt, pages, bytes, sha256, import_id: importId },
      ...(failure && { failure: json(failure) }),
    })
    .where('fetch_id', '=', id)
    .where('number', '=', number)
    .execute()
}

/** Ends what was begun before `since` and never ended. */
export async function endAbandoned(tx: Tx, since: Date, endedAt: Date, failure: Failure): Promise<void> {
  await tables(tx)
    .updateTable('indicators_fetch_runs')
    .set({ outcome: 'failed', ended_at: endedAt, failure: json(failure) })
    .where('ended_at', 'is', null)
    .where('at', '<', since)
    .execute()
}

/** The run that brought an import. */
export async function runOfImport(tx: Tx, id: string, importId: string): Promise<Run | undefined> {
  const row = await tables(tx)
    .selectFrom('indicators_fetch_runs')
    .selectAll()
    .where('fetch_id', '=', id)
    .where('import_id', '=', importId)
    .where('outcome', '=', 'brought')
    .orderBy('number', 'desc')
    .executeTakeFirst()
  return row && runOf(row)
}

type Known = Pick<Import, 'id' | 'state' | 'failure'>

/** What became of imports of this very file, newest first. */
export async function importsOf(db: Db, sha256: string): Promise<Known[]> {
  const rows = await tables(db)
    .selectFrom('indicators_imports')
    .select(['id', 'state', 'failure'])
    .where('sha256', '=', sha256)
    .orderBy('number', 'desc')
    .execute()
  return rows.map(({ id, state, failure }) => ({ id, state, failure: failure as Import['failure'] }))
}
