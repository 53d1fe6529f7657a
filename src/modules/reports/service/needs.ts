/** What reports need from below. */
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { Events } from '#platform/events'
import type { Files } from '#platform/files'
import type { Ids } from '#platform/ids'
import type { Jobs } from '#platform/jobs'
import type { Ledger } from '#platform/ledger'
import type { Press } from '#platform/press'
import type { Analysis } from '#analysis'
import type { Indicators } from '#indicators'
import type { Gate } from '#governance'
import type { Places } from '#places'
import type { Profile } from '../writing/index.ts'

export type Needs = {
  db: Db
  clock: Clock
  ids: Ids
  ledger: Ledger
  files: Files
  jobs: Jobs
  events: Pick<Events, 'on'>
  places: Places
  gate: Gate
  indicators: Indicators
  analysis: Pick<Analysis, 'input' | 'parameters'>
  press: Press
  /** What the city pack says of the city. */
  profile: Profile
  /** The city's, by which its years begin and end. */
  timezone: string
}
