/** The verbs of rollups. Whoever calls has seen to it that it is allowed. */
import type { Db } from '#platform/db'
import { refuse } from './refusals.ts'
import * as store from './store.ts'
import type { Grain, Rollup } from './types.ts'

export const ROLLUPS_MAX = 100_000

export type Rollups = ReturnType<typeof createRollups>

export function createRollups({ db }: { db: Db }) {
  return {
    /** Those that begin in the range, by series and time. Throws `rollups.tooMany`. */
    async of(seriesIds: readonly number[], grain: Grain, range: { from?: Date; to?: Date } = {}): Promise<Rollup[]> {
      const found = await store.rollups(db, seriesIds, grain, range, ROLLUPS_MAX + 1)
      if (found.length > ROLLUPS_MAX) throw refuse.tooMany({ most: ROLLUPS_MAX })
      return found
    },
  }
}
