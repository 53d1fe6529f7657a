/** Two indicators against one another: every city a dot, those chosen with their names, and how the two go together. Pure. */
import { rankCorrelation } from '#stats'
import { ticksBetween } from '#lib/server/charts/ticks.ts'
import type { Member } from './catalogue.ts'
import type { Line } from './table.ts'

const TICKS = 5
/** Room around the outermost dots, as a share of the axis. */
const ROOM = 0.05

/** `x`, `y` and the height of the name, in percent of the drawing, from its lower left corner. */
export type Dot = Member & { x: number; y: number; of: [number, number]; named: boolean; own: boolean; label: number }
export type Tick = { at: number; value: number }
export type Pairs = { dots: Dot[]; ticks: { x: Tick[]; y: Tick[] }; correlation?: number; missing: number }

/** Undefined where fewer than two cities have both figures. A figure of another period than its line does not count. */
export function pairsOf(x: Line, y: Line, cities: Member[], chosen: Set<string>): Pairs | undefined {
  const known = cities.flatMap((city, i) => {
    const [a, b] = [figureOf(x, i), figureOf(y, i)]
    return a === undefined || b === undefined ? [] : [{ ...city, of: [a, b] as [number, number], own: i === 0 }]
  })
  if (known.length < 2) return undefined
  const sides = ([0, 1] as const).map((side) => axisOf(known.map(({ of }) => of[side])))
  const dots = known.map((one) => ({
    ...one,
    x: sides[0]!.at(one.of[0]),
    y: sides[1]!.at(one.of[1]),
    named: one.own || chosen.has(one.id),
    label: 0,
  }))
  placeNames(dots.filter(({ named }) => named))
  return {
    // What is named is drawn last, over the rest.
    dots: dots.sort((a, b) => Number(a.named) - Number(b.named) || Number(a.own) - Number(b.own)),
    ticks: { x: sides[0]!.ticks, y: sides[1]!.ticks },
    correlation: rankCorrelation(known.map(({ of }) => of)),
    missing: cities.length - known.length,
  }
}

/** How much room a name takes, in percent of the drawing. */
const NAME = { width: 18, height: 4.5 }

/** Puts each name beside its dot, or as far below as the names above it ask for. */
function placeNames(named: Dot[]): void {
  const placed: Dot[] = []
  for (const dot of named.toSorted((a, b) => b.y - a.y)) {
    const near = placed.filter(({ x }) => Math.abs(x - dot.x) < NAME.width)
    dot.label = Math.min(dot.y, ...near.map(({ label }) => label - NAME.height))
    placed.push(dot)
  }
}

const figureOf = ({ cells, period }: Line, at: number): number | undefined => {
  const cell = cells[at]!
  return cell.period === period ? (cell.value ?? undefined) : undefined
}

function axisOf(values: number[]) {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const room = (most - least || Math.abs(most) || 1) * ROOM
  const [low, high] = [least - room, most + room]
  const at = (value: number) => Math.round(((value - low) / (high - low)) * 1_000) / 10
  return { at, ticks: ticksBetween(low, high, TICKS).map((value) => ({ value, at: at(value) })) }
}
