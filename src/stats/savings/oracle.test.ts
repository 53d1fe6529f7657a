/** CalTRACK's own program on its own building, to 0.01. Read from ../shared/oracles, and skipped where that is absent. */
import { parse } from 'csv-parse/sync'
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { avoidedUse, dailyMean, dailyUse, fitCaltrack, valuesOf, zoneOf, type Timed } from './index.ts'

const FOLDER = ['../shared/oracles/savings', '/work/shared/oracles/savings'].find((path) => existsSync(path))

const read = (file: string): Timed[] =>
  (parse(gunzipSync(readFileSync(`${FOLDER}/${file}`)), { from_line: 2 }) as [string, string][]).map(([at, value]) => ({
    at_ms: Date.parse(at),
    value: value === 'nan' ? null : Number(value),
  }))

describe.skipIf(!FOLDER)('the building of OpenEEmeter', () => {
  const zone = zoneOf('UTC')
  const fit = () =>
    fitCaltrack(
      valuesOf(dailyUse(read('il-electricity-cdd-hdd-daily.csv.gz'), zone)),
      valuesOf(dailyMean(read('il-tempF.csv.gz'), zone)),
      '2016-12-26',
    )

  test('balance points and adjusted R²', () => {
    const { model, goodness } = fit()
    expect([model.heating!.balancePoint_f, model.cooling!.balancePoint_f]).toEqual([53, 68])
    expect(goodness.rSquaredAdjusted).toBeCloseTo(0.7685, 4)
    expect(goodness.nmbe).toBeCloseTo(0, 10)
  })

  test('metered savings of sixty days and their uncertainty', () => {
    const days = Array.from({ length: 60 }, (_, i) => Date.UTC(2011, 0, 1 + i))
    const use = valuesOf(dailyUse(days.map((at_ms) => ({ at_ms, value: 1 })), zone)) // prettier-ignore
    const temperature_f = valuesOf(dailyMean(days.map((at_ms, i) => ({ at_ms, value: 30 + i })), zone)) // prettier-ignore
    const found = avoidedUse(fit(), { use, temperature_f, from: '2011-01-01', to: '2011-03-02' })
    expect(found.daysCounted).toBe(59)
    expect(Math.abs(found.avoided - 1571.28)).toBeLessThan(0.01)
    expect(Math.abs(found.intervals!.caltrack.band - 601.52)).toBeLessThan(0.01)
  })
})
