/** Practices go out signed and come in weighed: what is forged, replayed, another's or not what it says is found out, and results grow into one. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { visitor, type Actor } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import type { Database, Tx } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { Refusal } from '#platform/errors'
import { systemIds } from '#platform/ids'
import { didDocument, keysOfDid, multibaseOf, openDocument, signDocument, signingKey } from '#platform/integrity'
import { createLedger, keptSigner, migrations as ledgerMigrations } from '#platform/ledger'
import { createGovernance, migrations as governanceMigrations } from '#governance'
import { EffectPlan } from '#stats'
import { bundleOf, bundleText, sha256Of } from '#verify/evaluation'
import * as river from '../../../verify/statement/testing.ts'
import { createKeys } from '../keys/service.ts'
import { migrations } from '../migrations/index.ts'
import type { Needs } from '../needs.ts'
import { readJson, refuse as refusePeer } from '../peers/rules.ts'
import { createExchange, type Exchange } from './service.ts'
import { FEED_FORMAT } from './types.ts'

const DOMAIN = 'river.example'
const OURS = 'home.example'
const uuid = (n: number) => `0197f3a0-0000-7000-8000-${String(n).padStart(12, '0')}`
const clock = fixedClock('2026-06-01T10:00:00Z')
const office: Actor = { id: uuid(900), kind: 'person', can: (what) => what === 'innovations.organise' }
const folder = mkdtempSync(join(tmpdir(), 'unia-exchange-'))
let database: Database
let exchange: Exchange
let keys: ReturnType<typeof createKeys>
let needs: Needs
let outside: Parameters<typeof createExchange>[2]

const bundleFor = (figures: number[]) => {
  const csv = `month,minutes\n${figures.map((minutes, i) => `2026-0${i + 1},${minutes}`).join('\n')}\n`
  const method = EffectPlan.parse({ method: 'before', outcome: 'minutes', time: 'month', from: '2026-04', unitOfOutcome: 'min' }) // prettier-ignore
  return bundleOf({
    title: 'Bus stops',
    method,
    inputs: [{ name: 'minutes.csv', csv, from: 'counted' }],
    program: 'unia 0',
  })
}
const THEIRS = bundleFor([7.3, 8.1, 7.7, 6.2, 5.9, 6.4, 5.1])
const HERE = bundleFor([9.3, 9.1, 8.8, 6.8, 6.9, 7.4, 6.1])

/** The peer as it answers and as it is believed; the house as innovations know it. */
const peer = { practices: [] as { seq: number; practice: unknown }[], bundles: new Map<string, string>(), state: 'accepted', document: river.documentOf() as object, seenAt: undefined as Date | undefined, asked: [] as string[] } // prettier-ignore
const house = { cards: [] as object[], pilots: new Map<string, object>(), drafts: new Set<string>() }

