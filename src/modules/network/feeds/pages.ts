/** What a page of a feed gives, apart from whether its things are believed. Pure. */
import { z } from 'zod'
import { BadProof } from '#platform/integrity'
import { refuse as refusePeer } from '../peers/rules.ts'
import type { FeedTask, From, Item, Opened, Page, NotTaken } from './types.ts'

export const afterOf = ({ cursor, base, lastId }: From): number => cursor - base - (lastId === undefined ? 0 : 1)

/** Throws `peers.badAnswer` for a page of another city, or whose numbers do not rise. */
export function openPage(page: Page, task: FeedTask): Opened {
  const { domain, did, cursor, base, lastId } = task
  const problem = problemOf(page, did, afterOf(task))
  if (problem !== undefined) throw refusePeer.badAnswer({ host: domain, problem })
  const begins = beginsWith(page.items[0], task)
  const given = page.items
    .slice(lastId !== undefined && begins === 'same' ? 1 : 0)
    .map((item) => ({ ...item, seq: base + item.seq }))
  const stop = firstByNewKey(given, task)
  const items = given.slice(0, stop)
  const last = items.at(-1)
  return {
    ...{ items, count: items.length, last: last?.seq ?? cursor, lastId: last && idOf(last.said), begins },
    ...{ isMore: page.next !== undefined && stop === undefined, isByNewKey: stop !== undefined },
  }
}

/** What is wrong with a page, apart from its things: others' words, or numbers that do not rise. */
export function problemOf({ issuer, items, next }: Page, did: string, after: number): string | undefined {
  if (issuer !== did) return `it is of ${issuer.slice(0, 300)}`
  let last = after
  for (const { seq } of items) {
    if (seq <= last) return `after ${last} comes ${seq}`
    last = seq
  }
  return next !== undefined && items.length === 0 ? 'more is promised, and nothing given' : undefined
}

function beginsWith(first: Item | undefined, { cursor, base, lastId }: From): Opened['begins'] {
  if (lastId === undefined) return 'same'
  if (first?.seq !== cursor - base) return 'none'
  return idOf(first.said) === lastId ? 'same' : 'other'
}

/** How far clocks may differ. */
export const SKEW_MS = 5 * 60_000
const Timed = z.object({ validFrom: z.string().optional(), issuedAt: z.string().optional(), proof: z.object({ created: z.string(), verificationMethod: z.string() }) }) // prettier-ignore

/** Of nearly all it is known; what else stands in its place is looked at more closely. */
const signerOf = (said: unknown) =>
  (said as { proof?: { verificationMethod: unknown } | null } | null)?.proof?.verificationMethod

/** A key that the city's document did not name yet is looked for there before anything that it signed is judged. */
function firstByNewKey(given: readonly Item[], { did, keys, seenAt }: FeedTask): number | undefined {
  if (seenAt === undefined) return undefined
  const known = new Set<unknown>(keys.map(({ id }) => id))
  const at = given.findIndex(({ said }) => {
    if (known.has(signerOf(said))) return false
    const { created, verificationMethod: key } = Timed.safeParse(said).data?.proof ?? {}
    return key?.startsWith(`${did}#`) && Date.parse(created!) > seenAt.getTime() - SKEW_MS
  })
  return at < 0 ? undefined : at
}

/** When its time comes: a clock that goes ahead is no reason to lose what was said by it. */
function timeOf(said: unknown): Date | undefined {
  const { data } = Timed.safeParse(said)
  const times = [data?.validFrom, data?.issuedAt, data?.proof.created].map((time) => Date.parse(time ?? '')).filter((time) => !Number.isNaN(time)) // prettier-ignore
  return times.length > 0 ? new Date(Math.max(...times)) : undefined
}

/** As it is kept that something was not believed. */
export function refusalOf({ seq, said }: Item, { code, message }: Pick<BadProof, 'code' | 'message'>): NotTaken {
  return { seq, code, id: idOf(said), problem: message.slice(0, 500), ...(code === 'future' && { againAt: timeOf(said) }) } // prettier-ignore
}

export function idOf(said: unknown): string {
  const id = typeof said === 'object' && said !== null && 'id' in said ? said.id : undefined
  return typeof id === 'string' ? id.slice(0, 2_000) : ''
}
