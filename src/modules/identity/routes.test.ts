/** The routes, asked as a browser and as a system would. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHttp, type Http } from '#platform/http'
import { createLog } from '#platform/log'
import { createMetrics } from '#platform/metrics'
import { sentence } from '#words'
import { identityRoutes } from './index.ts'
import { SecurityKey } from './security-key.ts'
import { house, PASSWORD, testHouse, tokenIn, totp, type House } from './testing.ts'

const baseUrl = 'https://unia.example'
let home: House
let app: Http
const logged: string[] = []

beforeAll(async () => {
  home = await testHouse()
  app = await createHttp({
    config: { baseUrl, trustProxy: false },
    log: createLog({ level: 'debug', to: { write: (line) => void logged.push(line) } }),
    metrics: createMetrics({ processMetrics: false }),
    ready: async () => ({}),
    authenticate: async ({ headers }) => (await home.identity.authenticate(headers)).actor,
    sentence,
  })
  await app.register(identityRoutes(home.identity), { prefix: '/api/v1' })
})
afterAll(async () => {
  await app.close()
  await home.database.close()
})

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A browser on the page of the house: keeps cookies, says where it comes from. */
function browser() {
  const cookies = new Map<string, string>()
  return async (method: Method, path: string, body?: object, headers: Record<string, string> = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { origin: baseUrl, 'accept-language': 'en', ...(cookie && { cookie }), ...headers },
      ...(body && { payload: body }),
    })
    for (const { name, value, maxAge } of answer.cookies) {
      if (maxAge === 0) cookies.delete(name)
      else cookies.set(name, encodeURIComponent(value))
    }
    return { status: answer.statusCode, headers: answer.headers, body: answer.body ? answer.json() : undefined }
  }
}

async function administrator() {
  const ask = browser()
  const email = `admin-${home.letters.length}@example.org`
  await home.identity.invite(house, { email, role: 'administrator', organisationId: home.city.id })
  const token = tokenIn(home.letters.at(-1)!)
  const accepted = await ask('POST', '/invitations/acceptance', { token, name: 'Olha', password: PASSWORD })
  expect(accepted).toMatchObject({ status: 201, body: { state: 'signedIn', role: 'administrator' } })
  return { ask, email }
}

test('a visitor is told so, and refused what is not theirs, in their language', async () => {
  const ask = browser()
  expect((await ask('GET', '/session')).body).toEqual({ actor: { id: 'visitor', kind: 'visitor' } })
  const refused = await ask('GET', '/account', undefined, { 'accept-language': 'pl' })
  expect(refused).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
  const wrong = { email: 'nobody@example.org', password: 'x' }
  expect((await ask('POST', '/session', wrong)).body).toMatchObject({
    status: 401,
    code: 'identity.wrongCredentials',
    detail: 'The e-mail address or the password is not right.',
  })
  expect((await ask('POST', '/session', { email: 'x' })).status).toBe(400)
  expect((await ask('GET', `/memberships?organisationId=${home.city.id}`)).status).toBe(401)
})

test('signing in with a second factor, over HTTP', async () => {
  const { ask, email } = await administrator()
  const { secret, backupCodes } = (await ask('POST', '/account/totp', { password: PASSWORD })).body
  expect(backupCodes).toHaveLength(10)
  const now = Date.now()
  const confirmation = await ask('POST', '/account/totp/confirmation', { code: totp(secret, now - 30_000) })
  expect(confirmation.status).toBe(204)
  expect((await ask('GET', '/account')).body).toMatchObject({ totp: true, memberships: [{ role: 'administrator' }] })
  const out = await ask('DELETE', '/session')
  expect(out.status).toBe(204)
  expect((await ask('GET', '/session')).body.actor.kind).toBe('visitor')
  const first = await ask('POST', '/session', { email, password: PASSWORD })
  expect(first).toMatchObject({
    status: 201,
    body: { state: 'secondFactor' },
    headers: { 'cache-control': 'no-store' },
  })
  expect((await ask('GET', '/session')).body.actor.kind).toBe('visitor')
  const second = await ask('POST', '/session/second-factor', { code: totp(secret, now) })
  expect(second).toMatchObject({ status: 201, body: { state: 'signedIn' } })
  expect(String(second.headers['set-cookie'])).toMatch(/HttpOnly; Secure/)
  expect((await ask('GET', '/session')).body).toMatchObject({ actor: { kind: 'person', name: 'Olha' } })
})

