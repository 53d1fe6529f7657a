/** The only place that wires: opens the database, builds the modules in level order, starts and stops them. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import about from '../package.json' with { type: 'json' }
import { system } from '#platform/actor'
import { systemClock, type Clock } from '#platform/clock'
import type { Config } from '#platform/config'
import { migrate, openDatabase, type Database, type Migration } from '#platform/db'
import { isHere } from '#platform/errors'
import { createEvents } from '#platform/events'
import { createFiles } from '#platform/files'
import { createHttp, mountPortal, readInside, type Http, type Limits, type Portal } from '#platform/http'
import { systemIds } from '#platform/ids'
import { createJobs, migrations as jobsMigrations } from '#platform/jobs'
import {
  createLedger,
  keptSigner,
  ledgerLogRoutes,
  ledgerRoutes,
  migrations as ledgerMigrations,
  originOf,
} from '#platform/ledger'
import type { Log } from '#platform/log'
import { createMail } from '#platform/mail'
import { createMetrics } from '#platform/metrics'
import { createNet } from '#platform/net'
import { createPress } from '#platform/press'
import { createResumable } from '#platform/uploads'
import { createIdentity, DIGEST, identityRoutes, keptVapid, migrations as identityMigrations, SWEEP } from '#identity'
import { createGovernance, governanceRoutes, migrations as governanceMigrations } from '#governance'
import { createPlaces, migrations as placesMigrations, placesRoutes } from '#places'
import {
  catalogAddressFor,
  catalogRoutes,
  ckanRoutes,
  createCatalog,
  downloadRoutes,
  migrations as catalogMigrations,
  rdfRoutes,
  SWEEP as CATALOG_SWEEP,
} from '#catalog'
import {
  assetRoutes,
  createInfrastructure,
  deviceRoutes,
  MAINTENANCE_SWEEP,
  maintenanceRoutes,
  feedRoutes,
  FEEDS,
  meterRoutes,
  migrations as infrastructureMigrations,
  liveRoutes,
  ngsiRoutes,
  policyRoutes,
  REPORTS_SWEEP,
  ROUTINES,
  savingsRoutes,
  telemetryRoutes,
} from '#infrastructure'
import {
  createIndicators,
  FETCHES,
  indicatorRoutes,
  migrations as indicatorsMigrations,
  readStandards,
} from '#indicators'
import { analysisRoutes, createAnalysis, migrations as analysisMigrations } from '#analysis'
import { createReports, migrations as reportsMigrations, reportRoutes } from '#reports'
import { createStrategy, migrations as strategyMigrations, strategyRoutes, type ProjectOrigin } from '#strategy'
import { CHALLENGES_TICK, createInnovations, innovationRoutes, migrations as innovationsMigrations } from '#innovations'
import {
  ballotRoutes,
  BALLOTS,
  budgetRoutes,
  countingRoutes,
  connectSigner,
  createParticipation,
  migrations as participationMigrations,
  proposalRoutes,
  TICK,
  voterRoutes,
} from '#participation'
import {
  createNetwork,
  ENQUIRIES_TICK,
  REQUESTS_TICK,
  FEDERATION_SWEEP,
  migrations as networkMigrations,
  networkRoutes,
  networkSiteRoutes,
  PEER_VISITS,
  PRACTICES_SIGNED,
  SOURCE_READS,
  STATEMENTS,
} from '#network'
import {
  createLive,
  createSociety,
  LIVE,
  LIVE_TABLES,
  loadCity,
  migrations as cityMigrations,
  ownOf,
  profileOf,
  promotionOf,
  readCity,
  strategiesOf,
} from '#city'
import { sentence, words, type Key, type Texts } from '#words'

/** In level order: a module's migrations may count on those of lower ones. */
export const migrations: Migration[] = [
  ...jobsMigrations,
  ...ledgerMigrations,
  ...identityMigrations,
  ...governanceMigrations,
  ...placesMigrations,
  ...catalogMigrations,
  ...infrastructureMigrations,
  ...indicatorsMigrations,
  ...analysisMigrations,
  ...reportsMigrations,
  ...strategyMigrations,
  ...innovationsMigrations,
  ...participationMigrations,
  ...networkMigrations,
  ...cityMigrations,
]

const STANDARDS = fileURLToPath(new URL('../standards/', import.meta.url))

/** What is said of the city, in each language. */
const inEach = (key: Key, city: Texts): Texts => ({
  pl: words.pl.t(key, { city: city.pl }),
  en: words.en.t(key, { city: city.en }),
  uk: words.uk.t(key, { city: city.uk }),
})

