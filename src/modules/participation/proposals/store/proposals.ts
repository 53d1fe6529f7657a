/** Proposals, their versions and photos: every query on them. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { AuthorsAct, Content, Photo, Proposal, State, Translation, Version, VersionPhoto } from '../types.ts'

export type Done = { at: Date; by: string; entryId: string }
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
export const isUuid = (text: string): boolean => UUID.test(text)
const json = (value: unknown): RawBuilder<unknown> => sql`${JSON.stringify(value)}::jsonb`

type Row = Omit<Kept, 'cost_minor'> & { cost_minor: string }
/** `area`: the district in which its place lies. */
export type Kept = Proposal & { correctBy: Date | null; area: string | null }
const LISTED_MAX = 5_000

async function read(db: Db | Tx, rest: RawBuilder<unknown>): Promise<Kept[]> {
  const { rows } =
    await sql<Row>`select p.id, p.edition, p.number, p.state, p.revision, p.version, p.content, p.cost_minor,
      p.merged_into as "mergedInto", p.created_at as "createdAt", p.submitted_at as "submittedAt",
      p.changed_at as "changedAt", p.correct_by as "correctBy", p.area
    from participation_proposals p ${rest}`.execute(db)
  return rows.map((row) => ({ ...row, cost_minor: Number(row.cost_minor) }))
}

export const find = async (db: Db | Tx, id: string): Promise<Kept | undefined> =>
  isUuid(id) ? (await read(db, sql`where p.id = ${id}`))[0] : undefined
export const byNumber = async (db: Db | Tx, edition: string, number: number): Promise<Kept | undefined> =>
  (await read(db, sql`where p.edition = ${edition} and p.number = ${number}`))[0]
/** Those that were handed in, by their numbers. */
export const ofEdition = (db: Db | Tx, edition: string, states?: readonly State[]): Promise<Kept[]> =>
  read(db, sql`where p.edition = ${edition} and p.number is not null
    ${states ? sql`and p.state = any (${[...states]}::text[])` : sql``} order by p.number limit ${LISTED_MAX}`) // prettier-ignore
/** How many were handed in. */
export async function count(db: Db | Tx, edition: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from participation_proposals
    where edition = ${edition} and number is not null`.execute(db)
  return rows[0]!.n
}
export const ofAuthor = (db: Db | Tx, account: string, edition?: string): Promise<Kept[]> =>
  read(db, sql`join participation_proposal_authors a on a.proposal_id = p.id and a.account = ${account}
    ${edition ? sql`where p.edition = ${edition}` : sql``} order by p.created_at desc limit 200`) // prettier-ignore

export type Helping = {
  edition: string
  number: number
  title: string
  language: Content['language']
  indicator: string
}

/** Which proposals that stand want to move one of these indicators, as they were handed in last. */
export async function helping(db: Db | Tx, indicators: readonly string[]): Promise<Helping[]> {
  const { rows } = await sql<Helping>`select p.edition, p.number, v.content ->> 'title' as title,
      v.content ->> 'language' as language, v.content ->> 'helps' as indicator
    from participation_proposals p
      join participation_proposal_versions v on v.proposal_id = p.id and v.version = p.version
    where p.number is not null and p.state <> all ('{withdrawn,merged,rejected}') and v.content ->> 'helps' = any(${indicators}::text[])
    order by p.submitted_at desc, p.id limit ${LISTED_MAX}`.execute(db)
  return rows
}

/** Locked until the transaction ends. */
export async function lock(tx: Tx, id: string): Promise<Kept | undefined> {
  if (!isUuid(id)) return undefined
  await sql`select from participation_proposals where id = ${id} for update`.execute(tx)
  return find(tx, id)
}

/** Two, always the same first, so that nobody waits for the other for ever. */
export async function lockBoth(tx: Tx, a: string, b: string): Promise<void> {
  for (const id of [a, b].filter(isUuid).sort()) await sql`select from participation_proposals where id = ${id} for update`.execute(tx) // prettier-ignore
}

export async function add(tx: Tx, id: string, edition: string, content: Content, at: Date): Promise<void> {
  await sql`insert into participation_proposals (id, edition, state, revision, version, content, cost_minor, created_at, changed_at)
    values (${id}, ${edition}, 'draft', 1, 0, ${json(content)}, 0, ${at}, ${at})`.execute(tx)
}

export async function save(tx: Tx, id: string, content: Content, cost_minor: number, at: Date): Promise<void> {
  await sql`update participation_proposals set content = ${json(content)}, cost_minor = ${cost_minor}, changed_at = ${at},
    revision = revision + 1 where id = ${id}`.execute(tx)
}

export async function remove(tx: Tx, id: string): Promise<void> {
  for (const table of ['authors', 'supporters', 'links', 'photos'])
    await sql`delete from ${sql.table(`participation_proposal_${table}`)} where proposal_id = ${id}`.execute(tx)
  await sql`delete from participation_proposals where id = ${id} and number is null`.execute(tx)
}

/** The next number of the edition; whoever asks waits for the one before. */
export async function takeNumber(tx: Tx, edition: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`participation.proposals/${edition}`}, 0))`.execute(tx)
  const { rows } = await sql<{ n: number }>`select coalesce(max(number), 0) + 1 as n from participation_proposals
    where edition = ${edition}`.execute(tx)
  return rows[0]!.n
}

