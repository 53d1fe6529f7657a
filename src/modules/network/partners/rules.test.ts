/** What ties the city to others: times are held to what they say, and calls and meetings stand in the calendar. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { counted, datesOf, demandTimes, phaseOf, sameAs, sorted, tieProblem } from './rules.ts'
import { TieDraft, type Tie } from './types.ts'

const tie = (change: Partial<Tie>): Tie => ({
  ...TieDraft.parse({ kind: 'city', names: { pl: 'Miasto' } }),
  ...{ id: 'a', version: 1, at: new Date('2027-01-01T00:00:00Z'), by: 'anna', grounds: 'new' },
  ...change,
})

describe('times', () => {
  test('a year, a month or a day, as exactly as it is known; none that is not in the calendar', () => {
    for (const from of ['2023', '2023-05', '2023-05-17']) expect(TieDraft.safeParse(tie({ from })).success).toBe(true)
    for (const from of ['2023-13', '2023-02-30', '17.05.2023', '23', '2023-5'])
      expect(TieDraft.safeParse(tie({ from })).success).toBe(false)
  })

  test('nothing ends before it begins; a call needs its last day, a meeting its day', () => {
    expect(() => demandTimes({ kind: 'project', from: '2024-05', to: '2024' })).not.toThrow()
    expect(() => demandTimes({ kind: 'project', from: '2024-05', to: '2024-04-30' })).toThrow(expect.objectContaining({ code: 'partners.backward' })) // prettier-ignore
    expect(() => demandTimes({ kind: 'call', to: '2027-05' })).toThrow(expect.objectContaining({ code: 'partners.dayMissing', details: { kind: 'call', field: 'to' } })) // prettier-ignore
    expect(() => demandTimes({ kind: 'meeting', from: '2027' })).toThrow(expect.objectContaining({ code: 'partners.dayMissing' })) // prettier-ignore
    expect(tieProblem({ kind: 'city' })).toBeUndefined()
  })

  test('something is ahead, holds now or is over by the last day that its time may mean', () => {
    const of = (from: string | undefined, to: string | undefined, today: string) => phaseOf(tie({ from, to }), today)
    expect(of('2024', '2026', '2026-12-31')).toBe('now')
    expect(of('2024', '2026-02', '2026-03-01')).toBe('over')
    expect(of('2027-05', undefined, '2027-04-30')).toBe('ahead')
    expect(phaseOf(tie({ kind: 'meeting', from: '2027-05-17' }), '2027-05-17')).toBe('now')
    expect(phaseOf(tie({ kind: 'meeting', from: '2027-05-17' }), '2027-05-18')).toBe('over')
  })

  test('whatever the day, each is in one phase, and phases follow one another', () => {
    const day = fc.integer({ min: 0, max: 3_000 }).map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10)) // prettier-ignore
    const ORDER = { ahead: 0, now: 1, over: 2, off: 3 }
    fc.assert(
      fc.property(day, day, day, day, (a, b, c, d) => {
        const [from, to] = [a, b].toSorted()
        const [early, late] = [c, d].toSorted()
        const one = tie({ kind: 'project', from, to })
        expect(ORDER[phaseOf(one, early!)]).toBeLessThanOrEqual(ORDER[phaseOf(one, late!)])
      }),
    )
  })
})

test('calls that end sooner come first, what is over last', () => {
  const call = (id: string, to: string) => tie({ id, kind: 'call', to })
  const all = [call('over', '2027-01-01'), call('later', '2027-09-01'), call('soon', '2027-03-01')]
  expect(sorted(all, '2027-02-01').map(({ id }) => id)).toEqual(['soon', 'later', 'over'])
  expect(counted(all)).toMatchObject({ call: 3, city: 0 })
})

test('meetings and last days are whole days in the calendar, the first of them first', () => {
  const meeting = tie({ id: 'm', kind: 'meeting', from: '2027-03-28' })
  const project = tie({ id: 'p', kind: 'project', from: '2024', to: '2027-03-01' })
  const found = datesOf([meeting, project, tie({ kind: 'project', to: '2027' }), tie({})])
  expect(found.map(({ tie: { id }, from, to }) => [id, from, to])).toEqual([
    ['p', '2027-03-01', '2027-03-01'],
    ['m', '2027-03-28', '2027-03-28'],
  ])
})

test('what is called off is neither ahead nor over; the same is not written down twice while it holds', () => {
  const city = tie({ id: 'c', names: { pl: 'Brzeg Dolny', en: 'Lower Quay' } })
  const call = tie({ id: 'k', kind: 'call', names: { pl: 'Szukamy' }, to: '2027-05-01' })
  const of = (change: Partial<Tie>) => sameAs(tie(change), [city, call], '2027-03-01')?.id
  expect(phaseOf({ ...call, calledOff: true }, '2027-03-01')).toBe('off')
  expect(of({ names: { en: ' lower  quay' } })).toBe('c')
  expect(of({ kind: 'network', names: { en: 'Lower Quay' } })).toBeUndefined()
  expect(of({ kind: 'call', names: { pl: 'szukamy' }, to: '2027-05-01' })).toBe('k')
  expect(of({ kind: 'call', names: { pl: 'szukamy' }, to: '2028-05-01' })).toBeUndefined()
  expect(sameAs(call, [{ ...call, calledOff: true }], '2027-03-01')).toBeUndefined()
})
