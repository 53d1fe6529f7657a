/** The ledger's tables and every query on them. */
import { sql } from 'kysely'
import { insertMany, type Db, type Tx } from '#platform/db'
import type { Tile, TileId } from './tiles.ts'

type EntryRow = {
  id: string
  at: Date
  kind: string
  actor: string
  subject: string
  data: Buffer
  leaf_hash: Buffer
}
export type SequencedRow = EntryRow & { index: number }
export type CheckpointRow = { size: number; root: Buffer; note: string; vkey: string; at: Date }

type Tables = {
  ledger_pending: EntryRow
  ledger_entries: SequencedRow
  ledger_tiles: { level: number; index: number; hashes: Buffer }
  ledger_checkpoints: CheckpointRow
}
const tables = (db: Db) => db.withTables<Tables>()

/** Any constant will do, so long as every process of the house uses the same. */
const SEQUENCER_LOCK = 8_131_978

export async function addPending(tx: Tx, row: EntryRow): Promise<void> {
  await tables(tx).insertInto('ledger_pending').values(row).execute()
}

/** Whether this transaction is now the one that sequences; others have to wait until it ends. */
export async function becomeSequencer(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{
    locked: boolean
  }>`select pg_try_advisory_xact_lock(${SEQUENCER_LOCK}) as locked`.execute(tx)
  return rows[0]!.locked
}

/** Gives the longest waiting entries their places from `size` on. Their hashes, in that order. */
export async function placePending(tx: Tx, size: number, limit: number): Promise<Buffer[]> {
  const { rows } = await sql<{ index: number; leaf_hash: Buffer }>`
    with batch as (
      delete from ledger_pending where seq in (select seq from ledger_pending order by seq limit ${limit}) returning *
    )
    insert into ledger_entries (index, id, at, kind, actor, subject, data, leaf_hash)
    select ${size}::bigint + row_number() over (order by seq) - 1, id, at, kind, actor, subject, data, leaf_hash from batch
    returning index, leaf_hash`.execute(tx)
  return rows.sort((a, b) => a.index - b.index).map((row) => row.leaf_hash)
}

export async function saveTiles(tx: Tx, tiles: readonly Tile[]): Promise<void> {
  const columns = [
    { name: 'level', type: 'smallint', values: tiles.map((tile) => tile.level) },
    { name: 'index', type: 'bigint', values: tiles.map((tile) => tile.index) },
    { name: 'hashes', type: 'bytea', values: tiles.map((tile) => `\\x${Buffer.from(tile.hashes).toString('hex')}`) },
  ]
  await insertMany(tx, 'ledger_tiles', columns, '(level, index) do update set hashes = excluded.hashes')
}

export async function addCheckpoint(tx: Tx, row: CheckpointRow): Promise<void> {
  await tables(tx).insertInto('ledger_checkpoints').values(row).execute()
}

export async function readTiles(db: Db, ids: readonly TileId[]): Promise<Tile[]> {
  if (ids.length === 0) return []
  return tables(db)
    .selectFrom('ledger_tiles')
    .selectAll()
    .where(({ eb, or }) => or(ids.map(({ level, index }) => eb.and({ level, index }))))
    .execute()
}

/** Newest first when no size is asked for. */
export async function readCheckpoint(db: Db, size?: number): Promise<CheckpointRow | undefined> {
  return tables(db)
    .selectFrom('ledger_checkpoints')
    .selectAll()
    .$if(size !== undefined, (query) => query.where('size', '=', size!))
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The checkpoints of trees larger than `after`, smallest first. */
export async function readCheckpoints(db: Db, after: number, limit: number): Promise<CheckpointRow[]> {
  return tables(db)
    .selectFrom('ledger_checkpoints')
    .selectAll()
    .where('size', '>', after)
    .orderBy('size')
    .limit(limit)
    .execute()
}

/** The entry, with its index where it has one already. */
export async function readEntry(db: Db, id: string): Promise<(EntryRow & { index?: number }) | undefined> {
  const find = () => tables(db).selectFrom('ledger_entries').selectAll().where('id', '=', id).executeTakeFirst()
  const pending = () => tables(db).selectFrom('ledger_pending').selectAll().where('id', '=', id).executeTakeFirst()
  // It may be given its place between the two questions, so the first is asked again.
  return (await find()) ?? (await pending()) ?? (await find())
}

/** Where entries have their places, by id; of those that have one. */
export async function readPlaces(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; index: number }>`select id, index from ledger_entries
    where id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, index }) => [id, index]))
}

/** The entries from index `begin` up to, without, `end`. */
export async function readEntries(db: Db, begin: number, end: number): Promise<SequencedRow[]> {
  return tables(db)
    .selectFrom('ledger_entries')
    .selectAll()
    .where('index', '>=', begin)
    .where('index', '<', end)
    .orderBy('index')
    .execute()
}

/** Entries that have a place and are under no checkpoint, which no sound log has. */
export async function countUnsigned(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) from ledger_entries
    where index >= coalesce((select max(size) from ledger_checkpoints), 0)`.execute(db)
  return rows[0]!.count
}

export type Filter = { subject?: string; actor?: string; kind?: string; limit: number; before?: number }

/** Newest first. */
export async function listEntries(db: Db, { limit, before, ...equal }: Filter): Promise<SequencedRow[]> {
  const named = Object.entries(equal).filter(
    (pair): pair is ['subject' | 'actor' | 'kind', string] => pair[1] !== undefined,
  )
  return tables(db)
    .selectFrom('ledger_entries')
    .selectAll()
    .where(({ eb, and }) => and(named.map(([column, value]) => eb(column, '=', value))))
    .$if(before !== undefined, (query) => query.where('index', '<', before!))
    .orderBy('index', 'desc')
    .limit(limit)
    .execute()
}
