/** A visitor finds data with a slip in the word, narrows it down, filters a table, takes home what is shown, draws a chart. */
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Actor } from '#platform/actor'
import { expectGood, expectGoodAnywhere, openHouse, type House } from '../browser.ts'

let house: House
const actor = (id: string): Actor => ({ id, kind: 'person', can: () => true })
const [editor, steward] = [actor('editor'), actor('steward')]

const WAITING = { timeout: 60_000, interval: 200 }
const KINDS = ['lipa', 'klon', 'dąb', 'jesion']
const TREES = Array.from({ length: 130 }, (_, i) => [
  String(i + 1).padStart(4, '0'),
  KINDS[i % 4]!,
  1950 + (i % 60),
  `${80 + (i % 40)},5`,
  `2025-0${1 + (i % 9)}-15`,
])
const csvOf = (rows: unknown[][]) => ['kod;gatunek;rok;obwód;zmierzono', ...rows.map((row) => row.join(';'))].join('\n')
const three = (pl: string, en: string, uk: string) => ({ pl, en, uk })

/** Brought by one, opened at the gate by another where it must be, and published. */
async function publish(distributionId: string, content: string, fileName: string, note?: { pl: string; en: string }) {
  const { catalog, governance } = house.unia
  const arrival = { file: Readable.from([Buffer.from(content)]), fileName, mediaType: 'text/csv' }
  const { id } = await catalog.deliveries.receive(editor, distributionId, arrival)
  const state = async () => (await catalog.deliveries.view(editor, id)).state
  await vi.waitFor(async () => expect(await state()).not.toBe('reading'), WAITING)
  const { examinationId } = await catalog.deliveries.view(editor, id)
  if (examinationId) {
    const { findings } = await governance.gate.examination(steward, examinationId)
    const answers = findings.map((_, finding) => ({ finding, kind: 'mistaken' as const, text: 'Trees.' }))
    await governance.gate.decide(steward, examinationId, { verdict: 'open', grounds: 'Looked at it.', answers })
    await vi.waitFor(async () => expect(await state()).toBe('opened'), WAITING)
  }
  return catalog.publish(steward, id, { note })
}

beforeAll(async () => {
  house = await openHouse()
  const { catalog, governance, identity } = house.unia
  const [city] = (await identity.organisations()).filter(({ kind }) => kind === 'city')
  const asset = (await governance.assets.list()).find(({ securityClass }) => securityClass === 'public')!.slug
  const add = async (
    slug: string,
    title: { pl: string; en: string; uk: string },
    about: string,
    theme: 'ENVI' | 'TRAN',
  ) => {
    const { id } = await catalog.datasets.create(editor, {
      ...{ slug, organisation: city!.id, asset },
      description: {
        ...{ title, description: { pl: about }, licence: 'CC-BY-4.0', frequency: 'ANNUAL', themes: [theme] },
        ...{ contact: { name: 'Biuro danych', email: 'dane@rivermouth.example' }, keywords: [{ pl: 'teren' }] },
      },
    })
    return (await catalog.datasets.addDistribution(editor, id, { slug: 'lista', kind: 'table', title: three('Lista', 'List', 'Перелік') })).id // prettier-ignore
  }
  const trees = await add('drzewa', three('Drzewa przyuliczne', 'Street trees', 'Вуличні дерева'), 'Każde drzewo przy ulicy: gatunek, rok posadzenia, obwód pnia.\n\nMierzone co roku.', 'ENVI') // prettier-ignore
  const stops = await add('przystanki', three('Przystanki', 'Stops', 'Зупинки'), 'Przystanki autobusów.', 'TRAN')
  await publish(trees, csvOf(TREES.slice(0, 120)), 'drzewa.csv')
  await publish(trees, csvOf(TREES), 'drzewa-2.csv', { pl: 'Dziesięć nowych drzew', en: 'Ten new trees' })
  await publish(
    stops,
    'kod,nazwa,lat,lon\n001,Rynek,45.47,-29.55\n002,Brama,45.48,-29.56\n003,Młyn,45.47,-29.45\n',
    'przystanki.csv',
  )
}, 180_000)
afterAll(() => house?.close())

