/** Requests are checked, refused in the caller's language and named; the API describes itself. */
import { describe, expect, test } from 'vitest'
import { Refusal } from '#platform/errors'
import { serversForTests, v1 } from './testing.ts'

const { server } = serversForTests()

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

test('answers are tagged, compressed and not sent again to who has them', async () => {
  const { app } = await server()
  const answer = await app.inject({ url: v1('/large'), headers: { 'accept-encoding': 'br' } })
  expect(answer.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' })
  expect(answer.rawPayload.length).toBeLessThan(300)
  const again = await app.inject({ url: v1('/large'), headers: { 'if-none-match': String(answer.headers.etag) } })
  expect([again.statusCode, again.body]).toEqual([304, ''])
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
