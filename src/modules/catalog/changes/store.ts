/** Two published tables, joined to tell what is different. */
import { sql, type RawBuilder } from 'kysely'
import type { Database } from '#platform/db'
import type { ChangedRow } from './types.ts'

const TIMEOUT_MS = 60_000

type Sql = RawBuilder<unknown>
type Sides = {
  /** The tables' ids: of the older version and of the newer. */
  before: string
  after: string
  /** Columns that both have. */
  columns: readonly { name: string; sql: string }[]
  /** Columns of both that tell rows apart. Without any, equal rows are the same row, and others come or go whole. */
  key: readonly string[]
}

const cellsOf = (columns: Sides['columns'], side: 'b' | 'a'): Sql =>
  sql`array[${sql.join(
    columns.map(({ name, sql: type }) => {
      const column = sql.id(side, name)
      return type.startsWith('geometry') ? sql`ST_AsGeoJSON(${column}, 9)` : sql`${column}::text`
    }),
  )}]::text[]`

/** Each side as its number, its cells, and what it is told apart by: its key, or all of it and which of its equals it is. */
function sideOf(id: string, { columns, key }: Sides, side: 'b' | 'a'): Sql {
  const cells = cellsOf(columns, side)
  const table = sql`${sql.id('opendata', id)} ${sql.raw(side)}`
  const mark = key.length > 0 ? sql.join(key.map((name) => sql`coalesce(length(${sql.id(side, name)}::text)::text || ':' || ${sql.id(side, name)}::text, '')`), sql` || ',' || `) : sql`md5(${cells}::text)` // prettier-ignore
  return sql`select ${sql.id(side, '_id')} as id, ${cells} as cells, ${mark} as mark,
    row_number() over (partition by ${mark} order by ${sql.id(side, '_id')}) as nth from ${table}`
}

type Counts = { added: string; removed: string; changed: string }
type Joined = { before_id: string | null; after_id: string | null; before: (string | null)[]; after: (string | null)[] }

/** How many rows came, went and changed, and a page of them in the order of the newer version. */
export async function compare(database: Database, sides: Sides, { limit, offset }: { limit: number; offset: number }) {
  const { before, after, columns } = sides
  const joined = sql`from (${sideOf(before, sides, 'b')}) b full join (${sideOf(after, sides, 'a')}) a
    on a.mark = b.mark and a.nth = b.nth
    where a.id is null or b.id is null or a.cells is distinct from b.cells`
  return database.db.transaction().execute(async (tx) => {
    await sql`set local statement_timeout = ${sql.lit(TIMEOUT_MS)}`.execute(tx)
    const counted = await sql<Counts>`select count(*) filter (where b.id is null) as added,
      count(*) filter (where a.id is null) as removed,
      count(*) filter (where a.id is not null and b.id is not null) as changed ${joined}`.execute(tx)
    const found = await sql<Joined>`select b.id as before_id, a.id as after_id, b.cells as before, a.cells as after
      ${joined} order by coalesce(a.id, b.id), a.id is null limit ${limit + 1} offset ${offset}`.execute(tx)
    const { added, removed, changed } = counted.rows[0]!
    return {
      ...{ added: Number(added), removed: Number(removed), changed: Number(changed) },
      rows: found.rows.slice(0, limit).map((row) => rowOf(row, columns)),
      ...(found.rows.length > limit && { next: offset + limit }),
    }
  })
}

function rowOf({ before_id, after_id, before, after }: Joined, columns: Sides['columns']): ChangedRow {
  const cells = columns.map(({ name }, i) => ({ column: name, before: before?.[i] ?? null, after: after?.[i] ?? null }))
  const kind = before_id === null ? 'added' : after_id === null ? 'removed' : 'changed'
  return {
    kind,
    ...(after_id !== null && { row: Number(after_id) }),
    ...(before_id !== null && { rowBefore: Number(before_id) }),
    cells: kind === 'changed' ? cells.filter((cell) => cell.before !== cell.after) : cells,
  }
}
