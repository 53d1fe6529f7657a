/** Ballots: tokens and casting, batches and opening, papers, numbers, the bundle. What is guaranteed and what is not: docs/decisions/0014-ballots.md. */
import { isDemonstration } from '#platform/demonstration'
import type { VoteKeys } from '../budgets/types.ts'
import { createBatches } from './batches.ts'
import { createBundle } from './bundle.ts'
import { createCasting } from './casting.ts'
import type { Needs } from './needs.ts'
import { createOpening } from './opening.ts'
import { createPapers } from './papers.ts'
import { refuse } from './refusals.ts'
import { createSealed } from './sealed.ts'
import type { Signer } from './signer/types.ts'
import * as store from './store.ts'
import type { Numbers, PoolNumbers, Turnout } from './types.ts'

const ADVANCE_JOB = 'participation.ballots'
/** Once a minute; after the close at once. */
export const BALLOTS = { job: ADVANCE_JOB, cron: '* * * * *' }

export type Ballots = ReturnType<typeof createBallots>

/** What budgets ask for when they seal a vote. */
export const keysFrom =
  (signer: Signer) =>
  (edition: { code: string; pools: readonly { code: string }[] }): Promise<VoteKeys> =>
    signer.make(
      edition.code,
      edition.pools.map(({ code }) => code),
    )

export function createBallots(needs: Needs) {
  const { db, jobs, events, budgets, eligibility, onError = () => {} } = needs
  const sealed = createSealed(needs)
  const opening = createOpening(needs, sealed, createBatches(needs, sealed))

  /** One edition that cannot go on holds up no other; the next minute tries again. */
  async function advance({ demonstration = false } = {}): Promise<void> {
    for (const { code, state } of await budgets.all()) {
      // What is made up goes by the clock of whoever shows it.
      if (state === 'announced' || isDemonstration(code) !== demonstration) continue
      await opening.advance(code).catch(onError)
    }
  }
  jobs.define(ADVANCE_JOB, () => advance())
  /** Whoever asks while it is being asked is answered with them: many read while many vote. */
  const asked = new Map<string, Promise<Turnout>>()
  events.on<{ edition: string }>('participation.voteClosed', 'ballots', ({ edition }) => opening.advance(edition))

  return {
    ...createCasting(needs, sealed),
    ...createPapers(needs, sealed),
    ...createBundle(needs),
    opened: opening.opened,
    advance,

    /** What counting draws lots from; as the ledger has it. Throws `participation.notOpenedYet`. */
    async drawn(edition: string): Promise<{ lotSeed: string; ballotsSha256: string }> {
      const found = await store.opening(db, edition)
      if (!found) throw refuse.notOpenedYet({ edition })
      return { lotSeed: found.lotSeed, ballotsSha256: found.sha256 }
    },

    /** Where in the ledger a receipt's commitment stands; undefined while it waits for its batch. */
    committed: (edition: string, commitment: string): Promise<string | undefined> =>
      store.committedEntry(db, edition, commitment),

    /** What must agree. By pool only what gives no interim result away. */
    async numbers(edition: string): Promise<Numbers> {
      await budgets.edition(edition)
      const found = await store.opening(db, edition)
      const pools: Record<string, PoolNumbers | Pick<PoolNumbers, 'issued' | 'paperEntitled'>> = {}
      for (const [pool, { online, paper }] of await eligibility.entitled(edition))
        pools[pool] = { issued: online, paperEntitled: paper }
      const online = found
        ? Object.values(found.counts).reduce((sum, one) => sum + one.online, 0)
        : await store.cast(db, edition)
      return {
        ...{ edition, pools: found ? found.counts : pools, online },
        ...{ committed: await store.committed(db, edition), destroyed: found?.destroyed ?? false },
      }
    },

    /** Live, and never by pool. */
    turnout(edition: string): Promise<Turnout> {
      const told =
        asked.get(edition) ??
        this.numbers(edition)
          .then(({ pools, online }): Turnout => {
            const issued = Object.values(pools).reduce((sum, one) => sum + one.issued + one.paperEntitled, 0)
            const paper = Object.values(pools).reduce((sum, one) => sum + one.paperEntitled, 0)
            return { issued, ballots: online + paper }
          })
          .finally(() => asked.delete(edition))
      asked.set(edition, told)
      return told
    },
  }
}
