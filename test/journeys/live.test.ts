/**
 * Somebody watches the city live: the map and a lamp's page follow a reading as it comes, on a phone and without a script they
 * say the same, and what is not public is nowhere.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#platform/actor'
import { words } from '#words'
import { expectGoodAnywhere, openHouse, type House } from '../browser.ts'

const CONTEXT = 'https://smart-data-models.github.io/dataModel.Streetlighting/context.jsonld'
const ID = 'urn:ngsi-ld:Streetlight:1'
const PATHS = { pl: '/pl/mapa', en: '/en/map', uk: '/uk/karta' } as const
const actor = { ...system('test'), can: () => true }

let house: House
beforeAll(async () => {
  house = await openHouse()
  const { context } = house.unia.infrastructure
  const terms = await context.contexts.terms(CONTEXT)
  await context.policies.declare(actor, [{ type: 'Streetlight', level: 'public' }, { type: 'Device', level: 'internal' }], terms) // prettier-ignore
  const lamp = (id: string, name: string, more = {}) => ({ id, type: 'Streetlight', name: property(name), status: property('ok'), location: place(), ...more }) // prettier-ignore
  await write([
    lamp(ID, 'Lipowa 1'),
    lamp('urn:ngsi-ld:Streetlight:demo:1', '<b>Pokazowa</b>', { scope: '/demo', status: property('defectiveLamp') }),
    { id: 'urn:ngsi-ld:Device:1', type: 'Device', name: property('SECRET'), location: place() },
  ])
  await draw(41)
})
afterAll(() => house?.close())

const property = (value: unknown, more: object = {}) => ({ type: 'Property', value, ...more })
const place = () => ({ type: 'GeoProperty', value: { type: 'Point', coordinates: [-29.56, 45.47] } })
async function write(bodies: object[]): Promise<void> {
  const { context } = house.unia.infrastructure
  const terms = await context.contexts.terms(CONTEXT)
  const { failed } = await context.batch.upsert(actor, bodies.map((body) => ({ body, terms })), 'update') // prettier-ignore
  expect(failed).toEqual([])
}
const draw = (watts: number) =>
  write([{ id: ID, type: 'Streetlight', powerConsumption: property(watts, { observedAt: new Date().toISOString(), unitCode: 'WTT' }) }]) // prettier-ignore
const main = (page: Page) => page.locator('main').innerText()

test('the map shows a lamp, a reading comes, and the page says it without being loaded again', async () => {
  const page = await house.visit(`${PATHS.pl}?by=powerConsumption`)
  const entity = await house.visit(`/pl/na-zywo/${ID}`)
  for (const one of [page, entity]) await expect.poll(() => main(one)).toContain(words.pl.t('live.state.live'))
  expect(await main(page)).toContain('41\u00a0W')
  await page.evaluate(() => Object.assign(window, { same: true }))
  await draw(57)
  for (const one of [page, entity]) await expect.poll(() => main(one), { timeout: 30_000 }).toContain('57\u00a0W')
  expect(await page.evaluate(() => 'same' in window)).toBe(true)
  // Moved by a key: the address keeps the place.
  await page.locator('[role=group]').focus()
  await page.keyboard.press('+')
  await page.waitForURL(/box=/)
  expect(await page.evaluate(() => 'same' in window)).toBe(true)
  // A name with markup in it is shown as it is spelled.
  expect(await main(page)).not.toMatch(/SECRET/)
  expect(await page.locator('main b').count()).toBe(0)
  await expectGoodAnywhere(entity)
})

test('in every language and without a script the pages say the same, and have no barriers', async () => {
  for (const [lang, path] of Object.entries(PATHS) as ['pl' | 'en' | 'uk', string][]) {
    const { t } = words[lang]
    const page = await house.visit(path, { script: false })
    const said = await main(page)
    for (const text of ['Lipowa 1', t('live.demo.tag'), t('live.states.defectiveLamp')]) expect(said).toContain(text)
    expect(said).not.toContain('SECRET')
    const scripted = await house.visit(path)
    await expectGoodAnywhere(scripted)
    await scripted.close()
    await page.getByRole('link', { name: 'Lipowa 1' }).click()
    await page.waitForURL(/Streetlight/)
    await page.getByRole('link', { name: t('live.history.hour'), exact: true }).click()
    await page.waitForURL(/zoom=hour/)
    expect(await main(page)).toContain(t('live.units.W'))
    await page.close()
  }
})

test('what is not public, or is no thing, has no page; the door counts what is real', async () => {
  const page = await house.visit(PATHS.en)
  for (const id of ['urn:ngsi-ld:Device:1', 'urn:ngsi-ld:Streetlight:9', "x' or 1=1", '%00', '%E0%A4%A'])
    expect((await page.request.get(`/en/entities/${id}`)).status(), id).toBeGreaterThanOrEqual(400)
  const found = await page.request.get('/en/search?q=SECRET')
  expect((await found.text()).replaceAll(/q=SECRET|value="SECRET"|SECRET<\/(title|h1)>|“SECRET”/g, '')).not.toContain(
    'Device:1',
  )
  const door = await house.visit('/en/city')
  expect(await main(door)).toMatch(/1\s+of 1 lamp works/)
})
