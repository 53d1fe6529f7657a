/** What the published figures of one measure would be with the import among them: series by area, cut at breaks. */
import { firstDay, parsePeriod, type PeriodKind } from '../../periods.ts'
import type { Break, Measure } from '../../types.ts'
import type { z } from 'zod'

/** One figure as it would stand; `line` is that of the import, 0 for what is published already. */
export type Row = {
  area: string
  dimension: string
  period: string
  value: number | null
  status: string
  line: number
}
export type Checked = Pick<Measure, 'id' | 'unit' | 'additive'> & { breaks?: z.infer<typeof Break>[] }

/** What is known of areas: their kind, the parts that they are made up of on a day, and where all their series break. */
export type Areas = {
  kindOf(area: string): string | undefined
  /** The whole that an area was a part of on that day. */
  wholeOf(area: string, day: string): string | undefined
  /** The parts that make up an area on that day; none where it is not made up of parts. */
  partsOf(area: string, day: string): readonly string[]
  breaksOf(area: string): readonly string[]
}

export type Point = { period: string; ordinal: number; value: number; line: number }
/** Figures of one area that may be compared with one another, in order of time. */
export type Segment = { area: string; dimension: string; kind: PeriodKind; points: Point[] }

/** Every series, in pieces none of which crosses a break; what is missing is left out. */
export function segmentsOf(rows: readonly Row[], measure: Checked, areas: Areas): Segment[] {
  const series = new Map<string, (Point & { broken: boolean })[]>()
  for (const { area, dimension, period, value, status, line } of rows) {
    const parsed = parsePeriod(period)
    if (value === null || !parsed) continue
    const key = `${parsed.kind} ${area} ${dimension}`
    const point = { period, ordinal: parsed.ordinal, value, line, broken: status === 'B' }
    const known = series.get(key)
    if (known) known.push(point)
    else series.set(key, [point])
  }
  return [...series].flatMap(([key, points]) => {
    const [kind, area = '', dimension = ''] = key.split(' ')
    const breaks = breakDays(measure, area, areas)
    points.sort((a, b) => a.ordinal - b.ordinal)
    const segments: Segment[] = []
    let last: string | undefined
    for (const { broken, ...point } of points) {
      const day = firstDay(point.period)!
      const cut = broken || last === undefined || breaks.some((one) => last! < one && one <= day)
      if (cut) segments.push({ area, dimension, kind: kind as PeriodKind, points: [point] })
      else segments.at(-1)!.points.push(point)
      last = day
    }
    return segments
  })
}

function breakDays({ breaks = [] }: Checked, area: string, areas: Areas): string[] {
  return [
    ...breaks.filter((one) => !one.areas || one.areas.includes(area)).map(({ period }) => period),
    ...areas.breaksOf(area),
  ].flatMap((period) => firstDay(period) ?? [])
}
