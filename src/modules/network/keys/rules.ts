/** What may happen to a key, and whether one key leads to another. Pure. */
import { refusals } from '#platform/errors'
import { keysOfDid, openDocument, type PublicKey } from '#platform/integrity'
import { Malformed } from '#platform/ledger'
import { Introduction, INTRODUCTIONS_MAX, type Key } from './types.ts'

export const refuse = refusals('network', {
  unknownKey: 404,
  keyRevoked: 409,
  notYet: 422,
  beforeKey: 422,
  sealedOtherwise: 500,
})

/** Since when a key is revoked: never later than was said before. */
export function revokable(key: Key, since: Date, now: Date): void {
  if (since > now) throw refuse.notYet({ since })
  if (since < key.madeAt) throw refuse.beforeKey({ since, madeAt: key.madeAt })
  if (key.revoked && key.revoked <= since) throw refuse.keyRevoked({ since: key.revoked })
}

/** As proofs are checked by it. */
export const publicOf = ({ id, multibase, expires, revoked }: Key): PublicKey => ({
  ...{ id, multibase },
  ...(expires && { expires: expires.toISOString() }),
  ...(revoked && { revoked: revoked.toISOString() }),
})

/**
 * Whether somebody who trusted the key `from` of this issuer may trust `to`: each key on the way was introduced by the one
 * before it, signed. A revoked key introduces nobody.
 */
export function leadsTo(
  did: string,
  from: string,
  to: string,
  introductions: readonly unknown[],
  document: unknown,
  now: Date,
): boolean {
  // prettier-ignore
  const keys = keysOfDid(document, did).filter(({ revoked }) => revoked === undefined)
  const next = new Map<string, Set<string>>()
  for (const given of introductions.slice(0, INTRODUCTIONS_MAX)) {
    const found = introduced(did, given, keys, now)
    if (found) next.set(found.previous, (next.get(found.previous) ?? new Set()).add(found.key))
  }
  const reached = new Set([from])
  for (const one of reached) for (const other of next.get(one) ?? []) reached.add(other)
  return reached.has(to)
}

function introduced(did: string, given: unknown, keys: readonly PublicKey[], now: Date): Introduction | undefined {
  try {
    const { document, key } = openDocument(given, keys, { now })
    const { data } = Introduction.safeParse(document)
    return data && data.issuer === did && data.previous === key.multibase ? data : undefined
  } catch (error) {
    if (error instanceof Malformed) return undefined
    throw error
  }
}
