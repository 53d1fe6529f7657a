/** A plan names the things that read: what is computed is what a file of the same readings gives, and a day that was not read whole is a gap. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system, type Actor } from '#platform/actor'
import { dayAfter, zoneOf } from '#stats'
import { CITY, openInfrastructure } from '../testing.ts'
import { recompute } from './bundle.ts'
import { findingsOf } from './findings.ts'
import { burning } from './lamps.ts'
import { statesOf } from './live.ts'
import { daysOf } from './measuring.ts'
import type { Plan } from './types.ts'

const anna: Actor = { id: 'anna', kind: 'person', can: () => true }
const pack = system('test')
const TYPE = 'https://example.org/Meter'
const [ENERGY, WARMTH] = ['https://example.org/energy', 'https://example.org/temperature']
const warsaw = zoneOf('Europe/Warsaw')
const HOUR_MS = 3_600_000
const BEGINS = '2026-12-01'
const FIRST = '2025-12-01'

const plan: Plan = {
  ...{ title: 'Termomodernizacja szkoły', measure: 'Ocieplenie ścian', boundary: 'Budynek szkoły z salą' },
  ...{ responsible: 'Wydział Inwestycji', organisationId: CITY, carrier: 'electricity', zone: 'Europe/Warsaw' },
  ...{ begins: BEGINS, reportsFrom: '2026-12-31', level: 0.9, demo: false, option: 'C' },
  promised: { energy_kwh: 40_000, money_grosze: 4_000_000, co2e_kg: 24_000 },
  investment: { cost_grosze: 30_000_000, life_years: 20, discount: 0.03 },
  series: {
    meter: { entityId: 'urn:ngsi-ld:Meter:1', attribute: 'energy', unit: 'kWh' },
    temperature: { entityId: 'urn:ngsi-ld:Meter:1', attribute: WARMTH, unit: 'C' },
  },
}

let house: Awaited<ReturnType<typeof openInfrastructure>>
const degrees = (i: number) => 8 - 12 * Math.cos((2 * Math.PI * (i - 20)) / 365)
const use = (i: number) => (400 + 25 * Math.max(0, 15 - degrees(i)) + 12 * Math.sin(i * 3.7)) * (i < 395 ? 1 : 0.75)
/** Rollups as the pulse would leave them: each hour of each day, one reading. */
async function read(entityId: string, days: number): Promise<void> {
  const { readings, telemetry, context } = house.infrastructure
  const hours = Array.from({ length: days }, (_, i) => {
    const from = warsaw.startOf(dayAfter(FIRST, i))
    const count = Math.round((warsaw.startOf(dayAfter(FIRST, i + 1)) - from) / HOUR_MS)
    return Array.from({ length: count }, (_, h) => ({ at: new Date(from + h * HOUR_MS).toISOString(), i, count }))
  }).flat()
  await house.db.transaction().execute(async (tx) => {
    await context.upsert(tx, [{ id: entityId, types: [TYPE], attributes: {} }], pack)
    await readings.record(tx, hours.map(({ at, i, count }) => ({ entityId, attribute: ENERGY, observedAt: at, value: use(i) / count }))) // prettier-ignore
    await readings.record(tx, hours.map(({ at, i }) => ({ entityId, attribute: WARMTH, observedAt: at, value: degrees(i) }))) // prettier-ignore
  })
  await telemetry.pulse.once()
}
beforeAll(async () => {
  house = await openInfrastructure()
  await read('urn:ngsi-ld:Meter:1', 425)
}, 120_000)
afterAll(() => house.close())

const savings = () => house.infrastructure.savings
const refused = (code: string) => expect.objectContaining({ code }) as unknown
async function sealed(change: Partial<Extract<Plan, { option: 'C' }>> = {}): Promise<string> {
  house.clock.set('2026-11-23T10:00:00Z')
  const { id } = await savings().draft(anna, { ...plan, ...change } as Plan)
  await savings().seal(anna, id)
  house.clock.set('2027-06-01T10:00:00Z')
  return id
}
const naming = (entityId: string, attribute = 'energy') => ({ series: { ...plan.option === 'C' && plan.series!, meter: { entityId, attribute, unit: 'kWh' as const } } as never }) // prettier-ignore

