/** An indicator stands in an area of a strategy because its definition names it: new ones do, and those of before still do. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '#platform/db/testing'
import { up } from './migrations/0010_strategies.ts'
import type { Standard } from './standards.ts'
import { definitions } from './store/index.ts'
import { analyst, definition, described, measure, MIGRATIONS, openIndicators, three } from './testing.ts'

const theme = (id: string) => ({ id, code: id, names: three(id) })
const standard: Standard = {
  ...{ id: 'iso', name: three('ISO'), edition: '1', publisher: 'ISO', note: three('-'), sources: [{ title: '-' }] },
  themes: [theme('health')],
  indicators: [
    ...['1.1', '1.2'].map((code) => ({
      ...{ code, theme: 'health', kind: 'core' as const, names: three(code), unit: '%' },
      ...{ direction: 'higher' as const, unverified: [] },
    })),
  ],
}
const strategies = [
  { id: 'city-2030', name: three('City 2030'), from: 2022, to: 2030, themes: [theme('green'), theme('open')] },
]

let house: Awaited<ReturnType<typeof openIndicators>>
beforeAll(async () => {
  house = await openIndicators((needs) => ({ ...needs, standards: [standard], strategies }))
  await house.places.load(analyst, [{ id: 'north', kind: 'city', names: three('north') }], 'test')
  await house.indicators.takeAreas()
  await house.indicators.describe(analyst, described(measure('beds', 'bed'), measure('people', 'person')), 'test')
})
afterAll(() => house.close())

test('a definition that names an area stands in it, with its figure', async () => {
  const { indicators } = house
  const rate = definition('bed-rate', 'beds / people', 'bed/(1000 person)', {
    standards: [{ standard: 'iso', code: '1.1' }],
    strategies: [{ strategy: 'city-2030', area: 'open' }],
  })
  await indicators.define(analyst, [rate], 'test')
  await house.publish('north,beds,2023,100,bed\nnorth,people,2023,50000,person\n')
  expect(indicators.placesOf(await indicators.definition('bed-rate'))).toMatchObject([
    { set: 'iso', own: false, theme: { id: 'health' }, entry: { code: '1.1' } },
    { set: 'city-2030', own: true, theme: { id: 'open' } },
  ])
  const { lines, theme } = await indicators.theme('city-2030', 'open', 'north')
  expect(theme.names).toEqual(three('open'))
  expect(lines).toMatchObject([{ code: 'bed-rate', definition: { id: 'bed-rate' }, value: { value: 2 } }])
  expect(await indicators.completeness('north')).toMatchObject([
    { id: 'iso', edition: '1', all: { reported: 1, total: 2 } },
    {
      id: 'city-2030',
      edition: '2022–2030',
      all: { reported: 1, total: 1 },
      themes: [{ id: 'green' }, { id: 'open' }],
    },
  ])
  expect((await indicators.search('open')).found).toMatchObject([{ kind: 'indicator', id: 'bed-rate' }])
})

test('a place that no standard and no strategy has is refused by its name', async () => {
  const placed = (more: object) => house.indicators.define(analyst, [definition('odd', 'beds', 'bed', more)], 'test')
  await expect(placed({ standards: [{ standard: 'iso', code: '9.9' }] })).rejects.toMatchObject({
    ...{ code: 'indicators.unknownStandard', details: { id: 'odd', standard: 'iso 9.9' } },
  })
  await expect(placed({ strategies: [{ strategy: 'city-2030', area: 'health' }] })).rejects.toMatchObject({
    ...{ code: 'indicators.unknownStandard', details: { id: 'odd', standard: 'city-2030/health' } },
  })
})

test('definitions of before, which had lines of their own in strategies, name the areas', async () => {
  const database = await testDatabase(MIGRATIONS.filter(({ name }) => name !== '0012_releases'))
  const { db } = database
  await sql`insert into indicators_publications (seq, kind, at, by, entry_id)
    values (1, 'definition', now(), 'test', gen_random_uuid())`.execute(db)
  const before = (id: string, standards: object[]) => {
    const { strategies: _, ...rest } = definition(id, 'beds', 'bed')
    const details = JSON.stringify({ ...rest, standards })
    return sql`insert into indicators_definitions values (${id}, 1, 1, ${details}::jsonb)`.execute(db)
  }
  await before('iso-8.1', [
    { standard: 'u4ssc', code: 'EN:EN:AQ:1C' },
    { standard: 'city-2030', code: 'open:iso.8.1' },
    { standard: 'city-2020', code: 'green:iso.8.1' },
  ])
  await before('alone', [])
  await db.transaction().execute(up)
  const [alone, placed] = await definitions.all(db)
  expect(alone).toMatchObject({ id: 'alone', standards: [], strategies: [] })
  expect(placed).toMatchObject({
    standards: [{ standard: 'u4ssc', code: 'EN:EN:AQ:1C' }],
    strategies: [
      { strategy: 'city-2030', area: 'open' },
      { strategy: 'city-2020', area: 'green' },
    ],
  })
  await database.close()
})
