/** Two houses: one states its values, the other takes them in and computes them once more. Their tables have nothing in common, so one database holds both. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock'
import { migrate } from '#platform/db'
import { keysOfDid } from '#platform/integrity'
import { MIGRATIONS } from '../../indicators/testing.ts'
import { testCity, type TestCity } from '../../indicators/checking/testing.ts'
import { createKeys } from '../keys/service.ts'
import { placeIn } from '../place/rules.ts'
import { createPlace } from '../place/service.ts'
import { migrations } from '../migrations/index.ts'
import type { Needs } from '../needs.ts'
import { createStatements } from '../statements/service.ts'
import { createReceived } from './service.ts'

const clock = fixedClock('2026-11-23T10:00:00Z')
const DOMAIN = 'city.example'
let city: TestCity
let statements: ReturnType<typeof createStatements>
let received: ReturnType<typeof createReceived>
let document: () => Promise<object>
/** What becomes of an answer on its way. */
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
  const peers = { believed, demandRoom: nothing, spend: nothing, isAccepted: async () => true, outside: { json: (_: string, path: string) => answer(path), text: async (_: string, path: string) => JSON.stringify(await answer(path)) } } // prettier-ignore
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
  expect((await received.links(['none.example'])).get('none.example')).toEqual({ count: 0, recomputed: 0, wholeAt: null, failure: null }) // prettier-ignore
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
