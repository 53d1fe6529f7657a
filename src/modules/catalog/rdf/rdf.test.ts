/** The catalogue as RDF: three syntaxes say the same, the official shapes find nothing wrong, and find what is taken away. */
import { existsSync, readFileSync } from 'node:fs'
import { DataFactory, type Quad, Store } from 'n3'
import fc from 'fast-check'
import Validator from 'rdf-validate-shacl'
import { describe, expect, test } from 'vitest'
import { catalogues } from '../arbitrary.ts'
import type { Catalogue } from '../types.ts'
import {
  describeCatalogue,
  describeDataset,
  describeDistribution,
  inScript,
  schemaOrgCatalogue,
  schemaOrgDataset,
  SYNTAXES,
  worldOf,
  type Syntax,
} from './index.ts'
import { asResources, canonical, readRdf, storeOf } from './testing.ts'
import type { Thing } from './tree.ts'

const SHAPES = '../shared/oracles/dcat-ap'
const DCT = 'http://purl.org/dc/terms/'
const { namedNode } = DataFactory

const written = (things: Thing[], syntax: Syntax = 'ttl') => readRdf(syntax, SYNTAXES[syntax].write(things))

/** Every document that the house would give of a catalogue. */
function documentsOf(catalogue: Catalogue): Thing[][] {
  const world = worldOf(catalogue)
  const datasets = [...world.datasets.values()]
  return [
    describeCatalogue(world),
    describeCatalogue(world, {
      number: 1,
      size: 2,
      addressOf: (page) => `https://city.example/catalog.ttl?page=${page}`,
    }),
    ...datasets.map((dataset) => describeDataset(world, dataset)),
    ...datasets.map((dataset) => describeDistribution(world, dataset, dataset.distributions[0]!.slug)),
  ]
}

test('Turtle, JSON-LD and RDF/XML say the same, to readers that others wrote', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(catalogues({ datasetsMax: 2 }), async (catalogue) => {
      for (const document of documentsOf(catalogue)) {
        const turtle = await canonical(await written(document, 'ttl'))
        expect(await canonical(await written(document, 'jsonld'))).toBe(turtle)
        expect(await canonical(await written(document, 'rdf'))).toBe(turtle)
        expect(turtle.length).toBeGreaterThan(500)
      }
    }),
    { numRuns: 15 },
  )
})

describe.skipIf(!existsSync(SHAPES))('official shapes', () => {
  const shapes = async (...names: string[]) =>
    storeOf((await Promise.all(names.map((name) => readRdf('ttl', readFileSync(`${SHAPES}/${name}`, 'utf8'))))).flat())

  async function violations(shape: Store, quads: readonly Quad[]): Promise<string[]> {
    const data = storeOf([...quads, ...asResources(quads as never)] as never)
    const report = new Validator(shape as never).validate(data as never)
    return (await report).results
      .filter(({ severity }) => severity?.value.endsWith('#Violation'))
      .map(({ focusNode, path, message }) => `${focusNode?.value} ${path?.value} ${message.map(({ value }) => value).join()}`) // prettier-ignore
  }

  const everyDocument = async (shape: Store, options: { hvd?: boolean }) =>
    fc.assert(
      fc.asyncProperty(catalogues(options), async (catalogue) => {
        for (const document of documentsOf(catalogue))
          expect(await violations(shape, (await written(document)) as Quad[])).toEqual([])
      }),
      { numRuns: 8 },
    )

  test.each([[['shapes.ttl']], [['dcat-ap-SHACL.ttl']], [['range.ttl']]])(
    'DCAT-AP, %s: nothing is wrong with any catalogue',
    { timeout: 240_000 },
    async (names) => everyDocument(await shapes(...names), {}),
  )

  test.each(['hvd-SHACL-base.ttl', 'hvd-SHACL.ttl'])(
    'high-value datasets, %s: nothing is wrong with a catalogue of them',
    { timeout: 240_000 },
    async (name) => everyDocument(await shapes('shapes.ttl', name), { hvd: true }),
  )

  test('of a mixed catalogue, the high-value part alone conforms to their profile', { timeout: 120_000 }, async () => {
    const shape = await shapes('hvd-SHACL-base.ttl')
    await fc.assert(
      fc.asyncProperty(catalogues(), async (catalogue) => {
        const things = describeCatalogue(worldOf(catalogue), undefined, ({ description }) => description.hvdCategories.length > 0) // prettier-ignore
        expect(await violations(shape, (await written(things)) as Quad[])).toEqual([])
      }),
      { numRuns: 10 },
    )
  })

  test(
    'what is taken away is missed: a title, a description, the publisher, an address',
    { timeout: 120_000 },
    async () => {
      const shape = await shapes('shapes.ttl')
      const told = catalogues({ datasetsMax: 3 }).filter(
        ({ datasets }) => datasets[0]!.withdrawal === undefined && datasets[0]!.distributions.some(({ kind, current }) => kind === 'table' && current), // prettier-ignore
      )
      const [catalogue] = fc.sample(told, { numRuns: 1, seed: 7 })
      const world = worldOf(catalogue!)
      const quads = (await written(describeCatalogue(world))) as Quad[]
      const dataset = world.at.dataset([...world.datasets.values()][0]!)
      const without = (subject: string, property: string) =>
        quads.filter((quad) => !(quad.subject.value === subject && quad.predicate.value === property))
      expect(await violations(shape, quads)).toEqual([])
      for (const [subject, property] of [
        [dataset, `${DCT}title`],
        [dataset, `${DCT}description`],
        [world.at.catalogue, `${DCT}title`],
        [world.at.catalogue, `${DCT}publisher`],
        [world.at.publisher(catalogue!.publisher.id), 'http://xmlns.com/foaf/0.1/name'],
        [world.at.service('ckan'), 'http://www.w3.org/ns/dcat#endpointURL'],
      ] as const) {
        const mutilated = without(subject, property)
        expect(mutilated.length).toBeLessThan(quads.length)
        expect((await violations(shape, mutilated)).length, `${subject} ${property}`).toBeGreaterThan(0)
      }
    },
  )
})

