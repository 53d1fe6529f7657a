/** The places' tables and every query on them. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Gate } from '#governance'
import { shown } from './rules.ts'
import type { Area, AreaCollection, AreaDraft, Identifier, Kin } from './types.ts'

type Details = Pick<Area, 'approximate' | 'breaks' | 'note'>
type Row = {
  id: string
  kind: string
  parent: string | null
  names: Area['names']
  from: string | null
  to: string | null
  lon: number | null
  lat: number | null
  details: Details
  identifiers: Identifier[] | null
  isGone: boolean
}

/** Who says what was taken back. */
export type Reader = Pick<Gate, 'isWithdrawn'>
const isGone = (reader: Reader) => reader.isWithdrawn(sql.ref('a.release_id'))
/** By name; what has none any more does not tell where it stood. */
const byName = (reader: Reader) => sql`case when ${isGone(reader)} then '' else a.names ->> 'pl' end, a.id`

const selected = (
  reader: Reader,
) => sql`select a.id, a.kind, a.parent_id as parent, a.names, a.valid_from::text as from, a.valid_to::text as to,
  ST_X(a.point) as lon, ST_Y(a.point) as lat, a.details,
  (select json_agg(json_build_object('scheme', i.scheme, 'code', i.code, 'derived', i.derived) order by i.scheme, i.code)
   from places_identifiers i where i.area_id = a.id) as identifiers, ${isGone(reader)} as "isGone"
  from places_areas a`

export type Filter = { kind?: string; parent?: string; at?: string }

export async function all(db: Db, reader: Reader, filter: Filter = {}): Promise<Area[]> {
  const { rows } = await sql<Row>`${selected(reader)}
    where (${filter.kind ?? null}::text is null or a.kind = ${filter.kind ?? null})
      and (${filter.parent ?? null}::text is null or a.parent_id = ${filter.parent ?? null})
      and (${filter.at ?? null}::date is null
        or (coalesce(a.valid_from, '-infinity') <= ${filter.at ?? null}::date
          and coalesce(a.valid_to, 'infinity') >= ${filter.at ?? null}::date))
    order by ${byName(reader)}`.execute(db)
  return rows.map(areaOf)
}

export async function kin(tx: Tx): Promise<Kin[]> {
  type KinRow = Pick<Row, 'id' | 'kind' | 'parent' | 'from' | 'to'>
  const { rows } = await sql<KinRow>`select a.id, a.kind, a.parent_id as parent, a.valid_from::text as from,
    a.valid_to::text as to from places_areas a order by a.id`.execute(tx)
  return rows.map(({ id, kind, parent, from, to }) => ({
    ...{ id, kind, parent: parent ?? undefined, validFrom: from ?? undefined, validTo: to ?? undefined },
  }))
}

export async function byIdentifier(db: Db, reader: Reader, scheme: string, code: string): Promise<Area | undefined> {
  const { rows } = await sql<Row>`${selected(reader)}
    where a.id = (select area_id from places_identifiers where scheme = ${scheme} and code = ${code})`.execute(db)
  return rows[0] && areaOf(rows[0])
}

/** The areas of a kind that hold the point on that day, smallest first. */
export async function around(
  db: Db,
  reader: Reader,
  lon: number,
  lat: number,
  kind: string,
  at: string,
): Promise<Area[]> {
  const { rows } = await sql<Row>`${selected(reader)} join places_outlines o on o.area_id = a.id
    where a.kind = ${kind} and ST_Covers(o.outline, ST_SetSRID(ST_MakePoint(${lon}, ${lat}), 4326))
      and o.valid_from <= ${at}::date and coalesce(o.valid_to, a.valid_to, 'infinity') >= ${at}::date
    order by ST_Area(o.outline), a.id`.execute(db)
  return rows.map(areaOf)
}

/** For each point the smallest area of a kind that holds it on that day. */
export async function aroundEach(
  db: Db,
  points: readonly (readonly [number, number])[],
  kind: string,
  at: string,
): Promise<(string | undefined)[]> {
  const [lons, lats] = [points.map(([lon]) => lon), points.map(([, lat]) => lat)]
  const { rows } = await sql<{ id: string | null }>`select (
      select a.id from places_areas a join places_outlines o on o.area_id = a.id
      where a.kind = ${kind} and ST_Covers(o.outline, ST_SetSRID(ST_MakePoint(p.lon, p.lat), 4326))
        and o.valid_from <= ${at}::date and coalesce(o.valid_to, a.valid_to, 'infinity') >= ${at}::date
      order by ST_Area(o.outline), a.id limit 1) as id
    from unnest(${lons}::float8[], ${lats}::float8[]) with ordinality as p(lon, lat, place) order by p.place`.execute(
    db,
  )
  return rows.map(({ id }) => id ?? undefined)
}

/** The outlines of an area's parts of one kind, as they are on that day. */
export async function outlines(
  db: Db,
  reader: Reader,
  parent: string,
  kind: string,
  at: string,
): Promise<AreaCollection> {
  type Feature = AreaCollection['features'][number]
  type Shape = Pick<Row, 'id' | 'names' | 'isGone'> & { source: string; shape: Feature['geometry'] }
  const { rows } = await sql<Shape>`
    select a.id, a.names, ${isGone(reader)} as "isGone", o.source, ST_AsGeoJSON(o.outline, 6)::json as shape
    from places_areas a join places_outlines o on o.area_id = a.id
    where a.parent_id = ${parent} and a.kind = ${kind}
      and o.valid_from <= ${at}::date and coalesce(o.valid_to, a.valid_to, 'infinity') >= ${at}::date
    order by ${byName(reader)}`.execute(db)
  const features = rows.map(({ id, names, isGone, source, shape }): Feature => ({
    type: 'Feature',
    id,
    properties: { names: shown({ names }, isGone).names, kind, source },
    geometry: shape,
  }))
  return { type: 'FeatureCollection', features }
}

