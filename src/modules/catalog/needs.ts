/** What the catalogue needs from below. */
import type { Clock } from '#platform/clock'
import type { Database } from '#platform/db'
import type { Events } from '#platform/events'
import type { Files } from '#platform/files'
import type { Ids } from '#platform/ids'
import type { Jobs } from '#platform/jobs'
import type { Ledger } from '#platform/ledger'
import type { Resumable } from '#platform/uploads'
import type { Governance } from '#governance'
import type { Identity } from '#identity'
import type { Places } from '#places'
import type { Title } from './types.ts'

export type Needs = {
  database: Database
  clock: Clock
  ids: Ids
  ledger: Pick<Ledger, 'append'>
  files: Files
  uploads: Resumable
  jobs: Pick<Jobs, 'define' | 'enqueue' | 'cancel' | 'status'>
  events: Pick<Events, 'emit' | 'on'>
  identity: Pick<Identity, 'organisations'>
  places: Pick<Places, 'areas' | 'boxes' | 'stamp'>
  governance: Governance
  /** Where the house stands, whose city it is, and what its catalogue is called and says of itself. */
  baseUrl: string
  city: Required<Title>
  title: Required<Title>
  about: Required<Title>
  uploadBytesMax: number
}
