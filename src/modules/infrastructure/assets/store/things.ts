/** Things and their versions: every query on them. */
import { sql, type RawBuilder } from 'kysely'
import { insertMany, type Db, type Tx } from '#platform/db'
import type { Gate, Pass } from '#governance'
import { PUBLIC_STATES, type Said } from '../rules.ts'
import type { Details, Filter, Geometry, State, Thing } from '../types.ts'

type Row = {
  id: string
  code: string
  kind: string
  name: string | null
  parentId: string | null
  parent: string | null
  state: State
  organisationId: string
  location: Geometry | null
  lon: number | null
  lat: number | null
  area: string | null
  entityId: string | null
  demo: boolean
  details: Details
  version: number
  createdAt: Date
  changedAt: Date
}

const COORDINATE_DIGITS = 7
const COLUMNS = sql`t.id, t.code, t.kind, t.name, t.parent_id as "parentId", p.code as parent, t.state,
  t.organisation_id as "organisationId", ST_AsGeoJSON(t.location, ${sql.lit(COORDINATE_DIGITS)})::json as location,
  ST_X(ST_PointOnSurface(t.location)) as lon, ST_Y(ST_PointOnSurface(t.location)) as lat, t.area,
  t.entity_id as "entityId", t.demo, t.details, t.version, t.created_at as "createdAt", t.changed_at as "changedAt"`
const FROM = sql`from infrastructure_things t left join infrastructure_things p on p.id = t.parent_id`

const thingOf = ({ lon, lat, ...row }: Row): Thing => ({
  ...row,
  point: lon === null || lat === null ? null : [lon, lat],
})

