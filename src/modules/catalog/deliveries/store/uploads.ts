/** Uploads that are under way or have ended as a delivery. */
import type { Db } from '#platform/db'
import type { Upload } from '../types.ts'

type Tables = {
  catalog_uploads: {
    id: string
    distribution_id: string
    file_name: string
    media_type: string
    bytes: number
    sha256: string | null
    brought_by: string
    begun_at: Date
    expires_at: Date
    delivery_id: string | null
  }
}
const tables = (db: Db) => db.withTables<Tables>()

export async function find(db: Db, id: string): Promise<Upload | undefined> {
  const row = await tables(db).selectFrom('catalog_uploads').selectAll().where('id', '=', id).executeTakeFirst()
  return row && uploadOf(row)
}

const uploadOf = (row: Tables['catalog_uploads']): Upload => ({
  ...{ id: row.id, distributionId: row.distribution_id, fileName: row.file_name, mediaType: row.media_type },
  ...{ bytes: row.bytes, broughtBy: row.brought_by, begunAt: row.begun_at, expiresAt: row.expires_at },
  ...(row.sha256 !== null && { sha256: row.sha256 }),
  ...(row.delivery_id !== null && { deliveryId: row.delivery_id }),
})

/** How many of the actor's are under way. */
export async function open(db: Db, broughtBy: string, now: Date): Promise<number> {
  const { count } = await tables(db)
    .selectFrom('catalog_uploads')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('brought_by', '=', broughtBy)
    .where('delivery_id', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow()
  return count
}

export async function add(db: Db, upload: Upload): Promise<void> {
  await tables(db)
    .insertInto('catalog_uploads')
    .values({
      ...{ id: upload.id, distribution_id: upload.distributionId, file_name: upload.fileName },
      ...{ media_type: upload.mediaType, bytes: upload.bytes, sha256: upload.sha256 ?? null },
      ...{ brought_by: upload.broughtBy, begun_at: upload.begunAt, expires_at: upload.expiresAt, delivery_id: null },
    })
    .execute()
}

export async function finish(db: Db, id: string, deliveryId: string): Promise<void> {
  await tables(db).updateTable('catalog_uploads').set({ delivery_id: deliveryId }).where('id', '=', id).execute()
}

export async function remove(db: Db, id: string): Promise<void> {
  await tables(db).deleteFrom('catalog_uploads').where('id', '=', id).execute()
}

export async function expired(db: Db, now: Date): Promise<string[]> {
  const rows = await tables(db).selectFrom('catalog_uploads').select('id').where('expires_at', '<=', now).execute()
  return rows.map(({ id }) => id)
}

export async function all(db: Db): Promise<string[]> {
  return (await tables(db).selectFrom('catalog_uploads').select('id').execute()).map(({ id }) => id)
}
