/** The search against one that looks at everything, word by word; and what people type. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { match, slips, slipsAllowed } from '#platform/text'
import { Engine } from './engine.ts'
import { createSearch, type Source } from './following.ts'
import { FACETS, SORTS, type Answer, type Entry, type Facet, type Question } from './types.ts'
import { heardIn, mostTogether, wordsAsked } from './words.ts'

const STEMS = [
  'powietrz',
  'wod',
  'szkol',
  'przystan',
  'budzet',
  'rower',
  'zielen',
  'pyl',
  'drog',
  'mieszkan',
  'зелен',
  'вод',
]
const ENDS = ['', 'a', 'y', 'e', 'ego', 'ami', 'iem', 'ow', 'nictwo', 'у', 'ий']
const word = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.constantFrom(...STEMS), fc.constantFrom(...ENDS)).map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.constantFrom('2,5', 'PM2.5', '2024', 'Łódź', 'i', 'w', 'NO₂', 'XIX', '8.1') },
)
const phrase = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))
const value = fc.constantFrom('a', 'b', 'c', 'd')
const instant = fc.integer({ min: 1_600_000_000, max: 1_900_000_000 }).map((s) => new Date(s * 1000))
const entry: fc.Arbitrary<Entry> = fc.record({
  id: fc.constantFrom(...Array.from({ length: 12 }, (_, i) => `id${i}`)),
  title: fc.record({ pl: phrase, en: phrase }, { requiredKeys: ['pl'] }),
  keywords: fc.array(phrase, { maxLength: 2 }),
  more: fc.array(phrase, { maxLength: 2 }),
  facets: fc.record(Object.fromEntries(FACETS.map((facet) => [facet, fc.array(value, { maxLength: 3 })]))),
  modified: instant,
  issued: instant,
}) as fc.Arbitrary<Entry>
/** As it is typed: a letter left out, changed, swapped or added somewhere. */
const slipped = fc.tuple(phrase, fc.nat(), fc.nat(4)).map(([text, place, kind]) => {
  const at = place % text.length
  if (kind === 0) return text.slice(0, at) + text.slice(at + 1)
  if (kind === 1) return `${text.slice(0, at)}x${text.slice(at)}`
  if (kind === 2) return text.slice(0, at) + (text[at + 1] ?? '') + text[at] + text.slice(at + 2)
  return text
})
const filters = fc.dictionary(fc.constantFrom<Facet>('theme', 'tag', 'format'), fc.array(value, { maxLength: 2 }), {
  maxKeys: 3,
}) as fc.Arbitrary<Question['filters']>
const question: fc.Arbitrary<Question> = fc.record(
  {
    q: fc.oneof(slipped, fc.constantFrom('', '  ', '?!')),
    filters,
    sort: fc.constantFrom(...SORTS),
    reversed: fc.boolean(),
    start: fc.nat(5),
    rows: fc.nat(15),
    facets: fc.subarray([...FACETS]),
    facetLimit: fc.integer({ min: 1, max: 5 }),
    widening: fc.boolean(),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Question>

/** The same, looking at everything. */
function plainly(entries: readonly Entry[], asked: Question): Answer {
  const { q = '', filters = {}, sort = 'relevance', reversed = false, start = 0, rows = 20, facets = [] } = asked
  const { facetLimit = 50, widening = false } = asked
  const heard = entries.map((one) => ({ one, words: heardIn(one) }))
  const quality = (have: string, word: string) => (word.length === 1 && have !== word ? 0 : match(have, word))
  const best = (words: Map<string, number>, word: string) =>
    Math.max(0, ...[...words].map(([have, weight]) => quality(have, word) * weight))
  const holding = (words: string[]) =>
    heard.flatMap(({ one, words: have }) => {
      const scores = words.map((word) => best(have, word))
      return scores.every((score) => score > 0) ? [{ one, score: scores.reduce((a, b) => a + b, 0) }] : []
    })
  const vocabulary = [...new Set(heard.flatMap(({ words }) => [...words.keys()]))].sort()
  const nearest = (word: string) => {
    const allowed = slipsAllowed(word)
    if (heard.some(({ words }) => best(words, word) > 0) || allowed === 0) return word
    const near = vocabulary.map((have) => ({ have, far: slips(have, word) })).filter(({ far }) => far <= allowed)
    return near.sort((a, b) => a.far - b.far || (a.have < b.have ? -1 : 1))[0]?.have ?? word
  }
  let found = entries.map((one) => ({ one, score: 0 }))
  if (q.trim() !== '') {
    const words = wordsAsked(q)
    found = words.length === 0 ? [] : holding(words)
    if (words.length > 0 && found.length === 0) {
      const near = [...new Set(words.map(nearest))]
      const sets = heard.map(({ words: have }) => near.reduce((set, word, i) => (best(have, word) > 0 ? set | (1 << i) : set), 0)) // prettier-ignore
      const most = mostTogether(sets, near.length)
      found = most === 0 ? [] : holding(near.filter((_, i) => most & (1 << i)))
    }
  }
  const chosen = (Object.entries(filters) as [Facet, string[]][]).filter(([, values]) => values.length > 0)
  const passing = (without?: Facet) =>
    found.filter(({ one }) => chosen.every(([facet, values]) => facet === without || one.facets[facet].some((value) => values.includes(value)))) // prettier-ignore
  const counts = facets.map((facet) => {
    const counted = new Map<string, number>()
    for (const { one } of passing(widening ? facet : undefined))
      for (const value of new Set(one.facets[facet])) counted.set(value, (counted.get(value) ?? 0) + 1)
    const list = [...counted].map(([value, count]) => ({ value, count }))
    return [facet, list.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)).slice(0, facetLimit)]
  })
  const isScored = q.trim() !== ''
  const { compare } = new Intl.Collator('pl', { numeric: true })
  const order = (a: (typeof found)[number], b: (typeof found)[number]) => {
    if (sort === 'title') return compare(a.one.title.pl, b.one.title.pl)
    if (sort === 'issued') return +b.one.issued - +a.one.issued
    const byTime = +b.one.modified - +a.one.modified
    return sort === 'relevance' && isScored ? b.score - a.score || byTime : byTime
  }
  const passed = passing().sort((a, b) => (reversed ? -1 : 1) * order(a, b))
  const ids = passed.slice(start, start + rows).map(({ one }) => one.id)
  return { count: passed.length, ids, facets: Object.fromEntries(counts) as Answer['facets'] }
}

