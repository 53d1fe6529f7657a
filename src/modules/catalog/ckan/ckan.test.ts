/** Clients of CKAN read the catalogue and publish into it as they are used to; what waits behind the gate they do not see. */
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor } from '#platform/actor'
import { createHttp, type Http } from '#platform/http'
import { createLog } from '#platform/log'
import { createMetrics } from '#platform/metrics'
import { CITY, dataset, editor, openCatalog, resident, steward, three, type TestCatalog } from '../testing.ts'
import { ckanRoutes } from './routes.ts'

let house: TestCatalog
let app: Http
let listId: string

const CSV = [
  'kod;dzielnica;mieszkańcy;powierzchnia;spisano',
  ...['Czuby', 'Tatary', 'Wieniawa', 'Kośminek'].map((name, i) => `00${i};${name};${(i + 1) * 1000};${i},5;1.0${i + 1}.2025`), // prettier-ignore
  '004;=SUM(A1);9;0,25;',
].join('\n')

beforeAll(async () => {
  house = await openCatalog()
  const { catalog, files } = house
  const said = dataset('dzielnice').description
  const about = { ...said, title: three('Mieszkańcy dzielnic'), themes: ['SOCI' as const], keywords: [{ pl: 'ludność' }, { pl: 'dzielnice' }] } // prettier-ignore
  ;({ id: listId } = await house.distribution('dzielnice', 'table', { description: about }))
  const delivery = await house.deliver(listId, CSV)
  if (delivery.examinationId) await house.decide(delivery.examinationId)
  await catalog.publish(steward, delivery.id)
  const trees = await house.distribution('drzewa', 'file')
  const map = await house.deliver(trees.id, 'a map', 'map.pdf')
  await house.decide(map.examinationId!)
  await catalog.publish(steward, map.id)
  await house.distribution('ukryte')

  const people = new Map([['unia_editor', editor], ['unia_steward', steward], ['unia_resident', resident]]) // prettier-ignore
  const actorOf = async (key: string) => people.get(key) ?? visitor
  app = await createHttp({
    ...{ config: { baseUrl: 'https://city.example', trustProxy: false }, log: createLog({ level: 'silent' }) },
    metrics: createMetrics({ processMetrics: false }),
    ...{ ready: async () => ({ database: true }), sentence: (_lang, code) => code },
    authenticate: ({ headers }) => actorOf(headers.get('authorization') ?? ''),
  })
  await app.register(
    ckanRoutes({
      ...{ actions: catalog.ckan, baseUrl: 'https://city.example', actorOf },
      mayBring: async (actor) => actor.can('catalog.deliver', CITY),
      keep: (file) => files.put(file, { limitBytes: 1e6 }),
      sentence: (_lang, code) => code,
    }),
  )
})
afterAll(async () => {
  await app.close()
  await house.close()
})

type Answer = { help: string; success: boolean; result: any; error: any } // eslint-disable-line @typescript-eslint/no-explicit-any
const bodyOf = (response: LightMyRequestResponse): Answer => response.json()
async function get(action: string, query: Record<string, string> = {}) {
  const response = await app.inject({ url: `/api/3/action/${action}`, query })
  return { status: response.statusCode, ...bodyOf(response) }
}
async function post(action: string, payload: object, key?: string) {
  const headers = key ? { authorization: key } : {}
  const response = await app.inject({ method: 'POST', url: `/api/action/${action}`, payload, headers })
  return { status: response.statusCode, ...bodyOf(response) }
}

test('the envelope is that of CKAN, by GET and POST, under both addresses', async () => {
  const help = 'https://city.example/api/3/action/help_show?name=package_list'
  expect(await get('package_list')).toEqual({ status: 200, help, success: true, result: ['drzewa', 'dzielnice'] })
  expect(await post('package_list', { limit: 1, offset: 1 })).toMatchObject({ status: 200, result: ['dzielnice'] })
  expect((await get('status_show')).result).toMatchObject({ site_url: 'https://city.example', extensions: ['datastore'] }) // prettier-ignore
  expect((await get('site_read')).result).toBe(true)
  expect((await get('help_show', { name: 'package_show' })).result).toMatch(/dataset/)
})

