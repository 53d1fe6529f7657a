/** The tables of quality and every query on them. */
import { sql } from 'kysely'
import { insertMany, type Db, type Tx } from '#platform/db'
import { marked } from '../readings/store/series.ts'
import type { Exclusion, MarkKind, Observed, QualityMark } from './types.ts'

/** From that time on the series is to be looked at. */
export async function addUnchecked(tx: Tx, all: readonly { seriesId: number; from: Date }[]): Promise<void> {
  await insertMany(
    tx,
    'infrastructure_unchecked',
    [
      { name: 'series_id', type: 'bigint', values: all.map(({ seriesId }) => seriesId) },
      { name: 'from_at', type: 'timestamptz', values: all.map(({ from }) => from) },
    ],
    `(series_id) do update set from_at = excluded.from_at where infrastructure_unchecked.from_at > excluded.from_at`,
  )
}

export async function takeUnchecked(tx: Tx): Promise<{ seriesId: number; attribute: string; from: Date } | undefined> {
  const { rows } = await sql<{ seriesId: number; attribute: string; from: Date }>`with taken as (
      delete from infrastructure_unchecked where ctid = any(array(
        select ctid from infrastructure_unchecked limit 1 for update skip locked)) returning series_id, from_at)
    select t.series_id as "seriesId", s.attribute, t.from_at as from
    from taken t join infrastructure_series s on s.id = t.series_id`.execute(tx)
  return rows[0]
}

/** In the order of time, from `before` readings before that time on. */
export async function observed(
  tx: Tx,
  seriesId: number,
  from: Date,
  { before, most }: { before: number; most: number },
): Promise<Observed[]> {
  const { rows } = await sql<Observed>`(select observed_at as at, received_at as "receivedAt", value
      from infrastructure_readings where series_id = ${seriesId} and observed_at < ${from}
      order by observed_at desc limit ${before})
    union all (select observed_at, received_at, value from infrastructure_readings
      where series_id = ${seriesId} and observed_at >= ${from} order by observed_at limit ${most})
    order by at`.execute(tx)
  return rows
}

/**
 * In place of what is marked from that time on, to the other if there is one. What had begun before and goes on, such as a
 * value that is still stuck, keeps the time at which it began.
 */
export async function replaceMarks(
  tx: Tx,
  seriesId: number,
  { from, to }: { from: Date; to: Date | undefined },
  found: readonly QualityMark[],
): Promise<void> {
  const since = new Date(Math.min(from.getTime(), ...found.map((mark) => mark.from.getTime())))
  const { rows: gone } = await sql<Pick<QualityMark, 'kind' | 'from' | 'to'>>`delete from infrastructure_marks
    where series_id = ${seriesId} and from_at <= coalesce(${to ?? null}::timestamptz, 'infinity')
      and (to_at >= ${from} or (kind = 'stuck' and to_at >= ${since}))
    returning kind, from_at as from, to_at as to`.execute(tx)
  const begun = (mark: QualityMark): Date => gone.find((one) => one.kind === 'stuck' && one.from < mark.from && one.to >= mark.from)?.from ?? mark.from // prettier-ignore
  const marks = found.map((mark) => (mark.kind === 'stuck' ? { ...mark, from: begun(mark) } : mark))
  if (marks.length === 0) return
  await insertMany(
    tx,
    'infrastructure_marks',
    [
      { name: 'series_id', type: 'bigint', values: marks.map(() => seriesId) },
      { name: 'kind', type: 'text', values: marks.map(({ kind }) => kind) },
      { name: 'from_at', type: 'timestamptz', values: marks.map(({ from }) => from) },
      { name: 'to_at', type: 'timestamptz', values: marks.map(({ to }) => to) },
      { name: 'detail', type: 'jsonb', values: marks.map(({ detail }) => detail) },
    ],
    '(series_id, from_at, kind) do nothing',
  )
}

/** Newest first. */
export async function marks(
  db: Db,
  seriesIds: readonly number[],
  { from, to }: { from?: Date; to?: Date },
  most: number,
): Promise<(QualityMark & { seriesId: number })[]> {
  type Row = { seriesId: number; kind: MarkKind; from: Date; to: Date; detail: Record<string, number> }
  const { rows } = await sql<Row>`select series_id as "seriesId", kind, from_at as from, to_at as to, detail
    from infrastructure_marks where series_id = any(${seriesIds}::bigint[])
      and to_at >= coalesce(${from ?? null}::timestamptz, '-infinity')
      and from_at < coalesce(${to ?? null}::timestamptz, 'infinity')
    order by from_at desc limit ${most}`.execute(db)
  return rows
}

export async function exclusions(db: Db, seriesIds: readonly number[]): Promise<(Exclusion & { seriesId: number })[]> {
  const { rows } = await sql<Exclusion & { seriesId: number }>`select series_id as "seriesId", from_at as from,
      to_at as to, reason, at, by, entry_id as "entryId" from infrastructure_exclusions
    where series_id = any(${seriesIds}::bigint[]) order by from_at desc`.execute(db)
  return rows
}

type Stretch = { seriesId: number; from: Date; to: Date }

export async function exclude(tx: Tx, { seriesId, ...one }: Exclusion & { seriesId: number }): Promise<void> {
  await sql`insert into infrastructure_exclusions (series_id, from_at, to_at, reason, at, by, entry_id)
    values (${seriesId}, ${one.from}, ${one.to}, ${one.reason}, ${one.at}, ${one.by}, ${one.entryId})
    on conflict (series_id, from_at, to_at) do update set reason = excluded.reason, at = excluded.at, by = excluded.by,
      entry_id = excluded.entry_id`.execute(tx)
}

/** False where nothing had been left out there. */
export async function include(tx: Tx, { seriesId, from, to }: Stretch): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from infrastructure_exclusions
    where series_id = ${seriesId} and from_at = ${from} and to_at = ${to}`.execute(tx)
  return Number(numAffectedRows ?? 0) > 0
}

/** The stretch is rolled up anew. How many readings it has. */
export const rollUpAnew = (tx: Tx, { seriesId, from, to }: Stretch): Promise<number> =>
  marked(
    tx,
    sql`select series_id, observed_at from infrastructure_readings
      where series_id = ${seriesId} and observed_at >= ${from} and observed_at < ${to}`,
  )
