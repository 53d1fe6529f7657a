/** Decisions keep what they rest on as it was that day; what came of them is added, and stands beside what was expected. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor, type Actor } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import type { Database } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { createEvents } from '#platform/events'
import { systemIds } from '#platform/ids'
import { createJobs, migrations as jobsMigrations } from '#platform/jobs'
import { createLedger, keptSigner, migrations as ledgerMigrations } from '#platform/ledger'
import { createGovernance, migrations as governanceMigrations } from '#governance'
import { migrations } from '../index.ts'
import { cameOf, demandFit, pinDataset, wordsOf } from './rules.ts'
import { createDecisions, type Decisions, type Needs } from './service.ts'
import { DecisionDraft } from './types.ts'

const three = (name: string) => ({ pl: name, en: name, uk: name })
const draft = (more: Partial<DecisionDraft> = {}): DecisionDraft => ({
  ...{ titles: { en: 'Quiet ferry' }, question: 'How is the ferry to get quieter?', chosen: 1, reasons: 'It is cheaper.' }, // prettier-ignore
  options: [{ name: 'New boat' }, { name: 'New engine' }],
  ...{ expected: 'Less noise.', heard: 'Residents of the bank.', decidedBy: 'City council', decidedOn: '2026-11-10' },
  effects: [{ indicator: 'noise', size: -3, by: '2027-12-31' }],
  ...{ datasets: ['noise-map'], goals: ['river/1'] },
  ...more,
})

/** Two vintages: after the first, 2024 was known as 62; after the second it is 61, and there is 2025. */
const VINTAGES = [
  { seq: 3, at: new Date('2026-11-01T08:00:00Z'), points: [['2024', 62, 'A']] },
  { seq: 7, at: new Date('2026-11-20T08:00:00Z'), points: [['2024', 61, 'A'], ['2025', 60, 'A']] }, // prettier-ignore
]
const known = { vintages: VINTAGES.slice(0, 2), moment: (before?: Date) => known.vintages.findLast(({ at }) => !before || at < before) } // prettier-ignore
const input = async (seq = known.vintages.at(-1)!.seq) => {
  const { points } = known.vintages.find((one) => one.seq === seq)!
  return { home: 'home', indicators: [{ id: 'noise', version: 2, names: three('Noise'), unit: 'dB', decimals: 0, series: { home: points } }] } // prettier-ignore
}
const version = (number: number, day: string) => ({ number, sha256: `${number}`.repeat(64), publishedAt: new Date(`${day}T12:00:00Z`) }) // prettier-ignore
const versions = [version(1, '2026-10-01'), version(2, '2026-11-10'), version(3, '2026-11-11')]
const dataset = { slug: 'noise-map', description: { title: { en: 'Noise' } }, distributions: [{ slug: 'table', versions, current: versions[2] }] } // prettier-ignore

const folder = mkdtempSync(join(tmpdir(), 'unia-decisions-'))
const clock = fixedClock('2026-11-23T10:00:00Z')
let database: Database
let decisions: Decisions
let gate: ReturnType<typeof createGovernance>['gate']
beforeAll(async () => {
  database = await testDatabase([...jobsMigrations, ...ledgerMigrations, ...governanceMigrations, ...migrations])
  const { db } = database
  const ids = systemIds
  const ledger = createLedger({ db, clock, ids, signer: keptSigner({ dataDir: folder, origin: 'example.org/l' }) })
  const events = createEvents(createJobs({ database, ids, onError: () => {} }))
  ;({ gate } = createGovernance({ db, clock, ids, ledger, events, makerOf: async () => undefined }))
  decisions = createDecisions({
    ...{ db, clock, ids, ledger, gate, timezone: 'Europe/Warsaw' },
    indicators: { moment: async (before?: Date) => known.moment(before) },
    analysis: { input },
    catalog: { dataset: async () => dataset },
    strategies: { demandGoals: async () => {} },
  } as unknown as Needs)
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})
const ewa: Actor = { id: 'ewa', kind: 'person', can: (one) => one === 'strategy.edit' }
const jan: Actor = { id: 'jan', kind: 'person', can: () => true }
const code = (name: string, details = {}) => expect.objectContaining({ code: `decisions.${name}`, details: expect.objectContaining(details) }) // prettier-ignore

