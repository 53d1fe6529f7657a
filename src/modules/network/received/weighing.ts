/** Which statements of a page are believed. Pure, so that a thread beside the house's own can do it. */
import { BadProof, type PublicKey } from '#platform/integrity'
import { fingerprint, openStatementText } from '#verify/statement'
import { readJson, refuse as refusePeer } from '../peers/rules.ts'
import { problemOf, standardsOf } from './rules.ts'
import { FeedPage, type Refused } from './types.ts'

/** A statement as it is kept: what it is found by, and its text by RFC 8785, whose SHA-256 is the fingerprint. */
export type Taken = {
  seq: number
  id: string
  indicator: { id: string; version: number; formula: string; unit: string }
  area: string
  period: string
  isWithdrawn: boolean
  standards: string[]
  key: string
  sha256: string
  document: string
}
export type Weighed = { taken: Taken[]; refused: Omit<Refused, 'at'>[]; late: Taken[] }

export type PageTask = {
  text: string
  domain: string
  did: string
  after: number
  keys: readonly PublicKey[]
  now: Date
}
export type PageRead = Weighed & { count: number; last: number; isMore: boolean }

/** A page as it came over the wire, with each of its statements weighed. Throws `peers.badAnswer`, `.tooDeep`, `.notJson`. */
export function readPage({ text, domain, did, after, keys, now }: PageTask): PageRead {
  const { data, error } = FeedPage.safeParse(readJson(text, domain))
  const problem = error ? `${error.issues[0]!.path.join('.')} ${error.issues[0]!.message}` : problemOf(data, did, after)
  if (problem !== undefined) throw refusePeer.badAnswer({ host: domain, problem })
  const { statements, next } = data!
  const last = statements.at(-1)?.seq ?? after
  return { ...weigh(data!, keys, now), count: statements.length, last, isMore: next !== undefined }
}

/**
 * Each statement of a page by itself: one that is forged spoils no other. `late` ones were signed by a key before it was
 * revoked, and hold where the issuer's ledger had them by then.
 */
export function weigh(page: FeedPage, keys: readonly PublicKey[], now: Date): Weighed {
  const weighed: Weighed = { taken: [], refused: [], late: [] }
  for (const { seq, statement: given } of page.statements) {
    const found = open(seq, given, keys, now)
    if (!(found instanceof BadProof)) {
      weighed.taken.push(found)
      continue
    }
    // As if somebody else had had it when it was signed; whether somebody had is to be found out.
    const late = found.code === 'revoked' ? open(seq, given, keys, now, new Date(0)) : found
    if (!(late instanceof BadProof)) weighed.late.push(late)
    else weighed.refused.push({ seq, code: found.code, id: idOf(given), problem: found.message.slice(0, 500) })
  }
  return weighed
}

function open(seq: number, given: unknown, keys: readonly PublicKey[], now: Date, seenAt?: Date): Taken | BadProof {
  try {
    const { statement, text: document } = openStatementText(given, keys, { now, seenAt })
    const { indicator, area, period, withdrawn } = statement.credentialSubject
    const { id, version, formula, unit } = indicator
    return {
      ...{ seq, id: statement.id, key: statement.proof.verificationMethod, document, sha256: fingerprint(document) },
      ...{ indicator: { id, version, formula, unit }, area: area.id, period, isWithdrawn: withdrawn === true },
      standards: standardsOf(indicator.standards),
    }
  } catch (error) {
    if (error instanceof BadProof) return error
    throw error
  }
}

function idOf(given: unknown): string {
  const id = typeof given === 'object' && given !== null && 'id' in given ? given.id : undefined
  return typeof id === 'string' ? id.slice(0, 2_000) : ''
}
