/** Tidy files: columns by their names, rows by what is known, every fault with its place and what would be right. */
import { expect, test } from 'vitest'
import { readFigures } from './read.ts'
import { inPieces, text } from '../../../tables/testing.ts'
import { known, readAll } from './testing.ts'
import type { RejectionCode } from './types.ts'

const read = (content: string, options = {}) => readAll(text(content), options)
const HEADER = 'area,measure,dimension,period,value,unit,status,note\n'

test('a plain file, every column', async () => {
  const { rows, rejected, layout } = await read(
    `${HEADER}brzeg-maly,by_age,sex=male;age=15-19,2020,12.5,person,P,as told\n0201011,population,,2020-Q1,,,,\n`,
  )
  expect(rejected).toEqual([])
  expect(rows).toEqual([
    {
      line: 2,
      area: 'brzeg-maly',
      areaId: 'brzeg-maly',
      measure: 'by_age',
      dimension: 'age=15-19;sex=male',
      period: '2020',
      value: 12.5,
      unit: 'person',
      status: 'P',
      note: 'as told',
      flags: [],
    },
    {
      line: 3,
      area: '0201011',
      areaId: 'brzeg-maly',
      measure: 'population',
      dimension: '',
      period: '2020-Q1',
      value: null,
      unit: 'person',
      status: 'M',
      reason: 'empty',
      flags: [],
    },
  ])
  expect(layout).toMatchObject({ delimiter: ',', decimal: '.', format: 'tidy', encoding: 'utf-8', headerLine: 1 })
})

test.each([',', ';', '\t', '|'])('delimiter %j, header in Polish, with other columns between', async (delimiter) => {
  const lines = [
    ['Źródło', 'TERYT', 'Wskaźnik', 'Rok', 'Wartość', 'Jednostka'],
    ['GUS', '0201011', 'population', '2020', '"1 234"', 'person'],
  ]
  const { rows } = await read(lines.map((line) => line.join(delimiter)).join('\n'))
  expect(rows).toMatchObject([{ areaId: 'brzeg-maly', measure: 'population', period: '2020', value: 1234 }])
})

test("a spreadsheet's sep= line, blank lines, blank rows, a trailing separator", async () => {
  const { rows, rejected } = await read(
    'sep=;\r\n\r\narea;measure;year;value;\r\n\r\npl;population;2020;1;\r\n;;;;\r\npl;population;2021;2\r\n',
  )
  expect(rejected).toEqual([])
  expect(rows.map(({ line, value }) => [line, value])).toEqual([[5, 1], [7, 2]]) // prettier-ignore
})

test('roles by option and by constant', async () => {
  const { rows } = await read('what,when,much\nx,2020,7\n', {
    columns: { period: 'when', value: 'much' },
    constants: { area: 'pl', measure: 'share', unit: '%' },
  })
  expect(rows).toMatchObject([{ areaId: 'pl', measure: 'share', period: '2020', value: 7, unit: '%' }])
})

test('a lost first zero of a TERYT code is restored, and noted', async () => {
  const { rows } = await read(
    'teryt,measure,period,value,note\n201011,population,2020,1,\n200000,population,2020,2,so\n',
  )
  expect(rows).toMatchObject([
    { area: '201011', areaId: 'brzeg-maly', note: 'TERYT 201011 → 0201011' },
    { area: '200000', areaId: 'pl-02', note: 'so; TERYT 200000 → 0200000' },
  ])
})

test('units are converted into the measure’s own', async () => {
  const { rows } = await read(`${HEADER}pl,population,,2020,1.5,kperson,,\npl,population,,2021,2,persons,,\n`)
  expect(rows).toMatchObject([
    { value: 1500, unit: 'person', note: 'kperson → person' },
    { value: 2, unit: 'person' },
  ])
})

test('flags become statuses or notes', async () => {
  const { rows } = await read(
    'area;measure;period;value;status\npl;share;2020;12,3*;\npl;share;2021;45 (p);\npl;share;2022;45 e;b\npl;share;2023;: c;\npl;share;2024;;n\npl;share;2025;0;-\npl;share;2026;0;x\n',
  )
  expect(rows.map(({ value, status, flags, note, reason }) => [value, status, flags, note, reason])).toEqual([
    [12.3, 'A', ['*'], '*', undefined],
    [45, 'P', ['(p)'], undefined, undefined],
    [45, 'B', ['e'], undefined, undefined],
    [null, 'M', ['c'], 'c', 'confidential'],
    [null, 'M', ['n'], undefined, 'notYetAvailable'],
    [0, 'A', ['-'], undefined, undefined],
    [null, 'M', ['x'], undefined, 'notApplicable'],
  ])
})

