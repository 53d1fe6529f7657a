/** Every code that reading can give has its sentences, which fill in, in each language. */
import { IntlMessageFormat } from 'intl-messageformat'
import { expect, test } from 'vitest'
import en, { errors as enErrors } from '../../../words/reading/en.ts'
import pl, { errors as plErrors } from '../../../words/reading/pl.ts'
import uk, { errors as ukErrors } from '../../../words/reading/uk.ts'
import { BINARY_KINDS } from '#tables'
import { refuse } from './refusals.ts'
import { REASONS, REJECTION_CODES } from './types.ts'

const LANGUAGES = [['en', en, enErrors], ['pl', pl, plErrors], ['uk', uk, ukErrors]] as const // prettier-ignore
const REFUSAL_VALUES = {
  kind: 'pdf', columns: 'a', line: 1, charsMax: 1, columnsMax: 1, seriesMax: 1, missing: 'a', found: 'b', column: 'c', role: 'd', megabytesMax: 1, list: 'e', said: 'f', sheet: 'g', names: 'h', depthMax: 1, where: 'i', part: 'j', cause: 'k', keysMax: 1, rowsMax: 1,
} // prettier-ignore

test.each(LANGUAGES)('%s', (lang, words, errors) => {
  const say = (message: string, values: object) =>
    String(new IntlMessageFormat(message, lang, undefined, { ignoreTag: true }).format({ ...values }))
  expect(Object.keys(words.problem)).toEqual([...REJECTION_CODES])
  expect(Object.keys(words.expected)).toEqual([...REJECTION_CODES])
  expect(Object.keys(words.reason)).toEqual([...REASONS])
  expect(Object.keys(errors).toSorted()).toEqual(Object.keys(refuse).toSorted())
  const values = { line: 7, column: 'C', found: '<x>', expected: '"…"' }
  for (const code of REJECTION_CODES) {
    expect(say(words.problem[code], values)).not.toMatch(/[{}]/)
    expect(say(words.expected[code], values)).not.toMatch(/[{}]/)
  }
  for (const message of Object.values(errors)) expect(say(message, REFUSAL_VALUES)).not.toMatch(/[{}]/)
  const kinds = BINARY_KINDS.map((kind) => say(errors.binary, { kind }))
  expect(new Set(kinds).size).toBeGreaterThanOrEqual(BINARY_KINDS.length - 1)
  expect(kinds).not.toContain(say(errors.binary, { kind: 'other' }))
})
