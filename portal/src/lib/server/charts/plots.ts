/** Lines, spreads and pairs of numbers of any table, drawn in two sizes. */
import * as Plot from '@observablehq/plot'
import { parseHTML } from 'linkedom'
import { seriesColour } from './bars.ts'
import { spread, widthOf, wrap, type Label } from './labels.ts'
import { domainOf, labelText } from './line.ts'
import { dressed } from './svg.ts'

type Named = { id?: string; title: string; description: string; tick: (value: number) => string }
type Sizes = typeof SIZES
export type Size = keyof Sizes

const SIZES = {
  wide: { width: 900, height: 400, font: 15, ticks: 7, chars: 22 },
  narrow: { width: 340, height: 300, font: 13, ticks: 4, chars: 12 },
} as const
/** Of so many points in a line each is marked. */
const MARKED_MAX = 40

type Axes = { x: Plot.ScaleOptions; y: Plot.ScaleOptions; xTick: (value: never) => string; xTicks?: unknown; labelX?: string; labelY?: string } // prettier-ignore

export function drawn(
  size: Size,
  { id, title, description, tick }: Named,
  axes: Axes,
  marks: Plot.Markish[],
  right = 20,
) {
  const { width, height, font, ticks } = SIZES[size]
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  const [low, high] = axes.y.domain as [number, number]
  const left = 14 + Math.max(...[low, high, (low + high) / 2].map((value) => widthOf(tick(Number(value.toPrecision(3))), font))) // prettier-ignore
  const quiet = { fill: 'var(--quiet)', fontSize: font, label: null, tickSize: 0 }
  const label = (text: string | undefined, anchor: 'top-left' | 'bottom-right') =>
    text === undefined ? [] : [Plot.text([text], { frameAnchor: anchor, text: (said: string) => said, dx: anchor === 'top-left' ? -left + 4 : 0, dy: anchor === 'top-left' ? -font * 1.3 : font * 2.9, textAnchor: anchor === 'top-left' ? 'start' : 'end', fontSize: font * 0.93, fill: 'var(--quiet)' })] // prettier-ignore
  const plot = Plot.plot({
    ...{ document, width, height, marginTop: font * 2, marginRight: right, marginLeft: left },
    marginBottom: font * (axes.labelX === undefined ? 2 : 3.2),
    // A radius is one of pixels, not of a scale.
    r: { type: 'identity' },
    x: { ...axes.x, axis: null },
    y: { ...axes.y, axis: null },
    marks: [
      Plot.gridY({ stroke: 'var(--line)', strokeOpacity: 1, ticks: 6 }),
      Plot.axisY({ anchor: 'left', ticks: 6, tickFormat: (value: number) => tick(value), ...quiet }),
      Plot.axisX({ ticks: (axes.xTicks as number | undefined) ?? ticks, tickPadding: 10, tickFormat: (value: unknown) => axes.xTick(value as never), ...quiet }), // prettier-ignore
      ...label(axes.labelY, 'top-left'),
      ...label(axes.labelX, 'bottom-right'),
      ...marks,
    ],
  })
  const dress = (more = '') => dressed(plot.innerHTML + more, { id, width, height, size, title, description })
  return { plot, dress, ...SIZES[size] }
}

export type Lines = Named & {
  /** Points in their order; along time, or along a number. */
  series: { name: string; colour: number; points: { x: Date | number; y: number }[] }[]
  xTick: (value: Date | number) => string
  fromZero: boolean
}

