/** What RDF is written in, by the ending of the address. */
import { jsonLd } from './json-ld.ts'
import type { Thing } from './tree.ts'
import { turtle } from './turtle.ts'
import { rdfXml } from './xml.ts'

export const SYNTAXES = {
  ttl: { mediaType: 'text/turtle', write: turtle },
  jsonld: { mediaType: 'application/ld+json', write: jsonLd },
  rdf: { mediaType: 'application/rdf+xml', write: rdfXml },
} as const satisfies Record<string, { mediaType: string; write: (things: readonly Thing[]) => string }>
export type Syntax = keyof typeof SYNTAXES
