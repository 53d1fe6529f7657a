/**
 * Open data as an office has it: a Windows-1250 table with decimal commas, two broken rows and a hidden column of PESEL
 * numbers. The gate stops it, the steward drops and rounds, the data protection officer opens it, it is published. The next
 * delivery breaks the dictionary, is mended and published, and is taken back. Each step stands on the one before.
 */
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { words } from '#words'
import { expectGoodAnywhere, openHouse, type House } from '../browser.ts'

const { t } = words.pl
const SLOWLY = { timeout: 240_000 }

let house: House
let steward: BrowserContext
let officer: BrowserContext
let page: Page
beforeAll(async () => {
  house = await openHouse()
  steward = await house.signedIn('steward@example.org', 'steward', {})
  officer = await house.signedIn('officer@example.org', 'dpo', {})
})
afterAll(() => house?.close())

const button = (name: string, on = page) => on.getByRole('button', { name, exact: true })
const link = (name: string) => page.locator('main').getByRole('link', { name, exact: true })
const main = async () => (await page.locator('main').innerText()).replaceAll('\u00a0', ' ')
const said = (...[key, values]: Parameters<typeof t>) => t(key, values).replaceAll('\u00a0', ' ')

/** The letters of Windows-1250 that the table has. */
const LETTERS: Record<string, number> = { ł: 0xb3, ą: 0xb9, ć: 0xe6, ę: 0xea, ó: 0xf3, ś: 0x9c, ż: 0xbf }
const windows1250 = (text: string) => Buffer.from([...text].map((sign) => LETTERS[sign] ?? sign.charCodeAt(0)))
const STREETS = ['Długa', 'Krótka', 'Łąkowa', 'Świerkowa', 'Żeglarska'].map((name) =>
  name.replace('Ł', 'L').replace('Ś', 'S').replace('Ż', 'Z'),
)
const WEIGHTS = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]
/** A number with a true check digit, of somebody made up. */
function pesel(n: number): string {
  const ten = `${55 + (n % 40)}${String((n % 12) + 1).padStart(2, '0')}${String((n % 28) + 1).padStart(2, '0')}${String(1000 + n * 7)}`
  const sum = [...ten].reduce((total, digit, i) => total + Number(digit) * WEIGHTS[i]!, 0)
  return ten + ((10 - (sum % 10)) % 10)
}
const row = (n: number, extra: string[]) => [`D-${String(n).padStart(3, '0')}`, STREETS[n % 5], `${10 + n},5`, ...extra, 'dąb', `a.nowak${n}@example.org`].join(';') // prettier-ignore
const ROWS = Array.from({ length: 40 }, (_, i) => i + 1)
const first = windows1250(
  ['kod;ulica;obwód;uwagi;gatunek;kontakt', ...ROWS.map((n) => row(n, [pesel(n)])), 'D-041;Długa;12,5', 'D-042;Długa;13,5;;dąb;;za dużo'].join('\r\n') + '\r\n', // prettier-ignore
)
/** The next year's: a column is called otherwise, one tree is gone, one has grown. */
const second = windows1250(
  ['kod;ulica;obwód pnia;uwagi;gatunek;kontakt', ...ROWS.slice(1).map((n) => row(n === 2 ? 88 : n, [pesel(n)]))].join('\r\n') + '\r\n', // prettier-ignore
)

