/** Files of readings as they come: units, clocks, columns, and what is no such file. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { zoneOf } from '#stats'
import { createMoments } from '../../telemetry/meters/moments.ts'
import { openFile, readMeter, readTemperature } from './index.ts'
import { energyUnitOf, temperatureUnitOf } from './units.ts'

const folder = mkdtempSync(join(tmpdir(), 'unia-reading-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const warsaw = zoneOf('Europe/Warsaw')
const bytes = (text: string) => Buffer.from(text)
const refused = (code: string, details = {}) => expect.objectContaining({ code, details: expect.objectContaining(details) as unknown }) as unknown // prettier-ignore

test.each([
  ['tempF', 'F'],
  ['temp_c', 'C'],
  ['Temperatura [°C]', 'C'],
  ['T (F)', 'F'],
  ['celsius', 'C'],
  ['temperature', undefined],
  ['traffic', undefined],
  ['value', undefined],
])('the temperature “%s” is in %s', (name, unit) => {
  expect(temperatureUnitOf(name)).toBe(unit)
})

test.each([
  ['use_kWh', 'kWh'],
  ['Zużycie [MWh]', 'MWh'],
  ['ciepło GJ', 'GJ'],
  ['Wh', 'Wh'],
  ['which', undefined],
])('the energy “%s” is in %s', (name, unit) => {
  expect(energyUnitOf(name)).toBe(unit)
})

test('local times are those of the zone; the hour that comes twice is two hours', () => {
  const moment = createMoments(warsaw)
  const told = ['2025-10-26T01:30:00', '2025-10-26T02:30:00', '2025-10-26T02:30:00', '2025-10-26T03:30:00'].map(
    (text) => new Date(moment(text)).toISOString().slice(11, 16),
  )
  expect(told).toEqual(['23:30', '00:30', '01:30', '02:30'])
  const york = createMoments(zoneOf('America/New_York'))
  expect([york('2025-11-02T01:30:00'), york('2025-11-02T01:30:00')].map((at) => new Date(at).getUTCHours())).toEqual([
    5, 6,
  ])
  expect(createMoments(warsaw)('2025-07-01')).toBe(Date.parse('2025-06-30T22:00:00Z'))
  expect(createMoments(warsaw)('2025-07-01T00:00:00-06:00')).toBe(Date.parse('2025-07-01T06:00:00Z'))
})

test('gigajoules become kilowatt-hours, Celsius Fahrenheit; what is missing stays so', async () => {
  const meter = await readMeter(bytes('day;ciepło [GJ]\n01.02.2025;3,6\n02.02.2025;NA\n03.02.2025;7,2\n'), {
    zone: warsaw,
  })
  expect(meter.unit).toBe('GJ')
  expect(meter.readings.map(({ value }) => value)).toEqual([1000, null, 2000])
  const weather = await readTemperature(bytes('t,x\n2025-02-01 00:00,-40\n2025-02-01 01:00,0\n'), {
    zone: warsaw,
    unit: 'C',
  })
  expect(weather.readings.map(({ value }) => value)).toEqual([-40, 32])
  expect(weather.readings[0]!.at_ms).toBe(Date.parse('2025-01-31T23:00:00Z'))
})

test('three places behind the comma in every row are decimals, as Polish meters write them', async () => {
  const file = bytes('dzień;zużycie kWh\n2025-01-01;857,395\n2025-01-02;901,120\n2025-01-03;899,004\n')
  const { readings } = await readMeter(file, { zone: warsaw })
  expect(readings.map(({ value }) => value)).toEqual([857.395, 901.12, 899.004])
})

test('of several columns, the one with the usual name is taken, or the one that is named', async () => {
  const file = bytes('start,place,value,other\n2025-01-01,4,5,6\n2025-01-02,4,5,6\n')
  expect((await readMeter(file, { zone: warsaw })).columns).toEqual({ time: 'start', value: 'value' })
  expect((await readMeter(file, { zone: warsaw, column: 'other' })).readings[0]!.value).toBe(6)
  await expect(readMeter(file, { zone: warsaw, column: 'none' })).rejects.toThrow(refused('savings.file.columnUnknown'))
  const unclear = bytes('start,a,b\n2025-01-01,4,5\n2025-01-02,4,5\n')
  await expect(readMeter(unclear, { zone: warsaw })).rejects.toThrow(refused('savings.file.noValue'))
})

describe('refused', () => {
  test.each([
    ['no unit', 'time,temp\n2023-01-01,1\n2023-01-02,2\n', 'savings.file.unit', { column: 'temp' }],
    ['no time', 'a,temp_c\n1,2\n3,4\n', 'savings.file.noTime', {}],
    [
      'a cell that is no number',
      'time,temp_c\n2023-01-01,1\n2023-01-02,warm\n2023-01-03,1\n2023-01-04,2\n',
      'savings.file.cell',
      { line: 3, found: 'warm' },
    ],
    [
      'a day that is none',
      'time,temp_c\n2023-01-01,1\n2023-02-30,3\n2023-01-03,1\n2023-01-04,2\n',
      'savings.file.cell',
      { line: 3 },
    ],
    ['nothing', '', 'reading.empty', {}],
  ])('%s', async (_, content, code, details) => {
    await expect(readTemperature(bytes(content), { zone: warsaw })).rejects.toThrow(refused(code, details))
  })

  test('a gzip that was cut off, and one that unpacks to more than is read', async () => {
    const whole = gzipSync('time,temp_c\n'.concat('2023-01-01,1\n'.repeat(500)))
    const path = join(folder, 'cut.csv.gz')
    writeFileSync(path, whole.subarray(0, 30))
    const { source } = await openFile(path)
    await expect(readTemperature(source, { zone: warsaw })).rejects.toThrow(refused('savings.file.gzip'))
  })
})
