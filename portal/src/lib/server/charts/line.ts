/** The trend of one indicator: the city in its accent, others in grey until chosen, breaks as gaps with a mark. */
import * as Plot from '@observablehq/plot'
import { parseHTML } from 'linkedom'
import { spread, widthOf, wrap, type Label } from './labels.ts'
import { dressed, escape, round } from './svg.ts'
import { yearsOf, yearTicks } from './time.ts'

type Status = 'A' | 'P' | 'E' | 'B' | 'M'
export type ChartPoint = { period: string; value: number | null; status: Status }
export type ChartSeries = { id: string; label: string; role: 'own' | 'chosen' | 'peer'; points: ChartPoint[] }
export type LineChart = {
  title: string
  description: string
  series: ChartSeries[]
  thresholds: { value: number; label: string; from?: string; to?: string }[]
  /** Periods of the city's own series before which it breaks. */
  breaks: string[]
  breakLabel: string
  /** A figure of the series, with all its decimals. */
  number: (value: number) => string
  /** A round number on the axis, or a limit. */
  tick: (value: number) => string
}
type Datum = { x: number; y: number; run: string; colour: string; hollow: boolean; alone: boolean; broken: boolean }

const SIZES = {
  wide: { width: 900, height: 400, font: 15, labelChars: 24, years: 7, left: 44 },
  narrow: { width: 320, height: 300, font: 13, labelChars: 12, years: 4, left: 36 },
} as const
export const COLOURS = ['var(--series-1)', 'var(--series-2)', 'var(--series-3)', 'var(--series-4)', 'var(--series-5)']
const PEER = 'var(--peer)'

/** The chart as SVG text. `wide` for desktops, `narrow` for phones, whose letters stay at least 12 px tall. */
export function lineChart(whole: LineChart, size: keyof typeof SIZES): string {
  const { width, height, font, labelChars, years, left } = SIZES[size]
  const coloured = colour(whole.series)
  const data = coloured.map((series) => ({ ...series, data: runs(series, series.colour, whole.breaks) }))
  const all = data.flatMap((series) => series.data)
  if (all.length === 0) return ''
  const x = { domain: extent(all.map((datum) => datum.x)), axis: null }
  const chart = { ...whole, thresholds: whole.thresholds.filter(inside(x.domain)) }
  const labels = labelsOf(chart, data, x.domain[1], labelChars)
  const lineHeight = font * 1.25
  const right = 16 + Math.max(40, ...labels.flatMap(({ lines }) => lines.map((line) => widthOf(line, font))))
  const y = {
    domain: domainOf([...all.map((datum) => datum.y), ...chart.thresholds.map(({ value }) => value)]),
    axis: null,
  }
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  const plot = Plot.plot({
    document,
    width,
    height,
    marginTop: 22,
    marginRight: right,
    marginBottom: font * 2,
    marginLeft: Math.max(left, 10 + widthOf(longest(y.domain.map((value) => chart.tick(Math.round(value)))), font)),
    x,
    y,
    marks: marksOf(chart, data, x.domain, font, years),
  })
  const scale = plot.scale('y')!
  const placed = spread(
    labels.map((label) => ({ ...label, y: scale.apply(label.y) as number })),
    lineHeight,
    4,
    height - font * 1.6,
  )
  const ends = placed.map((label) => labelText(label, width - right + 12, font, lineHeight)).join('')
  return dressed(plot.innerHTML + ends, { width, height, size, title: chart.title, description: chart.description })
}

type Drawn = ReturnType<typeof colour>[number] & { data: Datum[] }

function marksOf(chart: LineChart, data: Drawn[], [first, last]: [number, number], font: number, years: number) {
  const of = (role: ChartSeries['role']) => data.filter((series) => series.role === role).flatMap(({ data }) => data)
  const line = (role: ChartSeries['role'], strokeWidth: number) => [
    Plot.line(of(role), { x: 'x', y: 'y', z: 'run', stroke: 'colour', strokeWidth, strokeLinejoin: 'round' }),
    Plot.dot(
      of(role).filter(({ alone }) => alone),
      { x: 'x', y: 'y', r: strokeWidth, fill: 'colour' },
    ),
  ]
  const limits = chart.thresholds.map(({ value, from, to }) => ({
    y: value,
    x1: from ? Math.max(first, yearsOf(from)) : first,
    x2: to ? Math.min(last, yearsOf(to)) : last,
  }))
  const own = of('own')
  return [
    Plot.gridY({ stroke: 'var(--line)', strokeOpacity: 1, ticks: 6 }),
    Plot.axisY({
      anchor: 'left',
      ticks: 6,
      tickSize: 0,
      tickFormat: chart.tick,
      fontSize: font,
      label: null,
      fill: 'var(--quiet)',
    }),
    Plot.axisX(yearTicks(first, last, years), {
      tickSize: 0,
      tickPadding: 10,
      tickFormat: (year: number) => String(year),
      fontSize: font,
      label: null,
      fill: 'var(--quiet)',
    }),
    ...line('peer', 1.2),
    Plot.ruleY(limits, {
      y: 'y',
      x1: 'x1',
      x2: 'x2',
      stroke: 'var(--warning)',
      strokeWidth: 1.5,
      strokeDasharray: '5 4',
    }),
    ...line('chosen', 2),
    ...breakMarks(chart, own, font),
    ...line('own', 3.2),
    Plot.dot(own, {
      x: 'x',
      y: 'y',
      r: 3.4,
      stroke: 'colour',
      strokeWidth: 2,
      fill: (datum: Datum) => (datum.hollow ? 'var(--card)' : datum.colour),
    }),
  ]
}

