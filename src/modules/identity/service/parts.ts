/** What the verbs of identity share. */
import { createHmac } from 'node:crypto'
import { demand, type Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Config } from '#platform/config'
import type { Db, Tx } from '#platform/db'
import type { Events } from '#platform/events'
import type { Ids } from '#platform/ids'
import type { Jobs } from '#platform/jobs'
import type { Json, Ledger } from '#platform/ledger'
import type { Mail } from '#platform/mail'
import type { Net } from '#platform/net'
import { translated, type Auth } from '../auth.ts'
import type { Writes } from '../store/writes.ts'
import type { Vapid } from './push.ts'

export type Needs = {
  db: Db
  clock: Clock
  ids: Ids
  ledger: Pick<Ledger, 'append' | 'list'>
  jobs: Pick<Jobs, 'define' | 'enqueue' | 'dead' | 'revive'>
  events: Pick<Events, 'emit'>
  mail: Pick<Mail, 'send'>
  /** For logins elsewhere and notices to browsers; without it there are neither. */
  net?: Pick<Net, 'fetch'>
  /** The house's keys before push services. */
  vapid?: Vapid
  config: Pick<Config, 'baseUrl' | 'secret' | 'oidc'>
  /** Told what goes wrong inside better-auth. */
  onError?: (message: string) => void
}
export type Parts = Needs & { auth: Auth; writes: Writes }

/** Writes into the ledger who did what to what. Nothing personal: ids, roles, scopes. */
export async function record(
  { ledger }: Parts,
  tx: Tx,
  entry: { kind: string; actor: string; subject: string; payload?: Json },
): Promise<void> {
  await ledger.append(tx, { ...entry, kind: `identity.${entry.kind}`, subject: `identity/${entry.subject}` })
}

export type Refused = { refused: unknown }

/** Keeps a refusal of better-auth as a value, so that what it counted is committed before it is thrown. */
export function kept(error: unknown): Refused {
  const refused = translated(error)
  if (refused === error) throw error
  return { refused }
}
export const isRefused = (answer: object): answer is Refused => 'refused' in answer

/** A name for something that need not be readable: the same for the same text, nothing to a reader without the secret. */
export const keyed = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(text).digest('base64url')

/** Who it is: only a person follows and is told. Throws `unauthenticated`, `forbidden`. */
export function personOf(actor: Actor): string {
  if (actor.kind !== 'person') demand({ ...actor, can: () => false }, 'account')
  return actor.id
}
