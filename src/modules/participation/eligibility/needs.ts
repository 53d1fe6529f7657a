/** What eligibility needs. */
import type { Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import type { Events } from '#platform/events'
import type { Ids } from '#platform/ids'
import type { Json, Ledger } from '#platform/ledger'
import type { Budgets } from '../budgets/service.ts'
import type { Signer } from '../ballots/signer/types.ts'

export type Needs = {
  db: Db
  clock: Clock
  ids: Ids
  ledger: Pick<Ledger, 'append'>
  events: Pick<Events, 'on'>
  budgets: Pick<Budgets, 'edition' | 'demandOpen'>
  signer: Pick<Signer, 'personKeys'>
  /** What an outside login says of an account, by the names of its claims. */
  claimsOf: (accountId: string) => Promise<Readonly<Record<string, unknown>>>
  /** Under which parent's consent an account acts now, and which accounts act under this person's. */
  family: {
    consentOf: (childId: string) => Promise<{ by: string } | undefined>
    childrenOf: (parentId: string) => Promise<{ childId: string; name: string }[]>
  }
  /** Says to a parent that a consent is asked for, to a child that it was given or taken back. */
  tellConsent: (tx: Tx, accountId: string, edition: string, what: 'asked' | 'given' | 'takenBack') => Promise<void>
  /** Says to the person that a token was issued, or a paper handed out, in their name. */
  tellIssued: (tx: Tx, accountId: string, edition: string, section: string, kind: 'online' | 'paper') => Promise<void>
}

/** Who asks to vote: whoever is signed in, or whoever holds a code. */
export type Asker = { actor: Actor; code?: string }

/** Notes in the ledger what somebody did for an edition. */
export type Note = (
  tx: Tx,
  actor: Actor,
  kind: string,
  edition: string,
  payload: Json,
  grounds?: string,
) => Promise<string>
