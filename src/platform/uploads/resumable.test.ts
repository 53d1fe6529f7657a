/** Uploads that break off anywhere go on from what came, and end as the same bytes. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { createResumable } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'unia-resumable-'))
afterAll(() => rmSync(folder, { recursive: true }))
const uploads = createResumable({ dataDir: folder })
let count = 0
async function begun(): Promise<string> {
  const id = `u${count++}`
  await uploads.begin(id)
  return id
}

/** Gives these bytes and then breaks, as a connection does. */
const breaking = (bytes: Uint8Array) =>
  Readable.from(
    (async function* () {
      yield bytes
      throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
    })(),
  )

test('however it is cut and wherever it breaks, the bytes are those that were sent', async () => {
  const piece = fc.record({ bytes: fc.uint8Array({ minLength: 1, maxLength: 500 }), breaks: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 8 }), async (pieces) => {
      const id = await begun()
      const whole = Buffer.concat(pieces.map(({ bytes }) => bytes))
      for (const { bytes, breaks } of pieces) {
        const at = await uploads.offset(id)
        const source = breaks ? breaking(bytes) : Readable.from([bytes])
        const added = uploads.append(id, { at, end: whole.length }, source)
        await (breaks ? expect(added).rejects.toThrow('aborted') : expect(added).resolves.toBe(at + bytes.length))
      }
      expect(await buffer(uploads.read(id))).toEqual(whole)
      await uploads.discard(id)
    }),
    { numRuns: 30 },
  )
  expect(await uploads.all()).toEqual([])
})

test('bytes from another place than where it broke off, or more than were announced, are not taken', async () => {
  const id = await begun()
  await uploads.append(id, { at: 0, end: 10 }, Readable.from([Buffer.from('abc')]))
  const span = { at: 5, end: 10 }
  const wrong = { code: 'uploads.wrongOffset', details: { id, at: 5, has: 3 } }
  await expect(uploads.append(id, span, Readable.from([Buffer.from('x')]))).rejects.toMatchObject(wrong)
  const more = uploads.append(id, { at: 3, end: 10 }, Readable.from([Buffer.from('defg'), Buffer.from('hijk')]))
  await expect(more).rejects.toMatchObject({ code: 'uploads.tooMuch' })
  expect(await uploads.offset(id)).toBe(7)
})

test('a client that comes back ends the request that it gave up, and asks for what came', async () => {
  const id = await begun()
  const hanging = new Readable({ read() {} })
  hanging.push(Buffer.from('abc'))
  const first = uploads.append(id, { at: 0, end: 6 }, hanging)
  const ended = expect(first).rejects.toMatchObject({ code: 'uploads.busy' })
  await setTimeout(50)
  expect(await uploads.offset(id)).toBe(3)
  await ended
  await uploads.append(id, { at: 3, end: 6 }, Readable.from([Buffer.from('def')]))
  expect(String(await buffer(uploads.read(id)))).toBe('abcdef')
})

test('two that send at once never mix their bytes', async () => {
  const id = await begun()
  const send = (letter: string) =>
    uploads.append(id, { at: 0, end: 100 }, Readable.from([Buffer.alloc(40, letter), Buffer.alloc(40, letter)]))
  const results = await Promise.allSettled([send('a'), send('b')])
  expect(results.some(({ status }) => status === 'rejected')).toBe(true)
  const text = String(await buffer(uploads.read(id)))
  expect(new Set(text).size).toBeLessThanOrEqual(1)
})

test('what is not there, and names that lead elsewhere, are unknown', async () => {
  for (const id of ['nothing', '../../etc/passwd', ''])
    await expect(uploads.offset(id)).rejects.toMatchObject({ code: 'uploads.unknown' })
})
