/** Catching up with what a peer says: each thing once and in its order, whatever is forged, late, early, numbered anew, or interrupted. */
import { exclusively, type Tx } from '#platform/db'
import type { Needs } from '../needs.ts'
import { refuse as refusePeer } from '../peers/rules.ts'
import type { Believed, Peers } from '../peers/service.ts'
import { failureOf } from '../peers/visiting.ts'
import { feedStore, type Tables } from './store.ts'
import { AGAIN_AT_ONCE, type From, type Opened, type NotTaken } from './types.ts'

const PAGES_AT_ONCE = 500
const REFUSED_SHOWN = 200

export type FeedPeers = Pick<Peers, 'believed' | 'demandRoom' | 'spend' | 'isAccepted'>
/** A page with which of its things are believed. */
export type Weighed<Taken> = { taken: Taken[]; refused: NotTaken[] }
type Read = Omit<Opened, 'items'>

/** One sort of things that cities tell each other. */
export type Sort<Taken extends { seq: number }, Page extends Read> = {
  /** The job that takes them in; one at a time of each peer. */
  job: string
  tables: Tables
  /** Throws `peers.…`, `net.…`. */
  ask(peer: Believed, from: From, limit?: number): Promise<Page>
  /** Whether its numbers began anew, where what was read last does not stand where it stood. */
  isAnew(peer: Believed, page: Page, lastId: string): Promise<boolean>
  /** For the pages of one visit. */
  weighing(domain: string): (peer: Believed, page: Page) => Promise<Weighed<Taken>>
  /** Gives what cannot be kept beside what is. */
  keep(tx: Tx, domain: string, taken: readonly Taken[]): Promise<NotTaken[]>
  /** Afterwards, of what was taken. */
  check(domain: string): Promise<void>
}

export function createFeeds<Taken extends { seq: number }, Page extends Read>(
  { db, clock }: Pick<Needs, 'db' | 'clock'>,
  peers: FeedPeers,
  sort: Sort<Taken, Page>,
) {
  const store = feedStore(sort.tables)
  type Weighing = ReturnType<typeof sort.weighing>

  /** Takes in what a peer said since the last time, and checks some of it. Safe to run twice. Gives how many came. */
  const catchUp = (domain: string): Promise<number> =>
    exclusively(db, `${sort.job} ${domain}`, async () => {
      let came = 0
      const weigh = sort.weighing(domain)
      try {
        came += await takeAgain(domain, weigh)
        for (let pages = 0; pages < PAGES_AT_ONCE; pages++) {
          const got = await nextPage(domain, pages === 0, weigh)
          came += got?.count ?? 0
          if (!got?.isMore) break
        }
        await sort.check(domain)
      } catch (error) {
        const failure = failureOf(error)
        if (!failure) throw error
        await store.advance(db, domain, { cursor: 0, at: clock.now(), isWhole: false, failure })
      }
      return came
    })

  /** `isFirst`: whether the feed is still the one that was read is seen by what was read last. */
  async function nextPage(
    domain: string,
    isFirst: boolean,
    weigh: Weighing,
  ): Promise<{ count: number; isMore: boolean } | undefined> {
    // prettier-ignore
    const peer = await peers.believed(domain)
    if (!peer) return undefined
    if (isFirst) await db.transaction().execute((tx) => store.believe(tx, domain, peer.keys.map(({ multibase }) => multibase))) // prettier-ignore
    const { cursor, base, lastId } = await store.feed(db, domain)
    const asked = (isFirst && lastId) || undefined
    const page = await sort.ask(peer, { cursor, base, lastId: asked })
    if (asked !== undefined && page.begins !== 'same' && (await sort.isAnew(peer, page, asked))) {
      await db.transaction().execute((tx) => store.anew(tx, domain, clock.now()))
      return { count: 0, isMore: true }
    }
    const { count, last, isMore, isByNewKey } = page
    await peers.demandRoom(domain, { objects: count })
    const { taken, refused } = await weigh(peer, page)
    const failure = isByNewKey ? failureOf(refusePeer.newKey({ host: domain })) : undefined
    await db.transaction().execute(async (tx) => {
      // A person may have blocked it, or the house stopped it, while it was asked.
      if (!(await peers.isAccepted(tx, domain))) return
      await keep(tx, domain, { taken, refused })
      await store.advance(tx, domain, { cursor: last, lastId: page.lastId, at: clock.now(), isWhole: !isMore && !failure, failure }) // prettier-ignore
      await peers.spend(tx, domain, count)
    })
    return { count: taken.length, isMore }
  }

  /** What was dated ahead when it came, and no longer is. */
  async function takeAgain(domain: string, weigh: Weighing): Promise<number> {
    let came = 0
    for (const seq of await store.again(db, domain, clock.now(), AGAIN_AT_ONCE)) {
      const peer = await peers.believed(domain)
      if (!peer) return came
      const { base } = await store.feed(db, domain)
      const page = await sort.ask(peer, { cursor: seq - 1, base }, 1)
      if (page.isByNewKey) continue
      const found = await weigh(peer, page)
      const [taken, refused] = [found.taken.filter((one) => one.seq === seq), found.refused.filter((one) => one.seq === seq)] // prettier-ignore
      came += taken.length
      await db.transaction().execute(async (tx) => {
        if (!(await peers.isAccepted(tx, domain))) return
        await store.isAgain(tx, domain, seq)
        await keep(tx, domain, { taken, refused })
      })
    }
    return came
  }

  async function keep(tx: Tx, domain: string, { taken, refused }: Weighed<Taken>): Promise<void> {
    const at = clock.now()
    const more = taken.length === 0 ? [] : await sort.keep(tx, domain, taken)
    await store.refuse(tx, domain, [...refused, ...more].map((one) => ({ ...one, at }))) // prettier-ignore
  }

  return {
    catchUp,
    /** How far it has come with a peer, and what it did not take. */
    of: async (domain: string) => ({
      ...(await store.feed(db, domain)),
      refused: await store.refusals(db, domain, REFUSED_SHOWN),
    }),
  }
}
