/** What the indicators need from below. */
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { Events } from '#platform/events'
import type { Files } from '#platform/files'
import type { Ids } from '#platform/ids'
import type { Jobs } from '#platform/jobs'
import type { Ledger } from '#platform/ledger'
import type { Net } from '#platform/net'
import type { Catalog } from '#catalog'
import type { Gate } from '#governance'
import type { Feeds } from '#infrastructure'
import type { Places } from '#places'
import type { Sets } from '../sets.ts'

/** Standards: the registry of what others define. Strategies: the city's own. */
export type Needs = Sets & {
  db: Db
  clock: Clock
  ids: Ids
  ledger: Ledger
  files: Files
  jobs: Jobs
  events: Events
  places: Places
  gate: Gate
  /** Where files of figures, and sets of indicators, become datasets. */
  catalog: Pick<Catalog, 'house' | 'withdraw' | 'decided' | 'dataset' | 'rows'>
  /** Where readings are made into figures. */
  feeds: Pick<Feeds, 'figures'>
  /** What the city's own figures hang on in the register of assets, and the terms of their use. */
  own: { asset: string; terms: string }
  baseUrl: string
  /** The area that the city itself is. */
  home: string
  uploadBytesMax: number
  /** The way out, for figures that are fetched. */
  net: Pick<Net, 'check' | 'download' | 'fetch'>
  /** The city's, by which schedules go. */
  timezone: string
  /** Who made the key of a system that an actor's id names; undefined where it is no key's. */
  makerOf(actorId: string): Promise<string | undefined>
}
