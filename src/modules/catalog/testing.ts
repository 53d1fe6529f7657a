/** For tests: the catalogue on an empty database of its own, with people who may different things. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { system, type Actor } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import type { Database } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { systemIds } from '#platform/ids'
import { createLedger, keptSigner, migrations as ledgerMigrations } from '#platform/ledger'
import { createPlaces, migrations as placesMigrations } from '#places'
import { createCatalog, migrations } from './index.ts'
import type { DatasetDraft } from './datasets/types.ts'

export const MIGRATIONS = [...ledgerMigrations, ...placesMigrations, ...migrations]

export const CITY = '00000000-0000-7000-8000-000000000001'
export const ROADS = '00000000-0000-7000-8000-000000000002'
const organisations = [
  { id: CITY, kind: 'city' as const, names: { pl: 'Miasto', en: 'City', uk: 'Місто' } },
  { id: ROADS, kind: 'department' as const, names: { pl: 'Drogi', en: 'Roads', uk: 'Дороги' } },
]

/** Somebody who may these things, in the whole city or at one organisation. */
export const person = (id: string, permissions: string[], at?: string): Actor => ({
  ...{ id, kind: 'person' },
  can: (permission, organisation) => permissions.includes(permission) && (!at || at === organisation),
})
export const editor = person('editor', ['catalog.describe', 'catalog.deliver'])
export const roadsEditor = person('roads-editor', ['catalog.describe', 'catalog.deliver'], ROADS)
export const resident = person('resident', [])

export const dataset = (slug: string, more: Partial<DatasetDraft> = {}): DatasetDraft => ({
  ...{ slug, organisation: CITY, asset: 'trees' },
  description: {
    ...{ title: { pl: 'Drzewa', en: 'Trees' }, description: { pl: 'Drzewa przy ulicach' } },
    ...{ licence: 'CC0-1.0', frequency: 'ANNUAL', contact: { name: 'Zieleń', email: 'zielen@example.org' } },
  },
  ...more,
})

export async function catalogOn(database: Database, folder: string) {
  const { db } = database
  const clock = fixedClock('2026-11-23T10:00:00Z')
  const ids = systemIds
  const ledger = createLedger({ db, clock, ids, signer: keptSigner({ dataDir: folder, origin: 'example.org/ledger' }) })
  const places = createPlaces({ db, clock, ledger, events: { emit: async () => {} } })
  const catalog = createCatalog({
    db,
    clock,
    ids,
    ledger,
    places,
    identity: { organisations: async () => organisations },
  })
  return { clock, ledger, places, catalog }
}

export async function openCatalog() {
  const folder = mkdtempSync(join(tmpdir(), 'unia-catalog-'))
  const database = await testDatabase(MIGRATIONS)
  const parts = await catalogOn(database, folder)
  const names = { pl: 'Stare Miasto', en: 'Old Town', uk: 'Старе місто' }
  await parts.places.load(system('test'), [{ id: 'old-town', kind: 'district', names }], 'test')
  return {
    ...parts,
    database,
    /** What the ledger says, oldest first. */
    async entries() {
      await parts.ledger.sequence()
      return (await parts.ledger.list({ limit: 200 })).entries.map(({ entry }) => entry).reverse()
    },
    async close(): Promise<void> {
      await database.close()
      rmSync(folder, { recursive: true })
    },
  }
}
