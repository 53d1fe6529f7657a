/** A strategy is versions that stay: drafted by some, published by another, readable as of any day; what is wrong is refused with its place. */
import fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system, visitor, type Actor } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import { testDatabase } from '#platform/db/testing'
import type { Database } from '#platform/db'
import { systemIds } from '#platform/ids'
import { createJobs, migrations as jobsMigrations } from '#platform/jobs'
import { createEvents } from '#platform/events'
import { createLedger, keptSigner, migrations as ledgerMigrations } from '#platform/ledger'
import { createGovernance, migrations as governanceMigrations } from '#governance'
import { migrations } from '../migrations/index.ts'
import { besideOf } from './beside.ts'
import { faultsOf } from './rules.ts'
import { createStrategies, type Strategies } from './service.ts'
import { StrategyDraft } from './types.ts'

const three = (name: string) => ({ pl: name, en: name, uk: name })
const goal = (code: string, more: object = {}) => ({ code, area: 'water', names: three(`goal ${code}`), ...more })
const draft = (more: Partial<StrategyDraft> = {}): StrategyDraft => ({
  ...{ id: 'river-2035', names: three('River 2035'), from: 2025, to: 2035, adopted: '2025-01-01' },
  ...{ source: { names: three('city') }, areas: ['water', 'people'].map((code) => ({ code, names: three(code) })) },
  goals: [goal('1'), goal('1.1', { parent: '1', indicators: ['ferry'], directions: [{ code: 'a', names: three('a'), indicators: ['fees'] }] }), goal('2', { area: 'people' })], // prettier-ignore
  ...more,
})
const whole = (more: Partial<StrategyDraft> = {}) => StrategyDraft.parse(draft(more))

