/** The register: what the city lists stays marked as that; officials' entries keep their versions. */
import { expect, test } from 'vitest'
import { chosen, counted, demandForward } from './rules.ts'
import { EntryDraft, type Entry } from './types.ts'

const entry = (change: Partial<Entry>): Entry => ({
  ...EntryDraft.parse({ titles: { pl: 'Ławka' }, about: { pl: 'Ławka' }, kind: 'social', dimension: 'society', state: 'trial' }), // prettier-ignore
  ...{ id: 'bench', version: 1, at: new Date('2027-01-01T00:00:00Z'), by: 'anna', grounds: 'new', listed: false },
  ...change,
})

test('readers choose by dimension, kind and state together; what has no dimension is in none', () => {
  const all = [
    entry({ id: 'a' }),
    entry({ id: 'b', dimension: undefined }),
    entry({ id: 'c', state: 'ended', learning: 'school' }),
  ]
  expect(chosen(all, {}).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(chosen(all, { learning: 'school' }).map(({ id }) => id)).toEqual(['c'])
  expect(chosen(all, { dimension: 'society', state: 'ended' }).map(({ id }) => id)).toEqual(['c'])
  expect(counted(all)).toMatchObject({ dimensions: { society: 2, economy: 0 }, kinds: { social: 3 }, states: { trial: 2, ended: 1 } }) // prettier-ignore
})

test('nothing ends before it begins, and an entry says what it is in some language', () => {
  expect(() => demandForward({ from: 2020, to: 2019 })).toThrow(expect.objectContaining({ code: 'innovations.backward' })) // prettier-ignore
  expect(EntryDraft.safeParse({ ...entry({}), titles: {} }).success).toBe(false)
  expect(EntryDraft.safeParse({ ...entry({}), cost: { amount_minor: -1, currency: 'PLN' } }).success).toBe(false)
})
