/** Rollups are what a naive reckoning of the readings gives, whatever came in what order; who listens hears of all of it. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openInfrastructure } from '../../testing.ts'
import type { Reading } from '../readings/index.ts'
import { createPulse, GRAINS, type Grain, type Settled } from './index.ts'

const ATTRIBUTE = 'https://example.org/energy'
const failures: unknown[] = []
let house: Awaited<ReturnType<typeof openInfrastructure>>
beforeAll(async () => {
  house = await openInfrastructure((needs) => ({ ...needs, onError: (error) => void failures.push(error) }))
})
afterAll(() => house.close())

const reading = (entityId: string, at: string | number, value?: number): Reading => ({
  ...{ entityId, attribute: ATTRIBUTE, observedAt: new Date(at).toISOString() },
  ...(value === undefined ? { content: { type: 'Property', value: 'on' } } : { value }),
})
const record = (readings: Reading[]) =>
  house.db.transaction().execute((tx) => house.infrastructure.readings.record(tx, readings))
const { format } = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Warsaw', dateStyle: 'short', timeStyle: 'medium' })

/** The period's name by the city's clock, reckoned without the database. */
const periodOf = (grain: Grain, at: Date): string => {
  const local = format(at)
  if (grain === 'day') return local.slice(0, 10)
  if (grain === 'month') return local.slice(0, 7)
  const length_ms = grain === 'hour' ? 3_600_000 : 900_000
  return String(Math.floor(at.getTime() / length_ms))
}

async function expectNaive(entityId: string): Promise<void> {
  const { readings, telemetry } = house.infrastructure
  for (const { id } of await readings.seriesOf(entityId)) {
    const points = (await readings.raw(id)).filter(({ value }) => value !== null && Math.abs(value) < 1e100).reverse()
    for (const grain of GRAINS) {
      const naive = Object.groupBy(points, ({ observedAt }) => periodOf(grain, observedAt))
      const rolled = await telemetry.rollups.of([id], grain)
      expect(rolled.map(({ start }) => periodOf(grain, start))).toEqual(rolled.map(({ lastAt }) => periodOf(grain, lastAt))) // prettier-ignore
      expect(new Set(rolled.map(({ start }) => periodOf(grain, start)))).toEqual(new Set(Object.keys(naive)))
      for (const one of rolled) {
        const values = naive[periodOf(grain, one.start)]!
        const sum = values.reduce((all, { value }) => all + value!, 0)
        const numbers = values.map(({ value }) => value!)
        expect(one).toMatchObject({
          ...{ count: values.length, min: Math.min(...numbers), max: Math.max(...numbers) },
          ...{ last: numbers.at(-1), lastAt: values.at(-1)!.observedAt },
        })
        expect(one.sum).toBeCloseTo(sum, 6)
        expect(one.mean).toBeCloseTo(sum / values.length, 6)
      }
    }
  }
}

// Both nights on which the clock is changed, the turn of a month, and any other time.
const instants = fc.oneof(
  fc.integer({ min: Date.parse('2026-10-24T21:00:00Z'), max: Date.parse('2026-10-25T04:00:00Z') }),
  fc.integer({ min: Date.parse('2026-03-28T22:00:00Z'), max: Date.parse('2026-03-29T04:00:00Z') }),
  fc.integer({ min: Date.parse('2026-10-31T22:30:00Z'), max: Date.parse('2026-10-31T23:30:00Z') }),
  fc.integer({ min: Date.parse('2014-12-01T00:00:00Z'), max: Date.parse('2026-11-20T00:00:00Z') }),
)
const values = fc.oneof(fc.integer({ min: -500, max: 500 }), fc.constant(undefined), fc.constant(1.7e308))
const steps = fc.oneof(
  { weight: 5, arbitrary: fc.array(fc.tuple(instants, values), { minLength: 1, maxLength: 12 }) },
  { weight: 2, arbitrary: fc.constant('pulse' as const) },
  { weight: 1, arbitrary: fc.constant('repeat' as const) },
  { weight: 1, arbitrary: fc.constant('forgetOne' as const) },
  { weight: 1, arbitrary: fc.constant('forget' as const) },
)

test('late, repeated, corrected and forgotten readings are rolled up right', { timeout: 60_000 }, async () => {
  const { readings, telemetry } = house.infrastructure
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 8 }), async (done) => {
      const entityId = `urn:ngsi-ld:Meter:${(run += 1)}`
      let before: Reading[] = []
      for (const step of done) {
        if (step === 'pulse') await telemetry.pulse.once()
        else if (step === 'repeat') await record(before)
        else if (step === 'forget') await house.db.transaction().execute((tx) => readings.forget(tx, entityId))
        else if (step === 'forgetOne') {
          const [series] = await readings.past({ entityIds: [entityId] })
          const where = { entityId, attribute: ATTRIBUTE, seriesId: series?.id ?? 0, micros: series?.points[0]?.micros ?? '0' } // prettier-ignore
          await house.db.transaction().execute((tx) => readings.forgetOne(tx, where))
        } else await record((before = step.map(([at, value]) => reading(entityId, at, value))))
      }
      await telemetry.pulse.once()
      await expectNaive(entityId)
    }),
    { numRuns: 25 },
  )
})

