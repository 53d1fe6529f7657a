/** What is published leads to a row of a dataset: files as they came, what was typed, what was taken back. */
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor, type Actor } from '#platform/actor'
import { analyst, definition, described, HEADER, measure, openIndicators, STATISTICS, three } from '../testing.ts'

let house: Awaited<ReturnType<typeof openIndicators>>
const work = { data: {}, progress: async () => {}, signal: new AbortController().signal }
const open = {
  ...{ descriptions: three('People, counted.'), terms: 'CC0-1.0' as const, frequency: 'ANNUAL' as const },
  ...{ themes: ['SOCI' as const], spatial: ['north'] },
}
const people = { id: 'people', names: three('People'), sources: ['office'], licence: three('free'), open }
const office = { id: 'office', names: three('Office'), publisher: three('Office'), url: 'https://office.example/' }

beforeAll(async () => {
  house = await openIndicators()
  const { indicators, places, governance } = house
  const cities = ['north', 'south'].map((id) => ({ id, kind: 'city', names: three(id) }))
  await places.load(analyst, cities, 'test')
  await indicators.takeAreas()
  await governance.assets.add(analyst, STATISTICS, 'test')
  const sources = [{ ...office, licence: three('free'), attribution: three('Office') }]
  await indicators.describe(
    analyst,
    { ...described(measure('people', 'person'), measure('beds', 'bed')), datasets: [people], sources },
    'test',
  )
  await indicators.define(analyst, [definition('crowd', 'people', 'person')], 'test')
})
afterAll(() => house.close())

async function bring(rows: string, fileName: string, dataset?: string, header = HEADER) {
  const { imports } = house.indicators
  const file = Readable.from([Buffer.from(header + rows)])
  const { id } = await imports.receive(analyst, { file, fileName, dataset })
  await imports.read({ ...work, data: { id } })
  await imports.publish(analyst, id, 'test')
  await house.indicators.recompute()
  return id
}
const source = () => house.indicators.source(work)
const versionOf = async (period: string) =>
  (await house.indicators.provenance('crowd', 'north', period)).inputs[0]!.version
/** What the gate tells of figures that were taken back whole. */
const hear = (id: string, reason: string) =>
  house.indicators.takenBack({
    ...{ examinationId: '', releaseId: '', reason },
    subject: { module: 'indicators', kind: 'figures', id, title: '' },
  })
/** As after so many files of other names. */
async function filled(slug: string) {
  const { id } = await house.catalog.dataset(slug)
  const { rows } = await house.database.pool.query<{ left: number }>(`select 200 - count(*)::int as left from catalog_distributions where dataset_id = $1`, [id]) // prettier-ignore
  const { left } = rows[0]!
  await house.database.pool.query(`insert into catalog_distributions (id, dataset_id, slug, kind, created_at, created_by) select gen_random_uuid(), $1, 'file-' || n, 'table', now(), 'test' from generate_series(1, $2::int) n`, [id, left]) // prettier-ignore
}
/** The row that a version's address leads to. */
async function rowAt({ dataset, distribution, number, row }: NonNullable<Awaited<ReturnType<typeof versionOf>>>) {
  const { distributions } = await house.catalog.dataset(dataset)
  const { id } = distributions.find(({ slug }) => slug === distribution)!
  const { rows } = await house.catalog.rows.page(id, { limit: 1000 }, number)
  return rows.find(({ id }) => id === row)?.cells
}

