/**
 * A workbook as offices make it, with two slips in it: the analyst says what its columns mean, the checks find the slips, she
 * mends them and may not vouch for herself; a steward does, with an answer to what only looks like a slip, and publishes; the
 * figure then stands on its page and in the feed, and leads back to the workbook. Each step stands on the one before.
 */
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { merged, rowsOf, workbook } from '../../src/tables/xlsx/testing.ts'
import { words } from '#words'
import { expectGoodAnywhere, openHouse, type House } from '../browser.ts'

const { t } = words.pl
/** Two dozen pages, each four times. */
const SLOWLY = { timeout: 240_000 }

let house: House
let analyst: BrowserContext
let steward: BrowserContext
let page: Page
beforeAll(async () => {
  house = await openHouse()
  analyst = await house.signedIn('analyst@example.org', 'analyst', {})
  steward = await house.signedIn('steward@example.org', 'steward', {})
})
afterAll(() => house?.close())

const button = (name: string) => page.getByRole('button', { name, exact: true })
const main = () => page.locator('main').innerText()

/** Titles, a header joined over two rows, years as columns, a raised mark, notes below. `slips`: what was mistyped. */
const RAISED = '<c r="@" t="inlineStr"><is><r><t>30500</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1)</t></r></is></c>' // prettier-ignore
const filled = ({ thousands = false, comma = false }) =>
  workbook({
    sheets: {
      Ludność: {
        rows: rowsOf([
          ['Ludność miast Estuarii na koniec roku', null, null, null, null, null, null, null],
          [],
          ['Miasto', 'Ludność (osoby)', null, null, null, null, null, null],
          [null, 2018, 2019, 2020, 2021, 2022, 2023, 2024],
          ['m. Rivermouth', 890, 920, thousands ? 960_000 : 960, 1000, 1100, 1200, 1310],
          ['Saltbridge (miasto)', 1850, comma ? 18_900 : 1_890, 1950, 2000, 2100, 2200, 2300],
          ['Port Heron', 2800, 2850, 2900, 3000, 3100, 3200, { xml: RAISED }],
          ['1) Z gminami przyłączonymi w 2024 r.', null, null, null, null, null, null, null],
          ['Źródło: urząd statystyczny', null, null, null, null, null, null, null],
        ]),
        after: merged('A1:H1', 'A3:A4', 'B3:H3', 'A8:H8', 'A9:H9'),
      },
    },
  })

const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
async function send(name: string, buffer: Buffer): Promise<void> {
  await page.goto('/pl/pulpit/importy')
  await page.setInputFiles('#file', { name, mimeType, buffer })
  await button(t('imports.sendButton')).click()
  await untilRead()
}
const untilRead = () =>
  expect
    .poll(async () => (await page.reload()) && page.locator('main .tag').first().innerText(), { timeout: 20_000 })
    .not.toBe(t('imports.states.reading'))

test('a workbook that nobody has described is asked about; the assistant proposes, and the analyst decides', async () => {
  page = await house.visit('/pl/pulpit/importy', analyst)
  await send('ludnosc-miast.xlsx', await filled({ thousands: true, comma: true }))
  expect(await main()).toContain(t('mapping.asked'))
  expect(await main()).toContain(t('mapping.remarks.footnotes', { rows: 2 }))
  await expectGoodAnywhere(page)
  await page.getByLabel('słowa nad liczbami').selectOption('measure')
  await button(t('mapping.next')).click()
  await expectGoodAnywhere(page)
  const meaning = (word: string) => page.getByLabel(t('mapping.meaningOf', { word }))
  expect(await meaning('m. Rivermouth').inputValue()).toBe('Rivermouth [rivermouth]')
  expect(await meaning('Ludność (osoby)').inputValue()).toBe('Ludność [population_total]')
  await meaning('Saltbridge (miasto)').fill('Nigdzie')
  await button(t('mapping.read')).click()
  expect(await page.getByRole('alert').innerText()).toContain(t('mapping.problem.area'))
  await expectGoodAnywhere(page)
  await meaning('Saltbridge (miasto)').fill('Saltbridge [saltbridge]')
  await button(t('mapping.read')).click()
  await untilRead()
  expect(await main()).toContain(t('imports.counts', { accepted: 21, rejected: 0 }))
})

