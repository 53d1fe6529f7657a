/** A tree that grows leaf by leaf and remembers no more of itself than its right edge. Pure. */
import { foldNodes, HASH_BYTES, perfectNodes } from './merkle.ts'
import { edgeOf, perfectRoot, TILE_WIDTH, tileKey, type Tile } from './tiles.ts'
import { Malformed } from './malformed.ts'

/** The rightmost tile of a level, while it fills. */
type Edge = { index: number; width: number; hashes: Buffer; changed: boolean }

export type Tree = ReturnType<typeof createTree>

/** A tree of `size` leaves, given the partial tiles at its right edge (`edgeOf(size)`). Throws `Malformed`. */
export function createTree(size = 0, tiles: readonly Tile[] = []) {
  const edges: Edge[] = []
  const filled: Tile[] = []
  const given = new Map(tiles.map((tile) => [tileKey(tile), tile.hashes]))
  for (let width = size; width > 0; width = Math.floor(width / TILE_WIDTH)) {
    edges.push({ index: Math.floor(width / TILE_WIDTH), width: 0, hashes: emptyTile(), changed: false })
  }
  for (const { level, index, width } of edgeOf(size)) {
    const hashes = given.get(tileKey({ level, index }))
    if (!hashes || hashes.length < width * HASH_BYTES) throw new Malformed(`tile ${level}/${index} is missing`)
    edges[level]!.hashes.set(hashes.subarray(0, width * HASH_BYTES))
    edges[level]!.width = width
  }

  function add(level: number, hash: Uint8Array): void {
    const edge = (edges[level] ??= { index: 0, width: 0, hashes: emptyTile(), changed: false })
    edge.hashes.set(hash, edge.width * HASH_BYTES)
    edge.width += 1
    edge.changed = true
    if (edge.width < TILE_WIDTH) return
    filled.push({ level, index: edge.index, hashes: edge.hashes })
    add(level + 1, perfectRoot(edge.hashes))
    edges[level] = { index: edge.index + 1, width: 0, hashes: emptyTile(), changed: false }
  }

  return {
    get size() {
      return size
    },
    append(leafHash: Uint8Array): void {
      add(0, leafHash)
      size += 1
    },
    /** The root of the tree as it is now. */
    root(): Uint8Array {
      return foldNodes(edges.toReversed().flatMap(perfectHashes))
    },
    /** The tiles that filled up or grew since the last time this was asked. */
    takeChanged(): Tile[] {
      const grown = edges.flatMap(({ index, width, hashes, changed }, level) =>
        changed ? [{ level, index, hashes: Buffer.from(hashes.subarray(0, width * HASH_BYTES)) }] : [],
      )
      for (const edge of edges) edge.changed = false
      return [...filled.splice(0), ...grown]
    },
  }
}

const emptyTile = () => Buffer.alloc(TILE_WIDTH * HASH_BYTES)

/** The perfect subtrees within a partial tile, left to right. */
function perfectHashes({ width, hashes }: Edge): Uint8Array[] {
  return perfectNodes({ begin: 0, end: width }).map(({ level, index }) => {
    const bytes = 2 ** level * HASH_BYTES
    return perfectRoot(hashes.subarray(index * bytes, (index + 1) * bytes))
  })
}
