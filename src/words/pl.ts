/** Polish, joined from its areas. */
import type { Catalogue } from './en.ts'
import about from './about/pl.ts'
import alarms from './alarms/pl.ts'
import analysis, { errors as analysisErrors } from './analysis/pl.ts'
import { errors as ballotsErrors } from './ballots/pl.ts'
import budgets, { errors as budgetsErrors } from './budgets/pl.ts'
import challenges, { errors as challengesErrors } from './challenges/pl.ts'
import community, { errors as cardsErrors } from './community/pl.ts'
import compare from './compare/pl.ts'
import counting, { errors as countingErrors } from './counting/pl.ts'
import catalog, { errors as catalogErrors } from './catalog/pl.ts'
import checking, { errors as checkingErrors } from './checking/pl.ts'
import decisions, { errors as decisionsErrors } from './decisions/pl.ts'
import defining from './defining/pl.ts'
import devices from './devices/pl.ts'
import doors from './doors/pl.ts'
import effects, { errors as effectsErrors } from './effects/pl.ts'
import eligibility, { errors as eligibilityErrors } from './eligibility/pl.ts'
import embed from './embed/pl.ts'
import downloads from './downloads/pl.ts'
import house from './errors/pl.ts'
import exchange, { errors as exchangeErrors } from './exchange/pl.ts'
import family, { errors as familyErrors } from './family/pl.ts'
import feeds from './feeds/pl.ts'
import fetches, { errors as fetchesErrors } from './fetches/pl.ts'
import figures from './figures/pl.ts'
import { errors as formulaErrors } from './formula/pl.ts'
import governance, { errors as governanceErrors } from './governance/pl.ts'
import guide from './guide/pl.ts'
import identity, { errors as identityErrors } from './identity/pl.ts'
import imports from './imports/pl.ts'
import { errors as indicatorsErrors } from './indicators/pl.ts'
import { errors as infrastructureErrors } from './infrastructure/pl.ts'
import innovations, { errors as innovationsErrors } from './innovations/pl.ts'
import live from './live/pl.ts'
import mapping, { errors as mappingErrors } from './mapping/pl.ts'
import meters from './meters/pl.ts'
import money, { errors as moneyErrors } from './money/pl.ts'
import enquiries, { errors as enquiriesErrors } from './enquiries/pl.ts'
import partners, { errors as partnersErrors } from './partners/pl.ts'
import promotion, { errors as promotionErrors } from './promotion/pl.ts'
import network, { errors as networkErrors, peersErrors, receivedErrors } from './network/pl.ts'
import beside from './beside/pl.ts'
import peers from './peers/pl.ts'
import sources, { errors as sourcesErrors } from './sources/pl.ts'
import notices, { errors as noticesErrors } from './notices/pl.ts'
import opendata from './opendata/pl.ts'
import orders from './orders/pl.ts'
import pilots, { errors as pilotsErrors } from './pilots/pl.ts'
import places, { errors as placesErrors } from './places/pl.ts'
import projects, { errors as strategyErrors } from './projects/pl.ts'
import proposals, { errors as proposalsErrors } from './proposals/pl.ts'
import reading, { errors as readingErrors } from './reading/pl.ts'
import recount from './recount/pl.ts'
import reports, { errors as reportsErrors } from './reports/pl.ts'
import requests, { errors as requestsErrors } from './requests/pl.ts'
import visits, { errors as visitsErrors } from './visits/pl.ts'
import results, { errors as resultsErrors } from './results/pl.ts'
import risk, { errors as riskErrors } from './risk/pl.ts'
import rules from './rules/pl.ts'
import savings from './savings/pl.ts'
import shell from './shell/pl.ts'
import signing, { errors as signingErrors } from './signing/pl.ts'
import { errors as statsErrors } from './stats/pl.ts'
import steward from './steward/pl.ts'
import strategies, { errors as strategiesErrors } from './strategies/pl.ts'
import tables from './tables/pl.ts'
import things from './things/pl.ts'
import thread, { loop } from './thread/pl.ts'
import ui from './ui/pl.ts'
import units from './units/pl.ts'
import upkeep from './upkeep/pl.ts'
import voting from './voting/pl.ts'
import vocabulary from './vocabulary/pl.ts'

const pl: Catalogue = {
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

export default pl
