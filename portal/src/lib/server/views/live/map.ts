/** The live map: which things lie in a box, drawn one by one or together, over the outlines of districts. */
import { BoxText } from '#infrastructure'
import type { City } from '#lib/server/city.ts'
import { classesOf } from '#lib/server/charts/classes.ts'
import { boxOfAll, drawOutlines } from '#lib/server/charts/outlines.ts'
import { framed } from '#lib/server/charts/places.ts'
import { kindName, localName, markOf, placeOf, valuesOf, type Mark, type Say, type Thing } from '#lib/live/things.ts'
import { isCrowded, merged, planeOf, WIDTH, type Box, type Cluster } from '#lib/live/plane.ts'
import { airBounds, type Scale } from '#lib/live/scales.ts'

/** More are drawn together. */
const EACH_MAX = 400
const LISTED = 20
/** A map is so many cells wide. */
const CELLS = 22
/** From which attributes are offered. */
const SAMPLE = 120
const BY_MAX = 16
/** Where there is nothing to draw and no city either: the country. */
const NOWHERE: Box = [14, 49, 24.2, 54.9]
/** Names of districts where no more than so many are seen. */
const NAMED_MAX = 14

export type Asked = { types: string[]; by: string; box?: Box; after: number }

/** What the address asks for; what it cannot mean is left out. */
export function askedIn(search: URLSearchParams): Asked {
  const box = BoxText.safeParse(search.get('box') ?? '')
  const types = [...new Set(search.getAll('type'))].filter((one) => one.length > 0 && one.length <= 200).slice(0, 20)
  const after = Math.min(100_000, Math.max(0, Number(search.get('after')) || 0))
  return { types, by: (search.get('by') ?? '').slice(0, 200), after: Math.floor(after), ...(box.success && { box: box.data }) } // prettier-ignore
}

export async function mapOf(city: City, say: Say, asked: Asked) {
  const { live } = city.infrastructure
  const [kinds, base] = await Promise.all([kindsOf(city, say), city.places.outlines(city.indicators.home, 'district')])
  const types = asked.types.length > 0 ? asked.types : undefined
  const home = boxOfAll(base)
  const whole = framed(await seenAtFirst(city, types, home))
  const box = asked.box ?? whole
  const { count } = await live.extent({ types, box })
  const [drawn, sample] = await Promise.all([
    count <= EACH_MAX ? live.things({ types, box }, EACH_MAX) : undefined,
    live.things({ types }, SAMPLE),
  ])
  const choices = numbersIn(say, sample.things)
  const chosen = choices.find(({ local }) => local === asked.by)
  const by = chosen?.local ?? ''
  const found = (drawn?.things ?? []).flatMap((thing) => markOf(say, thing, by) ?? [])
  const isEach = drawn !== undefined && !isCrowded(found.map(({ at }) => at), box) // prettier-ignore
  const marks = isEach ? found.toSorted(byConcern(say)) : []
  const clusters = isEach ? [] : await clustersOf(city, { types, box }, chosen?.name)
  const values = isEach ? marks.map(({ value }) => value?.number) : clusters.map(({ value }) => value ?? undefined)
  const listed = isEach ? marks.slice(asked.after, asked.after + LISTED) : (await live.things({ types, box }, LISTED, asked.after)).things.flatMap((thing) => markOf(say, thing, by) ?? []) // prettier-ignore
  return {
    ...{ asked: { types: asked.types, by, after: asked.after }, kinds, count, box, whole, isEach, marks, clusters },
    ...{ listed, choices: choices.map(({ local, label }) => ({ value: local, label })) },
    next: count > asked.after + LISTED ? asked.after + LISTED : undefined,
    scale: chosen && scaleOf(chosen, values.filter((value) => value !== undefined)), // prettier-ignore
    ground: groundOf(base, box, say),
    outlineSources: sourcesOf(city, base, say),
    at: live.now().toISOString(),
  }
}
/** What lies in the city; where nothing does, what there is is shown where it is, and where there is nothing, the city. */
async function seenAtFirst({ infrastructure: { live } }: City, types: string[] | undefined, home?: Box): Promise<Box> {
  const here = home && (await live.extent({ types, box: home })).box
  const [west, south, east, north] = here ?? (await live.extent({ types })).box ?? home ?? NOWHERE
  // What only begins in the city is not followed beyond it.
  const held = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most)
  const [w, s, e, n] = here ? home! : [west, south, east, north]
  return [held(west, w, e), held(south, s, n), held(east, w, e), held(north, s, n)]
}

export type MapView = Awaited<ReturnType<typeof mapOf>>

