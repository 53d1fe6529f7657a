/** Where things are, for maps: how many there are and in which frame, and put together by the cells of a grid. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/db'
import type { Visible } from './query.ts'

/** West, south, east, north, in degrees. */
export type Box = readonly [number, number, number, number]
/** Of any of these types, with a place that touches the box. */
export type Placed = { types?: readonly string[]; box?: Box }
export type Extent = { count: number; box?: Box }
/** A cell's degrees in longitude and in latitude; the attribute whose numbers are averaged. */
export type Grid = { cell: readonly [number, number]; attribute?: string }
export type Spot = { count: number; lon: number; lat: number; value: number | null }
export type KindRow = { type: string; count: number; placed: number; demo: number }

function placed({ types, box }: Placed): RawBuilder<boolean> {
  const parts = [
    sql<boolean>`current and location is not null`,
    ...(types ? [sql<boolean>`types && ${types}::text[]`] : []),
    ...(box ? [sql<boolean>`location && ST_MakeEnvelope(${box[0]}, ${box[1]}, ${box[2]}, ${box[3]}, 4326)`] : []),
  ]
  return sql<boolean>`${sql.join(parts, sql` and `)}`
}

export async function extent(db: Db, asked: Placed, visible: Visible): Promise<Extent> {
  const { rows } = await sql<{ n: number; w: number | null; s: number; e: number; t: number }>`
    select count(*)::int as n, min(ST_XMin(location)) as w, min(ST_YMin(location)) as s,
      max(ST_XMax(location)) as e, max(ST_YMax(location)) as t
    from infrastructure_entities where ${placed(asked)} and ${visible}`.execute(db)
  const { n, w, s, e, t } = rows[0]!
  return { count: n, ...(w !== null && { box: [w, s, e, t] as const }) }
}

export async function spots(db: Db, asked: Placed, { cell, attribute }: Grid, visible: Visible): Promise<Spot[]> {
  const at = sql`${[attribute ?? '', '0', 'value']}::text[]`
  const { rows } = await sql<Spot>`
    select count(*)::int as count, avg(x) as lon, avg(y) as lat, avg(value) as value
    from (select ST_X(p) as x, ST_Y(p) as y, value from (
      select ST_Centroid(location) as p,
        case when jsonb_typeof(content #> ${at}) = 'number' then (content #>> ${at})::float8 end as value
      from infrastructure_entities where ${placed(asked)} and ${visible}) found) place
    group by floor(x / ${cell[0]}::float8), floor(y / ${cell[1]}::float8)`.execute(db)
  return rows
}

/** Each type that is there: how many, how many of them with a place, how many of the demonstration. */
export async function kinds(db: Db, demoScope: string, visible: Visible): Promise<KindRow[]> {
  const { rows } = await sql<KindRow>`select t as type, count(*)::int as count, count(location)::int as placed,
      (count(*) filter (where scopes @> array[${demoScope}]::text[]))::int as demo
    from infrastructure_entities cross join unnest(types) t where current and ${visible} group by t order by t`.execute(
    db,
  )
  return rows
}

/** How many of a type have which value of an attribute, the demonstration left out; the most frequent first. */
export async function tally(
  db: Db,
  type: string,
  attribute: string,
  demoScope: string,
  visible: Visible,
): Promise<{ value: string; count: number }[]> {
  // prettier-ignore
  const { rows } = await sql<{ value: string; count: number }>`
    select content #>> ${[attribute, '0', 'value']}::text[] as value, count(*)::int as count
    from infrastructure_entities where current and types @> array[${type}]::text[] and content ? ${attribute}
      and not scopes @> array[${demoScope}]::text[] and ${visible}
    group by 1 order by 2 desc limit 50`.execute(db)
  return rows
}

/** How many have been read since, the demonstration left out. */
export async function reporting(db: Db, since: Date, demoScope: string, visible: Visible): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from infrastructure_entities e
    where current and not scopes @> array[${demoScope}]::text[] and ${visible} and exists (
      select from infrastructure_series s join infrastructure_readings r on r.series_id = s.id
      where s.entity_id = e.id and r.observed_at > ${since} limit 1)`.execute(db)
  return rows[0]!.n
}

/** What changed since, however it changed; what went too, as far as it may be known that it was there. */
export async function changedSince(
  db: Db,
  since: Date,
  most: number,
  visible: Visible,
): Promise<{ id: string; current: boolean; at: Date }[]> {
  const { rows } = await sql<{ id: string; current: boolean; at: Date }>`
    select id, current, modified_at as at from infrastructure_entities
    where modified_at > ${since} and ${visible} order by modified_at limit ${most}`.execute(db)
  return rows
}