/** West, south, east, north of the areas' outlines as they are now, or of those of their parts. */
export async function boxes(db: Db, ids: readonly string[]): Promise<Map<string, [number, number, number, number]>> {
  const { rows } = await sql<{ id: string; box: [number, number, number, number] }>`
    select a.id, array[ST_XMin(all_.box), ST_YMin(all_.box), ST_XMax(all_.box), ST_YMax(all_.box)] as box
    from places_areas a cross join lateral (
      select ST_Extent(o.outline) as box from places_outlines o join places_areas p on p.id = o.area_id
      where (p.id = a.id or p.parent_id = a.id) and o.valid_to is null and p.valid_to is null) all_
    where a.id = any(${[...ids]}::text[]) and all_.box is not null`.execute(db)
  return new Map(rows.map(({ id, box }) => [id, box]))
}

/** What was said of an area last: its words, and the release under which they are public. */
export type Said = { releaseId: string; fingerprint: string | null }
export type Known = Said & Pick<Row, 'id' | 'parent' | 'names' | 'isGone'>

/** Locked until the transaction ends. */
export async function known(tx: Tx, reader: Reader): Promise<Known[]> {
  const { rows } = await sql<Known>`select a.id, a.parent_id as parent, a.names, a.release_id as "releaseId",
    a.fingerprint, ${isGone(reader)} as "isGone" from places_areas a order by a.id for update of a`.execute(tx)
  return rows
}

/** Changes with every word that is said of an area or taken back. */
export async function stamp(db: Db, reader: Reader): Promise<string> {
  const { rows } = await sql<{ said: number; gone: number }>`select
    (select count(*)::int from places_publications) as said,
    (select count(*)::int from places_areas a where ${isGone(reader)}) as gone`.execute(db)
  return `${rows[0]!.said}-${rows[0]!.gone}`
}

/** The words that stand there are public again under this release. */
export async function release(tx: Tx, id: string, releaseId: string): Promise<void> {
  await sql`update places_areas set release_id = ${releaseId} where id = ${id}`.execute(tx)
}

/** Adds the area, or brings what is said of it up to date: its words with their release alone. Its outline gets a new row only where it differs. */
export async function put(tx: Tx, area: AreaDraft, { releaseId, fingerprint }: Said): Promise<void> {
  const { id, kind, names, parent = null, validFrom = null, validTo = null, point, outline } = area
  const details: Details = { approximate: area.approximate, breaks: area.breaks ?? [], note: area.note }
  const place = point ? sql`ST_SetSRID(ST_MakePoint(${point[0]}, ${point[1]}), 4326)` : sql`null`
  await sql`insert into places_areas as a (id, kind, parent_id, names, valid_from, valid_to, point, details,
      release_id, fingerprint)
    values (${id}, ${kind}, ${parent}, ${JSON.stringify(names)}, ${validFrom}, ${validTo}, ${place}, ${JSON.stringify(details)},
      ${releaseId}, ${fingerprint})
    on conflict (id) do update set kind = excluded.kind, parent_id = excluded.parent_id,
      valid_from = excluded.valid_from, valid_to = excluded.valid_to, point = excluded.point,
      release_id = excluded.release_id, fingerprint = excluded.fingerprint,
      names = case when a.release_id = excluded.release_id then a.names else excluded.names end,
      details = case when a.release_id = excluded.release_id then a.details else excluded.details end`.execute(tx)
  for (const { scheme, code, derived = false } of area.identifiers ?? []) {
    await sql`insert into places_identifiers (scheme, code, area_id, derived) values (${scheme}, ${code}, ${id}, ${derived})
      on conflict (scheme, code) do update set area_id = excluded.area_id, derived = excluded.derived`.execute(tx)
  }
  if (outline) await putOutline(tx, id, validFrom, outline)
}

type OutlineDraft = NonNullable<AreaDraft['outline']>

async function putOutline(tx: Tx, id: string, from: string | null, { geometry, source }: OutlineDraft): Promise<void> {
  await sql`insert into places_outlines (area_id, valid_from, source, outline)
    values (${id}, coalesce(${from}::date, '-infinity'), ${source},
      ST_Multi(ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify(geometry)}), 4326)))
    on conflict (area_id, valid_from) do update set source = excluded.source, outline = excluded.outline`.execute(tx)
}

function areaOf({ id, kind, names, parent, from, to, lon, lat, details, identifiers, isGone }: Row): Area {
  return {
    id,
    kind,
    parent: parent ?? undefined,
    validFrom: from ?? undefined,
    validTo: to ?? undefined,
    point: lon === null || lat === null ? undefined : [lon, lat],
    identifiers: identifiers ?? [],
    ...shown({ names, ...details }, isGone),
  }
}

export type Publication = { areaId: string; releaseId: string; at: Date; by: string; entryId: string }

/** What is said of areas, by its releases of the gate. */
export async function addPublications(tx: Tx, publications: readonly Publication[]): Promise<void> {
  for (const { areaId, releaseId, at, by, entryId } of publications)
    await sql`insert into places_publications (area_id, release_id, at, by, entry_id)
      values (${areaId}, ${releaseId}, ${at}, ${by}, ${entryId})`.execute(tx)
}
