/** A login elsewhere, against a real OpenID Connect server on this machine. */
import { generateKeyPairSync } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import Provider, { type Configuration } from 'oidc-provider'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { allowed } from './openid.ts'
import { Browser, PASSWORD, testHouse, tokenIn, totp, type House } from './testing.ts'

const REDIRECT = 'https://unia.example/api/v1/session/outside/callback'
let home: House
let server: Server
let issuer = ''
let provider: Provider
let keys = 0

async function newProvider(more: Configuration = {}): Promise<void> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: `${++keys}` }
  provider = new Provider(issuer, {
    clients: [{ client_id: 'unia', client_secret: 'a secret of the tests', redirect_uris: [REDIRECT] }],
    jwks: { keys: [key] } as Configuration['jwks'],
    cookies: { keys: ['of the tests'] },
    pkce: { required: () => true },
    findAccount: (_ctx, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: 'Anna N.', birth_year: 1980, district: 'Centre', secret_health: 'well' }),
    }),
    claims: { openid: ['sub'], profile: ['name', 'birth_year', 'district', 'secret_health'] },
    ...more,
  })
}

beforeAll(async () => {
  server = createServer((request, response) => void provider.callback()(request, response))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  issuer = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  for (const loud of ['warn', 'info'] as const) vi.spyOn(console, loud).mockImplementation(() => {})
  await newProvider()
  home = await testHouse(undefined, {
    oidc: {
      ...{ issuer, clientId: 'unia', clientSecret: 'a secret of the tests', scope: 'openid profile' },
      ...{ names: { pl: 'Węzeł', en: 'National login', uk: 'Вузол' }, claims: ['birth_year', 'district', 'absent'] },
    },
  })
})
afterEach(() => void vi.useRealTimers())
afterAll(async () => {
  server.close()
  await home.database.close()
})

/** What a browser does at the other place: follows, fills in, agrees; until it is sent back here. Gives the query. */
async function atTheOtherPlace(to: string, login: string): Promise<string> {
  const cookies = new Map<string, string>()
  let [url, body] = [to, undefined as string | undefined]
  for (let steps = 0; steps < 12; steps++) {
    const answer = await fetch(url, {
      ...{ method: body ? 'POST' : 'GET', body, redirect: 'manual' },
      headers: {
        ...(body && { 'content-type': 'application/x-www-form-urlencoded' }),
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      cookies.set(name!, value!)
    }
    body = undefined
    const location = answer.headers.get('location')
    if (location?.startsWith(REDIRECT)) return new URL(location).search
    if (location) {
      url = new URL(location, url).href
      continue
    }
    const page = await answer.text()
    const [, action] = /action="([^"]+)"/.exec(page) ?? []
    if (!action) throw new Error(page)
    const prompt = /name="prompt" value="(\w+)"/.exec(page)![1]!
    ;[url, body] = [new URL(action, url).href, new URLSearchParams({ prompt, login, password: 'any' }).toString()]
  }
  throw new Error('the other place led nowhere')
}

async function comeBy(browser: Browser, login: string, change = (search: string) => search) {
  const { to, cookies } = await home.identity.outside.begin({ lang: 'en', next: '/en/account' })
  browser.take(cookies)
  const answer = await home.identity.outside.finish(browser.caller, change(await atTheOtherPlace(to, login)), 'en')
  browser.take(answer.cookies)
  return answer.to
}
const actorOf = async (browser: Browser) => (await home.identity.authenticate({ cookie: browser.caller.cookie })).actor
const refusal = (code: string) => expect.objectContaining({ code: `identity.${code}` })
const FAILED = expect.stringContaining('/en/sign-in?done=outsideFailed')

test('a login is connected by somebody who has shown that both are theirs, and opens the account from then on', async () => {
  const anna = await home.person('anna@example.org')
  const { id } = await home.identity.account(anna.caller)
  expect(await comeBy(anna, 'anna-elsewhere')).toBe('/en/account/outside')
  expect(await home.identity.claimsOf(id)).toEqual({})
  expect(await home.identity.outside.pending(anna.caller)).toEqual({
    claims: { birth_year: '1980', district: 'Centre' },
  })
  anna.take(await home.identity.outside.connect(anna.caller))
  expect(home.letters.at(-1)!.text).toMatch(/outside login was just connected/)
  await expect(home.identity.outside.connect(anna.caller)).rejects.toEqual(refusal('outsideFailed'))

  const phone = new Browser()
  expect(await comeBy(phone, 'anna-elsewhere')).toBe('/en/sign-in?next=%2Fen%2Faccount')
  expect((await actorOf(phone)).id).toBe(id)
  expect(await home.identity.claimsOf(id)).toEqual({ birth_year: '1980', district: 'Centre' })
  await home.identity.outside.disconnect(phone.caller)
  expect(await home.identity.claimsOf(id)).toEqual({})
  expect(await comeBy(new Browser(), 'anna-elsewhere')).toContain('done=outsideFirst')
})

