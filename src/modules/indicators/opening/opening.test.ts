/** A set of indicators is a dataset by itself: exact rows, a version where something changed, valid DCAT-AP, CKAN's answers. */
import { existsSync, readFileSync } from 'node:fs'
import { visitor } from '#platform/actor'
import Validator from 'rdf-validate-shacl'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { describeCatalogue, SYNTAXES, worldOf } from '#catalog'
import { asResources, readRdf, storeOf } from '../../catalog/rdf/testing.ts'
import { analyst, definition, described, measure, openIndicators, STANDARD, STATISTICS, three } from '../testing.ts'

const SHAPES = '../shared/oracles/dcat-ap'
const work = { progress: async () => {}, signal: new AbortController().signal }

let house: Awaited<ReturnType<typeof openIndicators>>
beforeAll(async () => {
  house = await openIndicators((needs) => ({ ...needs, standards: [STANDARD] }))
  const { indicators, places, governance } = house
  const cities = ['north', 'south'].map((id) => ({ id, kind: 'city', names: three(`City of ${id}`) }))
  await places.load(analyst, cities, 'test')
  await indicators.takeAreas()
  await governance.assets.add(analyst, STATISTICS, 'test')
  await indicators.describe(analyst, described(measure('beds', 'bed')), 'test')
  const places11 = { standards: [{ standard: 'iso', code: '1.1' }] }
  await indicators.define(analyst, [definition('bed-count', 'beds', 'bed', places11)], 'test')
})
afterAll(() => house.close())

const dataset = () => house.catalog.dataset('indicators-iso')
async function rows(number?: number) {
  const { distributions } = await dataset()
  return (await house.catalog.rows.page(distributions[0]!.id, {}, number)).rows.map(({ cells }) => cells)
}

test('its rows are the published values; opened again it has no new version; what changed is one', async () => {
  const { indicators } = house
  const first = await house.publish('north,beds,2023,2,bed\nsouth,beds,2023,3.5,bed\n')
  await indicators.open(work)
  await indicators.open(work)
  const name = (value: string, area: string, seq: number) => ['bed-count', '1.1', 'bed-count', area, `City of ${area}`, '2023', value, 'bed', 'A', null, String(seq), 'bed-count', 'bed-count', `City of ${area}`, `City of ${area}`] // prettier-ignore
  expect(await rows()).toEqual([name('2', 'north', first), name('3.5', 'south', first)])
  const second = await house.publish('north,beds,2023,4,bed\n')
  await indicators.open(work)
  expect(await rows()).toEqual([name('4', 'north', second), name('3.5', 'south', first)])
  expect(await rows(1)).toEqual([name('2', 'north', first), name('3.5', 'south', first)])
  const { distributions, description } = await dataset()
  expect(distributions.map(({ slug, kind, versions }) => [slug, kind, versions.length])).toEqual([
    ...[['values', 'table', 2] as const, ['json-stat', 'service', 0] as const, ['sdmx-csv', 'service', 0] as const],
    ['api', 'service', 0],
  ])
  expect(description.temporal).toEqual({ from: '2023-01-01', to: '2023-12-31' })
  expect(await indicators.openDatasetsOf('bed-count')).toEqual([{ slug: 'indicators-iso', name: three('ISO') }])
})

test('a name that was taken back stands in no version and is found no more', async () => {
  const { indicators, places, gate } = house
  await places.load(analyst, [{ id: 'east', kind: 'city', names: three('Osiedle Zenobii') }], 'test')
  await indicators.takeAreas()
  await house.publish('east,beds,2023,9,bed\n')
  await indicators.open(work)
  const versions = async () => (await dataset()).distributions[0]!.versions
  const said = async () => {
    const standing = (await versions()).filter(({ withdrawal }) => !withdrawal)
    const tables = await Promise.all(standing.map(({ number }) => rows(number)))
    return JSON.stringify([tables, await indicators.search('zenobii')])
  }
  expect(await said()).toContain('Zenobii')
  const [registered] = await gate.register({ module: 'places', limit: 1 })
  expect(registered!.title).toBe('east')
  const { length } = await versions()
  await gate.withdrawRelease(analyst, registered!.releases[0]!.id, 'It names a person.')
  await indicators.open(work)
  await vi.waitFor(async () => expect(await said()).not.toContain('Zenobii'))
  expect((await versions()).map(({ withdrawal }) => withdrawal?.reason)).toEqual([
    ...Array<undefined>(length - 1).fill(undefined),
    ...['Zawierała nazwę obszaru, którą wycofano.', undefined],
  ])
})

test('a dataset that a person took back is not laid down again', async () => {
  await house.indicators.source({ ...work, data: {} })
  const { id } = await house.catalog.dataset('city-figures')
  await house.catalog.withdrawDataset(analyst, id, 'Not ours to give.')
  await house.publish('north,beds,2024,5,bed\n')
  await house.indicators.open(work)
  await house.indicators.source({ ...work, data: {} })
  await expect(house.catalog.dataset('city-figures')).rejects.toMatchObject({ code: 'catalog.withdrawn' })
})

test('programs of CKAN find it, with every way to have it, and ask its rows', async () => {
  const { package_show: show, datastore_search: search } = house.catalog.ckan
  const found = (await show!.run({ actor: visitor }, { id: 'indicators-iso' })) as {
    resources: [{ id: string; url: string }, { id: string; url: string }]
  }
  const [values, stat] = found.resources
  expect(stat.url).toBe('https://city.example/api/v1/values.jsonstat.json?set=iso')
  const asked = { resource_id: values.id, filters: { area: 'north' } }
  expect(await search!.run({ actor: visitor }, asked)).toMatchObject({ total: 2, records: [{ value: 4, vintage: expect.any(Number) as number }, { value: 5 }] }) // prettier-ignore
})

test.skipIf(!existsSync(SHAPES))('the official shapes find nothing wrong', async () => {
  const things = describeCatalogue(worldOf(await house.catalog.catalogue()))
  const quads = await readRdf('ttl', SYNTAXES.ttl.write(things))
  expect(quads.some(({ object }) => object.value.endsWith('values?set=iso'))).toBe(true)
  const data = storeOf([...quads, ...asResources(quads)])
  for (const name of ['shapes.ttl', 'dcat-ap-SHACL.ttl', 'range.ttl']) {
    const shape = storeOf(await readRdf('ttl', readFileSync(`${SHAPES}/${name}`, 'utf8')))
    const { results } = await new Validator(shape as never).validate(data as never)
    const wrong = results.filter(({ severity }) => severity?.value.endsWith('#Violation'))
    expect(wrong.map(({ focusNode, path }) => `${focusNode?.value} ${path?.value}`)).toEqual([])
  }
})
