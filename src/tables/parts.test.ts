/** Formulas and hidden characters: what leaves, and what is shown. */
import { expect, test } from 'vitest'
import { shown } from './found.ts'
import { withApostrophe, withoutApostrophe } from './neutral.ts'

test('formulas are neutralised, numbers are not, and both come back', () => {
  for (const cell of ['=1+1', '+cmd|x', '-', '@SUM(A1)', '\tx', "'=1", '-1+1', '＝1']) {
    expect(withApostrophe(cell)).toBe(`'${cell}`)
    expect(withoutApostrophe(withApostrophe(cell))).toBe(cell)
  }
  for (const cell of ['-12,5', '+5', '-1 234,5', "it's", "'quoted'", '5', '']) expect(withApostrophe(cell)).toBe(cell)
})

test('what is shown hides nothing', () => {
  expect(shown('a\u0000b\tc\u202ed')).toBe('a␀b␉c⟨202E⟩d')
  expect(shown('x'.repeat(500))).toHaveLength(200)
})
