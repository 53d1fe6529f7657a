/** Cities of the network where they are: a line to each that this one believes, arrows for what flows between them. */
import { widthOf } from './labels.ts'
import { boxOf, planeOf, type Box } from './outlines.ts'
import { framed } from './places.ts'
import { dressed, escape, round } from './svg.ts'
import { ticksBetween } from './ticks.ts'

type Point = readonly [number, number]
/** Drawn one upon the other in this order. */
export const FLOW_KINDS = ['statements', 'requests', 'practices'] as const
export type FlowKind = (typeof FLOW_KINDS)[number]
export type NetworkDrawing = {
  title: string
  description: string
  /** The first is this city; names of those before are written first. */
  cities: { id: string; name: string; point: Point; said: string }[]
  /** From this city. */
  links: { to: string; isGood: boolean; said: string }[]
  flows: { kind: FlowKind; from: string; to: string; said: string }[]
  km: (kilometres: number) => string
}

const SIZES = {
  wide: { width: 900, font: 16, dot: 7, flat: 1.7 },
  narrow: { width: 340, font: 14, dot: 6, flat: 1 },
} as const
/** Around the outermost cities, of the map's extent; names need it. `flat`: a map is at least so many of its heights wide. */
const MARGIN = 0.16
const LEAST_DEGREES = 0.4
const LINES = 4
const KM_PER_DEGREE = 111.2
/** Over a larger part of the world a bar would be wrong at its edges. */
const BAR_DEGREES_MAX = 40
/** Each kind is told by colour, width and dashes, and bent by itself, so that no arrow lies upon another. */
const FLOWS = {
  statements: { bend: 0.12, colour: 'var(--series-4)', width: 1.8, dashes: '' },
  requests: { bend: 0.36, colour: 'var(--series-3)', width: 2, dashes: '7 4' },
  practices: { bend: 0.22, colour: 'var(--accent)', width: 2.5, dashes: '' },
} as const satisfies Record<FlowKind, object>

/** SVG text; empty where no city says where it is. */
export function networkChart(drawing: NetworkDrawing, size: keyof typeof SIZES): string {
  const { width, dot, flat } = SIZES[size]
  const bare = boxOf(drawing.cities.map(({ point }) => point))
  if (!bare) return ''
  const box = framed(widened(bare, flat))
  const { height, place } = planeOf(box, width)
  const at = new Map(drawing.cities.map(({ id, point }) => [id, place(point)]))
  const [own] = drawing.cities
  const links = drawing.links.flatMap(({ to, isGood, said }) => {
    const [a, b] = [at.get(own!.id), at.get(to)]
    if (!a || !b) return []
    const stroke = isGood ? 'stroke="var(--edge)" stroke-width="2"' : 'stroke="var(--warning)" stroke-width="2" stroke-dasharray="2 6" stroke-linecap="round"' // prettier-ignore
    return [`<path d="M${round(a[0])} ${round(a[1])}L${round(b[0])} ${round(b[1])}" fill="none" ${stroke}><title>${escape(said)}</title></path>`] // prettier-ignore
  })
  const flows = FLOW_KINDS.flatMap(
    (kind) =>
    drawing.flows.filter((one) => one.kind === kind).map(({ from, to, said }) => arrow(at.get(from), at.get(to), dot, { kind, said })), // prettier-ignore
  )
  const dots = drawing.cities.map(({ id, said }, i) => {
    const [x, y] = at.get(id)!
    const [r, fill] = i === 0 ? [dot + 2, 'var(--accent)'] : [dot, 'var(--ink)']
    return `<circle cx="${round(x)}" cy="${round(y)}" r="${r}" fill="${fill}" stroke="var(--card)" stroke-width="2"><title>${escape(said)}</title></circle>` // prettier-ignore
  })
  const ground = `<rect width="${width}" height="${height}" rx="10" fill="var(--sunk)"/>`
  const inner = [ground, ...graticule(box, size), bar(box, size, drawing.km), ...links, ...flows, ...dots, ...names(drawing.cities, at, height, size)] // prettier-ignore
  const { title, description } = drawing
  return dressed(inner.join(''), { id: 'network', width, height, size, title, description })
}

function widened([west, south, east, north]: Box, flat: number): Box {
  const more = Math.max((east - west) * MARGIN, (north - south) * MARGIN, LEAST_DEGREES)
  const [low, high] = [Math.max(-85, south - more), Math.min(85, north + more)]
  const squeeze = Math.cos((((low + high) / 2) * Math.PI) / 180)
  const aside = Math.max(more, ((high - low) * flat) / squeeze / 2 - (east - west) / 2)
  return [west - aside, low, east + aside, high]
}

