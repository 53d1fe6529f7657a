/** The budget's tables and every query on them. */
import { sql } from 'kysely'
import { arrayLiteral, insertMany, type Db, type Tx } from '#platform/db'
import type { Branch, Direction, Flow, Held, Import, Kind, Line, Target } from './types.ts'

/** One file of the budget becomes public at a time, so that each knows the one before. */
const LOCK = 8_131_984
const LINES_A_TIME = 5_000
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export async function lock(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx)
}

const IMPORT = sql`id, file_name as "fileName", sha256, bytes::float8 as bytes, currency, source, lines, sums, checks, state, at, by`

export async function addImport(tx: Tx, one: Import & { entryId: string }): Promise<void> {
  await sql`insert into strategy_money_imports (id, file_name, sha256, bytes, currency, source, lines, sums, checks, state, at, by, entry_id)
    values (${one.id}, ${one.fileName}, ${one.sha256}, ${one.bytes}, ${one.currency}, ${one.source && JSON.stringify(one.source)},
      ${one.lines}, ${JSON.stringify(one.sums)}, ${JSON.stringify(one.checks)}, ${one.state}, ${one.at}, ${one.by}, ${one.entryId})`.execute(tx) // prettier-ignore
}

export async function addLines(tx: Tx, importId: string, lines: readonly Line[]): Promise<void> {
  for (let from = 0; from < lines.length; from += LINES_A_TIME) {
    const some = lines.slice(from, from + LINES_A_TIME)
    const texts = ['direction', 'kind', 'division', 'chapter', 'paragraph', 'source', 'district', 'goal', 'title'] as const // prettier-ignore
    await insertMany(tx, 'strategy_money_lines', [
      { name: 'import_id', type: 'uuid', values: some.map(() => importId) },
      { name: 'seq', type: 'int', values: some.map((_, i) => from + i) },
      { name: 'line', type: 'int', values: some.map(({ line }) => line) },
      { name: 'year', type: 'int', values: some.map(({ year }) => year) },
      { name: 'amount_minor', type: 'bigint', values: some.map(({ amount_minor }) => amount_minor) },
      { name: 'project', type: 'uuid', values: some.map(({ project }) => project) },
      ...texts.map((name) => ({ name, type: 'text', values: some.map((one) => one[name]) })),
    ])
  }
}

export async function find(db: Db | Tx, id: string): Promise<Import | undefined> {
  if (!UUID.test(id)) return undefined
  const { rows } = await sql<Import>`select ${IMPORT} from strategy_money_imports where id = ${id}`.execute(db)
  return rows[0]
}

/** One that was not given up, of the same bytes. */
export async function findSame(db: Db | Tx, sha256: string): Promise<Import | undefined> {
  const { rows } = await sql<Import>`select ${IMPORT} from strategy_money_imports
    where sha256 = ${sha256} and state <> 'dropped' limit 1`.execute(db)
  return rows[0]
}

/** The newest first. */
export async function imports(db: Db, limit: number): Promise<Import[]> {
  const { rows } = await sql<Import>`select ${IMPORT} from strategy_money_imports order by at desc, id limit ${limit}`.execute(db) // prettier-ignore
  return rows
}

export async function setState(tx: Tx, id: string, state: Import['state']): Promise<void> {
  await sql`update strategy_money_imports set state = ${state} where id = ${id}`.execute(tx)
}

type Publication = { importId: string; at: Date; by: string; grounds: string; entryId: string; releaseId: string }

export async function publish(tx: Tx, { importId, at, by, grounds, entryId, releaseId }: Publication): Promise<void> {
  await sql`insert into strategy_money_publications (import_id, at, by, grounds, entry_id, release_id)
    values (${importId}, ${at}, ${by}, ${grounds}, ${entryId}, ${releaseId})`.execute(tx)
  await sql`insert into strategy_money_years (year, kind, import_id, revenue_minor, expenditure_minor, lines)
    select year, kind, import_id, sum(amount_minor) filter (where direction = 'revenue'),
      sum(amount_minor) filter (where direction = 'expenditure'), count(*)
    from strategy_money_lines where import_id = ${importId} group by year, kind, import_id`.execute(tx)
}