beforeAll(async () => {
  database = await testDatabase([...ledgerMigrations, ...governanceMigrations, ...migrations])
  const { db } = database
  const ids = systemIds
  const ledger = createLedger({ db, clock, ids, signer: keptSigner({ dataDir: folder, origin: 'home.example/l' }) })
  const events = { on: () => {}, emit: async () => {}, hears: () => false }
  const jobs = { define: () => {} }
  const { gate } = createGovernance({ db, clock, ids, ledger, events: events as never, makerOf: async () => undefined })
  const indicators = { home: 'home', definitions: async () => [{ id: 'waiting', names: { en: 'Waiting' }, unit: 'min', standards: [{ standard: 'iso37120', code: '19.1' }] }], moment: async () => ({ seq: 1 }), asOf: () => ({ series: async () => new Map([['people', [{ points: [{ value: 340_000 }] }]]]) }) } // prettier-ignore
  const innovations = {
    practices: { list: async () => ({ cards: house.cards }), one: async (id: string) => ({ versions: house.cards.flatMap((one) => { const { card } = one as { card: { id: string } }; return card.id === id ? [card] : [] }) }) }, // prettier-ignore
    pilots: {
      one: async (id: string) => house.pilots.get(id) ?? Promise.reject(new Refusal('pilots.unknown', 404)),
      forWork: async (_: Actor, id: string) => house.drafts.has(id) ? { pilot: { id, state: 'draft' } } : Promise.reject(new Refusal('pilots.unknown', 404)), // prettier-ignore
      add: async (_: Actor, __: object, along: (tx: Tx, id: string) => Promise<void>) => {
        const [id] = house.drafts
        await db.transaction().execute((tx) => along(tx, id!))
        return { id: id! }
      },
    },
  }
  needs = { db, clock, ids, ledger, jobs, events, gate, indicators, innovations, baseUrl: `https://${OURS}`, secret: 'x'.repeat(48), city: { names: { en: 'Home' } }, people: 'people' } as unknown as Needs // prettier-ignore
  keys = createKeys(needs)
  const believed = async () => peer.state === 'accepted' ? { domain: DOMAIN, did: river.did, document: peer.document, seenAt: peer.seenAt, keys: keysOfDid(peer.document, river.did) } : undefined // prettier-ignore
  const json = async (_: string, path: string) => {
    peer.asked.push(path)
    const url = new URL(path, river.host)
    const bundle = peer.bundles.get(url.pathname)
    if (bundle !== undefined) return readJson(bundle, DOMAIN)
    if (url.pathname !== '/network/practices') throw refusePeer.answered({ host: DOMAIN, path, status: 404 })
    const rest = peer.practices.filter(({ seq }) => seq > Number(url.searchParams.get('after')))
    return JSON.parse(JSON.stringify({ format: FEED_FORMAT, issuer: river.did, practices: rest.slice(0, 3), ...(rest.length > 3 && { next: '…' }) })) as unknown // prettier-ignore
  }
  const nothing = async () => {}
  outside = { believed, demandRoom: nothing, spend: nothing, isAccepted: async () => peer.state === 'accepted', list: async () => [{ domain: DOMAIN, state: peer.state }], outside: { json } } as never // prettier-ignore
  exchange = createExchange(needs, keys, outside)
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  for (const table of ['network_practices_received', 'network_practices_refused', 'network_practice_feeds'])
    await database.db.deleteFrom(table as never).execute()
  Object.assign(peer, { practices: [], bundles: new Map([['/e/1', bundleText(THEIRS)]]), state: 'accepted', document: river.documentOf(), seenAt: undefined, asked: [] }) // prettier-ignore
})

const texts = (en: string) => ({ en })
const content = { titles: texts('Green stops'), problem: texts('Long waiting'), done: texts('Meadows'), effect: texts('Shorter'), contact: 'Office of Greenery', licence: 'CC-BY-4.0', cost: { amount_minor: 120_000, currency: 'PLN' }, indicators: [{ id: 'their-waiting', unit: 'min', standards: [{ standard: 'iso37120', code: '19.1' }] }] } // prettier-ignore
const said = (bundle: typeof THEIRS, address = `${river.host}/e/1`, more: object = {}) => {
  const { method, scale, estimate, se, interval } = bundle.effect
  return { address, sha256: sha256Of(bundleText(bundle)), outcome: 'minutes', unit: 'min', method, scale, estimate, se, interval, better: 'lower', ...more } // prettier-ignore
}
const card = (n: number, more: object = {}) => ({ type: 'PracticeCard', format: FEED_FORMAT, id: `${river.host}/network/practices/${uuid(n)}`, issuer: river.did, issuedAt: '2026-05-01T10:00:00Z', subject: uuid(500 + n), version: 1, city: { names: texts('River'), people: 60_000 }, content, ...more }) // prettier-ignore
const adoption = (n: number, of: object, more: object = {}) => ({ ...card(n), type: 'PracticeAdoption', content: { of, titles: content.titles, adapted: texts('Trees too'), contact: 'Office', since: '2026-05-01T10:00:00Z' }, ...more }) // prettier-ignore
const sign = (document: object, key = river.key) => signDocument(document, key, river.at)
const give = (...all: unknown[]) => peer.practices.push(...all.map((practice, i) => ({ seq: peer.practices.length + i + 1, practice }))) // prettier-ignore
const refusedCodes = async () =>
  (await exchange.taking.of(DOMAIN)).refused.map(({ seq, code }) => [seq, code]).toReversed()
