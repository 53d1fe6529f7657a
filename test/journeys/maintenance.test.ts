/**
 * A lamp breaks a rule fifty times: one alarm. Somebody on the road makes a work order of it on a phone, without JavaScript, and
 * closes it with a photo; another signs it off at a desk, and the unit's budget knows what it cost.
 */
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#platform/actor'
import { words } from '#words'
import { expectGoodAnywhere, openHouse, type House } from '../browser.ts'

const { t } = words.pl
const SLOWLY = { timeout: 240_000 }
const LAMP = 'urn:ngsi-ld:Streetlight:rivermouth:1'
const CORE = 'https://uri.etsi.org/ngsi-ld/default-context/'
const JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AKp//2Q==',
  'base64',
)

let house: House
let ola: BrowserContext
let page: Page
beforeAll(async () => {
  house = await openHouse()
  ola = await house.signedIn('ola@example.org', 'crew', { size: 'phone', script: false })
})
afterAll(() => house?.close())

const main = () => page.locator('main').innerText()
const press = (name: string) => page.getByRole('button', { name, exact: true }).click()

test('fifty readings that break a rule are one alarm on a phone', SLOWLY, async () => {
  const { infrastructure, identity, database } = house.unia
  const by = system('test')
  const { id: city } = (await identity.cityOrganisation())!
  await infrastructure.maintenance.alarms.addRule(by, {
    names: { pl: 'Za wysokie napięcie', en: 'Voltage too high', uk: 'Зависока напруга' },
    ...{ organisationId: city, scope: { ids: [LAMP] }, attribute: `${CORE}voltage`, severity: 'critical' },
    condition: { kind: 'threshold', side: 'above', limit: 250, hysteresis: 5 },
    escalation: [{ after_min: 0, organisationId: city, role: 'crew' }],
  })
  const begin = Date.now() - 50 * 60_000
  await database.db.transaction().execute(async (tx) => {
    const name = { [`${CORE}name`]: [{ type: 'Property' as const, value: 'Latarnia przy moście' }] }
    for (let i = 0; i < 50; i++) {
      const observedAt = new Date(begin + i * 60_000).toISOString()
      const voltage = { [`${CORE}voltage`]: [{ type: 'Property' as const, value: 255 + (i % 5), observedAt }] }
      await infrastructure.context.upsert(tx, [{ id: LAMP, types: [`${CORE}Streetlight`], attributes: { ...name, ...voltage } }], by) // prettier-ignore
    }
  })
  await infrastructure.telemetry.pulse.once()
  expect(await infrastructure.maintenance.alarms.list(by)).toHaveLength(1)
  page = await house.visit('/pl/pulpit/alarmy', ola)
  expect(await main()).toContain('Latarnia przy moście')
  await page.getByRole('link', { name: 'Za wysokie napięcie' }).click()
  await page.waitForURL(/alarmy\/./)
  const told = async () => (await house.linkTo('ola@example.org')).split('/').at(-1)
  await expect.poll(told, { timeout: 20_000 }).toBe(new URL(page.url()).pathname.split('/').at(-1))
  await press(t('alarms.acknowledge'))
  expect(await main()).toContain(t('alarms.done.acknowledged'))
})

let order = ''
test('made an order, photographed, charged and closed with one hand', SLOWLY, async () => {
  await press(t('alarms.order.make'))
  order = new URL(page.url()).pathname
  expect(await main()).toContain(t('orders.done.made'))
  await press(t('orders.next.underWay'))
  await page.setInputFiles('input[type=file]', { name: 'po.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<svg>') })
  await press(t('orders.send'))
  expect(await main()).toContain('Zdjęcia to pliki JPEG')
  await page.setInputFiles('input[type=file]', { name: 'po.jpg', mimeType: 'image/jpeg', buffer: JPEG })
  await press(t('orders.send'))
  expect(await main()).toContain(t('orders.done.photo'))
  expect((await page.request.get((await page.locator('main img').getAttribute('src'))!)).headers()['content-type']).toBe('image/jpeg') // prettier-ignore
  await page.getByText(t('orders.labour'), { exact: true }).click()
  await page.fill('#what', 'Wymiana zasilacza')
  await page.fill('#minutes', 'godzina')
  await page.fill('#rate', '80')
  await page.locator('form[action="?/labour"] button').click()
  expect(await main()).toContain('Nie da się odczytać „godzina”')
  await page.fill('#minutes', '90')
  await page.locator('form[action="?/labour"] button').click()
  expect(await main()).toContain('120,00')
  await press(t('orders.next.done'))
  expect(await main()).toContain(t('orders.state.done'))
  await page.close()
})

test('signed off by another; alarm closed, cost in the budget; good in three languages', SLOWLY, async () => {
  const jan = await house.signedIn('jan@example.org', 'steward', { script: true })
  page = await house.visit(order, jan)
  await expectGoodAnywhere(page)
  await press(t('orders.next.signedOff'))
  await page.waitForURL(/done=moved/)
  expect(await main()).toContain(t('orders.state.signedOff'))
  await page.goto('/pl/pulpit/alarmy?state=closed')
  await page.getByRole('link', { name: 'Za wysokie napięcie' }).click()
  await page.waitForURL(/alarmy\/[0-9a-f]/)
  expect(await main()).toContain(t('alarms.events.closed'))
  await page.goto('/uk/robochyi-prostir/tryvohy?state=closed')
  await expectGoodAnywhere(page)
  await page.goto('/en/workspace/orders?which=finished')
  await expectGoodAnywhere(page)
  await page.goto('/pl/pulpit/utrzymanie')
  expect(await main()).toContain('120,00')
  await expectGoodAnywhere(page)
})
