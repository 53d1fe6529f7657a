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
/** Of so many at most names have two lines. */
const FEW = 7
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
      const [a, b] = [from.y + from.used, to.y + to.used]
      from.used += value * scale
      to.used += value * scale
      const [start, middle, end] = [x0 + BAR, (x0 + x1) / 2, x1 - BAR]
      const said = `${from.name} → ${to.name}: ${number(value)}`
      const curve = (y: number, toX: number, toY: number) => `${round(y)}C${middle} ${round(y)} ${middle} ${round(toY)} ${toX} ${round(toY)}` // prettier-ignore
      // An area, not a thick line: a line that turns sharply stands out beside its ends.
      const area = `M${start} ${curve(a, end, b)}V${curve(b + thick, start, a + thick)}Z`
      return `<path d="${area}" fill="${colour.get(from.id)}" fill-opacity="0.35"><title>${escape(said)}</title></path>`
    }),
  )
  const bar = (x: number, { y, height: tall }: Stack, fill: string) =>
    `<rect x="${x}" y="${round(y)}" width="${BAR}" height="${round(Math.max(1, tall))}" rx="2" fill="${fill}"/>`
  /** Names beside the bars, moved apart until none covers another. */
  const named = (x: number, anchor: string, side: readonly Stack[]) =>
    spread(
      side.map((one) => ({ lines: [...cut(one.name, chars, side.length > FEW ? 1 : 2), number(one.value)], y: one.y + one.height / 2, colour: '', priority: -one.value })), // prettier-ignore
      font * LEADING,
      0,
      height + MARGIN,
    ).map(({ lines, at }) =>
      lines
        .map(
          (line, i) =>
            `<text x="${x}" y="${round(at + font * (0.9 + i * LEADING))}" font-size="${font}" font-weight="${i < lines.length - 1 ? 600 : 400}" text-anchor="${anchor}" fill="var(--ink)">${escape(line)}</text>`,
        ) // prettier-ignore
        .join(''),
    )
  const ends = [
    ...froms.map((one) => bar(x0, one, colour.get(one.id)!)),
    ...tos.map((one) => bar(x1 - BAR, one, 'var(--quiet)')),
    ...named(x0 - 8, 'end', froms),
    ...named(x1 + 8, 'start', tos),
  ]
  return dressed(drawn.join('') + ends.join(''), {
    id: 'flow',
    width,
    height: height + MARGIN,
    size,
    title,
    description,
  })
}

/** As many lines of the name as are asked for, the last with a sign that it goes on. */
function cut(name: string, chars: number, most: number): string[] {
  const all = wrap(name, chars)
  const seen = all.slice(0, most).map((line) => (line.length > chars + 2 ? `${line.slice(0, chars)}…` : line))
  return all.length > most ? [...seen.slice(0, -1), `${seen.at(-1)!.replace(/…$/, '')}…`] : seen
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
