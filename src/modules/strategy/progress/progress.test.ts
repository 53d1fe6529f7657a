/** How far a strategy is, told alike by a page of today and by a report; a report that was interrupted is made anew, and never half. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system, visitor, type Actor } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import { testDatabase } from '#platform/db/testing'
import type { Database } from '#platform/db'
import { createEvents } from '#platform/events'
import { createFiles } from '#platform/files'
import { systemIds } from '#platform/ids'
import { createJobs, migrations as jobsMigrations } from '#platform/jobs'
import { createLedger, keptSigner, migrations as ledgerMigrations } from '#platform/ledger'
import { createGovernance, migrations as governanceMigrations } from '#governance'
import { createStrategy, migrations, type Needs, type Strategy } from '../index.ts'
import { StrategyDraft } from '../strategies/types.ts'
import { firstOf, moneyOf, progressOf } from './rules.ts'
import type { Input } from './types.ts'

const three = (name: string) => ({ pl: name, en: name, uk: name })
const draft: StrategyDraft = {
  ...{ id: 'river', names: three('River'), from: 2025, to: 2035, adopted: '2025-01-01', source: { names: three('city') } }, // prettier-ignore
  areas: [{ code: 'water', names: three('water') }],
  goals: [
    { code: '1', area: 'water', names: three('Ferry'), indicators: ['ferry'] },
    { code: '2', area: 'water', names: three('Banks') },
  ],
}
const target = (id: string, kind: string, period: string) => ({ target: { id, kind, period, bound: 'atLeast', names: three(id), source: { names: three(id) } }, value: 9, state: 'onPace' }) // prettier-ignore
/** As the analysis tells it; cut down to what the progress reads. */
const known = {
  input: { seq: 4, home: 'home', day: '2026-11-23', indicators: [{ id: 'ferry', names: three('ferry'), unit: 'trip', decimals: 1, direction: 'higher', series: { home: [['2023', 5, 'A'], ['2025', 6, 'A'], ['2026', 7, 'A']] } }] }, // prettier-ignore
  judged: [{ indicator: 'ferry', current: true, targets: [target('own', 'strategy', '2030'), target('later', 'strategy', '2040'), target('law', 'law', '2030')] }], // prettier-ignore
  gaps: [{ indicator: 'ferry', priority: 0.8, places: [] }],
} as unknown as Pick<Input, 'judged' | 'gaps'> & { input: Input['input'] & { seq: number } }

const folder = mkdtempSync(join(tmpdir(), 'unia-progress-'))
const clock = fixedClock('2026-11-23T10:00:00Z')
const moment = { seq: 4, at: new Date('2026-11-20T10:00:00Z') }
let database: Database
let strategy: Strategy
const print: { of: string[]; fail: boolean } = { of: [], fail: true }
beforeAll(async () => {
  database = await testDatabase([...jobsMigrations, ...ledgerMigrations, ...governanceMigrations, ...migrations])
  const { db } = database
  const ids = systemIds
  const jobs = createJobs({ database, ids, onError: () => {} })
  const ledger = createLedger({ db, clock, ids, signer: keptSigner({ dataDir: folder, origin: 'example.org/l' }) })
  const { gate } = createGovernance({ db, clock, ids, ledger, events: createEvents(jobs), makerOf: async () => undefined }) // prettier-ignore
  const analysis = { parameters: () => ({}), input: async () => known.input, strengths: async () => ({ indicators: known.judged }), directions: async () => ({ gaps: known.gaps }) } // prettier-ignore
  const press = {
    print: async (path: string) => {
      if (print.fail) throw new Error('killed')
      print.of.push(path)
      return Buffer.from(`%PDF ${path}`)
    },
  }
  strategy = createStrategy({
    ...{ db, clock, ids, ledger, gate, jobs, analysis, press, timezone: 'Europe/Warsaw' },
    files: createFiles({ dataDir: folder }),
    hasOrigin: async () => true,
    indicators: { definitions: async () => [{ id: 'ferry', strategies: [] }], moment: async () => moment },
    identity: { notices: { tell: async () => {} }, organisations: async () => [] },
  } as unknown as Needs)
  await jobs.start()
  await strategy.strategies.load(system('city-pack'), [draft], 'city pack')
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})
const editor: Actor = { id: 'ewa', kind: 'person', can: (permission) => permission === 'strategy.edit' }
const job = (id: string) => ({ data: { id }, progress: async () => {}, signal: new AbortController().signal })

test('a goal is told by its indicators and the strategy’s own targets in its years; gaps stand beside it', async () => {
  const now = await strategy.progress.now('river')
  expect(now.tally).toEqual({ targets: 1, good: 1, bad: 0, open: 0, projects: 0 })
  expect(now.goals[0]!.indicators[0]).toMatchObject({ first: ['2025', 6, 'A'], latest: ['2026', 7, 'A'] })
  expect(now.goals[0]!.indicators[0]!.verdicts.map((one) => one.target.id)).toEqual(['own'])
  expect([now.gaps.map(({ goals }) => goals), now.withoutProject, now.withoutIndicator]).toEqual([[['1']], ['1', '2'], ['2']]) // prettier-ignore
})

test('money is told by currency; what was planned for projects that were given up counts no more', () => {
  const project = (currency: string, state: string) =>
    ({ currency, state, budget_minor: 100, spent_minor: 30 }) as never
  expect(moneyOf([project('PLN', 'finished'), project('PLN', 'cancelled'), project('EUR', 'planned')])).toEqual([
    { currency: 'EUR', budget_minor: 100, spent_minor: 30, projects: 1, finished: 0 },
    { currency: 'PLN', budget_minor: 100, spent_minor: 60, projects: 2, finished: 1 },
  ])
  expect(firstOf([], 2020)).toBeUndefined()
})

test('a report is made once and kept; killed while it is printed, nothing of it is half', async () => {
  const { progress } = strategy
  await expect(progress.ask(visitor, 'river')).rejects.toMatchObject({ status: 401 })
  const { id } = await progress.ask(editor, 'river')
  expect(await progress.ask(editor, 'river')).toEqual({ id, before: true })
  await expect(progress.content(id)).rejects.toMatchObject({ code: 'strategies.notMade' })
  expect(await progress.reports(visitor, 'river')).toEqual([])
  await progress.make(job(id))
  await progress.make(job(id))
  const { report, content } = await progress.content(id)
  expect(content).toMatchObject({ format: 'unia-progress/1', strategy: { version: 1 }, moment: { seq: 4 } })
  // What the page of today says is what the report says.
  const { strategies } = strategy
  const again = progressOf(await strategies.one('river'), { ...known, projects: [], moment })
  expect(content).toEqual(JSON.parse(JSON.stringify(again)))
  await expect(progress.print(job(id))).rejects.toThrow('killed')
  await expect(progress.pdf(id, 'pl')).rejects.toMatchObject({ code: 'strategies.notPrinted' })
  print.fail = false
  await progress.print(job(id))
  await progress.print(job(id))
  expect(print.of).toEqual(['pl', 'en', 'uk'].map((lang) => `/${lang}/strategy/river/progress/${id}`))
  expect((await progress.pdf(id, 'uk')).report.sha256).toBe(report.sha256)
  expect(await progress.csv(id, 'en')).toContain('river,1,water,1,Ferry,ferry,ferry,trip,2025,6,2026,7,2030,9,onPace,0')
  expect((await progress.reports(visitor, 'river')).map((one) => one.id)).toEqual([id])
})