test('a package has what clients read of it', async () => {
  const { result } = await get('package_show', { id: 'dzielnice' })
  expect(result).toMatchObject({
    ...{ name: 'dzielnice', title: 'Mieszkańcy dzielnic', state: 'active', private: false, type: 'dataset' },
    ...{ license_id: 'CC0-1.0', isopen: true, num_tags: 2, num_resources: 1, owner_org: CITY },
    organization: { id: CITY, name: 'miasto', title: 'Miasto', is_organization: true },
    groups: [{ name: 'soci' }],
    tags: [{ name: 'ludność', display_name: 'ludność', state: 'active' }, { name: 'dzielnice' }],
    resources: [{ id: listId, package_id: result.id, format: 'CSV', datastore_active: true, position: 0 }],
  })
  expect(result.metadata_created).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/)
  expect(result.resources[0].url).toBe('https://city.example/catalog/dzielnice/list.csv')
  expect((await get('package_show', { id: result.id })).result).toEqual(result)
  expect((await get('resource_show', { id: listId })).result).toEqual(result.resources[0])
  const all = (await get('current_package_list_with_resources')).result as { name: string }[]
  expect(all.map(({ name }) => name).sort()).toEqual(['drzewa', 'dzielnice'])
})

test('errors have the status, the type and the place that clients branch on', async () => {
  const help = 'https://city.example/api/3/action/help_show?name=package_show'
  const missing = { success: false, help, error: { __type: 'Not Found Error', message: 'Not found' } }
  expect(await get('package_show', { id: 'ukryte' })).toEqual({ status: 404, ...missing })
  expect(await get('package_show', { id: 'nie-ma' })).toEqual({ status: 404, ...missing })
  for (const action of ['resource_show', 'package_show']) expect(await get(action)).toMatchObject({ status: 409, error: { __type: 'Validation Error', id: ['Missing value'] } }) // prettier-ignore
  expect(await get('package_search', { rows: 'wiele' })).toMatchObject({ status: 409, error: { rows: ['Invalid integer'] } }) // prettier-ignore
  expect(await post('package_create', { name: 'nowy', owner_org: 'miasto', license_id: 'cc-by', asset: 'trees' })).toMatchObject({ status: 403, error: { __type: 'Authorization Error' } }) // prettier-ignore
  expect(await post('package_create', {})).toMatchObject({ status: 403, error: { __type: 'Authorization Error' } })
  const unknown = await app.inject('/api/3/action/toString')
  expect([unknown.statusCode, unknown.json()]).toEqual([400, 'Bad request - Action name not known: toString'])
  const headers = { 'content-type': 'application/json' }
  for (const payload of ['{"id":', '[1]', '"x"']) {
    const response = await app.inject({ method: 'POST', url: '/api/3/action/package_show', headers, payload })
    expect([response.statusCode, String(response.json())]).toEqual([400, expect.stringMatching(/^Bad request - /)])
  }
  const byGet = await app.inject('/api/3/action/package_delete?id=dzielnice')
  expect(byGet.statusCode).toBe(400)
})

