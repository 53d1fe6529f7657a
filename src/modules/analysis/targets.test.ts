/** Targets: set by those who may, never in the past, every version kept, two people told of each other, all in the ledger. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system, visitor, type Actor } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import type { Database } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { createEvents } from '#platform/events'
import { createFiles } from '#platform/files'
import { systemIds } from '#platform/ids'
import { createJobs, migrations as jobsMigrations } from '#platform/jobs'
import { createLedger, keptSigner, migrations as ledgerMigrations } from '#platform/ledger'
import {
  createIndicators,
  migrations as indicatorsMigrations,
  type DefinitionDraft,
  type Indicators,
} from '#indicators'
import { createNet } from '#platform/net'
import { createGovernance, migrations as governanceMigrations, type Gate } from '#governance'
import { createResumable } from '#platform/uploads'
import { migrations as catalogMigrations } from '#catalog'
import { createPlaces, migrations as placesMigrations } from '#places'
import { createAnalysis, migrations, type Analysis, type TargetDraft } from './index.ts'
import { catalogWith, NO_FEEDS, OWN } from '../indicators/testing.ts'

const analyst = system('test')
const pack = system('city-pack')
const three = (name: string) => ({ pl: name, en: name, uk: name })
const folder = mkdtempSync(join(tmpdir(), 'unia-analysis-'))
const clock = fixedClock('2026-11-23T10:00:00Z')

let database: Database
let indicators: Indicators
let analysis: Analysis
let gate: Gate
let ledger: ReturnType<typeof createLedger>

const definition = (id: string, direction: DefinitionDraft['direction']): DefinitionDraft => ({
  ...{ id, names: three(id), description: three(id), formula: 'waste / people', unit: 'kg/person', decimals: 1 },
  ...{
    direction,
    areas: ['city'],
    standards: [],
    strategies: [],
    method: three('counted'),
    valid: { min: 0, max: 1000 },
  },
})
const draft: TargetDraft = {
  ...{ indicator: 'waste', area: 'north', value: 0.3, unit: 't/person', period: '2030', kind: 'city' },
  ...{ names: three('Less waste'), source: { names: three('Council'), url: 'https://example.org/act' } },
}

beforeAll(async () => {
  database = await testDatabase([
    ...[...jobsMigrations, ...ledgerMigrations, ...governanceMigrations, ...placesMigrations],
    ...[...catalogMigrations, ...indicatorsMigrations, ...migrations],
  ])
  const { db } = database
  const ids = systemIds
  const jobs = createJobs({ database, ids, onError: () => {} })
  ledger = createLedger({ db, clock, ids, signer: keptSigner({ dataDir: folder, origin: 'example.org/ledger' }) })
  const events = createEvents(jobs)
  const makerOf = async () => undefined
  const governance = createGovernance({ db, clock, ids, ledger, events, makerOf })
  gate = governance.gate
  const places = createPlaces({ db, clock, ledger, events, gate })
  const files = createFiles({ dataDir: folder })
  const uploads = createResumable({ dataDir: folder })
  const catalog = catalogWith({ database, clock, ids, ledger, files, jobs, events, places, governance, uploads })
  indicators = createIndicators({
    ...{ db, clock, ids, ledger, jobs, places, standards: [], strategies: [], home: 'north', uploadBytesMax: 1e6 },
    ...{ files, events, gate, catalog, makerOf, own: OWN, baseUrl: 'https://city.example' },
    ...{ net: createNet(), timezone: 'Europe/Warsaw', feeds: NO_FEEDS },
  })
  await jobs.start()
  const own = { groups: [], likeness: [] }
  analysis = createAnalysis({ db, clock, ids, ledger, places, gate, indicators, own, timezone: 'Europe/Warsaw' })
  const cities = ['north', 'south'].map((id) => ({ id, kind: 'city', names: three(id) }))
  await places.load(analyst, cities, 'test')
  await indicators.takeAreas()
  const measures = [
    { id: 'waste', names: three('waste'), unit: 't' },
    { id: 'people', names: three('people'), unit: 'person' },
  ]
  await indicators.describe(analyst, { measures, datasets: [], sources: [], via: [] }, 'test')
  await indicators.define(analyst, [definition('waste', 'lower'), definition('size', 'context')], 'test')
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

test('only those may who may', async () => {
  const editor: Actor = { id: 'e', kind: 'person', can: (permission) => permission === 'indicators.import' }
  await expect(analysis.setTarget(visitor, draft, 'x')).rejects.toMatchObject({ status: 401 })
  await expect(analysis.setTarget(editor, draft, 'x')).rejects.toMatchObject({ status: 403 })
  expect(await analysis.targets()).toEqual([])
})

test('a target is set, changed and withdrawn; every version stays, each with its entry in the ledger', async () => {
  const set = await analysis.setTarget(analyst, draft, 'the council said so')
  expect(set).toMatchObject({ version: 1, bound: 'atMost', withdrawn: false, grounds: 'the council said so' })
  expect(set).not.toHaveProperty('by')
  const { indicator: _i, area: _a, ...same } = draft
  await expect(analysis.changeTarget(analyst, set.id, same, 1, 'x')).rejects.toMatchObject({
    code: 'analysis.nothingChanged',
  })
  const changed = await analysis.changeTarget(analyst, set.id, { ...same, value: 0.25 }, 1, 'stricter')
  expect(changed).toMatchObject({ version: 2, value: 0.25, indicator: 'waste', area: 'north' })
  await expect(analysis.changeTarget(analyst, set.id, { ...same, value: 0.2 }, 1, 'x')).rejects.toMatchObject({
    ...{ code: 'analysis.conflict', status: 409 },
    details: { expected: 1, version: 2, theirs: { value: 0.25 }, yours: { value: 0.2 } },
  })
  expect(await analysis.targets({ indicator: 'waste' })).toMatchObject([{ version: 2 }])
  expect(await analysis.targets({ area: 'south' })).toEqual([])
  await analysis.withdrawTarget(analyst, set.id, 2, 'given up')
  expect(await analysis.targets()).toEqual([])
  expect(
    (await analysis.targetVersions(set.id)).map(({ version, value, withdrawn }) => [version, value, withdrawn]),
  ).toEqual([
    [3, 0.25, true],
    [2, 0.25, false],
    [1, 0.3, false],
  ])
  await expect(analysis.withdrawTarget(analyst, set.id, 3, 'x')).rejects.toMatchObject({ code: 'analysis.withdrawn' })
  await expect(analysis.changeTarget(analyst, set.id, same, 3, 'x')).rejects.toMatchObject({
    code: 'analysis.withdrawn',
  })
  await ledger.sequence()
  const { entries } = await ledger.list({ subject: `target/${set.id}` })
  const kinds = entries.map(({ entry }) => entry.kind)
  expect(kinds.sort()).toEqual(['analysis.targetSet', 'analysis.targetSet', 'analysis.targetWithdrawn'])
})

test.each([
  ['a period that is over', { period: '2025' }, 'analysis.targetInPast'],
  ['a unit that does not convert', { unit: 'km' }, 'analysis.targetUnit'],
  ['a value that cannot be', { value: 2, unit: 't/person' }, 'analysis.targetOutside'],
  ['the wrong side', { bound: 'atLeast' }, 'analysis.targetBound'],
  ['no side where none is better', { indicator: 'size' }, 'analysis.targetBound'],
  ['an indicator that is not', { indicator: 'nothing' }, 'indicators.unknown'],
  ['a place that is not', { area: 'nowhere' }, 'places.unknown'],
] as const)('%s is refused', async (_, wrong, code) => {
  await expect(analysis.setTarget(analyst, { ...draft, ...wrong }, 'x')).rejects.toMatchObject({ code })
})

test.each([
  { period: 'soon' },
  { value: Infinity },
  { value: NaN },
  { kind: 'wish' },
  { source: { names: three('x'), url: 'javascript:alert(1)' } },
])('%o is no target at all', async (wrong) => {
  await expect(analysis.setTarget(analyst, { ...draft, ...wrong } as TargetDraft, 'x')).rejects.toThrow()
})

test('a year that is not over yet may be aimed at; in the city the day has begun already', async () => {
  await analysis.setTarget(analyst, { ...draft, indicator: 'waste', period: '2026' }, 'x')
  clock.set('2026-12-31T23:30:00Z')
  await expect(analysis.setTarget(analyst, { ...draft, period: '2026' }, 'x')).rejects.toMatchObject({
    code: 'analysis.targetInPast',
    details: { day: '2027-01-01' },
  })
})

test('what was promised for a period stays once it is over, its words may still be mended', async () => {
  const [old] = await analysis.targets({ indicator: 'waste' })
  const { id, version, names, ...rest } = old!
  const { indicator: _i, area: _a, ...said } = draft
  const now = { ...said, period: rest.period }
  await expect(analysis.changeTarget(analyst, id, { ...now, value: 0.9 }, version, 'x')).rejects.toMatchObject({
    code: 'analysis.targetPassed',
  })
  const mended = await analysis.changeTarget(
    analyst,
    id,
    { ...now, names: three('Less waste by 2026') },
    version,
    'typo',
  )
  expect(mended.version).toBe(version + 1)
  expect(names).not.toEqual(mended.names)
})

test("a pack's targets are set once, change with the pack, and what people changed stays", async () => {
  const own = { id: 'law', ...draft, period: '2020', kind: 'law' as const }
  await analysis.loadTargets(pack, [own], 'pack')
  await analysis.loadTargets(pack, [own], 'pack')
  expect(await analysis.targetVersions('law')).toHaveLength(1)
  await analysis.withdrawTarget(analyst, 'law', 1, 'does not concern us')
  await analysis.loadTargets(pack, [own], 'pack')
  expect((await analysis.targetVersions('law'))[0]).toMatchObject({ version: 2, withdrawn: true })
  await analysis.loadTargets(pack, [{ ...own, value: 0.4 }], 'pack')
  expect((await analysis.targetVersions('law'))[0]).toMatchObject({ version: 3, value: 0.4, withdrawn: false })
})

test('of two people who change one target at once, one is told of the other', async () => {
  const { id, version } = await analysis.setTarget(analyst, { ...draft, period: '2035' }, 'x')
  const { indicator: _i, area: _a, ...said } = draft
  const change = (value: number) => analysis.changeTarget(analyst, id, { ...said, period: '2035', value }, version, 'x')
  const done = await Promise.allSettled([change(0.1), change(0.2)])
  expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await analysis.targetVersions(id)).toHaveLength(2)
})

test('a target whose words the gate takes back is shown nowhere, though it is kept', async () => {
  const set = await analysis.setTarget(analyst, { ...draft, area: 'south', names: three('Words about somebody') }, 'x')
  const before = await analysis.targetsStamp()
  const { rows } = await database.pool.query<{ release_id: string }>(
    'select release_id from analysis_targets where id = $1',
    [set.id],
  )
  await gate.withdrawRelease(analyst, rows[0]!.release_id, 'It named somebody.')
  expect(await analysis.targets({ area: 'south' })).toEqual([])
  await expect(analysis.targetVersions(set.id)).rejects.toMatchObject({ code: 'analysis.unknownTarget' })
  expect(await analysis.targetsStamp()).not.toBe(before)
})
