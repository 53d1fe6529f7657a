/** Effects drawn: how it went and would have gone, the effect by periods, means with intervals, a gap among placebos. */
import * as Plot from '@observablehq/plot'
import type { Drawing } from '#stats'
import { domainOf } from './line.ts'
import { drawn, type Size } from './plots.ts'

export type EffectWords = {
  id: string
  title: string
  description: string
  tick: (value: number) => string
  /** Of a group or a line, by its id. */
  name: (id: string) => string
}
type Kind<K extends Drawing['kind']> = Extract<Drawing, { kind: K }>

/** Which line is drawn how; the legend beside the drawing shows the same. */
export const STROKES = {
  treated: { stroke: 'var(--accent)', dash: '' },
  observed: { stroke: 'var(--accent)', dash: '' },
  difference: { stroke: 'var(--accent)', dash: '' },
  control: { stroke: 'var(--series-2)', dash: '' },
  fitted: { stroke: 'var(--quiet)', dash: '2 3' },
  counterfactual: { stroke: 'var(--ink)', dash: '6 4' },
  synthetic: { stroke: 'var(--ink)', dash: '6 4' },
} as const satisfies Record<Kind<'periods'>['lines'][number]['id'], { stroke: string; dash: string }>

const TICKS = { wide: 8, narrow: 4 } as const
const START = { stroke: 'var(--quiet)', strokeDasharray: '3 4', strokeWidth: 1.5 } as const

/** Empty where there is nothing to draw; weights are told by their table. */
export function effectChart(drawing: Drawing, said: EffectWords, size: Size): string {
  if (drawing.kind === 'periods') return periodsChart(drawing, said, size)
  if (drawing.kind === 'event') return eventChart(drawing, said, size)
  if (drawing.kind === 'groups') return groupsChart(drawing, said, size)
  return drawing.kind === 'placebos' ? placebosChart(drawing, said, size) : ''
}

type Points = { at: number; value: number }[]
const pointsOf = (values: readonly (number | null)[]): Points =>
  values.flatMap((value, at) => (value === null ? [] : [{ at, value }]))

/** Names of periods under the axis, as many as there is room for. */
function along(periods: readonly string[], size: Size) {
  const step = Math.ceil(periods.length / TICKS[size])
  const xTicks = periods.map((_, i) => i).filter((i) => i % step === 0)
  return { x: { domain: [0, periods.length - 1] }, xTicks, xTick: (at: number) => periods[at] ?? '' }
}

function periodsChart({ periods, from, lines }: Kind<'periods'>, said: EffectWords, size: Size): string {
  const all = lines.flatMap(({ values, low = [], high = [] }) => [...values, ...low, ...high].filter((value) => value !== null)) // prettier-ignore
  if (all.length === 0) return ''
  const bands = lines.flatMap(({ low, high }) => (low && high ? [low.flatMap((least, at) => (least === null || high[at] === null ? [] : [{ at, low: least, high: high[at]! }]))] : [])) // prettier-ignore
  const marks = [
    ...bands.map((band) => Plot.areaY(band, { x: 'at', y1: 'low', y2: 'high', fill: 'var(--sunk)' })),
    Plot.ruleX([periods.indexOf(from) - 0.5], START),
    ...lines.map(({ id, values }) => Plot.line(pointsOf(values), { x: 'at', y: 'value', stroke: STROKES[id].stroke, strokeWidth: 2.2, strokeLinejoin: 'round', ...(STROKES[id].dash && { strokeDasharray: STROKES[id].dash }) })), // prettier-ignore
  ]
  return drawn(size, said, { ...along(periods, size), y: { domain: domainOf(all) } }, marks).dress()
}

function eventChart({ points }: Kind<'event'>, said: EffectWords, size: Size): string {
  const [first, last] = [points[0]!.at, points.at(-1)!.at]
  const step = Math.ceil(points.length / TICKS[size])
  const marks = [
    Plot.ruleY([0], { stroke: 'var(--edge)' }),
    Plot.ruleX([-0.5], START),
    Plot.ruleX(points, { x: 'at', y1: 'low', y2: 'high', stroke: 'var(--accent)', strokeWidth: 2 }),
    Plot.dot(points, { x: 'at', y: 'estimate', r: 4.5, fill: ({ reference }: { reference?: true }) => (reference ? 'var(--card)' : 'var(--accent)'), stroke: 'var(--accent)', strokeWidth: 2 }), // prettier-ignore
  ]
  const axes = {
    x: { domain: [first - 0.4, last + 0.4] },
    y: { domain: domainOf(points.flatMap(({ low, high }) => [low, high, 0])) },
    xTicks: points.map(({ at }) => at).filter((at) => (at - first) % step === 0),
    xTick: String,
  }
  return drawn(size, said, axes, marks).dress()
}

function groupsChart({ groups }: Kind<'groups'>, said: EffectWords, size: Size): string {
  const placed = groups.map((group, at) => ({ ...group, at, low: group.low ?? group.mean, high: group.high ?? group.mean })) // prettier-ignore
  const marks = [
    Plot.ruleX(placed, { x: 'at', y1: 'low', y2: 'high', stroke: 'var(--accent)', strokeWidth: 3 }),
    Plot.dot(placed, { x: 'at', y: 'mean', r: 6, fill: 'var(--accent)' }),
  ]
  const axes = {
    x: { domain: [-0.6, groups.length - 0.4] },
    y: { domain: domainOf(placed.flatMap(({ low, high }) => [low, high])) },
    xTicks: placed.map(({ at }) => at),
    xTick: (at: number) => (placed[at] ? said.name(placed[at].id) : ''),
  }
  return drawn(size, said, axes, marks).dress()
}

function placebosChart({ periods, from, treated, placebos }: Kind<'placebos'>, said: EffectWords, size: Size): string {
  const all = [...treated, ...placebos.flatMap(({ gaps }) => gaps), 0].filter((value) => value !== null)
  const marks = [
    ...placebos.map(({ gaps }) => Plot.line(pointsOf(gaps), { x: 'at', y: 'value', stroke: 'var(--peer)', strokeWidth: 1, strokeOpacity: 0.7 })), // prettier-ignore
    Plot.ruleY([0], { stroke: 'var(--edge)' }),
    Plot.ruleX([periods.indexOf(from) - 0.5], START),
    Plot.line(pointsOf(treated), { x: 'at', y: 'value', stroke: 'var(--accent)', strokeWidth: 3 }),
  ]
  return drawn(size, said, { ...along(periods, size), y: { domain: domainOf(all) } }, marks).dress()
}
