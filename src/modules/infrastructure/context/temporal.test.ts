/** The past of entities: brought in, added to, corrected, asked for in every form. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBroker } from '../testing-http.ts'

let house: Awaited<ReturnType<typeof openBroker>>
let ask: (typeof house)['ask']
beforeAll(async () => {
  house = await openBroker()
  ask = house.ask
})
afterAll(() => house.close())

const ID = 'urn:ngsi-ld:Meter:1'
const PATH = `/temporal/entities/${ID}`
const time = (hour: number, day = 1) => `2026-11-0${day}T${String(hour).padStart(2, '0')}:00:00.000Z`
const energy = (value: unknown, observedAt: string, more: object = {}) => ({
  type: 'Property',
  value,
  observedAt,
  ...more,
})
const hours = (from: number, to: number, day = 1) =>
  Array.from({ length: to - from }, (_, i) => energy(from + i, time(from + i, day), { unitCode: 'KWH' }))
const values = (answer: { body: any }) => [answer.body.energy].flat().map(({ value }) => value) // eslint-disable-line @typescript-eslint/no-explicit-any

test('what is brought in is asked for by time, newest, as pairs and by periods', async () => {
  const created = await ask('POST', '/temporal/entities', {
    id: ID,
    type: 'Meter',
    energy: hours(0, 10),
    state: energy('on', time(3)),
  })
  expect([created.status, created.headers.location]).toEqual([201, `/ngsi-ld/v1/temporal/entities/${ID}`])
  expect((await ask('POST', '/temporal/entities', { id: ID, type: 'Meter', energy: hours(9, 12) })).status).toBe(204)
  expect((await ask('GET', `/entities/${ID}`)).status).toBe(404)
  const whole = await ask('GET', PATH)
  expect(values(whole)).toEqual(Array.from({ length: 12 }, (_, i) => i))
  expect(whole.body.energy[0]).toEqual({
    ...energy(0, time(0), { unitCode: 'KWH' }),
    instanceId: expect.stringMatching(/^urn:ngsi-ld:Instance:/),
  })
  expect(whole.body.state[0].value).toBe('on')
  const at = (query: string) => ask('GET', `${PATH}?attrs=energy&${query}`)
  expect(values(await at(`timerel=before&timeAt=${time(2)}`))).toEqual([0, 1])
  expect(values(await at(`timerel=after&timeAt=${time(10)}`))).toEqual([10, 11])
  expect(values(await at(`timerel=between&timeAt=${time(2)}&endTimeAt=${time(5)}`))).toEqual([2, 3, 4])
  expect(values(await at('lastN=2'))).toEqual([11, 10])
  expect((await at('lastN=1&options=temporalValues')).body.energy).toEqual({
    type: 'Property',
    values: [[11, time(11)]],
  })
  const day = (
    await at(
      `options=aggregatedValues&aggrMethods=sum,avg,max,totalCount&aggrPeriodDuration=PT6H&timerel=after&timeAt=${time(0)}`,
    )
  ).body.energy
  expect(day).toEqual({
    ...{
      type: 'Property',
      sum: [
        [15, time(0), time(6)],
        [51, time(6), time(12)],
      ],
      totalCount: [
        [6, time(0), time(6)],
        [6, time(6), time(12)],
      ],
    },
    ...{
      avg: [
        [2.5, time(0), time(6)],
        [8.5, time(6), time(12)],
      ],
      max: [
        [5, time(0), time(6)],
        [11, time(6), time(12)],
      ],
    },
  })
  const all = (await at('options=aggregatedValues&aggrMethods=min,stddev')).body.energy
  expect([all.min, all.stddev[0][0]]).toEqual([[[0, time(0), time(11)]], expect.closeTo(3.6056, 3)])
  const month = (await at('options=aggregatedValues&aggrMethods=totalCount&aggrPeriodDuration=P1M')).body.energy
  expect(month.totalCount).toEqual([[12, '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z']])
})

test('instances are corrected and forgotten, attributes and entities too', async () => {
  const { body } = await ask('GET', `${PATH}?attrs=energy&lastN=2`)
  const [newest, before] = body.energy as { instanceId: string }[]
  expect((await ask('PATCH', `${PATH}/attrs/energy/${newest!.instanceId}`, { energy: { value: 99 } })).status).toBe(204)
  expect(values(await ask('GET', `${PATH}?attrs=energy&lastN=1`))).toEqual([99])
  expect((await ask('DELETE', `${PATH}/attrs/energy/${before!.instanceId}`)).status).toBe(204)
  expect((await ask('DELETE', `${PATH}/attrs/energy/${before!.instanceId}`)).status).toBe(404)
  expect((await ask('PATCH', `${PATH}/attrs/energy/urn:ngsi-ld:Instance:x`, { value: 1 })).status).toBe(404)
  expect((await ask('POST', `${PATH}/attrs`, { energy: hours(0, 2, 2) })).status).toBe(204)
  expect((await ask('DELETE', `${PATH}/attrs/state`)).status).toBe(204)
  expect((await ask('DELETE', `${PATH}/attrs/state`)).status).toBe(404)
})

test('a query finds those that have something in the time; the state of a thing goes, its past stays', async () => {
  for (const n of [2, 3]) {
    const id = `urn:ngsi-ld:Meter:${n}`
    await ask('POST', '/entities', {
      id,
      type: 'Meter',
      energy: energy(n, time(n)),
      street: { type: 'Property', value: 'Zana' },
    })
    await ask('POST', `/entities/${id}/attrs`, { energy: energy(n * 10, time(n, 2)) })
  }
  await ask('DELETE', '/entities/urn:ngsi-ld:Meter:3')
  const query = (more: string) => ask('GET', `/temporal/entities?type=Meter&${more}`)
  const ids = async (more: string) => (await query(more)).body.map(({ id }: { id: string }) => id.at(-1))
  expect(await ids(`timerel=after&timeAt=${time(0, 1)}`)).toEqual(['1', '2', '3'])
  expect(await ids(`timerel=after&timeAt=${time(2, 2)}`)).toEqual(['2', '3'])
  expect(await ids(`timerel=after&timeAt=${time(0)}&q=street==%22Zana%22`)).toEqual(['2'])
  expect((await query(`timerel=before&timeAt=${time(0)}`)).body).toEqual([])
  const body = {
    entities: [{ type: 'Meter' }],
    temporalQ: { timerel: 'between', timeAt: time(0, 2), endTimeAt: time(9, 2) },
  }
  const posted = await ask('POST', '/temporal/entityOperations/query?options=temporalValues', body)
  expect(posted.body.map((one: { energy: { values: unknown[] } }) => one.energy.values.length)).toEqual([2, 1, 1])
  expect((await ask('DELETE', '/temporal/entities/urn:ngsi-ld:Meter:3')).status).toBe(204)
  expect((await ask('GET', '/temporal/entities/urn:ngsi-ld:Meter:3')).status).toBe(404)
  expect((await ask('GET', '/temporal/entities/urn:ngsi-ld:Meter:2', undefined, {}, '')).status).toBe(404)
  expect((await ask('DELETE', '/temporal/entities/urn:ngsi-ld:Meter:2', undefined, {}, 'reader')).status).toBe(403)
})

test.each([
  ['timerel=sometime'],
  ['timerel=after'],
  ['timerel=after&timeAt=2026-11-01'],
  [`timerel=between&timeAt=${time(2)}&endTimeAt=${time(1)}`],
  ['lastN=0'],
  ['lastN=-1'],
  ['timeproperty=x'],
  ['options=aggregatedValues'],
  ['options=aggregatedValues&aggrMethods=median'],
  ['options=aggregatedValues&aggrMethods=sum&aggrPeriodDuration=1 day'],
  ['options=aggregatedValues&aggrMethods=sum&aggrPeriodDuration=P1M1D'],
])('%s is refused', async (query) => {
  expect(await ask('GET', `${PATH}?${query}`)).toMatchObject({
    status: 400,
    body: { type: 'https://uri.etsi.org/ngsi-ld/errors/BadRequestData' },
  })
})

test('registrations are kept, found by what they tell of, and changed', async () => {
  const given = {
    type: 'ContextSourceRegistration',
    information: [{ entities: [{ type: 'Bus' }], propertyNames: ['speed'] }],
    endpoint: 'https://other.example/',
  }
  expect((await ask('POST', '/csourceRegistrations', given)).status).toBe(403)
  const asAnna = (method: string, path: string, body?: unknown) => ask(method, path, body, {}, 'anna')
  const { status, headers } = await asAnna('POST', '/csourceRegistrations', given)
  expect(status).toBe(201)
  const path = String(headers.location).slice('/ngsi-ld/v1'.length)
  expect((await asAnna('GET', path)).body).toMatchObject(given)
  expect((await asAnna('GET', '/csourceRegistrations?type=Bus&attrs=speed')).body).toHaveLength(1)
  expect((await asAnna('GET', '/csourceRegistrations?type=Tram')).body).toEqual([])
  expect((await asAnna('PATCH', path, { endpoint: 'not an address' })).status).toBe(400)
  expect((await asAnna('PATCH', path, { endpoint: 'https://new.example/' })).status).toBe(204)
  expect((await asAnna('DELETE', path)).status).toBe(204)
  expect((await asAnna('GET', path)).status).toBe(404)
})
