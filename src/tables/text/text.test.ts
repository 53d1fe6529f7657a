/** CSV as it is met: every encoding and dialect is told from the whole file, no row is lost, and what is odd is told with its line. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createProblems } from '../problems.ts'
import { readTable } from '../read.ts'
import { encode, inPieces, rowsOf, text } from '../testing.ts'
import type { Delimiter, Encoding, ReadOptions } from '../types.ts'

async function read(content: string | Uint8Array, options: ReadOptions = {}) {
  const table = await readTable(typeof content === 'string' ? text(content) : content, options)
  const problems = createProblems(table.header.columns)
  table.problems(problems)
  const rows = await rowsOf(table.rows(problems))
  const told = problems.list().map(({ code, count, places }) => [code, count, ...places.map(({ line }) => line)])
  return { table, rows, told, columns: table.header.columns }
}

test.each<Encoding>(['utf-8', 'utf-16le', 'utf-16be', 'windows-1250', 'iso-8859-2'])('%s', async (encoding) => {
  const { table, rows } = await read(encode('nazwa;kwota\nZażółć gęślą jaźń;12,5\n', encoding))
  expect(table).toMatchObject({ encoding, format: 'csv', dialect: { delimiter: ';' } })
  expect(rows).toEqual([['Zażółć gęślą jaźń', '12,5']])
})

test('UTF-16 without its mark, UTF-8 with it', async () => {
  expect((await read(Buffer.from('a;b\n1;2\n', 'utf16le'))).table).toMatchObject({ encoding: 'utf-16le', mark: false })
  expect((await read('\ufeffą;b\n1;2\n')).table).toMatchObject({ encoding: 'utf-8', mark: true, header: { columns: ['ą', 'b'] } }) // prettier-ignore
})

test('the encoding is told from the last line if need be', async () => {
  const bytes = Buffer.concat([text(`a;b\n${'1;2\n'.repeat(400_000)}`), encode('3;ąśź\n', 'iso-8859-2')])
  const { table, rows } = await read(bytes)
  expect(table.encoding).toBe('iso-8859-2')
  expect(rows.at(-1)).toEqual(['3', 'ąśź'])
})

test('two encodings in one file: each line is read in its own, and told', async () => {
  const old = (line: string) => encode(line, 'windows-1250')
  const mixed = Buffer.concat([text('id;nazwa\n1;żółw\n'), old('2;świnka\n'), text('3;gęś\n'), text('4;kot\n')])
  const { table, rows, told } = await read(mixed)
  expect(table).toMatchObject({ encoding: 'utf-8', otherEncoding: 'windows-1250' })
  expect(rows.map(([, name]) => name)).toEqual(['żółw', 'świnka', 'gęś', 'kot'])
  expect(told).toEqual([['encodingMixed', 1, 3]])
  const { table: other, told: lines } = await read(Buffer.concat([old('id;ś\n1;ą\n2;ź\n'), text('3;ź\n')]))
  expect(other).toMatchObject({ encoding: 'windows-1250', otherEncoding: 'utf-8' })
  expect(lines).toEqual([['encodingMixed', 1, 4]])
})

test('letters cut in the middle cost their own line', async () => {
  const { told, rows } = await read(Buffer.concat([text('id;nazwa\n1;żółw\n2;żółć gę'), Buffer.from([0xc5]), text('\n')])) // prettier-ignore
  expect(told).toEqual([['encodingBroken', 1, 3]])
  expect(rows).toHaveLength(2)
})

test.each<[string, Delimiter, string]>([
  ['decimal commas in every row', ';', 'a;b;c\n1,5;2,5;3,5\n1,0;2,0;3,0\n'],
  ['lists in a field', ',', 'a,b\nx;y;z,1\np;q;r,2\n'],
  ['a title with commas', ';', 'Ludność, stan, na dziś\na;b\n1,5;2\n3,5;4\n'],
  ['tabs', '\t', 'a\tb\n1,2\t3;4\n'],
  ['bars', '|', 'a|b\n1|2\n'],
  ['some ragged rows', ';', 'a;b;c\n1;2;3,0\n1;2,0\n1;2;3,0\n1;2;3,0\n'],
  ["a spreadsheet's own line", ';', 'sep=;\na;b\n1,2;3,4\n'],
  ['delimiters within quotes', ',', 'a,b\n"x;y;z;v",1\n"p;q;r;s",2\n'],
  ['names with commas', ';', 'osoba;wiek\nKowalski, Jan;12\nNowak, Anna;13\n'],
])('delimiter: %s', async (_, delimiter, content) => {
  expect((await read(content)).table.dialect?.delimiter).toBe(delimiter)
})

test('one column, in whose texts anything may stand', async () => {
  expect((await read('opis\nAla, ma; kota\nkot\n')).rows).toEqual([['Ala, ma; kota'], ['kot']])
})

test('single quotes, all line ends', async () => {
  const { table, rows } = await read("'a';'b'\r'x;y';'it''s'\r'1';'2'\r")
  expect(table.dialect).toEqual({ delimiter: ';', quote: "'", lineEnd: '\r' })
  expect(rows).toEqual([['x;y', "it's"], ['1', '2']]) // prettier-ignore
})

test('a quote never closed: its line is told, the rest is read', async () => {
  const { rows, told } = await read('a;b\n1;"x\n2;y\n3;z\n')
  expect(rows).toEqual([['1', 'x'], ['2', 'y'], ['3', 'z']]) // prettier-ignore
  expect(told).toEqual([['quoteOpen', 1, 2]])
})

test('ragged rows are kept and told; separators at the end of lines do no harm', async () => {
  const { rows, told } = await read('a;b;\n1;2;\n3\n4;5;6;7\n\n8;9;\n')
  expect(rows).toEqual([['1', '2', ''], ['3'], ['4', '5', '6', '7'], ['8', '9', '']]) // prettier-ignore
  expect(told.find(([code]) => code === 'rowRagged')).toEqual(['rowRagged', 2, 3, 4])
})

test('zero bytes are left out and told; a file full of them is none', async () => {
  const { rows, told } = await read(`a;b\n${'1;2\n'.repeat(30)}x\0;y\n`)
  expect(rows.at(-1)).toEqual(['x', 'y'])
  expect(told).toEqual([['nul', 1, 32]])
  await expect(read(`a;b\n${'1;\0\n'.repeat(3000)}`)).rejects.toMatchObject({ code: 'reading.nul' })
})

test('headers: twice, empty, again, none, over two rows, under titles, above numbers of columns', async () => {
  expect(await read('a;a;;b\n1;2;3;4\n')).toMatchObject({ columns: ['a', 'a (2)', 'column_3', 'b'], told: [['headerTwice', 1, 1], ['headerEmpty', 1, 1]] }) // prettier-ignore
  expect(await read('a;b\n1;2\na;b\n3;4\n')).toMatchObject({ rows: [['1', '2'], ['3', '4']], told: [['headerRepeated', 1, 3]] }) // prettier-ignore
  expect(await read('1;x;2020-01-01\n2;y;2020-01-02\n')).toMatchObject({ columns: ['column_1', 'column_2', 'column_3'], table: { header: { firstLine: 0 } } }) // prettier-ignore
  const two = await read('Kod;Nazwa;ogółem;;kobiety;\n;;2020;2021;2020;2021\n01;X;1;2;3;4\n')
  expect(two.columns).toEqual(['Kod', 'Nazwa', 'ogółem / 2020', 'ogółem / 2021', 'kobiety / 2020', 'kobiety / 2021'])
  const under = await read('Wykaz drzew\n\nid;gatunek;wiek\n(1);(2);(3)\n1;lipa;100\n')
  expect(under).toMatchObject({ columns: ['id', 'gatunek', 'wiek'], rows: [['1', 'lipa', '100']] })
  expect(under.table.remarks.map(({ code }) => code)).toEqual(['titleRows', 'numberingRow'])
  expect((await read('a;b\n1;2\n', { headerRows: 0 })).rows).toHaveLength(2)
})

test('a table of texts alone has a header, unless its words come again', async () => {
  expect((await read('imię;miasto\nAnna;Brzeg\nJan;Opole\n')).rows).toHaveLength(2)
  expect((await read('Anna;Brzeg\nJan;Brzeg\nOla;Brzeg\n')).rows).toHaveLength(3)
})

test('a table is read again by how it was read', async () => {
  const source = () => inPieces(encode('x\n\nid;ś\n1;ą\n', 'windows-1250'), 3)
  const first = await readTable(source)
  const again = await readTable(source, { as: JSON.parse(JSON.stringify(first)) as typeof first })
  expect(await rowsOf(again.rows())).toEqual([['1', 'ą']])
  expect(await rowsOf(again.rows())).toEqual([['1', 'ą']])
})

test('whatever stands in cells, wherever the bytes are cut, the same cells are read', { timeout: 30_000 }, async () => {
  const cell = fc.constantFrom('a', 'ż', '"', ';', ',', '\n', '\r\n', "'", '', '1,5', 'x y')
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 15 })
  await fc.assert(
    fc.asyncProperty(table, fc.constantFrom<Delimiter>(';', ',', '\t', '|'), fc.integer({ min: 1, max: 9 }), async (rows, delimiter, size) => {
      const quoted = (one: string) => `"${one.replaceAll('"', '""')}"`
      const lines = [['k', 'l', 'm', 'n'], ...rows.map((row, i) => [String(i), ...row])]
      const bytes = text(lines.map((line) => line.map(quoted).join(delimiter)).join('\n'))
      const table = await readTable(() => inPieces(bytes, size), { delimiter, headerRows: 1 })
      expect(await rowsOf(table.rows())).toEqual(lines.slice(1))
    }),
    { numRuns: 150 },
  ) // prettier-ignore
})
