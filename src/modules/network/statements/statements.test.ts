/** What the city publishes it states, once; what changes supersedes, what goes is withdrawn; keys rotate and are revoked, and each statement is believed as far as it may be. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import { keysOfDid, openDocument } from '#platform/integrity'
import { MIGRATIONS } from '../../indicators/testing.ts'
import { house, person, testCity, type TestCity } from '../../indicators/checking/testing.ts'
import { recomputeBundle } from '#indicators'
import { verifyStatement } from '#verify/statement'
import { createKeys } from '../keys/service.ts'
import { leadsTo } from '../keys/trust.ts'
import { migrate } from '#platform/db'
import { migrations } from '../migrations/index.ts'
import type { Needs } from '../needs.ts'
import { revokedSince } from '../keys/rules.ts'
import { areasOf, dueOf } from './rules.ts'
import { createStatements } from './service.ts'

const clock = fixedClock('2026-11-23T10:00:00Z')
const anna = person('anna')
const secret = 'x'.repeat(48)

let city: TestCity
let needs: Needs
let keys: ReturnType<typeof createKeys>
let statements: ReturnType<typeof createStatements>
beforeAll(async () => {
  city = await testCity({ clock })
  await migrate(city.database.db, [...MIGRATIONS, ...migrations])
  const events = { on: () => {}, emit: async () => {}, hears: () => false }
  const names = { pl: 'Miasto', en: 'City', uk: 'Місто' }
  needs = { ...city.needs, ledger: city.ledger, indicators: city.indicators, events, secret, city: { names } } as unknown as Needs // prettier-ignore
  keys = createKeys(needs)
  statements = createStatements(needs, keys)
})
afterAll(() => city.close())

/** By the clock of the test, which also the ledger goes by. */
const later = (minutes: number) => clock.set(new Date(clock.now().getTime() + minutes * 60_000))
const all = async () => (await statements.feed(0, 100)).statements
const check = async (id: string) => {
  await city.ledger.sequence()
  const given = JSON.parse(JSON.stringify(await statements.evidence(id))) as { issuer: unknown }
  const { ok, parts } = await verifyStatement(given, {
    did: given.issuer,
    now: clock.now(),
    recompute: recomputeBundle,
  })
  return [ok, parts.signature.state, parts.ledger.state, parts.recomputation.state]
}
const of = (period: string) => statements.of({ indicator: 'bed-rate', area: 'north', period })

test('a value that became public is stated once, of this city and not of others, and holds in all three ways', async () => {
  await city.load('north,people,2020,50000,person\nnorth,beds,2020,400,bed\nsouth,people,2020,9000,person\nsouth,beds,2020,80,bed\n') // prettier-ignore
  expect(await statements.issue()).toBe(1)
  expect(await statements.issue()).toBe(0)
  const [only, ...others] = await all()
  expect(others).toEqual([])
  const { credentialSubject: said, issuer } = only!.statement
  expect(issuer).toBe('did:web:city.example')
  expect(said).toMatchObject({ value: 8, status: 'A', period: '2020', area: { id: 'north' }, indicator: { id: 'bed-rate', version: 1, unit: 'bed/(1000 person)' } }) // prettier-ignore
  expect(said.inputs).toHaveLength(1)
  const [found] = await of('2020')
  expect(await check(found!.id)).toEqual([true, 'holds', 'holds', 'holds'])
  expect((await statements.check(found!.id)).ok).toBe(true)
  expect(await city.told(`network/statements/${found!.id}`)).toMatchObject([{ kind: 'network.statement' }])
})

