/** For tests: the city in the Fediverse, and a server of somebody else's, which signs and checks signatures by hand. */
import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { systemClock } from '#platform/clock'
import type { Database } from '#platform/db'
import { createEvents } from '#platform/events'
import { createFiles } from '#platform/files'
import { systemIds } from '#platform/ids'
import { createJobs } from '#platform/jobs'
import { createLedger, keptSigner } from '#platform/ledger'
import { createNet } from '#platform/net'
import { createGovernance } from '#governance'
import type { Needs } from '../needs.ts'
import type { Peer } from '../peers/types.ts'
import { createFederation } from './service.ts'

const STREAMS = 'https://www.w3.org/ns/activitystreams'
const sha256 = (body: string) => createHash('sha256').update(body).digest('base64')

export const CITY_NAMES = { pl: 'Miasto', en: 'City', uk: 'Місто' }
type TestCity = {
  database: Database
  folder: string
  baseUrl: string
  organisations?: object[]
  /** Cities that are known, and their state, which a test changes as it goes. */
  peers?: Pick<Peer, 'domain' | 'state'>[]
}

/** Names lead to this machine. */
export async function testCity({ database, folder, baseUrl, organisations = [], peers = [] }: TestCity) {
  const { db } = database
  const [clock, ids, onError] = [systemClock, systemIds, () => {}]
  const jobs = createJobs({ database, ids, onError })
  const signer = keptSigner({ dataDir: folder, origin: 'city.example/ledger' })
  const ledger = createLedger({ db, clock, ids, signer })
  const events = createEvents(jobs)
  const { gate } = createGovernance({ db, clock, ids, ledger, events, makerOf: async () => undefined })
  const resolve = async () => [{ address: '127.0.0.1', family: 4 }]
  const net = createNet({ plainHttp: true, allow: ['127.0.0.0/8'], resolve })
  const [files, identity] = [createFiles({ dataDir: folder }), { organisations: async () => organisations }]
  const needs = { db, clock, ids, ledger, jobs, events, files, net, gate, identity, city: { names: CITY_NAMES }, baseUrl, secret: 'x'.repeat(48), version: '7.8.9', onError } // prettier-ignore
  const federation = createFederation(needs as unknown as Needs, { list: async () => peers as Peer[] })
  const stop = async () => { await jobs.stop(); await net.close() } // prettier-ignore
  return { federation, gate, jobs, stop }
}

/** Whom this server says to be found at addresses that it has no business with. */
const ELSEWHERE: Record<string, string> = {
  '/users/inside': 'http://169.254.169.254/latest/meta-data',
  '/users/elsewhere': 'http://[::1]:1/users/elsewhere',
}

/** Its pages are one, at an address of its own. */
const outboxOf = (id: string, items?: object[]) =>
  ({ '@context': STREAMS, id, ...(items ? { type: 'OrderedCollectionPage', orderedItems: items } : { type: 'OrderedCollection', first: `${id}?page` }) }) // prettier-ignore

/** As Mastodon says in its own context as whom somebody is known too. */
export const ALIASED = { alsoKnownAs: { '@id': 'as:alsoKnownAs', '@type': '@id' } }

/** A person there, with the server's one inbox for many. */
const actorDocument = (id: string, name: string, publicKeyPem: string | Buffer, alsoKnownAs: string[] = []) => ({
  '@context': [STREAMS, 'https://w3id.org/security/v1', ALIASED],
  alsoKnownAs,
  ...{ id, type: 'Person', preferredUsername: name, name: `${name} <b>of afar</b>` },
  ...{ inbox: `${id}/inbox`, outbox: `${id}/outbox`, endpoints: { sharedInbox: `${new URL(id).origin}/inbox` } },
  publicKey: { id: `${id}#key`, owner: id, publicKeyPem },
})

export type Heard = { path: string; headers: IncomingHttpHeaders; body: string; said: { [member: string]: unknown } }
export type Carried = { method: 'POST'; url: string; headers: Record<string, string>; payload: string }
export type Signing = 'draft-cavage' | 'rfc9421'

