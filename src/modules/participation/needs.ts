/** What participation needs from below. */
import type { Clock } from '#platform/clock'
import type { Database } from '#platform/db'
import type { Events } from '#platform/events'
import type { Files } from '#platform/files'
import type { Ids } from '#platform/ids'
import type { Jobs } from '#platform/jobs'
import type { Ledger, Signer as NoteSigner } from '#platform/ledger'
import type { Mail } from '#platform/mail'
import type { Gate } from '#governance'
import type { Identity } from '#identity'
import type { Places } from '#places'
import type { Strategy } from '#strategy'
import type { Signer } from './ballots/signer/types.ts'
import type { BudgetPack } from './budgets/pack.ts'

export type Needs = {
  database: Database
  clock: Clock
  ids: Ids
  ledger: Ledger
  /** The ledger's key, which signs receipts too. */
  noteSigner: Pick<NoteSigner, 'sign'>
  /** Keeps the keys of votes, in a process of its own. */
  signer: Signer
  jobs: Jobs
  events: Events
  files: Files
  mail: Pick<Mail, 'send'>
  identity: Identity
  gate: Gate
  places: Places
  strategy: Strategy
  dataDir: string
  timezone: string
  baseUrl: string
  /** What the city pack says of the participatory budget. */
  pack?: BudgetPack
  /** Told what goes wrong in the background. */
  onError?: (error: unknown) => void
}
