/**
 * From an empty city to a published figure: the first administrator comes in, invites two analysts and gives a system its key;
 * one analyst brings an export of GUS BDL with ten planted errors, corrects it, the other vouches for it, and page, API and
 * ledger change. Each step stands on the one before.
 */
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { words } from '#words'
import { totp } from '../../src/modules/identity/testing.ts'
import { expectGood, openHouse, type House } from '../browser.ts'

const PASSWORD = 'zielony tramwaj jedzie na wschód'
const UPLOAD_BYTES_MAX = 60_000
const { t: en } = words.en
const { t: pl } = words.pl

let house: House
const people: Record<string, BrowserContext> = {}
let page: Page

beforeAll(async () => {
  house = await openHouse({ UPLOAD_BYTES_MAX: `${UPLOAD_BYTES_MAX}` })
})
afterAll(() => house?.close())

const button = (name: string) => page.getByRole('button', { name, exact: true })
async function errors(): Promise<string[]> {
  await page.getByRole('alert').waitFor()
  return page.getByRole('alert').getByRole('listitem').allInnerTexts()
}
/** Browsers ask for what is missing by themselves; here the house is asked. */
async function sendAnyway(form: string): Promise<void> {
  await page.locator(form).evaluate((element: HTMLFormElement) => void (element.noValidate = true))
  await page.locator(`${form} button`).last().click()
}

/** Somebody opens their invitation and makes an account. */
async function accept(name: string, link: string): Promise<void> {
  people[name] = await house.someone()
  page = await people[name].newPage()
  await page.goto(link)
  await expectGood(page)
  await page.fill('#name', name)
  await page.fill('#password', PASSWORD)
  await page.locator('main form button').click()
  await page.waitForURL((url) => !url.pathname.includes('/invitation') && !url.pathname.includes('/zaproszenie'))
}
const goOn = async (name: string) => (page = people[name]!.pages()[0] ?? (await people[name]!.newPage()))

test('the first administrator opens the link of the command line; a short password is refused at its field', async () => {
  const link = await house.invite('ada@example.org', 'administrator')
  const context = await house.someone({ script: false })
  page = await context.newPage()
  await page.goto(link)
  await page.fill('#name', 'Ada')
  await page.fill('#password', 'short')
  await page.locator('main form button').click()
  expect(await errors()).toEqual([
    en('errors.identity.weakPassword', { problem: 'short', charsMin: 12, charsMax: 128 }),
  ])
  expect(await page.locator('#password').getAttribute('aria-invalid')).toBe('true')
  await context.close()
  await accept('Ada', link)
  expect((await page.goto(link))?.status()).toBe(410)
})

test('a code from an app: the secret is drawn and written, a wrong code is refused, the right one is asked for from then on', async () => {
  await page.goto('/en/account')
  await expectGood(page)
  await page.fill('#totpPassword', 'not my password')
  await page.locator('form[action="?/totpBegin"] button').click()
  expect(await errors()).toEqual([en('errors.identity.wrongPassword')])
  await page.fill('#totpPassword', PASSWORD)
  await page.locator('form[action="?/totpBegin"] button').click()
  await page.getByRole('img', { name: en('identity.account.totpQr') }).waitFor()
  const secret = (await page.locator('#totp ~ .secret dd, .secret dd').innerText()).replaceAll(' ', '')
  expect(await page.locator('.codes li').count()).toBeGreaterThan(5)
  await expectGood(page)
  await page.fill('#totpCode', '000000')
  await page.locator('form[action="?/totpConfirm"] button').click()
  expect(await errors()).toEqual([en('errors.identity.wrongCode')])
  await page.fill('#totpCode', totp(secret))
  await page.locator('form[action="?/totpConfirm"] button').click()
  await page.getByText(en('identity.account.totpDone')).waitFor()

  await page.goto('/en/sign-out')
  await button(en('identity.signOut.button')).click()
  await page.waitForURL(({ pathname }) => !pathname.includes('sign-out'))
  await page.goto('/en/sign-in')
  await page.fill('#email', 'ada@example.org')
  await page.fill('#password', 'not my password')
  await page.locator('main form button').first().click()
  expect(await errors()).toEqual([en('errors.identity.wrongCredentials')])
  await page.fill('#email', 'ada@example.org')
  await page.fill('#password', PASSWORD)
  await page.locator('main form button').first().click()
  await page.locator('#code').waitFor()
  await expectGood(page)
  await page.fill('#code', '123456')
  await page.locator('main form button').first().click()
  expect(await errors()).toEqual([en('errors.identity.wrongCode')])
  // The code of the next half minute: the one before was used up.
  await page.fill('#code', totp(secret, Date.now() + 30_000))
  await page.locator('main form button').first().click()
  await page.waitForURL(({ pathname }) => !pathname.includes('sign-in'))
  await page.goto('/en/account')
  expect(await page.locator('#sessions ~ * tbody tr').count()).toBe(1)
  await expect
    .poll(async () => (await page.reload()) && (await page.locator('#entries ~ *').allInnerTexts()).join(' '), {
      timeout: 20_000,
    })
    .toContain(en('identity.event.identity.totp.enrolled'))
})

