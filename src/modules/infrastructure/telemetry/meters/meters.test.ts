/** Files of meter readings as people keep them: what is taken, what is refused by its line, counters that roll over or are exchanged. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system, visitor, type Actor } from '#platform/actor'
import { METER_CARRIERS } from '../../index.ts'
import { CITY, openInfrastructure } from '../../testing.ts'

let house: Awaited<ReturnType<typeof openInfrastructure>>
beforeAll(async () => {
  house = await openInfrastructure()
})
afterAll(() => house.close())

const anna = { ...system('test'), id: 'anna', kind: 'person' as const }
const bring = (content: string | Buffer, as: object = {}) =>
  house.infrastructure.meters.bring(anna, Buffer.from(content as string), { organisationId: CITY, ...as })
async function storedOf(id: string) {
  const { rows } = await sql<{
    at: Date
    value: number
    dataset: string
  }>`select r.observed_at as at, r.value, s.dataset_id as dataset
    from infrastructure_readings r join infrastructure_series s on s.id = r.series_id
    where s.entity_id = ${`urn:ngsi-ld:Meter:${id}`} order by dataset, at`.execute(house.db)
  return rows.map(({ at, value, dataset }) => [at.toISOString().slice(0, 16), value, dataset ? 'use' : 'register'])
}

const POLISH = [
  'Licznik;Data odczytu;Stan [kWh]',
  'PPE 1;01.10.2026 00:00;99 980,5',
  'PPE 1;01.11.2026 00:00;99 999,0',
  'PPE 1;15.11.2026 00:00;20,5',
  'PPE 2;01.10.2026 00:00;500,0',
  'PPE 2;01.11.2026 00:00;dużo',
  'PPE 2;02.11.2026 00:00;3,0',
  'PPE 2;31.02.2026 00:00;4,0',
  ';05.11.2026 00:00;5,0',
  'PPE 2;01.12.2026 00:00;6,0',
].join('\n')

test('a register that rolls over, one that was exchanged, and rows that cannot be read, by their line', async () => {
  const report = await bring(POLISH, { digits: 5 })
  expect(report).toMatchObject({ rows: 9, accepted: 5, rejected: 4, meters: 2, stored: 7 })
  expect(report.rejections.map(({ line, column }) => [line, column])).toEqual([
    ...[[6, 'Stan [kWh]'], [8, 'Data odczytu'], [9, 'Licznik'], [10, 'Data odczytu']], // prettier-ignore
  ])
  expect(report.events.map(({ meter, kind, from, to }) => [meter, kind, from, to])).toEqual([
    ['PPE 1', 'rolledOver', 99999, 20.5],
    ['PPE 2', 'exchanged', 500, 3],
  ])
  expect(await storedOf('PPE-1')).toEqual([
    ['2026-09-30T22:00', 99980.5, 'register'],
    ['2026-10-31T23:00', 99999, 'register'],
    ['2026-11-14T23:00', 20.5, 'register'],
    ['2026-09-30T22:00', 18.5, 'use'],
    ['2026-10-31T23:00', 21.5, 'use'],
  ])
  expect(await storedOf('PPE-2')).toHaveLength(2)
})

test('the same file again changes nothing, also in another encoding', async () => {
  const before = [await storedOf('PPE-1'), await storedOf('PPE-2')]
  expect((await bring(POLISH, { digits: 5 })).accepted).toBe(5)
  const windows = Buffer.from(POLISH.replace('dużo', 'duzo'), 'latin1')
  expect((await bring(windows, { digits: 5 })).accepted).toBe(5)
  expect([await storedOf('PPE-1'), await storedOf('PPE-2')]).toEqual(before)
})

test('use in each interval, of one meter named for the file', async () => {
  const file = 'from,use_kWh\n2026-10-25T00:00:00Z,1.5\n2026-10-25T01:00:00Z,2.5\n2026-10-25T02:00:00Z,0\n'
  expect(await bring(file, { kind: 'use', meter: 'school' })).toMatchObject({ accepted: 3, rejected: 0, events: [] })
  expect(await storedOf('school')).toEqual([
    ['2026-10-25T00:00', 1.5, 'use'],
    ['2026-10-25T01:00', 2.5, 'use'],
    ['2026-10-25T02:00', 0, 'use'],
  ])
})

test.each([
  ['no time', 'meter,value\na,1\nb,2\n', {}, 'meters.noTime'],
  ['no meter', 'time,value\n2026-01-01T00:00:00Z,1\n2026-01-02T00:00:00Z,2\n', {}, 'meters.noMeter'],
  ['another column', 'time,value\n2026-01-01T00:00:00Z,1\n', { meter: 'a', valueColumn: 'x' }, 'meters.columnUnknown'],
  [
    'a register beyond its digits',
    'time,value\n2026-01-01T00:00:00Z,1000\n2026-01-02T00:00:00Z,2\n',
    { meter: 'a', digits: 3 },
    'stats.savings.register',
  ],
  ['nothing', '', { meter: 'a' }, 'reading.empty'],
])('%s is refused', async (_, file, as, code) => {
  await expect(bring(file, as)).rejects.toMatchObject({ code })
})

test('a file of which one meter is refused leaves nothing of the others', async () => {
  const file = 'meter,time,value\ngood,2026-01-01T00:00:00Z,1\ngood,2026-01-02T00:00:00Z,2\nbad,2026-01-01T00:00:00Z,1000\nbad,2026-01-02T00:00:00Z,2\n' // prettier-ignore
  await expect(bring(file, { digits: 3 })).rejects.toMatchObject({ code: 'stats.savings.register' })
  expect(await storedOf('good')).toEqual([])
})

test('whoever may not write brings nothing', async () => {
  const visitor = { id: 'visitor', kind: 'visitor' as const, can: () => false }
  await expect(
    house.infrastructure.meters.bring(visitor, Buffer.from(POLISH), { organisationId: CITY }),
  ).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('meters are listed with what they show, what was used, and when they were exchanged', async () => {
  const list = (about: object = {}, actor: Actor = anna) => house.infrastructure.meters.list(actor, about)
  await bring('Licznik;Data;Stan kWh\nspis (1);2026-10-01 00:00;500\nspis (1);2026-11-01 00:00;620,5\nspis (1);2026-11-10 00:00;3\nspis (1);2026-11-20 00:00;9') // prettier-ignore
  const settled = () => house.infrastructure.telemetry.pulse.once()
  await settled()
  const { meters, count } = await list({ text: 'spis-(1)' })
  expect(count).toBe(1)
  expect(meters).toMatchObject([
    {
      id: 'urn:ngsi-ld:Meter:spis-(1)',
      register: { value: 9, unit: 'KWH', at: '2026-11-19T23:00:00.000Z' },
      use: { value: 6, unit: 'KWH' },
      events: [{ kind: 'exchanged', from: 620.5, to: 3, at: new Date('2026-11-09T23:00:00Z') }],
    },
  ])
  expect(await list({ text: 'spis.*' })).toMatchObject({ count: 0, meters: [] })
  expect((await list({}, visitor)).meters).toEqual([])
  const all = await list()
  expect(all.count).toBeGreaterThan(1)
  expect((await list({ offset: all.count })).meters).toEqual([])
})

test('an exchange is told by the digits that were said of the counter, however many readings came since', async () => {
  const bring_ = async (meter: string, rows: string, digits: number) => {
    await bring(`time,register_kWh\n${rows}`, { meter, digits })
    await house.infrastructure.telemetry.pulse.once()
    const { meters } = await house.infrastructure.meters.list(anna, { text: `:${meter}` })
    return meters.map(({ events }) => events.map(({ kind, from, to }) => [kind, from, to]))
  }
  const minutes = Array.from({ length: 2_500 }, (_, i) => `${new Date(Date.UTC(2026, 9, 2) + i * 60_000).toISOString()},${10 + i}`) // prettier-ignore
  const rolling = ['2026-10-01T00:00:00Z,95', '2026-10-01T00:10:00Z,99', '2026-10-01T00:20:00Z,3']
  expect(await bring_('rolling', rolling.join('\n'), 2)).toEqual([[['rolledOver', 99, 3]]])
  expect(await bring_('rolling', minutes.join('\n'), 4)).toEqual([[['exchanged', 99, 3]]])
  const large = ['2026-10-01T00:00:00Z,999999999', '2026-10-02T00:00:00Z,5', '2026-10-03T00:00:00Z,2']
  expect(await bring_('large', large.join('\n'), 9)).toEqual([[['exchanged', 5, 2], ['rolledOver', 999_999_999, 5]]]) // prettier-ignore
})

test('a counter that came by itself and shows more than the usual digits is listed as any other', async () => {
  const { attribute, type } = METER_CARRIERS.water
  const reading = (value: number, observedAt: string) => ({ id: 'urn:ngsi-ld:Meter:by-itself', types: [type], attributes: { [attribute]: [{ type: 'Property' as const, value, observedAt }] } }) // prettier-ignore
  await house.db.transaction().execute((tx) => house.infrastructure.context.upsert(tx, [reading(2e9, '2026-10-01T00:00:00Z'), reading(1, '2026-10-02T00:00:00Z')], anna)) // prettier-ignore
  await house.infrastructure.telemetry.pulse.once()
  const { meters } = await house.infrastructure.meters.list(anna, { text: 'by-itself' })
  expect(meters[0]!.events).toMatchObject([{ kind: 'exchanged', from: 2e9, to: 1 }])
})
