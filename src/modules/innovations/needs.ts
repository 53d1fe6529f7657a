/** What innovations need from below. */
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { Events } from '#platform/events'
import type { Files } from '#platform/files'
import type { Ids } from '#platform/ids'
import type { Jobs } from '#platform/jobs'
import type { Ledger } from '#platform/ledger'
import type { Gate } from '#governance'
import type { Identity } from '#identity'
import type { Places } from '#places'
import type { Infrastructure } from '#infrastructure'
import type { Indicators } from '#indicators'
import type { Analysis } from '#analysis'
import type { Strategy } from '#strategy'

export type Needs = {
  db: Db
  clock: Clock
  ids: Ids
  ledger: Pick<Ledger, 'append' | 'proof'>
  jobs: Jobs
  events: Events
  files: Files
  gate: Gate
  identity: Identity
  places: Places
  infrastructure: Pick<Infrastructure, 'feeds'>
  indicators: Indicators
  analysis: Analysis
  strategy: Strategy
  /** By which the city's days are cut. */
  timezone: string
  baseUrl: string
  /** Told what goes wrong in the background. */
  onError?: (error: unknown) => void
}
