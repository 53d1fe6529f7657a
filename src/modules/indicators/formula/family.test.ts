/** Areas that come and go are parts of their whole in the periods on whose last day they exist. */
import { expect, test } from 'vitest'
import { familyOf } from './family.ts'

const { childrenOf, parentOf, kindOf } = familyOf([
  { id: 'town', kind: 'city' },
  { id: 'old', kind: 'district', parent: 'town' },
  { id: 'added', kind: 'district', parent: 'town', validFrom: '2015-05-16' },
  { id: 'ended', kind: 'district', parent: 'town', validTo: '2015-08-31' },
  { id: 'brief', kind: 'district', parent: 'town', validFrom: '2015-02-01', validTo: '2015-02-27' },
  { id: 'street', kind: 'street', parent: 'old' },
])

test.each([
  ['2014', ['old', 'ended']],
  ['2015', ['old', 'added']],
  ['2015-S1', ['old', 'added', 'ended']],
  ['2015-Q1', ['old', 'ended']],
  ['2015-Q2', ['old', 'added', 'ended']],
  ['2015-M02', ['old', 'ended']],
  ['2015-02-27', ['old', 'ended', 'brief']],
  ['2015-M04', ['old', 'ended']],
  ['2015-M05', ['old', 'added', 'ended']],
  ['2015-05-15', ['old', 'ended']],
  ['2015-05-16', ['old', 'added', 'ended']],
  ['2015-M08', ['old', 'added', 'ended']],
  ['2015-08-31', ['old', 'added', 'ended']],
  ['2015-09-01', ['old', 'added']],
  ['2016', ['old', 'added']],
])('in %s', (period, parts) => {
  expect(childrenOf('town', period)).toEqual(parts)
  for (const part of ['old', 'added', 'ended', 'brief'])
    expect(parentOf(part, period)).toBe(parts.includes(part) ? 'town' : undefined)
})

test('a whole whose parts do not change has them in every period', () => {
  expect(childrenOf('old', '1990')).toEqual(['street'])
  expect(childrenOf('street', '2015')).toEqual([])
  expect([kindOf('brief'), kindOf('nowhere'), parentOf('nowhere', '2015')]).toEqual(['district', undefined, undefined])
})