test('search: words forgivingly, fields by Solr, sorting, paging, facets over all that was found', async () => {
  const names = async (query: Record<string, string>) => {
    const { result, error } = await get('package_search', query)
    return error ?? [result.count, result.results.map(({ name }: { name: string }) => name)]
  }
  expect(await names({ q: 'mieszkancow dzielnicy' })).toEqual([1, ['dzielnice']])
  expect(await names({ q: '*:*', sort: 'name asc' })).toEqual([2, ['drzewa', 'dzielnice']])
  expect(await names({ sort: 'name desc', rows: '1' })).toEqual([2, ['dzielnice']])
  expect(await names({ sort: 'name asc', start: '1' })).toEqual([2, ['dzielnice']])
  expect(await names({ fq: 'groups:soci AND res_format:"CSV"' })).toEqual([1, ['dzielnice']])
  expect(await names({ fq: '+organization:miasto -tags:ludność' })).toEqual([1, ['drzewa']])
  expect(await names({ fq: 'tags:(ludność OR rowery)' })).toEqual([1, ['dzielnice']])
  expect(await names({ q: 'title:mieszk* NOT name:drzewa' })).toEqual([1, ['dzielnice']])
  expect(await names({ fq: 'metadata_modified:[2026-01-01T00:00:00Z TO *]', sort: 'name asc' })).toEqual([2, ['drzewa', 'dzielnice']]) // prettier-ignore
  expect(await names({ fq: 'metadata_modified:[* TO 2020]' })).toEqual([0, []])
  for (const query of [{ fq: 'nofield:1' }, { q: '(a OR' }, { sort: 'password asc' }, { q: 'title:"a' }])
    expect(await names(query as never)).toMatchObject({ __type: 'Search Error' })
  const { result } = await get('package_search', { 'facet.field': '["tags","organization"]', rows: '0' })
  expect(result.results).toEqual([])
  expect(result.facets).toEqual({ tags: { dzielnice: 1, ludność: 1 }, organization: { miasto: 2 } })
  expect(result.search_facets.organization).toEqual({
    ...{ title: 'organization', items: [{ count: 2, display_name: 'Miasto', name: 'miasto' }] },
  })
})

test('organizations, groups, tags and licences', async () => {
  expect((await get('organization_list')).result).toEqual(['miasto'])
  expect((await get('organization_list', { all_fields: 'True' })).result).toMatchObject([{ name: 'miasto', package_count: 2 }]) // prettier-ignore
  const organization = (await get('organization_show', { id: 'miasto', include_datasets: 'true' })).result
  expect(organization.packages).toHaveLength(2)
  expect((await get('organization_show', { id: 'inne' })).status).toBe(404)
  expect((await get('group_list')).result).toContain('soci')
  expect((await get('group_show', { id: 'soci' })).result).toMatchObject({ name: 'soci', package_count: 1 })
  expect((await get('tag_list')).result).toEqual(['dzielnice', 'ludność'])
  expect((await get('tag_list', { query: 'lud' })).result).toEqual(['ludność'])
  expect((await get('license_list')).result.map(({ id }: { id: string }) => id)).toContain('CC-BY-4.0')
})

const search = (query: Record<string, string> = {}) => get('datastore_search', { resource_id: listId, ...query })

test('datastore_search gives records in the types of their columns', async () => {
  const { result } = await search({ limit: '2' })
  expect(result.fields.map(({ id, type }: { id: string; type: string }) => [id, type])).toEqual([
    ...[['_id', 'int'], ['kod', 'text'], ['dzielnica', 'text']], // prettier-ignore
    ...[
      ['mieszkańcy', expect.stringMatching(/^int/)],
      ['powierzchnia', 'numeric'],
      ['spisano', 'date'],
    ],
  ])
  expect(result.records).toEqual([
    { _id: 1, kod: '000', dzielnica: 'Czuby', mieszkańcy: 1000, powierzchnia: 0.5, spisano: '2025-01-01' },
    { _id: 2, kod: '001', dzielnica: 'Tatary', mieszkańcy: 2000, powierzchnia: 1.5, spisano: '2025-02-01' },
  ])
  expect(result).toMatchObject({ total: 5, total_was_estimated: false, limit: 2, include_total: true, resource_id: listId }) // prettier-ignore
  expect(result._links.next).toContain('offset=2')
})

