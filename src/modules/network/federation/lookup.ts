/** Somebody in the Fediverse, found by their handle or their address; what they say of themselves is theirs to say alone. */
import { Object as Thing, isActor } from '@fedify/fedify/vocab'
import type { DocumentLoader } from '@fedify/fedify/runtime'
import { z } from 'zod'
import { Refusal } from '#platform/errors'
import type { Net } from '#platform/net'
import { domainOf, originOf, readJson } from '../peers/rules.ts'
import { isSameServer, plainText, refuse } from './rules.ts'
import { NAME_CHARS_MAX } from './types.ts'

const ANSWER_BYTES_MAX = 100_000
const TIMEOUT_MS = 10_000
const ADDRESS_CHARS_MAX = 2_000
const ALIASES_MAX = 50
const HANDLE = /^@?([\w.-]{1,64})@([^\s@/]{1,260})$/
const STREAMS_TYPE = /^application\/(activity\+json|ld\+json)\b/
/** What WebFinger (RFC 7033) says, as far as it is read. */
const Found = z.looseObject({
  links: z.array(z.looseObject({ rel: z.string(), type: z.string().optional(), href: z.string().optional() })).max(200),
})

export type Lookup = ReturnType<typeof createLookup>
/** `aliases`: as whom they say to be known too. */
export type Found = { uri: string; host: string; inbox: string; handle: string; name: string; page: string; aliases: string[] } // prettier-ignore

export function createLookup({ net, baseUrl }: { net: Pick<Net, 'fetch'>; baseUrl: string }, load: DocumentLoader) {
  /** Where their own server says that they are. */
  async function addressOf(given: string): Promise<string> {
    const [, name, host] = HANDLE.exec(given) ?? []
    if (!name || !host) {
      if (!URL.canParse(given)) throw refuse.nobodyThere({ given })
      return given
    }
    const domain = domainOf(host)
    const resource = encodeURIComponent(`acct:${name}@${domain}`)
    const asked = `${originOf(domain, baseUrl)}/.well-known/webfinger?resource=${resource}`
    const headers = { accept: 'application/jrd+json, application/json' }
    const answer = await net.fetch(asked, { headers, maxBytes: ANSWER_BYTES_MAX, timeoutMs: TIMEOUT_MS })
    const found = Found.safeParse(answer.status === 200 ? readJson(answer.text(), domain) : undefined)
    const self = found.data?.links.find(({ rel, type }) => rel === 'self' && STREAMS_TYPE.test(type ?? ''))
    if (!self?.href) throw refuse.nobodyThere({ given })
    return self.href
  }

  /** Throws `network.nobodyThere`, `peers.badDomain`, and `net.…` for what may not be asked or does not answer. */
  return async (text: string): Promise<Found> => {
    const given = text.trim().slice(0, ADDRESS_CHARS_MAX)
    const { document, documentUrl } = await load(await addressOf(given))
    const options = { documentLoader: load, contextLoader: load }
    const who = await Thing.fromJsonLd(document, options).catch((error: unknown) => {
      if (error instanceof Refusal) throw error
    })
    if (!isActor(who) || !who.id || !who.inboxId) throw refuse.nobodyThere({ given })
    // Nobody is told things at an address that another gave for it.
    if (!isSameServer(who.id, new URL(documentUrl)) || !isSameServer(who.id, who.inboxId)) throw refuse.nobodyThere({ given }) // prettier-ignore
    const { href: uri, host } = who.id
    const handle = plainText(`@${String(who.preferredUsername ?? '')}@${host}`).slice(0, NAME_CHARS_MAX)
    const name = plainText(String(who.name ?? '')).slice(0, NAME_CHARS_MAX) || handle
    const aliases = who.aliasIds.slice(0, ALIASES_MAX).map(({ href }) => href)
    return { uri, host, inbox: who.inboxId.href, handle, name, page: pageOf(who.url, who.id), aliases }
  }
}

/** Where people read it, at the same server; otherwise its id, which leads there too. */
export function pageOf(url: unknown, id: URL): string {
  const page = url instanceof URL ? url : (url as { href?: URL | null } | null)?.href
  return page instanceof URL && isSameServer(page, id) ? page.href : id.href
}
