/** Totals: where every part of a whole has a figure, they add up to that of the whole. */
import { lastDay } from '../../periods.ts'
import type { Areas, Row } from './picture.ts'

/** Rounding, and what belongs to no part, is let pass up to this share of the whole. */
const SHARE_MAX = 0.005
const UNITS_MAX = 1

/** The rule's numbers, for whoever follows it again. */
export const TOTAL = { share: SHARE_MAX, units: UNITS_MAX }

export type Difference = {
  /** The incoming figure by which the sum is off: the whole's own, or the first of the parts'. */
  at: Row
  whole: string
  total: number
  sum: number
  parts: number
}

/** Each whole and period in which an incoming figure takes part, once. The parts are those of the period's last day. */
export function differencesOf(rows: readonly Row[], areas: Areas): Difference[] {
  const byCell = new Map(rows.map((row) => [`${row.area} ${row.dimension} ${row.period}`, row]))
  const seen = new Set<string>()
  return rows.flatMap((row) => {
    const day = row.line > 0 ? lastDay(row.period) : undefined
    if (!day) return []
    const whole = areas.partsOf(row.area, day).length > 0 ? row.area : areas.wholeOf(row.area, day)
    const key = `${whole} ${row.dimension} ${row.period}`
    if (whole === undefined || seen.has(key)) return []
    seen.add(key)
    const own = byCell.get(key)
    const parts = areas.partsOf(whole, day).map((part) => byCell.get(`${part} ${row.dimension} ${row.period}`))
    const difference = own && differenceOf(own, parts)
    return difference ? [difference] : []
  })
}

function differenceOf(own: Row, parts: readonly (Row | undefined)[]): Difference | undefined {
  const values = parts.map((part) => part?.value)
  if (own.value === null || values.some((value) => value === null || value === undefined)) return undefined
  const sum = (values as number[]).reduce((total, value) => total + value, 0)
  if (Math.abs(sum - own.value) <= Math.max(UNITS_MAX, SHARE_MAX * Math.abs(own.value))) return undefined
  const first = (parts as Row[]).filter(({ line }) => line > 0).sort((a, b) => a.line - b.line)[0]
  return { at: own.line > 0 ? own : first!, whole: own.area, total: own.value, sum, parts: parts.length }
}
