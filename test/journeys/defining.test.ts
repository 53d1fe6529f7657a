/**
 * An analyst defines an indicator by the page: a slip in the formula is shown at its place and mended, the values are seen
 * before anybody else sees them, then it is published. Two people change one definition, the other without JavaScript, and
 * the second chooses.
 */
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#platform/actor'
import { words } from '#words'
import { expectGood, openHouse, SIZES, type House } from '../browser.ts'

const { t } = words.en
const LANGUAGES = ['Pl', 'En', 'Uk'] as const

let house: House
let anna: BrowserContext
let page: Page

beforeAll(async () => {
  house = await openHouse()
  anna = await house.signedIn('anna@example.org', 'analyst', {})
  page = await anna.newPage()
})
afterAll(() => house?.close())

const press = (name: string, on = page) => on.getByRole('button', { name, exact: true }).last().click()
const check = (on = page) => press(t('defining.check'), on)
async function errors(): Promise<string[]> {
  await page.getByRole('alert').waitFor()
  return page.getByRole('alert').getByRole('listitem').allInnerTexts()
}
/** Browsers ask for what is missing by themselves; here the house is asked. */
const sendAnyway = (form: string) =>
  page.locator(`form[action^="${form}"]`).evaluate((element: HTMLFormElement) => void (element.noValidate = true))
const cells = (on = page) => on.locator('section[aria-labelledby=trial] tbody').first().locator('tr').allInnerTexts()
async function api<T>(path: string): Promise<T> {
  return (await fetch(`${house.base}/api/v1${path}`)).json() as Promise<T>
}
type Versioned = { versions: { version: number; formula: string; decimals: number; names: { en: string } }[] }

/** On a phone too, and as it was afterwards. */
async function expectGoodEverywhere(on = page): Promise<void> {
  await expectGood(on)
  await on.setViewportSize(SIZES.phone)
  await expectGood(on)
  await on.setViewportSize(SIZES.desk)
}

test('the workspace leads to the definitions, which are found by standard, strategy, word and code', async () => {
  await page.goto('/en/workspace')
  await page.getByRole('link', { name: t('identity.workspace.indicators.title') }).click()
  await expectGoodEverywhere()
  const rows = () => page.locator('tbody tr').count()
  expect(await rows()).toBe(5)
  const asked = async (values: { q?: string; where?: string }) => {
    await page.fill('#q', values.q ?? '')
    await page.selectOption('#where', values.where ?? '')
    await press(t('defining.show'))
    return page.locator('tbody tr .id').allInnerTexts()
  }
  expect(await asked({ where: 'rivermouth-2035/water' })).toEqual(['city-ferry'])
  expect(await asked({ where: 'iso37120' })).toEqual(['iso37120-21.5.1'])
  expect(await asked({ q: 'ferries trip' })).toEqual(['city-ferry'])
  expect(await asked({ q: 'district-dens' })).toEqual(['district-density'])
  expect(await asked({ q: 'zzzz' })).toEqual([])
  await expectGood(page)
})

test('a form that lacks something, or names what no standard has, is told field by field and keeps what was written', async () => {
  await page.goto('/en/workspace/indicators/new')
  await expectGoodEverywhere()
  await sendAnyway('?/check')
  await page.fill('#nameEn', 'Fees per person')
  await check()
  expect(await errors()).toHaveLength(10)
  expect(await page.inputValue('#nameEn')).toBe('Fees per person')

  await page.fill('#id', 'City fees')
  for (const lang of LANGUAGES) {
    await page.fill(`#name${lang}`, `Fees per person (${lang})`)
    await page.fill(`#description${lang}`, `What the harbour takes (${lang})`)
    await page.fill(`#method${lang}`, `Divided (${lang})`)
  }
  await page.fill('#unit', 'XTS/(1000 person)')
  await page.fill('#formula', 'fees / population_totl')
  await page.fill('#min', '10')
  await page.fill('#max', '5')
  await page.selectOption('#standard0', 'iso37120')
  await page.fill('#number0', '8.99')
  await page.check('[name="in-rivermouth-2035/water"]')
  await check()
  expect(await errors()).toEqual([
    t('defining.badId'),
    t('defining.badRange', { min: '10' }),
    expect.stringContaining('8.99'),
  ])
  await expectGood(page)
})