test('an administrator keeps organisations, people and keys; a key acts for its system', async () => {
  const { ask } = await administrator()
  const names = { pl: 'Wydział', en: 'Department', uk: 'Відділ' }
  const made = await ask('POST', '/organisations', { kind: 'department', names, parentId: home.city.id })
  expect(made).toMatchObject({ status: 201, body: { kind: 'department', names } })
  const organisationId = made.body.id as string
  expect((await ask('POST', '/organisations', { kind: 'city', names })).status).toBe(400)
  const renamed = { kind: 'department', names: { ...names, en: 'Roads' }, parentId: home.city.id }
  expect((await ask('PUT', `/organisations/${organisationId}`, renamed)).body.names.en).toBe('Roads')
  expect((await ask('GET', '/organisations')).body.organisations).toHaveLength(2)

  const invited = await ask('POST', '/invitations', { email: 'new@example.org', organisationId, role: 'editor' })
  expect(invited.status).toBe(201)
  expect(JSON.stringify(invited.body)).not.toContain(tokenIn(home.letters.at(-1)!))
  expect((await ask('GET', `/invitations?organisationId=${organisationId}`)).body.invitations).toHaveLength(1)
  expect((await ask('DELETE', `/invitations/${invited.body.id}`)).status).toBe(204)

  const draft = {
    name: 'Sensors',
    organisationId,
    scopes: ['audit.read'],
    expiresAt: new Date(Date.now() + 86_400_000),
  }
  const { key, apiKey } = (await ask('POST', '/api-keys', draft)).body
  const asSystem = { authorization: `Bearer ${key}` }
  const system = browser()
  expect((await system('GET', '/session', undefined, asSystem)).body.actor).toMatchObject({
    kind: 'key',
    name: 'Sensors',
  })
  expect((await system('GET', `/api-keys?organisationId=${organisationId}`, undefined, asSystem)).status).toBe(403)
  expect((await system('GET', '/account', undefined, asSystem)).status).toBe(401)
  expect((await ask('GET', `/api-keys?organisationId=${organisationId}`)).body.apiKeys).toMatchObject([
    { id: apiKey.id },
  ])
  expect((await ask('DELETE', `/api-keys/${apiKey.id}`)).status).toBe(204)
  const revoked = await system('GET', '/organisations', undefined, asSystem)
  expect(revoked).toMatchObject({
    status: 401,
    body: { code: 'identity.badKey', detail: 'This API key is not valid.' },
  })
  expect((await ask('POST', '/api-keys', { ...draft, scopes: ['identity.manage'] })).status).toBe(400)
})

test('one’s own account: sessions, entries, name, password, end', async () => {
  const { ask, email } = await administrator()
  const next = 'quite another long sentence'
  expect((await ask('PATCH', '/account', { name: 'Olha K.', language: 'uk' })).body).toMatchObject({ language: 'uk' })
  expect((await ask('GET', '/account/sessions')).body.sessions).toMatchObject([{ current: true }])
  expect((await ask('PUT', '/account/password', { current: 'no', next })).body.code).toBe('identity.wrongPassword')
  expect((await ask('PUT', '/account/password', { current: PASSWORD, next: 'short' })).body.code).toBe(
    'identity.weakPassword',
  )
  expect((await ask('PUT', '/account/password', { current: PASSWORD, next })).status).toBe(204)
  expect((await ask('DELETE', '/account/sessions')).body).toEqual({ ended: 0 })
  const { id } = (await ask('GET', '/account')).body
  await home.kinds(id)
  const { entries } = (await ask('GET', '/account/entries')).body
  expect(entries[0].entry).toMatchObject({ kind: 'identity.password.changed', actor: id })
  expect((await ask('DELETE', '/account', { password: next })).status).toBe(204)
  expect((await ask('POST', '/session', { email, password: next })).status).toBe(401)
})

test('a password is reset by mail; the answer is the same for an address without an account', async () => {
  const { email } = await administrator()
  const ask = browser()
  for (const address of [email, 'nobody@example.org', 'not an address']) {
    expect((await ask('POST', '/password-resets', { email: address })).status).toBe(202)
  }
  await home.work()
  const token = tokenIn(home.letters.at(-1)!)
  const password = 'set anew by the link'
  expect((await ask('POST', '/password-resets/completion', { token, password })).status).toBe(204)
  expect((await ask('POST', '/password-resets/completion', { token, password })).status).toBe(410)
  expect((await ask('POST', '/session', { email, password })).status).toBe(201)
})

