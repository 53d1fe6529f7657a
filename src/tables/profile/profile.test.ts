/** Types are decided from every cell, with evidence; what keeps a column from its type is named with its place. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conform } from '../dictionary/conform.ts'
import { dictionaryOf } from '../dictionary/from-profile.ts'
import { readTable } from '../read.ts'
import { rowsOf, text } from '../testing.ts'
import { profileTable } from './index.ts'

/** A column of these cells beside one of numbers of rows. */
async function column(cells: string[], name = 'x') {
  const content = `nr;${name}\n${cells.map((cell, i) => `r${i};"${cell.replaceAll('"', '""')}"`).join('\n')}\n`
  const profile = await profileTable(text(content))
  const found = profile.columns[1]!
  const told = profile.problems.map(({ code, count, places }) => [code, count, places[0]?.line])
  const read = conform(await readTable(text(content), { as: profile }), dictionaryOf(profile))
  const values = (await rowsOf(read.rows)).map((row) => row[1]!)
  return { ...found, told, values, violations: read.problems.list().map(({ code }) => code) }
}

test.each<[string, string[], object, string[]]>([
  ['whole numbers', ['1', '-2', '+3', '0'], { type: 'integer' }, ['1', '-2', '3', '0']],
  ['decimal commas', ['1,5', '-2', '12,50', ',5'], { type: 'number', decimalChar: ',' }, ['1.5', '-2', '12.5', '0.5']],
  ['decimal points', ['1.5', '2.25', '1.234'], { type: 'number', decimalChar: '.' }, ['1.5', '2.25', '1.234']],
  ['spaces between thousands', ['1 234', '1\u00a0234\u202f567,5'], { decimalChar: ',', groupChar: ' ' }, ['1234', '1234567.5']],
  ['points between thousands', ['1.234,5', '1.234.567', '1.234'], { type: 'number', decimalChar: ',', groupChar: '.' }, ['1234.5', '1234567', '1234']],
  ['commas between thousands', ['1,234.5', '2,345'], { decimalChar: '.', groupChar: ',' }, ['1234.5', '2345']],
  ['apostrophes between thousands', ["1'234", "12'345'678"], { type: 'integer', groupChar: "'" }, ['1234', '12345678']],
  ['units', ['12,5 km', '3 km', '0,25km'], { type: 'number', unit: 'km' }, ['12.5', '3', '0.25']],
  ['percents', ['12,5%', '3 %'], { type: 'number', unit: '%' }, ['12.5', '3']],
  ['money', ['1 200,00 zł', '3,50 zł'], { unit: 'zł', groupChar: ' ' }, ['1200', '3.5']],
  ['currency first', ['€ 12.50', '€3'], { unit: '€', type: 'number' }, ['12.5', '3']],
  ['exponents', ['1.5e3', '2E-2'], { type: 'number' }, ['1500', '0.02']],
  ['codes', ['0012', '0345'], { type: 'code' }, ['0012', '0345']],
  ['long digits', ['12345678901234567890', '1'], { type: 'code' }, ['12345678901234567890', '1']],
  ['postal codes', ['20-001', '00-950'], { type: 'code' }, ['20-001', '00-950']],
  ['yes and no', ['tak', 'NIE', 'Tak'], { type: 'boolean', trueValues: ['tak', 'Tak'], falseValues: ['NIE'] }, ['true', 'false', 'true']],
  ['ISO days', ['2025-12-31', '2024-02-29'], { type: 'date', min: '2024-02-29', max: '2025-12-31' }, ['2025-12-31', '2024-02-29']],
  ['Polish days', ['31.12.2025', '1.2.2025'], { type: 'date', format: '%d.%m.%Y' }, ['2025-12-31', '2025-02-01']],
  ['days with dashes', ['31-12-2025'], { format: '%d-%m-%Y' }, ['2025-12-31']],
  ['days in words', ['31 grudnia 2025 r.', '5 sty 2024', '3 січня 2020'], { type: 'date', format: '%d %B %Y' }, ['2025-12-31', '2024-01-05', '2020-01-03']],
  ['days with slashes', ['31/12/2025', '1/2/2025'], { format: '%d/%m/%Y' }, ['2025-12-31', '2025-02-01']],
  ['American days', ['12/31/2025', '1/2/2025'], { format: '%m/%d/%Y' }, ['2025-12-31', '2025-01-02']],
  ['moments', ['2025-12-31T14:30:00Z', '2025-01-01 00:00'], { type: 'datetime' }, ['2025-12-31T14:30:00Z', '2025-01-01T00:00:00']],
  ['Polish moments', ['31.12.2025 14:30', '01.01.2025'], { type: 'datetime', format: '%d.%m.%Y %H:%M:%S' }, ['2025-12-31T14:30:00', '2025-01-01T00:00:00']],
  ['times', ['7:05', '23:59:59'], { type: 'time', min: '07:05:00' }, ['07:05:00', '23:59:59']],
  ['texts', ['Lipowa 5', '3 Maja', '12'], { type: 'string' }, ['Lipowa 5', '3 Maja', '12']],
  ['points of the earth', ['POINT (22.5 51.2)'], { type: 'geojson' }, ['{"type":"Point","coordinates":[22.5,51.2]}']],
])('%s', async (_, cells, expected, values) => {
  const found = await column(cells)
  expect(found).toMatchObject({ ...expected, told: [], violations: [] })
  expect(found.values).toEqual(values)
}) // prettier-ignore

