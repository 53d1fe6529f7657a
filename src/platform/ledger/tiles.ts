/** Tiles of the tree as C2SP tlog-tiles lays them out: 256 hashes of one level together, the same for the entries. Pure. */
import { consistencyPath, foldNodes, HASH_BYTES, inclusionPath, isPerfect, leafHash, nodeHash, perfectNodes, rootsFrom, verifyInclusion, type Node, type Range } from './merkle.ts' // prettier-ignore
import { Malformed } from './malformed.ts'

export const TILE_HEIGHT = 8
export const TILE_WIDTH = 256
const LEVEL_MAX = 63

/** `level` 0 holds the hashes of leaves; each hash above is the root of a full tile of the level below. */
export type TileId = { level: number; index: number }
export type Tile = TileId & { hashes: Uint8Array }

/** What a path names: a tile of hashes, or with `entries` the entries under a tile of level 0. */
export type TilePath = { level: number | 'entries'; index: number; width: number }

export const tileKey = ({ level, index }: TileId) => `${level}/${index}`

/** `tile/<L>/<N>[.p/<W>]`, the index in groups of three digits: 1234067 is `x001/x234/067`. */
export function tilePath({ level, index, width }: TilePath): string {
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g)!
  const last = groups.pop()!
  const folders = groups.map((group) => `x${group}/`).join('')
  return `tile/${level}/${folders}${last}${width === TILE_WIDTH ? '' : `.p/${width}`}`
}

