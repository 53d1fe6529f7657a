/** JSON with places: what JSON.parse reads is read alike, what it refuses is refused at its place. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { JsonInvalid, parseJson } from './json.ts'

test('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(0, 2), (text, indent) => {
      const written = JSON.stringify(JSON.parse(text), null, indent)
      expect(JSON.stringify(parseJson(written).value)).toBe(JSON.stringify(JSON.parse(written)))
    }),
  )
})

test('knows where each value begins', () => {
  const { placeOf } = parseJson('{\n  "a": [1,\n    {"b": "x, {y}"}]\n}')
  expect(placeOf([])).toEqual({ line: 1, column: 1 })
  expect(placeOf(['a', 0])).toEqual({ line: 2, column: 9 })
  expect(placeOf(['a', 1, 'b'])).toEqual({ line: 3, column: 11 })
})

test('gives the place of what is around a value that is absent', () => {
  const { placeOf } = parseJson('{\n  "a": {}\n}')
  expect(placeOf(['a', 'b', 'c'])).toEqual({ line: 2, column: 8 })
})

test.each([
  ['', 1, 1, 'the end of the file'],
  ['{"a": 1,}', 1, 9, '}'],
  ['{"a" 1}', 1, 6, '1'],
  ['[1\n2]', 2, 1, '2'],
  ['[1, 2', 1, 6, 'the end of the file'],
  ['{a: 1}', 1, 2, 'a'],
  ["['a']", 1, 2, "'a'"],
  ['["a\n"]', 1, 2, '"a\n"'],
  ['["a]', 1, 2, '"'],
  ['[01]', 1, 2, '01'],
  ['{} {}', 1, 4, '{'],
  ['{"a": 1, "a": 2}', 1, 10, '"a"'],
])('refuses %j at line %i, column %i', (text, line, column, found) => {
  expect(() => parseJson(text)).toThrow(JsonInvalid)
  try {
    parseJson(text)
  } catch (error) {
    expect(error).toMatchObject({ place: { line, column }, found })
  }
})

test('refuses a hundred thousand brackets instead of failing on them', () => {
  expect(() => parseJson('['.repeat(100_000))).toThrow(JsonInvalid)
})

test('a key named __proto__ is a key like any other', () => {
  const { value } = parseJson('{"__proto__": {"polluted": true}}')
  expect(Object.keys(value as object)).toEqual(['__proto__'])
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
})