test('a newcomer makes an account by mail first; the same address elsewhere proves nothing', async () => {
  await home.person('new-elsewhere@example.org')
  const phone = new Browser()
  expect(await comeBy(phone, 'new-elsewhere@example.org')).toBe(
    '/en/sign-in?done=outsideFirst&next=%2Fen%2Faccount%2Foutside',
  )
  expect((await actorOf(phone)).kind).toBe('visitor')
  await home.identity.requestLink(phone.caller, { email: 'newcomer@example.org', language: 'en', name: 'N' })
  await home.work()
  phone.take((await home.identity.enter(phone.caller, tokenIn(home.letters.at(-1)!))).cookies)
  phone.take(await home.identity.outside.connect(phone.caller))
  const other = await home.person('taker@example.org')
  expect(await comeBy(other, 'new-elsewhere@example.org')).toBe('/en/sign-in?next=%2Fen%2Faccount')
  expect((await home.identity.account(other.caller)).email).toBe('newcomer@example.org')
})

test('a login belongs to one account, and an account has one', async () => {
  const [one, two] = [await home.person('one@example.org'), await home.person('two@example.org')]
  await comeBy(one, 'shared')
  await comeBy(two, 'shared')
  one.take(await home.identity.outside.connect(one.caller))
  await expect(home.identity.outside.connect(two.caller)).rejects.toEqual(refusal('outsideTaken'))
  await comeBy(one, 'another')
  await expect(home.identity.outside.connect(one.caller)).rejects.toEqual(refusal('outsideTaken'))
})

test('a login elsewhere is no way around the second factor', async () => {
  const staff = await home.person('staff@example.org', 'administrator')
  await comeBy(staff, 'staff-elsewhere')
  staff.take(await home.identity.outside.connect(staff.caller))
  const { secret } = await home.identity.enrolTotp(staff.caller, PASSWORD)
  staff.take(await home.identity.confirmTotp(staff.caller, totp(secret)))
  const laptop = new Browser()
  expect(await comeBy(laptop, 'staff-elsewhere')).toContain('step=totp')
  expect((await actorOf(laptop)).kind).toBe('visitor')
})

test('what does not belong to this browser’s own question is refused: state, code, cookie, replay, a refusal there', async () => {
  const swap = (name: string, value: string) => (search: string) => {
    const query = new URLSearchParams(search)
    query.set(name, value)
    return `?${query}`
  }
  for (const change of [swap('state', 'x'.repeat(43)), swap('code', 'made-up'), swap('iss', 'https://evil.example')])
    expect(await comeBy(new Browser(), 'hostile', change)).toEqual(FAILED)
  expect(await comeBy(new Browser(), 'hostile', () => '?error=access_denied')).toEqual(FAILED)
  expect(await comeBy(new Browser(), 'hostile', () => '')).toEqual(FAILED)

  const { to, cookies } = await home.identity.outside.begin({ lang: 'en' })
  const search = await atTheOtherPlace(to, 'hostile')
  const finish = (browser: Browser) => home.identity.outside.finish(browser.caller, search, 'en')
  expect((await finish(new Browser())).to).toEqual(FAILED)
  const another = new Browser().take((await home.identity.outside.begin({ lang: 'en' })).cookies)
  expect((await finish(another)).to).toEqual(FAILED)
  const own = new Browser().take(cookies)
  const forged = new Browser().take(
    cookies.map((one) => ({ ...one, value: one.value.replace(/.$/, (last) => (last === '0' ? '1' : '0')) })),
  )
  expect((await finish(forged)).to).toEqual(FAILED)
  expect((await finish(own)).to).toContain('outsideFirst')
  expect((await finish(own)).to).toEqual(FAILED)
})

test('new keys there are fetched; a token that has expired is refused', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 400_000 })
  await newProvider()
  expect(await comeBy(new Browser(), 'rotated')).toContain('outsideFirst')
  await newProvider({ ttl: { IdToken: () => -3_600 } })
  vi.setSystemTime(Date.now() + 400_000)
  expect(await comeBy(new Browser(), 'expired')).toEqual(FAILED)
})

test('only plain values on the list are kept', () => {
  const claims = { a: 'x'.repeat(900), b: 7, c: true, d: { e: 1 }, f: 'no' }
  expect(allowed(claims, ['a', 'b', 'c', 'd', 'toString'])).toEqual({ a: 'x'.repeat(500), b: '7', c: 'true' })
})