async function untilRead(): Promise<void> {
  const state = () => page.locator('[aria-current="step"]').first().innerText()
  await expect
    .poll(async () => (await page.reload()) && (await main()).includes(said('steward.one.reading')), {
      timeout: 30_000,
    })
    .toBe(false)
  expect(await state()).not.toBe('')
}
async function deliver(name: string, buffer: Buffer): Promise<void> {
  await page.setInputFiles('#file', { name, mimeType: 'text/csv', buffer })
  await button(t('steward.deliver.button')).click()
  await page.waitForURL(/\/dostawy\//)
  await untilRead()
}

test('a dataset is described in three languages, and nothing of it is public', SLOWLY, async () => {
  page = await house.visit('/pl/pulpit/katalog', steward)
  expect(await main()).toContain(said('steward.none'))
  await expectGoodAnywhere(page)
  await link(t('steward.new')).click()
  await page.fill('#slug', 'drzewa')
  await page.fill('#title-pl', 'Drzewa przy ulicach')
  await page.fill('#title-en', 'Street trees')
  await page.fill('#description-pl', 'Drzewa rosnące w pasie drogowym, mierzone co roku.')
  await page.selectOption('#asset', 'berths')
  await page.check('#theme-ENVI')
  await page.fill('#contactName', 'Zieleń miejska')
  await expectGoodAnywhere(page)
  await button(t('steward.form.save')).click()
  expect(await main()).toContain(said('steward.form.saved'))
  expect(await main()).toContain(said('steward.pub.draft'))
  expect((await (await house.someone()).request.get(`${house.base}/api/v1/catalog/datasets/drzewa`)).status()).toBe(404)
})

test('two editors: the second sees what the first changed, and loses nothing', SLOWLY, async () => {
  const other = await steward.newPage()
  for (const one of [page, other]) await one.goto('/pl/pulpit/katalog/drzewa/opis')
  await other.fill('#contactName', 'Ogrodnik miasta')
  await button(t('steward.form.save'), other).click()
  await other.waitForURL(/done=saved/)
  await page.fill('#title-pl', 'Drzewa uliczne')
  await button(t('steward.form.save')).click()
  expect(await page.getByRole('alert').innerText()).toContain(said('steward.form.contactName'))
  expect(await page.inputValue('#title-pl')).toBe('Drzewa uliczne')
  await expectGoodAnywhere(page)
  await button(t('steward.form.save')).click()
  expect(await page.locator('h1').innerText()).toBe('Drzewa uliczne')
  await other.close()
})

test(
  'a table is added, and the file that comes is read as it is: Windows-1250, semicolons, decimal commas',
  SLOWLY,
  async () => {
    await page.fill('#name-pl', 'Wykaz drzew')
    await page.fill('#distribution', 'wykaz')
    await expectGoodAnywhere(page)
    await button(t('steward.page.add')).click()
    expect(await main()).toContain(said('steward.page.added'))
    await expectGoodAnywhere(page)
    await deliver('drzewa-2025.csv', first)
    const text = await main()
    for (const part of ['windows-1250', t('steward.delimiter.semicolon'), t('tables.type.number'), 'Długa']) expect(text).toContain(part) // prettier-ignore
    expect(text).toContain(said('tables.problem.rowRagged', { count: 2, expected: '6', column: '', found: '' }))
  },
)

test('the gate stops it for the hidden PESEL numbers, and shows none of them', SLOWLY, async () => {
  expect(await page.locator('[aria-current="step"]').innerText()).toContain(said('steward.one.steps.gate'))
  const findings = await page.locator('section[aria-labelledby="findings"]').innerText()
  expect(findings).toContain(said('governance.detector.pesel'))
  for (const n of ROWS) expect(findings).not.toContain(pesel(n))
  expect(await button(t('steward.one.publishButton', { n: 1 })).count()).toBe(0)
  await expectGoodAnywhere(page)
})

test('columns are dropped and rounded; what that does to the risk is seen before it is saved', SLOWLY, async () => {
  await link(t('steward.one.protect')).click()
  await page.selectOption('#rule-2', 'round')
  await page.fill('#amount-2', '10')
  await page.selectOption('#rule-3', 'drop')
  await page.selectOption('#role-2', 'quasi')
  await page.selectOption('#role-1', 'sensitive')
  await button(t('steward.protect.try')).click()
  const risk = await page.locator('section[aria-labelledby="risk"]').innerText()
  expect(risk).toContain(said('steward.protect.k'))
  expect(risk).toContain(said('steward.protect.lost', { column: 'obwód' }))
  await expectGoodAnywhere(page)
  await button(t('steward.protect.save')).click()
  await page.waitForURL(/\/dostawy\//)
  await untilRead()
  expect(await page.locator('section[aria-labelledby="preview"]').innerText()).not.toContain(pesel(3))
  expect(await page.locator('section[aria-labelledby="preview"] thead').innerText()).not.toContain('uwagi')
})

test('what still needs a person is opened by another, and then it is published', SLOWLY, async () => {
  const address = page.url()
  expect(await main()).toContain(said('steward.one.held'))
  await opened()
  await page.goto(address)
  await expect.poll(async () => (await page.reload()) && button(t('steward.one.publishButton', { n: 1 })).count(), { timeout: 20_000 }).toBe(1) // prettier-ignore
  await page.fill('#note-pl', 'Pierwszy spis drzew')
  await expectGoodAnywhere(page)
  await button(t('steward.one.publishButton', { n: 1 })).click()
  expect(await main()).toContain(said('steward.one.published', { n: 1 }))
  await expectGoodAnywhere(page)
})

/** The officer, or whoever else may, finds it in the queue and opens it. */
async function opened(): Promise<void> {
  const desk = await house.visit('/pl/pulpit/bramka', officer)
  await desk.locator('main a[href*="/bramka/"]').first().click()
  for (const kind of await desk.locator('select[name^="kind-"]').all()) await kind.selectOption('mistaken')
  for (const text of await desk.locator('[name^="text-"]').all()) await text.fill('To nie są dane osób.')
  await desk.fill('#grounds', 'Obejrzano wiersze: o osobach nie mówią.')
  await button(t('governance.gate.openButton'), desk).click()
  await desk.close()
}

test(
  'the next delivery breaks the dictionary and stops at the door, while the version before stays up',
  SLOWLY,
  async () => {
    await link('Wykaz drzew').click()
    await deliver('drzewa-2026.csv', second)
    const text = await main()
    expect(text).toContain(said('steward.one.stopped'))
    expect(text).toMatch(/Wersja 1 z .* pozostaje publiczna/)
    expect(text).toContain(said('tables.problem.columnMissing', { expected: 'obwód', column: '', found: '', count: 1 }))
    await expectGoodAnywhere(page)
  },
)

test('it is mended by the dictionary, read again, and published as version 2', SLOWLY, async () => {
  await link(t('steward.one.mendDictionary')).click()
  expect(await main()).toContain('obwód pnia')
  await expectGoodAnywhere(page)
  await page.locator('section[aria-labelledby="gone"] a').click()
  await page.selectOption('#source', 'obwód pnia')
  await expectGoodAnywhere(page)
  await button(t('steward.dictionary.save')).click()
  expect(await main()).toContain(said('steward.dictionary.saved'))
  await button(t('steward.dictionary.readAgain', { n: 2 })).click()
  await page.waitForURL(/\/dostawy\//)
  await untilRead()
  const address = page.url()
  if ((await button(t('steward.one.publishButton', { n: 2 })).count()) === 0) await opened()
  await page.goto(address)
  await expect.poll(async () => (await page.reload()) && button(t('steward.one.publishButton', { n: 2 })).count(), { timeout: 20_000 }).toBe(1) // prettier-ignore
  await page.fill('#note-pl', 'Spis po roku')
  await button(t('steward.one.publishButton', { n: 2 })).click()
  expect(await main()).toContain(said('steward.one.published', { n: 2 }))
})

test('the second version is taken back, and its tombstone says why', SLOWLY, async () => {
  await link('Wykaz drzew').click()
  const versions = () => page.locator('section[aria-labelledby="versions"]')
  expect(await versions().innerText()).toContain('Spis po roku')
  expect(
    await versions()
      .getByRole('link', { name: t('steward.versions.compare') })
      .count(),
  ).toBe(1)
  await expectGoodAnywhere(page)
  await versions()
    .getByRole('link', { name: `${t('steward.versions.withdraw')} 2` })
    .click()
  await expectGoodAnywhere(page)
  await page.fill('#reason', 'Brakowało połowy ulic.')
  await button(t('steward.withdraw.button')).click()
  expect(await main()).toContain(said('steward.withdraw.done'))
  expect(await versions().innerText()).toContain('Brakowało połowy ulic.')
  expect(await versions().innerText()).toContain(said('steward.versions.newest'))
  await link('Drzewa uliczne').click()
  expect(await main()).toContain('wersja 1')
  await expectGoodAnywhere(page)
  await page.goto('/pl/pulpit/katalog')
  await expectGoodAnywhere(page)
})

test(
  'everybody can follow it by feed, and take what still stands; addresses lead to the reader’s language',
  SLOWLY,
  async () => {
    const read = (path: string, accept = '*/*') =>
      fetch(house.base + path, { headers: { accept, 'accept-language': 'pl' } })
    const feed = await read('/catalog/drzewa/feed.atom')
    expect([feed.status, feed.url]).toEqual([200, `${house.base}/pl/katalog/drzewa/feed.atom`])
    const text = await feed.text()
    expect(text).toContain(said('opendata.news.versionWithdrawal', { n: 2 }))
    expect(text).toContain('Brakowało połowy ulic.')
    expect(text).not.toContain('Spis po roku')
    const shown = await read('/catalog/drzewa', 'text/html')
    expect([shown.status, shown.url]).toEqual([200, `${house.base}/pl/katalog/drzewa`])
    const described = await (await read('/catalog/drzewa', 'text/turtle')).text()
    expect(described).toContain('/catalog/drzewa/wykaz.csv>')
    const table = '/catalog/drzewa/wykaz'
    expect(await (await read(`${table}.csv`)).text()).toMatch(/^kod,/)
    expect((await read(`${table}/versions/1`, 'text/html')).status).toBe(200)
    expect((await read(`${table}/versions/2.csv`)).status).toBe(410)
  },
)
