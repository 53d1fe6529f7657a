/** Sums and places of published rows are what a plain reading of the whole file comes to. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testHttp } from '../../../../platform/http/testing.ts'
import { openCatalog, steward, type TestCatalog } from '../../testing.ts'
import type { PublicTable } from '../service.ts'
import { summingRoutes } from './routes.ts'
import { stepFor } from './rules.ts'
import { POINTS_MAX, type Grouping } from './types.ts'

let house: TestCatalog
let trees: PublicTable
let shapes: PublicTable

const ROWS = 2_600
const KINDS = ['lipa', 'klon', 'dąb', null]
type Tree = { kind: string | null; year: number; girth: number | null; day: string; lat: number; lon: number }
const all: Tree[] = Array.from({ length: ROWS }, (_, i) => ({
  ...{ kind: KINDS[i % 4]!, year: 1950 + ((i * 7) % 60), girth: i % 10 === 3 ? null : 50 + ((i * 31) % 200) / 2 },
  day: `202${i % 3}-${String(1 + (i % 12)).padStart(2, '0')}-15`,
  ...{ lat: 51 + (i % 50) / 500, lon: 22.4 + ((i * 3) % 70) / 400 },
}))
const csv = ['kind,year,girth,day,lat,lon', ...all.map(({ kind, year, girth, day, lat, lon }) => [kind ?? '', year, girth ?? '', day, lat, lon].join(','))].join('\n') // prettier-ignore

const square = (x: number, y: number, side: number) => ({
  type: 'Polygon' as const,
  coordinates: [[[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]], // prettier-ignore
})

async function publish(slug: string, content: string, fileName: string): Promise<PublicTable> {
  const { id } = await house.distribution(slug)
  const delivery = await house.deliver(id, content, fileName)
  if (delivery.examinationId) await house.decide(delivery.examinationId)
  await house.catalog.publish(steward, delivery.id)
  return house.catalog.rows.table(id)
}

beforeAll(async () => {
  house = await openCatalog()
  trees = await publish('trees', csv, 'trees.csv')
  const feature = (i: number) => ({ type: 'Feature', properties: { name: `park ${i}`, area: i }, geometry: square(22.4 + i / 100, 51.2, 0.008) }) // prettier-ignore
  shapes = await publish('parks', JSON.stringify({ type: 'FeatureCollection', features: Array.from({ length: 12 }, (_, i) => feature(i)) }), 'parks.geojson') // prettier-ignore
})
afterAll(() => house.close())

const sums = () => house.catalog.rows
const keyed = async (asked: Grouping) =>
  Object.fromEntries((await sums().groups(trees, asked)).groups.map(({ key, value }) => [key, value]))
const sum = (values: number[]) => values.reduce((a, b) => a + b, 0)

test('groups come to what the rows of the file come to', async () => {
  const girths = (kind: string) =>
    all.flatMap((tree) => (tree.kind === kind && tree.girth !== null ? [tree.girth] : []))
  for (const [how, of] of [
    ['count', (kind: string) => all.filter((tree) => tree.kind === kind).length],
    ['sum', (kind: string) => sum(girths(kind))],
    ['mean', (kind: string) => sum(girths(kind)) / girths(kind).length],
    ['min', (kind: string) => Math.min(...girths(kind))],
    ['max', (kind: string) => Math.max(...girths(kind))],
  ] as const) {
    const found = await keyed({ by: 'kind', how, of: 'girth' })
    expect(Object.keys(found).sort()).toEqual(['dąb', 'klon', 'lipa'])
    for (const [kind, value] of Object.entries(found)) expect(value, `${how} ${kind}`).toBeCloseTo(of(kind), 6)
  }
})

test('days fall into months and years, in their order; filters hold; what has no group is counted', async () => {
  const filters = [{ column: 'year', op: 'ge' as const, value: '2000' }]
  const { groups, missing } = await sums().groups(trees, { by: 'day', step: 'year', order: 'key', filters })
  expect(groups.map(({ key, count }) => [key, count])).toEqual(
    ['2020', '2021', '2022'].map((year) => [year, all.filter((tree) => tree.day.startsWith(year) && tree.year >= 2000).length]), // prettier-ignore
  )
  expect(missing).toBe(0)
  const months = await keyed({ by: 'day', step: 'month', order: 'key', limit: 100 })
  expect(Object.keys(months).slice(0, 2)).toEqual(['2020-M01', '2020-M04'])
  const found = await sums().groups(trees, { by: 'kind', filters })
  expect(found.missing).toBe(all.filter((tree) => tree.kind === null && tree.year >= 2000).length)
})

test('parts of the groups, and no more groups and parts than can be read', async () => {
  const found = await sums().groups(trees, { by: 'kind', series: 'year', limit: 2 })
  expect([found.keys, found.series]).toEqual([
    3,
    new Set(all.flatMap(({ kind, year }) => (kind === null ? [] : [year]))).size,
  ])
  expect(new Set(found.groups.map(({ key }) => key)).size).toBe(2)
  const parts = found.groups.filter(({ isRest }) => !isRest)
  expect(new Set(parts.map(({ series }) => series)).size).toBeLessThanOrEqual(6)
  for (const { key, series, count } of parts)
    expect(count).toBe(all.filter((tree) => tree.kind === key && String(tree.year) === series).length)
  // What adds up stays whole: the rest stands as one.
  for (const kind of new Set(found.groups.map(({ key }) => key)))
    expect(sum(found.groups.flatMap(({ key, value }) => (key === kind ? [value!] : [])))).toBe(all.filter((tree) => tree.kind === kind).length) // prettier-ignore
  const means = await sums().groups(trees, { by: 'kind', series: 'year', how: 'mean', of: 'girth' })
  expect(means.groups.some(({ isRest }) => isRest)).toBe(false)
})

test('a number falls into round bins that hold every row', async () => {
  const { bins, missing } = await sums().bins(trees, { of: 'girth' })
  expect(missing).toBe(260)
  expect(sum(bins.map(({ count }) => count))).toBe(ROWS - 260)
  for (const { from, to, count } of bins)
    expect(count).toBe(all.filter(({ girth }) => girth !== null && girth >= from && girth < to).length)
  expect((await sums().bins(trees, { of: 'girth', filters: [{ column: 'year', op: 'eq', value: '1' }] })).bins).toEqual(
    [],
  )
})

test('pairs are rows while they are few, else cells that hold them all', async () => {
  const few = await sums().pairs(trees, { x: 'year', y: 'girth', filters: [{ column: 'kind', op: 'eq', value: 'lipa' }] }) // prettier-ignore
  expect(few).toMatchObject({ isWhole: true, count: few.dots.length })
  const many = await sums().pairs(trees, { x: 'year', y: 'girth' })
  expect(many.isWhole).toBe(false)
  expect(sum(many.dots.map(({ count }) => count))).toBe(ROWS - 260)
  expect(many.dots.length).toBeLessThanOrEqual(48 * 33 + 33)
})

const place = { latitude: 'lat', longitude: 'lon' }

test('places are drawn one by one while they are few, else where they lie near one another', async () => {
  const few = await sums().mapped(trees, { place, of: 'girth', label: 'kind', filters: [{ column: 'kind', op: 'eq', value: 'dąb' }] }) // prettier-ignore
  expect(few).toMatchObject({ isWhole: true, count: 650, missing: 0 })
  expect(few.spots).toHaveLength(650)
  expect(few.spots[0]).toMatchObject({ lat: 51.004, lon: 22.415, label: 'dąb' })
  const many = await sums().mapped(trees, { place })
  expect(many.isWhole).toBe(false)
  expect(many.spots.length).toBeLessThan(POINTS_MAX)
  expect(sum(many.spots.map(({ count }) => count))).toBe(ROWS)
  const [west, south, east, north] = many.box!
  const box = [west, south, (west + east) / 2, north] as [number, number, number, number]
  const half = await sums().mapped(trees, { place, box })
  expect(half.count).toBe(all.filter(({ lon }) => lon >= box[0] && lon <= box[2]).length)
  expect(south).toBeLessThan(north)
  const within = square(22.39, 50.99, 0.05001)
  expect((await sums().mapped(trees, { place, within })).count).toBe(all.filter(({ lon, lat }) => lon <= 22.44001 && lat <= 51.04001).length) // prettier-ignore
})

test('what lies in an outline is counted', async () => {
  const outlines = [
    { id: 'west', geometry: square(22.39, 50.99, 0.05001) },
    { id: 'nowhere', geometry: square(10, 10, 1) },
  ]
  const inside = all.filter(({ lon, lat }) => lon <= 22.44001 && lat <= 51.04001)
  expect(await sums().within(trees, { place, outlines })).toEqual([{ id: 'west', count: inside.length, value: inside.length }]) // prettier-ignore
  const [found] = (await sums().within(trees, { place, outlines, how: 'max', of: 'year' }))!
  expect(found!.value).toBe(Math.max(...inside.map(({ year }) => year)))
})

test('outlines are drawn as they are, and counted by their middles', async () => {
  const { columns } = shapes.content
  const shape = columns.find(({ type }) => type === 'geojson')!.name
  const found = await sums().mapped(shapes, { place: { shape }, of: 'area', label: 'name' })
  expect(found.shapes).toHaveLength(12)
  expect(found.shapes[3]).toMatchObject({ value: 3, label: 'park 3', geometry: { type: 'Polygon' } })
  const inside = await sums().within(shapes, { place: { shape }, outlines: [{ id: 'a', geometry: square(22.39, 51.19, 0.05) }] }) // prettier-ignore
  expect(inside).toEqual([{ id: 'a', count: 4, value: 4 }])
})

test('what is wrong with a question is said, and no name of it reaches the database', async () => {
  const evil = 'kind"; drop table catalog_versions; --'
  await expect(sums().groups(trees, { by: evil })).rejects.toMatchObject({ code: 'catalog.unknownColumn' })
  await expect(sums().groups(trees, { by: 'kind', how: 'sum', of: 'kind' })).rejects.toMatchObject({ code: 'catalog.notNumber' }) // prettier-ignore
  await expect(sums().groups(trees, { by: 'kind', how: 'sum' })).rejects.toMatchObject({ code: 'catalog.notNumber' })
  await expect(sums().bins(trees, { of: 'day' })).rejects.toMatchObject({ code: 'catalog.notNumber' })
  await expect(sums().mapped(trees, { place: { shape: 'kind' } })).rejects.toMatchObject({ code: 'catalog.notPlace' })
  const wrong = { by: 'kind', filters: [{ column: 'year', op: 'ge' as const, value: 'old' }] }
  await expect(sums().groups(trees, wrong)).rejects.toMatchObject({ code: 'catalog.badFilter' })
})

test('steps are round', () => {
  expect([stepFor(0, 100, 20, false), stepFor(0, 37, 20, false), stepFor(0, 9, 20, true)]).toEqual([5, 2, 1])
  expect([stepFor(3, 3, 20, false), stepFor(0, 1e-6, 20, false)]).toEqual([1, 5e-8])
})

test('programs are answered as charts and maps are', async () => {
  const { app } = await testHttp({})
  await app.register(summingRoutes(house.catalog.rows))
  const ask = async (id: string, sum: string) => {
    const { statusCode, body } = await app.inject({ url: `/catalog/distributions/${id}/${sum}` })
    return { statusCode, answer: JSON.parse(body) as unknown }
  }
  const answers = async (found: PublicTable, sum: string, expected: Promise<unknown>) =>
    expect([sum, await ask(found.version.distributionId, sum)]).toEqual([sum, { statusCode: 200, answer: JSON.parse(JSON.stringify(await expected)) }]) // prettier-ignore
  const filters = [{ column: 'year', op: 'ge' as const, value: '1990' }]
  await answers(trees, 'groups?by=kind&how=mean&of=girth&where.year.ge=1990&limit=2', sums().groups(trees, { by: 'kind', how: 'mean', of: 'girth', filters, limit: 2 })) // prettier-ignore
  await answers(trees, 'bins?of=girth&q=lip', sums().bins(trees, { of: 'girth', q: 'lip' }))
  await answers(trees, 'pairs?x=year&y=girth&series=kind', sums().pairs(trees, { x: 'year', y: 'girth', series: 'kind' })) // prettier-ignore
  await answers(trees, 'places?latitude=lat&longitude=lon&box=22.4,51,22.5,51.05', sums().mapped(trees, { place: { latitude: 'lat', longitude: 'lon' }, box: [22.4, 51, 22.5, 51.05] })) // prettier-ignore
  await answers(shapes, 'places?shape=geometry&label=name', sums().mapped(shapes, { place: { shape: 'geometry' }, label: 'name' })) // prettier-ignore
  const wrong = async (sum: string) => (await ask(trees.version.distributionId, sum)).statusCode
  expect([await wrong('groups'), await wrong('groups?by=none'), await wrong('places?latitude=kind&longitude=lon'), await wrong('places?box=1,2')]).toEqual([400, 422, 422, 400]) // prettier-ignore
  await app.close()
})
