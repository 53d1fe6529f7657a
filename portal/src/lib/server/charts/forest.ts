/** A forest: a point with its interval for each result, as large as it weighs, and the average with what is to be expected below. */
import { widthOf, wrap } from './labels.ts'
import { domainOf } from './line.ts'
import { dressed, escape } from './svg.ts'

export type Forest = {
  id: string
  title: string
  description: string
  rows: { name: string; estimate: number; low: number; high: number; weight: number; isOwn: boolean }[]
  mean: { name: string; estimate: number; low: number; high: number; ahead: { low: number; high: number } | null }
  /** Where nothing changed. */
  none: number
  tick: (value: number) => string
}

const SIZES = { wide: { width: 900, font: 15, row: 34, name: 260 }, narrow: { width: 340, font: 13, row: 52, name: 0 } } as const // prettier-ignore
const TICKS = 4

export function forestChart(forest: Forest, size: keyof typeof SIZES): string {
  const { width, font, row, name } = SIZES[size]
  const { rows, mean, none, tick } = forest
  const ends = [...rows, mean, ...(mean.ahead ? [mean.ahead] : [])].flatMap(({ low, high }) => [low, high])
  const [least, most] = domainOf([...ends, none])
  const [left, right] = [name + 12, width - 24]
  const x = (value: number) => left + ((value - least) / (most - least)) * (right - left)
  const isNarrow = name === 0
  const top = (at: number) => at * row + 8
  const middle = (at: number) => top(at) + (isNarrow ? row * 0.68 : row / 2)
  const height = top(rows.length + 1) + font * 2.4
  const label = (text: string, at: number, bold: boolean) => `<text x="0" y="${isNarrow ? top(at) + font : middle(at) + font * 0.35}" text-anchor="start" font-size="${font}" fill="var(--ink)"${bold ? ' font-weight="600"' : ''}>${escape(wrap(text, isNarrow ? 40 : 32)[0] ?? '')}</text>` // prettier-ignore
  const line = (low: number, high: number, at: number, stroke: string, thick: number, dash = '') => `<line x1="${x(low)}" x2="${x(high)}" y1="${middle(at)}" y2="${middle(at)}" stroke="${stroke}" stroke-width="${thick}"${dash && ` stroke-dasharray="${dash}"`} />` // prettier-ignore
  const drawn = rows.map(({ name: said, estimate, low, high, weight, isOwn }, at) => {
    const [colour, half] = [isOwn ? 'var(--accent)' : 'var(--ink)', 3 + 6 * Math.sqrt(weight)]
    return label(said, at, isOwn) + line(low, high, at, colour, 2) + `<rect x="${x(estimate) - half}" y="${middle(at) - half}" width="${2 * half}" height="${2 * half}" fill="${colour}" />` // prettier-ignore
  })
  const last = rows.length
  const [y, tall] = [middle(last), font * 0.55]
  const diamond = `<path d="M${x(mean.low)},${y}L${x(mean.estimate)},${y - tall}L${x(mean.high)},${y}L${x(mean.estimate)},${y + tall}Z" fill="var(--accent)" />` // prettier-ignore
  const ahead = mean.ahead ? line(mean.ahead.low, mean.ahead.high, last, 'var(--quiet)', 1.5, '3 3') : ''
  const axis = ticksOf(least, most).map((value) => `<text x="${x(value)}" y="${height - font * 0.6}" font-size="${font}" fill="var(--quiet)">${escape(tick(value))}</text>`) // prettier-ignore
  const zero = `<line x1="${x(none)}" x2="${x(none)}" y1="${isNarrow ? font * 1.4 : 4}" y2="${height - font * 1.9}" stroke="var(--edge)" stroke-width="1.2" />` // prettier-ignore
  const edge = `<line x1="${left}" x2="${right}" y1="${height - font * 1.9}" y2="${height - font * 1.9}" stroke="var(--line)" />`
  const { id, title, description } = forest
  return dressed(edge + zero + drawn.join('') + label(mean.name, last, true) + ahead + diamond + axis.join(''), { id, title, description, width, height, size }) // prettier-ignore

  /** Round numbers, as many as there is room for. */
  function ticksOf(from: number, to: number): number[] {
    const rough = (to - from) / TICKS
    const power = 10 ** Math.floor(Math.log10(rough))
    const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough)!
    const all: number[] = []
    for (let value = Math.ceil(from / step) * step; value <= to; value += step) all.push(Number(value.toPrecision(10)))
    const room = (right - left) / Math.max(1, all.length)
    return all.some((value) => widthOf(tick(value), font) > room) ? all.filter((_, i) => i % 2 === 0) : all
  }
}
