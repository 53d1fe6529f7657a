/** What reports need from below. */
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { Files } from '#platform/files'
import type { Ids } from '#platform/ids'
import type { Jobs } from '#platform/jobs'
import type { Ledger } from '#platform/ledger'
import type { Press } from '#platform/press'
import type { Indicators } from '#indicators'
import type { Places } from '#places'

export type Needs = {
  db: Db
  clock: Clock
  ids: Ids
  ledger: Ledger
  files: Files
  jobs: Jobs
  places: Places
  indicators: Indicators
  press: Press
  /** The city's, by which its years begin and end. */
  timezone: string
}