test('datastore_search filters, searches, sorts, chooses columns, counts', async () => {
  const kinds = async (query: Record<string, string>) =>
    (await search(query)).result.records.map(({ dzielnica }: { dzielnica: string }) => dzielnica)
  expect(await kinds({ filters: '{"dzielnica":["Czuby","Wieniawa"]}' })).toEqual(['Czuby', 'Wieniawa'])
  expect(await kinds({ filters: '{"mieszkańcy": 2000}' })).toEqual(['Tatary'])
  expect(await kinds({ filters: '{"spisano": null}' })).toEqual(['=SUM(A1)'])
  expect(await kinds({ q: 'kosminek' })).toEqual(['Kośminek'])
  expect(await kinds({ q: '{"dzielnica":"wieni"}' })).toEqual(['Wieniawa'])
  expect(await kinds({ sort: 'mieszkańcy desc', limit: '2' })).toEqual(['Kośminek', 'Wieniawa'])
  expect(await kinds({ sort: '"dzielnica" asc', offset: '4' })).toEqual(['Wieniawa'])
  expect((await search({ fields: 'kod', distinct: 'true', limit: '1' })).result.records).toEqual([{ kod: '000' }])
  expect((await search({ records_format: 'lists', fields: 'kod,mieszkańcy', limit: '1' })).result.records).toEqual([['000', 1000]]) // prettier-ignore
  expect((await search({ records_format: 'csv', fields: 'dzielnica', offset: '4' })).result.records).toBe("'=SUM(A1)\n")
  expect((await search({ include_total: 'false', limit: '0' })).result).not.toHaveProperty('total')
  expect(await search({ filters: '{"brak":1}' })).toMatchObject({ status: 409, error: { filters: ['field "brak" not in table'] } }) // prettier-ignore
  expect(await search({ sort: 'kod; drop table x' })).toMatchObject({ status: 409 })
  expect((await get('datastore_search', { resource_id: 'x' })).status).toBe(409)
  expect((await get('datastore_search', { resource_id: CITY })).status).toBe(404)
  expect((await get('datastore_info', { id: listId })).result).toMatchObject({ meta: { count: 5 }, fields: { length: 6 } }) // prettier-ignore
})

test('a publisher’s client creates, uploads, patches and deletes; what it brings waits behind the gate', async () => {
  const about = { name: 'przystanki', title: 'Przystanki', notes: 'Gdzie stoją.', owner_org: 'miasto', license_id: 'cc-by', asset: 'trees' } // prettier-ignore
  const created = await post('package_create', { ...about, tags: [{ name: 'transport' }] }, 'unia_editor')
  expect(created).toMatchObject({
    status: 200,
    result: { name: 'przystanki', state: 'draft', license_id: 'CC-BY-4.0' },
  })
  expect(await post('package_create', about, 'unia_editor')).toMatchObject({ status: 409, error: { code: 'catalog.slugTaken' } }) // prettier-ignore
  expect(await post('package_create', { name: 'inne' }, 'unia_editor')).toMatchObject({ error: { owner_org: ['Missing value'] } }) // prettier-ignore

  const form = ['--x', 'content-disposition: form-data; name="package_id"', '', 'przystanki', '--x', 'content-disposition: form-data; name="upload"; filename="stops.csv"', 'content-type: text/csv', '', 'kod,nazwa\n001,Rynek\n', '--x--', ''].join('\r\n') // prettier-ignore
  const headers = { 'content-type': 'multipart/form-data; boundary=x', 'x-ckan-api-key': 'unia_editor' }
  const request = { method: 'POST' as const, url: '/api/3/action/resource_create', payload: form }
  expect((await app.inject({ ...request, headers: { 'content-type': headers['content-type'] } })).statusCode).toBe(403)
  const asResident = { ...headers, 'x-ckan-api-key': 'unia_resident' }
  expect((await app.inject({ ...request, headers: asResident })).statusCode).toBe(403)
  const resource = bodyOf(await app.inject({ ...request, headers })).result
  expect(resource).toMatchObject({ package_id: created.result.id, name: 'stops.csv', delivery_state: 'reading' })
  expect((await get('resource_show', { id: resource.id })).status).toBe(404)
  expect((await get('datastore_search', { resource_id: resource.id })).status).toBe(404)

  const patched = await post('package_patch', { id: 'przystanki', title: 'Przystanki i wiaty' }, 'unia_steward')
  expect(patched).toMatchObject({ status: 200, result: { title: 'Przystanki i wiaty', notes: 'Gdzie stoją.', state: 'active', tags: [{ name: 'transport' }] } }) // prettier-ignore
  expect((await get('package_show', { id: 'przystanki' })).result).toMatchObject({ title: 'Przystanki i wiaty', num_resources: 0 }) // prettier-ignore
  expect(await post('package_delete', { id: 'przystanki' }, 'unia_editor')).toMatchObject({ status: 403 })
  expect(await post('package_delete', { id: 'przystanki' }, 'unia_steward')).toMatchObject({
    status: 200,
    result: null,
  })
  expect((await get('package_show', { id: 'przystanki' })).status).toBe(404)
})

