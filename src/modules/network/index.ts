/**
 * The network: cities that tell each other what works, and check each other's numbers. `place/` is where the city says it is;
 * `keys/` are the city's: by them it signs what it says, as `did:web`; `statements/` are what it says of its indicators, each
 * a credential in the ledger. `peers/` are the other cities, believed by keys that were looked at, and their ledgers watched,
 * at once where somebody asks for it (`visits/`); by `federation/` it speaks in the Fediverse, and follows others there;
 * `feeds/` take in what a peer says, each thing once and in its order, whatever is early, late or numbered anew; `received/`
 * is what peers state, kept as theirs and
 * laid beside the city's own; by `requests/` it asks one of them for a value that it does not state, and answers who asks
 * it; `sources/` are addresses of non-members, whose figures are claimed and no more; `comparing/` lays both beside each
 * other; by `exchange/` good practices travel, and what came of them in other cities comes back; `map/` shows all of it at
 * once. `partners/` are what ties it to other cities; `promotion/` shows it to the world by live numbers, and `enquiries/`
 * are what the world then asks. A room imports only those before it.
 */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { comparingRoutes } from './comparing/routes.ts'
import { createComparing } from './comparing/service.ts'
import { enquiryRoutes } from './enquiries/routes.ts'
import { createEnquiries } from './enquiries/service.ts'
import { exchangeRoutes, practiceSiteRoutes } from './exchange/routes.ts'
import { createExchange } from './exchange/service.ts'
import { federationRoutes, fediverseRoutes } from './federation/routes.ts'
import { createFederation } from './federation/service.ts'
import { didRoutes, keyRoutes } from './keys/routes.ts'
import { createKeys } from './keys/service.ts'
import { mapRoutes } from './map/routes.ts'
import { createMap } from './map/service.ts'
import type { Needs } from './needs.ts'
import { partnerRoutes } from './partners/routes.ts'
import { createPartners } from './partners/service.ts'
import { checkpointRoutes, peerRoutes } from './peers/routes.ts'
import { createPeers } from './peers/service.ts'
import { createPlace } from './place/service.ts'
import { createPromotion } from './promotion/service.ts'
import { receivedRoutes } from './received/routes.ts'
import { createReceived } from './received/service.ts'
import { requestRoutes, requestSiteRoutes } from './requests/routes.ts'
import { createRequests } from './requests/service.ts'
import { sourceRoutes } from './sources/routes.ts'
import { createSources } from './sources/service.ts'
import { statementRoutes } from './statements/routes.ts'
import { createStatements } from './statements/service.ts'

export function createNetwork(needs: Needs) {
  const place = createPlace(needs)
  const keys = createKeys(needs, place)
  const peers = createPeers(needs)
  const received = createReceived(needs, peers)
  const statements = createStatements(needs, keys)
  const requests = createRequests(needs, { keys, peers, statements, received })
  const sources = createSources(needs)
  const exchange = createExchange(needs, keys, peers)
  const [partners, promotion] = [createPartners(needs), createPromotion(needs)]
  return {
    ...{
      keys,
      statements,
      federation: createFederation(needs, peers),
      names: needs.city.names,
    },
    ...{ peers, received, sources, comparing: createComparing(needs, { received, sources }) },
    ...{ requests, exchange, map: createMap(needs, { place, peers, received, requests, exchange }) },
    ...{ partners, promotion, enquiries: createEnquiries(needs, promotion, partners) },
  }
}
export type Network = ReturnType<typeof createNetwork>

/** The network's part of the API. */
export const networkRoutes =
  ({
    keys,
    federation,
    peers,
    received,
    requests,
    sources,
    comparing,
    exchange,
    map,
    partners,
    enquiries,
  }: Network): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(keyRoutes(keys))
    await app.register(federationRoutes(federation))
    await app.register(peerRoutes(peers))
    await app.register(receivedRoutes(received))
    await app.register(requestRoutes(requests))
    await app.register(comparingRoutes(comparing))
    await app.register(exchangeRoutes(exchange))
    await app.register(mapRoutes(map))
    await app.register(sourceRoutes(sources))
    await app.register(partnerRoutes(partners))
    await app.register(enquiryRoutes(enquiries))
  }

