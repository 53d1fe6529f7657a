/** What is different between a version of a table and the one before it, or another. */
import type { Database } from '#platform/db'
import { refuse } from '../refusals.ts'
import type { Rows } from '../rows/service.ts'
import type { Reading } from '../versions/service/reading.ts'
import * as store from './store.ts'
import { CHANGES_SHOWN_MAX, type Changes } from './types.ts'

type Needs = { database: Database; rows: Pick<Rows, 'table'>; reading: Pick<Reading, 'catalogue'> }
type Asked = { number: number; before?: number; limit?: number; offset?: number }

export function createChanges({ database, rows, reading }: Needs) {
  /** The newest that is public among those before it. Throws `catalog.unknown` where there is none. */
  async function earlier(distributionId: string, number: number): Promise<number> {
    const { datasets } = await reading.catalogue()
    const one = datasets.flatMap(({ distributions }) => distributions).find(({ id }) => id === distributionId)
    const found = one?.versions.findLast((version) => version.number < number && !version.withdrawal)
    if (!found) throw refuse.unknown({ id: `${distributionId}, ${number - 1}` })
    return found.number
  }

  return {
    /** Throws what reading either version throws, and `catalog.unknown` where there is nothing to compare with. */
    async changes(distributionId: string, { number, before, limit = 100, offset = 0 }: Asked): Promise<Changes> {
      const after = await rows.table(distributionId, number)
      const older = await rows.table(distributionId, before ?? (await earlier(distributionId, number)))
      const [was, is] = [older.content.columns, after.content.columns]
      const both = is.flatMap((column) => {
        const other = was.find(({ name }) => name === column.name)
        return other ? [{ ...column, before: other.type }] : []
      })
      const hasAll = (key: readonly string[]) =>
        key.length > 0 && key.every((name) => both.some((column) => column.name === name))
      const key = hasAll(after.content.key) ? after.content.key : []
      const without = (some: typeof is, others: typeof is) =>
        some.map(({ name }) => name).filter((name) => !others.some((column) => column.name === name))
      const sides = { before: older.version.deliveryId, after: after.version.deliveryId, columns: both, key }
      const shown = Math.min(limit, CHANGES_SHOWN_MAX)
      return {
        ...{ version: after.version.number, before: older.version.number, key },
        columnsAdded: without(is, was),
        columnsRemoved: without(was, is),
        columnsRetyped: both
          .filter(({ type, before }) => type !== before)
          .map(({ name, type, before }) => ({ name, before, after: type })),
        ...(both.length === 0
          ? { added: after.version.rows ?? 0, removed: older.version.rows ?? 0, changed: 0, rows: [] }
          : await store.compare(database, sides, { limit: shown, offset })),
      }
    },
  }
}
