/** A house with its portal and a browser, for journeys: visits, barriers that axe finds, people who sign in. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { chromium as playwright, type BrowserContext, type Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Role } from '#identity'
import { system } from '#platform/actor'
import { readConfig } from '#platform/config'
import { testDatabase } from '#platform/db/testing'
import { loadPortal } from '#platform/http'
import { createLog } from '#platform/log'
import { createUnia, type City } from '../../src/app.ts'

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')
const HANDLER = join(process.cwd(), 'portal/build/handler.js')
const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 900 } }
export type Size = keyof typeof SIZES

export type Stage = Awaited<ReturnType<typeof openStage>>

/** The made-up city, running; close it in `afterAll`. */
export async function openStage() {
  const folder = mkdtempSync(join(tmpdir(), 'unia-journey-'))
  const database = await testDatabase()
  const config = readConfig({
    ...{ DATA_DIR: folder, DATABASE_URL: database.url, CITY_DIR: 'test/cities/rivermouth' },
    ...{ PORT: '0', LOG_LEVEL: 'silent' },
  })
  const unia = await createUnia(config, createLog({ level: 'silent' }))
  const port = await unia.start({ serve: true, work: true }, await loadPortal<City>(HANDLER, config.uploadBytesMax))
  const base = `http://127.0.0.1:${port}`
  await unia.ledger.sequence()
  const args = chromium.args.filter((arg) => !/single-process|zygote/.test(arg))
  const browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...args, '--no-sandbox'],
  })

  /** A browser of somebody's own; without JavaScript, as every page must work. */
  const someone = (size: Size = 'desk', javaScriptEnabled = false): Promise<BrowserContext> =>
    browser.newContext({ viewport: SIZES[size], javaScriptEnabled })

  return {
    unia,
    base,
    someone,

    async visit(path: string, context?: BrowserContext): Promise<Page> {
      const page = await (context ?? (await someone())).newPage()
      const answer = await page.goto(base + path)
      expect(answer?.status(), path).toBe(200)
      return page
    },

    /** Somebody who accepted an invitation to that role. */
    async signedIn(email: string, role: Role, size: Size = 'desk'): Promise<BrowserContext> {
      const actor = system('test')
      const { id } = await unia.identity.ensureCity(actor, unia.info.names)
      const { link } = await unia.identity.invite(actor, { email, role, organisationId: id, language: 'en' })
      const context = await someone(size)
      const page = await context.newPage()
      await page.goto(base + new URL(link!).pathname)
      await page.fill('input[name=name]', 'Anna')
      await page.fill('input[name=password]', 'correct horse battery staple')
      await page.click('main button')
      await page.close()
      return context
    },

    /** What axe finds against WCAG 2.2 AA, in words. The page runs scripts of its own only where it is let. */
    async barriers(path: string, size: Size = 'desk'): Promise<string[]> {
      const context = await someone(size, true)
      const page = await context.newPage()
      await page.goto(base + path)
      await page.evaluate(AXE)
      const found = await page.evaluate(async () => {
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
        const { axe } = globalThis as unknown as {
          axe: { run(on: Document, how: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
        }
        const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } })
        const wide = document.documentElement.scrollWidth > innerWidth ? ['wider than the screen'] : []
        return [...violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 200)}`), ...wide]
      })
      await context.close()
      return found
    },

    async close(): Promise<void> {
      await browser.close()
      await unia.stop()
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
