/**
 * What public things of a kind read, by days and months that have ended, as tables: one of the days of each month, so that a day
 * more is a version of a small table, and one of all months. Late readings change the month that they are of, and no other.
 */
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { zoneOf } from '#stats'
import { localName } from '../telemetry/live/index.ts'
import { daysOfPeriod } from './rules.ts'
import * as store from './store.ts'

export const TABLE_COLUMNS = [
  ...(['period', 'thing', 'attribute', 'unit_code'] as const),
  ...(['count', 'min', 'mean', 'max', 'sum', 'last'] as const),
]
export type TableCells = (string | number | null)[]
/** `month`: of its days; without one, of all months. */
export type Table = { month?: string; rows(): AsyncGenerator<TableCells> }

const SERIES_AT_ONCE = 500

export type Needs = { db: Db; clock: Clock; timezone: string }

export function createTables({ db, clock, timezone }: Needs) {
  const zone = zoneOf(timezone)

  async function* rowsOf(series: readonly number[], grain: 'day' | 'month', range: { from?: Date; to: Date }) {
    for (let from = 0; from < series.length; from += SERIES_AT_ONCE) {
      const some = series.slice(from, from + SERIES_AT_ONCE)
      for (const row of await store.tableRows(db, some, grain, range, timezone)) {
        const { period, thing, attribute, unit, count, min, mean, max, sum, last } = row
        yield [period, thing, localName(attribute), unit, count, min, mean, max, sum, last] satisfies TableCells
      }
    }
  }

  /** Each with at least one row; the newest last. */
  return async (type: string): Promise<Table[]> => {
    const series = await store.openSeries(db, type)
    const today = zone.dayOf(clock.now().getTime())
    const [month, isFirst] = [today.slice(0, 7), today.endsWith('-01')]
    const months = (await store.monthsOf(db, series, timezone)).filter(
      (one) => one < month || (one === month && !isFirst),
    )
    const startOf = (day: string) => new Date(zone.startOf(day))
    const daily = months.map((one): Table => {
      const { from, to } = daysOfPeriod(one.replace('-', '-M'))
      const range = { from: startOf(from), to: startOf(to < today ? to : today) }
      return { month: one, rows: () => rowsOf(series, 'day', range) }
    })
    const monthly: Table = { rows: () => rowsOf(series, 'month', { to: startOf(`${month}-01`) }) }
    return months.some((one) => one < month) ? [monthly, ...daily] : daily
  }
}
