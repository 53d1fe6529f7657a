/** What a form says of times becomes a schedule, and the schedule says the same again. */
import { expect, test } from 'vitest'
import { cronOf, OFTEN, oftenOf } from './fetches.ts'

test.each(OFTEN.filter((often) => often !== 'own'))('%s, there and back', (often) => {
  expect(oftenOf(cronOf(often, '05:30', ''))).toEqual({ often, time: '05:30' })
  expect(oftenOf(cronOf(often, '23:00', ''))).toEqual({ often, time: '23:00' })
})

test('other schedules are their own, and what is no time makes none', () => {
  expect(cronOf('own', '05:30', '15 */4 * * *')).toBe('15 */4 * * *')
  for (const cron of ['15 */4 * * *', '30 5 15 * *', '61 5 * * *', ''])
    expect(oftenOf(cron)).toEqual({ often: 'own', time: '' })
  for (const time of ['', '24:00', '5:30', '05:60', 'x']) expect(cronOf('day', time, '')).toContain('NaN')
})
