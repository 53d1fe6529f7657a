/** The savings' commands as people and scripts meet them: the published building, °C and local days, counters, wrong input. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { unia } from '../testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'unia-savings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const kept = (name: string, content: string | Buffer): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const DAY_MS = 86_400_000
const dayText = (from: string, i: number) => new Date(Date.parse(from) + i * DAY_MS).toISOString().slice(0, 10)
const rows = (days: number, row: (i: number) => string) => Array.from({ length: days }, (_, i) => row(i)).join('\n')
const degrees = (i: number) => 8 - 12 * Math.cos((2 * Math.PI * i) / 365)
/** 100 kWh a day, and 5 for each degree below 15 °C; a fifth less from the second year on. */
const use = (i: number) => (100 + 5 * Math.max(0, 15 - degrees(i))) * (i < 365 ? 1 : 0.8)

const ORACLE = ['../shared/oracles/savings', '/work/shared/oracles/savings'].find((path) => existsSync(path))

describe.skipIf(!ORACLE)('the published building', () => {
  const files = [
    '--meter',
    `${ORACLE}/il-electricity-cdd-hdd-daily.csv.gz`,
    '--temperature',
    `${ORACLE}/il-tempF.csv.gz`,
  ]

  test('is fitted from its own files, and a model that was kept computes sixty other days', async () => {
    const fitted = await unia(
      'savings',
      'fit',
      ...files,
      '--baseline-end',
      '2016-12-26',
      '--method',
      'caltrack-daily',
      '--json',
    )
    expect(fitted).toMatchObject({ code: 0, err: '' })
    const fit = JSON.parse(fitted.out) as {
      model: Record<'heating' | 'cooling', object>
      fit: { rSquaredAdjusted: number }
    }
    expect(fit.model).toMatchObject({ heating: { balancePoint_f: 53 }, cooling: { balancePoint_f: 68 } })
    expect(fit.fit.rSquaredAdjusted).toBeCloseTo(0.7685, 4)

    const meter = kept('sixty.csv', `start,value\n${rows(60, (i) => `${dayText('2011-01-01', i)}T00:00:00Z,1`)}`)
    const temperature = kept(
      'sixty-t.csv',
      `dt,tempF\n${rows(60, (i) => `${dayText('2011-01-01', i)}T00:00:00Z,${30 + i}`)}`,
    )
    const model = kept('fit.json', fitted.out)
    const found = await unia(
      'savings',
      'compute',
      '--model',
      model,
      '--meter',
      meter,
      '--temperature',
      temperature,
      '--json',
    )
    expect(found.err).toBe('')
    const { avoided, reporting } = JSON.parse(found.out) as {
      avoided: { value: number; interval: { band: number } }
      reporting: { daysCounted: number }
    }
    expect(reporting.daysCounted).toBe(59)
    expect(Math.abs(avoided.value - 1571.28)).toBeLessThan(0.01)
    expect(Math.abs(avoided.interval.band - 601.52)).toBeLessThan(0.01)
  })
})

describe('files as cities have them', () => {
  const meter = () => kept('meter.csv', `Początek;Zużycie [MWh]\n${rows(731, (i) => `${dayText('2023-01-01', i).split('-').reverse().join('.')};${(use(i) / 1000).toFixed(7).replace('.', ',')}`)}\n`) // prettier-ignore
  const temperature = () => kept('t.csv.gz', gzipSync(`czas;temp_c\n${rows(731, (i) => `${dayText('2023-01-01', i)};${degrees(i).toFixed(4)}`)}\n`)) // prettier-ignore

  test('decimal commas, °C, MWh, gzip and local days: a fifth less is found', async () => {
    const files = [
      '--meter',
      meter(),
      '--temperature',
      temperature(),
      '--baseline-end',
      '2024-01-01',
      '--zone',
      'Europe/Warsaw',
    ]
    const { out, err } = await unia('savings', 'compute', ...files, '--json')
    expect(err).toBe('')
    const found = JSON.parse(out) as { model: { heating: { balancePoint_c: number } }; reporting: { baseline: number; daysCounted: number }; avoided: { value: number } } // prettier-ignore
    expect(found.model.heating.balancePoint_c).toBeCloseTo(15, 4)
    expect(found.reporting.daysCounted).toBe(365)
    expect(found.avoided.value / found.reporting.baseline).toBeCloseTo(0.2, 3)
    const told = await unia(
      'savings',
      'compute',
      ...files,
      '--from',
      '2024-02-01',
      '--to',
      '2024-03-01',
      '--adjust',
      '2024-02-10:2024-02-12:50',
    )
    expect(told.out).toMatch(/Heating: [\d.]+ kWh a day for each °F below 59 °F \(15.00 °C\)/)
    expect(told.out).toMatch(/29 of 29 days/)
  })

  test('a counter that rolls over tells the same as use', async () => {
    let counter = 9_000
    const states = rows(732, (i) => {
      const row = `${dayText('2023-01-01', i)},${(counter % 10_000).toFixed(3)}`
      counter += use(i)
      return row
    })
    const files = [
      '--meter',
      kept('counter.csv', `day,kWh\n${states}\n`),
      '--temperature',
      temperature(),
      '--baseline-end',
      '2024-01-01',
    ]
    const { out, err } = await unia('savings', 'compute', ...files, '--register', '4', '--json')
    expect(err).toBe('')
    const found = JSON.parse(out) as { registerEvents: { kind: string }[]; avoided: { value: number }; reporting: { baseline: number } } // prettier-ignore
    expect(new Set(found.registerEvents.map(({ kind }) => kind))).toEqual(new Set(['rolledOver']))
    expect(found.avoided.value / found.reporting.baseline).toBeCloseTo(0.2, 3)
  })

  test.each([
    [
      'a baseline too short, with what would be enough',
      ['--baseline-end', '2023-06-01'],
      'stats.savings.tooFewDays',
      1,
      /151 of the 365 days.*178 more days.*from 2023-11-26/,
    ],
    ['a day that is none', ['--baseline-end', '2024-13-01'], 'stats.file.option', 2, /2024-13-01/],
    [
      'a column that is not there',
      ['--baseline-end', '2024-01-01', '--meter-column', 'kWh'],
      'savings.file.columnUnknown',
      1,
      /Zużycie/,
    ],
  ])('%s', async (_, options, refused, exit, said) => {
    const { code, err, out } = await unia(
      'savings',
      'fit',
      '--meter',
      meter(),
      '--temperature',
      temperature(),
      ...options,
      '--json',
    )
    expect({ code, out }).toEqual({ code: exit, out: '' })
    const told = JSON.parse(err) as { code: string; detail: string }
    expect(told.code).toBe(refused)
    expect(told.detail).toMatch(said)
  })

  test('a model that fit did not write is refused; without files the usage is told', async () => {
    const model = kept('not.json', '{"method":"caltrack-daily"}')
    const { code, err } = await unia(
      'savings',
      'compute',
      '--model',
      model,
      '--meter',
      meter(),
      '--temperature',
      temperature(),
    )
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('savings fit') as unknown })
    expect(await unia('savings', 'fit')).toMatchObject({ code: 2, out: '' })
  })
})
