/** A sensor nobody has entered comes by MQTT, waits, is adopted with one click, and what it sends is the city's. */
import { connectAsync, type MqttClient } from 'mqtt'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { words } from '#words'
import { expectGood, openHouse, SIZES, type House } from '../browser.ts'

const { t } = words.pl
const SLOWLY = { timeout: 20_000 }
let house: House
let anna: BrowserContext
let page: Page
let sensor: MqttClient | undefined
beforeAll(async () => {
  house = await openHouse()
  anna = await house.signedIn('anna@example.org', 'steward', { script: true })
})
afterAll(async () => {
  await sensor?.endAsync(true)
  await house?.close()
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const main = () => page.locator('main').innerText()
const send = (pm25: number | string) =>
  sensor!.publishAsync('devices/air-7', JSON.stringify({ at: new Date().toISOString(), pm25 }), { qos: 1 })
async function expectGoodBoth(): Promise<void> {
  for (const size of ['phone', 'desk'] as const) {
    await page.setViewportSize(SIZES[size])
    await expectGood(page)
  }
}

test('a profile is tried on a message before it is kept', async () => {
  page = await house.visit('/pl/pulpit/profile-urzadzen/new', anna)
  await page.fill('#profileName', 'Czujniki powietrza')
  await page.fill('#sample', '{"at":"2026-11-24T10:00:00","pm25":12.5}')
  await button(t('devices.try')).click()
  await expect.poll(main, SLOWLY).toContain('2026-11-24T10:00:00')
  await page.fill('#sample', JSON.stringify({ at: new Date().toISOString(), pm25: 12.5 }))
  await button(t('devices.try')).click()
  await expect.poll(main, SLOWLY).toContain('"value": 12.5')
  await expectGoodBoth()
  await button(t('devices.keep')).click()
  await expect.poll(main, SLOWLY).toContain(t('devices.done.kept'))
})

test('a sensor with a key for joining waits, is adopted, and its readings are stored', async () => {
  await page.locator('summary').click()
  await button(t('devices.makeJoining')).click()
  const key = await page.locator('main code').innerText()
  const options = { username: 'air-7', password: key, protocolVersion: 5 } as const
  sensor = await connectAsync(`mqtt://127.0.0.1:${house.unia.mqttPort()}`, options, false)
  await expect(send(31)).rejects.toThrow()
  await house.unia.infrastructure.devices.settled()
  await page.goto('/pl/pulpit/urzadzenia')
  expect(await main()).toContain('"pm25":31')
  await expectGoodBoth()
  await page.selectOption('#adopt-0', { label: 'Czujniki powietrza' })
  await page.locator('.cards button').click()
  await expect.poll(main, SLOWLY).toContain(t('devices.done.adopted'))
  await send(32)
  expect(await house.unia.infrastructure.context.find('urn:ngsi-ld:AirQualityObserved:air-7')).toBeDefined()
  await expect(send('many')).rejects.toThrow()
  await house.unia.infrastructure.devices.settled()
})

test('its page says what it sent, what could not be read and why; it is blocked', async () => {
  await page.getByRole('link', { name: 'air-7' }).first().click()
  expect(await main()).toContain(t('devices.receivedCount', { received: 3, rejected: 1 }))
  expect(await main()).toContain('/pm25')
  await expectGoodBoth()
  await button(t('devices.renew')).click()
  await expect.poll(main, SLOWLY).toContain('unia_device_')
  await button(t('devices.block')).click()
  await expect.poll(main, SLOWLY).toContain(t('devices.done.blocked'))
})

test('a file of meter readings is stored, with its errors by line; the rules are read, and set by who decides', async () => {
  await page.goto('/pl/pulpit/liczniki')
  const file = ['Licznik;Data;Stan kWh', 'PPE 1;2026-10-01 00:00;100,5', 'PPE 1;2026-11-01 00:00;dużo', 'PPE 1;2026-11-02 00:00;3,5'] // prettier-ignore
  await page.setInputFiles('#file', { name: 'odczyty.csv', mimeType: 'text/csv', buffer: Buffer.from(file.join('\n')) })
  await button(t('meters.send')).click()
  await expect.poll(main, SLOWLY).toContain(t('meters.stored', { name: 'odczyty.csv' }))
  for (const text of ['dużo', '1234,5', 'wymieniony, 100,5 → 3,5', 'urn:ngsi-ld:Meter:PPE-1'])
    expect(await main()).toContain(text)
  await expectGoodBoth()

  await page.goto('/pl/pulpit/zasady')
  await page.fill('#day4', '7–13, 12–15')
  await page.locator('form[action="?/time"] button').click()
  await expect.poll(main, SLOWLY).toContain('7–13, 12–15')
  await expectGoodBoth()
  await page.fill('#day4', '7–13')
  await page.locator('form[action="?/time"] button').click()
  await expect.poll(main, SLOWLY).toContain(t('rules.done.saved'))
  expect(await page.inputValue('#day4')).toBe('7:00–13:00')
})
