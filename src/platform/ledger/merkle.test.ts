/** Proofs verify exactly where they should: against cases made by others, and as laws over random trees. */
import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  consistencyPath,
  EMPTY_ROOT,
  foldNodes,
  inclusionPath,
  leafHash,
  nodeHash,
  perfectNodes,
  verifyConsistency,
  verifyInclusion,
  type Range,
} from './merkle.ts'

const LEAVES = Array.from({ length: 300 }, (_, i) => leafHash(Buffer.from(`leaf ${i}`)))

/** The definition of RFC 6962, section 2.1, word for word: slow, and obviously right. */
function rootByDefinition(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return EMPTY_ROOT
  if (leaves.length === 1) return leaves[0]!
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return nodeHash(rootByDefinition(leaves.slice(0, k)), rootByDefinition(leaves.slice(k)))
}

const known = new Map<string, Uint8Array>()
function hashOf({ begin, end }: Range): Uint8Array {
  const key = `${begin}-${end}`
  if (!known.has(key)) known.set(key, rootByDefinition(LEAVES.slice(begin, end)))
  return known.get(key)!
}
const rootOf = (size: number) => hashOf({ begin: 0, end: size })

describe('cases of transparency-dev/merkle', () => {
  const path = '../shared/oracles/merkle/proofs.json'
  const present = existsSync(path)
  type Case = { desc: string; wantErr: boolean; proof: string[] | null; [key: string]: unknown }
  const cases: Record<'inclusion' | 'consistency', Case[]> = present
    ? JSON.parse(readFileSync(path, 'utf8'))
    : { inclusion: [], consistency: [] }
  const bytes = (text: unknown) => Buffer.from(text as string, 'base64')

  test.skipIf(!present)('inclusion: each verifies, or fails where it should', () => {
    expect(cases.inclusion.length).toBeGreaterThan(40)
    for (const { leafIdx, treeSize, leafHash, root, proof, wantErr, desc } of cases.inclusion) {
      const claim = { index: leafIdx as number, size: treeSize as number, leafHash: bytes(leafHash), root: bytes(root) }
      expect(verifyInclusion({ ...claim, proof: (proof ?? []).map(bytes) }), desc).toBe(!wantErr)
    }
  })

  test.skipIf(!present)('consistency: each verifies, or fails where it should', () => {
    expect(cases.consistency.length).toBeGreaterThan(40)
    for (const { size1, size2, root1, root2, proof, wantErr, desc } of cases.consistency) {
      const older = { size: size1 as number, root: bytes(root1) }
      const newer = { size: size2 as number, root: bytes(root2) }
      expect(verifyConsistency({ older, newer, proof: (proof ?? []).map(bytes) }), desc).toBe(!wantErr)
    }
  })
})

test('the tree of RFC 6962: a leaf and a node never hash alike', () => {
  expect(EMPTY_ROOT.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(leafHash(Buffer.alloc(0)).toString('hex')).toBe(
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  )
  const [a, b] = [leafHash(Buffer.from('a')), leafHash(Buffer.from('b'))]
  expect(leafHash(Buffer.concat([a, b]))).not.toEqual(nodeHash(a, b))
})

test('any subtree is the fold of its perfect parts', () => {
  for (let size = 0; size <= 70; size++) {
    const parts = perfectNodes({ begin: 0, end: size })
    const hashes = parts.map(({ level, index }) => hashOf({ begin: index * 2 ** level, end: (index + 1) * 2 ** level }))
    expect(Buffer.from(foldNodes(hashes)), String(size)).toEqual(rootOf(size))
  }
})

test('every leaf of every tree up to 70 is proved', () => {
  for (let size = 1; size <= 70; size++) {
    const root = rootOf(size)
    for (let index = 0; index < size; index++) {
      const proof = inclusionPath(index, size).map(hashOf)
      if (!verifyInclusion({ index, size, leafHash: LEAVES[index]!, proof, root })) expect.fail(`${index} in ${size}`)
    }
  }
})

test('every older tree up to 70 is proved to be the beginning of every newer', () => {
  const trees = Array.from({ length: 71 }, (_, size) => ({ size, root: rootOf(size) }))
  for (const newer of trees) {
    for (const older of trees.slice(1, newer.size + 1)) {
      const proof = consistencyPath(older.size, newer.size).map(hashOf)
      if (!verifyConsistency({ older, newer, proof })) expect.fail(`${older.size} in ${newer.size}`)
    }
  }
})

const sizeAndIndex = fc
  .integer({ min: 2, max: LEAVES.length })
  .chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)))
const flip = (bytes: Uint8Array, at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))

test('a changed byte, another place, a longer or shorter proof: nothing but the right proof verifies', () => {
  fc.assert(
    fc.property(sizeAndIndex, fc.nat(31), fc.nat(), ([size, index], byte, pick) => {
      const claim = { index, size, leafHash: LEAVES[index]!, root: rootOf(size) }
      const proof = inclusionPath(index, size).map(hashOf)
      const at = pick % proof.length
      const wrong = [
        { ...claim, proof: proof.with(at, flip(proof[at]!, byte)) },
        { ...claim, proof: proof.toSpliced(at, 1) },
        { ...claim, proof: [...proof, proof[at]!] },
        { ...claim, proof, leafHash: flip(claim.leafHash, byte) },
        { ...claim, proof, root: flip(claim.root, byte) },
        { ...claim, proof, index: (index + 1) % size },
        { ...claim, proof, index: index + 0.5 },
        { ...claim, proof, index: -1 },
      ]
      return verifyInclusion({ ...claim, proof }) && wrong.every((case_) => !verifyInclusion(case_))
    }),
    { numRuns: 200 },
  )
})

test('a tree that was rewritten is not consistent with what it was', () => {
  fc.assert(
    fc.property(sizeAndIndex, fc.nat(31), fc.nat(), ([size, index], byte, pick) => {
      const older = { size: Math.max(1, index), root: rootOf(Math.max(1, index)) }
      const newer = { size, root: rootOf(size) }
      const proof = consistencyPath(older.size, newer.size).map(hashOf)
      const at = pick % proof.length
      const wrong = [
        { older, newer, proof: proof.with(at, flip(proof[at]!, byte)) },
        { older, newer, proof: proof.toSpliced(at, 1) },
        { older, newer, proof: [...proof, older.root] },
        { older: { ...older, root: flip(older.root, byte) }, newer, proof },
        { older, newer: { ...newer, root: flip(newer.root, byte) }, proof },
        { older: newer, newer: older, proof },
      ]
      return verifyConsistency({ older, newer, proof }) && wrong.every((case_) => !verifyConsistency(case_))
    }),
    { numRuns: 200 },
  )
})

test('a position beyond 32 bits is proved too', () => {
  const size = 2 ** 45 + 3
  const path = inclusionPath(2 ** 45 + 1, size)
  expect(path).toEqual([
    { begin: 2 ** 45, end: 2 ** 45 + 1 },
    { begin: 2 ** 45 + 2, end: size },
    { begin: 0, end: 2 ** 45 },
  ])
  const [a, b, c, d] = [LEAVES[0]!, LEAVES[1]!, LEAVES[2]!, LEAVES[3]!]
  const root = nodeHash(a, nodeHash(nodeHash(b, c), d))
  expect(verifyInclusion({ index: 2 ** 45 + 1, size, leafHash: c, proof: [b, d, a], root })).toBe(true)
})
