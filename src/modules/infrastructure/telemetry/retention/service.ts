/**
 * The verbs of retention. Where nothing is said of a kind its readings are kept for good. What is older than was said goes
 * at night, row by row; rollups stay, and so do readings that something proved or published rests on. What comes so late
 * that its time is cleared already is kept until the next night, and changes no rollup that was made of more.
 */
import { demand, type Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import type { Ledger } from '#platform/ledger'
import { refuse } from './refusals.ts'
import * as store from './store.ts'
import type { Hold, Retention, RetentionDraft } from './types.ts'

const DAY_MS = 86_400_000

export type Needs = { db: Db; clock: Clock; ledger: Pick<Ledger, 'append'> }
export type RetentionRoom = ReturnType<typeof createRetention>

export function createRetention({ db, clock, ledger }: Needs) {
  const note = (tx: Tx, actor: Actor, kind: string, payload: Partial<RetentionDraft>) =>
    ledger.append(tx, { kind: `infrastructure.retention.${kind}`, actor: actor.id, subject: 'retention', payload })

  return {
    /** What is said, for anybody to read. */
    list: (): Promise<Retention[]> => store.list(db),

    /** Says how long; types and attributes are IRIs. */
    async set(actor: Actor, draft: RetentionDraft): Promise<void> {
      demand(actor, 'infrastructure.admin')
      await db.transaction().execute(async (tx) => {
        const entryId = await note(tx, actor, 'set', draft)
        await store.put(tx, draft, { at: clock.now(), by: actor.id, entryId })
      })
    },
    /** From now on for good. Throws `retention.notSaid`. */
    async withdraw(actor: Actor, { type, attribute }: Omit<RetentionDraft, 'days'>): Promise<void> {
      demand(actor, 'infrastructure.admin')
      await db.transaction().execute(async (tx) => {
        if (!(await store.remove(tx, type, attribute))) throw refuse.notSaid({ type })
        await note(tx, actor, 'withdrawn', { type, ...(attribute !== undefined && { attribute }) })
      })
    },

    /** Keeps readings for good, however long their kind is kept, in the transaction that seals or publishes what rests on them. */
    hold: (tx: Tx, hold: Hold): Promise<void> => store.addHold(tx, hold),

    /** Lets go of what is older than was said. How many readings it was. */
    async clear(): Promise<number> {
      const midnight = new Date(Math.floor(clock.now().getTime() / DAY_MS) * DAY_MS)
      let cleared = 0
      for (const due of await store.due(db, midnight))
        cleared += (await db.transaction().execute((tx) => store.clear(tx, due))) ?? 0
      if (cleared > 0) await store.clearUp(db)
      return cleared
    },
  }
}
