/** States, deadlines, sums, what is lacking, what is alike, what is about persons, who waits. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Content, type ContentDraft, type EditionOf, type State } from '../types.ts'
import * as rules from './index.ts'

const day = (text: string) => new Date(`${text}T00:00:00Z`)
const texts = (text: string) => ({ pl: text, en: text, uk: text })
const edition: EditionOf = {
  ...{ code: 'city-1', names: texts('1'), currency: 'PLN', categories: [{ code: 'green', names: texts('green') }] },
  phases: [
    { kind: 'submission', from: day('2026-03-01'), to: day('2026-04-01') },
    { kind: 'formalCheck', from: day('2026-04-01'), to: day('2026-05-01') },
    { kind: 'opinions', from: day('2026-05-01'), to: day('2026-06-01') },
    { kind: 'appeal', from: day('2026-06-01'), to: day('2026-06-15') },
  ],
  sections: [{ code: 'district', cost: { least_minor: 100_000, most_minor: 30_000_000, byCategory: { green: { most_minor: 5_000_000 } } } }], // prettier-ignore
  pools: [{ code: 'north', section: 'district', names: texts('N'), amount_minor: 20_000_000 }],
  submit: { who: 'anyone', supporters: 3 },
}
const content = (change: ContentDraft = {}) =>
  Content.parse({
    ...{
      title: 'Ławki nad Bystrzycą',
      text: 'Dwanaście ławek z oparciem. '.repeat(5),
      pool: 'north',
      category: 'green',
    },
    ...{ place: [22.57, 51.25], cost: [{ code: 'bench', quantity: 12, unit_minor: 1 }], upkeep_minor: 0 },
    ...{ accessibility: 'Ławki z podłokietnikami', ...change },
  })
const prices = [{ code: 'bench', names: texts('bench'), unit: 'szt.', unit_minor: 180_000 }]
const code = (code: string) => expect.objectContaining({ code: `proposals.${code}` }) as unknown
const said = (outcome: 'yes' | 'no') => ({ answer: { outcome, reason: 'x', at: day('2026-05-02'), by: 'x' } })

test('an answer leads on: formal, opinions together, appeal', () => {
  expect(rules.after('formalCheck', 'formal', 'yes', [])).toBe('opinions')
  expect(rules.after('formalCheck', 'formal', 'correction', [])).toBe('correction')
  expect(rules.after('opinions', 'opinion', 'yes', [{ answer: null }])).toBe('opinions')
  expect(rules.after('opinions', 'opinion', 'yes', [said('no')])).toBe('rejected')
  expect(rules.after('opinions', 'opinion', 'yes', [said('yes')])).toBe('accepted')
  expect(rules.after('appeal', 'appeal', 'yes', [])).toBe('accepted')
  expect(rules.after('appeal', 'appeal', 'no', [])).toBe('closed')
  expect(() => rules.after('appeal', 'appeal', 'correction', [])).toThrow(code('notNow'))
  expect(() => rules.after('accepted', 'opinion', 'no', [])).toThrow(code('notNow'))
})

test('nobody leaves an end, whatever is answered', () => {
  for (const state of [...rules.ENDS, 'draft', 'accepted', 'rejected'] as State[])
    for (const step of ['formal', 'opinion', 'appeal'] as const) expect(() => rules.after(state, step, 'yes', [])).toThrow(code('notNow')) // prettier-ignore
})

test('deadlines: of the phase; a correction within its days; appeals until their phase ends', () => {
  expect(rules.dueAt(edition, 'formal', day('2026-03-10'))).toEqual(day('2026-05-01'))
  expect(rules.dueAt(edition, 'opinion', day('2026-06-10'))).toEqual(day('2026-06-24'))
  expect(rules.correctionDueAt(edition, day('2026-04-10'))).toEqual(day('2026-04-17'))
  expect(rules.correctionDueAt(edition, day('2026-05-28'))).toEqual(day('2026-06-01'))
  expect(() => rules.demandAppealTime(edition, day('2026-06-15'))).toThrow(code('appealLate'))
  rules.demandAppealTime(edition, new Date(day('2026-06-15').getTime() - 1))
})

test('the price list says the price; sums are exact; the tightest limit holds', () => {
  expect(rules.totalOf(content().cost, prices)).toBe(2_160_000)
  expect(rules.times(0.335, 100)).toBe(34)
  expect(rules.limitsFor(edition, content())).toEqual({ least_minor: 100_000, most_minor: 5_000_000 })
  expect(rules.limitsFor(edition, content({ category: '' }))!.most_minor).toBe(20_000_000)
  const line = fc.record({ code: fc.constant(''), text: fc.constant('x'), reason: fc.constant(''), quantity: fc.integer({ min: 1, max: 1000 }), unit_minor: fc.integer({ min: 0, max: 1e9 }) }) // prettier-ignore
  fc.assert(fc.property(fc.array(line), fc.array(line), (a, b) => rules.totalOf([...a, ...b], []) === rules.totalOf(a, []) + rules.totalOf(b, []))) // prettier-ignore
})

test.each<[ContentDraft, string[]]>([
  [{}, []],
  [{ title: ' ' }, ['title']],
  [{ place: null }, ['where']],
  [{ place: null, where: 'Skwer przy szkole' }, []],
  [{ cost: [{ text: 'Rzeźba', quantity: 1, unit_minor: 400_000 }] }, ['costReason']],
  [{ cost: [{ code: 'bench', quantity: 30, unit_minor: 0 }] }, ['costTooMuch']],
  [{ cost: [{ text: 'Tabliczka', reason: 'Oferta z wczoraj', quantity: 1, unit_minor: 900 }] }, ['costTooLittle']],
  [{ upkeep_minor: null, accessibility: '' }, ['upkeep', 'accessibility']],
])('%j lacks %j', (change, lacks) => {
  expect(rules.lacking(content(change), edition, prices, 3)).toEqual(lacks)
})

test('the author counts among those who support it', () => {
  expect(rules.lacking(content(), edition, prices, 2)).toEqual(['supporters'])
  expect(rules.changes(content(), content({ title: 'Inny tytuł' }))).toEqual(['title'])
})

test('alike by words, more so side by side; the same corner alone is not alike', () => {
  const a = { title: 'Ławki nad Bystrzycą', text: 'Nowe ławki z oparciem wzdłuż rzeki', place: [22.57, 51.25] as const }
  const near = { title: 'Ławka przy Bystrzycy', text: 'Ławki dla seniorów', place: [22.571, 51.25] as const }
  const far = { ...near, place: [22.7, 51.3] as const }
  const other = { title: 'Plac zabaw', text: 'Huśtawki i piaskownica', place: a.place }
  const found = rules.similar(a, [other, far, near])
  expect(found.map(({ one }) => one)).toEqual([near, far])
  expect(Math.round(found[0]!.metres!)).toBeGreaterThan(60)
  const text = fc.string({ maxLength: 60 })
  const like = fc.record({ title: text, text, place: fc.constantFrom(null, a.place) })
  fc.assert(fc.property(like, like, (one, two) => {
    const { score } = rules.nearness(one, two)
    expect(score).toBeGreaterThanOrEqual(0)
    expect(score).toBeLessThanOrEqual(1)
    expect(score).toBeCloseTo(rules.nearness(two, one).score, 6)
  })) // prettier-ignore
})

test.each([
  ['PESEL 44051401359', ['pesel'], []],
  ['proszę pytać: 44051401359', ['pesel'], []],
  ['konto PL61109010140000071219812874', ['iban'], []],
  ['Proszę dzwonić 601 234 567', [], ['phone']],
  ['pisz na jan.kowalski@gmail.com', [], ['email']],
  ['Ławki przy ul. Lipowej 5, obok szkoły nr 3 im. Jana Pawła II', [], []],
  ['Budowa 200 m chodnika za 150 000 zł, działka 12/5', [], []],
])('%s', (text, held, asked) => {
  expect(rules.personalIn({ text })).toEqual({ held, asked })
})

test('what is asked passes when it is meant, what is held never', () => {
  expect(() => rules.demandImpersonal({ text: 'tel. 601 234 567' }, false)).toThrow(code('personalAsked'))
  rules.demandImpersonal({ text: 'tel. 601 234 567' }, true)
  expect(() => rules.demandImpersonal({ text: 'PESEL 44051401359' }, true)).toThrow(code('personalHeld'))
})

test('so much so soon; a newcomer writes at once, but links of theirs wait', () => {
  const now = new Date('2026-05-01T12:00:00Z')
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
  expect(rules.waitMinutes(Array.from({ length: 5 }, () => ago(1)), now)).toBe(0)
  expect(rules.waitMinutes([9, 8, 5, 4, 2, 1].map(ago), now)).toBe(1)
  expect(rules.waitMinutes(Array.from({ length: 40 }, (_, i) => ago(20 + i)), now)).toBe(1440 - 59)
  expect(rules.stateFor('Dobry pomysł', 0)).toBe('shown')
  expect(rules.stateFor('Zobacz https://example.org', 0)).toBe('waiting')
  expect(rules.stateFor('Zobacz https://example.org', 2)).toBe('shown')
}) // prettier-ignore

test('a layer of ground: whose, closed outlines, and what is wrong with which', () => {
  const square = [[[0, 0], [0, 1], [1, 1], [0, 0]]] // prettier-ignore
  const layer = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features })
  const feature = (owner: string, coordinates: unknown = square) => ({ type: 'Feature', properties: { owner }, geometry: { type: 'Polygon', coordinates } }) // prettier-ignore
  expect(rules.parcelsIn(layer(feature('city'), feature('private')))).toHaveLength(2)
  const problem = (problem: string, at: number) => expect.objectContaining({ code: 'proposals.badGround', details: { problem, at } }) as unknown // prettier-ignore
  expect(() => rules.parcelsIn('{')).toThrow(problem('json', 0))
  expect(() => rules.parcelsIn('null')).toThrow(problem('empty', 0))
  expect(() => rules.parcelsIn(layer(feature('city'), feature('church')))).toThrow(problem('owner', 2))
  expect(() => rules.parcelsIn(layer(feature('city', [[[0, 0], [0, 1], [1, 1], [1, 0]]])))).toThrow(problem('open', 1)) // prettier-ignore
  expect(() => rules.parcelsIn(layer(feature('city', [[[0, 0], [0, 999], [1, 1], [0, 0]]])))).toThrow(problem('outline', 1)) // prettier-ignore
})

test('a price list goes out and comes in the same, and names the line that is wrong', () => {
  expect(rules.pricesIn(rules.pricesText(prices))).toEqual(prices)
  expect(rules.pricesIn('tree;Drzewo;Tree;Дерево;szt.;1 250,50')[0]!.unit_minor).toBe(125_050)
  const wrong = (line: number) => expect.objectContaining({ code: 'proposals.badPrices', details: expect.objectContaining({ line }) }) as unknown // prettier-ignore
  expect(() => rules.pricesIn('a;A;A;A;szt.;10\nb;B;B;B;szt.;dużo')).toThrow(wrong(2))
  expect(() => rules.pricesIn('a;A;A;A;szt.;10\na;B;B;B;szt.;5')).toThrow(wrong(2))
  expect(() => rules.pricesIn('')).toThrow(wrong(0))
})

test('where it is in its life, at a glance', () => {
  expect(rules.stagesOf('opinions').map(({ is }) => is)).toEqual(['done', 'done', 'now', 'ahead'])
  expect(rules.stagesOf('accepted').every(({ is }) => is === 'done')).toBe(true)
  expect(rules.stagesOf('rejected').map(({ is }) => is)).toEqual(['done', 'done', 'stopped', 'ahead'])
})
