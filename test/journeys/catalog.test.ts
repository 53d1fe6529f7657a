/**
 * Open data as an office has it: a Windows-1250 table with decimal commas, two broken rows and a hidden column of PESEL
 * numbers. The gate stops it, the steward drops and rounds, the data protection officer opens it, it is published. The next
 * delivery breaks the dictionary, is mended and published, and is taken back. Each step stands on the one before; all of it
 * once in Polish, and once in English without JavaScript, with an officer who reads Ukrainian.
 */
import { mkdirSync } from 'node:fs'
import { Readable } from 'node:stream'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { href } from '#lib/paths.ts'
import { system } from '#platform/actor'
import { words, type Lang } from '#words'
import { expectGoodAnywhere, openHouse, SIZES, type House } from '../browser.ts'

const SLOWLY = { timeout: 240_000 }

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house?.close())

type Walk = { lang: Lang; other: Lang; slug: string; script: boolean; titles: [string, string]; table: string }
const WALKS: Walk[] = [
  { lang: 'pl', other: 'pl', slug: 'drzewa', script: true, titles: ['Drzewa przy ulicach', 'Drzewa uliczne'], table: 'Wykaz drzew' }, // prettier-ignore
  { lang: 'en', other: 'uk', slug: 'street-trees', script: false, titles: ['Trees by the streets', 'Street trees'], table: 'List of trees' }, // prettier-ignore
]

