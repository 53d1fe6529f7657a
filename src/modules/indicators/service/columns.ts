/** Reads the published figures of measures into columns: one pass over the table, the newest publication of each cell stands. */
import type { Tx } from '#platform/db'
import {
  ABSENT,
  emptyColumn,
  GRAVITY,
  MISSING,
  statusByte,
  type Cell,
  type Column,
  type Figure,
  type Grid,
} from '../formula/index.ts'
import { observations } from '../store/index.ts'

export async function loadColumns(tx: Tx, grid: Grid, measures: string[], seq: number) {
  const columns = new Map<string, Column & { seqs: Int32Array }>()
  const reasons = new Map<string, Pick<Figure, 'reason' | 'note'>>()
  const areaAt = new Map(grid.areas.map((area, i) => [area, i]))
  const periodAt = new Map(grid.periods.map((period, i) => [period, i]))
  const cellAt = (area: string, period: string) => areaAt.get(area)! * grid.periods.length + periodAt.get(period)!

  for await (const rows of observations.stream(tx, measures, grid.areas, seq)) {
    for (const { area, measure, dimension, period, value, status, reason, note, seq: published } of rows) {
      const key = `${measure} ${dimension}`
      let column = columns.get(key)
      if (!column) {
        const empty = emptyColumn(grid)
        columns.set(key, (column = { ...empty, seqs: new Int32Array(empty.values.length) }))
      }
      const i = cellAt(area, period)
      if (published < column.seqs[i]!) continue
      column.seqs[i] = published
      column.values[i] = value ?? 0
      column.statuses[i] = value === null ? MISSING : statusByte(status)
      if (value === null && reason) reasons.set(`${key} ${i}`, { reason, note })
    }
  }
  return {
    column: (measure: string, dimension: string): Column | undefined => columns.get(`${measure} ${dimension}`),
    figure(measure: string, dimension: string, { area, period }: Cell): Figure | undefined {
      const column = columns.get(`${measure} ${dimension}`)
      const i = column && areaAt.has(area) && periodAt.has(period) ? cellAt(area, period) : -1
      if (!column || i < 0 || column.statuses[i] === ABSENT) return undefined
      if (column.statuses[i] === MISSING)
        return { value: null, status: 'M', ...reasons.get(`${measure} ${dimension} ${i}`) }
      return { value: column.values[i]!, status: GRAVITY[column.statuses[i]!]! }
    },
  }
}
