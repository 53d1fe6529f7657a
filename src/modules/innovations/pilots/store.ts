/** The tables of pilots, and every query on them. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Gate } from '#governance'
import type { Amendment, Decision, Evaluation, Line, LogKind, Pilot, Plan, State } from './types.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
type Reader = Pick<Gate, 'isWithdrawn'>
type Act = { at: Date; by: string; entryId: string }
type Row = Omit<Pilot, 'sealed'> & { text: string | null; sha256: string | null; entryId: string | null; sealedAt: Date | null } // prettier-ignore

const COLUMNS = sql`id, number, organisation_id as "organisationId", state, plan, plan_text as text, plan_sha256 as sha256,
  plan_entry_id as "entryId", sealed_at as "sealedAt", started_on::text as "startedOn", decision, made_at as "madeAt"`

const pilotOf = ({ text, sha256, entryId, sealedAt, ...row }: Row): Pilot => ({
  ...row,
  sealed: text === null ? null : { text, sha256: sha256!, entryId: entryId!, at: sealedAt! },
})

export async function add(
  tx: Tx,
  { id, organisationId, plan }: Pick<Pilot, 'id' | 'organisationId' | 'plan'>,
  { at, by, entryId }: Act,
): Promise<void> {
  // prettier-ignore
  await sql`insert into innovations_pilots (id, organisation_id, state, plan, made_at, made_by, entry_id)
    values (${id}, ${organisationId}, 'draft', ${JSON.stringify(plan)}, ${at}, ${by}, ${entryId})`.execute(tx)
}

export async function find(db: Db | Tx, id: string): Promise<Pilot | undefined> {
  if (!UUID.test(id)) return undefined
  const { rows } = await sql<Row>`select ${COLUMNS} from innovations_pilots where id = ${id}`.execute(db)
  return rows[0] && pilotOf(rows[0])
}

/** Nobody else changes it until the transaction ends. */
export async function lock(tx: Tx, id: string): Promise<Pilot | undefined> {
  if (!UUID.test(id)) return undefined
  await sql`select from innovations_pilots where id = ${id} for update`.execute(tx)
  return find(tx, id)
}

/** The newest first. */
export async function list(db: Db, states: readonly State[]): Promise<Pilot[]> {
  const { rows } = await sql<Row>`select ${COLUMNS} from innovations_pilots where state = any(${states}::text[])
    order by number desc limit 500`.execute(db)
  return rows.map(pilotOf)
}

export async function rewrite(tx: Tx, id: string, plan: Plan): Promise<void> {
  await sql`update innovations_pilots set plan = ${JSON.stringify(plan)} where id = ${id}`.execute(tx)
}

export async function seal(
  tx: Tx,
  id: string,
  { text, sha256, entryId, at }: NonNullable<Pilot['sealed']>,
  plan: Plan,
) {
  await sql`update innovations_pilots set state = 'sealed', plan = ${JSON.stringify(plan)}, plan_text = ${text},
    plan_sha256 = ${sha256}, plan_entry_id = ${entryId}, sealed_at = ${at} where id = ${id}`.execute(tx)
}

export type Change = { state?: State; startedOn?: string; decision?: Decision }
export async function change(tx: Tx, id: string, { state, startedOn, decision }: Change): Promise<void> {
  await sql`update innovations_pilots set state = coalesce(${state ?? null}, state),
    started_on = coalesce(${startedOn ?? null}::date, started_on),
    decision = coalesce(${decision ? JSON.stringify(decision) : null}::jsonb, decision) where id = ${id}`.execute(tx)
}

export async function amendments(db: Db | Tx, pilotId: string): Promise<Amendment[]> {
  const { rows } = await sql<Amendment>`select number, text, sha256, entry_id as "entryId", at
    from innovations_pilot_amendments where pilot_id = ${pilotId} order by number`.execute(db)
  return rows
}