export function linesChart(chart: Lines, size: Size): string {
  const all = chart.series.flatMap(({ points }) => points)
  if (all.length === 0) return ''
  const { font, chars, height, width } = SIZES[size]
  const split = chart.series.length > 1
  const labels: Label[] = chart.series.flatMap(({ name, colour, points }, i) => {
    const last = points.at(-1)
    return split && last ? [{ y: last.y, lines: wrap(name, chars).slice(0, 2), colour: seriesColour(colour), priority: i }] : [] // prettier-ignore
  })
  const right = split ? 18 + Math.max(...labels.flatMap(({ lines }) => lines.map((line) => widthOf(line, font)))) : 20
  const whole = domainOf(all.map(({ y }) => y))
  const domain = chart.fromZero ? [Math.min(0, whole[0]), Math.max(0, whole[1])] : whole
  const isTime = all[0]!.x instanceof Date
  const marks = chart.series.flatMap(({ points, colour }) => {
    const stroke = seriesColour(colour)
    const line = Plot.line(points, { x: 'x', y: 'y', stroke, strokeWidth: 2.4, strokeLinejoin: 'round' })
    return points.length <= MARKED_MAX ? [line, Plot.dot(points, { x: 'x', y: 'y', r: 3.2, fill: stroke })] : [line]
  })
  const axes = {
    ...{ x: { type: isTime ? 'utc' : 'linear' } as const, y: { domain }, xTick: chart.xTick },
    ...(isTime && { xTicks: ticksOf(chart, width - right - font * 4, font) }),
  }
  const { plot, dress } = drawn(size, chart, axes, marks, right)
  const scale = plot.scale('y')!
  const lineHeight = font * 1.2
  const placed = spread(labels.map((label) => ({ ...label, y: scale.apply(label.y) as number })), lineHeight, 4, height - font * 1.6) // prettier-ignore
  return dress(placed.map((label) => labelText(label, width - right + 10, font, lineHeight)).join(''))
}

/** Places of the points themselves, as many as their names leave room for; the last among them. */
function ticksOf(chart: Lines, room: number, font: number): (Date | number)[] {
  const places = new Map(chart.series.flatMap(({ points }) => points.map(({ x }) => [Number(x), x])))
  const all = [...places.keys()].sort((a, b) => a - b).map((x) => places.get(x)!)
  const widest = Math.max(...all.map((x) => widthOf(chart.xTick(x), font)))
  const step = Math.ceil(all.length / Math.max(2, Math.floor(room / (widest + font * 1.6))))
  return all.filter((_, i) => (all.length - 1 - i) % step === 0)
}

export type Spread = Named & { bins: { from: number; to: number; count: number }[]; xTick: (value: number) => string }

export function spreadChart(chart: Spread, size: Size): string {
  if (chart.bins.length === 0) return ''
  const high = Math.max(...chart.bins.map(({ count }) => count))
  const bars = Plot.rectY(chart.bins, { x1: 'from', x2: 'to', y: 'count', fill: 'var(--accent)', insetLeft: 0.75, insetRight: 0.75 }) // prettier-ignore
  const axes = { x: { domain: [chart.bins[0]!.from, chart.bins.at(-1)!.to] }, y: { domain: [0, high] as [number, number] }, xTick: chart.xTick } // prettier-ignore
  return drawn(size, chart, axes, [bars, Plot.ruleY([0], { stroke: 'var(--edge)' })]).dress()
}

export type Scattered = Named & {
  dots: { x: number; y: number; count: number; series: number }[]
  xTick: (value: number) => string
  labelX: string
  labelY: string
}

export function scatterChart(chart: Scattered, size: Size): string {
  if (chart.dots.length === 0) return ''
  const most = Math.max(...chart.dots.map(({ count }) => count))
  const radius = ({ count }: { count: number }) => (most === 1 ? 3.6 : 1.6 + 9 * Math.sqrt(count / most))
  const marks = [
    Plot.dot(chart.dots, {
      ...{ x: 'x', y: 'y', r: radius, fillOpacity: 0.6, stroke: 'var(--card)', strokeWidth: 0.6 },
      fill: ({ series }: { series: number }) => seriesColour(series),
    }),
  ]
  const x = domainOf(chart.dots.map((dot) => dot.x))
  const y = domainOf(chart.dots.map((dot) => dot.y))
  const axes = { x: { domain: x }, y: { domain: y }, xTick: chart.xTick, labelX: chart.labelX, labelY: chart.labelY }
  return drawn(size, chart, axes, marks).dress()
}
