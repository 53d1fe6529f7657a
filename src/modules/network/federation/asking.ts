/** How the city asks to follow, whether a person or a move is the reason, and how it leaves. */
import type { Db, Tx } from '#platform/db'
import type { Needs } from '../needs.ts'
import { likenessesOf, shownOf } from '../peers/likeness.ts'
import { refuse as refusePeer } from '../peers/rules.ts'
import type { Peers } from '../peers/service.ts'
import type { Likeness } from '../peers/types.ts'
import type { Delivering } from './delivery.ts'
import type { Found } from './lookup.ts'
import { refuse } from './rules.ts'
import * as blocks from './store/blocks.ts'
import * as store from './store/following.ts'
import { CITY_ACTOR } from './types.ts'

export const FOLLOWING_MAX = 500

export type Asking = ReturnType<typeof createAsking>

export function createAsking(needs: Needs, peers: Pick<Peers, 'list'>, { addresses, relate }: Delivering) {
  const { db, clock, ids, baseUrl } = needs
  const own = new URL(baseUrl).host
  const followOf = (id: string, uri: string) => ({ id, actor: addresses.actor(CITY_ACTOR), object: uri })

  /** What a host could be taken for: this city, those that it knows, those that it follows. */
  const likenesses = async (host: string): Promise<Likeness[]> =>
    likenessesOf(host, new Set([own, ...(await peers.list()).map(({ domain }) => domain), ...(await store.hosts(db))]))

  return {
    likenesses,

    /** Throws `network.ownActor`, `network.blocksCity`, `network.notBelieved`, `peers.lookAlike`. */
    async demandFollowable({ host, uri, handle }: Found, isDespite: boolean): Promise<void> {
      if (host === own) throw refuse.ownActor()
      if (await blocks.isBlocked(db, CITY_ACTOR, uri)) throw refuse.blocksCity({ handle })
      const peer = (await peers.list()).find(({ domain }) => domain === host)
      if (peer && peer.state !== 'accepted') throw refuse.notBelieved({ domain: shownOf(host) })
      // Whoever accepted the city looked at its name then.
      if (peer || isDespite) return
      const [alike] = (await likenesses(host)).filter(({ kind }) => kind !== 'near')
      if (alike) throw refusePeer.lookAlike({ domain: shownOf(host), other: alike.domain, kind: alike.kind })
    },

    isFull: async (within: Db | Tx = db): Promise<boolean> => (await store.count(within)) >= FOLLOWING_MAX,

    /** Asks them once the caller's transaction holds. False where they are followed already. */
    async ask(tx: Tx, { aliases: _, ...found }: Found, by: string): Promise<boolean> {
      const id = ids.uuid()
      const asked = followOf(addresses.activity(id), found.uri)
      if (!(await store.ask(tx, { ...found, follow: asked.id, at: clock.now(), by }))) return false
      await relate(tx, 'Follow', CITY_ACTOR, asked, found.inbox, id)
      return true
    },

    /** Follows no longer; what was kept of theirs goes. False where they are not followed. */
    async leave(tx: Tx, uri: string): Promise<boolean> {
      const gone = await store.stop(tx, uri)
      if (!gone) return false
      await relate(tx, 'Undo', CITY_ACTOR, followOf(gone.follow, uri), gone.inbox)
      return true
    },
  }
}
