/** Servers of others, which sign by their own hand, follow the city, get what it says once, and answer; nothing false is believed. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { preloadedContexts } from '@fedify/fedify/runtime'
import { verifyObject } from '@fedify/fedify/sig'
import { Create } from '@fedify/fedify/vocab'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { visitor, type Actor } from '#platform/actor'
import type { Database } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { testHttp, v1 } from '../../../platform/http/testing.ts'
import { openDocument } from '#platform/integrity'
import { migrations as jobsMigrations } from '#platform/jobs'
import { migrations as ledgerMigrations } from '#platform/ledger'
import { migrations as governanceMigrations } from '#governance'
import { migrations } from '../migrations/index.ts'
import { federationRoutes, fediverseRoutes } from './routes.ts'
import { FEDERATION_SWEEP, type Federation } from './service.ts'
import { CITY_NAMES as names, isSignedBy, otherServer, testCity, type Carried, type OtherServer } from './testing.ts'

const ORIGIN = 'https://city.example'
const CITY = `${ORIGIN}/network/actors/city`
const three = (text: string) => ({ pl: `${text} (pl)`, en: `${text} (en)`, uk: `${text} (uk)` })
const parks = { id: '0197f3a0-0000-7000-8000-000000000001', kind: 'department' as const, names: three('Parks') }
const anna: Actor = { id: 'person:anna', kind: 'person', can: () => true }
/** Speaks for the parks alone. */
const olha: Actor = { id: 'person:olha', kind: 'person', can: (permission, where) => permission === 'workspace.enter' || where === parks.id } // prettier-ignore

const resident: Actor = { id: 'person:iga', kind: 'person', can: () => false }
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64') // prettier-ignore

const folder = mkdtempSync(join(tmpdir(), 'unia-federation-'))
let database: Database
let city: Awaited<ReturnType<typeof testCity>>
let federation: Federation
let app: Awaited<ReturnType<typeof testHttp>>['app']
let mastodon: OtherServer
let old: OtherServer
beforeAll(async () => {
  database = await testDatabase([...jobsMigrations, ...ledgerMigrations, ...governanceMigrations, ...migrations])
  city = await testCity({ database, folder, baseUrl: ORIGIN, organisations: [parks] })
  ;({ federation } = city)
  await city.jobs.start({ alone: database.alone })
  await city.jobs.work()
  ;({ app } = await testHttp({ config: { baseUrl: ORIGIN, trustProxy: false } }))
  await app.register(federationRoutes(federation), { prefix: v1('') })
  await app.register(fediverseRoutes(federation, names))
  ;[mastodon, old] = await Promise.all([otherServer(), otherServer('draft-cavage')])
})
afterAll(async () => {
  await app.close()
  await city.stop()
  await database.close()
  await Promise.all([mastodon.close(), old.close()])
  rmSync(folder, { recursive: true })
})

const get = async (url: string, accept = 'application/activity+json') => app.inject({ url, headers: { accept } })
const read = async <T = { [member: string]: unknown }>(url: string): Promise<T> => (await get(url)).json()
const bring = async (carried: Carried) => (await app.inject(carried)).statusCode
const followOf = (server: OtherServer, name: string, number = 1) => ({ id: `${server.person(name)}/follows/${number}`, type: 'Follow', object: CITY }) // prettier-ignore
const until = <T>(work: () => T) => vi.waitFor(work, 15_000)
const heardBy = (server: OtherServer, type: string) => server.heard.filter(({ said }) => said.type === type)
const replyTo = (address: string, name: string, number: number, content: string) => {
  const note = { id: `${mastodon.person(name)}/notes/${number}`, type: 'Note', attributedTo: mastodon.person(name), inReplyTo: address, content } // prettier-ignore
  return { id: `${note.id}/activity/${content.length}`, type: 'Create', object: note }
}

