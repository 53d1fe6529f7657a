/** The network seen: where the cities are that this one believes, how each link is, who learned what from whom. */
import type { Learned } from '../exchange/reading.ts'
import type { Exchange } from '../exchange/service.ts'
import type { Needs } from '../needs.ts'
import type { Peers } from '../peers/service.ts'
import type { OwnPlace } from '../place/service.ts'
import type { ReceivedRoom } from '../received/service.ts'
import { flowsOf, healthOf } from './rules.ts'
import { LINKS_MAX, type Link, type NetworkMap } from './types.ts'

type Rooms = {
  place: OwnPlace
  peers: Pick<Peers, 'list'>
  received: Pick<ReceivedRoom, 'links'>
  exchange: Pick<Exchange, 'learned' | 'host'>
}

export const createMap =
  ({ clock }: Pick<Needs, 'clock'>, { place, peers, received, exchange }: Rooms) =>
  /** Those that answered last come first where there are too many. */
  async (): Promise<NetworkMap & { learned: Learned[] }> => {
    const all = (await peers.list()).filter(({ state }) => state === 'accepted')
    const byLast = all.toSorted((a, b) => (b.goodAt?.getTime() ?? 0) - (a.goodAt?.getTime() ?? 0))
    const shown = byLast.slice(0, LINKS_MAX)
    const taken = await received.links(shown.map(({ domain }) => domain))
    const links = shown.map((peer): Link => {
      const { domain, shown: name, goodAt, failures, failure } = peer
      const { count, recomputed, wholeAt, failure: missed } = taken.get(domain)!
      return {
        ...{
          domain,
          shown: name,
          place: peer.place,
          health: healthOf(peer, { wholeAt, failure: missed }, clock.now()),
        },
        ...{ goodAt, failures, failure: failure ?? missed ?? undefined, wholeAt: wholeAt ?? undefined },
        ...{ kept: count, recomputed },
      }
    })
    const learned = await exchange.learned()
    const own = { domain: exchange.host, place: await place() }
    return { own, links, flows: flowsOf(learned), learned, more: all.length - shown.length }
  }
