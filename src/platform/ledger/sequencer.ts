/** Gives committed entries their places, in batches, each with its part of the tree and a signed checkpoint: all or nothing. */
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { checkpointText } from './checkpoints.ts'
import type { Signer } from './notes.ts'
import * as store from './store.ts'
import { edgeOf } from './tiles.ts'
import { createTree } from './tree.ts'
import { refuse } from './types.ts'

const BATCH = 4096

type Needs = { db: Db; clock: Clock; signer: Signer }

/** Sequences everything that waits. How many entries; fewer where another process is at it. */
export async function sequence(needs: Needs): Promise<number> {
  let total = 0
  for (;;) {
    const count = await sequenceBatch(needs)
    total += count ?? 0
    if (count !== BATCH) return total
  }
}

/**
 * One batch; undefined where another transaction is sequencing. An entry whose transaction committed late gets a later
 * place, whatever its number among those that wait. The next holder of the lock must see what this one has written, so
 * the isolation is such that each statement sees what was committed before it began.
 */
async function sequenceBatch({ db, clock, signer }: Needs): Promise<number | undefined> {
  return inSequencer(db, async (tx) => {
    const last = await store.readCheckpoint(tx)
    if (last && last.vkey !== signer.vkey) throw refuse.otherKey({ log: last.vkey, own: signer.vkey })
    return extend(tx, { clock, signer, last, limit: BATCH })
  })
}

/** Signs with another key from now on; `announce` appends the entry that says so, the first one under the new key. */
export async function changeKey({ db, clock, signer }: Needs, announce: (tx: Tx, from: string) => Promise<unknown>) {
  const changed = await inSequencer(db, async (tx) => {
    const last = await store.readCheckpoint(tx)
    if (!last || last.vkey === signer.vkey) return 0
    await announce(tx, last.vkey)
    return extend(tx, { clock, signer, last, limit: Number.MAX_SAFE_INTEGER })
  })
  if (changed === undefined) throw refuse.otherKey({ own: signer.vkey, reason: 'another process is sequencing' })
}

async function inSequencer<T>(db: Db, run: (tx: Tx) => Promise<T>): Promise<T | undefined> {
  return db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (tx) => ((await store.becomeSequencer(tx)) ? run(tx) : undefined))
}

type Extension = { clock: Clock; signer: Signer; last?: store.CheckpointRow; limit: number }

async function extend(tx: Tx, { clock, signer, last, limit }: Extension): Promise<number> {
  const size = last?.size ?? 0
  const leaves = await store.placePending(tx, size, limit)
  if (last && leaves.length === 0) return 0
  const tree = createTree(size, await store.readTiles(tx, edgeOf(size)))
  for (const leaf of leaves) tree.append(leaf)
  const root = Buffer.from(tree.root())
  if (leaves.length > 0) await store.saveTiles(tx, tree.takeChanged())
  const note = signer.sign(checkpointText({ origin: signer.name, size: tree.size, root }))
  await store.addCheckpoint(tx, { size: tree.size, root, note, vkey: signer.vkey, at: clock.now() })
  return leaves.length
}