test('values and versions stay as they were that day; what came true is added, and the value that came stands beside', async () => {
  await expect(decisions.take(visitor, draft())).rejects.toMatchObject({ status: 401 })
  const { id } = await decisions.take(ewa, draft())
  expect(await decisions.take(ewa, draft()), 'a form sent twice').toEqual({ id })
  const taken = await decisions.one(id)
  expect(taken.indicators).toEqual([expect.objectContaining({ indicator: 'noise', seq: 3, period: '2024', value: 62, knownAt: '2026-11-01T08:00:00.000Z' })]) // prettier-ignore
  expect(taken.datasets[0]!.versions).toEqual([expect.objectContaining({ distribution: 'table', number: 2 })])
  // Of what is known today: not yet of the day, and short of it.
  expect(taken.came).toEqual([{ state: 'short', due: false, period: '2025', value: 60, change: -2 }])

  known.vintages = [
    ...VINTAGES,
    {
      seq: 9,
      at: clock.now(),
      points: [
        ['2024', 61, 'A'],
        ['2027', 58, 'A'],
      ],
    },
  ]
  await decisions.tell(ewa, id, { truth: 'cameTrue', text: 'Measured on the bank.' })
  await decisions.tell(ewa, id, { truth: 'cameTrue', text: 'Measured on the bank.' })
  const told = await decisions.one(id)
  expect(told.came).toEqual([{ state: 'reached', due: true, period: '2027', value: 58, change: -4 }])
  expect(told.outcomes.map(({ truth, indicators }) => [truth, indicators[0]!.value])).toEqual([['cameTrue', 58]])
  expect(told.indicators[0]!.value).toBe(62)
  for (const asked of [{ indicator: 'noise' }, { goal: 'river/1' }, { q: 'QUIET' }])
    expect((await decisions.list(asked)).map((one) => [one.id, one.last?.truth])).toEqual([[id, 'cameTrue']])
  for (const asked of [{ indicator: 'x' }, { goal: 'river/2' }, { q: 'loud' }, { project: systemIds.uuid() }])
    expect(await decisions.list(asked)).toEqual([])
  for (const table of ['strategy_decisions', 'strategy_decision_outcomes'])
    await expect(sql`update ${sql.table(table)} set by = 'jan'`.execute(database.db)).rejects.toThrow(/only added to/)
})

test('of a day before anything was published here, what had ended by then, and the moment is said', async () => {
  const { id } = await decisions.take(ewa, draft({ decidedOn: '2025-06-30', datasets: [] }))
  const [pinned] = (await decisions.one(id)).indicators
  expect(pinned).toMatchObject({ seq: 9, period: '2024', value: 61, knownAt: clock.now().toISOString() })
})

test('what is wrong is said with what would be right, and nothing is kept', async () => {
  const before = (await decisions.list()).length
  const wrong: [Partial<DecisionDraft>, string, object][] = [
    [{ chosen: 2 }, 'notAnOption', { chosen: 3, most: 2 }],
    [{ decidedOn: '2026-11-24' }, 'future', { day: '2026-11-24' }],
    [{ indicators: ['noise', 'noise'] }, 'twice', { what: 'noise' }],
    [{ effects: [{ indicator: 'noise', size: 0, by: '2027-12-31' }] }, 'noSize', { indicator: 'noise' }],
    [{ effects: [{ indicator: 'noise', size: 1, by: '2026-11-10' }] }, 'effectPast', { by: '2026-11-10' }],
    [{ indicators: ['smell'] }, 'unknownIndicator', { id: 'smell' }],
    [{ projects: ['01890a5d-ac96-774b-bcce-b302099a8057'] }, 'unknownProject', {}],
  ]
  for (const [more, name, details] of wrong)
    await expect(decisions.take(ewa, draft(more)), name).rejects.toEqual(code(name, details))
  for (const more of [
    { question: ' ' },
    { options: [{ name: 'One' }] },
    { effects: [{ indicator: 'noise', size: Infinity, by: '2027-12-31' }] },
  ])
    // prettier-ignore
    await expect(decisions.take(ewa, draft(more))).rejects.toMatchObject({ name: 'ZodError' })
  await expect(decisions.one('no-uuid')).rejects.toEqual(code('unknown'))
  expect(await decisions.list()).toHaveLength(before)
})

