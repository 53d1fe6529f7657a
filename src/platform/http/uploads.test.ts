/** Files come in by a form over a real connection, streamed to where they are kept; a broken upload keeps nothing. */
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FormData, request } from 'undici'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFiles, type Files } from '#platform/files'
import { testHttp } from './testing.ts'
import { receiveUpload } from './uploads.ts'
import type { Http } from './http.ts'

const LIMIT_BYTES = 100_000
let app: Http
let files: Files
let folder: string
let url: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unia-uploads-'))
  files = createFiles({ dataDir: folder })
  app = (await testHttp()).app
  app.post('/api/v1/uploads', (upload) => receiveUpload(upload, files, LIMIT_BYTES))
  app.post('/api/v1/raw', ({ body }) => files.put(body as never, { limitBytes: LIMIT_BYTES }))
  url = `${await app.listen({ port: 0, host: '127.0.0.1' })}/api/v1/uploads`
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

const halfWritten = () => readdir(join(folder, 'files/incoming'))
async function upload(form: FormData) {
  const answer = await request(url, { method: 'POST', body: form })
  return { status: answer.statusCode, body: (await answer.body.json()) as Record<string, unknown> }
}
function formWith(content: string | Uint8Array<ArrayBuffer>, name: string): FormData {
  const form = new FormData()
  form.set('dataset', 'air')
  form.set('file', new Blob([content]), name)
  form.set('grounds', 'yearly figures')
  return form
}

test('the file is kept, with its name and hash, and the fields around it are read', async () => {
  const { status, body } = await upload(formWith('area,value\n', 'dane łódź.csv'))
  const sha256 = createHash('sha256').update('area,value\n').digest('hex')
  expect(status).toBe(200)
  expect(body).toEqual({
    file: { sha256, bytes: 11, name: 'dane łódź.csv', mediaType: 'application/octet-stream' },
    fields: { dataset: 'air', grounds: 'yearly figures' },
  })
  expect(await files.has(sha256)).toBe(true)
})

test('a file at the limit is kept, a larger one refused with the limit, and nothing of it stays', async () => {
  expect((await upload(formWith(new Uint8Array(LIMIT_BYTES), 'a.csv'))).status).toBe(200)
  const { status, body } = await upload(formWith(new Uint8Array(LIMIT_BYTES * 5), 'b.csv'))
  expect(status).toBe(413)
  expect(body).toMatchObject({ code: 'files.tooLarge', limitBytes: LIMIT_BYTES })
  expect(await halfWritten()).toEqual([])
})

test('no file, an empty file, and what is no form are said to be so', async () => {
  const form = new FormData()
  form.set('dataset', 'air')
  expect(await upload(form)).toMatchObject({ status: 400, body: { code: 'fileMissing' } })
  expect(await upload(formWith('', 'empty.csv'))).toMatchObject({ status: 400, body: { code: 'fileMissing' } })
  const headers = { 'content-type': 'application/json' }
  const json = await request(url, { method: 'POST', headers, body: '{}' })
  expect(await json.body.json()).toMatchObject({ status: 415, code: 'unsupportedMediaType' })
})

test('a name that would be a path is only a name', async () => {
  const { body } = await upload(formWith('x', '../../etc/pass\u0001wd'))
  expect(body.file).toMatchObject({ name: expect.not.stringMatching(/[/\u0001]/) })
})

test('a sender who leaves in the middle keeps nothing', async () => {
  const { port } = new URL(url)
  const socket = connect(Number(port), '127.0.0.1')
  const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
  socket.write(
    `POST /api/v1/uploads HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 90000\r\n\r\n${head}`,
  )
  socket.write('1,2,3\n'.repeat(1_000))
  await expect.poll(async () => (await halfWritten()).length).toBe(1)
  socket.destroy()
  await expect.poll(halfWritten).toEqual([])
})

test('a file sent as it is, not in a form, is a stream', async () => {
  const headers = { 'content-type': 'text/csv; charset=utf-8' }
  const answer = await request(url.replace('uploads', 'raw'), { method: 'POST', headers, body: 'a,b\n' })
  expect(await answer.body.json()).toMatchObject({ bytes: 4 })
})
