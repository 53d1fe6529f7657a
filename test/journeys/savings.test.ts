/**
 * A school is to be insulated: one steward promises what that will save and seals it, brings readings and computes; another
 * checks, and publishes; a visitor reads what is proved, takes the bundle, and it computes to the same. Its first two parts are
 * walked without JavaScript.
 */
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { systemClock } from '#platform/clock'
import { recomputeSavings, SavingsBundle } from '#infrastructure'
import { dayAfter } from '#stats'
import { words } from '#words'
import { formatters } from '#words/catalogue'
import { expectGoodAnywhere, openHouse, type House } from '../browser.ts'

const { t } = words.pl
const SLOWLY = { timeout: 240_000 }

let house: House
let anna: BrowserContext
let page: Page
beforeAll(async () => {
  house = await openHouse()
  anna = await house.signedIn('anna@example.org', 'steward')
})
afterAll(async () => {
  vi.restoreAllMocks()
  await house?.close()
})

const today = new Date().toISOString().slice(0, 10)
// A day later than today, wherever the city's midnight is.
const begins = dayAfter(today, 2)
const first = dayAfter(begins, -365)
const degrees = (i: number) => 8 - 12 * Math.cos((2 * Math.PI * (i - 20)) / 365)
const use = (i: number) => (400 + 25 * Math.max(0, 15 - degrees(i)) + 12 * Math.sin(i * 3.7)) * (i < 365 ? 1 : 0.75)
const file = (header: string, value: (i: number) => number, days: number) =>
  Buffer.from(`${header}\n${Array.from({ length: days }, (_, i) => `${dayAfter(first, i)};${value(i).toFixed(3).replace('.', ',')}`).join('\n')}\n`) // prettier-ignore

const button = (name: string) => page.getByRole('button', { name, exact: true })
const main = () => page.locator('main').innerText()
async function fill(values: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(values)) await page.fill(`[name=${name}]`, value)
}
/** `then` is what the page says when it has come. */
async function bring(kind: string, name: string, buffer: Buffer, then: string): Promise<void> {
  await page.selectOption('#kind', kind)
  await page.setInputFiles('#file', { name, mimeType: 'text/csv', buffer })
  await button(t('savings.workspace.bring')).click()
  await expect.poll(main, { timeout: 20_000 }).toContain(then)
}

let plan = ''
test('a plan that began yesterday cannot be sealed; one that begins later is, and is public', SLOWLY, async () => {
  page = await house.visit('/pl/pulpit/oszczednosci', anna)
  await fill({ title: 'Ocieplenie szkoły', measure: 'Ocieplenie ścian i dachu', boundary: 'Cały budynek' })
  await fill({ responsible: 'Wydział Inwestycji', begins: dayAfter(today, -2), reportsFrom: begins })
  await fill({ kwh: '40 000', money: 'dużo', co2e: '24000', cost: '300000', life: '20', discount: '3' })
  await button(t('savings.workspace.draft')).click()
  expect(await main()).toContain('dużo')
  await fill({ money: '40 000,50', meterThing: 'urn:ngsi-ld:Meter:1', temperatureThing: 'urn:ngsi-ld:Weather:1' })
  await button(t('savings.workspace.draft')).click()
  expect(await main()).toContain('totalActiveEnergyImport')
  await fill({ meterThing: '', temperatureThing: '' })
  await button(t('savings.workspace.draft')).click()
  await button(t('savings.workspace.seal')).click()
  expect(await main()).toContain('tylko przed rozpoczęciem prac')
  await fill({ begins })
  await button(t('savings.workspace.draft')).click()
  await button(t('savings.workspace.seal')).click()
  expect(await main()).toContain(t('savings.workspace.done.sealed'))
  plan = new URL(page.url()).pathname
  const visitor = await house.visit('/pl/oszczednosci')
  expect(await visitor.locator('main').innerText()).toContain(t('savings.notYet'))
  await visitor.close()
})

/** By the clock that the house reads its days from. */
const itIs = (day: string) => vi.spyOn(systemClock, 'now').mockImplementation(() => new Date(`${day}T10:00:00Z`))

test(
  'readings are brought and a result computed, of days that are over; whoever did that cannot vouch for it',
  SLOWLY,
  async () => {
    await bring('temperature', 'pogoda.csv', file('dzień;temp', degrees, 460), 'Kolumna „temp”')
    await bring('temperature', 'pogoda.csv', file('dzień;temp_c', degrees, 460), 'Temperatura: pogoda.csv')
    await bring('meter', 'licznik.csv', file('dzień;zużycie kWh', use, 460), 'Licznik: licznik.csv')
    await button(t('savings.workspace.compute')).click()
    expect(await main()).toContain('jeszcze nie minęły')
    itIs(dayAfter(begins, 100))
    const again = await house.signedIn('ewa@example.org', 'steward')
    page = await house.visit(plan, again)
    await button(t('savings.workspace.compute')).click()
    expect(await main()).toContain(t('savings.workspace.done.computed'))
    expect(await main()).toContain('skorygowane R²')
    await fill({ as: 'Biuro Audytu', grounds: 'Odczyty zgodne z fakturami.' })
    await button(t('savings.workspace.confirm')).click()
    expect(await main()).toContain('Poproś kogoś innego')
  },
)

test(
  'another person confirms and publishes; everybody reads it, and the bundle computes to the same',
  SLOWLY,
  async () => {
    page = await house.visit(plan, await house.signedIn('jan@example.org', 'steward', { script: true }))
    await fill({ as: 'Biuro Audytu', grounds: 'Odczyty zgodne z fakturami.' })
    await button(t('savings.workspace.confirm')).click()
    await button(t('savings.workspace.publish')).click()
    expect(await main()).toContain(t('savings.workspace.done.published'))
    await expectGoodAnywhere(page)
    page = await house.visit('/pl/oszczednosci')
    await expectGoodAnywhere(page)
    await page.getByRole('link', { name: 'Ocieplenie szkoły' }).click()
    expect(await main()).toContain('Biuro Audytu')
    const day = formatters.getDateTimeFormat('pl', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(begins))
    expect(await main()).toContain(`Początek prac\n${day}`)
    await page.setViewportSize({ width: 390, height: 844 })
    await expectGoodAnywhere(page)
    const address = await page.getByRole('link', { name: t('savings.files.bundle') }).getAttribute('href')
    const bundle = SavingsBundle.parse(await (await page.request.get(address!)).json())
    const { same, content } = recomputeSavings(bundle)
    expect(same).toBe(true)
    expect(content.avoided_kwh / content.baseline_kwh).toBeCloseTo(0.25, 1)
    expect((await house.visit('/uk/zaoshchadzhennia')).url()).toContain('/uk/')
  },
)
