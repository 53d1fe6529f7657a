/** What is known of one figure, and what waits to replace it. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Status } from '../types.ts'
import type { Known, Place } from './types.ts'

export async function known(db: Db | Tx, { area, measure, dimension, period }: Place): Promise<Known> {
  const { rows } = await sql<{ value: number | null; status: Status; seq: number; at: Date }>`
    select o.value, o.status, p.seq, p.at from indicators_observations o
    join indicators_publications p on p.import_number = o.import_number
    where o.area_id = ${area} and o.measure_id = ${measure} and o.dimension = ${dimension} and o.period = ${period}
    order by p.seq desc limit 1`.execute(db)
  const [row] = rows
  const waiting = await waitingFor(db, { area, measure, dimension, period })
  return {
    seen: row?.seq ?? 0,
    ...(row && { value: row.value, status: row.status, at: row.at }),
    ...(waiting && { waiting }),
  }
}

/** A figure for the same place that was read and waits, or was typed and is about to be read; the newest. */
async function waitingFor(db: Db | Tx, place: Place): Promise<Known['waiting']> {
  const { area, measure, dimension, period } = place
  const { rows } = await sql<{ id: string; value: number | null; by: string; at: Date }>`
    select i.id, coalesce(o.value, (i.options -> 'entered' ->> 'value')::float8) as value, i.brought_by as by, i.brought_at as at
    from indicators_imports i left join indicators_observations o on o.import_number = i.number and o.area_id = ${area}
      and o.measure_id = ${measure} and o.dimension = ${dimension} and o.period = ${period}
    where i.state in ('reading', 'read', 'returned', 'verified')
      and (o.area_id is not null or i.options -> 'entered' @> ${JSON.stringify({ area, measure, dimension, period })}::jsonb)
    order by i.number desc limit 1`.execute(db)
  return rows[0]
}
