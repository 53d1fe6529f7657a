/**
 * Where a city stands among its peers, indicator by indicator: each row a strip on which right is better, the peers in
 * grey, the middle half of them as a band, the city in its accent. Figures of different units share one axis: distance
 * from the peers' median, in widths of the band.
 */
import { wrap } from './labels.ts'
import { escape, round } from './svg.ts'

export type StripRow = {
  name: string
  /** Said at the right end: the place. */
  place: string
  direction: 'higher' | 'lower' | 'context'
  own: number
  others: number[]
  median: number
  quartiles: [number, number]
}
export type Strips = {
  title: string
  description: string
  rows: StripRow[]
  worse: string
  middle: string
  better: string
}

const SIZES = {
  wide: { width: 900, label: 290, place: 90, row: 30, font: 14.5, chars: 40, stacked: false },
  narrow: { width: 340, label: 0, place: 74, row: 54, font: 13, chars: 36, stacked: true },
} as const
/** Further than so many bands from the median a dot stands at the end of the strip. */
const REACH = 2
const DOT = 6
const OWN = 6.5
const HEAD = 26

/** The chart as SVG text; empty where there is nothing to draw. */
export function stripChart(
  { title, description, rows, worse, middle, better }: Strips,
  size: keyof typeof SIZES,
): string {
  if (rows.length === 0) return ''
  const { width, place, font, chars } = SIZES[size]
  // Where one strip alone is shown, its page names it.
  const named = rows.some(({ name }) => name !== '')
  const label = named ? SIZES[size].label : 0
  const stacked = named && SIZES[size].stacked
  const row = named ? SIZES[size].row : 40
  const height = HEAD + rows.length * row + 4
  const from = label + 10
  const to = width - place - 10
  const centre = (from + to) / 2
  const half = (to - from) / 2
  const heads =
    text(from, 14, worse, font, 'start') + text(centre, 14, middle, font, 'middle') + text(to, 14, better, font, 'end')
  const axis = `<path d="M${round(centre)},${HEAD - 6}V${height}" stroke="var(--edge)" stroke-dasharray="2 3"/>`
  const drawn = rows.map((one, i) => {
    const y = HEAD + i * row + (stacked ? row * 0.72 : row / 2)
    const at = (value: number) => round(centre + place01(one, value) * half)
    const name = stacked
      ? text(from - 10, y - 17, cut(one.name, chars), font, 'start', 'var(--ink)')
      : text(0, y + 5, cut(one.name, chars), font, 'start', 'var(--ink)')
    const [low, high] = one.quartiles.map(at).sort((a, b) => a - b) as [number, number]
    const dots = one.others.map((value) => `M${at(value)},${round(y)}h0`).join('')
    return (
      name +
      `<path d="M${from},${round(y)}H${to}" stroke="var(--line)"/>` +
      `<rect x="${low}" y="${round(y - 8)}" width="${round(Math.max(2, high - low))}" height="16" rx="3" fill="var(--band)"/>` +
      `<path d="${dots}" stroke="var(--peer-dot)" stroke-width="${DOT}" stroke-linecap="round" stroke-opacity=".6"/>` +
      `<circle cx="${at(one.own)}" cy="${round(y)}" r="${OWN}" fill="var(--accent)" stroke="var(--card)" stroke-width="2"/>` +
      text(width, y + 5, one.place, font, 'end', 'var(--ink)')
    )
  })
  const name = `strips-${size}`
  return (
    `<svg class="chart ${size}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${name}-title ${name}-desc">` +
    `<title id="${name}-title">${escape(title)}</title><desc id="${name}-desc">${escape(description)}</desc>` +
    `${heads}${axis}${drawn.join('')}</svg>`
  )
}

/** From −1, far worse than the median, to 1, far better; 0 where all peers are equal and the city with them. */
function place01({ direction, median, quartiles }: StripRow, value: number): number {
  const sign = direction === 'lower' ? -1 : 1
  const band = Math.abs(quartiles[1] - quartiles[0])
  const distance =
    value === median ? 0 : band === 0 ? sign * Math.sign(value - median) * REACH : (sign * (value - median)) / band
  return Math.max(-1, Math.min(1, distance / REACH))
}

const cut = (name: string, chars: number) => {
  const [first = '', ...rest] = wrap(name, chars)
  return rest.length === 0 ? first : `${first} …`
}

function text(x: number, y: number, said: string, font: number, anchor: string, fill = 'var(--quiet)'): string {
  return `<text x="${round(x)}" y="${round(y)}" font-size="${font}" text-anchor="${anchor}" fill="${fill}">${escape(said)}</text>`
}
