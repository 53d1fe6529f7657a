/** Telemetry over HTTP: history, marks, what persons leave out, and how long readings are kept. */
import type { InjectOptions } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBroker } from '../testing-http.ts'

const ID = 'urn:ngsi-ld:WeatherObserved:1'
const TYPE = 'https://uri.etsi.org/ngsi-ld/default-context/WeatherObserved'
const TEMPERATURE = 'https://uri.etsi.org/ngsi-ld/default-context/temperature'
const START_MS = Date.parse('2026-09-01T00:00:00Z')
const at = (step: number) => new Date(START_MS + step * 600_000).toISOString()

let house: Awaited<ReturnType<typeof openBroker>>
beforeAll(async () => {
  house = await openBroker()
  const { ask, infrastructure, db } = house
  const temperature = { type: 'Property', value: 10, observedAt: at(0), unitCode: 'CEL' }
  expect((await ask('POST', '/entities', { id: ID, type: 'WeatherObserved', temperature })).status).toBe(201)
  const reading = (i: number) => ({ entityId: ID, attribute: TEMPERATURE, observedAt: at(i), unitCode: 'CEL', value: i === 600 ? 999 : 10 + (i % 13) }) // prettier-ignore
  const steps = Array.from({ length: 1440 }, (_, i) => i).filter((i) => i < 900 || i > 920)
  await db.transaction().execute((tx) => infrastructure.readings.record(tx, steps.map(reading)))
  await infrastructure.telemetry.pulse.once()
  await infrastructure.telemetry.quality.check()
})
afterAll(() => house.close())

async function api(method: 'GET' | 'PUT' | 'DELETE', path: string, who = 'reader', payload?: object) {
  const url = `/api/v1/infrastructure${path}`
  const headers = who ? { authorization: who } : {}
  const response = await house.app.inject({ method, url, headers, ...(payload && { payload }) } as InjectOptions)
  return { status: response.statusCode, body: response.body ? JSON.parse(response.body) : undefined }
}
const seriesId = async () => (await house.infrastructure.readings.seriesOf(ID))[0]!.id

test('history fits into the points asked for; nobody sees the past of what he may not see', async () => {
  const { status, body } = await api('GET', `/entities/${ID}/history?attribute=temperature&points=50&from=${at(0)}`)
  expect([status, body.attribute, body.unitCode, body.grain, body.points.length]).toEqual([200, 'temperature', 'CEL', 'day', 11]) // prettier-ignore
  expect((await api('GET', `/entities/${ID}/latest`)).body.latest).toMatchObject([{ attribute: 'temperature', observedAt: at(1439) }]) // prettier-ignore
  for (const path of ['history?attribute=temperature', 'latest', 'marks'])
    expect((await api('GET', `/entities/${ID}/${path}`, '')).status).toBe(404)
  expect((await api('GET', `/entities/${ID}/history?attribute=none`)).body).toMatchObject({ code: 'quality.unknownSeries' }) // prettier-ignore
  expect((await api('GET', `/entities/${ID}/history?attribute=temperature&from=2026-09-01`)).status).toBe(400)
})

test('what is doubtful is marked, once, and anew when it is put right', async () => {
  const marks = async () =>
    (await api('GET', `/entities/${ID}/marks`)).body.marks.map(({ kind, from }: { kind: string; from: string }) => [kind, from]) // prettier-ignore
  expect(await marks()).toEqual([['gap', at(899)], ['range', at(600)]]) // prettier-ignore
  const { readings, telemetry } = house.infrastructure
  await house.db.transaction().execute((tx) => readings.record(tx, [{ entityId: ID, attribute: TEMPERATURE, observedAt: at(910), value: 12 }])) // prettier-ignore
  await telemetry.pulse.once()
  await telemetry.quality.check()
  expect(await marks()).toEqual([['gap', at(910)], ['gap', at(899)], ['range', at(600)]]) // prettier-ignore
  const { body } = await api('GET', '/quality/rules', '')
  expect(body.byName.temperature).toMatchObject({ min: -60, max: 60, gap_steps: 5 })
})

