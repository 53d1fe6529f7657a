/** Units: what the text means, what converts into what, and what is refused. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  comparable,
  compareScales,
  convertValue,
  divideUnits,
  isNumber,
  multiplyUnits,
  printUnit,
  type Unit,
} from './unit.ts'
import { parseUnit, UNIT_CHARS_MAX } from './unit-text.ts'

const same = (a: Unit, b: Unit) => comparable(a, b) && compareScales(a, b) === 0

test.each([
  ['%', '1/100'],
  ['‰', '1/1000'],
  ['ratio', '1'],
  ['per 1000', '1/1000'],
  ['µg/m3', 'ug/m3'],
  ['μg/m³', 'ug/m3'],
  ['ug/m^3', 'ug/m3'],
  ['m²', 'm2'],
  ['m m', 'm2'],
  ['m·m', 'm2'],
  ['beds per 100000 persons', 'bed/(100000 person)'],
  ['women per 100 men', 'woman/(100 man)'],
  ['women/(100 men)', 'woman/(100 man)'],
  ['l/(person day)', 'l/person/day'],
  ['persons', 'person'],
  ['people', 'person'],
  ['hours', 'h'],
  ['libraries', 'library'],
  ['thousand persons', '1000 person'],
  ['bn PLN', '1000000000 PLN'],
  ['1000 t', 'kt'],
  ['100 ha', 'km2'],
  ['dm3', 'l'],
  ['kW h', 'kWh'],
  ['W', 'J/s'],
  ['3.6 MJ', 'kWh'],
  ['PLN/(m2)', 'PLN/m2'],
  ['°C', 'degC'],
])('%s is %s', (a, b) => {
  expect(same(parseUnit(a), parseUnit(b))).toBe(true)
})

test.each([
  ['person', 'bed'],
  ['PLN', 'EUR'],
  ['PLN', 'PLN/person'],
  ['m2', 'm3'],
  ['kg', 'l'],
  ['degC', 'K'],
  ['t CO2e', 't'],
  ['EUR/PLN', 'PLN/EUR'],
])('%s is not comparable with %s', (a, b) => {
  expect(comparable(parseUnit(a), parseUnit(b))).toBe(false)
  expect(convertValue(1, parseUnit(a), parseUnit(b))).toBeUndefined()
})

test.each([
  [1, 'bed/person', 'bed/(100000 person)', 100_000],
  [0.57, '1', '%', 56.99999999999999],
  [57, '%', '1', 0.57],
  [250, 'kt', 't', 250_000],
  [1, 'm3/(person year)', 'l/(person day)', 1000 / 365],
  [7.5, 'km2', 'ha', 750],
  [12.3, 'ug/m3', 'ug/m3', 12.3],
  [1, 'GWh', 'TJ', 3.6],
  [1, 'day', 'h', 24],
  [1, 'year', 'day', 365],
])('%d %s in %s is %d', (value, from, to, expected) => {
  expect(convertValue(value, parseUnit(from), parseUnit(to))).toBe(expected)
})

test('a product and a quotient cancel what can be cancelled', () => {
  const person = parseUnit('person')
  const density = divideUnits(person, parseUnit('km2'))!
  expect(density.text).toBe('person/km2')
  expect(multiplyUnits(density, parseUnit('km2'))!.text).toBe('person')
  expect(isNumber(divideUnits(person, parseUnit('1000 person'))!)).toBe(true)
  expect(multiplyUnits(parseUnit('PLN'), parseUnit('EUR/PLN'))!.text).toBe('EUR')
  expect(divideUnits(parseUnit('%'), parseUnit('%'))!.text).toBe('1')
})

test.each([
  ['', 'ended', 1],
  ['  ', 'ended', 3],
  ['person/', 'ended', 8],
  ['(person', 'ended', 8],
  ['person)', 'unexpected', 7],
  ['/person', 'unexpected', 1],
  ['bed/100000 person', 'ambiguous', 12],
  ['a/b*c', 'ambiguous', 4],
  ['a per per b', 'unexpected', 7],
  ['% (Poland=100)', 'character', 10],
  ['PLN;DROP', 'character', 4],
  ['a\u0000b', 'character', 2],
  ['0 person', 'zero', 1],
  ['1/0', 'zero', 3],
  ['100 000 person', 'twoNumbers', 1],
  ['m^0', 'power', 3],
  ['m^-2', 'character', 3],
  ['m^99', 'power', 3],
  ['m^', 'power', 2],
  ['degC/h', 'unscalable', 1],
  ['10 degC', 'unscalable', 1],
  ['degC degC', 'unscalable', 1],
  ['9999999999999999 t', 'tooLarge', 1],
  ['TWh^12', 'tooLarge', 1],
  ['((((((a))))))', 'tooDeep', 6],
  ['per per a', 'unexpected', 5],
  ['x'.repeat(UNIT_CHARS_MAX + 1), 'tooLong', UNIT_CHARS_MAX + 1],
])('%j is refused: %s at %d', (text, why, column) => {
  expect(() => parseUnit(text)).toThrow(
    expect.objectContaining({ code: 'indicators.formula.unit', details: expect.objectContaining({ why, column }) }),
  )
})

const anyUnit = fc
  .tuple(
    fc.constantFrom('', '1000 ', '2.5 ', '% '),
    fc.array(
      fc.tuple(
        fc.constantFrom('person', 'PLN', 'm', 'km', 'kg', 't', 'h', 'year', 'kWh', 'bed', 'ha'),
        fc.integer({ min: 1, max: 3 }),
      ),
      { maxLength: 3 },
    ),
    fc.array(fc.tuple(fc.constantFrom('person', 'EUR', 'm', 'l', 'day', '100000', '1000'), fc.constant(1)), {
      maxLength: 2,
    }),
  )
  .map(([front, above, below]) => {
    const power = ([word, n]: [string, number]) => (n === 1 ? word : `${word}^${n}`)
    const bottom = below
      .map(power)
      .join(' · ')
      .replace(/^(\d+) · (\d+)$/, '$1')
    return `${front}${above.map(power).join(' ') || (front ? '' : '1')}${bottom && `/(${bottom})`}`
  })

/** Undefined for what no quantity needs, kWh^6 years: that it is refused is tested above. */
function readUnless(tooLarge: string): ReturnType<typeof parseUnit> | undefined {
  try {
    return parseUnit(tooLarge)
  } catch (error) {
    expect(error).toMatchObject({ details: { why: 'tooLarge' } })
    return undefined
  }
}

test('printing reads back to the same unit', () => {
  fc.assert(
    fc.property(anyUnit, (text) => {
      const unit = readUnless(text)
      fc.pre(unit !== undefined)
      expect(same(parseUnit(printUnit(unit)), unit)).toBe(true)
    }),
  )
})

test('conversion there and back, and by way of a third, agree', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('g', 'kg', 't', 'kt', 'ug'),
      fc.constantFrom('g', 'kg', 't', 'mg'),
      fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
      (from, to, value) => {
        const there = convertValue(value, parseUnit(from), parseUnit(to))!
        expect(convertValue(there, parseUnit(to), parseUnit(from))! / value).toBeCloseTo(1, 12)
      },
    ),
  )
})

test('any text is read or refused with a place inside it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      try {
        parseUnit(text)
      } catch (error) {
        const { code, details } = error as { code: string; details: { offset: number } }
        expect(code).toBe('indicators.formula.unit')
        expect(details.offset).toBeLessThanOrEqual(text.length)
      }
    }),
  )
})
