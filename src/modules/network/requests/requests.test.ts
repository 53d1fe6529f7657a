/** Two houses: one asks the other for a value. Their rows are told apart by whom they are about, so one database holds both. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor, type Actor } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import type { Database } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { Refusal } from '#platform/errors'
import { systemIds } from '#platform/ids'
import { didOf, multibaseOf, signDocument, signingKey } from '#platform/integrity'
import { createLedger, keptSigner, migrations as ledgerMigrations } from '#platform/ledger'
import type { Message } from '#platform/mail'
import { migrations as governanceMigrations } from '#governance'
import { migrations } from '../migrations/index.ts'
import type { Needs } from '../needs.ts'
import type { PeerState } from '../peers/types.ts'
import { DAY_MAX, DAY_MAX_QUARANTINED, OPEN_MAX } from './types.ts'
import { createRequests } from './service.ts'

const clock = fixedClock('2026-11-23T10:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'unia-requests-'))
const ewa: Actor = { id: 'person:ewa', kind: 'person', can: (what) => what === 'network.organise' }
const jan: Actor = { id: 'person:jan', kind: 'person', can: () => false }
const T = (text: string) => ({ pl: text, en: text, uk: text })
const letters: Message[] = []
const stated = new Map<string, { id: string; state: string }>()
const states = new Map<string, PeerState>()
/** What becomes of an answer on its way back. */
let lost = false
let down = false
let database: Database

