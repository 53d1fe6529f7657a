/** A visitor on a phone and at a desk: every kind of page, in three languages, found accessible; and one number followed to its file. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '#platform/clock'
import { recomputeBundle } from '#indicators'
import { verifyBundle } from '#verify'
import { barriers, expectGood, openHouse, type House } from '../browser.ts'

let house: House
let id: string
beforeAll(async () => {
  house = await openHouse()
  id = (await house.unia.indicators.definitions())[0]!.id
})
afterAll(() => house?.close())

test.each(['pl', 'en', 'uk'] as const)(
  'the front page in %s names the city, shows five doors and has no barriers',
  async (lang) => {
    for (const size of ['phone', 'desk'] as const) {
      const page = await house.visit(`/${lang}`, { size })
      expect(await page.getAttribute('html', 'lang')).toBe(lang)
      expect(await page.title()).toContain(house.unia.info.names[lang])
      expect(await page.locator('.doors > li').count()).toBe(5)
      await expectGood(page)
      await page.context().close()
    }
  },
)

test(
  'no page for visitors has barriers, in light and dark, on a phone and at a desk',
  { timeout: 240_000 },
  async () => {
    const density = 'district-density'
    const paths = [
      '/en/city',
      '/pl/innowacje',
      '/uk/dani',
      '/en/indicators',
      '/pl/wskazniki/tematy/iso37120/population',
      `/en/indicators/${id}?with=saltbridge`,
      `/pl/wskazniki/${id}?view=table`,
      `/uk/pokaznyky/${density}?view=map`,
      `/en/indicators/${id}/provenance/rivermouth/2023`,
      '/en/network',
      '/pl/szukaj?q=mieszkańcy',
      '/en/guide',
      '/uk/posibnyk/settings',
      '/pl/dostepnosc',
      '/en/design',
      '/pl/logowanie',
      '/en/reset-password',
    ]
    const phone = await (await house.someone({ size: 'phone' })).newPage()
    const desk = await (await house.someone()).newPage()
    for (const [at, path] of paths.entries()) {
      const page = at % 2 === 0 ? desk : phone
      expect((await page.goto(path))?.status(), path).toBe(200)
      await expectGood(page)
    }
    await phone.context().close()
    await desk.context().close()
  },
)

test('what can be read is read without JavaScript', async () => {
  const page = await house.visit(`/en/indicators/${id}`, { size: 'phone', script: false })
  expect((await page.locator('main').innerText()).length).toBeGreaterThan(200)
  await page.getByRole('link', { name: 'Table' }).click()
  expect(await page.getByRole('table').count()).toBeGreaterThan(0)
  await page.context().close()
})

test('by keyboard alone: the skip link, focus that is seen, and the menu on a phone', async () => {
  const page = await house.visit('/en')
  await page.keyboard.press('Tab')
  expect(await page.locator(':focus').innerText()).toBe('Skip to content')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press('Tab')
    const focus = await page.locator(':focus').evaluate((element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      const { top, bottom, width } = element.getBoundingClientRect()
      const seen = width > 0 && bottom > 0 && top < innerHeight
      return { html: element.outerHTML.slice(0, 80), seen, outlined: outlineStyle !== 'none' && outlineWidth !== '0px' }
    })
    expect(focus).toMatchObject({ seen: true, outlined: true })
  }
  await page.context().close()

  const phone = await house.visit('/en', { size: 'phone' })
  const menu = phone.getByRole('button', { name: 'Menu' })
  const door = phone.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Indicators' })
  expect(await door.isVisible()).toBe(false)
  await menu.focus()
  await phone.keyboard.press('Enter')
  expect(await door.isVisible()).toBe(true)
  expect(await barriers(phone)).toEqual([])
  await phone.keyboard.press('Escape')
  expect(await door.isVisible()).toBe(false)
  await phone.keyboard.press('Enter')
  await door.focus()
  await phone.keyboard.press('Enter')
  await phone.waitForURL('**/en/indicators')
  await phone.context().close()
})

test('a page that needs help leads to its chapter, and a chapter to its pages', async () => {
  const page = await house.visit(`/en/indicators/${id}`)
  await page.getByRole('link', { name: 'How to check a proof' }).click()
  expect(await page.locator('h1').innerText()).toBe('Checking a proof offline')
  await page.getByRole('contentinfo').getByRole('link', { name: 'Guide' }).click()
  await page.getByRole('main').getByRole('link', { name: 'Standards and completeness' }).click()
  await page.getByRole('main').getByRole('link', { name: 'Indicators', exact: true }).first().click()
  expect(new URL(page.url()).pathname).toBe('/en/indicators')
  expect((await page.goto('/en/guide/nowhere'))?.status()).toBe(404)
  await page.context().close()
})

test('one number leads to its file, and its proof holds offline', async () => {
  const page = await house.visit(`/en/indicators/${id}`)
  const proof = await page.locator('a[href*="/proof"]').first().getAttribute('href')
  const bundle = (await (await fetch(house.base + proof!)).json()) as object
  expect(await verifyBundle(bundle, { recompute: recomputeBundle })).toMatchObject({ ok: true })
  const file = await page.locator('a[href*="/file"]').first().getAttribute('href')
  const answer = await fetch(house.base + file!)
  expect(answer.status).toBe(200)
  await page.context().close()
})

