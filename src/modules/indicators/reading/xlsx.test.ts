/** Spreadsheets as offices make them: titles, joined cells, footnotes, dates, percents, several sheets. */
import { expect, test } from 'vitest'
import { inspect } from './read.ts'
import { readAll } from './testing.ts'
import { rejectedCsv } from './write.ts'
import { cellName, placeOf, textOfCell } from '../../../tables/xlsx/cells.ts'
import { kindOfFormat } from '../../../tables/xlsx/styles.ts'
import { merged, rowsOf, workbook } from '../../../tables/xlsx/testing.ts'

const HEADER = ['area', 'measure', 'period', 'value']
const figures = ({ rows }: Awaited<ReturnType<typeof readAll>>) =>
  rows.map(({ line, areaId, measure, period, value, status, note }) => [
    line,
    areaId,
    measure,
    period,
    value,
    status,
    note,
  ])
const remarks = ({ layout }: Awaited<ReturnType<typeof readAll>>) => layout!.remarks.map(({ code, details }) => [code, ...Object.values(details)]) // prettier-ignore

test('a plain sheet: shared texts, numbers, formulas by their saved values', async () => {
  const strings = ['area', 'measure', 'period', 'value', 'pl', 'population'].map((text) => `<si><t>${text}</t></si>`).join('') // prettier-ignore
  const s = (i: number) => ({ xml: `<c r="@" t="s"><v>${i}</v></c>` })
  const rows = rowsOf([
    [s(0), s(1), s(2), s(3)],
    [s(4), s(5), 2020, 1.5],
    [s(4), s(5), 2021, { xml: '<c r="@"><f>D2*2</f><v>3</v></c>' }],
    [s(4), s(5), 2022, { xml: '<c r="@"><f>WEBSERVICE("http://x")</f></c>' }],
    [s(4), s(5), 2023, { xml: '<c r="@" t="e"><v>#DIV/0!</v></c>' }],
    [s(4), s(5), 2024, null],
  ])
  const all = await readAll(await workbook({ sheets: { Dane: { rows } }, strings }))
  expect(figures(all)).toEqual([
    [2, 'pl', 'population', '2020', 1.5, 'A', undefined],
    [3, 'pl', 'population', '2021', 3, 'A', undefined],
    [6, 'pl', 'population', '2024', null, 'M', undefined],
  ])
  expect(all.rejected.map(({ line, place, code, found }) => [line, place, code, found])).toEqual([
    [4, 'D4', 'valueNotNumber', '=WEBSERVICE("http://x")'],
    [5, 'D5', 'valueNotNumber', '#DIV/0!'],
  ])
  expect(remarks(all)).toEqual([['formulas', 2]])
  expect(all.layout).toMatchObject({ container: 'xlsx', format: 'tidy' })
})

test('titles, a header joined over two rows, years as columns, raised marks, notes below', async () => {
  const raised = '<c r="@" t="inlineStr"><is><r><t>1234</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1)</t></r></is></c>' // prettier-ignore
  const rows = rowsOf([
    ['Ludność w latach 2020 i 2021', null, null, null, null],
    [],
    ['TERYT', 'Kobiety', null, 'Mężczyźni', null],
    [null, 2020, 2021, 2020, 2021],
    ['0201011', 1000, { xml: raised }, 900.5, '910,5'],
    ['2261011', 5, null, '-', 7],
    ['1) Dane wstępne', null, null, null, null],
    ['Źródło: urząd', null, null, null, null],
  ])
  const book = await workbook({ sheets: { A: { rows, after: merged('A1:E1', 'A3:A4', 'B3:C3', 'D3:E3', 'A7:E7') } } })
  const all = await readAll(book, {
    mapping: { measure: 'by_age', dimensions: { 'header 1': { Kobiety: 'sex=female', Mężczyźni: 'sex=male' } } },
  })
  expect(all.rejected).toEqual([])
  expect(all.rows.map(({ line, areaId, dimension, period, value, note }) => [line, areaId, dimension, period, value, note])).toEqual([
    [5, 'brzeg-maly', 'sex=female', '2020', 1000, undefined],
    [5, 'brzeg-maly', 'sex=female', '2021', 1234, '^1'],
    [5, 'brzeg-maly', 'sex=male', '2020', 900.5, undefined],
    [5, 'brzeg-maly', 'sex=male', '2021', 910.5, undefined],
    [6, 'zrodlo', 'sex=female', '2020', 5, undefined],
    [6, 'zrodlo', 'sex=male', '2020', null, undefined],
    [6, 'zrodlo', 'sex=male', '2021', 7, undefined],
  ]) // prettier-ignore
  expect(remarks(all)).toEqual([['titleRows', 1], ['spread', 4], ['footnotes', 2]]) // prettier-ignore
})

