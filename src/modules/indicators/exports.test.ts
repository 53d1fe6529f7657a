/** Published values go out in every form, by address and by Accept, as they were after a publication; and are read back. */
import { SaxesParser } from 'saxes'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor } from '#platform/actor'
import { createHttp, type Http } from '#platform/http'
import { createLog } from '#platform/log'
import { createMetrics } from '#platform/metrics'
import { sentence } from '#words'
import { indicatorRoutes } from './index.ts'
import { readFigures, rowAt, type Known } from './reading/index.ts'
import { bestOf } from '#platform/http'
import { analyst, definition, described, measure, openIndicators, three } from './testing.ts'

let house: Awaited<ReturnType<typeof openIndicators>>
let app: Http
let first: number

beforeAll(async () => {
  house = await openIndicators()
  const city = (id: string) => ({ id, kind: 'city', names: three(id.toUpperCase()), parent: 'land' })
  await house.places.load(analyst, [{ id: 'land', kind: 'country', names: three('land') }, city('north'), city('south')], 'test') // prettier-ignore
  await house.indicators.takeAreas()
  await house.indicators.describe(analyst, described(measure('beds', 'bed'), measure('people', 'person')), 'test')
  const rate = definition('iso-8.1', 'beds / people', 'bed/(1000 person)')
  await house.indicators.define(analyst, [rate, definition('people', 'people', 'person', { decimals: 0 })], 'test')
  first = await house.publish('north,beds,2023,100,bed\nnorth,people,2023,50000,person\nsouth,people,2023,10000,person\nnorth,people,2021,49000,person\n') // prettier-ignore
  await house.publish('north,beds,2023,125,bed\n')
  app = await createHttp({
    config: { baseUrl: 'https://unia.example', trustProxy: false },
    log: createLog({ level: 'silent' }),
    metrics: createMetrics({ processMetrics: false }),
    ready: async () => ({}),
    authenticate: async () => visitor,
    sentence,
  })
  await app.register(indicatorRoutes(house.indicators, { baseUrl: 'https://unia.example' }), { prefix: '/api/v1' })
})
afterAll(async () => {
  await app.close()
  await house.close()
})

const get = (path: string, headers = {}) => app.inject({ url: `/api/v1${path}`, headers })
const known: Known = {
  area: (id) => id,
  measure: (id) =>
    id === 'iso-8.1' ? { unit: 'bed/(1000 person)' } : id === 'people' ? { unit: 'person' } : undefined,
  unitFactor: () => undefined,
}

async function readBack(bytes: Uint8Array) {
  const rows: unknown[] = []
  for await (const { accepted, rejected } of readFigures(bytes, {}, known)) {
    expect(rejected).toEqual([])
    for (let i = 0; i < accepted.length; i++) {
      const { areaId, measure, period, value, unit, status } = rowAt(accepted, i)
      rows.push([measure, areaId, period, value, unit, status])
    }
  }
  return rows.sort()
}
const ALL = [
  ['iso-8.1', 'north', '2021', null, 'bed/(1000 person)', 'M'],
  ['iso-8.1', 'north', '2023', 2.5, 'bed/(1000 person)', 'A'],
  ['iso-8.1', 'south', '2023', null, 'bed/(1000 person)', 'M'],
  ['people', 'north', '2021', 49000, 'person', 'A'],
  ['people', 'north', '2023', 50000, 'person', 'A'],
  ['people', 'south', '2023', 10000, 'person', 'A'],
]

