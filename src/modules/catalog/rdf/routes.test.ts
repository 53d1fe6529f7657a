/** Each thing of the catalogue answers at its own address, in the form that is asked for. */
import { existsSync, readFileSync } from 'node:fs'
import Validator from 'rdf-validate-shacl'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor } from '#platform/actor'
import { createHttp, type Http } from '#platform/http'
import { createLog } from '#platform/log'
import { createMetrics } from '#platform/metrics'
import { dataset, openCatalog, steward, three, type TestCatalog } from '../testing.ts'
import { catalogAddressFor, rdfRoutes } from './routes.ts'
import { readRdf, storeOf } from './testing.ts'
import { md5Of } from './dane-gov-pl.ts'

let house: TestCatalog
let app: Http

beforeAll(async () => {
  house = await openCatalog()
  const description = {
    ...dataset('trees').description,
    title: three('Drzewa'),
    hvdCategories: ['geospatial' as const],
  }
  const { id } = await house.distribution('trees', 'table', { description })
  const delivery = await house.deliver(id, 'gatunek;sztuk\nlipa;1200\nklon;900\n')
  if (delivery.examinationId) await house.decide(delivery.examinationId)
  await house.catalog.publish(steward, delivery.id)
  await house.distribution('hidden')
  app = await createHttp({
    ...{ config: { baseUrl: 'https://city.example', trustProxy: false }, log: createLog({ level: 'silent' }) },
    metrics: createMetrics({ processMetrics: false }),
    ...{ ready: async () => ({ database: true }), sentence: (_lang, code) => code, addressFor: catalogAddressFor },
    authenticate: async () => visitor,
  })
  await app.register(rdfRoutes(house.catalog))
  app.get('/catalog', async () => 'a page')
  app.get('/catalog/:slug', async () => 'a page')
})
afterAll(async () => {
  await app.close()
  await house.close()
})
const get = (url: string, accept?: string) => app.inject({ url, headers: accept ? { accept } : {} })

test.each([
  ['/catalog.ttl', undefined, 'text/turtle'],
  ['/catalog', 'text/turtle', 'text/turtle'],
  ['/catalog', 'application/rdf+xml, text/html;q=0.5', 'application/rdf+xml'],
  ['/catalog?page=1', 'application/ld+json', 'application/ld+json'],
  ['/catalog/trees', 'text/turtle', 'text/turtle'],
  ['/catalog/trees.jsonld', 'text/html', 'application/ld+json'],
  ['/catalog/trees.rdf', undefined, 'application/rdf+xml'],
  ['/catalog', undefined, 'text/plain'],
  ['/catalog/trees', 'text/html,application/xhtml+xml,*/*;q=0.8', 'text/plain'],
  ['/catalog/trees', '*/*', 'text/plain'],
])('%s asked for as %s is %s', async (url, accept, type) => {
  const answer = await get(url, accept)
  expect([answer.statusCode, answer.headers['content-type']?.split(';')[0]]).toEqual([200, type])
})

test('what is published is described in each syntax, and what waits is not', async () => {
  for (const syntax of ['ttl', 'jsonld', 'rdf'] as const) {
    const { body, headers } = await get(`/catalog.${syntax}`)
    const store = storeOf(await readRdf(syntax, body))
    const datasets = store.getObjects(null, 'http://www.w3.org/ns/dcat#dataset', null).map(({ value }) => value)
    expect(datasets).toHaveLength(1)
    expect(datasets[0]).toMatch(/\/catalog\/trees$/)
    expect(headers).toMatchObject({ vary: expect.stringMatching(/accept/i), 'access-control-allow-origin': '*' })
  }
})

test('a distribution and a version are found, what is not there is not', async () => {
  const { distributions } = await house.catalog.dataset('trees')
  const address = `/catalog/trees/${distributions[0]!.slug}`
  for (const url of [address, `${address}/versions/1`]) expect((await get(url, 'text/turtle')).body).toContain('/versions/1> a dcat:Dataset') // prettier-ignore
  for (const url of ['/catalog/hidden.ttl', '/catalog/none.ttl', '/catalog/trees/none.ttl'])
    expect((await get(url)).statusCode).toBe(404)
})

test('dane.gov.pl finds the file and, beside it, the checksum of its bytes', async () => {
  const { body, headers } = await get('/catalog/dane-gov-pl.xml')
  expect(headers['content-type']).toMatch(/^application\/xml/)
  expect(body).toContain('urn:otwarte-dane:harvester:1.10')
  expect((await get('/catalog/dane-gov-pl.md5')).body).toBe(md5Of(body))
  expect((await app.inject({ method: 'HEAD', url: '/catalog/dane-gov-pl.xml' })).statusCode).toBe(200)
})

const SHAPES = '../shared/oracles/dcat-ap'
test.skipIf(!existsSync(SHAPES))(
  'what the house answers conforms to DCAT-AP and to the high-value profile',
  async () => {
    const shapes = await Promise.all(['shapes.ttl', 'hvd-SHACL-base.ttl'].map((name) => readRdf('ttl', readFileSync(`${SHAPES}/${name}`, 'utf8')))) // prettier-ignore
    for (const url of ['/catalog.ttl', '/catalog.ttl?hvd=true', '/catalog/trees.ttl']) {
      const data = storeOf(await readRdf('ttl', (await get(url)).body))
      const report = await new Validator(storeOf(shapes.flat()) as never).validate(data as never)
      expect(report.results.filter(({ severity }) => severity?.value.endsWith('#Violation'))).toEqual([])
    }
  },
)
