/** A server that signs and checks by other people's libraries follows the city, gets a post, answers and leaves; and what servers of each kind ask. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import cavage, { Sha256Signer } from 'activitypub-http-signatures'
import { httpbis } from 'http-message-signatures'
import ICAL from 'ical.js'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Actor } from '#platform/actor'
import type { Database } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { testHttp } from '../../../platform/http/testing.ts'
import { migrations as jobsMigrations } from '#platform/jobs'
import { migrations as ledgerMigrations } from '#platform/ledger'
import { migrations as governanceMigrations } from '#governance'
import { migrations } from '../migrations/index.ts'
import { fediverseRoutes } from './routes.ts'
import { ALIASED, CITY_NAMES, testCity, type Signing } from './testing.ts'

const anna: Actor = { id: 'person:anna', kind: 'person', can: () => true }
const STREAMS = 'https://www.w3.org/ns/activitystreams'
const PROFILED = `application/ld+json; profile="${STREAMS}"`
const three = (said: string) => ({ pl: `${said} (pl)`, en: `${said} (en)`, uk: `${said} (uk)` })
const sha256 = (body: string) => createHash('sha256').update(body).digest('base64')
const until = <T>(work: () => T) => vi.waitFor(work, 15_000)

/** As its schema has it: http://nodeinfo.diaspora.software/ns/schema/2.1. */
const SERVICES_IN = ['atom1.0', 'gnusocial', 'imap', 'pnut', 'pop3', 'pumpio', 'rss2.0', 'twitter'] as const
const SERVICES_OUT = ['atom1.0', 'blogger', 'buddycloud', 'diaspora', 'dreamwidth', 'drupal', 'facebook', 'friendica', 'gnusocial', 'google', 'insanejournal', 'libertree', 'linkedin', 'livejournal', 'mediagoblin', 'myspace', 'pinterest', 'pnut', 'posterous', 'pumpio', 'redmatrix', 'rss2.0', 'smtp', 'tent', 'tumblr', 'twitter', 'wordpress', 'xmpp'] as const // prettier-ignore
const PROTOCOLS = ['activitypub', 'buddycloud', 'dfrn', 'diaspora', 'libertree', 'ostatus', 'pumpio', 'tent', 'xmpp', 'zot'] as const // prettier-ignore
const count = z.number().int().min(0)
const NodeInfo = z.strictObject({
  version: z.literal('2.1'),
  software: z.strictObject({ name: z.string().regex(/^[a-z0-9-]+$/), version: z.string(), repository: z.string().optional(), homepage: z.string().optional() }), // prettier-ignore
  protocols: z.array(z.enum(PROTOCOLS)).min(1),
  services: z.strictObject({ inbound: z.array(z.enum(SERVICES_IN)), outbound: z.array(z.enum(SERVICES_OUT)) }),
  openRegistrations: z.boolean(),
  usage: z.strictObject({ users: z.strictObject({ total: count.optional(), activeHalfyear: count.optional(), activeMonth: count.optional() }), localPosts: count.optional(), localComments: count.optional() }), // prettier-ignore
  metadata: z.looseObject({}),
})

/** As https://www.jsonfeed.org/version/1.1/ says it, of what the city uses; nothing else may stand there. */
const moment = z.iso.datetime({ offset: true })
const JsonFeed = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: z.string().min(1),
  home_page_url: z.url().optional(),
  feed_url: z.url().optional(),
  description: z.string().optional(),
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/),
  authors: z.array(z.strictObject({ name: z.string().min(1), url: z.url().optional() })).min(1),
  items: z.array(
    z
      .strictObject({
        ...{ id: z.string().min(1), url: z.url().optional(), title: z.string().optional() },
        ...{ content_html: z.string().optional(), content_text: z.string().optional(), image: z.url().optional() },
        ...{ date_published: moment.optional(), date_modified: moment.optional(), language: z.string().optional() },
      })
      .refine((item) => item.content_html !== undefined || item.content_text !== undefined),
  ),
})

