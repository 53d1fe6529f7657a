/** One text for each value, the same as every other implementation of RFC 8785 writes. */
import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical, type Json } from './canonical.ts'

const folder = '../shared/oracles/signatures/jcs'
test.skipIf(!existsSync(folder)).each(['arrays', 'french', 'structures', 'unicode', 'values', 'weird'])(
  'the published case %s',
  (name) => {
    const input = JSON.parse(readFileSync(`${folder}/${name}.input.json`, 'utf8')) as Json
    expect(canonical(input)).toBe(readFileSync(`${folder}/${name}.output.json`, 'utf8').trimEnd())
  },
)

test('reads back as it was, and the order of members makes no difference', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = canonical(value as Json)
      expect(canonical(JSON.parse(text) as Json)).toBe(text)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
  expect(canonical({ b: 1, a: undefined, A: [{ z: 0, y: -0 }] })).toBe('{"A":[{"y":0,"z":0}],"b":1}')
})

test.each([
  ['a number that is none', NaN],
  ['infinity', [Infinity]],
  ['half a character', { a: '\ud800' }],
  ['half a character in a name', { '\udc00': 1 }],
  ['a date', { at: new Date(0) }],
  ['a big integer', 1n],
  ['a function', [() => 1]],
  ['a hole', [undefined]],
])('is not JSON: %s', (_, value) => {
  expect(() => canonical(value as Json)).toThrow(expect.objectContaining({ name: 'Malformed' }))
})

test('a value nested without end is refused before the stack is', () => {
  const deep = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)) as Json
  expect(() => canonical(deep)).toThrow('nested deeper than 100')
})
