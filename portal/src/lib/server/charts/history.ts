/** What one number was over a time: a line of means with a band from lowest to highest; a stretch without readings cuts it. */
import * as Plot from '@observablehq/plot'
import { parseHTML } from 'linkedom'
import { widthOf } from './labels.ts'
import { domainOf } from './line.ts'
import { dressed } from './svg.ts'

const SIZES = {
  wide: { width: 900, height: 250, font: 15, ticks: 7 },
  narrow: { width: 340, height: 260, font: 13, ticks: 4 },
} as const
/** So many times the usual step between readings is a gap. */
const GAP_STEPS = 3.5
/** Fewer are dots too. */
const DOTTED_MAX = 60

export type HistoryPoint = { at: Date; mean: number; min: number; max: number }
export type HistoryChart = {
  /** Tells charts of one page apart. */
  id: string
  title: string
  description: string
  from: Date
  to: Date
  points: HistoryPoint[]
  /** Stretches that are doubtful, or single readings. */
  marks: readonly { from: Date; to: Date }[]
  tick(value: number): string
  /** A time on the axis. */
  time(at: Date): string
  /** Where times are marked. */
  times(wanted: number): Date[]
}

/** Cut where nothing was read for long. */
export function runsOf(points: readonly HistoryPoint[]): (HistoryPoint & { run: number })[] {
  const steps = points.slice(1).map(({ at }, i) => at.getTime() - points[i]!.at.getTime())
  const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0
  let run = 0
  return points.map((point, i) => ({ ...point, run: i > 0 && steps[i - 1]! > usual * GAP_STEPS ? ++run : run }))
}

/** Empty where there is nothing to draw. */
export function historyChart(chart: HistoryChart, size: keyof typeof SIZES): string {
  const { width, height, font, ticks } = SIZES[size]
  if (chart.points.length === 0) return ''
  const points = runsOf(chart.points)
  const counted = new Map<number, number>()
  for (const { run } of points) counted.set(run, (counted.get(run) ?? 0) + 1)
  const within = chart.marks.map(({ from, to }) => ({ from: from < chart.from ? chart.from : from, to: to > chart.to ? chart.to : to })) // prettier-ignore
  const [moments, stretches] = [true, false].map((is) => within.filter(({ from, to }) => (from >= to) === is)) as [typeof within, typeof within] // prettier-ignore
  const domain = domainOf(points.flatMap(({ min, max }) => [min, max]))
  const left = Math.max(14 + font * 3.2, ...domain.map((value) => 14 + widthOf(chart.tick(Math.round(value)), font)))
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  const plot = Plot.plot({
    ...{ document, width, height, marginLeft: left, marginRight: 16, marginTop: 14, marginBottom: font * 2.2 },
    x: { type: 'utc', domain: [chart.from, chart.to], axis: null },
    y: { domain, axis: null },
    marks: [
      Plot.rectX(stretches, { x1: 'from', x2: 'to', fill: 'var(--warning)', fillOpacity: 0.16 }),
      Plot.gridY({ stroke: 'var(--line)', strokeOpacity: 1, ticks: 5 }),
      Plot.axisY({ anchor: 'left', ticks: 5, tickSize: 0, tickFormat: chart.tick, fontSize: font, label: null, fill: 'var(--quiet)' }), // prettier-ignore
      Plot.axisX(chart.times(ticks), { tickSize: 4, tickPadding: 8, tickFormat: (at: Date) => chart.time(at), fontSize: font, label: null, fill: 'var(--quiet)', stroke: 'var(--line)' }), // prettier-ignore
      Plot.areaY(points, { x: 'at', y1: 'min', y2: 'max', z: 'run', fill: 'var(--accent)', fillOpacity: 0.16 }),
      Plot.line(points, { x: 'at', y: 'mean', z: 'run', stroke: 'var(--accent)', strokeWidth: 2.4, strokeLinejoin: 'round' }),
      Plot.dot(points.filter(({ run }) => points.length <= DOTTED_MAX || counted.get(run) === 1), { x: 'at', y: 'mean', r: 3, fill: 'var(--accent)' }), // prettier-ignore
      Plot.tickX(moments, { x: 'from', stroke: 'var(--warning)', strokeWidth: 2, strokeDasharray: '4 3' }),
    ],
  }) // prettier-ignore
  const { title, description, id } = chart
  return dressed(plot.innerHTML, { id, width, height, size, title, description })
}