test('a file becomes a version of its dataset, whole, and each figure leads to its row', async () => {
  await bring(
    'south,people,2020,7,person\nnorth,people,2020,5,person\nnorth,people,2021,6.5,person\n',
    'people.csv',
    'people',
  )
  expect(await versionOf('2020')).toBeUndefined()
  await source()
  const version = (await versionOf('2020'))!
  expect(version).toMatchObject({ dataset: 'people', distribution: 'people-csv', number: 1, row: 2 })
  expect(version.address).toBe('/catalog/people/people-csv/versions/1?row=2')
  expect(await rowAt(version)).toEqual(['north', 'people', '2020', '5', 'person'])
  const { description, asset, distributions } = await house.catalog.dataset('people')
  expect(description).toMatchObject({ temporal: { from: '2020-01-01', to: '2021-12-31' }, licence: 'CC0-1.0' })
  expect(description.sources).toEqual([{ title: three('Office'), url: office.url }])
  expect(asset.slug).toBe('statistics')
  const { open } = await house.catalog.original(distributions[0]!.id)
  const stream = await open()
  expect(await text(stream)).toContain('south,people,2020,7,person')
  const prov = await house.indicators.provJson('crowd', 'north', '2020')
  expect(Object.values(prov.wasDerivedFrom)).toContainEqual({
    'prov:generatedEntity': expect.stringMatching(/#row=3$/) as string,
    'prov:usedEntity': `https://city.example${version.address}`,
  })
  await house.ledger.sequence()
  const { inputs } = await house.indicators.proof('crowd', 'north', '2020')
  expect(inputs[0]!.version).toBe(`https://city.example${version.address}`)
})

test('done again it changes nothing; a changed file is the next version, whatever its columns hold now', async () => {
  await source()
  await source()
  await bring(
    'south,people,2020,7,person\nnorth,people,2020,5.25,person\nnorth,people,2026-Q2,1,person\n',
    'people.csv',
    'people',
  )
  await source()
  const { distributions } = await house.catalog.dataset('people')
  expect(distributions[0]!.versions.map(({ number }) => number)).toEqual([1, 2])
  expect(await versionOf('2020')).toMatchObject({ number: 2, row: 2 })
  expect(await versionOf('2021')).toMatchObject({ number: 1, row: 3 })
})

test('a file that is no table of figures lies there as it was read; one without a dataset among the city’s own', async () => {
  const cube = { version: '2.0', class: 'dataset', id: ['measure', 'area', 'time'], size: [1, 1, 1], value: [3],
    dimension: { measure: { category: { index: ['people'] } }, area: { category: { index: ['north'] } }, time: { category: { index: ['2010'] } } }, role: { time: ['time'], metric: ['measure'], geo: ['area'] } } // prettier-ignore
  await bring(JSON.stringify(cube), 'cube.json', undefined, '')
  await source()
  const version = (await versionOf('2010'))!
  expect(version).toMatchObject({ dataset: 'city-figures', distribution: 'cube-json', number: 1, row: undefined })
  expect(await rowAt({ ...version, row: 1 })).toEqual(expect.arrayContaining(['north', 'people', '2010', '3']))
})

test('typed figures are gathered; one that is taken back is in no version any more', async () => {
  const { indicators, catalog } = house
  const type = async (period: string, value: string) => {
    const place = { area: 'north', measure: 'people', dimension: '', period }
    const { seen } = await indicators.entries.known(analyst, place)
    const { id } = await indicators.entries.enter(analyst, { ...place, value, unit: 'person', seen, note: 'a letter' })
    await indicators.imports.read({ ...work, data: { id } })
    await indicators.imports.publish(analyst, id, 'test')
    await indicators.recompute()
    return id
  }
  await type('1999', '41')
  await source()
  const second = await type('1998', '42')
  await source()
  expect(await versionOf('1999')).toMatchObject({ dataset: 'city-figures', distribution: 'entry', number: 2, row: 1 })
  expect(await rowAt((await versionOf('1998'))!)).toEqual(expect.arrayContaining(['1998', '42']))
  await indicators.withdraw(analyst, second, { notes: { pl: 'Pomyłka.', en: 'A mistake.' } })
  await indicators.recompute()
  await source()
  const { distributions } = await catalog.dataset('city-figures')
  const entries = distributions.find(({ slug }) => slug === 'entry')!
  const reason = 'Pomyłka.'
  await hear(second, reason)
  await expect(catalog.rows.page(entries.id, {}, 2)).rejects.toMatchObject({
    code: 'catalog.withdrawn',
    details: { reason },
  })
  expect((await catalog.rows.page(entries.id, {})).rows).toHaveLength(1)
  expect(await versionOf('1999')).toMatchObject({ number: 1, row: 1 })
  expect(await versionOf('1998')).toMatchObject({ distribution: 'withdrawal', number: 1, row: 1 })
})

test('a file that is taken back in the catalogue is to be had nowhere; figures that are taken back whole take it with them', async () => {
  const { indicators, catalog } = house
  const wrong = await bring('north,people,1990,9,person\n', 'wrong.csv', 'people')
  const bad = await bring('north,people,1991,9,person\n', 'bad.csv', 'people')
  await source()
  const { distributions } = await catalog.dataset('people')
  const idOf = (slug: string) => distributions.find((one) => one.slug === slug)!.id
  await catalog.withdraw(analyst, idOf('bad-csv'), 1, 'It named a person.')
  await expect(indicators.imports.original(visitor, bad)).rejects.toMatchObject({ code: 'catalog.withdrawn' })
  expect((await versionOf('1991'))!.withdrawal).toMatchObject({ reason: 'It named a person.' })
  await indicators.withdraw(analyst, wrong, { notes: { pl: 'Złe.' } })
  await hear(wrong, 'Złe.')
  await expect(catalog.rows.page(idOf('wrong-csv'), {})).rejects.toMatchObject({ code: 'catalog.withdrawn' })
})

test('what a person let out as figures is not decided again as a dataset; what the person did not know of is', async () => {
  const { gate, catalog } = house
  const officer: Actor = { id: 'officer', kind: 'person', can: () => true }
  const header = HEADER.replace('\n', ',kontakt\n')
  const waiting = async (module: string) =>
    (await gate.queue(officer)).filter(({ subject }) => subject.module === module)
  const cells = async (slug: string) => {
    const { distributions } = await catalog.dataset('city-figures')
    return (await catalog.rows.page(distributions.find((one) => one.slug === slug)!.id, {})).rows[0]!.cells
  }
  const letOut = async (row: string, fileName: string) => {
    await expect(bring(row, fileName, undefined, header)).rejects.toMatchObject({ code: 'governance.held' })
    const [held] = await waiting('indicators')
    const answers = held!.findings.map((_, finding) => ({
      finding,
      kind: 'lawful' as const,
      text: 'The post is public.',
    }))
    await gate.decide(officer, held!.id, { verdict: 'open', grounds: 'A post of the office.', answers })
    await house.indicators.imports.publish(analyst, held!.subject.id, 'test')
  }
  await letOut('north,people,1970,3,person,Anna Kowalska 600 700 800\n', 'contact.csv')
  await source()
  expect(await waiting('catalog')).toEqual([])
  expect(await cells('contact-csv')).toContain('Anna Kowalska 600 700 800')
  await letOut('north,people,1971,3,person,Jan Nowak 600 700 801\n', 'other.csv')
  // As where detectors have learnt since.
  await house.database.pool.query(`update governance_examinations set findings = '[]' where title = 'other.csv'`)
  await source()
  expect((await waiting('catalog')).map(({ personal }) => personal)).toEqual([true])
})

test('a dataset that is full goes on in a next one, which is said in the same words; later files of the name follow there', async () => {
  await filled('people')
  await bring('north,people,1985,4,person\n', 'late.csv', 'people')
  await source()
  expect(await versionOf('1985')).toMatchObject({
    dataset: 'people-part-2',
    distribution: 'late-csv',
    number: 1,
    row: 1,
  })
  await bring('north,people,1985,4.5,person\n', 'late.csv', 'people')
  await bring('north,people,2022,8,person\n', 'people.csv', 'people')
  await source()
  expect(await versionOf('1985')).toMatchObject({ dataset: 'people-part-2', distribution: 'late-csv', number: 2 })
  expect(await versionOf('2022')).toMatchObject({ dataset: 'people', distribution: 'people-csv', number: 3 })
  const { description } = await house.catalog.dataset('people-part-2')
  expect(description).toMatchObject({ title: three('People (2)'), licence: 'CC0-1.0' })
})
