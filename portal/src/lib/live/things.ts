/** A thing, as it is sent, in the words of the reader: the same on the server and in the browser. */
import type { LiveThing as Thing } from '#infrastructure'
import type { PortalWords } from '#lib/words.ts'
import { unitOf } from './units.ts'

export type { Thing }
export type Say = Pick<PortalWords, 't' | 'has' | 'format' | 'lang'>
type Instance = {
  type?: string
  value?: unknown
  object?: string | string[]
  languageMap?: Record<string, string>
  vocab?: string | string[]
  observedAt?: string
  unitCode?: string
  datasetId?: string
}
export type Value = {
  /** The attribute's name as it is sent, and its last word. */
  name: string
  local: string
  label: string
  text: string
  number?: number
  state?: string
  unit: string
  /** Its unit in words. */
  unitName: string
  observedAt?: string
  datasetId?: string
}

const TEXT_CHARS_MAX = 300
const PARTS_MAX = 12
/** These are told elsewhere. */
const APART = new Set(['id', 'type', 'scope', '@context', 'location', 'createdAt', 'modifiedAt'])
/** States in which somebody has to come. */
const TROUBLES = new Set(['defectiveLamp', 'columnIssue', 'brokenLantern', 'outOfService'])
/** What one asks of a thing first. */
const FIRST = ['pm25', 'pm10', 'fillingLevel', 'availableSpotNumber', 'availableBikeNumber', 'LAeq', 'temperature', 'level', 'totalActivePower', 'activePower', 'powerConsumption', 'power', 'totalActiveEnergyImport', 'numValue'] // prettier-ignore
const FIRST_OF: Record<string, string[]> = { Streetlight: ['status', 'powerState'] }

export const localName = (iri: string): string => iri.slice(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1)
export const typesOf = ({ type }: Thing): string[] => [type].flat().map(localName)
export const isDemo = ({ scope }: Thing): boolean =>
  [scope].flat().some((one) => typeof one === 'string' && /^\/demo(\/|$)/.test(one))

const sayAs = ({ t, has }: Say, group: 'types' | 'attributes' | 'states', name: string, n = 1): string => {
  const key = `live.${group}.${name}`
  return has(key) ? t(key, { n }) : name
}
/** "latarnia", or "latarnie" where `n` asks for so many; a kind without a word of its own stands as it is sent. */
export const kindName = (say: Say, type: string, n = 1): string => sayAs(say, 'types', type, n)
export const attributeName = (say: Say, local: string): string => sayAs(say, 'attributes', local)

const instancesIn = (thing: Thing, name: string): Instance[] =>
  [thing[name]].flat().filter((one): one is Instance => typeof one === 'object' && one !== null)

function textOf(say: Say, { value, object, languageMap, vocab }: Instance, unit: string): string {
  if (languageMap) return languageMap[say.lang] ?? Object.values(languageMap)[0] ?? ''
  const held = value ?? object ?? vocab
  if (typeof held === 'number') return say.format.value(held, unit)
  if (typeof held === 'string') return sayAs(say, 'states', held).slice(0, TEXT_CHARS_MAX)
  if (Array.isArray(held) && held.every((one) => typeof one !== 'object')) return say.format.list(held.slice(0, PARTS_MAX).map(String)) // prettier-ignore
  if (typeof held === 'object' && held !== null) {
    const parts = Object.entries(held).filter(([name, one]) => typeof one !== 'object' && !name.startsWith('@') && name !== 'type') // prettier-ignore
    return parts.slice(0, PARTS_MAX).map(([name, one]) => `${name} ${typeof one === 'number' ? say.format.value(one, unit) : String(one)}`).join(', ').slice(0, TEXT_CHARS_MAX) // prettier-ignore
  }
  return held === undefined ? '' : String(held)
}