describe.each(WALKS)('in $lang, script: $script', ({ lang, other, slug, script, titles, table }) => {
  const { t } = words[lang]
  let steward: BrowserContext
  let officer: BrowserContext
  let page: Page
  let shots = 0
  beforeAll(async () => {
    steward = await house.signedIn(`steward-${lang}@example.org`, 'steward', { script })
    officer = await house.signedIn(`officer-${lang}@example.org`, 'dpo', { script })
  })

  /** Every page is good wherever it is opened; with SHOTS, it can be looked at. */
  async function expectGood(): Promise<void> {
    if (process.env.SHOTS) {
      mkdirSync(process.env.SHOTS, { recursive: true })
      const name = `${process.env.SHOTS}/${lang}-${String(++shots).padStart(2, '0')}`
      for (const [size, viewport] of Object.entries(SIZES)) {
        await page.setViewportSize(viewport)
        await page.screenshot({ path: `${name}-${size}.png`, fullPage: true })
      }
    }
    if (script) await expectGoodAnywhere(page)
  }
  const button = (name: string, on = page) => on.getByRole('button', { name, exact: true })
  const link = (name: string) => page.locator('main').getByRole('link', { name, exact: true })
  const main = async () => (await page.locator('main').innerText()).replaceAll('\u00a0', ' ')
  const said = (...[key, values]: Parameters<typeof t>) => t(key, values).replaceAll('\u00a0', ' ')

  /** The letters of Windows-1250 that the table has. */
  const LETTERS: Record<string, number> = { ł: 0xb3, ą: 0xb9, ć: 0xe6, ę: 0xea, ó: 0xf3, ś: 0x9c, ż: 0xbf }
  const windows1250 = (text: string) => Buffer.from([...text].map((sign) => LETTERS[sign] ?? sign.charCodeAt(0)))
  const STREETS = ['Długa', 'Krótka', 'Łąkowa', 'Świerkowa', 'Żeglarska'].map((name) =>
    name.replace('Ł', 'L').replace('Ś', 'S').replace('Ż', 'Z'),
  )
  const WEIGHTS = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]
  /** A number with a true check digit, of somebody made up. */
  function pesel(n: number): string {
    const ten = `${55 + (n % 40)}${String((n % 12) + 1).padStart(2, '0')}${String((n % 28) + 1).padStart(2, '0')}${String(1000 + n * 7)}`
    const sum = [...ten].reduce((total, digit, i) => total + Number(digit) * WEIGHTS[i]!, 0)
    return ten + ((10 - (sum % 10)) % 10)
  }
  const row = (n: number, extra: string[]) => [`D-${String(n).padStart(3, '0')}`, STREETS[n % 5], `${10 + n},5`, ...extra, 'dąb', `a.nowak${n}@example.org`].join(';') // prettier-ignore
  const ROWS = Array.from({ length: 40 }, (_, i) => i + 1)
  const first = windows1250(
    ['kod;ulica;obwód;uwagi;gatunek;kontakt', ...ROWS.map((n) => row(n, [pesel(n)])), 'D-041;Długa;12,5', 'D-042;Długa;13,5;;dąb;;za dużo'].join('\r\n') + '\r\n', // prettier-ignore
  )
  /** The next year's: a column is called otherwise, one tree is gone, one has grown. */
  const second = windows1250(
    ['kod;ulica;obwód pnia;uwagi;gatunek;kontakt', ...ROWS.slice(1).map((n) => row(n === 2 ? 88 : n, [pesel(n)]))].join('\r\n') + '\r\n', // prettier-ignore
  )

  async function untilRead(): Promise<void> {
    const state = () => page.locator('[aria-current="step"]').first().innerText()
    await expect
      .poll(async () => (await page.reload()) && (await main()).includes(said('steward.one.reading')), {
        timeout: 30_000,
      })
      .toBe(false)
    expect(await state()).not.toBe('')
  }
  async function deliver(name: string, buffer: Buffer): Promise<void> {
    await page.setInputFiles('#file', { name, mimeType: 'text/csv', buffer })
    await button(t('steward.deliver.button')).click()
    await page.waitForURL(/dostawy|deliveries/)
    await untilRead()
  }

  /** What other sites' pages may show of the table holds none of the `secrets`, however it is asked. */
  async function expectNotEmbedded(secrets: string[]): Promise<void> {
    const views = ['view=table&sort=-uwagi', 'view=table&fields=uwagi', 'view=chart&x=uwagi', 'view=chart&x=ulica&by=uwagi', 'view=map&x=uwagi'] // prettier-ignore
    const asked = ['', 'version=1', 'version=2', `q=${pesel(3)}`, `c=uwagi&op=eq&v=${pesel(3)}`, ...views]
    const paths = ['/embed/catalog/[slug]/[distribution]', '/embed/catalog/[slug]/[distribution]/drawing.svg'] as const
    for (const path of paths)
      for (const query of asked) {
        const answer = await fetch(`${house.base}${href(lang, path, { slug, distribution: 'wykaz' })}?${query}`)
        expect(answer.status, query).toBeLessThan(500)
        const text = await answer.text()
        const told = secrets.filter((secret) => text.includes(secret) && !query.includes(secret))
        expect({ path, query, told }).toEqual({ path, query, told: [] })
      }
  }

  test('a dataset is described in three languages, and nothing of it is public', SLOWLY, async () => {
    page = await house.visit(href(lang, '/workspace/catalog'), steward)
    expect(await main()).toContain(said(script ? 'steward.none' : 'steward.nothingWaits'))
    await expectGood()
    await link(t('steward.new')).click()
    await page.fill('#slug', slug)
    for (const one of ['pl', lang]) await page.fill(`#title-${one}`, titles[0])
    await page.fill('#description-pl', 'Drzewa rosnące w pasie drogowym, mierzone co roku.')
    await page.selectOption('#asset', 'berths')
    await page.check('#theme-ENVI')
    await page.fill('#contactName', 'Zieleń miejska')
    await expectGood()
    await button(t('steward.form.save')).click()
    expect(await main()).toContain(said('steward.form.saved'))
    expect(await main()).toContain(said('steward.pub.draft'))
    expect((await (await house.someone()).request.get(`${house.base}/api/v1/catalog/datasets/${slug}`)).status()).toBe(
      404,
    )
  })

  test('two editors: the second sees what the first changed, and loses nothing', SLOWLY, async () => {
    const other = await steward.newPage()
    for (const one of [page, other]) await one.goto(href(lang, '/workspace/catalog/[slug]/description', { slug }))
    await other.fill('#contactName', 'Ogrodnik miasta')
    await button(t('steward.form.save'), other).click()
    await other.waitForURL(/done=saved/)
    for (const one of ['pl', lang]) await page.fill(`#title-${one}`, titles[1])
    await button(t('steward.form.save')).click()
    expect(await page.getByRole('alert').innerText()).toContain(said('steward.form.contactName'))
    expect(await page.inputValue('#title-pl')).toBe(titles[1])
    await expectGood()
    await button(t('steward.form.save')).click()
    expect(await page.locator('h1').innerText()).toBe(titles[1])
    await other.close()
  })

  test(
    'a table is added, and the file that comes is read as it is: Windows-1250, semicolons, decimal commas',
    SLOWLY,
    async () => {
      for (const one of ['pl', lang]) await page.fill(`#name-${one}`, table)
      await page.fill('#distribution', 'wykaz')
      await expectGood()
      await button(t('steward.page.add')).click()
      expect(await main()).toContain(said('steward.page.added'))
      await expectGood()
      await deliver('drzewa-2025.csv', first)
      const text = await main()
      for (const part of ['windows-1250', t('steward.delimiter.semicolon'), t('tables.type.number'), 'Długa']) expect(text).toContain(part) // prettier-ignore
      expect(text).toContain(said('tables.problem.rowRagged', { count: 2, expected: '6', column: '', found: '' }))
    },
  )

  test('the gate stops it for the hidden PESEL numbers, and shows none of them', SLOWLY, async () => {
    expect(await page.locator('[aria-current="step"]').innerText()).toContain(said('steward.one.steps.gate'))
    const findings = await page.locator('section[aria-labelledby="findings"]').innerText()
    expect(findings).toContain(said('governance.detector.pesel'))
    for (const n of ROWS) expect(findings).not.toContain(pesel(n))
    expect(await button(t('steward.one.publishButton', { n: 1 })).count()).toBe(0)
    await expectNotEmbedded([...ROWS.map(pesel), 'a.nowak7@example.org', 'Żeglarska', 'Zeglarska'])
    await expectGood()
  })

  test('columns are dropped and rounded; what that does to the risk is seen before it is saved', SLOWLY, async () => {
    await link(t('steward.one.protect')).click()
    await page.selectOption('#rule-2', 'round')
    await page.fill('#amount-2', '10')
    await page.selectOption('#rule-3', 'drop')
    await page.selectOption('#role-2', 'quasi')
    await page.selectOption('#role-1', 'sensitive')
    await button(t('steward.protect.try')).click()
    const look = () => page.locator('section[aria-labelledby="risk"]').innerText()
    // It is weighed in the background; the page waits a little for it, and can be asked again.
    await expect.poll(async () => (await look()).includes(said('steward.protect.k')) || (await page.reload(), false), { timeout: 30_000 }).toBe(true) // prettier-ignore
    const risk = await look()
    expect(risk).toContain(said('steward.protect.lost', { column: 'obwód' }))
    await expectGood()
    // What was tried stands in the form still.
    expect(await page.inputValue('#rule-2')).toBe('round')
    await button(t('steward.protect.save')).click()
    await page.waitForURL(/dostawy|deliveries/)
    await untilRead()
    expect(await page.locator('section[aria-labelledby="preview"]').innerText()).not.toContain(pesel(3))
    expect(await page.locator('section[aria-labelledby="preview"] thead').innerText()).not.toContain('uwagi')
  })

  test('what still needs a person is opened by another, and then it is published', SLOWLY, async () => {
    const address = page.url()
    expect(await main()).toContain(said('steward.one.held'))
    await opened()
    await page.goto(address)
    await expect.poll(async () => (await page.reload()) && button(t('steward.one.publishButton', { n: 1 })).count(), { timeout: 20_000 }).toBe(1) // prettier-ignore
    await page.fill('#note-pl', 'Pierwszy spis drzew')
    await expectGood()
    await button(t('steward.one.publishButton', { n: 1 })).click()
    expect(await main()).toContain(said('steward.one.published', { n: 1 }))
    await expectGood()
  })

  /** The officer, or whoever else may, finds it in the queue and opens it. */
  async function opened(): Promise<void> {
    const desk = await house.visit(href(other, '/workspace/gate'), officer)
    await desk.locator('main table a').first().click()
    for (const kind of await desk.locator('select[name^="kind-"]').all()) await kind.selectOption('mistaken')
    for (const text of await desk.locator('[name^="text-"]').all()) await text.fill('To nie są dane osób.')
    await desk.fill('#grounds', 'Obejrzano wiersze: o osobach nie mówią.')
    await button(words[other].t('governance.gate.openButton'), desk).click()
    // A page that is closed while it goes elsewhere may never be closed.
    await desk.waitForURL(/done=/)
    await desk.close()
  }

  test(
    'the next delivery breaks the dictionary and stops at the door, while the version before stays up',
    SLOWLY,
    async () => {
      await link(table).click()
      await deliver('drzewa-2026.csv', second)
      const text = await main()
      expect(text).toContain(said('steward.one.stopped'))
      expect(text).toMatch(lang === 'pl' ? /Wersja 1 z .* pozostaje publiczna/ : /Version 1 of .* stays public/)
      expect(text).toContain(
        said('tables.problem.columnMissing', { expected: 'obwód', column: '', found: '', count: 1 }),
      )
      await expectGood()
    },
  )

  test('it is mended by the dictionary, read again, and published as version 2', SLOWLY, async () => {
    await link(t('steward.one.mendDictionary')).click()
    expect(await main()).toContain('obwód pnia')
    await expectGood()
    await page.locator('section[aria-labelledby="gone"] a').click()
    await page.selectOption('#source', 'obwód pnia')
    await expectGood()
    await button(t('steward.dictionary.save')).click()
    expect(await main()).toContain(said('steward.dictionary.saved'))
    await button(t('steward.dictionary.readAgain', { n: 2 })).click()
    await page.waitForURL(/dostawy|deliveries/)
    await untilRead()
    const address = page.url()
    if ((await button(t('steward.one.publishButton', { n: 2 })).count()) === 0) await opened()
    await page.goto(address)
    await expect.poll(async () => (await page.reload()) && button(t('steward.one.publishButton', { n: 2 })).count(), { timeout: 20_000 }).toBe(1) // prettier-ignore
    await page.fill('#note-pl', 'Spis po roku')
    await button(t('steward.one.publishButton', { n: 2 })).click()
    expect(await main()).toContain(said('steward.one.published', { n: 2 }))
  })

  test('the second version is taken back, and its tombstone says why', SLOWLY, async () => {
    await link(table).click()
    const versions = () => page.locator('section[aria-labelledby="versions"]')
    expect(await versions().innerText()).toContain('Spis po roku')
    expect(
      await versions()
        .getByRole('link', { name: t('steward.versions.compare') })
        .count(),
    ).toBe(1)
    await expectGood()
    await versions()
      .getByRole('link', { name: `${t('steward.versions.withdraw')} 2` })
      .click()
    await expectGood()
    await page.fill('#reason', 'Brakowało połowy ulic.')
    await button(t('steward.withdraw.button')).click()
    expect(await main()).toContain(said('steward.withdraw.done'))
    expect(await versions().innerText()).toContain('Brakowało połowy ulic.')
    expect(await versions().innerText()).toContain(said('steward.versions.newest'))
    await link(titles[1]).click()
    expect(await main()).toContain(lang === 'pl' ? 'wersja 1' : 'version 1')
    await expectGood()
    await page.goto(href(lang, '/workspace/catalog'))
    await expectGood()
  })

  test(
    'everybody can follow it by feed, and take what still stands; addresses lead to the reader’s language',
    SLOWLY,
    async () => {
      const read = (path: string, accept = '*/*') =>
        fetch(house.base + path, { headers: { accept, 'accept-language': lang } })
      const feed = await read(`/catalog/${slug}/feed.atom`)
      expect([feed.status, feed.url]).toEqual([200, house.base + href(lang, '/catalog/[slug]/feed.atom', { slug })])
      const text = await feed.text()
      expect(text).toContain(said('opendata.news.versionWithdrawal', { n: 2 }))
      expect(text).toContain('Brakowało połowy ulic.')
      expect(text).not.toContain('Spis po roku')
      const shown = await read(`/catalog/${slug}`, 'text/html')
      expect([shown.status, shown.url]).toEqual([200, house.base + href(lang, '/catalog/[slug]', { slug })])
      const described = await (await read(`/catalog/${slug}`, 'text/turtle')).text()
      expect(described).toContain(`/catalog/${slug}/wykaz.csv>`)
      const address = `/catalog/${slug}/wykaz`
      expect(await (await read(`${address}.csv`)).text()).toMatch(/^kod,/)
      expect((await read(`${address}/versions/1`, 'text/html')).status).toBe(200)
      expect((await read(`${address}/versions/2.csv`)).status).toBe(410)
      const frame = href(lang, '/embed/catalog/[slug]/[distribution]', { slug, distribution: 'wykaz' })
      expect([(await read(frame)).status, (await read(`${frame}?version=2`)).status]).toEqual([200, 410])
      await expectNotEmbedded(ROWS.map(pesel))
    },
  )
})

