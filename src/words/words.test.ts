/** Every language says everything, with the same placeholders and all the plural forms it has. */
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { flatten } from './catalogue.ts'
import en from './en.ts'
import { formatsFor } from './format.ts'
import { LANGS, preferredLang, sentence, translate, words } from './index.ts'
import pl from './pl.ts'
import uk from './uk.ts'

const texts = { pl: flatten(pl), en: flatten(en), uk: flatten(uk) }
const PLURALS = { pl: ['one', 'few', 'many', 'other'], en: ['other'], uk: ['one', 'few', 'many', 'other'] }

function walk(elements: MessageFormatElement[], see: (element: MessageFormatElement) => void): void {
  for (const element of elements) {
    see(element)
    if (element.type === TYPE.plural || element.type === TYPE.select)
      for (const option of Object.values(element.options)) walk(option.value, see)
  }
}

const placeholders = (text: string) => {
  const names = new Set<string>()
  walk(parse(text, { ignoreTag: true }), (element) => {
    if (element.type !== TYPE.literal && element.type !== TYPE.pound) names.add(element.value)
  })
  return [...names].sort()
}

test('no language has a message that another lacks', () => {
  expect([...texts.pl.keys()].sort()).toEqual([...texts.en.keys()].sort())
  expect([...texts.uk.keys()].sort()).toEqual([...texts.en.keys()].sort())
})

test.each(LANGS)('%s: every message can be read and asks for what the English one asks for', (lang) => {
  const wrong: string[] = []
  for (const [key, text] of texts[lang]) {
    const own = placeholders(text)
    const english = placeholders(texts.en.get(key)!)
    if (own.some((name) => !english.includes(name)) && !key.startsWith('units.')) wrong.push(key)
  }
  expect(wrong).toEqual([])
})

test.each(LANGS)('%s: every plural has all the forms of the language', (lang) => {
  const wrong: string[] = []
  for (const [key, text] of texts[lang])
    walk(parse(text, { ignoreTag: true }), (element) => {
      if (element.type !== TYPE.plural || element.pluralType !== 'cardinal') return
      if (PLURALS[lang].some((form) => !(form in element.options))) wrong.push(key)
    })
  expect(wrong).toEqual([])
})

test('plural forms and grouping are those of the language', () => {
  const say = (n: number) => translate('pl', 'doors.live.datasets', { n })
  expect([1, 2, 5, 22, 3204].map(say)).toEqual([
    '1 zbiór danych',
    '2 zbiory danych',
    '5 zbiorów danych',
    '22 zbiory danych',
    '3\u00a0204 zbiory danych',
  ])
})

test('a code without a sentence is named', () => {
  expect(sentence('en', 'places.unknown', { id: 'x' })).toContain('“x”')
  expect(sentence('en', 'places.unknown', {})).toContain('places.unknown')
  expect(sentence('pl', 'no.such')).toContain('no.such')
  // Nothing was typed, so that nothing could not be read.
  const typed = (found: string) => LANGS.map((lang) => sentence(lang, 'maintenance.typed', { found, right: '12,5' }))
  expect(typed('dwa').join()).toContain('„dwa”')
  expect(typed(' ')).toEqual(LANGS.map((lang) => words[lang].t('errors.field.empty', { right: '12,5' })))
  expect(sentence('en', 'stats.effects.option', { option: 'outcome', found: '', right: 'a column' })).toContain(
    'outcome',
  )
})

test('the language a reader prefers, Polish where nothing fits', () => {
  expect(preferredLang('uk-UA,uk;q=0.9,en;q=0.8')).toBe('uk')
  expect(preferredLang('de,en;q=0.3,pl;q=0.2')).toBe('en')
  expect(preferredLang('de')).toBe('pl')
  expect(preferredLang('en;q=0, *')).toBe('pl')
  expect(preferredLang(null)).toBe('pl')
})

