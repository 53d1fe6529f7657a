/** What was known after a publication: definitions and values as they stood then, whatever was published since. */
import { definitions, publications, values } from '../store/index.ts'
import type { Definition, Value } from '../types.ts'
import type { Needs } from './needs.ts'
import type { Series } from './views.ts'

export type AsOf = ReturnType<ReturnType<typeof createAsOf>['asOf']>

export function createAsOf({ db }: Pick<Needs, 'db'>) {
  return {
    /** The last publication of which everything is computed, or the last such before a moment; undefined before the first. */
    moment: (before?: Date): Promise<{ seq: number; at: Date } | undefined> => publications.moment(db, before),

    asOf: (seq: number) => ({
      seq,
      definitions: (): Promise<Definition[]> => definitions.all(db, seq),

      /** The series of these indicators, by indicator: in the named areas or in all, each in order of time. */
      async series(ids: string[], areas?: string[]): Promise<Map<string, Series[]>> {
        const rows = await values.current(db, ids, areas, seq)
        const byIndicator = Map.groupBy(rows, (row) => row.indicator)
        return new Map(ids.map((id) => [id, seriesOf(byIndicator.get(id) ?? [])]))
      },

      /** The newest vintages of everything that is defined in these areas, oldest publication first. */
      async values(areas: string[]): Promise<Value[]> {
        const units = new Map((await definitions.all(db, seq)).map(({ id, unit }) => [id, unit]))
        const rows = await values.current(db, [...units.keys()], areas, seq)
        const all = rows.map((row) => ({ ...row, unit: units.get(row.indicator)!, reason: row.reason ?? undefined }))
        return all.toSorted((a, b) => a.seq - b.seq)
      },
    }),
  }
}

function seriesOf(rows: values.ValueRow[]): Series[] {
  return [...Map.groupBy(rows, (row) => row.area)].map(([area, own]) => ({
    area,
    points: own.map(({ period, value, status, reason, seq }) => ({
      ...{ period, value, status, seq },
      reason: reason ?? undefined,
    })),
  }))
}
