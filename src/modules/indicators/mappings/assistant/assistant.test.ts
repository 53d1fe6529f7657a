/** The assistant proposes, asks only for what is not understood, and makes a description from which the file reads. */
import { expect, test } from 'vitest'
import { inspect, readFigures, rowAt, type ReadOptions } from '../../reading/index.ts'
import type { Measure } from '../../types.ts'
import { ask, createWorld, type Chosen } from './index.ts'
import { partOf } from './questions.ts'

const three = (pl: string, en: string, uk: string) => ({ pl, en, uk })
const sex = {
  id: 'sex',
  names: three('płeć', 'sex', 'стать'),
  values: [
    { id: 'female', names: three('kobiety', 'women', 'жінки') },
    { id: 'male', names: three('mężczyźni', 'men', 'чоловіки') },
  ],
}
const measures: Measure[] = [
  { id: 'population', names: three('Ludność', 'Population', 'Населення'), unit: 'person', dimensions: [sex] },
  { id: 'budget', names: three('Dochody budżetu', 'Budget revenue', 'Доходи бюджету'), unit: 'PLN' },
]
const areas = [
  { id: 'brzeg', names: three('Brzeg', 'Brzeg', 'Бжег'), identifiers: [{ scheme: 'teryt', code: '0201011' }] },
  { id: 'brzesko', names: three('Brzesko', 'Brzesko', 'Бжесько') },
]
const world = createWorld(areas, measures, 'pl')
const bytes = (lines: string[]) => new TextEncoder().encode(lines.join('\n'))

async function asked(lines: string[], chosen: Chosen = {}, said = {}) {
  const file = bytes(lines)
  return ask(await inspect(file), said, chosen, world, async (spread) => inspect(file, { spread }))
}
async function read(lines: string[], options: ReadOptions) {
  const rows: unknown[] = []
  let rejected = 0
  for await (const batch of readFigures(bytes(lines), options, world.known)) {
    rejected += batch.rejected.length
    for (let i = 0; i < batch.accepted.length; i++) {
      const { areaId, measure, dimension, period, value, status } = rowAt(batch.accepted, i)
      rows.push([areaId, measure, dimension, period, value, status])
    }
  }
  return { rows, rejected }
}
const proposals = ({ asking }: Awaited<ReturnType<typeof asked>>) => Object.fromEntries(asking.questions.map(({ field, answer }) => [field, answer])) // prettier-ignore

const EXPORT = [
  'Kod;Nazwa;Płeć;Okresy;Rok;Wartosc;Jednostka miary;Atrybut;',
  '0201011;Brzeg;ogółem;II kwartał;2020;100;tys. osób;;',
  '0201011;Brzeg;kobiety;rok;2020;53;osoba;;',
  '9999999;Nigdzie;mężczyźni;rok;2020;47;osoba;;',
]

test('an export of GUS BDL: roles, words and what no column says are proposed', async () => {
  const one = await asked(EXPORT, { 3: 'part' })
  expect(one.asking.roles.slice(0, 8)).toEqual(['area', 'ignore', 'dimension', 'part', 'period', 'value', 'unit', 'status']) // prettier-ignore
  expect(one.asking.questions.map(({ field, kind, word }) => [field, kind, word])).toEqual([
    ['constant-measure', 'measure', undefined],
    ['word-0-1', 'area', '9999999'],
    ['word-2-0', 'dimension', 'ogółem'],
    ['word-2-1', 'dimension', 'kobiety'],
    ['word-2-2', 'dimension', 'mężczyźni'],
    ['word-3-0', 'part', 'II kwartał'],
    ['word-3-1', 'part', 'rok'],
    ['word-6-0', 'unit', 'tys. osób'],
    ['word-6-1', 'unit', 'osoba'],
  ])
  const answers = { ...proposals(one), 'constant-measure': 'Ludność [population]' }
  expect(answers).toMatchObject({ 'word-2-0': 'ogółem', 'word-2-1': 'kobiety [sex=female]', 'word-3-0': 'Q2', 'word-6-0': '1000 person' }) // prettier-ignore
  const { description, problems } = one.describe(answers)
  expect(problems).toEqual([])
  const { rows, rejected } = await read(EXPORT, description)
  expect(rows).toEqual([
    ['brzeg', 'population', '', '2020-Q2', 100_000, 'A'],
    ['brzeg', 'population', 'sex=female', '2020', 53, 'A'],
  ])
  expect(rejected).toBe(1)
})

