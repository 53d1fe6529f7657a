/** GUS BDL exports: the real shape, planted errors, and a refusal that says what to map. */
import type { Encoding } from '#tables'
import { expect, test } from 'vitest'
import { inspect } from './read.ts'
import { encode, text } from '../../../tables/testing.ts'
import { readAll } from './testing.ts'
import type { BdlMapping } from './types.ts'

const HEADER = '"Kod";"Nazwa";"Płeć";"Wiek";"Rok";"Wartosc";"Jednostka miary";"Atrybut";'
const mapping: BdlMapping = {
  measure: 'by_age',
  dimensions: {
    Płeć: { ogółem: '', mężczyźni: 'sex=male', kobiety: 'sex=female' },
    Wiek: { ogółem: '', '15-19': 'age=15-19', '20-24': 'age=20-24', nieokreślony: null },
  },
  units: { osoba: 'person', 'tys. osób': 'kperson' },
}
const row = (...cells: string[]) =>
  `${cells.map((cell) => (/^-?[\d,]+$/.test(cell) && cell.length < 7 ? cell : `"${cell}"`)).join(';')};`
const file = (...rows: string[]) => [HEADER, ...rows, ''].join('\r\n')

const GOOD = [
  row('0000000', 'POLSKA', 'ogółem', 'ogółem', '2022', '37766', 'tys. osób', ''),
  row('0201011', 'Brzeg Mały (1)', 'mężczyźni', '15-19', '2022', '1024', 'osoba', ''),
  row('0201011', 'Brzeg Mały (1)', 'kobiety', '15-19', '2022', '998', 'osoba', ''),
  row('0201011', 'Brzeg Mały (1)', 'kobiety', '20-24', '2022', '0', '-', 'n'),
  row('0201011', 'Brzeg Mały (1)', 'kobiety', '20-24', '2021', '', 'osoba', 'x'),
  row('0201011', 'Brzeg Mały (1)', 'kobiety', 'nieokreślony', '2021', '3', 'osoba', ''),
  row('201011', 'Brzeg Mały (1)', 'ogółem', '20-24', '2022', '1 050,5', 'osoba', ''),
]

test.each<Encoding>(['utf-8', 'windows-1250', 'iso-8859-2'])('an export in %s', async (encoding) => {
  const { rows, rejected, skipped, layout } = await readAll(encode(file(...GOOD), encoding), { mapping })
  expect(rejected).toEqual([])
  expect(skipped).toBe(1)
  expect(layout).toMatchObject({ format: 'bdl', delimiter: ';', decimal: ',', areaScheme: 'teryt', encoding })
  expect(
    rows.map(({ areaId, dimension, period, value, status, reason, note }) => [
      areaId,
      dimension,
      period,
      value,
      status,
      reason ?? note,
    ]),
  ).toEqual([
    ['pl', '', '2022', 37_766_000, 'A', 'kperson → person'],
    ['brzeg-maly', 'age=15-19;sex=male', '2022', 1024, 'A', undefined],
    ['brzeg-maly', 'age=15-19;sex=female', '2022', 998, 'A', undefined],
    ['brzeg-maly', 'age=20-24;sex=female', '2022', null, 'M', 'notYetAvailable'],
    ['brzeg-maly', 'age=20-24;sex=female', '2021', null, 'M', 'notApplicable'],
    ['brzeg-maly', 'age=20-24', '2022', 1050.5, 'A', 'TERYT 201011 → 0201011'],
  ])
})