test('datastore_create delivers records as the next version, which the gate sees first', async () => {
  const records = [{ kod: '000', dzielnica: 'Czuby', mieszkańcy: 1001 }]
  const { status, result } = await post('datastore_create', { resource_id: listId, records }, 'unia_editor')
  expect([status, result]).toMatchObject([200, { resource_id: listId, delivery_state: 'reading' }])
  expect((await search({ limit: '1' })).result.records[0].mieszkańcy).toBe(1000)
  expect((await post('datastore_create', { resource_id: listId, records })).status).toBe(403)
})

test('SQL reads published tables by the ids of their resources, and nothing else', async () => {
  const sql = `SELECT "dzielnica", "mieszkańcy" FROM "${listId}" WHERE "mieszkańcy" > 2000 ORDER BY "mieszkańcy" DESC`
  const { success, result } = await get('datastore_search_sql', { sql })
  expect(success).toBe(true)
  expect(result).toMatchObject({
    sql,
    fields: [{ id: 'dzielnica', type: 'text' }, { id: 'mieszkańcy' }],
    records: [{ dzielnica: 'Kośminek' }, { dzielnica: 'Wieniawa' }],
  })
  for (const [query, type] of [
    ['SELECT * FROM catalog_deliveries', 'Authorization Error'],
    [`SELECT pg_sleep(1) FROM "${listId}"`, 'Authorization Error'],
    ['SELECT FROM WHERE', 'Validation Error'],
    [`SELECT 1/0 FROM "${listId}"`, 'Validation Error'],
    [`SELECT * FROM "0197c0de-0000-7000-8000-0000000000ff"`, 'Not Found Error'],
  ] as const)
    expect(await get('datastore_search_sql', { sql: query })).toMatchObject({ success: false, error: { __type: type } })
  expect(await get('datastore_search_sql')).toMatchObject({ success: false, error: { __type: 'Validation Error' } })
})