const ownCard = (version = 1, more: object = {}) => ({ card: { id: uuid(1), version, titles: texts('Shade'), problem: texts('Heat'), done: texts('Trees'), effect: texts('Cooler'), contact: 'Office', licence: 'CC0-1.0', indicators: ['waiting', 'gone'], ...more } }) // prettier-ignore
const evaluated = (bundle: typeof HERE, id: string) => ({ pilot: { id, plan: { source: { kind: 'table', what: 'x' }, better: 'lower' } }, found: { effect: bundle.effect, sha256: sha256Of(bundleText(bundle)), violations: [] } }) // prettier-ignore

test('a card goes out signed once, anew when it changed, and is withdrawn by a new document', async () => {
  house.cards = [{ ...ownCard(), ...evaluated(HERE, uuid(77)) }]
  expect([await exchange.issuing.issue(), await exchange.issuing.issue()]).toEqual([1, 0])
  const [first] = (await exchange.issuing.feed(0)).practices
  expect(first!.practice).toMatchObject({ issuer: 'did:web:home.example', city: { people: 340_000 }, content: { indicators: [{ id: 'waiting', standards: [{ code: '19.1' }] }] }, evaluation: { address: `https://${OURS}/api/v1/pilots/${uuid(77)}/evaluation`, sha256: sha256Of(bundleText(HERE)) } }) // prettier-ignore
  expect(openDocument(first!.practice, keysOfDid(JSON.parse(JSON.stringify(await keys.document())), keys.did), { now: clock.now() }).document.subject).toBe(uuid(1)) // prettier-ignore
  house.cards = [ownCard(2, { problem: texts('Heat islands') })]
  expect(await exchange.issuing.issue()).toBe(1)
  const { practices } = await exchange.issuing.feed(0)
  expect(practices).toMatchObject([{ practice: { version: 2, supersedes: first!.practice.id } }])
  const id = first!.practice.id.split('/').at(-1)!
  // Version 1 is no longer among what the gate lets out.
  await expect(exchange.issuing.document(id)).rejects.toMatchObject({ code: 'exchange.withdrawn' })
  house.cards = []
  expect((await exchange.list()).cards).toEqual([])
  await exchange.issuing.issue()
  expect((await exchange.issuing.feed(0)).practices).toMatchObject([{ practice: { withdrawn: true } }])
})

test('claimed, signed and recomputed are different things; a bundle that gives another effect is found out', async () => {
  peer.bundles.set('/e/2', bundleText(THEIRS)).set('/e/3', bundleText(HERE))
  const other = { ...THEIRS, effect: { ...THEIRS.effect, estimate: -9 } }
  peer.bundles.set('/e/4', bundleText(other))
  give(sign(card(1)), sign(card(2, { evaluation: said(THEIRS) })), sign(card(3, { evaluation: said(THEIRS, `${river.host}/e/2`, { estimate: -9 }) })), sign(card(4, { evaluation: said(THEIRS, `${river.host}/e/3`) })), sign(card(5, { evaluation: said(other, `${river.host}/e/4`) })), sign(card(6, { evaluation: said(THEIRS, `${river.host}/e/none`) }))) // prettier-ignore
  expect(await exchange.taking.take(DOMAIN)).toBe(6)
  const { cards } = await exchange.list()
  expect(cards.map(({ card: id, strength, checked }) => [Number(id.slice(-3)) - 500, strength, checked]).toSorted()).toEqual([[1, 'claimed', 'absent'], [2, 'recomputed', 'holds'], [3, 'claimed', 'fails'], [4, 'claimed', 'fails'], [5, 'claimed', 'fails'], [6, 'signed', 'absent']]) // prettier-ignore
  expect(cards.find(({ problem }) => problem?.includes('the card says -9'))).toBeDefined()
  const before = peer.asked.length
  expect(await exchange.taking.take(DOMAIN)).toBe(0)
  // Nothing is asked again and again.
  expect(peer.asked.length).toBe(before + 1)
})

