/** Looking into a catalogue of somebody who is no member: page by page up to a limit, whatever form it has. */
import type { Net } from '#platform/net'
import { Refusal } from '#platform/errors'
import { readJson } from '../../peers/rules.ts'
import { refuse } from '../rules.ts'
import { LISTED_MAX, type Catalogue, type Listed } from '../types.ts'
import { readGraph, type Graph, type Syntax } from './graph.ts'
import { filesIn, filesOfCkan, nextIn, nextOfCkan } from './listing.ts'

export const PAGE_BYTES_MAX = 10_000_000
export const PAGES_MAX = 20
/** For all of its pages: somebody waits for the answer. */
const LOOK_MS_MAX = 60_000
/** JSON-LD is read in one go: so much of it takes about a second. */
export const JSON_VALUES_MAX = 150_000
const CONTEXT_BYTES_MAX = 500_000
const CONTEXTS_MAX = 5
const OK = 200
const ACCEPT = 'text/turtle, application/ld+json, application/rdf+xml;q=0.9, application/json;q=0.8, */*;q=0.1'

export type Asked = { words?: string; languages?: readonly string[] }
type Page = { files: Listed[]; next?: string }
type Answer = { url: string; type: string; link: string; text: string }

export function createLooking({ net }: { net: Pick<Net, 'check' | 'fetch'> }) {
  async function get(address: string, maxBytes: number, until: AbortSignal): Promise<Answer> {
    const { status, url, headers = {}, body } = await net.fetch(address, { maxBytes, timeoutMs: LOOK_MS_MAX, headers: { accept: ACCEPT }, signal: until }) // prettier-ignore
    if (status !== OK) throw refuse.answered({ host: new URL(url).hostname, status })
    const text = body.toString('utf8').replace(/^\ufeff/, '')
    return { url, type: String(headers['content-type'] ?? ''), link: String(headers.link ?? ''), text }
  }

  /** Files that it lists, at most so many of its pages. Throws `sources.…`, `net.…` where not even the first can be read. */
  return async function look(address: string, { words = '', languages = [] }: Asked = {}): Promise<Catalogue> {
    const until = AbortSignal.timeout(LOOK_MS_MAX)
    const host = new URL(address).host
    const contexts = new Map<string, Promise<object>>()
    const contextAt = async (where: string) => {
      const { text, url } = await get(net.check(where), CONTEXT_BYTES_MAX, until)
      return readJson(text, new URL(url).hostname) as object
    }
    const load = async (where: string): Promise<object> => {
      const known = contexts.get(where) ?? contextAt(where)
      contexts.set(where, known)
      if (contexts.size > CONTEXTS_MAX) throw refuse.tooMuchRdf({ most: CONTEXTS_MAX })
      return known
    }
    const found = new Map<string, Listed>()
    const seen = new Set<string>()
    let next: string | undefined = address
    let [pages, isCut] = [0, false]
    while (next !== undefined && seen.size < PAGES_MAX && found.size < LISTED_MAX) {
      seen.add(next)
      const page: Page | undefined = await unlessFirst(seen.size === 1, () => pageAt(next!, { get: (one) => get(one, PAGE_BYTES_MAX, until), load, languages })) // prettier-ignore
      if (!page) break
      pages++
      for (const file of page.files)
        if (isAbout(file, words)) found.set(`${file.dataset} ${file.title} ${file.address}`, file)
      // Only as it leads on at the same server: a catalogue does not send anybody elsewhere.
      isCut = page.next !== undefined && new URL(page.next).host !== host
      next = isCut || seen.has(page.next ?? '') ? undefined : page.next
    }
    const files = [...found.values()].toSorted(orderOf)
    const isMore = isCut || next !== undefined || files.length > LISTED_MAX
    return { files: files.slice(0, LISTED_MAX), pages, isMore }
  }
}

/** What goes wrong later is the end of what was read. */
async function unlessFirst<T>(isFirst: boolean, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (isFirst || !(error instanceof Refusal)) throw error
    return undefined
  }
}

type Means = { get: (address: string) => Promise<Answer>; load: (address: string) => Promise<object>; languages: readonly string[] } // prettier-ignore

async function pageAt(address: string, { get, load, languages }: Means): Promise<Page> {
  const { url, type, link, text } = await get(address)
  const host = new URL(url).hostname
  const syntax = syntaxOf(type, text)
  if (syntax === 'html') throw refuse.aPage({ host })
  const ofLink = nextOfLink(link, url)
  if (syntax !== 'json') return pageOf(await readGraph(text, { syntax, base: url }), languages, ofLink)
  const given = readJson(text, host)
  demandFew(given)
  if (isLinked(given)) return pageOf(await readGraph(text, { syntax: 'jsonld', base: url, load }), languages, ofLink)
  return { files: filesOfCkan(given, languages), next: nextOfCkan(url, given) ?? ofLink }
}

const pageOf = (graph: Graph, languages: readonly string[], ofLink?: string): Page => ({ files: filesIn(graph, languages), next: nextIn(graph) ?? ofLink }) // prettier-ignore

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

function isAbout({ dataset, title }: Listed, words: string): boolean {
  const text = `${dataset} ${title}`.toLowerCase()
  return words.toLowerCase().split(/\s+/).every((word) => text.includes(word)) // prettier-ignore
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const orderOf = (a: Listed, b: Listed) => order(a.dataset, b.dataset) || order(a.title, b.title) || order(a.address, b.address) // prettier-ignore
