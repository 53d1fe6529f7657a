/** A parent's consent: by a code, for one child, until it is withdrawn or the child is of age. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock'
import { Browser, testHouse, type House } from './testing.ts'

const clock = fixedClock('2026-11-26T10:00:00Z')
let home: House
beforeAll(async () => {
  home = await testHouse(clock)
})
afterAll(() => home.database.close())

const refusal = (code: string) => expect.objectContaining({ code: `identity.${code}` })
let people = 0
async function somebody(): Promise<{ browser: Browser; id: string }> {
  const browser = await home.person(`somebody${++people}@example.org`)
  return { browser, id: (await home.identity.account(browser.caller)).id }
}
const give = ({ browser }: { browser: Browser }, birthYear = 2012) =>
  home.identity.giveConsent(browser.caller, { name: 'Zosia', birthYear })
const take = ({ browser }: { browser: Browser }, code: string) => home.identity.takeConsent(browser.caller, code)

test('a child takes the consent up by its code, once; both see it, and the parent is told', async () => {
  const [parent, child, other] = [await somebody(), await somebody(), await somebody()]
  const { code } = await give(parent)
  expect(code).toMatch(/^[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}$/)
  expect(await home.identity.consentOf(child.id)).toBeUndefined()
  await take(child, ` ${code.toLowerCase().replace('-', ' ')}`)
  expect(await home.identity.consentOf(child.id)).toEqual({
    ...{ by: parent.id, birthYear: 2012, since: clock.now(), until: new Date('2031-01-01T00:00:00Z') },
  })
  await expect(take(other, code)).rejects.toEqual(refusal('wrongConsentCode'))
  expect((await home.identity.consents(parent.browser.caller)).given).toMatchObject([{ childId: child.id }])
  expect((await home.identity.consents(child.browser.caller)).received).toMatchObject([{ parentId: parent.id }])
  home.letters.splice(0)
  await home.work()
  expect(home.letters).toMatchObject([{ subject: 'Your child used your consent' }])
  await expect(give(child)).rejects.toEqual(refusal('childCannot'))
})

test('either may withdraw it, nobody else, and then it holds no more', async () => {
  for (const side of ['parent', 'child'] as const) {
    const both = { parent: await somebody(), child: await somebody() }
    await take(both.child, (await give(both.parent)).code)
    const [consent] = (await home.identity.consents(both.parent.browser.caller)).given
    const stranger = await somebody()
    const withdrawn = (by: Browser) => home.identity.withdrawConsent(by.caller, consent!.id)
    await expect(withdrawn(stranger.browser)).rejects.toEqual(refusal('unknown'))
    await withdrawn(both[side].browser)
    expect(await home.identity.consentOf(both.child.id)).toBeUndefined()
    await expect(withdrawn(both[side].browser)).rejects.toEqual(refusal('unknown'))
  }
})

test('a code is not for oneself, not for ever, not after withdrawal; an adult needs none', async () => {
  const [parent, child] = [await somebody(), await somebody()]
  const { code } = await give(parent)
  await expect(take(parent, code)).rejects.toEqual(refusal('ownConsent'))
  for (const year of [2007, 2027, 1900]) await expect(give(parent, year)).rejects.toEqual(refusal('notAChild'))
  const { given } = await home.identity.consents(parent.browser.caller)
  await home.identity.withdrawConsent(parent.browser.caller, given[0]!.id)
  await expect(take(child, code)).rejects.toEqual(refusal('wrongConsentCode'))
  const late = await give(parent)
  clock.set('2026-12-04T10:00:00Z')
  await expect(take(child, late.code)).rejects.toEqual(refusal('wrongConsentCode'))
})

test('it ends by itself with the year in which the child comes of age, and with the parent’s account', async () => {
  const [parent, child] = [await somebody(), await somebody()]
  await take(child, (await give(parent, 2009)).code)
  clock.set('2027-12-31T23:00:00Z')
  expect(await home.identity.consentOf(child.id)).toBeDefined()
  clock.set('2028-01-01T00:00:00Z')
  expect(await home.identity.consentOf(child.id)).toBeUndefined()
  clock.set('2026-12-05T10:00:00Z')
  await home.identity.deleteAccount(parent.browser.caller, 'correct horse battery staple')
  expect(await home.identity.consentOf(child.id)).toBeUndefined()
})

test('codes are not to be guessed: the account has to wait', async () => {
  const child = await somebody()
  let code = ''
  for (let i = 0; i < 12 && code !== 'identity.tooManyAttempts'; i++)
    code = await take(child, `AAAAA-AAA${i}`).then(
      () => 'taken',
      (error: { code: string }) => error.code,
    )
  expect(code).toBe('identity.tooManyAttempts')
})

test('no name of a child and no year is in the ledger', async () => {
  expect(await home.ledgerText()).not.toMatch(/Zosia|(?<![\w+/-])2012(?![\w+/])|birth/)
})