const folder = mkdtempSync(join(tmpdir(), 'unia-interop-'))
let [origin, actor] = ['', '']
let database: Database
let city: Awaited<ReturnType<typeof testCity>>
let app: Awaited<ReturnType<typeof testHttp>>['app']
let servers: Record<Signing, Awaited<ReturnType<typeof anotherServer>>>
beforeAll(async () => {
  const free = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => free.once('listening', done))
  const { port } = free.address() as AddressInfo
  await new Promise((done) => free.close(done))
  origin = `http://127.0.0.1:${port}`
  actor = `${origin}/network/actors/city`
  database = await testDatabase([...jobsMigrations, ...ledgerMigrations, ...governanceMigrations, ...migrations])
  city = await testCity({ database, folder, baseUrl: origin })
  await city.jobs.start({ alone: database.alone })
  await city.jobs.work()
  ;({ app } = await testHttp({ config: { baseUrl: origin, trustProxy: false } }))
  await app.register(fediverseRoutes(city.federation, CITY_NAMES))
  await app.listen({ host: '127.0.0.1', port })
  servers = { 'draft-cavage': await anotherServer('draft-cavage'), rfc9421: await anotherServer('rfc9421') }
})
afterAll(async () => {
  await Promise.all(Object.values(servers).map((server) => server.close()))
  await app.close()
  await city.stop()
  await database.close()
  rmSync(folder, { recursive: true })
})

type Came = { path: string; said: { [member: string]: unknown; type: string; object: { [member: string]: unknown } } }

/** Reads and writes one kind of signature; tells who it is only to who says who they are, in the same. */
async function anotherServer(by: Signing) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  const came: Came[] = []
  const gone = new Set<string>()
  const aliases: Record<string, string[]> = {}
  const server = createServer(async (request, response) => {
    const { url = '', method = '', headers } = request
    const name = /^\/u\/(\w+)$/.exec(url)?.[1]
    if (name && gone.has(name)) return response.writeHead(410).end()
    const body = await text(request)
    if (!(await isSigned({ method, url, headers: headers as Record<string, string>, body }))) return response.writeHead(401).end() // prettier-ignore
    if (method === 'POST') {
      came.push({ path: url, said: JSON.parse(body) as Came['said'] })
      return response.writeHead(202).end()
    }
    response.writeHead(name ? 200 : 404, { 'content-type': PROFILED })
    response.end(JSON.stringify(name ? personOf(name) : {}))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const person = (name: string) => `${own}/u/${name}`
  const personOf = (name: string) => ({
    '@context': [STREAMS, 'https://w3id.org/security/v1', ALIASED],
    alsoKnownAs: aliases[name] ?? [],
    ...{ id: person(name), type: 'Person', preferredUsername: name, inbox: `${person(name)}/inbox`, endpoints: { sharedInbox: `${own}/inbox` } }, // prettier-ignore
    publicKey: { id: `${person(name)}#main-key`, owner: person(name), publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }) }, // prettier-ignore
  })

  /** By the library, with the key that the city publishes of itself. */
  async function isSigned({ method, url, headers, body }: { method: string; url: string; headers: Record<string, string>; body: string }): Promise<boolean> {
    const { publicKey } = (await (await fetch(actor, { headers: { accept: PROFILED } })).json()) as { publicKey: { id: string; publicKeyPem: string } } // prettier-ignore
    if (by === 'draft-cavage') {
      if (headers['signature-input'] !== undefined || !headers.signature) return false
      const signature = cavage.parse({ url, method, headers: { ...headers, signature: headers.signature } })
      const isWhole = method === 'GET' || headers.digest?.includes(sha256(body))
      return isWhole === true && signature.keyId === publicKey.id && signature.verify(publicKey.publicKeyPem)
    }
    if (headers['signature-input'] === undefined) return false
    const key = { id: publicKey.id, verify: async (data: Buffer, signature: Buffer) => verify('sha256', data, createPublicKey(publicKey.publicKeyPem), signature) } // prettier-ignore
    const config = { keyLookup: async ({ keyid }: { keyid?: string }) => (keyid === key.id ? key : null) }
    const isRight = await httpbis.verifyMessage(config, { method, url: own + url, headers }).catch(() => false)
    return isRight === true && (method === 'GET' || headers['content-digest']?.includes(sha256(body)) === true)
  } // prettier-ignore

  /** As the library signs it. */
  async function say(name: string, inbox: string, said: object, type = 'application/activity+json'): Promise<number> {
    const body = JSON.stringify({ '@context': STREAMS, actor: person(name), ...said })
    const [url, method] = [origin + inbox, 'POST']
    const keyId = `${person(name)}#main-key`
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' })
    const bare = { 'content-type': type }
    if (by === 'draft-cavage') {
      const signer = new Sha256Signer({ publicKeyId: keyId, privateKey: pem })
      const headers = signer.generateHeaders({ url, method, headers: { ...bare, digest: `SHA-256=${sha256(body)}` } })
      return (await fetch(url, { method, headers, body })).status
    }
    const key = { id: keyId, alg: 'rsa-v1_5-sha256', sign: async (data: Buffer) => sign('sha256', data, createPrivateKey(pem)) } // prettier-ignore
    const message = { method, url, headers: { ...bare, 'content-digest': `sha-256=:${sha256(body)}:` } }
    const { headers } = await httpbis.signMessage({ key, fields: ['@method', '@target-uri', 'content-digest', 'content-type'] }, message) // prettier-ignore
    return (await fetch(url, { method, headers: headers as Record<string, string>, body })).status
  }
  const heard = (type: string) => came.filter(({ said }) => said.type === type)
  const close = () => new Promise((done) => { server.closeAllConnections(); server.close(done) }) // prettier-ignore
  return { person, say, heard, gone, aliases, close }
}