const cells = async (heading: string) => {
  const rows = await page.locator(`#${heading} ~ * tbody tr`).all()
  return Promise.all(
    rows.map(async (row) => (await row.locator('th, td').allInnerTexts()).join(' | ').replace(/\s/g, ' ')),
  )
}

test('both slips are found and shown with what would be right, and a figure that only looks like one', async () => {
  await expectGoodAnywhere(page)
  const found = await cells('checks')
  expect(found).toHaveLength(3)
  expect(found[0]).toMatch(/Rivermouth \| 2020 \| 960 000 osób.*1 000 razy więcej.*960 osób/)
  expect(found[1]).toMatch(/Saltbridge \| 2019 \| 18 900 osób.*10 razy więcej.*1 890 osób/)
  expect(found[2]).toMatch(/Port Heron \| 2024 \| 30 500 osób.*10 razy więcej/)
  // The figure of 2022 stays as it is; only the mark of a break would go.
  const [first] = await cells('changes')
  expect(first).toContain(t('imports.changes.statusOnly'))
  expect(first).toContain(t('ui.status.B').replace(/\s/g, ' '))
})

test('she may not vouch for her own figures, by whatever door', async () => {
  expect(await main()).toContain(t('checking.verify.own'))
  expect(await page.locator('form[action="?/verify"]').count()).toBe(0)
  const id = new URL(page.url()).pathname.split('/').at(-1)!
  const body = { reason: 'sama sprawdziłam', answers: [] }
  const headers = { origin: house.base }
  const answer = await analyst.request.post(`${house.base}/api/v1/imports/${id}/verification`, { data: body, headers })
  expect([answer.status(), ((await answer.json()) as { code: string }).code]).toEqual([403, 'indicators.ownValue'])
  const refused = await analyst.request.post(`${house.base}/pl/pulpit/importy/${id}?/verify`, {
    form: { reason: body.reason, 'answer-1': 'tak', 'answer-2': 'tak', 'answer-3': 'tak' },
    headers: { ...headers, accept: 'text/html' },
  })
  expect([refused.status(), await refused.text()]).toEqual([
    403,
    expect.stringContaining(t('errors.indicators.ownValue')),
  ])
})

let mended: string
let sent: Buffer
test('she gives the import up, mends the workbook, and it is read without asking again', async () => {
  await button(t('imports.giveUp')).click()
  await page.getByText(t('imports.given')).waitFor()
  await expectGoodAnywhere(page)
  sent = await filled({})
  await send('ludnosc-miast-2.xlsx', sent)
  expect(await main()).toContain(t('mapping.remarks.remembered'))
  expect(await cells('checks')).toEqual([expect.stringContaining('Port Heron')])
  mended = new URL(page.url()).pathname
  await page.goto('/pl/pulpit/opisy-kolumn')
  await expectGoodAnywhere(page)
})

test('a steward answers for what only looks like a slip, verifies with a reason, and publishes', async () => {
  page = await house.visit(mended, steward)
  await expectGoodAnywhere(page)
  await page.fill('[name=reason]', 'porównane z rocznikiem')
  // Browsers ask for what is missing by themselves; here the house is asked.
  await page.locator('form[action="?/verify"]').evaluate((form: HTMLFormElement) => void (form.noValidate = true))
  await button(t('checking.verify.button')).click()
  expect(await page.getByRole('alert').innerText()).toContain(t('checking.verify.answerMissing'))
  await expectGoodAnywhere(page)
  await page.fill('[name^=answer-]', 'W 2024 r. przyłączono gminy, zob. przypis.')
  await button(t('checking.verify.button')).click()
  expect(await main()).toContain(t('checking.verify.done'))
  await page.fill('#grounds', 'dane roczne')
  await button(t('imports.publish')).click()
  expect(await main()).toContain(t('imports.indicators'))
  await expectGoodAnywhere(page)
})

test('the figure stands on its page and in the feed, and leads back to the workbook', async () => {
  const visitor = await house.visit('/pl/wskazniki/city-residents')
  await expect
    .poll(async () => (await visitor.reload()) && visitor.locator('.digits').first().innerText(), { timeout: 20_000 })
    .toMatch(/1\s310/)
  const feed = await (await fetch(`${house.base}/pl/wskazniki/publikacje/feed.atom`)).text()
  expect(feed).toContain('ludnosc-miast-2.xlsx')
  await visitor.goto('/pl/wskazniki/city-residents/pochodzenie/rivermouth/2024')
  const text = await visitor.locator('main').innerText()
  for (const said of ['ludnosc-miast-2.xlsx', 'porównane z rocznikiem']) expect(text).toContain(said)
  await expectGoodAnywhere(visitor)
  const file = await visitor.locator('a[href$="/file"]').first().getAttribute('href')
  const bytes = Buffer.from(await (await fetch(house.base + file!)).arrayBuffer())
  expect(bytes.equals(sent)).toBe(true)
})

