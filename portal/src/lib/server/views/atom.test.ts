/** Every Atom feed of the house is made in one place: what it makes keeps each rule of RFC 4287 that a feed of texts can break. */
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import type { City } from '#lib/server/city.ts'
import { atom } from './atom.ts'

const ATOM = 'http://www.w3.org/2005/Atom'
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/
type Element = { name: string; attributes: Record<string, string>; children: Element[]; text: string }

/** Throws where it is no well-formed XML with namespaces. */
function read(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ local, uri, attributes }) => {
    const of = Object.values(attributes).map(({ name, value }) => [name, value])
    const element = { name: uri === ATOM ? local : `{${uri}}${local}`, attributes: Object.fromEntries(of), children: [], text: '' } // prettier-ignore
    open.at(-1)!.children.push(element)
    open.push(element)
  })
  parser.on('text', (text) => void (open.at(-1)!.text += text))
  parser.on('closetag', () => void open.pop())
  parser.write(xml).close()
  return root.children[0]!
}

const all = (element: Element, name: string) => element.children.filter((child) => child.name === name)
const one = (element: Element, name: string) => all(element, name)[0]?.text ?? ''
const links = (element: Element, rel: string) => all(element, 'link').filter(({ attributes }) => (attributes.rel ?? 'alternate') === rel) // prettier-ignore

/** How often an element may stand in a feed (4.1.1) and in an entry (4.1.2); what is not named here may not stand there. */
const TIMES = {
  feed: { id: [1, 1], title: [1, 1], updated: [1, 1], subtitle: [0, 1], author: [0, 99], link: [0, 99], category: [0, 99], entry: [0, 999] }, // prettier-ignore
  entry: { id: [1, 1], title: [1, 1], updated: [1, 1], published: [0, 1], summary: [0, 1], content: [0, 1], author: [0, 99], link: [0, 99], category: [0, 99] }, // prettier-ignore
} as const

/** What of RFC 4287 it breaks, by the section that says so. */
function broken(feed: Element): string[] {
  const problems: string[] = []
  const rule = (section: string, holds: boolean) => holds || problems.push(section)
  rule('2 the root is a feed in its namespace', feed.name === 'feed')
  rule('2 a language is said', /^[a-z]{2}$/.test(feed.attributes['xml:lang'] ?? ''))
  const entries = all(feed, 'entry')
  for (const element of [feed, ...entries]) {
    const times: Record<string, readonly [number, number]> = TIMES[element.name as keyof typeof TIMES]
    for (const [name, [least, most]] of Object.entries(times)) {
      const found = all(element, name).length
      rule(`4.1 ${name} in ${element.name}: ${found}`, found >= least && found <= most)
    }
    for (const { name } of element.children) rule(`4.1 ${name} is not of ${element.name}`, name in times)
    rule('4.2.6 an id is a whole IRI', URL.canParse(one(element, 'id')) && one(element, 'id').trim() === one(element, 'id')) // prettier-ignore
    for (const date of [...all(element, 'updated'), ...all(element, 'published')])
      rule(`3.3 a date of RFC 3339: ${date.text}`, RFC_3339.test(date.text) && !Number.isNaN(Date.parse(date.text)))
    for (const { attributes } of all(element, 'link')) {
      rule('4.2.7.1 a link leads somewhere', URL.canParse(attributes.href ?? ''))
      rule('4.2.7.3 a type is one', /^[a-z]+\/[a-z0-9.+-]+$/.test(attributes.type ?? ''))
    }
    const ways = links(element, 'alternate').map(({ attributes }) => `${attributes.type} ${attributes.hreflang}`)
    rule('4.1 one alternate link of a type and language', new Set(ways).size === ways.length)
    for (const { attributes } of all(element, 'category')) rule('4.2.2.1 a category has a term', !!attributes.term)
    for (const text of [...all(element, 'title'), ...all(element, 'summary'), ...all(element, 'subtitle')])
      rule(
        '3.1.1 a text is plain, or says what it is',
        text.attributes.type !== undefined || text.children.length === 0,
      )
    rule('4.1.2 an entry without content leads to it', element.name === 'feed' || all(element, 'content').length > 0 || ways.length > 0) // prettier-ignore
  }
  rule('4.1.1 an author, of the feed or of each entry', all(feed, 'author').length > 0 || entries.every((entry) => all(entry, 'author').length > 0)) // prettier-ignore
  for (const author of all(feed, 'author')) {
    rule('3.2.1 a person has one name', all(author, 'name').length === 1 && one(author, 'name') !== '')
    rule('3.2.2 and an IRI', all(author, 'uri').every(({ text }) => URL.canParse(text))) // prettier-ignore
  }
  rule('4.1.1 it says where it is itself', links(feed, 'self').length === 1)
  rule('4.2.6 no two entries have one id', new Set(entries.map((entry) => one(entry, 'id'))).size === entries.length)
  const newest = Math.max(0, ...entries.map((entry) => Date.parse(one(entry, 'updated'))))
  rule('4.2.15 it changed when one of them did', Date.parse(one(feed, 'updated')) === newest)
  for (const entry of entries) rule('4.2.15 nothing is changed before it is said', one(entry, 'updated') >= one(entry, 'published')) // prettier-ignore
  return problems
}

const city = { info: { names: { pl: 'Miasto', en: 'City & <Town>', uk: 'Місто' } } } as unknown as City
const origin = 'https://city.example'
const made = async (lang: 'pl' | 'en' | 'uk', entries: Parameters<typeof atom>[2]['entries']) => {
  const page = `${origin}/${lang}/news?a=1&b="2"`
  const response = atom(city, lang, { origin, page, self: `${page}.atom`, title: 'News <b>', subtitle: 'A & B', entries }) // prettier-ignore
  expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
  return read(await response.text())
}
const entry = (number: number, title: string, changedAt?: Date) => ({ id: `01a21c5e-8d51-71d9-ba41-faa5456be96${number}`, title, at: new Date('2026-11-27T09:00:00Z'), changedAt, category: 'note', page: `${origin}/pl/news/${number}` }) // prettier-ignore

test.each(['pl', 'en', 'uk'] as const)('%s: a feed keeps the rules, whatever people typed', async (lang) => {
  const typed = 'A "quoted" <tag> & ]]> é 🌳 \u0000\u000b\ufffe\ud800 end'
  const changed = new Date('2026-11-28T09:00:00Z')
  const feed = await made(lang, [entry(1, 'Plain'), { ...entry(2, typed, changed), summary: typed }])
  expect(broken(feed)).toEqual([])
  expect(feed.attributes['xml:lang']).toBe(lang)
  const [, second] = all(feed, 'entry') as [Element, Element]
  expect([one(second, 'title'), one(second, 'summary')]).toEqual(Array(2).fill('A "quoted" <tag> & ]]> é 🌳  end'))
  // Whoever reads it sees that it reads otherwise now.
  expect([one(second, 'updated'), one(feed, 'updated')]).toEqual(Array(2).fill(changed.toISOString()))
})

test('a feed in which nothing stands yet is one too; what is broken is seen', async () => {
  const empty = await made('en', [])
  expect(broken(empty)).toEqual([])
  const feed = await made('en', [entry(1, 'Plain')])
  const spoiled = { ...feed, children: feed.children.filter(({ name }) => name !== 'author' && name !== 'id') }
  expect(broken(spoiled).map((problem) => problem.slice(0, 5))).toEqual(['4.1 i', '4.2.6', '4.1.1'])
})
