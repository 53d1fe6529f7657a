/** The verbs of rollups. Whoever calls has seen to it that it is allowed. */
import type { Db } from '#platform/db'
import type { Past, Period, Summary } from '../readings/index.ts'
import { refuse } from './refusals.ts'
import { grainWithin, isOnTheHour } from './rules.ts'
import * as store from './store.ts'
import type { Grain, Rollup } from './types.ts'

export const ROLLUPS_MAX = 100_000

export type Rollups = ReturnType<typeof createRollups>

export function createRollups({ db, timezone }: { db: Db; timezone: string }) {
  const hours = isOnTheHour(timezone)
  return {
    /** Those that lie in the range, also where only their end does, by series and time. Throws `rollups.tooMany`. */
    async of(seriesIds: readonly number[], grain: Grain, range: { from?: Date; to?: Date } = {}): Promise<Rollup[]> {
      const found = await store.rollups(db, seriesIds, { grain, timezone }, range, ROLLUPS_MAX + 1)
      if (found.length > ROLLUPS_MAX) throw refuse.tooMany({ most: ROLLUPS_MAX })
      return found
    },

    /** How many numbers were read in the quarter hours that begin in the range. */
    count: (seriesId: number, range: { from: Date; to: Date }): Promise<number> => store.count(db, seriesId, range),

    /**
     * Sums, means, least and greatest values of series by periods, the newest `most` of them; undefined where the rollups
     * cannot say it exactly: the readings must be asked themselves.
     */
    async summaries(asked: Past, period: Period, most: number): Promise<Summary[] | undefined> {
      const grain = grainWithin(asked, period)
      return grain && store.summaries(db, asked, period, grain === 'hour' && !hours ? 'quarter' : grain, most)
    },
  }
}
