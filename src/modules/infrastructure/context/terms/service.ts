/**
 * Contexts: from what a client names to terms that are ready for use. Looked for in the program, in the operator's folder,
 * among those hosted here or fetched before, and only then out in the world, by the guarded client.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ContextParser, type JsonLdContext } from 'jsonld-context-parser'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { Refusal } from '#platform/errors'
import type { Net } from '#platform/net'
import { CONTEXT_BYTES_MAX, CONTEXT_DEPTH_MAX, CONTEXTS_COMPILED_MAX } from '../limits.ts'
import { refuse } from '../refusals.ts'
import { CORE_ADDRESS, coreContext, isCore, shipped } from './shipped.ts'
import * as store from './store.ts'
import { termsOf, type Terms } from './terms.ts'

export type Needs = {
  db: Db
  clock: Clock
  net: Pick<Net, 'fetch'>
  baseUrl: string
  /** A folder with further contexts, and `index.json` that says which file is at which address. */
  contextsDir?: string
}
export type Contexts = ReturnType<typeof createContexts>
type Raw = Record<string, unknown>

const FETCH_TIMEOUT_MS = 10_000

export function createContexts({ db, clock, net, baseUrl, contextsDir }: Needs) {
  const own = readFolder(contextsDir)
  const compiled = new Map<string, Promise<Terms>>()
  const hosted = `${baseUrl}/ngsi-ld/v1/jsonldContexts/`

  /** The document at an address. Throws `context.contextNotAvailable`. */
  async function load(address: string): Promise<Raw> {
    if (isCore(address)) return { '@context': {} }
    const here = own.get(address) ?? shipped.get(address)
    if (here) return { '@context': here }
    const id = address.startsWith(hosted) ? address.slice(hosted.length) : address
    const kept = await store.read(db, id, clock.now())
    if (kept) return { '@context': kept }
    if (id !== address) throw refuse.contextNotAvailable({ address, reason: 'unknown' })
    const document = await fetchContext(net, address)
    await store.keep(db, { id: address, kind: 'Cached', body: document['@context'], at: clock.now() })
    return document
  }

  async function compile(given: unknown, link: string | undefined): Promise<Terms> {
    // A document that names others, which name others, has its end.
    let left = 4 * CONTEXT_DEPTH_MAX
    const parser = new ContextParser({
      documentLoader: {
        load: (address) => {
          if (left-- === 0) throw refuse.contextNotAvailable({ address, reason: 'tooMany' })
          return load(address) as Promise<never>
        },
      },
      skipValidation: true,
      remoteContextsDepthLimit: CONTEXT_DEPTH_MAX,
    })
    try {
      const all = [...(Array.isArray(given) ? given : [given]), coreContext].filter(Boolean) as JsonLdContext
      const options = { ignoreProtection: true, ignoreScopedContexts: true, ignoreRemoteScopedContexts: true }
      return termsOf(given, link, await parser.parse(all, options))
    } catch (error) {
      if (error instanceof Refusal) throw error
      const { code, message } = error as { code?: string; message: string }
      if (code === 'loading remote context failed' || code === 'loading document failed')
        throw refuse.contextNotAvailable({ address: link ?? '', reason: 'unreadable' })
      throw refuse.badContext({ cause: message.slice(0, 200) })
    }
  }

  return {
    load,
    /** Forgets what was compiled, of one context or all: it was taken away or fetched anew. */
    forget: () => compiled.clear(),

    /** The terms of a context as a client gives it: an address, an object, a list of them, or none, which is the core. */
    async terms(given?: unknown): Promise<Terms> {
      const plain = simplified(given)
      const key = plain === undefined ? '' : JSON.stringify(plain)
      if (key.length > CONTEXT_BYTES_MAX) throw refuse.badContext({ cause: 'too large' })
      let terms = compiled.get(key)
      if (!terms) {
        terms = compile(plain, typeof plain === 'string' ? plain : undefined)
        compiled.set(key, terms)
        // What failed may work the next time.
        terms.catch(() => compiled.delete(key))
        for (const oldest of compiled.keys()) {
          if (compiled.size <= CONTEXTS_COMPILED_MAX) break
          compiled.delete(oldest)
        }
      }
      return terms
    },
  }
}

/** Without the core, which always holds, and without brackets around one. Throws `context.badContext`. */
function simplified(given: unknown): unknown {
  const list = (Array.isArray(given) ? given : [given]).filter(
    (one) => one !== undefined && one !== null && !(typeof one === 'string' && isCore(one)),
  )
  for (const one of list) {
    const isAddress = typeof one === 'string' && URL.canParse(one)
    const isObject = typeof one === 'object' && !Array.isArray(one) && Object.entries(one).every(isDefinition)
    if (!isAddress && !isObject) throw refuse.badContext({ cause: `${JSON.stringify(one).slice(0, 100)}` })
  }
  return list.length > 1 ? list : list[0]
}

const isDefinition = ([term, definition]: [string, unknown]): boolean =>
  term.startsWith('@') || definition === null || typeof definition === 'string' || typeof definition === 'object'

/** What an answer says its context is. */
export const contextNamed = ({ given }: Terms): unknown => {
  if (given === undefined) return CORE_ADDRESS
  return [...(Array.isArray(given) ? given : [given]), CORE_ADDRESS]
}
export const linkNamed = ({ given, link }: Terms): string =>
  given === undefined ? CORE_ADDRESS : (link ?? CORE_ADDRESS)

async function fetchContext(net: Pick<Net, 'fetch'>, address: string): Promise<Raw> {
  const headers = { accept: 'application/ld+json, application/json;q=0.9' }
  const options = { headers, maxBytes: CONTEXT_BYTES_MAX, timeoutMs: FETCH_TIMEOUT_MS }
  const answer = await net.fetch(address, options).catch((error: unknown) => {
    if (error instanceof Refusal) throw refuse.contextNotAvailable({ address, reason: error.code })
    throw error
  })
  if (answer.status !== 200) throw refuse.contextNotAvailable({ address, reason: `HTTP ${answer.status}` })
  try {
    const document = answer.json() as Raw
    if (typeof document === 'object' && document?.['@context'] !== undefined) return document
  } catch {
    // Said below.
  }
  throw refuse.contextNotAvailable({ address, reason: 'unreadable' })
}

/** Throws where the folder's index names what is not there: better at the start than at the first request. */
function readFolder(folder: string | undefined): ReadonlyMap<string, unknown> {
  if (!folder) return new Map()
  const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as Record<string, string>
  return new Map(
    Object.entries(index).map(([address, file]) => {
      const document = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Raw
      return [address, document['@context'] ?? document]
    }),
  )
}