test('the answer is that of looking at everything, whatever was put, put anew and taken away', () => {
  const steps = fc.array(fc.oneof({ weight: 5, arbitrary: entry }, { weight: 1, arbitrary: fc.nat(11) }), {
    maxLength: 25,
  })
  fc.assert(
    fc.property(steps, fc.array(question, { minLength: 1, maxLength: 6 }), (steps, questions) => {
      const engine = new Engine()
      const state = new Map<string, Entry>()
      for (const step of steps) {
        const id = typeof step === 'number' ? `id${step}` : step.id
        state.delete(id)
        if (typeof step === 'number') engine.remove(id)
        else {
          engine.put(step)
          state.set(id, step)
        }
      }
      for (const asked of questions) {
        const { ids, instead: _, ...answer } = engine.ask(asked)
        const { ids: expected, ...plain } = plainly([...state.values()], asked)
        expect(answer).toEqual(plain)
        // Where two stand equal, either may come first.
        const everything = plainly([...state.values()], { ...asked, start: 0, rows: 1000 }).ids
        expect(ids).toHaveLength(expected.length)
        expect(everything).toEqual(expect.arrayContaining(ids))
      }
    }),
    { numRuns: 300 },
  )
})

const about = (id: string, pl: string, more: Partial<Entry> = {}): Entry => ({
  ...{ id, title: { pl }, keywords: [], more: [], modified: new Date(0), issued: new Date(0) },
  facets: Object.fromEntries(FACETS.map((facet) => [facet, []])) as unknown as Entry['facets'],
  ...more,
})

