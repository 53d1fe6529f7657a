/**
 * The terms of DCAT-AP 3.0.1 that the catalogue speaks: each with its property and the kind of its values. The table is the
 * JSON-LD context and the grammar of the Turtle and RDF/XML writers.
 */

export const PREFIXES = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatap: 'http://data.europa.eu/r5r/',
  dct: 'http://purl.org/dc/terms/',
  eli: 'http://data.europa.eu/eli/ontology#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  geo: 'http://www.opengis.net/ont/geosparql#',
  hydra: 'http://www.w3.org/ns/hydra/core#',
  owl: 'http://www.w3.org/2002/07/owl#',
  prov: 'http://www.w3.org/ns/prov#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const
type Prefixed = `${keyof typeof PREFIXES}:${string}`

/** `texts`: by language. `iri`: another thing, or its address. `plain`: a string. Else a literal of that datatype. */
export type Kind = 'texts' | 'iri' | 'plain' | Prefixed
type Term = readonly [property: Prefixed, kind: Kind]

export const CLASSES = {
  Agent: 'foaf:Agent',
  Catalog: 'dcat:Catalog',
  Checksum: 'spdx:Checksum',
  ChecksumAlgorithm: 'spdx:ChecksumAlgorithm',
  Collection: 'hydra:Collection',
  Concept: 'skos:Concept',
  ConceptScheme: 'skos:ConceptScheme',
  Contact: 'vcard:Kind',
  DataService: 'dcat:DataService',
  Dataset: 'dcat:Dataset',
  DatasetSeries: 'dcat:DatasetSeries',
  Distribution: 'dcat:Distribution',
  Document: 'foaf:Document',
  Entity: 'prov:Entity',
  Frequency: 'dct:Frequency',
  Identifier: 'adms:Identifier',
  LegalResource: 'eli:LegalResource',
  LicenseDocument: 'dct:LicenseDocument',
  LinguisticSystem: 'dct:LinguisticSystem',
  Location: 'dct:Location',
  MediaType: 'dct:MediaType',
  MediaTypeOrExtent: 'dct:MediaTypeOrExtent',
  PartialCollectionView: 'hydra:PartialCollectionView',
  PeriodOfTime: 'dct:PeriodOfTime',
  ProvenanceStatement: 'dct:ProvenanceStatement',
  RightsStatement: 'dct:RightsStatement',
  Standard: 'dct:Standard',
} as const satisfies Record<string, Prefixed>
export type Class = keyof typeof CLASSES

export const TERMS = {
  accessRights: ['dct:accessRights', 'iri'],
  accessService: ['dcat:accessService', 'iri'],
  accessURL: ['dcat:accessURL', 'iri'],
  accrualPeriodicity: ['dct:accrualPeriodicity', 'iri'],
  algorithm: ['spdx:algorithm', 'iri'],
  applicableLegislation: ['dcatap:applicableLegislation', 'iri'],
  availability: ['dcatap:availability', 'iri'],
  bbox: ['dcat:bbox', 'geo:wktLiteral'],
  byteSize: ['dcat:byteSize', 'xsd:nonNegativeInteger'],
  checksum: ['spdx:checksum', 'iri'],
  checksumValue: ['spdx:checksumValue', 'xsd:hexBinary'],
  conformsTo: ['dct:conformsTo', 'iri'],
  contactPoint: ['dcat:contactPoint', 'iri'],
  dataset: ['dcat:dataset', 'iri'],
  description: ['dct:description', 'texts'],
  distribution: ['dcat:distribution', 'iri'],
  downloadURL: ['dcat:downloadURL', 'iri'],
  email: ['vcard:hasEmail', 'iri'],
  endDate: ['dcat:endDate', 'xsd:date'],
  endpointDescription: ['dcat:endpointDescription', 'iri'],
  endpointURL: ['dcat:endpointURL', 'iri'],
  first: ['dcat:first', 'iri'],
  firstPage: ['hydra:first', 'iri'],
  fn: ['vcard:fn', 'plain'],
  format: ['dct:format', 'iri'],
  hasCurrentVersion: ['dcat:hasCurrentVersion', 'iri'],
  hasVersion: ['dcat:hasVersion', 'iri'],
  homepage: ['foaf:homepage', 'iri'],
  hvdCategory: ['dcatap:hvdCategory', 'iri'],
  identifier: ['dct:identifier', 'plain'],
  inSeries: ['dcat:inSeries', 'iri'],
  isVersionOf: ['dcat:isVersionOf', 'iri'],
  issued: ['dct:issued', 'xsd:dateTime'],
  keyword: ['dcat:keyword', 'texts'],
  label: ['rdfs:label', 'texts'],
  landingPage: ['dcat:landingPage', 'iri'],
  language: ['dct:language', 'iri'],
  last: ['dcat:last', 'iri'],
  lastPage: ['hydra:last', 'iri'],
  license: ['dct:license', 'iri'],
  mediaType: ['dcat:mediaType', 'iri'],
  modified: ['dct:modified', 'xsd:dateTime'],
  name: ['foaf:name', 'texts'],
  next: ['dcat:next', 'iri'],
  nextPage: ['hydra:next', 'iri'],
  notation: ['skos:notation', 'plain'],
  otherIdentifier: ['adms:identifier', 'iri'],
  page: ['foaf:page', 'iri'],
  prefLabel: ['skos:prefLabel', 'texts'],
  prev: ['dcat:prev', 'iri'],
  previousPage: ['hydra:previous', 'iri'],
  previousVersion: ['dcat:previousVersion', 'iri'],
  provenance: ['dct:provenance', 'iri'],
  publisher: ['dct:publisher', 'iri'],
  relation: ['dct:relation', 'iri'],
  sameAs: ['owl:sameAs', 'iri'],
  schemaAgency: ['adms:schemaAgency', 'plain'],
  seriesMember: ['dcat:seriesMember', 'iri'],
  servesDataset: ['dcat:servesDataset', 'iri'],
  service: ['dcat:service', 'iri'],
  spatial: ['dct:spatial', 'iri'],
  startDate: ['dcat:startDate', 'xsd:date'],
  status: ['adms:status', 'iri'],
  temporal: ['dct:temporal', 'iri'],
  theme: ['dcat:theme', 'iri'],
  themeTaxonomy: ['dcat:themeTaxonomy', 'iri'],
  title: ['dct:title', 'texts'],
  totalItems: ['hydra:totalItems', 'xsd:integer'],
  type: ['dct:type', 'iri'],
  url: ['vcard:hasURL', 'iri'],
  version: ['dcat:version', 'plain'],
  versionNotes: ['adms:versionNotes', 'texts'],
  view: ['hydra:view', 'iri'],
  wasDerivedFrom: ['prov:wasDerivedFrom', 'iri'],
} as const satisfies Record<string, Term>
export type TermName = keyof typeof TERMS

/** The JSON-LD context that says all this. */
export const CONTEXT: Record<string, unknown> = {
  '@version': 1.1,
  ...PREFIXES,
  ...CLASSES,
  ...Object.fromEntries(Object.entries(TERMS).map(([name, [property, kind]]) => [name, { '@id': property, ...coercion(kind) }])), // prettier-ignore
}

function coercion(kind: Kind): object {
  if (kind === 'texts') return { '@container': '@language' }
  if (kind === 'plain') return {}
  return { '@type': kind === 'iri' ? '@id' : kind }
}

/** The whole address of a prefixed name. */
export function expand(name: string): string {
  const [prefix, local] = name.split(':', 2) as [keyof typeof PREFIXES, string]
  return PREFIXES[prefix] + local
}
