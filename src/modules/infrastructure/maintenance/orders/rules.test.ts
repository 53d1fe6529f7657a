/** Where an order may go, how its clock runs in working time, when schedules come due, and what one thing cost. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { zoneOf } from '#stats'
import { careOf, demandMove, due, labourCost, lastOccasion, MOVES, permissionFor, pictureType, slaOf } from './rules.ts'
import { STATES, type Photo, type State } from './types.ts'
import { after, easter, minutesBetween, polishHolidays, USUAL, workingDayAfter } from './worktime.ts'

const zone = zoneOf('Europe/Warsaw')
const at = (text: string) => zone.startOf(text.slice(0, 10), Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16) || 0)) // prettier-ignore
const refused = (code: string) => expect.objectContaining({ code }) as unknown

describe('working time', () => {
  test.each([[2024, '2024-03-31'], [2025, '2025-04-20'], [2026, '2026-04-05'], [2038, '2038-04-25'], [2285, '2285-03-22']])('Easter of %i', (year, day) => expect(easter(year)).toBe(day)) // prettier-ignore

  test('the public holidays of a year, Christmas Eve since 2025', () => {
    expect(polishHolidays(2026)).toEqual(['2026-01-01', '2026-01-06', '2026-04-05', '2026-04-06', '2026-05-01', '2026-05-03', '2026-05-24', '2026-06-04', '2026-08-15', '2026-11-01', '2026-11-11', '2026-12-24', '2026-12-25', '2026-12-26']) // prettier-ignore
    expect(polishHolidays(2024)).not.toContain('2024-12-24')
  })

  test('working days leave out weekends, holidays and days on which the city is closed', () => {
    expect(workingDayAfter(USUAL, '2026-11-27', 1)).toBe('2026-11-30')
    expect(workingDayAfter(USUAL, '2026-12-23', 1)).toBe('2026-12-28')
    expect(workingDayAfter({ ...USUAL, closed: ['2026-12-28'] }, '2026-12-23', 2)).toBe('2026-12-30')
    expect(workingDayAfter({ ...USUAL, week: USUAL.week.map(() => []) }, '2026-12-23', 2)).toBe('2026-12-25')
  })

  test('an afternoon, a night, a long weekend, the day on which the clock is moved', () => {
    expect(minutesBetween(USUAL, zone, at('2026-11-26 14:00'), at('2026-11-27 08:00'))).toBe(120)
    expect(minutesBetween(USUAL, zone, at('2026-12-23 14:00'), at('2026-12-28 08:00'))).toBe(120)
    const sundays = { ...USUAL, week: USUAL.week.map(() => [[0, 1440] as [number, number]]) }
    expect(minutesBetween(sundays, zone, at('2026-10-25 00:00'), at('2026-10-26 00:00'))).toBe(25 * 60)
    const never = { ...USUAL, week: USUAL.week.map(() => []) }
    expect(after(never, zone, at('2026-11-26 14:00'), 1)).toBeUndefined()
  })

  const instant = fc.integer({ min: Date.UTC(2025, 0), max: Date.UTC(2027, 0) }).map((ms) => Math.floor(ms / 60_000) * 60_000) // prettier-ignore
  test('so many minutes later, so many minutes have passed', () => {
    fc.assert(fc.property(instant, fc.integer({ min: 1, max: 20_000 }), (from, minutes) => {
      expect(minutesBetween(USUAL, zone, from, after(USUAL, zone, from, minutes)!)).toBe(minutes)
    }), { numRuns: 40 }) // prettier-ignore
  })
  test('time in parts is time in all', () => {
    fc.assert(fc.property(fc.array(instant, { minLength: 3, maxLength: 3 }), (three) => {
      const [a, b, c] = three.sort((x, y) => x - y) as [number, number, number]
      const between = (from: number, to: number) => minutesBetween(USUAL, zone, from, to)
      expect(between(a, b) + between(b, c)).toBeCloseTo(between(a, c), 6)
    }), { numRuns: 20 }) // prettier-ignore
  })
})

describe('an order', () => {
  const photo = (place: number) => ({ place }) as Photo
  const order = (state: State) => ({ state, checklist: [{ text: 'Wymienić oprawę', photo: true }, { text: 'Posprzątać', photo: false }], done: state === 'done' ? { at: new Date(0), by: 'ola' } : null }) // prettier-ignore
  const none = { checks: new Set<number>(), photos: [] }

  test('goes only where the table lets it, from end states nowhere', () => {
    for (const from of STATES)
      for (const to of STATES)
        if (!MOVES[from].includes(to))
          expect(() => demandMove({ order: order(from), ...none }, to, 'dlaczego', 'jan')).toThrow(refused('maintenance.move')) // prettier-ignore
    expect([...MOVES.signedOff, ...MOVES.cancelled]).toEqual([])
  })
  test('is done with all ticked and photographed, and signed off by somebody else', () => {
    const done = (checks: number[], photos: Photo[]) => () => demandMove({ order: order('underWay'), checks: new Set(checks), photos }, 'done', '', 'ola') // prettier-ignore
    expect(done([0], [photo(0)])).toThrow(refused('maintenance.unfinished'))
    expect(done([0, 1], [])).toThrow(refused('maintenance.unfinished'))
    expect(done([0, 1], [photo(0)])).not.toThrow()
    expect(() => demandMove({ order: order('done'), ...none }, 'signedOff', '', 'ola')).toThrow(refused('maintenance.fourEyes')) // prettier-ignore
    expect(() => demandMove({ order: order('done'), ...none }, 'signedOff', '', 'jan')).not.toThrow()
    expect(() => demandMove({ order: order('done'), ...none }, 'underWay', '', 'jan')).toThrow(refused('maintenance.reason')) // prettier-ignore
    expect(permissionFor('done', 'underWay')).toBe('infrastructure.write')
    expect(permissionFor('planned', 'underWay')).toBe('infrastructure.operate')
  })

  test('its clock counts working time, stands still while it waits, and stops when it is done', () => {
    const moves = [['new', '2026-11-26 14:00'], ['underWay', '2026-11-26 14:30'], ['waiting', '2026-11-27 08:00'], ['underWay', '2026-12-01 08:00']].map(([to, when]) => ({ to: to as State, at: new Date(at(when!)) })) // prettier-ignore
    const sla = (state: State, until: number, now: string) => slaOf({ priority: 'urgent', target_min: undefined, state }, moves.slice(0, until), USUAL, zone, at(now)) // prettier-ignore
    expect(sla('underWay', 2, '2026-11-26 15:00')).toEqual({ target_min: 240, used_min: 60, state: 'running', dueAt: at('2026-11-27 10:00') }) // prettier-ignore
    expect(sla('waiting', 3, '2026-11-30 12:00')).toEqual({ target_min: 240, used_min: 120, state: 'paused' })
    expect(sla('underWay', 4, '2026-12-01 09:00')).toMatchObject({ used_min: 180, dueAt: at('2026-12-01 10:00') })
    expect(sla('underWay', 4, '2026-12-01 11:00').state).toBe('missed')
    const done = [...moves, { to: 'done' as const, at: new Date(at('2026-12-01 09:30')) }]
    expect(slaOf({ priority: 'urgent', state: 'done' }, done, USUAL, zone, at('2027-01-01 00:00'))).toEqual({ target_min: 240, used_min: 210, state: 'kept' }) // prettier-ignore
  })

  test('minutes at so much an hour', () => expect(labourCost(50, 9_999)).toBe(8_333))
})

describe('schedules', () => {
  test.each([
    [{ unit: 'day', count: 10, from: '2026-11-01' }, '2026-11-26', '2026-11-21'],
    [{ unit: 'week', count: 2, from: '2026-11-02' }, '2026-11-26', '2026-11-16'],
    [{ unit: 'month', count: 1, from: '2026-01-31' }, '2026-02-28', '2026-02-28'],
    [{ unit: 'month', count: 1, from: '2026-01-31' }, '2026-03-30', '2026-02-28'],
    [{ unit: 'month', count: 6, from: '2026-03-15' }, '2026-09-14', '2026-03-15'],
    [{ unit: 'month', count: 6, from: '2026-03-15' }, '2026-03-14', undefined],
  ] as const)('%j on %s was last due on %s', (every, today, day) => {
    expect(lastOccasion({ by: 'calendar', ...every }, today)).toBe(day)
  })

  test('of occasions that were missed one is made good, and each comes once', () => {
    const every = { by: 'calendar', unit: 'day', count: 1, from: '2026-01-01' } as const
    const first = due(every, null, { today: '2026-11-26' })
    expect(first).toEqual({ mark: '2026-11-26', occasion: '2026-11-26' })
    expect(due(every, first.mark, { today: '2026-11-26' }).occasion).toBeUndefined()
  })

  test('by a counter: every so many units from where it stood; a counter that was changed counts anew', () => {
    const every = { by: 'meter', entityId: 'a', attribute: 'b', units: 100 } as const
    const on = (mark: string | null, counter?: number) => due(every, mark, { today: '2026-11-26', counter })
    expect(on(null, 950)).toEqual({ mark: '950' })
    expect(on('950', 1_049)).toEqual({ mark: '950' })
    expect(on('950', 1_270)).toEqual({ mark: '1250', occasion: '1250 2026-11-26' })
    expect(on('950', 3)).toEqual({ mark: '3' })
    expect(on('950')).toEqual({ mark: '950' })
  })
})

test('what a thing cost, how often it failed and for how long: overlaps count once, what was given up not at all', () => {
  const hour = 3_600_000
  const one = (kind: 'fault' | 'upkeep', from: number, to: number | null, state: State = 'signedOff') => ({ kind, state, spent_grosze: 100, made: { at: new Date(from * hour), by: '' }, done: to === null ? null : { at: new Date(to * hour), by: '' } }) // prettier-ignore
  const orders = [one('fault', 0, 4), one('fault', 2, 6), one('upkeep', 7, 8), one('fault', 9, null, 'underWay'), one('fault', 0, null, 'cancelled')] // prettier-ignore
  expect(careOf(orders, 10 * hour)).toEqual({ cost_grosze: 500, failures: 3, downtime_min: 7 * 60, timeToRepair_min: 4 * 60 }) // prettier-ignore
  expect(careOf([], 0)).toEqual({ cost_grosze: 0, failures: 0, downtime_min: 0, timeToRepair_min: null })
})

test('a picture is what it is, not what it is called', () => {
  expect(pictureType(Buffer.from('ffd8ffe000104a46', 'hex'))).toBe('image/jpeg')
  expect(pictureType(Buffer.from('89504e470d0a1a0a0000', 'hex'))).toBe('image/png')
  for (const text of ['', 'GIF89a', '<svg onload=alert(1)>', '%PDF-1.7'])
    expect(() => pictureType(Buffer.from(text))).toThrow(refused('maintenance.notPicture'))
})
