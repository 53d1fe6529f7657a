/** The log on a database: entries of committed transactions, each once, in a tree that only grows. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { fixedClock } from '#platform/clock'
import type { Database, Tx } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { systemIds } from '#platform/ids'
import {
  bytesOfBase64,
  createLedger,
  leafHash,
  migrations,
  openCheckpoint,
  signerOf,
  verifyConsistency,
  verifyInclusion,
  type Ledger,
} from './index.ts'
import { decodeEntries } from './tiles.ts'
import { createTree } from './tree.ts'

const signer = signerOf('example.org/ledger', Buffer.alloc(32, 3))
const clock = fixedClock('2026-11-23T10:00:00Z')
const entry = { kind: 'things.changed', actor: 'person:1', subject: 'thing:1' }

let database: Database
let ledger: Ledger
beforeAll(async () => {
  database = await testDatabase(migrations)
  ledger = createLedger({ db: database.db, clock, ids: systemIds, signer })
})
afterAll(() => database.close())

const inTransaction = <T>(run: (tx: Tx) => Promise<T>) => database.db.transaction().execute(run)
const append = (more: object = {}) => inTransaction((tx) => ledger.append(tx, { ...entry, ...more }))

/** The newest checkpoint, opened, with the root that its entries give when recomputed from the bundles. */
async function recomputed() {
  const checkpoint = openCheckpoint((await ledger.checkpoint())!, signer)
  const tree = createTree()
  for (let begin = 0; begin < checkpoint.size; begin += 256) {
    const bundle = await ledger.entriesTile(begin / 256, Math.min(256, checkpoint.size - begin))
    for (const data of decodeEntries(bundle!)) tree.append(leafHash(data))
  }
  return { ...checkpoint, recomputed: Buffer.from(tree.root()) }
}

test('before anything happened there is a signed empty log', async () => {
  expect(await ledger.checkpoint()).toBeUndefined()
  expect(await ledger.sequence()).toBe(0)
  expect(openCheckpoint((await ledger.checkpoint())!, signer).size).toBe(0)
  expect(await ledger.verifyStored()).toMatchObject({ ok: true })
})

test('an entry is known at once, has its place after sequencing, and proves it', async () => {
  const id = await append({ grounds: 'Uchwała', payload: { b: 1, a: [true] } })
  expect(await ledger.entry(id)).toMatchObject({ index: undefined, entry: { id, at: '2026-11-23T10:00:00.000Z' } })
  await expect(ledger.proof(id)).rejects.toMatchObject({ code: 'ledger.pending', status: 409 })
  expect(await ledger.sequence()).toBe(1)
  expect(await ledger.entry(id)).toMatchObject({ index: 0, entry: { ...entry, payload: { a: [true], b: 1 } } })
  const proof = await ledger.proof(id)
  const { size, root } = openCheckpoint(proof.checkpoint, signer)
  const leaf = leafHash(bytesOfBase64(proof.entry))
  const inclusion = proof.inclusion.map(bytesOfBase64)
  expect(verifyInclusion({ index: proof.index, size, leafHash: leaf, proof: inclusion, root })).toBe(true)
  await expect(ledger.entry(systemIds.uuid())).rejects.toMatchObject({ code: 'ledger.unknown' })
})

test('what a transaction took back was never there', async () => {
  const count = await ledger.count()
  await expect(
    inTransaction(async (tx) => {
      await ledger.append(tx, entry)
      throw new Error('changed my mind')
    }),
  ).rejects.toThrow('changed my mind')
  expect(await ledger.sequence()).toBe(0)
  expect(await ledger.count()).toBe(count)
})

test('what cannot be written is refused with a reason', async () => {
  await expect(append({ payload: 'ż'.repeat(30_000) })).rejects.toMatchObject({
    code: 'ledger.tooLarge',
    details: { bytesMax: 60_000 },
  })
  await expect(append({ subject: 'a\0b' })).rejects.toMatchObject({ code: 'ledger.invalid' })
  await expect(append({ payload: { a: NaN } })).rejects.toMatchObject({ details: { reason: 'NaN is not JSON' } })
})

test('a payload keeps every character', async () => {
  const payload = { text: '\0\u2028"\\ 🌍 ż', empty: '', nothing: null }
  const id = await append({ payload })
  await ledger.sequence()
  expect((await ledger.entry(id)).entry.payload).toEqual(payload)
})

test(
  'many writers, some of whom take back, and two sequencers: no gap, no loss, nothing twice',
  { timeout: 120_000 },
  async () => {
    const before = await ledger.count()
    const other = createLedger({ db: database.db, clock, ids: systemIds, signer })
    const kept: string[] = []
    const writer = async (n: number) => {
      for (let i = 0; i < 25; i++) {
        const ids: string[] = []
        const takesBack = (n + i) % 5 === 0
        await inTransaction(async (tx) => {
          ids.push(await ledger.append(tx, { ...entry, subject: `thing:${n}` }))
          if (i % 3 === 0) ids.push(await ledger.append(tx, { ...entry, subject: `thing:${n}` }))
          if (takesBack) throw new Error('taken back')
        }).catch((error: Error) => expect(error.message).toBe('taken back'))
        if (!takesBack) kept.push(...ids)
      }
    }
    let writing = true
    const notes = new Set<string>()
    const sequencer = async (own: Ledger) => {
      while (writing) {
        await own.sequence()
        notes.add((await own.checkpoint())!)
      }
    }
    const sequencers = [sequencer(ledger), sequencer(other)]
    await Promise.all(Array.from({ length: 16 }, (_, n) => writer(n)))
    writing = false
    await Promise.all(sequencers)
    await ledger.sequence()

    const { size, root, recomputed: byEntries } = await recomputed()
    expect(size).toBe(before + kept.length)
    expect(Buffer.compare(root, byEntries)).toBe(0)
    const indexes = new Set((await Promise.all(kept.map((id) => ledger.entry(id)))).map((logged) => logged.index))
    expect([...indexes].sort((a, b) => a! - b!)).toEqual(kept.map((_, i) => before + i))
    expect(await ledger.verifyStored()).toMatchObject({ ok: true })
    await expectOneHistory([...notes])
  },
)