test('figures are written as in the language', () => {
  const of = (lang: (typeof LANGS)[number]) => formatsFor(lang, words[lang], 'Europe/Warsaw')
  expect(of('pl').number(3204)).toBe('3\u00a0204')
  expect(of('en').number(3204)).toBe('3,204')
  expect(of('pl').number(-0.1)).toBe('−0,1')
  expect(of('pl').value(15, 'ug/m3', 1)).toBe('15,0\u00a0µg/m³')
  expect(of('pl').value(1_820_000_000, 'PLN')).toBe('1,82\u00a0mld\u00a0zł')
  expect(of('pl').value(22, 'person')).toBe('22\u00a0osoby')
  expect(of('pl').value(24.7, 'person', 0)).toBe('25\u00a0osób')
  expect(of('en').unit('bed/(100000 person)')).toBe('beds per\u00a0100,000\u00a0people')
  expect(of('pl').unit('kWh/person')).toBe('kWh na\u00a0osobę')
  expect(of('pl').period('2023-S1')).toBe('I\u00a0półrocze 2023')
  expect(of('pl').period('2023-05-17')).toBe('17\u00a0maja 2023')
  expect(of('uk').period('2023-M05')).toContain('2023')
  expect(sentence('pl', 'challenges.past', { day: '2026-11-26' })).toBe('Dzień 26\u00a0listopada 2026 już minął.')
  expect(of('pl').day(new Date('2026-11-22T23:30:00Z'))).toBe('23\u00a0listopada 2026')
  expect(of('pl').bytes(1_400_000)).toBe('1,4\u00a0MB')
})

test('what begins and ends on one day says that day once; its number stays with its month', () => {
  const of = (lang: 'pl' | 'uk') => formatsFor(lang, words[lang] as never)
  const [from, to, later] = ['2027-05-05T12:00:00Z', '2027-05-05T14:00:00Z', '2027-05-07T14:00:00Z'].map((at) => new Date(at)) // prettier-ignore
  expect(of('pl').span(from!, to!)).toBe('5\u00a0maja 2027, 12:00–14:00')
  expect(of('pl').span(from!, from!)).toBe(of('pl').moment(from!))
  expect(of('uk').span(from!, to!)).toMatch(/^5\u00a0травня 2027[\u00a0\u202f]р\., 12:00–14:00$/)
  expect(of('uk').day(from!)).toBe('5\u00a0травня 2027\u00a0р.')
  expect(of('pl').span(from!, later!)).toMatch(/^5\u00a0maja 2027 12:00\s–\s7\u00a0maja 2027 14:00$/)
})

test('a day of the calendar is the same day west of Greenwich too', () => {
  const azores = formatsFor('en', words.en as never, 'Atlantic/Azores')
  expect(azores.day('2026-11-28')).toBe('28\u00a0November 2026')
  expect(azores.day(new Date('2026-11-28T00:30:00Z'))).toBe('27\u00a0November 2026')
})

test('every unit of the pack and of the standards reads as words', () => {
  const json = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, { unit?: string | null }[]>
  const standards = globSync('standards/*.json').flatMap((path) => json(path).indicators!)
  const units = new Set(
    [
      ...json('cities/lublin/measures.json').measures!,
      ...json('cities/lublin/indicators.json').indicators!,
      ...standards,
    ].map(({ unit }) => unit ?? '1'),
  )
  const unsaid = LANGS.flatMap((lang) =>
    [...units].flatMap((unit) => {
      const said = formatsFor(lang, words[lang]).unit(unit, 5)
      const same = said === unit && !/^(%|[a-zA-Z]{1,3}(\/[a-zA-Z]{1,3})?)$/.test(unit)
      return same || /[_()]/.test(said) ? [`${lang} ${unit}: ${said}`] : []
    }),
  )
  expect(unsaid).toEqual([])
  const pl = formatsFor('pl', words.pl)
  expect(pl.unit('person/(1000 person)')).toBe('na\u00a01\u00a0000\u00a0osób')
  expect(pl.value(678.3, 'bed/(100000 person)', 1)).toBe('678,3\u00a0łóżka na\u00a0100\u00a0tys.\u00a0osób')
})
