/**
 * An entity as the house keeps it: NGSI-LD with its structure kept and its names written out. Types and attributes are
 * IRIs; an attribute is the list of its instances, one for each `datasetId`; a sub-attribute stands in its instance by its
 * IRI. So a context is applied by renaming keys, both ways.
 */
import type { LEVELS_OF_ACCESS } from './limits.ts'

export const KINDS = {
  Property: 'value',
  GeoProperty: 'value',
  Relationship: 'object',
  LanguageProperty: 'languageMap',
  VocabProperty: 'vocab',
  JsonProperty: 'json',
  ListProperty: 'valueList',
  ListRelationship: 'objectList',
} as const
export type Kind = keyof typeof KINDS
export const isKind = (name: unknown): name is Kind => typeof name === 'string' && Object.hasOwn(KINDS, name)

/** What it holds stands under the name that its kind gives it: `value`, `object`, … Other names that hold `:` are sub-attributes. */
export type Instance = {
  type: Kind
  value?: unknown
  object?: string | string[]
  languageMap?: Record<string, unknown>
  vocab?: string | string[]
  json?: unknown
  valueList?: unknown[]
  objectList?: unknown[]
  objectType?: string | string[]
  observedAt?: string
  unitCode?: string
  datasetId?: string
  createdAt?: string
  modifiedAt?: string
  [subAttribute: string]: unknown
}
export type Attributes = Record<string, Instance[]>

/** What a request says of an entity, in the house's form. */
export type EntityDraft = { id: string; types: string[]; scopes?: string[]; attributes: Attributes }

/** With whose it is to be, where it is new. */
export type OwnedDraft = EntityDraft & { owner?: string | null }

export type Entity = {
  id: string
  types: string[]
  scopes: string[]
  attributes: Attributes
  createdAt: string
  modifiedAt: string
  /** The organisation whose thing it is; the house's own has none. */
  owner: string | null
}

/** How a change came out: which attributes, by their IRI, and why others did not. */
export type Outcome = { updated: string[]; notUpdated: { attribute: string; reason: string }[] }

export const NULL = 'urn:ngsi-ld:null'
export type Level = (typeof LEVELS_OF_ACCESS)[number]
