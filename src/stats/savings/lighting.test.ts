/** Street lighting: hours as the almanac has them, savings as one counts them by hand, intervals as the sample allows. */
import fc from 'fast-check'
import { getTimes } from 'suncalc'
import { describe, expect, test } from 'vitest'
import {
  burningOf,
  dayAfter,
  lightingAvoided,
  zoneOf,
  type LightingGroup,
  type LightingState,
  type Site,
} from './index.ts'

const site: Site = { latitude: 51.25, longitude: 22.57, zone: zoneOf('Europe/Warsaw') }
const sunset = { altitude_deg: -0.833, after_min: 0, before_min: 0 }
const state = (watts: number[], more: Partial<LightingState> = {}): LightingState => ({
  ...{ measured_w: watts, switching: sunset, dimming: [], ...more },
})
const year = { site, from: '2025-01-01', to: '2026-01-01' }

describe('burning hours', () => {
  test.each([
    [-0.833, 'sunset', 'sunrise'],
    [-6, 'dusk', 'dawn'],
    [-12, 'nauticalDusk', 'nauticalDawn'],
  ] as const)(
    'from and to the sun’s height of %d°, as the almanac has it, through the year',
    (altitude_deg, evening, morning) => {
      for (let day = '2025-01-01'; day < '2026-01-01'; day = dayAfter(day, 11)) {
        const [tonight, tomorrow] = [day, dayAfter(day)].map((date) => getTimes(new Date(`${date}T11:00Z`), site.latitude, site.longitude)) // prettier-ignore
        const { from_ms, to_ms } = burningOf(day, site, { ...sunset, altitude_deg })!
        expect(Math.abs(from_ms - tonight![evening]!.getTime())).toBeLessThan(60_000)
        expect(Math.abs(to_ms - tomorrow![morning]!.getTime())).toBeLessThan(60_000)
      }
    },
  )

  test('switching later in the evening and earlier in the morning shortens the night by that', () => {
    const plain = burningOf('2025-03-01', site, sunset)!
    const moved = burningOf('2025-03-01', site, { ...sunset, after_min: 10, before_min: 5 })!
    expect([moved.from_ms - plain.from_ms, plain.to_ms - moved.to_ms]).toEqual([600_000, 300_000])
  })

  test('a year of nights at the equator is half a year less the sun’s own breadth; white nights have none', () => {
    const equator = { latitude: 0, longitude: 0, zone: zoneOf('UTC') }
    let hours = 0
    for (let day = '2025-01-01'; day < '2026-01-01'; day = dayAfter(day)) {
      const { from_ms, to_ms } = burningOf(day, equator, sunset)!
      hours += (to_ms - from_ms) / 3_600_000
    }
    expect(hours / 365).toBeGreaterThan(11.8)
    expect(hours / 365).toBeLessThan(11.95)
    expect(burningOf('2025-06-21', { ...site, latitude: 78 }, sunset)).toBeNull()
    const polar = burningOf('2025-12-21', { ...site, latitude: 78 }, sunset)!
    expect((polar.to_ms - polar.from_ms) / 3_600_000).toBeCloseTo(24, 1)
  })
})

describe('avoided use', () => {
  test('lamps all measured leave nothing open', () => {
    const group = { name: 'a', count: 2, before: state([100, 100]), after: state([40, 40]) }
    const found = lightingAvoided([group], year)
    const [part] = found.groups
    expect(part!.beforeHours).toBeGreaterThan(4_100)
    expect(part!.beforeHours).toBeLessThan(4_400)
    expect(found.avoided).toBeCloseTo((2 * 60 * part!.beforeHours) / 1000, 6)
    expect(found.interval.band).toBe(0)
  })

  test('dimming to a half from 23 to 5 spares half of these hours', () => {
    const dimming = [{ from_min: 23 * 60, to_min: 5 * 60, share: 0.5 }]
    const january = { site, from: '2025-01-01', to: '2025-02-01' }
    const group = { name: 'a', count: 2, before: state([100, 100]), after: state([100, 100], { dimming }) }
    expect(lightingAvoided([group], january).avoided).toBeCloseTo((2 * 100 * 31 * 3) / 1000, 6)
  })

  test('nine of ten intervals hold the truth of a sample', () => {
    const all = Array.from({ length: 200 }, (_, i) => 100 + 15 * Math.sin(i * 7.3))
    const mean = all.reduce((sum, watts) => sum + watts, 0) / all.length
    const week = { site, from: '2025-01-01', to: '2025-01-08' }
    let held = 0
    for (let run = 0; run < 200; run++) {
      const sample = Array.from({ length: 8 }, (_, i) => all[(run * 37 + i * 61 + run * i * 13) % all.length]!)
      const group = { name: 'a', count: 200, before: state(sample), after: state([0, 0]) }
      const { interval, groups } = lightingAvoided([group], week)
      const truth = (200 * mean * groups[0]!.beforeHours) / 1000
      if (interval.low <= truth && truth <= interval.high) held++
    }
    expect(held / 200).toBeGreaterThan(0.8)
  })

  test('groups add up', () => {
    const watts = fc.array(fc.integer({ min: 10, max: 400 }), { minLength: 2, maxLength: 5 })
    const week = { site, from: '2025-01-01', to: '2025-01-08' }
    fc.assert(
      fc.property(watts, watts, watts, watts, (a, b, c, d) => {
        const one: LightingGroup = { name: 'one', count: 40, before: state(a), after: state(b) }
        const two: LightingGroup = { name: 'two', count: 9, before: state(c), after: state(d) }
        const both = lightingAvoided([one, two], week)
        const apart = [one, two].map((group) => lightingAvoided([group], week).avoided)
        expect(both.avoided).toBeCloseTo(apart[0]! + apart[1]!, 6)
      }),
      { numRuns: 20 },
    )
  })

  test.each([
    ['count', { count: 0 }],
    ['sample', { before: state([100]) }],
    ['sample', { count: 2, before: state([1, 2, 3]) }],
    ['watts', { before: state([100, -1]) }],
    ['share', { after: state([1, 1], { dimming: [{ from_min: 0, to_min: 60, share: 2 }] }) }],
  ])('a wrong %s is refused', (what, wrong) => {
    const group = { name: 'a', count: 3, before: state([100, 100]), after: state([40, 40]), ...wrong }
    expect(() => lightingAvoided([group], year)).toThrow(
      expect.objectContaining({
        code: 'stats.savings.inventory',
        details: expect.objectContaining({ what }) as unknown,
      }),
    )
  })
})