const followersOf = async () => (await city.federation.followers(anna, 'city')).map(({ uri }) => uri)

test.for(['draft-cavage', 'rfc9421'] as const)(
  'signed by another’s library in the way of %s: followed, told, answered, left',
  async (by) => {
    const { person, say, heard, gone } = servers[by]
    const follow = (name: string, object: unknown) => ({ id: `${person(name)}/follows/1`, type: 'Follow', object })
    // Mastodon names whom it follows, others send the whole; into an inbox of one’s own or a shared one; by either media type.
    expect(await say('ola', '/network/actors/city/inbox', follow('ola', actor))).toBe(202)
    expect(await say('jan', '/network/inbox', follow('jan', { id: actor, type: 'Organization' }), PROFILED)).toBe(202)
    expect(await say('ewa', '/network/inbox', { ...follow('ewa', actor), to: [actor] })).toBe(202)
    await until(() => expect(heard('Accept')).toHaveLength(3))
    const accepted = heard('Accept').find(({ path }) => path === '/u/ola/inbox')!
    expect(accepted.said).toMatchObject({ actor, object: { id: follow('ola', actor).id, type: 'Follow', actor: person('ola'), object: actor } }) // prettier-ignore

    const { id } = await city.federation.publish(anna, { kind: 'note', texts: three('Trams run again.') })
    await until(() => expect(heard('Create')).toHaveLength(1))
    expect(heard('Create')[0]).toMatchObject({ path: '/inbox', said: { actor, object: { id: `${origin}/network/posts/${id}`, type: 'Note' } } }) // prettier-ignore

    const note = { id: `${person('ola')}/notes/1`, type: 'Note', attributedTo: person('ola'), inReplyTo: `${origin}/network/posts/${id}`, to: [actor], content: '<p>Good!</p>' } // prettier-ignore
    expect(await say('ola', '/network/inbox', { id: `${note.id}/create`, type: 'Create', object: note })).toBe(202)
    expect((await city.federation.waiting(anna)).map(({ uri }) => uri)).toContain(note.id)

    // One takes back the whole, another names it alone; the third is gone, and with them their key.
    expect(await say('ola', '/network/inbox', { id: `${person('ola')}/undos/1`, type: 'Undo', object: { ...follow('ola', actor), actor: person('ola') } })).toBe(202) // prettier-ignore
    expect(await say('jan', '/network/inbox', { id: `${person('jan')}/undos/1`, type: 'Undo', object: follow('jan', actor).id })).toBe(202) // prettier-ignore
    const leaving = (name: string) => ({ id: `${person(name)}#delete`, type: 'Delete', object: person(name) })
    expect(await followersOf()).toEqual([person('ewa')])
    gone.add('ewa').add('nobody')
    // Whoever was never known here is waved through: their server need not say it again.
    expect(await say('nobody', '/network/inbox', leaving('nobody'))).toBe(202)
    expect(await say('ewa', '/network/inbox', leaving('ewa'))).toBe(202)
    expect(await followersOf()).toEqual([])
  },
)

