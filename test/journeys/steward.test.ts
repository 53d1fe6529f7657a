/** The rest of a steward's day: series, descriptions as they were, a line that breaks while a file is sent, files that cannot be read. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { href } from '#lib/paths.ts'
import { words } from '#words'
import { expectGoodAnywhere, openHouse, type House } from '../browser.ts'

const { t } = words.en
let house: House
/** One with JavaScript, one without. */
let steward: BrowserContext
let plain: BrowserContext
let page: Page
const folder = mkdtempSync(join(tmpdir(), 'unia-steward-'))
beforeAll(async () => {
  house = await openHouse()
  plain = await house.signedIn('plain@example.org', 'steward')
  steward = await house.signedIn('steward@example.org', 'steward', {})
})
afterAll(async () => {
  await house?.close()
  rmSync(folder, { recursive: true })
})

const button = (name: string) => page.locator('main').getByRole('button', { name, exact: true })
const main = async () => (await page.locator('main').innerText()).replaceAll('\u00a0', ' ')
const link = (name: string) => page.locator('main').getByRole('link', { name, exact: true })

/** The page that is open, looked at by somebody with JavaScript: without it nothing can look. */
async function expectGoodThere(): Promise<void> {
  const eyes = await house.visit(page.url(), steward)
  await expectGoodAnywhere(eyes)
  await eyes.close()
}
async function described(slug: string, title: string): Promise<void> {
  await page.goto(href('en', '/workspace/new-dataset'))
  await page.fill('#slug', slug)
  for (const lang of ['pl', 'en']) await page.fill(`#title-${lang}`, title)
  await page.fill('#description-pl', 'Spis miejski.')
  await page.fill('#contactName', 'Zieleń miejska')
  await button(t('steward.form.save')).click()
}
async function added(kind: 'table' | 'file', name: string, slug: string): Promise<void> {
  await page.selectOption('#kind', kind)
  for (const lang of ['pl', 'en']) await page.fill(`#name-${lang}`, name)
  await page.fill('#distribution', slug)
  await button(t('steward.page.add')).click()
  await page.waitForURL(/distributions/)
}

test('a dataset may be called anything; a series is begun, filled, emptied and published', async () => {
  page = await plain.newPage()
  await described('new', 'Trees of 2025')
  expect(new URL(page.url()).pathname).toBe('/en/workspace/catalog/new')
  await page.goto(href('en', '/workspace/catalog'))
  await link(t('steward.series.new')).click()
  await page.fill('#slug', 'trees')
  for (const lang of ['pl', 'en']) await page.fill(`#title-${lang}`, 'Trees, year by year')
  await page.fill('#description-pl', 'Spisy drzew.')
  await page.fill('#contactName', 'Zieleń miejska')
  await button(t('steward.form.save')).click()
  expect(await main()).toContain(t('steward.series.noMembers'))
  await page.selectOption('#dataset', { label: 'Trees of 2025' })
  await button(t('steward.series.add')).click()
  expect(await main()).toContain(t('steward.series.added'))
  await expectGoodThere()
  await page.getByRole('button', { name: t('steward.series.takeOut') }).click()
  expect(await main()).toContain(t('steward.series.takenOut'))
  await page.selectOption('#dataset', { label: 'Trees of 2025' })
  await button(t('steward.series.add')).click()
  await button(t('steward.page.publishDescription')).click()
  expect(await main()).toContain(t('steward.series.published'))
  await page.goto(href('en', '/workspace/catalog'))
  expect(await page.locator('section[aria-labelledby="series"]').innerText()).toContain(t('steward.series.count', { n: 1 })) // prettier-ignore
})

test('every description that was ever saved can be read, and taken up again', async () => {
  await page.goto(href('en', '/workspace/catalog/[slug]/description', { slug: 'new' }))
  await page.fill('#title-en', 'Every tree of 2025')
  await button(t('steward.form.save')).click()
  await link(t('steward.old.read', { n: 1 })).click()
  expect(await main()).toContain('Trees of 2025')
  await expectGoodThere()
  await link(t('steward.old.back')).click()
  expect(await page.inputValue('#title-en')).toBe('Trees of 2025')
  await button(t('steward.form.save')).click()
  expect(await page.locator('h1').innerText()).toBe('Trees of 2025')
})

