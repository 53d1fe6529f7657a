/** Two houses: one states its values, the other takes them in and computes them once more. Their tables have nothing in common, so one database holds both. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock'
import { migrate } from '#platform/db'
import { keysOfDid } from '#platform/integrity'
import { decodeEntries } from '#platform/ledger'
import { MIGRATIONS } from '../../indicators/testing.ts'
import { testCity, type TestCity } from '../../indicators/checking/testing.ts'
import { createKeys } from '../keys/service.ts'
import { placeIn } from '../place/rules.ts'
import { createPlace } from '../place/service.ts'
import { migrations } from '../migrations/index.ts'
import type { Needs } from '../needs.ts'
import { createStatements } from '../statements/service.ts'
import { sightOf } from '../peers/outside.ts'
import { createReceived } from './service.ts'

const clock = fixedClock('2026-11-23T10:00:00Z')
const DOMAIN = 'city.example'
let city: TestCity
let statements: ReturnType<typeof createStatements>
let received: ReturnType<typeof createReceived>
let document: () => Promise<object>
/** What becomes of an answer, of tiles and of entries on their way. */
let onTile = (hashes: Uint8Array): Uint8Array => hashes
let onEntries = (entries: Promise<Uint8Array[]>): Promise<Uint8Array[]> => entries
let onTheWay = (answer: string): string => answer

beforeAll(async () => {
  city = await testCity({ clock })
  await migrate(city.database.db, [...MIGRATIONS, ...migrations])
  const events = { on: () => {}, emit: async () => {}, hears: () => false }
  const names = { pl: 'Miasto', en: 'City', uk: 'Місто' }
  const there = { ...city.needs, ledger: city.ledger, indicators: city.indicators, events, secret: 'x'.repeat(48), city: { names } } as unknown as Needs // prettier-ignore
  const keys = createKeys(there, createPlace({ ...there, people: 'bed-rate' }))
  document = () => keys.document()
  statements = createStatements(there, keys)
  const answer = async (path: string) => {
    const url = new URL(path, `https://${DOMAIN}`)
    const { searchParams, pathname } = url
    const given = pathname.endsWith('/evidence') ? await statements.evidence(pathname.split('/').at(-2)!) : await statements.feed(Number(searchParams.get('after')), 2) // prettier-ignore
    return JSON.parse(onTheWay(JSON.stringify(given))) as unknown
  }
  const believed = async () => {
    const document = JSON.parse(JSON.stringify(await keys.document())) as object
    return { domain: DOMAIN, did: keys.did, document, keys: keysOfDid(document, keys.did) }
  }
  const nothing = async () => {}
  const ledgerThere = {
    entries: async (_: string, index: number, width: number) => decodeEntries((await city.ledger.entriesTile(index, width))!),
    tiles: (_: string, wanted: { level: number; index: number; width: number }[]) => Promise.all(wanted.map(async (tile) => ({ ...tile, hashes: onTile((await city.ledger.tile(tile.level, tile.index, tile.width))!) }))),
  } // prettier-ignore
  const sight = async () => sightOf({ domain: DOMAIN, note: (await city.ledger.checkpoint())!, vkey: await city.ledger.vkey(), by: DOMAIN, at: clock.now() }) // prettier-ignore
  const peers = { believed, demandRoom: nothing, spend: nothing, isAccepted: async () => true, sight, outside: { ...ledgerThere, entries: (domain: string, index: number, width: number) => onEntries(ledgerThere.entries(domain, index, width)), json: (_: string, path: string) => answer(path), text: async (_: string, path: string) => JSON.stringify(await answer(path)) } } // prettier-ignore
  received = createReceived({ db: city.database.db, clock, events, indicators: city.indicators } as unknown as Needs, peers as never) // prettier-ignore
})
afterAll(() => city.close())
const taken = () => statements.newest(50)
const statesOf = async () => Promise.all((await taken()).map(async ({ id }) => { const { state, statement } = await received.one(DOMAIN, statements.addressOf(id)); return [statement.credentialSubject.period, statement.credentialSubject.value, state] })) // prettier-ignore

test('values of one city are recomputed in another, the corrected one in the place of the one before', async () => {
  await city.load('north,people,2020,50000,person\nnorth,beds,2020,400,bed\nnorth,people,2021,50000,person\nnorth,beds,2021,450,bed\n') // prettier-ignore
  await statements.issue()
  await city.ledger.sequence()
  expect(await received.catchUp(DOMAIN)).toBe(2)
  expect((await statesOf()).toSorted()).toEqual([['2020', 8, 'recomputed'], ['2021', 9, 'recomputed']]) // prettier-ignore
  await city.load('north,people,2021,45000,person\n')
  await statements.issue()
  await city.ledger.sequence()
  expect(await received.catchUp(DOMAIN)).toBe(1)
  expect(await received.catchUp(DOMAIN)).toBe(0)
  expect((await received.of(DOMAIN)).refused).toEqual([])
  expect((await statesOf())[0]).toEqual(['2021', 10, 'recomputed'])
  expect((await received.links([DOMAIN, 'none.example'])).get(DOMAIN)).toMatchObject({ count: 3, recomputed: 3, failure: null }) // prettier-ignore
  expect((await received.links(['none.example'])).get('none.example')).toEqual({ count: 0, entered: 0, recomputed: 0, wholeAt: null, failure: null }) // prettier-ignore
  expect(placeIn(await document())).toMatchObject({ names: { en: 'City' }, people: 10 })
})

test('a value that was changed on the way is refused, and one whose evidence was is only signed', async () => {
  await city.load('north,people,2022,50000,person\nnorth,beds,2022,500,bed\n')
  await city.load('north,people,2023,50000,person\nnorth,beds,2023,550,bed\n')
  await statements.issue()
  await city.ledger.sequence()
  onTheWay = (answer) => answer.replace(/"value":11\b/, '"value":12').replace(/"value":500\b/, '"value":501')
  expect(await received.catchUp(DOMAIN)).toBe(1)
  onTheWay = (answer) => answer
  expect((await received.of(DOMAIN)).refused).toMatchObject([{ code: 'wrongSignature' }])
  const [of2022] = await statements.of({ indicator: 'bed-rate', area: 'north', period: '2022' })
  expect(await received.one(DOMAIN, statements.addressOf(of2022!.id))).toMatchObject({ state: 'signed', report: { signature: 'holds', ledger: 'holds', recomputation: 'fails' } }) // prettier-ignore
})

test('what the ledger has is found there with the page; entries and tiles of another tree prove nothing, and spoil nothing', async () => {
  const enteredOf = async () => (await received.of(DOMAIN)).entered
  expect(await enteredOf()).toBe(4)
  const years = ['2025', '2024', '2019']
  const state = async (year: string) => {
    await city.load(`north,people,${year},50000,person\nnorth,beds,${year},500,bed\n`)
    await statements.issue()
    await city.ledger.sequence()
    expect(await received.catchUp(DOMAIN)).toBe(1)
    return enteredOf()
  }
  onEntries = async (entries) => (await entries).with(0, Buffer.from('{}'))
  expect(await state(years[0]!)).toBe(4)
  onEntries = async (entries) => (await entries).toReversed()
  expect(await state(years[1]!)).toBe(4)
  onEntries = (entries) => entries
  onTile = (hashes) => Uint8Array.from(hashes, (byte) => byte ^ 1)
  // A tree of one tile needs no other: its entries are all that is read.
  expect(await state(years[2]!)).toBe(5)
  expect(await received.of(DOMAIN)).toMatchObject({ count: 7, failure: null })
})
