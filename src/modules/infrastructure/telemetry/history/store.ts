/** Every query on the past and the present of series. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/db'
import type { Series } from '../readings/index.ts'
import type { Latest, Span, Which } from './types.ts'

const SERIES = sql`s.id, s.entity_id as "entityId", s.attribute, s.dataset_id as "datasetId", s.unit_code as "unitCode"`

type SeriesRow = { id: number; entityId: string; attribute: string; datasetId: string; unitCode: string | null }

const seriesOf = ({ datasetId, unitCode, id, entityId, attribute }: SeriesRow): Series => ({
  ...{ id, entityId, attribute },
  ...(datasetId && { datasetId }),
  ...(unitCode !== null && { unitCode }),
})

export type Found = {
  series: Series
  isNumber: boolean
  /** Where its readings may be gone, the rollups alone can tell of them. */
  clearedBefore: Date | null
  /** Of the days that touch the span: where they begin, the last number in them, and how many there are. */
  days: Extent
}
export type Extent = { first: Date | null; last: Date | null; count: number }

export async function find(db: Db, which: Which, { from, to }: Span, timezone: string): Promise<Found | undefined> {
  const condition =
    typeof which === 'number'
      ? sql`s.id = ${which}`
      : sql`s.entity_id = ${which.entityId} and s.attribute = ${which.attribute} and s.dataset_id = ${which.datasetId ?? ''}`
  type Row = SeriesRow & { kind: string; clearedBefore: Date | null } & Extent
  const { rows } = await sql<Row>`select ${SERIES}, s.kind, s.cleared_before as "clearedBefore", d.*
    from infrastructure_series s cross join lateral (
      select min(r.start) as first, max(r.last_at) as last, coalesce(sum(r.count), 0)::int as count
      from infrastructure_rollups r where r.series_id = s.id and r.grain = 'day'
        and r.start >= coalesce(date_trunc('day', ${from ?? null}::timestamptz, ${timezone}), '-infinity')
        and r.start < coalesce(${to ?? null}::timestamptz, 'infinity')) d
    where ${condition}`.execute(db)
  if (!rows[0]) return undefined
  const { kind, clearedBefore, first, last, count, ...series } = rows[0]
  return { series: seriesOf(series), isNumber: kind === 'number', clearedBefore, days: { first, last, count } }
}

const within = (seriesId: number, { from, to }: Span): RawBuilder<boolean> =>
  sql<boolean>`series_id = ${seriesId} and observed_at >= coalesce(${from ?? null}::timestamptz, '-infinity')
    and observed_at < coalesce(${to ?? null}::timestamptz, 'infinity')`

/** The first and the last reading in the span, and how many there are, counted to `most`. */
export async function extent(db: Db, seriesId: number, span: Span, most: number): Promise<Extent> {
  const inSpan = within(seriesId, span)
  const { rows } = await sql<Extent>`select
    (select observed_at from infrastructure_readings where ${inSpan} order by observed_at limit 1) as first,
    (select observed_at from infrastructure_readings where ${inSpan} order by observed_at desc limit 1) as last,
    (select count(*)::int from (select from infrastructure_readings where ${inSpan} limit ${most}) counted) as count`.execute(
    db,
  )
  return rows[0]!
}

/** The newest reading of each series of these entities. */
export async function latest(db: Db, entityIds: readonly string[]): Promise<Latest[]> {
  type Row = SeriesRow & Pick<Latest, 'observedAt' | 'value' | 'content'>
  const { rows } = await sql<Row>`select ${SERIES}, r.observed_at as "observedAt", r.value, r.content
    from infrastructure_series s cross join lateral (select observed_at, value, content from infrastructure_readings
      where series_id = s.id order by observed_at desc limit 1) r
    where s.entity_id = any(${entityIds}::text[]) order by s.entity_id, s.attribute, s.dataset_id`.execute(db)
  return rows.map(({ observedAt, value, content, ...series }) => ({ ...seriesOf(series), observedAt, value, content }))
}

/** The usual time between two readings: the middle one of the newest `of`. Undefined where there are not two. */
export async function usualStep_ms(db: Db, seriesId: number, of: number): Promise<number | undefined> {
  const { rows } = await sql<{ step_ms: number | null }>`select
      percentile_cont(0.5) within group (order by extract(epoch from later - observed_at)::double precision) * 1000 as step_ms
    from (select observed_at, lag(observed_at) over (order by observed_at desc) as later
      from (select observed_at from infrastructure_readings where series_id = ${seriesId}
        order by observed_at desc limit ${of}) newest) steps
    where later is not null`.execute(db)
  return rows[0]!.step_ms ?? undefined
}
