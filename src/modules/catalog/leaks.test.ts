/**
 * What waits behind the gate, was refused, treated away or taken back is had by nobody who may not: each way is tried, by a
 * visitor, a resident, and a system's key that has other scopes.
 */
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { system, visitor, type Actor } from '#platform/actor'
import { testHttp } from '../../platform/http/testing.ts'
import { placesRoutes } from '#places'
import { catalogRoutes, ckanRoutes, downloadRoutes, rdfRoutes } from './index.ts'
import { EXPORT_FORMATS } from './rows/exports.ts'
import {
  dataset as draftOf,
  editor,
  officer,
  openCatalog,
  resident,
  steward,
  three,
  type TestCatalog,
} from './testing.ts'

let house: TestCatalog
let app: Awaited<ReturnType<typeof testHttp>>['app']
let logged: string[]

/** Each stands once in the file, so that any trace of it is seen. */
const SECRETS = ['Wielogłowska', 'Zenobia', '44051401359', 'tajna-uwaga']
const rows = Array.from({ length: 60 }, (_, i) => `${i},Ulica ${i % 9},${i === 7 ? 'Zenobia Wielogłowska' : `Jan Kowalski${i}`},${i === 7 ? '44051401359' : ''},${i === 9 ? 'tajna-uwaga' : 'x'}`) // prettier-ignore
const CSV = ['numer,ulica,opiekun,pesel,uwagi', ...rows].join('\n')

const key: Actor = { id: 'key:other', kind: 'key', can: (permission) => permission === 'places.load' }
const actors: Record<string, Actor> = { visitor, resident, key }
type Ids = { dataset: string; distribution: string; delivery: string; examination?: string; weighing?: string }
const places: Record<string, Ids> = {}

async function brought(slug: string): Promise<Ids> {
  const { id: distribution, datasetId } = await house.distribution(slug, 'table', { asset: 'residents' })
  const { id: delivery, examinationId } = await house.deliver(distribution, CSV)
  // What was weighed of it shows rows before and after to those who decide.
  const asked = { quasi: ['ulica', 'opiekun'], sensitive: ['pesel', 'uwagi'], treatment: [], k: 5 }
  const { id: weighing } = await house.catalog.weigh(steward, delivery, asked)
  await house.catalog.weighIt({
    data: { id: weighing },
    progress: async () => {},
    signal: new AbortController().signal,
  })
  return { dataset: datasetId, distribution, delivery, weighing, ...(examinationId && { examination: examinationId }) }
}

beforeAll(async () => {
  house = await openCatalog()
  const authenticate = async ({ headers }: { headers: Headers }) =>
    actors[headers.get('authorization') ?? ''] ?? visitor
  ;({ app, logged } = await testHttp({ authenticate }))
  await app.register(catalogRoutes(house.catalog), { prefix: '/api/v1' })
  await app.register(placesRoutes(house.places), { prefix: '/api/v1' })
  await app.register(rdfRoutes(house.catalog))
  await app.register(downloadRoutes(house.catalog))
  const actorOf = async (key: string) => actors[key] ?? visitor
  const keep = () => Promise.reject(new Error('nothing is brought here'))
  await app.register(ckanRoutes({ actions: house.catalog.ckan, baseUrl: 'https://city.example', actorOf, mayBring: async () => false, keep, sentence: (_, code, details) => `${code} ${JSON.stringify(details)}` })) // prettier-ignore
  const { catalog } = house
  places.held = await brought('held')
  places.refused = await brought('refused')
  await house.decide(places.refused.examination!, 'refuse', officer)
  places.abandoned = await brought('abandoned')
  await catalog.deliveries.abandon(editor, places.abandoned.delivery)
  // Treated: the columns about persons are left out before it is public.
  places.treated = await brought('treated')
  const { dictionary } = await catalog.ruling(steward, places.treated.distribution)
  const treatment = ['opiekun', 'pesel', 'uwagi'].map((column) => ({ column, rule: 'drop' as const }))
  await catalog.rule(steward, places.treated.distribution, { seen: 1, dictionary, treatment })
  const { examinationId } = await house.readAgain(places.treated.delivery)
  if (examinationId) await house.decide(examinationId, 'open', officer)
  await catalog.publish(steward, places.treated.delivery)
  // Taken back: it was public by mistake.
  places.withdrawn = await brought('withdrawn')
  await house.decide(places.withdrawn.examination!, 'open', officer)
  await catalog.publish(steward, places.withdrawn.delivery)
  await catalog.rows.index({ distributionId: places.withdrawn.distribution, number: 1 })
  await catalog.withdraw(steward, places.withdrawn.distribution, 1, 'It held data of persons.')
})
afterAll(async () => {
  await app.close()
  await house.close()
})

