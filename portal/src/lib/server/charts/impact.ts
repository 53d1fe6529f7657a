/** Gaps on two axes: how large, and how important to the strategy. What stands in the upper right corner comes first. */
import { widthOf, wrap } from './labels.ts'
import { escape, round } from './svg.ts'

export type ImpactDot = {
  /** Its place in the list beside. */
  number: number
  name: string
  /** Both 0 to 1. */
  size: number
  importance: number
  trend: 'better' | 'worse' | 'open'
}
export type Impact = {
  title: string
  description: string
  dots: ImpactDot[]
  size: string
  importance: string
  first: string
}

const SIZES = {
  wide: { width: 900, height: 420, font: 14.5, radius: 13, left: 20, names: 14, chars: 26 },
  narrow: { width: 340, height: 340, font: 13, radius: 12, left: 26, names: 0, chars: 0 },
} as const
const COLOURS = { better: 'var(--accent)', worse: 'var(--shield)', open: 'var(--quiet)' }
const TOP = 26
const BOTTOM = 34

type Placed = ImpactDot & { x: number; y: number }

export function impactChart(chart: Impact, size: keyof typeof SIZES): string {
  if (chart.dots.length === 0) return ''
  const { width, height, font, radius, left, names, chars } = SIZES[size]
  const inner = {
    from: left + radius,
    to: width - radius - (names > 0 ? 150 : 8),
    top: TOP + radius,
    bottom: height - BOTTOM - radius,
  }
  const x = (share: number) => inner.from + share * (inner.to - inner.from)
  const y = (share: number) => inner.bottom - share * (inner.bottom - inner.top)
  const placed = apart(
    chart.dots.map((dot) => ({ ...dot, x: x(dot.size), y: y(dot.importance) })),
    radius,
    inner,
  )
  const right = inner.to + radius
  const frame =
    `<rect x="${round(x(0.5))}" y="${TOP}" width="${round(right - x(0.5))}" height="${round(y(0.5) - TOP)}" rx="6" fill="var(--accent-wash)"/>` +
    text(right - 8, y(0.5) - 8, chart.first, font, 'end', 'var(--accent-ink)') +
    `<path d="M${left},${TOP}V${height - BOTTOM}H${round(right)}" fill="none" stroke="var(--edge)"/>` +
    text(right, height - BOTTOM + font + 8, `${chart.size} →`, font, 'end') +
    text(0, 14, `↑ ${chart.importance}`, font, 'start')
  const dots = placed.map(
    ({ number, x, y, trend }) =>
      `<circle cx="${round(x)}" cy="${round(y)}" r="${radius}" fill="${COLOURS[trend]}" stroke="var(--card)" stroke-width="2"/>` +
      text(x, y + font * 0.34, `${number}`, font, 'middle', 'var(--card)', 600),
  )
  const labels = labelled(placed, { names, chars, font, radius, right: width })
  const name = `impact-${size}`
  return (
    `<svg class="chart ${size}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${name}-title ${name}-desc">` +
    `<title id="${name}-title">${escape(chart.title)}</title><desc id="${name}-desc">${escape(chart.description)}</desc>` +
    `${frame}${labels}${dots.join('')}</svg>`
  )
}

/** Moves dots up or down until none covers another; the most urgent keeps its place. */
function apart(dots: Placed[], radius: number, { top, bottom }: { top: number; bottom: number }): Placed[] {
  const done: Placed[] = []
  const free = (dot: Placed, y: number) =>
    done.every((other) => Math.hypot(other.x - dot.x, other.y - y) >= 2 * radius + 1)
  for (const dot of dots) {
    let y = dot.y
    for (let step = 1; !free(dot, y) && step < 60; step++) {
      const tried = dot.y + (step % 2 ? 1 : -1) * Math.ceil(step / 2) * radius
      if (tried >= top && tried <= bottom) y = tried
    }
    done.push({ ...dot, y })
  }
  return done
}

/** The names of the most urgent, to the right of their dots, where nothing else stands. */
function labelled(
  dots: Placed[],
  { names, chars, font, radius, right }: { names: number; chars: number; font: number; radius: number; right: number },
): string {
  const taken = dots.map(({ x, y }) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }))
  return dots
    .slice(0, names)
    .map(({ x, y, name }) => {
      const [line = '', ...rest] = wrap(name, chars)
      const said = rest.length > 0 ? `${line} …` : line
      const box = {
        left: x + radius + 5,
        right: x + radius + 5 + widthOf(said, font),
        top: y - font / 2,
        bottom: y + font / 2,
      }
      const covers = taken.some(
        (other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top,
      )
      if (covers || box.right > right) return ''
      taken.push(box)
      return text(box.left, y + font * 0.34, said, font, 'start', 'var(--ink)')
    })
    .join('')
}

function text(
  x: number,
  y: number,
  said: string,
  font: number,
  anchor: string,
  fill = 'var(--quiet)',
  weight = 400,
): string {
  return `<text x="${round(x)}" y="${round(y)}" font-size="${font}" text-anchor="${anchor}" fill="${fill}"${weight === 400 ? '' : ` font-weight="${weight}"`}>${escape(said)}</text>`
}
