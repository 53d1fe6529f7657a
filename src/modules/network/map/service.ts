/** The network seen: where the cities are that this one believes, how each link is, who learned what from whom and asked whom for what. */
import type { Learned } from '../exchange/reading.ts'
import type { Exchange } from '../exchange/service.ts'
import type { Needs } from '../needs.ts'
import type { Peers } from '../peers/service.ts'
import type { OwnPlace } from '../place/service.ts'
import type { ReceivedRoom } from '../received/service.ts'
import type { Requests } from '../requests/service.ts'
import { askingsOf, flowsOf, healthOf } from './rules.ts'
import { LINKS_MAX, type Link, type LinkPart, type NetworkMap } from './types.ts'

type Rooms = {
  place: OwnPlace
  peers: Pick<Peers, 'list'>
  received: Pick<ReceivedRoom, 'links'>
  requests: Pick<Requests, 'outlines'>
  exchange: Pick<Exchange, 'learned' | 'host'> & { taking: Pick<Exchange['taking'], 'links'> }
}

export const createMap =
  ({ clock }: Pick<Needs, 'clock'>, { place, peers, received, requests, exchange }: Rooms) =>
  /** Those that answered last come first where there are too many. */
  async (): Promise<NetworkMap & { learned: Learned[] }> => {
    const all = (await peers.list()).filter(({ state }) => state === 'accepted')
    const byLast = all.toSorted((a, b) => (b.goodAt?.getTime() ?? 0) - (a.goodAt?.getTime() ?? 0))
    const shown = byLast.slice(0, LINKS_MAX)
    const domains = shown.map(({ domain }) => domain)
    const [stated, told] = [await received.links(domains), await exchange.taking.links(domains)]
    const links = shown.map((peer): Link => {
      const { domain, shown: name, goodAt, failures, failure } = peer
      const [statements, practices] = [stated.get(domain)!, told.get(domain)!]
      const parts: LinkPart[] = [
        { part: 'checkpoints', wholeAt: goodAt, failure: failures > 0 ? failure : undefined },
        { part: 'statements', wholeAt: statements.wholeAt ?? undefined, failure: statements.failure ?? undefined },
        { part: 'practices', wholeAt: practices.wholeAt ?? undefined, failure: practices.failure ?? undefined },
      ]
      return {
        ...{ domain, shown: name, place: peer.place, health: healthOf(peer, parts, clock.now()) },
        ...{ goodAt, failures, failure: parts.find((part) => part.failure)?.failure, parts },
        ...{ kept: statements.count, recomputed: statements.recomputed, cards: practices.cards },
      }
    })
    const learned = await exchange.learned()
    const own = { domain: exchange.host, place: await place() }
    const asked = askingsOf(await requests.outlines(), exchange.host)
    return { own, links, flows: flowsOf(learned), requests: asked, learned, more: all.length - shown.length }
  }
