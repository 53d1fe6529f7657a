/** Two packs are read: the city's own, and one of another country that no line of code knows. */
import { expect, test } from 'vitest'
import { placesOf } from '#indicators'
import { CityInvalid, readCity } from './read.ts'
import { strategiesOf } from './strategies.ts'

const RIVERMOUTH = 'test/cities/rivermouth'

test.each(['cities/lublin', RIVERMOUTH])('%s is read, and its indicators stand in its strategies', async (folder) => {
  const city = await readCity(folder)
  const strategies = strategiesOf(city.info)
  expect(strategies.map(({ id }) => id)).toEqual(city.info.strategies.map(({ id }) => id))
  const named = city.indicators.flatMap((definition) => definition.strategies)
  const places = city.indicators.flatMap((definition) => placesOf(definition, { standards: [], strategies }))
  expect(places.map(({ set, theme }) => ({ strategy: set, area: theme.id }))).toEqual(named)
  expect(new Set(places.map(({ set }) => set))).toEqual(new Set(strategies.map(({ id }) => id)))
})

test('every district has its outline', async () => {
  const city = await readCity('cities/lublin')
  const districts = city.areas.filter(({ kind, parent }) => kind === 'district' && parent === city.info.area)
  expect(districts).toHaveLength(27)
  expect([...city.outlines.keys()].toSorted()).toEqual(districts.map(({ id }) => id).toSorted())
})

test('a made-up city says that it is made up', async () => {
  const { info } = await readCity(RIVERMOUTH)
  expect(info.demonstration).toBe(true)
  expect((await readCity('cities/lublin')).info.demonstration).toBeUndefined()
})

test('a folder that is no pack is refused, every file by its name', async () => {
  const refused = await readCity('test/cities').catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(CityInvalid)
  expect((refused as CityInvalid).problems.map(({ file }) => file).toSorted()).toEqual([
    'city.json',
    'datasets.json',
    'indicators.json',
    'measures.json',
    'places.json',
    'sources.json',
  ])
})
