/** Sums over published rows for charts, as SQL: groups of a column, the spread of a number, two numbers against each other. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Database, Tx } from '#platform/db'
import type { Column } from '../../../deliveries/types.ts'
import { refuse } from '../../../refusals.ts'
import { columnOf, conditionsOf, from, isShape, type Sql, type Table, whereOf } from '../../store.ts'
import { Question } from '../../types.ts'
import { bounded } from './bounded.ts'
import { stepFor, tidy } from '../rules.ts'
import { POINTS_MAX, SERIES_MAX, type Bins, type Dot, type Group, Grouping, type Groups, type How, Pairing, type Pairs, Spread, type Step } from '../types.ts' // prettier-ignore

const BINS = 20
const GRID = { across: 48, up: 32 }
const KEY_CHARS_MAX = 200

const NUMBERS = new Set(['bigint', 'integer', 'numeric', 'double precision'])
const isWhole = ({ sql: type }: Column): boolean => type === 'bigint' || type === 'integer'

/** Throws `catalog.unknownColumn`, `catalog.notNumber`. */
export function numberOf(table: Table, name: string): Sql {
  const column = columnOf(table, name)
  if (!NUMBERS.has(column.sql)) throw refuse.notNumber({ name })
  return sql`${sql.id(name)}::float8`
}

/** What the rows of one group come to. */
export function comesTo(table: Table, how: How, of: string | undefined): Sql {
  if (how === 'count') return sql`count(*)::float8`
  if (of === undefined) throw refuse.notNumber({ name: '' })
  const number = numberOf(table, of)
  return sql`${sql.raw(how === 'mean' ? 'avg' : how)}(${number})`
}

const FORMS: Record<Step, string> = { day: 'YYYY-MM-DD', month: 'YYYY-"M"MM', year: 'YYYY' }
const isTime = ({ sql: type }: Column): boolean => type === 'date' || type.startsWith('timestamp')

/** The value by which rows belong together; of days and moments the step that they fall into. */
function keyOf(table: Table, name: string, step?: Step): Sql {
  const column = columnOf(table, name)
  if (isShape(column)) throw refuse.shapeFilter({ name })
  const id = sql.id(name)
  if (step && isTime(column)) return sql`to_char(${id}, ${sql.lit(FORMS[step])})`
  return column.sql === 'text' ? sql`left(${id}, ${sql.lit(KEY_CHARS_MAX)})` : id
}

const meant = (table: Table, asked: { filters: z.infer<typeof Question>['filters']; q?: string | undefined }) =>
  conditionsOf(table, Question.parse(asked))

type Row = {
  key: string
  series: string | null
  value: number | null
  count: number
  keys: number
  parts: number | null
  rest: boolean
}

export function groups(database: Database, table: Table, asked: z.output<typeof Grouping>): Promise<Groups> {
  // prettier-ignore
  const key = keyOf(table, asked.by, asked.step)
  const series = asked.series === undefined ? sql`null::text` : sql`${keyOf(table, asked.series)}::text`
  const value = comesTo(table, asked.how, asked.of)
  const conditions = meant(table, asked)
  const isSum = asked.how === 'sum' || asked.how === 'count'
  const rank = sql.raw(isSum ? 'sum(value)' : asked.how === 'min' ? 'min(value)' : 'max(value)')
  const order = asked.order === 'key' ? sql`key` : sql`size desc nulls last, key`
  return bounded(database, table, async (tx) => {
    const { rows } = await sql<Row>`
      with g as materialized (
        select ${key} as key, ${series} as series, ${value} as value, count(*) as count
        from ${from(table)} ${whereOf([...conditions, sql`${sql.id(asked.by)} is not null`])} group by 1, 2),
      k as (select key, row_number() over (order by ${order}) as place, count(*) over () as keys
        from (select key, ${rank} as size from g group by key) s order by place limit ${sql.lit(asked.limit)}),
      p as (select series, row_number() over (order by size desc, series) as place, count(*) over () as parts
        from (select series, sum(count) as size from g group by series) s order by place limit ${sql.lit(SERIES_MAX)})
      select g.key::text as key, p.series, p.place is null as rest,
        ${isSum ? sql`sum(g.value)` : sql`max(g.value)`} as value, sum(g.count)::int8 as count, k.keys,
        max(p.parts) as parts
      from g join k on k.key = g.key left join p on p.series is not distinct from g.series
      ${isSum ? sql`` : sql`where p.place is not null`}
      group by k.place, k.keys, g.key, p.place, p.series order by k.place, p.place nulls last`.execute(tx)
    const missing = await missingOf(tx, table, conditions, [asked.by])
    return {
      groups: rows.map(({ key, series, rest, value, count }): Group => ({ key, ...(series !== null && { series }), ...(rest && { isRest: true }), value, count })), // prettier-ignore
      ...{
        keys: rows[0]?.keys ?? 0,
        series: asked.series === undefined ? 0 : Math.max(0, ...rows.map(({ parts }) => parts ?? 0)),
        missing,
      },
    }
  })
}