test('a line that breaks while a file is sent: it goes on by itself, and after the page was left; it can be stopped', async () => {
  const path = join(folder, 'photos.bin')
  writeFileSync(path, Buffer.alloc(10_000_000, 'photo '))
  await page.close()
  page = await steward.newPage()
  await page.goto(href('en', '/workspace/catalog/[slug]', { slug: 'new' }))
  await added('file', 'Photographs', 'photos')
  const here = page.url()
  let mayPass = 1
  let isCut = false
  await page.route(/\/api\/v1\/catalog\/uploads\//, (route, request) => {
    if (request.method() === 'PATCH' && mayPass-- === 0) isCut = true
    return isCut ? route.abort('connectionreset') : route.continue()
  })
  const send = async () => {
    // Until its script has come, the page sends the file as any form does.
    await page.waitForLoadState('networkidle')
    await page.setInputFiles('#file', path)
    await button(t('steward.deliver.button')).click()
  }
  const sent = () => page.locator('main progress').evaluate((bar: HTMLProgressElement) => bar.value / bar.max)
  await send()
  await page.getByText(t('steward.deliver.paused')).waitFor()
  expect(await sent()).toBeGreaterThan(0.3)
  expect(await sent()).toBeLessThan(0.9)
  // The page is left; the same file goes on from where it was.
  await page.goto(here)
  isCut = false
  await send()
  await page.getByText(t('steward.deliver.resume')).waitFor()
  await page.waitForURL(/deliveries/)
  expect(await main()).toContain('photos.bin')
  expect(await main()).toContain('10.0 MB')
  // Another is stopped half-way, and nothing of it stays.
  writeFileSync(path, Buffer.alloc(10_000_000, 'other '))
  await page.goto(here)
  mayPass = 1
  await send()
  await page.getByText(t('steward.deliver.paused')).waitFor()
  isCut = false
  const gone = page.waitForResponse((response) => response.request().method() === 'DELETE')
  await button(t('steward.deliver.cancel')).click()
  expect((await gone).status()).toBe(204)
  await button(t('steward.deliver.button')).waitFor()
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
})

test('a file that is chosen before the page’s script has come stays chosen', async () => {
  await page.goto(href('en', '/workspace/catalog/[slug]', { slug: 'new' }))
  await link('Photographs').click()
  const { promise: come, resolve } = Promise.withResolvers<void>()
  await page.route(/_app/, (route) => come.then(() => route.continue()))
  await page.reload({ waitUntil: 'commit' })
  await page.setInputFiles('#file', { name: 'early.bin', mimeType: 'text/plain', buffer: Buffer.from('early') })
  resolve()
  await page.waitForLoadState('networkidle')
  expect(await page.locator('#file').evaluate((input: HTMLInputElement) => input.files?.[0]?.name)).toBe('early.bin')
})

test('what cannot be read, and what is wrong with what can, is said on the page with its place', async () => {
  await page.close()
  page = await plain.newPage()
  await page.goto(href('en', '/workspace/catalog/[slug]', { slug: 'new' }))
  await added('table', 'List', 'list')
  const here = page.url()
  const told = async (name: string, content: string, ...texts: string[]) => {
    await page.goto(here)
    await page.setInputFiles('#file', { name, mimeType: 'text/csv', buffer: Buffer.from(content) })
    await button(t('steward.deliver.button')).click()
    await page.waitForURL(/deliveries/)
    await expect.poll(async () => (await page.reload()) && (await main()).includes(t('steward.one.reading')), { timeout: 30_000 }).toBe(false) // prettier-ignore
    for (const text of texts) expect(await main()).toContain(text)
  }
  const pdf = 'This is a PDF. Figures cannot be read from it; ask its author for a CSV file.'
  await told('list.pdf', '%PDF-1.7', t('steward.one.unreadable'), pdf, t('steward.one.staysNone'))
  await told('empty.csv', 'code,name\n', 'The first delivery must have rows.')
  const rows = Array.from({ length: 20 }, (_, n) => `A${n},Street ${n},${n}`)
  const all = ['code,name,name', ...rows, 'A20,"Street 20,20', 'A21,Str\0eet,21', 'A22,Street 22'].join('\n')
  await told('list.csv', all, 'Problems: 4', 'The header has the name “name” more than once.', 'In 1 line a quotation mark is opened and not closed.', '1 line holds zero bytes.', 'row 22', 'row 23', 'row 24') // prettier-ignore
  await expectGoodThere()
})
