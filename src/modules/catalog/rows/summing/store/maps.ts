/** Places of published rows, as SQL: one by one while they are few, else counted where they lie near one another. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Database, Tx } from '#platform/db'
import { refuse } from '../../../refusals.ts'
import { columnOf, conditionsOf, from, isShape, type Sql, type Table, whereOf } from '../../store.ts'
import { Question } from '../../types.ts'
import { bounded } from './bounded.ts'
import { comesTo, missingOf, numberOf } from './charts.ts'
import { CORNERS_MAX, POINTS_MAX, SHAPES_MAX, Mapping, Place, Within, type Box, type InOutline, type Mapped, type Shape, type Spot } from '../types.ts' // prettier-ignore

/** So many cells along the longer side. */
const CELLS = 30
/** Outlines are drawn to about so fine a part of the whole. */
const FINENESS = 900
const LABEL_CHARS_MAX = 120
/** Which outline holds which of very many points takes long; the map stands without. */
const WITHIN_MS = 4_000
const WITHIN_ROWS_EMBEDDED_MAX = 50_000

type Asked = z.output<typeof Mapping>
type Where = { names: string[]; shape?: Sql; lon: Sql; lat: Sql; point: Sql }

/** Throws `catalog.unknownColumn`, `catalog.notPlace`. */
function placeOf(table: Table, place: z.output<typeof Place>): Where {
  if ('shape' in place) {
    if (!isShape(columnOf(table, place.shape))) throw refuse.notPlace({ name: place.shape })
    const shape = sql.id(place.shape)
    const point = sql`ST_Centroid(${shape})`
    return { names: [place.shape], shape, point, lon: sql`ST_X(${point})`, lat: sql`ST_Y(${point})` }
  }
  const [lon, lat] = [numberOf(table, place.longitude), numberOf(table, place.latitude)]
  return {
    names: [place.longitude, place.latitude],
    ...{ lon, lat, point: sql`ST_SetSRID(ST_MakePoint(${lon}, ${lat}), 4326)` },
  }
}

const inBox = ({ shape, lon, lat }: Where, [west, south, east, north]: Box): Sql =>
  shape
    ? sql`${shape} && ST_MakeEnvelope(${west}, ${south}, ${east}, ${north}, 4326)`
    : sql`${lon} between ${west}::float8 and ${east}::float8 and ${lat} between ${south}::float8 and ${north}::float8`

const whole = (asked: Pick<Asked, 'filters' | 'q'>) => Question.parse({ filters: asked.filters, q: asked.q })

/** What is no outline is refused by the database as a wrong value. */
const outlineOf = (geometry: unknown): Sql =>
  sql`ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify(geometry)}::text), 4326)`

type Extent = { count: number; west: number | null; south: number; east: number; north: number; corners: number; points: boolean } // prettier-ignore

export function mapped(database: Database, table: Table, asked: Asked): Promise<Mapped> {
  const where = placeOf(table, asked.place)
  const conditions = conditionsOf(table, whole(asked))
  const placed = [
    ...conditions,
    ...where.names.map((name) => sql`${sql.id(name)} is not null`),
    ...(asked.box ? [inBox(where, asked.box)] : []),
    ...(asked.within === undefined ? [] : [sql`ST_Covers(${outlineOf(asked.within)}, ${where.point})`]),
  ]
  const value = asked.of === undefined ? undefined : numberOf(table, asked.of)
  const label = asked.label === undefined ? undefined : sql`left(${sql.id(columnOf(table, asked.label).name)}::text, ${sql.lit(LABEL_CHARS_MAX)})` // prettier-ignore
  return bounded(database, table, async (tx) => {
    const missing = await missingOf(tx, table, conditions, where.names)
    const { count, west, south, east, north, corners, points } = await extentOf(tx, table, where, placed)
    if (west === null) return { count: 0, missing, spots: [], shapes: [], isWhole: true }
    const box: Box = [west, south, east, north]
    const parts = { table, where, placed, box, value: value ?? sql`null::float8`, label: label ?? sql`null::text` }
    const told = { count, missing, box }
    if (points && count <= POINTS_MAX) return { ...told, spots: await spots(tx, parts), shapes: [], isWhole: true }
    if (!points && count <= SHAPES_MAX && corners <= CORNERS_MAX)
      return { ...told, spots: [], shapes: await shapes(tx, parts), isWhole: true }
    const comes = value ? comesTo(table, asked.how === 'count' ? 'mean' : asked.how, asked.of) : sql`null::float8`
    return {
      ...told,
      spots: await cells(tx, { ...parts, value: comes }),
      shapes: [],
      isWhole: false,
      cell: cellOf(box),
    }
  })
}