test('pages of the catalogue are good on a phone and at a desk, in three languages', { timeout: 300_000 }, async () => {
  const table = 'drzewa/lista'
  const paths = ['/pl/katalog', '/uk/kataloh?q=дерева', '/en/catalog/drzewa', `/pl/katalog/${table}`, `/en/catalog/${table}?x=gatunek&how=mean&y=rok&c=rok&op=ge&v=1960`] // prettier-ignore
  for (const size of ['phone', 'desk'] as const)
    for (const [i, path] of paths.entries()) {
      const page = await house.visit(path, { size })
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${i}-${size}.png`, fullPage: true })
      await expectGood(page)
      await page.context().close()
    }
})

test('from a word with a slip to a filtered file, without JavaScript', async () => {
  const page = await house.visit('/en/catalog?tag=teren', { script: false })
  expect(await page.locator('#found').innerText()).toBe('2 datasets')
  await page.fill('#q', 'stret tres')
  await page.click('form[role=search] button')
  await page.click('text=Street trees')
  expect(await page.locator('h1').innerText()).toBe('Street trees')
  expect(await page.locator('script[type="application/ld+json"]').innerText()).toContain('"Dataset"')
  await page.click('text=Look at the table')
  expect(await page.locator('#rows').innerText()).toBe('130 rows')
  await page.click('summary:has-text("Filter and sort")')
  await page.selectOption('#c0', 'gatunek')
  await page.fill('#v0', 'dąb')
  await page.selectOption('#sort', '-rok')
  await page.click('button:has-text("Show")')
  expect(await page.locator('#rows').innerText()).toBe('32 rows')
  const oaks = TREES.filter(([, kind]) => kind === 'dąb')
  const to = await page.getAttribute('a[download]:has-text("CSV")', 'href')
  const csv = await (await fetch(house.base + to!)).text()
  const lines = csv
    .replace(/^\ufeff/, '')
    .trim()
    .split(/\r?\n/)
  expect(lines).toHaveLength(oaks.length + 1)
  expect(lines[0]).toContain('gatunek')
  expect(lines.slice(1).every((line) => line.includes('dąb'))).toBe(true)
  await page.context().close()
})

test('a table goes on where a page ended, shows an older version, and says what cannot be asked', async () => {
  const page = await house.visit('/en/catalog/drzewa/lista', { script: false })
  await page.click('a[rel=next]')
  expect(await page.locator('tbody tr').first().innerText()).toContain('26')
  await page.goto(`${house.base}/en/catalog/drzewa/lista?version=1`)
  expect(await page.locator('#rows').innerText()).toBe('120 rows')
  await page.click('text=Go to the newest')
  expect(await page.locator('#rows').innerText()).toBe('130 rows')
  await page.goto(`${house.base}/en/catalog/drzewa/lista?c=rok&op=ge&v=old`)
  expect(await page.locator('main').innerText()).toContain('This cannot be asked')
  await page.context().close()
})

test('what changed since the version before stands row by row', async () => {
  const page = await house.visit('/en/catalog/drzewa')
  await page.click('summary:has-text("Versions")')
  await page.click('a:has-text("what changed")')
  expect(await page.locator('.counts').innerText()).toContain('10 rows added')
  expect(await page.locator('tbody tr').count()).toBe(10)
  expect(page.url()).toContain('/versions/2/changes')
  await expectGood(page)
  await page.context().close()
})

test('a chart adds up what the table holds', async () => {
  const page = await house.visit('/en/catalog/drzewa/lista?x=gatunek&how=count', { script: false })
  await page.click('summary:has-text("The figures of this chart")')
  const bars = await page.locator('section details tbody tr').allInnerTexts()
  expect(bars.map((bar) => bar.replace(/\s+/g, ' ').trim()).sort()).toEqual([
    'dąb 32',
    'jesion 32',
    'klon 33',
    'lipa 33',
  ])
  expect(await page.locator('svg.chart.wide').innerHTML()).toContain('>33<')
  await page.context().close()
})

const girthOf = (tree: (typeof TREES)[number]) => Number(String(tree[3]).replace(',', '.'))

test('a chart is made by choosing, kept in the address, and taken to another site, without JavaScript', async () => {
  const page = await house.visit('/en/catalog/drzewa', { script: false })
  await page.click('a:text-is("Chart")')
  expect(await page.locator('svg.chart.wide').count()).toBe(1)
  for (const [choice, value] of [
    ['kind', 'bar'],
    ['x', 'gatunek'],
    ['y', 'obwód'],
    ['how', 'mean'],
    ['by', ''],
  ] as const)
    // prettier-ignore
    await page.selectOption(`#${choice}`, value)
  await page.click('button:text-is("Draw")')
  const drawn = await page.locator('svg.chart.wide').innerHTML()
  expect(await page.locator('#rows').innerText()).toMatch(/mean of obwód by gatunek/i)
  for (const kind of KINDS) {
    const girths = TREES.filter((tree) => tree[1] === kind).map(girthOf)
    const mean = girths.reduce((sum, girth) => sum + girth, 0) / girths.length
    expect(drawn).toContain(`>${kind}<`)
    expect(drawn).toContain(`>${mean.toFixed(2)}<`)
  }
  await page.goto(page.url())
  expect(await page.locator('svg.chart.wide').innerHTML()).toBe(drawn)
  await page.click('summary:text-is("Embed this view")')
  const [, src = ''] = /src="([^"]+)"/.exec(await page.inputValue('#embed-code')) ?? []
  const answer = await fetch(src.replaceAll('&amp;', '&'))
  expect(answer.headers.get('content-security-policy')).toContain('frame-ancestors *')
  expect(answer.headers.get('x-frame-options')).toBeNull()
  const framed = await answer.text()
  expect(framed).toContain('Creative Commons Attribution 4.0')
  expect(framed).toContain('/en/catalog/drzewa/lista?')
  const svg = await fetch(house.base + (await page.getAttribute('a:text-is("Download as SVG")', 'href')))
  expect(svg.headers.get('content-type')).toContain('image/svg+xml')
  expect(await svg.text()).not.toContain('var(--')
  await page.context().close()
})

