/** Headers: under titles, over several rows, with joined cells and footnote marks; rows of notes under the table. */
import { expect, test } from 'vitest'
import { findHeader } from './header.ts'
import { text } from '../../../tables/testing.ts'
import { readAll } from './testing.ts'

const rows = (...lines: string[]) => lines.map((line, i) => ({ line: i + 1, fields: line.split(';') }))
const read = (lines: string[], options = {}) => readAll(text(lines.join('\n')), options)

test('the row that uses known words, under titles', () => {
  const found = findHeader(rows('Ludność miasta', 'Stan;31 XII', 'Rok;TERYT;Wartość *', '2020;0201011;5'))
  expect(found).toMatchObject({ names: ['Rok', 'TERYT', 'Wartość'], line: 3, titles: 2 })
})

test('two rows: joined cells hold over what stands under them', () => {
  const found = findHeader(rows('Kod;Nazwa;ogółem;;mężczyźni;', ';;2020;2021;2020;2021', '0201011;X;1;2;3;4'))
  expect(found.names.slice(2)).toEqual(['ogółem / 2020', 'ogółem / 2021', 'mężczyźni / 2020', 'mężczyźni / 2021'])
  expect(found).toMatchObject({ line: 2, titles: 0 })
  const above = findHeader(rows('Tytuł', ';;ogółem;;mężczyźni;', 'Kod;Nazwa;2020;2021;2020;2021', '0201011;X;1;2;3;4'))
  expect(above.names.slice(0, 3)).toEqual(['Kod', 'Nazwa', 'ogółem / 2020'])
  expect(above).toMatchObject({ line: 3, titles: 1 })
})

test('a row of data with an empty first cell is no second header row', async () => {
  const { rejected } = await read(['area,measure,period,value', ',population,2020,1', 'pl,population,2020,1'])
  expect(rejected).toMatchObject([{ line: 2, code: 'areaUnknown' }])
})

test('a table with two header rows, years in columns, footnote marks and notes is read as figures', async () => {
  const {
    rows: figures,
    rejected,
    layout,
    skipped,
  } = await read(
    [
      'Ludność według płci',
      '',
      'TERYT;Kobiety 1);;Mężczyźni;',
      ';2020;2021 r.;2020;2021 r.',
      '0201011;1 000*;1 010;900;910 (p)',
      '2261011;5;;7;.',
      '1) Stan w dniu 31 XII',
      'Źródło: urząd stanu cywilnego',
    ],
    { mapping: { measure: 'by_age', dimensions: { 'header 1': { Kobiety: 'sex=female', Mężczyźni: 'sex=male' } } } },
  )
  expect(rejected).toEqual([])
  expect(skipped).toBe(2)
  expect(layout!.remarks.map(({ code, details }) => [code, ...Object.values(details)])).toEqual([['titleRows', 1], ['spread', 4], ['footnotes', 2]]) // prettier-ignore
  expect(figures.map(({ line, areaId, dimension, period, value, status, note }) => [line, areaId, dimension, period, value, status, note])).toEqual([
    [5, 'brzeg-maly', 'sex=female', '2020', 1000, 'A', '*'],
    [5, 'brzeg-maly', 'sex=female', '2021', 1010, 'A', undefined],
    [5, 'brzeg-maly', 'sex=male', '2020', 900, 'A', undefined],
    [5, 'brzeg-maly', 'sex=male', '2021', 910, 'P', undefined],
    [6, 'zrodlo', 'sex=female', '2020', 5, 'A', undefined],
    [6, 'zrodlo', 'sex=male', '2020', 7, 'A', undefined],
    [6, 'zrodlo', 'sex=male', '2021', null, 'M', undefined],
  ]) // prettier-ignore
})

test('measures in columns, when it is said which; a fault names the column where it stands', async () => {
  const lines = ['rok;obszar;ludność;odsetek', '2020;pl;10;5', '2021;pl;11;101']
  const options = {
    spread: ['ludność', 'odsetek'],
    mapping: { measure: { column: 'header 1', values: { ludność: 'population', odsetek: 'share' } } },
  }
  const { rows: figures, rejected } = await read(lines, options)
  expect(figures.map(({ measure, period, value }) => [measure, period, value])).toEqual([['population', '2020', 10], ['share', '2020', 5], ['population', '2021', 11]]) // prettier-ignore
  expect(rejected).toMatchObject([{ line: 3, place: 'odsetek', code: 'valueRange', found: '101' }])
  await expect(read(lines, { ...options, spread: ['x'] })).rejects.toMatchObject({ code: 'reading.columnUnknown' })
})

test('a heading between the rows is a row like any other, a cut-off last row no note', async () => {
  const { rejected, skipped } = await read(['TERYT;measure;2020;2021', 'Gminy miejskie;;;', '0201011;population;1;2', '0201011']) // prettier-ignore
  expect(rejected.map(({ line, code }) => [line, code])).toEqual([[2, 'areaUnknown'], [4, 'measureUnknown']]) // prettier-ignore
  expect(skipped).toBe(0)
})

test("the file's own words for areas and statuses, and columns that say nothing", async () => {
  const { rows: figures, rejected, skipped } = await read(
    ['Miasto;Miara;Rok;Wartość;Stan;Jednostka', 'Mały Brzeg;population;2020;5;szac.;x', 'Razem;population;2020;9;;x'],
    {
      columns: { area: 'Miasto', status: 'Stan' },
      mapping: { areas: { 'Mały Brzeg': 'brzeg-maly', Razem: null }, statuses: { 'szac.': 'E' }, ignored: ['Jednostka'] },
    },
  ) // prettier-ignore
  expect(rejected).toEqual([])
  expect(figures).toMatchObject([{ areaId: 'brzeg-maly', value: 5, status: 'E' }])
  expect(skipped).toBe(1)
})

test('a percent sign is a unit', async () => {
  const { rows: figures, rejected } = await read([
    'area;measure;period;value;unit',
    'pl;share;2020;12,5%;',
    'pl;share;2021;13 %*;%',
    'pl;population;2021;13%;person',
  ])
  expect(figures.map(({ value, unit, note }) => [value, unit, note])).toEqual([[12.5, '%', undefined], [13, '%', '*']]) // prettier-ignore
  expect(rejected).toMatchObject([{ code: 'unitMismatch', column: { name: 'value' }, expected: 'person' }])
})
