/** What the network needs from below. */
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { Events } from '#platform/events'
import type { Files } from '#platform/files'
import type { Ids } from '#platform/ids'
import type { Jobs } from '#platform/jobs'
import type { Ledger } from '#platform/ledger'
import type { Mail } from '#platform/mail'
import type { Net } from '#platform/net'
import type { Gate } from '#governance'
import type { Identity } from '#identity'
import type { Infrastructure } from '#infrastructure'
import type { Places } from '#places'
import type { Indicators } from '#indicators'
import type { Analysis } from '#analysis'
import type { Innovations } from '#innovations'
import type { Texts } from '#words'
import type { Shown } from './promotion/types.ts'

export type Needs = {
  db: Db
  clock: Clock
  ids: Ids
  ledger: Ledger
  jobs: Jobs
  events: Events
  files: Files
  net: Net
  mail: Mail
  gate: Gate
  identity: Identity
  infrastructure: Pick<Infrastructure, 'maintenance'>
  places: Places
  indicators: Indicators
  analysis: Analysis
  innovations: Innovations
  /** What the city is called. */
  city: { names: Texts }
  /** How the city shows itself, and in how many working days it answers, as its pack says. */
  promotion: Shown
  answersIn: number
  /** The indicator that says how many people live here, where the pack names one. */
  people?: string
  /** By which the city's days are cut. */
  timezone: string
  /** Its host, with the port, is the city's domain: the name by which other cities know it. */
  baseUrl: string
  /** Of the program, as it tells others. */
  version: string
  /** What private keys are sealed with; the same for every process of the house. */
  secret: string
  /** Told what goes wrong in the background. */
  onError?: (error: unknown) => void
}
