/** The compiler: names, units, cycles; and which cells a change affects. */
import { expect, test } from 'vitest'
import type { Refusal } from '#platform/errors'
import { REACH_MAX } from './check.ts'
import { checkFormulas, compileFormulas, REFERENCE_DEPTH_MAX } from './compile.ts'
import type { MeasureType } from './dimensions.ts'

const values = (...ids: string[]) => ids.map((id) => ({ id }))
const MEASURES: MeasureType[] = [
  { id: 'population_total', unit: 'person' },
  { id: 'hospital_beds', unit: 'bed' },
  { id: 'pm25_annual_mean', unit: 'ug/m3' },
  { id: 'budget_eur', unit: 'EUR' },
  { id: 'budget_pln', unit: 'PLN' },
  { id: 'rate_eur_pln', unit: 'EUR/PLN' },
  { id: 'share', unit: '%' },
  { id: 'waste', unit: 'kt' },
  { id: 'waste_private', unit: 't' },
  { id: 'water', unit: 'm3/year' },
  { id: 'temp', unit: 'degC' },
  { id: 'deflator', unit: '1' },
  { id: 'broken', unit: 'a/b c' },
  {
    id: 'by_age_sex',
    unit: 'person',
    dimensions: [
      { id: 'sex', values: values('male', 'female') },
      { id: 'age', values: values('total', '15-19', '65-69', '70-74') },
    ],
  },
]
const compile = (formula: string, unit: string, others: { id: string; formula: string; unit: string }[] = []) =>
  compileFormulas([...others, { id: 'x', formula, unit }], MEASURES).definitions.get('x')!
const dimensions = (formula: string) => compile(formula, 'person').inputs.map((input) => input.dimension)
const refusal = (formula: string, unit = 'person', others: { id: string; formula: string; unit: string }[] = []) => {
  const { refusals } = checkFormulas([...others, { id: 'x', formula, unit }], MEASURES)
  return refusals[0] && { code: refusals[0].code.replace('indicators.formula.', ''), ...refusals[0].details }
}

test.each([
  ['hospital_beds / population_total', 'bed/(100000 person)', 100_000n, 1n],
  ['hospital_beds / population_total', 'bed/person', 1n, 1n],
  ['population_total / population_total', '%', 100n, 1n],
  ['pm25_annual_mean', 'mg/m3', 1n, 1000n],
  ['waste / population_total', 't/person', 1000n, 1n],
  ['waste + waste_private', 't', 1n, 1n],
  ['water / population_total', 'l/(person day)', 200n, 73n],
  ['budget_pln * rate_eur_pln', 'EUR', 1n, 1n],
  ['budget_pln * rate_eur_pln / population_total', 'EUR/person', 1n, 1n],
  ['budget_pln / deflator', 'PLN', 1n, 1n],
  ['1 - share', '%', 1n, 1n],
  ['change(population_total) / lag(population_total, 1)', '%', 100n, 1n],
  ['max(population_total - 0, 0)', 'person', 1n, 1n],
  ['0', 'PLN', 1n, 1n],
  ['(temp + lag(temp, 1)) / 2', 'degC', 1n, 1n],
  ['2 * temp', 'degC', 1n, 1n],
])('%s in %s', (formula, unit, num, den) => {
  expect(compile(formula, unit).conversion).toEqual({ num, den })
})

test.each([
  ['population_total + pm25_annual_mean', 'person', { where: 'operands', column: 20, unit: 'ug/m3', other: 'person' }],
  ['pm25_annual_mean / population_total', 'ug/m3', { where: 'result', unit: 'ug/(m3 person)', other: 'ug/m3' }],
  ['budget_pln + budget_eur', 'PLN', { where: 'operands', column: 14 }],
  ['budget_pln', 'EUR', { where: 'result', unit: 'PLN', other: 'EUR' }],
  ['budget_pln / rate_eur_pln', 'EUR', { where: 'result' }],
  ['population_total + 1', 'person', { where: 'operands', column: 20, unit: '1' }],
  ['min(population_total, 0, hospital_beds)', 'person', { where: 'operands', column: 26 }],
  ['@b', 'person', { where: 'result', unit: 'bed' }],
])('%s in %s is refused', (formula, unit, details) => {
  expect(refusal(formula, unit, [{ id: 'b', formula: 'hospital_beds', unit: 'bed' }])).toMatchObject({
    code: 'unitMismatch',
    definition: 'x',
    ...details,
  })
})

