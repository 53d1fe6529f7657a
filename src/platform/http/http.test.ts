/** Requests are checked, refused in the caller's language, named, limited and protected; the API describes itself. */
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Refusal } from '#platform/errors'
import { strictly } from './limits.ts'
import { testHttp } from './testing.ts'
import type { Http, Needs } from './http.ts'

const opened: Http[] = []
afterEach(() => Promise.all(opened.splice(0).map((app) => app.close())))

async function server(needs: Partial<Needs> = {}) {
  const { app, logged } = await testHttp(needs)
  opened.push(app)
  await app.register(
    async (api) => {
      const typed = api.withTypeProvider<import('fastify-type-provider-zod').ZodTypeProvider>()
      typed.get('/who', async ({ actor, lang, id }) => ({ actor: actor.id, lang, id }))
      typed.get('/refused', async () => {
        throw new Refusal('notices.withdrawn', 410, { reason: 'pomyłka', status: 200, code: 'mine' })
      })
      typed.get('/broken', async () => {
        throw new Error('connect postgres://unia:pa55@db secret detail')
      })
      typed.get('/large', async () => ({ text: 'wskaźnik '.repeat(1_000) }))
      typed.post('/sign-in', { config: { rateLimit: strictly(2, 'sign-in') } }, async () => ({ ok: true }))
      const body = z.strictObject({
        title: z.string().min(1).max(20).describe('What it is called'),
        year: z.int().min(1900),
        kind: z.enum(['a', 'b']).optional(),
        mail: z.email().optional(),
        values: z
          .array(z.object({ unit: z.string() }))
          .max(2)
          .optional(),
        even: z
          .number()
          .refine((n) => n % 2 === 0, 'only even numbers')
          .optional(),
      })
      const response = { 201: z.object({ id: z.string() }).describe('The new notice') }
      const schema = { summary: 'Add a notice', tags: ['notices'], body, response }
      typed.post('/notices', { schema }, async (_request, reply) => reply.code(201).send({ id: 'n1' }))
      const querystring = z.object({ page: z.coerce.number().int().min(1).default(1) })
      typed.get(
        '/notices/:id',
        { schema: { params: z.object({ id: z.string() }), querystring } },
        async ({ params, query }) => ({
          ...params,
          ...query,
        }),
      )
    },
    { prefix: '/api/v1' },
  )
  return { app, logged }
}
const v1 = (path: string) => `/api/v1${path}`

