/** Whoever watches is told what is public and nothing else, from where they left off, and no more of them than there is room for. */
import type { AddressInfo } from 'node:net'
import { system } from '#platform/actor'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBroker } from '../../testing-http.ts'
import { liveRoutes } from './index.ts'
import { VIEWERS_PER_ADDRESS_MAX } from './service.ts'

const TYPE = 'https://uri.etsi.org/ngsi-ld/default-context/'
let house: Awaited<ReturnType<typeof openBroker>>
let base = ''
beforeAll(async () => {
  house = await openBroker()
  await house.app.register(liveRoutes(house.infrastructure.live), { prefix: '/api/v1' })
  const { context } = house.infrastructure
  const terms = await context.contexts.terms()
  await context.policies.declare({ ...system('test'), can: () => true }, [
    { type: 'Lamp', level: 'public' },
    { type: 'Lamp', attribute: 'guard', level: 'internal' },
  ], terms) // prettier-ignore
  await house.app.listen({ port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${(house.app.server.address() as AddressInfo).port}/api/v1/live`
  for (const [id, type] of [['Lamp:1', 'Lamp'], ['Lamp:2', 'Lamp'], ['Safe:1', 'Safe']] as const) // prettier-ignore
    await house.ask('POST', '/entities', { id: `urn:ngsi-ld:${id}`, type, guard: { type: 'Property', value: 'SECRET' }, location: place(22.5) }) // prettier-ignore
  await write('Lamp:1', 1)
})
afterAll(() => house.close())

const place = (lon: number) => ({ type: 'GeoProperty', value: { type: 'Point', coordinates: [lon, 51.2] } })
let minute = 0
/** A reading comes in, and is rolled up. */
async function write(id: string, value: number): Promise<void> {
  const observedAt = new Date(Date.parse('2026-11-23T09:00:00Z') + 60_000 * minute++).toISOString()
  const body = { power: { type: 'Property', value, observedAt, unitCode: 'WTT' } }
  expect((await house.ask('POST', `/entities/urn:ngsi-ld:${id}/attrs`, body)).status).toBe(204)
  await house.infrastructure.telemetry.pulse.once()
}

type Heard = { name: string; id?: string; data: { things: { id: string; [name: string]: unknown }[] } }

/** Somebody who watches; `until` waits for an event of that name. */
async function watch(query = '', headers: Record<string, string> = {}) {
  const stop = new AbortController()
  const answer = await fetch(base + query, { headers, signal: stop.signal })
  const heard: Heard[] = []
  let text = ''
  void (async () => {
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const of = (field: string) => new RegExp(`^${field}: (.*)$`, 'm').exec(text.slice(0, end))?.[1]
        if (of('event')) heard.push({ name: of('event')!, id: of('id'), data: JSON.parse(of('data')!) })
        text = text.slice(end + 2)
      }
    }
  })().catch(() => {})
  return {
    answer,
    heard,
    until: (name: string, n = 1) =>
      expect.poll(() => heard.filter((one) => one.name === name).length, { timeout: 15_000 }).toBeGreaterThanOrEqual(n),
    leave: () => stop.abort(),
  }
}
const left = () => expect.poll(() => house.infrastructure.live.viewers, { timeout: 10_000 }).toBe(0)

test('the state comes first, then what changes, and only what anybody may see', async () => {
  const all = await watch()
  const one = await watch('?type=Lamp&id=urn:ngsi-ld:Lamp:2')
  const nothing = await watch('?id=urn:ngsi-ld:Safe:1')
  const elsewhere = await watch('?box=10,50,11,51')
  expect(all.answer.headers.get('content-type')).toContain('text/event-stream')
  for (const viewer of [all, one, nothing, elsewhere]) await viewer.until('state')
  expect(all.heard[0]!.data.things.map(({ id }) => id)).toEqual(['urn:ngsi-ld:Lamp:1', 'urn:ngsi-ld:Lamp:2'])
  expect(nothing.heard[0]!.data.things).toEqual([])
  await expect.poll(async () => {
    await write('Safe:1', 1)
    await write('Lamp:1', 42)
    return all.heard.filter(({ name }) => name === 'change').length
  }, { timeout: 20_000 }).toBeGreaterThan(0) // prettier-ignore
  const change = all.heard.find(({ name }) => name === 'change')!
  expect(change.data.things).toMatchObject([{ id: 'urn:ngsi-ld:Lamp:1', power: { value: 42, unitCode: 'WTT' } }])
  expect(change.id).toMatch(/^\d+$/)
  for (const viewer of [one, nothing, elsewhere]) expect(viewer.heard.filter(({ name }) => name === 'change')).toEqual([]) // prettier-ignore
  expect(JSON.stringify([all, one, nothing, elsewhere].map(({ heard }) => heard))).not.toMatch(/SECRET|Safe/)
  for (const viewer of [all, one, nothing, elsewhere]) viewer.leave()
  await left()
})

test('whoever comes again goes on where they left off; where that is not known, from the state', async () => {
  const { last } = await import('./store.ts').then(({ pulsesKept }) => pulsesKept(house.db))
  await write('Lamp:2', 7)
  const again = await watch('', { 'last-event-id': `${last}` })
  await again.until('change')
  expect(again.heard[0]!.data.things.map(({ id }) => id)).toContain('urn:ngsi-ld:Lamp:2')
  for (const id of ['999999999', '-1', 'x', "1' or 1=1", '1'.repeat(400)]) {
    const fresh = await watch('', { 'last-event-id': id })
    await fresh.until('state')
    fresh.leave()
  }
  again.leave()
  await left()
})

test('one address has so many lines and no more, and gets them back', async () => {
  const lines = await Promise.all(Array.from({ length: VIEWERS_PER_ADDRESS_MAX }, () => watch('?state=none')))
  const refused = await fetch(base)
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([429, 'live.tooMany'])
  for (const line of lines) line.leave()
  await left()
  const welcome = await watch()
  await welcome.until('state')
  welcome.leave()
  await left()
})

test('what cannot be asked for is refused, and what is no id is nothing', async () => {
  for (const query of [
    '?box=1,2,3',
    '?box=5,5,4,6',
    '?box=a,b,c,d',
    '?box=-999,0,0,1',
    '?id=',
    `?type=${'x,'.repeat(50)}`,
    `?id=${Array.from({ length: 101 }, (_, i) => i)}`,
    '?state=maybe',
  ])
    // prettier-ignore
    expect((await fetch(base + query)).status, query).toBe(query === `?type=${'x,'.repeat(50)}` ? 200 : 400)
  const { live } = house.infrastructure
  for (const id of [
    '',
    'x',
    '\u0000',
    'urn:\ud800',
    "urn:x:' or 1=1",
    `urn:${'a'.repeat(5_000)}`,
    'urn:ngsi-ld:Safe:1',
  ])
    expect(await live.thing(id), id).toBeUndefined()
})

test('maps, lists, kinds and counts know nothing of what is not public', async () => {
  const { live, context } = house.infrastructure
  expect(await live.kinds()).toMatchObject([{ type: `${TYPE}Lamp`, count: 2, placed: 2 }])
  const asked = { types: ['Safe', `${TYPE}Safe`] }
  expect(await live.things(asked)).toEqual({ things: [], count: 0 })
  expect(await live.extent(asked)).toEqual({ count: 0 })
  expect(await live.spots({}, [1, 1])).toMatchObject([{ count: 2 }])
  const guard = (await context.contexts.terms()).iri('guard')
  expect(await live.spots({}, [1, 1], guard)).toEqual([])
  expect((await live.numbers()).reporting).toBe(2)
  expect(JSON.stringify(await live.things({}))).not.toContain('SECRET')
})
