/** How people take part, edition by edition, for whoever makes figures of it. */
import type { Db } from '#platform/db'
import { isDemonstration } from '#platform/demonstration'
import { zoneOf } from '#stats'
import type { Edition, Phase } from '../budgets/types.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import type { Figure, Taken } from './types.ts'

export type Society = ReturnType<typeof createSociety>
type Needs = { db: Db; timezone: string; budgets: { edition(code: string): Promise<Pick<Edition, 'phases'>> } }

export function createSociety({ db, timezone, budgets }: Needs) {
  const zone = zoneOf(timezone)
  /** The year of the city in which the vote ended. */
  const yearOf = (phases: readonly Phase[]) => Number(zone.dayOf(phases.find(({ kind }) => kind === 'vote')!.to.getTime() - 1).slice(0, 4)) // prettier-ignore

  return {
    /** Of every edition that was counted; a made-up one says nothing of the city. */
    async figures(): Promise<Figure[]> {
      const taken: Taken[] = []
      for (const row of await store.counted(db)) {
        if (isDemonstration(row.edition)) continue
        const { phases } = await budgets.edition(row.edition)
        taken.push({ ...row, year: yearOf(phases), districts: await store.districts(db, row.edition) })
      }
      return rules.figuresOf(taken)
    },
  }
}