test('she invites two analysts by the page, adds a department, and gives a system a key that works and can be taken back', async () => {
  await page.goto('/en/workspace')
  await expectGood(page)
  await page.getByRole('link', { name: en('identity.workspace.people.title') }).click()
  await expectGood(page)
  await page.fill('#email', 'not an address')
  await sendAnyway('form[action^="?/invite"]')
  expect(await errors()).toEqual([en('identity.field.badEmail')])
  for (const email of ['jan@example.org', 'ewa@example.org']) {
    await page.fill('#email', email)
    await page.selectOption('#role', 'analyst')
    await button(en('identity.people.inviteButton')).click()
    await page.getByText(en('identity.people.invited', { email })).waitFor()
  }

  await page.fill('#namePl', 'Wydział Dróg')
  await page.fill('#nameEn', 'Roads Department')
  await page.fill('#nameUk', 'Відділ доріг')
  await button(en('identity.people.addButton')).click()
  await page.getByText(en('identity.people.added')).waitFor()

  await page.fill('#keyName', 'counters')
  await sendAnyway('form[action^="?/key"]')
  expect(await errors()).toHaveLength(2)
  await page.fill('#keyName', 'counters')
  await page.getByRole('checkbox', { name: en('identity.scope.indicators.import') }).check()
  await page.fill('#keyUntil', new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10))
  await page.locator('form[action^="?/key"] button').click()
  const key = await page.locator('#keys ~ .notice code').innerText()
  await expectGood(page)
  const who = () => fetch(`${house.base}/api/v1/session`, { headers: { authorization: `Bearer ${key}` } })
  expect(await (await who()).json()).toMatchObject({ actor: { kind: 'key', name: 'counters' } })
  // The system brings a file, which waits for a person: it vouches for nothing.
  const headers = { authorization: `Bearer ${key}` }
  const organisation = new URL(page.url()).searchParams.get('organisation')!
  const brought = await fetch(`${house.base}/api/v1/imports?name=counters.csv&organisation=${organisation}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'text/csv' },
    body: 'area,measure,period,value,unit\nrivermouth,fees,2020,7000,XTS\n',
  })
  expect(brought.status).toBe(202)
  const { id } = (await brought.json()) as { id: string }
  const found = async () => (await fetch(`${house.base}/api/v1/imports/${id}`, { headers })).json() as Promise<object>
  await expect.poll(found, { timeout: 20_000 }).toMatchObject({ state: 'read', accepted: 1, added: 1 })
  for (const [path, said] of [
    ['verification', { reason: 'x', answers: [] }],
    ['publication', { grounds: 'x' }],
  ] as const) {
    const refused = await fetch(`${house.base}/api/v1/imports/${id}/${path}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(said),
    })
    expect(refused.status, path).toBe(403)
  }
  await page.locator('form[action^="?/revoke"] button').click()
  await page.getByText(en('identity.people.revoked')).waitFor()
  expect((await who()).status).toBe(401)

  await page.goto('/en/workspace/jobs')
  await expectGood(page)
})