test('datastore_upsert and datastore_delete gather in one delivery, made each from the one before; nothing public changes', async () => {
  const { id } = await house.distribution('stacje')
  const call = (action: string, more: object, key = 'unia_steward') => post(action, { resource_id: id, ...more }, key)
  const records = [{ kod: 'A', nazwa: 'Rynek', rowery: 3 }, { kod: 'B', nazwa: 'Dworzec', rowery: 5 }] // prettier-ignore
  expect(await call('datastore_create', { records: [records[0], records[0]], primary_key: 'kod' })).toMatchObject({ status: 409, error: { records: ['row 2: a record has this key already'] } }) // prettier-ignore
  const made = await call('datastore_create', { records, primary_key: 'kod' })
  expect(made).toMatchObject({ status: 200, result: { primary_key: ['kod'], delivery_state: 'reading' } })
  const publish = async (delivery: string) => {
    await house.catalog.read({ data: { id: delivery }, progress: async () => {}, signal: AbortSignal.timeout(60_000) }) // prettier-ignore
    const { examinationId } = await house.catalog.deliveries.view(steward, delivery)
    if (examinationId) await house.decide(examinationId)
    await house.catalog.publish(steward, delivery)
  }
  const published = async () =>
    (await get('datastore_search', { resource_id: id, fields: 'kod,rowery', records_format: 'lists', sort: 'kod' })).result.records // prettier-ignore
  await publish(made.result.delivery_id)
  const key = { primary_key: ['kod'] }
  const wrong: [object, object][] = [
    [{ records: [{ kod: 'A', rowery: 1 }] }, { primary_key: ['table does not have a unique key defined'] }],
    [{ ...key, records: [{ rowery: 1 }] }, { records: ['row 1 has no value of the key: kod'] }],
    [{ ...key, records: [{ kod: 'C', kolor: 'red' }] }, { records: ['row 1 has extra keys: kolor'] }],
    [{ ...key, method: 'update', records: [{ kod: 'C' }] }, { key: ['row 1: no record has this key'] }],
    [{ ...key, method: 'insert', records: [{ kod: 'A' }] }, { records: ['row 1: a record has this key already'] }],
    [{ ...key, method: 'merge', records: [{ kod: 'A' }] }, { method: ['Must be one of upsert, insert, update'] }],
  ]
  for (const [given, error] of wrong)
    expect(await call('datastore_upsert', given)).toMatchObject({ status: 409, error: { __type: 'Validation Error', ...error } }) // prettier-ignore
  expect((await call('datastore_upsert', { ...key, records: [{ kod: 'A' }] }, 'unia_resident')).status).toBe(403)
  expect((await call('datastore_upsert', { ...key, dry_run: true, records: [{ kod: 'A' }] })).result).toEqual({ resource_id: id, method: 'upsert', dry_run: true }) // prettier-ignore

  await call('datastore_upsert', {
    ...key,
    records: [
      { kod: 'A', rowery: 4 },
      { kod: 'C', nazwa: 'Park', rowery: 1 },
    ],
  })
  await Promise.all(['D', 'E', 'F'].map((kod) => call('datastore_upsert', { ...key, method: 'insert', records: [{ kod, nazwa: kod, rowery: 0 }] }))) // prettier-ignore
  const last = await call('datastore_delete', { filters: { kod: ['B', 'F'] } })
  expect(last).toMatchObject({ status: 200, result: { filters: { kod: ['B', 'F'] }, delivery_state: 'reading' } })
  expect(await published()).toEqual([['A', 3], ['B', 5]]) // prettier-ignore
  await publish(last.result.delivery_id)
  expect(await published()).toEqual([['A', 4], ['C', 1], ['D', 0], ['E', 0]]) // prettier-ignore

  // As it was at first: not what was published then, but what is to be published next.
  const back = await call('datastore_delete', { filters: { kod: ['C', 'D', 'E'] } })
  const first = await call('datastore_upsert', { ...key, records: [records[0], records[1]] })
  expect(first.result.delivery_id).not.toBe(made.result.delivery_id)
  await publish(back.result.delivery_id)
  await publish(first.result.delivery_id)
  expect(await published()).toEqual([['A', 3], ['B', 5]]) // prettier-ignore
  expect(await call('datastore_delete', { filters: { rowery: [3, 5] } })).toMatchObject({ status: 409 })
  expect(await call('datastore_delete', {}, 'unia_editor')).toMatchObject({ status: 403 })
  expect(await call('datastore_delete', {})).toMatchObject({ status: 200, result: { resource_id: id } })
  expect((await get('datastore_search', { resource_id: id })).status).toBe(404)
})

test('a table that came as a file is not changed record by record', async () => {
  const change = { resource_id: listId, primary_key: 'kod', records: [{ kod: '000' }] }
  const [newest] = await house.catalog.deliveries.list(steward, listId)
  await house.catalog.deliveries.abandon(steward, newest!.id)
  expect(await post('datastore_upsert', change, 'unia_steward')).toMatchObject({ status: 409, error: { resource_id: [expect.stringContaining('came as a file')] } }) // prettier-ignore
})
