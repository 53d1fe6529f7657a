/** Areas load all or none, keep their hierarchy and identifiers, and answer which district a point is in. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system, visitor, type Actor } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import type { Database } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { systemIds } from '#platform/ids'
import { migrations as jobsMigrations } from '#platform/jobs'
import { migrations as ledgerMigrations, type Ledger } from '#platform/ledger'
import { createGovernance, migrations as governanceMigrations, type Governance } from '#governance'
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
let gate: Governance['gate']
const told: string[] = []
beforeAll(async () => {
  database = await testDatabase([...jobsMigrations, ...ledgerMigrations, ...governanceMigrations, ...migrations])
  const append = async (_: unknown, { kind }: { kind: string }) => (told.push(kind), systemIds.uuid())
  const events = { emit: async (_: unknown, fact: string) => void told.push(`tells ${fact}`), on: () => {} }
  const { db } = database
  const [clock, ledger] = [fixedClock('2026-11-23T10:00:00Z'), { append } as unknown as Ledger]
  ;({ gate } = createGovernance({ db, clock, ids: systemIds, ledger, events: events as never, makerOf: async () => undefined })) // prettier-ignore
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
  const once = ['places.loaded', 'tells places.loaded']
  expect(told).toEqual([...Array<string>(4).fill('governance.cleared'), ...once, ...once])
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

const steward: Actor = { id: 'olha', kind: 'person', can: () => true }
const subject = { module: 'places', kind: 'text' as const, id: 'secret', title: 'secret' }
/** The one release of the area's words that stands. */
const releaseOf = async (id: string) => {
  const all = await gate.register({ module: 'places', state: 'opened' })
  const [one, ...more] = all.filter(({ title }) => title === id)
  expect(more).toEqual([])
  return { examinationId: one!.id, releaseId: one!.releases.find(({ withdrawal }) => !withdrawal)!.id }
}
const shownAll = async () =>
  JSON.stringify([
    ...[await places.areas(), await places.area('secret'), await places.byIdentifier('teryt', '77')],
    ...[await places.at(40.5, 50.5), await places.outlines('town'), await gate.register({ module: 'places' })],
  ])

test('a name that is taken back is gone for everybody, and for nobody else; brought again it stays so until a person opens it', async () => {
  const breaks = [{ period: '2020', note: names('Osiedle Zenobii'), source: 'survey' }]
  const draft = district('secret', 40, { names: names('Osiedle Zenobii'), note: names('o Zenobii'), breaks, identifiers: [{ scheme: 'teryt', code: '77' }] }) // prettier-ignore
  await places.load(loader, [draft], 'test')
  expect(await shownAll()).toContain('Zenobii')
  const stamp = await places.stamp()
  const { examinationId, releaseId } = await releaseOf('secret')
  await gate.withdrawRelease(steward, releaseId, 'It names a person.')
  expect(await shownAll()).not.toContain('Zenobii')
  expect(await places.stamp()).not.toBe(stamp)
  const area = await places.area('secret')
  expect(area).toMatchObject({ isNameWithdrawn: true, parent: 'town', breaks: [{ period: '2020' }], names: { pl: '(nazwa wycofana)' } }) // prettier-ignore
  expect((await places.area('east')).names.pl).toBe('east')
  told.length = 0
  await places.takenBack({ examinationId, releaseId, subject, reason: 'It names a person.' })
  expect(told).toEqual(['tells places.loaded'])
  // The pack brings it again, with something else that is new.
  await places.load(loader, [{ ...draft, note: names('nobody has looked at it') }], 'again')
  expect(await shownAll()).not.toContain('Zenobii')
  const verdict = { verdict: 'open' as const, grounds: 'She agreed in writing.' }
  await gate.decide(steward, examinationId, verdict)
  expect(await shownAll()).not.toContain('Zenobii')
  for (let times = 0; times < 2; times++) await places.decided({ examinationId, verdict: 'open', subject })
  expect(await places.area('secret')).toMatchObject({ names: names('Osiedle Zenobii'), note: names('o Zenobii') })
})

test('under another name the area is public again', async () => {
  await gate.withdrawRelease(steward, (await releaseOf('secret')).releaseId, 'It names a person.')
  await places.load(loader, [district('secret', 40, { names: names('Osiedle Lipowe') })], 'renamed')
  expect((await places.area('secret')).names.pl).toBe('Osiedle Lipowe')
  expect(await shownAll()).not.toContain('Zenobii')
})
