/** Areas, their outlines over time, their outside identifiers. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`create table places_areas (
    id text primary key,
    kind text not null,
    parent_id text references places_areas (id),
    names jsonb not null,
    valid_from date,
    valid_to date,
    point geometry(Point, 4326),
    details jsonb not null default '{}'
  )`.execute(tx)
  await sql`create index places_areas_parent on places_areas (parent_id, kind)`.execute(tx)
  await sql`create table places_identifiers (
    scheme text not null,
    code text not null,
    area_id text not null references places_areas (id),
    derived boolean not null default false,
    primary key (scheme, code)
  )`.execute(tx)
  await sql`create index places_identifiers_area on places_identifiers (area_id)`.execute(tx)
  await sql`create table places_outlines (
    area_id text not null references places_areas (id),
    valid_from date not null default '-infinity',
    valid_to date,
    source text not null,
    outline geometry(MultiPolygon, 4326) not null check (ST_IsValid(outline)),
    primary key (area_id, valid_from)
  )`.execute(tx)
  await sql`create index places_outlines_shape on places_outlines using gist (outline)`.execute(tx)
}
