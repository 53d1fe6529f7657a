/** A reader puts cities beside one another, takes the figures along, puts a chart into a page of their own, and finds things. */
import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { system } from '#platform/actor'
import { expectGood, expectGoodAnywhere, openHouse, type House } from '../browser.ts'
import { otherServer, type Carried } from '../../src/modules/network/federation/testing.ts'
import { madeUpCity, statedBy } from '../../src/modules/network/peers/testing.ts'

const COMPARE = { pl: '/pl/wskazniki/porownanie', en: '/en/indicators/compare', uk: '/uk/pokaznyky/porivniannia' }
const EMBED = '/en/embed/indicators/city-ferry'
const loader = system('test')
const three = (name: string) => ({ pl: name, en: name, uk: name })
/** More than stand on one page of columns. */
const OTHERS = 24

let house: House
let elsewhere: Server
let foreign: string

/** Cities with ferries, each with one trip a person more than the one before; the last two without any figure. */
async function addCities(): Promise<void> {
  const { places, indicators } = house.unia
  const areas = Array.from({ length: OTHERS }, (_, i) => ({ id: `town-${i}`, kind: 'city', names: three(`Town ${i}`) }))
  await places.load(loader, areas, 'test')
  const rows = areas
    .slice(0, -2)
    .flatMap(({ id }, i) => [
      `${id},population_total,,2023,100,person`,
      `${id},ferry_trips,season=summer,2023,${100 * (i + 1)},trip`,
      `${id},ferry_trips,season=winter,2023,0,trip`,
    ])
  const file = Readable.from([Buffer.from(['area,measure,dimension,period,value,unit', ...rows].join('\n'))])
  const { id } = await indicators.imports.receive(loader, { file, fileName: 'towns.csv' })
  await indicators.imports.read({ data: { id }, progress: async () => {}, signal: new AbortController().signal })
  await indicators.imports.publish(loader, id, 'test')
  // The house's own worker may be at it already.
  await indicators.recompute()
  const last = `town-${OTHERS - 3}`
  await vi.waitUntil(async () => (await indicators.latest('city-ferry', last))?.value === OTHERS - 2, {
    timeout: 60_000,
  })
}

beforeAll(async () => {
  house = await openHouse({ NET_ALLOW: '127.0.0.2/32' })
  await addCities()
  elsewhere = createServer(({ url }, response) => {
    const address = new URL(url!, 'http://x').searchParams.get('frame')!
    response.setHeader('content-type', 'text/html')
    response.end(`<title>Elsewhere</title><iframe src="${address}" title="chart" width="600" height="500"></iframe>`)
  })
  await new Promise<void>((resolve) => elsewhere.listen(0, 'localhost', () => resolve()))
  foreign = `http://localhost:${(elsewhere.address() as AddressInfo).port}/?frame=`
})
afterAll(async () => {
  elsewhere?.close()
  await house?.close()
})

async function look(path: string, size: 'phone' | 'desk' = 'desk'): Promise<void> {
  const page = await house.visit(path, { size })
  await expectGood(page)
  await page.context().close()
}

test.each([
  ...Object.values(COMPARE),
  ...['profile', 'trends', 'pairs'].map((view) => `${COMPARE.en}?group=all&theme=all&view=${view}`),
  `${COMPARE.pl}?group=all&theme=all&order=place`,
  `${COMPARE.uk}?theme=none`,
  `${EMBED}?theme=dark`,
  '/en/search?q=ferry',
  '/uk/poshuk?q=qqqq',
])('%s has no barriers, on a phone and at a desk', async (path) => {
  for (const size of ['phone', 'desk'] as const) await look(path, size)
})

