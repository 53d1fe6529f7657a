/** A map of places: circles and shapes over the outlines of areas, as SVG that needs no script. */
import type { Places } from '#places'
import { classColour } from '#lib/ui/classes.ts'
import { drawOutlines, planeOf, ringPath, type Box } from './outlines.ts'
import { dressed, escape, round } from './svg.ts'

type Outlines = Awaited<ReturnType<Places['outlines']>>
/** `class`: of the colour's scale; undefined where nothing is coloured, null where its value is missing. */
type Marked = { title: string; class?: number | null }
export type Circle = Marked & { lon: number; lat: number; r: number }
export type Figure = Marked & { geometry: { type: string; coordinates: unknown } }
export type PlacesMap = {
  title: string
  description: string
  box: Box
  outlines: Pick<Outlines, 'features'>
  /** Areas that are coloured or named themselves, by id. */
  areas: Map<string, Marked>
  circles: Circle[]
  figures: Figure[]
  /** Of the colour's scale. */
  bounds: number
  /** The area that the map is of, drawn over what lies in it. */
  own?: string
}

const WIDTH = 640
/** A map is no taller than so many of its widths, and no flatter. */
const TALL_MAX = 1.25
const FLAT_MIN = 0.45

/** The box with some room around it, neither too tall nor too flat. */
export function framed([west, south, east, north]: Readonly<Box>): Box {
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const [centre, middle] = [(west + east) / 2, (south + north) / 2]
  const least = 0.004
  let [wide, tall] = [Math.max((east - west) * squeeze, least) * 1.06, Math.max(north - south, least) * 1.06]
  wide = Math.max(wide, tall / TALL_MAX)
  tall = Math.max(tall, wide * FLAT_MIN)
  const [dx, dy] = [wide / squeeze / 2, tall / 2]
  return [centre - dx, middle - dy, centre + dx, middle + dy]
}

/** How large a degree of latitude is drawn. */
export const unitsPerDegree = (box: Box): number => planeOf(box, WIDTH).height / (box[3] - box[1])

export function placesMap(map: PlacesMap): string {
  const { height, place } = planeOf(map.box, WIDTH)
  const fill = (one: number | null | undefined) =>
    one === undefined ? 'var(--accent)' : one === null ? 'var(--sunk)' : classColour(one, map.bounds)
  const named = ({ title }: Marked) => (title === '' ? '' : `<title>${escape(title)}</title>`)
  const base = drawOutlines(map.outlines, WIDTH, map.box)?.paths ?? []
  const edge = 'color-mix(in oklab, var(--class-4) 55%, var(--paper))'
  const areas = base.map(({ id, d }) => {
    const area = map.areas.get(id)
    const colour = area && area.class !== undefined ? fill(area.class) : 'var(--class-1)'
    return `<path d="${d}" fill="${colour}" stroke="${edge}" stroke-width="0.8">${area ? named(area) : ''}</path>`
  })
  const figures = map.figures.map((figure) => figureOf(figure, place, fill(figure.class), named(figure)))
  const circles = map.circles.map((circle) => {
    const [x, y] = place([circle.lon, circle.lat])
    // A light class is told from the ground by its edge.
    const stroke = circle.class === undefined ? 'var(--card)' : 'var(--ink)'
    return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(circle.r)}" fill="${fill(circle.class)}" fill-opacity="${circle.class === undefined ? 0.7 : 0.9}" stroke="${stroke}" stroke-width="0.7">${named(circle)}</circle>`
  })
  const frame = `<rect width="${WIDTH}" height="${height}" fill="var(--paper)"/>`
  const own = base.find(({ id }) => id === map.own)
  const outline = own ? `<path d="${own.d}" fill="none" stroke="var(--ink)" stroke-width="1.6"/>` : ''
  const inner = [frame, ...areas, ...figures, ...circles, outline].join('')
  return dressed(inner, { width: WIDTH, height, size: 'map', title: map.title, description: map.description })
}

type Corner = readonly number[]
type Placing = ReturnType<typeof planeOf>['place']

/** Faces are filled, lines drawn, points dotted; a collection is drawn part by part. */
function figureOf({ geometry }: Figure, place: Placing, fill: string, title: string): string {
  const { type } = geometry
  if (type === 'GeometryCollection') {
    const { geometries = [] } = geometry as unknown as { geometries?: Figure['geometry'][] }
    return geometries.map((one) => figureOf({ geometry: one, title: '' }, place, fill, title)).join('')
  }
  const depth = { Point: 0, MultiPoint: 1, LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 }[type] ?? 0
  if (type.endsWith('Point'))
    return (depth === 0 ? [geometry.coordinates as Corner] : (geometry.coordinates as Corner[]))
      .map((at) => place(at))
      .map(
        ([x, y]) =>
          `<circle cx="${round(x)}" cy="${round(y)}" r="4" fill="${fill}" stroke="var(--card)" stroke-width="0.7">${title}</circle>`,
      ) // prettier-ignore
      .join('')
  const lines = (depth === 1 ? [geometry.coordinates] : depth === 2 ? geometry.coordinates : (geometry.coordinates as Corner[][][]).flat()) as Corner[][] // prettier-ignore
  const isFace = type.endsWith('Polygon')
  const d = lines
    .map((line) =>
      ringPath(
        line.map((at) => place(at)),
        isFace ? 'Z' : '',
      ),
    )
    .join('')
  if (d === '' || d === 'Z') return ''
  return isFace
    ? `<path d="${d}" fill="${fill}" fill-opacity="0.75" fill-rule="evenodd" stroke="var(--ink)" stroke-width="0.7" stroke-linejoin="round">${title}</path>`
    : `<path d="${d}" fill="none" stroke="${fill}" stroke-width="2.2" stroke-linejoin="round" stroke-linecap="round">${title}</path>`
}
