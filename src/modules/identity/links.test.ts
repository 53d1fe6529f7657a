/** Coming in by a link: with an account or without one, once, and without telling who has one. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Browser, house, PASSWORD, testHouse, tokenIn, tokenOf, totp, type House } from './testing.ts'

let home: House
beforeAll(async () => {
  home = await testHouse()
})
afterAll(() => home.database.close())
beforeEach(() => void home.letters.splice(0))

const refusal = (code: string) => expect.objectContaining({ code: `identity.${code}` })
/** Each from an address of their own, so that no test waits for another. */
let neighbours = 0
const browser = () => new Browser(`198.51.100.${++neighbours}`)
async function linkFor(email: string, more: { name?: string; next?: string } = {}): Promise<string> {
  await home.identity.requestLink(browser().caller, { email, language: 'pl', ...more })
  await home.work()
  return tokenIn(home.letters.at(-1)!)
}
const who = (by: Browser) => home.identity.authenticate({ cookie: by.caller.cookie })

test('a resident makes an account by the link, without a password, and comes back by another', async () => {
  const token = await linkFor(' Ola@Example.org', { name: 'Ola', next: '/pl/budzet' })
  expect(home.letters).toMatchObject([{ to: 'ola@example.org', subject: expect.stringMatching(/^Twoje konto w/) }])
  expect(home.letters[0]!.text).not.toContain('Ola,')
  expect(await home.identity.entry(token)).toMatchObject({ hasAccount: false, name: 'Ola', email: 'ola@example.org' })
  const phone = browser()
  const { cookies, state, next } = await home.identity.enter(phone.caller, token, { language: 'uk' })
  expect({ state, next }).toEqual({ state: 'signedIn', next: '/pl/budzet' })
  phone.take(cookies)
  expect(await home.identity.account(phone.caller)).toMatchObject({
    ...{ name: 'Ola', language: 'uk', password: false, memberships: [], totp: false },
  })
  const { actor } = await who(phone)
  expect(actor.can('workspace.enter')).toBe(false)
  expect(await home.kinds(actor.id)).toEqual(['identity.session.started', 'identity.account.created'])
  expect(home.facts).toContainEqual({ fact: 'identity.accountCreated', payload: { accountId: actor.id } })

  const again = await linkFor('ola@example.org')
  expect(home.letters.at(-1)!.subject).toBe('Ваше посилання до Unia')
  expect(await home.identity.entry(again)).toMatchObject({ hasAccount: true, name: 'Ola' })
  const desk = browser()
  desk.take((await home.identity.enter(desk.caller, again, { name: 'Somebody else' })).cookies)
  expect((await who(desk)).actor.id).toBe(actor.id)
  expect((await home.identity.account(desk.caller)).name).toBe('Ola')
})

test('looking at a link does not use it up; going in does, with every other link to that address', async () => {
  const [first, second] = [await linkFor('scan@example.org'), await linkFor('scan@example.org')]
  for (let i = 0; i < 3; i++) await home.identity.entry(second)
  const both = await Promise.allSettled(
    [second, second].map((token) => home.identity.enter(browser().caller, token, { name: 'S' })),
  )
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  for (const used of [first, second, 'made up', '']) {
    await expect(home.identity.entry(used)).rejects.toEqual(refusal('linkExpired'))
    await expect(home.identity.enter(browser().caller, used, { name: 'S' })).rejects.toEqual(refusal('linkExpired'))
  }
})

test('asking answers the same for an address with and without an account, and sends nothing before the job', async () => {
  await home.person('known@example.org')
  home.letters.splice(0)
  const answers = await Promise.all(
    ['known@example.org', 'unknown@example.org'].map((email) =>
      home.identity.requestLink(browser().caller, { email, language: 'en' }),
    ),
  )
  expect(answers).toEqual([undefined, undefined])
  expect(home.letters).toEqual([])
  const asker = browser()
  const ask = () => home.identity.requestLink(asker.caller, { email: 'flood@example.org', language: 'en' })
  for (let i = 0; i < 5; i++) await ask()
  await expect(ask()).rejects.toEqual(refusal('tooManyAttempts'))
  for (const email of ['not an address', `${'x'.repeat(65)}@example.org`, 'a@b@example.org', ''])
    await expect(home.identity.requestLink(asker.caller, { email, language: 'en' })).rejects.toThrow()
})