test('the city is found by its handle, and says who it is and by which keys', async () => {
  const found = await read<{ links: { rel: string; href?: string }[] }>(
    '/.well-known/webfinger?resource=acct:city@city.example',
  )
  expect(found.links.find(({ rel }) => rel === 'self')!.href).toBe(CITY)
  const actor = await read('/network/actors/city')
  expect(actor).toMatchObject({ id: CITY, type: 'Organization', preferredUsername: 'city', inbox: `${CITY}/inbox` })
  expect(actor.nameMap).toEqual(names)
  expect(actor.publicKey).toMatchObject({ id: `${CITY}#main-key`, owner: CITY })
  const info = await read<{ links: { href: string }[] }>('/.well-known/nodeinfo')
  expect(await read(new URL(info.links[0]!.href).pathname)).toMatchObject({ protocols: ['activitypub'], software: { version: '7.8.9' } }) // prettier-ignore
  expect((await get('/network/actors/nobody')).statusCode).toBe(404)
  expect((await get('/network/actors/city', 'text/html')).headers.location).toBe(`${ORIGIN}/pl/network/posts`)
})

let postId: string
test('followed from another server, it says that it agrees; what it says arrives, signed in both ways, in three languages', async () => {
  expect(await bring(mastodon.carry('ola', `${CITY}/inbox`, followOf(mastodon, 'ola')))).toBe(202)
  expect(await bring(mastodon.carry('jan', `${ORIGIN}/network/inbox`, followOf(mastodon, 'jan'), 'rfc9421'))).toBe(202)
  expect(await bring(old.carry('eva', `${CITY}/inbox`, followOf(old, 'eva')))).toBe(202)
  await until(() => expect([heardBy(mastodon, 'Accept').length, heardBy(old, 'Accept').length]).toEqual([2, 1]))
  expect(heardBy(old, 'Accept')[0]).toMatchObject({ path: '/users/eva/inbox', said: { actor: CITY, object: followOf(old, 'eva') } }) // prettier-ignore
  expect((await federation.followers(anna, 'city')).map(({ handle }) => handle)).toContain(`@ola@${new URL(mastodon.origin).host}`) // prettier-ignore
  expect(await read('/network/actors/city/followers')).toMatchObject({ totalItems: 3 })

  ;({ id: postId } = await federation.publish(anna, { kind: 'note', texts: three('Trams run again.\n\nFrom <six>.') }))
  await until(() => expect([heardBy(mastodon, 'Create').length, heardBy(old, 'Create').length]).toEqual([1, 1]))
  const [came] = heardBy(mastodon, 'Create')
  expect(came!.path).toBe('/inbox')
  expect(came!.said.object).toMatchObject({ type: 'Note', contentMap: { uk: '<p>Trams run again.</p><p>From &lt;six&gt;. (uk)</p>' } }) // prettier-ignore
  const actor = await read<{ publicKey: { publicKeyPem: string }; assertionMethod: { id: string; publicKeyMultibase: string }[] }>('/network/actors/city') // prettier-ignore
  expect(came!.headers['signature-input']).toBeDefined()
  expect(heardBy(old, 'Create')[0]!.headers['signature-input']).toBeUndefined()
  for (const [server, heard] of [
    [mastodon, came!],
    [old, heardBy(old, 'Create')[0]!],
  ] as const)
    // prettier-ignore
    expect(isSignedBy(actor.publicKey.publicKeyPem, heard, server.origin)).toBe(true)
  const keys = actor.assertionMethod.map(({ id, publicKeyMultibase }) => ({ id, multibase: publicKeyMultibase }))
  expect(openDocument(came!.said, keys, { now: new Date() }).key.id).toBe(`${CITY}#multikey-2`)
  // By another's reading of the same standard.
  const load = async (url: string) => ({ contextUrl: null, documentUrl: url, document: preloadedContexts[url] ?? (await read(new URL(url).pathname)) }) // prettier-ignore
  const loaders = { documentLoader: load, contextLoader: load }
  expect((await verifyObject(Create, came!.said, loaders))?.id?.href).toBe(`${ORIGIN}/network/activities/${postId}`)
  expect(await verifyObject(Create, { ...came!.said, published: '2026-01-01T00:00:00Z' }, loaders)).toBeNull()
  expect(await read(`/network/activities/${postId}`)).toEqual(came!.said)
  const outbox = await read<{ orderedItems: object }>('/network/actors/city/outbox?cursor=newest')
  expect(JSON.stringify(outbox.orderedItems)).toContain(postId)
})

