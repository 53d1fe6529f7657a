/** The Merkle tree of RFC 6962 and RFC 9162: hashes, which parts a proof is made of, and checking a proof. Pure. */
import { hash } from 'node:crypto'

export const HASH_BYTES = 32

const sha256 = (data: Uint8Array): Buffer => hash('sha256', data, 'buffer')

/** The root of a tree without leaves. */
export const EMPTY_ROOT = sha256(new Uint8Array())

// A leaf and a node are hashed with different first bytes, so that none can pass for the other.
export const leafHash = (data: Uint8Array): Buffer => sha256(Buffer.concat([LEAF, data]))
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(Buffer.concat([NODE, left, right]))
const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

/** The leaves from `begin` up to, without, `end`. */
export type Range = { begin: number; end: number }

/** A perfect subtree: the leaves from index · 2^level up to (index + 1) · 2^level. */
export type Node = { level: number; index: number }

/** The largest power of two below `n`, where a tree of n > 1 leaves is split in two. */
function splitOf(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** The subtrees whose hashes prove that leaf `index` is in the tree of `size` leaves, from the leaf upwards. */
export function inclusionPath(index: number, size: number): Range[] {
  const path: Range[] = []
  let range: Range = { begin: 0, end: size }
  while (range.end - range.begin > 1) {
    const middle = range.begin + splitOf(range.end - range.begin)
    const left = { begin: range.begin, end: middle }
    const right = { begin: middle, end: range.end }
    path.unshift(index < middle ? right : left)
    range = index < middle ? left : right
  }
  return path
}

/** The subtrees whose hashes prove that the tree of `older` leaves is the beginning of the one of `newer` leaves. */
export function consistencyPath(older: number, newer: number): Range[] {
  if (older === 0 || older === newer) return []
  const path: Range[] = []
  let range: Range = { begin: 0, end: newer }
  while (range.end !== older) {
    const middle = range.begin + splitOf(range.end - range.begin)
    const left = { begin: range.begin, end: middle }
    const right = { begin: middle, end: range.end }
    path.unshift(older <= middle ? right : left)
    range = older <= middle ? left : right
  }
  // The older tree itself is known to whoever checks; any other subtree has to be said.
  if (range.begin > 0) path.unshift(range)
  return path
}

/** The perfect subtrees, left to right, that make up a subtree of the tree. */
export function perfectNodes({ begin, end }: Range): Node[] {
  const nodes: Node[] = []
  for (let at = begin; at < end;) {
    let level = 0
    let width = 1
    while (at % (width * 2) === 0 && at + width * 2 <= end) {
      level += 1
      width *= 2
    }
    nodes.push({ level, index: at / width })
    at += width
  }
  return nodes
}

/** The root over perfect subtrees of falling size, left to right. */
export function foldNodes(hashes: readonly Uint8Array[]): Uint8Array {
  return hashes.length === 0 ? EMPTY_ROOT : hashes.reduceRight((right, left) => nodeHash(left, right))
}

type Inclusion = {
  index: number
  size: number
  leafHash: Uint8Array
  proof: readonly Uint8Array[]
  root: Uint8Array
}

/** Is the leaf at `index` in the tree of that size and root? (RFC 9162, section 2.1.3.2) */
export function verifyInclusion({ index, size, leafHash, proof, root }: Inclusion): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false
  if (![leafHash, root, ...proof].every(isHash)) return false
  const climb = { a: index, b: size - 1 }
  let hash: Uint8Array = leafHash
  for (const sibling of proof) {
    if (climb.b === 0) return false
    if (isOdd(climb.a) || climb.a === climb.b) {
      hash = nodeHash(sibling, hash)
      skipLeftEdges(climb)
    } else hash = nodeHash(hash, sibling)
    rise(climb)
  }
  return climb.b === 0 && equal(hash, root)
}

type Consistency = {
  older: { size: number; root: Uint8Array }
  newer: { size: number; root: Uint8Array }
  proof: readonly Uint8Array[]
}

/**
 * Is the older tree the beginning of the newer? (RFC 9162, section 2.1.4.2) A tree without leaves is the beginning
 * of any, which says nothing, so that only an empty newer tree is accepted for it.
 */
export function verifyConsistency({ older, newer, proof }: Consistency): boolean {
  if (!isCount(older.size) || !isCount(newer.size) || older.size > newer.size) return false
  if (![older.root, newer.root, ...proof].every(isHash)) return false
  if (older.size === newer.size)
    return proof.length === 0 && equal(older.root, newer.root) && (older.size > 0 || equal(older.root, EMPTY_ROOT))
  if (older.size === 0 || proof.length === 0) return false
  const said = isPerfect(older.size) ? [older.root, ...proof] : proof
  const roots = rootsFrom({ older: older.size, newer: newer.size, proof: said })
  return roots !== undefined && equal(roots.older, older.root) && equal(roots.newer, newer.root)
}

/** Is the tree of that size one subtree of every larger one? Then a proof of consistency leaves its root out. */
export const isPerfect = (size: number): boolean => splitOf(size * 2) === size

/**
 * The roots of both trees that a proof gives, which begins with a subtree of the older also where that is all of it.
 * Undefined for a proof of other trees.
 */
export function rootsFrom(given: { older: number; newer: number; proof: readonly Uint8Array[] }) {
  const [first, ...rest] = given.proof
  if (!first) return undefined
  const climb = { a: given.older - 1, b: given.newer - 1 }
  while (isOdd(climb.a)) rise(climb)
  let older = first
  let newer = first
  for (const sibling of rest) {
    if (climb.b === 0) return undefined
    if (isOdd(climb.a) || climb.a === climb.b) {
      older = nodeHash(sibling, older)
      newer = nodeHash(sibling, newer)
      skipLeftEdges(climb)
    } else newer = nodeHash(newer, sibling)
    rise(climb)
  }
  return climb.b === 0 ? { older, newer } : undefined
}

/** Two positions on one level of the tree, climbed together. Beyond 32 bits, so halved rather than shifted. */
type Climb = { a: number; b: number }

function rise(climb: Climb): void {
  climb.a = Math.floor(climb.a / 2)
  climb.b = Math.floor(climb.b / 2)
}

/** Where a subtree has no right sibling on a level, that level adds nothing to the proof. */
function skipLeftEdges(climb: Climb): void {
  while (!isOdd(climb.a) && climb.a !== 0) rise(climb)
}

const isOdd = (n: number) => n % 2 === 1
const isCount = (n: number) => Number.isSafeInteger(n) && n >= 0
const isHash = (bytes: Uint8Array) => bytes.length === HASH_BYTES
const equal = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0
