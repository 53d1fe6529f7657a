/** One thing: what it is now, where, whose, what it read, how to ask for it. */
import type { QualityMark } from '#infrastructure'
import type { Actor } from '#platform/actor'
import type { City } from '#lib/server/city.ts'
import { historyChart, type HistoryPoint } from '#lib/server/charts/history.ts'
import { airLevel } from '#lib/live/scales.ts'
import { isDemo, kindName, nameOf, typesOf, valuesOf, type Say, type Thing, type Value } from '#lib/live/things.ts'
import { leftOf, stretchOf } from './left.ts'
import { kindsAt, marksTold } from './marks.ts'
import { smallMapOf } from './map.ts'
import { atZoom, spanOf, timesBetween, ZOOMS, type Zoom } from './zoom.ts'

const POINTS = 400
const CHARTS_MAX = 8
const OTHERS_MAX = 10
/** The shortest table that says it all. */
const ROWS_MAX = 120

export type Asked = { zoom: Zoom; at: string }
export function askedIn(search: URLSearchParams): Asked {
  const zoom = ZOOMS.find((one) => one === search.get('zoom')) ?? 'day'
  return { zoom, at: (search.get('at') ?? '').slice(0, 20) }
}

/** Undefined for a thing that is not there, or not public. */
export async function entityOf(city: City, say: Say, id: string, asked: Asked, actor: Actor) {
  const { live } = city.infrastructure
  const thing = await live.thing(id)
  if (!thing) return undefined
  const now = live.now()
  const { timezone } = city.info
  const values = valuesOf(say, thing)
  const newest = newestOf(values, now)
  const span = spanOf(asked.at, asked.zoom, newest, timezone)
  const [small, owner, charts, others] = await Promise.all([
    smallMapOf(city, say, thing),
    ownerOf(city, say, id),
    chartsOf(city, say, thing, values, { ...span, zoom: asked.zoom, actor }),
    othersOf(city, say, values),
  ])
  return {
    ...{
      id,
      thing,
      name: nameOf(say, thing),
      demo: isDemo(thing),
      at: now.toISOString(),
      small,
      owner,
      charts,
      others,
    },
    kinds: typesOf(thing).map((type) => kindName(say, type)),
    zoom: asked.zoom,
    period: periodOf(say, span.from, span.to, asked.zoom, timezone),
    ...{ here: span.at, earlier: span.earlier, later: span.later, isNow: span.isNow },
    zooms: ZOOMS.map((zoom) => ({ zoom, at: atZoom(span.from, span.isNow, zoom, newest, timezone) })),
    api: apiOf(id, span),
    mayLeaveOut: actor.can('infrastructure.admin'),
  }
}
export type EntityView = NonNullable<Awaited<ReturnType<typeof entityOf>>>

/** When something was last measured: what has been silent, or goes by a clock of its own, is shown where its readings are. */
function newestOf(values: readonly Value[], now: Date): Date {
  const times = values.flatMap(({ number, observedAt }) => number === undefined || !observedAt ? [] : [Date.parse(observedAt)]) // prettier-ignore
  return times.length === 0 ? now : new Date(Math.min(now.getTime(), Math.max(...times)))
}

/** The public things that this one points to, by their names. */
async function othersOf({ infrastructure: { live } }: City, say: Say, values: readonly Value[]) {
  const ids = [...new Set(values.flatMap(({ text }) => (text.startsWith('urn:') ? [text] : [])))].slice(0, OTHERS_MAX)
  const found = await Promise.all(ids.map((id) => live.thing(id)))
  return Object.fromEntries(found.flatMap((other) => (other ? [[other.id, nameOf(say, other)]] : [])))
}

async function ownerOf({ infrastructure, identity }: City, { lang }: Say, id: string): Promise<string | undefined> {
  const owner = (await infrastructure.context.find(id))?.owner
  const found = (await identity.organisations()).find((one) => one.id === owner)
  return found?.names[lang]
}

type Drawn = { from: Date; to: Date; zoom: Zoom; actor: Actor }