test('forged, replayed, another’s and personal ones are refused by name; honest ones between them are taken', async () => {
  const thief = signingKey(river.key.id, Buffer.alloc(32, 66))
  const honest = sign(card(1))
  give(
    honest,
    sign(card(2), thief),
    { ...honest, content: { ...content, effect: texts('Wonders') } },
    sign(card(4, { issuer: 'did:web:home.example' })),
    sign(card(5, { id: `https://${OURS}/network/practices/${uuid(5)}` })),
    sign(card(6, { evaluation: said(THEIRS, `https://${OURS}/e/1`) })),
    sign(card(7, { content: { ...content, problem: texts('Call PESEL 44051401359') } })),
    sign(card(1, { content: { ...content, effect: texts('Other') } })),
    sign(card(9, { content: undefined })),
    honest,
    sign(card(11)),
  )
  expect(await exchange.taking.take(DOMAIN)).toBe(4)
  expect(await refusedCodes()).toEqual([[2, 'wrongSignature'], [3, 'wrongSignature'], [4, 'malformed'], [5, 'malformed'], [6, 'malformed'], [7, 'personal'], [8, 'changed'], [9, 'malformed']]) // prettier-ignore
  expect((await exchange.list()).cards.map(({ content: { effect } }) => effect.en)).toEqual(['Shorter', 'Shorter'])
  peer.bundles.set('/e/1', '['.repeat(100_000))
  give(sign(card(12, { evaluation: said(THEIRS) })))
  await exchange.taking.take(DOMAIN)
  expect((await exchange.list({ strength: 'signed' })).cards).toMatchObject([{ checked: 'absent', problem: 'peers.tooDeep' }]) // prettier-ignore
})

test('readers find by words, indicator, size, cost and evidence; what cannot be compared is counted', async () => {
  house.cards = [ownCard()]
  await exchange.issuing.issue()
  give(sign(card(1)), sign(card(2, { evaluation: said(THEIRS), content: { ...content, cost: { amount_minor: 1, currency: 'EUR' } } }))) // prettier-ignore
  await exchange.taking.take(DOMAIN)
  const found = async (asked: Parameters<Exchange['list']>[0]) => { const { cards, unpriced } = await exchange.list(asked); return [cards.map(({ card: id }) => Number(id.slice(-3))).toSorted((a, b) => b - a), unpriced] } // prettier-ignore
  expect(await found({})).toEqual([[502, 501, 1], 0])
  expect(await found({ q: 'MEADOWS waiting' })).toEqual([[502, 501], 0])
  expect(await found({ indicator: 'waiting' })).toEqual([[502, 501, 1], 0])
  expect(await found({ size: 'medium' })).toEqual([[502, 501], 0])
  expect(await found({ size: 'large' })).toEqual([[1], 0])
  expect(await found({ cost: { most_minor: 120_000, currency: 'PLN' } })).toEqual([[501], 2])
  expect(await found({ strength: 'recomputed' })).toEqual([[502], 0])
  expect([...(await exchange.byIndicator()).keys()]).toEqual(['waiting'])
})

