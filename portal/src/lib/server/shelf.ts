/** Pages for visitors, kept until something is published: thousands read what is written once. */

export type Page = { body: Uint8Array<ArrayBuffer>; headers: [string, string][] }

const PAGES_MAX = 300
const BYTES_MAX = 30_000_000
/** What changes without a publication, such as the length of the ledger, is at most this old. */
const AGE_MS_MAX = 30_000

type Kept = { page: Promise<Page | undefined>; at: number; bytes: number }

export function createShelf(now: () => number = () => performance.now()) {
  let stamp = ''
  let pages = new Map<string, Kept>()
  let bytes = 0

  function drop(key: string): void {
    bytes -= pages.get(key)?.bytes ?? 0
    pages.delete(key)
  }

  /** The page under `key`, written by `write` where it is not there; undefined where it may not be kept. */
  return async (current: string, key: string, write: () => Promise<Page | undefined>): Promise<Page | undefined> => {
    if (current !== stamp) {
      stamp = current
      pages = new Map()
      bytes = 0
    }
    const known = pages.get(key)
    if (known && now() - known.at < AGE_MS_MAX) return known.page
    drop(key)
    const kept: Kept = { page: write(), at: now(), bytes: 0 }
    pages.set(key, kept)
    const page = await kept.page.catch((error: unknown) => {
      if (pages.get(key) === kept) drop(key)
      throw error
    })
    if (pages.get(key) !== kept) return page
    if (!page) drop(key)
    else {
      kept.bytes = page.body.byteLength
      bytes += kept.bytes
    }
    while (pages.size > PAGES_MAX || bytes > BYTES_MAX) drop(pages.keys().next().value!)
    return page
  }
}