const ROOMS = [
  '/pl/pulpit/importy',
  '/pl/pulpit/pobieranie',
  '/uk/robochyi-prostir/zavantazhennia/nove',
  '/en/workspace/enter',
  '/uk/robochyi-prostir/vvesty?measure=ferry_trips&area=rivermouth&period=2024&dim-season=summer',
  '/uk/robochyi-prostir/opysy-stovptsiv',
  '/pl/pulpit/kompletnosc',
  '/en/workspace/completeness?standard=rivermouth-2035',
  '/uk/robochyi-prostir/povnota/iso37120/5.1',
  '/pl/pulpit/cele',
  '/en/workspace/reports',
]

test('no page of the workspace has barriers, in light and dark, at a desk and on a phone', SLOWLY, async () => {
  page = await house.visit(`${mended}/wycofanie`, steward)
  await expectGoodAnywhere(page)
  await page.check('[name=which][value=some]')
  await page.locator('main form button').last().click()
  expect(await page.getByRole('alert').count()).toBe(1)
  await expectGoodAnywhere(page)
  for (const path of ROOMS) {
    expect((await page.goto(path))?.status(), path).toBe(200)
    await expectGoodAnywhere(page)
  }
  await page.fill('[name=year]', '2023')
  await page.locator('main form[method=post] button').last().click()
  await page.waitForURL(/reports\/./)
  await expectGoodAnywhere(page)
})

test('a fetch is set up, told why it is refused, switched off and deleted', SLOWLY, async () => {
  page = await house.visit('/en/workspace/fetches/new', steward)
  await page.fill('[name=address]', 'https://192.168.0.1/figures.csv')
  await page.fill('[name=name]', 'Ferries')
  await page.selectOption('[name=dataset]', { index: 1 })
  await page.selectOption('[name=often]', 'day')
  await page.click('main form button')
  expect(await page.getByRole('alert').innerText()).toContain('private network')
  await expectGoodAnywhere(page)
  await page.fill('[name=address]', 'https://data.example/figures.csv')
  await page.click('main form button')
  expect(await page.locator('main').innerText()).toMatch(/every day at 05:30/)
  await page.click('button:has-text("Fetch now")')
  await expect.poll(async () => (await page.reload()) && page.locator('table').count(), { timeout: 20_000 }).toBe(1)
  await page.click('button:has-text("Switch off")')
  await expectGoodAnywhere(page)
  await page.click('button:has-text("Delete")')
  expect(await page.locator('main').innerText()).toContain('The fetch is deleted.')
})

test(
  'a file of the budget: a wrong row is told with its place, a sum that does not agree is shown, another person makes it public',
  SLOWLY,
  async () => {
    const file = (division: string) => `Rok;Strona;Etap;Dział;Nazwa;Kwota
2031;wydatki;plan;${division};Przeprawa nocna;120 000,00
2031;wydatki;plan;600;Pomosty;30 000,50
2031;wydatki;plan;Razem dział 600;;200 000,00
`
    const bring = async (text: string) => {
      await page.setInputFiles('[name=file]', { name: 'b2031.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
      await page.click('main form button')
      await page.waitForLoadState()
    }
    page = await house.visit('/en/workspace/money', analyst)
    await bring(file('999'))
    expect(await main()).toMatch(/2\s+Dział\s+999\s+The classification has no such division/)
    await bring(file('600'))
    await page.waitForURL(/money\/./)
    expect(await main()).toContain('200,000')
    expect(await main()).toContain(words.en.t('money.work.own'))
    await expectGoodAnywhere(page)
    const address = page.url()
    page = await house.visit(address, steward)
    await page.fill('[name=grounds]', 'Resolution 1/2031')
    await page.click('button:has-text("Make it public")')
    expect(await main()).toContain(words.en.t('money.work.done.published'))
    page = await house.visit('/en/money/2031')
    expect(await main()).toContain('150,000.5')
  },
)
