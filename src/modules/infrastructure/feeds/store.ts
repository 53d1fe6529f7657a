/** The feeds' tables and every query on them. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Pass } from '#governance'
import type { Bucket, Feed, FeedPeriod } from './types.ts'

const json = (value: unknown): RawBuilder<unknown> => sql`${JSON.stringify(value)}::jsonb`

export type Act = { at: Date; by: string; entryId: string }
export type Opening = Act & { grounds: string }
export type KnownFeed = { feed: Feed; sha256: string; opening?: Opening }

/** Those of the pack as it is now; an opening of what a feed said before is none. */
export async function feeds(db: Db | Tx, id?: string): Promise<KnownFeed[]> {
  type Row = { content: Feed; sha256: string; at: Date | null; by: string; entryId: string; grounds: string }
  const { rows } = await sql<Row>`select f.content, f.sha256, o.at, o.by, o.entry_id as "entryId", o.grounds
    from infrastructure_feeds f left join infrastructure_feed_openings o on o.feed_id = f.id and o.sha256 = f.sha256
    where not f.is_retired and (${id ?? null}::text is null or f.id = ${id ?? null}) order by f.id`.execute(db)
  return rows.map(({ content, sha256, at, ...opening }) => ({
    ...{ feed: content, sha256 },
    ...(at && { opening: { at, ...opening } }),
  }))
}

export async function putFeed(tx: Tx, feed: Feed, sha256: string, act: Act, pass: Pass): Promise<void> {
  await sql`insert into infrastructure_feeds (id, content, sha256, at, by, entry_id, release_id)
    values (${feed.id}, ${json(feed)}, ${sha256}, ${act.at}, ${act.by}, ${act.entryId}, ${pass.releaseId})
    on conflict (id) do update set content = excluded.content, sha256 = excluded.sha256, is_retired = false,
      at = excluded.at, by = excluded.by, entry_id = excluded.entry_id, release_id = excluded.release_id`.execute(tx)
}

export async function retireOthers(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`update infrastructure_feeds set is_retired = not (id = any(${ids}::text[]))`.execute(tx)
}

export async function putOpening(tx: Tx, id: string, sha256: string, opening: Opening, pass: Pass): Promise<void> {
  const { at, by, entryId, grounds } = opening
  await sql`insert into infrastructure_feed_openings (feed_id, sha256, grounds, at, by, entry_id, release_id)
    values (${id}, ${sha256}, ${grounds}, ${at}, ${by}, ${entryId}, ${pass.releaseId})
    on conflict (feed_id) do update set sha256 = excluded.sha256, grounds = excluded.grounds, at = excluded.at,
      by = excluded.by, entry_id = excluded.entry_id, release_id = excluded.release_id`.execute(tx)
}

export async function dropOpening(tx: Tx, id: string): Promise<void> {
  await sql`delete from infrastructure_feed_openings where feed_id = ${id}`.execute(tx)
}

export type Changed = { attribute: string; from: Date; to: Date }

/** Marks the days of what has come in for every feed of that attribute. In one order, so that two do not wait for each other. */
export async function mark(tx: Tx, changed: readonly Changed[], timezone: string): Promise<void> {
  const column = <K extends keyof Changed>(name: K) => changed.map((one) => one[name])
  await sql`insert into infrastructure_feed_days as d (feed_id, day)
    select distinct f.id, day::date from unnest(${column('attribute')}::text[], ${column('from')}::timestamptz[],
        ${column('to')}::timestamptz[]) as c (attribute, "from", "to")
      join infrastructure_feeds f on f.content ->> 'attribute' = c.attribute and not f.is_retired
      cross join lateral generate_series((c."from" at time zone ${timezone})::date,
        ((c."to" - interval '1 microsecond') at time zone ${timezone})::date, interval '1 day') day
    order by 1, 2
    on conflict (feed_id, day) do update set number = d.number + 1`.execute(tx)
}