test('a corrected value supersedes, one that was taken back is withdrawn, and what was stated stays and holds', async () => {
  await city.load('north,people,2020,40000,person\n')
  await statements.issue()
  const [second, first] = await of('2020')
  expect(second).toMatchObject({ supersedes: first!.id, withdrawn: false })
  expect((await statements.one(first!.id)).state).toBe('superseded')
  expect((await statements.one(second!.id)).statement.supersedes).toBe(statements.addressOf(first!.id))
  expect(await check(first!.id)).toEqual([true, 'holds', 'holds', 'holds'])

  const { id } = await city.bring(house, 'north,people,2021,50000,person\nnorth,beds,2021,400,bed\n')
  await city.indicators.imports.publish(house, id)
  await city.indicators.recompute()
  await statements.issue()
  await city.indicators.withdraw(anna, id, { notes: { en: 'The source corrected its census.' } })
  await city.indicators.recompute()
  expect(await statements.issue()).toBe(1)
  expect(await statements.issue()).toBe(0)
  const [gone, stated] = await of('2021')
  expect(gone).toMatchObject({ withdrawn: true, supersedes: stated!.id })
  expect((await statements.one(stated!.id)).state).toBe('withdrawn')
  expect(await check(gone!.id)).toEqual([true, 'holds', 'holds', 'absent'])
  expect((await statements.one(gone!.id)).statement.credentialSubject).toMatchObject({ value: null, withdrawn: true })
})

test('whoever joins late catches up page by page, in the order of the ledger', async () => {
  const whole = await all()
  const pages: number[] = []
  for (let after = 0; ;) {
    const page = await statements.feed(after, 2)
    pages.push(...page.statements.map(({ seq }) => seq))
    after = page.last
    if (!page.next) break
    expect(page.next).toBe(`https://city.example/network/statements?after=${page.last}&limit=2`)
  }
  expect(pages).toEqual(whole.map(({ seq }) => seq))
  await city.ledger.sequence()
  const places = await Promise.all(whole.map(async ({ entry }) => (await city.ledger.entry(entry)).index!))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  await expect(statements.document('0197f3a0-0000-7000-8000-000000000009')).rejects.toMatchObject({ code: 'network.unknownStatement' }) // prettier-ignore
  // Who follows one indicator asks for it alone, and pages on so.
  const one = await statements.feed(0, 1, 'bed-rate')
  expect(one.statements.every(({ statement }) => statement.credentialSubject.indicator.id === 'bed-rate')).toBe(true)
  if (one.next) expect(one.next).toMatch(/&indicator=bed-rate$/)
  expect((await statements.feed(0, 100, 'nothing')).statements).toEqual([])
})

test('after a change of key what the one before signed holds, and the new one is introduced by it', async () => {
  const [before] = await keys.list()
  const old = await keys.sign({ practice: 1 })
  later(10)
  await expect(keys.rotate(visitor, 'A year is over.')).rejects.toMatchObject({ status: 401 })
  await keys.rotate(anna, 'A year is over.')
  const [now, retired] = await keys.list()
  expect([now!.state, retired!.state]).toEqual(['current', 'retired'])
  expect((await keys.openOwn(old)).document).toEqual({ practice: 1 })
  const [document, introductions] = [await keys.document(), await keys.introductions()]
  const chain = { did: keys.did, keys: keysOfDid(document, keys.did), introductions, now: clock.now() }
  expect(leadsTo(before!.multibase, now!.multibase, chain)).toBe(true)
  expect(leadsTo(now!.multibase, before!.multibase, chain)).toBe(false)
  expect(openDocument(await keys.sign({ a: 1 }), keysOfDid(document, keys.did), { now: clock.now() }).key.id).toBe(now!.id) // prettier-ignore
  expect(await city.told(`network/keys/${now!.multibase}`)).toMatchObject([{ kind: 'network.key', actor: anna.id, grounds: 'A year is over.' }]) // prettier-ignore
  // A house with another secret cannot sign by it, and says so.
  const moved = createKeys({ ...needs, secret: 'y'.repeat(48) })
  await moved.ensure()
  expect((await moved.document()).assertionMethod).toHaveLength(2)
  await expect(moved.sign({})).rejects.toMatchObject({ code: 'network.sealedOtherwise' }) // prettier-ignore
})

