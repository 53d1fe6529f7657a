/** By which keys a peer is believed, and what becomes of that when it names others. Pure. */
import { keysOfDid, type PublicKey } from '#platform/integrity'
import { leadsTo } from '../keys/trust.ts'
import type { FormerKey } from './types.ts'

export type Keyring = {
  /** Multikeys by which it is believed; with those that came by introduction since. */
  trusted: string[]
  /** By which it signs now. */
  current: string[]
  /** Whether each key by which it signs now is, or was introduced by, one that is believed. */
  follows: boolean
}

/**
 * The earliest moments that its documents ever named, by key: since when others may have had it (`revoked`), and since when it
 * signs nothing more (`expires`). Whoever has the domain one day can write another document, and not another past.
 */
export type Memory = { revoked: Record<string, string>; expires: Record<string, string> }

/** With what this document says. That a key is to be given up some day is no past, and may be put off. */
export function remember({ revoked, expires }: Memory, document: unknown, did: string, now: Date): Memory {
  const keys = keysOfDid(document, did)
  const over = keys.filter((key) => key.expires !== undefined && isOver(key.expires, now))
  return { revoked: earliest(revoked, keys, 'revoked'), expires: earliest(expires, over, 'expires') }
}

function earliest(before: Record<string, string>, keys: readonly PublicKey[], what: keyof Memory) {
  const said = keys.flatMap(({ multibase, [what]: at }) => {
    const first = sooner(at, before[multibase])
    return first === undefined ? [] : [[multibase, first] as const]
  })
  return { ...before, ...Object.fromEntries(said) }
}

function sooner(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return Date.parse(b) < Date.parse(a) ? b : a
}
const isOver = (expires: string, now: Date) => Date.parse(expires) <= now.getTime()

/** The keys that its document names, each held to what was said of it before. Throws `Malformed`. */
export function keysNow(document: unknown, did: string, memory: Memory): PublicKey[] {
  return keysOfDid(document, did).map(({ id, multibase, ...said }) => {
    const [expires, revoked] = [sooner(said.expires, memory.expires[multibase]), sooner(said.revoked, memory.revoked[multibase])] // prettier-ignore
    return { id, multibase, ...(expires !== undefined && { expires }), ...(revoked !== undefined && { revoked }) }
  })
}

/** The keys of the document that are believed. */
export const believed = (document: unknown, did: string, trusted: readonly string[], memory: Memory): PublicKey[] =>
  keysNow(document, did, memory).filter(({ multibase }) => trusted.includes(multibase))

export type Named = { did: string; document: unknown; introductions: readonly unknown[]; now: Date }

/**
 * What becomes of trust when a document comes: `before` was believed until now. A domain that somebody else has now can
 * name the old keys, and no more: none of those signs an introduction of the new ones. One that was given up, or revoked,
 * and signs again is followed by nobody. Throws `Malformed`.
 */
export function keyringOf(
  before: readonly string[],
  memory: Memory,
  { did, document, introductions, now }: Named,
): Keyring {
  // prettier-ignore
  const keys = keysNow(document, did, memory)
  const current = keysOfDid(document, did).filter((key) => key.revoked === undefined && !(key.expires !== undefined && isOver(key.expires, now))).map(({ multibase }) => multibase) // prettier-ignore
  const chain = { did, keys, introductions, now }
  const reached = keys
    .map(({ multibase }) => multibase)
    .filter((key) => !before.includes(key) && before.some((from) => leadsTo(from, key, chain)))
  const trusted = [...before, ...reached]
  const isFollowed = (key: string) => trusted.includes(key) && memory.revoked[key] === undefined && memory.expires[key] === undefined // prettier-ignore
  return {
    trusted,
    current: current.filter((key) => memory.revoked[key] === undefined),
    follows: current.length > 0 && current.every(isFollowed),
  }
}

/** Keys that it no longer signs by: given up, good for what they signed until then, or revoked. `made` is since when, by its own word. */
export function formerKeys(
  document: unknown,
  did: string,
  memory: Memory,
  made: Record<string, string>,
  current: readonly string[],
): FormerKey[] {
  // prettier-ignore
  return keysNow(document, did, memory)
    .filter(({ multibase }) => !current.includes(multibase))
    .map(({ multibase, expires, revoked }) => ({
      key: multibase,
      ...(made[multibase] !== undefined && { from: new Date(made[multibase]) }),
      ...(expires !== undefined && { until: new Date(expires) }),
      ...(revoked !== undefined && { revoked: new Date(revoked) }),
    }))
}

/** Whoever accepts keys by which it signs now, though it had given them up once, has them sign again. A revoked one never does. */
export const signingAgain = ({ revoked, expires }: Memory, keys: readonly string[]): Memory => ({
  revoked,
  expires: Object.fromEntries(Object.entries(expires).filter(([key]) => !keys.includes(key))),
})