const folder = mkdtempSync(join(tmpdir(), 'unia-strategies-'))
const clock = fixedClock('2026-11-23T10:00:00Z')
let database: Database
let strategies: Strategies
beforeAll(async () => {
  database = await testDatabase([...jobsMigrations, ...ledgerMigrations, ...governanceMigrations, ...migrations])
  const { db } = database
  const ids = systemIds
  const ledger = createLedger({ db, clock, ids, signer: keptSigner({ dataDir: folder, origin: 'example.org/l' }) })
  const events = createEvents(createJobs({ database, ids, onError: () => {} }))
  const { gate } = createGovernance({ db, clock, ids, ledger, events, makerOf: async () => undefined })
  const definition = { id: 'ferry', strategies: [{ strategy: 'river-2035', area: 'water' }] }
  const definitions = async () => [definition, { id: 'fees', strategies: [] }] as never
  strategies = createStrategies({ db, clock, ledger, gate, indicators: { definitions } })
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

const person = (id: string, ...may: string[]): Actor => ({ id, kind: 'person', can: (one) => may.includes(one) })
const [ewa, jan] = [person('ewa', 'strategy.edit', 'strategy.publish'), person('jan', 'strategy.edit', 'strategy.publish')] // prettier-ignore
const pack = system('city-pack')
const code = (code: string, details = {}) => expect.objectContaining({ code: `strategies.${code}`, details: expect.objectContaining(details) }) // prettier-ignore

test('from the pack to a change of the workspace: two persons, versions that stay, as of any day', async () => {
  await strategies.load(pack, [draft()], 'city pack')
  await strategies.load(pack, [draft()], 'city pack')
  expect((await strategies.versions('river-2035')).map(({ version }) => version)).toEqual([1])
  expect((await strategies.linksOf('fees')).map(({ key }) => key)).toEqual(['river-2035/1.1'])

  const before = clock.now()
  clock.set('2026-11-25T10:00:00Z')
  await expect(strategies.save(visitor, draft(), 1)).rejects.toMatchObject({ status: 401 })
  await expect(strategies.save(ewa, draft({ goals: [goal('1', { parent: '1' })] }), 1)).rejects.toEqual(code('circle', { where: 'goals[0].parent' })) // prettier-ignore
  await expect(strategies.save(ewa, draft({ areas: draft().areas.slice(1) }), 1)).rejects.toEqual(code('unknownArea', { where: 'goals[0].area' })) // prettier-ignore
  await expect(strategies.save(ewa, draft({ areas: draft().areas.slice(1), goals: [] }), 1)).rejects.toEqual(code('areasKept', { area: 'water', indicator: 'ferry' })) // prettier-ignore
  await expect(strategies.save(ewa, draft(), 0)).rejects.toEqual(code('conflict', { version: 1 }))
  await strategies.save(ewa, draft(), 1)
  await expect(strategies.publish(jan, 'river-2035', 'the council')).rejects.toEqual(code('nothingChanged'))
  await strategies.save(ewa, draft({ goals: [...draft().goals!, goal('3')] }), 1)
  await expect(strategies.publish(ewa, 'river-2035', 'the council')).rejects.toEqual(code('ownDraft'))
  expect(await strategies.publish(jan, 'river-2035', 'the council')).toBe(2)
  await expect(strategies.publish(jan, 'river-2035', 'the council')).rejects.toEqual(code('noDraft'))

  expect((await strategies.one('river-2035')).goals).toHaveLength(4)
  expect((await strategies.one('river-2035', { asOf: before })).goals).toHaveLength(3)
  expect((await strategies.one('river-2035', { version: 1 })).version).toBe(1)
  expect(await strategies.differences('river-2035', 2)).toEqual({ added: ['3'], removed: [], changed: [], about: false }) // prettier-ignore
  await strategies.demandGoals(['river-2035/3'])
  await expect(strategies.demandGoals(['river-2035/9'])).rejects.toEqual(code('goalUnknown', { goal: 'river-2035/9' }))
  // What people changed stays while the pack says what it said before.
  await strategies.load(pack, [draft()], 'city pack')
  expect((await strategies.one('river-2035')).version).toBe(2)
  await expect(sql`update strategy_versions set version = 7`.execute(database.db)).rejects.toThrow(/never changed/)
})

test('words that hold somebody’s number are not let out', async () => {
  await expect(strategies.save(ewa, draft(), 2, 'PESEL 44051401359')).rejects.toMatchObject({ code: 'governance.unfitText' }) // prettier-ignore
})

test('every fault is told with its place, and nothing of what is right', () => {
  const known = { indicators: new Set(['ferry', 'fees']) }
  expect(faultsOf(whole(), known)).toEqual([])
  const wrong = whole({
    ...{ from: 2036, goalsAdopted: 2, areas: [...draft().areas, draft().areas[0]!] },
    goals: [goal('1', { parent: '1.1' }), goal('1.1', { parent: '1', indicators: ['x'] }), goal('1', { parent: '7' }), goal('4', { area: 'people', parent: '1' })], // prettier-ignore
  })
  expect(faultsOf(wrong, known).map(({ kind, path }) => [kind, path.join('.')])).toEqual([
    ['years', 'to'],
    ['twice', 'areas.2.code'],
    ['twice', 'goals.2.code'],
    ['moreThanAdopted', 'goalsAdopted'],
    ['circle', 'goals.0.parent'],
    ['unknownIndicator', 'goals.1.indicators.0'],
    ['unknownParent', 'goals.2.parent'],
    ['otherArea', 'goals.3.parent'],
  ])
})

test('whoever puts goals beneath one another at will gets a forest or is told of a circle', () => {
  const parents = fc.array(fc.option(fc.nat(7), { nil: undefined }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(parents, (above) => {
      const goals = above.map((to, i) => goal(`${i}`, to !== undefined && to < above.length ? { parent: `${to}` } : {}))
      const climbs = (i: number, steps = 0): boolean => {
        const to = above[i]
        return to === undefined || to >= above.length || (steps <= above.length && climbs(to, steps + 1))
      }
      const isForest = above.every((_, i) => climbs(i))
      expect(faultsOf(whole({ goals }), {}).some(({ kind }) => kind === 'circle')).toBe(!isForest)
    }),
  )
})

test('beside the figures: gaps with and without a goal, goals that nobody works on or can see', () => {
  const gap = (indicator: string, priority: number, theme?: string) => ({ indicator, priority, places: theme ? [{ set: 'river-2035', theme }] : [] }) // prettier-ignore
  const found = besideOf(whole(), { gaps: [gap('ferry', 0.9), gap('noise', 0.5, 'people')], projects: { '1.1': 1 } })
  expect(found.agree.map(({ gap, goals }) => [gap.indicator, goals.map(({ code }) => code)])).toEqual([['ferry', ['1.1']]]) // prettier-ignore
  expect(found.gapsWithoutGoal.map(({ gap, inArea }) => [gap.indicator, inArea])).toEqual([['noise', 'people']])
  // The goal above is worked on, and seen, by the one beneath.
  expect(found.goalsWithoutProject.map(({ code }) => code)).toEqual(['2'])
  expect(found.goalsWithoutIndicator.map(({ code }) => code)).toEqual(['2'])
})
