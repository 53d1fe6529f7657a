/** A map of a published table: its places over the city's districts, or areas that a column names; with the list that says the same. */
import type { How, Mapped, Place, PublicTable, Rows } from '#catalog'
import type { City } from '#lib/server/city.ts'
import { cellText } from '#lib/opendata/cells.ts'
import { classesOf, type Classes } from '#lib/server/charts/classes.ts'
import { boxOfAll, type Box } from '#lib/server/charts/outlines.ts'
import { framed, placesMap, unitsPerDegree, type Circle, type PlacesMap } from '#lib/server/charts/places.ts'
import { words, type Lang } from '#words'
import { formatsOf } from '../words.ts'
import { areasNamed, type Lookup } from './areas.ts'
import { meantBy, queryOf, type Asked } from './asked.ts'
import { firstNumber, isRate, type ShownColumn } from './columns.ts'

const AREAS_MAX = 500
/** Whether a column names areas is told from its frequent values and those of so many rows. */
const SAMPLE = 100
/** Around the city's own outlines, in their widths: what lies beyond is not drawn unless most of it does. */
const AROUND = 0.35
/** So much of all must lie in and around the city for the map to be one of the city. */
const SHARE_AROUND_MIN = 0.5
/** In units of the drawing. */
const [DOT, DOT_OF_MANY, SMALLEST, LARGEST] = [5, 3.4, 2, 23]
/** The fullest cell reaches a little into those beside it. */
const OF_CELL = 0.62
const MANY = 400

type Wanted = { x: ShownColumn; kind: 'shape' | 'point' | 'area'; lookup?: { kind: string; of: Lookup } }
export type MapRow = { name: string; cells: string[]; query?: string }
export type MapView = {
  title: string
  /** What its list is. */
  listed: string
  svg: string
  /** Columns that say where. */
  places: { value: string; label: string }[]
  chosen: { x: string; y: string; how: How; area: string }
  /** What a colour means; absent where all are alike. */
  bounds?: number[]
  missing: boolean
  notes: string[]
  columns: { id: string; label: string; numeric: boolean }[]
  rows: MapRow[]
  /** Districts that the map can be drawn of alone. */
  zooms: { value: string; label: string }[]
  outlineSources: string[]
}
type Setting = { city: City; rows: Rows; table: PublicTable; columns: ShownColumn[]; lang: Lang; asked: Asked }
type Outlines = Awaited<ReturnType<City['places']['outlines']>>
type Drawer = Setting & { base: Outlines; wanted: Wanted; y: ShownColumn | undefined; how: How }

/** The columns of a table that say where. */
async function placesIn({ city, rows, table, columns }: Setting): Promise<Wanted[]> {
  const longitude = columns.some(({ type }) => type === 'longitude')
  const areas = await city.places.areas()
  const tops = new Map(table.content.statistics.map(({ name, top }) => [name, top?.values.map(({ value }) => value)]))
  // Values that stand once each are no frequent ones.
  const { distributionId, number } = table.version
  const first = await rows.page(distributionId, { limit: SAMPLE, count: 'none' }, number)
  const sampleOf = (id: string) => {
    const at = first.columns.findIndex(({ name }) => name === id)
    return [...new Set([...(tops.get(id) ?? []), ...first.rows.flatMap(({ cells }) => cells[at] ?? [])])]
  }
  return columns.flatMap((x): Wanted[] => {
    if (x.type === 'geojson') return [{ x, kind: 'shape' }]
    if (x.type === 'latitude' && longitude) return [{ x, kind: 'point' }]
    if (x.type !== 'string' && x.type !== 'code') return []
    const lookup = areasNamed(sampleOf(x.id), areas)
    return lookup ? [{ x, kind: 'area', lookup }] : []
  })
}

