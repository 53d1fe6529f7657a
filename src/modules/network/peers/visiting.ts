/**
 * A visit to a peer: are its keys those that are believed, did its ledger only grow since the last visit, and which ledgers
 * did it see. Everything it says is asked for first; then one transaction keeps it.
 */
import { Refusal } from '#platform/errors'
import { Malformed } from '#platform/ledger'
import type { Needs } from '../needs.ts'
import type { Course } from '../visits/service.ts'
import { createKeeping } from './keeping.ts'
import { createLooking, STEPS } from './looking.ts'
import type { Outside } from './outside.ts'
import { isVisited, nextVisit } from './rules.ts'
import * as store from './store.ts'
import type { Failure } from './types.ts'

type Visiting = Pick<Needs, 'db' | 'clock' | 'ledger' | 'events' | 'baseUrl'>

/** `outside`: what is asked until a signal says that nobody waits any more. */
export function createVisiting(needs: Visiting, outside: (until?: AbortSignal) => Outside) {
  const { db, clock } = needs
  const { move, keep } = createKeeping(needs)

  async function failed(domain: string, failure: Failure): Promise<void> {
    await db.transaction().execute(async (tx) => {
      const peer = await store.lock(tx, domain)
      if (peer) await store.bad(tx, domain, failure, nextVisit(peer.failures + 1, clock.now()))
    })
  }

  /**
   * Safe to run twice. What goes wrong with a peer is kept with it, and it is visited again later; false then. Throws why
   * the signal of its course says that nobody waits any more.
   */
  async function visit(domain: string, course?: Course): Promise<boolean> {
    const peer = await store.find(db, domain)
    if (!peer || !isVisited(peer.state)) return false
    try {
      const look = createLooking(needs, outside(course?.signal))
      const found = await look(peer, async (done) => course?.step(done, STEPS + 1))
      await db.transaction().execute((tx) => keep(tx, peer, found))
      return true
    } catch (error) {
      const failure = failureOf(error)
      if (!failure) throw error
      await failed(domain, failure)
      return false
    }
  }

  return { visit, move }
}

/** What a peer did wrong, or did not do; undefined for what is wrong here. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof Refusal && /^(peers|net)\./.test(error.code)) return { code: error.code, details: error.details }
  if (error instanceof Malformed) return { code: 'peers.badAnswer', details: { problem: error.message.slice(0, 500) } }
  return undefined
}
