/** What leaves the house holds, offline; what was changed in any place does not; and nothing makes the check itself fail. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { fixedClock } from '#platform/clock'
import type { Database } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { systemIds } from '#platform/ids'
import {
  checkpointText,
  createLedger,
  migrations,
  signerOf,
  type Consistency,
  type Ledger,
  type Proof,
} from '#platform/ledger'
import { verifyBundle, verifyPath, type Report } from './index.ts'

const ENTRIES = 700
const signer = signerOf('example.org/ledger', Buffer.alloc(32, 5))
const stranger = signerOf('example.org/ledger', Buffer.alloc(32, 6))

let database: Database
let ledger: Ledger
let scratch: string
let log: string
let proof: Proof
let consistency: Consistency
let older: string
beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'unia-verify-'))
  log = join(scratch, 'log')
  database = await testDatabase(migrations)
  ledger = createLedger({ db: database.db, clock: fixedClock('2026-11-23T10:00:00Z'), ids: systemIds, signer })
  const add = (count: number) =>
    database.db.transaction().execute(async (tx) => {
      const ids: string[] = []
      for (let i = 0; i < count; i++)
        ids.push(await ledger.append(tx, { kind: 'things.changed', actor: 'person:1', subject: `thing:${i}` }))
      return ids
    })
  const [first] = await add(300)
  await ledger.sequence()
  older = (await ledger.checkpoint())!
  await add(ENTRIES - 300)
  await ledger.sequence()
  proof = await ledger.proof(first!)
  consistency = await ledger.consistency(300)
  await ledger.exportLog(log)
})
afterAll(async () => {
  rmSync(scratch, { recursive: true })
  await database.close()
})

const failing = ({ ok, checks }: Report) => (ok ? undefined : checks.find((check) => !check.ok)!.name)
const detailOf = ({ checks }: Report, name: string) => checks.find((check) => check.name === name)?.detail

/** The log once more, to be spoiled. */
function copyOfLog(): string {
  const folder = mkdtempSync(join(scratch, 'copy-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  cpSync(log, folder, { recursive: true })
  return folder
}

describe('a proof', () => {
  test('holds, and says what it is about and whose key that is', async () => {
    const report = await verifyBundle(JSON.parse(JSON.stringify(proof)))
    expect(report).toMatchObject({ ok: true })
    expect(report.checks.map((check) => check.name)).toEqual(['format', 'key', 'signature', 'entry', 'inclusion'])
    expect(detailOf(report, 'key')).toMatch(/came along: compare it with the one at example\.org\/ledger\/log\.vkey/)
    expect(detailOf(report, 'inclusion')).toBe(`number 0 of the ${ENTRIES} that were signed`)
    expect(detailOf(await verifyBundle(proof, { vkey: signer.vkey }), 'key')).toMatch(/given as the one to trust/)
  })

  test('does not hold under a key that is not the one to trust', async () => {
    expect(failing(await verifyBundle(proof, { vkey: stranger.vkey }))).toBe('signature')
    expect(failing(await verifyBundle(proof, { vkey: 'nonsense' }))).toBe('key')
  })

  test('does not hold once any character of it is another', async () => {
    const leaves = (text: string) => [...text].map((_, i) => i)
    const places = [
      ...leaves(proof.entry).map((at) => ['entry', at] as const),
      ...leaves(proof.checkpoint).map((at) => ['checkpoint', at] as const),
      ...leaves(proof.vkey).map((at) => ['vkey', at] as const),
      ...leaves(proof.inclusion[3]!).map((at) => ['inclusion', at] as const),
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...places),
        fc.constantFrom('A', 'b', '0', '=', '+', '\n', 'ż'),
        async ([member, at], by) => {
          const change = (text: string) => [...text].with(at, by).join('')
          const changed =
            member === 'inclusion'
              ? { ...proof, inclusion: proof.inclusion.with(3, change(proof.inclusion[3]!)) }
              : { ...proof, [member]: change(proof[member]) }
          fc.pre(JSON.stringify(changed) !== JSON.stringify(proof))
          expect((await verifyBundle(changed)).ok).toBe(false)
        },
      ),
      { numRuns: 400 },
    )
  })

  test.each<[string, object, string]>([
    ['another index', { index: 1 }, 'inclusion'],
    ['an index beyond', { index: 1e9 }, 'inclusion'],
    ['no index', { index: '0' }, 'format'],
    ['a hash too few', { inclusion: [] }, 'inclusion'],
    ['a thousand hashes', { inclusion: new Array(1000).fill('') }, 'format'],
    ['hashes that are none', { inclusion: ['AAAA'] }, 'inclusion'],
    ['a huge entry', { entry: 'A'.repeat(1e6) }, 'format'],
    ['null', { checkpoint: null }, 'format'],
  ])('does not hold with %s', async (_, change, name) => {
    expect(failing(await verifyBundle({ ...proof, ...change }))).toBe(name)
  })
})