/** Undefined where no column says where. */
export async function mapOf(setting: Setting): Promise<MapView | undefined> {
  const { city, table, columns, lang, asked } = setting
  const choices = await placesIn(setting)
  const wanted = choices.find(({ x }) => x.id === asked.x) ?? choices[0]
  if (!wanted) return undefined
  const base = await city.places.outlines(city.indicators.home, 'district')
  const given = columns.find(({ id, numeric }) => id === asked.y && numeric)
  // A table with a row for each area is one of its numbers; any other is one of how many.
  const first =
    wanted.kind === 'area' && asked.y === '' && !asked.how ? firstNumber(table, columns, wanted.x.id) : undefined
  const y = given ?? first
  const how = y ? (asked.how ?? (given || isRate(y) ? 'mean' : 'sum')) : 'count'
  const drawer: Drawer = { ...setting, base, wanted, how, y: how === 'count' ? undefined : y }
  const drawn = wanted.kind === 'area' ? await mapOfAreas(drawer) : await mapOfPlaces(drawer)
  const sources = new Set(base.features.map(({ properties }) => properties.source))
  return {
    ...drawn,
    places: choices.map(({ x, kind }) => ({ value: x.id, label: kind === 'point' ? words[lang].t('opendata.table.map.coordinates') : x.label })), // prettier-ignore
    chosen: { x: wanted.x.id, y: drawer.y?.id ?? '', how, area: asked.area },
    zooms: wanted.kind === 'area' ? [] : base.features.map(({ id, properties }) => ({ value: id, label: properties.names[lang] })), // prettier-ignore
    outlineSources: city.sources.filter(({ id }) => sources.has(id)).map(({ attribution }) => attribution[lang]),
  }
}

type Drawn = Omit<MapView, 'places' | 'chosen' | 'zooms' | 'outlineSources'>

const unitOf = ({ city, lang }: Drawer, column: ShownColumn): string =>
  column.unit ? ` (${formatsOf(city, lang).unit(column.unit)})` : ''

/** "mean of girth" or "number of rows". */
function what(drawer: Drawer): string {
  const { t } = words[drawer.lang]
  const { how, y } = drawer
  return y ? t('opendata.table.map.of', { how: t(`opendata.table.how.${how}`), y: y.label + unitOf(drawer, y) }) : t('opendata.table.how.count') // prettier-ignore
}

/** Places of rows, one by one or where they lie near one another. */
async function mapOfPlaces(drawer: Drawer): Promise<Drawn> {
  const { city, rows, table, columns, lang, asked, base, wanted, y, how } = drawer
  const { t } = words[lang]
  const format = formatsOf(city, lang)
  const longitude = columns.find(({ type }) => type === 'longitude')?.id ?? ''
  const place: Place = wanted.kind === 'shape' ? { shape: wanted.x.id } : { latitude: wanted.x.id, longitude }
  const label = columns.find(({ type, id }) => (type === 'string' || type === 'code') && id !== wanted.x.id)
  const of = y ? { of: y.id, how } : {}
  const ask = ({ box, within }: Asking) => rows.mapped(table, { ...meantBy(asked), place, ...of, ...(label && { label: label.id }), ...(box && { box }), ...(within !== undefined && { within }) }) // prettier-ignore
  const zoomed = base.features.find(({ id }) => id === asked.area)
  const { found, box, beyond } = await seen(ask, base, zoomed)
  const values = [...found.spots, ...found.shapes].flatMap(({ value }) => (typeof value === 'number' ? [value] : []))
  const classes = y && values.length > 0 ? classesOf(values) : undefined
  const number = (value: number) => format.number(value, how === 'mean' && !found.isWhole ? 2 : undefined)
  const said = ({ label, value, count }: { label?: string; value?: number | null; count?: number }) =>
    [
      count !== undefined && count > 1 ? t('opendata.rows', { n: count }) : (label ?? ''),
      typeof value === 'number' && y ? `${y.label}: ${number(value)}` : '',
    ].filter(Boolean).join(', ') // prettier-ignore
  const title = y ? t('opendata.table.map.titleOf', { what: found.isWhole ? y.label + unitOf(drawer, y) : what(drawer) }) : t('opendata.table.map.title') // prettier-ignore
  const svg = placesMap({
    ...{ title, description: t('opendata.table.map.list'), box, outlines: base, bounds: classes?.bounds.length ?? 0 },
    areas: new Map(base.features.map(({ id, properties }) => [id, { title: properties.names[lang] }])),
    ...(zoomed && { own: zoomed.id }),
    circles: circlesOf(found, box, classes, said),
    figures: found.shapes.map((shape) => ({ geometry: shape.geometry, title: said(shape), ...classOf(shape, classes) })), // prettier-ignore
  })
  const listed = await inDistricts(drawer, place)
  const notes = [
    found.count === 0 ? t('opendata.table.map.none') : found.isWhole ? t('opendata.table.map.each', { n: found.count }) : t(zoomed ? 'opendata.table.map.nearHere' : 'opendata.table.map.near', { n: found.count }), // prettier-ignore
    ...(beyond > 0 ? [t('opendata.table.map.beyond', { n: beyond })] : []),
    ...(found.missing > 0 ? [t('opendata.table.map.missing', { n: found.missing })] : []),
    ...(listed ? [] : [t('opendata.table.map.notCounted')]),
  ]
  const bounds = classes && { bounds: classes.bounds }
  return { title, listed: t('opendata.table.map.listTitle'), svg, notes, ...bounds, missing: values.length < found.spots.length + found.shapes.length, ...(listed ?? { columns: [], rows: [] }) } // prettier-ignore
}

