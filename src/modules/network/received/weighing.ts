/** Which statements of a page are believed. Pure, so that a thread beside the house's own can do it. */
import { z } from 'zod'
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
  /** When it was signed, by its own word. */
  created: Date
  /** Its place in the issuer's ledger, by its word; and when it was entered there, where that was proved. */
  index?: number
  enteredAt?: Date
}
export type Weighed = { taken: Taken[]; refused: Omit<Refused, 'at'>[]; late: Taken[] }

export type PageTask = {
  text: string
  domain: string
  did: string
  /** The number after which was asked, as it is here: `base` and the feed's own. */
  cursor: number
  base: number
  /** The statement at `cursor`, which was asked for once more: where it is another, or gone, the feed began anew. */
  lastId?: string
  keys: readonly PublicKey[]
  now: Date
  /** When the city's document was read, in which the keys stand. */
  seenAt?: Date
}
export type PageRead = Weighed & {
  count: number
  last: number
  lastId?: string
  isMore: boolean
  isAnew: boolean
  /** What follows is signed by a key that the document, as it was seen, could not name yet. */
  isByNewKey: boolean
}

export const afterOf = ({ cursor, base, lastId }: Pick<PageTask, 'cursor' | 'base' | 'lastId'>): number =>
  cursor - base - (lastId === undefined ? 0 : 1)

/** A page as it came over the wire, with each of its statements weighed. Throws `peers.badAnswer`, `.tooDeep`, `.notJson`, `.notPlain`. */
export function readPage(task: PageTask): PageRead {
  const { text, domain, did, cursor, base, lastId, keys, now } = task
  const { data, error } = FeedPage.safeParse(readJson(text, domain))
  const problem = error ? `${error.issues[0]!.path.join('.')} ${error.issues[0]!.message}` : problemOf(data, did, afterOf(task)) // prettier-ignore
  if (problem !== undefined) throw refusePeer.badAnswer({ host: domain, problem })
  const [first] = data!.statements
  if (lastId !== undefined && (first?.seq !== cursor - base || idOf(first.statement) !== lastId))
    return { taken: [], refused: [], late: [], count: 0, last: cursor, isMore: true, isAnew: true, isByNewKey: false }
  const given = data!.statements
    .slice(lastId === undefined ? 0 : 1)
    .map(({ seq, index, statement }) => ({ seq: base + seq, index, statement }))
  const stop = firstByNewKey(given, task)
  const statements = given.slice(0, stop)
  const last = statements.at(-1)
  return {
    ...weigh({ ...data!, statements }, keys, now),
    ...{ count: statements.length, last: last?.seq ?? cursor, lastId: last && idOf(last.statement) },
    ...{ isMore: data!.next !== undefined && stop === undefined, isAnew: false, isByNewKey: stop !== undefined },
  }
}

/** How far clocks may differ. */
const SKEW_MS = 5 * 60_000
const Timed = z.object({ validFrom: z.string().optional(), proof: z.object({ created: z.string(), verificationMethod: z.string() }) }) // prettier-ignore

/** A key that the city's document did not name yet is looked for there before anything that it signed is judged. */
function firstByNewKey(given: FeedPage['statements'], { did, keys, seenAt }: PageTask): number | undefined {
  if (seenAt === undefined) return undefined
  const known = new Set(keys.map(({ id }) => id))
  const at = given.findIndex(({ statement }) => {
    const { created, verificationMethod: key } = Timed.safeParse(statement).data?.proof ?? {}
    return key?.startsWith(`${did}#`) && !known.has(key) && Date.parse(created!) > seenAt.getTime() - SKEW_MS
  })
  return at < 0 ? undefined : at
}

/** When its time comes: a clock that goes ahead is no reason to lose what was said by it. */
function timeOf(given: unknown): Date | undefined {
  const { data } = Timed.safeParse(given)
  const times = [data?.validFrom, data?.proof.created].map((time) => Date.parse(time ?? '')).filter((time) => !Number.isNaN(time)) // prettier-ignore
  return times.length > 0 ? new Date(Math.max(...times)) : undefined
}

/**
 * Each statement of a page by itself: one that is forged spoils no other. `late` ones were signed by a key before it was
 * revoked, and hold where the issuer's ledger had them by then.
 */
export function weigh(page: FeedPage, keys: readonly PublicKey[], now: Date): Weighed {
  const weighed: Weighed = { taken: [], refused: [], late: [] }
  for (const { seq, index, statement: given } of page.statements) {
    const found = open(seq, given, keys, now)
    if (!(found instanceof BadProof)) {
      weighed.taken.push({ ...found, index })
      continue
    }
    // As if somebody else had had it when it was signed; whether somebody had is to be found out.
    const late = found.code === 'revoked' ? open(seq, given, keys, now, new Date(0)) : found
    if (!(late instanceof BadProof)) weighed.late.push({ ...late, index })
    else weighed.refused.push({ seq, code: found.code, id: idOf(given), problem: found.message.slice(0, 500), ...(found.code === 'future' && { againAt: timeOf(given) }) }) // prettier-ignore
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
      created: new Date(statement.proof.created),
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
