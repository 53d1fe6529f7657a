/** The demonstration district, sent to a house by the command line and taken away again. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { system } from '#platform/actor'
import { systemClock } from '#platform/clock'
import { readConfig } from '#platform/config'
import type { Database } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { createLog } from '#platform/log'
import { createUnia, migrations, type Unia } from '../../app.ts'
import { unia } from '../testing.ts'
import { LED_LAMP_W, OLD_LAMP_W, reading, temperatureAt } from './behaviour.ts'
import { districtAt } from './district.ts'
import { send } from './sending.ts'
import { settle } from './setup.ts'

const folder = mkdtempSync(join(tmpdir(), 'unia-demo-'))
let database: Database
let house: Unia
let mqtt: string
beforeAll(async () => {
  database = await testDatabase(migrations)
  vi.stubEnv('BASE_URL', '')
  vi.stubEnv('DATA_DIR', folder)
  vi.stubEnv('DATABASE_URL', database.url)
  vi.stubEnv('CITY_DIR', 'test/cities/rivermouth')
  house = await createUnia(readConfig({ ...process.env, PORT: '0' }), createLog({ level: 'silent' }))
  await house.start({ serve: true, work: false })
  mqtt = `mqtt://127.0.0.1:${house.mqttPort()}`
})
afterAll(async () => {
  await house.stop()
  await database.close()
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
const countOf = async (table: 'entities' | 'readings' | 'devices') => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(`infrastructure_${table}`)} ${sql.raw(table === 'entities' ? 'where current' : '')}`.execute(database.db) // prettier-ignore
  return rows[0]!.n
}

test('a district is sent by devices, broken, made LED, and taken away', { timeout: 60_000 }, async () => {
  expect(await unia('demo', '--break', 'lamp-1-03')).toMatchObject({ code: 0 })
  expect(await unia('demo', '--retrofit', 'cabinet-2')).toMatchObject({ code: 0 })
  expect(await unia('demo', '--break', 'lamp-9-99')).toMatchObject({ code: 2 })
  const { code, out, err } = await unia('demo', '--from', hoursAgo(30), '--until', hoursAgo(3), '--speed', '100000', '--mqtt', mqtt) // prettier-ignore
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toContain('53 devices of the demonstration district')
  expect(await countOf('entities')).toBe(53)
  expect(await countOf('devices')).toBe(53)
  // 27 hours by quarter hours, of forty lamps three each, of three cabinets three, three meters two, two one, five air sensors five.
  expect(await countOf('readings')).toBe(27 * 4 * (40 * 3 + 3 * 3 + 3 * 2 + 2 + 5 * 5))
  const { context, devices } = house.infrastructure
  const lamp = await context.find('urn:ngsi-ld:Streetlight:demo:lamp-2-01')
  expect(lamp).toMatchObject({ scopes: ['/demo'], types: ['https://smartdatamodels.org/dataModel.Streetlighting/Streetlight'] }) // prettier-ignore
  expect(JSON.stringify(lamp)).toContain('"LED"')
  const { lon, lat } = placeOf(JSON.stringify(lamp))
  expect(await house.places.at(lon, lat)).toBeDefined()
  expect((await devices.profiles(system('test'))).map(({ name }) => name)).toContain('Demo: street lamps')
  const again = await unia('demo', '--from', hoursAgo(1), '--until', hoursAgo(1), '--mqtt', mqtt)
  expect(again.code).toBe(0)
  expect(await unia('demo', '--remove')).toMatchObject({ code: 0 })
  expect([await countOf('entities'), await countOf('devices'), await countOf('readings')]).toEqual([0, 0, 0])
})

function placeOf(text: string) {
  const [, lon, lat] = /"coordinates":\[([\d.-]+),([\d.-]+)\]/.exec(text)!
  return { lon: Number(lon), lat: Number(lat) }
}

test('meters come by file, also while the house runs; rows that cannot be read are told by their line', async () => {
  const file = join(folder, 'meters.csv')
  writeFileSync(file, 'Licznik;Data;Stan kWh\nPPE 1;2026-10-01 00:00;100,5\nPPE 1;2026-11-01 00:00;\nPPE 1;2026-11-02 00:00;130,0\n') // prettier-ignore
  const { code, out } = await unia('meters', 'import', file)
  expect({ code, out }).toMatchObject({ code: 1, out: expect.stringContaining('2 readings of 1 meters, 1 rows rejected') as string }) // prettier-ignore
  expect(out).toContain('line 3, Stan kWh: “”; right would be 1234,5')
  expect(await house.infrastructure.context.find('urn:ngsi-ld:Meter:PPE-1')).toBeDefined()
  expect(await unia('meters', 'import')).toMatchObject({ code: 2 })
})

test('times and speeds that are none are not understood; where nobody listens it says so', async () => {
  for (const args of [
    ['--speed', '0'],
    ['--speed', 'x'],
    ['--from', '1999-01-01'],
    ['--from', 'x'],
    ['--until', '2099-01-01'],
  ])
    // prettier-ignore
    expect(await unia('demo', ...args)).toMatchObject({ code: 2 })
  expect(await unia('demo', '--mqtt', 'mqtt://127.0.0.1:1')).toMatchObject({ code: 1, err: expect.stringContaining('Nobody listens') as string }) // prettier-ignore
})

test('lamps burn at night, LED takes less, what is broken is out, registers grow, winter is cold', () => {
  const district = districtAt([22.5, 51.2])
  const [lamp, cabinet] = [district.find(({ id }) => id === 'lamp-1-01')!, district.find(({ id }) => id === 'cabinet-1')!] // prettier-ignore
  const [night, noon] = [Date.parse('2026-01-15T22:00:00Z'), Date.parse('2026-01-15T11:00:00Z')]
  const registers = new Map<string, number>()
  const none = { broken: new Set<string>(), retrofitted: new Set<string>() }
  const at = (thing: typeof lamp, at_ms: number, deeds = none) => reading(thing, district, at_ms, 3_600_000, deeds, registers) // prettier-ignore
  expect(at(lamp, noon)).toMatchObject({ power: 0, state: 'off', failure: 0 })
  expect(Number(at(lamp, night).power) / OLD_LAMP_W).toBeCloseTo(1, 1)
  expect(Number(at(lamp, night, { ...none, retrofitted: new Set(['cabinet-1']) }).power) / LED_LAMP_W).toBeCloseTo(1, 1)
  expect(at(lamp, night, { ...none, broken: new Set(['lamp-1-01']) })).toMatchObject({ power: 0, state: 'off', failure: 1 }) // prettier-ignore
  // By day, too: one alarm until it is mended, not one each night.
  expect(at(lamp, noon, { ...none, broken: new Set(['lamp-1-01']) })).toMatchObject({ power: 0, failure: 1 })
  expect(districtAt([0, 0], 'pl')[1]!.name).toBe('Pokaz: latarnia 1-01')
  const states = [night, noon, night + 86_400_000].map((one) => Number(at(cabinet, one).energy))
  expect(states).toEqual(states.toSorted((a, b) => a - b))
  expect(states[0]).toBeGreaterThan(1.4)
  expect(temperatureAt(Date.parse('2026-07-20T13:00:00Z'))).toBeGreaterThan(temperatureAt(noon) + 10)
})

test('where the house stops, the demonstration ends by itself', async () => {
  const settled = (await settle(house, new Date()))!
  const some = settled.district.slice(0, 5)
  const wasHeard = send({
    ...{ ...settled, district: some, url: mqtt, clock: systemClock, from: new Date(Date.now() - 3_600_000), speed: 60 },
    deeds: () => ({ broken: new Set<string>(), retrofitted: new Set<string>() }),
    told: () => void house.infrastructure.mqtt.stop(),
    ...{ signal: new AbortController().signal, away_ms: 50 },
  })
  expect(await wasHeard).toBe(false)
})