type Valued = { value?: number | null }
const classOf = ({ value }: Valued, classes: Classes | undefined) =>
  classes ? { class: typeof value === 'number' ? classes.of(value) : null } : {}

function circlesOf(
  { spots, isWhole, cell = 0 }: Mapped,
  box: Box,
  classes: Classes | undefined,
  said: (spot: Mapped['spots'][number]) => string,
): Circle[] {
  const most = Math.max(1, ...spots.map(({ count }) => count))
  const largest = Math.max(SMALLEST, OF_CELL * cell * unitsPerDegree(box))
  const r = (count: number) =>
    isWhole ? (spots.length > MANY ? DOT_OF_MANY : DOT) : SMALLEST + (largest - SMALLEST) * Math.sqrt(count / most)
  return spots.map((spot) => ({
    ...{ lon: spot.lon, lat: spot.lat, r: r(spot.count), title: said(spot) },
    ...classOf(spot, classes),
  }))
}

type Asking = { box?: Box; within?: unknown }

/** What of the places is drawn: a district alone, the city and what is around it, or all where most is elsewhere. */
async function seen(
  ask: (asking: Asking) => Promise<Mapped>,
  base: Outlines,
  zoomed: Outlines['features'][number] | undefined,
) {
  // prettier-ignore
  if (zoomed) {
    const box = boxOfAll({ features: [zoomed] })!
    return { found: await ask({ box, within: zoomed.geometry }), box: framed(box), beyond: 0 }
  }
  const whole = await ask({})
  const own = boxOfAll(base)
  if (!whole.box) return { found: whole, box: framed(own ?? NOWHERE), beyond: 0 }
  if (!own) return { found: whole, box: framed(whole.box), beyond: 0 }
  const [dx, dy] = [AROUND * (own[2] - own[0]), AROUND * (own[3] - own[1])]
  const around: Box = [own[0] - dx, own[1] - dy, own[2] + dx, own[3] + dy]
  const joined = bothOf(around, whole.box)
  const isAround = joined.every((edge, i) => edge === around[i])
  const found = isAround ? whole : await ask({ box: around })
  if (found.count < whole.count * SHARE_AROUND_MIN) return { found: whole, box: framed(whole.box), beyond: 0 }
  return { found, box: framed(bothOf(own, found.box ?? own)), beyond: whole.count - found.count }
}

/** Where there is nothing to draw and no city either: the country. */
const NOWHERE: Box = [14, 49, 24.2, 54.9]
const bothOf = (a: Box, b: Box): Box => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])] // prettier-ignore

/** How many lie in each district, and what they come to; undefined where that would take too long. */
async function inDistricts(drawer: Drawer, place: Place): Promise<Pick<MapView, 'columns' | 'rows'> | undefined> {
  const { city, rows, table, lang, asked, base, y, how } = drawer
  const { t } = words[lang]
  const format = formatsOf(city, lang)
  const columns = [
    { id: 'name', label: t('opendata.table.map.district'), numeric: false },
    { id: 'count', label: t('opendata.table.how.count'), numeric: true },
    ...(y ? [{ id: 'value', label: what(drawer), numeric: true }] : []),
  ]
  if (base.features.length === 0) return { columns, rows: [] }
  const outlines = base.features.map(({ id, geometry }) => ({ id, geometry }))
  const found = await rows.within(table, { ...meantBy(asked), place, how, ...(y && { of: y.id }), outlines })
  if (!found) return undefined
  const names = new Map(base.features.map(({ id, properties }) => [id, properties.names[lang]]))
  return {
    columns,
    rows: found
      .toSorted((a, b) => b.count - a.count)
      .map(({ id, count, value }) => ({
        name: names.get(id) ?? id,
        cells: [format.number(count), ...(y ? [value === null ? '–' : format.number(value, how === 'mean' ? 2 : undefined)] : [])], // prettier-ignore
        query: queryOf(asked, { view: 'map', area: id, after: undefined }),
      })),
  }
}

