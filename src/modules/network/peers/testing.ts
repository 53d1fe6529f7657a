/** For tests: a made-up city on a loopback address, with keys, a ledger of tiles, and whatever else it is to answer. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { didDocument, didOf, ledgerService, multibaseOf, signDocument, signingKey, type PublicKey, type SigningKey } from '#platform/integrity' // prettier-ignore
import { checkpointText, createTree, leafHash, signerOf, tileKey, type Signer } from '#platform/ledger'
import { fingerprint, STATEMENT_CONTEXT, STATEMENT_TYPES } from '#verify/statement'
import { KEY_INTRODUCTION } from '../keys/types.ts'
import { cityService } from '../place/rules.ts'
import type { Place } from '../place/types.ts'
import { CHECKPOINTS_FORMAT, type Viewed } from './types.ts'

/** A log whose entries are texts; made again from other texts, it is another log by the same key. */
export function logOf(signer: Signer, entries: readonly string[]) {
  const tree = createTree()
  for (const entry of entries) tree.append(leafHash(Buffer.from(entry)))
  const note = signer.sign(checkpointText({ origin: signer.name, size: tree.size, root: tree.root() }))
  const tiles = new Map(tree.takeChanged().map((tile) => [tileKey(tile), tile.hashes]))
  return { note, tiles }
}
export const entriesOf = (count: number, from = 'a') => Array.from({ length: count }, (_, i) => `${from}${i}`)

type Answer = (request: IncomingMessage, response: ServerResponse) => void

export async function madeUpCity(address = '127.0.0.2') {
  const answers = new Map<string, Answer | object>()
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = request.url!.split('?')[0]!
    asked.push(request.url!)
    const own = answers.get(path)
    if (typeof own === 'function') return (own as Answer)(request, response)
    const body = own ?? answerOf(path)
    if (body === undefined) return response.writeHead(404).end()
    response.writeHead(200).end(Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, address, resolve))
  const domain = `${address}:${(server.address() as AddressInfo).port}`
  const did = didOf(domain)
  const signer = signerOf(`${domain}/ledger`, Buffer.alloc(32, 9))
  const keyFrom = (seed: number): SigningKey => {
    const bytes = Buffer.alloc(32, seed)
    return signingKey(`${did}#${multibaseOf(bytes)}`, bytes)
  }
  const city = {
    ...{ domain, did, signer, keyFrom, answers, asked },
    origin: `http://${domain}`,
    keys: [keyFrom(1)] as (Pick<PublicKey, 'id' | 'multibase' | 'expires' | 'revoked'> & Partial<SigningKey>)[],
    /** Since when keys sign, by its own word. */
    made: {} as Record<string, string>,
    introductions: [] as object[],
    log: logOf(signer, entriesOf(3)),
    views: [] as Viewed[],
    place: undefined as Place | undefined,
    /** Another key signs, introduced by the one before or by nobody. */
    rotate(seed: number, at: Date, by?: SigningKey) {
      const next = keyFrom(seed)
      city.keys = [next, ...city.keys.map(({ id, multibase, revoked }) => ({ id, multibase, revoked, expires: at.toISOString() }))] // prettier-ignore
      if (by) city.introductions.push(signDocument({ type: KEY_INTRODUCTION, issuer: did, previous: by.multibase, key: next.multibase }, by, at)) // prettier-ignore
      return next
    },
    close: () => (server.closeAllConnections(), new Promise((resolve) => server.close(resolve))),
  }
  function answerOf(path: string): Buffer | object | string | undefined {
    if (path === '/.well-known/did.json') {
      const keys = city.keys.map(({ id, multibase, expires, revoked }) => ({ id, multibase, ...(expires && { expires }), ...(revoked && { revoked }) })) // prettier-ignore
      return { ...didDocument(did, keys), service: [ledgerService(did, city.origin, city.signer.vkey), ...(city.place ? [cityService(did, city.origin, city.place)] : [])] } // prettier-ignore
    }
    if (path === '/api/v1/network/keys') return { did, keys: Object.entries(city.made).map(([multibase, madeAt]) => ({ multibase, madeAt })), introductions: city.introductions } // prettier-ignore
    if (path === '/ledger/checkpoint') return city.log.note
    if (path === '/network/checkpoints') return { format: CHECKPOINTS_FORMAT, seen: city.views }
    const tile = /^\/ledger\/tile\/(\d+)\/(\d{3})(?:\.p\/(\d+))?$/.exec(path)
    const hashes = tile && city.log.tiles.get(`${tile[1]}/${Number(tile[2])}`)
    return hashes ? Buffer.from(hashes.subarray(0, Number(tile[3] ?? 256) * 32)) : undefined
  }
  return city
}
export type MadeUpCity = Awaited<ReturnType<typeof madeUpCity>>

/** What it states of one value, signed by its first key; `about` is what is to differ. */
export function statedBy({ did, origin, keyFrom }: MadeUpCity, n: number, { indicator, ...about }: { indicator?: object; [member: string]: unknown } = {}) {
  const names = { pl: 'Stare Nabrzeże', en: 'Oldbank', uk: 'Стара Набережна' }
  const subject = {
    ...{ type: 'IndicatorValue', city: { id: did, names, area: 'oldbank' }, area: { id: 'oldbank', names }, inputs: [] },
    indicator: { id: 'density', version: 1, unit: 'person/km2', names, standards: [], formula: fingerprint('people / area'), ...indicator },
    ...{ period: '2023', value: 1800, status: 'A', provenance: `${origin}/en/indicators/density`, ...about },
  }
  const id = `${origin}/network/statements/0197f3a0-0000-7000-8000-${String(n).padStart(12, '0')}`
  const at = '2026-05-01T10:00:00Z'
  return signDocument({ '@context': STATEMENT_CONTEXT, id, type: STATEMENT_TYPES, issuer: did, validFrom: at, credentialSubject: subject }, keyFrom(1), new Date(at))
} // prettier-ignore

const GREEN = { en: 'Green stops' }
export const PRACTICE = { titles: GREEN, problem: GREEN, done: GREEN, effect: GREEN, contact: 'Office of Greenery', licence: 'CC-BY-4.0', indicators: [] } // prettier-ignore

/** A card of one practice that it signed by its first key; `more` is what is to differ. */
export function practiceBy({ did, origin, keyFrom }: MadeUpCity, n: number, more: object = {}) {
  const uuid = (of: number) => `0197f3a0-0000-7000-8000-${String(of).padStart(12, '0')}`
  const at = '2026-05-01T10:00:00Z'
  const envelope = { type: 'PracticeCard', format: 'unia-practices/1', id: `${origin}/network/practices/${uuid(n)}`, issuer: did, issuedAt: at, subject: uuid(500 + n), version: 1, city: { names: { en: 'Oldbank' } } } // prettier-ignore
  return signDocument({ ...envelope, content: PRACTICE, ...more }, keyFrom(1), new Date(at))
}
