/** Passkeys: made, used without an address, removed; and every way to misuse one. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { systemClock } from '#platform/clock'
import { SecurityKey, type Misuse } from './security-key.ts'
import { Browser, PASSWORD, testHouse, totp, type House } from './testing.ts'

let home: House
beforeAll(async () => {
  home = await testHouse()
})
afterAll(() => home.database.close())

const refusal = (code: string) => expect.objectContaining({ code: `identity.${code}` })

async function somebody(email: string) {
  const browser = await home.person(email)
  const key = new SecurityKey()
  const options = await home.identity.passkeyOptions(browser.caller, PASSWORD)
  const passkey = await home.identity.addPasskey(browser.caller, { name: 'Phone', response: key.create(options) })
  return { browser, key, passkey, id: (await home.identity.account(browser.caller)).id }
}
async function signIn(key: SecurityKey, misuse: Misuse = {}) {
  const browser = new Browser()
  const response = key.get(await home.identity.passkeyQuestion(), misuse)
  browser.take((await home.identity.signInByPasskey(browser.caller, response)).cookies)
  return (await home.identity.authenticate({ cookie: browser.caller.cookie })).actor
}

test('a passkey opens the account without an address, counts as both factors, and is told by mail', async () => {
  const { browser, key, id } = await somebody('anna@example.org')
  expect(home.letters.at(-1)).toMatchObject({ to: 'anna@example.org', subject: 'Signing in to Unia was changed' })
  const { secret } = await home.identity.enrolTotp(browser.caller, PASSWORD)
  browser.take(await home.identity.confirmTotp(browser.caller, totp(secret)))
  expect((await signIn(key)).id).toBe(id)
  expect(await home.identity.passkeys(browser.caller)).toMatchObject([
    { name: 'Phone', synced: false, lastUsedAt: expect.any(Date) },
  ])
  expect((await home.kinds(id)).slice(0, 2)).toEqual(['identity.session.started', 'identity.totp.enrolled'])
})

test('several passkeys live side by side; one that is removed opens nothing', async () => {
  const { browser, key, passkey, id } = await somebody('several@example.org')
  const second = new SecurityKey()
  const options = await home.identity.passkeyOptions(browser.caller, PASSWORD)
  expect(options.excludeCredentials).toMatchObject([{ id: key.id }])
  await home.identity.addPasskey(browser.caller, { name: 'Desk', response: second.create(options) })
  await home.identity.renamePasskey(browser.caller, passkey.id, '  Old phone ')
  expect((await home.identity.passkeys(browser.caller)).map(({ name }) => name)).toEqual(['Old phone', 'Desk'])
  await home.identity.removePasskey(browser.caller, passkey.id)
  await expect(signIn(key)).rejects.toEqual(refusal('unknownPasskey'))
  expect((await signIn(second)).id).toBe(id)
  await expect(home.identity.removePasskey(browser.caller, passkey.id)).rejects.toEqual(refusal('unknown'))
})

test('an answer is good once, for this house, from who was seen, with a counter that goes on', async () => {
  const { key } = await somebody('hostile@example.org')
  const other = await somebody('other@example.org')
  const bad: Misuse[] = [
    { origin: 'https://unia.example.evil' },
    { origin: 'http://unia.example' },
    { rpId: 'evil.example' },
    { verified: false },
    { signature: Buffer.from('MEUCIQ', 'base64') },
    { userHandle: Buffer.from(other.id).toString('base64url') },
    { userHandle: '' },
    { credentialId: other.key.id },
    { credentialId: other.key.id, userHandle: other.key.userHandle },
    { challenge: Buffer.from('made.1.up').toString('base64url') },
    { challenge: '' },
  ]
  for (const misuse of bad)
    await expect(signIn(key, misuse), JSON.stringify(misuse)).rejects.toEqual(refusal('badPasskey'))
  await signIn(key, { counter: 50 })
  await expect(signIn(key, { counter: 50 })).rejects.toEqual(refusal('badPasskey'))
  await expect(signIn(key, { counter: 7 })).rejects.toEqual(refusal('badPasskey'))
  const response = key.get(await home.identity.passkeyQuestion(), { counter: 51 })
  const caller = new Browser().caller
  const both = await Promise.allSettled([1, 2].map(() => home.identity.signInByPasskey(caller, response)))
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('the question of a key without a counter cannot be answered twice either', async () => {
  const browser = await home.person('zero@example.org')
  const key = new SecurityKey()
  const options = await home.identity.passkeyOptions(browser.caller, PASSWORD)
  const response = key.create(options, { counter: 0 })
  await home.identity.addPasskey(browser.caller, { name: 'K', response })
  await signIn(key, { counter: 0 })
  const answer = key.get(await home.identity.passkeyQuestion(), { counter: 0 })
  await home.identity.signInByPasskey(browser.caller, answer)
  await expect(home.identity.signInByPasskey(browser.caller, answer)).rejects.toEqual(refusal('badPasskey'))
})

test('a question grows old, and one that was put to an account is no sign-in', async () => {
  const { browser, key } = await somebody('late@example.org')
  const options = await home.identity.passkeyOptions(browser.caller, PASSWORD)
  await expect(signIn(key, { challenge: options.challenge })).rejects.toEqual(refusal('badPasskey'))
  const question = await home.identity.passkeyQuestion()
  const later = new Date(Date.now() + 11 * 60_000)
  const clock = vi.spyOn(systemClock, 'now').mockReturnValue(later)
  await expect(home.identity.signInByPasskey(browser.caller, key.get(question))).rejects.toEqual(refusal('badPasskey'))
  clock.mockRestore()
})

test('making one asks for the password, a question of one’s own and a device that verifies; not for another’s device', async () => {
  const { browser, key } = await somebody('maker@example.org')
  const stranger = await home.person('stranger@example.org')
  await expect(home.identity.passkeyOptions(stranger.caller, 'wrong password!')).rejects.toEqual(
    refusal('wrongPassword'),
  )
  const theirs = await home.identity.passkeyOptions(browser.caller, PASSWORD)
  const add = (response: ReturnType<SecurityKey['create']>) =>
    home.identity.addPasskey(stranger.caller, { name: 'X', response })
  await expect(add(new SecurityKey().create(theirs))).rejects.toEqual(refusal('badPasskey'))
  const mine = await home.identity.passkeyOptions(stranger.caller, PASSWORD)
  for (const misuse of [{ origin: 'https://evil.example' }, { rpId: 'evil.example' }, { verified: false }])
    await expect(add(new SecurityKey().create(mine, misuse))).rejects.toEqual(refusal('badPasskey'))
  await expect(add(key.create(mine))).rejects.toEqual(refusal('passkeyExists'))
  const good = new SecurityKey().create(await home.identity.passkeyOptions(stranger.caller, PASSWORD))
  await add(good)
  await expect(add(good)).rejects.toEqual(refusal('badPasskey'))
  for (const nonsense of ['', 'AAAA', 'o2NmbXQ'])
    await expect(add({ ...good, response: { ...good.response, attestationObject: nonsense } })).rejects.toEqual(
      refusal('badPasskey'),
    )
})

test('passkeys go with the account', async () => {
  const { browser, key } = await somebody('leaver@example.org')
  await home.identity.deleteAccount(browser.caller, PASSWORD)
  await expect(signIn(key)).rejects.toEqual(refusal('unknownPasskey'))
})