/** What does not work stands first, and the demonstration last. */
const byConcern = ({ lang }: Say) => (a: Mark, b: Mark): number =>
  Number(b.trouble) - Number(a.trouble) || Number(a.demo) - Number(b.demo) || a.kindName.localeCompare(b.kindName, lang) || a.name.localeCompare(b.name, lang, { numeric: true }) // prettier-ignore

/** Kinds of things by the name that people read; several types may share one. */
async function kindsOf(city: City, say: Say) {
  const found = new Map<string, { type: string; name: string; count: number; demo: number }>()
  for (const { type, placed, demo } of await city.infrastructure.live.kinds()) {
    const local = localName(type)
    const one = found.get(local) ?? { type: local, name: kindName(say, local, 5), count: 0, demo: 0 }
    found.set(local, { ...one, name: kindName(say, local, 2), count: one.count + placed, demo: one.demo + demo })
  }
  return [...found.values()].filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count)
}

type Choice = { name: string; local: string; label: string; unit: string }

function numbersIn(say: Say, things: readonly Thing[]): Choice[] {
  const found = new Map<string, Choice>()
  for (const thing of things)
    for (const { name, local, label, unit, number, observedAt } of valuesOf(say, thing))
      if (number !== undefined && observedAt !== undefined && !found.has(local)) found.set(local, { name, local, label, unit }) // prettier-ignore
  return [...found.values()].toSorted((a, b) => a.label.localeCompare(b.label, say.lang)).slice(0, BY_MAX)
}

function scaleOf({ local, unit }: Choice, values: number[]): Scale {
  const usual = unit === 'ug/m3' ? airBounds(local) : undefined
  return { attribute: local, unit, bounds: usual ?? classesOf(values).bounds, isAir: usual !== undefined }
}

async function clustersOf(
  { infrastructure }: City,
  asked: { types?: string[]; box: Box },
  name?: string,
): Promise<Cluster[]> {
  // prettier-ignore
  const [west, south, east, north] = asked.box
  const lon = (east - west) / CELLS
  const lat = (lon * (north - south) * WIDTH) / ((east - west) * planeOf(asked.box).height)
  const attribute = name && (await infrastructure.context.contexts.terms()).iri(name)
  const found = await infrastructure.live.spots(asked, [lon, lat], attribute)
  return merged(found.map(({ lon, lat, count, value }) => ({ at: [lon, lat], count, value })), asked.box) // prettier-ignore
}

type Outlines = Awaited<ReturnType<City['places']['outlines']>>

/** Districts that are seen, and their names where there is room for them. */
function groundOf(base: Outlines, box: Box, say: Say) {
  const seen = base.features.filter((feature) => {
    const own = boxOfAll({ features: [feature] })
    return own && own[0] <= box[2] && box[0] <= own[2] && own[1] <= box[3] && box[1] <= own[3]
  })
  const { place, height } = planeOf(box)
  const paths = drawOutlines({ features: seen }, WIDTH, [...box])?.paths ?? []
  const names = seen.length > NAMED_MAX ? [] : seen.flatMap((feature) => {
    const [west, south, east, north] = boxOfAll({ features: [feature] })!
    const [x, y] = place([(west + east) / 2, (south + north) / 2])
    return x < 40 || x > WIDTH - 40 || y < 14 || y > height - 8 ? [] : [{ id: feature.id, name: feature.properties.names[say.lang], x: Math.round(x), y: Math.round(y) }] // prettier-ignore
  }) // prettier-ignore
  return { paths, names }
}

function sourcesOf({ sources }: City, base: Outlines, { lang }: Say): string[] {
  const used = new Set(base.features.map(({ properties }) => properties.source))
  return sources.filter(({ id }) => used.has(id)).map(({ attribution }) => attribution[lang])
}

/** A small map around one thing, with nothing else on it but the ground. */
export async function smallMapOf(city: City, say: Say, thing: Thing) {
  const at = placeOf(thing)
  return at && smallMapAt(city, say, at)
}

/** The same around a place. */
export async function smallMapAt(city: City, say: Say, at: [number, number]) {
  const base = await city.places.outlines(city.indicators.home, 'district')
  const [lon, lat] = at
  const box = framed([lon - 0.012, lat - 0.007, lon + 0.012, lat + 0.007])
  const { place, height } = planeOf(box)
  const [x, y] = place(at)
  const inside = await city.places.at(lon, lat)
  return {
    ...groundOf(base, box, say),
    height,
    x,
    y,
    box,
    at,
    district: inside?.names[say.lang],
    sources: sourcesOf(city, base, say),
  }
}

export type { Mark }
