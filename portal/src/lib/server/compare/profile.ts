/** An indicator as a strip: every city a dot, better to the right, those chosen with their names. Pure. */
import { round } from '#lib/server/charts/svg.ts'
import { widthOf } from '#lib/server/charts/labels.ts'
import type { Member } from './catalogue.ts'
import type { Line } from './table.ts'

/** More names than this would cover one another. */
export const NAMED_MAX = 8
const COLOURS = 5
/** The strip's own width, along which it is stretched. */
const WIDTH = 1000
/** How wide it is on a desk, where names stand above their dots. */
const DESK_PX = 700
const NAME_PX = 14
const GAP_PX = 10

export type Named = Member & { at: number; lane: number; value: number; rank?: number; own: boolean; series: number }
export type Strip = {
  /** The dots of those that are not named, as one path. */
  others: string
  count: number
  named: Named[]
  lanes: number
  /** Figures at the left and at the right end. */
  left: number
  right: number
}

/** Undefined where fewer than two cities have a figure for the period. `all` are the figures of every city. */
export function stripOf(
  { direction, period, cells }: Pick<Line, 'direction' | 'period' | 'cells'>,
  cities: Member[],
  chosen: Set<string>,
): Strip | undefined {
  const known = cells.flatMap((cell, i) =>
    cell.value !== null && cell.period === period
      ? [{ ...cities[i]!, value: cell.value, rank: cell.rank, own: i === 0 }]
      : [],
  )
  if (known.length < 2) return undefined
  const values = known.map(({ value }) => value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const [left, right] = direction === 'lower' ? [high, low] : [low, high]
  const at = (value: number) => (right === left ? 0.5 : Math.abs(value - left) / (high - low))
  const ids = [...chosen]
  const named = known
    .filter(({ id, own }) => own || chosen.has(id))
    .map((one) => ({ ...one, at: at(one.value), lane: 0, series: 1 + (ids.indexOf(one.id) % COLOURS) }))
    .sort((a, b) => a.at - b.at)
  const rest = known.filter(({ id, own }) => !own && !chosen.has(id))
  return {
    others: rest.map(({ value }) => `M${round(at(value) * WIDTH)} 0h0`).join(''),
    count: rest.length,
    named,
    lanes: intoLanes(named),
    left,
    right,
  }
}

/** Gives each name the lowest lane where it covers none; says how many lanes there are. */
function intoLanes(named: Named[]): number {
  const ends: number[] = []
  for (const one of named) {
    const width = widthOf(one.name, NAME_PX) + GAP_PX
    const from = one.at * DESK_PX - width * one.at
    const lane = ends.findIndex((end) => end <= from)
    one.lane = lane < 0 ? ends.length : lane
    ends[one.lane] = from + width
  }
  return ends.length
}