async function read(db: Db | Tx, rest: RawBuilder<unknown>): Promise<Thing[]> {
  const { rows } = await sql<Row>`select ${COLUMNS} ${FROM} ${rest}`.execute(db)
  return rows.map(thingOf)
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** By its code, or by its id. */
export async function find(db: Db | Tx, codeOrId: string): Promise<Thing | undefined> {
  if (UUID.test(codeOrId)) return (await read(db, sql`where t.id = ${codeOrId}`))[0]
  return (await read(db, sql`where t.code = ${codeOrId.trim().toUpperCase()}`))[0]
}
export const byCodes = (db: Db | Tx, codes: readonly string[]): Promise<Thing[]> =>
  read(db, sql`where t.code = any(${codes}::text[])`)
export const byEntity = async (db: Db | Tx, entityId: string): Promise<Thing | undefined> =>
  (await read(db, sql`where t.entity_id = ${entityId}`))[0]

/** The thing, nobody else changing it until the transaction ends. */
export async function lock(tx: Tx, code: string): Promise<Thing | undefined> {
  await sql`select from infrastructure_things where code = ${code} for update`.execute(tx)
  return find(tx, code)
}

/** Its own parts, by code. */
export const children = (db: Db | Tx, id: string): Promise<Thing[]> =>
  read(db, sql`where t.parent_id = ${id} order by t.code limit 10000`)

/** From the top down to the thing itself. */
export async function pathOf(db: Db | Tx, id: string): Promise<Thing[]> {
  const { rows } = await sql<Row>`with recursive up as (
      select id, parent_id, 0 as steps from infrastructure_things where id = ${id}
      union all select o.id, o.parent_id, up.steps + 1 from infrastructure_things o join up on o.id = up.parent_id
      where up.steps < 100)
    select ${COLUMNS} ${FROM} join up on up.id = t.id order by up.steps desc`.execute(db)
  return rows.map(thingOf)
}

/** How many steps lead down from the thing to its deepest part. */
export async function depthBelow(db: Db | Tx, id: string): Promise<number> {
  const { rows } = await sql<{ deepest: number }>`with recursive down as (
      select id, 0 as steps from infrastructure_things where id = ${id}
      union all select o.id, down.steps + 1 from infrastructure_things o join down on o.parent_id = down.id
      where down.steps < 100)
    select max(steps)::int as deepest from down`.execute(db)
  return rows[0]?.deepest ?? 0
}

/** What is hung under what is changed by one at a time; the lock ends with the transaction. */
const TREE_LOCK = 8_131_987
export async function lockTree(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${TREE_LOCK})`.execute(tx)
}

/** Whose things are looked for: everybody's public ones, and all of those organisations. */
export type Within = { all: boolean; organisations: readonly string[]; publicKinds: readonly string[] }

function conditions(filter: Filter, within: Within, after?: string): RawBuilder<unknown> {
  const { q, kind, state, area, organisationId, parent, entityId, bbox, demo } = filter
  const looked = q && `%${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const parts = [
    !within.all &&
      sql`(t.organisation_id = any(${within.organisations}::uuid[])
        or (t.kind = any(${within.publicKinds}::text[]) and t.state = any(${PUBLIC_STATES}::text[])))`,
    // What is internal does not lead to a thing that only its public side may be seen of.
    looked &&
      sql`(lower(t.code) like ${looked} or lower(t.name) like ${looked} ${
        within.all || within.organisations.length > 0
          ? sql`or ((${within.all} or t.organisation_id = any(${within.organisations}::uuid[])) and lower(concat_ws(' ',
              t.details ->> 'address', t.details ->> 'maker', t.details ->> 'model', t.details ->> 'serial')) like ${looked})`
          : sql``
      })`,
    kind && sql`t.kind = ${kind}`,
    state && sql`t.state = ${state}`,
    area && sql`t.area = ${area}`,
    organisationId && sql`t.organisation_id = ${organisationId}`,
    parent && sql`p.code = ${parent}`,
    entityId && sql`t.entity_id = ${entityId}`,
    bbox && sql`t.location && ST_MakeEnvelope(${sql.join(bbox)}, 4326)`,
    demo !== undefined && sql`t.demo = ${demo}`,
    after !== undefined && sql`t.code > ${after}`,
  ].filter((part) => part !== undefined && part !== false && part !== '')
  return parts.length === 0 ? sql`` : sql`where ${sql.join(parts as RawBuilder<unknown>[], sql` and `)}`
}

export type Page = { limit: number; offset?: number; after?: string }

export const list = (
  db: Db | Tx,
  filter: Filter,
  within: Within,
  { limit, offset = 0, after }: Page,
): Promise<Thing[]> =>
  read(db, sql`${conditions(filter, within, after)} order by t.code limit ${limit} offset ${offset}`)

export async function count(db: Db | Tx, filter: Filter, within: Within): Promise<number> {
  const { rows } = await sql<{ n: string }>`select count(*) as n ${FROM} ${conditions(filter, within)}`.execute(db)
  return Number(rows[0]!.n)
}

/** Of things that are found: how many there are of each kind and state. */
export async function counts(
  db: Db | Tx,
  filter: Filter,
  within: Within,
): Promise<{ kind: string; state: State; n: number }[]> {
  const { rows } = await sql<{
    kind: string
    state: State
    n: number
  }>`select t.kind, t.state, count(*)::int as n ${FROM}
    ${conditions(filter, within)} group by 1, 2 order by 1, 2`.execute(db)
  return rows
}

const shape = (location: Geometry | null) =>
  location === null ? sql`null` : sql`ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify(location)}), 4326)`

/** Is the shape one that has an inside? False where its lines cross. */
export async function isValid(db: Db | Tx, location: Geometry): Promise<boolean> {
  const { rows } = await sql<{ valid: boolean }>`select ST_IsValid(${shape(location)}) as valid`.execute(db)
  return rows[0]!.valid
}

export async function put(tx: Tx, thing: Thing): Promise<void> {
  const { id, code, kind, name, parentId, state, organisationId, location, area, entityId, demo, details } = thing
  const { version, createdAt, changedAt } = thing
  await sql`insert into infrastructure_things (id, code, kind, name, parent_id, state, organisation_id, location, area,
      entity_id, demo, details, version, created_at, changed_at)
    values (${id}, ${code}, ${kind}, ${name}, ${parentId}, ${state}, ${organisationId}, ${shape(location)}, ${area},
      ${entityId}, ${demo}, ${JSON.stringify(details)}::jsonb, ${version}, ${createdAt}, ${changedAt})
    on conflict (id) do update set code = excluded.code, kind = excluded.kind, name = excluded.name,
      parent_id = excluded.parent_id, state = excluded.state, organisation_id = excluded.organisation_id,
      location = excluded.location, area = excluded.area, entity_id = excluded.entity_id, demo = excluded.demo,
      details = excluded.details, version = excluded.version, changed_at = excluded.changed_at`.execute(tx)
}

/** Many at once, those first that others hang under. */
export async function putAll(tx: Tx, things: readonly Thing[]): Promise<void> {
  for (let at = 0; at < things.length; at += BATCH) {
    const rows = things
      .slice(at, at + BATCH)
      .map((thing) => ({ ...thing, location: thing.location && JSON.stringify(thing.location) }))
    await sql`insert into infrastructure_things (id, code, kind, name, parent_id, state, organisation_id, location, area,
        entity_id, demo, details, version, created_at, changed_at)
      select id, code, kind, name, "parentId", state, "organisationId", ST_SetSRID(ST_GeomFromGeoJSON(location), 4326), area,
        "entityId", demo, details, version, "createdAt", "changedAt"
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, code text, kind text, name text, "parentId" uuid,
        state text, "organisationId" uuid, location text, area text, "entityId" text, demo boolean, details jsonb,
        version int, "createdAt" timestamptz, "changedAt" timestamptz)
      on conflict (id) do update set kind = excluded.kind, name = excluded.name, parent_id = excluded.parent_id,
        state = excluded.state, organisation_id = excluded.organisation_id, location = excluded.location,
        area = excluded.area, entity_id = excluded.entity_id, demo = excluded.demo, details = excluded.details,
        version = excluded.version, changed_at = excluded.changed_at`.execute(tx)
  }
}
const BATCH = 1_000

/** Of every thing, what it is a part of. */
export async function parents(db: Db | Tx): Promise<Map<string, string | null>> {
  const { rows } = await sql<{ code: string; parent: string | null }>`select t.code, p.code as parent ${FROM}`.execute(
    db,
  )
  return new Map(rows.map(({ code, parent }) => [code, parent]))
}

/** Of these entities, which thing has their data. */
export async function entitiesOf(db: Db | Tx, entityIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{
    entity: string
    code: string
  }>`select entity_id as entity, code from infrastructure_things
    where entity_id = any(${entityIds}::text[])`.execute(db)
  return new Map(rows.map(({ entity, code }) => [entity, code]))
}

export async function kindsOf(db: Db | Tx, filter: Filter, within: Within): Promise<Set<string>> {
  return new Set((await counts(db, filter, within)).map(({ kind }) => kind))
}

/** Entities may change hands within one import: they are let go of before they are taken. */
export async function letGoOfEntities(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`update infrastructure_things set entity_id = null where id = any(${ids}::uuid[])`.execute(tx)
}

export type Version = { thingId: string; version: number; said: Said; at: Date; by: string; entryId: string }

export async function addVersions(tx: Tx, versions: readonly Version[], pass?: Pass): Promise<void> {
  const column = (name: string, type: string, of: (one: Version) => unknown) => ({
    name,
    type,
    values: versions.map(of),
  })
  await insertMany(tx, 'infrastructure_thing_versions', [
    column('thing_id', 'uuid', ({ thingId }) => thingId),
    column('version', 'int', ({ version }) => version),
    column('said', 'jsonb', ({ said }) => said),
    column('at', 'timestamptz', ({ at }) => at),
    column('by', 'text', ({ by }) => by),
    column('entry_id', 'uuid', ({ entryId }) => entryId),
    column('release_id', 'uuid', () => pass?.releaseId ?? null),
  ])
}

/** Those whose name the gate took back: of the newest version that a release stands with. */
export async function withoutNames(
  db: Db | Tx,
  gate: Pick<Gate, 'isWithdrawn'>,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`select thing_id as id from (
      select distinct on (thing_id) thing_id, release_id from infrastructure_thing_versions
      where thing_id = any(${ids}::uuid[]) and release_id is not null order by thing_id, version desc) as named
    where ${gate.isWithdrawn(sql.ref('named.release_id'))}`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** In order; at most the last 200. */
export async function versions(db: Db | Tx, thingId: string): Promise<Version[]> {
  const { rows } = await sql<Version>`select * from (select thing_id as "thingId", version, said, at, by,
      entry_id as "entryId" from infrastructure_thing_versions where thing_id = ${thingId} order by version desc limit 200) v
    order by version`.execute(db)
  return rows
}