/** Rows in which one of the columns is empty. */
export async function missingOf(tx: Tx, table: Table, conditions: Sql[], names: string[]): Promise<number> {
  const empty = sql`(${sql.join(names.map((name) => sql`${sql.id(name)} is null`), sql` or `)})` // prettier-ignore
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${from(table)}
    ${whereOf([...conditions, empty])}`.execute(tx)
  return rows[0]!.count
}

type Ends = { low: number | null; high: number | null }
async function endsOf(tx: Tx, table: Table, conditions: Sql[], number: Sql): Promise<Ends> {
  const { rows } = await sql<Ends>`select min(${number}) as low, max(${number}) as high from ${from(table)}
    ${whereOf(conditions)}`.execute(tx)
  return rows[0]!
}

export function bins(database: Database, table: Table, asked: z.output<typeof Spread>): Promise<Bins> {
  const number = numberOf(table, asked.of)
  const conditions = meant(table, asked)
  return bounded(database, table, async (tx) => {
    const { low, high } = await endsOf(tx, table, conditions, number)
    const missing = await missingOf(tx, table, conditions, [asked.of])
    if (low === null || high === null) return { bins: [], missing }
    const step = stepFor(low, high, BINS, isWhole(columnOf(table, asked.of)))
    const { rows } = await sql<{ at: number; count: number }>`
      select floor(${number} / ${step}::float8) as at, count(*) as count from ${from(table)}
      ${whereOf([...conditions, sql`${sql.id(asked.of)} is not null`])} group by 1`.execute(tx)
    const counts = new Map(rows.map(({ at, count }) => [at, count]))
    const [first, last] = [Math.min(...counts.keys()), Math.max(...counts.keys())]
    const all = Array.from({ length: last - first + 1 }, (_, i) => first + i)
    return {
      bins: all.map((at) => ({ from: tidy(at * step), to: tidy((at + 1) * step), count: counts.get(at) ?? 0 })),
      missing,
    }
  })
}

export function pairs(database: Database, table: Table, asked: z.output<typeof Pairing>): Promise<Pairs> {
  const [x, y] = [numberOf(table, asked.x), numberOf(table, asked.y)]
  const conditions = meant(table, asked)
  const both = [...conditions, sql`${sql.id(asked.x)} is not null`, sql`${sql.id(asked.y)} is not null`]
  const series = asked.series === undefined ? sql`null::text` : sql`${keyOf(table, asked.series)}::text`
  return bounded(database, table, async (tx) => {
    const [{ low, high }, up] = [await endsOf(tx, table, both, x), await endsOf(tx, table, both, y)]
    const missing = await missingOf(tx, table, conditions, [asked.x, asked.y])
    if (low === null || high === null) return { dots: [], count: 0, missing, isWhole: true, series: 0 }
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${from(table)} ${whereOf(both)}`.execute(tx) // prettier-ignore
    const count = rows[0]!.count
    if (count > POINTS_MAX) {
      const cell = { x: (high - low) / GRID.across || 1, y: (up.high! - up.low!) / GRID.up || 1 }
      const { rows: dots } = await sql<Dot>`select avg(${x}) as x, avg(${y}) as y, count(*) as count from ${from(table)}
        ${whereOf(both)} group by floor((${x} - ${low}::float8) / ${cell.x}::float8),
        floor((${y} - ${up.low}::float8) / ${cell.y}::float8)`.execute(tx)
      return { dots, count, missing, isWhole: false, series: 0 }
    }
    type Found = { x: number; y: number; series: string | null }
    const { rows: found } = await sql<Found>`select ${x} as x, ${y} as y, ${series} as series from ${from(table)}
      ${whereOf(both)} limit ${sql.lit(POINTS_MAX)}`.execute(tx)
    const dots = found.map(({ x, y, series }): Dot => ({ x, y, count: 1, ...(series !== null && { series }) }))
    return { dots, count, missing, isWhole: true, series: new Set(found.map(({ series }) => series)).size }
  })
}