test('both analysts accept; what is not theirs is not open to them', async () => {
  await accept('Jan', await house.linkTo('jan@example.org'))
  await accept('Ewa', await house.linkTo('ewa@example.org'))
  await goOn('Jan')
  expect((await page.goto('/pl/pulpit/osoby'))?.status()).toBe(403)
  await expectGood(page)
  await page.goto('/pl/pulpit')
  const rooms = await page.locator('main h2').allInnerTexts()
  expect(rooms).toContain(pl('identity.workspace.imports.title'))
  expect(rooms).not.toContain(pl('identity.workspace.people.title'))
})

/** A file as GUS gives it: Windows-1250, semicolons, decimal commas, a separator at every line's end. */
const HEADER = '"Kod";"Nazwa";"Rok";"Wartosc";"Jednostka miary";"Atrybut";'
const EXPORT = [
  HEADER,
  '"9901011";"Rivermouth nad Żółtą";2024;"1310,0";"osoba";"";',
  '"9999999";"Nieznane";2024;"5,0";"osoba";"";',
  '"9902011";"Saltbridge";20244;"2100,0";"osoba";"";',
  '"9901011";"Rivermouth nad Żółtą";2023;"1210,0";"osoba";"";',
  '"9902011";"Saltbridge";2024;"21l0";"osoba";"";',
  '"9902011";"Saltbridge";2020;"2100.5";"osoba";"";',
  '"9902011";"Saltbridge";2019;"-5,0";"osoba";"";',
  '"9903011";"Port Heron";2024;"3100,0";"km2";"";',
  '"9901011";"Rivermouth nad Żółtą";2024;"1311,0";"osoba";"";',
  '"9903011";"Port Heron";2020;"3000,0";"osoba";"Q9";',
  '"9903011";"Port Heron;2018;"2900,0";"osoba";"";',
  '"9903011";2017;"2800,0";"osoba";',
  '"9901011";"Rivermouth nad Żółtą";2022;"1100,0";"osoba";"";',
]
/** Line, column, what was found: all ten, as they were planted. */
const PLANTED = [
  ['3', 'Kod (1)', '9999999'],
  ['4', 'Rok (3)', '20244'],
  ['6', 'Wartosc (4)', '21l0'],
  ['7', 'Wartosc (4)', '2100.5'],
  ['8', 'Wartosc (4)', '-5,0'],
  ['9', 'Jednostka miary (5)', 'km2'],
  ['10', 'Wartosc (4)', '1311,0'],
  ['11', 'Atrybut (6)', 'Q9'],
  ['12', pl('imports.rejections.row'), expect.stringContaining('Port Heron')],
  ['13', pl('imports.rejections.row'), '5'],
]
const SPECIAL: Record<string, number> = { Ż: 0xaf, ó: 0xf3, ł: 0xb3, ą: 0xb9 }
const windows1250 = (lines: string[]) =>
  Buffer.from([...lines.join('\r\n'), '\r', '\n'].map((letter) => SPECIAL[letter] ?? letter.charCodeAt(0)))

async function send(name: string, buffer: Buffer, measure = 'population_total'): Promise<void> {
  await page.goto('/pl/pulpit/importy')
  await page.setInputFiles('#file', { name, mimeType: 'text/csv', buffer })
  await page.selectOption('#measure', measure)
  await button(pl('imports.sendButton')).click()
}
const waitForReading = () =>
  expect
    .poll(async () => (await page.reload()) && page.locator('main .tag').first().innerText(), { timeout: 20_000 })
    .not.toBe(pl('imports.states.reading'))