test('a person leaves an impossible value out of the rollups, on the record, and takes it in again', async () => {
  const stretch = { attribute: 'temperature', from: at(600), to: at(601), reason: 'The sensor was replaced' }
  const top = async () => {
    await house.infrastructure.telemetry.pulse.once()
    return Math.max(...(await house.infrastructure.telemetry.rollups.of([await seriesId()], 'month')).map(({ max }) => max)) // prettier-ignore
  }
  expect(await top()).toBe(999)
  expect((await api('PUT', `/entities/${ID}/exclusions`, 'reader', stretch)).status).toBe(403)
  expect((await api('PUT', `/entities/${ID}/exclusions`, 'anna', { ...stretch, to: at(600) })).body).toMatchObject({ code: 'quality.badStretch' }) // prettier-ignore
  expect((await api('PUT', `/entities/${ID}/exclusions`, 'anna', stretch)).status).toBe(204)
  expect(await top()).toBe(22)
  const { exclusions } = (await api('GET', `/entities/${ID}/marks`)).body
  expect(exclusions).toMatchObject([{ reason: stretch.reason, from: at(600) }])
  await house.ledger.sequence()
  expect((await house.ledger.entry(exclusions[0].entryId)).entry).toMatchObject({ kind: 'infrastructure.readings.excluded', actor: 'anna', grounds: stretch.reason }) // prettier-ignore
  const query = new URLSearchParams(stretch).toString()
  expect((await api('DELETE', `/entities/${ID}/exclusions?${query}`, 'anna')).status).toBe(204)
  expect(await top()).toBe(999)
  expect((await api('DELETE', `/entities/${ID}/exclusions?${query}`, 'anna')).status).toBe(404)
})

test('old readings go, rollups stay, and so does what something rests on', async () => {
  const { readings, telemetry } = house.infrastructure
  const id = await seriesId()
  const rolled = async () => {
    await telemetry.pulse.once()
    return telemetry.rollups.of([id], 'quarter')
  }
  const count = async () => (await readings.raw(id)).length
  const before = { rollups: await rolled(), count: await count() }
  expect((await api('PUT', '/retention', 'reader', { type: 'WeatherObserved', days: 80 })).status).toBe(403)
  expect((await api('PUT', '/retention', 'anna', { type: 'WeatherObserved', days: 5 })).status).toBe(400)
  expect((await api('PUT', '/retention', 'anna', { type: 'WeatherObserved', days: 80 })).status).toBe(204)
  expect((await api('PUT', '/retention', 'anna', { type: 'WeatherObserved', attribute: 'humidity', days: 30 })).status).toBe(204) // prettier-ignore
  expect((await api('GET', '/retention', '')).body.retention).toMatchObject([{ type: TYPE, days: 80 }, { days: 30 }])
  const hold = {
    of: [{ entityId: ID, attribute: 'temperature' }],
    from: new Date(at(0)),
    to: new Date(at(100)),
    subject: 'savings/1',
  }
  await house.db.transaction().execute((tx) => telemetry.retention.hold(tx, hold))
  // 80 days before the house's day, 2026-11-23, lie 3 days of readings; of them 100 are held.
  expect(await telemetry.retention.clear()).toBe(3 * 144 - 100)
  expect(await count()).toBe(before.count - (3 * 144 - 100))
  expect(await rolled()).toEqual(before.rollups)
  const span = { from: new Date(at(110)), to: new Date(at(140)) }
  expect(await telemetry.history.of(id, span)).toMatchObject({ grain: 'quarter', points: { length: 21 } })

  await house.db.transaction().execute((tx) => readings.record(tx, [{ entityId: ID, attribute: TEMPERATURE, observedAt: at(300.5), value: -1 }])) // prettier-ignore
  expect(await rolled()).toEqual(before.rollups)
  expect(await telemetry.retention.clear()).toBe(1)
  expect((await api('DELETE', `/retention?type=WeatherObserved`, 'anna')).status).toBe(204)
  expect((await api('DELETE', `/retention?type=WeatherObserved`, 'anna')).status).toBe(404)

  await house.db.transaction().execute((tx) => readings.forget(tx, ID))
  expect(await rolled()).toEqual([])
  await telemetry.quality.check()
  expect((await api('GET', `/entities/${ID}/marks`)).body.marks).toEqual([])
  expect((await sql`select from infrastructure_unchecked`.execute(house.db)).rows).toEqual([])
})
