/** Entities as they are written and read one by one or many at once: always in one statement. */
import { sql, type RawBuilder } from 'kysely'
import { askStanding, type Db, type Tx } from '#platform/db'
import { LOCATION } from '../q/geo.ts'
import type { Attributes, Entity } from '../types.ts'

export type Row = {
  id: string
  types: string[]
  scopes: string[]
  content: Attributes
  owner: string | null
  created_at: Date
  modified_at: Date
}
export const COLUMNS = sql`id, types, scopes, content, owner, created_at, modified_at`

export const entityOf = ({ content, created_at, modified_at, ...row }: Row): Entity => ({
  ...{ id: row.id, types: row.types, scopes: row.scopes, owner: row.owner, attributes: content },
  ...{ createdAt: created_at.toISOString(), modifiedAt: modified_at.toISOString() },
})

/** Its row's version with it: what was decided on one is done only while it is the newest. */
export type Found = { entity: Entity; version: string }

/** Each in its place; undefined where there is none. */
export async function find(db: Db, ids: readonly string[]): Promise<(Found | undefined)[]> {
  const { rows } = await askStanding(db, sql<Row & { version: string }>`select ${COLUMNS}, xmin::text as version
    from infrastructure_entities where id = any(${ids}::text[]) and current`) // prettier-ignore
  const found = new Map(rows.map(({ version, ...row }) => [row.id, { entity: entityOf(row), version }]))
  return ids.map((id) => found.get(id))
}

/** Types and name of each that is there. */
export async function kinds(
  db: Db | Tx,
  ids: readonly string[],
): Promise<Map<string, { types: string[]; name?: string }>> {
  const { rows } = await sql<{ id: string; types: string[]; name: string | null }>`select id, types,
      (select v -> 0 ->> 'value' from jsonb_each(content) as e (k, v) where k like '%/name' limit 1) as name
    from infrastructure_entities where id = any(${ids}::text[]) and current`.execute(db)
  return new Map(rows.map(({ id, types, name }) => [id, { types, ...(name !== null && { name }) }]))
}

/** Also one that has no state any more, or never had one: something was read of it. */
export async function findAny(db: Db, id: string): Promise<(Entity & { current: boolean }) | undefined> {
  const { rows } = await sql<Row & { current: boolean }>`select ${COLUMNS}, current from infrastructure_entities
    where id = ${id}`.execute(db)
  return rows[0] && { ...entityOf(rows[0]), current: rows[0].current }
}

