/** What a sum over a published table may take: so long, and where nothing can be interrupted, of so many rows. */
import type { Database, Tx } from '#platform/db'
import { refuse } from '../../../refusals.ts'
import { inTime, orRefused, TIMEOUT_MS, type Table } from '../../store.ts'

/** The embedded database ends no query before its time, and serves nobody else meanwhile. */
const EMBEDDED_ROWS_MAX = 1_000_000

/** Throws `catalog.tooSlow`, `catalog.badFilter`, `catalog.unknown`. */
export async function bounded<T>(
  database: Database,
  table: Table,
  work: (tx: Tx) => Promise<T>,
  ms = TIMEOUT_MS,
): Promise<T> {
  // prettier-ignore
  if (database.embedded && table.rows > EMBEDDED_ROWS_MAX) throw refuse.tooSlow({ seconds: ms / 1000 })
  return orRefused(() => inTime(database, ms, work))
}