test.each(['temp * population_total', 'population_total / temp', '1 / temp', 'temp / temp', 'temp * temp'])(
  '%s makes no sense',
  (formula) => {
    expect(refusal(formula)).toMatchObject({ code: 'unitNotScalable', unit: 'degC', column: 1 })
  },
)

test.each([
  ['populaton_total', { code: 'unknownMeasure', nearest: 'population_total', hint: 'nearest', column: 1 }],
  ['1 * population', { code: 'unknownMeasure', nearest: 'population_total', column: 5 }],
  ['zzz', { code: 'unknownMeasure', nearest: '', hint: 'none' }],
  ['constructor', { code: 'unknownMeasure' }],
  ['constructor(1)', { code: 'unknownFunction' }],
  ['__proto__', { code: 'unknownMeasure' }],
  ['sum_area(population_total)', { code: 'unknownFunction', nearest: 'sum_areas' }],
  ['@iso', { code: 'unknownIndicator', nearest: 'iso-1' }],
  ['@iso-1-2', { code: 'unknownIndicator', hint: 'spaces', nearest: 'iso-1' }],
  ['lag(population_total)', { code: 'arguments', found: 1, expected: 2 }],
  ['change(population_total, 1)', { code: 'arguments', found: 2, expected: 1 }],
  ['sum_areas(2 * 3)', { code: 'arguments', kind: 'constant', column: 1 }],
  ['lag(population_total, 0)', { code: 'lagCount', column: 23 }],
  ['lag(population_total, 1.5)', { code: 'lagCount' }],
  ['lag(population_total, -1)', { code: 'lagCount' }],
  ['lag(population_total, 1e9)', { code: 'lagCount' }],
  ['lag(population_total, deflator)', { code: 'lagCount' }],
  ['1e999', { code: 'syntax' }],
  ['broken', { code: 'unit', measure: 'broken', why: 'ambiguous' }],
  ['sum_dims(population_total * 2)', { code: 'arguments', kind: 'measures' }],
  ['by_age_sex[sex=*]', { code: 'severalValues', found: 2, measure: 'by_age_sex' }],
  ['by_age_sex[sec=male]', { code: 'unknownDimension', nearest: 'sex', known: 'age, sex', column: 12 }],
  ['by_age_sex[sex=mal]', { code: 'unknownDimensionValue', nearest: 'male', column: 16 }],
  ['sum_dims(by_age_sex[age=15-19|15-19])', { code: 'duplicate' }],
  ['by_age_sex[sex=male;sex=male]', { code: 'duplicate' }],
  ['population_total[age=total]', { code: 'unknownDimension' }],
])('%s is refused with the place and what would be right', (formula, details) => {
  expect(refusal(formula, 'person', [{ id: 'iso-1', formula: '1', unit: '1' }])).toMatchObject(details)
})

test('a selection means dimension values; what is not named stands at its total', () => {
  expect(dimensions('by_age_sex[sex=male;age=65-69]')).toEqual(['age=65-69;sex=male'])
  expect(dimensions('by_age_sex[sex=male]')).toEqual(['age=total;sex=male'])
  expect(dimensions('by_age_sex[age=65-69]')).toEqual(['age=65-69'])
  expect(dimensions('population_total')).toEqual([''])
})

test('a pattern means every value but the total, where several can be used', () => {
  expect(dimensions('sum_dims(by_age_sex[age=65-69|70-74])')).toEqual(['age=65-69', 'age=70-74'])
  expect(dimensions('sum_dims(by_age_sex[age=*;sex=male])')).toEqual([
    'age=15-19;sex=male',
    'age=65-69;sex=male',
    'age=70-74;sex=male',
  ])
  expect(dimensions('sum_dims(by_age_sex[sex=*])')).toEqual(['age=total;sex=male', 'age=total;sex=female'])
  expect(dimensions('max(by_age_sex[sex=*], population_total)')).toEqual([
    'age=total;sex=male',
    'age=total;sex=female',
    '',
  ])
})

