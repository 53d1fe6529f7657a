/** Every page has an address of its own in every language, and each address leads to one page. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LANGS } from '#words/langs'
import { href, inLanguage, locate } from './paths.ts'

test('addresses are written in the language of the page', () => {
  expect(href('pl', '/')).toBe('/pl')
  expect(href('uk', '/indicators')).toBe('/uk/pokaznyky')
  expect(href('pl', '/indicators/[id]', { id: 'iso37120-8.1' }, { view: 'map', with: '' })).toBe(
    '/pl/wskazniki/iso37120-8.1?view=map',
  )
})

test('what was written is found again, in all languages and whatever the parameter', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...LANGS),
      fc.string({ minLength: 1 }).filter((id) => !/^\.{1,2}$/.test(id)),
      (lang, id) => {
        const path = new URL(href(lang, '/indicators/[id]', { id }), 'http://house').pathname
        expect(locate(path)).toEqual({ lang, route: '/indicators/[id]', parameters: { id } })
      },
    ),
  )
})

test('the same page in another language keeps its parameters and its query', () => {
  const url = new URL('http://house/pl/wskazniki/tematy/iso37120/environment?view=table')
  expect(inLanguage(url, 'en')).toBe('/en/indicators/themes/iso37120/environment?view=table')
  expect(inLanguage(new URL('http://house/en/nowhere/at/all'), 'pl')).toBe('/pl')
})

test('a language is needed, and a part of one language is not a part of another', () => {
  expect(locate('/wskazniki')).toBeUndefined()
  expect(locate('/de/indicators')).toBeUndefined()
  expect(locate('/pl/indicators')).toBeUndefined()
  expect(locate('/pl/wskazniki/%E0%A4%A')?.parameters).toEqual({ id: '%E0%A4%A' })
})
