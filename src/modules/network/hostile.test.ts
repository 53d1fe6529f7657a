/** A real server that lies, floods, drips and misspells: each answer of it gets a name, and nothing honest is lost by it. */
import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock'
import { testDatabase } from '#platform/db/testing'
import { newest } from './exchange/store/shelf.ts'
import { PRACTICE, practiceBy, statedBy, type MadeUpCity } from './peers/testing.ts'
import { anna, believingWorld, MIGRATIONS, type BelievingHouse, type BelievingWorld } from './testing.ts'

const clock = fixedClock('2026-11-23T10:00:00Z')
let database: Awaited<ReturnType<typeof testDatabase>>
let world: BelievingWorld
let house: BelievingHouse
let city: MadeUpCity
beforeAll(async () => {
  database = await testDatabase(MIGRATIONS)
  world = believingWorld(database, clock)
  house = world.house
})
afterAll(() => world.close())
beforeEach(async () => {
  city = await world.newCity()
})

/** What the feed says after a number: the text of each statement as it stands on the wire. */
function feed(texts: readonly string[], more: object = {}) {
  const page = JSON.stringify({ format: 'unia-statements/1', issuer: city.did, statements: [], ...more })
  const statements = texts.map((text, i) => `{"seq":${i + 1},"statement":${text}}`).join()
  city.answers.set('/network/statements', (request, response) => {
    const after = Number(new URL(request.url!, city.origin).searchParams.get('after'))
    response.end(after > 0 ? page : page.replace('"statements":[]', `"statements":[${statements}]`))
  })
}
const stated = (n: number, about: { [member: string]: unknown } = {}) => JSON.stringify(statedBy(city, n, about))
const codes = async () => (await house.of(city.domain)).feed.refused.map(({ seq, code }) => [seq, code]).toReversed()
const failure = async () => (await house.of(city.domain)).feed.failure?.code

const BOMB = gzipSync(Buffer.alloc(50_000_000, 32))
const flood = (response: ServerResponse) => {
  const more = () => { while (!response.destroyed && response.write(Buffer.alloc(1_000_000, 32))); } // prettier-ignore
  response.on('drain', more)
  more()
}
const drip = (response: ServerResponse) => {
  response.writeHead(200)
  const drop = setInterval(() => response.write(' '), 50)
  response.on('close', () => clearInterval(drop))
}
const leads = (location: string) => (response: ServerResponse) => response.writeHead(302, { location }).end()

