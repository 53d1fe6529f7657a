/** What figures are computed with changes: areas come and go, definitions and units change. Every process notices, and computes what follows. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyBundle } from '../../verify/index.ts'
import { recomputeBundle } from './index.ts'
import { analyst, definition, described, measure, openIndicators, three } from './testing.ts'

let house: Awaited<ReturnType<typeof openIndicators>>
let { indicators, publish } = {} as typeof house
const district = (id: string, more: { validFrom?: string; validTo?: string } = {}) => ({
  ...{ id, kind: 'district', names: three(id), parent: 'north', ...more },
})
const load = async (...areas: ReturnType<typeof district>[]) => {
  await house.places.load(analyst, areas, 'test')
  await indicators.takeAreas()
}
const verified = async (id: string, area: string, period: string, seq?: number) => {
  await house.ledger.sequence()
  const bundle = JSON.parse(JSON.stringify(await indicators.proof(id, area, period, seq))) as Record<string, unknown>
  expect(await verifyBundle(bundle, { recompute: recomputeBundle })).toMatchObject({ ok: true })
  return bundle
}

beforeAll(async () => {
  house = await openIndicators()
  ;({ indicators, publish } = house)
  await house.places.load(analyst, [{ id: 'north', kind: 'city', names: three('north') }], 'test')
  await load(district('east'), district('west'))
  await indicators.describe(analyst, described(measure('beds', 'bed'), measure('people', 'person')), 'test')
  const beds = definition('beds-in-parts', 'sum_areas(beds)', 'bed')
  const growth = definition('growth', 'change(@beds-in-parts)', 'bed', { valid: { max: 100 } })
  await indicators.define(analyst, [beds, growth, definition('rate', 'beds / people', 'bed/person')], 'test')
})
afterAll(() => house.close())

const FIGURES = `east,beds,2014,10,bed
west,beds,2014,20,bed
east,beds,2015,11,bed
west,beds,2015,21,bed
east,beds,2016,12,bed
west,beds,2016,22,bed
`
const series = async (id = 'beds-in-parts') => {
  const [found] = await indicators.series(id, ['north'])
  return Object.fromEntries(found!.points.map(({ period, value }) => [period, value]))
}

test('a district that is added in mid-series is a part from then on; what lacks its figures is missing', async () => {
  await publish(FIGURES)
  expect(await series()).toEqual({ 2014: 30, 2015: 32, 2016: 34 })
  await load(district('added', { validFrom: '2015-06-01' }))
  await indicators.recompute()
  expect(await indicators.value('beds-in-parts', 'north', '2014')).toMatchObject({ value: 30 })
  expect(await indicators.value('beds-in-parts', 'north', '2015')).toMatchObject({
    value: null,
    reason: { code: 'indicators.missingParts', details: { part: 'added', lacking: 1, of: 3 } },
  })
  const seq = await publish('added,beds,2015,100,bed\nadded,beds,2016,200,bed\n')
  expect(await indicators.value('beds-in-parts', 'north', '2015')).toMatchObject({ value: 132, seq })
  expect(await indicators.value('beds-in-parts', 'north', '2016')).toMatchObject({ value: 234 })
})

test('a district that ended is a part up to then', async () => {
  const before = await indicators.value('beds-in-parts', 'north', '2015')
  await load(district('west', { validTo: '2015-12-31' }))
  await indicators.recompute()
  expect(await indicators.value('beds-in-parts', 'north', '2015')).toEqual(before)
  expect(await indicators.value('beds-in-parts', 'north', '2016')).toMatchObject({ value: 212 })
})

test('a bundle carries the parts with their days, of the time when its value was published', async () => {
  for (const { seq } of await indicators.vintages('beds-in-parts', 'north', '2016'))
    await verified('beds-in-parts', 'north', '2016', seq)
  const { areas } = await verified('beds-in-parts', 'north', '2015')
  expect(areas).toContainEqual({ id: 'added', kind: 'district', parent: 'north', validFrom: '2015-06-01' })
})

test('a bundle from before areas had days still verifies', async () => {
  const { areas: _areas, ...bundle } = await verified('beds-in-parts', 'north', '2014')
  const older = { ...bundle, format: 'unia-value/1', children: { north: ['east', 'west'] } }
  expect(await verifyBundle(older, { recompute: recomputeBundle })).toMatchObject({ ok: true })
  const wrong = { ...older, children: { north: ['east'] } }
  expect(await verifyBundle(wrong, { recompute: recomputeBundle })).toMatchObject({ ok: false })
})

test('a bundle of a result outside what is possible verifies as such', async () => {
  expect(await indicators.value('growth', 'north', '2015')).toMatchObject({
    value: null,
    reason: { code: 'indicators.outOfRange', details: { value: 102 } },
  })
  await verified('growth', 'north', '2015')
})

test('another process notices each change', async () => {
  const other = await house.another()
  await other.publish('east,beds,2014,40,bed\n')
  expect(await indicators.value('beds-in-parts', 'north', '2014')).toMatchObject({ value: 60 })
  await load(district('brief', { validFrom: '2014-02-01', validTo: '2014-12-31' }))
  await other.indicators.recompute()
  await other.publish('brief,beds,2014,5,bed\n')
  expect(await indicators.value('beds-in-parts', 'north', '2014')).toMatchObject({ value: 65 })
  await indicators.define(analyst, [definition('beds-in-parts', 'sum_areas(beds) * 2', 'bed')], 'test')
  await other.publish('brief,beds,2014,6,bed\n')
  expect(await indicators.value('beds-in-parts', 'north', '2014')).toMatchObject({ value: 132, version: 2 })
})

test('figures of a measure whose unit is another now are computed anew', async () => {
  await publish('north,beds,2020,10,bed\nnorth,people,2020,1000,person\n')
  expect(await indicators.value('rate', 'north', '2020')).toMatchObject({ value: 0.01 })
  expect(await verified('rate', 'north', '2020')).toMatchObject({ areas: [] })
  const seq = (await indicators.describe(analyst, described(measure('people', '1000 person')), 'test'))!.seq
  await (await house.another()).indicators.recompute()
  expect(await indicators.value('rate', 'north', '2020')).toMatchObject({ value: 0.00001, seq })
})

test('what is described, loaded and defined again as it was is no publication', async () => {
  expect(await indicators.describe(analyst, described(measure('beds', 'bed')), 'test')).toBeUndefined()
  await house.places.load(analyst, [district('east')], 'test')
  expect(await indicators.takeAreas()).toBeUndefined()
  expect(await indicators.recompute()).toBe(0)
})

test('what a definition no longer gives is gone, and says why', async () => {
  await publish('east,people,2021,3,1000 person\nnorth,people,2021,5,1000 person\n')
  await indicators.define(analyst, [definition('count', 'people', 'person', { areas: ['city', 'district'] })], 'test')
  await indicators.recompute()
  expect(await indicators.value('count', 'east', '2021')).toMatchObject({ value: 3000 })
  await indicators.define(analyst, [definition('count', 'people', 'person')], 'cities alone')
  await indicators.recompute()
  expect(await indicators.value('count', 'east', '2021')).toMatchObject({
    value: null,
    reason: { code: 'indicators.otherKind' },
  })
  await indicators.define(analyst, [definition('count', 'beds', 'bed')], 'beds instead')
  await indicators.recompute()
  expect(await indicators.value('count', 'north', '2020')).toMatchObject({ value: 10 })
  expect(await indicators.value('count', 'north', '2021')).toMatchObject({
    value: null,
    reason: { code: 'indicators.noFigures' },
  })
})
