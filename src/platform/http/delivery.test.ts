/** Whole answers are tagged and compressed, streams are compressed as they flow, and nothing is changed by it for the reader. */
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import { createReadStream } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { request } from 'undici'
import { afterEach, expect, test } from 'vitest'
import { deliver } from './delivery.ts'
import { acceptedEncoding, compressOnce } from './encoding.ts'
import { isKnown } from './validators.ts'

const closing: (() => void)[] = []
afterEach(() => closing.splice(0).forEach((close) => close()))

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer((request, response) => {
    deliver(request, response)
    listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => (server.closeAllConnections(), server.close()))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function get(url: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' | 'POST' = 'GET') {
  const answer = await request(url, { method, headers })
  const sent = Buffer.from(await answer.body.arrayBuffer())
  return { status: answer.statusCode, headers: answer.headers as IncomingHttpHeaders, sent }
}

const page = '<!doctype html>' + '<p>Wskaźnik</p>'.repeat(500)
const html =
  (text = page): RequestListener =>
  (_, response) => {
    response.setHeader('content-type', 'text/html')
    response.writeHead(200)
    response.end(text)
  }

test('a page arrives compressed as the reader accepts it, and the same', async () => {
  const url = await serve(html())
  const br = await get(url, { 'accept-encoding': 'gzip, deflate, br' })
  expect([br.headers['content-encoding'], br.headers.vary]).toEqual(['br', 'accept-encoding'])
  expect(brotliDecompressSync(br.sent).toString()).toBe(page)
  expect(Number(br.headers['content-length'])).toBe(br.sent.length)
  const gz = await get(url, { 'accept-encoding': 'gzip' })
  expect(gunzipSync(gz.sent).toString()).toBe(page)
  const plain = await get(url)
  expect([plain.sent.toString(), plain.headers['content-encoding']]).toEqual([page, undefined])
  expect(new Set([br, gz, plain].map(({ headers }) => headers.etag)).size).toBe(1)
})

test('what the reader has is answered by 304 without a body', async () => {
  const url = await serve(html())
  const { headers } = await get(url)
  for (const known of [headers.etag!, `"other", ${headers.etag}`, headers.etag!.slice(2), '*']) {
    const again = await get(url, { 'if-none-match': known, 'accept-encoding': 'br' })
    expect([again.status, again.sent.length, again.headers.etag]).toEqual([304, 0, headers.etag])
    expect(again.headers['content-type']).toBeUndefined()
  }
  expect((await get(url, { 'if-none-match': '"other"' })).status).toBe(200)
  expect((await get(url, { 'if-none-match': '*' }, 'POST')).status).toBe(200)
})

test('a whole answer in several writes, as adapters write it, is one whole answer', async () => {
  const url = await serve((_, response) => {
    response.setHeader('content-type', 'text/html')
    response.setHeader('content-length', Buffer.byteLength(page))
    response.writeHead(200)
    response.write(Buffer.from(page).subarray(0, 100))
    response.write(Buffer.from(page).subarray(100))
    response.end()
  })
  const { headers, sent } = await get(url, { 'accept-encoding': 'br' })
  expect(headers.etag).toBeDefined()
  expect(brotliDecompressSync(sent).toString()).toBe(page)
  expect((await get(url, { 'if-none-match': headers.etag! })).status).toBe(304)
})

test('a page that changes is never sent as it was, however often each is asked for', async () => {
  let version = 0
  const url = await serve((_, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(`${'page '.repeat(1_000)}${version}`)
  })
  for (version of [1, 1, 2, 1, 2])
    for (const encoding of ['br', 'gzip']) {
      const { sent } = await get(url, { 'accept-encoding': encoding })
      const text = (encoding === 'br' ? brotliDecompressSync(sent) : gunzipSync(sent)).toString()
      expect(text.endsWith(` ${version}`)).toBe(true)
    }
})

test('compressed answers are kept up to a limit, the newest ones', async () => {
  const page = Buffer.from('page '.repeat(1_000))
  const first = await compressOnce('one', page, 'gzip')
  expect(await compressOnce('one', page, 'gzip')).toBe(first)
  for (let seed = 2; seed < 40; seed++) await compressOnce(`body ${seed}`, randomBytes(1_000_000), 'gzip')
  const again = await compressOnce('one', page, 'gzip')
  expect(again).not.toBe(first)
  expect(again).toEqual(first)
})

test("the program's own tag is kept, and made weak when compressed", async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'text/csv', etag: '"sha"' })
    response.end(page)
  })
  expect((await get(url)).headers.etag).toBe('"sha"')
  expect((await get(url, { 'accept-encoding': 'br' })).headers.etag).toBe('W/"sha"')
  expect((await get(url, { 'if-none-match': 'W/"sha"' })).status).toBe(304)
})

