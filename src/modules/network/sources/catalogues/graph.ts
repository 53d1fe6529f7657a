/**
 * RDF that somebody else wrote, as Turtle, RDF/XML or JSON-LD, read into one form: what is said of each thing, of that by which
 * catalogues list files. It is read piece by piece, other work in between, and given up where it is more than a catalogue is.
 */
import { setImmediate as pause } from 'node:timers/promises'
import type { Quad, Term as Node } from '@rdfjs/types'
import { JsonLdParser } from 'jsonld-streaming-parser'
import { StreamParser } from 'n3'
import { RdfXmlParser } from 'rdfxml-streaming-parser'
import { Refusal } from '#platform/errors'
import { refuse } from '../rules.ts'
import { PREFIXES, TERM_OF, type Term } from './terms.ts'
import { createXmlGuard } from './xml-guard.ts'

export const TRIPLES_MAX = 1_000_000
/** Of these there are many in a file of ten megabytes, and of no more is a list made. */
const KEPT_MAX = 200_000
export const READ_MS_MAX = 30_000
const PIECE_CHARS = 32_768
const TEXT_CHARS_MAX = 2_000

export type Syntax = 'ttl' | 'rdf' | 'jsonld'
/** A thing by its name, or a text with its language. */
export type Value = { id: string } | { text: string; lang: string }
export type Said = Partial<Record<Term, Value[]>>
export type Graph = Map<string, Said>

export type Reading = {
  syntax: Syntax
  /** Where it was found: what is written short is meant from there. */
  base: string
  /** A context that a document of JSON-LD leaves elsewhere. */
  load?: (address: string) => Promise<object>
  timeoutMs?: number
}

/** Throws `sources.notRdf`, `sources.tooMuchRdf`, `sources.tooSlow`, and whatever `load` does. */
export async function readGraph(text: string, { timeoutMs = READ_MS_MAX, ...reading }: Reading): Promise<Graph> {
  const graph: Graph = new Map()
  const host = new URL(reading.base).hostname
  const deadline = AbortSignal.timeout(timeoutMs)
  const counted = { triples: 0, kept: 0 }
  const failed = Promise.withResolvers<never>()
  failed.promise.catch(() => {})
  const parser = parserOf(reading, failed.reject)
  parser.on('error', failed.reject)
  parser.on('data', (quad: Quad) => {
    if (++counted.triples > TRIPLES_MAX || counted.kept > KEPT_MAX) return failed.reject(refuse.tooMuchRdf({ most: TRIPLES_MAX })) // prettier-ignore
    if (keep(graph, quad)) counted.kept++
  })
  const ended = new Promise((resolve) => parser.once('end', resolve))
  const late = new Promise<never>((_, reject) => deadline.addEventListener('abort', () => reject(refuse.tooSlow({ seconds: timeoutMs / 1_000 })))) // prettier-ignore
  late.catch(() => {})
  const ahead = reading.syntax === 'rdf' ? createXmlGuard(text, host) : undefined
  try {
    for (let at = 0; at < text.length; at += PIECE_CHARS) {
      const piece = text.slice(at, at + PIECE_CHARS)
      ahead?.(piece)
      const taken = new Promise((resolve) => parser.write(piece, resolve))
      await Promise.race([taken, failed.promise, late])
      await Promise.race([pause(), failed.promise, late])
    }
    parser.end()
    await Promise.race([ended, failed.promise, late])
    return graph
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw refuse.notRdf({ host, problem: error instanceof Error ? error.message.slice(0, 300) : '' })
  } finally {
    parser.removeAllListeners('data')
    parser.destroy()
  }
}

function parserOf({ syntax, base, load }: Reading, refused: (error: unknown) => void) {
  if (syntax === 'ttl') return new StreamParser({ baseIRI: base, format: 'text/turtle' })
  if (syntax === 'rdf') return new RdfXmlParser({ baseIRI: base })
  const documentLoader = {
    load: async (address: string) => {
      try {
        return (await load?.(address)) ?? {}
      } catch (error) {
        // As it is: the parser would only say that something went wrong.
        refused(error)
        throw error
      }
    },
  }
  return new JsonLdParser({ baseIRI: base, context: PREFIXES, documentLoader, streamingProfile: false })
}

const nameOf = (node: Node): string => (node.termType === 'BlankNode' ? `_:${node.value}` : node.value)

/** False for what catalogues are not made of. */
function keep(graph: Graph, { subject, predicate, object }: Quad): boolean {
  const term = TERM_OF.get(predicate.value)
  if (!term || object.value.length > TEXT_CHARS_MAX) return false
  const value: Value = object.termType === 'Literal' ? { text: object.value, lang: object.language } : { id: nameOf(object) } // prettier-ignore
  const name = nameOf(subject)
  const said = graph.get(name) ?? {}
  graph.set(name, said)
  ;(said[term] ??= []).push(value)
  return true
}
