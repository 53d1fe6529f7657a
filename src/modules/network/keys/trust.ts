/** The city's keys as others check by them, and whether one key of a city leads to another. Pure. */
import { openDocument, type PublicKey } from '#platform/integrity'
import { Malformed } from '#platform/ledger'
import { Introduction, INTRODUCTIONS_MAX, type Key } from './types.ts'

export const publicOf = ({ id, multibase, expires, revoked }: Key): PublicKey => ({
  ...{ id, multibase },
  ...(expires && { expires: expires.toISOString() }),
  ...(revoked && { revoked: revoked.toISOString() }),
})

export type Chain = {
  did: string
  /** The issuer's keys, as its document names them now. */
  keys: readonly PublicKey[]
  /** Those that stand with its keys; from outside, so anything. */
  introductions: readonly unknown[]
  now: Date
}

/**
 * Whether somebody who trusted the key `from` of this issuer may trust `to`: each key on the way was introduced, signed,
 * by the one before it. A revoked key introduces nobody.
 */
export function leadsTo(from: string, to: string, { did, keys: all, introductions, now }: Chain): boolean {
  const keys = all.filter(({ revoked }) => revoked === undefined)
  const next = new Map<string, string[]>()
  for (const given of introductions.slice(0, INTRODUCTIONS_MAX)) {
    const found = introducedBy(did, given, keys, now)
    if (found) next.set(found.previous, [...(next.get(found.previous) ?? []), found.key])
  }
  const reached = new Set([from])
  for (const one of reached) for (const other of next.get(one) ?? []) reached.add(other)
  return reached.has(to)
}

function introducedBy(did: string, given: unknown, keys: readonly PublicKey[], now: Date): Introduction | undefined {
  try {
    const { document, key } = openDocument(given, keys, { now })
    const { data } = Introduction.safeParse(document)
    return data?.issuer === did && data.previous === key.multibase ? data : undefined
  } catch (error) {
    if (error instanceof Malformed) return undefined
    throw error
  }
}