const holdsSecret = (text: string) => SECRETS.filter((secret) => text.includes(secret))
const expectClean = (text: string, where: string) =>
  expect({ where, found: holdsSecret(text) }).toEqual({ where, found: [] })

/** Every address that has anything to do with these, asked in ways that would show what is there. */
function addresses({ dataset, distribution, delivery, weighing }: Ids, slug: string): string[] {
  const narrowed = ['', '?q=wielog', '?where.pesel=44051401359', '?sort=-opiekun', '?fields=opiekun&distinct=true', '?version=1', '?where.opiekun.contains=zenob', '?count=exact&limit=0'] // prettier-ignore
  const sums = ['groups?by=opiekun', 'groups?by=pesel&version=1', 'groups?by=ulica&series=uwagi', 'groups?by=numer&how=max&of=pesel', 'groups?by=ulica&where.opiekun.contains=zenob', 'groups?by=ulica&q=wielog', 'bins?of=pesel', 'bins?of=numer&where.pesel=44051401359', 'pairs?x=numer&y=pesel', 'pairs?x=numer&y=numer&series=opiekun', 'places?shape=ulica&label=opiekun', 'places?latitude=numer&longitude=numer&label=opiekun'] // prettier-ignore
  return [
    `/catalog/datasets`,
    `/catalog/datasets/${slug}`,
    `/catalog/entries/${dataset}`,
    `/catalog/entries/${dataset}/descriptions`,
    `/catalog/distributions/${distribution}/deliveries`,
    `/catalog/distributions/${distribution}/dictionary`,
    `/catalog/distributions/${distribution}/columns`,
    `/catalog/deliveries/${delivery}`,
    `/catalog/deliveries/${delivery}/rows`,
    `/catalog/deliveries/${delivery}/file`,
    `/catalog/deliveries/${delivery}/problems.csv`,
    `/catalog/weighings/${weighing}`,
    `/catalog/distributions/${distribution}/versions/1/changes`,
    `/catalog/distributions/${distribution}/versions/1/changes?before=2`,
    ...narrowed.map((query) => `/catalog/distributions/${distribution}/rows${query}`),
    ...EXPORT_FORMATS.flatMap((format) => narrowed.map((query) => `/catalog/distributions/${distribution}/rows.${format}${query}`)), // prettier-ignore
    // By the delivery's id in the distribution's place.
    `/catalog/distributions/${delivery}/rows`,
    ...[distribution, delivery].flatMap((id) => sums.map((sum) => `/catalog/distributions/${id}/${sum}`)),
  ]
}

test.each(['held', 'refused', 'abandoned', 'treated', 'withdrawn'])('%s: no address tells of it', async (slug) => {
  let asked = 0
  for (const [name, actor] of Object.entries(actors))
    for (const path of addresses(places[slug]!, slug)) {
      const headers = actor === visitor ? {} : { authorization: name }
      const answer = await app.inject({ url: `/api/v1${path}`, headers })
      expectClean(answer.payload, `${name} ${path}`)
      asked++
    }
  expect(asked).toBeGreaterThan(100)
})

