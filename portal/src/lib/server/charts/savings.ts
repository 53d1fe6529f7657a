/** Savings drawn: use beside what it would have been, day by day or week by week; promised beside proved, with its interval. */
import * as Plot from '@observablehq/plot'
import { parseHTML } from 'linkedom'
import { dressed } from './svg.ts'

const SIZES = {
  wide: { width: 900, height: 340, font: 15, ticks: 8 },
  narrow: { width: 340, height: 280, font: 13, ticks: 4 },
} as const
type Size = keyof typeof SIZES
/** More days than this are drawn as weeks. */
export const DAYS_DRAWN_MAX = 120
const WEEK = 7

export type DrawnDay = { day: string; use: number | null; baseline: number | null }
type Said = { title: string; description: string; use: string; baseline: string; tick: (value: number) => string; date: Intl.DateTimeFormat } // prettier-ignore

type Point = { at: Date; use: number; baseline: number; run: number }

/** What was not used lies between the lines. Empty where no day has both figures. */
export function useChart(days: readonly DrawnDay[], said: Said, size: Size): string {
  const { width, height, font, ticks } = SIZES[size]
  const points = pointsOf(days, days.length > DAYS_DRAWN_MAX ? WEEK : 1)
  if (points.length === 0) return ''
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  const line = { z: 'run', strokeWidth: 2.5, strokeLinejoin: 'round' } as const
  const plot = Plot.plot({
    ...{ document, width, height, marginLeft: 16 + font * 3, marginRight: 12, marginTop: font * 2.4, marginBottom: font * 2.2 }, // prettier-ignore
    x: { type: 'utc', axis: null },
    y: { zero: true, axis: null },
    marks: [
      Plot.gridY({ stroke: 'var(--line)', strokeOpacity: 1, ticks: 5 }),
      Plot.axisY({ anchor: 'left', ticks: 5, tickSize: 0, tickFormat: said.tick, fontSize: font, label: null, fill: 'var(--quiet)' }), // prettier-ignore
      Plot.axisX({ ticks, tickSize: 0, tickPadding: 10, tickFormat: (at: Date) => said.date.format(at), fontSize: font, label: null, fill: 'var(--quiet)' }), // prettier-ignore
      Plot.areaY(points, { x: 'at', y1: 'use', y2: 'baseline', z: 'run', fill: 'var(--accent-wash)' }),
      Plot.line(points, { x: 'at', y: 'baseline', stroke: 'var(--quiet)', strokeDasharray: '6 4', ...line }),
      Plot.line(points, { x: 'at', y: 'use', stroke: 'var(--accent)', ...line }),
    ],
  })
  const key = (x: number, text: string, stroke: string, dashed: boolean) =>
    `<line x1="${x}" x2="${x + 28}" y1="${font * 0.9}" y2="${font * 0.9}" stroke="${stroke}" stroke-width="2.5"${dashed ? ' stroke-dasharray="6 4"' : ''}/>` +
    `<text x="${x + 36}" y="${font * 1.25}" text-anchor="start" font-size="${font}" fill="var(--ink)">${text}</text>`
  const second = 60 + said.use.length * font * 0.56 + 50
  const legend = key(4, said.use, 'var(--accent)', false) + key(second, said.baseline, 'var(--quiet)', true)
  return dressed(plot.innerHTML + legend, { width, height, size, title: said.title, description: said.description })
}

/** Means of so many days; a stretch without figures cuts the lines. */
function pointsOf(days: readonly DrawnDay[], step: number): Point[] {
  const points: Point[] = []
  let run = 0
  for (let at = 0; at < days.length; at += step) {
    const known = days.slice(at, at + step).filter((day): day is { day: string; use: number; baseline: number } => day.use !== null && day.baseline !== null) // prettier-ignore
    if (known.length === 0) run++
    else {
      const mean = (of: 'use' | 'baseline') => known.reduce((sum, day) => sum + day[of], 0) / known.length
      points.push({ at: new Date(known[0]!.day), use: mean('use'), baseline: mean('baseline'), run })
    }
  }
  return points
}

type Bars = { title: string; description: string; promised: string; proved: string; value: (value: number) => string }

/** Two bars from zero; the thin line is the interval. */
export function promiseChart(
  promised: number,
  proved: number,
  interval: { low: number; high: number } | null,
  said: Bars,
  size: Size,
): string {
  // prettier-ignore
  const { width, font } = SIZES[size]
  const [left, bar, gap] = [font * 7, font * 2, font]
  const room = width - left - 12
  const least = Math.min(0, proved, interval?.low ?? 0)
  const most = Math.max(promised, proved, interval?.high ?? 0, 1)
  const x = (value: number) => left + ((value - least) / (most - least)) * room
  const row = (at: number, name: string, value: number, fill: string) => {
    const y = gap + at * (bar + gap * 2)
    const [from, to] = [Math.min(x(0), x(value)), Math.max(x(0), x(value))]
    return (
      `<text x="0" y="${y + bar / 2 + font * 0.35}" text-anchor="start" font-size="${font}" fill="var(--ink)">${name}</text>` +
      `<rect x="${from}" y="${y}" width="${Math.max(1, to - from)}" height="${bar}" rx="2" fill="${fill}"/>` +
      `<text x="${x(0)}" y="${y + bar + font * 1.1}" text-anchor="start" font-size="${font}" fill="var(--quiet)">${said.value(value)}</text>`
    )
  }
  const middle = gap + (bar + gap * 2) + bar / 2
  const whisker = interval
    ? `<path d="M${x(interval.low)} ${middle}H${x(interval.high)}M${x(interval.low)} ${middle - 7}v14M${x(interval.high)} ${middle - 7}v14" stroke="var(--ink)" stroke-width="2" fill="none"/>`
    : ''
  const height = 2 * (bar + gap * 2) + gap
  const body = row(0, said.promised, promised, 'var(--peer)') + row(1, said.proved, proved, 'var(--accent)') + whisker
  return dressed(body, { width, height, size: `${size}-promise`, title: said.title, description: said.description })
}