test('cells joined downwards name their rows; a figure joined over two rows is not counted twice', async () => {
  const rows = rowsOf([
    HEADER,
    ['pl', 'population', 2020, 1],
    [null, 'share', 2020, 2],
    ['pl-02', 'population', 2020, 30],
    ['zrodlo', 'population', 2020, null],
  ])
  const all = await readAll(await workbook({ sheets: { A: { rows, after: merged('A2:A3', 'D4:D5') } } }))
  expect(figures(all).map(([line, area]) => [line, area])).toEqual([[2, 'pl'], [3, 'pl'], [4, 'pl-02']]) // prettier-ignore
  expect(all.rejected).toMatchObject([{ line: 5, code: 'valueNotNumber', found: '↑ D4', place: 'D5' }])
})

test('dates, months and years by their formats, percents, numbers kept as texts, both calendars', async () => {
  const styles =
    '<numFmts><numFmt numFmtId="170" formatCode="yyyy"/><numFmt numFmtId="171" formatCode="mmmm\\ yyyy;@"/><numFmt numFmtId="172" formatCode="0.00%"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/></cellXfs>'
  const styled = (style: number, value: number | string) => ({ xml: `<c r="@" s="${style}"><v>${value}</v></c>` })
  const rows = rowsOf([
    HEADER,
    ['pl', 'share', styled(1, 45063), styled(4, 0.07)],
    ['pl', 'share', styled(2, 45063), '12,5'],
    ['pl', 'share', styled(3, 45063), ' 7 % '],
    ['pl', 'share', { xml: '<c r="@" t="d"><v>2023-05-18T00:00:00</v></c>' }, 1.234],
    ['pl', 'population', styled(2, 45063), '1 234'],
    ['pl', 'population', styled(1, 45063.5), 1],
  ])
  const all = await readAll(await workbook({ sheets: { A: { rows } }, styles }))
  expect(all.rows.map(({ measure, period, value }) => [measure, period, value])).toEqual([
    ['share', '2023-05-17', 7],
    ['share', '2023', 12.5],
    ['share', '2023-M05', 7],
    ['share', '2023-05-18', 1.234],
    ['population', '2023', 1234],
  ])
  expect(all.rejected).toMatchObject([{ line: 7, code: 'periodMalformed', found: '2023-05-17 12:00' }])
  const old = await readAll(await workbook({ sheets: { A: { rows } }, styles, workbook: '<workbookPr date1904="1"/>' }))
  expect(old.rows[0]).toMatchObject({ period: '2027-05-18' })
})

test('the sheet with figures is found, or said; hidden sheets only when they are asked for', async () => {
  const table = (value: number) => rowsOf([HEADER, ['pl', 'population', 2020, value]])
  const sheets = {
    Opis: { rows: rowsOf([['To jest opis'], ['Autor', 'X']]) },
    Dane: { rows: table(1) },
    Stare: { rows: table(2), state: 'hidden' },
  }
  const book = await workbook({ sheets })
  const found = await readAll(book)
  expect(found.rows).toMatchObject([{ value: 1 }])
  expect(remarks(found)).toEqual([['sheet', 'Dane', 2]])
  expect((await readAll(book, { sheet: 'Stare' })).rows).toMatchObject([{ value: 2 }])
  expect((await readAll(book, { sheet: '2' })).rows).toMatchObject([{ value: 1 }])
  await expect(readAll(book, { sheet: 'Nowe' })).rejects.toMatchObject({
    code: 'reading.sheetUnknown',
    details: { sheet: 'Nowe', names: 'Opis | Dane | Stare' },
  })
})

test('macros and links to other workbooks are told and not followed; hidden rows are read and told', async () => {
  const rows = rowsOf([HEADER, ['pl', 'population', 2020, 1]]).replace('<row r="2"', '<row r="2" hidden="1"')
  const more = { 'xl/vbaProject.bin': 'x', 'xl/externalLinks/externalLink1.xml': '<x/>' }
  const all = await readAll(await workbook({ sheets: { A: { rows } }, more }))
  expect(all.rows).toHaveLength(1)
  expect(remarks(all)).toEqual([['macros'], ['externalLinks'], ['hiddenRows', 1]])
})

