/** Entities over HTTP: what comes in goes out the same, whoever asks sees what they may, every refusal has the standard's type. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBroker } from '../testing-http.ts'

let house: Awaited<ReturnType<typeof openBroker>>
let ask: (typeof house)['ask']
beforeAll(async () => {
  house = await openBroker()
  ask = house.ask
})
afterAll(() => house.close())

const ERRORS = 'https://uri.etsi.org/ngsi-ld/errors/'
const lamp = (id: string, more: object = {}) => ({ id: `urn:ngsi-ld:Streetlight:${id}`, type: 'Streetlight', ...more })
const at = (id: string) => `/entities/urn:ngsi-ld:Streetlight:${id}`

const MODELS = '/work/shared/oracles/smart-data-models'
describe.skipIf(!existsSync(MODELS))('the examples of Smart Data Models', () => {
  const files = existsSync(MODELS) ? readdirSync(MODELS).filter((name) => name.endsWith('-normalized.jsonld')) : []
  test.each(files)('%s is accepted and comes back equal', async (file) => {
    const { '@context': context, ...entity } = JSON.parse(readFileSync(`${MODELS}/${file}`, 'utf8'))
    expect((await ask('POST', '/entities', { ...entity, '@context': context })).status).toBe(201)
    const address = [context].flat().find((one: string) => !one.includes('etsi.org'))
    const link = `<${address}>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"`
    const back = await ask('GET', `/entities/${entity.id}`, undefined, { link })
    expect(back.body).toEqual(entity)
    const ld = await ask('GET', `/entities/${entity.id}`, undefined, { link, accept: 'application/ld+json' })
    expect(ld.body).toEqual({ ...entity, '@context': expect.arrayContaining([address]) })
    const expanded = await ask('GET', `/entities/${entity.id}`)
    expect(expanded.body.type).toBe(`https://smartdatamodels.org/${address.match(/dataModel\.\w+/)[0]}/${entity.type}`)
    const simple = JSON.parse(readFileSync(`${MODELS}/${file.replace('-normalized.jsonld', '.json')}`, 'utf8'))
    const again = { ...simple, id: `${entity.id}:simple`, '@context': context }
    expect((await ask('POST', '/entities', again)).status).toBe(201)
  })
})

test('every kind of attribute comes back, normalised, concise, simplified, as GeoJSON', async () => {
  const place = { type: 'Point', coordinates: [22.57, 51.25] }
  const attributes = {
    name: { type: 'LanguageProperty', languageMap: { pl: 'lampa', en: 'lamp' } },
    power: {
      type: 'Property',
      value: 80,
      unitCode: 'WTT',
      observedAt: '2026-11-23T09:00:00Z',
      accuracy: { type: 'Property', value: 0.5 },
    },
    location: { type: 'GeoProperty', value: place },
    cabinet: { type: 'Relationship', object: 'urn:ngsi-ld:Cabinet:1', objectType: 'Cabinet' },
    state: { type: 'VocabProperty', vocab: 'working' },
    raw: { type: 'JsonProperty', json: { a: [1, { b: null }] } },
    hours: { type: 'ListProperty', valueList: [1, 2, 3] },
    neighbours: { type: 'ListRelationship', objectList: [{ object: 'urn:ngsi-ld:Streetlight:2' }] },
    speed: [
      { type: 'Property', value: 1, datasetId: 'urn:ngsi-ld:Dataset:a' },
      { type: 'Property', value: 2 },
    ],
    flag: { type: 'Property', value: false },
  }
  const created = await ask('POST', '/entities', lamp('kinds', { ...attributes, scope: '/street/lamps' }))
  expect([created.status, created.headers.location]).toEqual([
    201,
    '/ngsi-ld/v1/entities/urn:ngsi-ld:Streetlight:kinds',
  ])
  const whole = lamp('kinds', { scope: '/street/lamps', ...attributes })
  expect((await ask('GET', at('kinds'))).body).toEqual(whole)
  expect((await ask('GET', `${at('kinds')}?options=concise`)).body).toMatchObject({
    ...{ flag: false, location: place, hours: { valueList: [1, 2, 3] }, cabinet: { object: 'urn:ngsi-ld:Cabinet:1' } },
    power: { value: 80, unitCode: 'WTT', observedAt: '2026-11-23T09:00:00Z', accuracy: 0.5 },
  })
  expect((await ask('GET', `${at('kinds')}?options=keyValues&lang=pl`)).body).toMatchObject({
    ...{ name: 'lampa', power: 80, cabinet: 'urn:ngsi-ld:Cabinet:1', state: { vocab: 'working' }, location: place },
    speed: { dataset: { 'urn:ngsi-ld:Dataset:a': 1, '@none': 2 } },
  })
  const geo = await ask('GET', at('kinds'), undefined, { accept: 'application/geo+json' })
  expect(geo.body).toMatchObject({
    type: 'Feature',
    geometry: place,
    properties: { type: 'Streetlight', flag: { value: false } },
  })
  expect((await ask('GET', `${at('kinds')}?attrs=flag,power&options=sysAttrs`)).body).toMatchObject({
    ...{ createdAt: '2026-11-23T10:00:00.000Z', flag: { createdAt: '2026-11-23T10:00:00.000Z' } },
  })
  expect(Object.keys((await ask('GET', `${at('kinds')}?pick=id,flag`)).body)).toEqual(['id', 'flag'])
  expect(Object.keys((await ask('GET', `${at('kinds')}?omit=type,flag`)).body)).not.toContain('flag')
  // What was written in the concise form is the same entity.
  const concise = { ...(await ask('GET', `${at('kinds')}?options=concise`)).body, id: lamp('concise').id }
  expect((await ask('POST', '/entities', concise)).status).toBe(201)
  expect((await ask('GET', at('concise'))).body).toEqual({ ...whole, id: lamp('concise').id })
})

test('attributes are appended, updated, merged, replaced and deleted, by datasetId too', async () => {
  const value = (v: unknown, more: object = {}) => ({ type: 'Property', value: v, ...more })
  await ask('POST', '/entities', lamp('life', { a: value(1), b: value({ x: 1, y: 2 }) }))
  const path = at('life')
  const d = 'urn:ngsi-ld:Dataset:d'
  expect((await ask('POST', `${path}/attrs`, { c: value(3), a: value(9, { datasetId: d }) })).status).toBe(204)
  expect((await ask('GET', path)).body.a).toEqual([value(1), value(9, { datasetId: d })])
  expect(await ask('POST', `${path}/attrs?options=noOverwrite`, { c: value(4), e: value(5) })).toMatchObject({
    ...{ status: 207, body: { updated: ['e'], notUpdated: [{ attributeName: 'c' }] } },
  })
  expect(await ask('PATCH', `${path}/attrs`, { c: value(5), missing: value(1) })).toMatchObject({
    ...{ status: 207, body: { updated: ['c'], notUpdated: [{ attributeName: 'missing' }] } },
  })
  expect((await ask('PATCH', `${path}/attrs/a`, { value: 10, datasetId: d, unitCode: 'X' })).status).toBe(204)
  expect((await ask('PATCH', `${path}/attrs/a`, { unitCode: 'Y' })).status).toBe(204)
  expect((await ask('GET', path)).body.a).toEqual([
    value(1, { unitCode: 'Y' }),
    value(10, { datasetId: d, unitCode: 'X' }),
  ])
  expect((await ask('PATCH', path, { b: { value: { y: 3, z: 4 } }, e: 'urn:ngsi-ld:null' })).status).toBe(204)
  const merged = (await ask('GET', path)).body
  expect([merged.b.value, merged.e]).toEqual([{ x: 1, y: 3, z: 4 }, undefined])
  expect((await ask('DELETE', `${path}/attrs/a?datasetId=${d}`)).status).toBe(204)
  expect((await ask('GET', path)).body.a).toEqual(value(1, { unitCode: 'Y' }))
  expect((await ask('DELETE', `${path}/attrs/a?deleteAll=true`)).status).toBe(204)
  expect((await ask('DELETE', `${path}/attrs/a`)).body.type).toBe(`${ERRORS}ResourceNotFound`)
  expect((await ask('PUT', `${path}/attrs/c`, value('new'))).status).toBe(204)
  expect((await ask('PUT', path, lamp('life', { only: value(1) }))).status).toBe(204)
  expect((await ask('GET', path)).body).toEqual(lamp('life', { only: value(1) }))
  expect((await ask('DELETE', path)).status).toBe(204)
  expect((await ask('GET', path)).status).toBe(404)
  expect((await ask('POST', '/entities', lamp('life'))).status).toBe(201)
})

test('a batch does what is right, and tells of the rest', async () => {
  const many = ['b1', 'b2', 'b3'].map((id) => lamp(id, { level: { type: 'Property', value: 1 } }))
  expect(await ask('POST', '/entityOperations/create', many)).toMatchObject({
    status: 201,
    body: many.map(({ id }) => id),
  })
  const partly = await ask('POST', '/entityOperations/create', [
    many[0],
    lamp('b4'),
    { type: 'X' },
    { id: 'no uri', type: 'X' },
  ])
  expect(partly).toMatchObject({ status: 207, body: { success: [lamp('b4').id] } })
  expect(
    partly.body.errors.map((one: { error: { type: string } }) => one.error.type.slice(ERRORS.length)).sort(),
  ).toEqual([...['AlreadyExists', 'BadRequestData', 'BadRequestData']])
  const changed = (level: number, id = 'b1') =>
    lamp(id, { level: { type: 'Property', value: level }, [`n${level}`]: 1 })
  expect((await ask('POST', '/entityOperations/upsert?options=update', [changed(2), changed(3)])).status).toBe(204)
  expect((await ask('GET', `${at('b1')}?options=keyValues`)).body).toMatchObject({ level: 3, n2: 1, n3: 1 })
  expect(await ask('POST', '/entityOperations/upsert', [changed(4), changed(4, 'b9')])).toMatchObject({
    status: 201,
    body: [lamp('b9').id],
  })
  expect((await ask('GET', `${at('b1')}?options=keyValues`)).body).toEqual({ ...lamp('b1'), level: 4, n4: 1 })
  expect(await ask('POST', '/entityOperations/update', [changed(5), changed(5, 'none')])).toMatchObject({
    status: 207,
    body: { success: [lamp('b1').id] },
  })
  expect(await ask('POST', '/entityOperations/delete', [lamp('b1').id, lamp('none').id])).toMatchObject({
    status: 207,
    body: { success: [lamp('b1').id] },
  })
  // The same new entity from several sides at once is one.
  const all = await Promise.all(
    Array.from({ length: 8 }, () =>
      ask('POST', '/entityOperations/upsert?options=update', [changed(7, 'race'), changed(7, 'race2')]),
    ),
  )
  expect(all.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(1)
  expect(all.every(({ status }) => status === 201 || status === 204)).toBe(true)
})

test('batches that overlap, what is new and what was there in any order, never wait for each other', async () => {
  const batch = (round: number, n: number) => {
    const places = [0, 1, 2, 3].map((k) => (n * 7 + k * (1 + (n % 3))) % 8)
    return [...new Set(places)].map((k) => lamp(`o${round}-${k}`, { level: { type: 'Property', value: n } }))
  }
  for (let round = 0; round < 8; round++) {
    const all = Array.from({ length: 24 }, (_, n) =>
      ask('POST', '/entityOperations/upsert?options=update', batch(round, n)),
    )
    const statuses = new Set((await Promise.all(all)).map(({ status }) => status))
    expect(statuses.difference(new Set([201, 204]))).toEqual(new Set())
  }
  // What says no type can only be laid over what is there.
  const { type: _, ...untyped } = lamp('o0-1', { level: { type: 'Property', value: 99 } })
  const mixed = [untyped, { ...untyped, id: lamp('none').id }, lamp('o-new')]
  const answer = await ask('POST', '/entityOperations/upsert?options=update', mixed)
  expect(answer).toMatchObject({ status: 207, body: { errors: [{ entityId: lamp('none').id }] } })
  expect((await ask('GET', `${at('o0-1')}?options=keyValues`)).body.level).toBe(99)
  expect((await ask('GET', at('o-new'))).status).toBe(200)
})

test('many that come one by one at the same time: each is done once, and none undoes another', async () => {
  const value = (n: number) => ({ type: 'Property', value: n })
  const creates = Array.from({ length: 60 }, (_, n) => ask('POST', '/entities', lamp(`m${n % 20}`, { n: value(n) })))
  const made = (await Promise.all(creates)).map(({ status }) => status)
  expect([201, 409].map((status) => made.filter((one) => one === status).length)).toEqual([20, 40])
  // Each of the first ten is changed by six at once, one of whom says what cannot be kept.
  const changes = Array.from({ length: 60 }, (_, n) =>
    ask('POST', `${at(`m${n % 10}`)}/attrs`, n === 33 ? { a33: value(33), b: '\u0000' } : { [`a${n}`]: value(n) }),
  )
  const done = (await Promise.all(changes)).map(({ status }) => status)
  expect(done).toEqual(done.map((_, n) => (n === 33 ? 400 : 204)))
  const reads = await Promise.all(Array.from({ length: 12 }, (_, n) => ask('GET', `${at(`m${n}`)}?options=keyValues`)))
  reads.forEach(({ body }, n) => {
    const said = [0, 1, 2, 3, 4, 5].map((k) => `a${10 * k + n}`).filter((name) => n < 10 && name !== 'a33')
    expect(
      Object.keys(body)
        .filter((name) => /^a\d/.test(name))
        .sort(),
    ).toEqual(said.sort())
  })
  expect((await ask('GET', at('m20'))).status).toBe(404)
})

test('readings that come with a batch are all kept, also those that another overtakes', async () => {
  const id = lamp('readings').id
  const send = (minute: number, value: number) =>
    lamp('readings', { power: { type: 'Property', value, observedAt: `2026-11-01T00:0${minute}:00Z` } })
  await ask('POST', '/entityOperations/upsert?options=update', [send(1, 10), send(2, 20), send(2, 20)])
  await ask('POST', '/entityOperations/upsert?options=update', [send(0, 5), send(2, 21)])
  const [series] = await house.infrastructure.readings.seriesOf(id)
  const points = await house.infrastructure.readings.raw(series!.id)
  expect(points.map(({ value }) => value)).toEqual([21, 10, 5])
})

test('types, attributes, and contexts that are hosted here', async () => {
  const { body } = await ask('GET', '/types')
  expect(body).toMatchObject({ type: 'EntityTypeList', typeList: expect.arrayContaining(['Streetlight']) })
  expect((await ask('GET', '/types/Streetlight')).body).toMatchObject({
    typeName: 'Streetlight',
    entityCount: expect.any(Number),
  })
  expect((await ask('GET', '/attributes/level')).body).toMatchObject({
    attributeTypes: ['Property'],
    typeNames: ['Streetlight'],
  })
  expect((await ask('GET', '/types/Unknown')).status).toBe(404)
  const context = { lampa: 'https://miasto.example/Lampa', moc: 'https://miasto.example/moc' }
  const hosted = await ask('POST', '/jsonldContexts', { '@context': context })
  const address = `https://city.example${hosted.headers.location}`
  expect((await ask('GET', String(hosted.headers.location).slice('/ngsi-ld/v1'.length))).body).toEqual({
    '@context': context,
  })
  const named = { id: 'urn:ngsi-ld:L:1', type: 'lampa', moc: { type: 'Property', value: 5 } }
  expect((await ask('POST', '/entities', { ...named, '@context': address })).status).toBe(201)
  expect((await ask('GET', '/entities/urn:ngsi-ld:L:1')).body.type).toBe('https://miasto.example/Lampa')
  const link = `<${address}>; rel="http://www.w3.org/ns/json-ld#context"`
  const back = await ask('GET', '/entities/urn:ngsi-ld:L:1', undefined, { link })
  expect([back.body, back.headers.link]).toEqual([named, expect.stringContaining(address)])
  expect((await ask('GET', '/jsonldContexts?kind=Hosted')).body).toEqual([address])
  expect((await ask('DELETE', String(hosted.headers.location).slice('/ngsi-ld/v1'.length))).status).toBe(204)
})

test('nobody sees or writes what is not theirs; what is declared public, anybody reads', async () => {
  const gauge = {
    id: 'urn:ngsi-ld:Gauge:1',
    type: 'Gauge',
    level: { type: 'Property', value: 1 },
    phone: { type: 'Property', value: '123' },
  }
  expect((await ask('POST', '/entities', gauge, {}, '')).status).toBe(401)
  expect((await ask('POST', '/entities', gauge, {}, 'nobody')).status).toBe(403)
  expect((await ask('POST', '/entities', gauge, {}, 'reader')).status).toBe(403)
  expect((await ask('POST', '/entities', gauge, {}, 'roads')).status).toBe(201)
  const see = async (who: string) => (await ask('GET', '/entities/urn:ngsi-ld:Gauge:1', undefined, {}, who)).status
  expect([await see(''), await see('nobody'), await see('roads'), await see('key')]).toEqual([404, 404, 200, 200])
  expect((await ask('GET', '/entities?type=Gauge', undefined, {}, '')).body).toEqual([])
  expect((await ask('DELETE', '/entities/urn:ngsi-ld:Gauge:1', undefined, {}, 'nobody')).status).toBe(403)
  const policies = [
    { type: 'Gauge', level: 'public' },
    { type: 'Gauge', attribute: 'phone', level: 'personal' },
  ]
  const declare = async (who: string) => {
    const headers = { authorization: who, 'content-type': 'application/json' }
    const payload = JSON.stringify({ policies })
    return (await house.app.inject({ method: 'PUT', url: '/api/v1/infrastructure/policies', headers, payload }))
      .statusCode
  }
  expect([await declare(''), await declare('key'), await declare('anna')]).toEqual([401, 403, 204])
  expect((await ask('GET', '/entities/urn:ngsi-ld:Gauge:1', undefined, {}, '')).body).toEqual({
    id: gauge.id,
    type: 'Gauge',
    level: gauge.level,
  })
  expect((await ask('GET', '/entities?type=Gauge&q=phone==%22123%22', undefined, {}, '')).body).toEqual([])
  expect((await ask('GET', '/entities?type=Gauge&attrs=phone', undefined, {}, '')).body).toEqual([])
  expect((await ask('GET', '/entities?type=Gauge&q=phone==%22123%22', undefined, {}, 'anna')).body).toHaveLength(1)
})

const bad = (more: unknown) => lamp('bad', { x: more })
test.each([
  ['no object', '[]', 400, 'BadRequestData'],
  ['not JSON', '{"id":', 400, 'InvalidRequest'],
  ['no id', '{"type":"X"}', 400, 'BadRequestData'],
  ['an id that is no URI', '{"id":"lamp","type":"X"}', 400, 'BadRequestData'],
  ['no type', '{"id":"urn:x:1"}', 400, 'BadRequestData'],
  ['a type that is no name', '{"id":"urn:x:1","type":"a b"}', 400, 'BadRequestData'],
  ['null', JSON.stringify(bad(null)), 400, 'BadRequestData'],
  ['a value that is null', JSON.stringify(bad({ type: 'Property', value: null })), 400, 'BadRequestData'],
  ['no value', JSON.stringify(bad({ type: 'Property' })), 400, 'BadRequestData'],
  [
    'a kind that holds something else',
    JSON.stringify(bad({ type: 'Property', object: 'urn:x:1' })),
    400,
    'BadRequestData',
  ],
  ['a relationship to no URI', JSON.stringify(bad({ type: 'Relationship', object: 'x' })), 400, 'BadRequestData'],
  [
    'a time without zone',
    JSON.stringify(bad({ type: 'Property', value: 1, observedAt: '2026-11-23T10:00:00' })),
    400,
    'BadRequestData',
  ],
  [
    'a day that there is not',
    JSON.stringify(bad({ type: 'Property', value: 1, observedAt: '2026-02-30T10:00:00Z' })),
    400,
    'BadRequestData',
  ],
  [
    'a clock two years ahead',
    JSON.stringify(bad({ type: 'Property', value: 1, observedAt: '2029-01-01T10:00:00Z' })),
    400,
    'BadRequestData',
  ],
  [
    'a latitude of 91',
    JSON.stringify(bad({ type: 'GeoProperty', value: { type: 'Point', coordinates: [0, 91] } })),
    400,
    'BadRequestData',
  ],
  [
    'an open ring',
    JSON.stringify(
      bad({
        type: 'GeoProperty',
        value: {
          type: 'Polygon',
          coordinates: [
            [
              [0, 0],
              [1, 0],
              [1, 1],
              [2, 2],
            ],
          ],
        },
      }),
    ),
    400,
    'BadRequestData',
  ],
  ['a byte that cannot be kept', JSON.stringify(bad({ type: 'Property', value: 'a\u0000b' })), 400, 'BadRequestData'],
  [
    'values nested without end',
    `{"id":"urn:x:1","type":"X","x":{"type":"Property","value":${'['.repeat(500)}${']'.repeat(500)}}}`,
    400,
    'BadRequestData',
  ],
  [
    'sub-attributes nested without end',
    `{"id":"urn:x:1","type":"X","x":${'{"type":"Property","value":1,"x":'.repeat(20)}1${'}'.repeat(20)}}`,
    400,
    'BadRequestData',
  ],
  ['a context in JSON', JSON.stringify({ ...bad(1), '@context': 'https://x.example/' }), 400, 'InvalidRequest'],
])('%s is refused as the standard says', async (_name, payload, status, type) => {
  const answer = await ask('POST', '/entities', payload, { 'content-type': 'application/json' })
  expect([answer.status, answer.body.type, answer.headers['content-type']]).toEqual([
    status,
    ERRORS + type,
    expect.stringContaining('application/problem+json'),
  ])
  expect(answer.body.detail).not.toMatch(/^context\.|…|\{/)
})

test('what is gone comes back with its past only to whose it was', async () => {
  const power = (value: number) => ({ power: { type: 'Property', value, observedAt: '2026-11-02T00:00:00Z' } })
  await ask('POST', '/entities', lamp('past', power(40)))
  await ask('DELETE', at('past'))
  // Roads may make things of their own; this id is taken, and no more is said of it.
  expect((await ask('POST', '/entities', lamp('past', power(50)), {}, 'roads')).body.type).toBe(
    `${ERRORS}AlreadyExists`,
  )
  for (const path of ['create', 'upsert', 'upsert?options=update']) {
    const answer = await ask('POST', `/entityOperations/${path}`, [lamp('past', power(50)), lamp(`own-${path.length}`)], {}, 'roads') // prettier-ignore
    expect(answer).toMatchObject({ status: 207, body: { success: [lamp(`own-${path.length}`).id], errors: [{ entityId: lamp('past').id }] } }) // prettier-ignore
  }
  expect((await ask('GET', at('past'))).status).toBe(404)
  expect((await ask('POST', '/entities', lamp('past', power(60)))).status).toBe(201)
  // What is a department's own comes back as theirs, also by who may write everything.
  await ask('POST', '/entities', lamp('theirs'), {}, 'roads')
  await ask('DELETE', at('theirs'), undefined, {}, 'roads')
  expect((await ask('POST', '/entities', lamp('theirs'))).status).toBe(201)
  expect((await ask('DELETE', at('theirs'), undefined, {}, 'roads')).status).toBe(204)
})

test('contexts that are missing, refused, wrong, or without end', async () => {
  const send = (context: unknown) => ask('POST', '/entities', { ...lamp('ctx'), '@context': context })
  expect(await send('https://127.0.0.2:9/context')).toMatchObject({
    status: 503,
    body: { type: `${ERRORS}LdContextNotAvailable` },
  })
  for (const context of [5, 'no address', [[]], { a: 5 }, [{ a: 'b' }, 7]])
    expect((await send(context)).status).toBe(400)
  const headers = { 'content-type': 'application/ld+json' }
  expect((await ask('POST', '/entities', JSON.stringify(lamp('ctx')), headers)).status).toBe(400)
  expect((await ask('GET', at('b2'), undefined, { accept: 'text/turtle' })).status).toBe(406)
  expect((await ask('GET', at('b2'), undefined, { 'ngsild-tenant': 'x' })).body.type).toBe(
    `${ERRORS}NoMultiTenantSupport`,
  )
})

test('fifty megabytes are refused before they are read', async () => {
  const answer = await ask('POST', '/entities', `"${'x'.repeat(50_000_000)}"`)
  expect(answer.status).toBe(413)
})
