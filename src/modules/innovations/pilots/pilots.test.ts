/** A pilot from its sealed plan to what the city does then: nobody changes it afterwards, and what was broken is shown. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import type { Database, Tx } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { Refusal } from '#platform/errors'
import { createEvents } from '#platform/events'
import { systemIds } from '#platform/ids'
import { createJobs, migrations as jobsMigrations } from '#platform/jobs'
import { createLedger, keptSigner, migrations as ledgerMigrations, type Ledger } from '#platform/ledger'
import { createGovernance, migrations as governanceMigrations } from '#governance'
import type { ProjectDraft } from '#strategy'
import { verifyEvaluation } from '#verify/evaluation'
import { migrations } from '../migrations/index.ts'
import type { Needs } from '../needs.ts'
import { createPilots, type Pilots } from './service/index.ts'
import type { PilotDraft } from './types.ts'

const OFFICE = '00000000-0000-7000-8000-000000000002'
const person = (n: number, ...may: string[]): Actor => ({ id: `00000000-0000-7000-8000-0000000000${n}`, kind: 'person', can: (what, where) => may.includes(what) && where === OFFICE }) // prettier-ignore
const [office, checker, ewa] = [person(10, 'innovations.organise', 'innovations.verify'), person(11, 'innovations.verify'), person(12)] // prettier-ignore
const folder = mkdtempSync(join(tmpdir(), 'unia-pilots-'))
const clock = fixedClock('2027-02-01T10:00:00Z')
const handed: string[] = []
const projects: ProjectDraft[] = []
/** What a feed made of readings, by day; one day too little came. */
const readings = Array.from({ length: 40 }, (_, i) => ({ area: 'quay', period: new Date(Date.UTC(2027, 0, 1 + i)).toISOString().slice(0, 10), value: i === 3 ? null : 90 + Math.sin(i) - (i >= 20 ? 12 : 0), revision: 1, fingerprint: `f${i}` })) // prettier-ignore
let database: Database
let ledger: Ledger
let pilots: Pilots
beforeAll(async () => {
  database = await testDatabase([...jobsMigrations, ...ledgerMigrations, ...governanceMigrations, ...migrations])
  const { db } = database
  const ids = systemIds
  ledger = createLedger({ db, clock, ids, signer: keptSigner({ dataDir: folder, origin: 'example.org/l' }) })
  const jobs = createJobs({ database, ids, onError: () => {} })
  const events = createEvents(jobs)
  const { gate } = createGovernance({ db, clock, ids, ledger, events, makerOf: async () => undefined })
  const points = (base: number, change: number) => Array.from({ length: 10 }, (_, i) => ({ period: String(2018 + i), value: base + Math.sin(i + base) + (i >= 6 ? change : 0), status: 'A', seq: 9 })) // prettier-ignore
  pilots = createPilots(
    {
      ...{ db, clock, ids, ledger, jobs, events, gate, timezone: 'Europe/Warsaw', baseUrl: 'https://example.org' },
      identity: { organisations: async () => [{ id: OFFICE }] },
      infrastructure: { feeds: { list: async () => [{ feed: { id: 'lighting' }, opening: {} }, { feed: { id: 'closed' } }], figures: async () => ({ periods: readings }) } }, // prettier-ignore
      indicators: {
        definitions: async () => [{ id: 'noise' }],
        moment: async () => ({ seq: 9, at: new Date() }),
        asOf: () => ({ series: async () => new Map([['noise', ['a', 'b', 'c', 'd', 'e'].map((area, i) => ({ area, points: points(50 + i, area === 'a' ? -8 : 0) }))]]) }), // prettier-ignore
      },
      strategy: {
        projects: { addIn: async (_tx: Tx, _actor: Actor, draft: ProjectDraft) => void projects.push(draft) },
      },
    } as unknown as Needs,
    {
      handOver: async (_tx, _actor, challengeId) => void handed.push(challengeId),
      one: async (id) => {
        if (!id.endsWith('77')) throw new Refusal('challenges.unknown', 404)
        return undefined as never
      },
    },
  )
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

const DRAFT: PilotDraft = {
  ...{ organisationId: OFFICE, titles: { pl: 'Zielone przystanki' }, hypothesis: { pl: 'Krótsze czekanie' } },
  source: { kind: 'table', what: 'Minuty czekania, mierzone na przystankach' },
  ...{
    unit: 'street',
    smallest: 1,
    better: 'lower',
    units: 12,
    spread: 1.5,
    stopping: { pl: 'Gdy ktoś zostanie ranny' },
  },
  design: { method: 'randomised', outcome: 'minutes', treated: 'green' },
  ...{ from: '2027-02-02', to: '2027-02-20', cost_minor: 1_200_000, currency: 'PLN' },
}
const CSV = `stop,minutes,green\n${[9.1, 8.7, 9.9, 8.2, 9.4, 9.0, 5.1, 6.2, 5.8, 6.6, 5.5, 6.1].map((minutes, i) => `s${i},${minutes},${i < 6 ? 0 : 1}`).join('\n')}\n` // prettier-ignore
const code = (name: string) => expect.objectContaining({ code: `pilots.${name}` })
async function running(draft: Partial<PilotDraft> = {}, day = '2027-02-02') {
  clock.set('2027-02-01T10:00:00Z')
  const { id } = await pilots.add(office, { ...DRAFT, ...draft })
  await pilots.seal(office, id)
  clock.set('2027-02-03T10:00:00Z')
  await pilots.start(office, id, day)
  await ledger.sequence()
  clock.set('2027-02-21T10:00:00Z')
  return id
}

test('a draft is its department’s alone; what is sealed stays, in the service and in the database', async () => {
  clock.set('2027-02-01T10:00:00Z')
  await expect(pilots.add(ewa, DRAFT)).rejects.toMatchObject({ status: 403 })
  await expect(pilots.add(office, { ...DRAFT, challengeId: '00000000-0000-7000-8000-000000000078' })).rejects.toMatchObject({ code: 'pilots.unknownChallenge' }) // prettier-ignore
  const { id } = await pilots.add(office, { ...DRAFT, challengeId: '00000000-0000-7000-8000-000000000077' })
  // What goes along and fails, or dies, leaves no draft behind.
  let drafted = ''
  await expect(pilots.add(office, DRAFT, async (_, half) => { drafted = half; throw new Error('died') })).rejects.toThrow('died') // prettier-ignore
  await expect(pilots.forWork(office, drafted)).rejects.toEqual(code('unknown'))
  await expect(pilots.one(id)).rejects.toEqual(code('unknown'))
  await pilots.rewrite(office, id, { ...DRAFT, challengeId: '00000000-0000-7000-8000-000000000077', smallest: 2 })
  await pilots.seal(office, id)
  expect(handed).toEqual(['00000000-0000-7000-8000-000000000077'])
  const { pilot } = await pilots.one(id)
  expect(pilot.plan).toMatchObject({ smallest: 2 })
  expect(pilot.plan.power).toBeGreaterThan(0.5)
  await expect(pilots.rewrite(office, id, DRAFT)).rejects.toEqual(code('state'))
  await expect(sql`update innovations_pilots set plan = '{}' where id = ${id}`.execute(database.db)).rejects.toThrow(/a sealed plan stays/) // prettier-ignore
})

test('a plan that no figures could answer is not written down, and a file that is no table is told so', async () => {
  clock.set('2027-02-01T10:00:00Z')
  const stats = (name: string, details = {}) => expect.objectContaining({ code: `stats.effects.${name}`, details: expect.objectContaining(details) }) // prettier-ignore
  const its = { method: 'its', outcome: 'value', time: 'period', from: '2025-13' } as const
  const refused = (draft: Partial<PilotDraft>) => expect(pilots.add(office, { ...DRAFT, ...draft })).rejects
  await refused({ design: its }).toEqual(stats('period', { found: '2025-13' }))
  await refused({ design: { method: 'did', outcome: 'minutes', time: 'month' } }).toEqual(stats('timing'))
  await refused({ source: { kind: 'indicator', indicator: 'noise' }, design: { ...its, from: '2025', outcome: 'decibels' } }).toEqual(stats('columnUnknown', { column: 'decibels', known: 'area, period, value' })) // prettier-ignore
  await refused({ to: '2027-01-31' }).toEqual(code('backward'))
  const id = await running()
  await expect(pilots.amend(office, id, { grounds: 'Snow', to: '2027-02-01' })).rejects.toEqual(code('backward'))
  await expect(pilots.evaluate(office, id, { csv: 'PK\u0003\u0004' })).rejects.toEqual(code('notCsv'))
  await expect(pilots.evaluate(office, id, { csv: 'stop,minutes\ns1,4\n' })).rejects.toEqual(stats('columnUnknown', { column: 'green', known: 'stop, minutes' })) // prettier-ignore
})

test('kept to: evaluated, run again by another person, published, and the same digits offline', async () => {
  const id = await running()
  await expect(pilots.evaluate(office, id, {})).rejects.toEqual(code('tableMissing'))
  await pilots.evaluate(office, id, { csv: CSV, from: 'counted by hand' })
  expect((await pilots.one(id)).found).toBeNull()
  await expect(pilots.publish(office, id, 'ok')).rejects.toEqual(code('ownEvaluation'))
  await pilots.publish(checker, id, 'Przeliczone')
  const { found, violations, log, pilot } = await pilots.one(id)
  expect(violations).toEqual([])
  expect(await pilots.broken()).not.toContain(id)
  expect(found).toMatchObject({ worth: 'yes', effect: { n: { rows: 12 } } })
  expect(found!.effect.estimate).toBeCloseTo(-3.1667, 3)
  expect(found!.cost).toMatchObject({ cost: 12_000, currency: 'PLN' })
  expect(log.map(({ kind }) => kind)).toEqual(['sealed', 'started', 'published'])
  const bundle = JSON.parse(await pilots.bundle(id)) as object
  const report = await verifyEvaluation(bundle)
  expect(report).toMatchObject({ ok: true })
  expect(report.checks.map(({ name }) => name)).toContain('inclusion')
  // Only what the method needs went out.
  expect(JSON.stringify(bundle)).not.toContain('s11')
  const decision = { outcome: 'scale', reasons: 'Działa', failed: 'Trzy dni deszczu' } as const
  await expect(pilots.decide(office, id, decision)).rejects.toEqual(code('scalePlan'))
  await pilots.decide(office, id, { ...decision, budget_minor: 90_000_000, due: '2028-06-30' })
  const { titles, organisationId, currency } = pilot.plan
  const made = { titles, organisationId, currency, budget_minor: 90_000_000, due: '2028-06-30' }
  expect(projects).toEqual([{ ...made, origin: { kind: 'pilot', pilot: id } }])
  expect((await pilots.practices()).map((card) => card.pilot.id)).toEqual([pilot.id])
  const decided = (await pilots.decided()).map(({ pilot, line }) => [pilot.id, line.kind, line.content.outcome])
  expect(decided).toEqual([[id, 'decided', 'scale']])
  expect(await pilots.decided('another-indicator')).toEqual([])
})

test('broken: begun before the seal, changed after the end, another outcome, too few, each shown', async () => {
  const id = await running({}, '2027-01-20')
  expect((await pilots.one(id)).violations).toEqual([{ id: 'startedBeforeSeal', figures: { started: '2027-01-20', sealed: '2027-02-01' } }]) // prettier-ignore
  const design = { ...DRAFT.design, outcome: 'angry' } as PilotDraft['design']
  await pilots.amend(office, id, { grounds: 'Wynik był zły', design })
  await pilots.evaluate(office, id, { csv: 'angry,green\n1,0\n2,0\n3,0\n7,1\n8,1\n9,1\n' })
  await pilots.publish(checker, id, 'Z zastrzeżeniami')
  const { violations } = await pilots.one(id)
  expect(await pilots.broken()).toContain(id)
  expect(violations.map((one) => one.id)).toEqual(['startedBeforeSeal', 'amendedAfterEnd', 'otherOutcome', 'fewerUnits']) // prettier-ignore
  const bundle = JSON.parse(await pilots.bundle(id)) as { violations: { id: string }[] }
  expect(await verifyEvaluation(bundle)).toMatchObject({ ok: true })
  const hiding = { ...bundle, violations: bundle.violations.filter((one) => one.id !== 'fewerUnits') }
  expect((await verifyEvaluation(hiding)).checks.find((check) => !check.ok)).toMatchObject({ name: 'plan' })
})

test('changed after its end a pilot is marked in lists before anybody evaluates it', async () => {
  const id = await running()
  expect(await pilots.broken()).not.toContain(id)
  clock.set(`${DRAFT.to}T10:00:00Z`)
  await pilots.amend(office, id, { grounds: 'W ostatnim dniu' })
  expect(await pilots.broken()).not.toContain(id)
  clock.set('2028-01-01T10:00:00Z')
  await pilots.amend(office, id, { grounds: 'Za późno' })
  expect((await pilots.one(id)).violations.map((one) => one.id)).toEqual(['amendedAfterEnd'])
  expect(await pilots.broken()).toContain(id)
})

test('an amendment in time is no violation; an indicator’s values are frozen with where they come from', async () => {
  const id = await running({
    source: { kind: 'indicator', indicator: 'noise' },
    ...{ unit: 'district', units: 5 },
    design: { method: 'synthetic', outcome: 'value', unit: 'area', time: 'period', from: '2024', treatedUnit: 'b' },
  })
  clock.set('2027-02-10T10:00:00Z')
  await pilots.amend(office, id, { grounds: 'Zaczęto w a', design: { method: 'synthetic', outcome: 'value', unit: 'area', time: 'period', from: '2024', treatedUnit: 'a' } }) // prettier-ignore
  clock.set('2027-02-21T10:00:00Z')
  await expect(pilots.evaluate(office, id, { csv: CSV })).rejects.toEqual(code('tableUnasked'))
  await pilots.evaluate(office, id, {})
  const { found, violations } = await pilots.forWork(checker, id)
  expect(violations).toEqual([])
  expect(found!.effect.estimate).toBeLessThan(-5)
  expect(found!.inputs[0]!.from).toBe('https://example.org/indicators/noise (publication 9)')
})

test('what readings add up to is frozen with the fingerprint of what was read, and comes out the same offline', async () => {
  const design = { method: 'its', outcome: 'value', time: 'period', from: '2027-01-21', change: 'level' } as const
  const draft = { unit: 'device', units: 1, design } as const
  await expect(running({ ...draft, source: { kind: 'feed', feed: 'closed' } })).rejects.toEqual(code('unknownFeed'))
  const nowhere = await running({ ...draft, source: { kind: 'feed', feed: 'lighting', areas: ['elsewhere'] } })
  await expect(pilots.evaluate(office, nowhere, {})).rejects.toEqual(code('noValues'))
  const id = await running({ ...draft, source: { kind: 'feed', feed: 'lighting' } })
  await pilots.evaluate(office, id, {})
  await pilots.publish(checker, id, 'Przeliczone')
  const bundle = await pilots.bundle(id)
  readings[0] = { ...readings[0]!, value: 500, revision: 2, fingerprint: 'other' }
  expect(await pilots.bundle(id)).toBe(bundle)
  expect(await verifyEvaluation(JSON.parse(bundle))).toMatchObject({ ok: true })
  const { found } = await pilots.one(id)
  expect(found).toMatchObject({ worth: 'yes', effect: { n: { rows: 39 } } })
  expect(found!.inputs[0]!.from).toMatch(/^https:\/\/example\.org\/feeds\/lighting \(readings [0-9a-f]{64}\)$/)
})

test('a table of single persons waits at the gate for another person', async () => {
  const id = await running({ unit: 'person' })
  await pilots.evaluate(office, id, { csv: CSV })
  await expect(pilots.publish(checker, id, 'ok')).rejects.toMatchObject({ code: 'governance.held' })
  expect((await pilots.one(id)).found).toBeNull()
})
