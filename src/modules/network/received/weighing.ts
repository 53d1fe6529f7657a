/** Which statements of a page are believed. Pure. */
import { BadProof, type PublicKey } from '#platform/integrity'
import { openStatement, openStatementAside, statementHash, type Statement } from '#verify/statement'
import type { FeedPage, Refused } from './types.ts'

export type Taken = { seq: number; statement: Statement; sha256: string }
export type Weighed = { taken: Taken[]; refused: Omit<Refused, 'at'>[]; late: Taken[] }

/**
 * Each statement of a page by itself: one that is forged spoils no other. `late` ones were signed by a key before it was
 * revoked, and hold where the issuer's ledger had them by then.
 */
export async function weigh(page: FeedPage, keys: readonly PublicKey[], now: Date): Promise<Weighed> {
  const weighed: Weighed = { taken: [], refused: [], late: [] }
  const opened = await Promise.all(page.statements.map(({ statement }) => open(statement, keys, now)))
  for (const [i, { seq, statement: given }] of page.statements.entries()) {
    const found = opened[i]!
    if (!(found instanceof BadProof)) {
      weighed.taken.push({ seq, statement: found, sha256: statementHash(given as object) })
      continue
    }
    const late = found.code === 'revoked' ? lateOf(seq, given, keys, now) : undefined
    if (late) weighed.late.push(late)
    else weighed.refused.push({ seq, code: found.code, id: idOf(given), problem: found.message.slice(0, 500) })
  }
  return weighed
}

async function open(given: unknown, keys: readonly PublicKey[], now: Date): Promise<Statement | BadProof> {
  try {
    return await openStatementAside(given, keys, { now })
  } catch (error) {
    if (error instanceof BadProof) return error
    throw error
  }
}

/** As if somebody else had had it when it was signed; whether somebody had is to be found out. */
function lateOf(seq: number, given: unknown, keys: readonly PublicKey[], now: Date): Taken | undefined {
  try {
    const statement = openStatement(given, keys, { now, seenAt: new Date(0) })
    return { seq, statement, sha256: statementHash(given as object) }
  } catch (error) {
    if (error instanceof BadProof) return undefined
    throw error
  }
}

function idOf(given: unknown): string {
  const id = typeof given === 'object' && given !== null && 'id' in given ? given.id : undefined
  return typeof id === 'string' ? id.slice(0, 2_000) : ''
}
