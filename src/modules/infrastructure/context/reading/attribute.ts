/** An attribute as it comes in, normalised, concise or simplified, made the house's form. Pure. */
import { BATCH_MAX, INSTANCES_MAX, SUB_DEPTH_MAX, VALUE_DEPTH_MAX } from '../limits.ts'
import { refuse } from '../refusals.ts'
import { isKind, KINDS, NULL, type Instance, type Kind } from '../types.ts'
import type { Terms } from '../terms/terms.ts'
import { geometryOf, isGeometryType } from './geometry.ts'
import { isKeepable, isName, isUri } from './names.ts'
import { timeOf } from './times.ts'

type Raw = Record<string, unknown>
/** `partial`: some fields of an attribute that is there, so its kind may be left out. */
/** `series`: several instances are the same at several times. */
export type Reading = { terms: Terms; partial?: boolean; series?: boolean }

/** What the house writes itself, or what stands beside the attributes. */
const SYSTEM = new Set(['createdAt', 'modifiedAt', 'deletedAt', 'instanceId', '@context'])
const HOLDERS = new Set<string>(Object.values(KINDS))
const PREVIOUS = /^previous[A-Z]/

const isObject = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value)
const bad = (where: string, problem: string) => refuse.badAttribute({ where, problem })

/** The instances of an attribute, or of a sub-attribute. Throws `context.badAttribute`, `badTime`, `badGeometry`. */
export function instancesOf(raw: unknown, where: string, reading: Reading, depth = 0): Instance[] {
  if (depth > SUB_DEPTH_MAX) throw bad(where, 'tooDeep')
  if (!isInstances(raw)) return [instanceOf(raw, where, reading, depth)]
  if (raw.length > (reading.series ? BATCH_MAX : INSTANCES_MAX)) throw bad(where, 'tooMany')
  const instances = raw.map((one) => instanceOf(one, where, reading, depth))
  if (!reading.series && new Set(instances.map(({ datasetId }) => datasetId)).size < instances.length)
    throw bad(where, 'sameDataset')
  return instances
}

/** A list is several instances where its members say so; otherwise it is a value. */
const isInstances = (raw: unknown): raw is Raw[] =>
  Array.isArray(raw) &&
  raw.some((one) => isObject(one) && (isKind(one.type) || 'datasetId' in one)) &&
  raw.every((one) => isObject(one) && (isKind(one.type) || Object.keys(one).some((name) => HOLDERS.has(name))))

export function instanceOf(raw: unknown, where: string, reading: Reading, depth: number): Instance {
  if (raw === null || raw === undefined) throw bad(where, 'null')
  if (!isObject(raw)) return { type: 'Property', value: plainValue(raw, where) }
  const kind = kindOf(raw, where, reading)
  // An object that says nothing of itself is a value.
  if (kind === undefined) return { type: 'Property', value: plainValue(raw, where) }
  if (kind === 'GeoProperty' && isGeometryType(raw.type)) return { type: kind, value: geometryOf(raw, where) }
  const instance: Instance = { type: kind }
  for (const [name, value] of Object.entries(raw)) readField(instance, name, value, where, reading, depth)
  if (!reading.partial && instance[KINDS[kind]] === undefined) throw bad(where, 'noValue')
  return instance
}

function kindOf(raw: Raw, where: string, { partial }: Reading): Kind | undefined {
  const type = raw.type ?? raw['@type']
  if (isKind(type)) return type
  const holder = Object.entries(KINDS).find(([kind, name]) => kind !== 'GeoProperty' && name in raw)
  if (holder && type === undefined) {
    const [kind] = holder as [Kind, string]
    return kind === 'Property' && isGeometry(raw.value) ? 'GeoProperty' : kind
  }
  if (isGeometryType(type) && ('coordinates' in raw || 'geometries' in raw)) return 'GeoProperty'
  if (holder) throw bad(where, 'kind')
  const isPart = partial && Object.keys(raw).some((name) => FIELDS.has(name))
  return isPart ? 'Property' : undefined
}
const FIELDS = new Set(['observedAt', 'unitCode', 'datasetId', 'objectType'])
const isGeometry = (value: unknown): boolean => isObject(value) && isGeometryType(value.type) && 'coordinates' in value