/**
 * A time of its own for whoever shows in a minute what takes years: the modules go by this clock, and what it leaves for later
 * waits until `jobsAfter`. The ledger goes by the true one: it holds when a thing was written.
 */
export type Apart = { clock: Clock; jobsAfter: Date }

/** Every part of one house, built on one database; nothing runs yet. */
async function build(config: Config, log: Log, database: Database, apart?: Apart) {
  const { db } = database
  const [clock, ids] = [apart?.clock ?? systemClock, systemIds]
  const pack = await readCity(config.cityDir)
  const metrics = createMetrics()
  const files = createFiles({ dataDir: config.dataDir, ids })
  const jobs = createJobs({ database, ids, notBefore: apart?.jobsAfter, onError: (err) => log.error({ err }, 'the job queue') }) // prettier-ignore
  const events = createEvents(jobs)
  const signer = keptSigner({ dataDir: config.dataDir, origin: originOf(config.baseUrl) })
  const ledger = createLedger({ db, clock: systemClock, ids, signer, onError: (err) => log.error({ err }, 'the ledger') }) // prettier-ignore
  const net = createNet({ userAgent: `Unia/${about.version} (+${config.baseUrl})`, ...config.net })
  const mail = createMail({ jobs, config, clock, log })
  const onError = (problem: unknown) => log.warn(problem instanceof Error ? { err: problem } : String(problem))
  const vapid = keptVapid(join(config.dataDir, 'vapid'))
  const identity = createIdentity({ db, clock, ids, ledger, jobs, events, mail, net, vapid, config, onError })
  const { makerOf } = identity
  const { timezone, currency, area: home } = pack.info
  const governance = createGovernance({ db, clock, ids, ledger, events, makerOf })
  const { gate } = governance
  const places = createPlaces({ db, clock, ledger, events, gate })
  const catalog = createCatalog({
    ...{ database, clock, ids, ledger, files, jobs, events, identity, places, governance },
    ...{ baseUrl: config.baseUrl, uploadBytesMax: config.uploadBytesMax, city: pack.info.names },
    uploads: createResumable(config),
    title: inEach('catalog.title', pack.info.names),
    about: inEach('catalog.about', pack.info.names),
  })
  const infrastructure = createInfrastructure({
    ...config,
    ...{ database, clock, ids, ledger, jobs, events, identity, mail, net, files, gate, places, timezone, onError },
  })
  const indicators = createIndicators({
    ...{ db, clock, ids, ledger, files, jobs, events, places, gate, catalog, net, timezone },
    feeds: infrastructure.feeds,
    ...{ own: pack.own, baseUrl: config.baseUrl },
    standards: await readStandards(STANDARDS),
    strategies: strategiesOf(pack.info),
    home,
    makerOf,
    uploadBytesMax: config.uploadBytesMax,
  })
  const analysis = createAnalysis({ db, clock, ids, ledger, places, gate, indicators, timezone, own: ownOf(pack) })
  createLive({ ...config, db, jobs, files, catalog, feeds: infrastructure.feeds }, pack)
  const press = createPress(config)
  const reports = createReports({
    ...{ db, clock, ids, ledger, files, jobs, events, places, gate, indicators, analysis, press, timezone },
    profile: profileOf(pack),
  })
  const { dataDir, baseUrl, secret, uploadBytesMax } = config
  const lower = { database, clock, ids, ledger, jobs, events, files, mail, identity, gate, places, timezone, baseUrl }
  // prettier-ignore
  const strategy = createStrategy({ ...lower, db, indicators, analysis, press, catalog, own: pack.own, home, currency, uploadBytesMax, hasOrigin: (origin) => hasOrigin(origin, { infrastructure, innovations, participation }) })
  const innovations = createInnovations({ ...lower, db, infrastructure, indicators, analysis, strategy, onError })
  const signing = connectSigner({ folder: join(dataDir, 'signer'), socket: config.signerSocket })
  const participation = createParticipation({
    ...{ ...lower, strategy, dataDir, onError, noteSigner: signer, pack: pack.budget },
    signer: signing.signer,
  })
  createSociety({ ...config, db, events, files, indicators, society: participation.society }, pack)
  const shown = { city: pack.info, promotion: promotionOf(pack), answersIn: pack.network.answersIn, people: pack.network.people } // prettier-ignore
  const network = createNetwork({ ...lower, ...shown, db, net, infrastructure, indicators, analysis, innovations, onError, secret, version: about.version }) // prettier-ignore
  metrics.gauge('unia_ledger_entries', 'Entries in the ledger', () => ledger.count())
  metrics.gauge('unia_published', 'What is published', async () => ({ ...(await indicators.counts()) }))
  return {
    ...{ config, log, database, pack, info: pack.info, sources: pack.sources, metrics, files, jobs, ledger, net, mail },
    ...{ identity, places, governance, catalog, infrastructure, indicators },
    ...{ analysis, press, reports, strategy, innovations, participation, network, signing },
  }
}
export type Parts = Awaited<ReturnType<typeof build>>