test('answers wait for a person, come once, and are plain text; changed, they wait again', async () => {
  const address = (await federation.post(postId)).address
  const said = replyTo(
    address,
    'ola',
    1,
    '<p>Good!</p><script>alert(1)</script><p>And <a href="https://evil.example">here</a></p>',
  )
  for (let i = 0; i < 2; i++) expect(await bring(mastodon.carry('ola', `${CITY}/inbox`, said, 'rfc9421'))).toBe(202)
  const [waiting, ...others] = await federation.waiting(anna)
  expect(others).toEqual([])
  expect(waiting).toMatchObject({
    text: 'Good!\n\nAnd here',
    authorName: 'ola of afar',
    author: mastodon.person('ola'),
  })
  expect(await federation.waiting(olha)).toEqual([])
  expect(await federation.replies(postId)).toEqual([])
  await expect(federation.decide(olha, waiting!.id, 'shown')).rejects.toMatchObject({ status: 403 })
  await federation.decide(anna, waiting!.id, 'shown')
  await expect(federation.decide(anna, waiting!.id, 'refused')).rejects.toMatchObject({ code: 'network.replyDecided' })
  expect(await federation.replies(postId)).toHaveLength(1)
  const changed = { ...replyTo(address, 'ola', 1, 'Something else'), type: 'Update' }
  expect(await bring(mastodon.carry('ola', `${CITY}/inbox`, changed))).toBe(202)
  expect(await federation.replies(postId)).toEqual([])
  // What another takes back stays.
  const removal = (who: string) => ({ id: `${mastodon.person(who)}/removals/1`, type: 'Delete', object: waiting!.uri })
  await bring(mastodon.carry('jan', `${CITY}/inbox`, removal('jan')))
  expect(await federation.waiting(anna)).toHaveLength(1)
  await bring(mastodon.carry('ola', `${CITY}/inbox`, removal('ola')))
  expect(await federation.waiting(anna)).toEqual([])
})

test('revised, it reads otherwise everywhere, with a picture for who sees and words for who does not; what stood before stays', async () => {
  await expect(federation.keepPicture(visitor, Readable.from([PNG]))).rejects.toMatchObject({ status: 401 })
  const { sha256 } = await federation.keepPicture(anna, Readable.from([PNG]))
  const revised = { kind: 'note' as const, texts: three('Trams run from five.'), pictures: [{ sha256, alts: three('A tram') }] } // prettier-ignore
  const foreign = { ...revised, pictures: [{ sha256: 'a'.repeat(64), alts: three('x') }] }
  await expect(federation.revise(anna, postId, foreign, 1)).rejects.toMatchObject({ code: 'network.unknownPicture' })
  await expect(federation.revise(olha, postId, revised, 1)).rejects.toMatchObject({ status: 403 })
  await federation.revise(anna, postId, revised, 1)
  await expect(federation.revise(anna, postId, revised, 1)).rejects.toMatchObject({ code: 'network.postChanged' })
  await until(() => expect(heardBy(mastodon, 'Update')).toHaveLength(1))
  const { object } = heardBy(mastodon, 'Update')[0]!.said as { object: { attachment: { url: string }[] } }
  expect(object).toMatchObject({ id: (await federation.post(postId)).address, attachment: [{ type: 'Image', mediaType: 'image/png', nameMap: three('A tram') }] }) // prettier-ignore
  const { headers, rawPayload } = await app.inject(new URL(object.attachment[0]!.url).pathname)
  expect([headers['content-type'], rawPayload.includes('IDAT')]).toEqual(['image/png', true])
  expect((await get(`/network/posts/${postId}/pictures/${'a'.repeat(64)}`)).statusCode).toBe(404)
  expect(await federation.versions(postId)).toMatchObject([{ version: 1, texts: { en: expect.stringContaining('six') as string } }]) // prettier-ignore
  // A picture that came into no post is forgotten after a day; what stands in one stays.
  await sql`insert into network_pictures (sha256, media_type, bytes, by, at) values (${'b'.repeat(64)}, 'image/png', 1, 'person:anna', now())`.execute(database.db) // prettier-ignore
  await sql`update network_pictures set at = at - interval '25 hours'`.execute(database.db)
  await city.jobs.enqueue(database.db, FEDERATION_SWEEP.job, {})
  await until(async () => {
    const { rows } = await sql`select sha256 from network_pictures`.execute(database.db)
    expect(rows).toEqual([{ sha256 }])
  })
  // Who has not got it yet gets what it says now.
  expect(JSON.stringify(await read(`/network/activities/${postId}`))).toContain('Trams run from five.')
})

