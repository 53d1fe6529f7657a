/** What another city states is taken once, as its own; what is forged, replayed or untimely is not, and spoils nothing else. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock'
import { testDatabase } from '#platform/db/testing'
import { didDocument, keysOfDid, multibaseOf, signDocument, signingKey } from '#platform/integrity'
import { fingerprint } from '#verify/statement'
import * as river from '../../../verify/statement/testing.ts'
import { migrations as ledgerMigrations } from '#platform/ledger'
import { migrations as governanceMigrations } from '#governance'
import { migrations } from '../migrations/index.ts'
import type { Needs } from '../needs.ts'
import { refuse as refusePeer } from '../peers/rules.ts'
import { differencesOf, inUnit } from './rules.ts'
import { weigh } from './weighing.ts'
import { createReceived } from './service.ts'

const DOMAIN = 'river.example'
const clock = fixedClock(river.at.toISOString())
const facts: string[] = []
let database: Awaited<ReturnType<typeof testDatabase>>
let received: ReturnType<typeof createReceived>

/** The peer as it answers and as it is believed. */
const peer = { statements: [] as { seq: number; statement: unknown }[], evidence: new Map<string, unknown>(), accepted: true, room: 1_000, document: river.documentOf() as object, asked: [] as string[], down: false } // prettier-ignore
const own = { id: 'pm25', version: 2, unit: 'ug/m3', formula: 'sum(particles)', standards: [{ standard: 'iso37120', code: '8.1' }], names: {} } // prettier-ignore

beforeAll(async () => {
  database = await testDatabase([...ledgerMigrations, ...governanceMigrations, ...migrations])
  const peers = {
    believed: async () => peer.accepted ? { domain: DOMAIN, did: river.did, document: peer.document, keys: keysOfDid(peer.document, river.did) } : undefined, // prettier-ignore
    demandRoom: async (_: string, { objects = 0 } = {}) => { if (objects > peer.room) throw refusePeer.overLimit({ host: DOMAIN }) }, // prettier-ignore
    spend: async (_: unknown, __: string, objects: number) => void (peer.room -= objects),
    isAccepted: async () => peer.accepted,
    sight: async () => undefined,
    outside: {
      json: async (_: string, path: string) => answer(path),
      entries: async () => [],
      tiles: async () => [],
      text: async (_: string, path: string) => JSON.stringify(await answer(path)),
    },
  }
  const answer = async (path: string): Promise<unknown> => {
    peer.asked.push(path)
    if (peer.down) throw refusePeer.answered({ host: DOMAIN, status: 500 })
    if (path.endsWith('/evidence')) return peer.evidence.get(path) ?? {}
    const after = Number(new URL(path, river.host).searchParams.get('after'))
    const rest = peer.statements.filter(({ seq }) => seq > after)
    return { format: 'unia-statements/1', issuer: river.did, statements: rest.slice(0, 2), ...(rest.length > 2 && { next: '…' }) } // prettier-ignore
  }
  const events = { on: () => {}, emit: async (_: unknown, fact: string) => void facts.push(fact) }
  const then = { definitions: async () => [own], series: async () => new Map([['pm25', [{ area: 'home', points: [{ period: '2025', value: 9, status: 'A', seq: 1 }] }]]]) } // prettier-ignore
  const indicators = { home: 'home', definitions: then.definitions, moment: async () => ({ seq: 1 }), asOf: () => then }
  received = createReceived({ db: database.db, clock, events, indicators } as unknown as Needs, peers as never)
})
afterAll(() => database.close())
beforeEach(async () => {
  for (const table of ['network_received', 'network_refused', 'network_feeds', 'network_meanings'])
    await database.db.deleteFrom(table as never).execute()
  Object.assign(peer, { statements: [], evidence: new Map(), accepted: true, room: 1_000, document: river.documentOf(), asked: [], down: false }) // prettier-ignore
  facts.length = 0
})

const addressOf = (n: number) =>
  `${river.host}/network/statements/0197f3a0-0000-7000-8000-${String(n).padStart(12, '0')}`
const stated = (n: number, about: object = {}, more: object = {}) => river.stated({ id: addressOf(n), ...more }, about)
const give = (...statements: unknown[]) => peer.statements.push(...statements.map((statement, i) => ({ seq: peer.statements.length + i + 1, statement }))) // prettier-ignore
const of = () => received.of(DOMAIN)
const refusedCodes = async () => (await of()).refused.map(({ seq, code }) => [seq, code]).toReversed()