test('ten planted errors come back as exactly those ten', async () => {
  const bad = [
    row('0299011', 'Nieznane', 'ogółem', 'ogółem', '2022', '1', 'osoba', ''),
    row('0201011', 'Brzeg Mały (1)', 'dziewczęta', 'ogółem', '2022', '1', 'osoba', ''),
    row('0201011', 'Brzeg Mały (1)', 'ogółem', 'ogółem', '20222', '1', 'osoba', ''),
    row('0201011', 'Brzeg Mały (1)', 'ogółem', 'ogółem', '2022', '12l', 'osoba', ''),
    row('0201011', 'Brzeg Mały (1)', 'ogółem', 'ogółem', '2021', '12.5', 'osoba', ''),
    row('0201011', 'Brzeg Mały (1)', 'ogółem', 'ogółem', '2020', '-5', 'osoba', ''),
    row('0201011', 'Brzeg Mały (1)', 'ogółem', 'ogółem', '2019', '5', 'km2', ''),
    row('0201011', 'Brzeg Mały (1)', 'mężczyźni', '15-19', '2022', '1025', 'osoba', ''),
    '"0201011";"Brzeg Mały (1);"ogółem";"ogółem";2018;5;"osoba";"";',
    '"0201011";"ogółem";"ogółem";2017;5;"osoba"',
  ]
  // Bad rows between good ones, so that each must leave its neighbours alone.
  const lines = GOOD.flatMap((good, i) => [good, ...bad.slice(i * 2, i * 2 + 2)])
  const { rows, rejected } = await readAll(text(file(...lines)), { mapping })
  expect(rows).toHaveLength(6)
  expect(
    rejected.map(({ line, column, code, found, expected }) => [
      line,
      column?.name,
      column?.index,
      code,
      found,
      expected,
    ]),
  ).toEqual([
    [3, 'Kod', 1, 'areaUnknown', '0299011', 'TERYT: 0000000'],
    [4, 'Płeć', 3, 'dimensionUnmapped', 'dziewczęta', 'ogółem | mężczyźni | kobiety'],
    [6, 'Rok', 5, 'periodMalformed', '20222', '2023, 2023-S1, 2023-Q1, 2023-M05, 2023-05-17'],
    [7, 'Wartosc', 6, 'valueNotNumber', '12l', '1234,5'],
    [9, 'Wartosc', 6, 'valueSeparator', '12.5', '12,5'],
    [10, 'Wartosc', 6, 'valueRange', '-5', '0 … ∞'],
    [12, 'Jednostka miary', 7, 'unitMismatch', 'km2', 'person'],
    [13, 'Wartosc', 6, 'duplicate', '1025', '5'],
    [15, undefined, undefined, 'rowQuote', '0201011;Brzeg Mały (1);ogółem;ogółem;2018;5;osoba;;', '"…"'],
    [16, undefined, undefined, 'rowRagged', '6', '8'],
  ])
  expect(rejected[0]!.row).toEqual(['0299011', 'Nieznane', 'ogółem', 'ogółem', '2022', '1', 'osoba', '', ''])
})

test('without a mapping the refusal lists the columns and what stands in them', async () => {
  await expect(readAll(text(file(...GOOD)))).rejects.toMatchObject({
    code: 'reading.mappingMissing',
    details: {
      columns: [
        { name: 'Płeć', index: 3, values: ['ogółem', 'mężczyźni', 'kobiety'], more: false },
        { name: 'Wiek', index: 4, values: ['ogółem', '15-19', '20-24', 'nieokreślony'], more: false },
      ],
      list: 'Płeć: ogółem | mężczyźni | kobiety; Wiek: ogółem | 15-19 | 20-24 | nieokreślony',
    },
  })
  const half = { measure: 'by_age', dimensions: { Płeć: mapping.dimensions!.Płeć! } }
  await expect(readAll(text(file(...GOOD)), { mapping: half })).rejects.toMatchObject({
    code: 'reading.mappingMissing',
    details: { columns: [{ name: 'Wiek' }] },
  })
  const beyond = { ...mapping, dimensions: { ...mapping.dimensions, Stan: {} } }
  await expect(readAll(text(file(...GOOD)), { mapping: beyond })).rejects.toMatchObject({
    code: 'reading.mappingColumn',
    details: { column: 'Stan' },
  })
})

test('the measure by a column, a part of the year by another, codes of twelve digits', async () => {
  const content =
    '"Kod";"Nazwa";"Zakres";"Okresy";"Rok";"Wartosc";"Jednostka miary";"Atrybut";\n020100000000;"X";"ludność";"II kwartał";"2022";17;"osoba";"";\n20100000000;"X";"odsetek";"rok";"2022";20,3;"%";"";\n'
  const { rows } = await readAll(text(content), {
    mapping: {
      measure: { column: 'Zakres', values: { ludność: 'population', odsetek: 'share' } },
      periods: { column: 'Okresy', values: { 'II kwartał': 'Q2', rok: '' } },
      units: { osoba: 'person' },
    },
  })
  expect(rows).toMatchObject([
    { areaId: 'brzeg-maly', measure: 'population', period: '2022-Q2', value: 17 },
    { areaId: 'brzeg-maly', measure: 'share', period: '2022', value: 20.3 },
  ])
})

