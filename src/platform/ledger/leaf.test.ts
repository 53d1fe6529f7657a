/** A leaf is one sequence of bytes for one meaning, and nothing else passes for it. */
import { expect, test } from 'vitest'
import { decodeLeaf, encodeLeaf, type Leaf } from './leaf.ts'

const leaf: Leaf = {
  v: 1,
  id: '0193a5b0-0000-7000-8000-000000000001',
  at: '2026-11-23T10:00:00.000Z',
  kind: 'indicators.published',
  actor: 'person:7f3a',
  subject: 'indicator:pm25',
  grounds: 'Uchwała nr 12/2026 – „czyste powietrze”',
  payload: { b: [1, null, 'ż'], a: 0.1 },
}

test('comes back as it was, its members in order', () => {
  const bytes = encodeLeaf(leaf)
  expect(bytes.toString()).toMatch(/^\{"actor":.*"payload":\{"a":0\.1,"b":\[1,null,"ż"\]\},"subject":.*"v":1\}$/)
  expect(decodeLeaf(bytes)).toEqual(leaf)
})

test('what is absent takes no room', () => {
  expect(encodeLeaf({ ...leaf, grounds: undefined, payload: undefined }).toString()).not.toMatch(/grounds|payload/)
})

test.each<[string, Partial<Record<keyof Leaf, unknown>>]>([
  ['no actor', { actor: '' }],
  ['a space in a name', { subject: 'Jan Kowalski' }],
  ['a line break in a name', { subject: 'a\nb' }],
  ['a kind that is none', { kind: 'Published!' }],
  ['a day instead of a moment', { at: '2026-11-23' }],
  ['another version', { v: 2 }],
  ['no uuid', { id: '1' }],
  ['a number that is none', { payload: { a: NaN } }],
])('is not written: %s', (_, wrong) => {
  expect(() => encodeLeaf({ ...leaf, ...wrong } as Leaf)).toThrow(expect.objectContaining({ name: 'Malformed' }))
})

const text = encodeLeaf(leaf).toString()
test.each<[string, string | Uint8Array]>([
  ['nothing', ''],
  ['half', text.slice(0, 50)],
  ['a space more', `${text} `],
  ['members in another order', JSON.stringify(leaf)],
  ['a member more', text.replace('"v":1', '"v":1,"x":1')],
  ['a member twice', text.replace('{"actor"', '{"actor":"a","actor"')],
  ['not UTF-8', Buffer.from(text.replace('ż', '\xff'), 'latin1')],
  ['a number', '1'],
  ['null', 'null'],
  ['too long', JSON.stringify('a'.repeat(60_000))],
  ['too deep', '['.repeat(20_000) + ']'.repeat(20_000)],
])('is not read: %s', (_, bytes) => {
  expect(() => decodeLeaf(Buffer.from(bytes))).toThrow(expect.objectContaining({ name: 'Malformed' }))
})
