/** The network seen: where cities say they are, how each link is, who learned from whom; what is no place is none. */
import { expect, test } from 'vitest'
import { fixedClock } from '#platform/clock'
import { cityService, placeIn } from '../place/rules.ts'
import type { Needs } from '../needs.ts'
import { createMap } from './service.ts'
import { healthOf } from './rules.ts'
import { LINKS_MAX, PARTS, type LinkPart } from './types.ts'

const clock = fixedClock('2026-11-23T10:00:00Z')
const names = { pl: 'Brzeg', en: 'Bank', uk: 'Берег' }
const document = (said: object) => ({ id: 'did:web:a.example', service: [{ type: 'UniaLedger', vkey: 'x' }, { ...cityService('did:web:a.example', 'https://a.example', { names }), ...said }] }) // prettier-ignore

test('a place is read from a document, and one that is none is none', () => {
  const place = { names, point: [22.57, 51.25] as [number, number], people: 330_000 }
  expect(placeIn(JSON.parse(JSON.stringify(document(place))))).toEqual(place)
  expect(placeIn(document({}))).toEqual({ names })
  for (const bad of [
    { point: [22, 91] },
    { point: [22] },
    { point: ['22', '51'] },
    { people: -1 },
    { people: 1e12 },
    { names: {} },
    { names: { en: 'x'.repeat(201) } },
    { names: 'Bank' },
  ])
    // prettier-ignore
    expect(placeIn(document(bad))).toBeUndefined()
  for (const other of [
    null,
    'x',
    {},
    { service: 'x' },
    { service: [null] },
    { service: Array(300).fill({ type: 'UniaCity', names }) },
  ])
    // prettier-ignore
    expect(placeIn(other)).toBeUndefined()
})

test('a link works, lags, is silent or new', () => {
  const now = clock.now()
  const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
  const parts = (of: object = {}): LinkPart[] => PARTS.map((part) => ({ part, wholeAt: ago(1), ...(part === 'practices' && of) })) // prettier-ignore
  expect(healthOf({ goodAt: ago(1), failures: 0 }, parts(), now)).toBe('works')
  expect(healthOf({ goodAt: ago(1), failures: 0 }, parts({ wholeAt: ago(25) }), now)).toBe('behind')
  expect(healthOf({ goodAt: ago(1), failures: 0 }, parts({ wholeAt: undefined }), now)).toBe('behind')
  expect(healthOf({ goodAt: ago(1), failures: 0 }, parts({ failure: { code: 'net.timeout', details: {} } }), now)).toBe('behind') // prettier-ignore
  expect(healthOf({ goodAt: ago(9), failures: 3 }, parts(), now)).toBe('silent')
  expect(healthOf({ goodAt: undefined, failures: 0 }, parts({ wholeAt: undefined }), now)).toBe('new')
})

test('only cities that are believed are seen, those that answered last where there are too many; each pair is one flow', async () => {
  const peer = (n: number, state = 'accepted') => ({ domain: `${n}.example`, shown: `${n}.example`, state, failures: 0, goodAt: new Date(clock.now().getTime() - n * 1_000) }) // prettier-ignore
  const all = [peer(999, 'quarantined'), ...Array.from({ length: LINKS_MAX + 5 }, (_, i) => peer(i))]
  const links = async (domains: readonly string[]) => new Map(domains.map((one) => [one, { count: 3, recomputed: 2, wholeAt: clock.now(), failure: null }])) // prettier-ignore
  const failure = { code: 'net.timeout', details: {} }
  const told = async (domains: readonly string[]) => new Map(domains.map((one) => [one, { cards: 1, wholeAt: clock.now(), failure: one === '1.example' ? failure : null }])) // prettier-ignore
  const took = (from: string, to: string, hasResult = false) => ({ from, to, hasResult })
  const learned = [took('1.example', 'home.example'), took('1.example', 'home.example', true), took('home.example', '1.example')] // prettier-ignore
  const asked = (isOwn: boolean, state: string) => ({ domain: '1.example', isOwn, state })
  const outlines = [asked(true, 'answered'), asked(true, 'open'), asked(true, 'withdrawn'), asked(false, 'declined')]
  const rooms = { place: async () => ({ names }), peers: { list: async () => all }, received: { links }, requests: { outlines: async () => outlines }, exchange: { host: 'home.example', learned: async () => learned, taking: { links: told } } } // prettier-ignore
  const map = await createMap({ clock } as Pick<Needs, 'clock'>, rooms as never)()
  expect([map.links.length, map.more, map.links[0]!.domain, map.links[0]!.health]).toEqual([LINKS_MAX, 5, '0.example', 'works']) // prettier-ignore
  // A feed of practices that fails counts, with its reason.
  expect(map.links[1]).toMatchObject({ health: 'behind', failure, parts: [{ part: 'checkpoints' }, { part: 'statements' }, { part: 'practices', failure }], cards: 1 }) // prettier-ignore
  expect(map.flows).toEqual([
    { from: '1.example', to: 'home.example', practices: 2, results: 1 },
    { from: 'home.example', to: '1.example', practices: 1, results: 0 },
  ])
  expect(map.requests).toEqual([
    { from: 'home.example', to: '1.example', asked: 2, answered: 1 },
    { from: '1.example', to: 'home.example', asked: 1, answered: 0 },
  ])
})