test('measured from its things it is what their readings say, with the way back to them, and computes again', async () => {
  const id = await sealed()
  const { content } = await savings().compute(anna, id)
  expect(content.daysCounted).toBe(30)
  expect(content.avoided_kwh / content.baseline_kwh).toBeCloseTo(0.25, 1)
  expect(content.files).toMatchObject([
    { kind: 'meter', series: { entityId: 'urn:ngsi-ld:Meter:1', attribute: ENERGY } },
    { kind: 'temperature', name: 'urn:ngsi-ld:Meter:1 temperature' },
  ])
  const { stream } = await savings().bundle(anna, id, 1)
  const bundle = JSON.parse(Buffer.concat(await Array.fromAsync(stream as AsyncIterable<Buffer>)).toString())
  expect(recompute(bundle).same).toBe(true)
  expect(findingsOf(plan, { option: 'C', ...pairs(bundle.readings) }, [], {}).avoided_kwh).toBe(content.avoided_kwh)
}, 60_000)
const pairs = ({ meter, temperature_f }: Record<'meter' | 'temperature_f', [number, number | null][]>) => {
  const timed = (all: [number, number | null][]) => all.map(([at_ms, value]) => ({ at_ms, value }))
  return { meter: timed(meter), temperature_f: timed(temperature_f) }
}

test('things that are not there, that read something else, of the demonstration, or about a person, are refused', async () => {
  const { context } = house.infrastructure
  const demo = { id: 'urn:ngsi-ld:Meter:demo:1', types: [TYPE], attributes: {} }
  const still = { id: 'urn:ngsi-ld:Meter:2', types: [TYPE], attributes: { [ENERGY]: [{ type: 'Property' as const, value: 1, observedAt: '2026-11-01T00:00:00Z' }] } } // prettier-ignore
  await house.db.transaction().execute((tx) => context.upsert(tx, [demo, still], pack))
  const compute = async (change: object) => savings().compute(anna, await sealed(change))
  await expect(compute(naming('urn:ngsi-ld:Meter:9'))).rejects.toThrow(refused('savings.noThing'))
  await expect(compute(naming('urn:ngsi-ld:Meter:1', 'gas'))).rejects.toThrow(refused('savings.noSeries'))
  await expect(compute(naming(demo.id))).rejects.toThrow(refused('savings.demoSeries'))
  await expect(compute(naming('urn:ngsi-ld:Meter:2'))).rejects.toThrow(refused('savings.noReadings'))
  await context.policies.load(pack, [{ type: TYPE, attribute: ENERGY, level: 'personal' }])
  await expect(compute({})).rejects.toThrow(refused('savings.personalSeries'))
  await context.policies.load(pack, [])
})

test('a baseline of too few days is refused with what would be enough', async () => {
  await read('urn:ngsi-ld:Meter:3', 200)
  const id = await sealed({ ...naming('urn:ngsi-ld:Meter:3') })
  await expect(savings().compute(anna, id)).rejects.toThrow(refused('stats.savings.tooFewDays'))
}, 60_000)

const CABINET = 'urn:ngsi-ld:StreetlightControlCabinet:7'
const STREETS = 'https://smartdatamodels.org/dataModel.Streetlighting/'
const lighting: Plan = {
  ...{ title: 'LED na Lipowej', measure: 'Wymiana opraw', boundary: 'Oprawy szafy 7', responsible: 'Zarząd Dróg' },
  ...{ organisationId: CITY, carrier: 'electricity', zone: 'Europe/Warsaw', begins: '2026-12-01', reportsFrom: '2026-12-31' },
  ...{ level: 0.9, demo: false, option: 'A', latitude: 51.25, longitude: 22.57, promised: plan.promised, investment: plan.investment },
  groups: [{ ...{ name: 'Lipowa', count: 20, measured_w: [110, 112, 109], things: [CABINET] }, ...same([{ from_min: 1380, to_min: 300, share: 0.5 }]) }],
} // prettier-ignore
function same(dimming: { from_min: number; to_min: number; share: number }[]) {
  const switching = { altitude_deg: -6, after_min: 0, before_min: 0 }
  return { before: { switching, dimming: [] }, after: { switching, dimming } }
}

