/** Tiles: paths as the specification writes them, the same tree however it grew, proofs from tiles alone. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  consistencyPath,
  EMPTY_ROOT,
  inclusionPath,
  leafHash,
  nodeHash,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts'
import {
  decodeEntries,
  edgeOf,
  encodeEntries,
  parseTilePath,
  proofFrom,
  tileKey,
  tilePath,
  tilesOf,
  type Tile,
  holdsEntries,
  type TileId,
} from './tiles.ts'
import { createTree } from './tree.ts'

const SIZE = 70_000
const LEAVES = Array.from({ length: SIZE }, (_, i) => leafHash(Buffer.from(String(i))))

/** All tiles of a tree that was let grow leaf by leaf, with its root at some sizes on the way. */
function grow(size: number, rootsAt: ReadonlySet<number> = new Set()) {
  const tree = createTree()
  const roots = new Map<number, Uint8Array>()
  for (const leaf of LEAVES.slice(0, size)) {
    tree.append(leaf)
    if (rootsAt.has(tree.size)) roots.set(tree.size, tree.root())
  }
  return { root: tree.root(), roots, tiles: new Map(tree.takeChanged().map((tile) => [tileKey(tile), tile])) }
}

const whole = grow(SIZE)
const readWhole = async (ids: { level: number; index: number }[]): Promise<Tile[]> =>
  ids.map((id) => whole.tiles.get(tileKey(id))!)

test('paths as in the specification', () => {
  expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067')
  expect(tilePath({ level: 2, index: 0, width: 1 })).toBe('tile/2/000.p/1')
  expect(tilePath({ level: 'entries', index: 273, width: 112 })).toBe('tile/entries/273.p/112')
  expect(parseTilePath('tile/entries/x001/000')).toEqual({ level: 'entries', index: 1000, width: 256 })
})

test.each([
  'tile/0/0',
  'tile/0/x000/001',
  'tile/0/001/002',
  'tile/00/001',
  'tile/64/001',
  'tile/0/000.p/0',
  'tile/0/000.p/256',
  'tile/0/000.p/01',
  'tile/0/../000',
  'tile/0/000/',
  'tile/-1/000',
  'tile/0/x999/x999/x999/x999/x999/999',
  '',
])('no tile: %s', (path) => {
  expect(parseTilePath(path)).toBeUndefined()
})

test('what a path names, it says again', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.nat(63), fc.constant('entries' as const)),
      fc.nat(Number.MAX_SAFE_INTEGER),
      fc.integer({ min: 1, max: 256 }),
      (level, index, width) => {
        expect(parseTilePath(tilePath({ level, index, width }))).toEqual({ level, index, width })
      },
    ),
  )
})

test('a tree of 70,000 has the tiles that the specification counts', () => {
  const tiles = [...tilesOf(SIZE)]
  const of = (level: number, full: boolean) =>
    tiles.filter((tile) => tile.level === level && (tile.width === 256) === full).map((tile) => tile.width)
  expect(of(0, true)).toHaveLength(273)
  expect(of(0, false)).toEqual([112])
  expect(of(1, true)).toHaveLength(1)
  expect(of(1, false)).toEqual([17])
  expect(of(2, false)).toEqual([1])
  expect([...tilesOf(256)].map(tilePath)).toEqual(['tile/0/000', 'tile/1/000.p/1'])
  expect([...whole.tiles.keys()].sort()).toEqual(tiles.map(tileKey).sort())
})

test('the root is the same by definition', () => {
  const byDefinition = (begin: number, end: number): Uint8Array => {
    if (end - begin === 1) return LEAVES[begin]!
    const middle = begin + 2 ** Math.floor(Math.log2(end - begin - 1))
    return nodeHash(byDefinition(begin, middle), byDefinition(middle, end))
  }
  expect(Buffer.from(whole.root)).toEqual(byDefinition(0, SIZE))
  expect(createTree().root()).toEqual(EMPTY_ROOT)
})

