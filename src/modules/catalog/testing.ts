/** For tests: the catalogue behind a gate, on an empty database of its own, with people who may different things. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { system, type Actor } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import type { Database } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { createEvents } from '#platform/events'
import { createFiles } from '#platform/files'
import { systemIds } from '#platform/ids'
import { createJobs, migrations as jobsMigrations } from '#platform/jobs'
import { createLedger, keptSigner, migrations as ledgerMigrations } from '#platform/ledger'
import { createResumable } from '#platform/uploads'
import {
  createGovernance,
  DECIDED,
  migrations as governanceMigrations,
  scan,
  WITHDRAWN,
  type AssetDraft,
  type Decided,
  type Detectors,
  type Finding,
  type Withdrawn,
} from '#governance'
import { createPlaces, migrations as placesMigrations } from '#places'
import { createCatalog, migrations } from './index.ts'
import type { DatasetDraft } from './datasets/types.ts'
import type { Needs } from './needs.ts'

export const MIGRATIONS = [
  ...jobsMigrations,
  ...ledgerMigrations,
  ...governanceMigrations,
  ...placesMigrations,
  ...migrations,
]

export const CITY = '00000000-0000-7000-8000-000000000001'
export const ROADS = '00000000-0000-7000-8000-000000000002'
const organisations = [
  { id: CITY, kind: 'city' as const, names: { pl: 'Miasto', en: 'City', uk: 'Місто' } },
  { id: ROADS, kind: 'department' as const, names: { pl: 'Drogi', en: 'Roads', uk: 'Дороги' } },
]
export const three = (text: string) => ({ pl: text, en: text, uk: text })

/** Somebody who may these things, in the whole city or at one organisation. */
export const person = (id: string, permissions: string[], at?: string): Actor => ({
  ...{ id, kind: 'person' },
  can: (permission, organisation) => permissions.includes(permission) && (!at || at === organisation),
})
const BRINGS = ['catalog.describe', 'catalog.deliver']
const DECIDES = [...BRINGS, 'catalog.publish', 'catalog.withdraw', 'catalog.inspect', 'governance.decide']
export const editor = person('editor', BRINGS)
export const roadsEditor = person('roads-editor', BRINGS, ROADS)
export const steward = person('steward', [...DECIDES, 'governance.assets'])
export const officer = person('officer', ['catalog.inspect', 'governance.decidePersonal'])
export const resident = person('resident', [])

/** One public, one of persons. */
const asset = (slug: string, securityClass: AssetDraft['securityClass']): AssetDraft => ({
  ...{ slug, securityClass, names: three(slug), descriptions: three('What it is.'), purposes: three('Why.') },
  ...{ holder: three('A unit'), steward: 'Head of the unit', legalBasis: [{ act: 'An act', article: 'art. 1' }] },
  openness: { state: securityClass === 'public' ? 'open' : 'partly', reason: three('By law.') },
})

/** Eleven digits are a PESEL number here. */
const pesel = (column: string): Finding => ({
  ...{ detector: 'pesel', column, severity: 'blocks', personal: true, confidence: 'certain' },
  ...{ hits: 1, cells: 1, places: [1], samples: ['8**********'] },
})
const table: Detectors['table'] = async (given) => (await scan(given)).findings
const texts = (given: Record<string, string>): Finding[] =>
  Object.entries(given).flatMap(([column, text]) => (/\d{11}/.test(text) ? [pesel(column)] : []))

export const dataset = (slug: string, more: Partial<DatasetDraft> = {}): DatasetDraft => ({
  ...{ slug, organisation: CITY, asset: 'trees' },
  description: {
    ...{ title: { pl: 'Drzewa', en: 'Trees' }, description: { pl: `Drzewa: ${slug}` } },
    ...{ licence: 'CC0-1.0', frequency: 'ANNUAL', contact: { name: 'Zieleń', email: 'zielen@example.org' } },
  },
  ...more,
})

/** What the catalogue needs, as a test would have it. */
export type Change = (needs: Needs) => Needs