describe('what people type', () => {
  const engine = new Engine()
  const entries = [
    about('air', 'Jakość powietrza: stężenie PM2,5', { keywords: ['smog'], more: ['Pomiary w Łodzi co godzinę'] }),
    about('stops', 'Przystanki komunikacji miejskiej'),
    about('schools', 'Szkoły podstawowe', {
      title: { pl: 'Szkoły podstawowe', en: 'Primary schools', uk: 'Початкові школи' },
    }),
    about('budget', 'Budżet miasta', { more: ['wydatki na szkoły i przystanki'] }),
  ]
  for (const one of entries) engine.put(one)
  test.each([
    ['jakosc powietrza', 'air'],
    ['JAKOŚCIĄ powietrze', 'air'],
    ['pm 2.5', 'air'],
    ['pm25', 'air'],
    ['przyst', 'stops'],
    ['przystnaki', 'stops'],
    ['школа', 'schools'],
    ['school', 'schools'],
    ['lodz', 'air'],
    ['smogiem', 'air'],
  ])('%s finds %s first', (q, id) => {
    expect(engine.ask({ q }).ids[0]).toBe(id)
  })

  test('a slip is read as what was meant, and it is said; words that nothing holds are dropped', () => {
    expect(engine.ask({ q: 'przytsanki' })).toMatchObject({ instead: 'przystanki', count: 2 })
    expect(engine.ask({ q: 'jakość powietrza xyzzyplugh' })).toMatchObject({
      instead: 'jakość powietrza',
      ids: ['air'],
    })
  })

  test('a word of the title comes before one of the text', () => {
    expect(engine.ask({ q: 'szkoły' }).ids).toEqual(['schools', 'budget'])
  })

  test.each(['%', '"', '\\', '\u0000', '*:*', 'a'.repeat(10_000), 'и '.repeat(5_000), '-1', '^$'])(
    'odd questions are answered: %.20s',
    (q) => {
      expect(engine.ask({ q, facets: FACETS }).count).toBeLessThanOrEqual(4)
    },
  )
})

describe('keeping up', () => {
  const house = () => {
    const log: { seq: number; entry: Entry; gone?: boolean }[] = []
    const asked: (number | undefined)[] = []
    const source: Source = {
      seq: async () => log.length,
      async changes(after = 0) {
        asked.push(after)
        const newest = new Map(log.filter(({ seq }) => seq > after).map((one) => [one.entry.id, one]))
        const all = [...newest.values()]
        return { seq: log.length, entries: all.filter(({ gone }) => !gone).map(({ entry }) => entry), gone: all.filter(({ gone }) => gone).map(({ entry }) => entry.id) } // prettier-ignore
      },
    }
    return { source, asked, publish: (entry: Entry, gone = false) => log.push({ seq: log.length + 1, entry, gone }) }
  }

  test('what another process publishes is found by the next who asks, and what it withdraws is not', async () => {
    const { source, asked, publish } = house()
    const search = createSearch(source)
    publish(about('a', 'Drzewa'))
    expect((await search.ask({ q: 'drzewo' })).ids).toEqual(['a'])
    publish(about('b', 'Drzewa parkowe'))
    expect((await search.ask({ q: 'drzewo' })).count).toBe(2)
    expect((await search.ask({ q: 'drzewo' })).count).toBe(2)
    publish(about('a', 'Krzewy'))
    publish(about('b', 'Drzewa parkowe'), true)
    expect(await search.ask({ q: 'drzewo' })).toMatchObject({ count: 0 })
    expect((await search.ask({ q: 'krzew' })).ids).toEqual(['a'])
    expect(asked).toEqual([0, 1, 2])
  })

  test('who asks while it is being read sees what was public when he asked', async () => {
    const { source, publish } = house()
    const search = createSearch(source)
    publish(about('a', 'Drzewa'))
    const first = search.ask({ q: 'drzewa' })
    publish(about('b', 'Drzewa'))
    const [, second] = await Promise.all([first, search.ask({ q: 'drzewa' })])
    expect(second.count).toBe(2)
  })

  test('a source that fails once is asked again', async () => {
    const { source, publish } = house()
    publish(about('a', 'Drzewa'))
    let fails = true
    const search = createSearch({ ...source, changes: async (after) => (fails ? Promise.reject(new Error('away')) : source.changes(after)) }) // prettier-ignore
    await expect(search.ask({})).rejects.toThrow('away')
    fails = false
    expect((await search.ask({})).count).toBe(1)
  })
})
