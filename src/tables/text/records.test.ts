/** Records come out the same however the text is cut; a broken quote costs its line only. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRecords, LINE_CHARS_MAX } from './records.ts'
import type { Delimiter } from '../types.ts'

function records(text: string, size = text.length || 1, delimiter: Delimiter = ';') {
  const all: { line: number; fields: string[]; broken: boolean }[] = []
  const reader = createRecords(delimiter, (line, fields, broken) => all.push({ line, fields: [...fields], broken }))
  for (let at = 0; at < text.length; at += size) reader.push(text.slice(at, at + size), false)
  reader.push('', true)
  return all
}
const fieldsOf = (text: string) => records(text).map(({ fields }) => fields)

test('all three line ends, even mixed, and lines within quotes are counted', () => {
  expect(records('a;b\r\n"c\nd";e\rf;g\n\nh').map(({ line, fields }) => [line, ...fields])).toEqual([
    [1, 'a', 'b'],
    [2, 'c\nd', 'e'],
    [4, 'f', 'g'],
    [5, ''],
    [6, 'h'],
  ])
})

test('quotes, doubled quotes, empty fields, a trailing separator', () => {
  expect(fieldsOf('"a""b";"";;"c;d";\n')).toEqual([['a"b', '', '', 'c;d', '']])
  expect(fieldsOf('5" pipe;b')).toEqual([['5" pipe', 'b']])
})

test('a quote left open costs its own line', () => {
  const lines = ['a;b', '"c;d', 'e;f', 'g;"h"', 'i;"j"x', 'k;l']
  expect(records(lines.join('\n')).map(({ line, broken }) => [line, broken])).toEqual([
    [1, false],
    [2, true],
    [3, false],
    [4, false],
    [5, true],
    [6, false],
  ])
})

test('an open quote with a file of quotes behind it does not swallow them', () => {
  const rows = Array.from({ length: 5000 }, (_, i) => `"${i}";"x"`)
  rows[10] = '"10;"x"'
  rows[4000] = '"4000";"x'
  const broken = records(rows.join('\r\n'), 1000).filter((record) => record.broken)
  expect(broken).toEqual([
    { line: 11, fields: ['10', 'x'], broken: true },
    { line: 4001, fields: ['4000', 'x'], broken: true },
  ])
})

test('a line beyond the limit is refused when it is seen, not when it ends', () => {
  const reader = createRecords(';', () => {})
  let pushed = 0
  const push = () => {
    for (; pushed < 100; pushed++) reader.push('x'.repeat(50_000), false)
  }
  expect(push).toThrow(
    expect.objectContaining({ code: 'reading.lineTooLong', details: { line: 1, charsMax: LINE_CHARS_MAX } }),
  )
  expect(pushed).toBe(20)
})

test('the same records wherever the text is cut', () => {
  const piece = fc.constantFrom('a', '"', '""', ';', '\n', '\r', '\r\n', "'", '=', 'ż', '"x"', '"\n"')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 1, max: 7 }), (parts, size) => {
      const text = parts.join('')
      expect(records(text, size)).toEqual(records(text))
    }),
    { numRuns: 500 },
  )
})