test('a stream is compressed as it flows, and a large one is whole at the other end', async () => {
  const lines = Array.from({ length: 60_000 }, (_, i) => `lublin,population_total,${i},${i * 7},person\n`)
  const url = await serve((_, response) => {
    response.setHeader('content-type', 'text/csv; charset=utf-8')
    void pipeline(Readable.from(lines), response)
  })
  const { headers, sent } = await get(url, { 'accept-encoding': 'gzip' })
  expect(headers['content-encoding']).toBe('gzip')
  expect(gunzipSync(sent).toString()).toBe(lines.join(''))
  expect((await get(url)).sent.toString()).toBe(lines.join(''))
})

test('a file of declared but large length is not held in memory', async () => {
  const bytes = 8_000_000
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'text/csv', 'content-length': bytes })
    void pipeline(createReadStream('/dev/zero', { end: bytes - 1 }), response)
  })
  const { headers, sent } = await get(url, { 'accept-encoding': 'br' })
  expect([headers['content-encoding'], headers['content-length']]).toEqual(['br', undefined])
  expect(brotliDecompressSync(sent)).toHaveLength(bytes)
})

test('a part of a streamed page arrives before the rest exists', async () => {
  let finish = () => {}
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.write(page)
    finish = () => response.end('<p>late</p>')
  })
  const { body } = await request(url, { headers: { 'accept-encoding': 'br' } })
  const parts: Buffer[] = []
  for await (const chunk of body) {
    parts.push(chunk)
    finish()
  }
  expect(brotliDecompressSync(Buffer.concat(parts)).toString()).toBe(`${page}<p>late</p>`)
})

test.each([
  ['an image', { 'content-type': 'image/png' }],
  ['what is already compressed', { 'content-type': 'text/css', 'content-encoding': 'br' }],
  ['events', { 'content-type': 'text/event-stream' }],
  ['what must not be transformed', { 'content-type': 'text/html', 'cache-control': 'no-transform' }],
])('%s passes as it is', async (_, headers) => {
  const url = await serve((_, response) => response.writeHead(200, headers).end(page))
  const answer = await get(url, { 'accept-encoding': 'br' })
  expect(answer.sent.toString()).toBe(page)
})

test('no-store has no tag, a small answer no compression, HEAD no body', async () => {
  const url = await serve((request, response) => {
    const headers = { 'content-type': 'text/html', ...(request.url === '/secret' && { 'cache-control': 'no-store' }) }
    response.writeHead(200, headers).end(request.url === '/small' ? 'ok' : page)
  })
  expect((await get(`${url}/secret`)).headers.etag).toBeUndefined()
  expect((await get(`${url}/small`, { 'accept-encoding': 'br' })).headers['content-encoding']).toBeUndefined()
  const head = await get(url, { 'accept-encoding': 'br' }, 'HEAD')
  expect([head.status, head.sent.length, head.headers['content-type']]).toEqual([200, 0, 'text/html'])
})

test('a reader who leaves in the middle stops the source', async () => {
  let stopped: unknown
  const url = await serve((_, response) => {
    response.setHeader('content-type', 'text/csv')
    const endless = Readable.from(
      (function* () {
        for (let i = 0; ; i++) yield `${i},${i * 31}\n`.repeat(500)
      })(),
    )
    pipeline(endless, response).catch((error) => (stopped = error))
  })
  const { body } = await request(url, { headers: { 'accept-encoding': 'gzip' } })
  body.on('error', () => {})
  await new Promise((resolve) => body.once('data', resolve))
  body.destroy()
  await expect.poll(() => stopped).toBeDefined()
})

test('encodings are chosen by weight', () => {
  expect(acceptedEncoding('gzip, br')).toBe('br')
  expect(acceptedEncoding('gzip;q=1.0, br;q=0.5')).toBe('gzip')
  expect(acceptedEncoding('br;q=0, *')).toBe('gzip')
  expect(acceptedEncoding('*')).toBe('br')
  expect(acceptedEncoding('identity, deflate')).toBeUndefined()
  expect(acceptedEncoding(undefined)).toBeUndefined()
})

test('a list of tags is compared weakly', () => {
  expect(isKnown('"a", W/"b"', '"b"')).toBe(true)
  expect(isKnown('"a"', 'W/"b"')).toBe(false)
  expect(isKnown(undefined, '"b"')).toBe(false)
})
