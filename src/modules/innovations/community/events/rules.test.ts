/** Times of events are of the city's clock, and only those that it shows. */
import { expect, test } from 'vitest'
import { zoneOf } from '#stats'
import { demandTimes, momentOf } from './rules.ts'

test('the city’s clock: summer and winter; an hour that it leaves out is refused, and a day that no month has', () => {
  const zone = zoneOf('Europe/Warsaw')
  expect(momentOf(zone, '2027-05-14T18:00').toISOString()).toBe('2027-05-14T16:00:00.000Z')
  expect(momentOf(zone, '2027-12-14T18:00').toISOString()).toBe('2027-12-14T17:00:00.000Z')
  for (const time of ['2027-03-28T02:30', '2027-02-30T10:00'])
    expect(() => momentOf(zone, time)).toThrow(expect.objectContaining({ code: 'cards.noSuchTime' }))
  expect(() => demandTimes(zone, { from: '2027-05-14T18:00', to: '2027-05-14T18:00' })).toThrow(expect.objectContaining({ code: 'cards.backward' })) // prettier-ignore
})
