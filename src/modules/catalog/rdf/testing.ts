/** Readers of RDF that others wrote, for tests: what the house writes must mean the same to each of them. */
import type { Quad } from '@rdfjs/types'
import { JsonLdParser } from 'jsonld-streaming-parser'
import { DataFactory, Parser, Store } from 'n3'
// @ts-expect-error It says nothing of its types.
import { canonize } from 'rdf-canonize'
import { RdfXmlParser } from 'rdfxml-streaming-parser'
import type { Syntax } from './index.ts'

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const BASE = 'https://base.example/'

async function through(parser: JsonLdParser | RdfXmlParser, text: string): Promise<Quad[]> {
  const quads: Quad[] = []
  parser.on('data', (quad: Quad) => quads.push(quad))
  const done = new Promise<void>((resolve, reject) => parser.on('end', resolve).on('error', reject))
  parser.write(text)
  parser.end()
  await done
  return quads
}

const READERS: Record<Syntax, (text: string) => Promise<Quad[]>> = {
  ttl: async (text) => new Parser({ baseIRI: BASE, format: 'text/turtle' }).parse(text) as Quad[],
  jsonld: (text) => through(new JsonLdParser({ baseIRI: BASE, streamingProfile: false }), text),
  rdf: (text) => through(new RdfXmlParser({ baseIRI: BASE }), text),
}

export const readRdf = (syntax: Syntax, text: string): Promise<Quad[]> => READERS[syntax](text)

/** The same for two descriptions that say the same, however their nameless things are called. */
export const canonical = async (quads: Quad[]): Promise<string> =>
  (canonize as (quads: Quad[], options: object) => Promise<string>)(quads, { algorithm: 'RDFC-1.0' })

/** What RDFS says of everything: that it is a resource. Some shapes ask for it to be said. */
export function asResources(quads: readonly Quad[]): Quad[] {
  const { namedNode, quad } = DataFactory
  const [type, resource] = [namedNode(`${RDF}type`), namedNode('http://www.w3.org/2000/01/rdf-schema#Resource')]
  return quads.flatMap(({ object }) => (object.termType === 'NamedNode' ? [quad(object, type, resource) as Quad] : []))
}

export const storeOf = (quads: readonly Quad[]): Store => new Store([...quads] as never)
