/** A visitor on a phone and at a desk: three languages, every kind of page, found accessible; and one number followed to its file. */
import { readFileSync } from 'node:fs'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { chromium as playwright, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadPortal } from '#platform/http'
import { createLog } from '#platform/log'
import { readConfig } from '#platform/config'
import { testDatabase } from '#platform/db/testing'
import { createUnia, type City, type Unia } from '../../src/app.ts'
import { recomputeBundle } from '#indicators'
import { verifyBundle } from '#verify'

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')
const HANDLER = join(process.cwd(), 'portal/build/handler.js')
const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } }
const folder = mkdtempSync(join(tmpdir(), 'unia-journey-'))

let unia: Unia
let browser: Browser
let base: string
let closeDatabase: () => Promise<void>

beforeAll(async () => {
  const database = await testDatabase()
  closeDatabase = () => database.close()
  const env = {
    DATA_DIR: folder,
    DATABASE_URL: database.url,
    CITY_DIR: 'test/cities/rivermouth',
    PORT: '0',
    LOG_LEVEL: 'silent',
  }
  const config = readConfig(env)
  unia = await createUnia(config, createLog({ level: 'silent' }))
  const port = await unia.start({ serve: true, work: true }, await loadPortal<City>(HANDLER))
  base = `http://127.0.0.1:${port}`
  await unia.ledger.sequence()
  const args = chromium.args.filter((arg) => !/single-process|zygote/.test(arg))
  browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...args, '--no-sandbox'],
  })
})
afterAll(async () => {
  await browser?.close()
  await unia?.stop()
  await closeDatabase?.()
  rmSync(folder, { recursive: true, force: true })
})

async function visit(path: string, size: keyof typeof SIZES = 'desk', javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({ viewport: SIZES[size], javaScriptEnabled })
  const page = await context.newPage()
  const answer = await page.goto(base + path)
  expect(answer?.status(), path).toBe(200)
  return page
}

/** What axe finds against WCAG 2.2 AA, in words. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    const { axe } = globalThis as unknown as {
      axe: { run(on: Document, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 200)}`)
  })
}

const firstIndicator = async () => (await unia.indicators.definitions())[0]!.id

test.each(['pl', 'en', 'uk'])(
  'the front page in %s names the city, shows five doors and has no barriers',
  async (lang) => {
    for (const size of ['phone', 'desk'] as const) {
      const page = await visit(`/${lang}`, size)
      expect(await page.getAttribute('html', 'lang')).toBe(lang)
      expect(await page.title()).toContain(unia.info.names[lang as 'pl'])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
      expect(await barriers(page)).toEqual([])
      await page.context().close()
    }
  },
)

test('the pages behind the doors, an indicator and its way back have no barriers, and read without JavaScript', async () => {
  const id = await firstIndicator()
  for (const path of ['/en/indicators', `/en/indicators/${id}`, `/en/indicators/${id}?view=table`, '/en/design']) {
    const page = await visit(path)
    expect(await barriers(page), path).toEqual([])
    expect(await page.locator('h1').count(), path).toBe(1)
    await page.context().close()
  }
  const plain = await visit(`/en/indicators/${id}`, 'phone', false)
  expect((await plain.locator('main').innerText()).length).toBeGreaterThan(200)
  await plain.context().close()
})

test('one number leads to its file, and its proof holds offline', async () => {
  const id = await firstIndicator()
  const page = await visit(`/en/indicators/${id}`)
  const proof = await page.locator('a[href*="/proof"]').first().getAttribute('href')
  const bundle = (await (await fetch(base + proof!)).json()) as object
  expect(await verifyBundle(bundle, { recompute: recomputeBundle })).toMatchObject({ ok: true })
  const file = await page.locator('a[href*="/file"]').first().getAttribute('href')
  const answer = await fetch(base + file!)
  expect(answer.status).toBe(200)
  await page.context().close()
})

test('what is not there is said plainly, in the reader’s language', async () => {
  const context = await browser.newContext({ viewport: SIZES.phone })
  const page = await context.newPage()
  expect((await page.goto(`${base}/uk/nowhere`))?.status()).toBe(404)
  expect(await page.getAttribute('html', 'lang')).toBe('uk')
  expect(await barriers(page)).toEqual([])
  const api = await fetch(`${base}/api/v1/indicators/none`, { headers: { 'accept-language': 'pl' } })
  expect(api.status).toBe(404)
  expect(await api.json()).toMatchObject({ code: 'indicators.unknown', status: 404 })
  await context.close()
})
