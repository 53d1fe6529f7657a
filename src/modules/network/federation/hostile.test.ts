/** What servers of others send to deceive: each comes to nothing, and says so where it is asked to. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#platform/actor'
import type { Database } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { testHttp, v1 } from '../../../platform/http/testing.ts'
import { migrations as jobsMigrations } from '#platform/jobs'
import { migrations as ledgerMigrations } from '#platform/ledger'
import { migrations as governanceMigrations } from '#governance'
import { migrations } from '../migrations/index.ts'
import { FOLLOWERS_PER_SERVER_AND_DAY_MAX } from './inbox.ts'
import { federationRoutes, fediverseRoutes } from './routes.ts'
import { CITY_NAMES, otherServer, testCity, type OtherServer } from './testing.ts'

const ORIGIN = 'https://city.example'
const CITY = `${ORIGIN}/network/actors/city`
const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public'
const anna: Actor = { id: 'person:anna', kind: 'person', can: () => true }
const HOUR_MS = 3_600_000

const folder = mkdtempSync(join(tmpdir(), 'unia-hostile-'))
let database: Database
let city: Awaited<ReturnType<typeof testCity>>
let app: Awaited<ReturnType<typeof testHttp>>['app']
let afar: OtherServer
let address: string
beforeAll(async () => {
  database = await testDatabase([...jobsMigrations, ...ledgerMigrations, ...governanceMigrations, ...migrations])
  city = await testCity({ database, folder, baseUrl: ORIGIN })
  await city.jobs.start({ alone: database.alone })
  ;({ app } = await testHttp({ config: { baseUrl: ORIGIN, trustProxy: false } }))
  await app.register(federationRoutes(city.federation), { prefix: v1('') })
  await app.register(fediverseRoutes(city.federation, CITY_NAMES))
  afar = await otherServer()
  await city.federation.speakers()
  const { id } = await city.federation.publish(anna, { kind: 'note', texts: { pl: 'Tak', en: 'Yes', uk: 'Так' } })
  address = (await city.federation.post(id)).address
})
afterAll(async () => {
  await app.close()
  await city.stop()
  await database.close()
  await afar.close()
  rmSync(folder, { recursive: true })
})

const answer = (name: string, number: number, more: object = {}) => {
  const id = `${afar.person(name)}/notes/${number}`
  return { id: `${id}/activity`, type: 'Create', object: { id, type: 'Note', attributedTo: afar.person(name), inReplyTo: address, content: `No. ${number}`, ...more } } // prettier-ignore
}
const say = async (name: string, said: object, at?: Date) => (await app.inject(afar.carry(name, `${CITY}/inbox`, said, 'draft-cavage', at))).statusCode // prettier-ignore
const waiting = async () => (await city.federation.waiting(anna)).map(({ text }) => text)

test('a request that was signed for another hour is refused, though its signature is right', async () => {
  const now = Date.now()
  expect(await say('ola', answer('ola', 1), new Date(now - 3 * HOUR_MS))).toBe(401)
  expect(await say('ola', answer('ola', 1), new Date(now + 3 * HOUR_MS))).toBe(401)
  expect(await waiting()).toEqual([])
  const good = afar.carry('ola', `${CITY}/inbox`, answer('ola', 1))
  for (let i = 0; i < 3; i++) expect((await app.inject(good)).statusCode).toBe(202)
  expect(await waiting()).toEqual(['No. 1'])
})

test('nobody speaks, changes or takes back in another’s name, also on one server', async () => {
  await say('jan', answer('jan', 2, { attributedTo: afar.person('ola') }))
  const changed = { ...answer('ola', 1, { content: 'Changed', attributedTo: afar.person('jan') }), id: `${afar.person('jan')}/updates/1`, type: 'Update' } // prettier-ignore
  await say('jan', changed)
  await say('jan', { id: `${afar.person('jan')}/removals/1`, type: 'Delete', object: `${afar.person('ola')}/notes/1` })
  await say('jan', { id: `${afar.person('jan')}/removals/2`, type: 'Delete', object: afar.person('ola') })
  expect(await waiting()).toEqual(['No. 1'])
})

test('a list of receivers without end, and what is announced in a circle, cost nothing and are told to nobody', async () => {
  const many = Array.from({ length: 3_000 }, (_, i) => `${afar.origin}/users/n${i}`)
  expect(await say('ola', { ...answer('ola', 3, { to: [PUBLIC, ...many] }), cc: many.slice(0, 10) })).toBe(202)
  expect(await waiting()).toEqual(['No. 1', 'No. 3'])
  for (const object of [address, `${afar.person('ola')}/announces/1`])
    expect(await say('ola', { id: `${afar.person('ola')}/announces/1`, type: 'Announce', object })).toBeLessThan(500)
  expect(afar.heard).toEqual([])
})

const follow = (name: string) => say(name, { id: `${afar.person(name)}/follows/1`, type: 'Follow', object: CITY })
const followers = async () => (await city.federation.followers(anna, 'city')).map(({ uri }) => uri)

test('nobody is told things at an address inside the network, or at another’s', async () => {
  const inside = 'http://169.254.169.254/inbox'
  Object.assign(afar.odd, { ida: { inbox: inside }, ewa: { inbox: 'javascript:alert(1)' }, iga: { endpoints: { sharedInbox: inside } } }) // prettier-ignore
  for (const name of ['ida', 'ewa', 'iga']) expect(await follow(name)).toBeLessThan(500)
  expect(await followers()).toEqual([afar.person('iga')])
  const { rows } = await sql<{ inbox: string; shared_inbox: string | null }>`select inbox, shared_inbox from network_followers`.execute(database.db) // prettier-ignore
  expect(rows).toEqual([{ inbox: `${afar.person('iga')}/inbox`, shared_inbox: null }])
})

test('a server whose thousands follow in a day is heard up to a limit, and keeps out no other', async () => {
  await sql`insert into network_followers (actor, uri, inbox, handle, at) select 'city', ${afar.origin} || '/users/n' || n, ${afar.origin} || '/inbox', 'n', now()
    from generate_series(1, ${FOLLOWERS_PER_SERVER_AND_DAY_MAX}) n`.execute(database.db)
  await follow('ala')
  expect(await followers()).not.toContain(afar.person('ala'))
  await sql`update network_followers set at = now() - interval '2 days' where handle = 'n'`.execute(database.db)
  expect(await say('ala', { id: `${afar.person('ala')}/follows/2`, type: 'Follow', object: CITY })).toBe(202)
  const { rows } = await sql`select from network_followers where uri = ${afar.person('ala')}`.execute(database.db)
  expect(rows).toHaveLength(1)
})

test('whoever is asked for by a name that is none is not found', async () => {
  const ask = (resource: string) => app.inject(`/.well-known/webfinger?resource=${resource}`)
  expect((await ask('acct:city@city.example')).statusCode).toBe(200)
  const odd = ['', 'acct:', 'acct:city', 'acct:city@evil.example', 'acct:city@city.example@evil.example', 'acct:city%00@city.example', 'javascript:alert(1)', 'data:text/html,<script>alert(1)</script>', 'https://city.example/network/actors/..%2f..%2fetc', 'file:///etc/passwd', 'http://169.254.169.254/', '%', '%ff', 'acct:' + 'c'.repeat(10_000) + '@city.example', 'acct:city@city.example&resource=acct:x@evil.example', encodeURIComponent('acct:\u202eytic@city.example'), encodeURIComponent("acct:' or 1=1 --@city.example")] // prettier-ignore
  for (const resource of odd) {
    const { statusCode, body, headers } = await ask(resource)
    expect([resource, [200, 400, 404, 414].includes(statusCode)]).toEqual([resource, true])
    if (statusCode === 200) expect(JSON.parse(body)).toMatchObject({ subject: 'acct:city@city.example' })
    expect(headers['content-type'] ?? '').not.toContain('html')
  }
  expect((await app.inject('/.well-known/webfinger')).statusCode).toBe(400)
  for (const name of ['city%00', '%ff', '..%2fcity', 'c'.repeat(5_000)])
    for (const part of ['', '/inbox', '/outbox', '/outbox?cursor=0', '/followers', '/following'])
      expect([name, part, (await app.inject({ url: `/network/actors/${name}${part}`, headers: { accept: 'application/activity+json' } })).statusCode < 500]).toEqual([name, part, true]) // prettier-ignore
})