test('a password is chosen by whoever holds the letter, and is held to the rules before the link is used up', async () => {
  const token = await linkFor('choose@example.org')
  const enter = (password: string) => home.identity.enter(browser().caller, token, { name: 'C', password })
  await expect(enter('short')).rejects.toEqual(refusal('weakPassword'))
  await enter(PASSWORD)
  expect(
    (await home.identity.signIn(browser().caller, { email: 'choose@example.org', password: PASSWORD })).state,
  ).toBe('signedIn')
})

test('a link is no way around the second factor', async () => {
  const staff = await home.person('staff@example.org', 'administrator')
  const { secret } = await home.identity.enrolTotp(staff.caller, PASSWORD)
  staff.take(await home.identity.confirmTotp(staff.caller, totp(secret, Date.now() - 30_000)))
  const token = await linkFor('staff@example.org')
  const laptop = browser()
  const { state, cookies } = await home.identity.enter(laptop.caller, token)
  expect(state).toBe('secondFactor')
  laptop.take(cookies)
  expect((await who(laptop)).actor.kind).toBe('visitor')
  laptop.take((await home.identity.secondFactor(laptop.caller, { code: totp(secret), kind: 'totp' })).cookies)
  expect((await who(laptop)).actor.kind).toBe('person')
})

test('a session that was there before is not taken over: the cookie is new', async () => {
  const victim = await home.person('victim@example.org')
  const before = victim.caller.cookie
  const token = await linkFor('victim@example.org')
  victim.take((await home.identity.enter(victim.caller, token)).cookies)
  expect(victim.caller.cookie).not.toBe(before)
})

test('without a password, what asks for one asks for a sign-in of just now', async () => {
  const phone = browser()
  phone.take((await home.identity.enter(phone.caller, await linkFor('bare@example.org'), { name: 'B' })).cookies)
  await home.identity.requestEmail(phone.caller, { email: 'bare2@example.org', password: '' })
  expect(home.letters.at(-1)).toMatchObject({ to: 'bare2@example.org' })
  const { backupCodes } = await home.identity.enrolTotp(phone.caller, '')
  expect(backupCodes).toHaveLength(10)
  const change = home.identity.changePassword(phone.caller, { current: '', next: 'another long sentence' })
  await expect(change).rejects.toEqual(refusal('noPassword'))
  await home.identity.requestReset(phone.caller, 'bare@example.org')
  await home.work()
  await home.identity.resetPassword(tokenIn(home.letters.at(-1)!), PASSWORD)
  const { cookies } = await home.identity.signIn(phone.caller, { email: 'bare@example.org', password: PASSWORD })
  phone.take(cookies)
  await expect(home.identity.deleteAccount(phone.caller, '')).rejects.toEqual(refusal('wrongPassword'))
  await home.identity.deleteAccount(phone.caller, PASSWORD)
})

test('one account holds many roles at once: the resident is invited to a role and stays the resident', async () => {
  const both = browser()
  both.take((await home.identity.enter(both.caller, await linkFor('both@example.org'), { name: 'Both' })).cookies)
  const { id } = await home.identity.account(both.caller)
  const { invitation, link } = await home.identity.invite(house, {
    ...{ email: 'both@example.org', role: 'editor', organisationId: home.city.id },
  })
  expect(invitation.role).toBe('editor')
  await home.identity.accept(both.caller, tokenOf(link!))
  const { actor } = await who(both)
  expect(actor.id).toBe(id)
  expect(actor.can('catalog.describe', home.city.id)).toBe(true)
  await home.identity.notices.follow(actor, 'budget:x')
})
