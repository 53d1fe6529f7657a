/** For tests: indicators on an empty database of their own, and figures that come in as a file would bring them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { system } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import type { Database, Migration } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { createEvents } from '#platform/events'
import { createFiles } from '#platform/files'
import { systemIds } from '#platform/ids'
import { createJobs, migrations as jobsMigrations } from '#platform/jobs'
import { createLedger, keptSigner, migrations as ledgerMigrations } from '#platform/ledger'
import { createNet } from '#platform/net'
import { createResumable } from '#platform/uploads'
import { createPlaces, migrations as placesMigrations } from '#places'
import { createCatalog, migrations as catalogMigrations } from '#catalog'
import { createGovernance, migrations as governanceMigrations } from '#governance'
import { createIndicators, migrations, type DefinitionDraft } from './index.ts'
import type { Needs } from './service/needs.ts'
import type { Standard } from './standards.ts'

export const analyst = system('test')
export const three = (name: string) => ({ pl: name, en: name, uk: name })
export const HEADER = 'area,measure,period,value,unit\n'

export const definition = (
  id: string,
  formula: string,
  unit: string,
  more: Partial<DefinitionDraft> = {},
): DefinitionDraft => ({
  ...{ id, names: three(id), description: three(id), formula, unit, decimals: 1, direction: 'higher', areas: ['city'] },
  ...{ standards: [], strategies: [], method: three('counted'), ...more },
})
export const measure = (id: string, unit: string) => ({ id, names: three(id), unit, min: 0 })
export const described = (...measures: ReturnType<typeof measure>[]) => ({
  measures,
  datasets: [],
  sources: [],
  via: [],
})

/** What the city's own figures hang on, and their terms. */
export const OWN = { asset: 'statistics', terms: 'CC0-1.0' }
export const STATISTICS = {
  ...{ slug: OWN.asset, names: three('Statistics'), descriptions: three('Counts.'), purposes: three('Reports.') },
  ...{ holder: three('Office'), steward: 'Head', legalBasis: [{ act: 'An act', article: 'art. 1' }] },
  ...{ securityClass: 'public' as const, openness: { state: 'open' as const, reason: three('By law.') } },
}

/** A set of indicators of one indicator. */
export const STANDARD: Standard = {
  ...{ id: 'iso', name: three('ISO'), edition: '1', publisher: 'ISO', note: three('-'), sources: [{ title: '-' }] },
  themes: [{ id: 'health', code: '1', names: three('health') }],
  indicators: [
    { code: '1.1', theme: 'health', kind: 'core', names: three('beds'), unit: 'bed', direction: 'higher', unverified: [] }, // prettier-ignore
  ],
}

/** Nothing is made of readings. */
export const NO_FEEDS = { figures: async () => undefined }

/** The catalogue of a city, on the rest of a house. */
export const catalogWith = (house: Omit<Parameters<typeof createCatalog>[0], keyof typeof CITY>) =>
  createCatalog({ ...house, ...CITY })
const CITY = {
  ...{ baseUrl: 'https://city.example', city: three('City'), title: three('Open data'), about: three('All of it') },
  identity: {
    organisations: async () => [
      { id: '00000000-0000-7000-8000-000000000001', kind: 'city' as const, names: three('City') },
    ],
  },
  uploadBytesMax: 1e8,
}

/** What indicators need, as a test would have it. */
export type Change = (needs: Needs) => Needs

/** One process of the house, as far as indicators need it; several may stand on one database. */
export async function processOn(database: Database, folder: string, change: Change = (needs) => needs) {
  const { db } = database
  const clock = fixedClock('2026-11-23T10:00:00Z')
  const ids = systemIds
  const jobs = createJobs({ database, ids, onError: () => {} })
  const ledger = createLedger({ db, clock, ids, signer: keptSigner({ dataDir: folder, origin: 'example.org/ledger' }) })
  const events = createEvents(jobs)
  const makerOf = async () => undefined
  const governance = createGovernance({ db, clock, ids, ledger, events, makerOf })
  const { gate } = governance
  const places = createPlaces({ db, clock, ledger, events, gate })
  const files = createFiles({ dataDir: folder })
  const uploads = createResumable({ dataDir: folder })
  const catalog = catalogWith({ database, clock, ids, ledger, files, jobs, events, places, governance, uploads })
  const needs = change({
    ...{ db, clock, ids, ledger, jobs, events, places, gate, standards: [], strategies: [], home: 'north' },
    ...{ uploadBytesMax: 1e8, makerOf, net: createNet(), timezone: 'Europe/Warsaw' },
    feeds: NO_FEEDS,
    ...{ files, catalog, own: OWN, baseUrl: 'https://city.example' },
  })
  const indicators = createIndicators(needs)

  /** Read to its end, as the job does; `before` where it is an import that was there. */
  async function receive(rows: string, fileName = 'figures.csv') {
    const file = Readable.from([Buffer.from(HEADER + rows)])
    const { id, before } = await indicators.imports.receive(analyst, { file, fileName })
    await indicators.imports.read({ data: { id }, progress: async () => {}, signal: new AbortController().signal })
    return { before, ...(await indicators.imports.preview(analyst, id)) }
  }

  /** Received, published, and what follows from it computed. */
  async function publish(rows: string): Promise<number> {
    const { id } = await receive(rows)
    const { seq } = await indicators.imports.publish(analyst, id, 'test')
    await indicators.recompute()
    return seq
  }
  await jobs.start({ alone: database.alone })
  return { needs, jobs, ledger, places, governance, gate, catalog, indicators, receive, publish }
}

export const MIGRATIONS = [
  ...jobsMigrations,
  ...ledgerMigrations,
  ...governanceMigrations,
  ...placesMigrations,
  ...catalogMigrations,
  ...migrations,
]

export async function openIndicators(change?: Change, more: Migration[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'unia-indicators-'))
  const database = await testDatabase([...MIGRATIONS, ...more])
  const parts = await processOn(database, folder, change)
  return {
    ...parts,
    database,
    /** Another process on the same database. */
    another: () => processOn(database, folder, change),
    async close(): Promise<void> {
      await database.close()
      rmSync(folder, { recursive: true })
    },
  }
}