test('cities and indicators are ticked without JavaScript, the address keeps them, and the file holds just them', async () => {
  const page = await house.visit(`${COMPARE.en}?group=none&theme=none`, { script: false })
  await page.check('input[name=with][value=saltbridge]')
  await page.check('input[name=with][value=town-3]')
  await page.check('input[name=indicator][value=city-ferry]')
  await page.check('input[name=indicator][value=city-fees]')
  await page.selectOption('select[name=period]', '2023')
  await page.click('form[action="/en/indicators/compare"] button')
  expect(await page.locator('thead th').allInnerTexts()).toEqual(['Indicator', 'Rivermouth', 'Saltbridge', 'Town 3'])
  expect(await page.locator('tbody tr').count()).toBe(2)
  expect(await page.locator('tbody').innerText()).toContain('estimate')
  const permanent = await page.getByRole('link', { name: 'permanent address' }).getAttribute('href')
  expect(permanent).toContain('with=saltbridge%2Ctown-3')
  const file = await page.getByRole('link', { name: 'CSV', exact: true }).getAttribute('href')
  const rows = (await (await fetch(house.base + file!)).text()).trim().split('\r\n')
  expect(rows[0]).toContain('indicator,indicator_name,area,area_name,period,value,unit,status,rank,rank_of,reason')
  expect(rows).toHaveLength(1 + 2 * 3)
  expect(rows.find((row) => row.startsWith('city-ferry') && row.includes('town-3'))).toMatch(/,2023,4,trip\/person,A,/)
})

test('everything is shown in parts, and each part says of how much', async () => {
  const page = await house.visit(`${COMPARE.en}?group=all&theme=all`, { script: false })
  const said = () => page.locator('main [role=status]').innerText()
  expect(await said()).toMatch(/^Indicators 1–4 of 4, cities 1–20 of 26$/)
  expect(await page.locator('thead th').count()).toBe(1 + 1 + 20)
  await page.getByRole('navigation', { name: 'Pages of cities' }).getByRole('link').click()
  expect(await said()).toContain('cities 21–26 of 26')
  expect(await page.locator('thead th').nth(1).innerText()).toBe('Rivermouth')
})

test('places are told in words, a missing figure gives its reason', async () => {
  const page = await house.visit(`${COMPARE.en}?group=all&theme=all`, { script: false })
  const ferry = page.locator('tbody tr', { hasText: 'Ferry trips per person' })
  expect(await ferry.locator('td').first().innerText()).toMatch(/7\.0[\s\S]*16th/)
  const missing = await house.visit(`${COMPARE.en}?with=town-23&indicator=city-ferry`, { script: false })
  const cell = missing.locator('tbody td').nth(1)
  expect(await cell.innerText()).toContain('no data')
  await cell.locator('summary').click()
  expect((await cell.innerText()).length).toBeGreaterThan('no data'.length + 10)
})

test('a chart stands in a frame of another site, light and with its source; no other page does', async () => {
  const context = await house.someone()
  const page = await context.newPage()
  await page.goto(foreign + encodeURIComponent(`${house.base}${EMBED}?with=saltbridge`))
  const frame = page.frameLocator('iframe')
  expect(await frame.locator('h1').innerText()).toBe('Ferry trips per person')
  expect(await frame.locator('svg desc').first().textContent()).toContain('Saltbridge')
  expect(await frame.locator('header, footer').count()).toBe(0)
  const refused = page.waitForEvent('console', { predicate: (message) => /frame-ancestors/.test(message.text()) })
  await page.goto(foreign + encodeURIComponent(`${house.base}/en/indicators/city-ferry`))
  await refused

  await context.close()
})

test('a chart alone weighs little, its letters included', async () => {
  const context = await house.someone({ size: 'phone' })
  const page = await context.newPage()
  let bytes = 0
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
  await page.goto(house.base + EMBED, { waitUntil: 'networkidle' })
  expect(bytes).toBeGreaterThan(5_000)
  expect(bytes).toBeLessThan(60_000)
  await context.close()
})

