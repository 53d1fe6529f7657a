/** Which statements of a page are believed. Pure, so that a thread beside the house's own can do it. */
import { BadProof, type PublicKey } from '#platform/integrity'
import { fingerprint, openStatementText } from '#verify/statement'
import { readJson, refuse as refusePeer } from '../peers/rules.ts'
import { openPage, refusalOf } from '../feeds/pages.ts'
import type { FeedTask, Item, Opened, NotTaken } from '../feeds/types.ts'
import { standardsOf } from './rules.ts'
import { FeedPage } from './types.ts'

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
export type Weighed = { taken: Taken[]; refused: NotTaken[]; late: Taken[] }

export type PageTask = FeedTask & { text: string }
export type PageRead = Omit<Opened, 'items'> & Weighed

/** A page as it came over the wire, with each of its statements weighed. Throws `peers.badAnswer`, `.tooDeep`, `.notJson`, `.notPlain`. */
export function readPage(task: PageTask): PageRead {
  const { text, domain, keys, now } = task
  const { data, error } = FeedPage.safeParse(readJson(text, domain))
  if (error) throw refusePeer.badAnswer({ host: domain, problem: `${error.issues[0]!.path.join('.')} ${error.issues[0]!.message}` }) // prettier-ignore
  const { items, ...page } = openPage({ ...data, items: data.statements.map(({ statement, ...item }) => ({ ...item, said: statement })) }, task) // prettier-ignore
  return { ...page, ...weigh(items, keys, now) }
}

/**
 * Each statement of a page by itself: one that is forged spoils no other. `late` ones were signed by a key before it was
 * revoked, and hold where the issuer's ledger had them by then.
 */
export function weigh(items: readonly Item[], keys: readonly PublicKey[], now: Date): Weighed {
  const weighed: Weighed = { taken: [], refused: [], late: [] }
  for (const item of items) {
    const { seq, index, said } = item
    const found = open(seq, said, keys, now)
    if (!(found instanceof BadProof)) {
      weighed.taken.push({ ...found, index })
      continue
    }
    // As if somebody else had had it when it was signed; whether somebody had is to be found out.
    const late = found.code === 'revoked' ? open(seq, said, keys, now, new Date(0)) : found
    if (!(late instanceof BadProof)) weighed.late.push({ ...late, index })
    else weighed.refused.push(refusalOf(item, found))
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
