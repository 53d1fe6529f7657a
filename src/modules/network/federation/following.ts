/** The city follows others: asks to, stops, and reads what they say. */
import { demand, type Actor } from '#platform/actor'
import type { Needs } from '../needs.ts'
import type { Peers } from '../peers/service.ts'
import { FOLLOWING_MAX, type Asking } from './asking.ts'
import type { Lookup } from './lookup.ts'
import { noteOf, refuse } from './rules.ts'
import * as store from './store/following.ts'
import { PAGE_POSTS, type Followed, type Heard } from './types.ts'

/** Cities that are known, of which nothing is taken now. */
export const unbelievedOf = async (peers: Pick<Peers, 'list'>): Promise<string[]> =>
  (await peers.list()).filter(({ state }) => state !== 'accepted').map(({ domain }) => domain)

export function createFollowing(needs: Needs, peers: Pick<Peers, 'list'>, asking: Asking, lookup: Lookup) {
  const { db, ledger, gate } = needs

  return {
    /** Whom the city follows or asked to, newest first. */
    following: (): Promise<Followed[]> => store.followed(db),
    likenessesOf: asking.likenesses,

    /**
     * Asks to follow, by a handle or an address; asked again where there was no answer yet, or another one. One that could be
     * taken for another is followed only by who says that they know (`despite`). Throws `network.followedAlready`,
     * `network.followsTooMany`, `network.ownActor`, `network.blocksCity`, `network.notBelieved`, `peers.lookAlike`, and as
     * the lookup does.
     */
    async follow(actor: Actor, given: string, { despite = false } = {}): Promise<Followed> {
      demand(actor, 'network.organise')
      const found = await lookup(given)
      await asking.demandFollowable(found, despite)
      await db.transaction().execute(async (tx) => {
        if (await asking.isFull(tx)) throw refuse.followsTooMany({ most: FOLLOWING_MAX })
        if (!(await asking.ask(tx, found, actor.id))) throw refuse.followedAlready({ handle: found.handle })
        await ledger.append(tx, noteOf('network.follow', actor, found.uri))
      })
      return (await store.followed(db)).find(({ uri }) => uri === found.uri)!
    },

    /** Follows no longer; what was kept of theirs goes. Throws `network.notFollowed`. */
    async unfollow(actor: Actor, uri: string): Promise<void> {
      demand(actor, 'network.organise')
      await db.transaction().execute(async (tx) => {
        if (!(await asking.leave(tx, uri))) throw refuse.notFollowed({ uri })
        await ledger.append(tx, noteOf('network.unfollow', actor, uri))
      })
    },

    /** What others say, newest first; nothing of cities that are not believed now. */
    async others({ before, limit = PAGE_POSTS }: { before?: number; limit?: number } = {}): Promise<{ posts: Heard[]; next?: number }> {
      const rows = await store.heard(db, gate, { unbelieved: await unbelievedOf(peers), before, limit: limit + 1 })
      const page = rows.slice(0, limit)
      return { posts: page.map(({ seq: _, ...post }) => post), ...(rows.length > limit && { next: page.at(-1)!.seq }) }
    }, // prettier-ignore
  }
}