test('an answer is reported, by a resident and by another server, and hidden with a reason; who asked hears nothing of who said so', async () => {
  const said = replyTo((await federation.post(postId)).address, 'ola', 5, 'Buy my watches')
  await bring(mastodon.carry('ola', `${CITY}/inbox`, said))
  const { id, uri } = (await federation.waiting(anna))[0]!
  await federation.decide(anna, id, 'shown')
  await expect(federation.report(visitor, postId, id, 'Spam')).rejects.toMatchObject({ status: 401 })
  for (let i = 0; i < 2; i++) await federation.report(resident, postId, id, 'Spam')
  const flag = { id: `${old.person('admin')}/flags/1`, type: 'Flag', object: [uri, `${ORIGIN}/network/posts/${postId}`], content: '<p>Please look</p>' } // prettier-ignore
  expect(await bring(old.carry('admin', `${ORIGIN}/network/inbox`, flag))).toBe(202)
  expect(await federation.reports(olha)).toEqual([])
  const reports = await federation.reports(anna)
  expect(reports.map(({ by, words, reply }) => [by, words, reply?.id])).toEqual(
    expect.arrayContaining([
      [resident.id, 'Spam', id],
      [old.person('admin'), 'Please look', id],
      [old.person('admin'), 'Please look', undefined],
    ]),
  )
  expect(reports).toHaveLength(3)
  const ofReply = reports.find(({ reply }) => reply)!
  await expect(federation.settle(olha, ofReply.id, { outcome: 'hidden', reason: 'Advertising' })).rejects.toMatchObject({ status: 403 }) // prettier-ignore
  await federation.settle(anna, ofReply.id, { outcome: 'hidden', reason: 'Advertising' })
  expect(await federation.replies(postId)).toEqual([])
  const [left, ...others] = await federation.reports(anna)
  expect(others).toEqual([])
  await federation.settle(anna, left!.id, { outcome: 'kept', reason: 'Nothing is wrong with it.' })
  expect(await federation.reports(anna)).toEqual([])
})