/** A dotted mark half-way between the last figure before the break and the first after it. */
function breakMarks(chart: LineChart, own: Datum[], font: number) {
  const places = own.flatMap((datum, i) => {
    const before = own[i - 1]
    return before && datum.broken ? [{ x: (before.x + datum.x) / 2 }] : []
  })
  return [
    Plot.ruleX(places, {
      x: 'x',
      stroke: 'var(--quiet)',
      strokeDasharray: '1 4',
      strokeLinecap: 'round',
      strokeWidth: 2,
    }),
    Plot.text(places.slice(-1), {
      x: 'x',
      text: () => chart.breakLabel,
      frameAnchor: 'top',
      dy: -font * 1.1,
      fontSize: font * 0.93,
      fill: 'var(--quiet)',
    }),
  ]
}

/** Cuts a series into runs at missing figures and at breaks; a line is drawn only within a run. */
function runs({ id, points, role }: ChartSeries, colour: string, breaks: string[]): Datum[] {
  let run = 0
  const data: Datum[] = []
  for (const { period, value, status } of points) {
    const broken = status === 'B' || (role === 'own' && breaks.includes(period))
    if (value === null || broken) run++
    if (value === null) continue
    const hollow = status === 'E' || status === 'P'
    data.push({ x: yearsOf(period), y: value, run: `${id} ${run}`, colour, hollow, broken, alone: false })
  }
  return data.map((datum, i) => ({
    ...datum,
    alone: data[i - 1]?.run !== datum.run && data[i + 1]?.run !== datum.run,
  }))
}

function colour(series: ChartSeries[]): (ChartSeries & { colour: string })[] {
  let chosen = 0
  return series.map((one) => ({
    ...one,
    colour: one.role === 'own' ? 'var(--accent)' : one.role === 'peer' ? PEER : COLOURS[chosen++ % COLOURS.length]!,
  }))
}

function labelsOf(chart: LineChart, data: Drawn[], last: number, chars: number): Label[] {
  const lines = data
    .filter(({ role, data }) => role !== 'peer' && data.length > 0)
    .map(({ role, label, colour, data }) => {
      const { x, y } = data.at(-1)!
      const year = x < last ? ` (${Math.floor(x)})` : ''
      const text = `${label} ${chart.number(y)}${year}`
      return { y, lines: wrap(text, chars), colour, bold: role === 'own', priority: role === 'own' ? 0 : 1 }
    })
  const limits = chart.thresholds.map(({ value, label }) => {
    const text = `${label}: ${chart.tick(value)}`
    return { y: value, lines: wrap(text, chars), colour: 'var(--warning)', priority: 2 }
  })
  return [...lines, ...limits]
}

export function labelText(
  { lines, at, colour, bold }: Label & { at: number },
  x: number,
  font: number,
  lineHeight: number,
) {
  const rows = lines.map(
    (line, i) => `<tspan x="${round(x)}" y="${round(at + font * 0.95 + i * lineHeight)}">${escape(line)}</tspan>`,
  )
  return `<text text-anchor="start" font-size="${font}" fill="${colour}"${bold ? ' font-weight="600"' : ''}>${rows.join('')}</text>`
}

/** A limit that holds in some part of the time shown; one of the future is told in words, not drawn. */
const inside =
  ([first, last]: [number, number]) =>
  ({ from, to }: LineChart['thresholds'][number]) =>
    (!from || yearsOf(from) <= last) && (!to || yearsOf(to) >= first)

/** From zero where that costs little room; else close around the figures. */
export function domainOf(values: number[]): [number, number] {
  const [low, high] = extent(values)
  if (low === 0 && high === 0) return [0, 1]
  const fromZero = low >= 0 && low < high * 0.65
  const room = (high - low || Math.abs(high) || 1) * 0.06
  return [fromZero ? 0 : low - room, high + room]
}

const extent = (values: number[]): [number, number] => [Math.min(...values), Math.max(...values)]
const longest = (texts: string[]) => texts.reduce((a, b) => (b.length > a.length ? b : a), '')
