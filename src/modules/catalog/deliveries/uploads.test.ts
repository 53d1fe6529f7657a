/** Uploads over a real connection, by a client that others wrote: they break off, go on, and end as one delivery. */
import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import type { AddressInfo } from 'node:net'
import { Upload } from 'tus-js-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testHttp } from '../../../platform/http/testing.ts'
import { catalogRoutes } from '../index.ts'
import { editor, openCatalog, resident, type TestCatalog } from '../testing.ts'

let house: TestCatalog
let app: Awaited<ReturnType<typeof testHttp>>['app']
let base: string
const actors = { 'Bearer editor': editor, 'Bearer resident': resident }
beforeAll(async () => {
  house = await openCatalog()
  const authenticate = async ({ headers }: { headers: Headers }) =>
    actors[headers.get('authorization') as keyof typeof actors]
  ;({ app } = await testHttp({ authenticate }))
  await app.register(catalogRoutes(house.catalog), { prefix: '/api/v1' })
  await app.listen({ port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/v1`
})
afterAll(async () => {
  await app.close()
  await house.close()
})

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const asEditor = { authorization: 'Bearer editor', 'tus-resumable': '1.0.0' }
const piece = { ...asEditor, 'content-type': 'application/offset+octet-stream' }
const send = (path: string, method: string, headers: Record<string, string>, body?: Uint8Array<ArrayBuffer>) =>
  fetch(path.startsWith('http') ? path : base + path, { method, headers, body })
const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code]

async function begin(distributionId: string, bytes: number, headers: Record<string, string> = {}) {
  const answer = await send(`/catalog/distributions/${distributionId}/uploads`, 'POST', {
    ...{ ...asEditor, 'upload-length': String(bytes) },
    ...headers,
  })
  return { answer, at: answer.headers.get('location')?.replace('/api/v1', '') ?? '' }
}

test('a client uploads in pieces, is cut off, and another goes on; the last piece makes the delivery', async () => {
  const { id } = await house.distribution('photos', 'file')
  const bytes = randomBytes(3_000_000)
  const endpoint = `${base}/catalog/distributions/${id}/uploads`
  const shared = { endpoint, headers: asEditor, chunkSize: 400_000, metadata: { filename: 'zdjęcie.tif' } }
  const url = await new Promise<string>((resolve, reject) => {
    const first = new Upload(bytes as never, {
      ...shared,
      onError: reject,
      onChunkComplete: (_size, accepted) => {
        if (accepted < 1_000_000) return
        void first.abort().then(() => resolve(first.url!))
      },
    })
    first.start()
  })
  const headers: Record<string, string> = {}
  await new Promise<void>((resolve, reject) => {
    const second = new Upload(bytes as never, {
      ...{ ...shared, uploadUrl: url, onError: reject, onSuccess: () => resolve() },
      onAfterResponse: (_request, response) => void (headers.delivery = response.getHeader('unia-delivery') ?? ''),
    })
    second.start()
  })
  const delivery = await house.catalog.deliveries.view(editor, headers.delivery!)
  expect(delivery).toMatchObject({ fileName: 'zdjęcie.tif', bytes: bytes.length, sha256: sha256(bytes) })
  const told = (await (await send(url, 'GET', asEditor)).json()) as object
  expect(told).toMatchObject({ offset: bytes.length, deliveryId: delivery.id })
})

test('what came before a connection broke is kept, and a wrong place is told with what came', async () => {
  const { id } = await house.distribution('scans', 'file')
  const bytes = Buffer.from('abcdefghij')
  const { at } = await begin(id, bytes.length)
  expect((await send(at, 'PATCH', { ...piece, 'upload-offset': '0' }, bytes.subarray(0, 4))).headers.get('upload-offset')).toBe('4') // prettier-ignore
  expect(await codeOf(await send(at, 'PATCH', { ...piece, 'upload-offset': '6' }, bytes.subarray(6)))).toEqual([409, 'uploads.wrongOffset']) // prettier-ignore
  const head = await send(at, 'HEAD', asEditor)
  expect([head.status, ...['upload-offset', 'upload-length', 'cache-control'].map((name) => head.headers.get(name))]).toEqual([200, '4', '10', 'no-store']) // prettier-ignore
  const last = await send(at, 'PATCH', { ...piece, 'upload-offset': '4' }, bytes.subarray(4))
  expect(last.status).toBe(204)
  const { deliveryId } = (await (await send(at, 'GET', asEditor)).json()) as { deliveryId: string }
  expect((await house.catalog.deliveries.view(editor, deliveryId)).sha256).toBe(sha256(bytes))
})

test('killed between the last byte and the delivery, it becomes one when it is asked after', async () => {
  const { id } = await house.distribution('plans', 'file')
  const { at } = await begin(id, 5)
  const { pathname } = new URL(base + at)
  await house.uploads.append(pathname.split('/').at(-1)!, { at: 0, end: 5 }, Readable.from([Buffer.from('plans')]))
  const answers = await Promise.all([1, 2, 3].map(() => send(at, 'HEAD', asEditor)))
  const made = new Set(answers.map(({ headers }) => headers.get('unia-delivery')))
  expect(made.size).toBe(1)
  expect(await house.catalog.deliveries.list(editor, id)).toHaveLength(1)
})

test('other bytes than were announced are not kept, and can be sent again', async () => {
  const { id } = await house.distribution('films', 'file')
  const right = Buffer.from('right')
  const metadata = `sha256 ${Buffer.from(sha256(right)).toString('base64')}`
  const { at } = await begin(id, 5, { 'upload-metadata': metadata })
  const wrong = await send(at, 'PATCH', { ...piece, 'upload-offset': '0' }, Buffer.from('wrong'))
  expect(await codeOf(wrong)).toEqual([422, 'catalog.otherBytes'])
  expect((await send(at, 'HEAD', asEditor)).headers.get('upload-offset')).toBe('0')
  expect((await send(at, 'PATCH', { ...piece, 'upload-offset': '0' }, right)).headers.get('unia-delivery')).toBeTruthy()
})

test('what is not as the protocol has it is refused by name', async () => {
  const { id } = await house.distribution('notes', 'file')
  const path = `/catalog/distributions/${id}/uploads`
  const { authorization } = asEditor
  const old = await send(path, 'POST', { authorization, 'upload-length': '5' })
  expect([old.headers.get('tus-version'), ...(await codeOf(old))]).toEqual(['1.0.0', 412, 'uploads.protocolVersion'])
  const trying = async (headers: Record<string, string>) =>
    codeOf(await send(path, 'POST', { ...asEditor, ...headers }))
  expect(await trying({})).toEqual([400, 'uploads.lengthMissing'])
  expect(await trying({ 'upload-length': '-5' })).toEqual([400, 'uploads.lengthMissing'])
  expect(await trying({ 'upload-length': '999999999999' })).toEqual([413, 'files.tooLarge'])
  expect(await trying({ 'upload-length': '5', 'upload-metadata': 'filename %%%' })).toEqual([
    400,
    'uploads.badMetadata',
  ])
  const { at } = await begin(id, 5)
  expect(await codeOf(await send(at, 'PATCH', piece, Buffer.from('a')))).toEqual([400, 'uploads.offsetMissing'])
  const json = { ...piece, 'upload-offset': '0', 'content-type': 'application/json' }
  expect((await send(at, 'PATCH', json, Buffer.from('{}'))).status).toBe(415)
  const over = await send(at, 'PATCH', { ...piece, 'upload-offset': '0' }, Buffer.from('too many'))
  expect(await codeOf(over)).toEqual([413, 'uploads.tooMuch'])
  const options = await send(path, 'OPTIONS', {})
  expect([options.status, options.headers.get('tus-max-size')]).toEqual([204, '100000000'])
})

test('only those who may deliver there begin, see, go on and end', async () => {
  const { id } = await house.distribution('keys', 'file')
  const { at } = await begin(id, 5)
  const others: Record<string, string>[] = [{}, { authorization: 'Bearer resident' }]
  for (const headers of others) {
    const status = 'authorization' in headers ? 403 : 401
    const tus: Record<string, string> = { ...headers, 'tus-resumable': '1.0.0' }
    const start = { ...tus, 'upload-length': '5' }
    expect((await send(`/catalog/distributions/${id}/uploads`, 'POST', start)).status).toBe(status)
    expect((await send(at, 'HEAD', tus)).status).toBe(status)
    expect((await send(at, 'PATCH', { ...piece, ...tus, authorization: '', ...headers, 'upload-offset': '0' }, Buffer.from('x'))).status).toBe(status) // prettier-ignore
    expect((await send(at, 'DELETE', tus)).status).toBe(status)
  }
  expect((await send(at, 'DELETE', asEditor)).status).toBe(204)
  expect((await send(at, 'HEAD', asEditor)).status).toBe(404)
})

test('one actor has so many under way, and what lies too long is swept away', async () => {
  const { id } = await house.distribution('boxes', 'file')
  const { catalog, clock } = house
  const now = clock.now()
  clock.set('2026-12-01T00:00:00Z')
  await catalog.uploads.sweep()
  const draft = { fileName: 'x', mediaType: 'text/csv', bytes: 5 }
  const begun = []
  for (let i = 0; i < 20; i++) begun.push(await catalog.uploads.begin(editor, id, draft))
  const one = catalog.uploads.begin(editor, id, draft)
  await expect(one).rejects.toMatchObject({ code: 'catalog.tooManyUploads', details: { most: 20 } })
  clock.set('2026-12-10T00:00:00Z')
  await expect(catalog.uploads.find(editor, begun[0]!.id)).rejects.toMatchObject({ code: 'uploads.unknown' })
  expect(await catalog.uploads.sweep()).toBe(20)
  expect(await house.uploads.all()).toEqual([])
  clock.set(now)
})
