/** What SDMX-CSV refers to: the dataflow, its data structure, concepts and code lists; as an SDMX-JSON 2.0 structure message. */
import { toSdmxId } from '../reading/index.ts'
import type { Texts } from '../types.ts'
import type { Flow } from './sdmx-csv.ts'

export const STRUCTURE_TYPES = ['dataflow', 'datastructure', 'conceptscheme', 'codelist'] as const
export type StructureType = (typeof STRUCTURE_TYPES)[number]

export type Code = { id: string; names: Texts; parent?: string; description?: Texts }
export type Codelist = { id: string; names: Texts; version: string; codes: Code[] }
export type StructureNames = { flow: Texts; dataStructure: Texts; concepts: Texts; of: (concept: string) => Texts }

type Named = { name: string; names: Texts; description?: string; descriptions?: Texts }
export type Item = Named & { id: string; parent?: string }
type Representation = { enumeration: string } | { format: { dataType: string } }
export type Component = { id: string; conceptIdentity: string; localRepresentation: Representation }
export type Attribute = Component & {
  usage: string
  attributeRelationship: { dimensions: readonly string[] } | { observation: object }
}
export type Components = {
  dimensionList: { id: string; dimensions: (Component & { position: number })[]; timeDimension: Component }
  measureList: { id: string; measures: Component[] }
  attributeList: { id: string; attributes: Attribute[] }
}
export type Artefact = Named & {
  id: string
  version: string
  agencyID: string
  isExternalReference: boolean
  links: { rel: string; urn: string; type: StructureType }[]
  /** Of a dataflow, a data structure, a concept scheme, a code list. */
  structure?: string
  dataStructureComponents?: Components
  concepts?: Item[]
  codes?: Item[]
}
export type Structures = Record<StructureType, Artefact[]>

const SCHEME = 'CONCEPTS'
const STRUCTURE = 'INDICATORS'
/** Dimensions and attributes, with the code list that each takes its values from. */
const DIMENSIONS = { FREQ: 'CL_FREQ', REF_AREA: 'CL_AREA', INDICATOR: 'CL_INDICATOR' } as const
const ATTRIBUTES = {
  UNIT_MEASURE: { codelist: 'CL_UNIT', relationship: { dimensions: ['INDICATOR'] }, usage: 'mandatory' },
  OBS_STATUS: { codelist: 'CL_OBS_STATUS', relationship: { observation: {} }, usage: 'mandatory' },
  REASON: { codelist: undefined, relationship: { observation: {} }, usage: 'optional' },
  COMMENT_OBS: { codelist: undefined, relationship: { observation: {} }, usage: 'optional' },
} as const

const CLASSES = {
  dataflow: 'datastructure.Dataflow',
  datastructure: 'datastructure.DataStructure',
  conceptscheme: 'conceptscheme.ConceptScheme',
  codelist: 'codelist.Codelist',
}
const urn = (type: StructureType, agency: string, id: string, version: string): string =>
  `urn:sdmx:org.sdmx.infomodel.${CLASSES[type]}=${agency}:${id}(${version})`

/** Every artefact, by its type. Lists that grow are referred to by their newest version. */
export function structures({ agency, id, version }: Flow, names: StructureNames, codelists: Codelist[]): Structures {
  const concept = (name: string) => `urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept=${agency}:${SCHEME}(${version}).${name}` // prettier-ignore
  const list = (name: string) => urn('codelist', agency, name, '1.0+.0')
  const artefact = (type: StructureType, own: string, texts: Texts, at: string, more: Partial<Artefact>): Artefact => ({
    ...{ id: own, version: at, agencyID: agency, isExternalReference: false, ...named(texts) },
    links: [{ rel: 'self', urn: urn(type, agency, own, at), type }],
    ...more,
  })
  const coded = (name: string, codelist: string | undefined): Component => ({
    id: name,
    conceptIdentity: concept(name),
    localRepresentation: codelist ? { enumeration: list(codelist) } : { format: { dataType: 'String' } },
  })
  const dimensions = Object.entries(DIMENSIONS).map(([name, codelist], i) => ({
    ...coded(name, codelist),
    position: i,
  }))
  const attributes = Object.entries(ATTRIBUTES).map(([name, { codelist, relationship, usage }]) => ({
    ...coded(name, codelist),
    ...{ usage, attributeRelationship: relationship },
  }))
  const time = { id: 'TIME_PERIOD', conceptIdentity: concept('TIME_PERIOD'), localRepresentation: { format: { dataType: 'ObservationalTimePeriod' } } } // prettier-ignore
  const measure = { id: 'OBS_VALUE', conceptIdentity: concept('OBS_VALUE'), localRepresentation: { format: { dataType: 'Double' } } } // prettier-ignore
  const components = {
    dimensionList: { id: 'DimensionDescriptor', dimensions, timeDimension: time },
    measureList: { id: 'MeasureDescriptor', measures: [measure] },
    attributeList: { id: 'AttributeDescriptor', attributes },
  }
  const concepts = [...Object.keys(DIMENSIONS), 'TIME_PERIOD', 'OBS_VALUE', ...Object.keys(ATTRIBUTES)]
  return {
    dataflow: [artefact('dataflow', id, names.flow, version, { structure: urn('datastructure', agency, STRUCTURE, version) })], // prettier-ignore
    datastructure: [artefact('datastructure', STRUCTURE, names.dataStructure, version, { dataStructureComponents: components })], // prettier-ignore
    conceptscheme: [artefact('conceptscheme', SCHEME, names.concepts, version, { concepts: concepts.map((one) => ({ id: one, ...named(names.of(one)) })) })], // prettier-ignore
    codelist: codelists.map((one) =>
      artefact('codelist', one.id, one.names, one.version, { codes: one.codes.map((code) => codeOf(code)) }),
    ),
  }
}

const codeOf = ({ id, names, parent, description }: Code): Item => ({
  id: toSdmxId(id),
  ...named(names),
  ...(description && { description: description.en, descriptions: description }),
  ...(parent !== undefined && { parent: toSdmxId(parent) }),
})

const named = (names: Texts) => ({ name: names.en, names })

const FIELDS = { dataflow: 'dataflows', datastructure: 'dataStructures', conceptscheme: 'conceptSchemes', codelist: 'codelists' } // prettier-ignore

/** The message that carries these. */
export function structureMessage(sender: string, prepared: Date, found: Partial<Structures>) {
  const parts = Object.entries(found).filter(([, all]) => all.length > 0)
  return {
    meta: {
      schema: 'https://json.sdmx.org/2.0.0/sdmx-json-structure-schema.json',
      id: `${sender}-${prepared.getTime()}`,
      prepared: prepared.toISOString(),
      test: false,
      contentLanguages: ['en', 'pl', 'uk'],
      sender: { id: sender },
    },
    data: Object.fromEntries(parts.map(([type, all]) => [FIELDS[type as StructureType], all])),
  }
}
