/** Evaluation: what a formula gives, its status, and why it gives nothing. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MISSING, emptyColumn, evaluateColumn } from './batch.ts'
import { compileFormulas } from './compile.ts'
import type { MeasureType } from './dimensions.ts'
import { makeGrid } from './grid.ts'
import { MONTHS, QUARTERS, figuresOf, give, reason } from './testing.ts'

describe('values', () => {
  test.each([
    ['beds / x', 'bed/(100000 person)', ['beds a 2021: 3246', 'x a 2021: 328868'], (3246 * 100_000) / 328868],
    ['x / y', '%', ['x a 2021: 57', 'y a 2021: 100'], 57],
    ['x / y', '%', ['x a 2021: 29', 'y a 2021: 100'], 29],
    ['1 - share', '%', ['share a 2021: 35'], 65],
    ['share + share', '1', ['share a 2021: 35'], 0.7],
    ['change(x) / lag(x, 1)', '%', ['x a 2020: 200', 'x a 2021: 207'], 3.5],
    ['sum_areas(x)', 'person', ['x a1 2021: 0.1', 'x a2 2021: 0.2', 'x a3 2021: 0.3'], 0.6],
    ['mean_areas(x)', 'person', ['x a1 2021: 1', 'x a2 2021: 2', 'x a3 2021: 6'], 3],
    ['sum_areas(x) / x', '%', ['x a1 2021: 1', 'x a2 2021: 2', 'x a3 2021: 3', 'x a 2021: 12'], 50],
    ['sum_periods(x)', 'person', ['x a 2021-S1: 3', 'x a 2021-S2: 4'], 7],
    ['mean_periods(n)', '1', MONTHS.map((month, i) => `n a ${month}: ${i}`), 5.5],
    ['sum_periods(x) - sum_periods(lag(x, 1))', 'person', [...MONTHS.map((m) => `x a ${m}: 2`), 'x a 2020-M12: 1'], 1],
    ['sum_dims(by[age=*])', 'person', ['by[age=young] a 2021: 3', 'by[age=old] a 2021: 4'], 7],
    ['max(x - y, 0)', 'person', ['x a 2021: 3', 'y a 2021: 4'], 0],
    ['min(x, y)', 'person', ['x a 2021: 3', 'y a 2021: 4'], 3],
    ['-x + y', 'person', ['x a 2021: 3', 'y a 2021: 4'], 1],
  ])('%s in %s', (formula, unit, lines, expected) => {
    expect(give(formula, unit, figuresOf(...lines))).toMatchObject({ kind: 'value', value: expected })
  })

  test('a ratio of counts is rounded once, whatever its unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 7 }), fc.integer({ min: 1, max: 10 ** 7 }), (x, y) => {
        const outcome = give('x / y', 'person/(100000 person)', figuresOf(`x a 2021: ${x}`, `y a 2021: ${y}`))
        expect(outcome).toMatchObject({ value: (x * 100_000) / y })
      }),
      { numRuns: 50 },
    )
  })

  test('the sum of parts keeps what rounding would lose', () => {
    const figures = figuresOf('x a1 2021: 1e16', 'x a2 2021: 1', 'x a3 2021: -1e16')
    expect(give('sum_areas(x)', 'person', figures)).toMatchObject({ value: 1 })
  })

  test('a year of which quarters and months are known is the sum of its quarters', () => {
    const figures = figuresOf(...QUARTERS.map((q) => `x a ${q}: 10`), ...MONTHS.map((m) => `x a ${m}: 1`))
    expect(give('sum_periods(x)', 'person', figures)).toMatchObject({ value: 40 })
    expect(
      give('sum_periods(x * n)', 'person', new Map([...figures, ...figuresOf(...MONTHS.map((m) => `n a ${m}: 2`))])),
    ).toMatchObject({ kind: 'missing' })
  })
})

describe('statuses', () => {
  test.each([
    ['A', 'A', 'A'],
    ['P', 'A', 'P'],
    ['P', 'E', 'E'],
    ['E', 'B', 'B'],
  ])('%s and %s give %s', (first, second, expected) => {
    const figures = figuresOf(`x a 2021: 1 ${first}`, `y a 2021: 2 ${second}`)
    expect(give('x / y', '1', figures)).toMatchObject({ status: expected })
    expect(give('sum(x, y)', 'person', figures)).toMatchObject({ status: expected })
  })

  test('growth is broken in the period of the break, and not in the next', () => {
    const figures = figuresOf('x a 2019: 10', 'x a 2020: 20 B', 'x a 2021: 21', 'x a 2022: 22 P')
    const statusIn = (formula: string, period: string) => give(formula, 'person', figures, { area: 'a', period })
    expect(statusIn('change(x)', '2020')).toMatchObject({ value: 10, status: 'B' })
    expect(statusIn('change(x)', '2021')).toMatchObject({ value: 1, status: 'A' })
    expect(statusIn('x - lag(x, 2)', '2021')).toMatchObject({ value: 11, status: 'B' })
    expect(statusIn('x - lag(x, 2)', '2022')).toMatchObject({ value: 2, status: 'P' })
  })
})

describe('no value, and why', () => {
  test('nothing known in the very period is no cell at all', () => {
    expect(give('x', 'person', figuresOf())).toMatchObject({ kind: 'absent' })
    expect(give('change(x)', 'person', figuresOf('x a 2020: 1'))).toMatchObject({ kind: 'absent' })
    expect(give('1', '1', figuresOf())).toMatchObject({ kind: 'absent' })
  })

  test('a formula of earlier figures alone has its cells where those are', () => {
    expect(give('lag(x, 1)', 'person', figuresOf('x a 2020: 1'))).toMatchObject({ value: 1 })
    expect(give('lag(x, 1)', 'person', figuresOf('x a 2021: 1'))).toMatchObject({ kind: 'absent' })
  })

  test('a missing input names itself and says what was stated', () => {
    const figures = figuresOf('x a 2021: 5', 'y a 2021: - confidential')
    expect(reason(give('x / y', '1', figures))).toEqual({
      code: 'indicators.missingInput',
      details: { measure: 'y', dimension: '', area: 'a', period: '2021', stated: 'confidential' },
    })
    expect(reason(give('x / beds', 'person/bed', figures))).toMatchObject({
      code: 'indicators.missingInput',
      details: { measure: 'beds', area: 'a', period: '2021', stated: '' },
    })
    expect(reason(give('change(x)', 'person', figures))).toMatchObject({ details: { measure: 'x', period: '2020' } })
  })

  test('a missing part says which and how many', () => {
    const figures = figuresOf('x a1 2021: 5', 'x a2 2021: - not counted')
    expect(reason(give('sum_areas(x)', 'person', figures))).toMatchObject({
      code: 'indicators.missingParts',
      details: { lacking: 2, of: 3, measure: 'x', part: 'a2', partPeriod: '2021', area: 'a', stated: 'not counted' },
    })
    expect(
      reason(give('sum_areas(x)', 'person', figuresOf('x a1 2021: 5'), { area: 'b', period: '2021' })),
    ).toMatchObject({ code: 'indicators.noFigures' })
    expect(
      reason(give('x + sum_areas(x)', 'person', figuresOf('x b 2021: 5'), { area: 'b', period: '2021' })),
    ).toMatchObject({ code: 'indicators.noParts' })
    expect(reason(give('sum_periods(x)', 'person', figuresOf('x a 2021-Q1: 5')))).toMatchObject({
      details: { lacking: 3, of: 4, partPeriod: '2021-Q2' },
    })
  })

  test('division by zero names the divisor, also inside a reference', () => {
    const figures = figuresOf('x a 2021: 5', 'y a 2021: 0', 'n a 2021: 3')
    const zero = { code: 'indicators.zeroDivisor', details: { input: 'y', area: 'a', period: '2021' } }
    expect(reason(give('x / y', '1', figures))).toEqual(zero)
    expect(reason(give('y / y', '1', figures))).toEqual(zero)
    expect(reason(give('@q * n', '1', figures, undefined, [{ id: 'q', formula: 'x / y', unit: '1' }]))).toEqual(zero)
    expect(reason(give('x / (y * 2)', '1', figures))).toMatchObject({ details: { input: '(y * 2)' } })
  })

  test('what is too large for a number is no value', () => {
    const figures = figuresOf(
      'x a 2021: 1e308',
      'n a 2021: 1e308',
      'x a1 2021: 1e308',
      'x a2 2021: 1e308',
      'x a3 2021: 1e308',
    )
    for (const formula of [
      'x * n',
      'x + x',
      'sum(x, x)',
      'sum_areas(x)',
      'x / (1 / n / 1e10)',
      'x * n / (x * n) * x',
    ]) {
      expect(reason(give(formula, 'person', figures)), formula).toMatchObject({ code: 'indicators.notFinite' })
    }
  })
})

describe('hostile', () => {
  const doubling = Array.from({ length: 30 }, (_, i) => ({
    id: `d${i}`,
    formula: i ? `@d${i - 1} + @d${i - 1}` : 'x',
    unit: 'person',
  }))

  test('definitions that use one another twice are computed once', () => {
    expect(give('@d29 + @d29', 'person', figuresOf('x a 2021: 1'), undefined, doubling)).toMatchObject({
      value: 2 ** 30,
    })
  })

  test('lags inside lags are computed once', () => {
    expect(give('lag(lag(lag(lag(x, 300), 300), 300), 300) + x', 'person', figuresOf('x a 2021: 1'))).toMatchObject({
      kind: 'missing',
    })
  })

  test('the longest chain of sums is computed', () => {
    expect(give(`${'x+'.repeat(499)}x`, 'person', figuresOf('x a 2021: 1'))).toMatchObject({ value: 500 })
  })
})

test('2,477 areas × 10 years × 104 definitions are computed in well under two seconds', () => {
  const areas = Array.from({ length: 2_477 }, (_, i) => `area-${i}`)
  const periods = Array.from({ length: 10 }, (_, i) => `${2014 + i}`)
  const grid = makeGrid(areas, periods, () => [])
  const measures = Array.from({ length: 105 }, (_, i): MeasureType => ({
    id: `m${i}`,
    unit: i ? `thing${i}` : 'person',
  }))
  const definitions = Array.from({ length: 104 }, (_, i) => ({
    id: `d${i}`,
    formula: `m${i + 1} / m0`,
    unit: `thing${i + 1}/(1000 person)`,
  }))
  const formulas = compileFormulas(definitions, measures)
  const columns = new Map(
    measures.map(({ id }, m) => {
      const column = emptyColumn(grid)
      column.statuses.fill(0)
      for (let i = 0; i < column.values.length; i++) column.values[i] = (i * 7 + m) % 1000
      return [id, column]
    }),
  )
  const start = performance.now()
  let values = 0
  for (const compiled of formulas.definitions.values()) {
    const { statuses } = evaluateColumn(compiled, grid, { input: (id) => columns.get(id), indicator: () => undefined })
    for (const status of statuses) if (status < MISSING) values++
  }
  const elapsed_ms = performance.now() - start
  expect(values).toBeGreaterThan(2_500_000)
  expect(elapsed_ms).toBeLessThan(2_000)
})
