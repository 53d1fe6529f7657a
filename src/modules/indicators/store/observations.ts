/** Published observations, as they were known after a publication. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import { DEMONSTRATION_KIND } from '#platform/demonstration'
import type { Observation } from '../types.ts'

type Row = Omit<Observation, 'importNumber'> & { import_number: number }

const SELECT = (seq: number) => sql`select distinct on (o.area_id, o.measure_id, o.dimension, o.period)
    o.area_id as area, o.measure_id as measure, o.dimension, o.period, o.value, o.status, o.reason, o.line, o.note, o.import_number
  from indicators_observations o join indicators_publications p on p.import_number = o.import_number and p.seq <= ${seq}`

const ORDER = sql`order by o.area_id, o.measure_id, o.dimension, o.period, p.seq desc`

const observationOf = ({ import_number, ...row }: Row): Observation => ({ ...row, importNumber: import_number })

export type Key = Pick<Observation, 'area' | 'measure' | 'dimension' | 'period'>

/** The observations of these measures, in all areas or in the named ones. */
export async function ofMeasures(
  db: Db | Tx,
  measures: string[],
  seq: number,
  areas?: string[],
): Promise<Observation[]> {
  const { rows } = await sql<Row>`${SELECT(seq)} where o.measure_id = any(${measures})
    and (${areas ?? null}::text[] is null or o.area_id = any(${areas ?? null})) ${ORDER}`.execute(db)
  return rows.map(observationOf)
}

/** Exactly these observations, where they exist. */
export async function ofKeys(db: Db | Tx, keys: Key[], seq: number): Promise<Observation[]> {
  if (keys.length === 0) return []
  const column = (name: keyof Key) => keys.map((key) => key[name])
  const { rows } = await sql<Row>`${SELECT(seq)}
    join unnest(${column('area')}::text[], ${column('measure')}::text[], ${column('dimension')}::text[], ${column('period')}::text[])
      as k (area_id, measure_id, dimension, period)
      on k.area_id = o.area_id and k.measure_id = o.measure_id and k.dimension = o.dimension and k.period = o.period
    ${ORDER}`.execute(db)
  return rows.map(observationOf)
}

/** The keys that imports brought, at most `limit` of them. */
export async function keysOf(db: Db | Tx, imports: number[], limit: number): Promise<Key[]> {
  const { rows } = await sql<Key>`select area_id as area, measure_id as measure, dimension, period
    from indicators_observations where import_number = any(${imports}) limit ${limit}`.execute(db)
  return rows
}

export async function measuresOf(db: Db | Tx, imports: number[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct measure_id as id from indicators_observations
    where import_number = any(${imports})`.execute(db)
  return rows.map((row) => row.id)
}

/** Live counts for the front page, without what is made up to show how the house works. */
export async function counts(db: Db): Promise<{ observations: number; areas: number; measures: number }> {
  const { rows } = await sql<{ observations: number; areas: number; measures: number }>`
    select count(*) as observations, count(distinct area_id) as areas, count(distinct measure_id) as measures
    from indicators_observations o
    where exists (select from indicators_publications p where p.import_number = o.import_number)
      and o.area_id not like ${`${DEMONSTRATION_KIND}-%`}`.execute(db)
  return rows[0]!
}

/** Every vintage of one observation, newest first. */
export async function vintages(db: Db, key: Key): Promise<(Observation & { seq: number; at: Date })[]> {
  const { rows } = await sql<
    Row & { seq: number; at: Date }
  >`select o.area_id as area, o.measure_id as measure, o.dimension,
      o.period, o.value, o.status, o.reason, o.line, o.note, o.import_number, p.seq, p.at
    from indicators_observations o join indicators_publications p on p.import_number = o.import_number
    where o.area_id = ${key.area} and o.measure_id = ${key.measure} and o.dimension = ${key.dimension} and o.period = ${key.period}
    order by p.seq desc`.execute(db)
  return rows.map(({ seq, at, ...row }) => ({ ...observationOf(row), seq, at }))
}

const AREAS_A_READ = 100
export type Streamed = Pick<
  Observation,
  'area' | 'measure' | 'dimension' | 'period' | 'value' | 'status' | 'reason' | 'note'
> & {
  seq: number
}

/** Every published figure of these measures, all vintages up to `seq`, some areas at a time (no cursor: PGlite has none). */
export async function* stream(
  tx: Tx,
  measures: string[],
  areas: readonly string[],
  seq: number,
): AsyncGenerator<Streamed[]> {
  for (let from = 0; from < areas.length; from += AREAS_A_READ) {
    const { rows } = await sql<Streamed>`select o.area_id as area, o.measure_id as measure, o.dimension, o.period,
        o.value, o.status, o.reason, case when o.reason = 'withdrawn' then o.note end as note, p.seq
      from indicators_observations o join indicators_publications p on p.import_number = o.import_number and p.seq <= ${seq}
      where o.area_id = any(${areas.slice(from, from + AREAS_A_READ)}) and o.measure_id = any(${measures})`.execute(tx)
    yield rows
  }
}

/** The areas and periods of which anything is published. */
export async function extent(tx: Tx): Promise<{ areas: string[]; periods: string[] }> {
  const distinct = async (column: 'area_id' | 'period') => {
    const { rows } = await sql<{ id: string }>`select distinct o.${sql.ref(column)} as id from indicators_observations o
      join indicators_publications p on p.import_number = o.import_number order by id`.execute(tx)
    return rows.map((row) => row.id)
  }
  return { areas: await distinct('area_id'), periods: await distinct('period') }
}

/** Which datasets the published figures of each measure belong to. */
export async function datasets(db: Db): Promise<{ measure: string; dataset: string }[]> {
  const { rows } = await sql<{
    measure: string
    dataset: string
  }>`select distinct o.measure_id as measure, i.dataset_id as dataset
    from (select distinct measure_id, import_number from indicators_observations) o
    join indicators_publications p on p.import_number = o.import_number
    join indicators_imports i on i.number = o.import_number where i.dataset_id is not null`.execute(db)
  return rows
}