/** `reads`: the only signatures it understands; `hostname`: the address of this machine at which it is, by this name. */
export async function otherServer(reads?: Signing, hostname = '127.0.0.1', called = hostname) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  const heard: Heard[] = []
  const earlier: object[] = []
  const aliases: Record<string, string[]> = {}
  /** What somebody says of themselves besides, or otherwise. */
  const odd: Record<string, object> = {}
  let status = 202
  const server = createServer(async (request, response) => {
    const { url: path = '', headers, method } = request
    if (method === 'GET') {
      const away = ELSEWHERE[path]
      const asked = /^\/\.well-known\/webfinger\?resource=acct%3A(\w+)%40/.exec(path)?.[1]
      if (asked) return response.end(JSON.stringify({ links: [{ rel: 'self', type: 'application/activity+json', href: person(asked) }] })) // prettier-ignore
      if (away) return response.writeHead(302, { location: away }).end()
      const box = /^\/users\/\w+\/outbox(\?page)?$/.exec(path)
      const found = box
        ? outboxOf(origin + path, box[1] ? earlier : undefined)
        : path.startsWith('/users/')
          ? actorOf(path.slice('/users/'.length))
          : undefined
      response.writeHead(found ? 200 : 404, { 'content-type': 'application/activity+json' })
      return response.end(JSON.stringify(found ?? {}))
    }
    const body = await text(request)
    const isNewer = headers['signature-input'] !== undefined
    if (reads && isNewer !== (reads === 'rfc9421')) return response.writeHead(401).end()
    heard.push({ path, headers, body, said: JSON.parse(body) as Heard['said'] })
    response.writeHead(status).end()
  })
  await new Promise<void>((done) => server.listen(0, hostname, done))
  const origin = `http://${called}:${(server.address() as AddressInfo).port}`
  const person = (name: string) => `${origin}/users/${name}`
  const pem = publicKey.export({ type: 'spki', format: 'pem' })
  const actorOf = (name: string) => ({ ...actorDocument(person(name), name, pem, aliases[name]), ...odd[name] })

  /** What `name` says, signed for the address. */
  function carry(
    name: string,
    address: string,
    said: object,
    by: Signing = 'draft-cavage',
    at = systemClock.now(),
  ): Carried {
    const payload = JSON.stringify({ '@context': STREAMS, actor: person(name), ...said })
    const { host, pathname } = new URL(address)
    const date = at.toUTCString()
    const signed = (base: string) => sign('sha256', Buffer.from(base), privateKey).toString('base64')
    const common = { host, date, 'content-type': 'application/activity+json' }
    if (by === 'draft-cavage') {
      const digest = `SHA-256=${sha256(payload)}`
      const base = `(request-target): post ${pathname}\nhost: ${host}\ndate: ${date}\ndigest: ${digest}`
      const signature = `keyId="${person(name)}#key",algorithm="rsa-sha256",headers="(request-target) host date digest",signature="${signed(base)}"`
      return { method: 'POST', url: pathname, payload, headers: { ...common, digest, signature } }
    }
    const digest = `sha-256=:${sha256(payload)}:`
    const created = Math.floor(Date.parse(date) / 1_000)
    const params = `("@method" "@target-uri" "content-digest");created=${created};keyid="${person(name)}#key";alg="rsa-v1_5-sha256"`
    const base = `"@method": POST\n"@target-uri": ${address}\n"content-digest": ${digest}\n"@signature-params": ${params}`
    const headers = { ...common, 'content-digest': digest, 'signature-input': `sig1=${params}`, signature: `sig1=:${signed(base)}:` } // prettier-ignore
    return { method: 'POST', url: pathname, payload, headers }
  }

  return {
    ...{ origin, person, carry, heard, earlier, aliases, odd },
    answerWith: (code: number) => void (status = code),
    close: () => new Promise((done) => { server.closeAllConnections(); server.close(done) }), // prettier-ignore
  }
}
export type OtherServer = Awaited<ReturnType<typeof otherServer>>

/** Whether what came is signed by the key, by either way of signing, and its body is the one that was signed. */
export function isSignedBy(pem: string, { path, headers, body }: Heard, origin: string): boolean {
  const key = createPublicKey(pem)
  const isRight = (base: string, signature: string) =>
    verify('sha256', Buffer.from(base), key, Buffer.from(signature, 'base64'))
  const valueOf = (name: string): string =>
    ({ '(request-target)': `post ${path}`, '@method': 'POST', '@target-uri': `${origin}${path}`, '@authority': new URL(origin).host, '@path': path })[name] ?? String(headers[name]) // prettier-ignore
  const input = headers['signature-input']
  if (input === undefined) {
    const signature = String(headers.signature)
    const part = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(signature)![1]!
    const base = part('headers').split(' ').map((name) => `${name}: ${valueOf(name)}`).join('\n') // prettier-ignore
    return isRight(base, part('signature')) && String(headers.digest).includes(sha256(body))
  }
  const [, label, params] = /^([\w-]+)=(.*)$/.exec(String(input))!
  const names = [.../^\(([^)]*)\)/.exec(params!)![1]!.matchAll(/"([^"]+)"/g)].map(([, name]) => name!)
  const lines = names.map((name) => `"${name}": ${valueOf(name)}`)
  const signature = new RegExp(`${label}=:([^:]*):`).exec(String(headers.signature))![1]!
  return isRight([...lines, `"@signature-params": ${params}`].join('\n'), signature) && String(headers['content-digest']).includes(sha256(body)) // prettier-ignore
}
