/** Recomputes a stored log from its entries and compares it with all that was derived from them and signed. */
import type { Db } from '#platform/db'
import { openCheckpoint } from './checkpoints.ts'
import { decodeLeaf } from './leaf.ts'
import { leafHash } from './merkle.ts'
import { Malformed } from './malformed.ts'
import { parseVkey, type Verifier } from './notes.ts'
import { examine, type Report } from './report.ts'
import * as store from './store.ts'
import { tileKey, type Tile } from './tiles.ts'
import { createTree } from './tree.ts'

const PAGE = 1024

export async function verifyStored(db: Db, own: Verifier): Promise<Report> {
  return examine(async (check) => {
    const last = await check('key', async (say) => {
      const last = await store.readCheckpoint(db)
      if (last && last.vkey !== own.vkey) throw new Malformed(`the log is signed by ${last.vkey}, not by ${own.vkey}`)
      say(last ? `signed by ${last.vkey}` : 'nothing signed yet')
      return last
    })
    await check('log', async (say) => {
      const { checkpoints } = await recompute(db, last?.size ?? 0)
      say(`${last?.size ?? 0} entries, their tiles and ${checkpoints} checkpoints recomputed`)
    })
    await check('end', async (say) => {
      const count = await store.countUnsigned(db)
      if (count > 0) throw new Malformed(`${count} entries are beyond the newest checkpoint`)
      say('no entry is beyond the newest checkpoint')
    })
  })
}

/** Goes through the log once, page by page, so that its size does not matter. Throws `Malformed` at the first fault. */
async function recompute(db: Db, size: number): Promise<{ checkpoints: number }> {
  const tree = createTree()
  const empty = await store.readCheckpoint(db, 0)
  if (empty) checkCheckpoint(empty, tree.root())
  let checkpoints = empty ? 1 : 0
  for (let begin = 0; begin < size; begin += PAGE) {
    const rows = await store.readEntries(db, begin, Math.min(begin + PAGE, size))
    const due = new Map((await store.readCheckpoints(db, begin, PAGE)).map((row) => [row.size, row]))
    for (const row of rows) {
      if (row.index !== tree.size) throw new Malformed(`entry ${tree.size} is missing`)
      tree.append(checkedHash(row))
      const checkpoint = due.get(tree.size)
      if (!checkpoint) continue
      checkCheckpoint(checkpoint, tree.root())
      checkpoints += 1
    }
    if (tree.size !== Math.min(begin + PAGE, size)) throw new Malformed(`entry ${tree.size} is missing`)
    await checkTiles(db, tree.takeChanged())
  }
  return { checkpoints }
}

function checkedHash(row: store.SequencedRow): Uint8Array {
  const hash = leafHash(row.data)
  if (Buffer.compare(hash, row.leaf_hash) !== 0) throw new Malformed(`entry ${row.index} does not match its hash`)
  const leaf = decodeLeaf(row.data)
  for (const column of ['id', 'kind', 'actor', 'subject'] as const) {
    if (leaf[column] !== row[column]) throw new Malformed(`entry ${row.index}: the ${column} was changed`)
  }
  if (leaf.at !== row.at.toISOString()) throw new Malformed(`entry ${row.index}: the time was changed`)
  return hash
}

function checkCheckpoint(row: store.CheckpointRow, root: Uint8Array): void {
  const signed = openCheckpoint(row.note, parseVkey(row.vkey))
  const agree = signed.size === row.size && [signed.root, row.root].every((bytes) => Buffer.compare(bytes, root) === 0)
  if (!agree) throw new Malformed(`the checkpoint of ${row.size} entries is of another tree`)
}

/** A tile that was not full yet may be longer by now, since the log goes on growing while it is examined. */
async function checkTiles(db: Db, tiles: readonly Tile[]): Promise<void> {
  const stored = new Map((await store.readTiles(db, tiles)).map((tile) => [tileKey(tile), tile.hashes]))
  for (const tile of tiles) {
    const found = stored.get(tileKey(tile))?.subarray(0, tile.hashes.length)
    if (!found || Buffer.compare(found, tile.hashes) !== 0) {
      throw new Malformed(`tile ${tileKey(tile)} is missing or of another tree`)
    }
  }
}
