/** A real server that lies, floods, drips and misspells: each answer of it gets a name, and nothing honest is lost by it. */
import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock'
import { testDatabase } from '#platform/db/testing'
import { migrations as ledgerMigrations } from '#platform/ledger'
import { migrations as governanceMigrations } from '#governance'
import { migrations } from './migrations/index.ts'
import { madeUpCity, statedBy, type MadeUpCity } from './peers/testing.ts'
import { believingHouse, type BelievingHouse } from './testing.ts'

const clock = fixedClock('2026-11-23T10:00:00Z')
let database: Awaited<ReturnType<typeof testDatabase>>
let house: BelievingHouse
let city: MadeUpCity
const cities: MadeUpCity[] = []
beforeAll(async () => {
  database = await testDatabase([...ledgerMigrations, ...governanceMigrations, ...migrations])
  house = believingHouse(database, clock)
})
afterAll(async () => {
  for (const one of cities) await one.close()
  await house.close()
  await database.close()
})
beforeEach(async () => {
  city = await madeUpCity()
  cities.push(city)
  await house.meet(city.domain)
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

const flood = (response: ServerResponse) => {
  const more = () => { while (!response.destroyed && response.write(Buffer.alloc(1_000_000, 32))); } // prettier-ignore
  response.on('drain', more)
  more()
}
const leads = (location: string) => (response: ServerResponse) => response.writeHead(302, { location }).end()

describe('answers that are none, at whatever door', () => {
  type Answer = (response: ServerResponse) => unknown
  const answers: [string, string, Answer][] = [
    ['100 MB', 'net.tooLarge', flood],
    ['a bomb of gzip', 'net.tooLarge', (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000, 32)))], // prettier-ignore
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
  test.each(answers)('%s', async (_, code, answer) => {
    feed([stated(1)])
    const honest = city.answers.get('/network/statements')!
    for (const path of ['/network/statements', '/.well-known/did.json', '/ledger/checkpoint']) {
      if (path === '/ledger/checkpoint' && code.startsWith('peers.')) continue
      city.answers.set(path, (__, response) => void answer(response))
      await house.look(city.domain)
      const { failure: atVisit, feed: atFeed } = await house.of(city.domain)
      expect([path, (path === '/network/statements' ? atFeed.failure : atVisit)?.code]).toEqual([path, code])
      city.answers.delete(path)
    }
    city.answers.set('/network/statements', honest)
    await house.look(city.domain)
    expect(await house.of(city.domain)).toMatchObject({
      state: 'accepted',
      failures: 0,
      feed: { count: 1, failure: null },
    })
  })
})

describe('what stands in a statement', () => {
  const oddities: [string, (good: string) => string, string][] = [
    ['a value beyond all numbers', (good) => good.replace('"value":1800', '"value":1e400'), 'malformed'],
    ['a value in another spelling', (good) => good.replace('"value":1800', '"value":"1800"'), 'malformed'],
    ['a name in another normal form', (good) => good.replace('Стара Набережна', 'Стара Набережна'.normalize('NFD').replace('С', 'C')), 'wrongSignature'], // prettier-ignore
    ['a member that is no member', (good) => good.replace('"value":1800', '"__proto__":{"value":1},"value":1800'), 'wrongSignature'], // prettier-ignore
  ]
  test.each(oddities)('%s is refused alone', async (_, odd, code) => {
    feed([stated(1), odd(stated(2, { period: '2022' })), stated(3, { period: '2021' })])
    await house.look(city.domain)
    expect([await codes(), (await house.of(city.domain)).feed.count, await failure()]).toEqual([[[2, code]], 2, undefined]) // prettier-ignore
  })
})
