/** Looking into a catalogue of somebody who is no member: page by page up to a limit, whatever form it has. */
import type { Net } from '#platform/net'
import { Refusal } from '#platform/errors'
import { createPool, Exhausted, type Limits } from '#platform/threads'
import { readJson } from '../../peers/rules.ts'
import { refuse } from '../rules.ts'
import { LISTED_MAX, type Catalogue, type Listed } from '../types.ts'
import { READ_MS_MAX, TRIPLES_MAX } from './graph.ts'
import type { Page, PageRead, PageTask } from './reading.ts'

export const PAGE_BYTES_MAX = 10_000_000
export const PAGES_MAX = 20
/** For all of its pages: somebody waits for the answer. */
const LOOK_MS_MAX = 60_000
/** What reading one page may take, in a thread of its own: what is hostile ends there, and nobody else waits for it. */
const LIMITS: Limits = { timeoutMs: READ_MS_MAX + 2_000, memoryMb: 512 }
const CONTEXT_BYTES_MAX = 500_000
const CONTEXTS_MAX = 5
const OK = 200
const ACCEPT = 'text/turtle, application/ld+json, application/rdf+xml;q=0.9, application/json;q=0.8, */*;q=0.1'

export type Asked = { words?: string; languages?: readonly string[] }
type Answer = { url: string; type: string; link: string; text: string }

export function createLooking({ net, limits = LIMITS }: { net: Pick<Net, 'check' | 'fetch'>; limits?: Limits }) {
  const readers = createPool<PageTask, PageRead>(new URL('./reading-worker.ts', import.meta.url), limits)

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
    const contexts: Record<string, object> = {}
    const contextAt = async (where: string): Promise<object> => {
      if (Object.keys(contexts).length === CONTEXTS_MAX) throw refuse.tooMuchRdf({ most: CONTEXTS_MAX })
      const { text, url } = await get(net.check(where), CONTEXT_BYTES_MAX, until)
      return readJson(text, new URL(url).hostname) as object
    }
    const pageAt = async (where: string): Promise<Page> => {
      const answer = await get(where, PAGE_BYTES_MAX, until)
      for (;;) {
        until.throwIfAborted()
        const read = await readers.ask({ ...answer, languages, contexts }).catch(exhausted(limits))
        if (!('needs' in read)) return read
        contexts[read.needs] = await contextAt(read.needs)
      }
    }
    const found = new Map<string, Listed>()
    const seen = new Set<string>()
    let next: string | undefined = address
    let [pages, isCut] = [0, false]
    while (next !== undefined && seen.size < PAGES_MAX && found.size < LISTED_MAX) {
      seen.add(next)
      const page: Page | undefined = await unlessFirst(seen.size === 1, () => pageAt(next!))
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

const exhausted =
  ({ timeoutMs = 0 }: Limits) =>
  (error: unknown): never => {
    if (!(error instanceof Exhausted)) throw error
    throw error.what === 'time'
      ? refuse.tooSlow({ seconds: timeoutMs / 1_000 })
      : refuse.tooMuchRdf({ most: TRIPLES_MAX })
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

function isAbout({ dataset, title }: Listed, words: string): boolean {
  const text = `${dataset} ${title}`.toLowerCase()
  return words.toLowerCase().split(/\s+/).every((word) => text.includes(word)) // prettier-ignore
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const orderOf = (a: Listed, b: Listed) => order(a.dataset, b.dataset) || order(a.title, b.title) || order(a.address, b.address) // prettier-ignore