test('the indicator gives the code of its frame, and the chart as a file of its own', async () => {
  const page = await house.visit('/en/indicators/city-ferry?with=saltbridge', { script: false })
  await page.getByText('Embed this chart').click()
  const code = await page.locator('#embed-code').inputValue()
  expect(code).toContain(`src="${house.base}${EMBED}?with=saltbridge"`)
  const file = await page.getByRole('link', { name: 'Download the chart as SVG' }).getAttribute('href')
  const answer = await fetch(house.base + file!)
  expect(answer.headers.get('content-type')).toBe('image/svg+xml')
  const svg = await answer.text()
  expect(svg).not.toMatch(/var\(|<script|href=/)
  const isWhole = await page.evaluate(
    (text) => !new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror'),
    svg,
  )
  expect(isWhole).toBe(true)
  expect((await fetch(`${house.base}/en/embed/indicators/none`)).status).toBe(404)
})

test('what is searched for is found with the city’s figure, also with a slip of the finger', async () => {
  const page = await house.visit('/en/search?q=feryr trips', { script: false })
  expect(await page.locator('[role=status]').innerText()).toContain('“ferry trips”')
  const first = page.locator('section', { hasText: 'Indicators' }).locator('li').first()
  expect(await first.innerText()).toMatch(/Ferry trips per person[\s\S]*7\.0[\s\S]*2023/)
  const towns = await house.visit('/en/search?q=Town 7', { script: false })
  await towns.getByRole('link', { name: 'Town 7', exact: true }).click()
  expect(await towns.locator('thead th').allInnerTexts()).toContain('Town 7')
})

test('what the address asks for in vain is passed over, and what is too much is refused', async () => {
  const page = await house.visit(`${COMPARE.en}?with=atlantis,saltbridge&theme=all,nothing&rows=99&period=1&view=x`, {
    script: false,
  })
  expect(await page.locator('thead th').allInnerTexts()).toEqual(['Indicator', 'Rivermouth', 'Saltbridge'])
  const api = (query: string) =>
    fetch(`${house.base}/api/v1/compare?${query}`, { headers: { 'accept-language': 'pl' } })
  for (const [query, status] of [
    ['areas=atlantis', 404],
    ['indicators=none', 404],
    ['period=yesterday', 400],
    ['among=nobody', 400],
    ['areas=,,', 400],
  ] as const)
    expect((await api(query)).status, query).toBe(status)
  const whole = (await (await api('')).json()) as { areas: string[]; lines: { cells: unknown[] }[] }
  expect(whole.areas[0]).toBe('rivermouth')
  expect(whole.lines.every(({ cells }) => cells.length === 3 + OTHERS)).toBe(true)
})

test('an official compares the keys of another city and believes it; residents see its number, how far it was checked and what differs', async () => {
  const other = await madeUpCity()
  other.place = { names: { en: 'Oldbank' }, point: [-28.9, 45.1], people: 40_000 }
  const density = { id: 'density', version: 1, unit: '1000 person/km2', standards: [{ standard: 'iso37120', code: '21.5.1' }] } // prettier-ignore
  const statement = statedBy(other, 1, { indicator: density, period: '2021', value: 2.4, status: 'E' })
  const forged = { ...statedBy(other, 2, { period: '2022' }), issuer: 'did:web:elsewhere.example' }
  const statements = [statement, forged].map((one, i) => ({ seq: i + 1, statement: one }))
  other.answers.set('/network/statements', { format: 'unia-statements/1', issuer: other.did, statements })
  const staff = await house.signedIn('network@city.example', 'administrator')
  const page = await house.visit('/en/workspace/network/peers', staff)
  await page.fill('#domain', other.domain)
  await page.fill('#grounds', 'They asked us to compare.')
  await page.getByRole('button', { name: 'Add a city' }).click()
  const { received, peers } = house.unia.network
  await peers.visit(other.domain)
  await page.goto(page.url())
  expect(await page.locator('main').innerText()).toContain(other.keys[0]!.multibase)
  await page.fill('#accept', 'Compared by telephone.')
  await page.getByRole('button', { name: 'Believe this city' }).click()
  expect(await page.locator('#compared-error').innerText()).toContain('Compare the keys')
  await page.check('#compared')
  await page.getByRole('button', { name: 'Believe this city' }).click()
  expect(await page.locator('[role=status]').innerText()).toContain('believed from now on')
  await received.catchUp(other.domain)
  const known = await house.visit(`/en/network/peers/${encodeURIComponent(other.domain)}`)
  await expectGoodAnywhere(known)
  expect(await known.locator('main').innerText()).toContain('1 statement kept')
  expect(await known.locator('tbody').innerText()).toContain('not')
  await house
    .visit('/en/network/compare')
    .then((list) => list.getByRole('link', { name: 'Population density' }).click())
  const beside = await house.visit('/en/network/compare/iso37120-21.5.1')
  await expectGoodAnywhere(beside)
  const row = beside.locator('tbody tr').nth(1)
  expect(await row.innerText()).toMatch(/2,400[\s\S]*2021[\s\S]*signed[\s\S]*another formula/)
  expect(await row.innerText()).toMatch(/given as 2\.4[\s\S]*Of another period: 2021, not 2023[\s\S]*estimated/)
  const map = await house.visit('/en/network/map')
  await expectGoodAnywhere(map)
  const links = map.getByRole('table', { name: 'Each link, in words' })
  expect(await links.locator('tbody').innerText()).toMatch(/Oldbank[\s\S]*40,000 people[\s\S]*1 statement kept/)
  expect(await map.locator('svg.chart').first().innerHTML()).toMatch(/Oldbank: (works|not everything has come)/)
  await expectGoodAnywhere(await house.visit('/pl/siec-miast/protokol'))
  await expectGoodAnywhere(await house.visit('/uk/merezha-mist/mista'))
  await other.close()
})

const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64') // prettier-ignore
/** Carried to the house under the name by which it is known, which is not where it listens. */
async function carried({ method, url, headers, payload }: Carried): Promise<number | undefined> {
  const [answer] = (await once(request(house.base + url, { method, headers }).end(payload), 'response')) as [IncomingMessage] // prettier-ignore
  return answer.resume().statusCode
}

test('an official writes, a follower elsewhere gets it and answers; somebody reads the answer, and it stands on the page', async () => {
  const official = await house.signedIn('speaker@example.org', 'steward')
  const mastodon = await otherServer('rfc9421', '127.0.0.2')
  const city = `${house.unia.config.baseUrl}/network/actors/city`
  const follow = { id: `${mastodon.person('ola')}/follows/1`, type: 'Follow', object: city }
  expect(await carried(mastodon.carry('ola', `${city}/inbox`, follow, 'rfc9421'))).toBe(202)

  const page = await house.visit('/en/workspace/network/posts', official)
  await page.click('main a:has-text("an article")')
  for (const [lang, title] of [['pl', 'Nocny prom'], ['en', 'A night ferry'], ['uk', 'Нічний пором']] as const) {
    await page.fill(`[name=title-${lang}]`, title)
    await page.fill(`[name=text-${lang}]`, `${title}.`)
    await page.fill(`[name=alt-new-${lang}]`, title)
  } // prettier-ignore
  await page.setInputFiles('[name=file]', { name: 'ferry.png', mimeType: 'image/png', buffer: PICTURE })
  await page.click('main button:has-text("Add the picture")')
  await page.waitForSelector('[name=picture-0]', { state: 'attached' })
  await page.fill('[name=alt-0-uk]', ' ')
  await page.click('main button:has-text("Publish")')
  expect(await page.locator('#alt-0-uk-error').innerText()).toContain('What is to be seen')
  await page.fill('[name=alt-0-uk]', 'Пором')
  await page.click('main button:has-text("Publish")')
  await page.waitForURL(/done=published/)

  const created = () => mastodon.heard.find(({ said }) => said.type === 'Create')?.said.object as { id: string } | undefined // prettier-ignore
  await vi.waitUntil(created, { timeout: 60_000 })
  expect(created()).toMatchObject({ nameMap: { en: 'A night ferry' }, attachment: [{ nameMap: { uk: 'Пором' } }] })
  const note = { id: `${mastodon.person('ola')}/notes/1`, type: 'Note', attributedTo: mastodon.person('ola'), inReplyTo: created()!.id, content: '<p>At last!</p>' } // prettier-ignore
  const reply = { id: `${note.id}/activity`, type: 'Create', object: note }
  expect(await carried(mastodon.carry('ola', `${city}/inbox`, reply, 'rfc9421'))).toBe(202)
  await page.goto('/en/workspace/network/answers')
  expect(await page.locator('main').innerText()).toContain('At last!')
  await page.click('main button:has-text("Show")')
  await page.waitForURL(/done=shown/)

  const path = new URL(created()!.id).pathname
  const reader = await house.visit(`/en${path}`)
  expect(await reader.locator('main').innerText()).toMatch(/A night ferry[\s\S]*At last![\s\S]*from 127\.0\.0\.2/)
  expect(await reader.locator('main img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1)
  await expectGoodAnywhere(reader)
  for (const room of ['posts', 'posts/write/event', `posts/${path.split('/').at(-1)}`, 'answers', 'voices']) {
    const looking = await house.someone({ size: 'phone' })
    await looking.addCookies(await page.context().cookies())
    await expectGood(await house.visit(`/en/workspace/network/${room}`, looking))
    await looking.close()
  }
  await mastodon.close()
})