/** What stands outside the API: files by their addresses, RDF, feeds, what other portals harvest, CKAN's actions, the house's own figures. */
function outside({ dataset, distribution, delivery }: Ids, slug: string): string[] {
  const sql = (text: string) => `/api/3/action/datastore_search_sql?sql=${encodeURIComponent(text)}`
  const search = (id: string, query: string) => `/api/3/action/datastore_search?resource_id=${id}${query}`
  const ids = [distribution, delivery]
  return [
    ...['csv', 'xlsx', 'json', 'geojson', 'parquet', 'original', 'file'].flatMap((ending) => [
      ...[`/catalog/${slug}/list.${ending}`, `/catalog/${slug}/list/versions/1.${ending}`],
      ...[`/catalog/${slug}/list.${ending}?q=wielog`, `/catalog/${slug}/list/${ending}`],
    ]),
    ...['ttl', 'jsonld', 'rdf'].flatMap((ending) => [`/catalog.${ending}`, `/catalog/${slug}.${ending}`, `/catalog/${slug}/list.${ending}`]), // prettier-ignore
    ...['/catalog/dane-gov-pl.xml', '/catalog/dane-gov-pl.md5', '/metrics', '/health', '/openapi.json'],
    ...['package_list', `package_show?id=${slug}`, `package_show?id=${dataset}`, 'package_search?q=wielog', 'package_search?q=zenobia&facet.field=["tags"]', 'current_package_list_with_resources', 'tag_list', 'status_show', ...ids.map((id) => `resource_show?id=${id}`)].map((action) => `/api/3/action/${action}`), // prettier-ignore
    ...ids.flatMap((id) => ['', '&q=wielog', '&q=44051401359', '&filters={"pesel":"44051401359"}', '&filters={"opiekun":"Zenobia Wielogłowska"}', '&sort=opiekun', '&fields=opiekun&distinct=true', '&total_estimation_threshold=1'].map((query) => search(id, query))), // prettier-ignore
    ...ids.flatMap((id) => ['opendata', 'held', 'public'].map((schema) => sql(`select * from ${schema}."${id}"`))),
    ...ids.map((id) => sql(`select * from "${id}"`)),
    // What an error of the database would say of a value, and what its own tables know.
    sql(`select opiekun::int from "${distribution}"`),
    sql(`select 1/(case when opiekun like 'Zenob%' then 0 else 1 end) from "${distribution}"`),
    sql(`select most_common_vals from pg_stats`),
    sql(`select content from catalog_deliveries`),
    sql(`select result from catalog_weighings`),
    sql(`select query from pg_stat_activity`),
  ]
}

test.each(['held', 'refused', 'abandoned', 'treated', 'withdrawn'])('%s: nor do files, RDF, CKAN’s actions, SQL, or the house’s own figures', { timeout: 60_000 }, async (slug) => {
  for (const [name, actor] of Object.entries(actors))
    for (const url of outside(places[slug]!, slug)) {
      const headers = actor === visitor ? {} : { authorization: name }
      const { payload, rawPayload, statusCode } = await app.inject({ url, headers })
      // An answer may say again what was asked.
        const found = holdsSecret(payload + rawPayload.toString('latin1')).filter((secret) => !decodeURIComponent(url).includes(secret)) // prettier-ignore
        expect({ name, url, found }).toEqual({ name, url, found: [] })
      expect(statusCode, `${name} ${url}`).toBeLessThan(500)
    }
}) // prettier-ignore

