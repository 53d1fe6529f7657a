/** A whole log, recomputed from its entries and compared with what was signed. */
import {
  createTree,
  decodeEntries,
  decodeLeaf,
  examine,
  HASH_BYTES,
  leafHash,
  Malformed,
  openCheckpoint,
  parseCheckpoint,
  TILE_WIDTH,
  tileKey,
  tilePath,
  type Checkpoint,
  type Report,
  type Tile,
  type Verifier,
} from '#platform/ledger'
import { checkKey, type Options } from './options.ts'
import type { LogSource } from './sources.ts'

const NOTE_BYTES_MAX = 65_536
/** Each entry has at most 65,535 bytes, with two bytes before it. */
const BUNDLE_BYTES_MAX = TILE_WIDTH * 65_537

/** Reads the log's entries once, in order; what it holds in memory does not grow with the log. */
export async function verifyLog(source: LogSource, options: Options = {}): Promise<Report> {
  return examine(async (check) => {
    const note = await check('format', async (say) => {
      const note = await textOf(source, 'checkpoint')
      say(`a log of ${parseCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1)).size} entries`)
      return note
    })
    const verifier = await checkKey(check, options, () => textOf(source, 'log.vkey'))
    const signed = await check('signature', (say) => {
      const signed = openCheckpoint(note, verifier)
      say(`${signed.origin} signed its ${signed.size} entries`)
      return signed
    })
    const older = await openOlder(check, options, verifier, signed)
    const { root, tiles } = await check('entries', async (say) => {
      const recomputed = await recompute(source, signed.size, older, options.progress)
      say(`${signed.size} entries, each well formed`)
      return recomputed
    })
    await check('root', (say) => {
      if (!same(root, signed.root)) throw new Malformed('the entries are not those that were signed')
      say(Buffer.from(root).toString('base64'))
    })
    await check('tiles', (say) => {
      if (tiles.wrong) throw new Malformed(`${tiles.wrong} is not of this tree`)
      say(`${tiles.compared} as the entries make them, ${tiles.absent} not there`)
    })
  })
}

async function openOlder(
  check: Parameters<Parameters<typeof examine>[0]>[0],
  { since }: Options,
  verifier: Verifier,
  signed: Checkpoint,
): Promise<Checkpoint | undefined> {
  if (since === undefined) return undefined
  return check('older checkpoint', (say) => {
    const older = openCheckpoint(since, verifier)
    if (older.size > signed.size) throw new Malformed(`the log had ${older.size} entries already`)
    say(`of ${older.size} entries`)
    return older
  })
}

type Tiles = { compared: number; absent: number; wrong?: string }

/** The root that the entries give; on the way, the tiles and the older checkpoint are compared. Throws `Malformed`. */
async function recompute(
  source: LogSource,
  size: number,
  older: Checkpoint | undefined,
  progress?: Options['progress'],
) {
  const tree = createTree()
  const tiles: Tiles = { compared: 0, absent: 0 }
  const partial = new Map<string, Tile>()
  const checkOlder = () => {
    if (older?.size === tree.size && !same(tree.root(), older.root)) {
      throw new Malformed(`the first ${older.size} entries are not those of the older checkpoint`)
    }
  }
  checkOlder()
  while (tree.size < size) {
    for (const entry of await entriesAt(source, tree.size, size)) {
      checkLeaf(entry, tree.size)
      tree.append(leafHash(entry))
      checkOlder()
    }
    for (const tile of tree.takeChanged()) {
      partial.set(tileKey(tile), tile)
      if (tile.hashes.length < TILE_WIDTH * HASH_BYTES) continue
      partial.delete(tileKey(tile))
      await compare(source, tile, tiles)
    }
    progress?.(tree.size, size)
  }
  for (const tile of partial.values()) await compare(source, tile, tiles)
  return { root: tree.root(), tiles }
}

async function entriesAt(source: LogSource, begin: number, size: number): Promise<Uint8Array[]> {
  const place = { level: 'entries' as const, index: begin / TILE_WIDTH, width: Math.min(TILE_WIDTH, size - begin) }
  const bytes = await readTile(source, place, BUNDLE_BYTES_MAX)
  if (!bytes) throw new Malformed(`${tilePath(place)} is missing`)
  const entries = decodeEntries(bytes)
  if (entries.length < place.width) throw new Malformed(`${tilePath(place)} has ${entries.length} entries`)
  return entries.slice(0, place.width)
}

function checkLeaf(entry: Uint8Array, index: number): void {
  try {
    decodeLeaf(entry)
  } catch (error) {
    throw error instanceof Malformed ? new Malformed(`entry ${index}: ${error.message}`) : error
  }
}

async function compare(source: LogSource, { level, index, hashes }: Tile, tiles: Tiles): Promise<void> {
  const place = { level, index, width: hashes.length / HASH_BYTES }
  const bytes = await readTile(source, place, TILE_WIDTH * HASH_BYTES)
  if (!bytes) tiles.absent += 1
  else if (same(bytes.subarray(0, hashes.length), hashes)) tiles.compared += 1
  else tiles.wrong ??= tilePath(place)
}

/** The tile as it was, or filled up since: whoever keeps a log may drop partial tiles once there are full ones. */
async function readTile(source: LogSource, place: Parameters<typeof tilePath>[0], bytesMax: number) {
  const exact = await source.read(tilePath(place), bytesMax)
  return exact ?? source.read(tilePath({ ...place, width: TILE_WIDTH }), bytesMax)
}

async function textOf(source: LogSource, path: string): Promise<string> {
  const bytes = await source.read(path, NOTE_BYTES_MAX)
  if (!bytes) throw new Malformed(`${path} is missing`)
  return bytes.toString()
}

const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0
