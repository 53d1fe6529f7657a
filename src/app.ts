/** The only place that wires: opens the database, builds the modules in level order, starts and stops them. */
import { join } from 'node:path'
import { system, visitor, type Actor } from '#platform/actor'
import { systemClock } from '#platform/clock'
import type { Config } from '#platform/config'
import { migrate, openDatabase, type Migration } from '#platform/db'
import { createEvents } from '#platform/events'
import { createFiles } from '#platform/files'
import { systemIds } from '#platform/ids'
import { createJobs, migrations as jobs } from '#platform/jobs'
import { createLedger, migrations as ledger, openSigner } from '#platform/ledger'
import type { Log } from '#platform/log'
import { createMail } from '#platform/mail'
import { createMetrics } from '#platform/metrics'
import { createIdentity, migrations as identity } from '#identity'
import { createPlaces, migrations as places } from '#places'
import { createIndicators, migrations as indicators, readStandards } from '#indicators'
import { loadCity, migrations as city, readCity, standardsOf } from '#city'

/** In level order: a module's migrations may count on those of lower ones. */
export const migrations: Migration[] = [...jobs, ...ledger, ...identity, ...places, ...indicators, ...city]

const STANDARDS = new URL('../standards/', import.meta.url).pathname

export type Parts = { serve: boolean; work: boolean }

/** Builds the whole house on one database. Nothing runs before `start`. */
export async function createUnia(config: Config, log: Log) {
  const clock = systemClock
  const ids = systemIds
  const pack = await readCity(config.cityDir)
  const database = await openDatabase(config)
  const { db } = database
  try {
    await migrate(db, migrations)
  } catch (error) {
    await database.close()
    throw error
  }
  const metrics = createMetrics()
  const files = createFiles({ dataDir: config.dataDir })
  const work = createJobs({ database, ids, onError: (error) => log.error({ error }, 'job queue') })
  const events = createEvents(work)
  const signer = await openSigner(config)
  const log_ = createLedger({ db, clock, ids, signer })
  const mail = createMail({ jobs: work, config, clock, ids, log })
  const identityService = createIdentity({ db, clock, ids, ledger: log_, mail, config, events })
  const placesService = createPlaces({ db, clock, ledger: log_ })
  const standards = [...(await readStandards(STANDARDS)), ...standardsOf(pack)]
  const indicatorsService = createIndicators({
    db, clock, ids, ledger: log_, files, jobs: work, events, places: placesService, standards,
    home: pack.info.area,
    uploadBytesMax: config.uploadBytesMax,
  })
  return {
    config, database, metrics, files, mail, pack,
    jobs: work,
    ledger: log_,
    identity: identityService,
    places: placesService,
    indicators: indicatorsService,
  }
}
export type City = Awaited<ReturnType<typeof createUnia>>