test('a relational table of GUS BDL as a workbook', async () => {
  const rows = rowsOf([
    ['Kod', 'Nazwa', 'Płeć', 'Rok', 'Wartosc', 'Jednostka miary', 'Atrybut'],
    ['0201011', 'Brzeg', 'ogółem', '2020', 12.5, 'osoba', ''],
    ['0201011', 'Brzeg', 'ogółem', '2021', 0, 'osoba', 'n'],
  ])
  const mapping = { measure: 'population', dimensions: { Płeć: { ogółem: '' } }, units: { osoba: 'person' } }
  const all = await readAll(await workbook({ sheets: { DANE: { rows } } }), { mapping })
  expect(all.layout).toMatchObject({ format: 'bdl', container: 'xlsx' })
  expect(all.rows.map(({ value, reason }) => [value, reason])).toEqual([[12.5, undefined], [null, 'notYetAvailable']]) // prettier-ignore
})

test('rejected rows leave as CSV, are corrected and read like the sheet they came from', async () => {
  const rows = rowsOf([['TERYT', 'measure', 2020, 2021], ['0201011', 'population', 1, 'y'], ['9', 'population', '', 4]]) // prettier-ignore
  const first = await readAll(await workbook({ sheets: { A: { rows } } }))
  expect(first.rejected.map(({ place, code }) => [place, code])).toEqual([['D2', 'valueNotNumber'], ['D3', 'areaUnknown']]) // prettier-ignore
  const csv = [...rejectedCsv(first.layout!, first.rejected, ({ code, expected }) => ({ problem: code, expected }))].join('') // prettier-ignore
  expect(csv).toContain('TERYT;measure;period;value\r\n')
  const again = await readAll(new TextEncoder().encode(csv.replace(';y\r', ';3\r').replace(';9;', ';2261011;')))
  expect(again.rejected).toEqual([])
  expect(again.rows.map(({ areaId, period, value }) => [areaId, period, value])).toEqual([['brzeg-maly', '2021', 3], ['zrodlo', '2021', 4]]) // prettier-ignore
})

test('a look at a workbook: columns with what stands in them', async () => {
  const rows = rowsOf([['Miasto', 'Rok', 'Liczba'], ['Brzeg', 2020, 1], ['Źródło', 2020, 2]]) // prettier-ignore
  const seen = await inspect(await workbook({ sheets: { A: { rows } } }))
  expect(seen.columns.map(({ name, role, values }) => [name, role, values])).toEqual([
    ['Miasto', 'area', ['Brzeg', 'Źródło']],
    ['Rok', 'period', ['2020']],
    ['Liczba', undefined, ['1', '2']],
  ])
  expect(seen.missing).toEqual(['measure', 'value'])
})

test.each([
  ['General', 'number'],
  ['#,##0.00\\ "zł"', 'number'],
  ['0.00E+00', 'number'],
  ['[Red]#,##0;[Blue]-#,##0', 'number'],
  ['0.0%', 'percent'],
  ['yyyy', 'year'],
  ['mmm-yy', 'month'],
  ['dd\\.mm\\.yyyy', 'day'],
  ['[$-415]d mmmm yyyy', 'day'],
  ['[h]:mm', 'day'],
  ['0 "days"', 'number'],
])('the format %s shows a %s', (code, kind) => {
  expect(kindOfFormat(code)).toBe(kind)
})

test('cells have names, and numbers one reading', () => {
  expect([cellName(0, 1), cellName(26, 5), cellName(16_383, 9)]).toEqual(['A1', 'AA5', 'XFD9'])
  expect(placeOf('XFD9')).toEqual({ column: 16_383, row: 9 })
  expect(placeOf('A')).toBeUndefined()
  expect(textOfCell({ text: '', number: 1.234 }, ',', false)).toBe('1,2340')
  expect(textOfCell({ text: '', number: 0.07, kind: 'percent' }, '.', false)).toBe('7%')
  expect(textOfCell({ text: '', number: 1e-7, kind: 'percent' }, '.', false)).toBe('0.00001%')
})
