/** A resident comes in: by a link, then by a passkey; and sees to notices, children and what the account holds. */
import { generateKeyPairSync } from 'node:crypto'
import { createServer as createSite, type Server } from 'node:http'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration } from 'oidc-provider'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { BrowserContext, Page } from 'playwright-core'
import { words } from '#words'
import { expectGoodAnywhere, openHouse, type House } from '../browser.ts'

const pl = words.pl.t
let house: House
let resident: BrowserContext
let page: Page
/** A passkey belongs to a name, not to a number: the house has to know its own from the start. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}
let here = ''
let elsewhere: Server

/** A national login on this machine, by the server that others test theirs against. */
async function openElsewhere(): Promise<Record<string, string>> {
  for (const loud of ['warn', 'info'] as const) vi.spyOn(console, loud).mockImplementation(() => {})
  const issuer = `http://127.0.0.1:${await freePort()}`
  const client = { client_id: 'unia', client_secret: 'a secret of the tests' }
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: '1' }
  const provider = new Provider(issuer, {
    clients: [{ ...client, redirect_uris: [`${here}/api/v1/session/outside/callback`] }],
    jwks: { keys: [key] } as Configuration['jwks'],
    cookies: { keys: ['of the tests'] },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, district: 'Centre', health: 'well' }) }),
    claims: { openid: ['sub'], profile: ['district', 'health'] },
  })
  const answer = provider.callback()
  elsewhere = createSite((request, response) => void answer(request, response))
  await new Promise<void>((listening) => elsewhere.listen(Number(new URL(issuer).port), '127.0.0.1', listening))
  const names = {
    NET_ALLOW: '127.0.0.0/8',
    OIDC_NAME_PL: 'Węzeł krajowy',
    OIDC_SCOPE: 'openid profile',
    OIDC_CLAIMS: 'district',
  }
  return { ...names, OIDC_ISSUER: issuer, OIDC_CLIENT_ID: client.client_id, OIDC_CLIENT_SECRET: client.client_secret }
}

beforeAll(async () => {
  const port = await freePort()
  here = `http://localhost:${port}`
  house = await openHouse({ PORT: String(port), MQTT_PORT: '0', BASE_URL: here, ...(await openElsewhere()) })
  resident = await house.someone({ size: 'phone' })
  page = await resident.newPage()
}, 240_000)
afterAll(async () => {
  vi.restoreAllMocks()
  elsewhere?.close()
  await house?.close()
})

const press = (name: string) => page.getByRole('button', { name, exact: true }).click()

test('makes an account without a password: an address, a letter, a button', async () => {
  await page.goto(`${here}/pl/zaloz-konto`)
  await expectGoodAnywhere(page)
  await page.fill('#name', 'Ola')
  await page.fill('#email', 'ola@example.org')
  await press(pl('signing.up.button'))
  await page.waitForURL(/done=link/)
  await expectGoodAnywhere(page)
  await page.goto(here + (await house.linkTo('ola@example.org')))
  await expectGoodAnywhere(page)
  expect(await page.inputValue('#name')).toBe('Ola')
  await press(pl('signing.enter.buttonNew'))
  await page.waitForURL(/\/pl\/konto$/)
})

test('adds a passkey, signs out, and comes back with it: no address, no password', async () => {
  const cdp = await resident.newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    },
  })
  await page.fill('#newPasskey', 'Telefon')
  await press(pl('signing.passkeys.add'))
  await page.waitForURL(/done=passkey/)
  await page.getByText('Telefon', { exact: true }).waitFor()
  await expectGoodAnywhere(page)
  await page.goto(`${here}/pl/wylogowanie`)
  await press(pl('identity.signOut.button'))
  await page.waitForURL(/\/pl$/)
  await page.goto(`${here}/pl/logowanie`)
  await expectGoodAnywhere(page)
  await press(pl('signing.passkey'))
  await page.waitForURL(/\/pl\/konto$/)
})

test('connects the login of elsewhere and comes in by it, and it tells no more than the city asks for', async () => {
  const comeBy = async (to: RegExp, isAsked: boolean) => {
    await page.getByRole('link', { name: /Węzeł krajowy/ }).click()
    if (isAsked) {
      await page.locator('[name=login]').fill('ola-elsewhere')
      await page.locator('[name=password]').fill('any')
      await page.locator('button[type=submit]').click()
      await page.locator('[name=prompt][value=consent]').waitFor({ state: 'attached' })
      await page.locator('button[type=submit]').click()
    }
    await page.waitForURL(to)
  }
  // Who comes back without is told so where they came from.
  await page.goto(`${here}/api/v1/session/outside/callback?error=access_denied`)
  await page.getByText(pl('errors.identity.outsideFailed')).waitFor()
  await comeBy(/konto\/.+/, true)
  const said = await page.locator('main').innerText()
  expect(said).toContain('Centre')
  expect(said).not.toContain('well')
  await expectGoodAnywhere(page)
  await press(pl('signing.logins.confirmButton'))
  await page
    .getByText(/Węzeł krajowy/)
    .first()
    .waitFor()
  await page.goto(`${here}/pl/wylogowanie`)
  await press(pl('identity.signOut.button'))
  await page.waitForURL(/\/pl$/)
  await page.goto(`${here}/pl/logowanie`)
  await comeBy(/\/pl\/konto$/, false)
})

test('follows something, is told, and ends it by the way out in the letter', async () => {
  const { identity, database } = house.unia
  const cookie = (await resident.cookies(here)).map(({ name, value }) => `${name}=${value}`).join('; ')
  const { actor } = await identity.authenticate({ cookie })
  await identity.notices.follow(actor, 'project:1')
  const title = { pl: 'Ścieżka gotowa', en: 'The path is ready', uk: 'Стежка готова' }
  await database.db.transaction().execute((tx) =>
    identity.notices.tell(tx, {
      subject: 'project:1',
      kind: 'project.done',
      title,
      body: title,
      path: '/projects/1',
    }),
  )
  await expect.poll(async () => (await identity.notices.told(actor)).length, { timeout: 20_000 }).toBe(1)
  await page.goto(`${here}/pl/konto/powiadomienia`)
  await page.getByRole('link', { name: title.pl }).first().waitFor()
  await expectGoodAnywhere(page)
  await page.getByLabel(pl('notices.mail.weekly')).check()
  await press(pl('identity.account.save'))
  await page.getByText(pl('notices.saved')).waitFor()
  expect(await identity.notices.setting(actor)).toBe('weekly')
})

test('consents for a child, by a code that the page shows once', async () => {
  await page.goto(`${here}/pl/konto/dzieci`)
  await page.fill('#name', 'Zosia')
  await page.fill('#birthYear', '1990')
  await press(pl('family.button'))
  await page
    .getByText(pl('errors.identity.notAChild', { years: 18 }))
    .first()
    .waitFor()
  await page.fill('#birthYear', String(new Date().getFullYear() - 12))
  await press(pl('family.button'))
  await page.getByText(/[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}/).waitFor()
  await expectGoodAnywhere(page)
})
