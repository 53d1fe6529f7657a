/** Names are written out, prices come by the kWh. */
import { expect, test } from 'vitest'
import { readCity } from '../read.ts'
import { datasetsOf, feedsOf, perKwh, policiesOf, ratesOf } from './index.ts'

const LIGHTING = 'https://smartdatamodels.org/dataModel.Streetlighting/'

test('a pack’s things as the house takes them', async () => {
  const city = await readCity('test/cities/rivermouth')
  expect(policiesOf(city)[0]).toEqual({ type: `${LIGHTING}Streetlight`, level: 'public' })
  expect(policiesOf(city)[2]).toMatchObject({ attribute: `${LIGHTING}deviceSimNumber`, level: 'internal' })
  const [feed] = feedsOf(city)
  expect(feed).toMatchObject({ attribute: `${LIGHTING}energyConsumed`, waitDays: 1, completeness: { least: 1 } })
  expect(datasetsOf(city)).toMatchObject([{ id: feed!.id, open: { themes: ['ENER'] } }])
  expect(ratesOf(city)).toMatchObject([
    { kind: 'tariff', value: 75, vat: 0.23, to: '2026-01-01' },
    { kind: 'factor', carrier: 'heat', value: 90 * 0.0036, to: null },
  ])
})

test('100 zł/GJ are 36 grosze a kWh', () => {
  expect(perKwh({ value: 100, unit: 'PLN/GJ' })).toBeCloseTo(36, 9)
  expect(perKwh({ value: 0.7, unit: 'kg/kWh' })).toBe(0.7)
})

test('a pack without things has none', async () => {
  const city = await readCity('cities/lublin')
  expect(city.things.rates).toEqual([])
  expect(policiesOf({ things: { contexts: [], policies: [], rates: [], feeds: [], live: [] } })).toEqual([])
})
