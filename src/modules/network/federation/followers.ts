/** Who follows: known to who answers for the actor, and to nobody else. */
import { demand, type Actor } from '#platform/actor'
import type { Needs } from '../needs.ts'
import type { Delivering } from './delivery.ts'
import { refuse } from './rules.ts'
import type { Speakers } from './speakers.ts'
import * as blocks from './store/blocks.ts'
import * as store from './store/news.ts'
import type { Follower } from './types.ts'

export function createFollowers({ db, ledger }: Needs, speakers: Speakers, { relate, addresses }: Delivering) {
  return {
    /** Who follows, newest first: for who answers for the actor alone. Throws `network.unknownActor`. */
    async followers(actor: Actor, name: string): Promise<Follower[]> {
      demand(actor, 'network.organise', (await speakers.known(name)).organisationId)
      return store.followers(db, name)
    },
    /** How many blocked an actor, and so are told nothing more: for who answers for it. Throws `network.unknownActor`. */
    async blocksOf(actor: Actor, name: string): Promise<number> {
      demand(actor, 'network.organise', (await speakers.known(name)).organisationId)
      return blocks.countOf(db, name)
    },
    /** Tells somebody's server that they follow no longer. The ledger does not say whom. Throws `network.unknownFollower`. */
    async dismiss(actor: Actor, name: string, uri: string): Promise<void> {
      demand(actor, 'network.organise', (await speakers.known(name)).organisationId)
      await db.transaction().execute(async (tx) => {
        const gone = await store.dismiss(tx, name, uri)
        if (!gone) throw refuse.unknownFollower({ uri })
        await ledger.append(tx, { kind: 'network.followerRemoved', actor: actor.id, subject: `network/actors/${name}`, payload: {} }) // prettier-ignore
        const follow = { id: gone.follow ?? `${uri}#follow`, actor: uri, object: addresses.actor(name) }
        await relate(tx, 'Reject', name, follow, gone.inbox)
      })
    },
  }
}