test('a name of an area that was taken back: neither search, catalogue, RDF nor CKAN tells of it', async () => {
  await house.places.load(system('test'), [{ id: 'estate', kind: 'district', names: three('Osiedle Zenobii') }], 'test')
  const spatial = { description: { ...draftOf('estates').description, spatial: ['estate'] } }
  const { id } = await house.distribution('estates', 'table', spatial)
  await house.catalog.publish(steward, (await house.deliver(id, 'a,b\n1,2\n')).id)
  const urls = ['/api/v1/catalog/datasets', '/api/v1/catalog/datasets/estates', '/catalog.ttl', '/catalog/estates.jsonld', '/catalog/estates.rdf', '/catalog/dane-gov-pl.xml', '/api/3/action/package_show?id=estates', '/api/v1/areas', '/api/v1/areas/estate'] // prettier-ignore
  const told = async () => {
    const answers = await Promise.all(urls.map(async (url) => (await app.inject({ url })).payload))
    const { count } = await house.catalog.search({ q: 'zenobii' })
    return { count, saying: urls.filter((_, i) => answers[i]!.includes('Zenobii')) }
  }
  const before = await told()
  expect(before.count).toBe(1)
  expect(before.saying.length).toBeGreaterThan(3)
  const [area] = (await house.governance.gate.register({ module: 'places' })).filter(({ title }) => title === 'estate')
  await house.governance.gate.withdrawRelease(officer, area!.releases[0]!.id, 'It names a person.')
  // What is written down for many is asked for anew after half a second.
  await vi.waitFor(async () => expect(await told()).toEqual({ count: 0, saying: [] }))
})

test('what is asked for by its very value is not confirmed either', async () => {
  const { distribution } = places.treated!
  for (const where of ['pesel=44051401359', 'pesel=1', 'opiekun.contains=Zen', 'uwagi=tajna-uwaga']) {
    const answer = await app.inject({ url: `/api/v1/catalog/distributions/${distribution}/rows?where.${where}` })
    expect(answer.statusCode).toBe(422)
    expect(answer.json()).toMatchObject({ code: 'catalog.unknownColumn' })
  }
  for (const q of ['wielog', '44051401359', 'tajna'])
    expect((await house.catalog.rows.page(distribution, { q, count: 'exact' })).total!.count).toBe(0)
})

test('the public catalogue, the register of the gate, the ledger and the log do not tell of it', async () => {
  const { catalog, governance } = house
  expectClean(JSON.stringify(await catalog.catalogue()), 'catalogue')
  // Of which the feeds are made.
  expectClean(JSON.stringify([await catalog.news(100), await governance.gate.register({ module: 'catalog' })]), 'feeds')
  expectClean(JSON.stringify(await governance.gate.register()), 'register')
  expectClean(JSON.stringify(await house.entries()), 'ledger')
  expectClean(logged.join('\n'), 'log')
  const { content } = await catalog.rows.table(places.treated!.distribution)
  expectClean(JSON.stringify(content), 'dictionary and statistics')
})

test('the service itself refuses those who may not', async () => {
  const { catalog } = house
  for (const [name, actor] of Object.entries(actors))
    for (const { delivery, distribution, examination } of Object.values(places)) {
      const code = { code: actor === visitor ? 'unauthenticated' : 'forbidden' }
      await expect(catalog.deliveries.view(actor, delivery), name).rejects.toMatchObject(code)
      await expect(catalog.deliveries.rows(actor, delivery, 10), name).rejects.toMatchObject(code)
      await expect(catalog.deliveries.file(actor, delivery), name).rejects.toMatchObject(code)
      await expect(catalog.deliveries.list(actor, distribution), name).rejects.toMatchObject(code)
      await expect(catalog.ruling(actor, distribution), name).rejects.toMatchObject(code)
      if (examination) await expect(house.governance.gate.examination(actor, examination)).rejects.toThrow()
    }
})

test('behind the gate the rows lie whole, and nothing of them in front of it', async () => {
  const { pool } = house.database
  const { rows: tables } = await pool.query<{ name: string }>(`select relname as name from pg_class where relnamespace = 'opendata'::regnamespace and relkind in ('r', 'v')`) // prettier-ignore
  for (const { name } of tables) {
    const { rows: found } = await pool.query(`select * from opendata."${name}"`)
    expectClean(JSON.stringify(found), name)
  }
  const { rows: kept } = await pool.query(`select count(*) as count from held."${places.withdrawn!.delivery}"`)
  expect(kept).toEqual([{ count: 60 }])
  const { stream } = await house.catalog.deliveries.file(officer, places.held!.delivery)
  expect(holdsSecret(String(await buffer(stream)))).toEqual(SECRETS)
})