test('a month of statements is taken page by page, each once, also when it is asked twice or at once', async () => {
  give(...[2020, 2021, 2022, 2023, 2024].map((year, i) => stated(i + 1, { period: String(year) })))
  expect((await Promise.all([received.catchUp(DOMAIN), received.catchUp(DOMAIN)])).toSorted()).toEqual([0, 5])
  expect(await of()).toMatchObject({ cursor: 5, count: 5, wholeAt: clock.now(), failure: null, refused: [] })
  // The network was parted, and came together.
  peer.down = true
  give(stated(6, { period: '2019' }))
  expect(await received.catchUp(DOMAIN)).toBe(0)
  expect(await of()).toMatchObject({ cursor: 5, failure: { code: 'peers.answered' } })
  peer.down = false
  expect(await received.catchUp(DOMAIN)).toBe(1)
  expect(await of()).toMatchObject({ cursor: 6, count: 6, failure: null })
})

test('forged, replayed, altered, expired and future ones are refused by name; the honest ones between them are taken', async () => {
  // prettier-ignore
  const thief = signingKey(river.key.id, Buffer.alloc(32, 66))
  const honest = stated(1)
  give(
    honest,
    signDocument(river.credential({ id: addressOf(2) }), thief, river.at),
    { ...stated(3), credentialSubject: { ...stated(3).credentialSubject, value: 1 } },
    { ...honest, id: addressOf(4) },
    stated(5, {}, { validUntil: '2026-04-01T00:00:00Z' }),
    stated(6, {}, { validFrom: '2027-01-01T00:00:00Z' }),
    river.stated({ id: addressOf(7) }, {}, new Date('2026-06-01T00:00:00Z')),
    stated(8, { city: { id: 'did:web:other.example', names: {} } }),
    { proof: 1 },
    stated(10, { period: '2024' }),
    stated(1, { value: 99 }),
    honest,
  )
  expect(await received.catchUp(DOMAIN)).toBe(4)
  expect(await refusedCodes()).toEqual([[2, 'wrongSignature'], [3, 'wrongSignature'], [4, 'wrongSignature'], [5, 'expired'], [6, 'future'], [7, 'future'], [8, 'malformed'], [9, 'malformed'], [11, 'changed']]) // prettier-ignore
  expect((await of()).count).toBe(2)
  expect((await received.one(DOMAIN, addressOf(1))).statement.credentialSubject.value).toBe(12.5)
})

test('a page of another city, or whose numbers do not rise, is none', async () => {
  peer.statements = [{ seq: 5, statement: stated(1) }, { seq: 5, statement: stated(2) }] // prettier-ignore
  expect(await received.catchUp(DOMAIN)).toBe(0)
  expect(await of()).toMatchObject({ cursor: 0, failure: { code: 'peers.badAnswer' } })
})

test('a flood stops at what may be kept in a day, and goes on from there', async () => {
  peer.room = 3
  give(...[1, 2, 3, 4].map((n) => stated(n, { period: String(2000 + n) })))
  expect(await received.catchUp(DOMAIN)).toBe(2)
  expect(await of()).toMatchObject({ cursor: 2, failure: { code: 'peers.overLimit' } })
  peer.room = 100
  expect(await received.catchUp(DOMAIN)).toBe(2)
  peer.accepted = false
  give(stated(5))
  expect(await received.catchUp(DOMAIN)).toBe(0)
})

test('signed and recomputed are different things, and evidence of something else proves nothing', async () => {
  const path = `/network/statements/${river.name}/evidence`
  const [good, other] = [river.evidence(), river.evidence(river.stated({ id: addressOf(2) }))]
  give(good.statement)
  peer.evidence.set(path, other)
  await received.catchUp(DOMAIN)
  expect((await of()).failure).toBeNull()
  const id = `${river.host}/network/statements/${river.name}`
  expect(await received.one(DOMAIN, id)).toMatchObject({ state: 'signed', report: { ledger: 'absent' } })
  await expect(received.check(DOMAIN, id)).rejects.toMatchObject({ code: 'peers.badAnswer' })
  // It is asked for once, not at every visit.
  const before = peer.asked.length
  await received.catchUp(DOMAIN)
  expect(peer.asked.length).toBe(before + 1)
  // Figures that do not give the value: it is signed and in the ledger, and that is all.
  const report = (state: string) => ({ signature: 'holds', ledger: 'holds', recomputation: state })
  peer.evidence.set(path, { ...good, bundle: { ...good.bundle, inputs: [] } })
  const refuted = await received.check(DOMAIN, id)
  expect([refuted.state, refuted.report]).toEqual(['signed', report('fails')])
  peer.evidence.set(path, { ...good, bundle: undefined })
  const signed = await received.check(DOMAIN, id)
  expect([signed.state, signed.report]).toEqual(['signed', report('absent')])
})

test('after a theft what the ledger had before is taken, what it did not have is not', async () => {
  peer.document = river.documentOf({ revoked: '2026-05-01T12:00:00Z' })
  peer.evidence.set(`/network/statements/${river.name}/evidence`, river.evidence())
  give(river.evidence().statement, stated(2, { period: '2024' }))
  await received.catchUp(DOMAIN)
  expect([(await of()).count, await refusedCodes()]).toEqual([1, [[2, 'revoked']]])
})