test('who took a practice begins from its card; a plan is not told of before it is public, and may be changed until a result was told', async () => {
  house.cards = []
  give(sign(card(21, { evaluation: said(THEIRS, `${river.host}/e/1`, { indicator: content.indicators[0] }) })))
  await exchange.taking.take(DOMAIN)
  const { id } = await exchange.adopt(office, { domain: DOMAIN, card: uuid(521), adapted: texts('With benches'), contact: 'Office' }) // prettier-ignore
  const step = async () => (await exchange.undertaken(office)).find((one) => one.id === id)?.step
  const told = async () => {
    await exchange.issuing.issue()
    return (await exchange.issuing.feed(0, 50)).practices.map(({ practice }) => practice).find(({ subject }) => subject === id) // prettier-ignore
  }
  await expect(exchange.begun(visitor, id)).rejects.toMatchObject({ status: 401 })
  expect(await exchange.begun(office, id)).toMatchObject({ titles: content.titles, adapted: texts('With benches'), problem: content.problem, city: texts('River'), address: `${river.host}/network/practices/${uuid(21)}`, measured: { outcome: 'minutes', method: 'before', better: 'lower' }, source: { kind: 'indicator', indicator: 'waiting' } }) // prettier-ignore
  expect([await step(), (await told())!.version]).toEqual(['adopted', 1])
  house.drafts.add(uuid(81))
  expect(await exchange.begin(office, id, {} as never)).toEqual({ pilotId: uuid(81) })
  // A draft is nobody's business yet.
  expect([await step(), (await told())!.version, (await exchange.adoptions())[0]!.pilotId]).toEqual([
    'planned',
    1,
    null,
  ])
  house.pilots.set(uuid(81), { pilot: { id: uuid(81), state: 'sealed' }, found: null })
  expect([await step(), await told()]).toMatchObject(['tried', { version: 2, content: { pilot: `https://${OURS}/innovations/pilots/${uuid(81)}` } }]) // prettier-ignore
  expect(await exchange.triedBy(uuid(81))).toMatchObject({ id })
  await exchange.tryBy(office, id, null)
  expect([await step(), (await told())!.version, await exchange.triedBy(uuid(81))]).toEqual(['adopted', 3, undefined])
  house.pilots.set(uuid(82), evaluated(HERE, uuid(82)))
  await exchange.tryBy(office, id, uuid(82))
  expect([await step(), (await told())!.version]).toEqual(['resulted', 4])
  for (const other of [null, uuid(81)])
    await expect(exchange.tryBy(office, id, other)).rejects.toMatchObject({ code: 'exchange.resultStands' })
  const pooled = async () => (await exchange.one(DOMAIN, uuid(521))).evidence.groups.map(({ studies }) => studies.length) // prettier-ignore
  // Theirs is of an indicator and ours of a table: two things, and not averaged.
  expect(await pooled()).toEqual([1, 1])
  await expect(exchange.withdraw(visitor, id, { grounds: 'No money' })).rejects.toMatchObject({ status: 401 })
  await exchange.withdraw(office, id, { grounds: 'No money' })
  expect([await step(), await told(), await pooled()]).toMatchObject(['withdrawn', { withdrawn: true }, [1]])
  expect(JSON.stringify(await told())).not.toContain('No money')
  await expect(exchange.tryBy(office, id, null)).rejects.toMatchObject({ code: 'exchange.unknown' })
  // It may be taken anew.
  await exchange.adopt(office, { domain: DOMAIN, card: uuid(521), adapted: texts('Again'), contact: 'Office' })
  house.cards = [ownCard()]
  await exchange.issuing.issue()
})

