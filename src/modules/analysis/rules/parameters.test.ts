/** Parameters travel in addresses, written by anybody: what cannot be right is said, and nothing else comes through. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Parameters } from '../types/index.ts'
import { parametersOf, queryOf, readParameters } from './parameters.ts'

const base = { area: 'a', peers: 'all' }

test('numbers, texts and weights are read, the rest stands at its default', () => {
  const read = parametersOf({ top: '75', level: '0,9', reference: 'median', 'set.new/green': '2', view: 'chart' }, base)
  expect(read).toEqual({
    ...Parameters.parse(base),
    ...{ top: 75, level: 0.9, reference: 'median', set: { 'new/green': 2 } },
  })
  expect(parametersOf({ top: '', area: undefined }, base)).toEqual(Parameters.parse(base))
})

test.each([
  ['top', '40'],
  ['top', 'NaN'],
  ['top', '1e9'],
  ['size', '-1'],
  ['size', 'Infinity'],
  ['years', '2.5'],
  ['reference', 'mean'],
  ['set.new/green', 'much'],
  ['peers', 'x'.repeat(9_000)],
])('%s=%s cannot be right: refused by the API, told and left at its default by pages', (name, found) => {
  expect(() => parametersOf({ [name]: found }, base)).toThrow(
    expect.objectContaining({
      code: 'analysis.parameter',
      details: { name, found, right: expect.any(String) as string },
    }),
  )
  expect(readParameters({ [name]: found }, base)).toMatchObject({
    parameters: Parameters.parse(base),
    problems: [{ name, found }],
  })
})

test('what would be right is said', () => {
  const right = (name: string) => readParameters({ [name]: 'x!' }, base).problems[0]?.right
  expect([right('top'), right('reference'), right('set.a/b')]).toEqual(['50–100', 'median, quartile', '0–100'])
})

test('names of JavaScript are no parameters', () => {
  const query = { __proto__: '1', toString: '1', constructor: 'x', 'set.__proto__': '3', 'nowhere.x': '1' }
  const { parameters } = readParameters(query as never, base)
  expect({ ...parameters, set: {} }).toEqual(Parameters.parse(base))
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
})

test('an address says what differs, and is read back as it was', () => {
  const weight = fc.integer({ min: 0, max: 100 })
  const drawn = fc.record(
    {
      ...{ top: fc.integer({ min: 50, max: 100 }), years: fc.integer({ min: 3, max: 100 }), size: weight },
      ...{
        reference: fc.constantFrom('median' as const, 'quartile' as const),
        peers: fc.constantFrom('all', 'group:east', 'b,c'),
      },
      set: fc.dictionary(fc.stringMatching(/^[a-z]{1,5}\/[a-z]{1,5}$/), weight),
      theme: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), weight),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(drawn, (changed) => {
      const parameters = Parameters.parse({ ...base, ...changed })
      expect(parametersOf(queryOf(parameters, base), base)).toEqual(parameters)
    }),
  )
  expect(queryOf(Parameters.parse(base), base)).toEqual({})
})
