/** What the indicators need from below. */
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { Events } from '#platform/events'
import type { Files } from '#platform/files'
import type { Ids } from '#platform/ids'
import type { Jobs } from '#platform/jobs'
import type { Ledger } from '#platform/ledger'
import type { Places } from '#places'
import type { Standard } from '../standards.ts'

export type Needs = {
  db: Db
  clock: Clock
  ids: Ids
  ledger: Ledger
  files: Files
  jobs: Jobs
  events: Events
  places: Places
  /** The registry: what indicators are defined by others, and by the city's own strategies. */
  standards: Standard[]
  /** The area that the city itself is. */
  home: string
  uploadBytesMax: number
}
