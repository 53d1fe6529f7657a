/** One word in its many forms, and no other word. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold, match, reachOf, SAME, slips, wordsOf } from './index.ts'

test.each([
  ['woda', 'wodą'],
  ['bezrobocie', 'bezrobotnych'],
  ['smog', 'smogiem'],
  ['park', 'parkami'],
  ['dom', 'domach'],
  ['парк', 'парками'],
  ['szkoła', 'szkół'],
  ['przystanek', 'przystanki'],
])('%s and %s are one word', (a, b) => {
  expect(match(fold(a), fold(b))).toBeGreaterThan(0)
  expect(match(fold(b), fold(a))).toBeGreaterThan(0)
})

test.each([
  ['woda', 'drewno'],
  ['park', 'parking'],
  ['dom', 'domena'],
  ['powiat', 'powietrze'],
])('%s is not asked for by %s', (have, word) => {
  expect(match(have, word)).toBe(0)
})

const letters = fc.string({ unit: fc.constantFrom(...'aabckmow'), minLength: 1, maxLength: 10 })
test('what answers to a word begins as far as it is said to', () => {
  fc.assert(
    fc.property(letters, letters, (have, word) => {
      if (match(have, word) > 0) expect(have.startsWith(word.slice(0, reachOf(word)))).toBe(true)
      expect(match(word, word)).toBe(SAME)
    }),
    { numRuns: 2_000 },
  )
})

test('slips are as many one way as the other, and none between the same', () => {
  fc.assert(
    fc.property(letters, letters, (a, b) => {
      expect(slips(a, b)).toBe(slips(b, a))
      expect(slips(a, b) === 0).toBe(a === b)
      for (const most of [0, 1, 2]) expect(Math.min(slips(a, b, most), most + 1)).toBe(Math.min(slips(a, b), most + 1))
    }),
  )
  expect(slips('przystanki', 'przytsanki')).toBe(1)
})

test('words are letters and numbers apart, folded', () => {
  expect(wordsOf('Stężenie PM2,5 w Łodzi')).toEqual(['stezenie', 'pm', '2.5', 'w', 'lodzi'])
})