type Origins = Pick<Parts, 'infrastructure' | 'innovations' | 'participation'>
/** Is what a project is said to come from here, and public? Goals are looked up below; a vote may be older than this house. */
async function hasOrigin(origin: ProjectOrigin, { infrastructure, innovations, participation }: Origins) {
  const has = (all: readonly { id: string }[], wanted: string) => all.some(({ id }) => id === wanted)
  if (origin.kind === 'pilot') return isHere(innovations.pilots.one(origin.pilot))
  if (origin.kind === 'savingsPlan') return has(await infrastructure.savings.list(), origin.plan)
  if (origin.kind !== 'participatoryBudget' || !origin.proposalId) return true
  return has(await participation.proposals.all(origin.edition), origin.proposalId)
}

/** The city as the portal's pages see it. */
export type City = Pick<
  Parts,
  | 'info'
  | 'sources'
  | 'ledger'
  | 'jobs'
  | 'identity'
  | 'places'
  | 'governance'
  | 'catalog'
  | 'infrastructure'
  | 'indicators'
  | 'analysis'
  | 'press'
  | 'reports'
  | 'strategy'
  | 'innovations'
  | 'participation'
  | 'network'
>

export type Unia = Awaited<ReturnType<typeof createUnia>>

/** Opens the house: the database, brought up to this program's schema, and every module on it. `start` sets it going. */
export async function createUnia(config: Config, log: Log, apart?: Apart) {
  const database = await openDatabase(config, (err) => log.error({ err }, 'the database'))
  try {
    await migrate(database.db, migrations)
    const parts = await build(config, log, database, apart)
    return { ...parts, ...running(parts) }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** What runs by the clock. */
const SCHEDULED = [
  ...[SWEEP, DIGEST, CATALOG_SWEEP, FEEDS, LIVE, LIVE_TABLES, FETCHES, REPORTS_SWEEP, MAINTENANCE_SWEEP, TICK, BALLOTS],
  CHALLENGES_TICK,
  ...[STATEMENTS, ENQUIRIES_TICK, REQUESTS_TICK, FEDERATION_SWEEP, PEER_VISITS, PRACTICES_SIGNED, SOURCE_READS],
  ...ROUTINES,
]

function running(parts: Parts) {
  const { config, database, jobs, ledger, governance, infrastructure, indicators, analysis, log } = parts
  let http: Http | undefined
  let mqttPort: number | undefined
  return {
    /** Where devices come by MQTT; undefined where they come to an outside broker. */
    mqttPort: () => mqttPort,
    /** Brings the city pack in where it is new, then works, serves, or both. Gives the port it listens on. */
    async start(roles: { serve: boolean; work: boolean }, portal?: Portal<City>): Promise<number | undefined> {
      await jobs.start({ alone: database.alone })
      await parts.identity.ensureCity(system('start'), parts.info.names)
      await parts.network.keys.ensure()
      await loadCity(
        {
          ...{ register: parts.innovations.register, partners: parts.network.partners },
          ...{ db: database.db, places: parts.places, assets: governance.assets, infrastructure, indicators, analysis },
          ...{ strategy: parts.strategy, proposals: parts.participation.proposals, log },
        },
        parts.pack,
      )
      if (portal) parts.press.open(readInside<City>(portal, parts, config.baseUrl, log))
      if (roles.work) {
        await jobs.work()
        for (const { job, cron } of SCHEDULED) await jobs.schedule(job, cron, parts.info.timezone)
        ledger.start()
        infrastructure.context.start()
        infrastructure.telemetry.start()
      }
      mqttPort = await openToDevices(parts, roles)
      if (!roles.serve) return undefined
      http = await serve(parts, portal)
      await http.listen({ port: config.port, host: config.host })
      const address = http.server.address()
      return typeof address === 'object' && address ? address.port : config.port
    },

    /** Lets what runs come to its end, and closes everything in the opposite order. */
    async stop(): Promise<void> {
      await http?.close()
      await infrastructure.mqtt.stop()
      await infrastructure.telemetry.stop()
      await infrastructure.context.stop()
      await ledger.stop()
      await jobs.stop()
      await parts.signing.stop()
      await parts.net.close()
      await database.close()
    },
  }
}

/** Whoever serves listens for devices; of an outside broker's messages whoever works takes a share. Gives the port. */
async function openToDevices(
  { config, infrastructure: { mqtt }, log }: Parts,
  roles: { serve: boolean; work: boolean },
): Promise<number | undefined> {
  if ('url' in config.mqtt) {
    if (roles.work) mqtt.join(config.mqtt.url).catch((err: unknown) => log.error({ err }, 'the MQTT broker'))
    return undefined
  }
  if (!roles.serve) return undefined
  try {
    return await mqtt.listen(config.mqtt)
  } catch (err) {
    // Another house on this machine, or another broker, has the port: that is no reason not to serve.
    log.warn({ err }, 'no devices by MQTT')
    return undefined
  }
}

/** The house's server, with every route; it listens where `start` lets it. A bench sets `limits` out of its way. */
export async function serve(parts: Parts, portal?: Portal<City>, limits?: Partial<Limits>): Promise<Http> {
  const { config, log, metrics, database, files, identity, catalog, infrastructure, participation } = parts
  const app = await createHttp({
    ...{ config, log, metrics, sentence, limits },
    addressFor: catalogAddressFor,
    version: about.version,
    ready: async () => ({ database: (await database.pool.query('select 1')).rowCount === 1 }),
    authenticate: async ({ headers }) => (await identity.authenticate(headers)).actor,
  })
  const prefix = '/api/v1'
  await app.register(ledgerRoutes(parts.ledger), { prefix })
  await app.register(identityRoutes(identity), { prefix })
  await app.register(placesRoutes(parts.places), { prefix })
  await app.register(governanceRoutes(parts.governance), { prefix })
  await app.register(catalogRoutes(catalog), { prefix })
  await app.register(assetRoutes(infrastructure.assets), { prefix })
  await app.register(maintenanceRoutes(infrastructure.maintenance), { prefix })
  await app.register(feedRoutes(infrastructure.feeds), { prefix })
  await app.register(savingsRoutes(infrastructure.savings), { prefix })
  await app.register(policyRoutes(infrastructure.context), { prefix })
  await app.register(telemetryRoutes(infrastructure.telemetry, infrastructure.context), { prefix })
  await app.register(deviceRoutes(infrastructure.devices), { prefix })
  await app.register(liveRoutes(infrastructure.live), { prefix })
  await app.register(meterRoutes(infrastructure.meters), { prefix })
  await app.register(indicatorRoutes(parts.indicators, config), { prefix })
  await app.register(analysisRoutes(parts.analysis), { prefix })
  await app.register(reportRoutes(parts.reports, config), { prefix })
  await app.register(strategyRoutes(parts.strategy), { prefix })
  await app.register(innovationRoutes(parts.innovations), { prefix })
  await app.register(budgetRoutes(participation.budgets), { prefix })
  await app.register(voterRoutes(participation.eligibility), { prefix })
  await app.register(ballotRoutes(participation.ballots), { prefix })
  await app.register(proposalRoutes(participation.proposals), { prefix })
  await app.register(countingRoutes(participation.counting), { prefix })
  await app.register(networkRoutes(parts.network), { prefix })
  await app.register(
    ckanRoutes({
      ...{ actions: catalog.ckan, baseUrl: config.baseUrl, sentence },
      mayBring: async (actor) => (await identity.organisations()).some(({ id }) => actor.can('catalog.deliver', id)),
      keep: (file) => files.put(file, { limitBytes: config.uploadBytesMax }),
      actorOf: async (key) => (await identity.authenticate({ authorization: `Bearer ${key}` })).actor,
    }),
  )
  await app.register(ngsiRoutes(infrastructure.context, { sentence, baseUrl: config.baseUrl }), {
    prefix: '/ngsi-ld/v1',
  })
  await app.register(networkSiteRoutes(parts.network))
  await app.register(rdfRoutes(catalog))
  await app.register(downloadRoutes(catalog))
  await app.register(ledgerLogRoutes(parts.ledger), { prefix: '/ledger' })
  if (portal) mountPortal<City>(app, portal, parts, config.baseUrl.startsWith('https:'))
  return app
}
