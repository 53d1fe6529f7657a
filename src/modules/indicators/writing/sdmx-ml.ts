/** The same structures as an SDMX-ML 3.0 structure message, for readers of XML. */
import { escapeXml } from '#tables'
import { LANGS } from '#words'
import type { Texts } from '../types.ts'
import type { Artefact, Attribute, Component, Components, Item, Structures, StructureType } from './sdmx-structure.ts'

const SCHEMAS = 'http://www.sdmx.org/resources/sdmxml/schemas/v3_0'
const NAMESPACES = { 'xmlns:mes': `${SCHEMAS}/message`, 'xmlns:str': `${SCHEMAS}/structure`, 'xmlns:com': `${SCHEMAS}/common` } // prettier-ignore

/** In the schema's order: each type's container, and what an artefact of it is called. */
const CONTAINERS = [
  ['codelist', 'Codelists', 'Codelist'],
  ['conceptscheme', 'ConceptSchemes', 'ConceptScheme'],
  ['dataflow', 'Dataflows', 'Dataflow'],
  ['datastructure', 'DataStructures', 'DataStructure'],
] as const satisfies [StructureType, string, string][]

export function structureMl(sender: string, prepared: Date, found: Partial<Structures>): string {
  const header = [
    element('mes:ID', {}, escapeXml(`${sender}-${prepared.getTime()}`)),
    element('mes:Test', {}, 'false'),
    element('mes:Prepared', {}, prepared.toISOString()),
    element('mes:Sender', { id: sender }),
  ]
  const containers = CONTAINERS.map(([type, container, name]) => {
    const artefacts = (found[type] ?? []).map((one) => artefactOf(name, one))
    return artefacts.length > 0 ? element(`str:${container}`, {}, ...artefacts) : ''
  })
  const message = [element('mes:Header', {}, ...header), element('mes:Structures', {}, ...containers)]
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('mes:Structure', NAMESPACES, ...message)}\n`
}

function artefactOf(name: string, artefact: Artefact): string {
  const { id, version, agencyID, isExternalReference, links } = artefact
  const { structure, dataStructureComponents, concepts = [], codes = [] } = artefact
  const { urn } = links[0]!
  return element(
    `str:${name}`,
    { id, urn, agencyID, version, isExternalReference: `${isExternalReference}` },
    ...named(artefact),
    ...codes.map((code) => itemOf('Code', code, urn.replace('Codelist=', 'Code='))),
    ...concepts.map((concept) => itemOf('Concept', concept, urn.replace('ConceptScheme=', 'Concept='))),
    structure ? element('str:Structure', {}, escapeXml(structure)) : '',
    dataStructureComponents ? componentsOf(dataStructureComponents) : '',
  )
}

const itemOf = (name: string, item: Item, scheme: string): string =>
  element(
    `str:${name}`,
    { id: item.id, urn: `${scheme}.${item.id}` },
    ...named(item),
    item.parent === undefined ? '' : element('str:Parent', {}, escapeXml(item.parent)),
  )

function componentsOf({ dimensionList, attributeList, measureList }: Components): string {
  const dimensions = dimensionList.dimensions.map((one) => componentOf('Dimension', one, { position: `${one.position + 1}` })) // prettier-ignore
  const time = componentOf('TimeDimension', dimensionList.timeDimension)
  return element(
    'str:DataStructureComponents',
    {},
    element('str:DimensionList', { id: dimensionList.id }, ...dimensions, time),
    element('str:AttributeList', { id: attributeList.id }, ...attributeList.attributes.map(attributeOf)),
    element('str:MeasureList', { id: measureList.id }, ...measureList.measures.map((one) => componentOf('Measure', one))), // prettier-ignore
  )
}

function attributeOf(attribute: Attribute): string {
  const { attributeRelationship: on } = attribute
  const parts = 'dimensions' in on ? on.dimensions.map((id) => element('str:Dimension', {}, escapeXml(id))) : [element('str:Observation', {})] // prettier-ignore
  const relationship = element('str:AttributeRelationship', {}, ...parts)
  return componentOf('Attribute', attribute, { usage: attribute.usage }, relationship)
}

function componentOf(
  name: string,
  { id, conceptIdentity, localRepresentation }: Component,
  more: Attributes = {},
  ...last: string[]
): string {
  const representation =
    'enumeration' in localRepresentation
      ? element('str:Enumeration', {}, escapeXml(localRepresentation.enumeration))
      : element('str:TextFormat', { textType: localRepresentation.format.dataType })
  return element(
    `str:${name}`,
    { id, ...more },
    element('str:ConceptIdentity', {}, escapeXml(conceptIdentity)),
    element('str:LocalRepresentation', {}, representation),
    ...last,
  )
}

const named = ({ names, descriptions }: Pick<Item, 'names' | 'descriptions'>): string[] => [
  ...inLanguages('com:Name', names),
  ...(descriptions ? inLanguages('com:Description', descriptions) : []),
]

const inLanguages = (name: string, texts: Texts): string[] =>
  LANGS.map((lang) => element(name, { 'xml:lang': lang }, escapeXml(texts[lang])))

type Attributes = Record<string, string>

/** `content` is markup already. */
function element(name: string, attributes: Attributes, ...content: string[]): string {
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
  const inside = content.join('')
  return inside === '' ? `<${name}${said.join('')}/>` : `<${name}${said.join('')}>${inside}</${name}>`
}