const OWN = ['co;gdzie;kiedy;ile;stan', 'ludnosc;Brzegg;2020;5;ok', 'dochody budzetu;gdzie indziej;2020;7;szac.']

test("words of one's own: measures by likeness, an area only when it is nearly the same, statuses asked", async () => {
  const chosen: Chosen = { 0: 'measure', 1: 'area', 2: 'period', 3: 'value', 4: 'status' }
  const one = await asked(OWN, chosen)
  expect(proposals(one)).toEqual({
    'word-0-0': 'Ludność [population]',
    'word-0-1': 'Dochody budżetu [budget]',
    'word-1-0': 'Brzeg [brzeg]',
    'word-1-1': '',
    'word-4-0': '',
    'word-4-1': '',
  })
  const { description } = one.describe({ ...proposals(one), 'word-1-1': 'pomiń te wiersze', 'word-4-0': 'A', 'word-4-1': 'E' }) // prettier-ignore
  expect(await read(OWN, description)).toEqual({ rows: [['brzeg', 'population', '', '2020', 5, 'A']], rejected: 0 })
  const again = await asked(OWN, {}, description)
  expect(again.asking.roles).toEqual(['measure', 'area', 'period', 'value', 'status'])
  expect(again.describe(proposals(again)).description).toEqual(description)
})

const WIDE = ['Rok;Miasto;Ludność;Dochody', '2020;brzeg;5;7', '2021;brzeg;6;8']

test('figures of several things in a row: the words over them are the measures', async () => {
  const one = await asked(WIDE, { 1: 'area', 2: 'value', 3: 'value' })
  expect(one.asking.columns.map(({ name }) => name)).toEqual(['Rok', 'Miasto', 'Ludność', 'Dochody'])
  const answers = proposals(one)
  expect(Object.values(answers)).toEqual(['Ludność [population]', 'Dochody budżetu [budget]'])
  const { description, problems } = one.describe(answers)
  expect(problems).toEqual([])
  expect(description.spread).toEqual(['Ludność', 'Dochody'])
  expect((await read(WIDE, description)).rows).toEqual([
    ['brzeg', 'population', '', '2020', 5, 'A'],
    ['brzeg', 'budget', '', '2020', 7, 'A'],
    ['brzeg', 'population', '', '2021', 6, 'A'],
    ['brzeg', 'budget', '', '2021', 8, 'A'],
  ])
  const again = await asked(WIDE, {}, description)
  expect(again.asking.roles).toEqual(['period', 'area', 'value', 'value'])
  expect(again.describe(proposals(again)).description).toEqual(description)
})

test('answers that are none come back at their fields; a role of two columns is said', async () => {
  const one = await asked(['a;b;c', '1;2;3'], { 0: 'value', 1: 'dimension', 2: 'ignore' })
  expect(one.asking.questions.map(({ field }) => field)).toEqual(['constant-area', 'constant-measure', 'constant-period', 'word-1-0']) // prettier-ignore
  const answers = {
    'constant-area': 'Atlantyda',
    'constant-measure': '',
    'constant-period': '20200',
    'word-1-0': 'sexy',
  }
  expect(one.describe(answers).problems).toEqual([
    { field: 'constant-area', code: 'area' },
    { field: 'constant-period', code: 'period' },
    { field: 'word-1-0', code: 'dimension' },
    { field: 'constant-measure', code: 'lacking' },
  ])
  expect((await asked(['a;b', '1;2'], { 0: 'area', 1: 'area' })).asking.twice).toEqual(['area'])
})

test.each([
  ['I kwartał', 'Q1'],
  ['IV kw. kwartał', ''],
  ['II półrocze', 'S2'],
  ['3 kwartał', 'Q3'],
  ['wrzesień', 'M09'],
  ['październik', 'M10'],
  ['rok', 'year'],
  ['cokolwiek', ''],
])('%s is the part %s', (word, part) => {
  expect(partOf(word)).toBe(part)
})

test('answers are understood as a line of the list, an id, or a name in any language', () => {
  const meant = ['Ludność [population]', 'population', 'Населення', 'LUDNOSC', 'nothing', 'pomiń te wiersze', 'leave these rows out'].map((answer) => world.meant('measure', answer)) // prettier-ignore
  expect(meant).toEqual(['population', 'population', 'population', 'population', undefined, null, null])
})
