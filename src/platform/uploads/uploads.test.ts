/** Forms that bring a file, over a real connection: streamed to where it is kept; a broken one keeps nothing. */
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Refusal } from '#platform/errors'
import { createFiles, type Files } from '#platform/files'
import { readUpload } from './index.ts'

const LIMIT_BYTES = 100_000
let server: Server
let files: Files
let folder: string
let port: number
const outcomes: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unia-uploads-'))
  files = createFiles({ dataDir: folder })
  server = createServer(async (incoming, answer) => {
    const fields: Record<string, string> = {}
    const takes = {
      file: (stream: Readable) => files.put(stream, { limitBytes: LIMIT_BYTES }),
      field: (name: string, value: string) => void (fields[name] = value),
    }
    try {
      const file = await readUpload(incoming.headers['content-type'], incoming, takes)
      outcomes.push('kept')
      answer.end(JSON.stringify({ file, fields }))
    } catch (error) {
      const { code, status } = error instanceof Refusal ? error : { code: String(error), status: 500 }
      outcomes.push(code)
      answer.writeHead(status).end(JSON.stringify({ code, fields }))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ;({ port } = server.address() as AddressInfo)
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true, force: true })
})

const halfWritten = () => readdir(join(folder, 'files/incoming')).catch(() => [])
async function upload(body: FormData | string, headers: Record<string, string> = {}) {
  const answer = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body, headers })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
function formWith(content: string | Uint8Array<ArrayBuffer>, name: string): FormData {
  const form = new FormData()
  form.set('dataset', 'air')
  form.set('file', new Blob([content]), name)
  form.set('grounds', 'yearly figures')
  return form
}

test('the file is kept, with its name and hash, and the fields on both sides of it are read', async () => {
  const { status, body } = await upload(formWith('area,value\n', 'dane łódź.csv'))
  const sha256 = createHash('sha256').update('area,value\n').digest('hex')
  expect(status).toBe(200)
  expect(body).toEqual({
    file: { sha256, bytes: 11, name: 'dane łódź.csv', mediaType: 'application/octet-stream' },
    fields: { dataset: 'air', grounds: 'yearly figures' },
  })
  expect(await files.has(sha256)).toBe(true)
})

test('a file at the limit is kept, a larger one refused when it is heard to its end, and nothing of it stays', async () => {
  expect((await upload(formWith(new Uint8Array(LIMIT_BYTES), 'a.csv'))).status).toBe(200)
  const { status, body } = await upload(formWith(new Uint8Array(LIMIT_BYTES * 50), 'b.csv'))
  // What else the form said is known all the same.
  const fields = { dataset: 'air', grounds: 'yearly figures' }
  expect({ status, body }).toEqual({ status: 413, body: { code: 'files.tooLarge', fields } })
  expect(await halfWritten()).toEqual([])
})

test('a large file never stands in memory', async () => {
  const bytes = 200_000_000
  let most = 0
  const before = process.memoryUsage()
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().arrayBuffers)), 5)
  const block = Buffer.alloc(1 << 20, 'a,b,c\n')
  const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
  const body = Readable.from(
    (function* () {
      yield Buffer.from(head)
      for (let sent = 0; sent < bytes; sent += block.length) yield block
      yield Buffer.from('\r\n--b--\r\n')
    })(),
  )
  let seen = 0
  const file = await readUpload('multipart/form-data; boundary=b', body, {
    async file(stream) {
      for await (const chunk of stream) seen += (chunk as Buffer).length
      return { bytes: seen }
    },
    field() {},
  })
  clearInterval(watch)
  expect(file?.bytes).toBeGreaterThanOrEqual(bytes)
  expect(most - before.arrayBuffers).toBeLessThan(50_000_000)
})

test('no file, an empty one, and a field left empty are no file', async () => {
  const form = new FormData()
  form.set('dataset', 'air')
  expect(await upload(form)).toMatchObject({ status: 200, body: { fields: { dataset: 'air' } } })
  expect((await upload(formWith('', 'empty.csv'))).body.file).toBeUndefined()
  const blank =
    '--b\r\nContent-Disposition: form-data; name="file"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--b--\r\n'
  expect((await upload(blank, { 'content-type': 'multipart/form-data; boundary=b' })).body).toEqual({ fields: {} })
})

test('what is no such form is said to be none', async () => {
  expect(await upload('{}', { 'content-type': 'application/json' })).toMatchObject({ status: 415 })
  const multipart = (boundary: string) => ({ 'content-type': `multipart/form-data${boundary}` })
  expect(await upload('x', multipart(''))).toEqual({
    status: 400,
    body: { code: 'malformed', fields: expect.anything() },
  })
  expect(await upload('--b\r\nno end', multipart('; boundary=b'))).toEqual({
    status: 400,
    body: { code: 'malformed', fields: expect.anything() },
  })
  const cut = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n1,2'
  expect(await upload(cut, multipart('; boundary=b'))).toMatchObject({ status: 400 })
  expect(await halfWritten()).toEqual([])
})

test('too many fields, too long ones, and a second file are too much', async () => {
  const many = new FormData()
  for (let i = 0; i < 60; i++) many.append(`field${i}`, 'x')
  expect(await upload(many)).toMatchObject({ status: 413 })
  const long = new FormData()
  long.set('grounds', 'x'.repeat(1_100_000))
  expect(await upload(long)).toMatchObject({ status: 413 })
  const two = formWith('1', 'a.csv')
  two.append('other', new Blob(['2']), 'b.csv')
  expect(await upload(two)).toMatchObject({ status: 413 })
})

test('a name that would be a path is only a name', async () => {
  expect((await upload(formWith('x', '../../etc/passwd'))).body.file).toMatchObject({ name: 'passwd' })
  expect((await upload(formWith('x', 'C:\\dane\\a.csv'))).body.file).toMatchObject({ name: 'a.csv' })
  expect(await upload(formWith('x', 'pass\u0001wd'))).toEqual({
    status: 400,
    body: { code: 'malformed', fields: expect.anything() },
  })
})

test('a sender who leaves in the middle keeps nothing', async () => {
  outcomes.length = 0
  const socket = connect(port, '127.0.0.1')
  const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
  socket.write(
    `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 90000\r\n\r\n${head}`,
  )
  socket.write('1,2,3\n'.repeat(1_000))
  await expect.poll(async () => (await halfWritten()).length).toBe(1)
  socket.destroy()
  await expect.poll(halfWritten).toEqual([])
  await expect.poll(() => outcomes).toEqual(['malformed'])
})

test('whatever bytes a file holds, in whatever pieces they come, they are the bytes that are kept', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 700 }), async (size, piece) => {
      const content = randomBytes(size)
      const form = new Response(formWith(new Uint8Array(content), 'a.bin'))
      const bytes = Buffer.from(await form.arrayBuffer())
      const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, i) =>
        bytes.subarray(i * piece, (i + 1) * piece),
      )
      const file = await readUpload(form.headers.get('content-type'), Readable.from(pieces), {
        async file(stream) {
          const chunks = await Array.fromAsync(stream as AsyncIterable<Buffer>)
          return { bytes: size, content: Buffer.concat(chunks) }
        },
        field() {},
      })
      expect(file?.content.equals(content)).toBe(true)
    }),
    { numRuns: 60 },
  )
})
