/** The city's prices and whose ground it is: every query on them. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Parcel } from '../rules/ground.ts'
import type { Ground, Owner, PriceItem, PriceList } from '../types.ts'
import type { Done } from './proposals.ts'

const NONE: PriceList = { version: 0, items: [], at: new Date(0) }
export async function prices(db: Db | Tx, edition: string): Promise<PriceList> {
  const { rows } = await sql<PriceList>`select version, items, at from participation_prices where edition = ${edition}
    order by version desc limit 1`.execute(db)
  return rows[0] ?? NONE
}
export async function addPrices(tx: Tx, edition: string, version: number, items: readonly PriceItem[], done: Done): Promise<void> {
  await sql`insert into participation_prices (edition, version, items, at, by, entry_id)
    values (${edition}, ${version}, ${JSON.stringify(items)}::jsonb, ${done.at}, ${done.by}, ${done.entryId})`.execute(tx)
} // prettier-ignore

export type Layer = { id: string; source: string; madeUp: boolean; parcels: number; at: Date }
export async function layer(db: Db | Tx): Promise<Layer | undefined> {
  const { rows } = await sql<Layer>`select id, source, made_up as "madeUp", parcels, at from participation_grounds
    order by at desc, id desc limit 1`.execute(db)
  return rows[0]
}
export async function addLayer(tx: Tx, id: string, source: string, madeUp: boolean, parcels: readonly Parcel[], done: Done): Promise<void> {
  await sql`insert into participation_grounds (id, source, made_up, parcels, at, by, entry_id)
    values (${id}, ${source}, ${madeUp}, ${parcels.length}, ${done.at}, ${done.by}, ${done.entryId})`.execute(tx)
  for (let from = 0; from < parcels.length; from += 500) {
    const some = parcels.slice(from, from + 500).map(({ owner, geometry }, i) => ({ owner, geometry, number: from + i + 1 }))
    await sql`insert into participation_ground_parcels (ground_id, number, owner, outline)
      select ${id}::uuid, p.number, p.owner, ST_SetSRID(ST_GeomFromGeoJSON(p.geometry::text), 4326)
      from json_to_recordset(${JSON.stringify(some)}::json) as p (number int, owner text, geometry json)`.execute(tx)
  }
} // prettier-ignore
/** By the newest layer; the smallest outline wins where several cover the place. */
export async function ground(db: Db | Tx, [lon, lat]: readonly [number, number]): Promise<Ground | undefined> {
  const found = await layer(db)
  if (!found) return undefined
  const { rows } = await sql<{ owner: Owner }>`select owner from participation_ground_parcels
    where ground_id = ${found.id} and ST_Covers(outline, ST_SetSRID(ST_MakePoint(${lon}, ${lat}), 4326))
    order by ST_Area(outline), number limit 1`.execute(db)
  return { owner: rows[0]?.owner ?? 'unknown', source: found.source, madeUp: found.madeUp }
}
