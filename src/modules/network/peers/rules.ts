/** What may happen to a peer, when it is visited and what it may cost. Pure. */
import { refusals } from '#platform/errors'
import { readPlainJson, Unreadable } from '#platform/text'
import type { Limits, PeerState } from './types.ts'

export const refuse = refusals('peers', {
  badDomain: 422,
  ownDomain: 422,
  known: 409,
  tooMany: 409,
  unknown: 404,
  already: 409,
  notVisited: 409,
  unseen: 409,
  otherKeys: 409,
  lookAlike: 409,
  unknownReport: 404,
  tooManyReports: 429,
  // What can be wrong with what a peer answers; kept with it as its failure.
  answered: 502,
  elsewhere: 502,
  notJson: 502,
  notPlain: 502,
  tooDeep: 502,
  badAnswer: 502,
  badTiles: 502,
  overLimit: 429,
  newKey: 409,
})

/** From what a person writes: a domain, or an address there. Throws `peers.badDomain`. */
export function domainOf(given: string): string {
  const text = given.trim()
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`
  const url = URL.canParse(address) ? new URL(address) : undefined
  const host = url?.host.replace(/\.(?=$|:)/, '') ?? ''
  const isName = /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?$|^localhost:\d+$/.test(host) && host.length <= 253
  if (!url || !isName || url.username || !/^https?:$/.test(url.protocol)) throw refuse.badDomain({ given: text.slice(0, 300) }) // prettier-ignore
  return host
}

/** Where a peer is asked: by TLS; three houses on one machine ask each other without. */
export function originOf(domain: string, baseUrl: string): string {
  const isNear = /^(localhost|127\.[\d.]+)(:\d+)?$/.test(domain)
  return `${isNear && baseUrl.startsWith('http:') ? 'http' : 'https'}://${domain}`
}

const MINUTE_MS = 60_000
const VISIT_MIN = 60
const RETRY_MIN = 5
const RETRY_MIN_MAX = 360

/** When it is visited again. A month of silence gives nobody up. */
export function nextVisit(failures: number, now: Date): Date {
  const minutes = failures === 0 ? VISIT_MIN : Math.min(RETRY_MIN * 2 ** Math.min(failures - 1, 20), RETRY_MIN_MAX)
  return new Date(now.getTime() + minutes * MINUTE_MS)
}

export const isVisited = (state: PeerState): boolean => state === 'quarantined' || state === 'accepted'

export type Used = { requests: number; bytes: number; objects: number }
export const NOTHING: Used = { requests: 0, bytes: 0, objects: 0 }

/** Whether so much more fits into its day. */
export const fits = (used: Used, more: Partial<Used>, limits: Limits): boolean =>
  (['requests', 'bytes', 'objects'] as const).every((what) => (more[what] ?? 0) === 0 || used[what] + more[what]! <= limits[what]) // prettier-ignore

const DEPTH_MAX = 50

/** JSON from outside, as everybody else reads it. Throws `peers.tooDeep`, `peers.notJson`, `peers.notPlain`. */
export function readJson(text: string, host: string): unknown {
  try {
    return readPlainJson(text, DEPTH_MAX)
  } catch (error) {
    if (error instanceof Unreadable) throw refuse[error.code]({ host, ...(error.code === 'tooDeep' && { most: DEPTH_MAX }) }) // prettier-ignore
    throw error
  }
}
