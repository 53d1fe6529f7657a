/** The gate's tables and every query on them. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Answer, Candidate, Decision, Examination, Finding, Release, Rule, State, Verdict } from './types.ts'

type Tables = {
  governance_assets: { id: string; slug: string }
  governance_examinations: {
    id: string
    module: string
    kind: Candidate['subject']['kind']
    subject_id: string
    title: string
    public_title: string | null
    fingerprint: string
    findings: Finding[]
    asset_id: string | null
    aggregate: boolean
    personal: boolean
    brought_by: string
    brought_at: Date
    state: State
    changed_at: Date
  }
  governance_decisions: {
    examination_id: string
    number: number
    verdict: Verdict
    rule: Rule | null
    at: Date
    by: string
    grounds: string
    answers: Answer[]
    public_note: string | null
    entry_id: string | null
  }
  governance_releases: {
    id: string
    examination_id: string
    fingerprint: string
    decision: number
    address: string
    at: Date
  }
  governance_withdrawals: { release_id: string; at: Date; by: string; reason: string; entry_id: string | null }
}

const tables = (db: Db | Tx) => (db as Db).withTables<Tables>()
const json = <T>(value: T): RawBuilder<T> => sql`${JSON.stringify(value)}::jsonb`

/** Before any other number, so that it is nobody else's lock. */
const LOCK = 8_131_983

