/** Subscribers are told of everything they asked for, in order, however badly others receive. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#platform/actor'
import { openBroker } from '../../testing-http.ts'
import { backoff_ms, together } from './delivery.ts'

let house: Awaited<ReturnType<typeof openBroker>>
let ask: (typeof house)['ask']
beforeAll(async () => {
  house = await openBroker()
  ask = house.ask
})
afterAll(() => house.close())

type Told = { path: string; headers: IncomingHttpHeaders; body: any } // eslint-disable-line @typescript-eslint/no-explicit-any
const closing: Server[] = []
afterEach(() => closing.splice(0).forEach((server) => (server.closeAllConnections(), server.close())))

/** A receiver that answers what `answer` says; none is that it never answers. */
async function receiver(answer: (told: Told, nth: number) => number | undefined = () => 200) {
  const all: Told[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const told = { path: request.url!, headers: request.headers, body: JSON.parse(text) }
    all.push(told)
    const status = answer(told, all.length)
    if (status !== undefined) response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(server)
  return { all, uri: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in` }
}
const tell = () => house.infrastructure.context.subscriptions.delivery.once()
const subscribe = async (uri: string, more: object = {}, endpoint: object = {}): Promise<string> => {
  const { notification = {}, ...rest } = more as { notification?: object }
  const body = {
    type: 'Subscription',
    entities: [{ type: 'Bin' }],
    ...rest,
    notification: { ...notification, endpoint: { uri, ...endpoint } },
  }
  const answer = await ask('POST', '/subscriptions', body)
  expect([answer.status, answer.body]).toEqual([201, undefined])
  return decodeURIComponent(String(answer.headers.location).split('/').at(-1)!)
}
const unsubscribe = (id: string) => ask('DELETE', `/subscriptions/${id}`)
const bin = (n: number | string, fill: number, more: object = {}) => ({
  ...{ id: `urn:ngsi-ld:Bin:${n}`, type: 'Bin', fill: { type: 'Property', value: fill }, ...more },
})
const upsert = (...entities: object[]) => ask('POST', '/entityOperations/upsert?options=update', entities)

test('a change is told with its context, format, headers; counters and times follow', async () => {
  const to = await receiver()
  const id = await subscribe(
    to.uri,
    { watchedAttributes: ['fill'], q: 'fill>50', notification: { attributes: ['fill'], format: 'keyValues' } },
    {
      receiverInfo: [{ key: 'X-Key', value: 'secret' }],
      accept: 'application/ld+json',
    },
  )
  await upsert(bin(1, 40, { colour: 'green' }), bin(2, 60))
  await tell()
  expect(to.all).toHaveLength(1)
  const { path, headers, body } = to.all[0]!
  expect([path, headers['x-key'], headers['content-type']]).toEqual(['/in', 'secret', 'application/ld+json'])
  expect(body).toMatchObject({
    type: 'Notification',
    subscriptionId: id,
    notifiedAt: expect.any(String),
    '@context': expect.anything(),
  })
  expect(body.data).toEqual([{ id: bin(2, 0).id, type: 'Bin', fill: 60 }])
  const { body: seen } = await ask('GET', `/subscriptions/${id}`)
  expect(seen).toMatchObject({
    status: 'active',
    isActive: true,
    notification: { timesSent: 1, timesFailed: 0, lastSuccess: expect.any(String) },
  })
  expect(JSON.stringify(seen)).not.toContain('lastFailure')
  // Another attribute is not watched; nothing is told of what does not match.
  await ask('PATCH', `/entities/${bin(2, 0).id}`, { colour: 'blue' })
  await upsert(bin(1, 45))
  await tell()
  expect(to.all).toHaveLength(1)
  await unsubscribe(id)
})

test('what is asked by place, pattern, scope and trigger; deletion and changes are told', async () => {
  const to = await receiver()
  const near = { geometry: 'Point', coordinates: [22.5, 51.2], georel: 'near;maxDistance==1000' }
  const byPlace = await subscribe(`${to.uri}/place`, { geoQ: near })
  const byPattern = await subscribe(`${to.uri}/pattern`, { entities: [{ type: 'Bin', idPattern: 'Bin:g[12]$' }] })
  const gone = await subscribe(`${to.uri}/gone`, { notificationTrigger: ['entityDeleted'] })
  const changes = await subscribe(`${to.uri}/changes`, { q: 'fill==2', notification: { showChanges: true } })
  const at = (lon: number) => ({
    location: { type: 'GeoProperty', value: { type: 'Point', coordinates: [lon, 51.2] } },
  })
  await upsert(bin('g1', 1, at(22.5)), bin('g2', 1, at(23)), bin('g3', 1))
  await upsert(bin('g1', 2, {}))
  await ask('DELETE', `/entities/${bin('g3', 0).id}`)
  for (let i = 0; i < 3; i++) await tell()
  const idsAt = (path: string) =>
    to.all
      .filter((told) => told.path.endsWith(path))
      .flatMap(({ body }) => body.data.map((one: { id: string }) => one.id.split(':').at(-1)))
  expect(idsAt('/place')).toEqual(['g1', 'g1'])
  expect(idsAt('/pattern')).toEqual(['g1', 'g2', 'g1'])
  expect(to.all.find(({ path }) => path.endsWith('/gone'))!.body.data).toEqual([
    { id: bin('g3', 0).id, type: 'Bin', deletedAt: expect.any(String) },
  ])
  expect(to.all.find(({ path }) => path.endsWith('/changes'))!.body.data[0].fill).toEqual({
    type: 'Property',
    value: 2,
    previousValue: 1,
  })
  for (const id of [byPlace, byPattern, gone, changes]) await unsubscribe(id)
})

test('a dead receiver and one that never answers delay nobody; what failed is told later, in order, once', async () => {
  let dead = true
  const slow = await receiver(() => undefined)
  const broken = await receiver(() => (dead ? 500 : 200))
  const good = await receiver()
  const ids = [await subscribe(slow.uri, {}, { timeout: 300 }), await subscribe(broken.uri), await subscribe(good.uri)]
  for (let n = 1; n <= 5; n++) await upsert(bin('o', n))
  const began = performance.now()
  const round = tell()
  while (good.all.length < 5 && performance.now() - began < 2_000)
    await new Promise((resolve) => setTimeout(resolve, 10))
  const fills = (told: Told[]) =>
    told.flatMap(({ body }) => body.data.map((one: { fill: { value: number } }) => one.fill.value))
  expect(fills(good.all)).toEqual([1, 2, 3, 4, 5])
  await round
  const failing = await ask('GET', `/subscriptions/${ids[1]}`)
  expect(failing.body.notification).toMatchObject({
    timesSent: 1,
    timesFailed: 1,
    status: 'failed',
    lastFailure: expect.any(String),
  })
  dead = false
  await tell()
  expect(broken.all).toHaveLength(1)
  house.clock.set('2026-11-23T10:00:10Z')
  await upsert(bin('o', 6))
  await tell()
  expect(fills(broken.all.slice(1))).toEqual([1, 2, 3, 4, 5, 6])
  expect(broken.all[1]!.body.id).toBe(broken.all[0]!.body.id)
  for (const id of ids) await unsubscribe(id)
})

test('throttling tells the newest state at most so often; an interval tells without changes; expiry and pause end it', async () => {
  const to = await receiver()
  const rare = await subscribe(`${to.uri}/rare`, { throttling: 60 })
  const regular = await subscribe(`${to.uri}/regular`, {
    entities: [{ id: bin('t', 0).id, type: 'Bin' }],
    timeInterval: 30,
  })
  const ending = await subscribe(`${to.uri}/ending`, { expiresAt: '2026-11-23T11:00:00Z' })
  house.clock.set('2026-11-23T10:10:00Z')
  await upsert(bin('t', 1))
  await tell()
  for (const n of [2, 3]) await upsert(bin('t', n))
  house.clock.set('2026-11-23T10:10:40Z')
  await tell()
  house.clock.set('2026-11-23T10:11:20Z')
  await tell()
  const told = (path: string) =>
    to.all.filter((one) => one.path.endsWith(path)).map(({ body }) => body.data.at(-1).fill.value)
  expect(told('/rare')).toEqual([1, 3])
  expect(told('/regular')).toEqual([1, 3, 3])
  expect(await ask('PATCH', `/subscriptions/${rare}`, { isActive: false })).toMatchObject({ status: 204 })
  expect((await ask('GET', `/subscriptions/${rare}`)).body.status).toBe('paused')
  house.clock.set('2026-11-23T12:00:00Z')
  const before = to.all.filter(({ path }) => !path.endsWith('/regular')).length
  await upsert(bin('t', 9))
  await tell()
  expect(to.all.filter(({ path }) => !path.endsWith('/regular'))).toHaveLength(before)
  expect((await ask('GET', `/subscriptions/${ending}`)).body.status).toBe('expired')
  for (const id of [rare, regular, ending]) await unsubscribe(id)
})

test('what is undone is told to nobody; two processes tell once; nothing is lost in a flood', async () => {
  const to = await receiver()
  const id = await subscribe(to.uri)
  await house.db
    .transaction()
    .execute(async (tx) => {
      const { context } = house.infrastructure
      const fill = { type: 'Property' as const, value: 1 }
      const { PEOPLE } = await import('../../testing-http.ts')
      const iri = (await context.contexts.terms()).iri
      await context.upsert(
        tx,
        [{ id: 'urn:ngsi-ld:Bin:undone', types: [iri('Bin')], attributes: { [iri('fill')]: [fill] } }],
        PEOPLE.key!,
      )
      throw new Error('undone')
    })
    .catch(() => {})
  await tell()
  expect(to.all).toHaveLength(0)
  const flood = Array.from({ length: 200 }, (_, n) => upsert(bin(`f${n % 20}`, n), bin(`f${(n + 1) % 20}`, n)))
  const [answers] = await Promise.all([Promise.all(flood), tell(), tell()])
  expect(answers.filter(({ status }) => status >= 300)).toEqual([])
  for (let i = 0; i < 3; i++) await Promise.all([tell(), tell()])
  expect(to.all.flatMap(({ body }) => body.data)).toHaveLength(400)
  await unsubscribe(id)
})

test('what devices bring is told though nobody has asked for a while: nothing is asked past their transaction', async () => {
  const to = await receiver()
  const id = await subscribe(to.uri)
  const { context } = house.infrastructure
  const { iri } = await context.contexts.terms()
  const { PEOPLE } = await import('../../testing-http.ts')
  house.clock.set('2026-11-23T12:01:00Z')
  const draft = { id: 'urn:ngsi-ld:Bin:device', types: [iri('Bin')], attributes: { [iri('fill')]: [{ type: 'Property' as const, value: 3 }] } } // prettier-ignore
  await house.db.transaction().execute((tx) => context.upsert(tx, [draft], PEOPLE.key!))
  await tell()
  expect(to.all.flatMap(({ body }) => body.data)).toMatchObject([{ id: 'urn:ngsi-ld:Bin:device' }])
  await unsubscribe(id)
})

test('a subscription ends with the key that made it, or with what the key may see', async () => {
  const { PEOPLE } = await import('../../testing-http.ts')
  const { reader, roads, anna } = PEOPLE as Record<'reader' | 'roads' | 'anna', Actor>
  const [body, to] = [{ type: 'Subscription', entities: [{ type: 'Bin' }] }, await receiver()]
  const made = [...['reader', 'roads', 'anna']].map(async (who) => {
    const given = { ...body, notification: { endpoint: { uri: `${to.uri}/${who}` } } }
    const answer = await ask('POST', '/subscriptions', given, {}, who)
    return decodeURIComponent(String(answer.headers.location).split('/').at(-1)!)
  })
  const ids = await Promise.all(made)
  try {
    delete PEOPLE.reader
    PEOPLE.anna = { ...anna, can: (permission, at) => at !== undefined && roads.can(permission, at) }
    await ask('POST', '/entities', bin('ended', 1), {}, 'roads')
    await tell()
    expect(to.all.map(({ path }) => path)).toEqual(['/in/roads'])
    const ended = async (id: string, who: string) => (await ask('GET', `/subscriptions/${id}`, undefined, {}, who)).body
    Object.assign(PEOPLE, { reader, anna })
    expect(await ended(ids[0]!, 'reader')).toMatchObject({ status: 'paused', isActive: false })
    expect(await ended(ids[1]!, 'roads')).toMatchObject({ status: 'active' })
    expect(await ended(ids[2]!, 'anna')).toMatchObject({ status: 'paused' })
  } finally {
    Object.assign(PEOPLE, { reader, anna })
  }
  // What was not told meanwhile is not told later.
  await ask('PATCH', `/subscriptions/${ids[0]!}`, { isActive: true }, {}, 'reader')
  await tell()
  expect(to.all).toHaveLength(1)
  for (const [i, who] of ['reader', 'roads', 'anna'].entries()) await ask('DELETE', `/subscriptions/${ids[i]!}`, undefined, {}, who) // prettier-ignore
})

test('who may, where to, and what is wrong', async () => {
  const good = {
    type: 'Subscription',
    entities: [{ type: 'Bin' }],
    notification: { endpoint: { uri: 'http://127.0.0.1:59999/' } },
  }
  expect((await ask('POST', '/subscriptions', good, {}, '')).status).toBe(401)
  expect((await ask('POST', '/subscriptions', good, {}, 'nobody')).status).toBe(403)
  const { status, headers } = await ask('POST', '/subscriptions', { ...good, id: 'urn:x:s1' })
  expect([status, headers.location]).toEqual([201, '/ngsi-ld/v1/subscriptions/urn:x:s1'])
  expect((await ask('POST', '/subscriptions', { ...good, id: 'urn:x:s1' })).body.type).toMatch(/AlreadyExists$/)
  expect((await ask('GET', '/subscriptions/urn:x:s1', undefined, {}, 'roads')).status).toBe(404)
  expect((await ask('GET', '/subscriptions', undefined, {}, 'roads')).body).toEqual([])
  expect((await ask('GET', '/subscriptions', undefined, {}, 'anna')).body).toHaveLength(1)
  for (const wrong of [
    ...[
      { type: 'X' },
      { entities: undefined },
      { entities: [] },
      { entities: [{}] },
      { notification: {} },
      { timeInterval: -1 },
    ],
    ...[
      { watchedAttributes: ['a'], timeInterval: 5 },
      { expiresAt: '2020-01-01T00:00:00Z' },
      { expiresAt: 'soon' },
      { q: 'a==' },
    ],
    ...[{ notificationTrigger: ['x'] }, { throttling: 'x' }, { notification: { endpoint: { uri: 'ftp://x/' } } }],
    { notification: { endpoint: { uri: 'mqtt://127.0.0.1' } } },
  ]) {
    const answer = await ask('POST', '/subscriptions', { ...good, ...wrong })
    expect([wrong, answer.status, answer.body?.type]).toEqual([
      wrong,
      400,
      'https://uri.etsi.org/ngsi-ld/errors/BadRequestData',
    ])
  }
  const inside = await ask('POST', '/subscriptions', {
    ...good,
    notification: { endpoint: { uri: 'http://10.0.0.1/' } },
  })
  expect([inside.status, inside.body.code]).toEqual([403, 'net.privateAddress'])
  expect((await ask('DELETE', '/subscriptions/urn:x:s1')).status).toBe(204)
})

test('how long after how many failures, and what goes together', () => {
  expect([0, 1, 5, 50].map(backoff_ms)).toEqual([1_000, 2_000, 32_000, 600_000])
  const waiting = (...ids: string[]) => ids.map((entityId, seq) => ({ seq, entityId, payload: {} as never }))
  expect(together(waiting('a', 'b', 'a', 'c')).map(({ entityId }) => entityId)).toEqual(['a', 'b'])
  expect(together(waiting('a', 'b'))).toHaveLength(2)
  expect(together([])).toEqual([])
})
