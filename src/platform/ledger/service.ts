/** The verbs of the ledger: append, sequence, prove, read. */
import { setTimeout } from 'node:timers/promises'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import type { Ids } from '#platform/ids'
import { verifyStored } from './audit.ts'
import { exportLog, logFiles, tarOf } from './export.ts'
import { decodeLeaf, encodeLeaf, LEAF_BYTES_MAX, type Leaf } from './leaf.ts'
import { consistencyPath, HASH_BYTES, inclusionPath, leafHash } from './merkle.ts'
import { Malformed } from './malformed.ts'
import type { Signer } from './notes.ts'
import { changeKey, sequence } from './sequencer.ts'
import * as store from './store.ts'
import { encodeEntries, proofFrom, TILE_WIDTH, type TileId } from './tiles.ts'
import { Listing, refuse, type Consistency, type ListPage, type Logged, type NewEntry, type Proof } from './types.ts'

const POLL_MS = 1_000

export type Needs = {
  db: Db
  clock: Clock
  ids: Ids
  /** Its name is the log's origin. */
  signer: Signer
  /** Told what goes wrong while sequencing in the background; the loop goes on. */
  onError?: (error: unknown) => void
}

export type Ledger = ReturnType<typeof createLedger>

export function createLedger({ db, clock, ids, signer, onError = () => {} }: Needs) {
  const background = createLoop(() => sequence({ db, clock, signer }), onError)

  return {
    /**
     * Notes what happened, as part of the caller's transaction. Nobody waits for anybody here; the entry gets its place
     * in the log soon after the commit. Throws `ledger.invalid`, `ledger.tooLarge`.
     */
    append: (tx: Tx, entry: NewEntry): Promise<string> => append(tx, { v: 1, ...stamp(), ...entry }),
    /** Gives every committed entry its place. How many there were. Throws `ledger.otherKey`. */
    sequence: (): Promise<number> => sequence({ db, clock, signer }),
    /** Goes on with another signing key than the log had, on the record. Only where the old key is lost or leaked. */
    changeKey: ({ actor, grounds }: { actor: string; grounds: string }): Promise<void> =>
      changeKey({ db, clock, signer }, (tx, from) => {
        const payload = { from, to: signer.vkey }
        return append(tx, { v: 1, ...stamp(), kind: 'ledger.key', actor, subject: 'ledger', grounds, payload })
      }),

    /** The newest signed checkpoint, or the one of that size; before the first `sequence` there is none. */
    checkpoint: async (size?: number): Promise<string | undefined> => (await store.readCheckpoint(db, size))?.note,
    /** The public key of the newest checkpoint. */
    vkey: async (): Promise<string> => (await store.readCheckpoint(db))?.vkey ?? signer.vkey,
    /** How many entries have their place. */
    count: async (): Promise<number> => (await store.readCheckpoint(db))?.size ?? 0,

    /** Throws `ledger.unknown`. */
    entry: async (id: string): Promise<Logged> => loggedOf(await find(db, id)),
    /** Where entries have their places, by id; those that wait for one are left out. */
    places: (ids: readonly string[]): Promise<Map<string, number>> => store.readPlaces(db, ids),
    /** Newest first. */
    list: (listing: Listing = {}): Promise<ListPage> => list(db, listing),
    /** What `verify` checks offline. Throws `ledger.unknown`, or `ledger.pending` for an entry without a place yet. */
    proof: (id: string): Promise<Proof> => prove(db, id),
    /** That the log only grew since the checkpoint of that size. Throws `ledger.unknownSize`. */
    consistency: (olderSize: number): Promise<Consistency> => proveConsistency(db, olderSize),

    /** The hashes of a tile, `width` of them; undefined where the tree has not so many. */
    tile: (level: number, index: number, width = TILE_WIDTH) => readTile(db, { level, index }, width),
    /** The entries under a tile of level 0, as a bundle. */
    entriesTile: (index: number, width = TILE_WIDTH) => readBundle(db, index, width),
    /** Writes checkpoint, key, tiles and entries into an empty folder. Throws `ledger.folderNotEmpty`. */
    exportLog: (folder: string): Promise<void> => exportLog(db, folder),
    /** The same as one tar archive. */
    exportTar: (): AsyncGenerator<Uint8Array> => tarOf(logFiles(db), clock.now()),

    /** Recomputes the stored log from its entries: after a restore, or whenever in doubt. */
    verifyStored: () => verifyStored(db, signer),

    start: background.start,
    stop: background.stop,
  }

  function stamp() {
    return { id: ids.uuid(), at: clock.now().toISOString() }
  }
}

