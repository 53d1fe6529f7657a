/** What is marked is named in the rows that it concerns, and in no others. */
import { expect, test } from 'vitest'
import type { MarkKind } from '#infrastructure'
import { kindsAt } from './marks.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 10, 1, hour))
const point = (hour: number) => ({ at: at(hour), mean: 1, min: 1, max: 1 })
const mark = (kind: MarkKind, from: number, to: number) => ({ kind, from: at(from), to: at(to), detail: {} })

test('a reading is marked where it was read; of a gap, the first after it', () => {
  const marks = [mark('gap', 1, 3), mark('outlier', 4, 4), mark('stuck', 4, 5)]
  expect(kindsAt([1, 3, 4, 5, 6].map(point), at(24), marks, true)).toEqual([[], ['gap'], ['outlier', 'stuck'], ['stuck'], []]) // prettier-ignore
})

test('a period is marked where something in it is', () => {
  const marks = [mark('gap', 1, 7), mark('range', 11, 11), mark('range', 10, 10), mark('clock', 23, 23)]
  expect(kindsAt([0, 6, 12, 18].map(point), at(24), marks, false)).toEqual([['gap'], ['gap', 'range'], [], ['clock']])
})