/** One process of the house, as far as the catalogue needs it; several may stand on one database. */
export async function catalogOn(database: Database, folder: string, change: Change = (needs) => needs) {
  const { db } = database
  const clock = fixedClock('2026-11-23T10:00:00Z')
  const ids = systemIds
  const jobs = createJobs({ database, ids, onError: () => {} })
  const ledger = createLedger({ db, clock, ids, signer: keptSigner({ dataDir: folder, origin: 'example.org/ledger' }) })
  const events = createEvents(jobs)
  const files = createFiles({ dataDir: folder })
  const uploads = createResumable({ dataDir: folder })
  const makerOf = async () => undefined
  const governance = createGovernance({ db, clock, ids, ledger, events, makerOf, detectors: { texts, table } })
  const places = createPlaces({ db, clock, ledger, events, gate: governance.gate })
  const catalog = createCatalog(
    change({
      ...{ database, clock, ids, ledger, files, jobs, events, places, governance, uploadBytesMax: 1e8 },
      ...{ uploads, identity: { organisations: async () => organisations } },
      ...{ baseUrl: 'https://city.example', city: three('City'), title: three('Open data'), about: three('All of it') },
    }),
  )
  await jobs.start({ alone: database.alone })
  return { clock, jobs, ledger, files, uploads, places, governance, catalog }
}

export async function openCatalog(change?: Change) {
  const folder = mkdtempSync(join(tmpdir(), 'unia-catalog-'))
  const database = await testDatabase(MIGRATIONS)
  const parts = await catalogOn(database, folder, change)
  const { governance, catalog } = parts
  await parts.places.load(system('test'), [{ id: 'old-town', kind: 'district', names: three('Old Town') }], 'test')
  await governance.assets.add(steward, asset('trees', 'public'), 'test')
  await governance.assets.add(steward, asset('residents', 'personal'), 'test')

  /** What the gate told since, as its listeners hear it. */
  async function hear(): Promise<void> {
    type Job = { name: string; data: Decided | Withdrawn; id: string }
    const { rows } = await database.pool.query<Job>(
      `delete from pgboss.job where state = 'created' and name like 'governance.%' returning name, data, id`,
    )
    for (const { name, data } of rows)
      await (name.startsWith(DECIDED) ? catalog.decided(data as Decided) : catalog.takenBack(data as Withdrawn))
  }

  return {
    ...parts,
    database,
    folder,
    hear,
    facts: { decided: DECIDED, withdrawn: WITHDRAWN },
    another: () => catalogOn(database, folder, change),
    /** What the ledger says, oldest first. */
    async entries() {
      await parts.ledger.sequence()
      return (await parts.ledger.list({ limit: 200 })).entries.map(({ entry }) => entry).reverse()
    },
    /** A distribution of a dataset of its own. */
    async distribution(slug: string, kind: 'table' | 'file' = 'table', more: Partial<DatasetDraft> = {}) {
      const { id: datasetId } = await catalog.datasets.create(editor, dataset(slug, more))
      const draft = { slug: 'list', kind, title: { pl: 'Lista' } }
      return catalog.datasets.addDistribution(editor, datasetId, draft)
    },
    /** Brought and read to its end, as the job does. */
    async deliver(distributionId: string, content: string | Uint8Array, fileName = 'file.csv', actor = editor) {
      const file = Readable.from([Buffer.from(content)])
      const { id } = await catalog.deliveries.receive(actor, distributionId, { file, fileName, mediaType: 'text/csv' })
      await catalog.read({ data: { id }, progress: async () => {}, signal: new AbortController().signal })
      return catalog.deliveries.view(actor, id)
    },
    async readAgain(id: string, actor = editor) {
      await catalog.deliveries.readAgain(actor, id)
      await catalog.read({ data: { id }, progress: async () => {}, signal: new AbortController().signal })
      return catalog.deliveries.view(actor, id)
    },
    /** A person opens or refuses what waits at the gate, and the catalogue hears of it. */
    async decide(examinationId: string, verdict: 'open' | 'refuse' = 'open', actor = steward) {
      const { findings } = await governance.gate.examination(actor, examinationId)
      const answers = findings.map((_, i) => ({
        finding: i,
        kind: 'mistaken' as const,
        text: 'No number of a person.',
      }))
      const note = verdict === 'refuse' ? { publicNote: 'It is about persons.' } : {}
      await governance.gate.decide(actor, examinationId, { verdict, grounds: 'Looked at it.', answers, ...note })
      await hear()
    },
    async close(): Promise<void> {
      await parts.jobs.stop()
      await database.close()
      rmSync(folder, { recursive: true })
    },
  }
}
export type TestCatalog = Awaited<ReturnType<typeof openCatalog>>