test.each([
  ['rok', ['2020', '2021'], 'year'],
  ['Kod TERYT', ['663011', '663012'], 'code'],
  ['lat', ['51,25', '51,3'], 'latitude'],
  ['długość geogr.', ['22,5', '22,55'], 'longitude'],
  ['długość', ['22,5', '22,55'], 'number'],
  ['czy_czynny', ['0', '1'], 'boolean'],
])('what the name %s adds', async (name, cells, type) => {
  expect((await column(cells, name)).type).toBe(type)
})

test('signs for nothing are missing values of numbers, and words of a text', async () => {
  const numbers = await column(['1', '-', 'b.d.', '', 'n/a', '.', '3'])
  expect(numbers).toMatchObject({ type: 'integer', count: 2, missing: 5, missingValues: ['-', 'b.d.', 'n/a', '.'] })
  expect(numbers.values).toEqual(['1', null, null, null, null, null, '3'])
  expect(await column(['brak', 'jest', '-'])).toMatchObject({
    type: 'string',
    missing: 0,
    values: ['brak', 'jest', '-'],
  })
})

test('a column that turns from numbers to text in its last row is named with that cell', async () => {
  const rows = Array.from({ length: 60_000 }, (_, i) => `${i};${i * 3}`)
  const { columns, problems } = await profileTable(text(`a;b\n${rows.join('\n')}\n60000;brak pomiaru\n`))
  expect(columns[1]).toMatchObject({ type: 'string', nearly: { type: 'integer', count: 60_000, against: 1, places: [{ line: 60_002, found: 'brak pomiaru' }] } }) // prettier-ignore
  expect(columns[1]!.evidence).toMatchObject([{ type: 'integer', count: 60_000 }, { type: 'string', count: 1, places: [{ line: 60_002 }] }]) // prettier-ignore
  expect(problems).toMatchObject([{ code: 'typeMixed', column: { name: 'b', index: 2 }, count: 1, places: [{ line: 60_002, found: 'brak pomiaru' }], expected: '0' }]) // prettier-ignore
})

test('days that do not exist, also of the year 0, are told and count as missing', async () => {
  const found = await column(['31.12.2025', '30.02.2025', '01.01.0000', '02.01.2025'])
  expect(found).toMatchObject({ type: 'date', told: [['dateImpossible', 2, 3]], violations: ['dateImpossible'] })
  expect(found.values).toEqual(['2025-12-31', null, null, '2025-01-02'])
})

