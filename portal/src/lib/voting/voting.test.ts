/** Ballots are written in one way and held to their form before they are cast; screens follow from what is known; a receipt fits behind a `#`. */
import { describe, expect, test } from 'vitest'
import { boothOf } from '#lib/server/views/voting.ts'
import { choicesOf, problemOf, useOf, type Form, type Marks } from './choices.ts'
import { fragmentOf, receiptFrom, typedReceipt } from './receipt.ts'
import { stepsOf, type Section } from './steps.ts'

const costs = { '2': 40, '10': 70, A: 10 }
const code = (form: Form, marks: Marks) => problemOf(form, marks, costs, 100)?.code

test('choices stand in the order of their numbers’ characters, ranked ones best first', () => {
  expect(choicesOf({ kind: 'approval', most: 3 }, { '2': 1, '10': 1, A: 0 })).toEqual([['10', 1], ['2', 1]]) // prettier-ignore
  expect(choicesOf({ kind: 'points', points: 9 }, { '2': 4, '10': 1, A: 0 })).toEqual([['10', 1], ['2', 4]]) // prettier-ignore
  expect(choicesOf({ kind: 'ordinal', most: 3 }, { '2': 2, '10': 1, A: 0 })).toEqual([['10', 1], ['2', 2]]) // prettier-ignore
})

describe('what may not be', () => {
  test.each<[Form, Marks, string | undefined]>([
    [{ kind: 'approval', most: 1 }, { '2': 1 }, undefined],
    [{ kind: 'approval', most: 1 }, { '2': 1, A: 1 }, 'many'],
    [{ kind: 'approval', least: 2, most: 3 }, { '2': 1 }, 'few'],
    [{ kind: 'approval', least: 2, most: 3 }, {}, undefined],
    [{ kind: 'points', points: 5, mostEach: 3 }, { '2': 3, A: 2 }, undefined],
    [{ kind: 'points', points: 5, mostEach: 3 }, { '2': 4 }, 'each'],
    [{ kind: 'points', points: 5, mostEach: 3 }, { '2': 3, A: 3 }, 'points'],
    [{ kind: 'points', points: 5, mostProjects: 1 }, { '2': 1, A: 1 }, 'many'],
    [{ kind: 'points', points: 5 }, { '2': 1.5 }, 'each'],
    [{ kind: 'points', points: 5 }, { '2': -1 }, 'each'],
    [{ kind: 'ordinal', most: 2 }, { '2': 1, A: 2 }, undefined],
    [{ kind: 'ordinal', most: 3 }, { '2': 1, A: 1 }, 'ranks'],
    [{ kind: 'ordinal', most: 3 }, { '2': 2 }, 'ranks'],
    [{ kind: 'knapsack' }, { '2': 1, A: 1 }, undefined],
    [{ kind: 'knapsack' }, { '2': 1, '10': 1 }, 'money'],
  ])('%j %j: %s', (form, marks, problem) => expect(code(form, marks)).toBe(problem))
})

test('projects stand on the ballot as they were drawn', () => {
  const names = { pl: 'Przystań', en: 'Pier', uk: 'Пристань' }
  const pool = { code: 'pier', section: 'district', names, amount_minor: 100 }
  const edition = { code: 'one', currency: 'PLN', sections: [{ code: 'district', names, choice: 'any', ballot: { kind: 'approval', most: 2 } }], pools: [pool] } // prettier-ignore
  const list = ['7', '2', '10'].map((number) => ({ number, pool: 'pier', titles: names, cost_minor: 50 }))
  const { pools } = boothOf(
    { info: { timezone: 'UTC' } } as never,
    'pl',
    edition as never,
    list as never,
    '{"keys":{}}',
  )
  expect(pools[0]!.projects.map(({ number }) => number)).toEqual(['7', '2', '10'])
})

test('how far a ballot is used up', () => {
  expect(useOf({ kind: 'knapsack' }, { '2': 1, A: 1 }, costs, 100)).toEqual({ found: 50, limit: 100 })
  expect(useOf({ kind: 'points', points: 5 }, { '2': 3 }, costs, 100)).toEqual({ found: 3, limit: 5 })
})

test('a voter sees what is theirs and not yet voted on', () => {
  const ballot: Form = { kind: 'approval', most: 1 }
  const sections: Section[] = [
    { code: 'district', choice: 'residence', ballot, pools: ['pier', 'mill'] },
    { code: 'city', choice: 'any', ballot, pools: ['city'] },
  ]
  const screens = (standing: Parameters<typeof stepsOf>[1], chosen = {}) =>
    stepsOf(sections, standing, chosen).map(({ screen, pool }) => (pool ? `${screen} ${pool}` : screen))
  expect(screens({ voter: { pool: 'mill' }, entitlements: [] })).toEqual(['who', 'choose mill', 'choose city', 'review']) // prettier-ignore
  expect(screens({ voter: {}, entitlements: [] })).toEqual(['who', 'pool', 'choose city', 'review'])
  expect(screens(null, { district: 'pier' })).toEqual(['who', 'pool', 'choose pier', 'choose city', 'review'])
  expect(screens(null, { district: 'no such' })).toEqual(['who', 'pool', 'choose city', 'review'])
  expect(screens({ voter: {}, entitlements: [{ section: 'district', pool: 'district' }, { section: 'city', pool: 'city' }] })).toEqual(['who', 'review']) // prettier-ignore
})

test('a receipt is the same again from behind a #, and other text is told from it', () => {
  const commitment = 'Ab-_'.padEnd(43, 'x')
  const text = `unia ballot receipt v1\nspring\npier\n${commitment}\n`
  const receipt = { edition: 'spring', pool: 'pier', commitment, note: `${text}\n— example.org/ledger ab+/${'A'.repeat(87)}=\n` } // prettier-ignore
  const fragment = fragmentOf(receipt)
  expect(fragment).toMatch(/^#pier\.[\w-]{43}\.[\w-]+$/)
  expect(receiptFrom(fragment, 'spring', 'example.org/ledger')).toEqual(receipt)
  expect(typedReceipt(JSON.stringify(receipt))).toEqual({ receipt })
  expect(typedReceipt(`https://example.org/receipt${fragment}`)).toEqual({ fragment })
  expect(typedReceipt(commitment)).toEqual({ commitment })
  for (const other of ['', 'x', '{}', '{"edition":1}', '[]', 'null'])
    expect(typedReceipt(other)?.receipt).toBeUndefined()
  expect(receiptFrom('#a.b.c', 'spring', 'x')).toBeUndefined()
})
