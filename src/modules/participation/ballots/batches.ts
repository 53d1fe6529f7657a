/**
 * Commitments go into the ledger in batches, pool by pool, and never so that few ballots stand alone: while the vote runs
 * at least as many stay behind as are needed for a batch, so that the last one is no smaller than any. Which stay is told by
 * a keyed hash, not by when they came.
 */
import { system } from '#platform/actor'
import type { Tx } from '#platform/db'
import type { Needs } from './needs.ts'
import type { Sealed } from './sealed.ts'
import * as store from './store.ts'

/** Of one pool in one transaction: the whole of them passes through memory and the signer. */
const TAKEN_MAX = 5_000
/** An entry of the ledger holds 60,000 bytes, a commitment takes 46 of them. */
const COMMITMENTS_MAX = 1_000
const clockwork = system('participation')

/** How many of the waiting ballots of a pool are committed now. */
export function batchSize(waiting: number, batchMin: number, isLast: boolean): number {
  if (isLast) return Math.min(waiting, TAKEN_MAX)
  return waiting >= 2 * batchMin ? Math.min(waiting - batchMin, TAKEN_MAX) : 0
}

export function createBatches({ db, ledger, eligibility, signer }: Needs, sealed: Sealed) {
  async function one(tx: Tx, edition: string, batchMin: number, isLast: boolean): Promise<number> {
    const commitments: string[] = []
    for (const { pool, count } of await store.waitingByPool(tx, edition)) {
      const size = batchSize(count, batchMin, isLast)
      if (size === 0) continue
      const taken = await store.takeWaiting(tx, { edition, pool }, size)
      if (taken.length === 0) continue
      const made = await signer.commitments(edition, pool, taken)
      for (const commitment of made) commitments.push(commitment)
      await store.commit(
        tx,
        { edition, pool },
        taken.map(({ mark }) => mark),
      )
    }
    commitments.sort()
    const issued: Record<string, number> = {}
    for (const [pool, { online }] of await eligibility.entitled(edition, tx)) if (online > 0) issued[pool] = online
    for (let i = 0; i < commitments.length; i += COMMITMENTS_MAX) {
      const some = commitments.slice(i, i + COMMITMENTS_MAX)
      const payload = { edition, commitments: some, issued }
      const entry = {
        kind: 'participation.ballots.committed',
        actor: clockwork.id,
        subject: `budget/${edition}`,
        payload,
      }
      await store.addCommitments(tx, edition, some, await ledger.append(tx, entry))
    }
    return commitments.length
  }

  return {
    /** One batch, where one is due; with `isLast`, everything that waits. Says how many went into the ledger. */
    async commit(edition: string, { isLast = false } = {}): Promise<number> {
      // Asked before: within a transaction the embedded database answers no other question.
      const { document } = await sealed.vote(edition)
      let all = 0
      for (;;) {
        const some = await db.transaction().execute(async (tx) => {
          await store.holdBatches(tx, edition)
          return one(tx, edition, document.batchMin, isLast)
        })
        all += some
        if (some === 0 || !isLast) return all
      }
    },
  }
}