/** Every checkpoint that was ever seen is the beginning of the newest. */
async function expectOneHistory(notes: string[]): Promise<void> {
  const seen = notes.map((note) => openCheckpoint(note, signer)).filter(({ size }) => size > 0)
  expect(seen.length).toBeGreaterThan(1)
  for (const older of seen) {
    const bundle = await ledger.consistency(older.size)
    const newer = openCheckpoint(bundle.newer, signer)
    const proof = bundle.consistency.map(bytesOfBase64)
    expect(verifyConsistency({ older, newer, proof }), `${older.size} in ${newer.size}`).toBe(true)
  }
}

test(
  'a batch of thousands is placed at once, and its tiles read as the specification says',
  { timeout: 120_000 },
  async () => {
    const before = await ledger.count()
    await inTransaction(async (tx) => {
      for (let i = 0; i < 700; i++) await ledger.append(tx, { ...entry, subject: 'thing:many', payload: i })
    })
    expect(await ledger.sequence()).toBe(700)
    const { size, root, recomputed: byEntries } = await recomputed()
    expect(size).toBe(before + 700)
    expect(Buffer.compare(root, byEntries)).toBe(0)
    expect(await ledger.tile(0, 0)).toHaveLength(8192)
    expect(await ledger.tile(0, 0, 7)).toHaveLength(7 * 32)
    expect(await ledger.tile(1, 0, Math.floor(size / 256))).toHaveLength(Math.floor(size / 256) * 32)
    expect(await ledger.tile(1, 0)).toBeUndefined()
    expect(await ledger.entriesTile(1e6)).toBeUndefined()
    const page = await ledger.list({ subject: 'thing:many', limit: 3 })
    expect(page.entries.map((logged) => logged.entry.payload)).toEqual([699, 698, 697])
    const next = await ledger.list({ subject: 'thing:many', limit: 3, before: page.next })
    expect(next.entries.map((logged) => logged.entry.payload)).toEqual([696, 695, 694])
    expect(await ledger.list({ actor: 'nobody' })).toEqual({ entries: [], next: undefined })
  },
)

test('the database itself refuses to forget or change', async () => {
  for (const statement of [
    'delete from ledger_entries',
    `update ledger_checkpoints set note = ''`,
    'truncate ledger_entries',
  ]) {
    await expect(sql.raw(statement).execute(database.db)).rejects.toThrow('is append-only')
  }
})

test('an unknown key is refused, until the change is put on record', async () => {
  const lost = createLedger({
    db: database.db,
    clock,
    ids: systemIds,
    signer: signerOf('new.example', Buffer.alloc(32, 4)),
  })
  await append()
  await expect(lost.sequence()).rejects.toMatchObject({ code: 'ledger.otherKey' })
  expect(await lost.verifyStored()).toMatchObject({ ok: false, checks: [{ name: 'key', ok: false }] })
  await lost.changeKey({ actor: 'person:1', grounds: 'the disk burned' })
  expect((await lost.list({ kind: 'ledger.key' })).entries).toMatchObject([
    { entry: { payload: { from: signer.vkey } } },
  ])
  expect(await lost.verifyStored()).toMatchObject({ ok: true })
  const back = createLedger({ db: database.db, clock, ids: systemIds, signer })
  await back.changeKey({ actor: 'person:1', grounds: 'found it in a drawer' })
})

test('the loop places entries by itself and stops when told', async () => {
  const id = await append()
  ledger.start()
  await expect.poll(async () => (await ledger.entry(id)).index).toBeTypeOf('number')
  await ledger.stop()
})

test('an export lands in an empty folder only', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'unia-log-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  await ledger.exportLog(folder)
  expect(readdirSync(folder).sort()).toEqual(['checkpoint', 'log.vkey', 'tile'])
  await expect(ledger.exportLog(folder)).rejects.toMatchObject({ code: 'ledger.folderNotEmpty' })
})

// Last, since it spoils the log.
test.each([
  [`update ledger_entries set data = set_byte(data, 20, 120) where index = 5`, 'entry 5 does not match its hash'],
  [`update ledger_entries set actor = 'somebody:else' where index = 5`, 'entry 5: the actor was changed'],
  [
    `update ledger_tiles set hashes = set_byte(hashes, 40, 1) where level = 0 and index = 0`,
    'tile 0/0 is missing or of another tree',
  ],
  [`delete from ledger_entries where index = 5`, 'entry 5 is missing'],
  [`update ledger_checkpoints set root = sha256('') where size = 1`, 'the checkpoint of 1 entries is of another tree'],
  [`delete from ledger_checkpoints where size = (select max(size) from ledger_checkpoints)`, 'entries are beyond'],
])('tampering is found: %s', async (statement, detail) => {
  await expect(
    database.db.transaction().execute(async (tx) => {
      for (const table of ['entries', 'checkpoints'])
        await sql`alter table ${sql.table(`ledger_${table}`)} disable trigger append_only`.execute(tx)
      await sql.raw(statement).execute(tx)
      const own = createLedger({ db: tx, clock, ids: systemIds, signer })
      const { ok, checks } = await own.verifyStored()
      expect(ok).toBe(false)
      throw new Error(checks.at(-1)!.detail)
    }),
  ).rejects.toThrow(detail)
})
