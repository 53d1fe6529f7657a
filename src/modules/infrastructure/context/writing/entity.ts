/** An entity as it goes out: normalised, concise or simplified, with the names of the asked context. Pure. */
import { KINDS, type Attributes, type Entity, type Instance } from '../types.ts'
import type { Terms } from '../terms/terms.ts'

export type Format = 'normalized' | 'concise' | 'simplified'
export type View = {
  terms: Terms
  format: Format
  sysAttrs?: boolean
  /** The language to tell texts in, as tags in order of preference; all of them where none is asked for. */
  lang?: string[]
  /** IRIs of attributes: only these, or all but these. `id`, `type`, `scope` stand for themselves. */
  pick?: ReadonlySet<string>
  omit?: ReadonlySet<string>
  datasetId?: ReadonlySet<string>
}
type Raw = Record<string, unknown>
export type Shown = Pick<Entity, 'id' | 'types' | 'scopes' | 'attributes'> &
  Partial<Pick<Entity, 'createdAt' | 'modifiedAt'>>

const one = <T>(list: T[]): T | T[] => (list.length === 1 ? list[0]! : list)

export function written(entity: Shown, view: View): Raw {
  const { terms, pick, omit } = view
  const shows = (name: string) => (!pick || pick.has(name)) && !omit?.has(name)
  const out: Raw = {}
  if (shows('id')) out.id = entity.id
  if (shows('type')) out.type = one(entity.types.map(terms.term))
  if (entity.scopes.length > 0 && shows('scope')) out.scope = one(entity.scopes)
  if (view.sysAttrs && view.format !== 'simplified') {
    if (entity.createdAt && shows('createdAt')) out.createdAt = entity.createdAt
    if (entity.modifiedAt && shows('modifiedAt')) out.modifiedAt = entity.modifiedAt
  }
  return Object.assign(out, writtenAttributes(entity.attributes, view, shows))
}

export function writtenAttributes(attributes: Attributes, view: View, shows = (_iri: string) => true): Raw {
  const out: Raw = {}
  for (const iri in attributes) {
    if (!shows(iri)) continue
    const instances = selected(attributes[iri]!, view)
    if (instances.length > 0) out[view.terms.term(iri)] = writtenInstances(instances, view)
  }
  return out
}

function selected(instances: Instance[], { datasetId }: View): Instance[] {
  return datasetId ? instances.filter((instance) => datasetId.has(instance.datasetId ?? '@none')) : instances
}

function writtenInstances(instances: Instance[], view: View): unknown {
  if (view.format !== 'simplified')
    return one(instances.map((instance) => writtenInstance(instance, view, instances.length > 1)))
  if (instances.length === 1 && !instances[0]!.datasetId) return simplified(instances[0]!, view)
  return { dataset: Object.fromEntries(instances.map((each) => [each.datasetId ?? '@none', simplified(each, view)])) }
}

export function writtenInstance(instance: Instance, view: View, isOneOfMany = false): unknown {
  const spoken = view.lang && instance.type === 'LanguageProperty' ? inLanguage(instance, view.lang) : instance
  const kind = spoken.type
  const out: Raw = view.format === 'concise' ? {} : { type: kind }
  for (const name in spoken) {
    if (name === 'type') continue
    const value = spoken[name]
    if (name === 'createdAt' || name === 'modifiedAt') {
      if (view.sysAttrs) out[name] = value
    } else if (name === KINDS[kind]) out[name] = held(spoken, view.terms)
    else if (name === 'objectType')
      out[name] = Array.isArray(value) ? value.map(view.terms.term) : view.terms.term(value as string)
    else if (name.includes(':'))
      out[view.terms.term(name)] = writtenInstances(value as Instance[], { ...view, datasetId: undefined })
    else out[name] = value
  }
  return view.format === 'concise' && !isOneOfMany ? concise(out, kind) : out
}

/** The value alone where nothing else is said, and nothing is lost by it. */
function concise(out: Raw, kind: Instance['type']): unknown {
  if ((kind !== 'Property' && kind !== 'GeoProperty') || Object.keys(out).length > 1) return out
  const { value } = out
  const isPlain = typeof value !== 'object' || (Array.isArray(value) && value.every((each) => typeof each !== 'object'))
  return isPlain || kind === 'GeoProperty' ? value : out
}

function held(instance: Instance, terms: Terms): unknown {
  const value = instance[KINDS[instance.type]]
  if (instance.type === 'VocabProperty')
    return Array.isArray(value) ? value.map((each) => terms.term(each as string)) : terms.term(value as string)
  if (instance.type === 'ListRelationship') return (value as string[]).map((object) => ({ object }))
  return value
}

function simplified(instance: Instance, view: View): unknown {
  const spoken = view.lang && instance.type === 'LanguageProperty' ? inLanguage(instance, view.lang) : instance
  const value = held(spoken, view.terms)
  switch (spoken.type) {
    case 'LanguageProperty':
    case 'VocabProperty':
    case 'JsonProperty':
    case 'ListProperty':
      return { [KINDS[spoken.type]]: value }
    case 'ListRelationship':
      return { objectList: spoken.objectList }
    default:
      return value
  }
}

/** A text in the best of the asked languages becomes a property that says which it is. */
function inLanguage({ languageMap = {}, ...rest }: Instance, asked: string[]): Instance {
  const tags = Object.keys(languageMap)
  const found =
    asked
      .map((tag) => (tag === '*' ? tags[0] : tags.find((each) => each.toLowerCase() === tag.toLowerCase())))
      .find(Boolean) ??
    tags.find((tag) => tag === '@none') ??
    tags[0]
  if (found === undefined) return { ...rest, languageMap }
  return { ...rest, type: 'Property', value: languageMap[found], lang: found }
}
