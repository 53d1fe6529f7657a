/** Ukrainian, joined from its areas. */
import type { Catalogue } from './en.ts'
import about from './about/uk.ts'
import alarms from './alarms/uk.ts'
import analysis, { errors as analysisErrors } from './analysis/uk.ts'
import { errors as ballotsErrors } from './ballots/uk.ts'
import budgets, { errors as budgetsErrors } from './budgets/uk.ts'
import challenges, { errors as challengesErrors } from './challenges/uk.ts'
import community, { errors as cardsErrors } from './community/uk.ts'
import compare from './compare/uk.ts'
import counting, { errors as countingErrors } from './counting/uk.ts'
import catalog, { errors as catalogErrors } from './catalog/uk.ts'
import checking, { errors as checkingErrors } from './checking/uk.ts'
import decisions, { errors as decisionsErrors } from './decisions/uk.ts'
import defining from './defining/uk.ts'
import devices from './devices/uk.ts'
import doors from './doors/uk.ts'
import effects, { errors as effectsErrors } from './effects/uk.ts'
import eligibility, { errors as eligibilityErrors } from './eligibility/uk.ts'
import embed from './embed/uk.ts'
import downloads from './downloads/uk.ts'
import house from './errors/uk.ts'
import exchange, { errors as exchangeErrors } from './exchange/uk.ts'
import family, { errors as familyErrors } from './family/uk.ts'
import feeds from './feeds/uk.ts'
import fetches, { errors as fetchesErrors } from './fetches/uk.ts'
import figures from './figures/uk.ts'
import { errors as formulaErrors } from './formula/uk.ts'
import governance, { errors as governanceErrors } from './governance/uk.ts'
import guide from './guide/uk.ts'
import identity, { errors as identityErrors } from './identity/uk.ts'
import imports from './imports/uk.ts'
import { errors as indicatorsErrors } from './indicators/uk.ts'
import { errors as infrastructureErrors } from './infrastructure/uk.ts'
import innovations, { errors as innovationsErrors } from './innovations/uk.ts'
import live from './live/uk.ts'
import mapping, { errors as mappingErrors } from './mapping/uk.ts'
import meters from './meters/uk.ts'
import money, { errors as moneyErrors } from './money/uk.ts'
import enquiries, { errors as enquiriesErrors } from './enquiries/uk.ts'
import partners, { errors as partnersErrors } from './partners/uk.ts'
import promotion, { errors as promotionErrors } from './promotion/uk.ts'
import network, { errors as networkErrors, peersErrors, receivedErrors } from './network/uk.ts'
import beside from './beside/uk.ts'
import peers from './peers/uk.ts'
import sources, { errors as sourcesErrors } from './sources/uk.ts'
import notices, { errors as noticesErrors } from './notices/uk.ts'
import opendata from './opendata/uk.ts'
import orders from './orders/uk.ts'
import pilots, { errors as pilotsErrors } from './pilots/uk.ts'
import places, { errors as placesErrors } from './places/uk.ts'
import projects, { errors as strategyErrors } from './projects/uk.ts'
import proposals, { errors as proposalsErrors } from './proposals/uk.ts'
import reading, { errors as readingErrors } from './reading/uk.ts'
import recount from './recount/uk.ts'
import reports, { errors as reportsErrors } from './reports/uk.ts'
import requests, { errors as requestsErrors } from './requests/uk.ts'
import visits, { errors as visitsErrors } from './visits/uk.ts'
import results, { errors as resultsErrors } from './results/uk.ts'
import risk, { errors as riskErrors } from './risk/uk.ts'
import rules from './rules/uk.ts'
import savings from './savings/uk.ts'
import shell from './shell/uk.ts'
import signing, { errors as signingErrors } from './signing/uk.ts'
import { errors as statsErrors } from './stats/uk.ts'
import steward from './steward/uk.ts'
import strategies, { errors as strategiesErrors } from './strategies/uk.ts'
import tables from './tables/uk.ts'
import things from './things/uk.ts'
import thread, { loop } from './thread/uk.ts'
import ui from './ui/uk.ts'
import units from './units/uk.ts'
import upkeep from './upkeep/uk.ts'
import voting from './voting/uk.ts'
import vocabulary from './vocabulary/uk.ts'

const uk: Catalogue = {
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

export default uk
