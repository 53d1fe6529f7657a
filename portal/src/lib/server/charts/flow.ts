/** Money from where it comes to where it goes: two columns, and bands between them as wide as their amounts. */
import { spread, wrap } from './labels.ts'
import { dressed, escape, round } from './svg.ts'

export type Band = { from: string; to: string; value: number }
export type FlowChart = {
  title: string
  description: string
  /** In the order in which they stand, each with its name; what has no band is left out. */
  sources: { id: string; name: string }[]
  targets: { id: string; name: string }[]
  bands: Band[]
  number: (value: number) => string
}

const SIZES = {
  wide: { width: 900, height: 440, label: 250, font: 15, chars: 30, gap: 18 },
  narrow: { width: 340, height: 460, label: 108, font: 12, chars: 16, gap: 22 },
} as const
const BAR = 12
const MARGIN = 12
const LEADING = 1.15
const COLOURS = ['var(--accent)', 'var(--series-1)', 'var(--series-2)', 'var(--series-3)', 'var(--peer-dot)']

type Stack = { id: string; name: string; value: number; y: number; height: number; used: number }

/** SVG text; empty where nothing flows. */
export function flowChart(
  { title, description, sources, targets, bands, number }: FlowChart,
  size: keyof typeof SIZES,
): string {
  const { width, height, label, font, chars, gap } = SIZES[size]
  const flowing = bands.filter(({ value }) => value > 0)
  if (flowing.length === 0) return ''
  const sumOf = (side: 'from' | 'to', id: string) => flowing.reduce((sum, one) => sum + (one[side] === id ? one.value : 0), 0) // prettier-ignore
  const [left, right] = [
    sources.map((one) => ({ ...one, value: sumOf('from', one.id) })),
    targets.map((one) => ({ ...one, value: sumOf('to', one.id) })),
  ].map((side) => side.filter(({ value }) => value > 0)) as [Omit<Stack, 'y' | 'height' | 'used'>[], Omit<Stack, 'y' | 'height' | 'used'>[]] // prettier-ignore
  const total = flowing.reduce((sum, { value }) => sum + value, 0)
  const most = Math.max(left.length, right.length)
  const scale = Math.max(1, height - gap * (most - 1)) / total
  const froms = stacked(left, scale, height, gap)
  const tos = stacked(right, scale, height, gap)
  const [x0, x1] = [label, width - label]
  const colour = new Map(froms.map(({ id }, i) => [id, COLOURS[Math.min(i, COLOURS.length - 1)]!]))
  const drawn = froms.flatMap((from) =>
    tos.map((to) => {
      const value = flowing.reduce((sum, one) => sum + (one.from === from.id && one.to === to.id ? one.value : 0), 0)
      if (value === 0) return ''
      const thick = Math.max(0.8, value * scale)
      const [a, b] = [from.y + from.used + thick / 2, to.y + to.used + thick / 2]
      from.used += value * scale
      to.used += value * scale
      const middle = (x0 + x1) / 2
      const said = `${from.name} → ${to.name}: ${number(value)}`
      return `<path d="M${x0 + BAR} ${round(a)}C${middle} ${round(a)} ${middle} ${round(b)} ${x1 - BAR} ${round(b)}" fill="none" stroke="${colour.get(from.id)}" stroke-opacity="0.35" stroke-width="${round(thick)}"><title>${escape(said)}</title></path>`
    }),
  )
  const bar = (x: number, { y, height: tall }: Stack, fill: string) =>
    `<rect x="${x}" y="${round(y)}" width="${BAR}" height="${round(Math.max(1, tall))}" rx="2" fill="${fill}"/>`
  /** Names beside the bars, moved apart until none covers another. */
  const named = (x: number, anchor: string, side: readonly Stack[]) =>
    spread(
      side.map((one) => ({ lines: [cut(one.name, chars), number(one.value)], y: one.y + one.height / 2, colour: '', priority: -one.value })), // prettier-ignore
      font * LEADING,
      0,
      height + MARGIN,
    ).map(({ lines, at }) =>
      lines
        .map(
          (line, i) =>
            `<text x="${x}" y="${round(at + font * (0.9 + i * LEADING))}" font-size="${font}" font-weight="${i === 0 ? 600 : 400}" text-anchor="${anchor}" fill="var(--ink)">${escape(line)}</text>`,
        ) // prettier-ignore
        .join(''),
    )
  const ends = [
    ...froms.map((one) => bar(x0, one, colour.get(one.id)!)),
    ...tos.map((one) => bar(x1 - BAR, one, 'var(--quiet)')),
    ...named(x0 - 8, 'end', froms),
    ...named(x1 + 8, 'start', tos),
  ]
  const dress = { width, height: height + MARGIN, size, title, description }
  return dressed(drawn.join('') + ends.join(''), dress).replaceAll(`chart-${size}`, `flow-${size}`)
}

const cut = (name: string, chars: number): string => {
  const [first = '', second] = wrap(name, chars)
  return first.length > chars + 2 ? `${first.slice(0, chars)}…` : second === undefined ? first : `${first}…`
}

/** One beneath another, in the middle of the height. */
function stacked(side: Omit<Stack, 'y' | 'height' | 'used'>[], scale: number, height: number, gap: number): Stack[] {
  const whole = side.reduce((sum, { value }) => sum + value * scale, 0) + gap * (side.length - 1)
  let y = Math.max(0, (height - whole) / 2) + MARGIN / 2
  return side.map((one) => {
    const placed = { ...one, y, height: one.value * scale, used: 0 }
    y += placed.height + gap
    return placed
  })
}