/** Areas that a column names: coloured where each has a rate, with circles where they add up. */
async function mapOfAreas(drawer: Drawer): Promise<Drawn> {
  const { city, rows, table, columns, lang, asked, wanted, y, how } = drawer
  const { t } = words[lang]
  const format = formatsOf(city, lang)
  const found = await rows.groups(table, { ...meantBy(asked), by: wanted.x.id, how, limit: AREAS_MAX, ...(y && { of: y.id }) }) // prettier-ignore
  const known = found.groups.flatMap((group) => {
    const area = wanted.lookup!.of(group.key)
    return area && group.value !== null ? [{ area, key: group.key, value: group.value, count: group.count }] : []
  })
  const parents = [...new Set(known.map(({ area }) => area.parent))]
    .filter((parent) => parent !== undefined)
    .slice(0, 5)
  const drawn = await Promise.all(parents.map((parent) => city.places.outlines(parent, wanted.lookup!.kind)))
  const outlines = { features: drawn.flatMap(({ features }) => features) }
  // One row for each area is no sum and no mean: it is the number itself.
  const isSingle = y !== undefined && known.every(({ count }) => count === 1)
  const comes = isSingle ? y.label + unitOf(drawer, y) : what(drawer)
  const adds = how === 'sum' || how === 'count'
  const classes = known.length > 0 && !adds ? classesOf(known.map(({ value }) => value)) : undefined
  const number = (value: number) => format.number(value, how === 'mean' && !isSingle ? 2 : undefined)
  const byArea = new Map(known.map((one) => [one.area.id, one]))
  const named = (id: string, name: string) => {
    const one = byArea.get(id)
    return { title: one ? `${name}: ${number(one.value)}` : `${name}: ${t('ui.missing')}`, ...(classes && { class: one ? classes.of(one.value) : null }) } // prettier-ignore
  }
  const most = Math.max(...known.map(({ value }) => Math.abs(value)), 0)
  const outlined = new Set(outlines.features.map(({ id }) => id))
  const circles = known.flatMap(({ area, value }): Circle[] => {
    const at = area.point ?? middleOf(outlines.features.find(({ id }) => id === area.id))
    if (!at || (classes && outlined.has(area.id))) return []
    const r = classes ? 7 : SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(Math.abs(value) / (most || 1))
    const { title, ...colour } = named(area.id, area.names[lang])
    return [{ lon: at[0], lat: at[1], r, title, ...colour }]
  })
  const points = circles.map(({ lon, lat }): [number, number] => [lon, lat])
  const box = boxOfAll(outlines) ?? around(points) ?? boxOfAll(drawer.base) ?? NOWHERE
  const title = t('opendata.table.map.by', { what: comes, x: wanted.x.label })
  const map: PlacesMap = {
    ...{ title, description: t('opendata.table.map.list'), box: framed(box), outlines, circles, figures: [] },
    areas: new Map(outlines.features.map(({ id, properties }) => [id, named(id, properties.names[lang])])),
    bounds: classes?.bounds.length ?? 0,
  }
  const unknown = found.keys - known.length
  const label = (key: string) => wanted.lookup!.of(key)?.names[lang] ?? cellText({ t, format }, key, wanted.x.type)
  return {
    ...{ title, listed: title, svg: placesMap(map), missing: outlines.features.some(({ id }) => !byArea.has(id)) },
    ...(classes && { bounds: classes.bounds }),
    notes: [
      t('opendata.table.map.areas', { n: known.length }),
      ...(unknown > 0 ? [t('opendata.table.map.unknown', { n: unknown })] : []),
      ...(severalRows(columns, known, how) ? [t('opendata.table.map.several')] : []),
    ],
    columns: [
      { id: 'name', label: wanted.x.label, numeric: false },
      { id: 'value', label: comes, numeric: true },
    ],
    rows: known.toSorted((a, b) => b.value - a.value).map(({ key, value }) => ({
        name: label(key),
        cells: [number(value)],
        query: queryOf(asked, { view: 'table', x: '', y: '', how: undefined, after: undefined, conditions: [...asked.conditions.slice(0, 3), { column: wanted.x.id, op: 'eq', value: key }] }), // prettier-ignore
      })), // prettier-ignore
  }
}

/** A mean over several rows of an area is worth a word: a filter for one year or kind may be what was meant. */
const severalRows = (columns: ShownColumn[], known: { count: number }[], how: How): boolean =>
  how === 'mean' && columns.length > 2 && known.some(({ count }) => count > 1)

function around(points: [number, number][]): Box | undefined {
  if (points.length === 0) return undefined
  const [lons, lats] = [points.map(([lon]) => lon), points.map(([, lat]) => lat)]
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
}

function middleOf(feature: Outlines['features'][number] | undefined): [number, number] | undefined {
  const box = feature && boxOfAll({ features: [feature] })
  return box && [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
}
