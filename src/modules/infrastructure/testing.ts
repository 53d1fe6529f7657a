/** For tests: the infrastructure on an empty database of its own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { system } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import { testDatabase } from '#platform/db/testing'
import { createEvents } from '#platform/events'
import { createFiles } from '#platform/files'
import { systemIds } from '#platform/ids'
import { createJobs, migrations as jobsMigrations } from '#platform/jobs'
import { createLedger, keptSigner, migrations as ledgerMigrations } from '#platform/ledger'
import type { Message } from '#platform/mail'
import { createNet } from '#platform/net'
import type { Member } from '#identity'
import { createGovernance, migrations as governanceMigrations } from '#governance'
import { createPlaces, migrations as placesMigrations } from '#places'
import { createInfrastructure, migrations } from './index.ts'
import type { Needs } from './needs.ts'

export const CITY = '00000000-0000-7000-8000-000000000001'
export const ROADS = '00000000-0000-7000-8000-000000000002'
const organisations = [
  { id: CITY, kind: 'city' as const, names: { pl: 'Miasto', en: 'City', uk: 'Місто' } },
  { id: ROADS, kind: 'department' as const, names: { pl: 'Drogi', en: 'Roads', uk: 'Дороги' } },
]
/** Ola mends, Jan looks after the roads. */
const members = (organisationId: string): Member[] => {
  const since = new Date('2026-01-01T00:00:00Z')
  const of = (name: string, role: 'crew' | 'steward', language: 'pl' | 'uk', id: string): Member => ({ ...{ id, accountId: `account:${name}`, name, email: `${name}@example.org`, role }, organisationId, language, since }) // prettier-ignore
  return organisationId === ROADS ? [of('ola', 'crew', 'pl', CITY), of('jan', 'steward', 'uk', ROADS)] : []
}
export const MIGRATIONS = [
  ...jobsMigrations,
  ...ledgerMigrations,
  ...governanceMigrations,
  ...placesMigrations,
  ...migrations,
]

export async function openInfrastructure(change: (needs: Needs) => Needs = (needs) => needs) {
  const folder = mkdtempSync(join(tmpdir(), 'unia-infrastructure-'))
  const database = await testDatabase(MIGRATIONS)
  const { db } = database
  const clock = fixedClock('2026-11-23T10:00:00Z')
  const ids = systemIds
  const jobs = createJobs({ database, ids, onError: () => {} })
  const ledger = createLedger({ db, clock, ids, signer: keptSigner({ dataDir: folder, origin: 'example.org/ledger' }) })
  const net = createNet({ plainHttp: true, allow: ['127.0.0.0/8'] })
  const events = createEvents(jobs)
  const letters: Message[] = []
  const { gate } = createGovernance({ db, clock, ids, ledger, events, makerOf: async () => undefined })
  const places = createPlaces({ db, clock, ledger, events, gate })
  const needs = change({
    ...{ database, clock, ids, ledger, jobs, net, events, gate, places, baseUrl: 'https://city.example' },
    ...{ files: createFiles({ dataDir: folder, ids }), timezone: 'Europe/Warsaw' },
    identity: { organisations: async () => organisations, members: async (_, id) => members(id), actorNow: async (id) => ({ ...system('test'), id }) }, // prettier-ignore
    mail: { send: async (_, letter) => `${letters.push(letter)}` },
  })
  const infrastructure = createInfrastructure(needs)
  return {
    ...{ infrastructure, database, db, clock, ledger, needs, jobs, letters },
    async close(): Promise<void> {
      await net.close()
      await database.close()
      rmSync(folder, { recursive: true })
    },
  }
}
