/** Slips, jumps and totals: what is found, what is let pass, and laws that hold whatever the figures are. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Finding } from '../types.ts'
import { areasOf } from './areas.ts'
import { check, inOrder, unanswered, type Row } from './index.ts'

const city = (id: string, breaks: { period: string }[] = []) => ({ id, kind: 'city', parent: 'land', breaks })
const district = (id: string, validFrom?: string, validTo?: string) => ({
  ...{ id, kind: 'district', parent: 'north', breaks: [] },
  ...(validFrom && { validFrom }),
  ...(validTo && { validTo }),
})
const CITIES = Array.from({ length: 12 }, (_, i) => `city-${i}`)
const areas = areasOf([city('north'), ...CITIES.map((id) => city(id))])
const people = { id: 'people', unit: 'person' }
const price = { id: 'price', unit: 'PLN/m2' }
const FIRST_YEAR = 2000

/** A series, all published but the figures at `incoming`. */
const series = (values: (number | null)[], incoming: number[], area = 'north', from = FIRST_YEAR): Row[] =>
  values.map((value, i) => ({
    ...{ area, dimension: '', period: `${from + i}`, value, status: value === null ? 'M' : 'A' },
    line: incoming.includes(i) ? i + 2 : 0,
  }))
const checks = (found: Finding[]) => found.map(({ check, period }) => `${check} ${period}`)

/** Steady growth with a little up and down: what nobody would remark on. */
const growth = fc
  .tuple(fc.double({ min: 10, max: 1e6, noNaN: true }), fc.integer({ min: -4, max: 6 }))
  .chain(([first, rate]) =>
    fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 8, maxLength: 25 }).map((wobble) =>
      // Not whole numbers, so that chance plays no part.
      wobble.map((by, i) => first * (1 + rate / 100) ** i * (1 + by / 100) + 0.123),
    ),
  )

test('a steady series gives no finding, wherever its new figures stand', () => {
  fc.assert(
    fc.property(growth, fc.array(fc.nat(24)), (values, incoming) => {
      expect(check(price, series(values, incoming), areas)).toEqual([])
    }),
  )
})

test('a slip by a power of ten in a steady series is found, and its factor named', () => {
  const factor = fc.constantFrom(10, 100, 1_000, 1_000_000, 0.1, 0.01, 0.001, 0.000_001)
  fc.assert(
    fc.property(growth, fc.nat(24), factor, (values, place, factor) => {
      const at = place % values.length
      const slipped = values.map((value, i) => (i === at ? value * factor : value))
      const [found, ...others] = check(price, series(slipped, [at]), areas)
      expect(others).toEqual([])
      expect(found).toMatchObject({ check: 'unitSlip', severity: 'high', period: `${FIRST_YEAR + at}`, line: at + 2 })
      expect(found!.details.factor).toBeCloseTo(factor, 9)
      expect(found!.details.right).toBeCloseTo(values[at]!, 3)
    }),
  )
})

test('what is found does not depend on the unit in which all figures are told', () => {
  fc.assert(
    fc.property(growth, fc.nat(24), fc.double({ min: 0.2, max: 40, noNaN: true }), (values, place, by) => {
      const at = place % values.length
      const changed = values.map((value, i) => (i === at ? value * by : value))
      const scaled = changed.map((value) => value * 1_024)
      const of = (all: number[]) => checks(check(price, series(all, [at]), areas))
      expect(of(scaled)).toEqual(of(changed))
    }),
  )
})

test('a whole file in thousands is told figure by figure against what was published', () => {
  const values = [100.5, 101.5, 102.5, 103.5, 104.5, 105.5].map((value, i) => (i > 3 ? value * 1_000 : value))
  expect(checks(check(price, series(values, [4, 5]), areas))).toEqual(['unitSlip 2004', 'unitSlip 2005'])
})

test('a slip is told by the peers where the series says nothing', () => {
  const peers = CITIES.flatMap((id, i) => series([50 + i + 0.5], [], id))
  const [found] = check(price, [...peers, ...series([54_500], [0])], areas)
  expect(found).toMatchObject({ check: 'unitSlip', details: { against: 'peers', factor: 1_000 } })
})

const STEADY = [100, 104, 101, 106, 103, 108, 105, 110, 107, 112].map((value) => value + 0.5)

test('a jump is found, once, and let pass across a break or where all peers jump alike', () => {
  const jumped = [...STEADY, 230.5]
  const rows = series(jumped, [10])
  expect(check(price, rows, areas)).toMatchObject([{ check: 'jump', severity: 'low', found: 230.5, period: '2010' }])
  const broken = { ...price, breaks: [{ period: '2010', note: { pl: '', en: '', uk: '' }, source: 's' }] }
  expect(check(broken, rows, areas)).toEqual([])
  expect(check(price, rows, areasOf([city('north', [{ period: '2010' }])]))).toEqual([])
  expect(
    check(
      price,
      rows.map((row, i) => (i === 10 ? { ...row, status: 'B' } : row)),
      areas,
    ),
  ).toEqual([])
  const alike = CITIES.flatMap((id) =>
    series(
      jumped.map((value) => value * 3),
      [],
      id,
    ),
  )
  expect(check(price, [...rows, ...alike], areas)).toEqual([])
  const unlike = CITIES.flatMap((id) => series([...STEADY, 115.5], [], id))
  expect(check(price, [...rows, ...unlike], areas)).toMatchObject([{ check: 'jump', details: { cities: 13 } }])
})

test('a figure that goes up and back is one finding', () => {
  const spike = STEADY.map((value, i) => (i === 5 ? value * 2.5 : value))
  expect(checks(check(price, series(spike, [4, 5, 6, 7]), areas))).toEqual(['jump 2005'])
})