test('a table of many columns becomes rows: the words over a figure tell its dimension, year and unit', async () => {
  const wide =
    '"Kod";"Nazwa";"kobiety;2021;[osoba]";"kobiety;2022;[osoba]";"mężczyźni;2022;[osoba]";\n"0201011";"X";1;2,5;-;\n"0000000";"POLSKA";;x;4;\n'
  const mapped = {
    measure: 'by_age',
    dimensions: { 'header 1': { kobiety: 'sex=female', mężczyźni: 'sex=male' } },
    units: { osoba: 'person' },
  }
  await expect(readAll(text(wide))).rejects.toMatchObject({
    code: 'reading.mappingMissing',
    details: { columns: [{ name: 'header 1', values: ['kobiety', 'mężczyźni'] }] },
  })
  const { rows, rejected, layout } = await readAll(text(wide), { mapping: mapped })
  expect(rejected).toEqual([])
  expect(layout).toMatchObject({ format: 'bdl', remarks: [{ code: 'spread', details: { columns: 3 } }] })
  expect(rows.map(({ line, areaId, dimension, period, value }) => [line, areaId, dimension, period, value])).toEqual([
    [2, 'brzeg-maly', 'sex=female', '2021', 1],
    [2, 'brzeg-maly', 'sex=female', '2022', 2.5],
    [2, 'brzeg-maly', 'sex=male', '2022', null],
    [3, 'pl', 'sex=female', '2022', null],
    [3, 'pl', 'sex=male', '2022', 4],
  ])
})

test("GUS's attributes mean what GUS says, not what the same letters mean elsewhere", async () => {
  const attributes = ['M', 'p', 's', 'z', 'k', 'X']
  const content = [HEADER, ...attributes.map((attribute, i) => row('0000000', 'POLSKA', 'ogółem', 'ogółem', `${2010 + i}`, attribute === 'z' || attribute === 'X' ? '0' : '7', 'osoba', attribute))] // prettier-ignore
  const { rows, rejected } = await readAll(text(content.join('\r\n')), { mapping })
  expect(rejected).toEqual([])
  expect(rows.map(({ value, status, reason, note }) => [value, status, reason ?? note])).toEqual([
    [7, 'B', undefined],
    [7, 'A', 'p'],
    [7, 'E', undefined],
    [0, 'A', undefined],
    [7, 'A', 'k'],
    [null, 'M', 'notApplicable'],
  ])
})

test('a look at the file before it is read', async () => {
  const seen = await inspect(encode(file(...GOOD), 'windows-1250'))
  expect(seen).toMatchObject({
    encoding: 'windows-1250',
    delimiter: ';',
    decimal: ',',
    format: 'bdl',
    missing: ['measure'],
    headerLine: 1,
  })
  expect(seen.columns.map(({ name, role }) => [name, role]).slice(0, 5)).toEqual([
    ['Kod', 'area'],
    ['Nazwa', undefined],
    ['Płeć', undefined],
    ['Wiek', undefined],
    ['Rok', 'period'],
  ])
  expect(seen.rows[1]).toEqual({
    line: 3,
    fields: ['0201011', 'Brzeg Mały (1)', 'mężczyźni', '15-19', '2022', '1024', 'osoba', '', ''],
  })
  const unknown = await inspect(text('a;b\n1;2\n'))
  expect(unknown).toMatchObject({ format: undefined, missing: ['area', 'measure', 'period', 'value'] })
})

test("GUS's own words for units are known; a mapping may say otherwise, and what counts pieces has to be said", async () => {
  const content = (unit: string) =>
    text(file(row('0201011', 'Brzeg Mały (1)', 'ogółem', 'ogółem', '2022', '7', unit, '')))
  const { units: _, ...unsaid } = mapping
  const value = async (unit: string, own: BdlMapping) => (await readAll(content(unit), { mapping: own })).rows[0]?.value
  expect(await value('osoba', unsaid)).toBe(7)
  expect(await value('tys. osób', unsaid)).toBe(7000)
  expect(await value('osoba', { ...unsaid, units: { osoba: '1000 person' } })).toBe(7000)
  const { rejected } = await readAll(content('szt.'), { mapping: unsaid })
  expect(rejected.map(({ code, expected }) => [code, expected])).toEqual([['unitMismatch', 'person']])
})