test('a proof that the log only grew holds, and not the other way round', async () => {
  expect(await verifyBundle(consistency)).toMatchObject({ ok: true })
  const { older: from, newer: to } = consistency
  expect(failing(await verifyBundle({ ...consistency, older: to, newer: from }))).toBe('consistency')
  expect(failing(await verifyBundle({ ...consistency, consistency: consistency.consistency.slice(1) }))).toBe(
    'consistency',
  )
  const forged = signer.sign(checkpointText({ origin: signer.name, size: 300, root: Buffer.alloc(32) }))
  expect(failing(await verifyBundle({ ...consistency, older: forged }))).toBe('consistency')
})

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['a list', []],
  ['a text', 'unia-proof/1'],
  ['no format', {}],
  ['a format of another kind', { format: 'toString' }],
  ['a format that is none', { format: { toString: null } }],
])('is no bundle: %s', async (_, bundle) => {
  expect(failing(await verifyBundle(bundle))).toBe('format')
})

describe('a log', () => {
  test('holds as a folder, and as an archive', async () => {
    const archive = join(scratch, 'log.tar')
    for await (const bytes of ledger.exportTar()) writeFileSync(archive, bytes, { flag: 'a' })
    const seen: number[] = []
    for (const path of [log, archive]) {
      const report = await verifyPath(path, { since: older, progress: (done) => seen.push(done) })
      expect(report).toMatchObject({ ok: true })
      expect(detailOf(report, 'entries')).toBe(`${ENTRIES} entries, each well formed`)
      expect(detailOf(report, 'tiles')).toBe('4 as the entries make them, 0 not there')
    }
    expect(seen).toEqual([256, 512, 700, 256, 512, 700])
    truncateSync(archive, 9_000)
    expect((await verifyPath(archive)).ok).toBe(false)
  })

  test('does not hold once any byte of it is another', async () => {
    const folder = copyOfLog()
    const files = (readdirSync(folder, { recursive: true, withFileTypes: true }) as import('node:fs').Dirent[])
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
    expect(files).toHaveLength(2 + 4 + 3)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (path, pick, change) => {
          const original = readFileSync(path)
          const changed = Buffer.from(original)
          changed[pick % changed.length]! ^= change
          writeFileSync(path, changed)
          const report = await verifyPath(folder)
          writeFileSync(path, original)
          // White space around the key is no part of it.
          expect(report.ok).toBe(path.endsWith('log.vkey') && changed.toString().trim() === signer.vkey)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('does not hold with a file missing, except tiles, which are only a convenience', async () => {
    const folder = copyOfLog()
    rmSync(join(folder, 'tile/0'), { recursive: true })
    expect(detailOf(await verifyPath(folder), 'tiles')).toBe('1 as the entries make them, 3 not there')
    rmSync(join(folder, 'tile/entries/001'))
    const report = await verifyPath(folder)
    expect(failing(report)).toBe('entries')
    expect(detailOf(report, 'entries')).toBe('tile/entries/001 is missing')
    rmSync(join(folder, 'checkpoint'))
    expect(failing(await verifyPath(folder))).toBe('format')
  })

  test('of another key, or another past, is found out', async () => {
    expect(failing(await verifyPath(log, { vkey: stranger.vkey }))).toBe('signature')
    const forked = signer.sign(checkpointText({ origin: signer.name, size: 300, root: Buffer.alloc(32) }))
    expect(failing(await verifyPath(log, { since: forked }))).toBe('entries')
    const longer = signer.sign(checkpointText({ origin: signer.name, size: 1e6, root: Buffer.alloc(32) }))
    expect(failing(await verifyPath(log, { since: longer }))).toBe('older checkpoint')
  })

  test('that claims more than there is ends where the files end', async () => {
    const folder = copyOfLog()
    const size = Number.MAX_SAFE_INTEGER
    writeFileSync(
      join(folder, 'checkpoint'),
      signer.sign(checkpointText({ origin: signer.name, size, root: Buffer.alloc(32) })),
    )
    expect(detailOf(await verifyPath(folder), 'entries')).toBe('tile/entries/002 is missing')
  })

  test('with a file too large to be one is not read', async () => {
    const folder = copyOfLog()
    truncateSync(join(folder, 'checkpoint'), 5_000_000_000)
    expect(detailOf(await verifyPath(folder), 'format')).toMatch(/^checkpoint has 5000000000 bytes, more than/)
  })
})

describe('a file', () => {
  const written = (name: string, content: string | Uint8Array) => {
    const path = join(scratch, name)
    writeFileSync(path, content)
    return path
  }

  test('with a bundle is checked as one', async () => {
    expect(await verifyPath(written('proof.json', JSON.stringify(proof, null, 2)))).toMatchObject({ ok: true })
  })

  test.each<[string, string | Uint8Array, RegExp]>([
    ['empty', '', /is not JSON/],
    ['half', '{"format":"unia-proof/1",', /is not JSON/],
    ['nested without end', '['.repeat(1e6), /is nested deeper than 100/],
    ['a member twice', '{"format":"unia-proof/1","form\\u0061t":"unia-value/1"}', /can be read in two ways/],
    ['half a character', '{"format":"\\ud800"}', /can be read in two ways/],
    ['compressed', Uint8Array.of(0x1f, 0x8b, 8, 0), /is compressed: unpack it first/],
    ['zeros', new Uint8Array(4096), /is not JSON/],
  ])('that is %s is refused with a reason', async (name, content, reason) => {
    expect(detailOf(await verifyPath(written(`${name}.bin`, content)), 'format')).toMatch(reason)
  })

  test('that is not there, or an empty folder, is refused with a reason', async () => {
    expect(detailOf(await verifyPath(join(scratch, 'nowhere')), 'format')).toMatch(/no such file/)
    mkdirSync(join(scratch, 'empty'))
    expect(detailOf(await verifyPath(join(scratch, 'empty')), 'format')).toBe('checkpoint is missing')
  })
})

describe('a value', () => {
  const sha256 = 'ab'.repeat(32)
  async function bundleOf() {
    const id = await database.db.transaction().execute((tx) =>
      ledger.append(tx, {
        kind: 'indicators.published',
        actor: 'person:1',
        subject: 'import/1',
        payload: { sha256 },
      }),
    )
    await ledger.sequence()
    const input = { dimension: '', area: 'a', period: '2023', status: 'A', row: 2, entry: id }
    const file = { name: 'a.csv', sha256, bytes: 10 }
    return {
      format: 'unia-value/1',
      value: { area: 'a', period: '2023', value: 0.5, unit: 'm2/person' },
      definition: { id: 'green', version: 1, formula: 'green_area / population', unit: 'm2/person' },
      inputs: [
        { ...input, measure: 'green_area', value: 1, file },
        { ...input, measure: 'population', value: 2, file },
      ],
      proofs: { [id]: await ledger.proof(id) },
    }
  }
  const recompute = ({ inputs }: { inputs: { value: number | null }[] }) => inputs[0]!.value! / inputs[1]!.value!

  test('holds with its files in the log and its formula recomputed', async () => {
    const report = await verifyBundle(await bundleOf(), { recompute })
    expect(report).toMatchObject({ ok: true })
    expect(detailOf(report, 'files')).toBe(`a.csv has SHA-256 ${sha256}`)
    expect(detailOf(report, 'value')).toBe('green_area / population gives 0.5 m2/person')
  })

  test('does not hold with another value, figure, file or proof, nor where nobody can recompute it', async () => {
    const bundle = await bundleOf()
    const [first, second] = bundle.inputs
    const [id, own] = Object.entries(bundle.proofs)[0]!
    const spoiled: [object, string][] = [
      [{ value: { ...bundle.value, value: 0.6 } }, 'value'],
      [{ value: { ...bundle.value, value: null } }, 'value'],
      [{ inputs: [{ ...first, value: 3 }, second] }, 'value'],
      [{ inputs: [{ ...first, file: { ...first!.file, sha256: 'cd'.repeat(32) } }, second] }, 'files'],
      [{ inputs: [{ ...first, entry: 'other' }, second] }, 'files'],
      [{ proofs: {} }, 'files'],
      [{ proofs: { [id]: proof } }, 'name'],
      [{ proofs: { [id]: { ...own, index: own.index + 1 } } }, 'inclusion'],
      [{ inputs: 'none' }, 'format'],
    ]
    for (const [change, name] of spoiled) {
      expect(failing(await verifyBundle({ ...bundle, ...change }, { recompute }))).toBe(name)
    }
    expect(failing(await verifyBundle(bundle))).toBe('value')
  })
})
