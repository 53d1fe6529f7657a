/** Findings and verifications, and the figures that checks look at. */
import { sql } from 'kysely'
import { insertMany, type Db, type Tx } from '#platform/db'
import { json, tables } from '../store/tables.ts'
import type { Key } from '../store/observations.ts'
import type { Observation } from '../types.ts'
import type { Finding, KeptFinding, Overlap, Verification } from './types.ts'

export type Looked = Pick<Observation, 'area' | 'measure' | 'dimension' | 'period' | 'value' | 'status'> & {
  /** That of the import; 0 for what is published. */
  line: number
}

const COLUMNS = sql`o.area_id as area, o.measure_id as measure, o.dimension, o.period, o.value, o.status, o.reason, o.note,
  o.import_number as "importNumber", case when o.import_number = p.import_number then 0 else o.line end as line`
const CELL = sql`o.area_id, o.measure_id, o.dimension, o.period`
/** An import that waits comes before all that is published. */
const AS_IF = (number: number) => sql`from indicators_observations o
  left join indicators_publications p on p.import_number = o.import_number
  where (o.import_number = ${number} or p.seq is not null)`
const NEWEST = (number: number) => sql`order by ${CELL}, (o.import_number = ${number}) desc, p.seq desc`

/** All figures of these measures as they would stand were the import published. */
export async function asIfPublished(db: Db, number: number, measures: readonly string[]): Promise<Looked[]> {
  const { rows } = await sql<Looked>`select distinct on (${CELL}) ${COLUMNS} ${AS_IF(number)}
    and o.measure_id = any(${measures}) ${NEWEST(number)}`.execute(db)
  return rows
}

/** Exactly these figures as they would stand were the import published, where they exist. */
export async function ofKeysAsIf(db: Db, number: number, keys: readonly Key[]): Promise<Observation[]> {
  if (keys.length === 0) return []
  const column = (name: keyof Key) => keys.map((key) => key[name])
  const { rows } = await sql<Observation>`select distinct on (${CELL}) ${COLUMNS} ${AS_IF(number)}
    and (${CELL}) in (select * from unnest(${column('area')}::text[], ${column('measure')}::text[],
      ${column('dimension')}::text[], ${column('period')}::text[])) ${NEWEST(number)}`.execute(db)
  return rows
}

/** What the import brings, by line, at most `limit` figures. */
export async function incoming(db: Db, number: number, limit: number): Promise<Looked[]> {
  const { rows } =
    await sql<Looked>`select area_id as area, measure_id as measure, dimension, period, value, status, line
    from indicators_observations where import_number = ${number} order by line limit ${limit}`.execute(db)
  return rows
}

/** How many figures of each measure the import brings. */
export async function sizes(db: Db, number: number): Promise<{ measure: string; rows: number }[]> {
  const { rows } = await sql<{ measure: string; rows: number }>`select measure_id as measure, count(*) as rows
    from indicators_observations where import_number = ${number} group by measure_id order by measure_id`.execute(db)
  return rows
}

/** Figures of the import that others published after `seq`, with both; at most `limit`, newest first. */
export async function overlaps(db: Db | Tx, number: number, seq: number, limit: number): Promise<Overlap[]> {
  const { rows } = await sql<Overlap>`select n.area_id as area, n.measure_id as measure, n.dimension, n.period,
      n.value as yours, o.value as theirs, p.seq, p.at
    from indicators_publications p join indicators_observations o on o.import_number = p.import_number
    join indicators_observations n on n.area_id = o.area_id and n.measure_id = o.measure_id
      and n.dimension = o.dimension and n.period = o.period and n.import_number = ${number}
    where p.seq > ${seq} and p.import_number <> ${number} and (n.value is distinct from o.value or n.status <> o.status)
    order by p.seq desc, n.line limit ${limit}`.execute(db)
  return rows
}

/** Replaces what was found before. */
export async function keepFindings(
  db: Db,
  number: number,
  findings: readonly Finding[],
  kept: number,
  seq: number,
): Promise<void> {
  const high = findings.filter(({ severity }) => severity === 'high').length
  await db.transaction().execute(async (tx) => {
    await tables(tx).deleteFrom('indicators_findings').where('import_number', '=', number).execute()
    const some = findings.slice(0, kept)
    if (some.length > 0)
      await insertMany(tx, 'indicators_findings', [
        { name: 'import_number', type: 'int4', values: some.map(() => number) },
        { name: 'position', type: 'int4', values: some.map((_, i) => i + 1) },
        { name: 'details', type: 'jsonb', values: some.map((finding) => JSON.stringify(finding)) },
      ])
    await tables(tx)
      .updateTable('indicators_imports')
      .set({ checked_seq: seq, suspected_high: high, suspected_low: findings.length - high })
      .where('number', '=', number)
      .execute()
  })
}

export async function findings(db: Db | Tx, number: number, limit: number): Promise<KeptFinding[]> {
  const rows = await tables(db)
    .selectFrom('indicators_findings')
    .select(['position', 'details'])
    .where('import_number', '=', number)
    .orderBy('position')
    .limit(limit)
    .execute()
  return rows.map(({ position, details }) => ({ number: position, ...details }))
}

export async function addVerification(tx: Tx, number: number, verification: Verification): Promise<void> {
  const { entryId, answers, ...rest } = verification
  await tables(tx)
    .insertInto('indicators_verifications')
    .values({
      ...rest,
      import_number: number,
      number:
        sql`(select coalesce(max(number), 0) + 1 from indicators_verifications where import_number = ${number})` as never,
      answers: json(answers),
      entry_id: entryId,
    })
    .execute()
}

/** Newest first. */
export async function verifications(db: Db | Tx, number: number): Promise<Verification[]> {
  const rows = await tables(db)
    .selectFrom('indicators_verifications')
    .selectAll()
    .where('import_number', '=', number)
    .orderBy('number', 'desc')
    .execute()
  return rows.map(({ entry_id, decision, seq, at, by, reason, answers }) => ({
    ...{ decision, seq, at, by, reason, answers },
    entryId: entry_id,
  }))
}
