/** The query language: every form finds what it should, in the database as in memory, and nothing that is sent breaks it. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBroker } from '../../testing-http.ts'
import { parseQuery } from './parse.ts'
import { matches } from './matches.ts'
import type { Query } from './types.ts'

let house: Awaited<ReturnType<typeof openBroker>>
let ask: (typeof house)['ask']
const value = (held: unknown, more: object = {}) => ({ type: 'Property', value: held, ...more })
const place = (type: string, coordinates: unknown) => ({ type: 'GeoProperty', value: { type, coordinates } })
const box = (from: number, to: number) => [[[from, from], [to, from], [to, to], [from, to], [from, from]]] // prettier-ignore
const lamps: Record<string, object> = {
  a: {
    power: value(80, { unitCode: 'WTT', observedAt: '2026-11-01T10:00:00+01:00', accuracy: value(0.5) }),
    state: value('on'),
    street: value({ name: 'Zana', no: { house: 7 } }),
    location: place('Point', [22.5, 51.2]),
  },
  b: {
    power: value(40),
    state: value('off'),
    tags: value(['led', 'old']),
    made: value({ '@type': 'DateTime', '@value': '2020-05-01T00:00:00Z' }),
    location: place('Point', [22.51, 51.2]),
  },
  c: {
    state: value('on "air"'),
    cabinet: { type: 'Relationship', object: 'urn:ngsi-ld:Cabinet:1' },
    label: { type: 'LanguageProperty', languageMap: { pl: 'lampa', en: 'lamp' } },
    location: place('Polygon', box(10, 20)),
  },
  d: { power: [value(1), value(99, { datasetId: 'urn:x:d' })], working: value(true), area: place('LineString', [[0, 0], [5, 5]]), scope: '/street/zana' }, // prettier-ignore
}
beforeAll(async () => {
  house = await openBroker()
  ask = house.ask
  const all = Object.entries(lamps).map(([id, more]) => ({ id: `urn:ngsi-ld:Lamp:${id}`, type: 'Lamp', ...more }))
  expect((await ask('POST', '/entityOperations/create', all)).status).toBe(201)
  await ask('POST', '/entities', { id: 'urn:ngsi-ld:Tree:1', type: ['Tree', 'Thing'] })
})
afterAll(() => house.close())

async function found(query: Record<string, string>) {
  const { status, body } = await ask('GET', `/entities?${new URLSearchParams({ type: 'Lamp', ...query })}`)
  return status === 200 ? body.map(({ id }: { id: string }) => id.split(':').at(-1)).join('') : `${status} ${body.code}`
}

test.each([
  ['power==80', 'a'],
  ['power!=80', 'bd'],
  ['power>40', 'ad'],
  ['power>=40;power<=80', 'abd'],
  ['power==1..50', 'bd'],
  ['power!=1..50', 'a'],
  ['power==40,80', 'ab'],
  ['power', 'abd'],
  ['state=="on"', 'a'],
  ['state==on', 'a'],
  ['state=="on \\"air\\""', 'c'],
  ['state=="off"|power==80', 'ab'],
  ['(state=="off"|power==80);power<50', 'b'],
  ['state=="off"|power==80;power<50', 'b'],
  ['state~=^on', 'ac'],
  ['state!~=^on', 'b'],
  ['state~="^o(n|ff)$"', 'ab'],
  ['street[name]=="Zana"', 'a'],
  ['street[no.house]>6', 'a'],
  ['street[no]', 'a'],
  ['power.accuracy>0.4', 'a'],
  ['power.unitCode=="WTT"', 'a'],
  ['power.observedAt==2026-11-01T09:00:00Z', 'a'],
  ['power.observedAt>2026-11-01T08:59:59Z', 'a'],
  ['made<2021-01-01T00:00:00Z', 'b'],
  ['made==2020-01-01T00:00:00Z..2020-12-31T00:00:00Z', 'b'],
  ['tags=="led"', 'b'],
  ['cabinet==urn:ngsi-ld:Cabinet:1', 'c'],
  ['label=="lampa"', 'c'],
  ['label[pl]=="lamp"', ''],
  ['working==true', 'd'],
  ['working!=true', ''],
  ['createdAt>2026-01-01T00:00:00Z', 'abcd'],
  ['modifiedAt<2026-01-01T00:00:00Z', ''],
  ['nothing', ''],
  ['https://uri.etsi.org/ngsi-ld/default-context/power==80', 'a'],
])('q=%s', async (q, ids) => {
  expect(await found({ q })).toBe(ids)
})

test.each([
  ...[
    '',
    '==5',
    'a==',
    'a==(',
    'a=="x',
    '(a==1',
    'a==1)',
    'a;',
    '|a',
    'a[b',
    'a..b',
    'a>1,2',
    'a>1..2',
    'a==1.."x"',
    'a>true',
    'a==2020-01-01T00:00:00Z,5',
  ],
  ...['a~=(', 'a~=[z-a]', 'a~="*"', 'a\u0000==1'],
])('q=%j is refused with the place', async (q) => {
  expect(await found({ q })).toMatch(/^400 context\.bad/)
})

test('bombs are refused before they are asked, and what takes long is given up', async () => {
  expect(await found({ q: '('.repeat(50) + 'a' + ')'.repeat(50) })).toBe('403 context.tooComplex')
  expect(await found({ q: Array.from({ length: 200 }, (_, i) => `a==${i}`).join(';') })).toBe('403 context.tooComplex')
  expect(await found({ q: `a=="${'x'.repeat(5_000)}"` })).toBe('403 context.tooComplex')
  expect(await found({ q: `a~=${'x'.repeat(300)}` })).toBe('403 context.tooComplex')
  expect(await found({ idPattern: `${'(a*)*'.repeat(100)}` })).toBe('403 context.tooComplex')
  expect(await found({ q: 'state~=((((a{1,200}){1,200}){1,200}){1,200})b' })).toMatch(
    /^(400|403) context\.(badQuery|tooSlow)$/,
  )
  expect(await found({ limit: '5000' })).toBe('403 context.tooManyResults')
  expect(await found({ limit: 'x' })).toBe('400 context.badParameter')
})

const geo = (georel: string, geometry: string, coordinates: unknown, more: object = {}) =>
  found({ georel, geometry, coordinates: JSON.stringify(coordinates), ...more })
test('by place: every relation, on the usual place and on another', async () => {
  const here = [22.5, 51.2]
  expect(await geo('near;maxDistance==100', 'Point', here)).toBe('a')
  expect(await geo('near;maxDistance==2000', 'Point', here)).toBe('ab')
  expect(await geo('near;minDistance==100', 'Point', here)).toBe('bc')
  expect(await geo('within', 'Polygon', box(9, 21))).toBe('c')
  expect(await geo('contains', 'Point', [15, 15])).toBe('c')
  expect(await geo('intersects', 'Polygon', box(15, 30))).toBe('c')
  expect(await geo('overlaps', 'Polygon', box(15, 30))).toBe('c')
  expect(await geo('equals', 'Polygon', box(10, 20))).toBe('c')
  expect(await geo('disjoint', 'Polygon', box(10, 20))).toBe('ab')
  expect(await geo('intersects', 'LineString', [[0, 5], [5, 0]], { geoproperty: 'area' })).toBe('d') // prettier-ignore
  for (const [georel, geometry, coordinates] of [
    ...[
      ['near', 'Point', here],
      ['near;maxDistance==x', 'Point', here],
      ['beside', 'Point', here],
      ['within', 'Circle', here],
    ],
    ...[
      ['near;maxDistance==1', 'Point', [200, 0]],
      ['within', 'Polygon', [[[0, 0]]]],
    ],
  ] as [string, string, unknown][])
    expect(await geo(georel, geometry, coordinates)).toMatch(/^400/)
  expect(await found({ georel: 'within' })).toBe('400 context.badGeoQuery')
})

test('by id, pattern, types, scope, attributes; counted and page by page', async () => {
  expect(await found({ id: 'urn:ngsi-ld:Lamp:a,urn:ngsi-ld:Lamp:c' })).toBe('ac')
  expect(await found({ idPattern: 'Lamp:[ab]$' })).toBe('ab')
  expect(await found({ scopeQ: '/street/+' })).toBe('d')
  expect(await found({ scopeQ: '/street/#,/x' })).toBe('d')
  expect(await found({ attrs: 'working,label' })).toBe('cd')
  expect(await found({ type: 'Tree;Thing' })).toBe('1')
  expect(await found({ type: 'Tree;Lamp' })).toBe('')
  expect(await found({ type: '(Tree;Thing)|Lamp' })).toBe('abcd1')
  const page = await ask('GET', '/entities?type=Lamp&limit=2&offset=1&count=true')
  expect([page.body.length, page.headers['ngsild-results-count']]).toEqual([2, '4'])
  expect(page.headers.link).toMatch(/rel="prev".*offset=3&limit=2|offset=0.*rel="prev"/)
  expect((await ask('GET', '/entities?type=Lamp&limit=0&count=true')).body).toEqual([])
  expect((await ask('GET', '/entities')).status).toBe(400)
  const body = { type: 'Query', entities: [{ type: 'Lamp' }], q: 'power>40', attrs: ['power'] }
  expect((await ask('POST', '/entityOperations/query?options=keyValues', body)).body).toMatchObject([
    { power: 80 },
    { power: { dataset: expect.anything() } },
  ])
})

test('in memory it is as in the database, whatever is asked', async () => {
  const { contexts, find } = house.infrastructure.context
  const terms = await contexts.terms()
  const entities = (await Promise.all(Object.keys(lamps).map((id) => find(`urn:ngsi-ld:Lamp:${id}`)))).map(
    (one) => one!,
  )
  const literal = fc.constantFrom(
    '80',
    '40',
    '1',
    '99',
    '"on"',
    '"off"',
    '"led"',
    'true',
    'urn:ngsi-ld:Cabinet:1',
    '"lamp"',
    '7',
    '"Zana"',
  )
  const name = fc.constantFrom(
    'power',
    'state',
    'tags',
    'label',
    'working',
    'cabinet',
    'street[name]',
    'street[no.house]',
    'power.accuracy',
    'power.unitCode',
    'power.datasetId',
    'none',
  )
  const leaf = fc.oneof(
    name,
    fc
      .tuple(name, fc.constantFrom('==', '!='), fc.array(literal, { minLength: 1, maxLength: 3 }))
      .map(([n, op, list]) => `${n}${op}${list.join(',')}`),
    fc
      .tuple(
        name,
        fc.constantFrom('>', '<', '>=', '<='),
        literal.filter((one) => one !== 'true'),
      )
      .map((parts) => parts.join('')),
    fc.tuple(name, fc.constantFrom('==', '!=')).map((parts) => `${parts.join('')}5..90`),
  )
  const query = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.tuple(tie('tree'), fc.constantFrom(';', '|'), tie('tree')).map(([a, sign, b]) => `(${a}${sign}${b})`),
    ),
  })).tree
  await fc.assert(
    fc.asyncProperty(query, async (q) => {
      const parsed: Query = parseQuery(q, terms)
      const inMemory = entities.filter((one) => matches(parsed, one)).map(({ id }) => id.at(-1)).join('') // prettier-ignore
      expect(await found({ q })).toBe(inMemory)
    }),
    { numRuns: 150 },
  )
})

test('whatever is sent, the answer is an answer', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ maxLength: 60, unit: fc.constantFrom(...'ab.[]()"\\=!~<>;|,0. \n\'{}$@*?+^%') }),
      async (q) => {
        expect(await found({ q })).not.toMatch(/^5/)
      },
    ),
    { numRuns: 300 },
  )
})