function house(domain: string, seed: number, other: () => House) {
  const bytes = Buffer.alloc(32, seed)
  const did = didOf(domain)
  const multibase = multibaseOf(bytes)
  const key = signingKey(`${did}#${multibase}`, bytes)
  const queue: [string, { domain: string }][] = []
  const needs = {
    ...{ db: database.db, clock, ids: systemIds, timezone: 'Europe/Warsaw', baseUrl: `https://${domain}` },
    ledger: createLedger({ db: database.db, clock, ids: systemIds, signer: keptSigner({ dataDir: folder, origin: 'a.example/l' }) }), // prettier-ignore
    jobs: { define: () => {}, enqueue: async (_: unknown, name: string, data: { domain: string }) => void queue.push([name, data]) }, // prettier-ignore
    events: { on: () => {} },
    mail: { send: async (_: unknown, letter: Message) => void letters.push(letter) },
    gate: { demandFit: (texts: object) => { if (Object.values(texts).join().includes('44051401359')) throw new Refusal('governance.unfitText', 422) } }, // prettier-ignore
    identity: { organisations: async () => [{ id: 'c', kind: 'city' }], members: async () => [{ accountId: 'ola', email: 'ola@b.example', language: 'en', role: 'steward' }] }, // prettier-ignore
    indicators: { home: 'home', definitions: async () => [{ id: 'air', names: T('Air'), unit: 'ug/m3', standards: [{ standard: 'iso37120', code: '8.1' }] }, { id: 'own', names: T('Own'), unit: '1', standards: [] }] }, // prettier-ignore
  } as unknown as Needs
  const peers = {
    sender: async (_: unknown, from: string) => {
      const state = states.get(from)
      const it = from === a.domain ? a : b
      return state && { domain: from, did: it.did, state, document: {}, keys: [{ id: it.key.id, multibase: it.multibase }] } // prettier-ignore
    },
    isAccepted: async (_: unknown, of: string) => states.get(of) === 'accepted',
    list: async () => [...states].map(([of, state]) => ({ domain: of, state })),
    spend: async () => {},
    outside: {
      tell: async (_to: string, _path: string, document: string) => {
        if (down) throw new Refusal('net.unreachable', 502)
        try {
          await other().requests.take(document)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          return { status: error.status, code: error.code }
        }
        if (lost) throw new Refusal('net.timeout', 504)
        return { status: 202 }
      },
    },
  }
  const requests = createRequests(needs, {
    keys: { did, sign: async <D extends object>(document: D) => signDocument(document, key, clock.now()) },
    peers: peers as never,
    statements: { of: async ({ period }: { period: string }) => [stated.get(period)].filter((one) => one !== undefined), addressOf: (id: string) => `https://${domain}/network/statements/${id}` } as never, // prettier-ignore
    received: { beside: async () => ({ periods: Array.from({ length: 40 }, (_, i) => String(2025 - i)), others: [] }), catchUp: async () => 0 } as never, // prettier-ignore
  })
  return { domain, did, key, multibase, queue, requests }
}
type House = ReturnType<typeof house>
let a: House
let b: House
beforeAll(async () => {
  database = await testDatabase([...ledgerMigrations, ...governanceMigrations, ...migrations])
  a = house('a.example', 1, () => b)
  b = house('b.example', 2, () => a)
  states.set(a.domain, 'accepted').set(b.domain, 'accepted')
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

const refused = (code: string) => expect.objectContaining({ code })
const asking = (period: string, more: object = {}) => ({ domain: 'b.example', indicator: 'air', period, respondBy: '2026-12-04', words: 'We compare our <b>air</b>.', ...more }) // prettier-ignore
const at = async (isOwn: boolean, period: string) => (await a.requests.list(ewa)).find((one) => one.isOwn === isOwn && one.period === period) // prettier-ignore
let number = 0
function letter(more: object = {}, key = a.key, created = clock.now()) {
  const id = `https://a.example/network/requests/0197f3a0-0000-7000-8000-${String(++number).padStart(12, '0')}`
  const indicator = { id: 'pm', names: { en: 'Air' }, unit: 'ug/m3', standards: [{ standard: 'iso37120', code: '8.1' }] } // prettier-ignore
  const document = { type: 'ValueRequest', format: 'unia-requests/1', id, issuer: a.did, to: b.did, issuedAt: created.toISOString(), indicator, period: '1999', respondBy: '2026-12-04', validUntil: '2027-01-04T00:00:00Z', ...more } // prettier-ignore
  return signDocument(document, key, created)
}
const take = (document: object) => b.requests.take(JSON.stringify(document))

test('only who may asks, for what can be found and compared, once', async () => {
  await expect(a.requests.ask(visitor, asking('2025'))).rejects.toThrow(refused('unauthenticated'))
  await expect(a.requests.ask(jan, asking('2025'))).rejects.toThrow(refused('forbidden'))
  await expect(a.requests.list(jan)).rejects.toThrow(refused('forbidden'))
  await expect(a.requests.ask(ewa, asking('2025', { indicator: 'own' }))).rejects.toThrow(refused('requests.noStandard')) // prettier-ignore
  await expect(a.requests.ask(ewa, asking('2025', { indicator: 'none' }))).rejects.toThrow(refused('requests.unknownIndicator')) // prettier-ignore
  await expect(a.requests.ask(ewa, asking('1850'))).rejects.toThrow(refused('requests.noOwnValue'))
  await expect(a.requests.ask(ewa, asking('2025', { respondBy: '2026-11-22' }))).rejects.toThrow(refused('requests.badDay')) // prettier-ignore
  await expect(a.requests.ask(ewa, asking('2025', { domain: 'c.example' }))).rejects.toThrow(refused('requests.notAccepted')) // prettier-ignore
  await expect(a.requests.ask(ewa, asking('2025', { words: '44051401359' }))).rejects.toThrow(refused('governance.unfitText')) // prettier-ignore
})

test('a request arrives once, though its answer was lost, and is answered by the statement as soon as there is one', async () => {
  await a.requests.ask(ewa, asking('2025'))
  await expect(a.requests.ask(ewa, asking('2025'))).rejects.toThrow(refused('requests.askedAlready'))
  down = true
  await a.requests.deliver(b.domain)
  expect((await at(true, '2025'))!.delivery).toMatchObject({ state: 'waiting', failure: { code: 'net.unreachable' } })
  ;[down, lost] = [false, true]
  await a.requests.deliver(b.domain)
  lost = false
  await a.requests.deliver(b.domain)
  expect((await at(true, '2025'))!.delivery).toMatchObject({ state: 'delivered' })
  expect((await b.requests.list(ewa)).filter(({ isOwn }) => !isOwn)).toMatchObject([{ domain: 'a.example', state: 'open', words: 'We compare our <b>air</b>.' }]) // prettier-ignore
  await b.requests.answerByItself()
  expect((await at(false, '2025'))!.state).toBe('open')
  stated.set('2025', { id: '0197f3a0-0000-7000-8000-0000000000aa', state: 'stands' })
  await b.requests.answerByItself()
  await b.requests.answerByItself()
  await b.requests.deliver(a.domain)
  const statement = 'https://b.example/network/statements/0197f3a0-0000-7000-8000-0000000000aa'
  expect(await at(true, '2025')).toMatchObject({ state: 'answered', statement })
  expect(await at(false, '2025')).toMatchObject({ state: 'answered', statement })
  expect(a.queue).toContainEqual(['network.catchUpAnswered', { domain: 'b.example' }])
  // In public there is no word of it.
  expect(JSON.stringify(await a.requests.outlines())).not.toContain('compare')
})

test('one is declined with its reason, another withdrawn; both cities see both', async () => {
  await a.requests.ask(ewa, asking('2024'))
  const withdrawn = await a.requests.ask(ewa, asking('2023'))
  await a.requests.deliver(b.domain)
  await b.requests.decline(ewa, (await at(false, '2024'))!.id, 'We do not measure it.')
  await expect(b.requests.decline(ewa, (await at(false, '2024'))!.id, 'Again.')).rejects.toThrow(refused('requests.closed')) // prettier-ignore
  await expect(b.requests.decline(jan, (await at(false, '2023'))!.id, 'No.')).rejects.toThrow(refused('forbidden'))
  await b.requests.deliver(a.domain)
  expect(await at(true, '2024')).toMatchObject({ state: 'declined', answer: 'We do not measure it.' })
  await a.requests.withdraw(ewa, withdrawn)
  await expect(a.requests.withdraw(ewa, withdrawn)).rejects.toThrow(refused('requests.closed'))
  await a.requests.deliver(b.domain)
  expect((await at(false, '2023'))!.state).toBe('withdrawn')
  await expect(b.requests.decline(ewa, (await at(false, '2023'))!.id, 'No.')).rejects.toThrow(refused('requests.closed')) // prettier-ignore
})

test('who answers is told once of each stage, and sees what is overdue', async () => {
  await take(letter({ period: '1998' }))
  await b.requests.tick()
  await b.requests.tick()
  expect(letters.splice(0).map(({ to, subject }) => [to, subject])).toEqual([['ola@b.example', 'Other cities ask for values']]) // prettier-ignore
  clock.set(new Date('2026-12-04T23:30:00Z')) // Already the fifth in the city.
  expect((await at(false, '1998'))!.state).toBe('late')
  await b.requests.tick()
  expect(letters.splice(0)).toMatchObject([{ subject: 'A value that another city asked for is overdue' }])
  clock.set(new Date('2026-11-23T10:00:00Z'))
})

test.each([
  ['forged', () => ({ ...letter(), period: '1990' }), 'wrongSignature'],
  ['signed by another', () => letter({}, b.key), 'otherKey'],
  ['signed in the future', () => letter({}, a.key, new Date('2026-11-24T10:00:00Z')), 'future'],
  ['dated in the future', () => letter({ issuedAt: '2026-11-24T10:00:00.000Z' }), 'future'],
  ['expired', () => letter({ validUntil: '2026-11-01T00:00:00Z' }), 'expired'],
  ['valid for ever', () => letter({ validUntil: '2099-11-01T00:00:00Z' }), 'malformed'],
  ['for somebody else', () => letter({ to: 'did:web:c.example' }), 'otherAddressee'],
  ['of nobody known', () => letter({ issuer: 'did:web:c.example' }), 'unknownSender'],
  ['at an address of another', () => letter({ id: 'https://c.example/network/requests/0197f3a0-0000-7000-8000-000000000001' }), 'malformed'], // prettier-ignore
  ['with a person in it', () => letter({ words: 'PESEL 44051401359' }), 'personal'],
  ['with a person for an indicator', () => letter({ indicator: { id: 'pm', names: { en: '44051401359' }, unit: '1', standards: [{ standard: 'iso37120', code: '8.1' }] } }), 'personal'], // prettier-ignore
  ['of no form', () => ({ hello: 'world' }), 'malformed'],
  ['of a request that is none', () => letter({ type: 'ValueRequestWithdrawal', request: 'https://a.example/network/requests/0197f3a0-0000-7000-8000-00000000dead' }), 'unknown'], // prettier-ignore
])('a letter that is %s is refused', async (_, made, code) => {
  await expect(take(made())).rejects.toThrow(refused(`requests.${code}`))
})

test('replayed it changes nothing; other words at its address are refused', async () => {
  const first = letter({ period: '1997' })
  const before = (await b.requests.list(ewa)).length
  await take(first)
  await take(first)
  expect((await b.requests.list(ewa)).length).toBe(before + 1)
  const { proof: _, ...bare } = first
  await expect(take(signDocument({ ...bare, period: '1996' }, a.key, clock.now()))).rejects.toThrow(refused('requests.changed')) // prettier-ignore
  await expect(b.requests.take('['.repeat(30_000))).rejects.toThrow(refused('requests.malformed'))
})

test('a flood stops at its limit, sooner in quarantine, and nothing of a blocked city is taken or shown', async () => {
  const flood = async () => {
    for (let n = 0; n < 100; n++) await take(letter({ period: String(1900 + n) }))
  }
  await expect(flood()).rejects.toThrow(refused('requests.tooManyOpen'))
  const waiting = (await b.requests.list(ewa)).filter(({ isOwn, state }) => !isOwn && state === 'open')
  expect(waiting).toHaveLength(OPEN_MAX)
  expect((await b.requests.outlines()).some(({ isOwn }) => !isOwn)).toBe(true)
  states.set(a.domain, 'quarantined')
  expect((await b.requests.outlines()).some(({ domain }) => domain === a.domain)).toBe(false)
  expect((await at(false, '1998'))!.isQuarantined).toBe(true)
  await expect(take(letter())).rejects.toThrow(refused('requests.tooManyToday'))
  expect(DAY_MAX_QUARANTINED).toBeLessThan(OPEN_MAX)
  states.set(a.domain, 'blocked')
  await expect(take(letter())).rejects.toThrow(refused('requests.blockedSender'))
  expect((await b.requests.list(ewa)).some(({ domain }) => domain === a.domain)).toBe(false)
})

test('what lapsed may be asked again, and whoever may ask sees who lacks what; letters going out stop at the limit of a day', async () => {
  states.set(a.domain, 'accepted').set(b.domain, 'accepted')
  const lacking = async () => (await a.requests.missing('air')).find(({ period }) => period === '2010')!.cities.find(({ domain }) => domain === 'b.example') // prettier-ignore
  expect(await lacking()).toEqual({ domain: 'b.example', isAsked: false })
  await a.requests.ask(ewa, asking('2010'))
  expect(await lacking()).toEqual({ domain: 'b.example', isAsked: true })
  expect(await a.requests.missing('own')).toEqual([])
  clock.set(new Date('2027-03-01T10:00:00Z'))
  expect((await at(true, '2010'))!.state).toBe('lapsed')
  expect(await lacking()).toEqual({ domain: 'b.example', isAsked: false })
  const anew = await a.requests.ask(ewa, asking('2010', { respondBy: '2027-03-08' }))
  await a.requests.withdraw(ewa, anew)
  const flood = async () => {
    for (let n = 0; n < DAY_MAX; n++) await a.requests.withdraw(ewa, await a.requests.ask(ewa, asking('2009', { respondBy: '2027-03-08' }))) // prettier-ignore
  }
  await expect(flood()).rejects.toThrow(refused('requests.tooManyToday'))
  const { length } = (await a.requests.list(ewa)).filter(({ isOwn, at: day }) => isOwn && day >= clock.now())
  expect(length).toBe(DAY_MAX / 2)
  // What was refused left nothing behind.
  await expect(a.requests.ask(ewa, asking('2008', { respondBy: '2027-03-08' }))).rejects.toThrow(refused('requests.tooManyToday')) // prettier-ignore
  expect(await at(true, '2008')).toBeUndefined()
})
