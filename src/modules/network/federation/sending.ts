/** One activity to one inbox, signed as its server reads it. */
import { signRequest, type HttpMessageSignaturesSpec } from '@fedify/fedify/sig'
import type { Net } from '#platform/net'
import type { Speakers } from './speakers.ts'
import type { Activity } from './store/wire.ts'

const ANSWER_BYTES_MAX = 10_000
const TYPE = 'application/activity+json'
export const NEWER: HttpMessageSignaturesSpec = 'rfc9421'
export const OLDER: HttpMessageSignaturesSpec = 'draft-cavage-http-signatures-12'
/** What a server says that does not read a signature. */
export const UNREAD = new Set([400, 401, 403])
const GONE = new Set([404, 410])

type Outcome = { state: 'taken'; signature: HttpMessageSignaturesSpec } | { state: 'gone' | 'refused' | 'down' }

export function createSender(net: Net, speakers: Speakers) {
  /** By the signature that the server read last time, and by the other where it does not read that. */
  async function send(one: Activity, inbox: string, first: string, timeoutMs: number): Promise<Outcome> {
    for (const signature of first === NEWER ? [NEWER, OLDER] : [OLDER, NEWER]) {
      const status = await post(one, inbox, signature, timeoutMs)
      if (status === undefined || status >= 500 || status === 429) return { state: 'down' }
      if (status >= 200 && status < 300) return { state: 'taken', signature }
      if (GONE.has(status)) return { state: 'gone' }
      if (!UNREAD.has(status)) break
    }
    return { state: 'refused' }
  }

  /** The status; undefined where there was no answer. */
  async function post(
    { actor, document }: Activity,
    inbox: string,
    spec: HttpMessageSignaturesSpec,
    timeoutMs: number,
  ): Promise<number | undefined> {
    const { request } = await speakers.keys(actor)
    const bare = new Request(inbox, { method: 'POST', body: document, headers: { 'content-type': TYPE, accept: TYPE } })
    const { headers } = await signRequest(bare, request.key, request.id, { spec })
    try {
      const options = { method: 'POST', headers: Object.fromEntries(headers), body: document } as const
      const answer = await net.fetch(inbox, { ...options, maxBytes: ANSWER_BYTES_MAX, timeoutMs })
      // Somewhere else nobody was told anything.
      return answer.url === new URL(inbox).href ? answer.status : undefined
    } catch {
      return undefined
    }
  }

  return send
}
