/** Asking a peer: only at its own domain, within what it may cost in a day, and never more than an answer may have. */
import type { Net, RequestOptions } from '#platform/net'
import { ledgerKeyOf } from '#platform/integrity'
import {
  decodeEntries,
  grownFrom,
  HASH_BYTES,
  openCheckpoint,
  parseVkey,
  tilePath,
  type Tile,
  type TileId,
} from '#platform/ledger'
import { z } from 'zod'
import { originOf, readJson, refuse } from './rules.ts'
import { Checkpoints, type Sight, type Viewed } from './types.ts'

export const ANSWER_BYTES_MAX = 5_000_000
const SMALL_BYTES_MAX = 200_000
const TIMEOUT_MS = 15_000
const OK = 200

const METHODS_MAX = 200
/** What cannot be read of a key is for people, and hinders nothing. */
const Listed = z.looseObject({
  introductions: z.array(z.unknown()).optional().catch(undefined),
  keys: z
    .array(
      z
        .looseObject({ multibase: z.string().max(200), madeAt: z.iso.datetime({ offset: true }) })
        .optional()
        .catch(undefined),
    )
    .max(METHODS_MAX)
    .optional()
    .catch(undefined),
})

/** What a request costs, before and after. */
export type Purse = { demand(domain: string): Promise<void>; pay(domain: string, bytes: number): Promise<void> }
export type Outside = ReturnType<typeof createOutside>

/** `signal`: whoever asks may give up. */
type Way = { net: Pick<Net, 'fetch'>; baseUrl: string; purse: Purse; signal?: AbortSignal }

/** A request within the purse. Throws `peers.…` and `net.…`. An answer that was led to another domain is none. */
const reaching =
  ({ net, baseUrl, purse, signal }: Way) =>
  async (domain: string, path: string, options: RequestOptions): Promise<{ status: number; body: Buffer }> => {
    await purse.demand(domain)
    const address = originOf(domain, baseUrl) + path
    let bytes = 0
    try {
      const { status, url, body } = await net.fetch(address, { maxBytes: ANSWER_BYTES_MAX, timeoutMs: TIMEOUT_MS, signal, ...options }) // prettier-ignore
      bytes = body.byteLength
      if (new URL(url).host !== domain) throw refuse.elsewhere({ host: domain, where: new URL(url).host })
      return { status, body }
    } finally {
      await purse.pay(domain, bytes)
    }
  }

export function createOutside(way: Way) {
  const reach = reaching(way)

  /** What it gives at an address. Throws `peers.answered` for anything else. */
  async function ask(domain: string, path: string, options: RequestOptions = {}): Promise<Buffer> {
    const { status, body } = await reach(domain, path, options)
    if (status !== OK) throw refuse.answered({ host: domain, path: path.slice(0, 200), status })
    return body
  }

  const askText = async (domain: string, path: string, options: RequestOptions = {}): Promise<string> =>
    (await ask(domain, path, { ...options, headers: { accept: 'application/json' } })).toString('utf8')
  const askJson = async (domain: string, path: string, options: RequestOptions = {}): Promise<unknown> =>
    readJson(await askText(domain, path, options), domain)

  /** Tiles of a tree of its ledger, each of its width. Throws `peers.badTiles`. */
  const tilesOf = (domain: string, wanted: readonly (TileId & { width: number })[]): Promise<Tile[]> =>
    Promise.all(
      wanted.map(async (tile) => {
        const hashes = await ask(domain, `/ledger/${tilePath(tile)}`, { maxBytes: tile.width * HASH_BYTES })
        if (hashes.byteLength !== tile.width * HASH_BYTES) throw refuse.badTiles({ host: domain })
        return { level: tile.level, index: tile.index, hashes }
      }),
    )

  return {
    /** The entries under a tile of level 0, as many as the tree has there, and tiles; still to be held to a root. */
    entries: async (domain: string, index: number, width: number): Promise<Uint8Array[]> =>
      decodeEntries(await ask(domain, `/ledger/${tilePath({ level: 'entries', index, width })}`)),
    tiles: tilesOf,

    /** Any of its answers as JSON. */
    json: askJson,
    /** The same, still to be read as JSON. */
    text: askText,

    /** Sends it a document; gives its status, and the code of its refusal where it named one. Throws `peers.…`, `net.…`. */
    async tell(domain: string, path: string, document: string): Promise<{ status: number; code?: string }> {
      const headers = { 'content-type': 'application/json', accept: 'application/problem+json, application/json' }
      const { status, body } = await reach(domain, path, { method: 'POST', headers, body: document, maxBytes: SMALL_BYTES_MAX }) // prettier-ignore
      return { status, ...(status >= 400 && { code: codeIn(body.toString('utf8'), domain) }) }
    },

    /** Its DID document, how its keys were introduced, and since when each signs by its own word. */
    async identity(
      domain: string,
    ): Promise<{ document: unknown; introductions: readonly unknown[]; made: Record<string, string> }> {
      // prettier-ignore
      const document = await askJson(domain, '/.well-known/did.json', { maxBytes: SMALL_BYTES_MAX })
      const listed = await askJson(domain, '/api/v1/network/keys', { maxBytes: ANSWER_BYTES_MAX })
      const { introductions, keys = [] } = Listed.safeParse(listed).data ?? {}
      const made = Object.fromEntries(keys.flatMap((key) => (key ? [[key.multibase, key.madeAt]] : [])))
      return { document, introductions: introductions ?? [], made }
    },

    /** The newest checkpoint of its ledger, signed by the key that its document names. Throws `Malformed`. */
    async checkpoint(domain: string, document: unknown, at: Date): Promise<Sight | undefined> {
      const vkey = ledgerKeyOf(document)
      if (vkey === undefined) return undefined
      const note = (await ask(domain, '/ledger/checkpoint', { maxBytes: SMALL_BYTES_MAX })).toString('utf8')
      return sightOf({ domain, note, vkey, by: domain, at })
    },

    /** What its tiles say that the tree of `newer` grew from. Throws `peers.badTiles` for tiles of another tree. */
    async grown(domain: string, older: number, newer: Sight): Promise<Uint8Array> {
      const roots = await grownFrom({ older, newer: newer.size }, (tiles) => tilesOf(domain, tiles))
      if (Buffer.from(roots.newer).toString('base64') !== newer.root) throw refuse.badTiles({ host: domain })
      return roots.older
    },

    /** The ledgers it saw. */
    async views(domain: string): Promise<Viewed[]> {
      const given = await askJson(domain, '/network/checkpoints')
      const { data, error } = Checkpoints.safeParse(given)
      if (error) throw refuse.badAnswer({ host: domain, where: error.issues[0]!.path.join('.'), problem: error.issues[0]!.message }) // prettier-ignore
      return data.seen
    },
  }
}

function codeIn(problem: string, domain: string): string | undefined {
  try {
    const code = (readJson(problem, domain) as { code?: unknown } | null)?.code
    return typeof code === 'string' && /^[a-z]+\.[a-zA-Z]{1,40}$/.test(code) ? code : undefined
  } catch {
    return undefined
  }
}

type Shown = Pick<Sight, 'domain' | 'note' | 'vkey' | 'by' | 'at'>

/** What a note says of a log, by the log's key. Throws `Malformed`. */
export function sightOf({ domain, note, vkey, by, at }: Shown): Sight {
  const { size, root } = openCheckpoint(note, parseVkey(vkey))
  return { domain, size, root: Buffer.from(root).toString('base64'), note, vkey, by, at }
}
