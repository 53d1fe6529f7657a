/** What others take back, and whoever leaves the Fediverse: nothing of theirs stays. */
import type { Delete } from '@fedify/fedify/vocab'
import type { Tx } from '#platform/db'
import type { Needs } from '../needs.ts'
import type { Once } from './others.ts'
import * as answers from './store/answers.ts'
import * as blocks from './store/blocks.ts'
import * as following from './store/following.ts'
import * as store from './store/news.ts'

/** How a server says that somebody was there and is there no more. */
const GONE = 410
const ANSWER_BYTES_MAX = 100_000
const TIMEOUT_MS = 5_000
const TYPE = 'application/activity+json'

export function createDepartures({ db, net }: Needs, once: Once) {
  async function forget(tx: Tx, author: string): Promise<void> {
    await store.forget(tx, { uri: author })
    await following.forget(tx, author)
    await answers.dropReplies(tx, author)
    await blocks.lift(tx, author)
  }

  /** What its author took back, or the author. */
  async function gone(said: Delete): Promise<void> {
    const what = said.objectId?.href
    if (!what) return
    await once(said, async (tx, { href: author }) => {
      if (what === author) return forget(tx, author)
      await following.drop(tx, author, what)
      await answers.dropReplies(tx, author, what)
    })
  }

  /**
   * Somebody is said to be gone, and with them the key that would prove it: their own server is asked, where anything of
   * theirs is kept here. True where there is nothing more to say about it.
   */
  async function departed(said: Delete): Promise<boolean> {
    const author = said.actorId?.href
    if (author === undefined || said.objectId?.href !== author) return false
    if (!(await store.isKnown(db, author))) return true
    const options = { headers: { accept: TYPE }, maxBytes: ANSWER_BYTES_MAX, timeoutMs: TIMEOUT_MS }
    const answer = await net.fetch(author, options).catch(() => undefined)
    if (answer?.status !== GONE) return false
    await db.transaction().execute((tx) => forget(tx, author))
    return true
  }

  return { gone, departed }
}
