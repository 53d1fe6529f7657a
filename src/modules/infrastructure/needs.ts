/** What the infrastructure needs from below. */
import type { Clock } from '#platform/clock'
import type { Database } from '#platform/db'
import type { Events } from '#platform/events'
import type { Files } from '#platform/files'
import type { Ids } from '#platform/ids'
import type { Jobs } from '#platform/jobs'
import type { Ledger } from '#platform/ledger'
import type { Mail } from '#platform/mail'
import type { Net } from '#platform/net'
import type { Gate } from '#governance'
import type { Identity } from '#identity'
import type { Places } from '#places'

export type Needs = {
  database: Database
  clock: Clock
  ids: Ids
  ledger: Pick<Ledger, 'append'>
  jobs: Pick<Jobs, 'define' | 'enqueue'>
  events: Pick<Events, 'emit' | 'hears' | 'on'>
  identity: Pick<Identity, 'organisations' | 'members' | 'actorNow'>
  mail: Pick<Mail, 'send'>
  net: Net
  places: Pick<Places, 'areas' | 'at' | 'atEach'>
  files: Files
  gate: Pick<Gate, 'passWords' | 'orHold' | 'isWithdrawn' | 'demandFit'>
  /** By which the city's days are cut. */
  timezone: string
  baseUrl: string
  /** Further contexts, and `index.json` that says which file is at which address. */
  contextsDir?: string
  onError?: (error: unknown) => void
}
