/** The city follows others: asks to, stops, and leaves out what of theirs should not stand here. */
import { demand, type Actor } from '#platform/actor'
import type { Needs } from '../needs.ts'
import { likenessesOf, shownOf } from '../peers/likeness.ts'
import { refuse as refusePeer } from '../peers/rules.ts'
import type { Peers } from '../peers/service.ts'
import type { Likeness } from '../peers/types.ts'
import type { Delivering } from './delivery.ts'
import type { Found, Lookup } from './lookup.ts'
import { refuse } from './rules.ts'
import * as store from './store/following.ts'
import { CITY_ACTOR, PAGE_POSTS, Reason, type Followed, type Heard } from './types.ts'

const FOLLOWING_MAX = 500
/** Cities that are known, of which nothing is taken now. */
export const unbelievedOf = async (peers: Pick<Peers, 'list'>): Promise<string[]> =>
  (await peers.list()).filter(({ state }) => state !== 'accepted').map(({ domain }) => domain)

export function createFollowing(needs: Needs, peers: Pick<Peers, 'list'>, delivery: Delivering, lookup: Lookup) {
  const { db, clock, ids, ledger, gate, baseUrl } = needs
  const { addresses, relate } = delivery
  const own = new URL(baseUrl).host
  const followOf = (id: string, uri: string) => ({ id: addresses.activity(id), actor: addresses.actor(CITY_ACTOR), object: uri }) // prettier-ignore
  const note = (kind: string, actor: Actor, uri: string) =>
    ({ kind, actor: actor.id, subject: `network/following/${new URL(uri).host}`, payload: { uri } }) as const

  /** What a host could be taken for: this city, those that it knows, those that it follows. */
  const likenesses = async (host: string): Promise<Likeness[]> =>
    likenessesOf(host, new Set([own, ...(await peers.list()).map(({ domain }) => domain), ...(await store.hosts(db))]))

  /** Throws `network.ownActor`, `network.notBelieved`, `peers.lookAlike`. */
  async function demandFollowable({ host }: Found, isDespite: boolean): Promise<void> {
    if (host === own) throw refuse.ownActor()
    const peer = (await peers.list()).find(({ domain }) => domain === host)
    if (peer && peer.state !== 'accepted') throw refuse.notBelieved({ domain: shownOf(host) })
    // Whoever accepted the city looked at its name then.
    if (peer || isDespite) return
    const [alike] = (await likenesses(host)).filter(({ kind }) => kind !== 'near')
    if (alike) throw refusePeer.lookAlike({ domain: shownOf(host), other: alike.domain, kind: alike.kind })
  }

  return {
    /** Whom the city follows or asked to, newest first. */
    following: (): Promise<Followed[]> => store.followed(db),
    likenessesOf: likenesses,

    /**
     * Asks to follow, by a handle or an address; asked again where there was no answer yet, or another one. One that could be
     * taken for another is followed only by who says that they know (`despite`). Throws `network.followedAlready`,
     * `network.followsTooMany`, `network.ownActor`, `network.notBelieved`, `peers.lookAlike`, and as the lookup does.
     */
    async follow(actor: Actor, given: string, { despite = false } = {}): Promise<Followed> {
      demand(actor, 'network.organise')
      const found = await lookup(given)
      await demandFollowable(found, despite)
      const id = ids.uuid()
      const asked = followOf(id, found.uri)
      await db.transaction().execute(async (tx) => {
        if ((await store.count(tx)) >= FOLLOWING_MAX) throw refuse.followsTooMany({ most: FOLLOWING_MAX })
        if (!(await store.ask(tx, { ...found, follow: asked.id, at: clock.now(), by: actor.id })))
          throw refuse.followedAlready({ handle: found.handle })
        await ledger.append(tx, note('network.follow', actor, found.uri))
        await relate(tx, 'Follow', CITY_ACTOR, asked, found.inbox, id)
      })
      return (await store.followed(db)).find(({ uri }) => uri === found.uri)!
    },

    /** Follows no longer; what was kept of theirs goes. Throws `network.notFollowed`. */
    async unfollow(actor: Actor, uri: string): Promise<void> {
      demand(actor, 'network.organise')
      await db.transaction().execute(async (tx) => {
        const gone = await store.stop(tx, uri)
        if (!gone) throw refuse.notFollowed({ uri })
        await ledger.append(tx, note('network.unfollow', actor, uri))
        const follow = { id: gone.follow, actor: addresses.actor(CITY_ACTOR), object: uri }
        await relate(tx, 'Undo', CITY_ACTOR, follow, gone.inbox)
      })
    },

    /** What others say, newest first; nothing of cities that are not believed now. */
    async others({ before, limit = PAGE_POSTS }: { before?: number; limit?: number } = {}): Promise<{ posts: Heard[]; next?: number }> {
      const rows = await store.heard(db, { unbelieved: await unbelievedOf(peers), before, limit: limit + 1 })
      const page = rows.slice(0, limit)
      return { posts: page.map(({ seq: _, ...post }) => post), ...(rows.length > limit && { next: page.at(-1)!.seq }) }
    }, // prettier-ignore

    /** Something of theirs does not stand here, for a reason that everybody can read. Throws `network.unknownHeard`. */
    async leaveOut(actor: Actor, id: string, given: string): Promise<void> {
      demand(actor, 'network.organise')
      const grounds = Reason.parse(given)
      gate.demandFit({ grounds })
      await db.transaction().execute(async (tx) => {
        const uri = await store.hide(tx, id)
        if (uri === undefined) throw refuse.unknownHeard({ id })
        await ledger.append(tx, { ...note('network.heardLeftOut', actor, uri), grounds })
      })
    },
  }
}