/** Everything that ever became public, by year and kind. */
export async function held(db: Db | Tx, year?: number): Promise<(Held & { releaseId: string })[]> {
  const { rows } = await sql<
    Held & { releaseId: string }
  >`select y.year, y.kind, y.import_id as "importId", p.number, p.at,
      y.revenue_minor::float8 as revenue_minor, y.expenditure_minor::float8 as expenditure_minor, y.lines, p.release_id as "releaseId"
    from strategy_money_years y join strategy_money_publications p using (import_id)
    where ${year ?? null}::int is null or y.year = ${year ?? null} order by y.year, p.number`.execute(db)
  return rows
}

export type Holding = { year: number; kinds: readonly { kind: Kind; importId: string }[] }
/** The lines that hold for a year: of each kind those of its import. */
const linesOf = ({ year, kinds }: Holding) =>
  sql`strategy_money_lines l join unnest(${arrayLiteral(kinds.map(({ importId }) => importId))}::uuid[],
      ${arrayLiteral(kinds.map(({ kind }) => kind))}::text[]) h (import_id, kind)
    on h.import_id = l.import_id and h.kind = l.kind and l.year = ${year}`
const AMOUNTS = sql`coalesce(sum(amount_minor) filter (where l.kind = 'planned'), 0)::float8 as planned,
  coalesce(sum(amount_minor) filter (where l.kind = 'committed'), 0)::float8 as committed,
  coalesce(sum(amount_minor) filter (where l.kind = 'spent'), 0)::float8 as spent`

/** Money by its place in the classification. */
export async function branches(db: Db, of: Holding, direction: Direction): Promise<Branch[]> {
  const { rows } = await sql<Branch>`select division, chapter, paragraph, ${AMOUNTS} from ${linesOf(of)}
    where direction = ${direction} group by division, chapter, paragraph order by 1, 2, 3`.execute(db)
  return rows
}

/** Spending from sources to what it is for. */
export async function flows(db: Db, of: Holding, target: Target): Promise<Flow[]> {
  const { rows } = await sql<Flow>`select source, ${sql.ref(target)}::text as "to", ${AMOUNTS} from ${linesOf(of)}
    where direction = 'expenditure' group by 1, 2 order by 1, 2`.execute(db)
  return rows
}

const LINE = sql`l.line, l.year, l.direction, l.kind, l.division, l.chapter, l.paragraph, l.source, l.district, l.goal,
  l.project, l.title, l.amount_minor::float8 as amount_minor`

/** All of a year, some thousand at a time, in the order of their files. */
export async function* lines(db: Db, of: Holding): AsyncGenerator<Line[]> {
  for (const one of of.kinds)
    for (let after = -1; ;) {
      const { rows } = await sql<Line & { seq: number }>`select ${LINE}, l.seq from strategy_money_lines l
        where import_id = ${one.importId} and year = ${of.year} and kind = ${one.kind} and seq > ${after}
        order by seq limit ${LINES_A_TIME}`.execute(db)
      if (rows.length === 0) break
      after = rows.at(-1)!.seq
      yield rows.map(({ seq: _, ...line }) => line)
    }
}

/** The first lines of an import, as they were read. */
export async function firstLines(db: Db, importId: string, limit: number): Promise<Line[]> {
  const { rows } = await sql<Line>`select ${LINE} from strategy_money_lines l where import_id = ${importId}
    order by seq limit ${limit}`.execute(db)
  return rows
}

export type ProjectMoney = Pick<Line, 'year' | 'kind' | 'source' | 'division' | 'chapter' | 'amount_minor'> & { importId: string } // prettier-ignore
/** What hangs on a project, in all that was ever brought. */
export async function ofProject(db: Db | Tx, project: string): Promise<ProjectMoney[]> {
  const { rows } = await sql<ProjectMoney>`select year, kind, source, division, chapter, import_id as "importId", sum(amount_minor)::float8 as amount_minor
    from strategy_money_lines where project = ${project} and direction = 'expenditure' group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5`.execute(db) // prettier-ignore
  return rows
}
