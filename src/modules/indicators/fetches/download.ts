/** Gets what a fetch asks for: one file, or the pages of one answer put together; nothing where it is not modified. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Files, Kept } from '#platform/files'
import type { Answer, Download, Net } from '#platform/net'
import * as rules from './rules.ts'
import type { Validators } from './types.ts'

const PAGES_MAX = 50
/** A hundred areas and thirty years take a tenth of it. */
const PAGE_BYTES_MAX = 2_000_000
const TIMEOUT_MS = 300_000
const PAGE_TIMEOUT_MS = 60_000
/** The GUS BDL API answers five questions a second. */
const PAUSE_MS = 250
const OK = 200
const NOT_MODIFIED = 304

export type Outside = Pick<Net, 'download' | 'fetch'>
type Asked = { address: string; validators: Validators; bytesMax: number; signal: AbortSignal; pause_ms?: number }
export type Got = { kept: Kept; pages: number; validators: Validators }

/** Undefined where the server says that nothing changed. Throws `fetches.…`, `net.…` and `files.…`. */
export async function download(net: Outside, files: Files, asked: Asked): Promise<Got | undefined> {
  const { address, bytesMax, signal } = asked
  const limits = { maxBytes: bytesMax, timeoutMs: TIMEOUT_MS, signal }
  const first = await net.download(address, { ...limits, headers: conditions(asked.validators) })
  if (first.status === NOT_MODIFIED && Object.keys(asked.validators).length > 0) {
    first.body.destroy()
    return undefined
  }
  demandGood(first, () => first.body.destroy())
  const { head, isWhole } = await beginning(first)
  const page = isWhole ? pageOf(Buffer.concat(head)) : undefined
  if (page?.next === undefined) {
    const kept = await files.put(bodyOf(head, first), { limitBytes: bytesMax, signal })
    return { kept, pages: 1, validators: validatorsOf(first) }
  }
  const pages = [page, ...(await others(net, first.url, page.next, asked))]
  const kept = await files.put(together(pages), { limitBytes: bytesMax, signal })
  // What is said of the first page does not hold for the others.
  return { kept, pages: pages.length, validators: {} }
}

const conditions = ({ etag, lastModified }: Validators): Record<string, string> => ({
  ...(etag !== undefined && { 'if-none-match': etag }),
  ...(lastModified !== undefined && { 'if-modified-since': lastModified }),
})

const validatorsOf = ({ headers }: Download): Validators => ({
  ...(headers.etag && { etag: headers.etag }),
  ...(headers['last-modified'] && { lastModified: headers['last-modified'] }),
})

function demandGood({ status, url }: Pick<Answer, 'status' | 'url'>, giveUp: () => void): void {
  if (status === OK) return
  giveUp()
  throw rules.refuse.answered({ host: new URL(url).hostname, status })
}

/** As much of the body as one page may have; the rest stays unread. */
async function beginning({ body }: Download): Promise<{ head: Buffer[]; isWhole: boolean }> {
  const head: Buffer[] = []
  let bytes = 0
  // Leaving this loop must not end the stream, of which the rest is still to be read.
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    head.push(chunk)
    bytes += chunk.byteLength
    if (bytes > PAGE_BYTES_MAX) return { head, isWhole: false }
  }
  return { head, isWhole: true }
}

async function* bodyOf(head: readonly Buffer[], { body }: Download): AsyncGenerator<Buffer> {
  yield* head
  if (!body.readableEnded) yield* body as AsyncIterable<Buffer>
}

type Page = { text: string; next?: string }

/** Undefined for what is no page of an answer: whatever it is, reading it will tell. */
function pageOf(bytes: Uint8Array): Page | undefined {
  const text = new TextDecoder().decode(bytes)
  if (!/^\s*\{/.test(text)) return undefined
  try {
    const page: unknown = JSON.parse(text)
    return rules.isPage(page) ? { text, next: rules.nextPage(page) } : undefined
  } catch {
    return undefined
  }
}

/** The pages after the first, in order. */
async function others(net: Outside, url: string, second: string, asked: Asked): Promise<Page[]> {
  const { bytesMax, signal, pause_ms = PAUSE_MS } = asked
  const seen = new Set([url])
  const pages: Page[] = []
  let address = url
  let room = bytesMax
  for (let next: string | undefined = second; next !== undefined; next = pages.at(-1)!.next) {
    if (seen.size === PAGES_MAX) throw rules.refuse.tooManyPages({ most: PAGES_MAX })
    address = rules.pageAddress(next, address, seen)
    seen.add(address)
    await wait(pause_ms, undefined, { signal })
    const maxBytes = Math.min(room, PAGE_BYTES_MAX)
    const answer = await net.fetch(address, { maxBytes, timeoutMs: PAGE_TIMEOUT_MS, signal })
    demandGood(answer, () => {})
    const page = pageOf(answer.body)
    if (!page) throw rules.refuse.badPage({ host: new URL(address).hostname, reason: 'other' })
    room -= answer.body.byteLength
    pages.push(page)
  }
  return pages
}

/** One JSON document: the list of the pages, each as it came. */
function* together(pages: readonly Page[]): Generator<Buffer> {
  for (const [i, { text }] of pages.entries()) yield Buffer.from((i === 0 ? '[' : ',\n') + text)
  yield Buffer.from(']\n')
}
