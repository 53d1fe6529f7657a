/** Every refusal's sentence can be said in every language, with its numbers in that language's forms. */
import { describe, expect, test } from 'vitest'
import { flatten, speak } from '../catalogue.ts'
import { LANGS } from '../langs.ts'
import en from './en.ts'
import pl from './pl.ts'
import uk from './uk.ts'

const voices = { en: speak('en', en), pl: speak('pl', pl), uk: speak('uk', uk) }
const say = (lang: (typeof LANGS)[number], code: string, values = {}) => voices[lang].t(code as never, values)

const VALUES = {
  allowed: 'GET',
  at: 5,
  bytes: 70_000,
  bytesMax: 65_535,
  columns: 'x',
  folder: 'x',
  member: 'x',
  size: 7,
  table: 'x',
  where: 'x',
  cause: 'x',
  dataDir: './data',
  choices: 'a, b',
  expected: 'number',
  format: 'date',
  found: 14,
  has: 3,
  host: 'example.org',
  inclusive: 'true',
  kind: 'string',
  limit: 5,
  limitBytes: 500_000_000,
  most: 5,
  names: 'x',
  path: '/x',
  needed: 15,
  reason: 'scheme',
  retryAfterSeconds: 22,
  right: 'x',
  seconds: 22,
  step: 0.5,
  supported: '1.0.0',
  unknown: 'x',
}

describe.each(LANGS)('in %s', (lang) => {
  test.each([...flatten(en).keys()])('%s', (code) => {
    const said = say(lang, code, VALUES)
    expect(said).not.toMatch(/[{}#]|undefined|NaN/)
    expect(said.length).toBeGreaterThan(3)
  })
})

test('numbers take the forms of their language', () => {
  const wait = (lang: (typeof LANGS)[number], retryAfterSeconds: number) =>
    say(lang, 'tooManyRequests', { retryAfterSeconds })
  expect([1, 2, 5, 22].map((n) => wait('pl', n).split(' za ')[1])).toEqual([
    '1 sekundę.',
    '2 sekundy.',
    '5 sekund.',
    '22 sekundy.',
  ])
  expect(wait('uk', 21)).toContain('21 секунду')
  expect(wait('en', 1)).toContain('1 second.')
  const bound = { kind: 'string', limit: 5, inclusive: 'true' }
  expect([say('pl', 'field.tooLarge', bound), say('uk', 'field.tooSmall', { ...bound, limit: 3 })]).toEqual([
    'Co najwyżej 5 znaków.',
    'Щонайменше 3 символи.',
  ])
  expect(say('en', 'field.tooSmall', { kind: 'number', limit: 0, inclusive: 'false' })).toBe('More than 0.')
  expect(say('en', 'files.tooLarge', { limitBytes: 500_000_000 })).toContain('500 MB')
})
