/** Devices as they are kept, and what was last seen of them. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Device, DeviceState, Known, Mapping } from '../types.ts'

type Row = {
  id: string
  name: string | null
  owner: string | null
  state: DeviceState
  profile_id: string | null
  entity_id: string | null
  joining_id: string | null
  created_at: Date
  seen_at: Date | null
  received: string | null
  rejected: string | null
  sample: string | null
  problem: { at: string; code: string; details: Record<string, unknown>; sample: string } | null
}

const deviceOf = ({ problem, ...row }: Row): Device => ({
  ...{ id: row.id, name: row.name ?? undefined, organisationId: row.owner, state: row.state },
  ...{ profileId: row.profile_id ?? undefined, entityId: row.entity_id ?? undefined, joined: row.joining_id !== null },
  ...{ createdAt: row.created_at, seenAt: row.seen_at ?? undefined, sample: row.sample ?? undefined },
  ...{ received: Number(row.received ?? 0), rejected: Number(row.rejected ?? 0) },
  ...(problem && { problem: { ...problem, at: new Date(problem.at) } }),
})

const DEVICES = sql`select d.*, s.seen_at, s.received, s.rejected, s.sample, s.problem
  from infrastructure_devices d left join infrastructure_devices_seen s on s.device_id = d.id`

export async function find(db: Db, id: string): Promise<Device | undefined> {
  const { rows } = await sql<Row>`${DEVICES} where d.id = ${id}`.execute(db)
  return rows[0] && deviceOf(rows[0])
}

/** Whoever changes it waits for whoever is changing it. */
export async function lock(tx: Tx, id: string): Promise<Device | undefined> {
  await sql`select 1 from infrastructure_devices where id = ${id} for update`.execute(tx)
  return find(tx, id)
}

export type Asked = { state?: DeviceState; text?: string; organisations?: readonly string[]; after?: string }

/** Those that wait stand first, then by name. */
export async function list(db: Db, { state, text, organisations, after }: Asked, most: number): Promise<Device[]> {
  const like = text && `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<Row>`${DEVICES}
    where (${state ?? null}::text is null or d.state = ${state ?? null})
      and (${like ?? null}::text is null or d.id ilike ${like ?? null} or d.name ilike ${like ?? null})
      and (${organisations ?? null}::uuid[] is null or d.owner = any(${organisations ?? null}::uuid[]))
      and (${after ?? null}::text is null
        or (d.state <> 'waiting', d.id) > (select a.state <> 'waiting', a.id from infrastructure_devices a where a.id = ${after ?? null}))
    order by d.state <> 'waiting', d.id limit ${most}`.execute(db)
  return rows.map(deviceOf)
}

export type Counts = Record<DeviceState, number>
export async function counts(db: Db, organisations?: readonly string[]): Promise<Counts> {
  const { rows } = await sql<{ state: DeviceState; n: number }>`select state, count(*)::int as n
    from infrastructure_devices where ${organisations ?? null}::uuid[] is null or owner = any(${organisations ?? null}::uuid[])
    group by state`.execute(db)
  return { waiting: 0, adopted: 0, blocked: 0, ...Object.fromEntries(rows.map(({ state, n }) => [state, n])) }
}

export type NewDevice = {
  id: string
  name?: string
  owner: string | null
  state: DeviceState
  profileId?: string
  entityId?: string
  keyHash?: Buffer
  joiningId?: string
  createdAt: Date
}
/** False where one is called so already. */
export async function add(db: Db, one: NewDevice): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into infrastructure_devices
      (id, name, owner, state, profile_id, entity_id, key_hash, joining_id, created_at)
    values (${one.id}, ${one.name ?? null}, ${one.owner}, ${one.state}, ${one.profileId ?? null}, ${one.entityId ?? null},
      ${one.keyHash ?? null}, ${one.joiningId ?? null}, ${one.createdAt})
    on conflict (id) do nothing`.execute(db)
  return Boolean(numAffectedRows)
}

export type Change = Partial<Pick<NewDevice, 'name' | 'state' | 'profileId' | 'entityId' | 'keyHash'>>
/** A key of its own takes the place of that by which it joined. */
export async function change(tx: Tx, id: string, { name, state, profileId, entityId, keyHash }: Change): Promise<void> {
  await sql`update infrastructure_devices set
      name = coalesce(${name ?? null}, name), state = coalesce(${state ?? null}, state),
      profile_id = coalesce(${profileId ?? null}::uuid, profile_id), entity_id = coalesce(${entityId ?? null}, entity_id),
      key_hash = coalesce(${keyHash ?? null}::bytea, key_hash),
      joining_id = case when ${keyHash ?? null}::bytea is null then joining_id end
    where id = ${id}`.execute(tx)
}

export async function remove(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`delete from infrastructure_devices where id = any(${ids}::text[])`.execute(tx)
}

export const waitingCount = async (db: Db): Promise<number> => (await counts(db)).waiting

export type LetIn = Known & { keyHash: Buffer | null; joiningId: string | null; joiningHash: Buffer | null }
/** Devices with their newest profiles and what proves them, those that there are. */
export async function letIn(db: Db, ids: readonly string[]): Promise<LetIn[]> {
  const { rows } = await sql<{
    id: string
    state: DeviceState
    owner: string | null
    entity_id: string | null
    mapping: Mapping | null
    key_hash: Buffer | null
    joining_id: string | null
    joining_hash: Buffer | null
  }>`select d.id, d.state, d.owner, d.entity_id, d.key_hash, d.joining_id, j.hash as joining_hash, p.mapping
    from infrastructure_devices d
    left join infrastructure_joining_keys j on j.id = d.joining_id and j.revoked_at is null
    left join lateral (select mapping from infrastructure_profiles where id = d.profile_id order by version desc limit 1) p on true
    where d.id = any(${ids}::text[])`.execute(db)
  return rows.map((row) => ({
    ...{ id: row.id, state: row.state, owner: row.owner },
    ...{ entityId: row.entity_id ?? undefined, mapping: row.mapping ?? undefined },
    ...{ keyHash: row.key_hash, joiningId: row.joining_id, joiningHash: row.joining_hash },
  }))
}

export type Seen = {
  id: string
  at: Date
  received: number
  rejected: number
  sample?: string
  problem?: { at: string; code: string; details: Record<string, unknown>; sample: string }
}
export async function markSeen(db: Db, seen: readonly Seen[]): Promise<void> {
  const sorted = seen.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  await sql`insert into infrastructure_devices_seen as s (device_id, seen_at, received, rejected, sample, problem)
    select n.id, n.at, n.received, n.rejected, n.sample, n.problem::jsonb
    from unnest(${sorted.map(({ id }) => id)}::text[], ${sorted.map(({ at }) => at.toISOString())}::timestamptz[],
      ${sorted.map(({ received }) => received)}::bigint[], ${sorted.map(({ rejected }) => rejected)}::bigint[],
      ${sorted.map(({ sample }) => sample ?? null)}::text[],
      ${sorted.map(({ problem }) => (problem ? JSON.stringify(problem) : null))}::text[])
      as n (id, at, received, rejected, sample, problem)
    where exists (select 1 from infrastructure_devices d where d.id = n.id)
    on conflict (device_id) do update set seen_at = greatest(s.seen_at, excluded.seen_at),
      received = s.received + excluded.received, rejected = s.rejected + excluded.rejected,
      sample = coalesce(excluded.sample, s.sample), problem = coalesce(excluded.problem, s.problem)`.execute(db)
}
