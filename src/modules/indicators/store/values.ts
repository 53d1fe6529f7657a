/** Values: what the formulas gave, every vintage of it. */
import { sql } from 'kysely'
import { insertMany, type Db, type Tx } from '#platform/db'
import type { Reason, Status } from '../types.ts'
import { LATEST } from './tables.ts'

export type ValueRow = {
  indicator: string
  area: string
  period: string
  value: number | null
  status: Status
  reason: Reason | null
  seq: number
  version: number
}

const COLUMNS = sql`v.indicator_id as indicator, v.area_id as area, v.period, v.value, v.status, v.reason, v.seq,
  v.definition_version as version`

/** The values as they stood after publication `seq`: of these indicators, in all areas or the named ones. */
export async function current(db: Db | Tx, indicators: string[], areas?: string[], seq = LATEST): Promise<ValueRow[]> {
  const { rows } = await sql<ValueRow>`select distinct on (v.indicator_id, v.area_id, v.period) ${COLUMNS}
    from indicators_values v where v.indicator_id = any(${indicators})
      and (${areas ?? null}::text[] is null or v.area_id = any(${areas ?? null})) and v.seq <= ${seq}
    order by v.indicator_id, v.area_id, v.period, v.seq desc`.execute(db)
  return rows
}

/** Exactly these cells, as they stand. */
export async function ofCells(
  db: Db | Tx,
  cells: { indicator: string; area: string; period: string }[],
): Promise<ValueRow[]> {
  if (cells.length === 0) return []
  const { rows } = await sql<ValueRow>`select distinct on (v.indicator_id, v.area_id, v.period) ${COLUMNS}
    from indicators_values v join unnest(${cells.map((cell) => cell.indicator)}::text[], ${cells.map((cell) => cell.area)}::text[],
      ${cells.map((cell) => cell.period)}::text[]) as k (indicator_id, area_id, period)
      on k.indicator_id = v.indicator_id and k.area_id = v.area_id and k.period = v.period
    order by v.indicator_id, v.area_id, v.period, v.seq desc`.execute(db)
  return rows
}

/** Every vintage of one cell, newest first. */
export async function vintages(
  db: Db,
  indicator: string,
  area: string,
  period: string,
): Promise<(ValueRow & { at: Date })[]> {
  const { rows } = await sql<ValueRow & { at: Date }>`select ${COLUMNS}, p.at
    from indicators_values v join indicators_publications p on p.seq = v.seq
    where v.indicator_id = ${indicator} and v.area_id = ${area} and v.period = ${period} order by v.seq desc`.execute(
    db,
  )
  return rows
}

/** Writes new vintages. */
export async function add(tx: Tx, seq: number, rows: Omit<ValueRow, 'seq'>[]): Promise<void> {
  await insertMany(
    tx,
    'indicators_values',
    [
      { name: 'area_id', type: 'text', values: rows.map((row) => row.area) },
      { name: 'indicator_id', type: 'text', values: rows.map((row) => row.indicator) },
      { name: 'period', type: 'text', values: rows.map((row) => row.period) },
      { name: 'seq', type: 'int4', values: rows.map(() => seq) },
      { name: 'definition_version', type: 'int4', values: rows.map((row) => row.version) },
      { name: 'value', type: 'float8', values: rows.map((row) => row.value) },
      { name: 'status', type: 'text', values: rows.map((row) => row.status) },
      { name: 'reason', type: 'jsonb', values: rows.map((row) => row.reason && JSON.stringify(row.reason)) },
    ],
    'do nothing',
  )
}

export async function count(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from (
    select distinct area_id, indicator_id, period from indicators_values where value is not null) v`.execute(db)
  return rows[0]!.n
}
