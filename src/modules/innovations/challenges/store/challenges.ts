/** The tables of challenges and of their log, and every query on them. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Gate } from '#governance'
import {
  STATES,
  type Call,
  type Challenge,
  type Line,
  type LogKind,
  type Outcome,
  type Problem,
  type State,
} from '../types.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
type Reader = Pick<Gate, 'isWithdrawn'>
const COLUMNS = sql`id, number, organisation_id as "organisationId", state, problem, call, outcome, pilot_id as "pilotId",
  made_at as "madeAt"`

export async function add(
  tx: Tx,
  one: Pick<Challenge, 'id' | 'organisationId' | 'problem' | 'madeAt'> & { by: string; entryId: string },
) {
  // prettier-ignore
  await sql`insert into innovations_challenges (id, organisation_id, state, problem, made_at, made_by, entry_id)
    values (${one.id}, ${one.organisationId}, 'draft', ${JSON.stringify(one.problem)}, ${one.madeAt}, ${one.by}, ${one.entryId})`.execute(tx) // prettier-ignore
}

export async function find(db: Db | Tx, id: string): Promise<Challenge | undefined> {
  if (!UUID.test(id)) return undefined
  const { rows } = await sql<Challenge>`select ${COLUMNS} from innovations_challenges where id = ${id}`.execute(db)
  return rows[0]
}

/** Nobody else changes it until the transaction ends. */
export async function lock(tx: Tx, id: string): Promise<Challenge | undefined> {
  if (!UUID.test(id)) return undefined
  await sql`select from innovations_challenges where id = ${id} for update`.execute(tx)
  return find(tx, id)
}

/** Those that can be answered first, then by when they were made, the newest first. */
export async function list(db: Db, states: readonly State[], organisations?: readonly string[]): Promise<Challenge[]> {
  const { rows } =
    await sql<Challenge>`select ${COLUMNS} from innovations_challenges where state = any(${states}::text[])
    and (${organisations ?? null}::uuid[] is null or organisation_id = any(${organisations ?? null}::uuid[]))
    order by state <> 'call', number desc limit 500`.execute(db)
  return rows
}

export async function counts(db: Db): Promise<Record<State, number>> {
  const { rows } = await sql<{ state: State; n: number }>`select state, count(*)::int as n from innovations_challenges
    group by state`.execute(db)
  const none = Object.fromEntries(STATES.map((state) => [state, 0])) as Record<State, number>
  return { ...none, ...Object.fromEntries(rows.map(({ state, n }) => [state, n])) }
}

export type Change = { state?: State; problem?: Problem; call?: Call; outcome?: Outcome; pilotId?: string }
export async function change(tx: Tx, id: string, { state, problem, call, outcome, pilotId }: Change): Promise<void> {
  await sql`update innovations_challenges set state = coalesce(${state ?? null}, state),
    problem = coalesce(${problem ? JSON.stringify(problem) : null}::jsonb, problem),
    call = coalesce(${call ? JSON.stringify(call) : null}::jsonb, call),
    outcome = coalesce(${outcome ? JSON.stringify(outcome) : null}::jsonb, outcome),
    pilot_id = coalesce(${pilotId ?? null}::uuid, pilot_id) where id = ${id}`.execute(tx)
}

export type NewLine = Line & { entryId: string; releaseId: string }
export async function note(tx: Tx, challengeId: string, line: NewLine): Promise<void> {
  const { id, kind, content, at, by, entryId, releaseId } = line
  await sql`insert into innovations_challenge_log (challenge_id, id, kind, content, at, by, entry_id, release_id)
    values (${challengeId}, ${id}, ${kind}, ${JSON.stringify(content)}, ${at}, ${by}, ${entryId}, ${releaseId})`.execute(tx) // prettier-ignore
}

/** The oldest first; without what the gate took back. */
export async function log(db: Db | Tx, reader: Reader, challengeId: string): Promise<Line[]> {
  const { rows } = await sql<Line>`select id, kind, content, at, by from innovations_challenge_log
    where challenge_id = ${challengeId} and not ${reader.isWithdrawn(sql.ref('release_id'))} order by seq`.execute(db)
  return rows
}

/** The newest first, of all. */
export async function latest(db: Db, reader: Reader, limit: number): Promise<(Line & { challengeId: string })[]> {
  const { rows } = await sql<Line & { challengeId: string }>`select id, kind, content, at, by,
    challenge_id as "challengeId" from innovations_challenge_log
    where not ${reader.isWithdrawn(sql.ref('release_id'))} order by seq desc limit ${limit}`.execute(db)
  return rows
}

/** Of each challenge whose words the gate took back, problem or call as it stands: the release that was taken back. */
export async function takenBack(db: Db | Tx, reader: Reader): Promise<Map<string, string>> {
  const { rows } = await sql<{
    id: string
    releaseId: string
  }>`select challenge_id as id, release_id as "releaseId" from (
    select distinct on (challenge_id, kind = 'called') challenge_id, release_id from innovations_challenge_log
    where kind in ('published', 'amended', 'called') order by challenge_id, kind = 'called', seq desc) as standing
    where ${reader.isWithdrawn(sql.ref('release_id'))}`.execute(db)
  return new Map(rows.map(({ id, releaseId }) => [id, releaseId]))
}

export async function countOf(tx: Db | Tx, challengeId: string, kind: LogKind): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from innovations_challenge_log
    where challenge_id = ${challengeId} and kind = ${kind}`.execute(tx)
  return rows[0]!.n
}

/** True once for each of these. */
export async function remindOnce(tx: Tx, challengeId: string, what: string, day: string, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into innovations_reminders (challenge_id, what, day, at)
    values (${challengeId}, ${what}, ${day}, ${at}) on conflict do nothing`.execute(tx)
  return Boolean(numAffectedRows)
}