/** Every day of which anything is known, for a feed that is new or says something else. */
export async function markAll(tx: Tx, { id, attribute }: Feed, timezone: string): Promise<void> {
  await sql`insert into infrastructure_feed_days as d (feed_id, day)
    select distinct ${id}, (r.start at time zone ${timezone})::date from infrastructure_rollups r
      join infrastructure_series s on s.id = r.series_id where s.attribute = ${attribute} and r.grain = 'day' order by 2
    on conflict (feed_id, day) do update set number = d.number + 1`.execute(tx)
}

export type Marked = { day: string; number: number }

export async function marked(db: Db, id: string): Promise<Marked[]> {
  const { rows } = await sql<Marked>`select day::text as day, number from infrastructure_feed_days
    where feed_id = ${id} order by day`.execute(db)
  return rows
}

/** Those that were taken; what came in since stays. */
export async function unmark(tx: Tx, id: string, taken: readonly Marked[]): Promise<void> {
  await sql`delete from infrastructure_feed_days d using unnest(${taken.map(({ day }) => day)}::date[],
      ${taken.map(({ number }) => number)}::int[]) as t (day, number)
    where d.feed_id = ${id} and d.day = t.day and d.number = t.number`.execute(tx)
}

/** Things of the demonstration district are no things of the city. */
export const NO_DEMO = sql<boolean>`not (e.id like 'urn:ngsi-ld:%:demo:%'
  or exists (select from unnest(e.scopes) scope where scope = '/demo' or scope like '/demo/%'))`

export type Thing = { seriesId: number; entityId: string; unitCode: string | null; point: [number, number] | null; since: Date } // prettier-ignore

/** The series that a feed is of: none of the demonstration, and none that is personal. `since` is the day of its first reading. */
export async function things(db: Db, { of, attribute }: Pick<Feed, 'of' | 'attribute'>): Promise<Thing[]> {
  const { rows } = await sql<Omit<Thing, 'point'> & { lon: number | null; lat: number | null }>`
    select s.id as "seriesId", s.entity_id as "entityId", s.unit_code as "unitCode",
      ST_X(ST_PointOnSurface(e.location)) as lon, ST_Y(ST_PointOnSurface(e.location)) as lat,
      (select min(r.start) from infrastructure_rollups r where r.series_id = s.id and r.grain = 'day') as since
    from infrastructure_series s join infrastructure_entities e on e.id = s.entity_id and e.current
    where s.attribute = ${attribute} and s.dataset_id = '' and e.types @> array[${of.type}]::text[]
      and (${of.ids ?? null}::text[] is null or e.id = any(${of.ids ?? null}::text[]))
      and (${of.scope ?? null}::text is null or exists (select from unnest(e.scopes) scope
        where scope = ${of.scope ?? null} or starts_with(scope, ${`${of.scope ?? ''}/`})))
      and ${NO_DEMO} and not exists (select from infrastructure_policies p where p.type = any(e.types)
        and p.level = 'personal' and p.attribute in ('', s.attribute))
    order by s.entity_id`.execute(db)
  return rows
    .filter(({ since }) => since !== null)
    .map(({ lon, lat, ...thing }) => ({ ...thing, point: lon === null || lat === null ? null : [lon, lat] }))
}

type PeriodRow = { area: string; period: string; revision: number; content: FeedPeriod; at: Date }
const periodOf = ({ content, ...row }: PeriodRow): FeedPeriod => ({ ...content, ...row })

/** The newest revision of each, in order of area and period. */
export async function periods(db: Db | Tx, id: string, only?: { period: string }): Promise<FeedPeriod[]> {
  const { rows } = await sql<PeriodRow>`select distinct on (area, period) area, period, revision, content, at
    from infrastructure_feed_periods where feed_id = ${id}
      and (${only?.period ?? null}::text is null or period = ${only?.period ?? null})
    order by area, period, revision desc`.execute(db)
  return rows.map(periodOf)
}

