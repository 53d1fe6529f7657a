/** Every problem, remark and type has its sentences, which fill in, in each language. */
import { expect, test } from 'vitest'
import { LANGS } from '#words'
import en from '../words/tables/en.ts'
import { sayProblem, sayRemark, sayType } from './saying.ts'
import { PROBLEM_CODES, REMARKS, TYPES } from './types.ts'

const RIGHT = /^[^{}#]+$/

test.each(LANGS)('%s', (lang) => {
  for (const code of PROBLEM_CODES) {
    for (const count of [1, 2, 5, 22]) {
      const { problem, remedy } = sayProblem(lang)({ code, column: { name: 'x', index: 1 }, count, places: [{ line: 1, found: 'y' }], expected: 'z' }) // prettier-ignore
      expect(problem).toMatch(RIGHT)
      expect(remedy).toMatch(RIGHT)
    }
  }
  for (const code of REMARKS) expect(sayRemark(lang, { code, details: { rows: 2, cells: 5, others: 1, name: 'x', lines: 3 } })).toMatch(RIGHT) // prettier-ignore
  for (const type of [...TYPES, 'missing' as const]) expect(sayType(lang, type)).toMatch(RIGHT)
})

test('no sentence is left that nothing says', () => {
  expect(Object.keys(en.problem).toSorted()).toEqual([...PROBLEM_CODES].toSorted())
  expect(Object.keys(en.remedy).toSorted()).toEqual([...PROBLEM_CODES].toSorted())
  expect(Object.keys(en.remark).toSorted()).toEqual([...REMARKS].toSorted())
})
