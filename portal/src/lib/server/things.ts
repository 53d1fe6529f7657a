/** What the pages of the city's things share: names of offices and districts, filters of addresses, the map. */
import type { ShownThing } from '#infrastructure'
import type { City } from '#lib/server/city.ts'
import { boxOf, boxOfAll } from '#lib/server/charts/outlines.ts'
import { framed, placesMap } from '#lib/server/charts/places.ts'
import { numberOf, textOf } from '#lib/server/forms.ts'
import { visitor } from '#platform/actor'
import { words, type Lang } from '#words'

const STATES = ['planned', 'inUse', 'outOfUse', 'scrapped'] as const
export const PAGE_ROWS = 50

type Options = { value: string; label: string }[]
export async function namesFor(city: City, lang: Lang) {
  const [organisations, areas] = await Promise.all([
    city.identity.organisations(),
    city.places.areas({ kind: 'district' }),
  ])
  const officeOf = new Map(organisations.map(({ id, names }) => [id, names[lang]]))
  const areaOf = new Map(areas.map(({ id, names }) => [id, names[lang]]))
  const options = (map: Map<string, string>): Options => [...map].map(([value, label]) => ({ value, label }))
  return {
    office: (id: string) => officeOf.get(id) ?? '',
    area: (id: string | null) => (id === null ? undefined : (areaOf.get(id) ?? id)),
    offices: options(officeOf),
    areas: options(areaOf).sort((a, b) => a.label.localeCompare(b.label, lang)),
  }
}
export type ThingNames = Awaited<ReturnType<typeof namesFor>>

export const kindsFor = (city: City, lang: Lang) =>
  city.infrastructure.assets.kinds.map(({ code, names }) => ({ value: code, label: names[lang] }))

/** Which things an address asks for. */
export function filterIn(url: URL) {
  const said = (name: string) => url.searchParams.get(name)?.trim().slice(0, 120) || undefined
  const state = STATES.find((one) => one === said('state'))
  return { q: said('q'), kind: said('kind'), area: said('area'), organisationId: uuidIn(said('office')), state }
}
const uuidIn = (text: string | undefined) =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text ?? '') ? text : undefined
/** The same as a query; of what is not asked nothing is said. */
export const queryOf = ({ organisationId, ...rest }: ReturnType<typeof filterIn>): Record<string, string> =>
  Object.fromEntries(Object.entries({ ...rest, office: organisationId }).filter(([, value]) => value)) as Record<
    string,
    string
  >
export const pageIn = (url: URL): number => Math.min(10_000, Math.max(1, Number(url.searchParams.get('page')) || 1))

const DOT = 3.5
/** Dots and shapes over the districts; undefined where nothing has a place. */
export async function mapOf(
  city: City,
  lang: Lang,
  things: readonly ShownThing[],
  near = false,
): Promise<string | undefined> {
  const placed = things.filter(({ point }) => point !== null)
  const own = boxOf(placed.map(({ point }) => point!))
  if (!own) return undefined
  const { t } = words[lang]
  const outlines = await city.places.outlines(city.info.area)
  const box = framed(near ? around(own) : (boxOfAll(outlines) ?? own))
  const title = ({ code, name }: ShownThing) => (name ? `${code}, ${name}` : code)
  return placesMap({
    ...{ title: t('things.map'), description: t('things.mapText'), box, outlines, bounds: 0 },
    areas: new Map(outlines.features.map(({ id, properties }) => [id, { title: properties.names[lang] }])),
    circles: placed.flatMap((thing) => (isPoint(thing) ? [{ lon: thing.point![0], lat: thing.point![1], r: near ? 9 : DOT, title: title(thing) }] : [])), // prettier-ignore
    figures: placed.filter((thing) => !isPoint(thing)).map((thing) => ({ geometry: thing.location as never, title: title(thing) })), // prettier-ignore
  })
}
const isPoint = ({ location }: ShownThing): boolean => location?.type === 'Point'
const ROUND_DEG = 0.008
const around = ([west, south, east, north]: readonly [number, number, number, number]): [number, number, number, number] => [west - ROUND_DEG, south - ROUND_DEG, east + ROUND_DEG, north + ROUND_DEG] // prettier-ignore

/** The kind's own fields as people read them. */
export function fieldsOf(city: City, lang: Lang, { kind, fields }: Pick<ShownThing, 'kind' | 'fields'>) {
  const { t } = words[lang]
  const known = city.infrastructure.assets.kinds.find(({ code }) => code === kind)
  return (known?.fields ?? []).flatMap(({ code, names, type, unit, choices }) => {
    const value = fields[code]
    if (value === undefined || value === null) return []
    const said = type === 'boolean' ? t(value ? 'things.yes' : 'things.no') : type === 'choice' ? choices?.find((one) => one.code === value)?.names[lang] : typeof value === 'number' ? new Intl.NumberFormat(lang, { useGrouping: type !== 'integer' }).format(value) : value // prettier-ignore
    return [{ label: names[lang], value: `${said ?? value}${unit ? `\u00a0${unit}` : ''}` }]
  })
}