test('zeros, and figures below zero, are compared by differences; nothing but zeros is nothing to remark on', () => {
  expect(
    check(
      people,
      series(
        Array.from({ length: 12 }, () => 0),
        [3, 11],
      ),
      areas,
    ),
  ).toEqual([])
  const temperatures = [-2.1, -1.4, 0.3, -0.8, 1.2, -1.9, -0.2, 0.9, -2.4, 0.4]
  const degrees = { id: 'degrees', unit: 'degC' }
  expect(check(degrees, series(temperatures, [9]), areas)).toEqual([])
  expect(checks(check(degrees, series([...temperatures, 38], [10]), areas))).toEqual(['jump 2010'])
  const few = [3, 1, 0, 2, 4, 1, 0, 3, 2, 5]
  expect(check(people, series(few, [9]), areas)).toEqual([])
})

test('a figure far from all its kind is told where its series is too short to judge it', () => {
  const peers = CITIES.flatMap((id, i) => series([50 + i + 0.5], [], id))
  expect(checks(check(price, [...peers, ...series([214.5], [0])], areas))).toEqual(['peers 2000'])
})

const DISTRICTS = ['east', 'west', 'old']
const within = areasOf([city('north'), ...DISTRICTS.map((id) => district(id))])
const figure = (area: string, value: number | null, line = 0, period = '2020'): Row => ({
  ...{ area, dimension: '', period, value, status: 'A', line },
})

test('the parts of a whole add up to it, or the difference is told', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(1e6), { minLength: 3, maxLength: 3 }),
      fc.integer({ min: -50, max: 50 }),
      (values, percent) => {
        const sum = values.reduce((total, value) => total + value, 0)
        const total = Math.round(sum * (1 + percent / 100))
        const rows = [figure('north', total, 2), ...DISTRICTS.map((id, i) => figure(id, values[i]!))]
        const found = check(people, rows, within).filter((one) => one.check === 'total')
        const isOff = Math.abs(total - sum) > Math.max(1, 0.005 * total)
        expect(found.map(({ low, details }) => [low, details.sum])).toEqual(isOff ? [[sum, sum]] : [])
      },
    ),
  )
})

test('a total is judged only for what adds up, and where every part has a figure', () => {
  const rows = [figure('north', 1_000), figure('east', 300, 2), figure('west', 300, 3), figure('old', 300, 4)]
  expect(check(people, rows, within)).toMatchObject([{ check: 'total', area: 'east', line: 2, low: 400 }])
  expect(check(price, rows, within)).toEqual([])
  expect(check({ id: 'wage', unit: 'PLN', additive: false }, rows, within)).toEqual([])
  expect(check({ id: 'size', unit: 'km2', additive: true }, rows, within)).toHaveLength(1)
  expect(check(people, rows.slice(0, 3), within)).toEqual([])
  expect(check(people, [...rows.slice(0, 3), figure('old', null, 4)], within)).toEqual([])
})

test('a district added, closed or renamed in mid-series counts only for its own time', () => {
  const changing = areasOf([
    city('north'),
    ...[district('east'), district('west', undefined, '2018-12-31')],
    ...[district('west-new', '2019-01-01'), district('harbour', '2021-01-01')],
  ])
  const year = (period: string, total: number, parts: Record<string, number>) => [
    figure('north', total, 2, period),
    ...Object.entries(parts).map(([id, value]) => figure(id, value, 3, period)),
  ]
  const right = [
    ...year('2018', 300, { east: 100, west: 200 }),
    ...year('2020', 300, { east: 100, 'west-new': 200 }),
    ...year('2022', 350, { east: 100, 'west-new': 200, harbour: 50 }),
  ]
  expect(check(people, right, changing)).toEqual([])
  // Not all of them have a figure: nothing can be said.
  expect(check(people, year('2022', 350, { east: 100, 'west-new': 200 }), changing)).toEqual([])
  // A figure for a district that did not exist yet takes no part.
  expect(check(people, year('2020', 300, { east: 100, 'west-new': 200, harbour: 50 }), changing)).toEqual([])
  expect(checks(check(people, year('2022', 300, { east: 100, 'west-new': 200, harbour: 50 }), changing))).toEqual([
    'total 2022',
  ])
})

test('of one figure the most telling check stands, the grave ones first', () => {
  const one = (check: Finding['check'], severity: Finding['severity'], line: number): Finding => ({
    ...{ line, area: 'north', measure: 'people', dimension: '', period: `${line}`, check, severity },
    ...{ found: 1, low: 1, high: 1, details: {} },
  })
  const all = [one('jump', 'low', 2), one('jump', 'low', 3), one('range', 'high', 5), one('unitSlip', 'high', 3)]
  expect(inOrder(all).map(({ check, line }) => `${check} ${line}`)).toEqual(['unitSlip 3', 'range 5', 'jump 2'])
})

test('every grave finding needs an answer: its own, or one for all that its check found', () => {
  const finding = fc.record({
    check: fc.constantFrom('unitSlip', 'total', 'jump'),
    severity: fc.constantFrom('high', 'low'),
  })
  fc.assert(
    fc.property(fc.array(finding), fc.array(fc.nat(10)), fc.boolean(), (some, numbers, slips) => {
      const kept = some.map((one, i) => ({ ...one, number: i + 1 })) as unknown as Parameters<typeof unanswered>[0]
      const answers = [
        ...numbers.map((finding) => ({ finding, reason: 'seen' })),
        ...(slips ? [{ check: 'unitSlip' as const, reason: 'seen' }] : []),
      ]
      const open = kept.filter(
        ({ severity, number, check }) =>
          severity === 'high' && !numbers.includes(number) && !(slips && check === 'unitSlip'),
      )
      expect(unanswered(kept, answers)).toEqual(open.map(({ number }) => number))
    }),
  )
})
