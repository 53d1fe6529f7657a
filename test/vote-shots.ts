/**
 * Takes the README's pictures of a vote: `npm run shots:vote`, on PostgreSQL if `DATABASE_URL` says where. A house of its own,
 * which is thrown away, with an edition whose time passes quickly: three projects, four voters, a count.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import chromium from '@sparticuz/chromium'
import { chromium as playwright, type Page } from 'playwright-core'
import type { Actor } from '#platform/actor'
import { systemClock } from '#platform/clock'
import { readConfig } from '#platform/config'
import { loadPortal } from '#platform/http'
import { createLog } from '#platform/log'
import type { RulesDraft } from '#participation'
import { words } from '#words'
import { createUnia, type City } from '../src/app.ts'

const FOLDER = 'docs/pictures'
const EDITION = 'przyklad'
const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } }
const WAIT_MS = 500
const { t } = words.pl
const three = (pl: string, en: string, uk: string) => ({ pl, en, uk })

const start = new Date()
let day = 1
const days = (count: number) => new Date(start.getTime() + count * 86_400_000)
systemClock.now = () => days(day)
const dataDir = mkdtempSync(join(tmpdir(), 'unia-shots-'))
const unia = await createUnia(readConfig({ ...process.env, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn' }), createLog({ level: 'warn' })) // prettier-ignore
const portal = await loadPortal<City>(fileURLToPath(new URL('../portal/build/handler.js', import.meta.url)))
const base = `http://127.0.0.1:${await unia.start({ serve: true, work: true }, portal)}`
const { budgets, eligibility, proposals, ballots } = unia.participation
const may = (n: number, ...permissions: string[]): Actor => ({
  ...{ id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, kind: 'person' },
  can: (permission) => permissions.includes(permission),
})
const organiser = may(1, 'participation.organise')

const args = chromium.args.filter((arg) => !/single-process|zygote/.test(arg))
const executablePath = await chromium.executablePath()
const browser = await playwright.launch({ executablePath, args: [...args, '--no-sandbox'] })
mkdirSync(FOLDER, { recursive: true })
try {
  const codes = await edition()
  for (const [i, code] of codes.entries()) await vote(code, i)
  day = 5
  await budgets.tick()
  await ballots.advance()
  while ((await budgets.edition(EDITION)).state !== 'counted') await setTimeout(WAIT_MS)
  await unia.ledger.sequence()
  for (const size of ['desktop', 'phone'] as const) {
    await shoot(await open(`/pl/budzet-obywatelski/${EDITION}/wyniki`, size), `results-${size}`)
    const page = await open(`/pl/budzet-obywatelski/${EDITION}/przeliczenie`, size)
    await page.getByRole('button', { name: t('recount.start') }).click()
    await page.getByText(t('recount.holds')).waitFor()
    await shoot(page, `recount-${size}`)
  }
} finally {
  await browser.close()
  await unia.stop()
  rmSync(dataDir, { recursive: true })
}

async function edition(): Promise<string[]> {
  const section = (code: string, names: RulesDraft['names'], most: number) => ({
    ...{ code, names, choice: 'any' as const, ballot: { kind: 'approval' as const, most } },
    count: { rule: 'greedy' as const, whenNextDoesNotFit: 'skip' as const, ties: ['cost' as const, 'lot' as const] },
    cost: { least_minor: 0, most_minor: 100_000_000 },
  })
  const rules: RulesDraft = {
    ...{ code: EDITION, number: 1, year: 2027, currency: 'PLN', batchMin: 2 },
    names: three('Budżet obywatelski (przykład)', 'Participatory budget (an example)', 'Громадський бюджет (приклад)'),
    phases: (['submission', 'vote', 'count', 'delivery'] as const).map((kind, i) => ({ kind, from: days(2 * i), to: days(2 * i + 2) })),
    sections: [section('all', three('Całe miasto', 'The whole city', 'Усе місто'), 2)],
    pools: [{ code: 'city', section: 'all', names: three('Całe miasto', 'The whole city', 'Усе місто'), amount_minor: 30_000_000 }],
    submit: { who: 'anyone', supporters: 1 },
    vote: { ways: ['code'] },
  } // prettier-ignore
  const { version } = await budgets.draft(organiser, rules)
  await budgets.announce(organiser, EDITION, { version, grounds: 'Przykład' })
  await proposals.basis.setPrices(
    organiser,
    EDITION,
    'tree;Drzewo;Tree;Дерево;szt.;1500\nbench;Ławka;Bench;Лавка;szt.;2500',
  )
  const [office] = await unia.identity.organisations()
  const LIST = [['Ławki i cień nad Bystrzycą', 'bench', 60], ['Sto drzew przy ulicach', 'tree', 100], ['Ławki przy przystankach', 'bench', 30], ['Drzewa na boiskach', 'tree', 40]] as const // prettier-ignore
  for (const [i, [title, code, quantity]] of LIST.entries()) {
    const author = may(10 + i)
    const id = await proposals.writing.begin(author, EDITION, {
      ...{ title, text: `${title}: miejsca odpoczynku dla wszystkich, także z wózkiem. `.repeat(3), pool: 'city', upkeep_minor: 0 },
      ...{ place: [22.5667, 51.2465], cost: [{ code, quantity, unit_minor: 0 }], accessibility: 'Dojście bez progów' },
    }) // prettier-ignore
    await proposals.writing.send(author, id, { terms: true })
    for (const outcome of ['formal', 'opinion']) {
      const task = (await proposals.checking.tasksOf(id)).find(({ answer }) => answer === null)!
      const to = outcome === 'formal' ? { organisations: [office!.id] } : {}
      await proposals.checking.answer(may(2, 'participation.answer'), task.id, { outcome: 'yes', reason: 'Zgodnie z regulaminem, paragraf 5.', ...to }) // prettier-ignore
    }
  }
  day = 3
  await budgets.tick()
  return eligibility.makeCodes(organiser, EDITION, { count: 6 })
}

/** The first voter's screens are taken. */
async function vote(code: string, i: number): Promise<void> {
  const size = i % 2 === 0 ? 'phone' : 'desktop'
  const page = await open(`/pl/budzet-obywatelski/${EDITION}/glosowanie`, size)
  const press = (name: string) => page.locator('section:visible').getByRole('button', { name, exact: true }).click()
  await page.getByLabel(t('voting.who.code')).fill(code)
  await press(t('voting.next'))
  const boxes = page.getByRole('checkbox')
  await boxes.nth(i % 3).check()
  await boxes.nth((i + 1) % 4).check()
  if (i < 2) await shoot(page, `vote-${size}`)
  await press(t('voting.next'))
  await press(t('voting.review.cast'))
  await page.getByRole('heading', { name: t('voting.done.heading') }).waitFor()
  await page.context().close()
}

async function open(path: string, size: keyof typeof SIZES): Promise<Page> {
  const page = await (await browser.newContext({ viewport: SIZES[size], reducedMotion: 'reduce' })).newPage()
  await page.goto(base + path)
  return page
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate('document.activeElement?.blur()')
  await page.screenshot({ path: `${FOLDER}/${name}.png` })
  process.stdout.write(`${FOLDER}/${name}.png\n`)
}
