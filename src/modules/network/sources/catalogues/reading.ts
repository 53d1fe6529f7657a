/** One page of a catalogue, whatever form it has. Pure, so that a thread beside the house's own can do it. */
import { readJson } from '../../peers/rules.ts'
import { refuse } from '../rules.ts'
import type { Listed } from '../types.ts'
import { readGraph, type Graph, type Syntax } from './graph.ts'
import { filesIn, filesOfCkan, nextIn, nextOfCkan } from './listing.ts'

/** JSON-LD is read in one go, and each of its values costs memory. */
export const JSON_VALUES_MAX = 150_000

/** A page as it came over the wire, and the contexts that it leaves elsewhere, as far as they were asked for. */
export type PageTask = {
  text: string
  url: string
  type: string
  link: string
  languages: readonly string[]
  contexts: Record<string, object>
}
export type Page = { files: Listed[]; next?: string }
/** Of a context at `needs` it cannot be read without: it is to be asked for, and the page read once more. */
export type PageRead = Page | { needs: string }

/** Throws `sources.…`, `peers.notJson`, `peers.tooDeep`. */
export async function readPage({ text, url, type, link, languages, contexts }: PageTask): Promise<PageRead> {
  const host = new URL(url).hostname
  const syntax = syntaxOf(type, text)
  if (syntax === 'html') throw refuse.aPage({ host })
  const ofLink = nextOfLink(link, url)
  const pageOf = (graph: Graph): Page => ({ files: filesIn(graph, languages), next: nextIn(graph) ?? ofLink })
  if (syntax !== 'json') return pageOf(await readGraph(text, { syntax, base: url }))
  const given = readJson(text, host)
  demandFew(given)
  if (!isLinked(given)) return { files: filesOfCkan(given, languages), next: nextOfCkan(url, given) ?? ofLink }
  let needs: string | undefined
  const load = async (where: string): Promise<object> => {
    if (contexts[where]) return contexts[where]
    needs ??= where
    throw refuse.notRdf({ host, problem: where.slice(0, 300) })
  }
  try {
    return pageOf(await readGraph(text, { syntax: 'jsonld', base: url, load }))
  } catch (error) {
    if (needs !== undefined) return { needs }
    throw error
  }
}

/** By what it begins with, since servers often call it something else. */
function syntaxOf(type: string, text: string): Syntax | 'json' | 'html' {
  const start = text.slice(0, 1_000).trimStart()
  if (/^<!doctype html|^<html/i.test(start)) return 'html'
  if (/^<\?xml|^<!DOCTYPE|^<!--|^<([\w.-]+:)?RDF[\s>]/.test(start)) return /<html[\s>]/i.test(start) ? 'html' : 'rdf'
  if (/turtle|n-triples/.test(type)) return 'ttl'
  return /^[[{]/.test(start) || /json/.test(type) ? 'json' : 'ttl'
}

/** JSON-LD: something in it is called by a name of its own. */
const isLinked = (given: unknown): boolean =>
  [given].flat().some((one) => typeof one === 'object' && one !== null && Object.keys(one).some((key) => key.startsWith('@'))) // prettier-ignore

function demandFew(given: unknown): void {
  let [values, waiting] = [0, [given]]
  while (waiting.length > 0) {
    const inner = waiting.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
    values += inner.length
    if (values > JSON_VALUES_MAX) throw refuse.tooMuchRdf({ most: JSON_VALUES_MAX })
    waiting = inner
  }
}

function nextOfLink(link: string, base: string): string | undefined {
  const [, found] = /<([^<>]{1,2000})>\s*;[^,<]{0,200}\brel="?next"?/i.exec(link.slice(0, 8_000)) ?? []
  return found !== undefined && URL.canParse(found, base) ? new URL(found, base).href : undefined
}
