/** Photos and documents of things. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { ThingFile } from '../types.ts'

export async function ofThing(db: Db | Tx, thingId: string): Promise<ThingFile[]> {
  const { rows } =
    await sql<ThingFile>`select id, kind, name, media_type as "mediaType", bytes::float8 as bytes, sha256,
      at, by from infrastructure_thing_files where thing_id = ${thingId} and removed_at is null order by at`.execute(db)
  return rows
}

export async function add(tx: Tx, thingId: string, file: ThingFile & { entryId: string }): Promise<void> {
  const { id, kind, name, mediaType, sha256, bytes, at, by, entryId } = file
  await sql`insert into infrastructure_thing_files (id, thing_id, kind, name, media_type, sha256, bytes, at, by, entry_id)
    values (${id}, ${thingId}, ${kind}, ${name}, ${mediaType}, ${sha256}, ${bytes}, ${at}, ${by}, ${entryId})`.execute(
    tx,
  )
}

export async function remove(tx: Tx, id: string, at: Date): Promise<void> {
  await sql`update infrastructure_thing_files set removed_at = ${at} where id = ${id}`.execute(tx)
}