/** Newest first. */
export async function revisions(db: Db, id: string, area: string, period: string): Promise<FeedPeriod[]> {
  const { rows } = await sql<PeriodRow>`select area, period, revision, content, at from infrastructure_feed_periods
    where feed_id = ${id} and area = ${area} and period = ${period} order by revision desc`.execute(db)
  return rows.map(periodOf)
}

export async function addPeriod(tx: Tx, id: string, { area, period, revision, at, ...content }: FeedPeriod) {
  await sql`insert into infrastructure_feed_periods (feed_id, area, period, revision, content, at)
    values (${id}, ${area}, ${period}, ${revision}, ${json(content)}, ${at})`.execute(tx)
}

/** Which of these things anybody may see. */
export async function publicOf(db: Db, ids: readonly string[], attribute: string): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select e.id from infrastructure_entities e where e.id = any(${ids}::text[])
    and ${IS_PUBLIC} and not exists (select from infrastructure_policies p where p.type = any(e.types)
      and p.attribute = ${attribute} and p.level <> 'public')`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** Anybody may see things of all the types that it has. */
const IS_PUBLIC = sql<boolean>`not exists (select from unnest(e.types) t where not exists (select from infrastructure_policies p
  where p.type = t and p.attribute = '' and p.level = 'public'))`

/** The series of numbers, of public attributes of public things of the type, by thing and attribute; also of things that are gone. */
export async function openSeries(db: Db, type: string): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select s.id from infrastructure_series s
      join infrastructure_entities e on e.id = s.entity_id
    where e.types @> array[${type}]::text[] and s.dataset_id = '' and s.kind = 'number' and ${NO_DEMO} and ${IS_PUBLIC}
      and not exists (select from infrastructure_policies p where p.type = any(e.types)
        and p.attribute = s.attribute and p.level <> 'public')
    order by s.entity_id, s.attribute`.execute(db)
  return rows.map(({ id }) => id)
}

/** In which months of the city anything of these was read, the first one first: 2026-11. */
export async function monthsOf(db: Db, seriesIds: readonly number[], timezone: string): Promise<string[]> {
  const { rows } = await sql<{
    month: string
  }>`select distinct to_char(start at time zone ${timezone}, 'YYYY-MM') as month
    from infrastructure_rollups where grain = 'month' and series_id = any(${seriesIds}::bigint[]) order by 1`.execute(
    db,
  )
  return rows.map(({ month }) => month)
}

export type TableRow = { period: string; thing: string; attribute: string; unit: string | null } & Omit<Bucket, 'start'>

/** What these read by days or months that begin in the range, in the order of the series and of time. */
export async function tableRows(
  db: Db,
  seriesIds: readonly number[],
  grain: 'day' | 'month',
  range: { from?: Date; to: Date },
  timezone: string,
): Promise<TableRow[]> {
  const { rows } =
    await sql<TableRow>`select to_char(r.start at time zone ${timezone}, ${grain === 'day' ? 'YYYY-MM-DD' : 'YYYY-MM'}) as period,
      s.entity_id as thing, s.attribute, s.unit_code as unit, r.count, r.min, r.max, r.mean, r.sum, r.last
    from infrastructure_series s join infrastructure_rollups r on r.series_id = s.id and r.grain = ${grain}
    where s.id = any(${seriesIds}::bigint[]) and r.start < ${range.to}
      and r.start >= coalesce(${range.from ?? null}::timestamptz, '-infinity')
    order by s.entity_id, s.attribute, r.start`.execute(db)
  return rows
}

/** Is there any thing of the type that reads something and that anybody may see? */
export async function isLive(db: Db, type: string): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`select exists (select from infrastructure_entities e
    where e.current and e.types @> array[${type}]::text[] and ${NO_DEMO}
      and exists (select from infrastructure_series s where s.entity_id = e.id) and ${IS_PUBLIC}) as is`.execute(db)
  return rows[0]!.is
}
