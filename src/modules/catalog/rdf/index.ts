/** The catalogue as RDF: described by DCAT-AP 3.0.1 with its profile for high-value datasets; as Turtle, JSON-LD, RDF/XML; as schema.org in pages. */
import type { Thing } from './tree.ts'
import { jsonLd } from './json-ld.ts'
import { turtle } from './turtle.ts'
import { rdfXml } from './xml.ts'

export { describeCatalogue, describeDataset, describeDistribution, type Page } from './describe/index.ts'
export { worldOf, type World } from './world.ts'
export { addressesAt, type Addresses } from './addresses.ts'
export { daneGovPl, md5Of } from './dane-gov-pl.ts'
export { schemaOrgCatalogue, schemaOrgDataset, inScript } from './schema-org.ts'

/** What RDF is written in, by the ending of the address. */
export const SYNTAXES = {
  ttl: { mediaType: 'text/turtle', write: turtle },
  jsonld: { mediaType: 'application/ld+json', write: jsonLd },
  rdf: { mediaType: 'application/rdf+xml', write: rdfXml },
} as const satisfies Record<string, { mediaType: string; write: (things: readonly Thing[]) => string }>
export type Syntax = keyof typeof SYNTAXES
