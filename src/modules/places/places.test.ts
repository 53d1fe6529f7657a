/** Areas load all or none, keep their hierarchy and identifiers, and answer which district a point is in. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system, visitor } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import type { Database } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { systemIds } from '#platform/ids'
import { migrations as jobsMigrations } from '#platform/jobs'
import { migrations as ledgerMigrations, type Ledger } from '#platform/ledger'
import { createGovernance, migrations as governanceMigrations } from '#governance'
import { createPlaces, migrations, type AreaDraft, type Places } from './index.ts'

const loader = system('test')
const names = (name: string) => ({ pl: name, en: name, uk: name })
const square = (west: number, south: number, side: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [west, south],
      [west + side, south],
      [west + side, south + side],
      [west, south + side],
      [west, south],
    ] as [number, number][],
  ],
})
const district = (id: string, west: number, more: Partial<AreaDraft> = {}): AreaDraft => ({
  id,
  kind: 'district',
  names: names(id),
  parent: 'town',
  outline: { geometry: square(west, 50, 1), source: 'survey' },
  ...more,
})
const town: AreaDraft = {
  id: 'town',
  kind: 'city',
  names: names('Town'),
  identifiers: [{ scheme: 'teryt', code: '0000011' }],
}

let database: Database
let places: Places
const told: string[] = []
beforeAll(async () => {
  database = await testDatabase([...jobsMigrations, ...ledgerMigrations, ...governanceMigrations, ...migrations])
  const append = async (_: unknown, { kind }: { kind: string }) => (told.push(kind), systemIds.uuid())
  const events = { emit: async (_: unknown, fact: string) => void told.push(`tells ${fact}`) }
  const { db } = database
  const [clock, ledger] = [fixedClock('2026-11-23T10:00:00Z'), { append } as unknown as Ledger]
  const { gate } = createGovernance({ db, clock, ids: systemIds, ledger, events: events as never, makerOf: async () => undefined }) // prettier-ignore
  places = createPlaces({ db, clock, ledger, events, gate })
  await places.load(
    loader,
    [district('east', 23), district('west', 22), town, district('old', 24, { validTo: '2010-12-31' })],
    'test',
  )
})
afterAll(() => database.close())

test('children may come before their parents, and a second loading changes nothing', async () => {
  await places.load(loader, [town, district('east', 23)], 'again')
  expect((await places.areas({ parent: 'town' })).map((area) => area.id)).toEqual(['east', 'old', 'west'])
  const once = ['governance.cleared', 'places.loaded', 'tells places.loaded']
  expect(told).toEqual([...once, ...once])
})

test('a point is in its district, and outside all in none', async () => {
  expect((await places.at(22.5, 50.5))?.id).toBe('west')
  expect((await places.at(23.5, 50.5))?.id).toBe('east')
  expect(await places.at(10, 10)).toBeUndefined()
})

test('areas of the past are not among those of today', async () => {
  expect((await places.areas({ parent: 'town', at: '2026-01-01' })).map((area) => area.id)).toEqual(['east', 'west'])
  expect((await places.areas({ parent: 'town', at: '2009-01-01' })).map((area) => area.id)).toContain('old')
})

test('an area is found by an outside identifier', async () => {
  expect((await places.byIdentifier('teryt', '0000011'))?.names.en).toBe('Town')
  expect(await places.byIdentifier('teryt', '9999999')).toBeUndefined()
})

test('outlines come as GeoJSON with their source', async () => {
  const { features } = await places.outlines('town')
  expect(features.map(({ id, properties }) => [id, properties.source])).toEqual([
    ['east', 'survey'],
    ['west', 'survey'],
  ])
})

test('an area lies within its box, a whole within that of its parts', async () => {
  const boxes = await places.boxes(['town', 'east', 'old'])
  const [east, whole] = [boxes.get('east')!, boxes.get('town')!]
  expect([east[0] < 23.5 && 23.5 < east[2], east[1] < 50.5 && 50.5 < east[3]]).toEqual([true, true])
  expect([whole[0] < 22.5, whole[2]]).toEqual([true, east[2]])
})

test('one wrong area refuses them all', async () => {
  const orphan: AreaDraft = { id: 'orphan', kind: 'district', names: names('Orphan'), parent: 'nowhere' }
  await expect(places.load(loader, [district('new', 30), orphan], 'test')).rejects.toMatchObject({
    code: 'places.unknownParent',
  })
  await expect(places.load(loader, [{ ...town, parent: 'east' }], 'test')).rejects.toMatchObject({
    code: 'places.cycle',
    details: { path: 'town → east → town' },
  })
  const loop = [district('a', 1, { parent: 'b' }), district('b', 2, { parent: 'a' })]
  await expect(places.load(loader, loop, 'test')).rejects.toMatchObject({ code: 'places.cycle' })
  expect((await places.areas({ parent: 'town' })).map((area) => area.id)).not.toContain('new')
})

test('nobody loads places without the right to', async () => {
  await expect(places.load(visitor, [town], 'test')).rejects.toMatchObject({ code: 'unauthenticated', status: 401 })
})
