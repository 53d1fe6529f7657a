/** The truth of made-up buildings is found again, the interval holds it as often as it says, and what is missing is said. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { building, type Truth } from './building.ts'
import { avoidedUse, dailyMean, dailyUse, dayAfter, fitCaltrack, useOfRegister, zoneOf, type Timed } from './index.ts'

const HOUR_MS = 3_600_000
const utc = zoneOf('UTC')
const warsaw = zoneOf('Europe/Warsaw')
const END = '2025-01-01'

const truth: Truth = {
  kind: 'cdd_hdd',
  ...{ intercept: 100, noise: 0, lag: 0 },
  heating: { balancePoint_f: 58, perDegreeDay_f: 3 },
  cooling: { balancePoint_f: 70, perDegreeDay_f: 2 },
}
const truths = fc.record({
  intercept: fc.integer({ min: 20, max: 500 }),
  heating: fc.tuple(fc.integer({ min: 45, max: 62 }), fc.double({ min: 0.5, max: 9, noNaN: true })),
  cooling: fc.tuple(fc.integer({ min: 63, max: 72 }), fc.double({ min: 0.5, max: 9, noNaN: true })),
  seed: fc.nat(),
})

describe('the daily model', () => {
  test('finds the balance points and slopes of any building without noise', () => {
    fc.assert(
      fc.property(truths, ({ intercept, heating: [h, hSlope], cooling: [c, cSlope], seed }) => {
        const made: Truth = {
          ...{ kind: 'cdd_hdd', intercept, noise: 0, lag: 0 },
          heating: { balancePoint_f: h, perDegreeDay_f: hSlope },
          cooling: { balancePoint_f: c, perDegreeDay_f: cSlope },
        }
        const { use, temperature_f } = building(made, dayAfter(END, -365), 365, seed)
        const { model, goodness } = fitCaltrack(use, temperature_f, END)
        expect(model.kind).toBe('cdd_hdd')
        expect([model.heating!.balancePoint_f, model.cooling!.balancePoint_f]).toEqual([h, c])
        expect(model.heating!.perDegreeDay_f).toBeCloseTo(hSlope, 6)
        expect(model.cooling!.perDegreeDay_f).toBeCloseTo(cSlope, 6)
        expect(model.intercept).toBeCloseTo(intercept, 5)
        expect(goodness.rSquaredAdjusted).toBeCloseTo(1, 9)
      }),
      { numRuns: 25 },
    )
  })

  test.each([
    ['hdd_only', { heating: truth.heating, cooling: null }],
    ['cdd_only', { heating: null, cooling: truth.cooling }],
    ['intercept_only', { heating: null, cooling: null }],
  ] as const)('a building that is %s is told as that, and no other', (kind, slopes) => {
    const { use, temperature_f } = building({ ...truth, kind, ...slopes }, dayAfter(END, -365), 365, 4)
    const { model } = fitCaltrack(use, temperature_f, END)
    expect(model).toMatchObject({ kind, heating: slopes.heating && { balancePoint_f: 58 } })
    expect(model.intercept).toBeCloseTo(100, 6)
  })

  test('a scale of the meter is a scale of the model', () => {
    const { use, temperature_f } = building({ ...truth, noise: 20 }, dayAfter(END, -365), 365, 6)
    const one = fitCaltrack(use, temperature_f, END)
    const thousand = fitCaltrack(new Map([...use].map(([day, kWh]) => [day, kWh * 1000])), temperature_f, END)
    expect(thousand.model.heating!.balancePoint_f).toBe(one.model.heating!.balancePoint_f)
    expect(thousand.model.intercept / one.model.intercept).toBeCloseTo(1000, 6)
    expect(thousand.goodness.cvRmse).toBeCloseTo(one.goodness.cvRmse!, 9)
  })

  test('too few days are refused, and what would be enough is said', () => {
    const { use, temperature_f } = building(truth, '2024-06-01', 200, 1)
    const refused = { code: 'stats.savings.tooFewDays', details: { found: 200, least: 329, more: 129, of: 365, withoutUse: 165, enoughFrom: '2025-04-26' } } // prettier-ignore
    expect(() => fitCaltrack(use, temperature_f, '2024-12-18')).toThrow(expect.objectContaining({ code: refused.code }))
    try {
      fitCaltrack(use, temperature_f, '2024-12-18')
    } catch (error) {
      expect(error).toMatchObject(refused)
    }
  })

  test('odd days are pointed out', () => {
    const { use, temperature_f } = building({ ...truth, noise: 5 }, dayAfter(END, -365), 365, 2)
    use.set('2024-03-03', -4)
    use.set('2024-03-04', 9_000)
    expect(fitCaltrack(use, temperature_f, END).remarks).toEqual({
      negativeDays: ['2024-03-03'],
      extremeDays: ['2024-03-04'],
    })
  })
})

describe('avoided use', () => {
  test('a third less is found as a third, and an adjustment changes it by exactly that', () => {
    const { use, temperature_f } = building(truth, dayAfter(END, -365), 730, 9)
    const fit = fitCaltrack(use, temperature_f, END)
    const after = new Map([...use].map(([day, kWh]) => [day, day < END ? kWh : (kWh * 2) / 3]))
    const asked = { use: after, temperature_f, from: END, to: dayAfter(END, 365) }
    const plain = avoidedUse(fit, asked)
    expect(plain.avoided / plain.baseline).toBeCloseTo(1 / 3, 6)
    const adjusted = avoidedUse(fit, { ...asked, adjustments: [{ from: '2025-03-01', to: '2025-03-11', perDay: 7 }] })
    expect(adjusted.avoided - plain.avoided).toBeCloseTo(70, 6)
    expect(adjusted.adjusted).toBe(70)
  })

  test('days without either figure count for nothing; none at all is refused', () => {
    const { use, temperature_f } = building(truth, dayAfter(END, -365), 400, 3)
    const fit = fitCaltrack(use, temperature_f, END)
    use.delete('2025-01-05')
    temperature_f.delete('2025-01-09')
    const found = avoidedUse(fit, { use, temperature_f, from: END, to: '2025-01-11' })
    expect(found.daysCounted).toBe(8)
    expect(found.days.find(({ day }) => day === '2025-01-05')).toMatchObject({ use: null, avoided: null })
    expect(found.avoided).toBeCloseTo(0, 6)
    expect(() => avoidedUse(fit, { use, temperature_f, from: '2030-01-01', to: '2030-02-01' })).toThrow(
      expect.objectContaining({ code: 'stats.savings.noDays' }),
    )
  })

  test.each([
    [30, 0],
    [365, 0],
    [365, 0.5],
  ])('over %d days, with errors that follow one another by %d, nine of ten intervals hold the truth', (days, lag) => {
    const RUNS = 60
    let held = 0
    for (let seed = 0; seed < RUNS; seed++) {
      const { use, temperature_f } = building({ ...truth, noise: 40, lag }, dayAfter(END, -365), 365 + days, seed)
      const fit = fitCaltrack(use, temperature_f, END)
      const { intervals } = avoidedUse(fit, { use, temperature_f, from: END, to: dayAfter(END, days) })
      // Nothing was changed: the truth is that nothing was avoided.
      if (intervals!.guideline14.low <= 0 && intervals!.guideline14.high >= 0) held++
    }
    expect(held / RUNS).toBeGreaterThan(0.78)
  })
})

describe('days of a place', () => {
  const hourly = (from: string, hours: number): Timed[] =>
    Array.from({ length: hours }, (_, i) => ({ at_ms: Date.parse(from) + i * HOUR_MS, value: 1 }))

  test('days are cut at local midnight, and are as long as the clock makes them', () => {
    const days = dailyUse(hourly('2025-03-28T23:00:00Z', 24 + 23 + 24 + 1), warsaw)
    expect(days.map(({ day, value }) => [day, value])).toEqual([
      ['2025-03-29', 24],
      ['2025-03-30', 23],
      ['2025-03-31', 24],
      ['2025-04-01', null],
    ])
    expect(days.at(-1)!.why).toBe('open')
    expect(dailyUse(hourly('2025-10-25T22:00:00Z', 25), warsaw, { closed: true })).toEqual([
      { day: '2025-10-26', value: 25 },
    ])
  })

  test('an hour missing makes the day unknown for use, and not for temperature', () => {
    const readings = hourly('2025-06-01T00:00:00Z', 72).filter((_, i) => i !== 30)
    expect(dailyUse(readings, utc, { closed: true })[1]).toEqual({ day: '2025-06-02', value: null, why: 'gap' })
    expect(dailyMean(readings, utc)[1]).toEqual({ day: '2025-06-02', value: 1 })
    const fewer = readings.filter((_, i) => i < 30 || i > 33)
    expect(dailyMean(fewer, utc)[1]).toMatchObject({ value: null, why: 'gap' })
  })

  test.each([
    ['twice', [0, 1, 1, 2].map((at) => ({ at_ms: at * HOUR_MS, value: 1 }))],
    ['cadence', [0, 30, 60, 90].map((at) => ({ at_ms: at * 24 * HOUR_MS, value: 1 }))],
    ['empty', [{ at_ms: 0, value: 1 }]],
    ['notFinite', [0, 1, 2].map((at) => ({ at_ms: at * HOUR_MS, value: Infinity }))],
  ])('%s is refused', (code, readings) => {
    expect(() => dailyUse(readings, utc)).toThrow(expect.objectContaining({ code: `stats.savings.${code}` }))
  })

  test('a zone that is none is refused', () => {
    expect(() => zoneOf('Mars/Olympus')).toThrow(expect.objectContaining({ code: 'stats.savings.zone' }))
  })
})

describe('a counter', () => {
  const at = (values: (number | null)[]) => values.map((value, i) => ({ at_ms: i * 24 * HOUR_MS, value }))

  test('grows, rolls over and is exchanged', () => {
    const { readings, events } = useOfRegister(at([99_980, 99_995, 10, 30, 2, 9]), { digits: 5, factor: 2 })
    expect(readings.map(({ value }) => value)).toEqual([30, 30, 40, null, 14, null])
    expect(events).toEqual([
      { kind: 'rolledOver', at_ms: 2 * 24 * HOUR_MS, from: 99_995, to: 10 },
      { kind: 'exchanged', at_ms: 4 * 24 * HOUR_MS, from: 30, to: 2 },
    ])
  })

  test('use summed is the counter’s growth, however often it rolled over', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 300 }), (uses) => {
        let counter = 950
        const states = [counter, ...uses.map((use) => (counter = (counter + use) % 1000))]
        const { readings } = useOfRegister(at(states), { digits: 3 })
        const found = readings.slice(0, -1).map(({ value }) => value)
        expect(found).toEqual(uses.map((use) => (found.includes(null) ? expect.anything() : use)) as unknown)
      }),
    )
  })

  test.each([
    [{ digits: 0 }, [1, 2], 'digits'],
    [{ digits: 3 }, [1, 1000], 'register'],
    [{ digits: 3 }, [1, -1], 'register'],
  ])('%j of %j is refused', (how, values, code) => {
    expect(() => useOfRegister(at(values), how)).toThrow(expect.objectContaining({ code: `stats.savings.${code}` }))
  })
})