test.each<[RejectionCode, string, string | undefined, string, string]>([
  ['areaUnknown', '0201012,population,,2020,1,,,', 'area', '0201012', 'slug | TERYT: 0000000'],
  ['measureUnknown', 'pl,populaton,,2020,1,,,', 'measure', 'populaton', '[a-z][a-z0-9_]*'],
  ['dimensionMalformed', 'pl,by_age,age,2020,1,,,', 'dimension', 'age', 'age=15-19;sex=male'],
  ['dimensionUnknown', 'pl,by_age,kind=a,2020,1,,,', 'dimension', 'kind=a', 'age=…;sex=…'],
  ['dimensionUnknown', 'pl,area,age=1,2020,1,,,', 'dimension', 'age=1', '∅'],
  [
    'periodMalformed',
    'pl,population,,2020-13,1,,,',
    'period',
    '2020-13',
    '2023, 2023-S1, 2023-Q1, 2023-M05, 2023-05-17',
  ],
  ['valueNotNumber', 'pl,population,,2020,ca. 5,,,', 'value', 'ca. 5', '1234.5'],
  [
    'valueTooLarge',
    'pl,population,,2020,12345678901234567890,,,',
    'value',
    '12345678901234567890',
    '≤ 9007199254740991',
  ],
  ['valueRange', 'pl,share,,2020,101,,,', 'value', '101', '0 … 100'],
  ['valueDespiteStatus', 'pl,population,,2020,5,,M,', 'value', '5', ':'],
  ['unitMismatch', 'pl,population,,2020,5,km2,,', 'unit', 'km2', 'person'],
  ['statusUnknown', 'pl,population,,2020,5,,perhaps,', 'status', 'perhaps', 'A, P, E, B, M'],
  ['duplicate', 'pl,population,,2019,7.5,,,', 'value', '7.5', '2'],
  ['rowRagged', 'pl,population,,2020,1,2', undefined, '6', '8'],
  ['rowRagged', 'pl,population,,2020,1,,,,,x', undefined, '10', '8'],
  ['rowQuote', 'pl,"population,,2020,1,,,', undefined, 'pl,population,,2020,1,,,', '"…"'],
])('%s', async (code, line, column, found, expected) => {
  const { rows, rejected } = await read(`${HEADER}pl,population,,2019,1.5,,,\n${line}\npl,population,,2022,2.5,,,\n`)
  expect(rows.map((row) => row.line)).toEqual([2, 4])
  expect(rejected).toMatchObject([{ line: 3, code, found, expected }])
  expect(rejected[0]!.column?.name).toBe(column)
  if (column) expect(rejected[0]!.column!.index).toBe(HEADER.trim().split(',').indexOf(column) + 1)
})

test('a figure whose separator may be either is rejected with both readings, until the choice is made', async () => {
  const file = 'area;measure;period;value\npl;population;2020;1,234\n'
  expect((await read(file)).rejected).toMatchObject([
    { code: 'valueAmbiguous', found: '1,234', expected: '1234 | 1.234' },
  ])
  expect((await read(file, { decimal: '.' })).rows).toMatchObject([{ value: 1234 }])
  expect((await read(`${file}pl;population;2021;0,5\n`)).rows).toMatchObject([{ value: 1.234 }, { value: 0.5 }])
  const both = await read(`${file}pl;population;2021;0,5\npl;population;2022;0.5\n`)
  expect(both.rows).toMatchObject([{ value: 0.5 }, { value: 0.5 }])
  expect(both.rejected).toMatchObject([{ code: 'valueAmbiguous' }])
})

test('in a file that keeps to one mark the odd one out is a mistake', async () => {
  const lines = Array.from({ length: 20 }, (_, i) => `pl;population;${2000 + i};${i},5\n`)
  const { rows, rejected } = await read(`area;measure;period;value\n${lines.join('')}pl;population;2021;1.5\n`)
  expect(rows).toHaveLength(20)
  expect(rejected).toMatchObject([{ line: 22, code: 'valueSeparator', found: '1.5', expected: '1,5' }])
})

test('duplicates are told by meaning, not by spelling', async () => {
  const { rejected } = await read(
    `${HEADER}brzeg-maly,by_age,age=1;sex=male,2020-05,1,,,\n0201011,by_age,sex=male;age=1,2020-M05,1,,,\n0201011,by_age,,2020-05,1,,,\n`,
  )
  expect(rejected).toMatchObject([{ line: 3, code: 'duplicate', expected: '2' }])
})

test('batches, progress, and a layout that all share', async () => {
  const lines = Array.from({ length: 2500 }, (_, i) => `pl,population,age=${i},2020,${i}\n`)
  const bytes = text(`area,measure,dimension,period,value\n${lines.join('')}`)
  const progress: number[] = []
  const sizes: number[] = []
  let sum = 0
  for await (const batch of readFigures(
    inPieces(bytes, 999),
    { batchRows: 1000, onProgress: (n) => progress.push(n) },
    known,
  )) {
    sizes.push(batch.accepted.length)
    sum += batch.accepted.value.reduce((a, b) => a + b, 0)
  }
  expect(sizes).toEqual([1000, 1000, 500])
  expect(sum).toBe((2499 * 2500) / 2)
  expect(progress.at(-1)).toBe(bytes.length)
})