test('one number leads to the row of a dataset, and the indicator to the dataset of its set', async () => {
  const { catalog, indicators } = house.unia
  const set = async () => (await catalog.catalogue()).datasets.find(({ slug }) => slug === 'indicators-iso37120')
  await expect.poll(set, { timeout: 60_000, interval: 500 }).toBeDefined()
  const page = await house.visit(`/en/indicators/${id}/provenance/rivermouth/2023`)
  const row = page.locator('.files a', { hasText: 'version 1 in the catalogue, row' }).first()
  const figure = await row.locator('xpath=ancestor::li[1]//b').innerText()
  await row.click()
  await page.waitForURL(/\/en\/catalog\/figures\/figures-csv\?version=1&after=/)
  const first = page.locator('tbody tr').first()
  expect(await first.innerText()).toContain(figure.split(/\s/)[0])
  expect(await first.innerText()).toContain('rivermouth')
  await expectGood(page)
  const inSet = (await indicators.definitions()).find(({ standards }) => standards.some(({ standard }) => standard === 'iso37120')) // prettier-ignore
  await page.goto(`/en/indicators/${inSet!.id}`)
  await page.locator('#method a[href*="/catalog/indicators-"]').first().click()
  await page.waitForURL(/catalog\/indicators-/)
  expect(await page.locator('main').innerText()).toContain('JSON-stat')
  await expectGood(page)
  for (const { distributions } of [(await set())!])
    for (const { endpoint } of distributions.filter(({ kind }) => kind === 'service'))
      expect((await fetch(house.base + new URL(endpoint!.url).pathname + new URL(endpoint!.url).search)).status).toBe(
        200,
      )
})

test('what is not there is said plainly, in the reader’s language', async () => {
  const page = await (await house.someone({ size: 'phone' })).newPage()
  expect((await page.goto('/uk/nowhere'))?.status()).toBe(404)
  expect(await page.getAttribute('html', 'lang')).toBe('uk')
  await expectGood(page)
  const api = await fetch(`${house.base}/api/v1/indicators/none`, { headers: { 'accept-language': 'pl' } })
  expect(api.status).toBe(404)
  expect(await api.json()).toMatchObject({ code: 'indicators.unknown', status: 404 })
  await page.context().close()
})

test('publications can be followed by a feed, under one id in every language', async () => {
  const page = await house.visit('/en/indicators/publications')
  const feed = await page.locator('link[type="application/atom+xml"]').getAttribute('href')
  const read = async (path: string) => {
    const answer = await fetch(house.base + path)
    expect(answer.headers.get('content-type')).toContain('application/atom+xml')
    return page.evaluate(
      (text) => {
        const document = new DOMParser().parseFromString(text, 'application/xml')
        const of = (name: string) => [...document.querySelectorAll(name)].map((node) => node.textContent)
        return {
          broken: of('parsererror'),
          ids: of('entry > id'),
          updated: of('feed > updated'),
          at: of('entry > updated'),
        }
      },
      await answer.text(),
    )
  }
  const [english, polish] = [await read(feed!), await read('/pl/wskazniki/publikacje/feed.atom')]
  const known = await house.unia.indicators.publications(40)
  expect(english.broken).toEqual([])
  expect(english.ids).toEqual(known.map(({ entryId }) => `urn:uuid:${entryId}`))
  expect(polish).toEqual(english)
  expect(english.at).toEqual(known.map(({ at }) => at.toISOString()))
  expect(english.updated).toEqual(english.at.slice(0, 1))
  await page.context().close()
})

test('an investor asks without an account, an official answers, and the answer stands at the secret address', async () => {
  const asker = await house.visit('/en/why/investors')
  await expectGood(asker)
  await asker.getByRole('link', { name: 'Ask the city' }).first().click()
  await asker.waitForURL(/ask$/)
  await expectGood(asker)
  await asker.fill('[name=subject]', 'A hall by the quay')
  await asker.fill('[name=words]', 'Where is room for a hall?')
  await asker.fill('[name=email]', 'ann@firm.example')
  // As of somebody who took a minute.
  const begun = new Date(systemClock.now().getTime() - 60_000).toISOString()
  await asker.locator('[name=begunAt]').evaluate((field, at) => field.setAttribute('value', at), begun)
  await asker.getByRole('button', { name: 'Send' }).click()
  await asker.waitForURL(/enquiries/)
  await expectGood(asker)
  expect(await asker.locator('main').innerText()).toContain('waits for an answer')

  const official = await (await house.signedIn('ewa@city.example', 'administrator')).newPage()
  await official.goto('/en/workspace/network/enquiries')
  await official.getByRole('link', { name: 'A hall by the quay' }).click()
  await official.fill('[name=answer]', 'On the northern quay, from spring.')
  await official.getByRole('button', { name: 'Send the answer' }).click()
  await official.waitForURL(/enquiries(\?|$)/)
  await official.context().close()

  await asker.goto(asker.url().split('?')[0]!)
  expect(await asker.locator('main').innerText()).toContain('On the northern quay')
  await asker.fill('[name=words]', 'From which month?')
  await asker.getByRole('button', { name: 'Send' }).click()
  await asker.waitForURL(/done=back/)
  await expectGood(asker)
  expect(await asker.locator('main').innerText()).toMatch(/waits for an answer[\s\S]*northern quay[\s\S]*which month/)
  await asker.context().close()
})