/** What the network has at addresses of its own, outside the API. */
export const networkSiteRoutes =
  ({ keys, statements, federation, peers, requests, exchange, names }: Network): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(didRoutes(keys))
    await app.register(statementRoutes(statements))
    await app.register(fediverseRoutes(federation, names))
    await app.register(checkpointRoutes(peers))
    await app.register(requestSiteRoutes(requests))
    await app.register(practiceSiteRoutes(exchange))
  }

export { migrations } from './migrations/index.ts'
export type { Needs as NetworkNeeds } from './needs.ts'
export {
  FEED_FORMAT as STATEMENTS_FORMAT,
  type StatementState,
  type Whole as NetworkStated,
} from './statements/types.ts'
export { FEDERATION_SWEEP } from './federation/service.ts'
export { KINDS as POST_KINDS, PICTURES_MAX as POST_PICTURES_MAX, type Post, type PostGiven, type Followed, type Heard, type Reply as PostReply, type Speaker } from './federation/types.ts' // prettier-ignore
export type { Visit as PeerVisit } from './visits/types.ts'
export { REQUESTS_TICK } from './requests/service.ts'
export { WORDS_CHARS_MAX as REQUEST_CHARS_MAX, type Outline as RequestOutline, type Request as ValueRequest, type RequestState } from './requests/types.ts' // prettier-ignore
export { PEER_VISITS } from './peers/service.ts'
export { SOURCE_READS } from './sources/service.ts'
export type { Claimed, Catalogue as ListedCatalogue, Source as ClaimSource, SourceDraft } from './sources/types.ts'
export type { Likeness, Move as PeerMove, Peer, PeerState, Split } from './peers/types.ts'
export type { Beside, BesideOwn } from './received/service.ts'
export type { BesideClaimed, Whole as BesideWhole } from './comparing/service.ts'
export type { Difference, Received, ReceivedState } from './received/types.ts'
export { STATEMENTS } from './statements/service.ts'
export type {
  Health as LinkHealth,
  LinkPart,
  Asking as NetworkAsking,
  Link as NetworkLink,
  NetworkMap,
} from './map/types.ts'
export { leadsTo, type Chain } from './keys/trust.ts'
export { GROUNDS_CHARS_MAX as KEY_GROUNDS_CHARS_MAX, type Key as CityKey } from './keys/types.ts'
export { NetworkPack, NO_NETWORK } from './pack.ts'
export type { Listed as ListedTie } from './partners/pack.ts'
export {
  KINDS as TIE_KINDS,
  PHASES as TIE_PHASES,
  ROLES as TIE_ROLES,
  type Kind as TieKind,
  type Phase as TiePhase,
  type TieDraft,
} from './partners/types.ts'
export { tieProblem, type Dated as DatedTie } from './partners/rules.ts'
export type { ShownTie } from './partners/service.ts'
export { ENQUIRIES_TICK, type FollowedEnquiry, type ShownEnquiry } from './enquiries/service.ts'
export { SUBJECT_CHARS_MAX, WORDS_CHARS_MAX as ENQUIRY_CHARS_MAX, ANSWER_CHARS_MAX } from './enquiries/types.ts'
export { AUDIENCES, type Audience, type Shown as PromotionShown } from './promotion/types.ts'
export type { PageNumber } from './promotion/rules.ts'
export { STEPS as ADOPTION_STEPS, type Begun as BegunPlan, type Step as AdoptionStep } from './exchange/beginning.ts'
export type { Undertaken as UndertakenAdoption } from './exchange/adopting.ts'
export { PRACTICES as PRACTICES_SIGNED } from './exchange/issuing.ts'
export type { Learned, Shown as NetworkPractice, ShownAdoption } from './exchange/reading.ts'
export {
  offScale,
  onScale,
  type Evidence,
  type Group as EvidenceGroup,
  type Study as EvidenceStudy,
} from './exchange/evidence.ts'
export {
  SIZES as CITY_SIZES,
  STRENGTHS,
  type Evaluation as PracticeEvaluation,
  type Size as CitySize,
  type Strength,
} from './exchange/types.ts'
