/**
 * An edition of two pools: proposals are written and checked, three residents vote in their browsers and one on paper; one loses
 * the connection in mid-vote and goes on, and checks her receipt; anybody counts again, in the browser and offline; a changed
 * copy is caught. Time runs as fast as it is told.
 */
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { system, type Actor } from '#platform/actor'
import { systemClock } from '#platform/clock'
import type { RulesDraft } from '#participation'
import { words } from '#words'
import { unia } from '../../src/cli/testing.ts'
import { expectGood, expectGoodAnywhere, openHouse, type House } from '../browser.ts'

const SLOWLY = { timeout: 240_000 }
const CODE = 'rivermouth-3'
const PAGE_BYTES_MAX = 100_000
/** A gap of the made-up city, by its target, and an indicator of a goal of its strategy. */
const GAP = 'city-ferry'
const { t } = words.pl

let house: House
let codes: string[]
let receipt: string
const now = vi.spyOn(systemClock, 'now')
const start = Date.UTC(2026, 10, 1, 12)
const days = (count: number) => new Date(start + count * 86_400_000)
const goTo = (day: number) => now.mockReturnValue(days(day))
const may = (id: number, ...permissions: string[]): Actor => ({
  ...{ id: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`, kind: 'person', name: `Person ${id}` },
  can: (permission) => permissions.includes(permission),
})
const organiser = may(1, 'participation.organise')
const [clerk, second] = [may(2, 'participation.register'), may(3, 'participation.register')]
const three = (text: string) => ({ pl: text, en: text, uk: text })
const PHASES = ['submission', 'formalCheck', 'opinions', 'vote', 'count', 'delivery'] as const
const section = (code: string, most: number) => ({
  ...{ code, names: three(code), choice: 'any' as const, ballot: { kind: 'approval' as const, most } },
  count: { rule: 'greedy' as const, whenNextDoesNotFit: 'skip' as const, ties: ['cost' as const, 'lot' as const] },
  cost: { least_minor: 0, most_minor: 10_000_000 },
})
const RULES: RulesDraft = {
  ...{ code: CODE, number: 3, year: 2027, names: three('Budżet 2027'), currency: 'PLN', batchMin: 2 },
  phases: PHASES.map((kind, i) => ({ kind, from: days(2 * i), to: days(2 * i + 2) })),
  sections: [section('Dzielnica', 2), section('Całe miasto', 1)].map((one, i) => ({ ...one, code: ['district', 'city'][i]! })),
  pools: [
    { code: 'pier', section: 'district', names: three('Przystań'), amount_minor: 5_000_000 },
    { code: 'whole', section: 'city', names: three('Całe miasto'), amount_minor: 5_000_000 },
  ],
  submit: { who: 'anyone', supporters: 1 },
  vote: { ways: ['register', 'code', 'paper'] },
} // prettier-ignore

beforeAll(async () => {
  goTo(1)
  house = await openHouse()
  const { budgets, eligibility, proposals } = house.unia.participation
  const { version } = await budgets.draft(organiser, RULES)
  await budgets.announce(organiser, CODE, { version, grounds: 'Nowa edycja' })
  await proposals.basis.setPrices(organiser, CODE, 'bench;Ławka;Bench;Лавка;szt.;1800')
  const offices = await house.unia.identity.organisations()
  const official = may(4, 'participation.answer')
  for (const [title, pool, quantity] of [
    ['Ławki nad rzeką', 'pier', 10],
    ['Ławki w parku', 'pier', 20],
    ['Ławki przy szkole', 'whole', 5],
  ] as const) {
    // prettier-ignore
    const author = may(10 + quantity)
    const id = await proposals.writing.begin(author, CODE, {
      ...{ title, text: `${title}: z oparciem, w cieniu drzew. `.repeat(5), pool, upkeep_minor: 0 },
      ...{ place: [22.57, 51.25], cost: [{ code: 'bench', quantity, unit_minor: 0 }], accessibility: 'Z podłokietnikami' },
      helps: GAP,
    }) // prettier-ignore
    await proposals.writing.send(author, id, { terms: true })
    for (const outcome of ['formal', 'opinion']) {
      const task = (await proposals.checking.tasksOf(id)).find(({ answer }) => answer === null)!
      const to = outcome === 'formal' ? { organisations: [offices[0]!.id] } : {}
      await proposals.checking.answer(official, task.id, { outcome: 'yes', reason: 'Zgodnie z regulaminem, paragraf 5.', ...to }) // prettier-ignore
    }
  }
  goTo(7)
  await budgets.tick()
  codes = await eligibility.makeCodes(organiser, CODE, { count: 4 })
  await eligibility.importRegister(organiser, CODE, Buffer.from('id\nA-1'))
}, 240_000)
afterAll(async () => {
  vi.restoreAllMocks()
  await house?.close()
})

const shot = async (page: Page, name: string) =>
  void (process.env.SHOTS && (await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })))
const button = (page: Page, name: string) => page.locator('section:visible, footer:visible').getByRole('button', { name, exact: true }) // prettier-ignore
const VOTE = `/pl/budzet-obywatelski/${CODE}/glosowanie`

/** Up to the last look at what is chosen. */
async function choose(page: Page, code: string, titles: readonly string[]): Promise<void> {
  await page.getByLabel(t('voting.who.code')).fill(code)
  await button(page, t('voting.next')).click()
  for (const title of titles) {
    await page.getByRole('checkbox', { name: title }).check()
    await button(page, t('voting.next')).click()
  }
}
const done = (page: Page) => page.getByRole('heading', { name: t('voting.done.heading') }).waitFor()

test('an organiser sets up an edition from nothing, and what is sealed is only shown', SLOWLY, async () => {
  const page = await house.visit('/pl/pulpit/budzet-obywatelski', await house.signedIn('ola@example.org', 'steward', { size: 'phone', script: true })) // prettier-ignore
  const press = (key: string) => page.getByRole('button', { name: t(key as never), exact: true }).click()
  const said = () => page.locator('main').innerText()
  const saved = (what = 'saved') => page.waitForURL(new RegExp(`done=${what}`))
  const edition = '/pl/pulpit/budzet-obywatelski/rivermouth-4'
  await page.selectOption('#start', 'BARE')
  await page.fill('#number', '4')
  await page.fill('#year', '28')
  await page.fill('[name="names.pl"]', 'Budżet 2028')
  await press('budgets.work.makeButton')
  // What is wrong stands at its field, and nothing that was typed is lost.
  await page.locator('.summary a[href="#year"]').click()
  expect(await page.inputValue('[name="names.pl"]')).toBe('Budżet 2028')
  expect(await page.inputValue('#start')).toBe('BARE')
  await expectGoodAnywhere(page)
  await page.fill('#year', '2028')
  await press('budgets.work.makeButton')
  await saved('made')
  expect(await said()).toContain(t('budgets.problem.noMoney'))
  await shot(page, 'krok-przeglad')
  await expectGoodAnywhere(page)

  await page.goto(`${edition}/sections/NEW`)
  await page.fill('[name="names.pl"]', 'Dzielnice')
  await page.selectOption('#split', 'areas')
  await page.fill('#amount', 'sto')
  await page.fill('#most', '40000')
  await press('budgets.work.save')
  await page.locator('.summary a[href="#amount"]').waitFor()
  expect(await page.inputValue('#split')).toBe('areas')
  await shot(page, 'krok-czesc-bledy')
  await page.fill('#amount', '100 000')
  await press('budgets.work.save')
  await saved()
  await expectGoodAnywhere(page)
  await page.goto(`${edition}/categories/NEW`)
  await page.fill('[name="names.pl"]', 'Zieleń')
  await press('budgets.work.save')
  await saved()
  await page.goto(`${edition}/sections/dzielnice`)
  await page.locator('summary').first().click()
  await page.fill('[name="limits.zielen.area"]', '1')
  await press('budgets.work.save')
  await saved()
  await page.goto(`${edition}/categories/zielen`)
  await press('budgets.work.removeButton')
  expect(await said()).toContain(t('budgets.problem.categoryWanted'))

  await page.goto(`${edition}/pools`)
  await shot(page, 'krok-pule')
  await page.getByRole('link', { name: 'Całe miasto' }).click()
  await page.waitForURL(/pools\/city/)
  await page.fill('#amount', '250 000,50')
  await press('budgets.work.save')
  await saved()
  expect(await said()).toMatch(/250\s000,50/)
  await page.goto(`${edition}/money`)
  await page.fill('[name="sections.city.cost"]', '90000')
  await press('budgets.work.save')
  await saved()
  await page.goto(`${edition}/counting`)
  await expectGoodAnywhere(page)
  await page.goto(`${edition}/ballot`)
  await page.fill('[name="sections.city.ballot"]', '2,5')
  await press('budgets.work.save')
  expect(await said()).toContain(t('budgets.problem.whole'))
  await page.goto(`${edition}/voters`)
  await page.check('[name="vote.ways.code"]')
  await press('budgets.work.save')
  await saved()
  expect(await said()).not.toContain(t('budgets.work.missing'))
  await page.fill('#grounds', 'Uchwała rady miasta')
  await press('budgets.work.announceButton')
  await saved('announced')
  expect(await house.unia.participation.budgets.edition('rivermouth-4')).toMatchObject({
    ...{ state: 'announced', names: { pl: 'Budżet 2028', uk: 'Budżet 2028' } },
    sections: [{ code: 'city' }, { code: 'dzielnice', count: { constraints: [{ category: 'zielen', most: 1 }] } }],
  })
  await page.goto(`/pl/pulpit/budzet-obywatelski/${CODE}/pools/pier`)
  expect(await said()).toContain(t('budgets.work.sealed'))
  expect(await page.locator('main form').count()).toBe(0)
  await shot(page, 'krok-zapieczetowane')
  await page.close()
})

test('a resident votes on a phone; what breaks off goes on, and nothing of the choice stays', SLOWLY, async () => {
  const ania: BrowserContext = await house.someone({ size: 'phone' })
  const page = await ania.newPage()
  let bytes = 0
  const network = await ania.newCDPSession(page)
  await network.send('Network.enable')
  network.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
  await page.goto(VOTE, { waitUntil: 'networkidle' })
  expect(bytes).toBeLessThan(PAGE_BYTES_MAX)
  await expectGood(page)
  await button(page, t('voting.next')).click()
  expect(await page.getByRole('alert').innerText()).toBe(t('voting.who.codeMissing'))
  await page.getByLabel(t('voting.who.code')).fill(codes[0]!)
  await button(page, t('voting.next')).click()
  await page.getByRole('checkbox', { name: 'Ławki nad rzeką' }).check()
  await expectGood(page)
  // Another day.
  await page.reload()
  await choose(page, codes[0]!, ['Ławki nad rzeką', 'Ławki przy szkole'])
  await expectGood(page)
  const cast = `**/api/v1/budgets/${CODE}/ballots`
  await page.route(cast, (route) => route.abort())
  await button(page, t('voting.review.cast')).click()
  await button(page, t('voting.review.resumeButton')).waitFor()
  expect(await page.getByRole('alert').innerText()).toBe(t('voting.failed.network'))
  await page.reload()
  await page.unroute(cast)
  const sent: (string | undefined)[] = []
  await page.route(cast, async (route) => {
    sent.push((await route.request().allHeaders()).cookie)
    await route.continue()
  })
  await button(page, t('voting.review.resumeButton')).click()
  await done(page)
  expect(sent).toEqual([undefined, undefined])
  await expectGood(page)
  const kept = await page.evaluate((name) => localStorage.getItem(name), `unia-vote:${CODE}`)
  expect(JSON.parse(kept!)).toMatchObject({ marks: {}, casting: {}, receipts: [{ pool: 'pier' }, { pool: 'whole' }] })
  receipt = JSON.stringify((JSON.parse(kept!) as { receipts: unknown[] }).receipts[0])
  await button(page, t('voting.done.forget')).click()
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
  // The same code votes no second time.
  await page.reload()
  await page.getByLabel(t('voting.who.code')).fill(codes[0]!)
  await button(page, t('voting.next')).click()
  await page
    .getByRole('alert')
    .filter({ hasText: t('voting.who.nothing') })
    .waitFor()
})

test('two more vote, one votes on paper; without a script the page says where', SLOWLY, async () => {
  for (const [i, title] of ['Ławki nad rzeką', 'Ławki w parku'].entries()) {
    const page = await house.visit(VOTE)
    await choose(page, codes[i + 1]!, [title, 'Ławki przy szkole'])
    await button(page, t('voting.review.cast')).click()
    await done(page)
  }
  // Without a script one cannot vote, and can show all the same that one may.
  const plain = await house.visit(VOTE, await house.signedIn('jan@home.example', 'resident'))
  expect(await plain.locator('main').innerText()).toContain(t('voting.noScript'))
  for (const [number, said] of [
    ['A-9', t('errors.participation.notInRegister')],
    ['A-1', t('voting.who.isVoter')],
  ] as const) {
    await plain.fill('#identifier', number)
    await plain.click('form[action="?/register"] button')
    await plain.getByText(said).first().waitFor()
  }
  const { ballots, eligibility } = house.unia.participation
  await eligibility.handOut(clerk!, CODE, { code: codes[3]! }, { section: 'district', pool: 'pier' })
  const number = (await house.unia.participation.budgets.listed(CODE)).find(({ titles }) => titles.pl === 'Ławki nad rzeką')!.number // prettier-ignore
  for (const by of [clerk!, second!])
    await ballots.enter(by, CODE, { serial: 'A-1', pool: 'pier', choices: [[number, 1]] })
})

test('her receipt is in the ledger after the close, the ballots are counted again, and a changed copy is caught', SLOWLY, async () => {
  const { budgets, ballots } = house.unia.participation
  goTo(9)
  await budgets.tick()
  await ballots.finish(organiser, CODE)
  await ballots.advance()
  await vi.waitFor(async () => expect((await budgets.edition(CODE)).state).toBe('counted'), 60_000)
  await house.unia.ledger.sequence()
  const page = await house.visit(`/pl/budzet-obywatelski/${CODE}/potwierdzenie`, { size: 'phone' })
  await page.getByLabel(t('voting.receipt.paste')).fill(receipt)
  await page.getByRole('button', { name: t('voting.receipt.button') }).click()
  await page.getByText(t('voting.receipt.counted')).waitFor()
  await expectGoodAnywhere(page)
  const answer = await page.request.get(`/api/v1/budgets/${CODE}/bundle`)
  const bundle = gunzipSync(await answer.body()).toString()
  const file = join(tmpdir(), `${CODE}-${process.pid}.election.ndjson`)
  writeFileSync(file, bundle)
  const offline = await unia('verify', 'election', file, '--json')
  const { checks } = JSON.parse(offline.out) as { checks: { check: string; ok: boolean }[] }
  expect(checks.filter(({ ok }) => !ok).map(({ check }) => check)).toEqual([])

  await page.goto(`/pl/budzet-obywatelski/${CODE}/przeliczenie`)
  await page.getByRole('button', { name: t('recount.start') }).click()
  await page.getByText(t('recount.holds')).waitFor()
  await expectGoodAnywhere(page)
  const tampered = bundle.replace(/\{"kind":"ballot".*"source":"online".*\n/, '')
  await page.setInputFiles('#file', { name: 'changed.ndjson', mimeType: 'application/x-ndjson', buffer: Buffer.from(tampered) })
  await page.getByText(t('recount.fails')).waitFor()
  expect(await page.locator('main').innerText()).toContain('usunięta albo zmieniona')
  const secret = await house.visit(`/pl/budzet-obywatelski/${CODE}/tajnosc-glosu`)
  await expectGoodAnywhere(secret)
}) // prettier-ignore

test('what was decided is told page by page, and becomes a project that is followed to its end', SLOWLY, async () => {
  const { projects } = house.unia.strategy
  for (const part of ['wyniki', 'gdyby-liczono-inaczej', 'liczby', '']) {
    const page = await house.visit(`/pl/budzet-obywatelski/${CODE}/${part}`)
    await shot(page, part || 'edycja')
    await expectGoodAnywhere(page)
  }
  const results = await house.visit(`/pl/budzet-obywatelski/${CODE}/wyniki?pool=pier`, { size: 'phone' })
  await shot(results, 'wyniki-telefon')
  expect(await results.locator('main').innerText()).toContain('Ławki nad rzeką')
  const won = (await projects.list({ edition: CODE })).projects
  expect(won.map(({ titles }) => titles.pl).toSorted()).toEqual(['Ławki nad rzeką', 'Ławki przy szkole'])
  const one = won.find(({ titles }) => titles.pl === 'Ławki nad rzeką')!
  const runs = may(5, 'strategy.projects')
  for (const to of ['preparing', 'underWay'] as const) await projects.move(runs, one.id, { to })
  await projects.spend(runs, one.id, { title: 'Ławki', amount_minor: 1_750_000, on: '2026-11-09' })
  await projects.move(runs, one.id, { to: 'finished' })
  const page = await house.visit(`/pl/projekty/${one.id}`, { size: 'phone' })
  expect(await page.locator('main').innerText()).toContain(t('projects.state.finished'))
  await expectGoodAnywhere(page)
  await page.getByRole('link', { name: t('projects.origin.back.participatoryBudget') }).click()
  await page.waitForURL(/budzet-obywatelski/)
})

/** The year after: more trips by ferry in the city, as many as before elsewhere. */
async function moved(): Promise<void> {
  const { indicators } = house.unia
  const trips = { rivermouth: 10_400, saltbridge: 17_000, 'port-heron': 24_500 }
  const people = { rivermouth: 1_300, saltbridge: 2_300, 'port-heron': 3_300 }
  const rows = Object.entries(trips).flatMap(([area, count]) => [
    `${area},population_total,,2024,${people[area as keyof typeof people]},person`,
    `${area},ferry_trips,season=summer,2024,${count},trip`,
    `${area},ferry_trips,season=winter,2024,0,trip`,
  ])
  const file = Readable.from([Buffer.from(['area,measure,dimension,period,value,unit', ...rows].join('\n'))])
  const loader = system('test')
  const { id } = await indicators.imports.receive(loader, { file, fileName: 'ferries.csv' })
  await expect.poll(async () => (await indicators.imports.preview(loader, id)).state, { timeout: 20_000 }).toBe('read')
  const { seq } = await indicators.imports.publish(loader, id, 'test')
  await expect.poll(async () => (await indicators.moment())?.seq, { timeout: 20_000 }).toBe(seq)
}

test(
  'the loop closes: from a gap over a vote to a measured effect, and back, by nothing but links',
  SLOWLY,
  async () => {
    const { innovations, strategy, identity } = house.unia
    const [official, other] = [may(6, 'innovations.organise', 'innovations.verify', 'strategy.projects'), may(7, 'innovations.verify')] // prettier-ignore
    const organisationId = (await identity.organisations())[0]!.id
    const titles = { pl: 'Za mało promów' }
    const challenge = await innovations.challenges.add(official, { organisationId, titles, problem: { pl: 'Po dwudziestej nie da się wrócić.' }, origin: 'gap', indicator: GAP }) // prettier-ignore
    await innovations.challenges.publish(official, challenge.id)
    const { projects } = await strategy.projects.list({ edition: CODE })
    const project = projects.find(({ titles }) => titles.pl === 'Ławki przy szkole')!
    await strategy.projects.promise(official, project.id, { indicator: GAP, size: 0.5, by: '2027-12-31' })
    const pilot = await innovations.pilots.add(official, {
    ...{ organisationId, projectId: project.id, titles: { pl: 'Czy ławki pomogły' }, hypothesis: { pl: 'Więcej kursów' } },
    ...{ source: { kind: 'indicator', indicator: GAP, treated: ['rivermouth'] }, unit: 'city', smallest: 0.1, better: 'higher' },
    design: { method: 'did', outcome: 'value', unit: 'area', time: 'period', treated: 'treated', from: '2024' },
    ...{ units: 2, stopping: { pl: 'Nie ma' }, from: '2026-11-10', to: '2026-11-11', cost_minor: 100, currency: 'XTS' },
  }) // prettier-ignore
    await innovations.pilots.seal(official, pilot.id)
    goTo(10)
    await innovations.pilots.start(official, pilot.id, '2026-11-10')
    goTo(12)
    await moved()
    await house.unia.ledger.sequence()
    await innovations.pilots.evaluate(official, pilot.id, {})
    await innovations.pilots.publish(other, pilot.id, 'Przeliczone')
    await innovations.pilots.decide(official, pilot.id, {
      outcome: 'scale',
      reasons: 'Działa',
      budget_minor: 5_000_000,
      due: '2028-12-31',
    })

    const page = await house.visit('/pl', { script: false })
    const told = await page.locator('#loop li').allInnerTexts()
    expect(told.map((text) => /\d+\s*$|\d/.test(text)).filter(Boolean).length).toBeGreaterThanOrEqual(6)
    const go = async (within: string, step: string, name = '') => {
      const from = page.url()
      await page.locator(`${within} a[data-step=${step}]`, { hasText: name }).first().click()
      await page.waitForURL((url) => url.href !== from)
    }
    const [before, after] = ['before', 'after'].map((side) => `nav.thread div:has(> h2.${side})`) as [string, string]
    await go('#loop', 'gaps')
    await go('main', 'challenge', 'Za mało promów')
    const there = ['proposal', 'vote', 'project', 'pilot', 'report', 'loop'] as const
    for (const step of there) {
      if (step === 'pilot') await expectGoodAnywhere(await house.visit(new URL(page.url()).pathname))
      await go(after, step, step === 'proposal' || step === 'project' ? 'Ławki przy szkole' : '')
    }
    expect(page.url()).toMatch(/\/pl#loop$/)
    await page.goBack()
    const back = ['pilot', 'project', 'vote', 'proposal', 'challenge', 'direction'] as const
    for (const step of back)
      await go(before, step, step === 'proposal' || step === 'project' ? 'Ławki przy szkole' : '')
    expect(page.url()).toContain('/pl/wskazniki/kierunki-dzialan#direction-')
    await page.goto(`/pl/wskazniki/${GAP}`)
    for (const step of ['direction', 'challenge', 'proposal', 'project', 'pilot']) expect(await page.locator(`${after} a[data-step=${step}]`).count(), step).toBeGreaterThan(0) // prettier-ignore
  },
)