/** The objects of a property, as text. */
const objects = (store: Store, subject: string, property: string) =>
  store.getObjects(namedNode(subject), namedNode(property), null).map(({ value }) => value)

test('a catalogue lists what stands and nothing that was withdrawn; a page lists its part', async () => {
  await fc.assert(
    fc.asyncProperty(catalogues(), async (catalogue) => {
      const world = worldOf(catalogue)
      const listed = async (things: Thing[]) =>
        objects(storeOf((await written(things)) as never), world.at.catalogue, 'http://www.w3.org/ns/dcat#dataset')
      const standing = catalogue.datasets.filter(({ withdrawal }) => !withdrawal).map(world.at.dataset)
      expect((await listed(describeCatalogue(world))).sort()).toEqual(standing.toSorted())
      const addressOf = (page: number) => `https://city.example/catalog.ttl?page=${page}`
      const pages = await Promise.all(
        [1, 2, 3].map((number) => listed(describeCatalogue(world, { number, size: 2, addressOf }))),
      )
      expect(pages.flat().sort()).toEqual(standing.toSorted())
    }),
    { numRuns: 20 },
  )
})

test('the datasets of a series follow one another by what they are about', async () => {
  const [catalogue] = fc.sample(catalogues({ datasetsMax: 3 }).filter(({ datasets, series }) => datasets.length === 3 && series.length > 0), { numRuns: 1, seed: 3 }) // prettier-ignore
  const [a, b, c] = catalogue!.datasets.map((dataset, i) => ({
    ...dataset,
    series: catalogue!.series[0]!.slug,
    withdrawal: undefined,
    description: { ...dataset.description, temporal: { from: `20${20 - i}-01-01` } },
  }))
  const world = worldOf({ ...catalogue!, datasets: [a!, b!, c!] })
  const store = storeOf((await written(describeCatalogue(world))) as never)
  const [first, middle, last] = [c!, b!, a!].map(world.at.dataset)
  const series = world.at.series(catalogue!.series[0]!)
  const dcat = (subject: string, name: string) => objects(store, subject, `http://www.w3.org/ns/dcat#${name}`)
  expect(dcat(middle!, 'prev')).toEqual([first])
  expect(dcat(middle!, 'next')).toEqual([last])
  expect(dcat(middle!, 'inSeries')).toEqual([series])
  expect([dcat(series, 'first'), dcat(series, 'last'), dcat(first!, 'prev'), dcat(last!, 'next')]).toEqual([[first], [last], [], []]) // prettier-ignore
})

test('pages carry schema.org, which cannot end the script that it stands in', () => {
  fc.assert(
    fc.property(catalogues(), fc.constantFrom('pl' as const, 'en' as const, 'uk' as const), (catalogue, lang) => {
      const world = worldOf(catalogue)
      for (const dataset of world.datasets.values()) {
        const text = inScript(schemaOrgDataset(world, dataset, lang))
        expect(text).not.toContain('<')
        const read = JSON.parse(text) as { '@type': string; name: string; distribution: { contentUrl: string }[] }
        expect(read).toMatchObject({ '@type': 'Dataset', url: world.at.dataset(dataset) })
        for (const { contentUrl } of read.distribution)
          expect(contentUrl.startsWith(world.at.dataset(dataset))).toBe(true)
      }
      expect(schemaOrgCatalogue(world, lang)).toMatchObject({ '@type': 'DataCatalog', url: world.at.catalogue })
    }),
    { numRuns: 20 },
  )
})
