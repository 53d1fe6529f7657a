/** A comparison says who stands where, of how many, and its address gives the same again. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { href } from '#lib/paths.ts'
import type { Catalogue } from './catalogue.ts'
import { choiceOf, queryOf, VIEWS, type Choice } from './choice.ts'
import { pairsOf } from './pairs.ts'
import { stripOf } from './profile.ts'
import { citiesOf, ordered, partOf, shown, standingIn, tableOf, type Line } from './table.ts'
import { multipleOf } from './trends.ts'

const cities = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id, name: id.toUpperCase() }))
const group = (id: string, ...members: string[]) => ({ id, name: id, members })
const catalogue: Catalogue = {
  home: { id: 'own', name: 'Own' },
  cities,
  groups: [group('near', 'a', 'b'), group('far', 'e', 'f')],
  indicators: ['i1', 'i2', 'i3', 'i4'].map((id) => ({ id })) as Catalogue['indicators'],
  sets: [{ ...group('iso', 'i1', 'i2', 'i3'), themes: [group('iso/air', 'i2', 'i3')] }],
  shelves: [],
}
const asked = (query: string) => choiceOf(new URLSearchParams(query), catalogue)
const address = (choice: Choice) =>
  href('en', '/indicators/compare', {}, queryOf(choice, catalogue)).split('?')[1] ?? ''

test('an address without choices is the first group and the fullest set', () => {
  expect(asked('')).toMatchObject({ view: 'table', cities: ['a', 'b'], indicators: ['i1', 'i2', 'i3'], rows: 1 })
  expect(address(asked(''))).toBe('')
})

test('groups and ticks are united, nothing is nothing, and strangers are left out', () => {
  expect(asked('group=near&with=d,zz&with=e').cities).toEqual(['a', 'b', 'd', 'e'])
  expect(asked('group=none').cities).toEqual([])
  expect(asked('group=nowhere&with=zz&theme=nothing')).toEqual(asked(''))
  expect(asked('group=all').cities).toHaveLength(6)
  expect(asked('theme=iso/air&indicator=i4').indicators).toEqual(['i2', 'i3', 'i4'])
  expect(asked('rows=-1&columns=1e9&period=x&view=none&x=zz')).toMatchObject({ rows: 1, columns: 1, view: 'table' })
  expect(asked('period=2020-Q1').period).toBe('2020-Q1')
})

test('a choice that is a group is called by its name', () => {
  expect(queryOf(asked('with=f&with=e&indicator=i2,i3'), catalogue)).toMatchObject({ group: 'far', theme: 'iso/air' })
  expect(queryOf(asked('group=none&theme=all'), catalogue)).toMatchObject({ group: 'none', theme: 'all' })
})

test('every choice has an address that gives it again', () => {
  const some = (ids: string[]) => fc.subarray(ids)
  const choices = fc.record({
    view: fc.constantFrom(...VIEWS),
    cities: some(cities.map(({ id }) => id)),
    indicators: some(['i1', 'i2', 'i3', 'i4']),
    period: fc.constantFrom(undefined, '2020'),
    among: fc.constantFrom('all' as const, 'chosen' as const),
    order: fc.constantFrom('theme' as const, 'place' as const),
    ...{ rows: fc.integer({ min: 1, max: 9 }), columns: fc.integer({ min: 1, max: 9 }) },
    ...{ x: fc.constantFrom(undefined, 'i1'), y: fc.constantFrom(undefined, 'i4') },
  })
  fc.assert(fc.property(choices, (choice) => void expect(asked(address(choice))).toEqual(choice)))
})

const line = (indicator: string, values: (number | null)[], more: Partial<Line> = {}): Line => ({
  ...{ indicator, unit: '%', decimals: 1, direction: 'higher', period: '2023', n: 66 },
  cells: values.map((value, i) => ({
    ...{ area: ['own', ...cities.map(({ id }) => id)][i]!, period: '2023', value },
    ...{ status: value === null ? 'M' : 'A', rank: i + 1, fifth: 1 },
  })),
  ...more,
})

test('a page says what part of the whole it is, and one past the last is the last', () => {
  expect(partOf(58, 2, 30)).toEqual({ page: 2, pages: 2, from: 31, to: 58, total: 58 })
  expect(partOf(58, 9, 30).page).toBe(2)
  expect(partOf(0, 1, 30)).toEqual({ page: 1, pages: 1, from: 0, to: 0, total: 0 })
  expect(shown([1, 2, 3], partOf(3, 2, 2))).toEqual([3])
  expect(shown([], partOf(0, 1, 2))).toEqual([])
})

test('the city itself stands first on every page of columns; another period is said, a reason is a sentence', () => {
  const own = line('i1', [1, 2, 3, 4])
  own.cells[3] = { area: 'c', period: '2021', value: 4, status: 'E' }
  own.cells[2] = { ...own.cells[2]!, value: null, status: 'M', reason: { code: 'x', details: {} } }
  const areas = ['own', 'a', 'b', 'c']
  const names = new Map([['i1', 'One']])
  const all = citiesOf(catalogue, areas)
  const table = tableOf([own], all, partOf(3, 2, 2), names, () => 'because')
  expect(table.cities.map(({ id }) => id)).toEqual(['own', 'c'])
  expect(table.rows[0]).toMatchObject({ name: 'One', cells: [{ value: 1 }, { elsewhere: true, period: '2021' }] })
  expect(tableOf([own], all, partOf(3, 1, 2), names, () => 'because').rows[0]!.cells[2]).toMatchObject({
    ...{ value: null, elsewhere: false, reason: 'because' },
  })
})

test('what the city is good at comes first, what says nothing last', () => {
  const at = (id: string, rank: number | undefined, fifth: number, direction: Line['direction'] = 'higher') =>
    line(id, [1], { direction, cells: [{ area: 'own', period: '2023', value: 1, status: 'A', rank, fifth }] })
  const lines = [at('none', undefined, 0), at('big', 1, 1, 'context'), at('worst', 66, 5), at('best', 2, 1)]
  expect(ordered(lines, 'place').map(({ indicator }) => indicator)).toEqual(['best', 'worst', 'big', 'none'])
  const standing = standingIn(lines, new Map(lines.map(({ indicator }) => [indicator, indicator])))
  expect(standing).toMatchObject({ better: 1, n: 2, best: [{ id: 'best', rank: 2 }], worst: [{ id: 'worst' }] })
})

test('a strip has better to the right, names above their dots, and all others in one path', () => {
  const strip = stripOf(line('i1', [10, 20, 30, 40, 40.1], { direction: 'lower' }), ownAnd(4), new Set(['c', 'd']))!
  expect([strip.left, strip.right]).toEqual([40.1, 10])
  expect(strip.named.map(({ id, at }) => [id, Math.round(at * 100)])).toEqual([
    ['d', 0],
    ['c', 0],
    ['own', 100],
  ])
  expect(strip.lanes).toBe(2)
  expect(strip.others.match(/h0/g)).toHaveLength(2)
  expect(stripOf(line('i1', [10, null]), ownAnd(1), new Set())).toBeUndefined()
  expect(stripOf(line('i1', [7, 7]), ownAnd(1), new Set())!.named[0]!.at).toBe(0.5)
})

const ownAnd = (n: number) => [catalogue.home, ...cities.slice(0, n)]
const series = (area: string, values: (number | null)[]) => ({
  area,
  points: values.map((value, i) => ({
    ...{ period: `${2020 + i}`, value, seq: 1, status: value === null ? ('M' as const) : ('A' as const) },
  })),
})

test('a line stops where a figure is missing and where the series breaks', () => {
  const all = [series('own', [1, 2, null, 4, 5]), series('a', [1, 2, 3, 4, 5]), series('elsewhere', [100])]
  const drawn = multipleOf(all, ownAnd(1), new Set(['a']), new Set(['2024']))!
  expect(drawn).toMatchObject({ low: 1, high: 5, first: '2020', last: '2024', count: 0 })
  expect(drawn.named.map(({ id }) => id)).toEqual(['own', 'a'])
  expect(drawn.named[0]!.path.match(/M/g)).toHaveLength(3)
  expect(drawn.named[1]!.path.match(/M/g)).toHaveLength(2)
  expect(multipleOf([], ownAnd(1), new Set(), new Set())).toBeUndefined()
})

test('two indicators meet only where a city has both for their periods', () => {
  const x = line('i1', [1, 2, 3, 4, 5, null])
  const y = line('i2', [5, 4, 3, 2, 1, 7])
  const found = pairsOf(x, y, ownAnd(5), new Set(['a']))!
  expect(found).toMatchObject({ correlation: -1, missing: 1 })
  expect(found.dots.map(({ id }) => id)).toEqual(['b', 'c', 'd', 'a', 'own'])
  expect(found.ticks.x.map(({ value }) => value)).toEqual([1, 2, 3, 4, 5])
  expect(pairsOf(line('i1', [1]), line('i2', [1]), ownAnd(0), new Set())).toBeUndefined()
})