const FORMS = [
  ['csv', 'text/csv'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['jsonstat.json', 'application/vnd.json-stat+json'],
  ['sdmx.csv', 'application/vnd.sdmx.data+csv'],
] as const

test.each(FORMS)(
  '%s: all values, those of one indicator, a chosen set; what went out comes in',
  async (ending, type) => {
    const all = await get(`/values.${ending}`)
    expect(all.headers['content-type']).toContain(type)
    expect(all.headers['content-disposition']).toBe(`attachment; filename="values.${ending}"`)
    expect(await readBack(all.rawPayload)).toEqual(ALL)
    const one = await get(`/indicators/iso-8.1/series.${ending}`)
    expect(await readBack(one.rawPayload)).toEqual(ALL.slice(0, 3))
    const chosen = await get(`/values.${ending}?indicators=people&areas=north,south&from=2022&to=2023-Q4`)
    expect(await readBack(chosen.rawPayload)).toEqual(ALL.slice(4))
  },
)

test.each(FORMS)('%s by Accept', async (_, type) => {
  for (const path of ['/indicators/people/series', '/values?indicators=people']) {
    const answer = await get(path, { accept: `${type};q=0.9, application/json;q=0.5` })
    expect(answer.headers['content-type']).toContain(type)
    expect(answer.headers.vary).toContain('accept')
    expect(await readBack(answer.rawPayload)).toEqual(ALL.slice(3))
  }
})

test('without a wish it is JSON, as before', async () => {
  for (const accept of [undefined, '*/*', 'application/json', 'text/html']) {
    const answer = await get('/indicators/people/series?areas=south', accept ? { accept } : {})
    expect(answer.json()).toMatchObject({ indicator: 'people', unit: 'person', series: [{ area: 'south' }] })
  }
})

test('as it was known after an earlier publication', async () => {
  const before = await get(`/values.csv?indicators=iso-8.1&seq=${first}`)
  expect(await readBack(before.rawPayload)).toContainEqual(['iso-8.1', 'north', '2023', 2, 'bed/(1000 person)', 'A'])
})

test.each([
  ['/values.xlsx?indicators=nothing', 404, 'indicators.unknown'],
  ['/indicators/nothing/series.sdmx.csv', 404, 'indicators.unknown'],
  ['/values.csv?seq=999', 404, 'indicators.unknownVintage'],
  ['/values.csv?from=yesterday', 400, 'invalid'],
  ['/sdmx/structure/codelist/NORTH/CL_NOTHING/latest', 404, 'indicators.unknownStructure'],
  ['/sdmx/structure/codelist/SOUTH/CL_AREA/latest', 404, 'indicators.unknownStructure'],
  ['/sdmx/structure/codelist/NORTH/CL_AREA/1.999.0', 404, 'indicators.unknownStructure'],
])('%s is refused', async (path, status, code) => {
  const answer = await get(path)
  expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code])
})

type Message = { data: Record<string, { id: string; version: string; codes?: { id: string; name: string; parent?: string }[] }[]> } // prettier-ignore

test('what SDMX-CSV refers to exists, under the names that it uses', async () => {
  const csv = (await get('/values.sdmx.csv')).body.split('\r\n')
  const [, agency, id, version] = /^dataflow,(\w+):(\w+)\(([\d.]+)\),/.exec(csv[1]!)!
  const answer = await get(`/sdmx/structure/dataflow/${agency}/${id}/${version}?references=all`)
  expect(answer.headers['content-type']).toContain('application/vnd.sdmx.structure+json')
  const { data } = answer.json<Message>()
  expect(Object.keys(data)).toEqual(['dataflows', 'dataStructures', 'conceptSchemes', 'codelists'])
  expect(JSON.stringify(data.dataflows)).toContain(`DataStructure=NORTH:INDICATORS(1.0.0)`)
  const lists = new Map(data.codelists!.map((list) => [list.id, list]))
  const columns = csv[0]!.split(',')
  const codes = (column: string) => new Set(csv.slice(1, -1).map((line) => line.split(',')[columns.indexOf(column)]!))
  for (const [column, list] of Object.entries({ FREQ: 'CL_FREQ', REF_AREA: 'CL_AREA', INDICATOR: 'CL_INDICATOR', UNIT_MEASURE: 'CL_UNIT', OBS_STATUS: 'CL_OBS_STATUS' })) {
    const there = lists.get(list)!.codes!.map((code) => code.id)
    for (const code of codes(column)) expect(there).toContain(code)
    for (const code of there) expect(code).toMatch(/^[A-Za-z0-9_@$-]+$/)
  } // prettier-ignore
  expect(lists.get('CL_AREA')!.codes).toContainEqual({ id: 'north', name: 'NORTH', names: three('NORTH'), parent: 'land' }) // prettier-ignore
})

/** Elements of a message by their path, each with its attributes and its own text; throws where it is not well formed. */
function elementsOf(xml: string) {
  const parser = new SaxesParser({ xmlns: true })
  const open: { name: string; attributes: Record<string, string>; text: string }[] = []
  const all: { path: string; attributes: Record<string, string>; text: string }[] = []
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ local, attributes }) => {
    const said = Object.entries(attributes).map(([name, { value }]) => [name, value])
    open.push({ name: local, attributes: Object.fromEntries(said) as Record<string, string>, text: '' })
  })
  parser.on('text', (text) => {
    if (open.length > 0) open.at(-1)!.text += text
  })
  parser.on('closetag', () => {
    const path = open.map(({ name }) => name).join('/')
    const { attributes, text } = open.pop()!
    all.push({ path, attributes, text })
  })
  parser.write(xml).close()
  return all
}

