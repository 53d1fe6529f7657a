/** What is counted of how people take part becomes published figures once, each leading back to its row; what is not told stays missing. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  analyst,
  definition,
  described,
  measure,
  openIndicators,
  STATISTICS,
  three,
} from '../modules/indicators/testing.ts'
import { createSociety } from './society.ts'
import type { Society } from './types.ts'

const DATASET: NonNullable<Society['dataset']> = {
  ...{ id: 'participation', names: three('Participation'), sources: [], licence: three('free') },
  open: {
    descriptions: three('Counted.'),
    terms: 'CC0-1.0',
    frequency: 'ANNUAL',
    themes: ['GOVE'],
    spatial: ['north'],
  },
}
const figures = [
  { measure: 'budget_voters' as const, period: '2026', edition: 'bo-1', unit: 'person', value: 120 },
  { measure: 'budget_authors' as const, period: '2026', edition: 'bo-1', unit: 'person', value: null, lack: 'tooFew' as const },
] // prettier-ignore
let house: Awaited<ReturnType<typeof openIndicators>>
let bring: () => Promise<void>
beforeAll(async () => {
  house = await openIndicators()
  const { indicators, places, governance, needs } = house
  await places.load(analyst, [{ id: 'north', kind: 'city', names: three('north') }], 'test')
  await indicators.takeAreas()
  await governance.assets.add(analyst, STATISTICS, 'test')
  const measures = described(measure('budget_voters', 'person'), measure('budget_authors', 'person'))
  await indicators.describe(analyst, { ...measures, datasets: [DATASET] }, 'test')
  await indicators.define(analyst, [definition('voters', 'budget_voters', 'person'), definition('authors', 'budget_authors', 'person')], 'test') // prettier-ignore
  const society = { figures: async () => figures }
  ;({ bring } = createSociety({ ...needs, indicators, society }, { society: { dataset: DATASET }, info: { area: 'north' } as never })) // prettier-ignore
})
afterAll(() => house.close())

test('published once, however often it is brought; a number leads back to its row; a small one is missing with its reason', async () => {
  const { indicators } = house
  await bring()
  await bring()
  await indicators.recompute()
  await indicators.source({ data: {}, progress: async () => {}, signal: new AbortController().signal })
  const { value, inputs } = await indicators.provenance('voters', 'north', '2026')
  expect(value.value).toBe(120)
  expect(inputs).toMatchObject([{ loaded: true, version: { dataset: 'participation', number: 1 } }])
  expect(await indicators.vintages('voters', 'north', '2026')).toHaveLength(1)
  const { inputs: few } = await indicators.provenance('authors', 'north', '2026')
  expect(few).toMatchObject([{ value: null, status: 'M', note: 'tooFew' }])
})
