/** An analyst makes a report and watches it come, a steward publishes it, a journalist reads, prints and follows its numbers. */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { BrowserContext, Page } from 'playwright-core'
import { getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#platform/actor'
import { LANGS } from '#words'
import { expectGood, openHouse, type House } from '../browser.ts'

let house: House
let analyst: BrowserContext
let steward: BrowserContext
beforeAll(async () => {
  house = await openHouse()
  analyst = await house.signedIn('analyst@example.org', 'analyst')
  steward = await house.signedIn('steward@example.org', 'steward')
})
afterAll(() => house?.close())

/** Without scripts a page is asked for again, as its refresh would. */
async function untilPrinted(page: Page): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.goto(page.url())
        return page.locator('main').innerText()
      },
      { timeout: 90_000, interval: 500 },
    )
    .toMatch(/PDF, English/)
}

async function make(what: string, year: number): Promise<string> {
  const page = await house.visit('/en/workspace/reports', analyst)
  await page.selectOption('[name=what]', what)
  await page.fill('[name=year]', String(year))
  await page.click('button:has-text("Make the report")')
  await untilPrinted(page)
  const id = new URL(page.url()).pathname.split('/').at(-1)!
  await page.close()
  return id
}

let standard: string
let state: string

/** `OPS.setFont` of pdf.js. */
const SET_FONT = 37

/** A browser prints six pages while a test waits. */
const SLOWLY = { timeout: 120_000 }

test(
  'an analyst asks for a report, sees it come and reads it; nobody else does before it is public',
  SLOWLY,
  async () => {
    standard = await make('standard:iso37120', 2023)
    state = await make('city', 2023)
    const draft = await house.visit(`/en/reports/${standard}`, analyst)
    expect(await draft.locator('main').innerText()).toContain('This is a draft')
    expect((await fetch(`${house.base}/en/reports/${standard}`)).status).toBe(401)
    expect((await fetch(`${house.base}/api/v1/reports/${standard}/report.pdf`)).status).toBe(401)
    const deciding = await house.visit(`/en/workspace/reports/${standard}`, analyst)
    expect(await deciding.locator('button:has-text("Publish the report")').count()).toBe(0)
  },
)

test('a year that has not begun is refused at its field; the same report twice is one', async () => {
  const page = await house.visit('/en/workspace/reports', analyst)
  await page.fill('[name=year]', '2999')
  await page.click('button:has-text("Make the report")')
  expect(await page.locator('#year-error').innerText()).toContain('has not begun')
  await page.selectOption('[name=what]', 'standard:iso37120')
  await page.fill('[name=year]', '2023')
  await page.click('button:has-text("Make the report")')
  expect(new URL(page.url()).pathname).toContain(standard)
  expect(await page.locator('main').innerText()).toContain('was made before')
})

test('a steward publishes it on stated grounds, and then it stands in everybody’s list', async () => {
  const page = await house.visit(`/en/workspace/reports/${standard}`, steward)
  await page.fill('[name=grounds]', 'The yearly duty')
  await page.click('button:has-text("Publish the report")')
  expect(await page.locator('[role=status]').innerText()).toContain('public')
  const other = await house.visit(`/en/workspace/reports/${state}`, steward)
  await other.fill('[name=grounds]', 'For the council')
  await other.click('button:has-text("Publish the report")')
  const list = await house.visit('/en/reports', { script: false })
  expect(await list.locator('h2').allInnerTexts()).toEqual(
    expect.arrayContaining(['Rivermouth 2023 by ISO 37120', 'Rivermouth 2023: the state of the city']),
  )
})

const PATHS = { pl: '/pl/raporty', en: '/en/reports', uk: '/uk/zvity' }

async function look(path: string, size: 'phone' | 'desk' = 'desk'): Promise<void> {
  const page = await house.visit(path, { size })
  await expectGood(page)
  await page.context().close()
}

test.each(LANGS)('in %s the pages have no barriers, on a phone and at a desk', SLOWLY, async (lang) => {
  for (const id of [standard, state])
    for (const size of ['phone', 'desk'] as const) await look(`${PATHS[lang]}/${id}`, size)
  await look(PATHS[lang])
})

test('every number on it leads to a page that says the same number', async () => {
  for (const id of [standard, state]) {
    const page = await house.visit(`/en/reports/${id}`, { script: false })
    const links = await page.locator('article a[href*="seq="]').all()
    expect(links.length).toBeGreaterThanOrEqual(3)
    const followed = new Map<string, string>()
    for (const link of links) followed.set((await link.getAttribute('href'))!, (await link.innerText()).trim())
    for (const [href, said] of followed) {
      const answer = await fetch(house.base + href)
      expect(answer.status, href).toBe(200)
      const [digits] = /\d[\d,.]*/.exec(said) ?? []
      // A change is the difference of two figures, each with a link of its own.
      if (digits && !/^[+−]|now |where/.test(said)) expect(await answer.text(), said).toContain(digits)
    }
    const anchors = await page.locator('article a[href^="#"]').all()
    for (const anchor of anchors) expect(await page.locator((await anchor.getAttribute('href'))!).count()).toBe(1)
    await page.close()
  }
})

