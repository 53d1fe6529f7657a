/** Notes and checkpoints open only as they were signed; keys are kept once. */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { checkpointText, openCheckpoint, parseCheckpoint } from './checkpoints.ts'
import { openNote, parsePrivateKey, parseVkey, privateKeyText, signerOf } from './notes.ts'
import { keptSigner, originOf } from './signer.ts'

const signer = signerOf('example.org/ledger', Buffer.alloc(32, 7))
const root = Buffer.alloc(32, 1)
const note = signer.sign(checkpointText({ origin: signer.name, size: 12, root }))

// A published pair: the example of Go's golang.org/x/mod/sumdb/note.
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const PETER_NOTE =
  'If you think cryptography is the answer to your problem,\n' +
  "then you don't know what your problem is.\n\n" +
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'

test('a note signed by another implementation opens', () => {
  expect(openNote(PETER_NOTE, parseVkey(PETER))).toMatch(/^If you think .*problem is\.\n$/s)
})

test('a checkpoint comes back as it was signed', () => {
  expect(openCheckpoint(note, parseVkey(signer.vkey))).toEqual({ origin: 'example.org/ledger', size: 12, root })
})

test('the signature of a witness beside the log’s own is passed over', () => {
  const witness = signerOf('witness.example', Buffer.alloc(32, 9))
  const line = witness.sign(openNote(note, signer)).split('\n\n')[1]!
  expect(openCheckpoint(note + line, signer).size).toBe(12)
  expect(() => openNote(note, witness)).toThrow('not signed by witness.example')
})

test('no changed byte of a note gets through', () => {
  const bytes = Buffer.from(note)
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = Buffer.from(bytes)
      changed[at]! ^= change
      expect(() => openCheckpoint(changed.toString(), signer)).toThrow(expect.objectContaining({ name: 'Malformed' }))
    }),
    { numRuns: 500 },
  )
})

test.each([
  '',
  '\n',
  '\n\n',
  'text\n',
  note.slice(0, -1),
  note.slice(0, 60),
  `${note}\n`,
  `\0${note}`,
  'a'.repeat(1e6),
])('no note: %#', (text) => {
  expect(() => openNote(text, signer)).toThrow(expect.objectContaining({ name: 'Malformed' }))
})

test.each(['', 'o\n', 'o\n1\n', 'o\n01\nAA==\n', 'o\n-1\nAA==\n', 'o\n1\nAA==\n', `\n1\n${root.toString('base64')}\n`])(
  'no checkpoint: %#',
  (text) => {
    expect(() => parseCheckpoint(text)).toThrow(expect.objectContaining({ name: 'Malformed' }))
  },
)

test('a size that a number cannot hold is refused', () => {
  expect(() => parseCheckpoint(`o\n9999999999999999\n${root.toString('base64')}\n`)).toThrow('not a tree size')
})

test.each([
  '',
  'name',
  'name+00000000',
  PETER.replace('c74f20a3', 'c74f20a4'),
  PETER.replace('Peter', 'Pater'),
  `${PETER}=`,
  `a b+${PETER.split('+').slice(1).join('+')}`,
])('no key: %s', (text) => {
  expect(() => parseVkey(text)).toThrow(expect.objectContaining({ name: 'Malformed' }))
})

test('a private key comes back from its text', () => {
  const text = privateKeyText('example.org/ledger', Buffer.alloc(32, 7))
  expect(parsePrivateKey(text).sign('a\n')).toBe(signer.sign('a\n'))
  expect(() => parsePrivateKey(signer.vkey)).toThrow('begins with PRIVATE+KEY+')
})

test('the key is made once, readable by its owner alone, and keeps the log’s name', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'unia-key-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true }))
  const first = keptSigner({ dataDir, origin: originOf('https://miasto.example/portal/') })
  expect(first.name).toBe('miasto.example/portal/ledger')
  expect(keptSigner({ dataDir, origin: 'elsewhere.example/ledger' }).vkey).toBe(first.vkey)
  expect(statSync(join(dataDir, 'ledger.key')).mode & 0o777).toBe(0o600)
  writeFileSync(join(dataDir, 'ledger.key'), 'PRIVATE+KEY+half')
  expect(() => keptSigner({ dataDir, origin: first.name })).toThrow('ledger.key: a key has the form')
})
