/** What comes from a server at loopback: a file, the pages of an answer, nothing new, and what is refused. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createFiles, type Files } from '#platform/files'
import { createNet, type Net } from '#platform/net'
import { download } from './download.ts'
import type { Validators } from './types.ts'

const LOOPBACK = '127.0.0.2'
const folder = mkdtempSync(join(tmpdir(), 'unia-download-'))
const servers: Server[] = []
let net: Net
let files: Files
beforeAll(() => {
  net = createNet({ plainHttp: true, allow: [`${LOOPBACK}/32`] })
  files = createFiles({ dataDir: folder })
})
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})
afterAll(async () => {
  await net.close()
  rmSync(folder, { recursive: true })
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve))
  servers.push(server)
  return `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`
}

const get = (address: string, validators: Validators = {}, bytesMax = 20_000_000) =>
  download(net, files, { address, validators, bytesMax, pause_ms: 0, signal: new AbortController().signal })
const kept = async (sha256: string) => text(await files.get(sha256))

test('a file is kept as it came, with what its server says of it', async () => {
  const url = await serve((_, response) =>
    response.writeHead(200, { etag: '"7"', 'last-modified': 'Mon' }).end('a;b\n'),
  )
  const got = await get(url)
  expect(got).toMatchObject({ pages: 1, validators: { etag: '"7"', lastModified: 'Mon' }, kept: { bytes: 4 } })
  expect(await kept(got!.kept.sha256)).toBe('a;b\n')
})

test('a file larger than a page passes whole, and one larger than is allowed does not', async () => {
  const large = `{"id":"${'x'.repeat(5_000_000)}"}`
  const url = await serve((_, response) => response.end(large))
  expect((await get(url))!.kept.bytes).toBe(large.length)
  await expect(get(url, {}, 4_000_000)).rejects.toMatchObject({ code: 'net.tooLarge' })
})

test('what the server said the last time is asked by, and "not modified" is nothing', async () => {
  const asked: unknown[] = []
  const url = await serve(({ headers }, response) => {
    asked.push([headers['if-none-match'], headers['if-modified-since']])
    response.writeHead(headers['if-none-match'] ? 304 : 200).end()
  })
  expect(await get(url, { etag: 'W/"7"', lastModified: 'Mon' })).toBeUndefined()
  expect(await get(url)).toMatchObject({ kept: { bytes: 0 } })
  expect(asked).toEqual([
    ['W/"7"', 'Mon'],
    [undefined, undefined],
  ])
})

test('"not modified" to somebody who did not ask so, and any other status, are failures', async () => {
  for (const status of [304, 204, 403, 404, 429, 500]) {
    const url = await serve((_, response) => response.writeHead(status).end())
    await expect(get(url)).rejects.toMatchObject({ code: 'fetches.answered', details: { host: LOOPBACK, status } })
  }
})

const page = (of: string, at: number, last: number, base = '') =>
  JSON.stringify({
    variableId: 1,
    links: { ...(at < last && { next: `${base}/data?page=${at + 1}` }) },
    results: [{ id: of, values: [{ year: `${2000 + at}`, val: at, attrId: 1 }] }],
  })

test('pages are put together as one document, in order, each as it came', async () => {
  const url = await serve((request, response) => {
    const at = Number(new URL(request.url!, 'http://x').searchParams.get('page'))
    response.writeHead(200, { etag: '"7"' }).end((at === 0 ? '\uFEFF' : '') + page('north', at, 2))
  })
  const got = (await get(`${url}/data?page=0`))!
  expect(got).toMatchObject({ pages: 3, validators: {} })
  const document = JSON.parse(await kept(got.kept.sha256)) as { results: { values: { year: string }[] }[] }[]
  expect(document.map(({ results }) => results[0]!.values[0]!.year)).toEqual(['2000', '2001', '2002'])
})

test.each<[string, object, (at: number) => string]>([
  ['that never end', { code: 'fetches.tooManyPages', details: { most: 50 } }, (at) => page('north', at, 1e9)],
  ['in a circle', { code: 'fetches.badPage', details: { reason: 'again' } }, () => page('north', 0, 1)],
  ['elsewhere', { code: 'fetches.badPage', details: { reason: 'elsewhere' } }, (at) => page('north', at, 9, 'https://10.0.0.1')],
  ['that are none', { code: 'fetches.badPage', details: { reason: 'other' } }, (at) => (at === 0 ? page('north', 0, 9) : '<html>')],
  ['without end in one', { code: 'net.tooLarge' }, (at) => page(at === 0 ? 'north' : 'x'.repeat(3_000_000), at, 9)],
])('pages %s are a failure, and nothing is brought', { timeout: 60_000 }, async (_, refusal, answer) => {
  const url = await serve((request, response) => {
    response.end(answer(Number(new URL(request.url!, 'http://x').searchParams.get('page'))))
  })
  await expect(get(`${url}/data?page=0`)).rejects.toMatchObject(refusal)
}) // prettier-ignore

test.each(['{"results":', '{"results":[],"links":7}', '[1,2]', '{', `{"a":${'['.repeat(1_000_000)}`])(
  '%.20j is no page, and kept for the reader to judge',
  async (body) => {
    const url = await serve((_, response) => response.end(body))
    expect(await get(url)).toMatchObject({ pages: 1, kept: { bytes: Buffer.byteLength(body) } })
  },
)

test('into the house and its network nothing leads', async () => {
  await expect(get('http://127.0.0.1:5432/')).rejects.toMatchObject({ code: 'net.privateAddress' })
  const url = await serve((_, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end())
  await expect(get(url)).rejects.toMatchObject({ code: 'net.privateAddress' })
})