async function chartsOf(city: City, say: Say, thing: Thing, values: readonly Value[], span: Drawn) {
  const measured = values.filter(({ number, observedAt }) => number !== undefined && observedAt !== undefined)
  const terms = await city.infrastructure.context.contexts.terms()
  return Promise.all(
    measured.slice(0, CHARTS_MAX).map(async (value, i) => {
      const { name, datasetId } = value
      const which = { entityId: thing.id, attribute: terms.iri(name), ...(datasetId && { datasetId }) }
      const { history: past, quality } = city.infrastructure.telemetry
      const history = await past.of(which, { from: span.from, to: span.to }, POINTS)
      const ids = history ? [history.series.id] : []
      const [marks, left] = await Promise.all([quality.marks(ids, { from: span.from, to: span.to }), quality.exclusions(ids)]) // prettier-ignore
      const told = { left: leftOf(say, left, span, span.actor.can('infrastructure.read')), series: ids[0] }
      return { ...chartOf(city, say, value, `h${i}`, history, marks, span), ...told }
    }),
  )
}

type History = Awaited<ReturnType<City['infrastructure']['telemetry']['history']['of']>>

function chartOf(city: City, say: Say, value: Value, id: string, history: History, marks: QualityMark[], span: Drawn) {
  const { t, format } = say
  const { timezone } = city.info
  const grain = history?.grain ?? 'raw'
  const points = (history?.points ?? []).flatMap(({ at, mean, min, max, count }) =>
    mean === null || min === null || max === null ? [] : [{ at, mean, min, max, count }],
  )
  const said = (number: number) => format.value(number, value.unit)
  const kinds = kindsAt(points, span.to, marks, grain === 'raw')
  const [low, high] = [Math.min(...points.map(({ min }) => min)), Math.max(...points.map(({ max }) => max))]
  const chart = {
    ...{ id, from: span.from, to: span.to, points: points satisfies HistoryPoint[], marks, title: value.label },
    description: points.length === 0 ? t('live.history.none') : t('live.history.description', { what: value.label, from: format.moment(span.from), to: format.moment(span.to), min: said(low), max: said(high) }), // prettier-ignore
    tick: (number: number) => format.number(number),
    time: clock(say, span.zoom, timezone),
    times: (wanted: number) => timesBetween(span, span.zoom, wanted, timezone),
  }
  return {
    ...{ id, name: value.name, label: value.label, unit: format.unit(value.unit), unitName: value.unitName, grain },
    wide: historyChart(chart, 'wide'),
    narrow: historyChart(chart, 'narrow'),
    range: points.length === 0 ? undefined : { min: said(low), max: said(high) },
    level: value.unit === 'ug/m3' && value.number !== undefined ? airLevel(value.local, value.number) : undefined,
    more: points.length > ROWS_MAX,
    marks: marksTold(say, value, marks, (mark) => stretchOf(mark, timezone)),
    rows: points.map((point, i) => ({ ...point, marks: kinds[i]! })).slice(-ROWS_MAX).toReversed().map(({ at, mean, min, max, count, marks }) => ({ at: at.toISOString(), marks, mean: format.number(mean), min: format.number(min), max: format.number(max), count: format.number(count) })), // prettier-ignore
  }
}

/** A time on the axis: months of a year, days of a month, hours of a day. */
function clock({ lang }: Say, zoom: Zoom, timeZone: string): (at: Date) => string {
  const options: Record<Zoom, Intl.DateTimeFormatOptions> = {
    year: { month: 'short' },
    month: { day: 'numeric' },
    day: { hour: '2-digit', minute: '2-digit' },
    hour: { hour: '2-digit', minute: '2-digit' },
  }
  const format = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { ...options[zoom], timeZone })
  return (at) => format.format(at)
}

/** "2026", "listopad 2026", "26 listopada 2026", "26 listopada 2026, 14:00–15:00". */
function periodOf({ lang, format }: Say, from: Date, to: Date, zoom: Zoom, timeZone: string): string {
  const say = (options: Intl.DateTimeFormatOptions, at = from) => new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { ...options, timeZone }).format(at) // prettier-ignore
  if (zoom === 'year') return say({ year: 'numeric' })
  if (zoom === 'month') return say({ month: 'long', year: 'numeric' })
  if (zoom === 'day') return format.day(from)
  const time = { hour: '2-digit', minute: '2-digit' } as const
  return `${format.day(from)}, ${say(time)}–${say(time, to)}`
}

/** How programs ask for the same, each as a path. */
function apiOf(id: string, { from, to }: { from: Date; to: Date }) {
  const path = encodeURIComponent(id)
  return {
    now: `/ngsi-ld/v1/entities/${path}`,
    history: `/ngsi-ld/v1/temporal/entities/${path}?timerel=between&timeAt=${from.toISOString()}&endTimeAt=${to.toISOString()}`,
    live: `/api/v1/live?id=${path}`,
  }
}
