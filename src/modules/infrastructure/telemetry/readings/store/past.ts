/** What was read over a time: raw, or put together by periods. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db'
import { marked } from './series.ts'
import type { Past, PastSeries, Period, Summary } from '../types.ts'

type Row = {
  series_id: number
  entity_id: string
  attribute: string
  dataset_id: string
  unit_code: string | null
  observed_at: Date
  micros: string
  value: number | null
  content: object | null
  received_at: Date
}

/** `by` is the time that counts: when it was observed, or when it came. */
function between({ by, after, before }: Past): RawBuilder<boolean> {
  const time = sql.ref(by === 'received' ? 'r.received_at' : 'r.observed_at')
  const parts = [
    ...(after ? [sql<boolean>`${time} >= ${after}::timestamptz`] : []),
    ...(before ? [sql<boolean>`${time} < ${before}::timestamptz`] : []),
  ]
  return parts.length > 0 ? sql<boolean>`${sql.join(parts, sql` and `)}` : sql<boolean>`true`
}

const ofSeries = ({ entityIds, attributes, datasetIds }: Past): RawBuilder<boolean> =>
  sql<boolean>`s.entity_id = any(${entityIds}::text[])
    and (${attributes ?? null}::text[] is null or s.attribute = any(${attributes ?? null}::text[]))
    and (${datasetIds ?? null}::text[] is null or s.dataset_id = any(${datasetIds ?? null}::text[]))`

/** Of each series the newest `most`, in the order of time. */
export async function past(db: Db, asked: Past, most: number): Promise<PastSeries[]> {
  const { rows } = await sql<Row>`select s.id as series_id, s.entity_id, s.attribute, s.dataset_id, s.unit_code,
      r.observed_at, r.micros, r.value, r.content, r.received_at
    from infrastructure_series s cross join lateral (
      select r.observed_at, (extract(epoch from r.observed_at) * 1000000)::bigint::text as micros, r.value, r.content, r.received_at
      from infrastructure_readings r where r.series_id = s.id and ${between(asked)}
      order by r.observed_at desc limit ${most}) r
    where ${ofSeries(asked)} order by s.entity_id, s.attribute, s.dataset_id, r.observed_at`.execute(db)
  const series = new Map<number, PastSeries>()
  for (const row of rows) {
    let one = series.get(row.series_id)
    if (!one) series.set(row.series_id, (one = { ...seriesOf(row), points: [] }))
    const { observed_at, received_at, micros, value, content } = row
    one.points.push({ observedAt: observed_at, receivedAt: received_at, micros, value, content })
  }
  return [...series.values()]
}

const seriesOf = (row: Pick<Row, 'series_id' | 'entity_id' | 'attribute' | 'dataset_id' | 'unit_code'>) => ({
  ...{ id: row.series_id, entityId: row.entity_id, attribute: row.attribute },
  ...(row.dataset_id && { datasetId: row.dataset_id }),
  ...(row.unit_code !== null && { unitCode: row.unit_code }),
})

/** The beginning of the period that an instant lies in. A calendar's months are no fixed time. */
function bucket({ unit, count, origin }: Period): RawBuilder<Date> {
  if (unit === 'all') return sql<Date>`${origin}::timestamptz`
  if (unit === 'month') {
    const at = sql`r.observed_at at time zone 'UTC'`
    const first = sql`(floor((extract(year from ${at}) * 12 + extract(month from ${at}) - 1) / ${count}) * ${count})::int`
    return sql<Date>`make_timestamptz(${first} / 12, ${first} % 12 + 1, 1, 0, 0, 0, 'UTC')`
  }
  return sql<Date>`date_bin(make_interval(secs => ${count}::double precision), r.observed_at, ${origin}::timestamptz)`
}

/** Each series by periods, the newest `most` of them. */
export async function summaries(db: Db, asked: Past, period: Period, most: number): Promise<Summary[]> {
  type SummaryRow = Omit<Row, 'observed_at' | 'micros' | 'value' | 'content' | 'received_at'> & Summary['of']
  const { rows } =
    await sql<SummaryRow>`select s.id as series_id, s.entity_id, s.attribute, s.dataset_id, s.unit_code, r.*
    from infrastructure_series s cross join lateral (
      select ${bucket(period)} as start, count(*)::int as "totalCount",
        count(distinct coalesce(r.content -> 'value', to_jsonb(r.value)))::int as "distinctCount",
        sum(r.value) as sum, avg(r.value) as avg, min(r.value) as min, max(r.value) as max,
        stddev_samp(r.value) as stddev, sum(r.value * r.value) as sumsq, min(r.observed_at) as first, max(r.observed_at) as last
      from infrastructure_readings r where r.series_id = s.id and ${between(asked)}
      group by 1 order by 1 desc limit ${most}) r
    where ${ofSeries(asked)} and r."totalCount" > 0
    order by s.entity_id, s.attribute, s.dataset_id, r.start`.execute(db)
  return rows.map((row) => {
    const { series_id, entity_id, attribute, dataset_id, unit_code, ...of } = row
    return { series: seriesOf({ series_id, entity_id, attribute, dataset_id, unit_code }), of }
  })
}

/** Takes away what was read: of an entity, of one attribute of it, or of one of its datasets. How much it was. */
export async function forget(tx: Tx, entityId: string, attribute?: string, datasetId?: string): Promise<number> {
  const asked = sql`s.id = r.series_id and s.entity_id = ${entityId}
    and (${attribute ?? null}::text is null or s.attribute = ${attribute ?? null})
    and (${datasetId ?? null}::text is null or s.dataset_id = ${datasetId ?? null})`
  // Of what was cleared of its readings nothing is left by which the pulse would see that it is to go.
  await sql`delete from infrastructure_rollups r using infrastructure_series s
    where ${asked} and s.cleared_before is not null`.execute(tx)
  return marked(
    tx,
    sql`delete from infrastructure_readings r using infrastructure_series s where ${asked}
      returning r.series_id, r.observed_at`,
  )
}

/** One reading, by its series and its microsecond. False where there is none. */
export async function forgetOne(
  tx: Tx,
  where: { entityId: string; attribute: string; seriesId: number; micros: string },
): Promise<boolean> {
  const gone = sql`delete from infrastructure_readings r using infrastructure_series s
    where s.id = r.series_id and s.id = ${where.seriesId} and s.entity_id = ${where.entityId} and s.attribute = ${where.attribute}
      and r.observed_at = to_timestamp(0) + (${where.micros}::bigint * interval '1 microsecond')
    returning r.series_id, r.observed_at`
  return (await marked(tx, gone)) > 0
}
