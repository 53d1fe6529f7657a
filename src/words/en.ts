/** English, joined from its areas. Its messages are the type that the other languages must fill. */
import type { Keys, Shape } from './catalogue.ts'
import about from './about/en.ts'
import alarms from './alarms/en.ts'
import analysis, { errors as analysisErrors } from './analysis/en.ts'
import { errors as ballotsErrors } from './ballots/en.ts'
import budgets, { errors as budgetsErrors } from './budgets/en.ts'
import challenges, { errors as challengesErrors } from './challenges/en.ts'
import community, { errors as cardsErrors } from './community/en.ts'
import compare from './compare/en.ts'
import counting, { errors as countingErrors } from './counting/en.ts'
import catalog, { errors as catalogErrors } from './catalog/en.ts'
import checking, { errors as checkingErrors } from './checking/en.ts'
import decisions, { errors as decisionsErrors } from './decisions/en.ts'
import defining from './defining/en.ts'
import devices from './devices/en.ts'
import doors from './doors/en.ts'
import effects, { errors as effectsErrors } from './effects/en.ts'
import eligibility, { errors as eligibilityErrors } from './eligibility/en.ts'
import embed from './embed/en.ts'
import downloads from './downloads/en.ts'
import house from './errors/en.ts'
import exchange, { errors as exchangeErrors } from './exchange/en.ts'
import family, { errors as familyErrors } from './family/en.ts'
import feeds from './feeds/en.ts'
import fetches, { errors as fetchesErrors } from './fetches/en.ts'
import figures from './figures/en.ts'
import { errors as formulaErrors } from './formula/en.ts'
import governance, { errors as governanceErrors } from './governance/en.ts'
import guide from './guide/en.ts'
import identity, { errors as identityErrors } from './identity/en.ts'
import imports from './imports/en.ts'
import { errors as indicatorsErrors } from './indicators/en.ts'
import { errors as infrastructureErrors } from './infrastructure/en.ts'
import innovations, { errors as innovationsErrors } from './innovations/en.ts'
import live from './live/en.ts'
import mapping, { errors as mappingErrors } from './mapping/en.ts'
import meters from './meters/en.ts'
import money, { errors as moneyErrors } from './money/en.ts'
import enquiries, { errors as enquiriesErrors } from './enquiries/en.ts'
import partners, { errors as partnersErrors } from './partners/en.ts'
import promotion, { errors as promotionErrors } from './promotion/en.ts'
import network, { errors as networkErrors, peersErrors, receivedErrors } from './network/en.ts'
import beside from './beside/en.ts'
import peers from './peers/en.ts'
import sources, { errors as sourcesErrors } from './sources/en.ts'
import notices, { errors as noticesErrors } from './notices/en.ts'
import opendata from './opendata/en.ts'
import orders from './orders/en.ts'
import pilots, { errors as pilotsErrors } from './pilots/en.ts'
import places, { errors as placesErrors } from './places/en.ts'
import projects, { errors as strategyErrors } from './projects/en.ts'
import proposals, { errors as proposalsErrors } from './proposals/en.ts'
import reading, { errors as readingErrors } from './reading/en.ts'
import recount from './recount/en.ts'
import reports, { errors as reportsErrors } from './reports/en.ts'
import requests, { errors as requestsErrors } from './requests/en.ts'
import visits, { errors as visitsErrors } from './visits/en.ts'
import results, { errors as resultsErrors } from './results/en.ts'
import risk, { errors as riskErrors } from './risk/en.ts'
import rules from './rules/en.ts'
import savings from './savings/en.ts'
import shell from './shell/en.ts'
import signing, { errors as signingErrors } from './signing/en.ts'
import { errors as statsErrors } from './stats/en.ts'
import steward from './steward/en.ts'
import strategies, { errors as strategiesErrors } from './strategies/en.ts'
import tables from './tables/en.ts'
import things from './things/en.ts'
import thread, { loop } from './thread/en.ts'
import ui from './ui/en.ts'
import units from './units/en.ts'
import upkeep from './upkeep/en.ts'
import voting from './voting/en.ts'
import vocabulary from './vocabulary/en.ts'

const en = {
  about,
  alarms,
  analysis,
  budgets,
  catalog,
  challenges,
  community,
  compare,
  counting,
  checking,
  decisions,
  defining,
  devices,
  doors,
  effects,
  eligibility,
  embed,
  downloads,
  /** Refusals, by their codes: a module's own stand under its name. */
  errors: {
    ...house,
    ...formulaErrors,
    analysis: analysisErrors,
    counting: countingErrors,
    governance: { ...governanceErrors, risk: riskErrors },
    catalog: catalogErrors,
    fetches: fetchesErrors,
    identity: { ...identityErrors, ...noticesErrors, ...signingErrors, ...familyErrors },
    indicators: { ...indicatorsErrors, ...checkingErrors },
    cards: cardsErrors,
    challenges: challengesErrors,
    ...infrastructureErrors,
    innovations: innovationsErrors,
    mappings: mappingErrors,
    enquiries: enquiriesErrors,
    network: networkErrors,
    partners: partnersErrors,
    promotion: promotionErrors,
    peers: peersErrors,
    received: receivedErrors,
    requests: requestsErrors,
    visits: visitsErrors,
    exchange: exchangeErrors,
    sources: sourcesErrors,
    participation: { ...budgetsErrors, ...eligibilityErrors, ...ballotsErrors, ...resultsErrors },
    proposals: proposalsErrors,
    pilots: pilotsErrors,
    places: placesErrors,
    reading: readingErrors,
    reports: reportsErrors,
    money: moneyErrors,
    decisions: decisionsErrors,
    strategies: strategiesErrors,
    stats: { ...statsErrors, effects: effectsErrors },
    strategy: strategyErrors,
  },
  family,
  fetches,
  figures,
  governance,
  guide,
  identity,
  imports,
  innovations,
  live,
  mapping,
  meters,
  enquiries,
  network,
  beside,
  exchange,
  partners,
  peers,
  requests,
  visits,
  sources,
  promotion,
  notices,
  opendata,
  orders,
  pilots,
  places,
  projects,
  proposals,
  reading,
  recount,
  reports,
  results,
  risk,
  feeds,
  rules,
  savings,
  shell,
  signing,
  steward,
  money,
  strategies,
  tables,
  things,
  thread,
  loop,
  ui,
  upkeep,
  units,
  voting,
  vocabulary,
}

export default en
export type Catalogue = Shape<typeof en>
export type Key = Keys<Catalogue>