test('what was refused for its key is weighed anew once the key is believed, in the place that it had', async () => {
  const seed = Buffer.alloc(32, 2)
  const second = signingKey(`${river.did}#${multibaseOf(seed)}`, seed)
  const later = new Date('2026-05-01T10:04:00Z')
  const by = (key: typeof second, n: number, about: object, at: Date) =>
    signDocument(river.credential({ id: addressOf(n), validFrom: at.toISOString() }, about), key, at)
  const retired = { id: river.key.id, multibase: river.key.multibase, expires: '2026-05-01T10:02:00Z' }
  give(stated(1), stated(2, { period: '2023' }), by(second, 3, { value: 13 }, later), by(river.key, 4, { period: '2022' }, later)) // prettier-ignore
  peer.document = didDocument(river.did, [second])
  await received.catchUp(DOMAIN)
  expect([(await of()).count, await refusedCodes()]).toEqual([
    1,
    [
      [1, 'otherKey'],
      [2, 'otherKey'],
      [4, 'otherKey'],
    ],
  ])
  peer.document = didDocument(river.did, [second, retired])
  await received.catchUp(DOMAIN)
  expect(await of()).toMatchObject({ cursor: 4, count: 3, anewAt: null })
  expect(await refusedCodes()).toEqual([[4, 'retired']])
  // The newer one still stands.
  expect((await received.beside('pm25')).others.map(({ statement: { credentialSubject: said } }) => [said.period, said.value])).toEqual([['2025', 13], ['2023', 12.5]]) // prettier-ignore
  const before = peer.asked.length
  await received.catchUp(DOMAIN)
  expect(peer.asked.slice(before)).toEqual(['/network/statements?after=3&limit=500'])
})

test('beside the city’s own: the newest of each value, what differs, and a number that has two meanings', async () => {
  const indicator = river.credential().credentialSubject.indicator
  give(
    stated(1),
    stated(2, { value: 13 }),
    stated(3, { period: '2023', value: 8 }),
    stated(4, { period: '2022', value: null, withdrawn: true }),
    stated(5, { period: '2021', indicator: { ...indicator, unit: 'person' } }),
    stated(6, { period: '2021', indicator: { ...indicator, id: 'other', standards: [] } }),
  )
  await received.catchUp(DOMAIN)
  const { own: ours, others } = await received.beside('pm25')
  expect(ours).toEqual({ period: '2025', value: 9, unit: 'ug/m3', status: 'A' })
  expect(others.map(({ statement: { credentialSubject: said } }) => [said.period, said.value])).toEqual([['2025', 13], ['2023', 8], ['2021', 12.5]]) // prettier-ignore
  expect(others.map(({ differences }) => differences.map(({ kind }) => kind))).toEqual([['reused'], ['period', 'reused'], ['meaning', 'period', 'reused']]) // prettier-ignore
  expect(others.map(({ state, isDoubtful }) => [state, isDoubtful])).toEqual(Array(3).fill(['signed', false]))
  // Beside a period that was chosen: one value of each city, of that period or its latest, and said so.
  expect((await received.beside('pm25', '2023')).others.map(({ statement, differences }) => [statement.credentialSubject.period, differences.some(({ kind }) => kind === 'period')])).toEqual([['2023', false]]) // prettier-ignore
  expect((await received.beside('pm25', '2024')).others.map(({ statement, differences }) => [statement.credentialSubject.period, differences.some(({ kind }) => kind === 'period')])).toEqual([['2025', true]]) // prettier-ignore
  expect(await received.compared()).toEqual([{ id: 'pm25', cities: 1, at: clock.now() }])
  await expect(received.beside('none')).rejects.toMatchObject({ code: 'received.unknown' })
})

test('differences are listed, and units are converted where they are of one thing', async () => {
  const ours = { version: 1, unit: 'mg/m3', formula: 'x', period: '2025', status: 'A' }
  const theirs = { ...river.credential().credentialSubject, status: 'B', city: { id: river.did, names: {}, area: 'whole' } } // prettier-ignore
  expect(differencesOf(ours, theirs as never, { isReused: false }).map(({ kind }) => kind)).toEqual(['unit', 'version', 'formula', 'break', 'boundary']) // prettier-ignore
  expect(differencesOf({ ...ours, version: 2, unit: 'ug/m3', formula: 'sum(particles)', status: 'P' }, { ...theirs, status: 'A', city: { id: river.did, names: {} } } as never, { isReused: false })).toEqual([{ kind: 'status', ours: 'P', theirs: 'A' }]) // prettier-ignore
  expect(inUnit(12.5, 'ug/m3', 'mg/m3')).toBeCloseTo(0.0125)
  expect(inUnit(12.5, 'ug/m3', 'person')).toBeUndefined()
  expect(weigh([], [], clock.now())).toEqual({ taken: [], refused: [], late: [] }) // prettier-ignore
  expect(fingerprint('sum(particles)')).toBe(theirs.indicator.formula)
})
