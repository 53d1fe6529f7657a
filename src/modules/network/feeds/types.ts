/** Feeds: what a peer says, numbered in the order in which it said it. Each sort of thing has one of its own. */
import type { PublicKey } from '#platform/integrity'
import type { Failure } from '../peers/types.ts'

/** Of one peer, the newest. */
export const REFUSED_KEPT = 1_000
/** What was dated ahead, asked for again; each costs a request. */
export const AGAIN_AT_ONCE = 20

/** `cursor` and the numbers of things count on where a feed began anew: `base` is what its own numbers begin after. */
export type Feed = {
  cursor: number
  base: number
  /** What was read last. */
  lastId: string | null
  anewAt: Date | null
  askedAt: Date | null
  wholeAt: Date | null
  failure: Failure | null
}

/** What was not taken, and why: a code of `BadProof`, or another of its sort. */
export type Refused = {
  seq: number
  code: string
  id: string
  problem: string
  at: Date
  /** Asked for again then. */
  againAt?: Date
}
export type NotTaken = Omit<Refused, 'at'>

/** From where on is asked, by the numbers that are kept here; `lastId` where what was read last is asked for once more. */
export type From = { cursor: number; base: number; lastId?: string }

export type FeedTask = From & {
  domain: string
  did: string
  keys: readonly PublicKey[]
  now: Date
  /** When the city's document was read, in which the keys stand. */
  seenAt?: Date
}

export type Item = { seq: number; said: unknown; index?: number }
export type Page = { issuer: string; items: readonly Item[]; next?: string }

/** A page by the numbers that are kept here. */
export type Opened = {
  items: Item[]
  count: number
  last: number
  lastId?: string
  isMore: boolean
  /** What stands where the last thing stood: that one, another, or none. */
  begins: 'same' | 'other' | 'none'
  /** What follows is signed by a key that the document, as it was seen, could not name yet. */
  isByNewKey: boolean
}