export const rowOf = (thing: ShownThing, names: ThingNames, lang: Lang) => ({
  ...{ code: thing.code, name: thing.name ?? '', kind: thing.kindNames[lang], state: thing.state, demo: thing.demo },
  ...{ area: names.area(thing.area) ?? '', office: names.office(thing.organisationId), parent: thing.parent },
})

/** A thing as a form says it; what the form does not ask stays as it is. */
export function draftIn(city: City, form: FormData, before?: ShownThing) {
  const text = (name: string) => textOf(form, name).trim() || null
  const number = (name: string, label = name) => {
    const said = text(name)
    const value = said === null ? null : numberOf(said)
    if (value === undefined) throw typed(label, said!)
    return value
  }
  const kind = before?.kind ?? textOf(form, 'kind')
  const known = city.infrastructure.assets.kinds.find(({ code }) => code === kind)
  const fields = Object.fromEntries((known?.fields ?? []).map(({ code, type }) => {
    const said = text(`field-${code}`)
    if (said === null) return [code, null]
    return [code, type === 'boolean' ? said === 'true' : type === 'number' || type === 'integer' ? number(`field-${code}`, code) : said]
  })) // prettier-ignore
  const [lon, lat, cost] = [number('lon'), number('lat'), number('cost_grosze')]
  const state = STATES.find((one) => one === text('state')) ?? 'inUse'
  return {
    ...{ kind, code: text('label') ?? undefined, name: text('name'), parent: text('parent'), state },
    ...{ organisationId: textOf(form, 'organisationId'), area: null, entityId: text('entityId'), demo: before?.demo ?? false }, // prettier-ignore
    location: lon === null && lat === null ? shapeOf(before) : { type: 'Point', coordinates: [lon, lat] },
    ...{ address: text('address'), maker: text('maker'), model: text('model'), serial: text('serial') },
    ...{ installed: text('installed'), warrantyUntil: text('warrantyUntil'), note: text('note'), fields },
    ...{ cost_grosze: cost === null ? null : Math.round(cost * 100), life_years: number('life_years') },
  }
}

/** Shapes come by file; a form that says no point leaves them. */
const shapeOf = (before: ShownThing | undefined) =>
  before?.location && before.location.type !== 'Point' ? before.location : null

/** What could not be read as a number, told as a service would. */
function typed(field: string, found: string): Error {
  return Object.assign(new Error('things.field'), { name: 'Refusal', code: 'things.field', status: 422, details: { field, found, right: '12,5' } }) // prettier-ignore
}

/** A kind as the form asks for it. */
export function kindFor(city: City, lang: Lang, code: string) {
  const kind = city.infrastructure.assets.kinds.find((one) => one.code === code)
  if (!kind) return undefined
  const fields = kind.fields.map(({ code, names, type, unit, required, choices }) => ({
    ...{ code, label: names[lang], type, unit, required },
    choices: choices?.map((choice) => ({ value: choice.code, label: choice.names[lang] })),
  }))
  return { code: kind.code, label: kind.names[lang], public: kind.public, fields }
}

/** What a service refuses, at its field of the form. */
export const BLAME = {
  ...{ 'things.codeTaken': 'label', 'things.parentUnknown': 'parent', 'things.cycle': 'parent', 'things.tooDeep': 'parent' }, // prettier-ignore
  ...{ 'things.order': 'warrantyUntil', 'things.entityTaken': 'entityId', 'context.badGeometry': 'lon' },
  ...{ 'governance.unfitText': 'name', 'governance.held': 'name' },
} as const

/** A thing as the fields of its form hold it. */
export function saidOf({ code, name, parent, state, organisationId, location, entityId, fields, inside }: ShownThing) {
  const text = (value: unknown) => (value === null || value === undefined ? undefined : String(value))
  const [lon, lat] = location?.type === 'Point' ? (location.coordinates as number[]) : []
  const cost = inside?.cost_grosze
  return {
    ...{ label: code, name: text(name), parent: text(parent), state, organisationId, lon: text(lon), lat: text(lat) },
    ...{
      entityId: text(entityId),
      address: text(inside?.address),
      maker: text(inside?.maker),
      model: text(inside?.model),
    },
    ...{ serial: text(inside?.serial), installed: text(inside?.installed), warrantyUntil: text(inside?.warrantyUntil) },
    ...{ cost_grosze: typeof cost === 'number' ? (cost / 100).toFixed(2) : undefined, life_years: text(inside?.life_years) }, // prettier-ignore
    note: text(inside?.note),
    ...Object.fromEntries(Object.entries(fields).map(([field, value]) => [`field-${field}`, text(value)])),
  } as Record<string, string | undefined>
}

/** May everybody read what the broker knows of it? */
export const isSeen = (city: City, entityId: string): Promise<boolean> =>
  city.infrastructure.context.get(visitor, entityId).then(
    () => true,
    () => false,
  )
