/** What people type finds what they mean, in three languages, with the wrong ending and a slip of the finger. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { found, indexOf } from '#platform/text'
import type { Findable } from './findable.ts'

const thing = (kind: Findable['kind'], id: string, pl: string, en: string, uk: string, more = ''): Findable => ({
  ...{ kind, id, names: { pl, en, uk }, first: kind === 'indicator' },
  more: { pl: more, en: '', uk: '' },
})
const things = [
  thing('measure', 'pm25', 'Stężenie PM2,5, średnia roczna', 'PM2.5, annual mean', 'PM2,5, середньорічна'),
  thing(
    'indicator',
    'iso37120-8.1',
    'Stężenie pyłu PM2,5',
    'PM2.5 concentration',
    'Концентрація PM2,5',
    'W powietrzu.',
  ),
  thing('indicator', 'iso37120-8.5', 'Stężenie NO₂', 'NO₂ concentration', 'Концентрація NO₂', 'Jakość powietrza'),
  thing('indicator', 'iso37120-5.1', 'Stopa bezrobocia', 'Unemployment rate', 'Рівень безробіття'),
  thing('indicator', 'unemployed', 'Bezrobotni zarejestrowani', 'Registered unemployed', 'Зареєстровані безробітні'),
  thing('indicator', 'dwellings', 'Nowe mieszkania', 'New dwellings', 'Нове житло'),
  thing('indicator', 'iso37120-23.5', 'Zużycie wody', 'Water consumption', 'Споживання води'),
  thing('indicator', 'libraries', 'Biblioteki publiczne', 'Public libraries', 'Публічні бібліотеки'),
  thing('area', 'lodz', 'Łódź', 'Łódź', 'Лодзь'),
  thing('dataset', 'objects', 'Obiekty', 'Facilities', 'Об’єкти'),
]
const index = indexOf(things)
const ids = (query: string) => found(index, query, 10).found.map(({ id }) => id)

test.each([
  ['powietrza', 'iso37120-8.5'],
  ['powietrze', 'iso37120-8.1'],
  ['bezrobocia', 'iso37120-5.1'],
  ['bezrobociem', 'iso37120-5.1'],
  ['bezrobotnych', 'unemployed'],
  ['PM 2,5', 'iso37120-8.1'],
  ['pm2.5', 'iso37120-8.1'],
  ['pm25', 'iso37120-8.1'],
  ['no2', 'iso37120-8.5'],
  ['mieszkan', 'dwellings'],
  ['mieszkań', 'dwellings'],
  ['woda', 'iso37120-23.5'],
  ['ZUŻYCIE  wodą', 'iso37120-23.5'],
  ['bezrobcie', 'iso37120-5.1'],
  ['library', 'libraries'],
  ['dwelling', 'dwellings'],
  ['безробіття', 'iso37120-5.1'],
  ['бібліотека', 'libraries'],
  ["об'єкт", 'objects'],
  ['lodzi', 'lodz'],
  ['8.1', 'iso37120-8.1'],
])('%s finds %s', (query, id) => {
  expect(ids(query)).toContain(id)
  expect(found(index, query, 10).instead).toBeUndefined()
})

test('a word of the name comes before one of the description, an indicator before the measure of the same name', () => {
  expect(ids('stężenie pm 2,5')).toEqual(['iso37120-8.1', 'pm25'])
  expect(ids('bezrobocia')[0]).toBe('iso37120-5.1')
})

test.each([
  ['bezorbocia', 'bezrobocia', 'iso37120-5.1'],
  ['meiszkania', 'mieszkania', 'dwellings'],
  ['biblotekii', 'biblioteki', 'libraries'],
  ['безорбіття', 'безробіття', 'iso37120-5.1'],
])('a slip of the finger: %s is read as %s', (query, instead, id) => {
  expect(found(index, query, 10)).toMatchObject({ instead })
  expect(ids(query)).toContain(id)
})

test('words that nothing holds together are dropped, and it is said', () => {
  expect(found(index, 'jakość powietrza w Łodzi', 10)).toMatchObject({ instead: 'jakość powietrza' })
  expect(found(index, 'zużycie bezrobocia bibliotek', 10)).toMatchObject({ instead: 'zużycie' })
  expect(ids('zużycie wody w mieście')).toEqual(['iso37120-23.5'])
})

test('nothing is nothing', () => {
  for (const query of ['', '   ', '?!', 'qqqqqq', 'x'.repeat(10_000), '(((', '%_\\'])
    expect(found(index, query, 10)).toEqual({ found: [] })
})

test('every thing is found by its name, in every language, and never more than asked for', () => {
  fc.assert(
    fc.property(fc.constantFrom(...things), fc.constantFrom('pl', 'en', 'uk'), ({ id, names }, lang) => {
      expect(ids(names[lang as 'pl'])).toContain(id)
      expect(found(index, names[lang as 'pl'], 1).found).toHaveLength(1)
    }),
  )
})

test('whatever is typed, the answer comes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (query) => {
      expect(found(index, query, 5).found.length).toBeLessThanOrEqual(5)
    }),
    { numRuns: 40 },
  )
})