test('nothing false is believed: another key, other words, other names; nothing endless is read', async () => {
  const address = (await federation.post(postId)).address
  const good = mastodon.carry('ola', `${CITY}/inbox`, replyTo(address, 'ola', 2, 'Good'))
  expect(await bring({ ...good, payload: good.payload.replace('Good', 'Bad') })).toBe(401)
  expect(await bring({ ...good, headers: { ...good.headers, signature: good.headers.signature!.replace(/signature="...../, 'signature="AAAAA') } })).toBe(401) // prettier-ignore
  const stolen = { ...old.carry('eva', `${CITY}/inbox`, { ...followOf(old, 'eva', 9), actor: mastodon.person('tom') }) }
  expect(await bring(stolen)).toBe(401)
  // In the name of another server’s activity.
  expect(await bring(old.carry('eva', `${CITY}/inbox`, { ...followOf(old, 'eva'), id: `${mastodon.origin}/x` }))).toBe(
    202,
  )
  const foreign = replyTo(address, 'ola', 3, 'Not mine')
  expect(await bring(old.carry('eva', `${CITY}/inbox`, { ...foreign, id: `${old.origin}/y` }))).toBeLessThan(500)
  expect(await federation.waiting(anna)).toEqual([])
  // A key that is said to be somewhere inside the network, and one that is said to be another server's.
  for (const name of ['inside', 'elsewhere'])
    expect(await bring(old.carry(name, `${CITY}/inbox`, followOf(old, name)))).toBe(401)
  expect((await federation.followers(anna, 'city')).some(({ uri }) => /inside|elsewhere/.test(uri))).toBe(false)
  const headers = { host: 'city.example', 'content-type': 'application/activity+json' }
  const at = { method: 'POST', url: '/network/inbox', headers } as const
  const answers = [`${'['.repeat(5_000)}${']'.repeat(5_000)}`, '{"type"', '"x"', 'x'.repeat(300_000)]
  const codes = await Promise.all(answers.map(async (payload) => (await app.inject({ ...at, payload })).statusCode))
  expect(codes.map((code) => (code >= 400 && code < 500 ? 'refused' : code))).toEqual(answers.map(() => 'refused'))
})

test('a server that is down delays nobody and is tried again; whose inbox is gone is forgotten', async () => {
  const dead = await otherServer()
  const gone = await otherServer()
  for (const server of [dead, gone]) {
    expect(await bring(server.carry('ann', `${CITY}/inbox`, followOf(server, 'ann')))).toBe(202)
    await until(() => expect(heardBy(server, 'Accept')).toHaveLength(1))
  }
  await dead.close()
  gone.answerWith(410)
  const before = heardBy(mastodon, 'Create').length
  await federation.publish(anna, { kind: 'article', titles: three('Budget'), texts: three('It is adopted.') })
  await until(() => expect(heardBy(mastodon, 'Create')).toHaveLength(before + 1))
  await until(async () => {
    const left = (await federation.followers(anna, 'city')).map(({ uri }) => uri)
    expect([left.includes(gone.person('ann')), left.includes(dead.person('ann'))]).toEqual([false, true])
    const { rows } = await sql<{ host: string }>`select host from network_servers where failures > 0`.execute(
      database.db,
    )
    expect(rows.map(({ host }) => host)).toEqual([new URL(dead.origin).host])
  })
  await gone.close()
  // One delivery waits; of another, which was given up, the server hears when it is back.
  const given = sql`insert into network_undelivered (inbox, activity, host, tried, since)
    select inbox, (select id from network_activities where actor = 'city' and post_id is null order by seq limit 1), host, 14, since from network_undelivered` // prettier-ignore
  await given.execute(database.db)
  expect(await federation.undelivered(anna)).toMatchObject([{ host: new URL(dead.origin).host, waiting: 1, givenUp: 1, nextAt: expect.any(Date) as Date }]) // prettier-ignore
  await expect(federation.undelivered(olha)).rejects.toMatchObject({ status: 403 })
  // It is back, at first only to say that it is busy.
  const answers = [503, 202, 202]
  const back = createServer((_, response) => void response.writeHead(answers.shift()!).end()).listen(Number(new URL(dead.origin).port), '127.0.0.1') // prettier-ignore
  await until(async () => {
    await sql`update pgboss.job set start_after = now() where name = 'network.deliverAgain' and state < 'active'`.execute(database.db) // prettier-ignore
    expect(answers).toEqual([])
    const { rows } = await sql`select from network_servers where failures > 0`.execute(database.db)
    expect(rows).toEqual([])
    expect(await federation.undelivered(anna)).toEqual([])
  })
  back.close()
})

test('a department speaks for itself, through whoever may; its events are in the calendar', async () => {
  await expect(federation.open(olha, { name: 'parks', organisationId: parks.id })).rejects.toMatchObject({
    status: 403,
  })
  await federation.open(anna, { name: 'parks', organisationId: parks.id })
  await expect(federation.open(anna, { name: 'parki', organisationId: parks.id })).rejects.toMatchObject({ code: 'network.actorExists' }) // prettier-ignore
  await expect(federation.publish(olha, { kind: 'note', texts: three('x') })).rejects.toMatchObject({ status: 403 })
  await expect(federation.publish(visitor, { kind: 'note', texts: three('x') })).rejects.toMatchObject({ status: 401 })
  await expect(federation.publish(anna, { kind: 'note', texts: three('Jan, PESEL 44051401359') })).rejects.toMatchObject({ code: 'governance.unfitText' }) // prettier-ignore
  const event = { kind: 'event' as const, actor: 'parks', titles: three('Planting'), texts: three('Bring gloves.'), place: 'By the river', from: new Date('2027-04-10T08:00:00Z'), to: new Date('2027-04-10T11:00:00Z') } // prettier-ignore
  await expect(federation.publish(olha, { ...event, to: new Date(0) })).rejects.toMatchObject({ code: 'network.endsBeforeItBegins' }) // prettier-ignore
  const { id } = await federation.publish(olha, event)
  expect(await read(`/network/posts/${id}`)).toMatchObject({ type: 'Event', attributedTo: `${ORIGIN}/network/actors/parks`, startTime: '2027-04-10T08:00:00.000Z', location: { name: 'By the river' } }) // prettier-ignore
  const calendar = (await get('/network/posts.ics?lang=en')).body
  expect(calendar).toContain('SUMMARY;LANGUAGE=en:Planting (en)')
  expect(calendar).toContain('DTSTART:20270410T080000Z')
  const feed = await read<{ items: { title?: string }[] }>('/network/posts.json?lang=uk')
  expect(feed.items.map(({ title }) => title)).toEqual(['Planting (uk)', 'Budget (uk)', undefined])
  expect((await get(`/network/posts/${id}`, 'text/html')).statusCode).toBe(303)
})

test('what is taken back, by the city or at the gate, is gone here and is asked back elsewhere', async () => {
  await expect(federation.withdraw(olha, postId, 'Wrong.')).rejects.toMatchObject({ status: 403 })
  await federation.withdraw(anna, postId, 'The hour was wrong.')
  await until(() => expect(heardBy(mastodon, 'Delete')).toHaveLength(1))
  expect(heardBy(mastodon, 'Delete')[0]!.said.object).toMatchObject({ id: `${ORIGIN}/network/posts/${postId}` })
  expect((await get(`/network/posts/${postId}`)).statusCode).toBe(410)
  const { posts } = await federation.posts({ actor: 'city' })
  const { rows } = await sql<{ release: string }>`select release_id as release from network_posts where id = ${posts[0]!.id}`.execute(database.db) // prettier-ignore
  await city.gate.withdrawRelease(anna, rows[0]!.release, 'Somebody asked for it.')
  await until(() => expect(heardBy(mastodon, 'Delete')).toHaveLength(2))
  expect((await federation.posts({ actor: 'city' })).posts).toEqual([])
})

test('whoever no longer follows is told nothing', async () => {
  const undo = { id: `${old.person('eva')}/undos/1`, type: 'Undo', object: { ...followOf(old, 'eva'), actor: old.person('eva') } } // prettier-ignore
  expect(await bring(old.carry('eva', `${CITY}/inbox`, undo))).toBe(202)
  const left = (await federation.followers(anna, 'city')).map(({ uri }) => uri)
  expect(left).not.toContain(old.person('eva'))
  expect(left).toContain(mastodon.person('ola'))
  await expect(federation.dismiss(olha, 'city', mastodon.person('ola'))).rejects.toMatchObject({ status: 403 })
  await federation.dismiss(anna, 'city', mastodon.person('ola'))
  await until(() => expect(heardBy(mastodon, 'Reject')).toHaveLength(1))
  expect(heardBy(mastodon, 'Reject')[0]!.said).toMatchObject({ object: followOf(mastodon, 'ola') })
})

test('a department that is closed says nothing more and is not followed; opened again it is as before', async () => {
  const note = { kind: 'note' as const, actor: 'parks', texts: three('x') }
  const parksActor = `${ORIGIN}/network/actors/parks`
  const follow = (number: number) => mastodon.carry('jan', `${parksActor}/inbox`, { ...followOf(mastodon, 'jan', number), object: parksActor }) // prettier-ignore
  await expect(federation.close(olha, 'parks', true)).rejects.toMatchObject({ status: 403 })
  await federation.close(anna, 'parks', true)
  await expect(federation.close(anna, 'parks', true)).rejects.toMatchObject({ code: 'network.actorClosed' })
  await expect(federation.publish(olha, note)).rejects.toMatchObject({ code: 'network.actorClosed' })
  expect(await bring(follow(7))).toBe(202)
  expect(await federation.followers(olha, 'parks')).toEqual([])
  await federation.close(anna, 'parks', false)
  expect(await bring(follow(8))).toBe(202)
  expect(await federation.followers(olha, 'parks')).toHaveLength(1)
})