test.for(['draft-cavage', 'rfc9421'] as const)(
  'signed by another’s library in the way of %s: who moves loses nothing, who blocks is told nothing more, who leaves leaves nothing',
  async (by) => {
    const { person, say, heard, gone, aliases } = servers[by]
    let number = 1
    const follow = (name: string) => say(name, '/network/inbox', { id: `${person(name)}/follows/${++number}`, type: 'Follow', object: actor }) // prettier-ignore
    await follow('mia')
    // The old account is told until the new one follows, which says itself whose it is.
    const move = (number: number) => say('mia', '/network/inbox', { id: `${person('mia')}/moves/${number}`, type: 'Move', object: person('mia'), target: person('mia2') }) // prettier-ignore
    expect(await move(1)).toBe(202)
    aliases.mia2 = [person('mia')]
    expect(await followersOf()).toEqual([person('mia')])
    expect(await move(2)).toBe(202)
    expect(await city.federation.followers(anna, 'city')).toMatchObject([{ uri: person('mia'), movedTo: person('mia2') }]) // prettier-ignore
    await follow('mia2')
    expect(await followersOf()).toEqual([person('mia2')])

    const { id } = await city.federation.publish(anna, { kind: 'note', texts: three('Two answers.') })
    await until(() => expect(heard('Create').some(({ said }) => JSON.stringify(said).includes(id))).toBe(true))
    const note = { id: `${person('mia2')}/notes/1`, type: 'Note', attributedTo: person('mia2'), inReplyTo: `${origin}/network/posts/${id}`, content: 'Good' } // prettier-ignore
    await say('mia2', '/network/inbox', { id: `${note.id}/create`, type: 'Create', object: note })
    const mine = async () => (await city.federation.waiting(anna)).find(({ uri }) => uri === note.id)
    await city.federation.decide(anna, (await mine())!.id, 'shown')
    expect(await city.federation.replies(id)).toHaveLength(1)

    const block = { id: `${person('mia2')}/blocks/1`, type: 'Block', object: actor }
    expect(await say('mia2', '/network/actors/city/inbox', block)).toBe(202)
    expect([await followersOf(), await city.federation.blocksOf(anna, 'city')]).toEqual([[], 1])
    const told = heard('Create').length
    await city.federation.publish(anna, { kind: 'note', texts: three('Not for mia.') })
    expect(await say('mia2', '/network/inbox', { id: `${person('mia2')}/undos/2`, type: 'Undo', object: block })).toBe(202) // prettier-ignore
    expect(await city.federation.blocksOf(anna, 'city')).toBe(0)
    expect(heard('Create')).toHaveLength(told)
    await follow('mia2')
    expect(await followersOf()).toEqual([person('mia2')])

    gone.add('mia2')
    expect(await say('mia2', '/network/inbox', { id: `${person('mia2')}#delete`, type: 'Delete', object: person('mia2') })).toBe(202) // prettier-ignore
    expect(await city.federation.replies(id)).toEqual([])
  },
)

test('somebody is said to be gone who is there, by a key that nobody can read: nothing is believed', async () => {
  const { person, say, gone } = servers.rfc9421
  await say('tom', '/network/inbox', { id: `${person('tom')}/follows/1`, type: 'Follow', object: actor })
  expect(await followersOf()).toEqual([person('tom')])
  gone.add('eve')
  const said = { id: `${person('eve')}#delete`, type: 'Delete', actor: person('tom'), object: person('tom') }
  expect(await say('eve', '/network/inbox', said)).toBe(401)
  expect(await followersOf()).toEqual([person('tom')])
})

test('servers of every kind find the city, in the words that each asks with', async () => {
  const ask = async (path: string, accept = 'application/jrd+json', method = 'GET') => fetch(origin + path, { method, headers: { accept }, redirect: 'manual' }) // prettier-ignore
  const finger = '/.well-known/webfinger?resource='
  const { host } = new URL(origin)
  for (const resource of [`acct:city@${host}`, actor]) {
    const answer = await ask(finger + encodeURIComponent(resource))
    expect(answer.headers.get('content-type')).toContain('application/jrd+json')
    const { subject, links } = (await answer.json()) as { subject: string; links: { rel: string; type?: string; href?: string }[] } // prettier-ignore
    expect(subject).toBe(resource)
    expect(links.find(({ rel }) => rel === 'self')).toMatchObject({ href: actor, type: 'application/activity+json' })
  }
  expect((await ask(`${finger}acct:nobody@${host}`)).status).toBe(404)
  expect((await ask('/.well-known/webfinger')).status).toBe(400)
  expect(await (await ask('/.well-known/host-meta', 'application/xrd+xml')).text()).toContain(`template="${origin}/.well-known/webfinger?resource={uri}"`) // prettier-ignore

  const { id } = await city.federation.publish(anna, { kind: 'note', texts: three('One more.') })
  const accepts = ['application/activity+json', PROFILED, 'application/activity+json, application/ld+json', `${PROFILED},application/activity+json`, `application/activity+json, ${PROFILED}, text/html;q=0.1`] // prettier-ignore
  for (const accept of accepts)
    for (const path of [`/network/posts/${id}`, '/network/actors/city', '/network/actors/city/outbox']) {
      const [whole, head] = [await ask(path, accept), await ask(path, accept, 'HEAD')]
      expect([accept, path, whole.status, head.status]).toEqual([accept, path, 200, 200])
      expect(whole.headers.get('content-type')).toMatch(/^application\/(activity|ld)\+json/)
      expect([await head.text(), head.headers.get('content-type')]).toEqual(['', whole.headers.get('content-type')])
    }
  for (const path of [`/network/posts/${id}`, '/network/actors/city'])
    expect((await ask(path, 'text/html,application/xhtml+xml,*/*;q=0.8')).status).toBe(303)
  const info = (await (await ask('/network/nodeinfo/2.1', 'application/json')).json()) as object
  expect(NodeInfo.parse(info)).toEqual(info)
  expect((await ask('/network/nodeinfo/2.1', 'application/json')).headers.get('content-type')).toContain('profile="http://nodeinfo.diaspora.software/ns/schema/2.1#"') // prettier-ignore
  expect(info).toMatchObject({ version: '2.1', protocols: ['activitypub'], services: { inbound: [], outbound: ['atom1.0'] }, software: { name: expect.stringMatching(/^[a-z0-9-]+$/) as string }, usage: { users: { total: 1 } }, metadata: {} }) // prettier-ignore
})