test('which counts a rule would leave empty is seen on the page before it is kept, and why', SLOWLY, async () => {
  const { catalog, identity } = house.unia
  const actor = system('test')
  const { t } = words.en
  const [city] = await identity.organisations()
  const description = { title: { pl: 'Uczniowie' }, description: { pl: 'Uczniowie szkół.' }, licence: 'CC0-1.0', frequency: 'NEVER', contact: { name: 'Szkoły' } } as const // prettier-ignore
  const { id: dataset } = await catalog.datasets.create(actor, { slug: 'pupils', organisation: city!.id, asset: 'berths', description }) // prettier-ignore
  const { id } = await catalog.datasets.addDistribution(actor, dataset, { slug: 'counts', kind: 'table', title: { pl: 'Liczby' } }) // prettier-ignore
  const csv = 'dzielnica,kobiety,mężczyźni,osoby razem\nA,120,118,238\nB,3,40,43\nC,55,61,116\nRazem,178,219,397\n'
  const file = Readable.from([Buffer.from(csv)])
  const { id: delivery } = await catalog.deliveries.receive(actor, id, { file, fileName: 'liczby.csv', mediaType: 'text/csv' }) // prettier-ignore
  await catalog.read({ data: { id: delivery }, progress: async () => {}, signal: new AbortController().signal })
  for (const size of ['phone', 'desk'] as const) {
    const steward = await house.signedIn(`counts-${size}@example.org`, 'steward', { size, script: size === 'desk' })
    const page = await house.visit(href('en', '/workspace/distributions/[id]/protection', { id }), steward)
    const form = page.locator('form[action="?/counts"]')
    if (!(await form.isVisible())) await page.locator('details summary').last().click()
    await form.locator('[name="make"]').selectOption('counts')
    await form.locator('[name="by"][value="dzielnica"]').check()
    for (const count of ['kobiety', 'mężczyźni', 'osoby razem'])
      await form.locator(`[name="counts"][value="${count}"]`).check()
    await form.locator('[name="whole"]').selectOption('osoby razem')
    await form.getByRole('button', { name: t('steward.protect.lookAtCounts') }).click()
    const found = page.locator('section[aria-labelledby="suppression"]')
    await found.waitFor()
    const text = (await found.innerText()).replaceAll('\u00a0', ' ')
    expect(text).toContain(t('steward.protect.suppression.smallLead', { n: 1, k: 5 }))
    expect(text).toContain(t('steward.protect.suppression.besides'))
    expect(await form.locator('[name="by"][value="dzielnica"]').isChecked()).toBe(true)
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/counts-${size}.png`, fullPage: true })
    if (size === 'desk') await expectGoodAnywhere(page)
    // The same of rows that are to be counted.
    await form.locator('[name="make"]').selectOption('aggregate')
    await form.getByRole('button', { name: t('steward.protect.lookAtCounts') }).click()
    await found
      .getByText(t('steward.protect.suppression.gone', { columns: 'kobiety, mężczyźni, osoby razem' }))
      .waitFor()
    expect(await form.locator('[name="make"]').inputValue()).toBe('aggregate')
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/made-${size}.png`, fullPage: true })
    if (size === 'desk') await expectGoodAnywhere(page)
  }
  expect((await catalog.ruling(actor, id)).treatment).toEqual([])
})
