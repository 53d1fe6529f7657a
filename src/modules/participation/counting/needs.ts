/** What counting needs. */
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { Events } from '#platform/events'
import type { Files } from '#platform/files'
import type { Ids } from '#platform/ids'
import type { Jobs } from '#platform/jobs'
import type { Ledger } from '#platform/ledger'
import type { Drawn } from '#counting'
import type { Gate } from '#governance'
import type { Places } from '#places'
import type { Budgets } from '../budgets/service.ts'
import type { Edition } from '../budgets/types.ts'
import type { Deliver } from './delivering.ts'

export type Opened = { pool: string; choices: [number: string, points: number][] }

export type Needs = {
  db: Db
  clock: Clock
  ids: Ids
  ledger: Pick<Ledger, 'append'>
  jobs: Pick<Jobs, 'define' | 'enqueue'>
  events: Pick<Events, 'on' | 'emit'>
  files: Pick<Files, 'put' | 'get'>
  gate: Pick<Gate, 'passClear' | 'orHold' | 'examineTable' | 'examineWords' | 'withdrawals'>
  places: Pick<Places, 'areas'>
  budgets: Pick<Budgets, 'edition' | 'listed' | 'sealed' | 'counted'>
  /** The opened ballots of an edition, from the file whose SHA-256 is in the ledger. */
  opened: (edition: string) => AsyncIterable<Opened>
  drawn: (edition: string) => Promise<Drawn>
  /** Gives what makes projects of the winners in the transaction of the count. */
  delivering: (edition: Edition) => Promise<Deliver>
  timezone: string
}