test('no file, an empty, a wrong and a too large one are each refused at the field, also without JavaScript', async () => {
  await page.goto('/pl/pulpit/importy')
  await expectGood(page)
  await sendAnyway('main form[enctype]')
  expect(await errors()).toEqual([pl('errors.fileMissing')])
  expect(await page.locator('#file').getAttribute('aria-invalid')).toBe('true')
  await send('puste.csv', Buffer.alloc(0))
  expect(await errors()).toEqual([pl('errors.fileMissing')])
  await send('wielkie.csv', Buffer.alloc(UPLOAD_BYTES_MAX * 20, '1,2,3\n'))
  expect(await errors()).toEqual([pl('errors.files.tooLarge', { limitBytes: UPLOAD_BYTES_MAX })])
  // What was chosen besides is still chosen.
  expect(await page.locator('#measure').inputValue()).toBe('population_total')
  await expectGood(page)
  await send('zdjecie.csv', Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1'))
  await waitForReading()
  expect(await page.locator('main .notice.error').innerText()).toContain(pl('errors.reading.binary', { kind: 'image' }))
  await expectGood(page)
})

test('a form with a file is taken only where files are asked for, and never from another site', async () => {
  const state = await people.Jan!.storageState()
  const cookie = state.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const post = (path: string, headers: object) => {
    const body = new FormData()
    body.set('file', new Blob(['x']), 'a.csv')
    return fetch(house.base + path, {
      method: 'POST',
      body,
      headers: { accept: 'text/html', cookie, ...headers },
      redirect: 'manual',
    })
  }
  expect((await post('/pl/pulpit/importy', { origin: 'https://evil.example' })).status).toBe(403)
  expect((await post('/pl/logowanie', { origin: house.base })).status).toBe(415)
  const large = { cookie, origin: house.base, 'content-type': 'application/x-www-form-urlencoded' }
  const long = await fetch(`${house.base}/pl/logowanie`, {
    method: 'POST',
    body: 'x'.repeat(3_000_000),
    headers: large,
  })
  expect(long.status).toBe(413)
  const visitor = await post('/pl/pulpit/importy', { origin: house.base, cookie: '' })
  expect([visitor.status, visitor.headers.get('location')]).toEqual([303, expect.stringContaining('/pl/logowanie')])
})

test('each of the ten errors is listed with its line and column', async () => {
  await send('ludnosc.csv', windows1250(EXPORT))
  await waitForReading()
  await expectGood(page)
  const rows = await page.locator('#rejections ~ * tbody tr').all()
  const listed = await Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()))
  expect(listed.map((cells) => cells.slice(0, 3))).toEqual(PLANTED)
  for (const [, , , problem, right] of listed) expect([problem, right]).not.toContain('')
  expect(await page.locator('main .lead').innerText()).toBe(
    `${pl('imports.counts', { accepted: 3, rejected: 10 })} ${pl('imports.unchanged', { n: 1 })}`,
  )
  const changes = await page.locator('#changes ~ * tbody tr').allInnerTexts()
  expect(changes.join('\n')).toMatch(/2023[\s\S]*1\s200[\s\S]*1\s210/)
  expect(changes).toHaveLength(2)
})

test('the same file once more is the import that it was', async () => {
  const before = page.url()
  await send('ludnosc.csv', windows1250(EXPORT))
  await page.getByText(pl('imports.before')).waitFor()
  expect(page.url().split('?')[0]).toBe(before.split('?')[0])
})

let imports: string[]
test('the rejected rows are downloaded, corrected and sent again', async () => {
  const first = new URL(page.url()).pathname
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: pl('imports.rejections.download') }).click()
  const chunks = await Array.fromAsync((await (await download).createReadStream()) as AsyncIterable<Buffer>)
  const lines = Buffer.concat(chunks).toString('utf8').trim().split(/\r?\n/)
  expect(lines).toHaveLength(11)
  const [header, ...rows] = lines.map((line) => line.replace(/^\uFEFF/, ''))
  expect(rows[0]).toContain('9999999')
  // What was wrong is put right in its place; the rows that were broken as a whole are written anew.
  const right: [RegExp, string][] = [
    [/20244/, '2021'],
    [/21l0/, '2100'],
    [/2100[.]5/, '2100,5'],
    [/-5,0/, '1990'],
    [/km2/, 'osoba'],
    [/Q9/, ''],
  ]
  const corrected = rows.flatMap((row) => {
    const found = right.find(([wrong]) => wrong.test(row.split(';').slice(4).join(';')))
    if (!found) return []
    const own = row.split(';')
    return [[...own.slice(0, 4), ...own.slice(4).map((cell) => cell.replace(found[0], found[1]))].join(';')]
  })
  expect(corrected).toHaveLength(6)
  await send('ludnosc-poprawki.csv', Buffer.from([header, ...corrected].join('\r\n')))
  await waitForReading()
  expect(await page.locator('main .lead').innerText()).toContain(pl('imports.counts', { accepted: 6, rejected: 0 }))
  imports = [first, new URL(page.url()).pathname]
})