test.for(['pl', 'en', 'uk'] as const)('%s: the JSON Feed keeps the rules of its version 1.1', async (lang) => {
  const said = three('<b>"Trams" & buses</b>\n\nrun again')
  const { id } = await city.federation.publish(anna, { kind: 'article', titles: said, texts: said })
  await city.federation.revise(anna, id, { kind: 'article', titles: said, texts: three('Trams run') }, 1)
  const self = `${origin}/network/posts.json?lang=${lang}`
  const answer = await fetch(self)
  expect(answer.headers.get('content-type')).toMatch(/^application\/feed\+json/)
  const feed = JsonFeed.parse(await answer.json())
  expect(feed).toMatchObject({ feed_url: self, language: lang })
  const [first] = feed.items as [(typeof feed.items)[number]]
  expect(first).toMatchObject({ id: `${origin}/network/posts/${id}`, title: said[lang], language: lang, content_html: `<p>Trams run (${lang})</p>` }) // prettier-ignore
  expect(new Set(feed.items.map((item) => item.id)).size).toBe(feed.items.length)
  const read = await fetch(feed.home_page_url!, { redirect: 'manual' })
  expect(read.status).toBeLessThan(500)
})

test('a calendar program sees an event move and be called off under one number, and nothing that was taken back', async () => {
  const texts = three(`Bring gloves; and boots, \\or\n${'ż'.repeat(200)}`)
  const event = { kind: 'event' as const, titles: three('Planting'), texts, place: 'Park, by the river', from: new Date('2027-04-10T08:00:00Z'), to: new Date('2027-04-10T11:00:00Z') } // prettier-ignore
  const { id } = await city.federation.publish(anna, event)
  const read = async (lang: string) => {
    const body = await (await fetch(`${origin}/network/posts.ics?lang=${lang}`)).text()
    const found = new ICAL.Component(ICAL.parse(body) as [string, [], []]).getAllSubcomponents('vevent')
    return { body, events: found.map((one) => new ICAL.Event(one)), first: found[0]! }
  }
  for (const lang of ['pl', 'en', 'uk'] as const) {
    const { events } = await read(lang)
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({ uid: `${origin}/network/posts/${id}`, summary: event.titles[lang], description: texts[lang], location: event.place, sequence: 0 }) // prettier-ignore
    expect([events[0]!.startDate.toJSDate(), events[0]!.endDate.toJSDate()]).toEqual([event.from, event.to])
  }
  await city.federation.revise(anna, id, { ...event, from: new Date('2027-04-10T09:00:00Z') }, 1)
  const { events, first } = await read('en')
  expect([events[0]!.sequence, events[0]!.startDate.toJSDate()]).toEqual([1, new Date('2027-04-10T09:00:00Z')])
  expect(first.getFirstPropertyValue('status')).toBe('CONFIRMED')
  await city.federation.withdraw(anna, id, 'It was cancelled.')
  const after = await read('en')
  expect(after.first.getFirstPropertyValue('status')).toBe('CANCELLED')
  expect(after.events[0]).toMatchObject({ uid: `${origin}/network/posts/${id}`, sequence: 2 })
  expect(after.body).not.toMatch(/Planting|gloves|river/)
})
