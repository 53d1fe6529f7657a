/**
 * Takes the README's pictures from a running house: `npm start` in one terminal, `npm run shots` in another, with the same
 * `DATA_DIR`, `DATABASE_URL` and `BASE_URL`. It invites an administrator, publishes a report and brings a workbook with two
 * slips, which is never published: use a house that may be thrown away, and run `npx unia demo` beside it for the map.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import chromium from '@sparticuz/chromium'
import { chromium as playwright, type BrowserContext, type Page } from 'playwright-core'
import { writeXlsx, type Cell } from '#tables'

const BASE = process.env.BASE_URL ?? 'http://localhost:3000'
const FOLDER = 'docs/pictures'
const PHONE = { width: 390, height: 844 }
const DESK = { width: 1280, height: 900 }
const WAIT_MS = 120_000
const PAUSE_MS = 2_000

const SHOTS = [
  { name: 'front-desktop', path: '/pl', size: DESK },
  { name: 'front-phone', path: '/uk', size: PHONE },
  { name: 'indicator-desktop', path: '/en/indicators/iso37120-8.1?with=krakow,gdansk', size: DESK },
  { name: 'indicator-phone', path: '/pl/wskazniki/iso37120-8.1', size: PHONE },
  { name: 'provenance-desktop', path: '/en/indicators/iso37120-11.2/provenance/lublin/2022', size: DESK },
  { name: 'standards-desktop', path: '/en/indicators', size: DESK },
  { name: 'compare-desktop', path: '/en/indicators/compare', size: DESK },
  { name: 'strengths-desktop', path: '/en/indicators/strengths', size: DESK },
  { name: 'directions-desktop', path: '/en/indicators/directions', size: DESK },
  { name: 'catalog-desktop', path: '/en/catalog', size: DESK },
  {
    name: 'table-desktop',
    path: '/en/catalog/lublin-districts-population/lublin-districts-population-csv?view=map',
    size: DESK,
  },
  { name: 'gate-desktop', path: '/en/gate', size: DESK },
  { name: 'loop-desktop', path: '/en#loop', size: DESK },
  { name: 'strategy-desktop', path: '/en/strategy', size: DESK },
  { name: 'money-desktop', path: '/en/money', size: DESK },
  { name: 'innovations-desktop', path: '/en/innovations', size: DESK },
  { name: 'network-desktop', path: '/en/network', size: DESK },
  { name: 'why-desktop', path: '/en/why/investors', size: DESK },
  { name: 'map-desktop', path: '/pl/mapa', size: { width: 1280, height: 1000 } },
]

mkdirSync(FOLDER, { recursive: true })
const args = chromium.args.filter((arg) => !/single-process|zygote/.test(arg))
const browser = await playwright.launch({
  executablePath: await chromium.executablePath(),
  args: [...args, '--no-sandbox'],
})
try {
  for (const { name, path, size } of SHOTS) {
    const page = await (await browser.newContext({ viewport: size })).newPage()
    await page.goto(BASE + path)
    await shoot(page, name)
    await page.context().close()
  }
  const analyst = await administrator()
  await findings(await analyst.newPage())
  await report(await analyst.newPage())
} finally {
  await browser.close()
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${FOLDER}/${name}.png` })
  process.stdout.write(`${FOLDER}/${name}.png\n`)
}

/** Somebody who accepted an invitation made by the command line. */
async function administrator(): Promise<BrowserContext> {
  const invite = ['src/main.ts', 'admin', 'invite', `shots-${process.pid}@example.org`, '--json']
  const { link } = JSON.parse(execFileSync(process.execPath, invite, { encoding: 'utf8' })) as { link: string }
  const context = await browser.newContext({ viewport: DESK, javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(BASE + new URL(link).pathname)
  await page.fill('input[name=name]', 'Anna')
  await page.fill('input[name=password]', 'correct horse battery staple')
  await page.click('main button')
  await page.close()
  return context
}

/** Real figures of the city in a workbook, two of them slipped: one in thousands, one with three zeros too many. */
async function slipped(): Promise<Buffer> {
  const rows = readFileSync('cities/lublin/data/gus-population.csv', 'utf8')
    .split('\n')
    .map((line) => line.split(','))
    .filter(([area, measure, dimension]) => area === 'lublin' && measure === 'population_total' && dimension === '')
    .map(([area = '', measure = '', , period = '', value = '']): Cell[] => {
      const factor = period === '2012' ? 1 / 1_000 : period === '2017' ? 1_000 : 1
      return [area, measure, period, Number(value) * factor]
    })
  const columns = ['area', 'measure', 'period', 'value'].map((name) => ({ name, width: 18 }))
  return buffer(writeXlsx([{ name: 'Population', columns, rows }]))
}

async function findings(page: Page): Promise<void> {
  await page.goto(`${BASE}/en/workspace/imports`)
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  await page.setInputFiles('[name=file]', { name: 'population.xlsx', mimeType, buffer: await slipped() })
  await page.click('form[enctype="multipart/form-data"] button')
  await until(page, '#checks')
  await page.evaluate("document.querySelector('#checks').scrollIntoView()")
  await shoot(page, 'findings-desktop')
}

async function report(page: Page): Promise<void> {
  await page.goto(`${BASE}/en/workspace/reports`)
  await page.selectOption('[name=what]', 'standard:iso37120')
  await page.fill('[name=year]', '2023')
  await page.click('form[method=post] button:has-text("Make the report")')
  await until(page, 'a[href*="report.pdf"]')
  const id = new URL(page.url()).pathname.split('/').at(-1)!
  if ((await page.locator('[name=grounds]').count()) > 0) {
    await page.fill('[name=grounds]', 'The yearly report')
    await page.click('button:has-text("Publish the report")')
  }
  await page.goto(`${BASE}/en/reports/${id}`)
  await shoot(page, 'report-desktop')
}

/** Without scripts a page is asked for again, as its refresh would. */
async function until(page: Page, selector: string): Promise<void> {
  for (let waited_ms = 0; (await page.locator(selector).count()) === 0; waited_ms += PAUSE_MS) {
    if (waited_ms > WAIT_MS) throw new Error(`${page.url()} never shows ${selector}`)
    await page.waitForTimeout(PAUSE_MS)
    await page.goto(page.url())
  }
}
