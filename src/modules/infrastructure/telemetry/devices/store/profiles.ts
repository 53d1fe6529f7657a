/** Profiles with their versions, and keys for joining. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Joining, Mapping, Profile } from '../types.ts'

type Act = { at: Date; by: string; entryId: string }
type Row = { id: string; version: number; name: string; mapping: Mapping; sample: string; at: Date }

/** Newest versions, by name. */
export async function profiles(db: Db): Promise<Profile[]> {
  const { rows } = await sql<Row>`select * from (select distinct on (id) id, version, name, mapping, sample, at
    from infrastructure_profiles order by id, version desc) newest order by name, id`.execute(db)
  return rows
}

export async function profile(db: Db, id: string): Promise<Profile | undefined> {
  const { rows } = await sql<Row>`select id, version, name, mapping, sample, at from infrastructure_profiles
    where id = ${id} order by version desc limit 1`.execute(db)
  return rows[0]
}

export async function addProfile(tx: Tx, { id, version, name, mapping, sample }: Omit<Profile, 'at'>, act: Act) {
  await sql`insert into infrastructure_profiles (id, version, name, mapping, sample, at, by, entry_id)
    values (${id}, ${version}, ${name}, ${JSON.stringify(mapping)}::jsonb, ${sample}, ${act.at}, ${act.by}, ${act.entryId})`.execute(tx) // prettier-ignore
}

/** False where a device is still read by it. */
export async function removeProfile(tx: Tx, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from infrastructure_profiles where id = ${id}
    and not exists (select 1 from infrastructure_devices where profile_id = ${id})`.execute(tx)
  return Boolean(numAffectedRows)
}

type JoiningRow = {
  id: string
  organisation_id: string
  profile_id: string | null
  hash: Buffer
  created_at: Date
  expires_at: Date
}
const joiningOf = (row: JoiningRow): Joining => ({
  ...{ id: row.id, organisationId: row.organisation_id, profileId: row.profile_id ?? undefined },
  ...{ createdAt: row.created_at, expiresAt: row.expires_at },
})

/** Those that still let in. */
export async function joiningKeys(db: Db, now: Date): Promise<Joining[]> {
  const { rows } = await sql<JoiningRow>`select * from infrastructure_joining_keys
    where revoked_at is null and expires_at > ${now} order by created_at desc`.execute(db)
  return rows.map(joiningOf)
}

export async function joiningKey(
  db: Db,
  id: string,
): Promise<(Joining & { hash: Buffer; revoked: boolean }) | undefined> {
  const { rows } = await sql<JoiningRow & { revoked_at: Date | null }>`select * from infrastructure_joining_keys
    where id = ${id}`.execute(db)
  return rows[0] && { ...joiningOf(rows[0]), hash: rows[0].hash, revoked: rows[0].revoked_at !== null }
}

export async function addJoiningKey(
  tx: Tx,
  { id, organisationId, profileId, expiresAt }: Joining,
  hash: Buffer,
  act: Act,
) {
  await sql`insert into infrastructure_joining_keys (id, organisation_id, profile_id, hash, created_at, by, entry_id, expires_at)
    values (${id}, ${organisationId}, ${profileId ?? null}, ${hash}, ${act.at}, ${act.by}, ${act.entryId}, ${expiresAt})`.execute(tx) // prettier-ignore
}

export async function revokeJoiningKey(tx: Tx, id: string, at: Date): Promise<void> {
  await sql`update infrastructure_joining_keys set revoked_at = coalesce(revoked_at, ${at}) where id = ${id}`.execute(
    tx,
  )
}
