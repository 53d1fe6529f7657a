/** A newcomer has the loop shown by one command, goes round it both ways by nothing but links, and takes it away again. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { visitor } from '#platform/actor'
import { DEMONSTRATION_AREA, DEMONSTRATION_INDICATOR, isDemonstration } from '#platform/demonstration'
import { verifyEvaluation } from '#verify/evaluation'
import { words } from '#words'
import { LANGS } from '#words/langs'
import { unia } from '../../src/cli/testing.ts'
import { expectGoodAnywhere, openHouse, type House } from '../browser.ts'

const SLOWLY = { timeout: 240_000 }
let house: House
beforeAll(async () => {
  house = await openHouse({}, { work: false })
  const { dataDir, databaseUrl, cityDir, baseUrl } = house.unia.config
  vi.stubEnv('BASE_URL', baseUrl)
  vi.stubEnv('DATA_DIR', dataDir)
  vi.stubEnv('DATABASE_URL', databaseUrl!)
  vi.stubEnv('CITY_DIR', cityDir)
}, 240_000)
afterAll(async () => {
  vi.unstubAllEnvs()
  await house?.close()
})

test('everything in it is computed, and none of it is the city’s', SLOWLY, async () => {
  const { analysis, indicators, innovations, participation, strategy, ledger } = house.unia
  const city = async () => ({
    ...{ counts: (await indicators.counts()).observations, totals: await strategy.projects.totals() },
    ...{ gaps: (await analysis.directions(analysis.parameters({}))).gaps, society: await participation.society.figures() },
  })
  const before = await city()
  const began = Date.now()
  expect(await unia('demo', 'loop')).toMatchObject({ code: 0, err: '' })
  expect(await city()).toEqual(before)
  const [pilot] = (await innovations.pilots.list()).filter(({ plan }) => plan.projectId)
  const { found, violations, log } = await innovations.pilots.one(pilot!.id)
  expect({ worth: found!.worth, violations }).toEqual({ worth: 'yes', violations: [] })
  expect(await verifyEvaluation(JSON.parse(await innovations.pilots.bundle(pilot!.id)))).toMatchObject({ ok: true })
  // The days are those of the story; the ledger has the true time.
  expect(log.every(({ at }) => at.getTime() < began - 86_400_000)).toBe(true)
  await ledger.sequence()
  expect(new Date((await ledger.entry(pilot!.sealed!.entryId)).entry.at).getTime()).toBeGreaterThanOrEqual(began - 1_000)
  const edition = (await participation.budgets.all()).find(({ code }) => isDemonstration(code))!
  expect(await participation.ballots.turnout(edition.code)).toEqual({ issued: 48, ballots: 48 })
  expect(await unia('demo', 'loop')).toMatchObject({ code: 1 })
}) // prettier-ignore

test('from the front page round the loop and back, and every page says that it is made up', SLOWLY, async () => {
  const page = await house.visit('/pl')
  const { t } = words.pl
  await expectGoodAnywhere(page)
  const go = async (within: string, step: string) => {
    const from = page.url()
    await page.locator(`${within} a[data-step=${step}]`).first().click()
    await page.waitForURL((url) => url.href !== from)
    if (!page.url().endsWith('#shown')) expect(await page.locator('.demonstration').innerText(), page.url()).toBe(t('shell.shown')) // prettier-ignore
  }
  const [before, after] = ['before', 'after'].map((side) => `nav.thread div:has(> h2.${side})`) as [string, string]
  await go('#shown', 'indicator')
  for (const step of ['direction', 'challenge', 'proposal', 'vote', 'project', 'pilot', 'report', 'loop'])
    await go(step === 'challenge' ? 'main' : after, step)
  expect(page.url()).toMatch(/\/pl#shown$/)
  await go('#shown', 'report')
  for (const step of ['pilot', 'project', 'vote', 'proposal', 'challenge', 'indicator']) await go(before, step)
  expect(page.url()).toContain(DEMONSTRATION_INDICATOR)
  for (const lang of LANGS) {
    const front = await house.visit(`/${lang}`, { script: false })
    const told = await front.locator('#shown li').allInnerTexts()
    expect(told.length).toBe(10)
    expect(told.filter((text) => /\d/.test(text)).length).toBeGreaterThanOrEqual(9)
    expect(await front.locator('#shown h2').innerText()).toBe(words[lang].t('loop.shown.title'))
    expect((await front.locator('#shown li').allInnerTexts()).some((text) => /NaN|undefined/.test(text))).toBe(false)
  }
})

test('taken away, it is shown no more; what was voted on stays, and it can be shown anew', SLOWLY, async () => {
  const { indicators, strategy, participation } = house.unia
  const away = await unia('demo', 'loop', '--remove')
  expect(away).toMatchObject({ code: 0, out: expect.stringContaining('stays') as string })
  expect((await strategy.strategies.list()).some(({ id }) => isDemonstration(id))).toBe(false)
  const known = async () => (await indicators.series(DEMONSTRATION_INDICATOR, [DEMONSTRATION_AREA]))[0]?.points.filter(({ value }) => value !== null) ?? [] // prettier-ignore
  expect(await known()).toEqual([])
  expect(await (await house.visit('/en', { script: false })).locator('#shown').count()).toBe(0)
  expect(await participation.counting.resultOf('demonstration-1')).toBeDefined()
  expect(await unia('demo', 'loop')).toMatchObject({ code: 0 })
  expect((await known()).length).toBe(6)
  expect(await (await house.visit('/en', { script: false })).locator('#shown').count()).toBe(1)
  expect(await strategy.progress.reports(visitor, 'demonstration')).toEqual([])
})