test('a slip in the formula is underlined, and one button puts the nearest name in its place', async () => {
  await page.fill('#id', 'city-fees-more')
  await page.fill('#max', '')
  await page.fill('#min', '0')
  await page.selectOption('#standard0', '')
  await page.fill('#number0', '')
  await check()
  expect((await errors())[0]).toContain('population_total')
  expect(await page.locator('mark').innerText()).toBe('population_totl')
  expect(await page.locator('figure pre').innerText()).toBe('fees / population_totl')
  await expectGoodEverywhere()
  await page.getByRole('button', { name: t('defining.mistake.instead', { text: 'population_total' }) }).click()
  await page.locator('#trial').waitFor()
  expect(await page.inputValue('#formula')).toBe('fees / population_total')
})

test('before it is published its values are seen with their inputs, by this person alone', async () => {
  expect(await cells()).toEqual([
    expect.stringMatching(/^2023\s/),
    expect.stringMatching(/^2022\s/),
    expect.stringMatching(/^2021\s/),
  ])
  const section = page.locator('section[aria-labelledby=trial]')
  expect(await section.locator('details[open] li').count()).toBe(2)
  expect(await section.innerText()).toContain('Rivermouth 2035, Water')
  await expectGoodEverywhere()
  expect(await api('/indicators/city-fees-more')).toMatchObject({ code: 'indicators.unknown' })
})

test('what can be named is found by a word, and the form keeps what was written', async () => {
  await page.fill('#find', 'ferry trip')
  await press(t('defining.help.findButton'))
  await page.getByText(t('defining.help.found', { n: 2, q: 'ferry trip' })).waitFor()
  expect(await page.locator('.help li code').allInnerTexts()).toEqual(['@city-ferry', 'ferry_trips'])
  expect(await page.inputValue('#formula')).toBe('fees / population_total')
  expect(await page.inputValue('#descriptionUk')).toBe('What the harbour takes (Uk)')
  await check()
  await page.locator('#trial').waitFor()
})

test('it is published with its grounds, stands in its strategy, and comes first among one’s own', async () => {
  await sendAnyway('?/publish')
  await press(t('defining.trial.publishNew'))
  expect(await errors()).toEqual([t('identity.field.missing', { label: t('defining.trial.grounds') })])
  await page.fill('#grounds', 'The council asked for it')
  await press(t('defining.trial.publishNew'))
  await page.getByRole('status').waitFor()
  await expectGoodEverywhere()
  expect((await api<Versioned>('/indicators/city-fees-more/versions')).versions).toMatchObject([{ version: 1 }])
  await page.goto('/en/workspace/indicators')
  expect(await page.locator('tbody tr').first().innerText()).toContain('city-fees-more')
  expect(await page.locator('tbody tr').first().innerText()).toContain(t('imports.you'))
  await expect
    .poll(async () => (await page.goto('/en/indicators/themes/rivermouth-2035/water')) && page.innerText('main'), {
      timeout: 20_000,
    })
    .toContain('Fees per person (En)')
  const { publications } = await api<{ publications: { grounds: string }[] }>('/publications?limit=1')
  expect(publications[0]!.grounds).toBe('The council asked for it')
})

