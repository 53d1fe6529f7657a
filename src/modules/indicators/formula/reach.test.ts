/** Which cells a changed figure affects. */
import { describe, expect, test } from 'vitest'
import { type FormulaDefinition, compileFormulas } from './compile.ts'
import type { Cell } from './outcome.ts'
import { affected } from './reach.ts'
import { FAMILY, MEASURES } from './testing.ts'

describe('what a change affects', () => {
  const cellsOf = (
    formula: string,
    key: Cell & { measure: string; dimension?: string },
    more: FormulaDefinition[] = [],
  ) => {
    const formulas = compileFormulas([...more, { id: 'it', formula, unit: 'person' }], MEASURES)
    const reached = affected(formulas, [{ dimension: '', ...key }], FAMILY.parentOf)
    return [...reached].map(
      ([id, cells]) => `${id}: ${[...cells.values()].map(({ area, period }) => `${area} ${period}`).join(', ')}`,
    )
  }

  test.each([
    ['x', { measure: 'x', area: 'a', period: '2021' }, ['it: a 2021']],
    ['x', { measure: 'y', area: 'a', period: '2021' }, []],
    ['by[age=old]', { measure: 'by', dimension: 'age=young', area: 'a', period: '2021' }, []],
    ['lag(x, 2)', { measure: 'x', area: 'a', period: '2019' }, ['it: a 2021, a 2020, a 2019']],
    ['sum_areas(x)', { measure: 'x', area: 'a1', period: '2021' }, ['it: a 2021']],
    ['sum_areas(x)', { measure: 'x', area: 'b1', period: '2020' }, ['it: b 2020']],
    ['sum_areas(x)', { measure: 'x', area: 'b1', period: '2021' }, []],
    ['sum_areas(lag(x, 1))', { measure: 'x', area: 'a4', period: '2021' }, ['it: a 2022']],
    ['lag(sum_areas(x), 1)', { measure: 'x', area: 'b1', period: '2020' }, ['it: b 2021, b 2020']],
    ['sum_areas(sum_areas(x))', { measure: 'x', area: 'a1', period: '2021' }, ['it: pl 2021']],
    ['sum_areas(x)', { measure: 'x', area: 'pl', period: '2021' }, []],
    ['sum_periods(x)', { measure: 'x', area: 'a', period: '2021-M05' }, ['it: a 2021-Q2, a 2021-S1, a 2021']],
  ])('%s', (formula, key, expected) => {
    expect(cellsOf(formula, key)).toEqual(expected)
  })

  test('onward through references', () => {
    const more = [
      { id: 'base', formula: 'change(x)', unit: 'person' },
      { id: 'other', formula: 'y', unit: 'person' },
    ]
    expect(cellsOf('sum_areas(@base)', { measure: 'x', area: 'a1', period: '2021' }, more)).toEqual([
      'base: a1 2021, a1 2022',
      'it: a 2021, a 2022',
    ])
  })
})