test('words that may lead to a person wait for another one, and the same words pass once they are opened; taken back, they are gone', async () => {
  await expect(decisions.take(ewa, draft({ heard: 'PESEL 44051401359' }))).rejects.toMatchObject({ code: 'governance.unfitText' }) // prettier-ignore
  const words = draft({ heard: 'Pani z nabrzeża, tel. 601 234 567' })
  const refusal = await decisions.take(ewa, words).then(() => expect.unreachable(), (error) => error) // prettier-ignore
  expect(refusal.code).toBe('governance.held')
  const id = String(refusal.details.id)
  const { findings } = await gate.examination(jan, id)
  const answers = findings.map((_, finding) => ({ finding, kind: 'lawful' as const, text: 'She asked for it.' }))
  await gate.decide(jan, id, { verdict: 'open', grounds: 'Looked at.', answers })
  // What is known of the indicator moved on meanwhile; the words are the same.
  known.vintages = [...known.vintages, { seq: 11, at: clock.now(), points: [['2027', 57, 'A']] }]
  const taken = await decisions.take(ewa, words)
  expect((await decisions.one(taken.id)).heard).toBe(words.heard)
  const [shown] = await gate.register({ state: 'opened', limit: 1 })
  await gate.withdrawRelease(jan, shown!.releases[0]!.id, 'She changed her mind.')
  await expect(decisions.one(taken.id)).rejects.toMatchObject({ code: 'governance.withdrawn' })
  expect((await decisions.list()).map((one) => one.id)).not.toContain(taken.id)
})

test('the value that came is the first that covers the day; whoever expects a fall sees a fall reached as whoever expects a rise', () => {
  const pinned = { period: '2024', value: 10 }
  const at = (points: [string, number][], size = 2, by = '2026-06-30') => cameOf({ size, by }, pinned, points.map(([period, value]) => [period, value, 'A'])) // prettier-ignore
  expect(at([['2024', 10]])).toMatchObject({ state: 'none', due: false, period: null })
  expect(at([['2024', 10], ['2025', 13]])).toMatchObject({ state: 'reached', due: false, change: 3 }) // prettier-ignore
  expect(at([['2025', 13], ['2026', 11], ['2027', 14]])).toMatchObject({ state: 'short', due: true, period: '2026' }) // prettier-ignore
  expect(at([['2026', 10]])).toMatchObject({ state: 'same', change: 0 })
  expect(at([['2026', 9]])).toMatchObject({ state: 'against', change: -1 })
  // 0.3 - 0.1 is not 0.2 to a machine.
  expect(cameOf({ size: 0.2, by: '2026-12-31' }, { period: '2024', value: 0.1 }, [['2026', 0.3, 'A']]).state).toBe('reached') // prettier-ignore
  expect(cameOf({ size: 1, by: '2026-12-31' }, undefined, [['2026', 5, 'A']])).toMatchObject({
    state: 'none',
    value: 5,
  })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: -99, max: 99 }), (size, change) => {
      const rise = at([['2026', 10 + change]], size)
      expect(at([['2026', 10 - change]], -size)).toEqual({ ...rise, value: 10 - change, change: change === 0 ? 0 : -change }) // prettier-ignore
    }),
  )
})

test('ids are not looked at as if they were words', () => {
  const whole = DecisionDraft.parse(draft({ projects: [systemIds.uuid()], act: 'Resolution 12/2026' }))
  expect(Object.keys(wordsOf(whole))).toEqual(['titles', 'question', 'options', 'reasons', 'heard', 'expected', 'decidedBy', 'act']) // prettier-ignore
})

test('a decision of its last day fits, and a version taken back is not pinned', () => {
  expect(() => demandFit(DecisionDraft.parse(draft()), '2026-11-10')).not.toThrow()
  const gone = { ...versions[1]!, withdrawal: { at: clock.now(), reason: 'wrong' } }
  const distributions = [{ ...dataset.distributions[0]!, versions: [versions[0]!, gone] }]
  const numbers = (before: string) => pinDataset({ ...dataset, distributions } as never, new Date(before)).versions.map(({ number }) => number) // prettier-ignore
  expect(numbers('2026-11-11')).toEqual([1])
  expect(numbers('2026-01-01')).toEqual([3])
})
