/** The rooms of the strategy, built in their order. */
import type { Clock } from '#platform/clock'
import type { Database } from '#platform/db'
import type { Events } from '#platform/events'
import type { Files } from '#platform/files'
import type { Ids } from '#platform/ids'
import type { Jobs } from '#platform/jobs'
import type { Ledger } from '#platform/ledger'
import type { Mail } from '#platform/mail'
import type { Gate } from '#governance'
import type { Identity } from '#identity'
import type { Places } from '#places'

export type Needs = {
  database: Database
  clock: Clock
  ids: Ids
  ledger: Ledger
  jobs: Jobs
  events: Events
  files: Files
  mail: Pick<Mail, 'send'>
  identity: Identity
  gate: Gate
  places: Places
  timezone: string
  baseUrl: string
}

export type Strategy = ReturnType<typeof createStrategy>

export function createStrategy(_needs: Needs) {
  return {}
}