test('an adopted practice is tried here, its result goes back signed, and results grow into one; a blocked city’s are taken out', async () => {
  give(sign(card(1, { evaluation: said(THEIRS) })))
  await exchange.taking.take(DOMAIN)
  const given = { domain: DOMAIN, card: uuid(501), adapted: texts('With benches'), contact: 'Office of Transport' }
  await expect(exchange.adopt(visitor, given)).rejects.toMatchObject({ status: 401 })
  await expect(exchange.adopt(office, { ...given, domain: OURS, card: uuid(1) })).rejects.toMatchObject({ code: 'exchange.ownCard' }) // prettier-ignore
  await expect(exchange.adopt(office, { ...given, contact: 'tel. 601 234 567' })).rejects.toMatchObject({ code: 'governance.held' }) // prettier-ignore
  const { id } = await exchange.adopt(office, given)
  await expect(exchange.adopt(office, given)).rejects.toMatchObject({ code: 'exchange.alreadyAdopted' })
  await expect(exchange.tryBy(office, id, uuid(78))).rejects.toMatchObject({ code: 'exchange.unknownPilot' })
  house.pilots.set(uuid(78), { pilot: { id: uuid(78) }, found: null })
  await exchange.tryBy(office, id, uuid(78))
  await exchange.issuing.issue()
  const own = async () => (await exchange.issuing.feed(0, 50)).practices.map(({ practice }) => practice).find(({ subject }) => subject === id) // prettier-ignore
  expect(await own()).toMatchObject({ type: 'PracticeAdoption', version: 1, content: { of: { issuer: river.did, card: uuid(501) }, pilot: `https://${OURS}/innovations/pilots/${uuid(78)}` } }) // prettier-ignore
  expect((await exchange.learned()).find(({ card: of }) => of === uuid(501))).toMatchObject({ from: DOMAIN, to: OURS, hasResult: false, isKnown: true }) // prettier-ignore
  house.pilots.set(uuid(78), evaluated(HERE, uuid(78)))
  await exchange.issuing.issue()
  expect(await own()).toMatchObject({ version: 2, evaluation: { sha256: sha256Of(bundleText(HERE)) } })
  const whole = await exchange.one(DOMAIN, uuid(501))
  expect([whole.card.strength, whole.adoptions.length, whole.evidence.groups[0]!.pooled!.reml.k]).toEqual(['repeated', 1, 2]) // prettier-ignore
})

test('a city reports its result of a practice of ours, twice: it counts once, and not at all once the city is blocked', async () => {
  house.cards = [{ ...ownCard(), ...evaluated(HERE, uuid(77)) }]
  await exchange.issuing.issue()
  const of = { issuer: keys.did, card: uuid(1) }
  give(sign(adoption(1, of, { evaluation: said(THEIRS) })), sign(adoption(2, of, { evaluation: said(THEIRS) })))
  await exchange.taking.take(DOMAIN)
  const { evidence } = await exchange.one(OURS, uuid(1))
  expect(evidence.groups[0]!.studies.map(({ domain }) => domain).toSorted()).toEqual([OURS, DOMAIN].toSorted())
  expect(evidence.apart).toMatchObject([{ why: 'twice' }])
  // Its key may have been another's when it came.
  peer.document = river.documentOf({ revoked: '2026-05-20T00:00:00Z' })
  expect((await exchange.one(OURS, uuid(1))).evidence.apart.map(({ why }) => why)).toEqual(['key', 'key'])
  peer.state = 'blocked'
  const after = await exchange.one(OURS, uuid(1))
  expect(after.evidence.apart.map(({ why }) => why)).toEqual(['peer', 'peer'])
  expect([after.evidence.groups[0]!.studies.length, after.card.strength, after.card.adoptions]).toEqual([1, 'recomputed', 0]) // prettier-ignore
  expect((await exchange.list({ q: 'meadows' })).cards).toEqual([])
})

const ids = async () => (await exchange.list()).cards.filter(({ city }) => !city.isOwn).map(({ card: id }) => Number(id.slice(-3)) - 500).toSorted((a, b) => a - b) // prettier-ignore
const take = async () => (await exchange.taking.take(DOMAIN), exchange.taking.of(DOMAIN))

test('a card that is dated ahead waits for its time, by its signature or by its own word', async () => {
  const now = clock.now()
  const ahead = new Date(now.getTime() + 3_600_000)
  give(signDocument(card(1), river.key, ahead), sign(card(2)), sign(card(3, { issuedAt: ahead.toISOString() })))
  expect((await take()).refused.map(({ code }) => code)).toEqual(['future', 'future'])
  expect(await ids()).toEqual([2])
  clock.set(ahead)
  expect(await take()).toMatchObject({ cursor: 3, refused: [], failure: null })
  expect(await ids()).toEqual([1, 2, 3])
  clock.set(now)
})

