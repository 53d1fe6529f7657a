/** Other cities are believed by keys that were looked at, their ledgers are watched, and who shows two of them is caught. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { system, visitor, type Actor } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import { testDatabase } from '#platform/db/testing'
import { Refusal } from '#platform/errors'
import { systemIds } from '#platform/ids'
import { createLedger, migrations as ledgerMigrations, signerOf } from '#platform/ledger'
import { migrations as governanceMigrations } from '#governance'
import { createNet } from '#platform/net'
import { migrations } from '../migrations/index.ts'
import type { Needs } from '../needs.ts'
import { createPeers } from './service.ts'
import { jobsByHand } from '../visits/testing.ts'
import { VISIT_AGAIN_MIN } from '../visits/types.ts'
import { entriesOf, logOf, madeUpCity, type MadeUpCity } from './testing.ts'

const clock = fixedClock('2026-11-23T10:00:00Z')
const anna: Actor = { id: 'person:anna', kind: 'person', can: () => true }
const olek: Actor = { id: 'person:olek', kind: 'person', can: () => false }
const told: [string, object][] = []
const why = 'We compare our air.'
const { jobs, run } = jobsByHand()

let database: Awaited<ReturnType<typeof testDatabase>>
let ledger: ReturnType<typeof createLedger>
let peers: ReturnType<typeof createPeers>
let net: ReturnType<typeof createNet>
let city: MadeUpCity
const cities: MadeUpCity[] = []
beforeAll(async () => {
  database = await testDatabase([...ledgerMigrations, ...governanceMigrations, ...migrations])
  const { db } = database
  net = createNet({ plainHttp: true, allow: ['127.0.0.2/32'] })
  ledger = createLedger({ db, clock, ids: systemIds, signer: signerOf('127.0.0.9:4400/ledger', Buffer.alloc(32, 5)) })
  const events = { on: () => {}, emit: async (_: unknown, fact: string, what: object) => void told.push([fact, what]) }
  const gate = { demandFit: ({ grounds }: { grounds?: string }) => { if (grounds?.includes('44051401359')) throw new Refusal('governance.unfitText', 422) } } // prettier-ignore
  peers = createPeers({ db, clock, ids: systemIds, ledger, jobs, events, net, gate, baseUrl: 'http://127.0.0.9:4400' } as unknown as Needs) // prettier-ignore
})
afterAll(async () => {
  for (const one of cities) await one.close()
  await net.close()
  await database.close()
})
const newCity = async () => {
  const made = await madeUpCity()
  cities.push(made)
  return made
}
beforeEach(async () => {
  city = await newCity()
  told.length = 0
})

const later = (minutes: number) => clock.set(new Date(clock.now().getTime() + minutes * 60_000))
const one = async (domain = city.domain) => (await peers.one(domain)).peer
async function accepted(of = city) {
  await peers.add(anna, of.domain, why)
  await peers.visit(of.domain)
  const { seen } = await one(of.domain)
  await peers.accept(anna, of.domain, { keys: seen, grounds: why })
  await peers.visit(of.domain)
}
const caught = async () => (await peers.checkpoints()).caught.filter(({ domain }) => domain === city.domain)
const failure = async () => (await one()).failure?.code

test('a new city is in quarantine, and is believed by the keys that somebody looked at and no others', async () => {
  await expect(peers.add(olek, city.domain, why)).rejects.toMatchObject({ status: 403 })
  await expect(peers.add(visitor, city.domain, why)).rejects.toMatchObject({ status: 401 })
  await expect(peers.add(anna, '127.0.0.9:4400', why)).rejects.toMatchObject({ code: 'peers.ownDomain' })
  await expect(peers.add(anna, '10.0.0.1', why)).rejects.toMatchObject({ code: 'net.privateAddress' })
  await expect(peers.add(anna, 'not a domain', why)).rejects.toMatchObject({ code: 'peers.badDomain' })
  await expect(peers.add(anna, city.domain, 'PESEL 44051401359')).rejects.toMatchObject({ code: 'governance.unfitText' }) // prettier-ignore
  await peers.add(anna, `${city.origin}/en`, why)
  await expect(peers.add(anna, city.domain, why)).rejects.toMatchObject({ code: 'peers.known' })
  await expect(peers.accept(anna, city.domain, { keys: ['z'], grounds: why })).rejects.toMatchObject({ code: 'peers.unseen' }) // prettier-ignore
  await peers.visit(city.domain)
  expect(await peers.believed(city.domain)).toBeUndefined()
  const { seen, size, state } = await one()
  expect([seen, size, state]).toEqual([[city.keys[0]!.multibase], 3, 'quarantined'])
  await expect(peers.accept(anna, city.domain, { keys: ['zOther'], grounds: why })).rejects.toMatchObject({ code: 'peers.otherKeys' }) // prettier-ignore
  await peers.accept(anna, city.domain, { keys: seen, grounds: why })
  expect((await peers.believed(city.domain))!.keys).toMatchObject([{ multibase: seen[0] }])
  await ledger.sequence()
  const { entries } = await ledger.list({ subject: `network/peers/${city.domain}` })
  expect(entries.map(({ entry }) => [entry.kind, (entry.payload as { state: string }).state])).toEqual([['network.peer', 'accepted'], ['network.peer', 'quarantined']]) // prettier-ignore
})

test('who accepts a city while it is being looked at has it accepted, whatever was seen before', async () => {
  await peers.add(anna, city.domain, why)
  await peers.visit(city.domain)
  const { seen } = await one()
  city.answers.set('/ledger/checkpoint', (_, response) => void peers.accept(anna, city.domain, { keys: seen, grounds: why }).then(() => response.writeHead(200).end(city.log.note))) // prettier-ignore
  await peers.visit(city.domain)
  expect((await one()).state).toBe('accepted')
})

test('a key that was introduced by one that is believed is believed; after a theft somebody looks again', async () => {
  await accepted()
  const first = city.keyFrom(1)
  later(60)
  const second = city.rotate(2, clock.now(), first)
  await peers.visit(city.domain)
  expect((await one()).state).toBe('accepted')
  expect((await peers.believed(city.domain))!.keys.map(({ multibase }) => multibase)).toEqual([second.multibase, first.multibase]) // prettier-ignore
  later(60)
  // Stolen: revoked, and so it introduces nobody.
  city.keys[0] = { ...second, revoked: clock.now().toISOString() }
  const third = city.keyFrom(3)
  city.keys.unshift(third)
  await peers.visit(city.domain)
  expect(await one()).toMatchObject({ state: 'quarantined', cause: 'otherKeys' })
  await peers.accept(anna, city.domain, { keys: [third.multibase], grounds: 'They told us by telephone.' })
  expect((await peers.believed(city.domain))!.keys.map(({ multibase }) => multibase)).toEqual([third.multibase])
})

test('a city that changed its key before it was met is believed by the earlier one too, for its own time; what it said of a key stays said', async () => {
  const [first, stolen] = [city.keyFrom(1), city.keyFrom(9)]
  const until = clock.now()
  city.made = { [first.multibase]: '2025-01-01T00:00:00.000Z' }
  const second = city.rotate(2, until, first)
  city.keys.push({ ...stolen, revoked: until.toISOString() })
  later(60)
  await peers.add(anna, city.domain, why)
  await peers.visit(city.domain)
  expect(await one()).toMatchObject({ seen: [second.multibase], former: [{ key: first.multibase, from: new Date('2025-01-01'), until }, { key: stolen.multibase, revoked: until }] }) // prettier-ignore
  const accept = (...keys: { multibase: string }[]) =>
    peers.accept(anna, city.domain, { keys: keys.map(({ multibase }) => multibase), grounds: why })
  for (const keys of [[second, stolen], [second, city.keyFrom(66)], [first]])
    await expect(accept(...keys)).rejects.toMatchObject({ code: 'peers.otherKeys' })
  await accept(second, first)
  const believed = async () => (await peers.believed(city.domain))!.keys.map(({ multibase, expires, revoked }) => [multibase, expires, revoked]) // prettier-ignore
  const held = [[second.multibase, undefined, undefined], [first.multibase, until.toISOString(), undefined]] // prettier-ignore
  expect(await believed()).toEqual(held)
  // Another past is not believed.
  city.keys[1] = { ...first, expires: clock.now().toISOString() }
  await peers.visit(city.domain)
  expect(await believed()).toEqual(held)
  // It signs by the earlier one again: only by a person's word.
  city.keys[1] = first
  await peers.visit(city.domain)
  expect(await one()).toMatchObject({ state: 'quarantined', cause: 'otherKeys', seen: [second.multibase, first.multibase] }) // prettier-ignore
  await accept(second, first)
  await peers.visit(city.domain)
  expect((await believed()).map(([, expires]) => expires)).toEqual([undefined, undefined])
  // What was revoked is nobody's word any more, whatever is said of it now.
  city.keys = [stolen, second]
  await peers.visit(city.domain)
  expect(await one()).toMatchObject({ state: 'quarantined', seen: [second.multibase] })
  await expect(accept(second, stolen)).rejects.toMatchObject({ code: 'peers.otherKeys' })
  await accept(second)
  await peers.visit(city.domain)
  expect((await one()).state).toBe('quarantined')
})

test('a domain that changed hands is not believed, whatever it names and introduces', async () => {
  await accepted()
  later(60)
  const [owner, thief] = [city.keyFrom(1), city.keyFrom(66)]
  // It names the old key, which anybody may, and an introduction by itself in the other's name.
  city.rotate(66, clock.now(), { ...thief, multibase: owner.multibase })
  await peers.visit(city.domain)
  expect(await one()).toMatchObject({ state: 'quarantined', cause: 'otherKeys' })
  expect(await peers.believed(city.domain)).toBeUndefined()
  expect(told).toContainEqual(['network.peerMoved', { domain: city.domain, state: 'quarantined' }])
})

test('a ledger that grew is proved from its tiles, over a month of silence too', async () => {
  await accepted()
  for (const size of [4, 255, 256, 257, 700]) {
    later(60)
    city.log = logOf(city.signer, entriesOf(size))
    await peers.visit(city.domain)
    expect([await failure(), (await one()).size]).toEqual([undefined, size])
  }
  city.answers.set('/.well-known/did.json', (_, response) => response.destroy())
  for (let i = 0; i < 12; i++) {
    later(60 * 60)
    await peers.visit(city.domain)
  }
  const silent = await one()
  expect([silent.state, silent.failures, silent.failure?.code]).toEqual(['accepted', 12, 'net.unreachable'])
  expect(silent.nextAt.getTime() - clock.now().getTime()).toBe(6 * 3_600_000)
  city.answers.clear()
  city.log = logOf(city.signer, entriesOf(1_000))
  await peers.visit(city.domain)
  expect(await one()).toMatchObject({ failures: 0, size: 1_000, state: 'accepted' })
  expect(await caught()).toEqual([])
})

test.each([
  ['of the same size', 3],
  ['that is larger', 700],
])('two ledgers are caught, shown and stopped: another %s', async (_, size) => {
  await accepted()
  city.log = logOf(city.signer, entriesOf(size, 'other'))
  await peers.visit(city.domain)
  expect(await one()).toMatchObject({ state: 'stopped', cause: 'split', size: 3 })
  const [split] = await caught()
  expect(split).toMatchObject({ kind: size === 3 ? 'fork' : 'rewritten', newer: { note: city.log.note } })
  await expect(peers.accept(anna, city.domain, { keys: [], grounds: why })).rejects.toMatchObject({ code: 'peers.already' }) // prettier-ignore
  await peers.visit(city.domain)
  expect(await caught()).toHaveLength(1)
})

test('tiles of another tree are no proof of anything: it is asked again', async () => {
  await accepted()
  const [good, other] = [logOf(city.signer, entriesOf(700)), logOf(city.signer, entriesOf(700, 'other'))]
  city.log = { note: good.note, tiles: other.tiles }
  await peers.visit(city.domain)
  expect([await failure(), (await one()).state]).toEqual(['peers.badTiles', 'accepted'])
  city.log = good
  await peers.visit(city.domain)
  expect(await one()).toMatchObject({ failures: 0, size: 700 })
})

test('a city that shows others another ledger than us is found out by what they saw', async () => {
  const friend = await newCity()
  await accepted()
  await accepted(friend)
  const other = logOf(city.signer, entriesOf(5, 'for friends'))
  const view = { domain: city.domain, note: other.note, vkey: city.signer.vkey }
  // Words that nobody signed, and keys of nobody, accuse nobody.
  const forged = signerOf(`${city.domain}/ledger`, Buffer.alloc(32, 44))
  friend.views = [{ ...view, note: other.note.replace('\n5\n', '\n6\n') }, { ...view, vkey: forged.vkey, note: logOf(forged, entriesOf(3, 'x')).note }] // prettier-ignore
  await peers.visit(friend.domain)
  city.log = logOf(city.signer, entriesOf(9))
  await peers.visit(city.domain)
  expect((await one()).state).toBe('accepted')
  friend.views = [view]
  await peers.visit(friend.domain)
  expect((await one()).state).toBe('accepted')
  // At its next visit what the friend saw is compared with its tiles.
  await peers.visit(city.domain)
  expect((await one()).state).toBe('stopped')
  expect((await caught())[0]).toMatchObject({ kind: 'rewritten', older: { by: friend.domain, note: other.note } })
  expect((await one(friend.domain)).state).toBe('accepted')
})

test('if this city’s own ledger had two faces, it says so itself', async () => {
  await accepted()
  await ledger.sequence()
  const note = (await ledger.checkpoint())!
  city.views = [{ domain: '127.0.0.9:4400', note, vkey: await ledger.vkey() }]
  await peers.visit(city.domain)
  const ofUs = async () => (await peers.checkpoints()).caught.filter(({ domain }) => domain === '127.0.0.9:4400')
  expect(await ofUs()).toEqual([])
  const signer = signerOf('127.0.0.9:4400/ledger', Buffer.alloc(32, 5))
  city.views = [{ domain: '127.0.0.9:4400', note: logOf(signer, entriesOf(2)).note, vkey: signer.vkey }]
  await peers.visit(city.domain)
  expect(await ofUs()).toHaveLength(1)
  expect((await one()).state).toBe('accepted')
})

test.each([
  ['100 MB', 'net.tooLarge', (response) => { const chunk = Buffer.alloc(1_000_000, 32); const more = () => { while (!response.destroyed && response.write(chunk)); }; response.on('drain', more); more() }], // prettier-ignore
  ['deep JSON', 'peers.tooDeep', (response) => response.end('[{"a":'.repeat(10_000))],
  ['no JSON', 'peers.notJson', (response) => response.end('<html>')],
  ['another’s document', 'peers.badAnswer', (response) => response.end(JSON.stringify({ id: 'did:web:other.example', verificationMethod: [], assertionMethod: [] }))], // prettier-ignore
  ['an error', 'peers.answered', (response) => response.writeHead(500).end('{}')],
  ['a way into the network', 'net.privateAddress', (response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end()], // prettier-ignore
] as [string, string, (response: import('node:http').ServerResponse) => void][])(
  '%s is refused, and kept as what went wrong',
  async (_, code, answer) => {
    // prettier-ignore
    await accepted()
    city.answers.set('/.well-known/did.json', (__, response) => answer(response))
    await peers.visit(city.domain)
    expect([await failure(), (await one()).failures, (await one()).state]).toEqual([code, 1, 'accepted'])
  },
)

test('whoever leads to another domain is not heard there', async () => {
  const other = await newCity()
  await peers.add(anna, city.domain, why)
  city.answers.set('/.well-known/did.json', (_, response) => response.writeHead(302, { location: `${other.origin}/.well-known/did.json` }).end()) // prettier-ignore
  await peers.visit(city.domain)
  expect(await failure()).toBe('peers.elsewhere')
})

test('a peer costs no more in a day than it may', async () => {
  await accepted()
  const { requests, bytes } = (await peers.one(city.domain)).usedToday
  await peers.limit(anna, city.domain, { requests: requests + 2, bytes: bytes + 1_000_000, objects: 1 })
  await peers.visit(city.domain)
  expect(await failure()).toBe('peers.overLimit')
  await expect(peers.demandRoom(city.domain, { objects: 2 })).rejects.toMatchObject({ code: 'peers.overLimit' })
  await peers.demandRoom(city.domain, { objects: 1 })
  later(24 * 60)
  await peers.limit(anna, city.domain, { requests: 100, bytes: 1_000_000, objects: 1 })
  await peers.visit(city.domain)
  expect(await failure()).toBeUndefined()
})

test('one that looks like another is accepted only by who says that they know; a blocked one is asked nothing', async () => {
  await accepted()
  await database.db.insertInto('network_peers' as never).values({ domain: 'rıverside.example'.normalize(), state: 'blocked', cause: 'person', since: clock.now(), added_at: clock.now(), next_at: clock.now() } as never).execute() // prettier-ignore
  expect(await peers.likenesses('riverside.example')).toMatchObject([{ kind: 'same' }])
  await peers.block(anna, city.domain, 'It floods us.')
  const before = city.asked.length
  await peers.visit(city.domain)
  expect(city.asked).toHaveLength(before)
  expect(await peers.believed(city.domain)).toBeUndefined()
  await peers.release(anna, city.domain, 'They said sorry.')
  expect((await peers.one(city.domain)).moves.map(({ state }) => state)).toEqual(['quarantined', 'blocked', 'accepted', 'quarantined']) // prettier-ignore
})

test('what somebody has against a city is read and answered by who organises', async () => {
  await accepted()
  await expect(peers.report(visitor, city.domain, 'Spam.')).rejects.toMatchObject({ status: 401 })
  const id = await peers.report(olek, city.domain, 'Their numbers are invented.')
  await expect(peers.reports(olek, city.domain)).rejects.toMatchObject({ status: 403 })
  await peers.settle(anna, city.domain, id, 'We recomputed them.')
  await expect(peers.settle(anna, city.domain, id, 'Again.')).rejects.toMatchObject({ code: 'peers.unknownReport' })
  expect(await peers.reports(system('test'), city.domain)).toMatchObject([{ text: 'Their numbers are invented.', settled: { answer: 'We recomputed them.' } }]) // prettier-ignore
})

test('who organises has a city visited at once and sees how it goes; not too often, and not while it is asked nothing', async () => {
  await accepted()
  const visited = async () => (await peers.visited(anna, city.domain))?.state
  await expect(peers.visitNow(olek, city.domain)).rejects.toMatchObject({ status: 403 })
  await expect(peers.visitNow(anna, 'nobody.example')).rejects.toMatchObject({ code: 'peers.unknown' })
  await expect(peers.cancelVisit(anna, city.domain)).rejects.toMatchObject({ code: 'visits.over' })
  expect(await visited()).toBeUndefined()
  city.log = logOf(city.signer, entriesOf(9))
  await peers.visitNow(anna, city.domain)
  expect(await visited()).toBe('underWay')
  await expect(peers.visitNow(anna, city.domain)).rejects.toMatchObject({ code: 'visits.underWay' })
  await run()
  expect([await visited(), (await one()).size]).toEqual(['good', 9])
  await expect(peers.visitNow(anna, city.domain)).rejects.toMatchObject({ code: 'visits.tooSoon', status: 429 })
  later(VISIT_AGAIN_MIN)
  // It does not answer, and whoever asked gives up: that is no fault of the city.
  const silent = new Promise<void>((resolve) => city.answers.set('/ledger/checkpoint', () => resolve()))
  await peers.visitNow(anna, city.domain)
  const running = run()
  await silent
  expect(await peers.visited(anna, city.domain)).toMatchObject({ state: 'underWay', done: 1, total: 4 })
  await peers.cancelVisit(anna, city.domain)
  await running
  expect([await visited(), (await one()).failures]).toEqual(['cancelled', 0])
  later(VISIT_AGAIN_MIN)
  city.answers.set('/ledger/checkpoint', (_, response) => response.destroy())
  await peers.visitNow(anna, city.domain)
  await run()
  expect([await visited(), await failure()]).toEqual(['failed', 'net.unreachable'])
  later(VISIT_AGAIN_MIN)
  await peers.release(anna, city.domain, why)
  city.answers.clear()
  await peers.visitNow(anna, city.domain)
  await run()
  expect([await visited(), (await one()).state]).toEqual(['good', 'quarantined'])
  later(VISIT_AGAIN_MIN)
  await peers.block(anna, city.domain, why)
  await expect(peers.visitNow(anna, city.domain)).rejects.toMatchObject({ code: 'peers.notVisited', details: { state: 'blocked' } }) // prettier-ignore
})