function readField(
  instance: Instance,
  name: string,
  value: unknown,
  where: string,
  reading: Reading,
  depth: number,
): void {
  const at = `${where}.${name}`
  if (name === 'type' || name === '@type' || SYSTEM.has(name) || PREVIOUS.test(name)) return
  if (name === 'observedAt') instance.observedAt = value === NULL ? NULL : timeOf(value, at)
  else if (name === 'unitCode') instance.unitCode = unitOf(value, at)
  else if (name === 'datasetId') {
    // The default instance may be named by its absence or by `@none`.
    if (value !== '@none') instance.datasetId = uriOf(value, at)
  } else if (name === 'objectType') {
    const types = Array.isArray(value) ? value : [value]
    if (!types.every(isName)) throw bad(at, 'name')
    instance.objectType = Array.isArray(value) ? types.map(reading.terms.iri) : reading.terms.iri(types[0] as string)
  } else if (name === KINDS[instance.type]) (instance as Raw)[name] = held(instance.type, value, at, reading)
  else if (HOLDERS.has(name)) throw bad(at, 'kind')
  else {
    if (!isName(name)) throw bad(at, 'name')
    instance[reading.terms.iri(name)] = instancesOf(value, at, { terms: reading.terms }, depth + 1)
  }
}

/** What an attribute of this kind holds. */
function held(kind: Kind, value: unknown, at: string, { terms }: Reading): unknown {
  if (value === null || value === undefined) throw bad(at, 'null')
  if (value === NULL) return value
  switch (kind) {
    case 'GeoProperty':
      return geometryOf(value, at)
    case 'Relationship':
      return Array.isArray(value) ? value.map((one) => uriOf(one, at)) : uriOf(value, at)
    case 'LanguageProperty':
      return languagesOf(value, at)
    case 'VocabProperty': {
      const names = Array.isArray(value) ? value : [value]
      if (!names.every(isName)) throw bad(at, 'name')
      return Array.isArray(value) ? names.map(terms.iri) : terms.iri(value as string)
    }
    case 'ListProperty':
    case 'ListRelationship':
      if (!Array.isArray(value)) throw bad(at, 'list')
      return kind === 'ListProperty' ? plainValue(value, at) : value.map((one) => objectOf(one, at))
    default:
      return plainValue(value, at)
  }
}

const objectOf = (value: unknown, at: string): string => uriOf(isObject(value) ? value.object : value, at)

function uriOf(value: unknown, at: string): string {
  if (!isUri(value)) throw bad(at, 'uri')
  return value
}

function unitOf(value: unknown, at: string): string {
  if (typeof value !== 'string' || value.length === 0 || value.length > 200 || !isKeepable(value)) throw bad(at, 'text')
  return value
}

function languagesOf(value: unknown, at: string): Raw {
  if (!isObject(value)) throw bad(at, 'languages')
  const isTexts = (text: unknown) => (Array.isArray(text) ? text : [text]).every(isText)
  for (const [tag, text] of Object.entries(value))
    if (!/^(?:@none|[a-zA-Z]{1,8}(?:-[a-zA-Z\d]{1,8})*)$/.test(tag) || !isTexts(text)) throw bad(at, 'languages')
  return value
}
const isText = (value: unknown) => typeof value === 'string' && isKeepable(value)

/** Any JSON that is not nested without end; a `DateTime` must be one. */
function plainValue(value: unknown, at: string, depth = 0): unknown {
  if (depth > VALUE_DEPTH_MAX) throw bad(at, 'tooDeep')
  if (typeof value === 'string') {
    if (!isKeepable(value)) throw bad(at, 'character')
    return value
  }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) for (const one of value) plainValue(one, at, depth + 1)
  else {
    const raw = value as Raw
    if (raw['@type'] === 'DateTime') timeOf(raw['@value'], at)
    for (const name in raw) {
      if (!isKeepable(name)) throw bad(at, 'character')
      plainValue(raw[name], at, depth + 1)
    }
  }
  return value
}
