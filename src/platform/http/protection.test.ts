/** What protects the house and its readers: headers, origins, limits, and what strangers are told of its health. */
import { describe, expect, test } from 'vitest'
import { serversForTests, v1 } from './testing.ts'

const { server } = serversForTests()

describe('what a browser is told', () => {
  test('data may not run, be framed or sniffed; anybody may read what is open', async () => {
    const { app } = await server()
    const { headers } = await app.inject(v1('/who'))
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'; frame-ancestors 'none'"),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'access-control-allow-origin': '*',
      'cache-control': 'no-cache',
    })
    expect(headers['strict-transport-security']).toBeUndefined()
    expect(headers['access-control-allow-credentials']).toBeUndefined()
    const own = await app.inject({ url: v1('/who'), headers: { cookie: 's=1' } })
    expect(own.headers['cache-control']).toBe('private, no-cache')
  })

  test('only a house on https asks for https', async () => {
    const config = { baseUrl: 'https://city.example', trustProxy: true }
    const { app } = await server({ config })
    expect((await app.inject(v1('/who'))).headers['strict-transport-security']).toMatch(/^max-age=31536000/)
  })

  const cookie = 'session=1'
  test.each([
    ['its own page', { cookie, 'sec-fetch-site': 'same-origin' }, 201],
    ['its own page in an older browser', { cookie, origin: 'http://city.example' }, 201],
    ['the address it was opened at', { cookie, origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }, 201],
    ['another site', { cookie, 'sec-fetch-site': 'cross-site', origin: 'http://city.example' }, 403],
    ['a sister site', { cookie, 'sec-fetch-site': 'same-site' }, 403],
    ['another origin', { cookie, origin: 'http://evil.example' }, 403],
    ['another port', { cookie, origin: 'http://city.example:8080' }, 403],
    ['a sandboxed page', { cookie, origin: 'null' }, 403],
    ['a browser that says nothing', { cookie }, 403],
    ['another site, to sign somebody in', { origin: 'http://evil.example' }, 403],
    ['a program', {}, 201],
    ['a program with a key', { authorization: 'Bearer anna', origin: 'http://tool.example' }, 201],
  ])('a change asked for by %s', async (_, headers, status) => {
    const { app } = await server()
    const payload = { title: 'A', year: 2026 }
    const answer = await app.inject({ method: 'POST', url: v1('/notices'), payload, headers })
    expect(answer.statusCode).toBe(status)
    if (status === 403) expect(answer.json().code).toBe('crossOrigin')
  })
})

describe('limits', () => {
  test('reading and changing are counted apart, for each who asks; past the limit it says when to come back', async () => {
    const { app } = await server({ limits: { readsPerMinute: 3, writesPerMinute: 1 } })
    const read = (headers = {}, remoteAddress = '192.0.2.1') => app.inject({ url: v1('/who'), headers, remoteAddress })
    for (let i = 0; i < 3; i++) expect((await read()).statusCode).toBe(200)
    const over = await read()
    expect(over.json()).toMatchObject({ status: 429, code: 'tooManyRequests', perMinute: 3 })
    expect(Number(over.headers['retry-after'])).toBeGreaterThan(0)
    expect(over.json().retryAfterSeconds).toBeLessThanOrEqual(60)
    expect((await read({}, '192.0.2.2')).statusCode).toBe(200)
    expect((await read({ authorization: 'Bearer anna' })).statusCode).toBe(200)
    const payload = { title: 'A', year: 2026 }
    expect(
      (await app.inject({ method: 'POST', url: v1('/notices'), payload, remoteAddress: '192.0.2.1' })).statusCode,
    ).toBe(201)
    expect((await app.inject({ url: '/healthz', remoteAddress: '192.0.2.1' })).statusCode).toBe(200)
  })

  test('where a secret could be guessed the limit is strict, and another account does not widen it', async () => {
    const { app } = await server()
    const guess = (headers = {}) => app.inject({ method: 'POST', url: v1('/sign-in'), headers })
    expect([(await guess()).statusCode, (await guess()).statusCode]).toEqual([200, 200])
    expect((await guess({ authorization: 'Bearer anna' })).statusCode).toBe(429)
  })

  test('one network of IPv6 addresses is one visitor', async () => {
    const { app } = await server({ limits: { readsPerMinute: 1 } })
    const read = (remoteAddress: string) => app.inject({ url: v1('/who'), remoteAddress })
    expect((await read('2001:db8:1:1::1')).statusCode).toBe(200)
    expect((await read('2001:db8:1:1::ffff')).statusCode).toBe(429)
    expect((await read('2001:db8:1:2::1')).statusCode).toBe(200)
  })
})

describe('health', () => {
  test('alive and ready, by name', async () => {
    const { app } = await server()
    expect((await app.inject('/healthz')).json()).toEqual({ alive: true })
    expect((await app.inject('/readyz')).json()).toEqual({ ready: true, checks: { database: true } })
  })

  test('not ready when a check is not so, and when the checks fail, without saying more to strangers', async () => {
    const failing = await server({ ready: async () => ({ database: true, ledger: false }) })
    const answer = await failing.app.inject('/readyz')
    expect([answer.statusCode, answer.json()]).toEqual([
      503,
      { ready: false, checks: { database: true, ledger: false } },
    ])
    const broken = await server({ ready: async () => Promise.reject(new Error('postgres://secret')) })
    expect((await broken.app.inject('/readyz')).body).not.toContain('secret')
  })

  test('measurements are for this machine and for those who may', async () => {
    const { app } = await server()
    await app.inject(v1('/notices/7'))
    const local = await app.inject('/metrics')
    expect(local.body).toContain('route="/api/v1/notices/:id",status="200"} 1')
    const forwarded = { 'x-forwarded-for': '192.0.2.9' }
    expect((await app.inject({ url: '/metrics', headers: forwarded })).statusCode).toBe(401)
    expect((await app.inject({ url: '/metrics', remoteAddress: '192.0.2.9' })).statusCode).toBe(401)
    const may = { ...forwarded, authorization: 'Bearer anna' }
    expect((await app.inject({ url: '/metrics', headers: may })).statusCode).toBe(200)
  })
})