test('a map is made by choosing, with a list that says the same, without JavaScript', async () => {
  const page = await house.visit('/en/catalog/przystanki/lista?view=map', { script: false })
  const places = page.locator('svg.chart.map circle')
  expect(await places.count()).toBe(3)
  const list = async () =>
    (await page.locator('.beside tbody tr').allInnerTexts()).map((row) => row.replace(/\s+/g, ' ').trim())
  expect((await list()).map((row) => row.replace(/\D+/g, ''))).toEqual(['2', '1'])
  await page.click('.beside tbody tr:first-child a')
  expect(await places.count()).toBe(2)
  expect(page.url()).toContain('area=')
  await page.goto(`${house.base}/en/catalog/przystanki/lista?view=map&c=kod&op=eq&v=003`)
  expect(await places.count()).toBe(1)
  expect(await page.locator('main').innerText()).toContain('Only rows where: kod is 003.')
  await page.goto(`${house.base}/en/catalog/drzewa/lista?view=map`)
  expect(await page.locator('main').innerText()).toContain('This table has no places')
  await page.context().close()
})

test('charts and maps are reached by keyboard', async () => {
  const page = await house.visit('/en/catalog/drzewa/lista?view=chart&kind=histogram&x=obw%C3%B3d')
  await page.focus('#kind')
  await page.keyboard.press('b')
  expect(await page.inputValue('#kind')).toBe('bar')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForURL(/kind=bar/)
  await page.locator('svg.chart.wide').waitFor()
  await page.context().close()
})

test('charts, maps and what other sites embed are good anywhere', { timeout: 300_000 }, async () => {
  for (const path of [
    '/pl/katalog/drzewa/lista?view=chart',
    '/uk/kataloh/drzewa/lista?view=chart&kind=scatter&x=rok&y=obw%C3%B3d&by=gatunek',
    '/en/catalog/przystanki/lista?view=map',
    '/pl/osadz/katalog/przystanki/lista?view=map',
    '/uk/kataloh/drzewa',
  ]) {
    const page = await house.visit(path)
    await expectGoodAnywhere(page)
    await page.context().close()
  }
})

test('what was taken back is a tombstone with its reason', async () => {
  const { catalog } = house.unia
  const { id } = await catalog.dataset('przystanki')
  await catalog.withdrawDataset(steward, id, 'The stops were moved.')
  const page = await (await house.someone()).newPage()
  expect((await page.goto('/en/catalog/przystanki'))?.status()).toBe(410)
  expect(await page.locator('main').innerText()).toContain('The stops were moved.')
  await page.context().close()
})
