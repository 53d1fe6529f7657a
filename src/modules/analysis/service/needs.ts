/** What the analysis needs from below, and from the city pack. */
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { Ids } from '#platform/ids'
import type { Ledger } from '#platform/ledger'
import type { Gate } from '#governance'
import type { Indicators } from '#indicators'
import type { Places } from '#places'
import type { AnalysisInput } from '../types/index.ts'

/** What the city says of itself: groups of peers, what cities are alike by. */
export type Own = Pick<AnalysisInput, 'groups' | 'likeness'>

export type Needs = {
  db: Db
  clock: Clock
  ids: Ids
  ledger: Pick<Ledger, 'append'>
  places: Pick<Places, 'areas' | 'area'>
  gate: Pick<Gate, 'passWords' | 'orHold' | 'isWithdrawn'>
  indicators: Pick<
    Indicators,
    'home' | 'definition' | 'definitions' | 'measures' | 'standards' | 'strategies' | 'stamp' | 'moment' | 'asOf'
  >
  own: Own
  /** Days are the city's. */
  timezone: string
}