/** Of all pilots, each one’s in their order. */
export async function everyAmendment(db: Db): Promise<Map<string, Amendment[]>> {
  const { rows } = await sql<Amendment & { pilotId: string }>`select pilot_id as "pilotId", number, text, sha256,
    entry_id as "entryId", at from innovations_pilot_amendments order by pilot_id, number`.execute(db)
  return Map.groupBy(rows, ({ pilotId }) => pilotId)
}

export async function amend(
  tx: Tx,
  pilotId: string,
  { number, text, sha256, entryId, at }: Amendment,
  releaseId: string,
) {
  // prettier-ignore
  await sql`insert into innovations_pilot_amendments (pilot_id, number, text, sha256, at, entry_id, release_id)
    values (${pilotId}, ${number}, ${text}, ${sha256}, ${at}, ${entryId}, ${releaseId})`.execute(tx)
}

const EVALUATION = sql`e.number, e.bundle, e.sha256, e.at, e.by, p.at as "verifiedAt"`

/** The newest; with `reader` only what is public and was not taken back. */
export async function evaluation(db: Db | Tx, pilotId: string, reader?: Reader): Promise<Evaluation | undefined> {
  const open = reader ? sql`p.release_id is not null and not ${reader.isWithdrawn(sql.ref('p.release_id'))}` : sql`true`
  const { rows } = await sql<Evaluation>`select ${EVALUATION} from innovations_pilot_evaluations e
    left join innovations_pilot_publications p on p.pilot_id = e.pilot_id and p.number = e.number
    where e.pilot_id = ${pilotId} and ${open} order by e.number desc limit 1`.execute(db)
  return rows[0]
}

export async function evaluate(
  tx: Tx,
  pilotId: string,
  { number, bundle, sha256 }: Pick<Evaluation, 'number' | 'bundle' | 'sha256'>,
  { at, by, entryId }: Act,
) {
  // prettier-ignore
  await sql`insert into innovations_pilot_evaluations (pilot_id, number, bundle, sha256, at, by, entry_id)
    values (${pilotId}, ${number}, ${bundle}, ${sha256}, ${at}, ${by}, ${entryId})`.execute(tx)
}

export async function publish(tx: Tx, pilotId: string, number: number, { at, by, entryId }: Act, releaseId: string) {
  await sql`insert into innovations_pilot_publications (pilot_id, number, at, by, entry_id, release_id)
    values (${pilotId}, ${number}, ${at}, ${by}, ${entryId}, ${releaseId})`.execute(tx)
}

export async function note(
  tx: Tx,
  pilotId: string,
  { id, kind, content, at, by, entryId, releaseId }: Line & { by: string; entryId: string; releaseId: string },
) {
  // prettier-ignore
  await sql`insert into innovations_pilot_log (pilot_id, id, kind, content, at, by, entry_id, release_id)
    values (${pilotId}, ${id}, ${kind}, ${JSON.stringify(content)}, ${at}, ${by}, ${entryId}, ${releaseId})`.execute(tx)
}

/** The last line of one kind, by pilot; without what the gate took back. */
export async function lines(db: Db, reader: Reader, kind: LogKind): Promise<Map<string, Line>> {
  const { rows } = await sql<Line & { pilotId: string }>`select pilot_id as "pilotId", id, kind, content, at
    from innovations_pilot_log where kind = ${kind} and not ${reader.isWithdrawn(sql.ref('release_id'))} order by seq`.execute(
    db,
  )
  return new Map(rows.map(({ pilotId, ...line }) => [pilotId, line]))
}

/** The oldest first; without what the gate took back. */
export async function log(db: Db | Tx, reader: Reader, pilotId: string): Promise<Line[]> {
  const { rows } = await sql<Line>`select id, kind, content, at from innovations_pilot_log
    where pilot_id = ${pilotId} and not ${reader.isWithdrawn(sql.ref('release_id'))} order by seq`.execute(db)
  return rows
}