test('a tree taken up again from its right edge goes on as if it had never stopped', () => {
  fc.assert(
    fc.property(fc.nat(66_000), fc.integer({ min: 1, max: 700 }), (size, more) => {
      const tree = createTree(
        size,
        edgeOf(size).map((id) => whole.tiles.get(tileKey(id))!),
      )
      for (const leaf of LEAVES.slice(size, size + more)) tree.append(leaf)
      const end = size + more
      const again = createTree(
        end,
        edgeOf(end).map((id) => whole.tiles.get(tileKey(id))!),
      )
      expect(Buffer.from(tree.root())).toEqual(Buffer.from(again.root()))
      for (const tile of tree.takeChanged()) {
        const stored = whole.tiles.get(tileKey(tile))!.hashes.subarray(0, tile.hashes.length)
        expect(Buffer.compare(tile.hashes, stored)).toBe(0)
      }
    }),
    { numRuns: 40 },
  )
})

test('proofs from tiles verify, and read few of them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: SIZE }), fc.nat(), async (size, pick) => {
      const root = createTree(
        size,
        edgeOf(size).map((id) => whole.tiles.get(tileKey(id))!),
      ).root()
      const index = pick % size
      let read = 0
      const count = (ids: { level: number; index: number }[]) => ((read = ids.length), readWhole(ids))
      const inclusion = await proofFrom(inclusionPath(index, size), count)
      expect(verifyInclusion({ index, size, leafHash: LEAVES[index]!, proof: inclusion, root })).toBe(true)
      expect(read).toBeLessThanOrEqual(6)
      const consistency = await proofFrom(consistencyPath(size, SIZE), readWhole)
      const newer = { size: SIZE, root: whole.root }
      expect(verifyConsistency({ older: { size, root }, newer, proof: consistency })).toBe(true)
    }),
    { numRuns: 100 },
  )
})

test('a tile that is missing or too short is named', async () => {
  await expect(proofFrom(inclusionPath(3, 400), async () => [])).rejects.toThrow('tile 0/0 is missing or too short')
  expect(() => createTree(300, [])).toThrow('tile 0/1 is missing')
})

/** None where the bundle is refused. */
function countOf(bundle: Uint8Array): number {
  try {
    return decodeEntries(bundle).length
  } catch {
    return 0
  }
}

test('entries come back byte for byte; a bundle cut anywhere does not pass for a whole one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 600 }), { minLength: 1, maxLength: 20 }),
      fc.nat(),
      (entries, pick) => {
        const bytes = encodeEntries(entries)
        expect(decodeEntries(bytes).map((entry) => [...entry])).toEqual(entries.map((entry) => [...entry]))
        const cut = bytes.subarray(0, pick % bytes.length)
        expect(countOf(cut)).toBeLessThan(entries.length)
      },
    ),
  )
})

test('the entries of each bundle hold to the root by the tiles around them, and nothing else does', async () => {
  const size = 700
  const tree = createTree()
  const leaves = Array.from({ length: size }, (_, i) => Buffer.from(`entry ${i}`))
  for (const leaf of leaves) tree.append(leafHash(leaf))
  const tiles = new Map(tree.takeChanged().map((tile) => [tileKey(tile), tile]))
  const read = (change: number) => async (wanted: TileId[]) => wanted.map((tile) => ({ ...tile, hashes: tiles.get(tileKey(tile))!.hashes.map((byte) => byte ^ change) })) // prettier-ignore
  const about = { size, root: tree.root() }
  for (const index of [0, 1, 2]) {
    const entries = leaves.slice(index * 256, (index + 1) * 256)
    expect(await holdsEntries({ index, entries }, about, read(0))).toBe(true)
    expect(await holdsEntries({ index, entries }, about, read(1))).toBe(false)
    expect(await holdsEntries({ index, entries: entries.with(-1, Buffer.from('other')) }, about, read(0))).toBe(false)
    expect(await holdsEntries({ index, entries: entries.slice(1) }, about, read(0))).toBe(false)
  }
})