test('lamps tell their watts themselves: those of a cabinet, while they burn whole and undimmed; one that is broken is no sample', async () => {
  const { readings, telemetry, context } = house.infrastructure
  const lamps = ['1', '2', '3'].map((n) => `urn:ngsi-ld:Streetlight:${n}`)
  const fed = { [`${STREETS}refStreetlightControlCabinet`]: [{ type: 'Relationship' as const, object: CABINET }] }
  const evenings = Array.from({ length: 12 }, (_, day) => [15, 17, 18, 19, 23, 2].map((hour) => ({ hour, at: new Date(Date.UTC(2027, 0, 2 + day, hour, 30)).toISOString() }))).flat() // prettier-ignore
  const power = (lamp: number, hour: number) =>
    lamp === 2 || hour === 15 ? 0 : hour === 23 || hour === 2 ? 20 : 40 + lamp
  await house.db.transaction().execute(async (tx) => {
    await context.upsert(tx, [{ id: CABINET, types: [TYPE], attributes: {} }, ...lamps.map((id) => ({ id, types: [TYPE], attributes: fed }))], pack) // prettier-ignore
    await readings.record(tx, lamps.flatMap((entityId, n) => evenings.map(({ at, hour }) => ({ entityId, attribute: `${STREETS}powerConsumption`, unitCode: 'WTT', observedAt: at, value: power(n, hour) })))) // prettier-ignore
  })
  await telemetry.pulse.once()
  house.clock.set('2026-11-23T10:00:00Z')
  const { id } = await savings().draft(anna, lighting)
  await savings().seal(anna, id)
  house.clock.set('2027-06-01T10:00:00Z')
  await expect(savings().compute(anna, id, {})).rejects.toThrow(refused('savings.period'))
  const { content } = await savings().compute(anna, id, { to: '2027-01-31' })
  expect(content.lighting).toMatchObject([{ name: 'Lipowa', afterMean_w: 40.5 }])
  expect(content.files.map(({ kind, series }) => [kind, series?.entityId])).toEqual([['wattage', lamps[0]], ['wattage', lamps[1]]]) // prettier-ignore
  expect(content.interval!.low).toBeLessThan(content.avoided_kwh)
  const { stream } = await savings().bundle(anna, id, 1)
  expect(recompute(JSON.parse(Buffer.concat(await Array.fromAsync(stream as AsyncIterable<Buffer>)).toString())).same).toBe(true) // prettier-ignore
  // Nobody knows what lamps take that tell nothing.
  await expect(savings().compute(anna, id, { from: '2027-02-01', to: '2027-03-01' })).rejects.toThrow(refused('savings.wattage')) // prettier-ignore
})

test('an hour that a dimming touches, also past midnight, is no full hour', () => {
  const hours = [20, 21, 22, 23, 2, 4, 5].map((hour) => ({ start: new Date(Date.UTC(2026, 0, 1, hour)), min: 1 }))
  const found = burning(hours, [{ from_min: 22 * 60 + 30, to_min: 5 * 60, share: 0.5 }], zoneOf('UTC'))
  expect(found.map(({ start }) => start.getUTCHours())).toEqual([20, 21, 5])
})

test('a counter’s last state of a day begins the next, and a day without a reading is not known', () => {
  const state = (day: string, last: number, time: string) => ({ start: new Date(warsaw.startOf(day)), last, lastAt: new Date(`${day}T${time}Z`) }) // prettier-ignore
  const states = statesOf([state('2026-07-01', 10, '21:55:00'), state('2026-07-03', 30, '08:00:00')], warsaw)
  expect(states.map(({ at_ms, value }) => [new Date(at_ms).toISOString(), value])).toEqual([
    ['2026-07-01T22:00:00.000Z', 10],
    ['2026-07-02T22:00:00.000Z', null],
    ['2026-07-03T08:00:00.000Z', 30],
  ])
})

test('a counter that is read at midnight may miss a day: that day and the one before it are not known, the others are', () => {
  const read = ['2026-07-01', '2026-07-02', '2026-07-04', '2026-07-05', '2026-07-06']
  const days = read.map((day, i) => ({ start: new Date(warsaw.startOf(day)), last: 10 * i, lastAt: new Date(warsaw.startOf(day)) })) // prettier-ignore
  const { use } = daysOf({ meter: statesOf(days, warsaw), temperature_f: days.map(({ start }) => ({ at_ms: start.getTime(), value: 50 })), zone: warsaw, register: { digits: 6, factor: 1 } }) // prettier-ignore
  expect([...use]).toEqual([['2026-07-01', 10], ['2026-07-04', 10], ['2026-07-05', 10]]) // prettier-ignore
})