test('what may be read in two ways is told, not guessed', async () => {
  expect(await column(['1.234', '5.678'])).toMatchObject({ type: 'string', told: [['numberAmbiguous', 2, 2]] })
  expect(await column(['1,234', '5678'])).toMatchObject({ type: 'number', values: ['1.234', '5678'] })
  expect(await column(['1/2/2025', '3/4/2025'])).toMatchObject({ type: 'date', told: [['dateAmbiguous', 2, 2]] })
  expect(await column(['31.12.2025', '2025-12-30'])).toMatchObject({ type: 'date', format: 'any', told: [['formatMixed', 1, expect.any(Number)]], values: ['2025-12-31', '2025-12-30'] }) // prettier-ignore
})

test('two units are no numbers of one column; the header may say the unit', async () => {
  expect(await column(['1 km', '2 km', '3 m'])).toMatchObject({ type: 'string', told: [['unitMixed', 1, 4]] })
  expect(await column(['1,5', '2'], 'Długość [km]')).toMatchObject({ type: 'number', unit: 'km', title: 'Długość' })
  expect(await column(['1,5', '2'], 'udział w %')).toMatchObject({ unit: '%', title: 'udział' })
})

test("a spreadsheet's errors are told and missing", async () => {
  expect(await column(['1', '#REF!', '3'])).toMatchObject({ type: 'integer', told: [['spreadsheetError', 1, 3]], values: ['1', null, '3'] }) // prettier-ignore
})

test('axes that changed places', async () => {
  const { problems } = await profileTable(text('lat;lon\n22,5;51,2\n22,6;51,3\n'))
  expect(problems.map(({ code, column: of }) => [code, of?.name])).toEqual([['axesSwapped', 'lat'], ['axesSwapped', 'lon']]) // prettier-ignore
})

test('a row that is cut otherwise than the header says nothing of the columns', async () => {
  const { columns, problems, rowCount } = await profileTable(text('a;b;c\n1;2;3\n1,5;x;2;3\n4;5;6\n'))
  expect(columns.map(({ type }) => type)).toEqual(['integer', 'integer', 'integer'])
  expect(problems).toMatchObject([{ code: 'rowRagged', places: [{ line: 3, found: '4' }], expected: '3' }])
  expect(rowCount).toBe(3)
})

test('figures of a column: exact where there are few values, near where there are many', async () => {
  const few = await column(['1', '2', '2', '3', '10'])
  expect(few).toMatchObject({ distinct: { count: 4, isEstimate: false }, min: '1', max: '10', mean: 3.6, longest: 2 })
  expect(few.top).toEqual({ isPartial: false, values: [{ value: '2', count: 2 }, ...['1', '3', '10'].map((value) => ({ value, count: 1 }))] }) // prettier-ignore
  const rows = Array.from({ length: 50_000 }, (_, i) => `${(i * 7919) % 50_000}`)
  const many = (await profileTable(text(`id;x\n${rows.map((row) => `a${row};${row}`).join('\n')}\n`))).columns[1]!
  expect(many).toMatchObject({ min: '0', max: '49999', mean: 24_999.5 })
  expect(Math.abs(many.distinct.count / 50_000 - 1)).toBeLessThan(0.03)
  for (const { share, value } of many.quantiles!) expect(Math.abs(value / 50_000 - share)).toBeLessThan(0.02)
  expect(many.histogram!.reduce((sum, { count }) => sum + count, 0)).toBeCloseTo(50_000)
})

test('whatever the cells, the dictionary of a profile holds for its file, but for what the profile told', { timeout: 60_000 }, async () => {
  const cell = fc.oneof(
    fc.integer({ min: -5000, max: 5_000_000 }).map(String),
    fc.constantFrom('', '-', '1,5', '1.5', '1 234,5', '1.234', '12%', '3 km', '007', 'tak', 'nie', '31.12.2025', '2025-01-01', '1/2/2025', '30.02.2025', '7:05', 'x', '#REF!', '2025-01-01 10:00', "1'000", '1.234.567', '1,234.5', ' 5 ', '+5', '−3'),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 12 }), async (cells) => {
      const { told, violations } = await column(cells)
      const known = new Set(told.map(([code]) => code))
      expect(violations.filter((code) => !known.has(code))).toEqual([])
    }),
    { numRuns: 400 },
  )
}) // prettier-ignore