test('a stolen key: what it signed since is stated anew by another; what the ledger had before still holds', async () => {
  await city.load('north,people,2022,50000,person\nnorth,beds,2022,450,bed\n')
  await statements.issue()
  const stolen = (await keys.list())[0]!
  later(10)
  const since = clock.now()
  later(10)
  await city.load('north,people,2023,50000,person\nnorth,beds,2023,500,bed\n')
  await statements.issue()
  const [unsafe] = await of('2023')
  later(10)
  await expect(keys.revoke(anna, 'zUnknown', since, 'Stolen.')).rejects.toMatchObject({ code: 'network.unknownKey' })
  await expect(keys.revoke(anna, stolen.multibase, new Date(clock.now().getTime() + 1), 'Stolen.')).rejects.toMatchObject({ code: 'network.notYet' }) // prettier-ignore
  await keys.revoke(anna, stolen.multibase, since, 'A disk was stolen.')
  await expect(keys.revoke(anna, stolen.multibase, clock.now(), 'Again.')).rejects.toMatchObject({ code: 'network.keyRevoked' }) // prettier-ignore
  const [now] = await keys.list()
  const chain = { did: keys.did, keys: keysOfDid(await keys.document(), keys.did), introductions: await keys.introductions(), now: clock.now() } // prettier-ignore
  expect(leadsTo(stolen.multibase, now!.multibase, chain)).toBe(false)

  expect(await check((await of('2022'))[0]!.id)).toEqual([true, 'holds', 'holds', 'holds'])
  expect(await check(unsafe!.id)).toEqual([false, 'fails', 'holds', 'holds'])
  expect(await statements.issue()).toBe(1)
  const [again] = await of('2023')
  expect(again).toMatchObject({ supersedes: unsafe!.id, key: now!.multibase })
  expect(await check(again!.id)).toEqual([true, 'holds', 'holds', 'holds'])
})

test('two processes that state at once state once', async () => {
  await city.load('north,people,2024,50000,person\nnorth,beds,2024,510,bed\n')
  const both = await Promise.all([statements.issue(), createStatements(needs, keys).issue()])
  expect(both.toSorted()).toEqual([0, 1])
  await expect(needs.db.deleteFrom('network_statements' as never).execute()).rejects.toThrow('only added to')
})

test('a key is revoked since a moment of its life, and a second time only since an earlier one', () => {
  const key = { id: 'k', multibase: 'k', state: 'current' as const, madeAt: new Date(10) }
  expect(revokedSince(key, new Date(5), new Date(50))).toEqual(new Date(10))
  expect(revokedSince({ ...key, revoked: new Date(30) }, new Date(20), new Date(50))).toEqual(new Date(20))
})

test('what is due follows from what stands', () => {
  const value = { indicator: 'a', area: 'b', period: '2020', value: 1, unit: '1', status: 'A' as const, seq: 5, version: 1 } // prettier-ignore
  const gone = { ...value, value: null, status: 'M' as const, seq: 6 }
  const stood = (valueSeq: number, withdrawn = false) => new Map([['a b 2020', { id: 'x', issuer: 'did:web:a.example', address: 'https://a.example/x', valueSeq, withdrawn, key: 'k', at: new Date(10) }]]) // prettier-ignore
  const none = new Map<string, Date>()
  expect(dueOf([value, { ...gone, period: '2021' }], new Map(), none, 'did:web:a.example')).toEqual([{ value }])
  expect(dueOf([value], stood(5), none, 'did:web:a.example')).toEqual([])
  expect(dueOf([gone], stood(5), none, 'did:web:a.example')).toEqual([
    { value: gone, supersedes: { id: 'x', address: 'https://a.example/x' } },
  ])
  expect(dueOf([{ ...gone, seq: 9 }], stood(6, true), none, 'did:web:a.example')).toEqual([])
  expect(dueOf([value], stood(5), new Map([['k', new Date(10)]]), 'did:web:a.example')).toHaveLength(1)
  expect(dueOf([value], stood(5), new Map([['k', new Date(11)]]), 'did:web:a.example')).toEqual([])
  const areas = [{ id: 'b', parent: 'land' }, { id: 'c', parent: 'b' }, { id: 'd', parent: 'c' }, { id: 'e', parent: 'land' }] // prettier-ignore
  expect([...areasOf('b', areas)]).toEqual(['b', 'c', 'd'])
})