test('a day is as long as it is in the city', async () => {
  const entityId = 'urn:ngsi-ld:Meter:dst'
  const minutes = (from: string, to: string) =>
    Array.from({ length: (Date.parse(to) - Date.parse(from)) / 900_000 }, (_, i) =>
      reading(entityId, Date.parse(from) + i * 900_000, 1),
    )
  await record(minutes('2026-03-28T23:00:00Z', '2026-03-30T22:00:00Z'))
  await record(minutes('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'))
  await house.infrastructure.telemetry.pulse.once()
  const [series] = await house.infrastructure.readings.seriesOf(entityId)
  const days = await house.infrastructure.telemetry.rollups.of([series!.id], 'day')
  expect(days.map(({ start, count }) => [start.toISOString(), count / 4])).toEqual([
    ['2026-03-28T23:00:00.000Z', 23],
    ['2026-03-29T22:00:00.000Z', 24],
    ['2026-10-24T22:00:00.000Z', 25],
  ])
})

test('what comes again is told to nobody; what comes is told once, with its stretch', async () => {
  const told: Settled[] = []
  const { pulse } = house.infrastructure.telemetry
  pulse.on(async (_, settled) => void told.push(...settled.filter(({ entityId }) => entityId.endsWith(':told'))))
  const read = pulse.reader()
  await read()
  const batch = [reading('urn:ngsi-ld:Meter:told', '2026-11-01T10:00:00Z', 1), reading('urn:ngsi-ld:Meter:told', '2026-11-01T11:59:00Z', 2)] // prettier-ignore
  await record(batch)
  await pulse.once()
  await record(batch)
  await pulse.once()
  expect(told).toEqual([
    {
      ...{ seriesId: expect.any(Number), entityId: 'urn:ngsi-ld:Meter:told', attribute: ATTRIBUTE },
      ...{ from: new Date('2026-11-01T10:00:00Z'), to: new Date('2026-11-01T11:59:00.001Z') },
    },
  ])
  expect(await read()).toEqual(['urn:ngsi-ld:Meter:told'])
  expect(await read()).toEqual([])
})

test('a listener that throws undoes its own work alone, and is told again later, each series on its own', async () => {
  const { pulse } = house.infrastructure.telemetry
  await sql`create table heard (entity_id text)`.execute(house.db)
  pulse.on(async (tx, settled) => {
    for (const { entityId } of settled) await sql`insert into heard values (${entityId})`.execute(tx)
    if (settled.some(({ entityId }) => entityId.endsWith(':bad'))) throw new Error('cannot digest it')
  })
  const ids = ['urn:ngsi-ld:Meter:good', 'urn:ngsi-ld:Meter:bad']
  await record(ids.map((id) => reading(id, '2026-11-02T10:00:00Z', 1)))
  await pulse.once()
  for (const id of ids) await expectNaive(id)
  const heard = async () => (await sql<{ entity_id: string }>`select entity_id from heard`.execute(house.db)).rows
  expect(await heard()).toEqual([])
  for (let wait_s = 2; wait_s < 5_000; wait_s *= 2) {
    house.clock.set(new Date(house.clock.now().getTime() + wait_s * 1000))
    await pulse.once()
  }
  expect(await heard()).toEqual([{ entity_id: 'urn:ngsi-ld:Meter:good' }])
  const { rows } = await sql`select from infrastructure_dirty`.execute(house.db)
  expect(rows).toEqual([])
  expect(String(failures.at(-1))).toContain('gives up')
})

test('several processes divide what waits, and none writes what it had read before another', async () => {
  const pulses = Array.from({ length: 3 }, () => createPulse({ db: house.db, clock: house.clock, timezone: 'Europe/Warsaw' })) // prettier-ignore
  const entityId = 'urn:ngsi-ld:Meter:many'
  const flood = Array.from({ length: 40 }, (_, i) => async () => {
    await record(Array.from({ length: 20 }, (_, j) => reading(entityId, Date.parse('2026-11-03T10:00:00Z') + (i * 20 + j) * 7_000, i))) // prettier-ignore
    await pulses[i % 3]!.once()
  })
  await Promise.all(flood.map((step) => step()))
  await pulses[0]!.once()
  await expectNaive(entityId)
})

test('it settles while it runs, and stops when told', async () => {
  const entityId = 'urn:ngsi-ld:Meter:loop'
  await record([reading(entityId, '2026-11-04T10:00:00Z', 1)])
  house.infrastructure.telemetry.start()
  await expect.poll(async () => (await sql`select from infrastructure_dirty`.execute(house.db)).rows.length).toBe(0)
  await house.infrastructure.telemetry.stop()
  await expectNaive(entityId)
})
