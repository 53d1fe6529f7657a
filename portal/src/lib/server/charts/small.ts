/** A small trend for a page of many: the city's own line, the middle of the others in grey, both named at their ends. */
import { spread, widthOf, type Label } from './labels.ts'
import { escape, round } from './svg.ts'
import { yearsOf } from './time.ts'

type Point = { period: string; value: number | null; status: string }
export type SmallChart = {
  /** What a reader who does not see it is told. */
  description: string
  points: Point[]
  middle: { period: string; value: number }[]
  breaks: string[]
  number: (value: number) => string
}

const [WIDTH, HEIGHT, FONT] = [340, 132, 12.5]
const [TOP, BOTTOM, LEFT, GAP] = [10, 24, 6, 9]
const LINE_HEIGHT = FONT * 1.2

/** SVG text; empty where fewer than two figures are known. */
export function smallChart({ description, points, middle, breaks, number }: SmallChart): string {
  const known = points.filter((point): point is Point & { value: number } => point.value !== null)
  if (known.length < 2) return ''
  const labels = endLabels(known.at(-1)!.value, middle.at(-1)?.value, number)
  const right = GAP + Math.max(...labels.flatMap(({ lines }) => lines.map((line) => widthOf(line, FONT))))
  const [low, high] = domainOf([...known, ...middle].map(({ value }) => value))
  const [first, last] = [yearsOf(known[0]!.period), yearsOf(known.at(-1)!.period)]
  const x = (period: string) => LEFT + ((yearsOf(period) - first) / (last - first)) * (WIDTH - LEFT - right)
  const y = (value: number) => HEIGHT - BOTTOM - ((value - low) / (high - low)) * (HEIGHT - TOP - BOTTOM)
  const placed = spread(
    labels.map((label) => ({ ...label, y: y(label.y) })),
    LINE_HEIGHT,
    0,
    HEIGHT - BOTTOM + FONT,
  )
  const floor = HEIGHT - BOTTOM
  const shown = middle.filter(({ period }) => yearsOf(period) >= first && yearsOf(period) <= last)
  return [
    `<svg class="small-chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escape(description)}">`,
    `<path d="M${LEFT} ${floor}H${round(WIDTH - right)}" stroke="var(--edge)"/>`,
    ...marksOf(known, breaks).map((at) => dotted(LEFT + ((at - first) / (last - first)) * (WIDTH - LEFT - right))),
    line(pathOf(shown, [], x, y), 'var(--quiet)', 1.4),
    line(pathOf(points, breaks, x, y), 'var(--accent)', 2.4),
    ...known.filter((_, i) => i === known.length - 1).map((point) => dot(point, x, y)),
    ...known.filter(({ status }) => status === 'E' || status === 'P').map((point) => dot(point, x, y)),
    ...placed.map((label) => text(label.lines[0]!, WIDTH - right + GAP, label.at + FONT * 0.95, label)),
    text(known[0]!.period.slice(0, 4), LEFT, HEIGHT - 6, { colour: 'var(--quiet)' }),
    text(known.at(-1)!.period.slice(0, 4), WIDTH - right, HEIGHT - 6, { colour: 'var(--quiet)', anchor: 'end' }),
    '</svg>',
  ].join('')
}

function endLabels(own: number, middle: number | undefined, number: SmallChart['number']): Label[] {
  const label = (value: number, colour: string, bold: boolean): Label => ({
    ...{ lines: [number(value)], y: value, colour, bold, priority: bold ? 0 : 1 },
  })
  const others = middle === undefined ? [] : [label(middle, 'var(--quiet)', false)]
  return [label(own, 'var(--accent-ink)', true), ...others]
}

type Scale<T> = (value: T) => number

/** Gaps where a figure is missing or the series breaks; a figure that stands alone is still seen. */
function pathOf(points: Omit<Point, 'status'>[], breaks: string[], x: Scale<string>, y: Scale<number>): string {
  return points
    .map(({ period, value }, i) => {
      if (value === null) return ''
      const before = points[i - 1]
      const begins = !before || before.value === null || breaks.includes(period)
      const after = points[i + 1]
      const alone = begins && (!after || after.value === null || breaks.includes(after.period))
      return `${begins ? 'M' : 'L'}${round(x(period))} ${round(y(value))}${alone ? 'h0' : ''}`
    })
    .join('')
}

/** Half-way between the last figure before a break and the first after it. */
const marksOf = (known: Point[], breaks: string[]): number[] =>
  known.flatMap(({ period, status }, i) => {
    const before = known[i - 1]
    const broken = status === 'B' || (before && breaks.some((at) => at > before.period && at <= period))
    return before && broken ? [(yearsOf(before.period) + yearsOf(period)) / 2] : []
  })

const dotted = (at: number) =>
  `<path d="M${round(at)} ${TOP}V${HEIGHT - BOTTOM}" stroke="var(--quiet)" stroke-width="1.6" stroke-dasharray="1 4" stroke-linecap="round"/>`

const line = (path: string, colour: string, width: number) =>
  path === ''
    ? ''
    : `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round" stroke-linecap="round"/>`

function dot({ period, value, status }: Point & { value: number }, x: Scale<string>, y: Scale<number>): string {
  const fill = status === 'E' || status === 'P' ? 'var(--card)' : 'var(--accent)'
  return `<circle cx="${round(x(period))}" cy="${round(y(value))}" r="3" fill="${fill}" stroke="var(--accent)" stroke-width="1.6"/>`
}

function text(
  said: string,
  x: number,
  y: number,
  { colour, bold, anchor }: { colour: string; bold?: boolean; anchor?: string },
): string {
  const weight = bold ? ' font-weight="600"' : ''
  const at = anchor ? ` text-anchor="${anchor}"` : ''
  return `<text x="${round(x)}" y="${round(y)}" font-size="${FONT}" fill="${colour}"${weight}${at}>${escape(said)}</text>`
}

/** From zero where that costs little room; else close around the figures. */
function domainOf(values: number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const room = (high - low || Math.abs(high) || 1) * 0.08
  return [low >= 0 && low < high * 0.5 ? 0 : low - room, high + room]
}