test('the second of two who change one definition chooses part by part; the first one’s values keep their version', async () => {
  const bohdan = await house.signedIn('bohdan@example.org', 'steward')
  const other = await bohdan.newPage()
  const at = '/en/workspace/indicators/city-fees-more'
  await page.goto(at)
  await other.goto(at)
  await other.fill('#nameEn', 'Harbour fees, by Bohdan')
  await other.selectOption('#decimals', '3')
  await check(other)
  await other.locator('#trial').waitFor()
  expect(await other.locator('section[aria-labelledby=trial] table').last().innerText()).toContain(
    'Harbour fees, by Bohdan',
  )
  await other.fill('#grounds', 'More exact')
  await press(t('defining.trial.publish', { version: 2 }), other)
  await other.getByRole('status').waitFor()

  await page.fill('#nameEn', 'Harbour fees, by Anna')
  await page.fill('#formula', '2 * fees / population_total')
  await check()
  expect(await page.locator('#conflict').innerText()).toBe(t('defining.conflict.title'))
  await expectGoodEverywhere()
  expect(
    await page
      .locator('fieldset input:checked')
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).name + (one as HTMLInputElement).value)),
  ).toEqual(['choose-formulayours', 'choose-decimalstheirs'])
  await sendAnyway('?/choose')
  await press(t('defining.conflict.button'))
  expect(await errors()).toEqual([t('defining.conflict.missing', { label: t('defining.nameEn') })])
  await page.check('[name="choose-nameEn"][value=theirs]')
  await press(t('defining.conflict.button'))
  await page.locator('#trial').waitFor()
  await page.fill('#grounds', 'Both harbours')
  await press(t('defining.trial.publish', { version: 3 }))
  await page.getByRole('status').waitFor()
  const [newest, before] = (await api<Versioned>('/indicators/city-fees-more/versions')).versions
  expect(newest).toMatchObject({ version: 3, formula: '2 * fees / population_total', decimals: 3 })
  expect(newest!.names.en).toBe('Harbour fees, by Bohdan')
  expect(before).toMatchObject({ version: 2, formula: 'fees / population_total' })
  await page.locator('#versions ~ ol details summary').first().click()
  expect(await page.locator('#versions ~ ol').innerText()).toContain('Both harbours')
  const vintages = async () =>
    (
      await api<{ vintages: { version: number; value: number }[] }>(
        '/indicators/city-fees-more/values/rivermouth/2023/vintages',
      )
    ).vintages
  await expect.poll(async () => (await vintages()).map(({ version }) => version), { timeout: 20_000 }).toContain(3)
  const all = await vintages()
  expect(all.at(-1)).toMatchObject({ version: 1 })
  expect(all[0]!.value).toBeCloseTo(2 * all.at(-1)!.value, 9)
})

test('a code that is taken, a formula that would break another, and one that says the same are told', async () => {
  await page.goto('/en/workspace/indicators/city-fees-more')
  await check()
  await page.getByText(t('defining.trial.unchanged')).waitFor()
  await expectGood(page)
  await house.unia.indicators.define(
    system('test'),
    [{ ...(await house.unia.indicators.definition('city-fees')), id: 'city-fees-twice', formula: '2 * @city-fees' }],
    'test',
  )
  await page.goto('/en/workspace/indicators/city-fees')
  await page.fill('#unit', 'XTS')
  await page.fill('#formula', 'fees')
  await check()
  expect(await errors()).toHaveLength(1)
  expect(await page.locator('figure').innerText()).toContain('2 * @city-fees')
  expect(await page.locator('figcaption').innerText()).toBe(
    t('defining.mistake.other', { name: 'Harbour fees per person' }),
  )
  await page.goto('/en/workspace/indicators/new')
  await page.fill('#id', 'city-ferry')
  for (const lang of LANGUAGES)
    for (const text of ['name', 'description', 'method']) await page.fill(`#${text}${lang}`, 'Ferry')
  await page.fill('#unit', 'XTS')
  await page.fill('#formula', 'fees')
  await check()
  expect(await errors()).toEqual([t('defining.taken', { name: 'Ferry trips per person' })])
})

test('who may not define is told so, and a visitor is asked to sign in', async () => {
  const editor = await house.signedIn('ewa@example.org', 'editor')
  const there = await editor.newPage()
  expect((await there.goto('/en/workspace/indicators'))?.status()).toBe(403)
  expect((await there.goto('/en/workspace/indicators/city-ferry'))?.status()).toBe(403)
  expect((await page.goto('/en/workspace/indicators/no-such'))?.status()).toBe(404)
  const visitor = await house.visit('/en/workspace/indicators/new')
  expect(new URL(visitor.url()).pathname).toBe('/en/sign-in')
})