describe('problems', () => {
  test('a refusal has its code, status, details and sentence, and its details cannot pass for anything else', async () => {
    const { app } = await server()
    const answer = await app.inject({ url: v1('/refused'), headers: { 'accept-language': 'uk-UA,en;q=0.5' } })
    expect(answer.statusCode).toBe(410)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': 'uk',
      'cache-control': 'no-store',
    })
    expect(answer.json()).toEqual({
      type: 'http://city.example/api/docs/problems/notices.withdrawn',
      title: 'uk status.410',
      status: 410,
      code: 'notices.withdrawn',
      detail: 'uk notices.withdrawn pomyłka 200 mine',
      instance: answer.headers['x-request-id'],
      reason: 'pomyłka',
    })
  })

  test('what nobody foresaw is internal, says nothing of itself, and is logged under its number', async () => {
    const { app, logged } = await server()
    const answer = await app.inject({ url: v1('/broken') })
    expect(answer.json()).toMatchObject({ status: 500, code: 'internal' })
    expect(answer.body).not.toMatch(/postgres|secret/)
    const line = logged.find((entry) => entry.includes('a request failed'))!
    expect(line).toContain('secret detail')
    expect(line).not.toContain('pa55')
    expect(logged.join('')).toContain(answer.json().instance)
  })

  test('wrong fields are named one by one, in the language asked for', async () => {
    const { app } = await server()
    const payload = { title: '', year: '1850', kind: 'c', mail: 'x', values: [{}, {}, {}], even: 3, extra: 1 }
    const answer = await app.inject({ method: 'POST', url: `${v1('/notices')}?lang=en`, payload })
    expect(answer.statusCode).toBe(400)
    const { code, errors } = answer.json()
    expect(code).toBe('invalid')
    const told = errors.map((error: { path: string; code: string; detail: string }) => `${error.path}: ${error.detail}`)
    expect(told).toEqual([
      'title: en field.missing',
      'year: en field.type number',
      'kind: en field.choice a, b',
      'mail: en field.format email',
      'values: en field.tooLarge array 2 true',
      'even: only even numbers',
      ': en field.unknown extra',
    ])
    const inner = await app.inject({
      method: 'POST',
      url: v1('/notices'),
      payload: { title: 'A', year: 2026, values: [{ unit: 1 }, {}] },
    })
    expect(inner.json().errors).toEqual([
      { in: 'body', path: 'values.0.unit', code: 'field.type', detail: 'pl field.type string' },
      { in: 'body', path: 'values.1.unit', code: 'field.missing', detail: 'pl field.missing' },
    ])
    const query = await app.inject(`${v1('/notices/7')}?page=0`)
    expect(query.json().errors).toMatchObject([{ in: 'query', path: 'page', code: 'field.tooSmall' }])
  })

  test('the language is asked for, else preferred, else Polish', async () => {
    const { app } = await server()
    const lang = async (url: string, accept?: string) =>
      (await app.inject({ url: v1(url), headers: accept ? { 'accept-language': accept } : {} })).json().lang
    expect(await lang('/who?x=1&lang=uk', 'en')).toBe('uk')
    expect(await lang('/who?lang=xx', 'de, en;q=0.2, uk;q=0.4')).toBe('uk')
    expect(await lang('/who', 'de, *')).toBe('pl')
    expect(await lang('/who', 'pl;q=0, en;q=0.1')).toBe('en')
    expect(await lang('/who')).toBe('pl')
  })

  test('an unknown address is 404; a known one asked wrongly is 405 and says how', async () => {
    const { app } = await server()
    expect((await app.inject('/api/v1/nothing')).json()).toMatchObject({ status: 404, code: 'notFound' })
    expect((await app.inject('/api/nothing?x=/api/v1/who')).statusCode).toBe(404)
    const wrong = await app.inject({ method: 'DELETE', url: v1('/notices/7?x=1') })
    expect(wrong.json()).toMatchObject({ status: 405, code: 'methodNotAllowed', allowed: ['GET', 'HEAD'] })
    expect(wrong.headers.allow).toBe('GET, HEAD')
    const asked = await app.inject({ method: 'OPTIONS', url: v1('/notices') })
    expect([asked.statusCode, asked.headers.allow]).toEqual([204, 'POST'])
  })

  test.each([
    ['half a JSON', '{"title":', 'application/json', 400, 'malformed'],
    ['poisoned JSON', '{"__proto__":{"admin":true}}', 'application/json', 400, 'malformed'],
    ['nothing as JSON', '', 'application/json', 400, 'malformed'],
    ['an unknown format', '<x/>', 'application/xml', 415, 'unsupportedMediaType'],
    ['too much', `"${'x'.repeat(2_100_000)}"`, 'application/json', 413, 'tooLarge'],
  ])('%s is refused', async (_, payload, type, status, code) => {
    const { app } = await server()
    const answer = await app.inject({ method: 'POST', url: v1('/notices'), payload, headers: { 'content-type': type } })
    expect([answer.statusCode, answer.json().code]).toEqual([status, code])
  })

  test.each(['/api/v1/%', '/api/v1/notices/%E0%A4%A', `/api/v1/notices/${'x'.repeat(5_000)}`, '/api/v1/..%2f..%2fetc'])(
    'the odd address %s is answered by a problem',
    async (url) => {
      const { app } = await server()
      const answer = await app.inject(url)
      expect(answer.statusCode).toBeGreaterThanOrEqual(400)
      expect(answer.statusCode).toBeLessThan(500)
      expect(answer.json().code).toMatch(/malformed|notFound|tooLarge/)
      expect(answer.headers['x-content-type-options']).toBe('nosniff')
    },
  )

  test('a sentence that cannot be made does not hide the problem', async () => {
    const sentence = () => {
      throw new Error('no such message')
    }
    const { app } = await server({ sentence })
    expect((await app.inject(v1('/refused'))).json()).toMatchObject({ status: 410, detail: 'notices.withdrawn' })
  })

  test('each code has a page that explains it; nothing in its address is believed', async () => {
    const { app } = await server()
    const page = await app.inject('/api/docs/problems/notices.withdrawn')
    expect(page.body).toContain('<p lang="uk">uk notices.withdrawn')
    expect((await app.inject('/api/docs/problems/%3Cscript%3E')).statusCode).toBe(404)
  })
})

