/** What others publish of themselves, fetched by the house's guarded client, in its limits; known contexts are at hand. */
import { preloadedContexts, type DocumentLoader } from '@fedify/fedify/runtime'
import { Refusal } from '#platform/errors'
import type { Net } from '#platform/net'
import { demandShallow } from './rules.ts'
import { UNREAD } from './sending.ts'

const BYTES_MAX = 1_000_000
const TIMEOUT_MS = 10_000
const ACCEPT = 'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"'
const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\b/i

/** Some servers answer only to who says who asks: `signed` gives the headers that do, one way of signing after the other. */
export const documentLoader =
  (net: Net, signed: (url: string) => readonly (() => Promise<Record<string, string>>)[]): DocumentLoader =>
  async (url, { signal } = {}) => {
    const known = preloadedContexts[url]
    if (known !== undefined) return { contextUrl: null, document: known, documentUrl: url }
    const ask = (headers: Record<string, string>) =>
      net.fetch(url, { headers: { accept: ACCEPT, ...headers }, maxBytes: BYTES_MAX, timeoutMs: TIMEOUT_MS, signal })
    let answer = await ask({})
    for (const headers of signed(url)) if (UNREAD.has(answer.status)) answer = await ask(await headers())
    const type = String(answer.headers['content-type'] ?? '')
    if (answer.status !== 200 || !JSON_TYPE.test(type)) throw new Refusal('net.unreachable', 502, { host: new URL(url).hostname }) // prettier-ignore
    const document = answer.json()
    demandShallow(document)
    return { contextUrl: null, document, documentUrl: answer.url }
  }
