/** Whoever sees to voters brings the register, makes codes, finds who is at the desk, decides on declarations; the first of it without scripts. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#platform/actor'
import { expectGood, openHouse, type House } from '../browser.ts'

let house: House
const DAY_MS = 86_400_000
const three = (text: string) => ({ pl: text, en: text, uk: text })
const LOOK = process.env.LOOK_AT_PAGES

beforeAll(async () => {
  house = await openHouse()
  const { budgets } = house.unia.participation
  const from = new Date(Date.now() + DAY_MS)
  const actor = system('test')
  const { version } = await budgets.draft(actor, {
    ...{ code: 'spring', number: 1, year: 2030, names: three('Spring edition'), currency: 'PLN' },
    phases: [{ kind: 'vote', from, to: new Date(from.getTime() + DAY_MS) }],
    sections: [
      {
        ...{ code: 'district', names: three('Districts'), choice: 'residence', ballot: { kind: 'approval', most: 2 } },
        count: { rule: 'greedy', whenNextDoesNotFit: 'skip', ties: ['lot'] },
        cost: { least_minor: 0, most_minor: 1_000_000 },
      },
    ],
    pools: [{ code: 'harbour', section: 'district', names: three('Harbour'), area: house.unia.info.area, amount_minor: 1_000_000 }],
    submit: { who: 'anyone', supporters: 1 },
    vote: { ways: ['register', 'declaration', 'code', 'paper'] },
  }) // prettier-ignore
  await budgets.announce(actor, 'spring', { version, grounds: 'A test' })
}, 120_000)
afterAll(() => house.close())

test('the register is checked row by row, and taken whole; codes are shown once; whoever comes is found', async () => {
  const steward = await house.signedIn('anna@city.example', 'administrator')
  const page = await house.visit('/en/workspace/voters', steward)
  await page.click('text=Spring edition')
  await page.waitForURL('**/voters/spring')
  const bring = async (what: string, text: string) => {
    await page.selectOption('#what', what)
    await page.setInputFiles('#file', { name: 'register.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await page.click('form[action="?/bring"] button')
    await page.waitForLoadState()
    return page.innerText('main')
  }
  const wrong = await bring('take', 'id,district\nA-1,harbour\nA-1,harbour\nA-2,nowhere\n,harbour')
  expect(wrong).toContain('3 rows are wrong, and nothing was taken.')
  expect(wrong).toContain('Line 4: this district is not known')
  if (LOOK) await page.screenshot({ path: `${LOOK}/wrong.png`, fullPage: true })
  expect(await bring('check', 'id,district\nA-1,Harbour\nA-2,harbour')).toContain('2 rows, all is right.')
  expect(await bring('take', 'id,district\nA-1,Harbour\nA-2,harbour')).toContain('2 rows read, 2 new.')

  await page.fill('#count', '3')
  await page.click('form[action="?/codes"] button')
  await page.waitForLoadState()
  const [code] = (await page.innerText('pre')).split('\n')
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)

  const find = async (field: string, value: string) => {
    await page.fill(field, value)
    await page.click('form[action="?/find"] button')
    await page.waitForLoadState()
    return page.innerText('main')
  }
  expect(await find('#identifier', 'a1')).toContain('Nothing was issued in this person’s name.')
  expect(await find('#identifier', 'B-7')).toContain('The register holds nobody with this number.')
  expect(await find('#code', code!.toLowerCase())).toContain('Known by: a code')
  if (LOOK) await page.screenshot({ path: `${LOOK}/found.png`, fullPage: true })
  await page.fill('#count', 'many')
  await page.click('form[action="?/codes"] button')
  await page.locator('.summary a[href="#count"]').waitFor()
  await page.close()
})

test('codes go by post: one letter a page, and of the list nothing stays', async () => {
  const page = await house.visit('/en/workspace/voters/spring', await house.signedIn('olga@city.example', 'steward'))
  await page.click('text=Letters with codes')
  await page.waitForURL('**/letters')
  const write = async (text: string, answer: string) => {
    await page.setInputFiles('#file', { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(`name;address;id;district\n${text}`) }) // prettier-ignore
    await page.click('main form button')
    await page.getByText(answer).waitFor()
  }
  await write('Ewa Lis;;A-1;harbour', 'Line 2: the address is missing')
  await write('Ewa Lis;ul. Portowa 7, 20-001 Lublin;A-1;harbour\nJan Lis;ul. Portowa 9;A-2;harbour', '2 letters are ready to print') // prettier-ignore
  expect(await page.locator('article').first().innerText()).toMatch(/Ewa Lis\s+ul\. Portowa 7\s+20-001 Lublin/)
  await page.close()
})

test('a declaration is decided with a reason, and what was declared is gone', async () => {
  const resident = await house.signedIn('jan@home.example', 'resident')
  const { eligibility } = house.unia.participation
  const { actor } = await house.unia.identity.authenticate({ cookie: (await resident.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ') }) // prettier-ignore
  await eligibility.declare(actor, 'spring', { name: 'Jan Nowak', address: 'ul. Portowa 7', pool: 'harbour' })
  const clerk = await house.signedIn('ewa@city.example', 'clerk', {})
  const page = await house.visit('/pl/pulpit/glosujacy/spring', clerk)
  expect(await page.innerText('main')).toContain('ul. Portowa 7')
  await expectGood(page)
  if (LOOK) await page.screenshot({ path: `${LOOK}/clerk-pl.png`, fullPage: true })
  await page.fill('[name=reason]', 'Umowa najmu')
  await page.click('[name=decision][value=confirm]')
  await page.waitForURL('**done=decided')
  expect(await page.innerText('main')).not.toContain('ul. Portowa 7')
  expect((await eligibility.standing({ actor }, 'spring')).voter).toMatchObject({ pool: 'harbour', way: 'declaration' })
  await page.close()
})

test('papers, on a phone', async () => {
  const clerk = await house.signedIn('ola@city.example', 'clerk', { size: 'phone' })
  const page = await house.visit('/uk/robochyi-prostir/vybortsi/spring/biuleteni', clerk)
  await expectGood(page)
  if (LOOK) await page.screenshot({ path: `${LOOK}/papers-uk-phone.png`, fullPage: true })
  await page.goto('/en/workspace/voters/spring')
  if (LOOK) await page.screenshot({ path: `${LOOK}/desk-en-phone.png`, fullPage: true })
  await page.close()
})