async function extentOf(tx: Tx, table: Table, { shape, lon, lat }: Where, placed: Sql[]): Promise<Extent> {
  const what = shape
    ? sql`min(ST_XMin(${shape})) as west, min(ST_YMin(${shape})) as south, max(ST_XMax(${shape})) as east,
        max(ST_YMax(${shape})) as north, coalesce(sum(ST_NPoints(${shape})), 0)::float8 as corners,
        coalesce(bool_and(GeometryType(${shape}) = 'POINT'), true) as points`
    : sql`min(${lon}) as west, min(${lat}) as south, max(${lon}) as east, max(${lat}) as north, 0 as corners, true as points`
  const { rows } = await sql<Extent>`select count(*) as count, ${what} from ${from(table)} ${whereOf(placed)}`.execute(tx) // prettier-ignore
  return rows[0]!
}

type Parts = { table: Table; where: Where; placed: Sql[]; box: Box; value: Sql; label: Sql }
type Found<T> = T & { value: number | null; label: string | null }
const told = ({ value, label }: Found<object>) => ({
  ...(value !== null && { value }),
  ...(label !== null && { label }),
})

async function spots(tx: Tx, { table, where, placed, value, label }: Parts): Promise<Spot[]> {
  const { rows } = await sql<Found<{ lon: number; lat: number }>>`
    select ${where.lon} as lon, ${where.lat} as lat, ${value} as value, ${label} as label
    from ${from(table)} ${whereOf(placed)} order by _id limit ${sql.lit(POINTS_MAX)}`.execute(tx)
  return rows.map((row) => ({ lon: row.lon, lat: row.lat, count: 1, ...told(row) }))
}

async function shapes(tx: Tx, { table, where, placed, box, value, label }: Parts): Promise<Shape[]> {
  const fine = Math.max(box[2] - box[0], box[3] - box[1]) / FINENESS
  const { rows } = await sql<Found<{ geometry: Shape['geometry'] }>>`
    select ST_AsGeoJSON(ST_SimplifyPreserveTopology(${where.shape!}, ${fine}::float8), 6)::json as geometry,
      ${value} as value, ${label} as label
    from ${from(table)} ${whereOf(placed)} order by _id limit ${sql.lit(SHAPES_MAX)}`.execute(tx)
  return rows.map((row) => ({ geometry: row.geometry, ...told(row) }))
}

const squeezeOf = ([, south, , north]: Box): number => Math.cos((((south + north) / 2) * Math.PI) / 180)
const cellOf = (box: Box): number => Math.max((box[2] - box[0]) * squeezeOf(box), box[3] - box[1], 1e-6) / CELLS

async function cells(tx: Tx, { table, where, placed, box, value }: Parts): Promise<Spot[]> {
  const [west, south] = box
  const squeeze = squeezeOf(box)
  const up = cellOf(box)
  const { rows } = await sql<Found<{ lon: number; lat: number; count: number }>>`
    select avg(${where.lon}) as lon, avg(${where.lat}) as lat, count(*) as count, ${value} as value, null as label
    from ${from(table)} ${whereOf(placed)}
    group by floor((${where.lon} - ${west}::float8) / ${up / squeeze}::float8),
      floor((${where.lat} - ${south}::float8) / ${up}::float8)
    order by count desc`.execute(tx)
  return rows.map((row) => ({ lon: row.lon, lat: row.lat, count: row.count, ...told(row) }))
}

/** How many rows lie in each outline, and what they come to; undefined where that would take too long. */
export async function within(
  database: Database,
  table: Table,
  asked: z.output<typeof Within>,
): Promise<InOutline[] | undefined> {
  // prettier-ignore
  if (database.embedded && table.rows > WITHIN_ROWS_EMBEDDED_MAX) return undefined
  const where = placeOf(table, asked.place)
  const placed = [...conditionsOf(table, whole(asked)), ...where.names.map((name) => sql`${sql.id(name)} is not null`)]
  const value = comesTo(table, asked.how, asked.of)
  const given = JSON.stringify(asked.outlines.map(({ id, geometry }) => ({ id, shape: geometry })))
  const near = where.shape
    ? sql`${where.shape} && o.shape`
    : sql`${where.lon} between o.west and o.east and ${where.lat} between o.south and o.north`
  const count = (tx: Tx) =>
    sql<InOutline>`
    with s as (select g.id as outline, ST_SetSRID(ST_GeomFromGeoJSON(g.shape), 4326) as shape
      from jsonb_to_recordset(${given}::jsonb) as g(id text, shape jsonb)),
    o as materialized (select outline, shape, ST_XMin(shape) as west, ST_XMax(shape) as east,
      ST_YMin(shape) as south, ST_YMax(shape) as north from s)
    select o.outline as id, count(*) as count, ${value} as value
    from o join (select * from ${from(table)} ${whereOf(placed)}) t on ${near} and ST_Covers(o.shape, ${where.point})
    group by o.outline`.execute(tx)
  try {
    return (await bounded(database, table, count, WITHIN_MS)).rows
  } catch (error) {
    if ((error as { code?: string }).code === 'catalog.tooSlow') return undefined
    throw error
  }
}
