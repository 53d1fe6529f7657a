/** How evenly a result falls: all the money is somebody's, and tenths are tenths. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ageBandOf, profileOf, sharesBy, spreadOf } from './index.ts'

const projects = [
  { id: 'a', cost: 600n },
  { id: 'b', cost: 400n },
]
const yes = (...places: number[]) => places.map((project) => ({ project, points: 1 }))

test('who gets something, and how much', () => {
  const profile = profileOf({ projects, budget: 1_000n, choices: [yes(0), yes(0), yes(0, 1), yes()] })
  const spread = spreadOf(profile, { winners: ['a', 'b'] })
  expect([spread.voters, spread.withSomething]).toEqual([4, 3])
  expect([...spread.each]).toEqual([200, 600, 0])
  const shares = sharesBy(spread, Int32Array.of(0, 0, 1, 2), (ballot) => (ballot < 2 ? 'young' : undefined))
  expect(Object.fromEntries(shares)).toEqual({ young: { voters: 2, money: 0.4 }, '': { voters: 2, money: 0.6 } })
  expect(spreadOf(profile, { winners: [] }).tenths).toEqual([])
})

test('the tenths add up to everything, and never fall', () => {
  const ballots = fc.array(fc.subarray([0, 1]), { minLength: 1, maxLength: 33 })
  fc.assert(
    fc.property(ballots, (lists) => {
      const profile = profileOf({ projects, budget: 1_000n, choices: lists.map((list) => yes(...list)) })
      const { tenths } = spreadOf(profile, { winners: ['a', 'b'] })
      if (lists.every((list) => list.length === 0)) expect(tenths).toEqual([])
      else expect(tenths.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
      expect(tenths.every((share, i) => i === 0 || share >= tenths[i - 1]! - 1e-9)).toBe(true)
    }),
  )
})

test('ages are told in bands', () => {
  expect(['0', '17', '18', '59', '75', '104', '30-44', '', 'x', '-3', undefined].map(ageBandOf)).toEqual([
    '0-17',
    '0-17',
    '18-29',
    '45-59',
    '75+',
    '75+',
    '30-44',
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})
