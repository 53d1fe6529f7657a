/** Hours are read as people write them, and written so that they are read again. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hoursIn, hoursText } from './hours.ts'

test('hours as people write them', () => {
  expect(hoursIn('7:00–15:00')).toEqual([[420, 900]])
  expect(hoursIn(' 16-18:30 , 7:15 - 15 ')).toEqual([[435, 900], [960, 1110]]) // prettier-ignore
  expect(hoursIn('0:00–24:00')).toEqual([[0, 1440]])
  expect(hoursIn('')).toEqual([])
})

test.each(['15–7', '7', 'rano', '7:60–15', '7–25', '7–15, 14–18', '7-8,9-10,11-12,13-14,15-16', '7–7'])('%s is refused', (text) => {
  expect(hoursIn(text)).toBeUndefined()
}) // prettier-ignore

test('what is written is read as it was', () => {
  const moments = fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 2 })
  fc.assert(
    fc.property(moments, ([a, b]) => {
      const hours: [number, number][] = [[Math.min(a!, b!), Math.max(a!, b!)]]
      expect(hoursIn(hoursText(hours))).toEqual(hours)
    }),
  )
})