test('its data have the fingerprint on its cover, which the ledger has too', async () => {
  const page = await house.visit(`/en/reports/${standard}`, { script: false })
  const cover = await page.locator('article header code').innerText()
  const data = Buffer.from(await (await fetch(`${house.base}/api/v1/reports/${standard}/content.json`)).arrayBuffer())
  expect(createHash('sha256').update(data).digest('hex')).toBe(cover)
  const { entryId } = (await (await fetch(`${house.base}/api/v1/reports/${standard}`)).json()) as { entryId: string }
  await house.unia.ledger.sequence()
  const entry = await (await fetch(`${house.base}/api/v1/ledger/entries/${entryId}`)).text()
  expect(entry).toContain(cover)
})

type Sheet = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>

/** The fonts of a sheet that are drawings instead of letters. */
async function drawnFonts(page: Sheet): Promise<string[]> {
  const { fnArray, argsArray } = await page.getOperatorList()
  const set = argsArray.filter((_, i) => fnArray[i] === SET_FONT) as [string][]
  const named = [...new Set(set.map(([name]) => name))]
  return named.filter((name) => (page.commonObjs.get(name) as { isType3Font?: boolean }).isType3Font)
}

test.each([
  ['pl', 'Rivermouth 2023 według ISO 37120', 'Czego nie podano i dlaczego', 'Gęstość zaludnienia'],
  ['en', 'Rivermouth 2023 by ISO 37120', 'What is not reported, and why', 'Population density'],
  ['uk', 'Рівермаут 2023 за ISO 37120', 'Чого не подано й чому', 'Густота населення'],
] as const)('the PDF in %s is tagged, titled, in its language, and its text can be found', async (lang, ...said) => {
  const answer = await fetch(`${house.base}/api/v1/reports/${standard}/report.pdf?lang=${lang}`)
  expect(answer.headers.get('content-disposition')).toContain(`rivermouth-iso37120-2023-${lang}.pdf`)
  const pdf = await getDocumentProxy(new Uint8Array(await answer.arrayBuffer()))
  expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true })
  const { info } = await pdf.getMetadata()
  expect(info).toMatchObject({ Language: lang, Title: expect.stringContaining(said[0]!) as string })
  expect((await pdf.getOutline()).length).toBeGreaterThan(0)
  const pages = await Promise.all(
    Array.from({ length: pdf.numPages }, async (_, i) => {
      const page = await pdf.getPage(i + 1)
      const { items } = await page.getTextContent()
      return {
        text: items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join(''),
        tree: JSON.stringify(await page.getStructTree()),
        links: (await page.getAnnotations()) as { url?: string }[],
        drawn: await drawnFonts(page),
      }
    }),
  )
  const text = pages
    .map((page) => page.text)
    .join(' ')
    .replace(/\s+/g, ' ')
  for (const words of said) expect(text).toContain(words)
  const tree = pages.map((page) => page.tree).join('')
  for (const role of ['H1', 'H2', 'H3', 'Table', 'TH', 'Figure', 'Link']) expect(tree).toContain(`"role":"${role}"`)
  expect(tree).toMatch(/"alt":"[^"]*Rivermouth|"alt":"[^"]*Рівермаут/)
  const links = pages.flatMap((page) => page.links.flatMap(({ url }) => url ?? []))
  expect(links.filter((url) => /\/2023\?seq=\d+$/.test(url)).length).toBeGreaterThan(0)
  expect(text).toContain(`/ ${pdf.numPages}`)
  // No sheet has nothing but its number, and letters are a font's, not drawings.
  expect(pages.map(({ text }) => text).filter((text) => text.length < 50)).toEqual([])
  expect(pages.flatMap(({ drawn }) => drawn)).toEqual([])
})

test('a newer report takes the place of the one before, and both say so', SLOWLY, async () => {
  const { indicators, reports } = house.unia
  const city = system('test')
  const file = Readable.from([
    Buffer.from('area,measure,period,value,unit\nrivermouth,population_total,2023,1300,person\n'),
  ])
  const { id } = await indicators.imports.receive(city, { file, fileName: 'corrected.csv' })
  await expect.poll(async () => (await indicators.imports.preview(city, id)).state, { timeout: 20_000 }).toBe('read')
  const { seq } = await indicators.imports.publish(city, id, 'a correction')
  await expect.poll(async () => (await indicators.moment())?.seq, { timeout: 20_000 }).toBe(seq)
  const newer = await make('standard:iso37120', 2023)
  await reports.publish(city, newer, 'a figure was corrected')
  const before = await house.visit(`/en/reports/${standard}?`, analyst)
  expect(await before.locator('main').innerText()).toContain('A newer report has taken the place')
  await before.click('a:has-text("Go to the newer report")')
  expect(new URL(before.url()).pathname).toContain(newer)
  expect(await before.locator('main').innerText()).toContain('takes the place of an earlier one')
})