/** A thing of which only the past is known. One that is there stays as it is. */
export async function addPast(
  tx: Tx,
  { id, types, scopes, owner, createdAt }: Omit<Entity, 'attributes' | 'modifiedAt'>,
): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into infrastructure_entities
      (id, types, scopes, content, owner, current, created_at, modified_at)
    values (${id}, ${types}::text[], ${scopes}::text[], '{}', ${owner}, false, ${createdAt}, ${createdAt})
    on conflict (id) do nothing`.execute(tx)
  return Boolean(numAffectedRows)
}

export const removePast = (tx: Tx, id: string) =>
  sql`delete from infrastructure_entities where id = ${id} and not current`.execute(tx)

/** Those that are there, locked until the transaction ends, in one order. */
export const lock = (tx: Tx, ids: readonly string[]): Promise<Map<string, Entity>> => locked(tx, ids, sql`true`)

/** All of them; none, and none locked, where one is not there. */
export const lockAll = (tx: Tx, ids: readonly string[]): Promise<Map<string, Entity>> =>
  locked(tx, ids, sql`(select count(*) from infrastructure_entities where id = any(${ids}::text[]) and current) = ${new Set(ids).size}`) // prettier-ignore

async function locked(tx: Tx, ids: readonly string[], condition: RawBuilder<unknown>): Promise<Map<string, Entity>> {
  const { rows } = await sql<Row>`select ${COLUMNS} from infrastructure_entities
    where id = any(${ids}::text[]) and current and ${condition} order by id for update`.execute(tx)
  return new Map(rows.map((row) => [row.id, entityOf(row)]))
}

/** The place of an entity: that of the default instance of its `location`. */
export function placeOf(attributes: Attributes): string | null {
  const instances = attributes[LOCATION]?.filter(({ type }) => type === 'GeoProperty')
  const found = instances?.find(({ datasetId }) => !datasetId) ?? instances?.[0]
  return found ? JSON.stringify(found.value) : null
}

/** Many columns of many rows as arrays; a list in a row is a text with line ends, which no name can hold. */
const lists = (rows: readonly string[][]) => rows.map((list) => list.join('\n'))
const split = (column: string) => sql.raw(`coalesce(string_to_array(nullif(n.${column}, ''), E'\\n'), '{}')`)

/** Holds while the subscriptions are those that were asked. */
const unchanged = (stamp: number | undefined) =>
  stamp === undefined
    ? sql`true`
    : sql`${stamp}::bigint = (select stamp from infrastructure_stamps where name = 'subscriptions')`

/**
 * Adds those that are not there; gives the ids of those that were added. One that had gone comes back, with its past, and so
 * only as the same owner's; whoever may write all things brings it back as whose it was.
 */
export async function add(tx: Db, entities: readonly Entity[], byAll: boolean, stamp?: number): Promise<Set<string>> {
  if (entities.length === 0) return new Set()
  const sorted = entities.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const statement = sql<{ id: string }>`
    insert into infrastructure_entities as e
      (id, types, scopes, content, location, owner, created_at, modified_at)
    select n.id, ${split('types')}, ${split('scopes')}, n.content::jsonb,
      ST_SetSRID(ST_GeomFromGeoJSON(n.location), 4326), n.owner, n.at, n.at
    from unnest(${sorted.map(({ id }) => id)}::text[], ${lists(sorted.map(({ types }) => types))}::text[],
      ${lists(sorted.map(({ scopes }) => scopes))}::text[], ${sorted.map(({ attributes }) => JSON.stringify(attributes))}::text[],
      ${sorted.map(({ attributes }) => placeOf(attributes))}::text[], ${sorted.map(({ owner }) => owner)}::uuid[],
      ${sorted.map(({ createdAt }) => createdAt)}::timestamptz[])
      as n (id, types, scopes, content, location, owner, at)
    where ${unchanged(stamp)}
    on conflict (id) do update set types = excluded.types, scopes = excluded.scopes, content = excluded.content,
      location = excluded.location, owner = coalesce(e.owner, excluded.owner), current = true,
      created_at = excluded.created_at, modified_at = excluded.modified_at
    where not e.current and (${byAll} or e.owner is null or e.owner = excluded.owner)
    returning id`
  const { rows } = await askStanding(tx, statement)
  return new Set(rows.map(({ id }) => id))
}

/** What becomes of an entity that is there and locked: attributes laid over, attributes taken away. */
export type Patch = {
  id: string
  types: string[]
  scopes: string[]
  laid: Attributes
  gone: string[]
  /** The place anew, or null where it has none any more; undefined where it stays. */
  place?: string | null
  at: string
}

/** What patches were decided on: the subscriptions, and of each entity the version. */
export type Decided = { stamp: number; versions: readonly string[] }

/**
 * The ids of those that were there to be changed. With `on`, they are not locked yet: what was changed since stays as it is, and
 * so does what another has locked: nobody is waited for.
 */
export async function patch(tx: Db, patches: readonly Patch[], on?: Decided): Promise<Set<string>> {
  if (patches.length === 0) return new Set()
  const ids = patches.map(({ id }) => id)
  // Which row it is, or, not locked yet, where the row lies that is free and as it was.
  const [free, which] = on
    ? [
        sql`, (select ctid as place, id, xmin::text as version from infrastructure_entities where id = any(${ids}::text[])
          for update skip locked) as free`,
        sql`free.id = n.id and free.version = n.version and e.ctid = free.place and ${unchanged(on.stamp)}`,
      ]
    : [sql``, sql`e.id = n.id`]
  const statement = sql<{ id: string }>`update infrastructure_entities e set
      types = ${split('types')}, scopes = ${split('scopes')}, modified_at = n.at,
      content = (case when n.gone = '' then e.content else e.content - string_to_array(n.gone, E'\n') end) || n.laid::jsonb,
      location = case when n.moved then ST_SetSRID(ST_GeomFromGeoJSON(n.location), 4326) else e.location end
    from unnest(${ids}::text[], ${on?.versions ?? []}::text[], ${lists(patches.map(({ types }) => types))}::text[],
      ${lists(patches.map(({ scopes }) => scopes))}::text[], ${patches.map(({ laid }) => JSON.stringify(laid))}::text[],
      ${lists(patches.map(({ gone }) => gone))}::text[], ${patches.map(({ place }) => place !== undefined)}::bool[],
      ${patches.map(({ place }) => place ?? null)}::text[], ${patches.map(({ at }) => at)}::timestamptz[])
      as n (id, version, types, scopes, laid, gone, moved, location, at) ${free}
    where ${which} returning e.id`
  const { rows } = await askStanding(tx, statement)
  return new Set(rows.map(({ id }) => id))
}

/** They have no state any more; what was read of them stays. */
export async function remove(tx: Tx, ids: readonly string[], at: string): Promise<void> {
  await sql`update infrastructure_entities set current = false, content = '{}', location = null, modified_at = ${at}
    where id = any(${ids}::text[]) and current`.execute(tx)
}
