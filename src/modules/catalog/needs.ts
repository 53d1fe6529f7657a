/** What the catalogue needs from below. */
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { Ids } from '#platform/ids'
import type { Ledger } from '#platform/ledger'
import type { Identity } from '#identity'
import type { Places } from '#places'

export type Needs = {
  db: Db
  clock: Clock
  ids: Ids
  ledger: Pick<Ledger, 'append'>
  identity: Pick<Identity, 'organisations'>
  places: Pick<Places, 'areas'>
}
