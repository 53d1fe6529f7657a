/** A value taken apart. */
import { describe, expect, test } from 'vitest'
import { compileFormulas } from './compile.ts'
import { type Figures, MEASURES, figuresOf, worldOf } from './testing.ts'
import { traceCell } from './trace.ts'

describe('a trace', () => {
  const traceOf = (formula: string, unit: string, figures: Figures) => {
    const formulas = compileFormulas([{ id: 'it', formula, unit }], MEASURES)
    const { tokens, ...rest } = traceCell(formulas, 'it', { area: 'a', period: '2021' }, worldOf(figures))
    const filled = tokens.map((token) =>
      token.kind === 'text'
        ? token.text
        : token.outcome.kind === 'value'
          ? `${token.outcome.value} ${token.unit}`
          : token.outcome.kind,
    )
    return { ...rest, filled: filled.join('') }
  }
  const figures = figuresOf('x a 2020: 200', 'x a 2021: 207', 'y a 2021: 9', 'x a1 2021: 1', 'x a2 2021: 2', 'x a3 2021: 3', 'by[age=young] a 2021: 3', 'by[age=old] a 2021: 4') // prettier-ignore

  test.each([
    ['(x + y) / 2', 'person', '(207 person + 9 person) / 2'],
    ['change(x) / lag(x, 1)', '%', '(207 person - 200 person) / 200 person'],
    ['lag(x + 0, 1)', 'person', '(200 person + 0)'],
    ['sum_areas(x) / x', '%', '6 person / 207 person'],
    ['sum_dims(by[age=*])', 'person', '7 person'],
    ['max(x, -y)', 'person', 'max(207 person, -9 person)'],
    ['x / beds', 'person/bed', '207 person / absent'],
  ])('%s', (formula, unit, filled) => {
    expect(traceOf(formula, unit, figures).filled).toBe(filled)
  })

  test('lists the figures that were read, and the conversion to the declared unit', () => {
    const { inputs, conversion, outcome } = traceOf('sum_areas(x) / lag(x, 1)', '%', figures)
    expect(inputs.map(({ area, period }) => `${area} ${period}`)).toEqual([
      'a1 2021',
      'a2 2021',
      'a3 2021',
      'a 2021',
      'a 2020',
    ])
    expect(conversion).toEqual({ num: 100, den: 1 })
    expect(outcome).toMatchObject({ value: 3 })
  })
})
