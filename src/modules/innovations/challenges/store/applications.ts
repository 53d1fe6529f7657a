/** The tables of applications, their files, reviews, and data that teams may use. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Gate } from '#governance'
import type { Application, File, Grant, Review, Reviewer } from '../types.ts'

type Reader = Pick<Gate, 'isWithdrawn'>
type Row = { content: Omit<Application, 'id' | 'account' | 'members' | 'at'> } & Pick<Application, 'id' | 'account' | 'members' | 'at'> // prettier-ignore
const applicationOf = ({ content, ...row }: Row): Application => ({ ...content, ...row })

/** False where this account has one already. */
export async function add(
  tx: Tx,
  challengeId: string,
  application: Application,
  entryId: string,
  releaseId: string,
): Promise<boolean> {
  // prettier-ignore
  const { id, account, members, at, ...content } = application
  const { numAffectedRows } = await sql`insert into innovations_applications
      (id, challenge_id, account, content, members, at, entry_id, release_id)
    values (${id}, ${challengeId}, ${account}, ${JSON.stringify(content)}, ${JSON.stringify(members)}, ${at}, ${entryId}, ${releaseId})
    on conflict do nothing`.execute(tx)
  return Boolean(numAffectedRows)
}

/** Those that stand, the oldest first; without what the gate took back. */
export async function list(db: Db | Tx, reader: Reader, challengeId: string): Promise<Application[]> {
  const { rows } = await sql<Row>`select id, account, content, members, at from innovations_applications
    where challenge_id = ${challengeId} and withdrawn_at is null and not ${reader.isWithdrawn(sql.ref('release_id'))}
    order by at, id`.execute(db)
  return rows.map(applicationOf)
}

export async function withdraw(tx: Tx, id: string, at: Date): Promise<void> {
  await sql`update innovations_applications set withdrawn_at = ${at} where id = ${id}`.execute(tx)
}

export async function addFile(tx: Tx, applicationId: string, file: File, at: Date): Promise<void> {
  await sql`insert into innovations_application_files (application_id, id, sha256, name, media_type, bytes, at)
    values (${applicationId}, ${file.id}, ${file.sha256}, ${file.name}, ${file.mediaType}, ${file.bytes}, ${at})`.execute(tx) // prettier-ignore
}

export async function files(
  db: Db | Tx,
  applicationIds: readonly string[],
): Promise<(File & { applicationId: string })[]> {
  // prettier-ignore
  const { rows } = await sql<File & { applicationId: string }>`select application_id as "applicationId", id, sha256, name,
      media_type as "mediaType", bytes::float8 as bytes
    from innovations_application_files where application_id = any(${applicationIds}::uuid[]) order by at, id`.execute(db)
  return rows
}

export async function addReviewer(
  tx: Tx,
  challengeId: string,
  { account, name, email }: Reviewer,
  act: { at: Date; by: string; entryId: string },
): Promise<boolean> {
  // prettier-ignore
  const { numAffectedRows } = await sql`insert into innovations_reviewers (challenge_id, account, name, email, at, by, entry_id)
    values (${challengeId}, ${account}, ${name}, ${email}, ${act.at}, ${act.by}, ${act.entryId})
    on conflict do nothing`.execute(tx)
  return Boolean(numAffectedRows)
}

export async function reviewers(db: Db | Tx, challengeId: string): Promise<Reviewer[]> {
  const { rows } = await sql<Reviewer>`select account, name, email from innovations_reviewers
    where challenge_id = ${challengeId} order by account`.execute(db)
  return rows
}

/** The challenges that this person is asked to review. */
export async function reviewedBy(db: Db, account: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select challenge_id as id from innovations_reviewers
    where account = ${account}`.execute(db)
  return rows.map(({ id }) => id)
}

/** The challenges that this person answered, or those of a team. */
export async function appliedTo(db: Db, account: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select challenge_id as id from innovations_applications
    where account = ${account} and withdrawn_at is null`.execute(db)
  return rows.map(({ id }) => id)
}

export async function addReview(
  tx: Tx,
  { applicationId, account, conflict, scores, words, at }: Review,
  entryId: string,
) {
  // prettier-ignore
  await sql`insert into innovations_reviews (application_id, account, conflict, scores, words, at, entry_id)
    values (${applicationId}, ${account}, ${conflict}, ${scores ? JSON.stringify(scores) : null}::jsonb, ${words}, ${at}, ${entryId})`.execute(tx) // prettier-ignore
}

/** The last word of each reviewer of each application. */
export async function reviews(db: Db | Tx, challengeId: string): Promise<Review[]> {
  const { rows } =
    await sql<Review>`select distinct on (r.application_id, r.account) r.application_id as "applicationId",
      r.account, r.conflict, r.scores, r.words, r.at
    from innovations_reviews r join innovations_applications a on a.id = r.application_id
    where a.challenge_id = ${challengeId} order by r.application_id, r.account, r.seq desc`.execute(db)
  return rows
}

const GRANT = sql`id, application_id as "applicationId", name, purpose, until::text as until, sha256,
  media_type as "mediaType", bytes::float8 as bytes, uses, ended_at as "endedAt", at`

export async function addGrant(
  tx: Tx,
  challengeId: string,
  grant: Grant,
  act: { by: string; entryId: string; releaseId: string },
) {
  // prettier-ignore
  await sql`insert into innovations_data_grants
      (id, challenge_id, application_id, name, purpose, until, sha256, media_type, bytes, at, by, entry_id, release_id)
    values (${grant.id}, ${challengeId}, ${grant.applicationId}, ${grant.name}, ${grant.purpose}, ${grant.until},
      ${grant.sha256}, ${grant.mediaType}, ${grant.bytes}, ${grant.at}, ${act.by}, ${act.entryId}, ${act.releaseId})`.execute(tx) // prettier-ignore
}

export async function grants(db: Db | Tx, challengeId: string): Promise<Grant[]> {
  const { rows } = await sql<Grant>`select ${GRANT} from innovations_data_grants where challenge_id = ${challengeId}
    order by at, id`.execute(db)
  return rows
}

/** How often it was used by now; undefined where it has ended. */
export async function use(tx: Tx, id: string): Promise<number | undefined> {
  const { rows } = await sql<{ uses: number }>`update innovations_data_grants set uses = uses + 1
    where id = ${id} and ended_at is null returning uses`.execute(tx)
  return rows[0]?.uses
}

/** Those that ended before that day and are not told to have. */
export async function over(db: Db, today: string): Promise<{ id: string; challengeId: string }[]> {
  const { rows } = await sql<{ id: string; challengeId: string }>`select id, challenge_id as "challengeId"
    from innovations_data_grants where ended_at is null and until < ${today} order by id limit 500`.execute(db)
  return rows
}

export async function end(tx: Tx, id: string, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`update innovations_data_grants set ended_at = ${at}
    where id = ${id} and ended_at is null`.execute(tx)
  return Boolean(numAffectedRows)
}

/** Who deleted their account is named no more: as a reviewer, or among those of the team they applied for. What was decided stays. */
export async function forget(db: Db, account: string): Promise<void> {
  await sql`update innovations_reviewers set name = '', email = '' where account = ${account}`.execute(db)
  await sql`update innovations_applications set members = '[]' where account = ${account}`.execute(db)
}
