/** Pages get their own requests, bodies and visitors over real connections; they leave compressed, and once. */
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { brotliDecompressSync } from 'node:zlib'
import { request } from 'undici'
import { afterEach, expect, test } from 'vitest'
import { mountPortal, type Portal } from './portal.ts'
import { testHttp } from './testing.ts'

type City = { name: string }
const page = `<!doctype html>${'<p>Wskaźnik</p>'.repeat(400)}`
const closing: (() => Promise<unknown>)[] = []
afterEach(() => Promise.all(closing.splice(0).map((close) => close())))

async function serve(portal: Portal<City>) {
  const { app, logged } = await testHttp()
  app.get('/api/v1/who', async ({ actor }) => ({ actor: actor.id }))
  mountPortal(app, portal, { name: 'Testowo' })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  closing.push(() => app.close())
  return { url, app, logged }
}

/** Answers as SvelteKit's adapter does: headers one by one, the body through a reader, `drain` minded. */
const likeKit: Portal<City> = async (incoming, response, { city, actor, requestId }) => {
  if (incoming.url === '/broken') throw new Error('the page is broken')
  const said = { method: incoming.method, city: city.name, actor: actor.id, requestId, body: await text(incoming) }
  const body = incoming.url === '/page' ? page : JSON.stringify(said)
  response.setHeader('content-type', incoming.url === '/page' ? 'text/html' : 'application/json')
  response.setHeader('content-length', Buffer.byteLength(body))
  if (incoming.url === '/same') return void response.writeHead(304).end()
  response.writeHead(200)
  for await (const chunk of Readable.from([Buffer.from(body)])) response.write(chunk)
  response.end()
}

test('the portal is told the city, who asks and the number of the request, and reads the body itself', async () => {
  const { url } = await serve(likeKit)
  const headers = {
    cookie: 's=1',
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/x-www-form-urlencoded',
  }
  const answer = await request(`${url}/pl/form`, { method: 'POST', headers, body: 'a=1&b=2' })
  expect(await answer.body.json()).toEqual({
    method: 'POST',
    city: 'Testowo',
    actor: 'person-anna',
    requestId: answer.headers['x-request-id'],
    body: 'a=1&b=2',
  })
})

test("a form of another site's page does not reach the portal", async () => {
  const { url } = await serve(likeKit)
  const headers = { cookie: 's=1', origin: 'http://evil.example', accept: 'text/html' }
  const answer = await request(`${url}/pl/form`, { method: 'POST', headers })
  expect(answer.statusCode).toBe(403)
  expect(answer.headers['content-type']).toContain('text/html')
  expect(await answer.body.text()).toContain('crossOrigin')
})

test('pages arrive compressed, protected, and not again when they are the same', async () => {
  const { url } = await serve(likeKit)
  const answer = await request(`${url}/page`, { headers: { 'accept-encoding': 'br' } })
  expect(answer.headers).toMatchObject({
    'content-encoding': 'br',
    'cache-control': 'private, no-cache',
    'content-security-policy': expect.stringContaining("script-src 'self';"),
    'x-frame-options': 'DENY',
  })
  expect(brotliDecompressSync(Buffer.from(await answer.body.arrayBuffer())).toString()).toBe(page)
  const again = await request(`${url}/page`, { headers: { 'if-none-match': String(answer.headers.etag) } })
  expect([again.statusCode, await again.body.text()]).toEqual([304, ''])
})

test('a page that the portal says is still the same keeps the policy that it came with', async () => {
  const { url } = await serve(likeKit)
  const { statusCode, headers } = await request(`${url}/same`)
  expect([statusCode, headers['content-security-policy']]).toEqual([304, undefined])
})

test('a page stands in frames of other sites only where the portal lets it', async () => {
  const { url } = await serve(async ({ url: path }, response, { allowFraming }) => {
    if (path === '/embed') allowFraming?.()
    response.writeHead(200).end('page')
  })
  const framing = async (path: string) => (await request(url + path)).headers['x-frame-options']
  expect([await framing('/embed'), await framing('/page')]).toEqual([undefined, 'DENY'])
})

test("the API's addresses never reach the portal, known or not", async () => {
  const { url } = await serve(likeKit)
  expect(await (await request(`${url}/api/v1/who`)).body.json()).toEqual({ actor: 'visitor' })
  for (const path of ['/api', '/api/v1/nothing', '/ngsi-ld/v1/nothing', '/ledger/x', '/metrics/x'])
    expect(await (await request(url + path)).body.json()).toMatchObject({ code: 'notFound' })
  const wrong = await request(`${url}/api/v1/who`, { method: 'DELETE' })
  expect(await wrong.body.json()).toMatchObject({ code: 'methodNotAllowed' })
  expect((await request(`${url}/apiary`)).statusCode).toBe(200)
})

test('a portal that fails is a 500 that says nothing, and is logged', async () => {
  const { url, logged } = await serve(likeKit)
  const answer = await request(`${url}/broken`)
  expect([answer.statusCode, await answer.body.text()]).toEqual([500, ''])
  expect(logged.join('')).toContain('the page is broken')
})

test('each request is one line in the log, without its query and without what is secret in its path', async () => {
  const { url, logged } = await serve(likeKit)
  await (await request(`${url}/pl/invitations/mFq3xW0b9Qe7Tt1yZk8LpR2sVn4uJd6h?token=secret`)).body.dump()
  await expect.poll(() => logged.filter((line) => line.includes('"msg":"request"'))).toHaveLength(1)
  const line = logged.find((entry) => entry.includes('"msg":"request"'))!
  expect(JSON.parse(line)).toMatchObject({ method: 'GET', path: '/pl/invitations/…', status: 200 })
  expect(line).not.toContain('secret')
})

test('closing lets what is running come to its end', async () => {
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  const { url, app } = await serve(async (_, response) => {
    begin()
    await wait(200)
    response.writeHead(200).end('done')
  })
  const running = request(`${url}/slow`)
  await begun
  const asked = performance.now()
  const closed = app.close()
  expect(await (await running).body.text()).toBe('done')
  await closed
  expect(performance.now() - asked).toBeLessThan(5_000)
})

test('a form without a file is small and says how long it is; one with a file is its page’s to read', async () => {
  const { url } = await serve(likeKit)
  const send = async (type: string, body: string | Readable) => {
    const headers = { 'content-type': type, 'sec-fetch-site': 'same-origin' }
    const answer = await request(`${url}/pl/form`, { method: 'POST', headers, body })
    return { status: answer.statusCode, body: (await answer.body.json()) as { code?: string; body?: string } }
  }
  const long = 'x'.repeat(2_100_000)
  expect(await send('application/x-www-form-urlencoded', long)).toMatchObject({
    status: 413,
    body: { code: 'tooLarge' },
  })
  expect(await send('text/plain', Readable.from(['a=1']))).toMatchObject({ status: 413 })
  const { status, body } = await send('multipart/form-data; boundary=b', long)
  expect([status, body.body?.length]).toEqual([200, long.length])
})
