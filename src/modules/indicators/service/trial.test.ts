/** A definition is tried out on what is published: what it would give, beside what holds, and nothing of it is kept. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor, type Actor } from '#platform/actor'
import { analyst, definition, described, measure, openIndicators, three } from '../testing.ts'

const person: Actor = { id: 'anna', kind: 'person', can: () => true } as Actor
const RATE = 'bed/(1000 person)'

let house: Awaited<ReturnType<typeof openIndicators>>
let { indicators } = {} as typeof house

beforeAll(async () => {
  house = await openIndicators()
  ;({ indicators } = house)
  const places = [
    { id: 'north', kind: 'city', names: three('north') },
    { id: 'quay', kind: 'district', names: three('quay'), parent: 'north' },
    { id: 'hill', kind: 'district', names: three('hill'), parent: 'north' },
  ]
  await house.places.load(analyst, places, 'test')
  await indicators.takeAreas()
  await indicators.describe(analyst, described(measure('beds', 'bed'), measure('people', 'person')), 'test')
  await indicators.define(analyst, [definition('rate', 'beds / people', RATE)], 'test')
  await house.publish(
    [
      ...['2019', '2020', '2021', '2022', '2023'].map((year, i) => `north,beds,${year},${100 + i},bed`),
      ...['2020', '2021', '2022', '2023', '2024'].map((year) => `north,people,${year},50000,person`),
      ...['2022', '2023'].flatMap((year) => [`hill,people,${year},700,person`, `quay,people,${year},300,person`]),
      '',
    ].join('\n'),
  )
})
afterAll(() => house.close())

test('the newest periods of the city, from the last with a value, each beside what is published and with its inputs', async () => {
  const half = definition('rate', 'beds / people / 2', RATE)
  const { area, unchanged, points } = await indicators.tryOut(person, half, 1)
  expect({ area, unchanged }).toEqual({ area: 'north', unchanged: false })
  expect(points.map(({ period, value, published }) => [period, value, published?.value])).toEqual([
    ['2023', 1.04, 2.08],
    ['2022', 1.03, 2.06],
    ['2021', 1.02, 2.04],
    ['2020', 1.01, 2.02],
    ['2019', null, null],
  ])
  expect(points[0]!.tokens.map(({ text, value }) => value ?? text)).toEqual([104, '/', 50000, '/ 2'])
  expect(points[0]!.inputs).toEqual([
    { measure: 'beds', dimension: '', area: 'north', period: '2023', value: 104, status: 'A', unit: 'bed' },
    { measure: 'people', dimension: '', area: 'north', period: '2023', value: 50000, status: 'A', unit: 'person' },
  ])
  expect(points[4]!.reason).toMatchObject({ code: 'indicators.missingInput', details: { measure: 'people' } })
})

test('nothing is kept: what is published stays, and the next who publishes is the first', async () => {
  await indicators.tryOut(person, definition('new', 'beds', 'bed'), 0)
  await expect(indicators.definition('new')).rejects.toMatchObject({ code: 'indicators.unknown' })
  expect((await indicators.versions('rate')).map(({ version, by }) => [version, by])).toEqual([[1, 'system:test']])
})

test('what it says of values outside the valid range, and of the indicators that stand on it', async () => {
  await indicators.define(analyst, [definition('double', '2 * @rate', RATE)], 'test')
  const draft = definition('rate', 'beds / people', RATE, { valid: { max: 2.05 } })
  const { points, readers } = await indicators.tryOut(person, draft)
  expect(points[0]).toMatchObject({ period: '2023', value: null, reason: { code: 'indicators.outOfRange' } })
  expect(readers).toEqual(['double'])
  const same = await indicators.tryOut(person, definition('rate', 'beds / people', RATE))
  expect(same.unchanged).toBe(true)
})

test('one that is not for cities is tried where it has figures, in the city’s own parts first', async () => {
  const { area, points } = await indicators.tryOut(
    person,
    definition('parts', 'people', 'person', { areas: ['district'] }),
  )
  expect(['hill', 'quay']).toContain(area)
  expect(points.map(({ period }) => period)).toEqual(['2023', '2022'])
  const whole = await indicators.tryOut(person, definition('whole', 'sum_areas(people)', 'person'))
  expect(whole).toMatchObject({ area: 'north', points: [{ period: '2023', value: 1000, inputs: [{}, {}] }, {}] })
})

test('it is refused as publishing would be: by others’ versions, by its own formula, by theirs, and for visitors', async () => {
  const tried = (formula: string, unit: string, expected?: number) =>
    indicators.tryOut(person, definition('rate', formula, unit), expected)
  await expect(tried('beds', 'bed', 0)).rejects.toMatchObject({
    ...{ code: 'indicators.conflict', details: { version: 1, theirs: { formula: 'beds / people' } } },
  })
  await expect(tried('bedz / people', RATE)).rejects.toMatchObject({
    ...{ code: 'indicators.formula.unknownMeasure', details: { definition: 'rate', offset: 0, nearest: 'beds' } },
  })
  await expect(tried('beds', 'bed')).rejects.toMatchObject({
    ...{ code: 'indicators.formula.unitMismatch', details: { definition: 'double' } },
  })
  await expect(indicators.tryOut(visitor, definition('rate', 'beds', 'bed'))).rejects.toMatchObject({ status: 401 })
})

test('the city pack leaves alone what people defined since, and brings its own up to date', async () => {
  await indicators.define(person, [definition('rate', 'beds / people', RATE, { decimals: 3 })], 'finer', 1)
  const pack = [definition('rate', 'beds / people', RATE), definition('double', '3 * @rate', RATE)]
  await indicators.loadDefinitions(analyst, pack, 'city pack')
  expect((await indicators.newestVersions()).map(({ id, version, by, grounds }) => [id, version, by, grounds])).toEqual(
    [
      ['double', 2, 'system:test', 'city pack'],
      ['rate', 2, 'anna', 'finer'],
    ],
  )
  const { seq } = await indicators.definition('double')
  await indicators.loadDefinitions(analyst, pack, 'city pack')
  expect((await indicators.definition('double')).seq).toBe(seq)
})