test('who brought the figures cannot vouch for them', async () => {
  await page.goto(imports[0]!)
  expect(await page.getByText(pl('checking.verify.own')).count()).toBeGreaterThan(0)
  expect(await button(pl('imports.publish')).count()).toBe(0)
})

test('another analyst vouches for both with a reason, and publishes; page, API and ledger change', async () => {
  const api = `${house.base}/api/v1/indicators/city-residents/values/rivermouth/2024`
  const { ledger } = house.unia
  expect((await fetch(api)).status).toBe(404)
  await ledger.sequence()
  const entries = await ledger.count()
  await goOn('Ewa')
  for (const path of imports) {
    await page.goto(path)
    await expectGood(page)
    for (const field of await page.locator('form[action="?/verify"] :is(input, textarea)').all())
      await field.fill('porównane z tablicą GUS')
    await page.locator('form[action="?/verify"] button').click()
    await page.getByText(pl('checking.verify.done')).waitFor()
    await expectGood(page)
    await sendAnyway('form[action="?/publish"]')
    expect(await errors()).toEqual([pl('identity.field.missing', { label: pl('imports.grounds') })])
    await page.fill('#grounds', 'roczne dane GUS')
    await button(pl('imports.publish')).click()
    await page.getByText(pl('imports.indicators')).waitFor()
    await expectGood(page)
  }
  await expect.poll(async () => (await fetch(api)).status, { timeout: 20_000 }).toBe(200)
  expect(await (await fetch(api)).json()).toMatchObject({ value: 1310, unit: 'person', status: 'A' })
  const vintages = await fetch(api.replace('2024', '2023/vintages'))
  expect(((await vintages.json()) as { vintages: { value: number }[] }).vintages.map(({ value }) => value)).toEqual([
    1210, 1200,
  ])
  await ledger.sequence()
  expect(await ledger.count()).toBeGreaterThan(entries + 3)

  const visitor = await house.visit('/pl/wskazniki/city-residents')
  await expect
    .poll(async () => (await visitor.reload()) && visitor.locator('.digits').first().innerText())
    .toMatch(/1\s310/)
  expect(await visitor.locator('#provenance').innerText()).toContain('ludnosc.csv')
  await visitor.context().close()
})

test('in the account stands what one did, and the other session can be ended there', async () => {
  const elsewhere = await house.someone({ size: 'phone' })
  const phone = await elsewhere.newPage()
  // What is typed before the page's script has come stays.
  const scripts = Promise.withResolvers<void>()
  await phone.route('**/*.js', async (route) => {
    await scripts.promise
    await route.continue()
  })
  await phone.goto('/pl/logowanie', { waitUntil: 'commit' })
  await phone.fill('#email', 'ewa@example.org')
  await phone.fill('#password', PASSWORD)
  scripts.resolve()
  await phone.waitForLoadState('networkidle')
  expect(await phone.inputValue('#email')).toBe('ewa@example.org')
  await phone.locator('main form button').first().click()
  await phone.waitForURL(({ pathname }) => pathname !== '/pl/logowanie')
  await phone.goto('/pl/konto')
  await expectGood(phone)
  await goOn('Ewa')
  await page.goto('/pl/konto')
  expect(await page.locator('#sessions ~ * tbody tr').count()).toBe(2)
  await page.locator('form[action="?/endSession"] button').click()
  await page.getByText(pl('identity.account.ended', { count: 1 })).waitFor()
  await phone.goto('/pl/konto')
  expect(new URL(phone.url()).pathname).toBe('/pl/logowanie')
  await elsewhere.close()
})
