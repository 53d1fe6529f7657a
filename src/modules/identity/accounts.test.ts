/** Coming in, signing in, the second factor, sessions, passwords, the end of an account. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Browser, PASSWORD, testHouse, tokenIn, tokenOf, totp, house, type House } from './testing.ts'

let home: House
beforeAll(async () => {
  home = await testHouse()
})
afterAll(() => home.database.close())

const refusal = (code: string) => expect.objectContaining({ code: `identity.${code}` })
const signIn = (email: string, password = PASSWORD, browser = new Browser()) =>
  home.identity.signIn(browser.caller, { email, password })

test('the first administrator comes in by the link that the house is told', async () => {
  expect(await home.identity.adminNeeded()).toBe(true)
  const { link } = await home.identity.invite(house, {
    email: 'Anna@Example.org ',
    role: 'administrator',
    organisationId: home.city.id,
  })
  const token = tokenOf(link!)
  expect(link).toMatch(/^https:\/\/unia\.example\/pl\/zaproszenie\//)
  expect(tokenIn(home.letters.at(-1)!)).toBe(token)
  expect(await home.identity.offer(token)).toMatchObject({ email: 'anna@example.org', hasAccount: false })
  const browser = new Browser()
  const { state, cookies } = await home.identity.accept(browser.caller, token, { name: 'Anna', password: PASSWORD })
  expect(state).toBe('signedIn')
  expect(cookies[0]).toMatchObject({
    httpOnly: true,
    secure: true,
    sameSite: 'lax',
    name: '__Secure-unia.session_token',
  })
  browser.take(cookies)
  const { actor, session } = await home.identity.authenticate({ cookie: browser.caller.cookie })
  expect(actor).toMatchObject({ kind: 'person', name: 'Anna' })
  expect(actor.can('identity.manage')).toBe(true)
  expect(session?.accountId).toBe(actor.id)
  expect(await home.identity.adminNeeded()).toBe(false)
  expect(await home.kinds(actor.id)).toEqual([
    'identity.session.started',
    'identity.membership.created',
    'identity.account.created',
  ])
})

test('an invitation works once, and a newer one makes the older worthless', async () => {
  const draft = { email: 'twice@example.org', role: 'analyst', organisationId: home.city.id } as const
  const older = tokenOf((await home.identity.invite(house, draft)).link!)
  const newer = tokenOf((await home.identity.invite(house, draft)).link!)
  const take = (token: string, browser = new Browser()) =>
    home.identity.accept(browser.caller, token, { name: 'T', password: PASSWORD })
  await expect(take(older)).rejects.toEqual(refusal('linkExpired'))
  await expect(take(`${newer}x`)).rejects.toEqual(refusal('linkExpired'))
  const both = await Promise.allSettled([take(newer), take(newer)])
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await expect(take(newer)).rejects.toEqual(refusal('linkExpired'))
})

test('weak passwords are refused, with what is wrong', async () => {
  const { link } = await home.identity.invite(house, {
    email: 'weak@example.org',
    role: 'analyst',
    organisationId: home.city.id,
  })
  for (const [password, problem] of [
    ['short', 'short'],
    ['weak@example.org', 'email'],
    ['x'.repeat(129), 'long'],
  ] as const) {
    await expect(
      home.identity.accept(new Browser().caller, tokenOf(link!), { name: 'W', password }),
    ).rejects.toMatchObject({ code: 'identity.weakPassword', details: { problem } })
  }
})

test('an invitation of somebody who has an account adds a role, once they are signed in', async () => {
  const browser = await home.person('twohats@example.org', 'editor')
  const { link } = await home.identity.invite(house, {
    email: 'twohats@example.org',
    role: 'dpo',
    organisationId: home.city.id,
  })
  const token = tokenOf(link!)
  await expect(home.identity.accept(new Browser().caller, token)).rejects.toEqual(refusal('accountExists'))
  const other = await home.person('other@example.org')
  await expect(home.identity.accept(other.caller, token)).rejects.toEqual(refusal('otherAccount'))
  await home.identity.accept(browser.caller, token)
  const { memberships } = await home.identity.account(browser.caller)
  expect(memberships.map(({ role }) => role)).toEqual(['editor', 'dpo'])
})

test('a wrong password and an unknown address are refused alike', async () => {
  await home.person('known@example.org')
  const refusals = await Promise.allSettled([
    signIn('known@example.org', 'wrong password!'),
    signIn('unknown@example.org'),
    signIn('not an address'),
    signIn('known@example.org', 'x'.repeat(500)),
  ])
  for (const settled of refusals) {
    expect(settled).toMatchObject({ reason: { code: 'identity.wrongCredentials', status: 401, details: {} } })
  }
  expect((await signIn(' Known@example.org')).state).toBe('signedIn')
})

test('a cookie that was tampered with is a visitor’s', async () => {
  const browser = await home.person('cookie@example.org')
  const forged = browser.caller.cookie!.replace(/=(.)/, (_, first: string) => (first === 'A' ? '=B' : '=A'))
  expect((await home.identity.authenticate({ cookie: forged })).actor.kind).toBe('visitor')
  expect((await home.identity.authenticate(new Headers({ cookie: browser.caller.cookie! }))).actor.kind).toBe('person')
  expect((await home.identity.authenticate({})).actor.kind).toBe('visitor')
})

test('with a second factor the password alone opens nothing, and a code works once', async () => {
  const email = 'totp@example.org'
  const browser = await home.person(email)
  await expect(home.identity.enrolTotp(browser.caller, 'wrong password!')).rejects.toEqual(refusal('wrongPassword'))
  const { secret, uri, backupCodes } = await home.identity.enrolTotp(browser.caller, PASSWORD)
  expect(uri).toMatch(/^otpauth:\/\/totp\//)
  expect(backupCodes).toHaveLength(10)
  expect((await signIn(email)).state).toBe('signedIn')
  const now = Date.now()
  await expect(home.identity.confirmTotp(browser.caller, '12345')).rejects.toEqual(refusal('wrongCode'))
  browser.take(await home.identity.confirmTotp(browser.caller, totp(secret, now - 30_000)))
  expect((await home.identity.account(browser.caller)).totp).toBe(true)

  const phone = new Browser('192.0.2.77')
  const first = await signIn(email, PASSWORD, phone)
  expect(first.state).toBe('secondFactor')
  phone.take(first.cookies)
  expect((await home.identity.authenticate({ cookie: phone.caller.cookie })).actor.kind).toBe('visitor')
  const wrong = { code: '000000', kind: 'totp' } as const
  await expect(home.identity.secondFactor(phone.caller, wrong)).rejects.toEqual(refusal('wrongCode'))
  const code = totp(secret, now)
  const second = await home.identity.secondFactor(phone.caller, {
    code: `${code.slice(0, 3)} ${code.slice(3)}`,
    kind: 'totp',
  })
  phone.take(second.cookies)
  expect((await home.identity.authenticate({ cookie: phone.caller.cookie })).actor.kind).toBe('person')

  const thief = new Browser().take((await signIn(email)).cookies)
  await expect(home.identity.secondFactor(thief.caller, { code, kind: 'totp' })).rejects.toEqual(refusal('wrongCode'))
  const backup = { code: backupCodes[0]!, kind: 'backup' } as const
  const byBackup = await home.identity.secondFactor(thief.caller, backup)
  expect(byBackup.state).toBe('signedIn')
  const again = new Browser().take((await signIn(email)).cookies)
  await expect(home.identity.secondFactor(again.caller, backup)).rejects.toEqual(refusal('wrongCode'))

  phone.take(await home.identity.disableTotp(phone.caller, PASSWORD))
  expect((await signIn(email)).state).toBe('signedIn')
})

test('wrong codes use up the sign-in, though each refusal rolls nothing else back', async () => {
  const email = 'guess@example.org'
  const browser = await home.person(email)
  const { secret } = await home.identity.enrolTotp(browser.caller, PASSWORD)
  browser.take(await home.identity.confirmTotp(browser.caller, totp(secret)))
  const guesser = new Browser().take((await signIn(email)).cookies)
  for (let i = 0; i < 5; i++) {
    const guess = { code: `00000${i}`, kind: 'totp' } as const
    await expect(home.identity.secondFactor(guesser.caller, guess)).rejects.toEqual(refusal('wrongCode'))
  }
  const right = { code: totp(secret, Date.now() + 30_000), kind: 'totp' } as const
  await expect(home.identity.secondFactor(guesser.caller, right)).rejects.toEqual(refusal('signInAgain'))
  await expect(home.identity.secondFactor(new Browser().caller, right)).rejects.toEqual(refusal('signInAgain'))
})

test('sessions are listed, ended one by one or all others at once', async () => {
  const email = 'sessions@example.org'
  const here = await home.person(email)
  const there = new Browser('2001:db8::7').take((await signIn(email, PASSWORD, new Browser('2001:db8::7'))).cookies)
  const elsewhere = new Browser().take((await signIn(email)).cookies)
  const listed = await home.identity.sessions(here.caller)
  expect(listed.map(({ current }) => current).sort()).toEqual([false, false, true])
  expect(listed.every(({ userAgent }) => userAgent === 'Test/1.0')).toBe(true)
  const ofThere = (await home.identity.sessions(there.caller)).find(({ current }) => current)!
  await home.identity.endSession(here.caller, ofThere.id)
  expect((await home.identity.authenticate({ cookie: there.caller.cookie })).actor.kind).toBe('visitor')
  const stranger = await home.person('stranger@example.org')
  const ofHere = listed.find(({ current }) => current)!
  await expect(home.identity.endSession(stranger.caller, ofHere.id)).rejects.toEqual(refusal('unknown'))
  expect(await home.identity.endOtherSessions(here.caller)).toBe(1)
  expect((await home.identity.authenticate({ cookie: elsewhere.caller.cookie })).actor.kind).toBe('visitor')
  const cookie = here.caller.cookie
  here.take(await home.identity.signOut(here.caller))
  expect(here.caller.cookie).toBeUndefined()
  expect((await home.identity.authenticate({ cookie })).actor.kind).toBe('visitor')
  await expect(home.identity.sessions(here.caller)).rejects.toMatchObject({ code: 'unauthenticated', status: 401 })
})

test('a changed password ends the other sessions and is told by mail', async () => {
  const email = 'change@example.org'
  const browser = await home.person(email)
  const other = new Browser().take((await signIn(email)).cookies)
  const next = 'another long enough sentence'
  const wrong = home.identity.changePassword(browser.caller, { current: 'wrong password!', next })
  await expect(wrong).rejects.toEqual(refusal('wrongPassword'))
  browser.take(await home.identity.changePassword(browser.caller, { current: PASSWORD, next }))
  expect(home.letters.at(-1)).toMatchObject({ to: email, subject: 'Your password in Unia was changed' })
  expect((await home.identity.account(browser.caller)).email).toBe(email)
  expect((await home.identity.authenticate({ cookie: other.caller.cookie })).actor.kind).toBe('visitor')
  await expect(signIn(email)).rejects.toEqual(refusal('wrongCredentials'))
  expect((await signIn(email, next)).state).toBe('signedIn')
})

test('a forgotten password is set anew by mail, and the answer does not say who has an account', async () => {
  const email = 'forgot@example.org'
  const browser = await home.person(email)
  const before = home.letters.length
  await home.identity.requestReset(browser.caller, 'nobody@example.org')
  await home.identity.requestReset(browser.caller, email)
  expect(home.letters).toHaveLength(before)
  await home.work()
  expect(home.letters).toHaveLength(before + 1)
  const token = tokenIn(home.letters.at(-1)!)
  await expect(home.identity.resetPassword(token, 'forgot@example.org')).rejects.toEqual(refusal('weakPassword'))
  const next = 'remembered this time around'
  await home.identity.resetPassword(token, next)
  await expect(home.identity.resetPassword(token, next)).rejects.toEqual(refusal('linkExpired'))
  await expect(home.identity.resetPassword('made up', next)).rejects.toEqual(refusal('linkExpired'))
  expect((await home.identity.authenticate({ cookie: browser.caller.cookie })).actor.kind).toBe('visitor')
  expect((await signIn(email, next)).state).toBe('signedIn')
})

test('a new address is proven by mail before it counts, and the old one is told', async () => {
  const browser = await home.person('old@example.org')
  await home.person('taken@example.org')
  await home.identity.requestEmail(browser.caller, { email: 'taken@example.org', password: PASSWORD })
  const before = home.letters.length
  await home.identity.requestEmail(browser.caller, { email: 'New@example.org', password: PASSWORD })
  expect(home.letters).toHaveLength(before + 1)
  expect(home.letters.at(-1)!.to).toBe('new@example.org')
  expect((await home.identity.account(browser.caller)).email).toBe('old@example.org')
  const token = tokenIn(home.letters.at(-1)!)
  await expect(home.identity.confirmEmail(`${token}x`)).rejects.toEqual(refusal('linkExpired'))
  await home.identity.confirmEmail(token)
  expect(home.letters.at(-1)).toMatchObject({ to: 'old@example.org' })
  expect((await home.identity.account(browser.caller)).email).toBe('new@example.org')
  await expect(home.identity.confirmEmail(token)).rejects.toEqual(refusal('linkExpired'))
})

test('name and language can be changed', async () => {
  const browser = await home.person('name@example.org')
  await home.identity.changeAccount(browser.caller, { name: '  Żaneta Ćwik ', language: 'uk' })
  expect(await home.identity.account(browser.caller)).toMatchObject({ name: 'Żaneta Ćwik', language: 'uk' })
})

test('a deleted account leaves an id in the ledger and nothing else', async () => {
  const email = 'gone@example.org'
  const browser = await home.person(email)
  const { id } = await home.identity.account(browser.caller)
  await expect(home.identity.deleteAccount(browser.caller, 'wrong password!')).rejects.toEqual(refusal('wrongPassword'))
  browser.take(await home.identity.deleteAccount(browser.caller, PASSWORD))
  expect(browser.caller.cookie).toBeUndefined()
  await expect(signIn(email)).rejects.toEqual(refusal('wrongCredentials'))
  expect((await home.kinds(id))[0]).toBe('identity.account.deleted')
  expect(home.facts).toContainEqual({ fact: 'identity.accountDeleted', payload: { accountId: id } })
})

test('no address and no name of a person is in the ledger, and better-auth had nothing to complain of', async () => {
  expect(await home.ledgerText()).not.toMatch(/@|Anna|Żaneta/)
  expect(home.problems).toEqual([])
})
