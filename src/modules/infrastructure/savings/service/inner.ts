/** What savings need from below, and what every verb of theirs does. */
import type { Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import type { Files } from '#platform/files'
import type { Ids } from '#platform/ids'
import type { Json, Ledger } from '#platform/ledger'
import type { Gate } from '#governance'
import { zoneOf } from '#stats'
import type { LiveNeeds } from '../live.ts'
import { refuse } from '../refusals.ts'
import * as store from '../store.ts'

export const FILE_BYTES_MAX = 50_000_000

export type SavingsNeeds = {
  db: Db
  clock: Clock
  ids: Ids
  ledger: Pick<Ledger, 'append'>
  files: Files
  gate: Pick<Gate, 'passWords' | 'orHold'>
  timezone: string
  /** The things that read by themselves. */
  live: LiveNeeds
}

export type Inner = SavingsNeeds & ReturnType<typeof createInner>

/** What every verb does. */
export function createInner({ db, clock, ids, ledger, gate, timezone }: SavingsNeeds) {
  return {
    /** The city's day. */
    today: () => zoneOf(timezone).dayOf(clock.now().getTime()),
    id: () => ids.uuid(),
    /** What waits at the gate is not written. */
    inOne: <T>(work: (tx: Tx) => Promise<T>): Promise<T> => gate.orHold(() => db.transaction().execute(work)),
    async act(tx: Tx, actor: Actor, kind: string, subject: string, payload: unknown, grounds?: string) {
      const entryId = await ledger.append(tx, { kind: `savings.${kind}`, actor: actor.id, subject, grounds, payload: JSON.parse(JSON.stringify(payload)) as Json }) // prettier-ignore
      return { at: clock.now(), by: actor.id, entryId }
    },
    async locked(tx: Tx, id: string): Promise<store.KnownPlan> {
      const plan = await store.lock(tx, id)
      if (!plan) throw refuse.unknown({ id })
      return plan
    },
  }
}