test('inputs tell how they relate to the result', () => {
  const { inputs, references } = compile(
    'sum_areas(lag(population_total, 2)) / sum_periods(@b) * mean_periods(sum_areas(hospital_beds))',
    'person',
    [{ id: 'b', formula: 'hospital_beds', unit: 'bed' }],
  )
  expect(inputs).toEqual([
    { measure: 'population_total', dimension: '', steps: [{ kind: 'children' }, { kind: 'lag', count: 2 }] },
    { measure: 'hospital_beds', dimension: '', steps: [{ kind: 'finer' }, { kind: 'children' }] },
  ])
  expect(references).toEqual([{ id: 'b', steps: [{ kind: 'finer' }] }])
})

test('definitions come after those they refer to', () => {
  const one = (id: string, formula: string) => ({ id, formula, unit: '1' })
  const { definitions } = compileFormulas([one('a', '@b + @c'), one('b', '@c'), one('c', '1')], [])
  expect([...definitions.keys()]).toEqual(['c', 'b', 'a'])
})

test('a cycle is refused, naming its way', () => {
  const one = (id: string, formula: string) => ({ id, formula, unit: '1' })
  const check = (...formulas: [string, string][]) =>
    checkFormulas(
      formulas.map(([id, text]) => one(id, text)),
      [],
    ).refusals
  expect(check(['a', '1 + @a'])).toMatchObject([
    { code: 'indicators.formula.cycle', details: { way: '@a → @a', column: 5 } },
  ])
  expect(check(['s', '@a'], ['a', '@b'], ['b', '@c * 2'], ['c', '@a'])).toMatchObject([
    { details: { definition: 'a', path: ['a', 'b', 'c', 'a'], way: '@a → @b → @c → @a' } },
  ])
  expect(check(['a', '@bad + @a'], ['bad', '1 +'])).toHaveLength(2)
  expect(check(['a', '@a'], ['b', '@b'])).toHaveLength(2)
})

test('one wrong formula does not stop the others', () => {
  const { formulas, refusals } = checkFormulas(
    [
      { id: 'good', formula: 'population_total', unit: 'person' },
      { id: 'bad', formula: 'population_totals', unit: 'person' },
      { id: 'behind', formula: '@bad', unit: 'person' },
      { id: 'badunit', formula: 'population_total', unit: 'person/' },
      { id: 'good', formula: '1', unit: '1' },
    ],
    MEASURES,
  )
  expect([...formulas.definitions.keys()]).toEqual(['good'])
  expect(refusals.map((r: Refusal) => [r.details['definition'], r.code])).toEqual([
    ['good', 'indicators.formula.duplicate'],
    ['badunit', 'indicators.formula.unit'],
    ['bad', 'indicators.formula.unknownMeasure'],
  ])
})

test('hostile: long chains of references are refused, not recursed into', () => {
  const chain = Array.from({ length: 20_000 }, (_, i) => ({
    id: `d${i}`,
    formula: i ? `@d${i - 1} + @d${i - 1}` : '1',
    unit: '1',
  }))
  const { formulas, refusals } = checkFormulas(chain, [])
  expect(formulas.definitions.size).toBe(REFERENCE_DEPTH_MAX + 1)
  expect(refusals).toMatchObject([
    { code: 'indicators.formula.tooDeep', details: { definition: `d${REFERENCE_DEPTH_MAX + 1}`, column: 1 } },
  ])
})

test('hostile: units that grow without end are refused', () => {
  const product = Array.from({ length: 40 }, () => 'population_total').join(' * ')
  expect(refusal(product)).toMatchObject({ code: 'unit', why: 'tooLarge' })
  expect(refusal(Array.from({ length: 90 }, () => 'share').join(' * '))).toMatchObject({
    code: 'unit',
    why: 'tooLarge',
  })
})

test('the deepest formula that is read is compiled', () => {
  expect(compile(`${'-'.repeat(998)}population_total`, 'person').inputs).toHaveLength(1)
  expect(compile(`${'population_total+'.repeat(200)}population_total`, 'person').inputs).toHaveLength(1)
})

test('hostile: functions that reach elsewhere inside one another are refused, not multiplied', () => {
  const nested = (depth: number) => 'change('.repeat(depth) + 'population_total' + ')'.repeat(depth)
  expect(compile(nested(REACH_MAX), 'person').inputs).toHaveLength(REACH_MAX + 1)
  expect(refusal(nested(30))).toMatchObject({ code: 'tooDeep', what: 'functions', max: REACH_MAX })
})
