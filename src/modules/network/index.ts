/**
 * The network: cities that tell each other what works, and check each other's numbers. `keys/` are the city's: by them it
 * signs what it says, as `did:web`; `statements/` are what it says of its indicators, each a credential in the ledger; `peers/`
 * are the other cities, believed by keys that were looked at, and their ledgers watched; `received/` is what they state, kept as theirs and laid beside the city's own. A room imports only those before it.
 */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { didRoutes, keyRoutes } from './keys/routes.ts'
import { createKeys } from './keys/service.ts'
import type { Needs } from './needs.ts'
import { checkpointRoutes, peerRoutes } from './peers/routes.ts'
import { createPeers } from './peers/service.ts'
import { receivedRoutes } from './received/routes.ts'
import { createReceived } from './received/service.ts'
import { statementRoutes } from './statements/routes.ts'
import { createStatements } from './statements/service.ts'

export function createNetwork(needs: Needs) {
  const keys = createKeys(needs)
  const peers = createPeers(needs)
  return { keys, statements: createStatements(needs, keys), peers, received: createReceived(needs, peers) }
}
export type Network = ReturnType<typeof createNetwork>

/** The network's part of the API. */
export const networkRoutes =
  ({ keys, peers, received }: Network): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(keyRoutes(keys))
    await app.register(peerRoutes(peers))
    await app.register(receivedRoutes(received))
  }

/** What the network has at addresses of its own, outside the API. */
export const networkSiteRoutes =
  ({ keys, statements, peers }: Network): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(didRoutes(keys))
    await app.register(statementRoutes(statements))
    await app.register(checkpointRoutes(peers))
  }

export { migrations } from './migrations/index.ts'
export type { Needs as NetworkNeeds } from './needs.ts'
export {
  FEED_FORMAT as STATEMENTS_FORMAT,
  type StatementState,
  type Whole as NetworkStated,
} from './statements/types.ts'
export { PEER_VISITS } from './peers/service.ts'
export type { Likeness, Move as PeerMove, Peer, PeerState, Split } from './peers/types.ts'
export type { Beside } from './received/service.ts'
export type { Difference, Received, ReceivedState } from './received/types.ts'
export { STATEMENTS } from './statements/service.ts'
export { leadsTo, type Chain } from './keys/trust.ts'
export { GROUNDS_CHARS_MAX as KEY_GROUNDS_CHARS_MAX, type Key as CityKey } from './keys/types.ts'
