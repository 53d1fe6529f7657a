/** Files are kept whole, once, under their SHA-256; a failure of any kind leaves nothing behind. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { chmod, mkdtemp, readdir, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFiles, type Files } from './index.ts'

let dataDir: string
let files: Files
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'unia-files-'))
  files = createFiles({ dataDir })
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const limitBytes = 1_000_000
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')
const halfWritten = () => readdir(join(dataDir, 'files/incoming'))
const where = (hash: string) => join(dataDir, 'files', hash.slice(0, 2), hash.slice(2, 4), hash)

test('read piece by piece it is the same, and each piece is written over by the next', async () => {
  const bytes = Buffer.from(Array.from({ length: 600_000 }, (_, i) => i % 251))
  const kept = await files.put([bytes], { limitBytes })
  const copies: Buffer[] = []
  const places = new Set<ArrayBufferLike>()
  for await (const piece of files.read(kept.sha256)) {
    copies.push(Buffer.from(piece))
    places.add(piece.buffer)
  }
  expect(Buffer.concat(copies).equals(bytes)).toBe(true)
  expect([copies.length > 1, places.size]).toEqual([true, 1])
  await expect(files.read('f'.repeat(64)).next()).rejects.toMatchObject({ code: 'files.unknown' })
})

test('what is put comes back byte for byte, whatever it is and however it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 8 }), async (chunks) => {
      const whole = Buffer.concat(chunks)
      const kept = await files.put(Readable.from(chunks), { limitBytes })
      expect(kept).toEqual({ sha256: sha256(whole), bytes: whole.length })
      expect(await buffer(await files.get(kept.sha256, { verify: true }))).toEqual(whole)
    }),
    { numRuns: 40 },
  )
})

test('the same bytes put twice, also at the same time, are kept once and stay untouched', async () => {
  const once = await files.put([Buffer.from('twice')], { limitBytes })
  const before = await stat(where(once.sha256))
  await Promise.all([1, 2, 3].map(() => files.put([Buffer.from('twice')], { limitBytes })))
  const after = await stat(where(once.sha256))
  expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs])
  expect(await halfWritten()).toEqual([])
})

test('a file at the limit is kept, one byte more is refused and leaves nothing', async () => {
  await files.put([Buffer.alloc(100, 1)], { limitBytes: 100 })
  await expect(files.put([Buffer.alloc(101, 1)], { limitBytes: 100 })).rejects.toMatchObject({
    code: 'files.tooLarge',
    status: 413,
    details: { limitBytes: 100 },
  })
  expect(await halfWritten()).toEqual([])
  expect(await files.has(sha256(Buffer.alloc(101, 1)))).toBe(false)
})

test('an endless source is cut at the limit', async () => {
  const endless = (function* () {
    for (;;) yield Buffer.alloc(64_000)
  })()
  await expect(files.put(endless, { limitBytes })).rejects.toMatchObject({ code: 'files.tooLarge' })
})

test('a source that breaks off, or a caller who gives up, leaves nothing', async () => {
  const broken = Readable.from(
    (async function* () {
      yield Buffer.from('half of it')
      throw new Error('connection lost')
    })(),
  )
  await expect(files.put(broken, { limitBytes })).rejects.toThrow('connection lost')
  const givesUp = new AbortController()
  const slow = new Readable({ read() {} })
  slow.push('half of it')
  setTimeout(() => givesUp.abort(), 50)
  await expect(files.put(slow, { limitBytes, signal: givesUp.signal })).rejects.toThrow()
  expect(await halfWritten()).toEqual([])
})

test('a name that is no hash is unknown, never a path', async () => {
  for (const name of ['../../secret', 'a'.repeat(63), `${'A'.repeat(64)}`, '', `${'a'.repeat(64)}/..`]) {
    await expect(files.get(name)).rejects.toMatchObject({ code: 'files.unknown', status: 404 })
  }
})

test('a file changed on the disk is noticed when read with verification', async () => {
  const { sha256: hash } = await files.put([Buffer.from('true figures')], { limitBytes })
  await chmod(where(hash), 0o640)
  await writeFile(where(hash), 'fake figures')
  await expect(text(await files.get(hash, { verify: true }))).rejects.toMatchObject({ code: 'files.corrupt' })
  await truncate(where(hash), 3)
  await files.put([Buffer.from('true figures')], { limitBytes })
  expect(await text(await files.get(hash, { verify: true }))).toBe('true figures')
})

test('all files are listed, and what a dead process left is swept after a day', async () => {
  const { sha256: hash } = await files.put([Buffer.from('listed')], { limitBytes })
  expect((await Array.fromAsync(files.all())).map((kept) => kept.sha256)).toContain(hash)
  const [old, fresh] = ['old', 'fresh'].map((name) => join(dataDir, 'files/incoming', name)) as [string, string]
  await Promise.all([writeFile(old, ''), writeFile(fresh, '')])
  const now = new Date()
  await utimes(old, now, new Date(now.getTime() - 25 * 3_600_000))
  expect(await files.sweep(now)).toBe(1)
  expect(await halfWritten()).toEqual(['fresh'])
  await rm(fresh)
})

const SMALL_DISK = mkdtempSync(join(tmpdir(), 'unia-small-disk-'))
const mounted = (() => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', SMALL_DISK], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()
afterAll(() => {
  if (mounted) execFileSync('umount', [SMALL_DISK])
  rmdirSync(SMALL_DISK)
})

test.skipIf(!mounted)('a full disk is said, nothing half done stays, and what was kept is still whole', async () => {
  const small = createFiles({ dataDir: SMALL_DISK })
  const kept = await small.put([Buffer.alloc(50_000, 7)], { limitBytes })
  await expect(small.put([Buffer.alloc(500_000, 8)], { limitBytes })).rejects.toMatchObject({
    code: 'files.diskFull',
    status: 507,
  })
  expect(await readdir(join(SMALL_DISK, 'files/incoming'))).toEqual([])
  expect(await buffer(await small.get(kept.sha256, { verify: true }))).toHaveLength(50_000)
  await small.put([Buffer.alloc(50_000, 9)], { limitBytes })
})

test('a write that the system refuses for want of room is a refusal too', async () => {
  const noRoom = Readable.from(
    (async function* () {
      yield Buffer.from('x')
      throw Object.assign(new Error('write failed'), { code: 'EDQUOT' })
    })(),
  )
  await expect(files.put(noRoom, { limitBytes })).rejects.toMatchObject({ code: 'files.diskFull' })
})