test('a resident comes in by a link, adds a passkey and comes back with it', async () => {
  const ask = browser()
  const email = 'resident@example.org'
  expect((await ask('POST', '/entry-links', { email, language: 'en', name: 'Ola' })).status).toBe(202)
  expect((await ask('POST', '/entry-links', { email: 'not an address', language: 'en' })).status).toBe(400)
  await home.work()
  const token = tokenIn(home.letters.at(-1)!)
  expect((await ask('POST', '/entry-links/entry', { token })).body).toEqual({ state: 'signedIn' })
  expect((await ask('POST', '/entry-links/entry', { token })).body.code).toBe('identity.linkExpired')
  const key = new SecurityKey()
  const options = (await ask('POST', '/account/passkeys/options', {})).body
  const added = await ask('POST', '/account/passkeys', { name: 'Phone', response: key.create(options) })
  expect(added).toMatchObject({ status: 201, body: { name: 'Phone' } })
  const { id } = added.body
  expect((await ask('PATCH', `/account/passkeys/${id}`, { name: 'Desk' })).status).toBe(204)
  expect((await ask('GET', '/account/passkeys')).body.passkeys).toMatchObject([{ id, name: 'Desk' }])

  const phone = browser()
  const question = (await phone('POST', '/session/passkey/options', {})).body
  expect(JSON.stringify(question)).not.toContain(key.id)
  const response = key.get(question)
  const foreign = { origin: 'https://evil.example' }
  expect((await phone('POST', '/session/passkey', { response }, foreign)).status).toBe(403)
  expect((await phone('POST', '/session/passkey', { response: { ...response, id: 7 } })).status).toBe(400)
  expect((await phone('POST', '/session/passkey', { response })).status).toBe(201)
  expect((await phone('POST', '/session/passkey', { response })).body.code).toBe('identity.badPasskey')
  expect((await phone('GET', '/account')).body).toMatchObject({ email, password: false })
  expect((await phone('GET', '/account/data')).body).toMatchObject({ account: { email } })
  expect((await phone('DELETE', `/account/passkeys/${id}`)).status).toBe(204)
  expect((await phone('DELETE', '/account', {})).status).toBe(204)
})

test('one click in a mail program ends the letters: a form of theirs, no cookie, no origin', async () => {
  const { ask } = await administrator()
  expect((await ask('PUT', '/account/follows/project:1')).status).toBe(204)
  expect((await ask('PUT', '/account/follows/nonsense')).status).toBe(400)
  const texts = { pl: 'Gotowe', en: 'Done', uk: 'Готово' }
  const notice = { subject: 'project:1', kind: 'project.done', title: texts, body: texts, path: '/projects/1' }
  await home.database.db.transaction().execute((tx) => home.identity.notices.tell(tx, notice))
  await home.work()
  const url = new URL(home.letters.at(-1)!.unsubscribe!)
  const click = (search: string) =>
    app.inject({
      ...{ method: 'POST', url: url.pathname + search, payload: 'List-Unsubscribe=One-Click' },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  expect((await click('?token=made.up')).statusCode).toBe(410)
  expect((await app.inject({ method: 'GET', url: url.pathname + url.search })).statusCode).not.toBe(204)
  expect((await ask('GET', '/account/notices')).body).toMatchObject({ mail: 'atOnce', follows: [{}], told: [{}] })
  expect((await click(url.search)).statusCode).toBe(204)
  expect((await ask('GET', '/account/notices')).body.follows).toEqual([])
  expect((await browser()('GET', '/account/notices')).status).toBe(401)
})

test('a parent consents, a child takes it up; nobody else reads of it', async () => {
  const [{ ask: parent }, { ask: child }] = [await administrator(), await administrator()]
  const birthYear = new Date().getFullYear() - 12
  const { code } = (await parent('POST', '/account/consents', { name: 'Zosia', birthYear })).body
  expect((await parent('POST', '/account/consents/acceptance', { code })).body.code).toBe('identity.ownConsent')
  expect((await child('POST', '/account/consents/acceptance', { code })).status).toBe(204)
  const { received } = (await child('GET', '/account/consents')).body
  expect(received).toMatchObject([{ birthYear }])
  expect(received[0]).not.toHaveProperty('parentId')
  expect((await parent('DELETE', `/account/consents/${received[0].id}`)).status).toBe(204)
  expect((await browser()('GET', '/account/consents')).status).toBe(401)
})

test('without an outside login its addresses lead nowhere', async () => {
  expect((await browser()('GET', '/session/outside?lang=en')).body.code).toBe('identity.outsideOff')
  expect((await browser()('GET', '/session/outside/callback?code=x&state=y')).status).toBe(404)
})

test('another site’s page cannot sign anybody in or out', async () => {
  const { ask, email } = await administrator()
  const foreign = { origin: 'https://evil.example' }
  expect((await ask('DELETE', '/session', undefined, foreign)).status).toBe(403)
  expect((await ask('POST', '/session', { email, password: PASSWORD }, foreign)).status).toBe(403)
})

test('no password, key, code or address is in the log', () => {
  const all = logged.join('\n')
  expect(all).toContain('/api/v1/session')
  expect(all).not.toMatch(/battery|unia_|@example\.org/)
})