/** The reverse of `tilePath`; undefined for any other path. */
export function parseTilePath(path: string): TilePath | undefined {
  const match = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path)
  if (!match) return undefined
  const [, level, index, width] = match
  const parsed = {
    level: level === 'entries' ? ('entries' as const) : Number(level),
    index: Number(index!.replace(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  }
  const inRange = (parsed.level === 'entries' || parsed.level <= LEVEL_MAX) && Number.isSafeInteger(parsed.index)
  const isWidth = parsed.width >= 1 && parsed.width <= (width === undefined ? TILE_WIDTH : TILE_WIDTH - 1)
  return inRange && isWidth && tilePath(parsed) === path ? parsed : undefined
}

/** How many hashes the tree of `size` leaves has on a level of tiles. */
export function widthOfLevel(size: number, level: number): number {
  return Math.floor(size / TILE_WIDTH ** level)
}

/** Every tile of the tree of `size` leaves, level by level, the last of a level often partial. */
export function* tilesOf(size: number): Generator<TilePath & TileId> {
  for (let level = 0, width = size; width > 0; level++, width = widthOfLevel(size, level)) {
    for (let index = 0; index * TILE_WIDTH < width; index++) {
      yield { level, index, width: Math.min(TILE_WIDTH, width - index * TILE_WIDTH) }
    }
  }
}

/** The partial tiles at the right edge, which are all that is needed to let the tree grow. */
export function edgeOf(size: number): (TileId & { width: number })[] {
  const edge = []
  for (let level = 0, width = size; width > 0; level++, width = widthOfLevel(size, level)) {
    if (width % TILE_WIDTH > 0) edge.push({ level, index: Math.floor(width / TILE_WIDTH), width: width % TILE_WIDTH })
  }
  return edge
}

/** The hashes of the subtrees in `path`, from the few tiles that hold them. Reads each tile once, all together. */
export async function proofFrom(
  path: readonly Range[],
  read: (tiles: TileId[]) => Promise<readonly Tile[]>,
): Promise<Uint8Array[]> {
  const nodes = path.map((range) => perfectNodes(range))
  const needed = new Map(nodes.flat().map((node) => [tileKey(placeOf(node)), placeOf(node)]))
  const tiles = await read([...needed.values()].map(({ level, index }) => ({ level, index })))
  const hashes = new Map(tiles.map((tile) => [tileKey(tile), tile.hashes]))
  const hashOf = (node: Node): Uint8Array => {
    const { start, count, ...tile } = placeOf(node)
    const bytes = hashes.get(tileKey(tile))?.subarray(start * HASH_BYTES, (start + count) * HASH_BYTES)
    if (bytes?.length !== count * HASH_BYTES) throw new Malformed(`tile ${tileKey(tile)} is missing or too short`)
    return perfectRoot(bytes)
  }
  return nodes.map((parts) => foldNodes(parts.map(hashOf)))
}

/**
 * The roots of two trees of one log, the older under the newer, as the log's tiles give them to whoever watches it from
 * outside: where the newer is the one of its checkpoint, the tiles are its own, and the older is what it grew from.
 */
export async function grownFrom(
  { older, newer }: { older: number; newer: number },
  read: (tiles: (TileId & { width: number })[]) => Promise<readonly Tile[]>,
): Promise<{ older: Uint8Array; newer: Uint8Array }> {
  if (!(older > 0 && older < newer)) throw new Malformed(`a tree of ${newer} did not grow from one of ${older}`)
  const path = consistencyPath(older, newer)
  const proof = await proofFrom(isPerfect(older) ? [{ begin: 0, end: older }, ...path] : path, (tiles) =>
    read(tiles.map((tile) => ({ ...tile, width: widthOf(newer, tile) }))),
  )
  return rootsFrom({ older, newer, proof })!
}

type Wanted = TileId & { width: number }
/** How many hashes, or entries, a tile of a tree has. */
export const widthOf = (size: number, { level, index }: TileId): number =>
  Math.min(TILE_WIDTH, widthOfLevel(size, level) - index * TILE_WIDTH)

/**
 * Whether these are the entries under a tile of level 0 of that tree, for whoever reads a log from outside: their hashes, with
 * the few tiles above and beside them that are read, must give its root. The path of the first covers each of the others.
 */
export async function holdsEntries(
  { index, entries }: { index: number; entries: readonly Uint8Array[] },
  { size, root }: { size: number; root: Uint8Array },
  read: (tiles: Wanted[]) => Promise<readonly Tile[]>,
): Promise<boolean> {
  const own = { level: 0, index, hashes: Buffer.concat(entries.map(leafHash)) }
  if (entries.length !== widthOf(size, own)) return false
  const first = index * TILE_WIDTH
  const proof = await proofFrom(inclusionPath(first, size), async (tiles) => {
    const others = tiles.filter((tile) => tileKey(tile) !== tileKey(own))
    return [own, ...(await read(others.map((tile) => ({ ...tile, width: widthOf(size, tile) }))))]
  })
  return verifyInclusion({ index: first, size, leafHash: own.hashes.subarray(0, HASH_BYTES), proof, root })
}

/** Where a perfect subtree stands: in which tile, and over how many of its hashes. */
function placeOf({ level, index }: Node): TileId & { start: number; count: number } {
  const count = 2 ** (level % TILE_HEIGHT)
  const first = index * count
  return {
    level: Math.floor(level / TILE_HEIGHT),
    index: Math.floor(first / TILE_WIDTH),
    start: first % TILE_WIDTH,
    count,
  }
}

/** The root over 1, 2, 4, … 256 hashes that stand one after the other. */
export function perfectRoot(hashes: Uint8Array): Uint8Array {
  if (hashes.length === HASH_BYTES) return hashes
  const half = hashes.length / 2
  return nodeHash(perfectRoot(hashes.subarray(0, half)), perfectRoot(hashes.subarray(half)))
}

/** Entries one after the other, each with its length before it in two bytes, the higher first. */
export function encodeEntries(entries: readonly Uint8Array[]): Buffer {
  return Buffer.concat(entries.flatMap((entry) => [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry]))
}

/** The reverse of `encodeEntries`. Throws `Malformed` where a length points past the end. */
export function decodeEntries(bytes: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    const start = at + 2
    const end = start + (bytes[at]! << 8) + (bytes[at + 1] ?? 0)
    if (start > bytes.length || end > bytes.length) throw new Malformed(`entry ${entries.length} is cut off`)
    entries.push(bytes.subarray(start, end))
    at = end
  }
  return entries
}
