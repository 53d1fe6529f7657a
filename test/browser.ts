/** One house for a file of journeys: a made-up city behind the built portal, a browser before it, and what every page is held to. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { chromium as playwright, type BrowserContext, type Page } from 'playwright-core'
import { expect, vi } from 'vitest'
import type { Role } from '#identity'
import { system } from '#platform/actor'
import { readConfig } from '#platform/config'
import { testDatabase } from '#platform/db/testing'
import { loadPortal } from '#platform/http'
import { createLog } from '#platform/log'
import { createUnia, migrations, type City, type Unia } from '../src/app.ts'

/** On a machine that does other things besides, a page may take its time. */
vi.setConfig({ testTimeout: 120_000 })

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')
const HANDLER = join(process.cwd(), 'portal/build/handler.js')
export const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } }

const COMPLAINTS_MAX = 5

type Look = { size?: keyof typeof SIZES; script?: boolean }
export type House = Awaited<ReturnType<typeof openHouse>>

/** One that does not `work` leaves what comes later undone. */
export async function openHouse(env: Record<string, string> = {}, { work = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'unia-journey-'))
  const database = await testDatabase(migrations)
  const settings = { DATA_DIR: folder, DATABASE_URL: database.url, CITY_DIR: 'test/cities/rivermouth' }
  const config = readConfig({ ...settings, PORT: '0', LOG_LEVEL: 'silent', ...env })
  const { log, complaints } = listening()
  const unia: Unia = await createUnia(config, log)
  const port = await unia.start({ serve: true, work }, await loadPortal<City>(HANDLER))
  const base = `http://127.0.0.1:${port}`
  await unia.ledger.sequence()
  const args = chromium.args.filter((arg) => !/single-process|zygote/.test(arg))
  const executablePath = await chromium.executablePath()
  const browser = await playwright.launch({ executablePath, args: [...args, '--no-sandbox'] })

  const someone = async ({ size = 'desk', script = true }: Look = {}): Promise<BrowserContext> => {
    const looks = { viewport: SIZES[size], javaScriptEnabled: script, reducedMotion: 'reduce' as const }
    const context = await browser.newContext({ ...looks, baseURL: base })
    context.setDefaultTimeout(20_000)
    return context
  }
  const invite = async (email: string, role: Role): Promise<string> => {
    const actor = system('command-line')
    const { id } = await unia.identity.ensureCity(actor, unia.info.names)
    return pathOf((await unia.identity.invite(actor, { email, role, organisationId: id, language: 'en' })).link!)
  }
  return {
    unia,
    base,
    /** Somebody before a device of their own: cookies are theirs alone. */
    someone,
    /** A page, opened by a newcomer or by somebody who is there already. */
    async visit(path: string, by: Look | BrowserContext = {}): Promise<Page> {
      const page = await ('newPage' in by ? by : await someone(by)).newPage()
      const answer = await page.goto(path)
      expect(answer?.status(), [path, ...complaints].join('\n')).toBe(200)
      return page
    },
    /** The link by which somebody gets a role in the whole city, as the command line makes it. */
    invite,
    /** Somebody with that role, signed in; without JavaScript, as every page must work. */
    async signedIn(email: string, role: Role, look: Look = { script: false }): Promise<BrowserContext> {
      const context = await someone(look)
      const page = await context.newPage()
      await page.goto(await invite(email, role))
      await page.fill('#name', 'Anna')
      await page.fill('#password', 'correct horse battery staple')
      await page.click('main form button')
      await page.waitForURL(({ pathname }) => !pathname.includes('invitation'))
      await page.close()
      return context
    },
    /** The link in the letter to somebody, when it has come. */
    async linkTo(email: string): Promise<string> {
      const find = () => letters(join(folder, 'mail')).find((letter) => letter.includes(`To: ${email}`))
      await expect.poll(find, { timeout: 20_000 }).toBeDefined()
      return pathOf(/https?:\/\/\S+/.exec(find()!)![0])
    },
    async close(): Promise<void> {
      await browser.close()
      await unia.stop()
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** What went wrong in the house, for whoever is told only that a page failed. */
function listening() {
  const complaints: string[] = []
  const write = (line: string) => void (complaints.push(line) > COMPLAINTS_MAX && complaints.shift())
  return { complaints, log: createLog({ level: 'error', to: { write } }) }
}

const pathOf = (link: string): string => new URL(link).pathname

/** The letters that nobody sends: newest first, their long lines whole again. */
function letters(folder: string): string[] {
  const names = (() => {
    try {
      return readdirSync(folder).sort().reverse()
    } catch {
      return []
    }
  })()
  return names.map((name) =>
    readFileSync(join(folder, name), 'utf8')
      .replace(/=\r?\n/g, '')
      .replace(/=3D/g, '='),
  )
}

/** What axe finds against WCAG 2.2 AA, in words; nothing in a run after one in which it has seen them (`BARRIERS=seen`). */
export async function barriers(page: Page, rules?: string[]): Promise<string[]> {
  if (process.env.BARRIERS === 'seen') return []
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE)
  return page.evaluate(async (only) => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    const { axe } = globalThis as unknown as {
      axe: { run(on: Document, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    const runOnly = only ? { type: 'rule', values: only } : { type: 'tag', values: tags }
    const { violations } = await axe.run(document, { runOnly, resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 200)}`)
  }, rules)
}

/** In light or dark, and painted so: what is measured before a frame has passed may be of both. */
async function paint(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.evaluate(() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))))
}

/** Every page, on whatever device: no barriers in light and dark, one heading of the first rank, nothing wider than the screen. */
export async function expectGood(page: Page): Promise<void> {
  const where = page.url()
  expect(await page.locator('h1').count(), where).toBe(1)
  await paint(page, 'light')
  expect(await barriers(page), where).toEqual([])
  await paint(page, 'dark')
  expect(await barriers(page, ['color-contrast', 'link-in-text-block']), `${where}, dark`).toEqual([])
  await page.emulateMedia({ colorScheme: null })
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), where).toBeLessThanOrEqual(0)
}

/** The same at a desk and on a phone, whichever of them the page was opened on, and with all that unfolds unfolded. */
export async function expectGoodAnywhere(page: Page): Promise<void> {
  const before = page.viewportSize()!
  await page.locator('details').evaluateAll((all: HTMLDetailsElement[]) => all.forEach((one) => (one.open = true)))
  for (const size of Object.values(SIZES)) {
    await page.setViewportSize(size)
    await expectGood(page)
  }
  await page.setViewportSize(before)
}
