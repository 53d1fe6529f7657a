/** The last visit that was asked for of each, and every query on it. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Outcome } from './types.ts'

export type Row = { job: string; at: Date; outcome?: Outcome }
type Of = { kind: string; id: string }

export async function find(db: Db | Tx, { kind, id }: Of): Promise<Row | undefined> {
  const { rows } = await sql<{
    job: string
    at: Date
    outcome: Outcome | null
  }>`select job, at, outcome from network_visits
    where kind = ${kind} and id = ${id}`.execute(db)
  return rows[0] && { ...rows[0], outcome: rows[0].outcome ?? undefined }
}

/** Whoever begins or cancels one waits for who does so now. */
export async function lock(tx: Tx, of: Of): Promise<Row | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`network visit ${of.kind} ${of.id}`}, 0))`.execute(tx)
  return find(tx, of)
}

export async function begin(tx: Tx, { kind, id }: Of, { job, at, by }: { job: string; at: Date; by: string }): Promise<void> {
  await sql`insert into network_visits (kind, id, job, at, by) values (${kind}, ${id}, ${job}, ${at}, ${by})
    on conflict (kind, id) do update set job = excluded.job, at = excluded.at, by = excluded.by, outcome = null`.execute(tx)
} // prettier-ignore

/** False where it had ended before. */
export async function end(db: Db | Tx, { kind, id }: Of, job: string, outcome: Outcome): Promise<boolean> {
  const { numAffectedRows } = await sql`update network_visits set outcome = ${outcome}
    where kind = ${kind} and id = ${id} and job = ${job} and outcome is null`.execute(db)
  return numAffectedRows === 1n
}
