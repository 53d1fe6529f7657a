/** What the verbs of the broker share. */
import type { Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import type { Events } from '#platform/events'
import type { Ids } from '#platform/ids'
import type { Ledger } from '#platform/ledger'
import type { Net } from '#platform/net'
import type { Identity, Organisation } from '#identity'
import type { Readings } from '../../telemetry/readings/index.ts'
import type { Rollups } from '../../telemetry/rollups/index.ts'
import { reachOf, type Access, type Policies } from '../access.ts'
import * as policyStore from '../store/policies.ts'
import type { Contexts } from '../terms/service.ts'
import { createAlone, type Alone } from './alone.ts'
import type { News } from '../rules.ts'
import type { Entity } from '../types.ts'

export type Needs = {
  db: Db
  clock: Clock
  ids: Ids
  ledger: Pick<Ledger, 'append'>
  events: Pick<Events, 'emit' | 'hears'>
  identity: Pick<Identity, 'organisations' | 'actorNow'>
  net: Net
  readings: Readings
  rollups: Pick<Rollups, 'summaries'>
  baseUrl: string
  contextsDir?: string
  onError?: (error: unknown) => void
}

/** One entity as it was and as it is: `after` is missing where it is gone. */
export type Changed = {
  before?: Entity
  after?: Entity
  id: string
  /** IRIs of the attributes that were said, and of those that went. */
  updated: string[]
  deleted: string[]
  news: News
}

export type Parts = Needs & {
  contexts: Contexts
  alone: Alone
  accessOf(actor: Actor): Promise<Access>
  organisations(): Promise<Organisation[]>
  policies(): Promise<Policies>
  /** The same in a transaction, which waits for nothing but its own questions: embedded, others wait for its end. */
  policiesWithin(tx: Tx): Promise<Policies>
  /** Policies were changed here. */
  forgetPolicies(): void
  /** Tells subscribers, in the transaction of the change. */
  notify(tx: Tx, changed: readonly Changed[]): Promise<void>
  /** The stamp of the subscriptions in memory, where they have nothing to be told of this. */
  concernsNobody(changed: Changed): Promise<number | undefined>
}

/** Without what subscriptions add. */
export type Base = Omit<Parts, 'notify' | 'concernsNobody'>

const REMEMBERED_MS = 2_000

/** What is asked at every request and seldom changes is read anew after two seconds. */
function remembered<T>(clock: Clock, read: () => Promise<T>) {
  let kept: { at: number; value: Promise<T>; known?: T } | undefined
  const isFresh = (at: number) => Math.abs(clock.now().getTime() - at) <= REMEMBERED_MS
  return {
    get(): Promise<T> {
      if (!kept || !isFresh(kept.at)) {
        const reading: typeof kept = { at: clock.now().getTime(), value: read() }
        kept = reading
        reading.value.then((value) => (reading.known = value)).catch(() => (kept = undefined))
      }
      return kept.value
    },
    /** What has been read already and is not old. */
    known: (): T | undefined => (kept && isFresh(kept.at) ? kept.known : undefined),
    forget: () => (kept = undefined),
  }
}

export function createParts(needs: Needs, contexts: Contexts): Base {
  const { db, clock, identity } = needs
  const organisations = remembered(clock, () => identity.organisations())
  const policies = remembered(clock, () => policyStore.all(db))
  return {
    ...{ ...needs, contexts, alone: createAlone(db), organisations: organisations.get, policies: policies.get },
    policiesWithin: async (tx) => policies.known() ?? policyStore.all(tx),
    forgetPolicies: policies.forget,
    async accessOf(actor) {
      const [all, levels] = [await organisations.get(), await policies.get()]
      return {
        policies: levels,
        read: reachOf(actor, 'infrastructure.read', all),
        personal: reachOf(actor, 'infrastructure.admin', all),
        write: reachOf(actor, 'infrastructure.write', all),
      }
    },
  }
}
