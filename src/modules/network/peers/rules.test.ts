/** Names that look alike, what a domain is, and JSON that nests too deep. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { likenessesOf, shownOf } from './likeness.ts'
import { domainOf, nextVisit, originOf, readJson } from './rules.ts'

test('a domain is read from what a person writes', () => {
  expect(domainOf(' https://City.Example/pl?x=1 ')).toBe('city.example')
  expect(domainOf('city.example.')).toBe('city.example')
  expect(domainOf('127.0.0.1:4401')).toBe('127.0.0.1:4401')
  expect(domainOf('gdańsk.example')).toBe('xn--gdask-y7a.example')
  for (const bad of ['', 'city', 'ftp://city.example', 'https://a@city.example', 'a b.example', '[::1]'])
    expect(() => domainOf(bad), bad).toThrow(expect.objectContaining({ code: 'peers.badDomain' }))
  expect(originOf('127.0.0.1:4401', 'http://127.0.0.1:4400')).toBe('http://127.0.0.1:4401')
  expect(originOf('127.0.0.1:4401', 'https://city.example')).toBe('https://127.0.0.1:4401')
  expect(originOf('city.example', 'http://127.0.0.1:4400')).toBe('https://city.example')
})

test('names that could be taken for each other', () => {
  const known = ['river.example', 'modern.example', 'harbour.example', 'city.example']
  const kinds = (domain: string) => likenessesOf(domainOf(domain), known).map(({ kind, domain }) => [kind, domain])
  expect(kinds('rіver.example')).toEqual([['same', 'river.example'], ['mixed', domainOf('rіver.example')]]) // prettier-ignore
  expect(kinds('r1ver.example')).toEqual([['same', 'river.example']])
  expect(kinds('c1ty.example')).toEqual([['same', 'city.example']])
  expect(kinds('rnodem.example')).toEqual([['same', 'modern.example']])
  expect(kinds('harbuor.example')).toEqual([['near', 'harbour.example']])
  expect(kinds('harbor.example')).toEqual([['near', 'harbour.example']])
  expect(kinds('mountain.example')).toEqual([])
  expect(kinds('аррӏе.example')).toEqual([['mixed', domainOf('аррӏе.example')]])
  for (const plain of ['київ.example', 'міста.укр', 'gdańsk.example']) expect(kinds(plain)).toEqual([])
  expect(likenessesOf('127.0.0.1:4401', ['127.0.0.1:4402', '127.0.0.2:4401'])).toEqual([])
  expect(shownOf('xn--gdask-y7a.example:8443')).toBe('gdańsk.example:8443')
})

test('JSON is read as it is, and what is deep is refused before it is', () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => { expect(readJson(JSON.stringify(value), "x")).toEqual(JSON.parse(JSON.stringify(value))) })) // prettier-ignore
  expect(readJson(JSON.stringify('[[['.repeat(100)), 'x')).toBe('[[['.repeat(100))
  expect(() => readJson('['.repeat(60), 'x')).toThrow(expect.objectContaining({ code: 'peers.tooDeep' }))
  expect(() => readJson('{"a":"\\', 'x')).toThrow(expect.objectContaining({ code: 'peers.notJson' }))
})

test('who is silent is asked less often, and never given up', () => {
  const now = new Date(0)
  expect([0, 1, 2, 5, 7, 500].map((failures) => nextVisit(failures, now).getTime() / 60_000)).toEqual([60, 5, 10, 80, 320, 360]) // prettier-ignore
})
