/** The city follows others, and shows what they say as theirs; a server that floods, sends without end or dies in the middle harms nobody else. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Actor } from '#platform/actor'
import type { Database } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { testHttp, v1 } from '../../../platform/http/testing.ts'
import { migrations as jobsMigrations } from '#platform/jobs'
import { migrations as ledgerMigrations } from '#platform/ledger'
import { migrations as governanceMigrations } from '#governance'
import { migrations } from '../migrations/index.ts'
import type { Peer } from '../peers/types.ts'
import { federationRoutes, fediverseRoutes } from './routes.ts'
import { CITY_NAMES, otherServer, testCity, type Carried, type OtherServer } from './testing.ts'

const ORIGIN = 'http://city.example'
const CITY = `${ORIGIN}/network/actors/city`
const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public'
const anna: Actor = { id: 'person:anna', kind: 'person', can: () => true }
const iga: Actor = { id: 'person:iga', kind: 'person', can: () => false }
const three = (said: string) => ({ pl: `${said} (pl)`, en: `${said} (en)`, uk: `${said} (uk)` })

const folder = mkdtempSync(join(tmpdir(), 'unia-following-'))
const peers: Pick<Peer, 'domain' | 'state'>[] = []
let database: Database
let city: Awaited<ReturnType<typeof testCity>>
let app: Awaited<ReturnType<typeof testHttp>>['app']
let afar: OtherServer
beforeAll(async () => {
  database = await testDatabase([...jobsMigrations, ...ledgerMigrations, ...governanceMigrations, ...migrations])
  city = await testCity({ database, folder, baseUrl: ORIGIN, peers })
  await city.jobs.start({ alone: database.alone })
  ;({ app } = await testHttp({ config: { baseUrl: ORIGIN, trustProxy: false } }))
  await app.register(federationRoutes(city.federation), { prefix: v1('') })
  await app.register(fediverseRoutes(city.federation, CITY_NAMES))
  afar = await otherServer()
})
afterAll(async () => {
  await app.close()
  await city.stop()
  await database.close()
  await afar.close()
  rmSync(folder, { recursive: true })
})

const until = <T>(work: () => T) => vi.waitFor(work, 15_000)
const bring = async (carried: Carried) => (await app.inject(carried)).statusCode
const say = (name: string, said: object, server = afar) => bring(server.carry(name, `${ORIGIN}/network/inbox`, said))
const heard = (type: string) => afar.heard.filter(({ said }) => said.type === type)
let number = 0
const noteOf = (name: string, content: string, more: object = {}) => {
  const id = `${afar.person(name)}/notes/${++number}`
  return { id: `${id}/activity`, type: 'Create', object: { id, type: 'Note', attributedTo: afar.person(name), to: [PUBLIC], content, ...more } } // prettier-ignore
}

test('a worker that is killed between sending and noting it: sent again, by the same id', async () => {
  const came: string[] = []
  // It waits for its order.
  const worker = spawn(process.execPath, [fileURLToPath(new URL('crash-worker.ts', import.meta.url))], { stdio: ['pipe', 'inherit', 'inherit'] }) // prettier-ignore
  const receiver = createServer(async (request, response) => {
    came.push((JSON.parse(await text(request)) as { id: string }).id)
    if (came.length > 1) return response.writeHead(202).end()
    worker.kill('SIGKILL')
  }).listen(0, '127.0.0.1')
  await new Promise((done) => receiver.once('listening', done))
  const there = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`
  const { federation, jobs } = city
  await federation.speakers()
  await sql`insert into network_followers (actor, uri, inbox, handle, at) values ('city', ${there}, ${`${there}/inbox`}, '@x', now())`.execute(database.db) // prettier-ignore
  const { id } = await federation.publish(anna, { kind: 'note', texts: three('Trams run again.') })
  const ended = new Promise((done) => worker.once('exit', (_, signal) => done(signal)))
  worker.stdin.end(JSON.stringify({ databaseUrl: database.url, folder, baseUrl: ORIGIN }))
  expect(await ended).toBe('SIGKILL')
  // As if an hour had passed since it last gave a sign of life.
  await sql`update pgboss.job set heartbeat_on = heartbeat_on - interval '1 hour' where state = 'active'`.execute(database.db) // prettier-ignore
  await sql`update pgboss.queue set monitor_claim_on = monitor_claim_on - interval '1 hour'`.execute(database.db)
  await jobs.work()
  const again = sql`update pgboss.job set start_after = now() where name like 'network.deliver%' and state < 'active'`
  await until(async () => {
    await again.execute(database.db)
    expect(came).toHaveLength(2)
    const { rows } = await sql`select from network_servers where answered_at is not null`.execute(database.db)
    expect(rows).toHaveLength(1)
  })
  expect(new Set(came)).toEqual(new Set([`${ORIGIN}/network/activities/${id}`]))
  await new Promise((done) => receiver.close(done))
})

test('somebody is followed by handle once they agree, and what they say to everybody stands as theirs', async () => {
  const { federation } = city
  const handle = `@ola@${new URL(afar.origin).host}`
  await expect(federation.follow(iga, handle)).rejects.toMatchObject({ status: 403 })
  await expect(federation.follow(anna, CITY)).rejects.toMatchObject({ code: expect.stringMatching(/^net/) as string })
  await expect(federation.follow(anna, `${afar.origin}/nobody`)).rejects.toMatchObject({ code: 'net.unreachable' })
  await expect(federation.follow(anna, `${afar.origin}/users/inside`)).rejects.toMatchObject({ code: 'net.privateAddress' }) // prettier-ignore
  expect(await federation.follow(anna, handle)).toMatchObject({ handle, name: 'ola of afar', state: 'asked' })
  await until(() => expect(heard('Follow')).toHaveLength(1))
  const asked = heard('Follow')[0]!.said as { id: string }
  expect(asked).toMatchObject({ actor: CITY, object: afar.person('ola') })
  // Nothing counts before they agree, and nobody agrees for them.
  await say('ola', noteOf('ola', 'Too early'))
  const accept = { type: 'Accept', object: { ...asked, '@context': undefined } }
  await say('jan', { ...accept, id: `${afar.person('jan')}/accepts/1` })
  await say('ola', { type: 'Accept', id: `${afar.person('ola')}/accepts/0`, object: `${CITY}/another` })
  expect(await federation.following()).toMatchObject([{ state: 'asked' }])
  expect(await say('ola', { ...accept, id: `${afar.person('ola')}/accepts/1` })).toBe(202)
  expect(await federation.following()).toMatchObject([{ state: 'accepted' }])
  await expect(federation.follow(anna, handle)).rejects.toMatchObject({ code: 'network.followedAlready' })
  const { orderedItems } = (await app.inject({ url: '/network/actors/city/following', headers: { accept: 'application/activity+json' } })).json() // prettier-ignore
  expect([orderedItems].flat()).toEqual([afar.person('ola')])

  const said = noteOf('ola', '<p>The bridge is open.</p><script>alert(1)</script>', { contentMap: { en: '<p>The bridge is open.</p>', pl: '<p>Most otwarty.</p>' }, url: 'http://evil.example/x' }) // prettier-ignore
  for (let i = 0; i < 2; i++) expect(await say('ola', said)).toBe(202)
  const { posts } = await federation.others()
  expect(posts).toMatchObject([{ name: 'ola of afar', handle, kind: 'note', texts: { en: 'The bridge is open.', pl: 'Most otwarty.' }, page: said.object.id }]) // prettier-ignore
  expect((await federation.posts()).posts.map(({ texts }) => texts.en)).toEqual(['Trams run again. (en)'])
  const changed = { ...said, id: `${said.object.id}/changed`, type: 'Update', object: { ...said.object, content: 'It is closed.', contentMap: undefined } } // prettier-ignore
  await say('ola', changed)
  expect((await federation.others()).posts.map(({ texts }) => texts)).toEqual([{ und: 'It is closed.' }])
})

test('what is not for everybody, not theirs, an answer, or about a person is not shown; what was left out stays so', async () => {
  const { federation } = city
  await say('ola', noteOf('ola', 'For friends', { to: [`${afar.person('ola')}/followers`] }))
  await say('ola', noteOf('ola', 'In a talk', { inReplyTo: `${afar.person('jan')}/notes/1` }))
  await say('jan', noteOf('jan', 'Whom nobody follows'))
  await say('ola', noteOf('ola', 'In another name', { attributedTo: afar.person('jan') }))
  await say('ola', noteOf('ola', 'Jan, PESEL 44051401359'))
  expect(await federation.following()).toMatchObject([{ shown: 1, held: 1 }])
  // What the detectors took for a person's is let out by another, at the gate, or left out for good.
  const inPrivate = async () => (await federation.heldBack(anna)).map(({ found, standing }) => [found, standing])
  expect(await inPrivate()).toEqual([[['pesel'], 'found']])
  await expect(federation.heldBack(iga)).rejects.toMatchObject({ status: 403 })
  const { id: held } = (await federation.heldBack(anna))[0]!
  await expect(federation.release(iga, held, 'A mistake.')).rejects.toMatchObject({ status: 403 })
  const asks = () => federation.release(anna, held, 'It is the number of a tram stop.')
  for (let i = 0; i < 2; i++) await expect(asks()).rejects.toMatchObject({ code: 'governance.held' })
  expect(await inPrivate()).toEqual([[['pesel'], 'held']])
  const { id: examination, findings } = (await city.gate.queue(anna)).find(({ subject }) => subject.id === `others/${held}`)! // prettier-ignore
  const answers = findings.map((_, finding) => ({ finding, kind: 'mistaken' as const, text: 'The number of a tram stop.' })) // prettier-ignore
  await expect(city.gate.decide(anna, examination, { verdict: 'open', grounds: 'It is a tram stop.', answers })).rejects.toMatchObject({ code: 'governance.ownContent' }) // prettier-ignore
  await city.gate.decide({ ...anna, id: 'person:dpo' }, examination, { verdict: 'open', grounds: 'It is a tram stop.', answers }) // prettier-ignore
  expect(await inPrivate()).toEqual([[['pesel'], 'opened']])
  await asks()
  const shown = async () => (await federation.others()).posts.map(({ texts }) => texts.und)
  expect([await inPrivate(), await shown()]).toEqual([[], ['Jan, PESEL 44051401359', 'It is closed.']])
  // Said once more it stays, otherwise it waits again.
  const anew = (said: string, content: string) => say('ola', { id: `${afar.person('ola')}/anew/${said}`, type: 'Update', object: { id: `${afar.person('ola')}/notes/${number}`, type: 'Note', attributedTo: afar.person('ola'), to: [PUBLIC], content } }) // prettier-ignore
  await anew('same', 'Jan, PESEL 44051401359')
  expect(await inPrivate()).toEqual([])
  await anew('other', 'Eva, PESEL 44051401359')
  expect(await inPrivate()).toEqual([[['pesel'], 'found']])
  const [post, ...others] = (await federation.others()).posts
  expect(others).toEqual([])
  await expect(federation.leaveOut(iga, post!.id, 'Wrong.')).rejects.toMatchObject({ status: 403 })
  await federation.leaveOut(anna, post!.id, 'It was wrong.')
  const again = { id: `${post!.uri}/again`, type: 'Update', object: { id: post!.uri, type: 'Note', attributedTo: afar.person('ola'), to: [PUBLIC], content: 'Again' } } // prettier-ignore
  await say('ola', again)
  expect((await federation.others()).posts).toEqual([])
  // A day has its limit, and of many the newest stay.
  await sql`insert into network_others (id, uri, source, kind, content, at, received_at, state)
    select gen_random_uuid(), ${afar.person('ola')} || '/old/' || n, ${afar.person('ola')}, 'note', '{"page": "", "titles": {}, "texts": {"en": "Old"}}', now(), now(), 'shown'
    from generate_series(1, 50) n`.execute(database.db)
  await say('ola', noteOf('ola', 'One too many today'))
  expect((await federation.others()).posts[0]!.texts).toEqual({ en: 'Old' })
  await sql`update network_others set received_at = received_at - interval '2 days'`.execute(database.db)
  await say('ola', noteOf('ola', 'The next day'))
  const { posts, next } = await federation.others({ limit: 100 })
  expect([posts[0]!.texts, posts.length, next]).toEqual([{ und: 'The next day' }, 50, undefined])
  const removal = { id: `${afar.person('ola')}/removals/1`, type: 'Delete', object: posts[0]!.uri }
  await say('jan', { ...removal, id: `${afar.person('jan')}/removals/1` })
  expect((await federation.others({ limit: 100 })).posts).toHaveLength(posts.length)
  await say('ola', removal)
  expect((await federation.others({ limit: 100 })).posts).toHaveLength(posts.length - 1)
  // A city that is known and not believed is not shown either, nor followed.
  const { host: domain } = new URL(afar.origin)
  peers.push({ domain, state: 'blocked' })
  expect((await federation.others()).posts).toEqual([])
  await expect(federation.follow(anna, afar.person('jan'))).rejects.toMatchObject({ code: 'network.notBelieved' })
  peers.length = 0
  await expect(federation.unfollow(iga, afar.person('ola'))).rejects.toMatchObject({ status: 403 })
  await federation.unfollow(anna, afar.person('ola'))
  await until(() => expect(heard('Undo')).toHaveLength(1))
  expect(heard('Undo')[0]!.said).toMatchObject({ actor: CITY, object: { type: 'Follow', id: (heard('Follow')[0]!.said as { id: string }).id } }) // prettier-ignore
  expect(await federation.following()).toEqual([])
})

test('what somebody said before stands once they agree, in its place by time; nothing of what others are said to have said', async () => {
  const { federation } = city
  const at = (name: string, day: string) => {
    const { id, ...note } = noteOf(name, `Said on ${day}`, { published: `2026-${day}T10:00:00Z` })
    return { ...note, id, actor: afar.person(name) }
  }
  afar.earlier.push(
    at('eva', '03-02'),
    at('jan', '03-01'),
    { ...at('eva', '02-01'), type: 'Announce' },
    at('eva', '01-02'),
  )
  await federation.follow(anna, afar.person('eva'))
  const asked = () => heard('Follow').find(({ said }) => said.object === afar.person('eva'))!
  await until(() => expect(asked()).toBeDefined())
  await say('eva', { type: 'Accept', id: `${afar.person('eva')}/accepts/1`, object: asked().said.id })
  await until(async () => expect((await federation.others()).posts).toHaveLength(2))
  const first = await federation.others({ limit: 1 })
  expect(first.posts).toMatchObject([{ texts: { und: 'Said on 03-02' } }])
  expect(await federation.others({ limit: 1, before: first.next! })).toMatchObject({
    posts: [{ texts: { und: 'Said on 01-02' } }],
  })
  await federation.unfollow(anna, afar.person('eva'))
})

test('a name that looks like the city’s own is followed only by who says that they know', async () => {
  const alike = await otherServer(undefined, '127.0.0.1', 'c1ty.example')
  const follow = (more?: { despite: boolean }) => city.federation.follow(anna, alike.person('eva'), more)
  await expect(follow()).rejects.toMatchObject({ code: 'peers.lookAlike', details: { other: 'city.example' } })
  expect(await follow({ despite: true })).toMatchObject({ state: 'asked' })
  expect(await city.federation.likenessesOf(new URL(alike.origin).host)).toMatchObject([{ kind: 'same' }])
  // They do not want to be followed.
  await until(() => expect(alike.heard).toHaveLength(1))
  const asked = { ...alike.heard[0]!.said, '@context': undefined }
  await say('eva', { id: `${alike.person('eva')}/rejects/1`, type: 'Reject', object: asked }, alike)
  expect(await city.federation.following()).toMatchObject([{ state: 'refused' }])
  await alike.close()
})

test('who moves is followed where they are now, once that account says so too and agrees; otherwise an official is told', async () => {
  const { federation } = city
  const asked = (name: string) => heard('Follow').findLast(({ said }) => said.object === afar.person(name))!
  const agree = async (name: string) => {
    await until(() => expect(asked(name)).toBeDefined())
    await say(name, { type: 'Accept', id: `${asked(name).said.id as string}/accept/${name}`.replace(ORIGIN, afar.origin), object: asked(name).said.id }) // prettier-ignore
  }
  const move = (from: string, to: string) => ({ id: `${afar.person(from)}/moves/${++number}`, type: 'Move', object: afar.person(from), target: to }) // prettier-ignore
  const standing = async () => (await federation.following()).map(({ uri, state, movedTo, moveProblem }) => [uri.replace(/.*\//, ''), state, movedTo, moveProblem]) // prettier-ignore
  for (const { uri } of await federation.following()) await federation.unfollow(anna, uri)
  await federation.follow(anna, afar.person('mia'))
  await agree('mia')
  await say('mia', noteOf('mia', 'From the old house'))
  const there = afar.person('mia2')
  // Nobody is moved by another, to who does not know of it, nor to a house inside.
  await say('jan', { ...move('mia', there), id: `${afar.person('jan')}/moves/1` })
  expect(await standing()).toEqual([['mia', 'accepted', undefined, undefined]])
  await say('mia', move('mia', there))
  expect(await standing()).toEqual([['mia', 'accepted', there, 'unnamed']])
  await say('mia', move('mia', `${afar.origin}/users/inside`))
  expect(await standing()).toEqual([['mia', 'accepted', `${afar.origin}/users/inside`, 'unreachable']])
  afar.aliases.mia2 = [afar.person('mia')]
  await say('mia', move('mia', there))
  // Until the new one agrees, the old one stands with what it said.
  expect((await standing()).toSorted()).toEqual([['mia', 'accepted', there, undefined], ['mia2', 'asked', undefined, undefined]]) // prettier-ignore
  expect((await federation.others()).posts).toHaveLength(1)
  const before = heard('Undo').length
  await agree('mia2')
  expect(await standing()).toEqual([['mia2', 'accepted', undefined, undefined]])
  await until(() => expect(heard('Undo')).toHaveLength(before + 1))
  // Whom it follows blocks the city: it follows no longer, and does not ask again.
  const block = { id: `${there}/blocks/1`, type: 'Block', object: CITY }
  await say('mia2', block)
  expect(await standing()).toEqual([['mia2', 'refused', undefined, undefined]])
  await expect(federation.follow(anna, there)).rejects.toMatchObject({ code: 'network.blocksCity' })
  await say('mia2', { id: `${there}/undos/1`, type: 'Undo', object: block })
  expect(await federation.follow(anna, there)).toMatchObject({ state: 'asked' })
  await federation.unfollow(anna, there)
})

test('a server that floods is told to wait, and others are heard meanwhile; a body without end is not read', async () => {
  const headers = { 'content-type': 'application/activity+json' }
  const knock = async (remoteAddress: string) =>
    (await app.inject({ method: 'POST', url: '/network/inbox', headers, remoteAddress, payload: '{' })).statusCode
  const answers: number[] = []
  while (answers.at(-1) !== 429 && answers.length < 1_000) answers.push(await knock('198.51.100.1'))
  expect([answers.length < 1_000, new Set(answers)]).toEqual([true, new Set([400, 429])])
  expect(await knock('198.51.100.2')).toBe(400)

  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const [chunk, most] = [Buffer.alloc(64 * 1_024, '['), 100 * 1_024 * 1_024]
  let given = 0
  const endless = function* () {
    for (; given < most; given += chunk.length) yield chunk
  }
  const body = Readable.from(endless())
  const answer = await new Promise((done) => {
    const asked = request(`${address}/network/inbox`, { method: 'POST', headers }, ({ statusCode }) => done(statusCode))
    // Who does not listen may hear nothing but that the door is shut.
    asked.on('error', () => done(413))
    body.pipe(asked)
  })
  body.destroy()
  expect(answer).toBe(413)
  expect(given).toBeLessThan(most / 4)
})
