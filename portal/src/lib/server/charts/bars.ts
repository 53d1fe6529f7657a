/** Bars lying beside their names: one for each group, in parts where it has some; for what does not add up, dots on one line. */
import { COLOURS } from './line.ts'
import { wrap } from './labels.ts'
import { dressed, escape, round } from './svg.ts'

export type Bars = {
  title: string
  description: string
  rows: { name: string; parts: { series: number; value: number }[] }[]
  /** Parts of one group add up to it. */
  stacked: boolean
  /** Whether there are parts at all. */
  split: boolean
  number: (value: number) => string
}

const SIZES = {
  wide: { width: 900, label: 220, value: 110, row: 30, bar: 18, font: 15, chars: 30 },
  narrow: { width: 340, label: 0, value: 78, row: 46, bar: 16, font: 13.5, chars: 44 },
} as const
const TOP = 6

/** The first series is in the city's accent, as everything that stands alone; what is in no series is grey. */
export const seriesColour = (series: number): string =>
  series === 0 ? 'var(--accent)' : (COLOURS[series - 1] ?? 'var(--peer-dot)')

/** SVG text; empty where there is nothing to draw. */
export function barChart({ title, description, rows, stacked, split, number }: Bars, size: keyof typeof SIZES): string {
  if (rows.length === 0) return ''
  const { width, label, value: room, row, bar, font, chars } = SIZES[size]
  const ends = rows.map(({ parts }) => (stacked ? stackOf(parts) : spanOf(parts)))
  const [low, high] = [Math.min(0, ...ends.map(([from]) => from)), Math.max(0, ...ends.map(([, to]) => to))]
  const [from, to] = [label + (low < 0 ? room : 8), width - room]
  const x = (value: number) => from + ((value - low) / (high - low || 1)) * (to - from)
  const height = TOP + rows.length * row + TOP
  const drawn = rows.map(({ name, parts }, i) => {
    const top = TOP + i * row
    const y = label === 0 ? top + row - bar / 2 - 6 : top + row / 2
    const said = cut(name, chars)
    const named =
      label === 0
        ? text(0, top + font, said, font, 'start', 'var(--ink)')
        : text(label, y + font * 0.35, said, font, 'end', 'var(--ink)')
    const whole = stacked ? parts.reduce((sum, { value }) => sum + value, 0) : (parts[0]?.value ?? 0)
    const end = ends[i]!
    const told =
      stacked || !split
        ? text(whole < 0 ? x(end[0]) - 7 : x(end[1]) + 7, y + font * 0.35, number(whole), font, whole < 0 ? 'end' : 'start', 'var(--quiet)') // prettier-ignore
        : ''
    return named + (stacked || !split ? stack(parts, x, y, bar) : dots(parts, end, x, y)) + told
  })
  const zero = `<path d="M${round(x(0))} ${TOP}V${height - TOP}" stroke="var(--edge)"/>`
  return dressed(drawn.join('') + zero, { width, height, size, title, description })
}

type Parts = Bars['rows'][number]['parts']

/** How far the parts below and above zero reach, one after another. */
function stackOf(parts: Parts): [number, number] {
  const sum = (sign: number) => parts.reduce((all, { value }) => (Math.sign(value) === sign ? all + value : all), 0)
  return [sum(-1), sum(1)]
}
const spanOf = (parts: Parts): [number, number] => [
  Math.min(0, ...parts.map(({ value }) => value)),
  Math.max(0, ...parts.map(({ value }) => value)),
]

function stack(parts: Parts, x: (value: number) => number, y: number, bar: number): string {
  let [below, above] = [0, 0]
  return parts
    .map(({ series, value }) => {
      const start = value < 0 ? below : above
      if (value < 0) below += value
      else above += value
      const [left, right] = [x(start), x(start + value)].sort((a, b) => a - b) as [number, number]
      const gap = parts.length > 1 ? ' stroke="var(--card)" stroke-width="1"' : ''
      return `<rect x="${round(left)}" y="${round(y - bar / 2)}" width="${round(Math.max(1.5, right - left))}" height="${bar}" rx="2" fill="${seriesColour(series)}"${gap}/>`
    })
    .join('')
}

function dots(parts: Parts, [low, high]: [number, number], x: (value: number) => number, y: number): string {
  const line = `<path d="M${round(x(low))} ${round(y)}H${round(x(high))}" stroke="var(--line)"/>`
  return line + parts.map(({ series, value }) => `<circle cx="${round(x(value))}" cy="${round(y)}" r="6" fill="${seriesColour(series)}" stroke="var(--card)" stroke-width="1.5"/>`).join('') // prettier-ignore
}

const cut = (name: string, chars: number) => {
  const [first = '', ...rest] = wrap(name, chars)
  const whole = rest.length === 0 ? first : `${first} …`
  return whole.length > chars + 4 ? `${whole.slice(0, chars)}…` : whole
}

function text(x: number, y: number, said: string, font: number, anchor: string, fill: string): string {
  return `<text x="${round(x)}" y="${round(y)}" font-size="${font}" text-anchor="${anchor}" fill="${fill}">${escape(said)}</text>`
}