describe('answers that are none, at whatever door', () => {
  type Answer = (response: ServerResponse) => unknown
  const answers: [string, string, Answer][] = [
    ['a drop at a time', 'net.timeout', drip],
    ['100 MB', 'net.tooLarge', flood],
    ['a bomb of gzip', 'net.tooLarge', (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(BOMB)], // prettier-ignore
    ['deep JSON', 'peers.tooDeep', (response) => response.end('[{"a":'.repeat(10_000))],
    ['less than was promised', 'net.unreachable', (response) => { response.writeHead(200, { 'content-length': 1_000 }); response.write('{}', () => response.destroy()) }], // prettier-ignore
    ['half a character', 'peers.notPlain', (response) => response.end(`{"issuer":"\\ud800"}`)],
    ['a zero character', 'peers.notPlain', (response) => response.end(`{"issuer":"\\u0000"}`)],
    ['a member twice', 'peers.notPlain', (response) => response.end(`{"issuer":"a","issu\\u0065r":"b"}`)],
    ['a way inside', 'net.privateAddress', leads('http://169.254.169.254/latest/meta-data')],
    ['a way inside in six', 'net.privateAddress', leads('http://[::1]:8080/')],
    ['a way inside in another spelling', 'net.privateAddress', leads('http://0x7f.1:8080/')],
    ['a way to another scheme', 'net.badAddress', leads('file:///etc/passwd')],
  ]
  type Door = {
    path: string
    look(): Promise<unknown>
    failure(): Promise<string | null | undefined>
    isText?: boolean
  }
  const doors = async (): Promise<Door[]> => {
    const { domain, origin } = city
    const draft = { sender: 'Oldbank', address: `${origin}/air.csv`, indicator: 'pm25', version: '2018', unit: 'ug/m3', where: [] } // prettier-ignore
    const { id } = await house.sources.subscribe(anna, draft, 'They publish it.')
    const atVisit = async () => (await house.of(domain)).failure?.code
    return [
      { path: '/network/statements', look: () => house.look(domain), failure },
      { path: '/.well-known/did.json', look: () => house.look(domain), failure: atVisit },
      { path: '/ledger/checkpoint', look: () => house.look(domain), failure: atVisit, isText: true },
      { path: '/network/practices', look: () => house.practices.take(domain), failure: async () => (await house.practices.of(domain)).failure?.code }, // prettier-ignore
      { path: '/air.csv', look: () => house.sources.read(id), failure: async () => (await house.sources.list()).find((one) => one.id === id)?.failure?.code, isText: true }, // prettier-ignore
      { path: '/e/1', look: () => house.practices.take(domain), failure: async () => (await checked())?.problem },
    ]
  }
  const checked = async () => {
    const { rows } = await sql<{ checked: string | null; problem: string | null }>`select checked, problem from network_practices_received where domain = ${city.domain}`.execute(database.db) // prettier-ignore
    return rows[0]
  }

  test.each(answers)('%s', async (_, code, answer) => {
    feed([stated(1)])
    const evaluation = { address: `${city.origin}/e/1`, sha256: '0'.repeat(64), outcome: 'minutes', method: 'before', scale: 'difference', estimate: -1, se: null, interval: null, better: 'lower' } // prettier-ignore
    city.answers.set('/network/practices', { format: 'unia-practices/1', issuer: city.did, practices: [{ seq: 1, practice: practiceBy(city, 1, { evaluation }) }] }) // prettier-ignore
    if (code === 'net.timeout') house.patience.ms = 700
    for (const { path, look, failure, isText } of await doors()) {
      if (isText && code.startsWith('peers.')) continue
      const honest = city.answers.get(path)
      city.answers.set(path, (__, response) => void answer(response))
      await look()
      // An evaluation that may come another time is asked for another time.
      const isLater = path === '/e/1' && code.startsWith('net.') && code !== 'net.tooLarge'
      expect([path, await failure()]).toEqual([path, isLater ? null : code])
      city.answers.delete(path)
      if (honest) city.answers.set(path, honest)
    }
    house.patience.ms = Infinity
    await house.look(city.domain)
    await house.practices.take(city.domain)
    expect(await house.of(city.domain)).toMatchObject({
      state: 'accepted',
      failures: 0,
      feed: { count: 1, failure: null },
    })
    expect([(await house.practices.of(city.domain)).failure, (await checked())?.checked]).toEqual([null, 'absent'])
  })

  test('a page whose number is none', async () => {
    const pages = (seq: unknown) => {
      const envelope = { issuer: city.did }
      city.answers.set('/network/statements', { format: 'unia-statements/1', ...envelope, statements: [{ seq, statement: statedBy(city, 1) }] }) // prettier-ignore
      city.answers.set('/network/practices', { format: 'unia-practices/1', ...envelope, practices: [{ seq, practice: practiceBy(city, 1) }] }) // prettier-ignore
    }
    for (const seq of [2 ** 53, -1, 0, 1.5, '1', null]) {
      pages(seq)
      await house.received.catchUp(city.domain)
      await house.practices.take(city.domain)
      const none = { cursor: 0, failure: { code: 'peers.badAnswer' } }
      expect([await house.received.of(city.domain), await house.practices.of(city.domain)]).toMatchObject([none, none])
    }
  })
})

describe('what stands in a statement', () => {
  const oddities: [string, (good: string) => string, string][] = [
    ['a value beyond all numbers', (good) => good.replace('"value":1800', '"value":1e400'), 'malformed'],
    ['a value in another spelling', (good) => good.replace('"value":1800', '"value":"1800"'), 'malformed'],
    ['a page that is a program', (good) => good.replace(/"provenance":"[^"]*"/, '"provenance":"javascript:alert(1)"'), 'malformed'], // prettier-ignore
    ['a page that is its own text', (good) => good.replace(/"provenance":"[^"]*"/, '"provenance":"data:text/html,<script>alert(1)</script>"'), 'malformed'], // prettier-ignore
    ['a name of 10,000 signs', (good) => good.replace('"en":"Oldbank"', `"en":"${'O'.repeat(10_000)}"`), 'malformed'], // prettier-ignore
    ['a name in another normal form', (good) => good.replace('Стара Набережна', 'Стара Набережна'.normalize('NFD').replace('С', 'C')), 'wrongSignature'], // prettier-ignore
    ['a member that is no member', (good) => good.replace('"value":1800', '"__proto__":{"value":1},"value":1800'), 'wrongSignature'], // prettier-ignore
  ]
  test.each(oddities)('%s is refused alone', async (_, odd, code) => {
    feed([stated(1), odd(stated(2, { period: '2022' })), stated(3, { period: '2021' })])
    await house.look(city.domain)
    expect([await codes(), (await house.of(city.domain)).feed.count, await failure()]).toEqual([[[2, code]], 2, undefined]) // prettier-ignore
  })
})

describe('what stands in a practice', () => {
  const content = { titles: { en: 'x'.repeat(10_000) } }
  const oddities: [string, object][] = [
    ['a title of 10,000 signs', { content: { ...PRACTICE, ...content } }],
    ['an address that is a program', { id: 'javascript:alert(1)' }],
    ['an address of a former version that is its own text', { supersedes: 'data:text/html,<script>alert(1)</script>' }],
    ['an evaluation at a program', { evaluation: { address: 'javascript:alert(1)', sha256: '0'.repeat(64), outcome: 'x', method: 'before', scale: 'difference', estimate: 1, se: null, interval: null, better: 'lower' } }], // prettier-ignore
    ['a result beyond all numbers', { evaluation: { address: 'https://x.example/1', sha256: '0'.repeat(64), outcome: 'x', method: 'before', scale: 'difference', estimate: 'Infinity', se: null, interval: null, better: 'lower' } }], // prettier-ignore
  ]
  test('each odd one is refused alone, and what turns words round is not shown', async () => {
    const turned = { ...PRACTICE, contact: 'Office\u202e moc.live', titles: { en: 'חיפה' } }
    const all = [practiceBy(city, 1), ...oddities.map(([, more], i) => practiceBy(city, i + 2, more)), practiceBy(city, 20, { content: turned })] // prettier-ignore
    city.answers.set('/network/practices', { format: 'unia-practices/1', issuer: city.did, practices: all.map((practice, i) => ({ seq: i + 1, practice })) }) // prettier-ignore
    expect(await house.practices.take(city.domain)).toBe(2)
    const { refused } = await house.practices.of(city.domain)
    expect(refused.map(({ seq, code }) => [seq, code]).toReversed()).toEqual(oddities.map((_, i) => [i + 2, 'malformed'])) // prettier-ignore
    const [shown] = (await newest(database.db)).filter(({ domain, seq }) => domain === city.domain && seq === all.length) // prettier-ignore
    expect(shown!.document.content).toMatchObject({ contact: 'Office moc.live', titles: { en: '\u2068חיפה\u2069' } })
  })
})
