/** By which keys a peer is believed, and what becomes of that when it names others. Pure. */
import { keysOfDid, type PublicKey } from '#platform/integrity'
import { leadsTo, type Chain } from '../keys/trust.ts'

export type Keyring = {
  /** Multikeys by which it is believed; with those that came by introduction since. */
  trusted: string[]
  /** By which it signs now. */
  current: string[]
  /** Whether each key by which it signs now is, or was introduced by, one that is believed. */
  follows: boolean
}

/**
 * What becomes of trust when a document comes: `before` was believed until now. A domain that somebody else has now can
 * name the old keys, and no more: none of those signs an introduction of the new ones. Throws `Malformed`.
 */
export function keyringOf(before: readonly string[], chain: Chain): Keyring {
  const keys = keysOfDid(chain.document, chain.did)
  const current = keys.filter(({ revoked, expires }) => revoked === undefined && !isOver(expires, chain.now)).map(({ multibase }) => multibase) // prettier-ignore
  const reached = keys
    .map(({ multibase }) => multibase)
    .filter((key) => !before.includes(key) && before.some((from) => leadsTo(from, key, chain)))
  const trusted = [...before, ...reached]
  return { trusted, current, follows: current.length > 0 && current.every((key) => trusted.includes(key)) }
}

const isOver = (expires: string | undefined, now: Date) => expires !== undefined && Date.parse(expires) <= now.getTime()

/** The keys of the document that are believed; what was once said to be revoked stays so. */
export function believed(document: unknown, did: string, trusted: readonly string[], revoked: Revoked): PublicKey[] {
  return keysOfDid(document, did)
    .filter(({ multibase }) => trusted.includes(multibase))
    .map((key) => {
      const since = [key.revoked, revoked[key.multibase]].filter((one) => one !== undefined).toSorted()[0]
      return since === undefined ? key : { ...key, revoked: since }
    })
}

/** Since when keys are revoked, by key: the earliest moment that was ever said. */
export type Revoked = Record<string, string>
export function revokedOf(document: unknown, did: string, before: Revoked): Revoked {
  const said = keysOfDid(document, did).flatMap(({ multibase, revoked }) => {
    if (revoked === undefined) return []
    return [[multibase, [revoked, before[multibase]].filter((one) => one !== undefined).toSorted()[0]!] as const]
  })
  return { ...before, ...Object.fromEntries(said) }
}