test('a key that is not in the document yet is waited for; what was refused for its key is weighed anew once it is believed', async () => {
  const second = signingKey(`${river.did}#${multibaseOf(Buffer.alloc(32, 2))}`, Buffer.alloc(32, 2))
  give(sign(card(1)), signDocument(card(2), second, clock.now()))
  peer.seenAt = new Date(clock.now().getTime() - 3_600_000)
  expect(await take()).toMatchObject({ cursor: 1, refused: [], failure: { code: 'peers.newKey' } })
  // The document was read anew, and does not name it.
  peer.seenAt = new Date(clock.now().getTime() + 3_600_000)
  expect(await take()).toMatchObject({ cursor: 2, refused: [{ seq: 2, code: 'otherKey' }], failure: null })
  peer.document = didDocument(river.did, [river.key, second])
  expect(await take()).toMatchObject({ cursor: 2, refused: [], anewAt: null })
  expect(await ids()).toEqual([1, 2])
})

test('a feed that was numbered anew is read anew; one whose last practice has a newer version is not', async () => {
  give(sign(card(1)), sign(card(2)))
  await take()
  // Its version 2 takes the place of version 1, which stays at its address.
  peer.practices = [peer.practices[0]!, { seq: 3, practice: sign(card(3, { subject: uuid(502), version: 2, supersedes: `${river.host}/network/practices/${uuid(2)}` })) }] // prettier-ignore
  peer.bundles.set(`/network/practices/${uuid(2)}`, '{}')
  expect(await take()).toMatchObject({ cursor: 3, anewAt: null })
  expect(peer.asked.filter((path) => path.endsWith(uuid(2)))).toHaveLength(1)
  // Restored: what it said last is nowhere, and its numbers begin again.
  peer.practices = [
    { seq: 1, practice: sign(card(1)) },
    { seq: 2, practice: sign(card(4)) },
  ]
  expect(await take()).toMatchObject({ cursor: 5, base: 3, anewAt: clock.now(), refused: [], failure: null })
  // Or another thing stands under the number.
  peer.practices = [1, 4, 5].map((n, i) => ({ seq: i, practice: sign(card(n)) })).slice(1)
  expect(await take()).toMatchObject({ base: 5, cursor: 7 })
  expect(await ids()).toEqual([1, 2, 4, 5])
})

test('a city that moved to another domain signs its practices anew under that name, each naming the former; so after a theft', async () => {
  house.cards = [ownCard()]
  await exchange.issuing.issue()
  const { practices: before } = await exchange.issuing.feed(0, 50)
  const at = { ...needs, baseUrl: 'https://new.example' }
  const moved = { keys: createKeys(at) } as { keys: typeof keys; exchange: Exchange }
  moved.exchange = createExchange(at, moved.keys, outside)
  expect((await moved.exchange.issuing.feed(0)).practices).toEqual([])
  await moved.exchange.issuing.issue()
  expect(await moved.exchange.issuing.issue()).toBe(0)
  const card1 = (all: typeof before) => all.find(({ practice }) => practice.subject === uuid(1))!.practice
  const { issuer, practices } = await moved.exchange.issuing.feed(0, 50)
  expect(new Set([issuer, ...practices.map(({ practice }) => practice.issuer)])).toEqual(new Set(['did:web:new.example'])) // prettier-ignore
  expect(card1(practices)).toMatchObject({ id: expect.stringMatching(/^https:\/\/new\.example\//) as string, supersedes: card1(before).id, version: 1 }) // prettier-ignore
  // Whoever comes after a theft believes nothing by that key, however early it signed.
  const [stolen] = await moved.keys.list()
  await moved.keys.revoke({ ...office, can: () => true }, stolen!.multibase, clock.now(), 'A disk was stolen.')
  await moved.exchange.issuing.issue()
  const anew = card1((await moved.exchange.issuing.feed(0, 50)).practices)
  expect(anew).toMatchObject({ supersedes: card1(practices).id })
  expect((anew as { proof?: { verificationMethod: string } }).proof!.verificationMethod).not.toBe(stolen!.id)
})
