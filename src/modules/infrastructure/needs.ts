/** What the infrastructure needs from below. */
import type { Clock } from '#platform/clock'
import type { Database } from '#platform/db'
import type { Events } from '#platform/events'
import type { Ids } from '#platform/ids'
import type { Jobs } from '#platform/jobs'
import type { Ledger } from '#platform/ledger'
import type { Net } from '#platform/net'
import type { Identity } from '#identity'

export type Needs = {
  database: Database
  clock: Clock
  ids: Ids
  ledger: Pick<Ledger, 'append'>
  jobs: Pick<Jobs, 'define' | 'enqueue'>
  events: Pick<Events, 'emit' | 'on'>
  identity: Pick<Identity, 'organisations'>
  net: Net
  baseUrl: string
  /** Further contexts, and `index.json` that says which file is at which address. */
  contextsDir?: string
  onError?: (error: unknown) => void
}
