/** What a rule makes of readings: laws that hold for any readings, and the cases one would draw on paper. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dealtWith, missed, run, START, valueOf, type Seen } from './rules.ts'
import type { Condition } from './types.ts'

const MIN = 60_000
const above = (over: Partial<Extract<Condition, { kind: 'threshold' }>> = {}): Condition => ({ kind: 'threshold', side: 'above', limit: 10, hysteresis: 2, delay_min: 0, ...over }) // prettier-ignore
const at = (...values: (number | string)[]): Seen[] => values.map((value, i) => ({ at: i * MIN, value }))
const kinds = (condition: Condition, readings: Seen[]) => run(condition, START, readings).turns.map(({ kind, at }) => `${kind} ${at / MIN}`) // prettier-ignore

const readings = fc.uniqueArray(fc.record({ at: fc.integer({ min: 0, max: 500 }).map((n) => n * MIN), value: fc.integer({ min: 0, max: 20 }) }), { selector: ({ at }) => at, maxLength: 60 }) // prettier-ignore
const condition = fc.constantFrom<Condition>(above(), above({ delay_min: 7 }), above({ side: 'below', limit: 8 }), { kind: 'rate', side: 'either', limit: 60, delay_min: 0 }, { kind: 'state', values: ['3'], delay_min: 3 }) // prettier-ignore

test('in whatever order the readings of one look came, it sees the same', () => {
  fc.assert(fc.property(condition, readings, fc.infiniteStream(fc.nat()), (of, all, chance) => {
    const mixed = all.map((one) => ({ one, by: chance.next().value as number })).sort((a, b) => a.by - b.by).map(({ one }) => one)
    expect(run(of, START, mixed)).toEqual(run(of, START, all))
  })) // prettier-ignore
})

test('looked at in pieces or at once is the same; what comes again or late wakes nobody', () => {
  fc.assert(fc.property(condition, readings, fc.nat(60), readings, (of, all, cut, late) => {
    const sorted = all.toSorted((a, b) => a.at - b.at)
    const first = run(of, START, sorted.slice(0, cut))
    const known = first.memory.asOf
    const second = run(of, first.memory, [...sorted.slice(cut), ...sorted, ...late.filter((one) => one.at <= known)])
    expect([...first.turns, ...second.turns]).toEqual(run(of, START, all).turns)
  })) // prettier-ignore
})

test('opened and cleared take turns, beginning with opened', () => {
  fc.assert(fc.property(condition, readings, (of, all) => {
    const { turns, memory } = run(of, START, all)
    turns.forEach(({ kind }, i) => expect(kind).toBe(i % 2 === 0 ? 'opened' : 'cleared'))
    expect(memory.phase === 'open').toBe(turns.length % 2 === 1)
  })) // prettier-ignore
})

test('between the limit and its way back nothing changes: one that trembles there is one alarm', () => {
  const trembling = fc.array(
    fc.integer({ min: 81, max: 119 }).map((n) => n / 10),
    { minLength: 1, maxLength: 80 },
  )
  fc.assert(fc.property(trembling, (values) => { expect(run(above(), START, at(11, ...values)).turns).toHaveLength(1) })) // prettier-ignore
  expect(kinds(above(), at(9, 11, 9, 8.1, 8, 11))).toEqual(['opened 1', 'cleared 4', 'opened 5'])
})

test('the delay is counted by the times of the readings, however late they come', () => {
  const of = above({ delay_min: 5 })
  fc.assert(fc.property(readings, (all) => {
    let since: number | undefined
    const opened = run(of, START, all).turns.filter(({ kind }) => kind === 'opened')
    for (const one of all.toSorted((a, b) => a.at - b.at)) {
      if (one.value <= 10) since = undefined
      else since ??= one.at
      const turn = opened.find((other) => other.at === one.at)
      if (turn) expect(one.at - since!).toBeGreaterThanOrEqual(5 * MIN)
    }
  })) // prettier-ignore
  expect(kinds(of, at(11, 12, 13, 9, 11, 12, 13, 14, 15, 16))).toEqual(['opened 9'])
})

test('states, rates and silence', () => {
  expect(kinds({ kind: 'state', values: ['defective'], delay_min: 0 }, at('ok', 'defective', 'defective', 'ok'))).toEqual(['opened 1', 'cleared 3']) // prettier-ignore
  expect(kinds({ kind: 'rate', side: 'falling', limit: 120, delay_min: 0 }, at(10, 9, 6, 6))).toEqual(['opened 2', 'cleared 3']) // prettier-ignore
  const silent: Condition = { kind: 'silence', longerThan_min: 30 }
  const { memory } = run(silent, START, at(1))
  expect(missed(silent, memory, 30 * MIN).turn).toBeUndefined()
  const gone = missed(silent, memory, 31 * MIN)
  expect(gone.turn).toEqual({ kind: 'opened', at: 30 * MIN, value: null })
  expect(missed(silent, gone.memory, 90 * MIN).turn).toBeUndefined()
  expect(run(silent, gone.memory, [{ at: 40 * MIN, value: 1 }]).turns).toMatchObject([{ kind: 'cleared' }])
  expect(missed(silent, START, 1e12).turn).toBeUndefined()
})

test('what somebody has dealt with does not come again by old readings, and does by new ones', () => {
  const { memory } = run(above(), START, at(11))
  const begun = dealtWith(memory, 10 * MIN)
  expect(run(above(), begun, at(12, 13, 14)).turns).toEqual([])
  expect(run(above(), begun, [{ at: 11 * MIN, value: 12 }]).turns).toMatchObject([{ kind: 'opened' }])
})

test.each([
  [{ value: 3, content: null }, 3],
  [{ value: null, content: { type: 'Property', value: 'defective' } }, 'defective'],
  [{ value: null, content: { type: 'Property', value: true } }, 'true'],
  [{ value: null, content: { type: 'Property', value: { a: 1 } } }, undefined],
  [{ value: null, content: null }, undefined],
])('what is read of %j', (kept, value) => expect(valueOf(kept)).toBe(value))
