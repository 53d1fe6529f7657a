/** Fields as large as what they stand for. What would be too small to see is gathered into one field that leads to it. */
import { hierarchy, treemap } from 'd3-hierarchy'
import { widthOf, wrap } from './labels.ts'
import { dressed, escape, round } from './svg.ts'

export type Field = { id: string; name: string; value: number; href?: string }
export type Treemap = {
  title: string
  description: string
  fields: Field[]
  /** What the field of the gathered says, and where it leads. */
  gathered?: Field
  number: (value: number) => string
}

/** So many fields are drawn, and none that is so small beside the largest. */
const SEEN_MAX = 30
const BESIDE_LARGEST_MIN = 0.012
const SIZES = {
  wide: { width: 900, height: 460, font: 15 },
  narrow: { width: 340, height: 520, font: 13 },
} as const
const PAD = 7
const LEADING = 1.2

/** The largest, and what is left: how many, and how much. At least one is seen, however many there are. */
export function gather<T extends { value: number }>(all: readonly T[]): { seen: T[]; rest: T[] } {
  const sorted = all.filter(({ value }) => value > 0).toSorted((a, b) => b.value - a.value)
  const least = (sorted[0]?.value ?? 0) * BESIDE_LARGEST_MIN
  let count = 0
  while (count < Math.min(SEEN_MAX, sorted.length) && sorted[count]!.value >= least) count++
  // One alone needs no gathering.
  if (sorted.length - count === 1) count++
  return { seen: sorted.slice(0, count), rest: sorted.slice(count) }
}

/** SVG text; empty where there is nothing to draw. */
export function treemapChart(
  { title, description, fields, gathered, number }: Treemap,
  size: keyof typeof SIZES,
): string {
  const { width, height, font } = SIZES[size]
  const children = [...fields, ...(gathered ? [gathered] : [])]
  if (children.length === 0) return ''
  type Whole = { children?: Whole[]; field?: Field; value?: number }
  const root = hierarchy<Whole>({ children: children.map((field) => ({ field, value: field.value })) }).sum((one) => one.value ?? 0) // prettier-ignore
  const laid = treemap<Whole>().size([width, height]).padding(2).round(true)(root)
  const drawn = (laid.children ?? []).map(({ data, x0, y0, x1, y1 }) => {
    const field = data.field!
    const fill = field === gathered ? 'var(--sunk)' : 'var(--class-2)'
    const said = `${field.name}: ${number(field.value)}`
    const inner =
      `<rect x="${x0}" y="${y0}" width="${x1 - x0}" height="${y1 - y0}" rx="4" fill="${fill}" stroke="var(--edge)" stroke-width="0.5"/>` +
      label(field, number, { x: x0, y: y0, width: x1 - x0, height: y1 - y0 }, font)
    const titled = `<title>${escape(said)}</title>${inner}`
    return field.href ? `<a href="${escape(field.href)}">${titled}</a>` : `<g>${titled}</g>`
  })
  // A drawing with links is a group, not one picture.
  const dress = { id: 'treemap', width, height, size, title, description }
  return dressed(drawn.join(''), dress).replace('role="img"', 'role="group"')
}

type Box = { x: number; y: number; width: number; height: number }

/** As much of the name as there is room for, and the amount beneath it; nothing where not even a word fits. */
function label({ name, value }: Field, number: (value: number) => string, box: Box, font: number): string {
  const room = box.width - 2 * PAD
  const chars = Math.floor(room / (font * 0.53))
  const rows = Math.floor((box.height - 2 * PAD) / (font * LEADING))
  if (chars < 5 || rows < 1) return ''
  const amount = number(value)
  const withAmount = rows > 1 && widthOf(amount, font) <= room
  const all = wrap(name, chars).map((line) => (line.length > chars ? `${line.slice(0, chars - 1)}…` : line))
  const fit = all.slice(0, rows - (withAmount ? 1 : 0))
  if (fit.length < all.length && fit.length > 0) {
    const last = fit.at(-1)!
    fit[fit.length - 1] = last.endsWith('…') ? last : `${last.slice(0, chars - 1)}…`
  }
  const at = (i: number) => round(box.y + PAD + font * (0.85 + i * LEADING))
  const text = (said: string, i: number, weight: number) =>
    `<text x="${box.x + PAD}" y="${at(i)}" font-size="${font}" font-weight="${weight}" text-anchor="start" fill="var(--ink)">${escape(said)}</text>`
  return [...fit.map((line, i) => text(line, i, 600)), ...(withAmount ? [text(amount, fit.length, 400)] : [])].join('')
}