export function valueOf(say: Say, name: string, instance: Instance): Value {
  const unit = unitOf(instance.unitCode)
  const key = `live.units.${unit}`
  return {
    ...{ name, local: localName(name), label: attributeName(say, localName(name)), unit },
    text: textOf(say, instance, unit),
    unitName: unit === '1' ? '' : say.has(key) ? say.t(key) : say.format.unit(unit),
    ...(typeof instance.value === 'number' && { number: instance.value }),
    ...(typeof instance.value === 'string' && { state: instance.value }),
    ...(instance.observedAt && { observedAt: instance.observedAt }),
    ...(instance.datasetId && { datasetId: instance.datasetId }),
  }
}

/** Everything that is known of a thing but its name and its place: first what is measured, the newest before. */
export function valuesOf(say: Say, thing: Thing): Value[] {
  const all = Object.keys(thing)
    .filter((name) => !APART.has(name) && localName(name) !== 'name')
    .flatMap((name) => instancesIn(thing, name).map((instance) => valueOf(say, name, instance)))
  const rank = ({ number, observedAt }: Value) => (observedAt ? 0 : 2) + (number === undefined ? 1 : 0)
  return all.toSorted((a, b) => rank(a) - rank(b) || a.label.localeCompare(b.label, say.lang))
}

/** Its own name, or what its identifier ends with. */
export function nameOf(say: Say, thing: Thing): string {
  const name = Object.keys(thing).find((one) => localName(one) === 'name')
  const own = name ? textOf(say, instancesIn(thing, name)[0] ?? {}, '1') : ''
  return own || thing.id.replace(/^urn:ngsi-ld:[^:]+:/, '').replace(/^demo:/, '')
}

/** Where it is: its point, or the middle of its shape. */
export function placeOf(thing: Thing): [number, number] | undefined {
  const { value } = instancesIn(thing, 'location')[0] ?? {}
  const corners: [number, number][] = []
  gather(corners, (value as { coordinates?: unknown } | undefined)?.coordinates)
  if (corners.length === 0) return undefined
  const middle = (at: 0 | 1) => corners.reduce((sum, corner) => sum + corner[at], 0) / corners.length
  return [middle(0), middle(1)]
}

function gather(corners: [number, number][], value: unknown): void {
  if (!Array.isArray(value)) return
  if (typeof value[0] === 'number' && typeof value[1] === 'number') corners.push([value[0], value[1]])
  else for (const one of value) gather(corners, one)
}

/** A thing on a map: the least that is needed to draw it and to list it. */
export type Mark = {
  id: string
  name: string
  kind: string
  kindName: string
  at: [number, number]
  demo: boolean
  trouble: boolean
  /** What one asks first, or what was chosen. */
  value?: Pick<Value, 'label' | 'text' | 'number' | 'observedAt'>
}

function firstOf(values: readonly Value[], kind: string, by: string): Value | undefined {
  if (by) return values.find(({ local }) => local === by)
  const wanted = [...(FIRST_OF[kind] ?? []), ...FIRST]
  const found = wanted.map((name) => values.find(({ local }) => local === name)).find(Boolean)
  return found ?? values.find(({ observedAt, text }) => observedAt !== undefined && text !== '')
}

/** Undefined for a thing without a place. */
export function markOf(say: Say, thing: Thing, by: string): Mark | undefined {
  const at = placeOf(thing)
  if (!at) return undefined
  const values = valuesOf(say, thing)
  const kind = typesOf(thing)[0] ?? ''
  const found = firstOf(values, kind, by)
  // How a thing is may be told without a time: then when it last measured anything.
  const observedAt =
    found?.observedAt ??
    values
      .flatMap((one) => one.observedAt ?? [])
      .toSorted()
      .at(-1)
  return {
    ...{ id: thing.id, name: nameOf(say, thing), kind, kindName: kindName(say, kind), at, demo: isDemo(thing) },
    trouble: values.some(({ local, state }) => local === 'status' && state !== undefined && TROUBLES.has(state)),
    ...(found && { value: { label: found.label, text: found.text, number: found.number, observedAt } }), // prettier-ignore
  }
}

/** A moment of today is told by its time alone. */
export function whenOf({ format, lang }: Say, at: string, now: string, timeZone: string): string {
  const day = new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short' })
  if (day.format(new Date(at)) !== day.format(new Date(now))) return format.moment(at)
  return new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { timeZone, timeStyle: 'short' }).format(new Date(at))
}