describe('who asks', () => {
  test('a visitor is not asked about; a cookie or a key is', async () => {
    let asked = 0
    const { app } = await server({
      authenticate: async () => (asked++, { id: 'p1', kind: 'person', can: () => false }),
    })
    expect((await app.inject(v1('/who'))).json().actor).toBe('visitor')
    expect(asked).toBe(0)
    expect((await app.inject({ url: v1('/who'), headers: { cookie: 's=1' } })).json().actor).toBe('p1')
  })

  test('a bad key is refused as its module says', async () => {
    const authenticate = async () => Promise.reject(new Refusal('identity.badKey', 401))
    const { app } = await server({ authenticate })
    const answer = await app.inject({ url: v1('/who'), headers: { authorization: 'Bearer old' } })
    expect(answer.json()).toMatchObject({ status: 401, code: 'identity.badKey' })
  })

  test("a valid request id is the caller's, any other is made", async () => {
    const { app } = await server()
    const id = async (given?: string) =>
      (await app.inject({ url: v1('/who'), headers: given ? { 'x-request-id': given } : {} })).headers['x-request-id']
    expect(await id('trace-0198c0de')).toBe('trace-0198c0de')
    for (const odd of ['short', 'with space in it', 'x'.repeat(200), '<script>alert</script>'])
      expect(await id(odd)).toMatch(/^[0-9a-f-]{36}$/)
  })
})

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
    const config = { baseUrl: 'https://city.example', trustProxy: true, uploadBytesMax: 1 }
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

test('answers are tagged, compressed and not sent again to who has them', async () => {
  const { app } = await server()
  const answer = await app.inject({ url: v1('/large'), headers: { 'accept-encoding': 'br' } })
  expect(answer.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' })
  expect(answer.rawPayload.length).toBeLessThan(300)
  const again = await app.inject({ url: v1('/large'), headers: { 'if-none-match': String(answer.headers.etag) } })
  expect([again.statusCode, again.body]).toEqual([304, ''])
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

describe('the description of the API', () => {
  test('is OpenAPI 3.1 with every route of the API, and only those', async () => {
    const { app } = await server()
    const document = (await app.inject('/api/openapi.json')).json()
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths)).toContain('/api/v1/notices/{id}')
    expect(Object.keys(document.paths).every((path) => path.startsWith('/api/v1/'))).toBe(true)
    const { post } = document.paths['/api/v1/notices']
    expect(post.requestBody.content['application/json'].schema.properties.title.maxLength).toBe(20)
    expect(post.responses).toMatchObject({ 201: {}, default: { $ref: '#/components/responses/Problem' } })
  })

  test('is a page with every operation, its fields and examples, and its own style allowed by hash', async () => {
    const { app } = await server()
    const page = await app.inject('/api/docs')
    expect(page.headers['content-security-policy']).toMatch(/style-src 'self' 'sha256-[\w+/=]+'/)
    expect(page.body).toContain('Add a notice')
    expect(page.body).toContain('What it is called')
    expect(page.body).toContain('&quot;year&quot;: 1900')
    expect(page.body).not.toContain('<script')
  })
})