/** Lines of longitude and latitude: without them nobody knows which part of the world this is. */
function graticule(box: Box, size: keyof typeof SIZES): string[] {
  const { width, font } = SIZES[size]
  const { height, place } = planeOf(box, width)
  const [west, south, east, north] = box
  const small = font * 0.8
  const degrees = (value: number, [plus, minus]: [string, string]) => `${Math.abs(value)}°${value === 0 ? '' : ` ${value > 0 ? plus : minus}`}` // prettier-ignore
  const line = (x1: number, y1: number, x2: number, y2: number) => `<path d="M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}" stroke="var(--line)" stroke-width="1"/>` // prettier-ignore
  const label = (x: number, y: number, anchor: string, text: string) => `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" font-size="${round(small)}" fill="var(--quiet)">${text}</text>` // prettier-ignore
  const down = ticksBetween(west, east, LINES).flatMap((lon) => {
    const [x] = place([lon, south])
    const isNear = x < small * 4 || x > width - small * 2 || Math.abs(lon) > 180
    return [line(x, 0, x, height), isNear ? '' : label(x, small * 1.3, 'middle', degrees(lon, ['E', 'W']))]
  })
  const across = ticksBetween(south, north, LINES).flatMap((lat) => {
    const [, y] = place([west, lat])
    const isNear = y < small * 3 || y > height - small * 3
    return [line(0, y, width, y), isNear ? '' : label(small * 0.5, y - small * 0.35, 'start', degrees(lat, ['N', 'S']))]
  })
  return [...down, ...across]
}

/** How far is far; true in the middle of the map. */
function bar(box: Box, size: keyof typeof SIZES, km: NetworkDrawing['km']): string {
  const { width, font } = SIZES[size]
  const { height } = planeOf(box, width)
  const [, south, , north] = box
  if (north - south > BAR_DEGREES_MAX) return ''
  const perKm = height / (north - south) / KM_PER_DEGREE
  const most = width / 4 / perKm
  const power = 10 ** Math.floor(Math.log10(most))
  const length = [5, 2, 1].find((step) => step * power <= most)! * power
  const [x, y] = [font, height - font * 0.8]
  return (
    `<path d="M${x} ${round(y - 5)}V${round(y)}H${round(x + length * perKm)}V${round(y - 5)}" fill="none" stroke="var(--quiet)" stroke-width="1.2"/>` +
    `<text x="${x + 4}" y="${round(y - 6)}" text-anchor="start" font-size="${round(font * 0.8)}" fill="var(--quiet)">${escape(km(length))}</text>`
  )
}

/** Bent to its left, so that there and back are two arrows. */
function arrow(
  a: Point | undefined,
  b: Point | undefined,
  dot: number,
  { kind, said }: { kind: FlowKind; said: string },
): string {
  const { bend, colour, width, dashes } = FLOWS[kind]
  const length = a && b ? Math.hypot(b[0] - a[0], b[1] - a[1]) : 0
  if (!a || !b || length < dot * 3) return ''
  const control = [(a[0] + b[0]) / 2 + (b[1] - a[1]) * bend, (a[1] + b[1]) / 2 - (b[0] - a[0]) * bend] as const
  const far = Math.hypot(b[0] - control[0], b[1] - control[1])
  const [dx, dy] = [(b[0] - control[0]) / far, (b[1] - control[1]) / far]
  const back = (by: number, aside = 0) => `${round(b[0] - dx * by - dy * aside)} ${round(b[1] - dy * by + dx * aside)}`
  const [tip, tail, half] = [dot + 2, dot + 14, 6]
  return (
    `<g fill="${colour}"><title>${escape(said)}</title>` +
    `<path d="M${round(a[0])} ${round(a[1])}Q${round(control[0])} ${round(control[1])} ${back(tail - 1)}" fill="none" stroke="${colour}" stroke-width="${width}"${dashes && ` stroke-dasharray="${dashes}"`}/>` +
    `<path d="M${back(tip)}L${back(tail, half)}L${back(tail, -half)}Z"/></g>`
  )
}

type Rect = [number, number, number, number]
const apart = (a: Rect, b: Rect) => a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1]

/** Beside its dot where there is room; what finds none stands in the table alone. */
function names(
  cities: NetworkDrawing['cities'],
  at: ReadonlyMap<string, Point>,
  height: number,
  size: keyof typeof SIZES,
): string[] {
  const { width, font, dot } = SIZES[size]
  const taken: Rect[] = [...at.values()].map(([x, y]) => [x - dot, y - dot, x + dot, y + dot])
  return cities.map(({ id, name }, i) => {
    const [x, y] = at.get(id)!
    const [long, away] = [widthOf(name, font) * (i === 0 ? 1.08 : 1), dot + 6]
    const boxes = [
      [x + away, y - font * 0.6],
      [x - away - long, y - font * 0.6],
      [x - long / 2, y - away - font * 1.2],
      [x - long / 2, y + away],
    ].map(([left, top]): Rect => [left!, top!, left! + long, top! + font * 1.2])
    const free = boxes.find((box) => box[0] >= 0 && box[1] >= 0 && box[2] <= width && box[3] <= height && taken.every((one) => apart(one, box))) // prettier-ignore
    if (!free) return ''
    taken.push(free)
    return `<text x="${round((free[0] + free[2]) / 2)}" y="${round(free[1] + font * 0.95)}" font-size="${font}" font-weight="${i === 0 ? 600 : 400}" fill="var(--ink)" stroke="var(--sunk)" stroke-width="4" stroke-linejoin="round" paint-order="stroke">${escape(name)}</text>` // prettier-ignore
  })
}
