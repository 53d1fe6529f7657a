/** What a message says by its profile, and what is no message. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mapped, payloadOf } from './mapping.ts'
import { valueAt } from './pointer.ts'
import { Mapping } from './types.ts'

const now = new Date('2026-11-23T10:00:00Z')
const mapping = Mapping.parse({
  entity: { id: 'urn:ngsi-ld:Streetlight:{device}', type: 'Streetlight', scope: '/demo' },
  time: { path: '/at', format: 'iso' },
  attributes: [
    { name: 'power', path: '/p/w', unit: 'WTT', factor: 0.1 },
    { name: 'status', path: '/s', kind: 'text' },
    { name: 'on', path: '/on', kind: 'boolean' },
    { name: 'location', path: '/where', kind: 'point', lasting: true },
    { name: 'cabinet', path: '/cabinet', kind: 'reference' },
  ],
})
const read = (payload: unknown, by: Mapping = mapping) => mapped(by, { id: 'lamp-7' }, payload, now)
const refused = (code: string, details = {}) => expect.objectContaining({ code: `devices.${code}`, details: expect.objectContaining(details) as unknown }) as unknown // prettier-ignore

test('values, units, times and places come where the profile says', () => {
  const at = '2026-11-23T10:00:00+01:00'
  expect(read({ at, p: { w: 605 }, s: 'ok', on: true, where: [22.5, 51.2], cabinet: 'urn:ngsi-ld:Cabinet:1' })).toEqual(
    [
      {
        ...{ id: 'urn:ngsi-ld:Streetlight:lamp-7', type: 'Streetlight', scope: '/demo', '@context': undefined },
        power: { type: 'Property', value: 60.5, unitCode: 'WTT', observedAt: '2026-11-23T09:00:00.000Z' },
        status: { type: 'Property', value: 'ok', observedAt: '2026-11-23T09:00:00.000Z' },
        on: { type: 'Property', value: true, observedAt: '2026-11-23T09:00:00.000Z' },
        location: { type: 'GeoProperty', value: { type: 'Point', coordinates: [22.5, 51.2] } },
        cabinet: { type: 'Relationship', object: 'urn:ngsi-ld:Cabinet:1', observedAt: '2026-11-23T09:00:00.000Z' },
      },
    ],
  )
})

test('what is left out or null is left out; nothing at all is refused', () => {
  expect(Object.keys(read({ at: '2026-11-23T10:00:00Z', s: 'ok', p: null })[0]!)).not.toContain('power')
  expect(() => read({ at: '2026-11-23T10:00:00Z' })).toThrow(refused('nothing'))
})

test.each([
  ['a text for a number', { p: { w: '605' } }, 'badValue', { where: '/p/w', expected: 'number', found: '"605"' }],
  ['a number for yes and no', { on: 1 }, 'badValue', { where: '/on' }],
  ['a place that is none', { where: 'here' }, 'badValue', { where: '/where' }],
  ['a thing that is none', { cabinet: 'no uri' }, 'badValue', { where: '/cabinet' }],
  ['a time without its zone', { at: '2026-11-23T10:00:00', s: 'x' }, 'badTime', { where: '/at' }],
  ['a day that is none', { at: '2026-02-30T10:00:00Z', s: 'x' }, 'badTime', {}],
  ['no time', { at: null, s: 'x' }, 'badTime', {}],
  ['a clock that is a year ahead', { at: '2027-11-23T10:00:00Z', s: 'x' }, 'clockAhead', {}],
  ['a clock that was never set', { at: '1970-01-01T00:00:07Z', s: 'x' }, 'clockBehind', {}],
])('%s is refused whole', (_, payload, code, details) => {
  expect(() => read({ at: '2026-11-23T10:00:00Z', ...payload })).toThrow(refused(code, details))
})

test('a list of readings, with names of channels and seconds since 1970', () => {
  const channels = Mapping.parse({
    entity: { id: 'urn:ngsi-ld:Meter:{device}:{/channel}', type: 'Meter' },
    list: '/values',
    time: { path: '/t', format: 'seconds' },
    attributes: [{ name: 'energy', path: '/e' }],
  })
  const found = read({ values: [{ channel: 1, t: 1795428000, e: 5 }, { channel: 'b', t: 1795428001.5, e: 6 }] }, channels) // prettier-ignore
  expect(found.map(({ id }) => id)).toEqual(['urn:ngsi-ld:Meter:lamp-7:1', 'urn:ngsi-ld:Meter:lamp-7:b'])
  expect(found[1]).toMatchObject({ energy: { observedAt: '2026-11-23T10:00:01.500Z' } })
  expect(() => read({ values: [{ channel: 'a:b', t: 1795428000, e: 5 }] }, channels)).toThrow(refused('badValue', { where: '/values/0/channel' })) // prettier-ignore
  expect(() => read({ values: {} }, channels)).toThrow(refused('badValue', { where: '/values', expected: 'list' }))
  expect(() => read({ values: Array(1001).fill({}) }, channels)).toThrow(refused('tooMany'))
})

test('a number that its factor makes endless is refused', () => {
  const large = Mapping.parse({
    ...mapping,
    time: undefined,
    attributes: [{ name: 'power', path: '/w', factor: 1000 }],
  })
  expect(() => read({ w: 1e308 }, large)).toThrow(refused('badValue', { where: '/w', expected: 'number' }))
})

test('a profile by which a device could write another’s thing is none', () => {
  expect(Mapping.safeParse({ ...mapping, entity: { id: 'urn:ngsi-ld:Streetlight:{/id}', type: 'S' } }).success).toBe(
    false,
  )
})

test('pointers find what stands there, and nothing that stands there by nature', () => {
  expect(valueAt({ 'a/b': { '~': [10, 20] } }, '/a~1b/~0/1')).toBe(20)
  for (const path of ['/constructor', '/__proto__', '/length', '/toString/name'])
    expect(valueAt({}, path)).toBeUndefined()
  expect(valueAt(7, '')).toBe(7)
})

test('any bytes are a message or refused with what is wrong', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      try {
        const [one] = read(payloadOf(bytes))
        expect(one).toBeDefined()
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/^devices\./) as string })
      }
    }),
  )
  fc.assert(
    fc.property(fc.json(), (text) => {
      try {
        read(payloadOf(Buffer.from(text)))
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/^devices\./) as string })
      }
    }),
  )
})