/** From here to the end of the transaction nobody else brings or decides the same content. */
export async function lockContent(tx: Tx, fingerprint: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK}, hashtext(${fingerprint}))`.execute(tx)
}

/** Forgets an examination on which nothing was decided. */
export async function drop(tx: Tx, id: string): Promise<void> {
  await tables(tx).deleteFrom('governance_examinations').where('id', '=', id).where('state', '=', 'held').execute()
}

export type Found = Examination & { publicTitle: string | null }

export async function find(db: Db | Tx, id: string): Promise<Found | undefined> {
  const rows = await tables(db).selectFrom('governance_examinations').selectAll().where('id', '=', id).execute()
  return (await withHistory(db, rows))[0]
}

export async function byRelease(db: Db | Tx, releaseId: string): Promise<Found | undefined> {
  const row = await tables(db)
    .selectFrom('governance_releases')
    .select('examination_id')
    .where('id', '=', releaseId)
    .executeTakeFirst()
  return row && find(db, row.examination_id)
}

/** All that was ever brought with these bytes, whatever it was brought as. */
export async function byFingerprint(tx: Tx, fingerprint: string): Promise<Found[]> {
  const rows = await tables(tx)
    .selectFrom('governance_examinations')
    .selectAll()
    .where('fingerprint', '=', fingerprint)
    .execute()
  return withHistory(tx, rows)
}

export async function bySubject(
  db: Db,
  { module, kind, id }: Pick<Candidate['subject'], 'module' | 'kind' | 'id'>,
  fingerprint: string,
): Promise<Found | undefined> {
  const rows = await tables(db)
    .selectFrom('governance_examinations')
    .selectAll()
    .where((where) => where.and({ module, kind, subject_id: id, fingerprint }))
    .execute()
  return (await withHistory(db, rows))[0]
}

/** Those that wait, the oldest first. */
export async function held(db: Db, limit: number): Promise<Found[]> {
  const rows = await tables(db)
    .selectFrom('governance_examinations')
    .selectAll()
    .where('state', '=', 'held')
    .orderBy('brought_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return withHistory(db, rows)
}

export type Wanted = {
  state?: 'opened' | 'refused' | 'withdrawn'
  module?: string
  /** By whom it was decided last: a person, or the house by its rule. */
  by?: 'person' | 'rule'
  limit: number
  before?: { at: Date; id: string }
}
export type Listed = Found & { asset: string | null }

/** What was made public, refused or withdrawn, what changed last first. */
export async function registered(db: Db, { state, module, by, limit, before }: Wanted): Promise<Listed[]> {
  const standing = sql`exists (select from governance_releases r where r.examination_id = e.id
    and not exists (select from governance_withdrawals w where w.release_id = r.id))`
  const released = sql`exists (select from governance_releases r where r.examination_id = e.id)`
  const isIn = {
    opened: sql`(e.state <> 'refused' and ${standing})`,
    refused: sql`e.state = 'refused'`,
    withdrawn: sql`(e.state <> 'refused' and ${released} and not ${standing})`,
  }
  const last = sql`(select d.rule from governance_decisions d where d.examination_id = e.id order by d.number desc limit 1)`
  const { rows } = await sql<Row & { asset: string | null }>`select e.*, a.slug as asset
    from governance_examinations e left join governance_assets a on a.id = e.asset_id
    where ${state ? isIn[state] : sql`(e.state = 'refused' or ${released})`}
      and ${module ? sql`e.module = ${module}` : sql`true`}
      and ${by ? (by === 'rule' ? sql`${last} is not null` : sql`${last} is null`) : sql`true`}
      and ${before ? sql`(e.changed_at, e.id) < (${before.at}, ${before.id}::uuid)` : sql`true`}
    order by e.changed_at desc, e.id desc limit ${limit}`.execute(db)
  const found = await withHistory(db, rows)
  return found.map((one, i) => ({ ...one, asset: rows[i]!.asset }))
}

export async function counts(db: Db): Promise<{ held: number; opened: number; refused: number; withdrawn: number }> {
  const { rows } = await sql<{ held: number; opened: number; refused: number; withdrawn: number }>`
    select count(*) filter (where state = 'held') as held, count(*) filter (where state = 'refused') as refused,
      count(*) filter (where state <> 'refused' and standing > 0) as opened,
      count(*) filter (where state <> 'refused' and released > 0 and standing = 0) as withdrawn
    from (select e.state, count(r.id) as released, count(r.id) filter (where w.release_id is null) as standing
      from governance_examinations e left join governance_releases r on r.examination_id = e.id
        left join governance_withdrawals w on w.release_id = r.id group by e.id) as counted`.execute(db)
  return rows[0]!
}

export type NewExamination = Omit<Examination, 'decisions' | 'releases'> & { publicTitle: string | null }

export async function add(tx: Tx, examination: NewExamination): Promise<void> {
  const { id, subject, publicTitle, fingerprint, findings, assetId, aggregate, personal, state } = examination
  await tables(tx)
    .insertInto('governance_examinations')
    .values({
      ...{ id, module: subject.module, kind: subject.kind, subject_id: subject.id, title: subject.title },
      ...{ public_title: publicTitle, fingerprint, findings: json(findings), asset_id: assetId ?? null },
      ...{ aggregate, personal, state, brought_by: examination.broughtBy, brought_at: examination.broughtAt },
      changed_at: examination.broughtAt,
    })
    .execute()
}

type Change = { state?: State; at: Date; brought?: { findings: Finding[]; personal: boolean; by: string } }

export async function update(tx: Tx, id: string, { state, at, brought }: Change): Promise<void> {
  await tables(tx)
    .updateTable('governance_examinations')
    .set({
      ...{ state, changed_at: at },
      ...(brought && {
        findings: json(brought.findings),
        ...{ personal: brought.personal, brought_by: brought.by, brought_at: at },
      }),
    })
    .where('id', '=', id)
    .execute()
}

export async function addDecision(tx: Tx, id: string, decision: Decision): Promise<void> {
  const { number, verdict, rule, at, by, grounds, answers, publicNote, entryId } = decision
  await tables(tx)
    .insertInto('governance_decisions')
    .values({
      ...{ examination_id: id, number, verdict, rule: rule ?? null, at, by, grounds, answers: json(answers) },
      ...{ public_note: publicNote ?? null, entry_id: entryId ?? null },
    })
    .execute()
}

export async function addRelease(
  tx: Tx,
  examination: Pick<Examination, 'id' | 'fingerprint'>,
  { id, decision, address, at }: Omit<Release, 'withdrawal'>,
): Promise<void> {
  await tables(tx)
    .insertInto('governance_releases')
    .values({ id, examination_id: examination.id, fingerprint: examination.fingerprint, decision, address, at })
    .execute()
}

export async function addWithdrawal(
  tx: Tx,
  releaseId: string,
  { at, by, reason, entryId }: NonNullable<Release['withdrawal']>,
): Promise<void> {
  await tables(tx)
    .insertInto('governance_withdrawals')
    .values({ release_id: releaseId, at, by, reason, entry_id: entryId ?? null })
    .execute()
}

/**
 * Whether a release was withdrawn, to be asked within a question of somebody else's: there `release` means what it means outside,
 * since it stands outside the inner question.
 */
export const isWithdrawn = (release: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`coalesce(${release} in (select w.release_id from governance_withdrawals w), false)`

/** Those of the releases that were withdrawn, with when and why. */
export async function withdrawals(
  db: Db | Tx,
  releaseIds: readonly string[],
): Promise<Map<string, { at: Date; reason: string }>> {
  if (releaseIds.length === 0) return new Map()
  const rows = await tables(db)
    .selectFrom('governance_withdrawals')
    .select(['release_id', 'at', 'reason'])
    .where('release_id', 'in', releaseIds)
    .execute()
  return new Map(rows.map(({ release_id, at, reason }) => [release_id, { at, reason }]))
}

/** What is found in what a person opened, where it still is public under that very decision. */
export async function findingsOpened(db: Db | Tx, releaseIds: readonly string[]): Promise<Finding[]> {
  const { rows } = await sql<{ findings: Finding[] }>`select e.findings from governance_examinations e
    where e.state = 'opened' and exists (select from governance_releases r
      join governance_decisions d on d.examination_id = r.examination_id and d.number = r.decision
      where r.examination_id = e.id and r.id = any(${releaseIds}::uuid[]) and d.rule is null
        and not exists (select from governance_withdrawals w where w.release_id = r.id))`.execute(db)
  return rows.flatMap(({ findings }) => findings)
}

type Row = Tables['governance_examinations']

async function withHistory(db: Db | Tx, rows: Row[]): Promise<Found[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const decisions = await tables(db)
    .selectFrom('governance_decisions')
    .selectAll()
    .where('examination_id', 'in', ids)
    .orderBy('number')
    .execute()
  const releases = await tables(db)
    .selectFrom('governance_releases as r')
    .leftJoin('governance_withdrawals as w', 'w.release_id', 'r.id')
    .select(['r.id', 'r.examination_id', 'r.decision', 'r.address', 'r.at'])
    .select(['w.at as withdrawn_at', 'w.by as withdrawn_by', 'w.reason', 'w.entry_id'])
    .where('r.examination_id', 'in', ids)
    .orderBy('r.at')
    .orderBy('r.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    subject: { module: row.module, kind: row.kind, id: row.subject_id, title: row.title },
    publicTitle: row.public_title,
    ...{ fingerprint: row.fingerprint, findings: row.findings, assetId: row.asset_id ?? undefined },
    ...{ aggregate: row.aggregate, personal: row.personal, state: row.state },
    ...{ broughtBy: row.brought_by, broughtAt: row.brought_at },
    decisions: decisions
      .filter(({ examination_id }) => examination_id === row.id)
      .map(({ number, verdict, rule, at, by, grounds, answers, public_note, entry_id }) => ({
        ...{ number, verdict, rule: rule ?? undefined, at, by, grounds, answers },
        ...{ publicNote: public_note ?? undefined, entryId: entry_id ?? undefined },
      })),
    releases: releases
      .filter(({ examination_id }) => examination_id === row.id)
      .map(({ id, decision, address, at, withdrawn_at, withdrawn_by, reason, entry_id }) => ({
        ...{ id, decision, address, at },
        ...(withdrawn_at && {
          withdrawal: { at: withdrawn_at, by: withdrawn_by!, reason: reason!, entryId: entry_id ?? undefined },
        }),
      })),
  }))
}

/** Something that was public before there was a gate. */
export type Earlier = {
  subject: Candidate['subject']
  fingerprint: string
  address: string
  by: string
  at: Date
  withdrawal?: { at: Date; reason: string }
}

const BEFORE = 'published before the gate'

/** Gives each a release of its own under the rule `beforeTheGate`, and says which: for the migrations of who publishes. */
export async function releasedBefore(tx: Tx, things: readonly Earlier[]): Promise<string[]> {
  const releases: string[] = []
  for (const { subject, fingerprint, address, by, at } of things) {
    const { rows } = await sql<{ id: string }>`with examined as (
        insert into governance_examinations (id, module, kind, subject_id, title, public_title, fingerprint, findings,
          aggregate, personal, brought_by, brought_at, state, changed_at)
        values (gen_random_uuid(), ${subject.module}, ${subject.kind}, ${subject.id}, ${subject.title}, ${subject.title},
          ${fingerprint}, '[]', true, false, ${by}, ${at}, 'opened', ${at}) returning id),
      decided as (
        insert into governance_decisions (examination_id, number, verdict, rule, at, by, grounds)
        select id, 1, 'open', 'beforeTheGate', ${at}, 'system:gate', ${BEFORE} from examined returning examination_id)
      insert into governance_releases (id, examination_id, fingerprint, decision, address, at)
      select gen_random_uuid(), examination_id, ${fingerprint}, 1, ${address}, ${at} from decided returning id`.execute(
      tx,
    )
    releases.push(rows[0]!.id)
  }
  return releases
}
