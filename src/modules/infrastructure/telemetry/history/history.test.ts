/** History gives as many points as are asked for, at the grain that fits, and what periods say is what the readings say. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openInfrastructure } from '../../testing.ts'
import { grainWithin } from '../rollups/rules.ts'
import type { Period } from '../readings/index.ts'
import { grainFor } from './rules.ts'

const ENTITY = 'urn:ngsi-ld:Meter:1'
const ATTRIBUTE = 'https://example.org/energy'
const START_MS = Date.parse('2026-10-20T22:00:00Z')
let house: Awaited<ReturnType<typeof openInfrastructure>>
beforeAll(async () => {
  house = await openInfrastructure()
  const minute = (i: number) => ({ entityId: ENTITY, attribute: ATTRIBUTE, observedAt: new Date(START_MS + i * 60_000).toISOString(), value: i % 97 }) // prettier-ignore
  const state = (i: number) => ({ ...minute(i), attribute: 'https://example.org/state', value: undefined, content: { type: 'Property', value: `s${i}` } }) // prettier-ignore
  await house.db.transaction().execute(async (tx) => {
    await house.infrastructure.readings.record(
      tx,
      Array.from({ length: 10 * 1440 }, (_, i) => minute(i)),
    )
    await house.infrastructure.readings.record(
      tx,
      Array.from({ length: 30 }, (_, i) => state(i)),
    )
  })
  await house.infrastructure.telemetry.pulse.once()
})
afterAll(() => house.close())
const at = (day: number) => new Date(START_MS + day * 86_400_000)

test('few readings are given themselves, many by the grain that fits', async () => {
  const { history } = house.infrastructure.telemetry
  const of = (from: Date, to: Date, points?: number) => history.of({ entityId: ENTITY, attribute: ATTRIBUTE }, { from, to }, points) // prettier-ignore
  const seen = []
  for (const [to, points] of [
    [0.25, 500],
    [1, 500],
    [1, 30],
    [10, 30],
    [10, 5],
  ] as const) {
    const { grain, points: got, partial } = (await of(at(0), at(to), points))!
    seen.push([grain, got.length, partial, got.reduce((sum, { count }) => sum + count, 0)])
  }
  expect(seen).toEqual([
    ['raw', 360, false, 360],
    ['quarter', 96, false, 1440],
    ['hour', 24, false, 1440],
    ['day', 10, false, 14400],
    ['month', 1, false, 14400],
  ])
  expect((await of(at(4), at(6), 10))!.points.map(({ at, count }) => [at.toISOString(), count])).toEqual([
    ['2026-10-24T22:00:00.000Z', 1500],
    ['2026-10-25T23:00:00.000Z', 1440],
  ])
  expect(await history.of({ entityId: ENTITY, attribute: 'https://example.org/none' })).toBeUndefined()
  const state = (await history.of({ entityId: ENTITY, attribute: 'https://example.org/state' }, {}, 3))!
  expect([state.grain, state.partial, state.points.map(({ content }) => content)]).toEqual(['raw', true, [27, 28, 29].map((i) => ({ type: 'Property', value: `s${i}` }))]) // prettier-ignore
})

test('the newest of each series, the usual step, and how much of it came', async () => {
  const { history } = house.infrastructure.telemetry
  const latest = await history.latest([ENTITY])
  expect(latest.map(({ value, observedAt }) => [value, observedAt.getTime() - START_MS])).toEqual([[14399 % 97, 14399 * 60_000], [null, 29 * 60_000]]) // prettier-ignore
  const { id } = latest[0]!
  expect(await history.usualStep_ms(id)).toBe(60_000)
  expect(await history.completeness(id, { from: at(9), to: at(11) })).toEqual({ expected: 2880, got: 1440, share: 0.5, step_ms: 60_000 }) // prettier-ignore
})

test('periods put together of rollups are those of the readings', { timeout: 60_000 }, async () => {
  const { readings, telemetry } = house.infrastructure
  const step = fc.integer({ min: 0, max: 40 }).map((n) => new Date(START_MS + n * 900_000 * 7).toISOString())
  const seconds = fc.constantFrom(900, 1800, 3600, 7200, 86_400, 86_400 * 3)
  await fc.assert(
    fc.asyncProperty(step, step, seconds, async (after, before, count) => {
      const asked = { entityIds: [ENTITY], attributes: [ATTRIBUTE], after, before }
      const period: Period = { unit: 'second', count, origin: after }
      const rolled = await telemetry.rollups.summaries(asked, period, 5_000)
      const raw = await readings.summaries(asked, period)
      const told = (all: typeof raw) => all.map(({ of: { start, sum, avg, min, max } }) => [start.getTime(), sum, avg?.toFixed(9), min, max]) // prettier-ignore
      expect(told(rolled ?? [])).toEqual(told(raw))
    }),
    { numRuns: 15 },
  )
})

test('what does not fit exactly is asked of the readings', () => {
  const period = (count: number, origin = '2026-11-01T00:00:00Z'): Period => ({ unit: 'second', count, origin })
  expect(grainWithin({ entityIds: [] }, period(86_400))).toBe('hour')
  expect(grainWithin({ entityIds: [], after: '2026-11-01T00:15:00Z' }, period(86_400))).toBe('quarter')
  expect(grainWithin({ entityIds: [], before: '2026-11-01T00:00:01Z' }, period(86_400))).toBeUndefined()
  expect(grainWithin({ entityIds: [], by: 'received' }, period(86_400))).toBeUndefined()
  expect(grainWithin({ entityIds: [] }, period(600))).toBeUndefined()
  expect(grainFor(new Date('2000-01-01'), new Date('2026-01-01'), 2)).toBe('month')
})
