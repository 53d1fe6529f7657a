/** Readings are stored once, whatever their order, and what is undone leaves nothing behind. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openInfrastructure } from '../../testing.ts'
import { monthAfter, monthOf } from './rules.ts'
import type { Reading } from './types.ts'

let house: Awaited<ReturnType<typeof openInfrastructure>>
beforeAll(async () => {
  house = await openInfrastructure()
})
afterAll(() => house.close())

const reading = (observedAt: string, value: number, more: Partial<Reading> = {}): Reading => ({
  ...{ entityId: 'urn:ngsi-ld:Meter:1', attribute: 'https://example.org/energy', observedAt, value, ...more },
})
const record = (readings: Reading[]) =>
  house.db.transaction().execute((tx) => house.infrastructure.readings.record(tx, readings))
async function rawOf(entityId = 'urn:ngsi-ld:Meter:1') {
  const all = await house.infrastructure.readings.seriesOf(entityId)
  const points = await Promise.all(all.map(({ id }) => house.infrastructure.readings.raw(id)))
  return points.flat().map(({ observedAt, value }) => [observedAt.toISOString(), value])
}

test('late, repeated and out-of-order readings are stored once, the later correction wins', async () => {
  expect(await record([reading('2026-10-31T23:59:59Z', 1), reading('2026-11-01T00:00:00Z', 2)])).toBe(2)
  expect(await record([reading('2026-11-01T01:00:00+01:00', 2)])).toBe(0)
  expect(await record([reading('2026-11-01T00:00:00.000Z', 3)])).toBe(1)
  expect(await record([reading('1999-01-01T00:00:00Z', 9), reading('1999-01-01T00:00:00Z', 8)])).toBe(1)
  expect(await rawOf()).toEqual([
    ['2026-11-01T00:00:00.000Z', 3],
    ['2026-10-31T23:59:59.000Z', 1],
    ['1999-01-01T00:00:00.000Z', 8],
  ])
})

test('a transaction that is undone leaves no series, no month and no memory of them', async () => {
  const far = reading('2027-03-01T00:00:00Z', 1, { entityId: 'urn:ngsi-ld:Meter:2' })
  for (let i = 0; i < 2; i++)
    await expect(
      house.db.transaction().execute(async (tx) => {
        await house.infrastructure.readings.record(tx, [far])
        throw new Error('undone')
      }),
    ).rejects.toThrow('undone')
  expect(await rawOf('urn:ngsi-ld:Meter:2')).toEqual([])
  expect(await record([far])).toBe(1)
  expect(await record([far])).toBe(0)
})

test('times without zone, impossible ones and clocks a year ahead are refused', async () => {
  for (const observedAt of ['2026-11-01T00:00:00', '2026-11-01', 'yesterday', '2026-13-01T00:00:00Z', ''])
    await expect(record([reading(observedAt, 1)])).rejects.toMatchObject({ code: 'readings.badTime' })
  await expect(record([reading('2028-01-01T00:00:00Z', 1)])).rejects.toMatchObject({ code: 'readings.tooFarAhead' })
})

test('what is written at once from many sides is there once', async () => {
  const entityId = 'urn:ngsi-ld:Meter:3'
  const batch = Array.from({ length: 60 }, (_, i) => reading(`2026-09-01T00:${String(i).padStart(2, '0')}:00Z`, i, { entityId })) // prettier-ignore
  const counts = await Promise.all([record(batch), record(batch.toReversed()), record(batch)])
  expect(counts.reduce((a, b) => a + b)).toBe(60)
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from infrastructure_readings r
    join infrastructure_series s on s.id = r.series_id where s.entity_id = ${entityId}`.execute(house.db)
  expect(rows[0]!.n).toBe(60)
})

test('every instant lies in its month', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('2015-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }), (date) => {
      const month = monthOf(date.getTime())!
      expect(new Date(`${month}-01`) <= date && date < new Date(`${monthAfter(month)}-01`)).toBe(true)
    }),
  )
})
