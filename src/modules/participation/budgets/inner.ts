/** What the verbs of editions share: what they need, one transaction, an entry in the ledger, an edition that nobody else acts in. */
import type { Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import type { Events } from '#platform/events'
import type { Jobs } from '#platform/jobs'
import type { Json, Ledger } from '#platform/ledger'
import type { Gate } from '#governance'
import type { BudgetPack } from './pack.ts'
import { refuse } from './refusals.ts'
import * as store from './store.ts'
import type { Edition, ListedProject, VoteKeys } from './types.ts'

/** What rooms above know, asked when voting opens. */
export type Above = {
  /** What stands on the ballot, each with its number. */
  projectsOf(db: Db | Tx, edition: Edition): Promise<ListedProject[]>
  /** Pools and categories of proposals that were handed in. */
  usedOf(tx: Tx, code: string): Promise<{ pools: string[]; categories: string[] }>
  /** The keys of the vote; the same each time. Asked outside of a transaction. */
  keysOf(edition: Edition): Promise<VoteKeys>
}

export type Needs = {
  db: Db
  clock: Clock
  ledger: Pick<Ledger, 'append'>
  jobs: Pick<Jobs, 'define'>
  events: Pick<Events, 'emit'>
  gate: Pick<Gate, 'passWords' | 'orHold'>
  above: Above
  pack?: BudgetPack
  onError?: (error: unknown) => void
}

export type Inner = ReturnType<typeof createInner>

export function createInner({ db, clock, ledger, gate }: Needs) {
  const inOne = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => gate.orHold(() => db.transaction().execute(work))

  async function act(tx: Tx, actor: Actor, kind: string, code: string, payload: Json, grounds?: string): Promise<store.Done> {
    const entry = { kind: `participation.${kind}`, actor: actor.id, subject: `budget/${code}`, grounds, payload }
    return { at: clock.now(), by: actor.id, entryId: await ledger.append(tx, entry) }
  } // prettier-ignore

  async function known(tx: Db | Tx, code: string): Promise<Edition> {
    const edition = await store.find(tx, code)
    if (!edition) throw refuse.unknownEdition({ edition: code })
    return edition
  }

  /** The edition, nobody else acting in it until the transaction ends. */
  async function alone(tx: Tx, code: string): Promise<Edition> {
    await store.hold(tx, code, 'alone')
    return known(tx, code)
  }

  return { inOne, act, known, alone }
}

/** As JSON: instants as text. */
export const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json