async function append(tx: Tx, leaf: Leaf): Promise<string> {
  const data = bytesOf(leaf)
  if (data.length > LEAF_BYTES_MAX) throw refuse.tooLarge({ bytes: data.length, bytesMax: LEAF_BYTES_MAX })
  const { id, kind, actor, subject } = leaf
  await store.addPending(tx, { id, at: new Date(leaf.at), kind, actor, subject, data, leaf_hash: leafHash(data) })
  return id
}

function bytesOf(leaf: Leaf): Buffer {
  try {
    return encodeLeaf(leaf)
  } catch (error) {
    if (error instanceof Malformed) throw refuse.invalid({ kind: leaf.kind, reason: error.message })
    throw error
  }
}

async function find(db: Db, id: string) {
  const row = await store.readEntry(db, id)
  if (!row) throw refuse.unknown({ id })
  return row
}

function loggedOf(row: { index?: number; data: Buffer; leaf_hash: Buffer }): Logged {
  return { index: row.index, leafHash: row.leaf_hash.toString('base64'), entry: decodeLeaf(row.data) }
}

async function list(db: Db, listing: Listing): Promise<ListPage> {
  const filter = Listing.parse(listing)
  const rows = await store.listEntries(db, filter)
  return { entries: rows.map(loggedOf), next: rows.length === filter.limit ? rows.at(-1)!.index : undefined }
}

async function prove(db: Db, id: string): Promise<Proof> {
  const { index, data } = await find(db, id)
  if (index === undefined) throw refuse.pending({ id })
  const { size, note, vkey } = (await store.readCheckpoint(db))!
  const hashes = await proofFrom(inclusionPath(index, size), (tiles) => store.readTiles(db, tiles))
  const entry = data.toString('base64')
  return { format: 'unia-proof/1', entry, index, inclusion: hashes.map(base64), checkpoint: note, vkey }
}

async function proveConsistency(db: Db, olderSize: number): Promise<Consistency> {
  const [older, newer] = [await store.readCheckpoint(db, olderSize), await store.readCheckpoint(db)]
  if (!older || !newer) throw refuse.unknownSize({ size: olderSize })
  const hashes = await proofFrom(consistencyPath(older.size, newer.size), (tiles) => store.readTiles(db, tiles))
  const [from, to] = [older.note, newer.note]
  return { format: 'unia-consistency/1', older: from, newer: to, consistency: hashes.map(base64), vkey: newer.vkey }
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

async function readTile(db: Db, id: TileId, width: number): Promise<Uint8Array | undefined> {
  const [tile] = await store.readTiles(db, [id])
  return tile && tile.hashes.length >= width * HASH_BYTES ? tile.hashes.subarray(0, width * HASH_BYTES) : undefined
}

async function readBundle(db: Db, index: number, width: number): Promise<Uint8Array | undefined> {
  const rows = await store.readEntries(db, index * TILE_WIDTH, index * TILE_WIDTH + width)
  return rows.length === width ? encodeEntries(rows.map((row) => row.data)) : undefined
}

/** Runs now and a second after each time it ended, until stopped. */
function createLoop(run: () => Promise<unknown>, onError: (error: unknown) => void) {
  let stopping: AbortController | undefined
  let running: Promise<void> | undefined
  const turn = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      await run().catch(onError)
      await pause(signal)
    }
  }
  return {
    start(): void {
      if (running) return
      stopping = new AbortController()
      running = turn(stopping.signal)
    },
    /** Resolves when what was under way is finished. */
    async stop(): Promise<void> {
      stopping?.abort()
      await running
      running = undefined
    },
  }
}

const pause = (signal: AbortSignal) => setTimeout(POLL_MS, undefined, { signal, ref: false }).catch(() => {})