export async function handIn(tx: Tx, { id, content, cost_minor, version, area }: Kept, shown: readonly VersionPhoto[], number: number, state: State, done: Done): Promise<void> {
  await sql`insert into participation_proposal_versions (proposal_id, version, content, cost_minor, photos, at, by, entry_id)
    values (${id}, ${version + 1}, ${json(content)}, ${cost_minor}, ${json(shown)}, ${done.at}, ${done.by}, ${done.entryId})`.execute(tx)
  await sql`update participation_proposals set number = ${number}, version = ${version + 1}, state = ${state}, cost_minor = ${cost_minor}, area = ${area},
    submitted_at = coalesce(submitted_at, ${done.at}), correct_by = null, revision = revision + 1, changed_at = ${done.at}
    where id = ${id}`.execute(tx)
} // prettier-ignore

export async function setState(
  tx: Tx,
  id: string,
  state: State,
  at: Date,
  { correctBy = null, mergedInto = null }: { correctBy?: Date | null; mergedInto?: string | null } = {},
): Promise<void> {
  await sql`update participation_proposals set state = ${state}, correct_by = ${correctBy}, merged_into = ${mergedInto},
    changed_at = ${at}, revision = revision + 1 where id = ${id}`.execute(tx)
}

export async function versions(db: Db | Tx, id: string): Promise<Version[]> {
  const { rows } = await sql<Version & { cost_minor: string }>`select version, content, cost_minor, photos, at, by
    from participation_proposal_versions where proposal_id = ${id} order by version`.execute(db)
  return rows.map((row) => ({ ...row, cost_minor: Number(row.cost_minor) }))
}

export async function addAct(tx: Tx, id: string, proposalId: string, kind: AuthorsAct['kind'], text: string, done: Done): Promise<void> {
  await sql`insert into participation_proposal_acts (id, proposal_id, kind, text, at, by, entry_id)
    values (${id}, ${proposalId}, ${kind}, ${text}, ${done.at}, ${done.by}, ${done.entryId})`.execute(tx)
} // prettier-ignore
export async function acts(db: Db | Tx, id: string): Promise<AuthorsAct[]> {
  const { rows } =
    await sql<AuthorsAct>`select kind, at, text from participation_proposal_acts where proposal_id = ${id}
    order by at, id`.execute(db)
  return rows
}

/** Those of what is being written; with `all` also those that were taken away after they had been handed in. */
export async function photos(db: Db | Tx, id: string, all = false): Promise<Photo[]> {
  const { rows } = await sql<Photo & { bytes: string }>`select id, sha256, media_type as "mediaType", bytes, alt, by, at
    from participation_proposal_photos where proposal_id = ${id} and (${all} or removed_at is null) order by at, id`.execute(
    db,
  )
  return rows.map((row) => ({ ...row, bytes: Number(row.bytes) }))
}
export async function addPhoto(tx: Tx, proposalId: string, one: Photo): Promise<void> {
  await sql`insert into participation_proposal_photos (id, proposal_id, sha256, media_type, bytes, alt, at, by)
    values (${one.id}, ${proposalId}, ${one.sha256}, ${one.mediaType}, ${one.bytes}, ${one.alt}, ${one.at}, ${one.by})`.execute(tx) // prettier-ignore
}
/** One that was handed in stays in its version. */
export async function putAwayPhoto(tx: Tx, proposalId: string, id: string, at: Date): Promise<void> {
  await sql`update participation_proposal_photos set removed_at = ${at} where proposal_id = ${proposalId} and id = ${id}`.execute(tx) // prettier-ignore
}
export async function removePhoto(tx: Tx, proposalId: string, id: string): Promise<void> {
  await sql`delete from participation_proposal_photos where proposal_id = ${proposalId} and id = ${id}`.execute(tx)
}

/** The newest in each language. */
export async function translations(db: Db | Tx, ids: readonly string[]): Promise<(Translation & { proposalId: string })[]> {
  const { rows } = await sql<Translation & { proposalId: string }>`select distinct on (proposal_id, language)
      proposal_id as "proposalId", language, version, title, text, by_city as "byCity", at
    from participation_proposal_translations where proposal_id = any (${[...ids]}::uuid[])
    order by proposal_id, language, at desc`.execute(db)
  return rows
} // prettier-ignore
export async function addTranslation(tx: Tx, proposalId: string, one: Omit<Translation, 'at'>, done: Done): Promise<void> {
  await sql`insert into participation_proposal_translations (proposal_id, language, version, title, text, by_city, at, by, entry_id)
    values (${proposalId}, ${one.language}, ${one.version}, ${one.title}, ${one.text}, ${one.byCity}, ${done.at}, ${done.by}, ${done.entryId})`.execute(tx) // prettier-ignore
} // prettier-ignore