test('the same as SDMX-ML 3.0: well formed, in the order of its schema, every reference leads to something in it', async () => {
  const path = '/sdmx/structure/dataflow/NORTH/INDICATORS/1.0.0?references=all'
  const answer = await get(path, { accept: 'application/vnd.sdmx.structure+xml;version=3.0.0' })
  expect(answer.headers['content-type']).toBe('application/vnd.sdmx.structure+xml; version=3.0.0')
  const all = elementsOf(answer.body)
  const under = (end: string) => all.filter(({ path }) => path.endsWith(end))
  const containers = all.map(({ path }) => /^Structure\/Structures\/(\w+)$/.exec(path)?.[1]).filter(Boolean)
  expect(containers).toEqual(['Codelists', 'ConceptSchemes', 'Dataflows', 'DataStructures'])
  expect(under('DataStructureComponents/DimensionList/Dimension').map(({ attributes }) => [attributes.id, attributes.position])).toEqual([['FREQ', '1'], ['REF_AREA', '2'], ['INDICATOR', '3']]) // prettier-ignore

  const urns = all.flatMap(({ attributes }) => attributes.urn ?? [])
  expect(new Set(urns).size).toBe(urns.length)
  const references = all.filter(({ path }) => /\/(Dataflow\/Structure|ConceptIdentity|Enumeration)$/.test(path))
  expect(references).toHaveLength(1 + 9 + 5)
  for (const { text } of references) {
    // `1.0+.0` is the newest of the list.
    const [start, end] = text.split('1.0+.0')
    const found = urns.filter((urn) => (end === undefined ? urn === text : urn.startsWith(start!) && urn.endsWith(end)))
    expect(found, text).toHaveLength(1)
  }
  const json = (await get(path)).json<Message>()
  const codes = json.data.codelists!.flatMap((list) => list.codes!.map(({ id, parent }) => [id, parent]))
  const parents = new Map(under('Code/Parent').map(({ text }, i) => [i, text]))
  expect(under('Codelist/Code').map(({ attributes }) => attributes.id)).toEqual(codes.map(([id]) => id))
  expect([...parents.values()]).toEqual(codes.flatMap(([, parent]) => parent ?? []))
  expect(
    under('Concept/Name')
      .map(({ attributes }) => attributes['xml:lang'])
      .slice(0, 3),
  ).toEqual(['pl', 'en', 'uk'])
})

test('the form that the address says goes before what is accepted', async () => {
  const path = '/sdmx/structure/codelist/NORTH/CL_FREQ/latest'
  const xml = { accept: 'application/vnd.sdmx.structure+xml' }
  expect((await get(`${path}?format=json`, xml)).headers['content-type']).toContain('+json')
  expect((await get(`${path}?format=xml`)).body).toContain('<str:Codelist id="CL_FREQ"')
  expect((await get(`${path}?format=yaml`)).statusCode).toBe(400)
})

test('a version of a list that grows stays as it was', async () => {
  const older = await get('/sdmx/structure/codelist/NORTH/CL_INDICATOR/1.1.0')
  expect(older.json<Message>().data.codelists![0]!.codes).toEqual([])
  const now = await get('/sdmx/structure/codelist/NORTH/CL_INDICATOR/latest')
  const list = now.json<Message>().data.codelists![0]!
  expect(list.codes!.map(({ id }) => id)).toEqual(['iso-8$2E1', 'people'])
  const same = await get(`/sdmx/structure/codelist/NORTH/CL_INDICATOR/${list.version}`)
  expect(same.json<Message>().data.codelists![0]).toEqual(list)
})

test('what a reader accepts, by weight', () => {
  const types = ['application/json', 'text/csv', 'image/png']
  const best = (accept?: string) => bestOf(accept, types)
  expect([best(), best(''), best('text/html'), best('*/*')]).toEqual([undefined, undefined, undefined, 'application/json']) // prettier-ignore
  expect(best('text/*;q=0.5, application/json;q=0.4')).toBe('text/csv')
  expect(best('TEXT/CSV; version=2.0.0; q=1, application/json')).toBe('application/json')
  expect(best('text/csv;q=0, */*;q=0.1')).toBe('application/json')
  expect(best('image/png;q=0, text/csv;q=0.1')).toBe('text/csv')
})
