/**
 * A steward enters a lamp and prints its label; a passer-by scans it on a phone, reports that it is dark, and later reads what
 * became of it.
 */
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LANGS, words } from '#words'
import { expectGood, expectGoodAnywhere, openHouse, type House } from '../browser.ts'

const { t } = words.en
const SOON = { timeout: 20_000 }
let house: House
let anna: BrowserContext
let page: Page
beforeAll(async () => {
  house = await openHouse()
  anna = await house.signedIn('anna@example.org', 'steward', {})
})
afterAll(() => house?.close())

const button = (name: string, on = page) => on.getByRole('button', { name, exact: true })
const mainOf = (on: Page) => on.locator('main').innerText()
const main = () => mainOf(page)

test('a steward adds a lamp to its cabinet, brings more by a file, and prints labels', async () => {
  page = await house.visit('/en/workspace/things/new?kind=cabinet', anna)
  await page.fill('#label', 'SO-1')
  await page.fill('#lon', '22,5684')
  await page.fill('#lat', 'here')
  await button(t('things.workspace.add')).click()
  expect(await main()).toContain('“here”')
  expect(await page.inputValue('#label')).toBe('SO-1')
  await page.fill('#lat', '51.2465')
  await button(t('things.workspace.add')).click()
  await page.waitForURL(/SO-1/)
  await page.getByRole('link', { name: t('things.workspace.addPart') }).click()
  await page.selectOption('#kind', 'lamp')
  await button(t('things.workspace.next')).click()
  await page.waitForURL(/kind=lamp/)
  await page.fill('#label', 'SO-1.1')
  await page.fill('#field-power', '70')
  await button(t('things.workspace.add')).click()
  await page.waitForURL(/SO-1\.1/)
  await page.fill('#field-power', '38')
  await button(t('things.workspace.save')).click()
  await expect.poll(main, SOON).toContain('70 → 38')
  await expectGoodAnywhere(page)
  await page.goto('/en/workspace/things/import')
  const rows = 'code,kind,parent,lon,lat\nSO-1.2,lamp,SO-1,22.569,51.247\nSO-1.3,lamp,SO-9,22.569,51.247\n'
  await page.setInputFiles('#file', { name: 'lamps.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) })
  await button(t('things.workspace.look')).click()
  await expect.poll(main, SOON).toContain('SO-9')
  await expectGoodAnywhere(page)
  await button(t('things.workspace.doImport')).click()
  await expect.poll(main, SOON).toContain(t('things.workspace.did'))
  await page.goto('/en/workspace/things?q=SO-1')
  expect(await main()).toContain(t('things.found', { n: 3 }))
  await expectGoodAnywhere(page)
  await page.getByRole('link', { name: t('things.workspace.labels') }).click()
  await page.waitForURL(/labels/)
  expect(await page.locator('main li svg').count()).toBe(3)
  await expectGood(page)
})

let receipt = ''
test('a passer-by scans the label and reports that the lamp is dark, in one screen', async () => {
  const phone = await house.someone({ size: 'phone' })
  for (const lang of LANGS) {
    const scanned = await house.visit(`/${lang}/things/SO-1.1`, phone)
    await expectGood(scanned)
    await scanned.getByRole('link', { name: words[lang].t('things.report.button') }).click()
    await scanned.waitForURL(/report|zgloszenie|zvernennia/)
    await expectGood(scanned)
    if (lang !== 'en') continue
    await scanned.check('[name=fault][value=dark]')
    await scanned.fill('#contact', 'jan@example.org')
    await button(t('things.report.send'), scanned).click()
    await expect.poll(() => mainOf(scanned), SOON).toContain(t('errors.things.reportRobot'))
    // As somebody who took their time.
    const earlier = new Date(Date.now() - 60_000).toISOString()
    await scanned.locator('[name=begunAt]').evaluate((input: HTMLInputElement, at) => void (input.value = at), earlier)
    await button(t('things.report.send'), scanned).click()
    await scanned.waitForURL(/things\/reports\/\w+/)
    receipt = new URL(scanned.url()).pathname
    expect(await mainOf(scanned)).toContain(t('things.reportState.waiting'))
    await expectGood(scanned)
  }
})

test('the steward closes the report with an answer; the passer-by reads it', async () => {
  await page.goto('/en/workspace/things/reports')
  expect(await main()).toContain('jan@example.org')
  await expectGoodAnywhere(page)
  await button(t('things.workspace.take')).click()
  await expect.poll(main, SOON).toContain(t('things.workspace.done.taken'))
  await page.locator('summary').filter({ hasText: t('things.workspace.close') }).click() // prettier-ignore
  await page.fill('[name^=answer-]', 'A new lamp hangs there.')
  await button(t('things.workspace.close')).click()
  await expect.poll(main, SOON).toContain(t('things.workspace.done.closed'))
  const later = await house.visit(receipt, { size: 'phone' })
  expect(await mainOf(later)).toMatch(/Repaired[\s\S]*A new lamp hangs there\./)
  expect(await mainOf(later)).not.toContain('jan@')
})
