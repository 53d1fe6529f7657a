/** A project from the vote to the day on which its authors say that it stands. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor, type Actor } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import { testDatabase } from '#platform/db/testing'
import type { Database } from '#platform/db'
import { createFiles } from '#platform/files'
import { systemIds } from '#platform/ids'
import { createJobs, migrations as jobsMigrations } from '#platform/jobs'
import { createEvents } from '#platform/events'
import { createLedger, keptSigner, migrations as ledgerMigrations } from '#platform/ledger'
import { createGovernance, migrations as governanceMigrations, type Gate } from '#governance'
import { migrations } from '../migrations/index.ts'
import { createProjects, type Projects } from './service/index.ts'
import type { ProjectDraft } from './types.ts'

const CITY = '00000000-0000-7000-8000-000000000001'
const GREEN = '00000000-0000-7000-8000-000000000002'
const ROADS = '00000000-0000-7000-8000-000000000003'
const EWA = '00000000-0000-7000-8000-00000000000e'
const JAN = '00000000-0000-7000-8000-00000000001a'
const names = { pl: 'Miasto', en: 'City', uk: 'Місто' }
const folder = mkdtempSync(join(tmpdir(), 'unia-projects-'))
const clock = fixedClock('2026-11-23T10:00:00Z')
let database: Database
let projects: Projects
let gate: Gate
const told: { subject?: string; accountId?: string; kind: string; body: { pl?: string } }[] = []
beforeAll(async () => {
  database = await testDatabase([...jobsMigrations, ...ledgerMigrations, ...governanceMigrations, ...migrations])
  const { db } = database
  const ids = systemIds
  const ledger = createLedger({ db, clock, ids, signer: keptSigner({ dataDir: folder, origin: 'example.org/l' }) })
  const events = createEvents(createJobs({ database, ids, onError: () => {} }))
  gate = createGovernance({ db, clock, ids, ledger, events, makerOf: async () => undefined }).gate
  projects = createProjects({
    ...{ db, clock, ids, ledger, gate, timezone: 'Europe/Warsaw' },
    files: createFiles({ dataDir: folder }),
    strategies: { demandGoals: async () => {} },
    places: { areas: async () => [{ id: 'kalina' }] as never },
    hasOrigin: async (origin) => origin.kind !== 'pilot' || origin.pilot.startsWith('p-'),
    indicators: { definitions: async () => [{ id: 'trees', names, unit: 'tree' }] as never },
    identity: { notices: { tell: async (_, draft) => void told.push(draft) }, organisations: async () => [CITY, GREEN, ROADS].map((id) => ({ id, kind: id === CITY ? 'city' as const : 'department' as const, names })) }, // prettier-ignore
  })
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

const person = (id: string, where?: string): Actor => ({
  ...{ id, kind: 'person' },
  can: (permission, organisation) => permission === 'strategy.projects' && where !== undefined && (where === CITY || organisation === where), // prettier-ignore
})
const [green, roads, author, other] = [person('green', GREEN), person('roads', ROADS), person(EWA), person(JAN)]
const code = (code: string, details = {}) => expect.objectContaining({ code: `strategy.${code}`, details: expect.objectContaining(details) }) // prettier-ignore
let nth = 0
const winner = (change: Partial<ProjectDraft> = {}): ProjectDraft => ({
  ...{ titles: { pl: 'Skwer' }, organisationId: GREEN, budget_minor: 8_400_000, currency: 'PLN', due: '2027-12-31' },
  ...{ origin: { kind: 'participatoryBudget', edition: 'e-12', number: `D-${++nth}` }, authors: [EWA, JAN] },
  ...change,
})
const make = async (change: Partial<ProjectDraft> = {}) => (await projects.add(green, winner(change))).id

test('nothing is left at “selected”: planned, prepared, tendered, built, paid, finished, and its authors speak', async () => {
  const id = await make()
  await projects.move(green, id, { to: 'preparing' })
  await projects.plan(green, id, { title: 'Projekt zieleni', due: '2027-03-01' })
  await projects.move(green, id, { to: 'tender' })
  await projects.tender(green, id, { reference: 'Z-7', title: 'Skwer', state: 'awarded', on: '2026-11-20', supplier: 'Ogrody', amount_minor: 8_000_000 }) // prettier-ignore
  await projects.move(green, id, { to: 'underWay' })
  const [milestone] = (await projects.one(id)).milestones
  await projects.reach(green, id, milestone!.id)
  await expect(projects.reach(green, id, milestone!.id)).rejects.toEqual(code('milestoneDone', { day: '2026-11-23' }))
  await projects.spend(green, id, { title: 'Faktura 1', amount_minor: 8_000_000, on: '2026-11-22', document: 'F/1' })
  await expect(projects.confirm(author, id, { agrees: true })).rejects.toEqual(code('notFinished'))
  await projects.move(green, id, { to: 'finished' })
  expect(await projects.one(id)).toMatchObject({ finishedOn: '2026-11-23', spent_minor: 8_000_000, verdict: 'waiting' })
  await expect(projects.tender(green, id, { reference: 'Z-8', title: 'x', state: 'announced', on: '2026-11-20' })).rejects.toEqual(code('closed')) // prettier-ignore
  await projects.confirm(author, id, { agrees: true })
  expect((await projects.one(id)).verdict).toBe('confirmed')
  await expect(projects.confirm(other, id, { agrees: false })).rejects.toEqual(code('reason'))
  await projects.confirm(other, id, { agrees: false, words: 'Brakuje ławek.' })
  expect((await projects.one(id)).verdict).toBe('disputed')
  // Opened again, put right and finished: what was said before counts no more.
  await expect(projects.move(green, id, { to: 'underWay' })).rejects.toEqual(code('reason'))
  await projects.move(green, id, { to: 'underWay', reason: 'Ławki.' })
  await projects.move(green, id, { to: 'finished' })
  expect((await projects.one(id)).verdict).toBe('waiting')
  const own = told.filter(({ subject }) => subject === `project:${id}`)
  expect(own).toHaveLength((await projects.one(id)).diary.length)
  expect(own[0]!.body.pl).toBe('Początek projektu: Budżet obywatelski, e-12, numer D-1')
  expect(told.filter(({ kind }) => kind === 'project.confirm').map(({ accountId }) => accountId)).toEqual([author.id, other.id, author.id, other.id]) // prettier-ignore
})

test('a winner becomes one project, however often it is told of', async () => {
  const draft = winner()
  const all = await Promise.allSettled([1, 2, 3].map(() => projects.add(green, draft)))
  expect(all.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected'])
  expect((await projects.byOrigin(draft.origin))?.titles).toEqual({ pl: 'Skwer' })
})

test('a project comes only from what is here and public, and stands in an area that there is', async () => {
  await expect(make({ origin: { kind: 'pilot', pilot: 'made-up' } })).rejects.toEqual(code('unknownOrigin', { kind: 'pilot', id: 'made-up' })) // prettier-ignore
  await make({ origin: { kind: 'pilot', pilot: 'p-0' } })
  await expect(make({ area: 'atlantis' })).rejects.toEqual(code('unknownArea', { area: 'atlantis' }))
})

test('a delay has a reason and puts off; late without a word is said', async () => {
  const id = await make({ due: '2026-11-01' })
  await projects.plan(green, id, { title: 'Projekt', due: '2026-11-02' })
  expect(await projects.one(id)).toMatchObject({ overdue: true, milestones: [{ overdue: true }] })
  await expect(projects.delay(green, id, { due: '2026-11-01', reason: 'x' })).rejects.toEqual(code('earlier'))
  await expect(projects.delay(green, id, { due: '2027-05-01', reason: ' ' })).rejects.toThrow()
  await projects.delay(green, id, { due: '2027-05-01', reason: 'Brak ofert.' })
  expect(await projects.one(id)).toMatchObject({ overdue: false, due: '2027-05-01', promised: '2026-11-01' })
  await projects.move(green, id, { to: 'cancelled', reason: 'Brak gruntu.' })
  expect((await projects.one(id)).milestones).toMatchObject([{ overdue: false }])
})

test('what leads to a person does not become public by a slip', async () => {
  const id = await make()
  await expect(projects.tell(green, id, { text: 'Pytania: PESEL 44051401359.' })).rejects.toMatchObject({ code: 'governance.unfitText' }) // prettier-ignore
  expect((await projects.one(id)).diary.map(({ kind }) => kind)).toEqual(['made'])
})

test('money: beyond the budget only with a reason, never below nothing, never of a day to come', async () => {
  const id = await make({ budget_minor: 1_000 })
  const pay = (amount_minor: number, more = {}) => projects.spend(green, id, { title: 'F', amount_minor, on: '2026-11-23', ...more }) // prettier-ignore
  await pay(900)
  await expect(pay(101)).rejects.toEqual(code('overBudget', { left_minor: 100 }))
  await expect(pay(1, { on: '2026-11-24' })).rejects.toEqual(code('future'))
  await expect(pay(-901, { reason: 'zwrot' })).rejects.toEqual(code('belowZero'))
  await expect(pay(-100)).rejects.toEqual(code('reason'))
  await pay(101, { reason: 'Droższa stal.' })
  expect((await projects.one(id)).spent_minor).toBe(1_001)
  const both = await Promise.allSettled([pay(-600, { reason: 'zwrot' }), pay(-600, { reason: 'zwrot' })])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('who may not is refused; the diary is only added to, also by the database', async () => {
  const id = await make()
  for (const actor of [roads, author, visitor])
    for (const verb of [
      () => projects.move(actor, id, { to: 'preparing' }),
      () => projects.spend(actor, id, { title: 'F', amount_minor: 1, on: '2026-11-23' }),
      () => projects.tell(actor, id, { text: 'x' }),
      () => projects.keepPhoto(actor, id, Readable.from([])),
    ])
      await expect(verb()).rejects.toMatchObject({ code: actor === visitor ? 'unauthenticated' : 'forbidden' })
  await expect(projects.confirm(roads, id, { agrees: true })).rejects.toEqual(code('notAuthor'))
  await expect(projects.assign(green, id, '00000000-0000-7000-8000-00000000000f')).rejects.toEqual(code('unknownOrganisation')) // prettier-ignore
  await projects.assign(green, id, ROADS)
  await expect(projects.tell(green, id, { text: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
  await projects.tell(roads, id, { text: 'Teraz my.' })
  for (const change of [`update strategy_project_entries set content = '{}'`, 'delete from strategy_project_entries'])
    await expect(sql.raw(change).execute(database.db)).rejects.toThrow('only added to')
  await expect(projects.keepPhoto(roads, id, Readable.from([Buffer.from('<svg/>')]))).rejects.toMatchObject({ code: 'photos.unreadable' }) // prettier-ignore
  await expect(projects.one('nothing')).rejects.toEqual(code('unknown'))
})

test('words that may lead to a person wait; once another person opened them, the same project sent again is made', async () => {
  const draft = winner({ titles: { pl: 'Skwer, tel. 601 234 567' }, origin: { kind: 'city' } })
  const refusal = await projects.add(green, draft).then(() => expect.unreachable(), (error) => error) // prettier-ignore
  expect(refusal.code).toBe('governance.held')
  const decider = { ...roads, can: () => true }
  const { findings } = await gate.examination(decider, refusal.details.id)
  const answers = findings.map((_, finding) => ({
    finding,
    kind: 'lawful' as const,
    text: 'The number of the office.',
  }))
  await gate.decide(decider, refusal.details.id, { verdict: 'open', grounds: 'Looked at.', answers })
  const { id } = await projects.add(green, draft)
  expect(await projects.one(id)).toMatchObject({ titles: draft.titles })
})

test('what comes from a goal serves it', async () => {
  const id = await make({ origin: { kind: 'strategyGoal', goal: 'city-2035/1' } })
  expect(await projects.one(id)).toMatchObject({ goals: ['city-2035/1'] })
})

test('an effect is promised before the work begins; a later word needs its reason, and the first stays', async () => {
  const id = await make()
  const promise = { indicator: 'trees', size: 120, by: '2028-12-31' }
  await expect(projects.promise(green, id, { ...promise, indicator: 'none' })).rejects.toEqual(code('unknownIndicator'))
  await projects.promise(green, id, promise)
  await projects.move(green, id, { to: 'preparing' })
  await projects.move(green, id, { to: 'underWay' })
  await expect(projects.promise(green, id, { ...promise, size: 60 })).rejects.toEqual(code('reason'))
  await projects.promise(green, id, { ...promise, size: 60, reason: 'A dry year.' })
  const { promise: promised } = await projects.one(id)
  expect([promised?.first.size, promised?.now.size]).toEqual([120, 60])
  // Found by what it promises, once, however often it promised.
  expect((await projects.promising(['none', 'trees'])).filter((one) => one.id === id)).toMatchObject([{ indicator: 'trees' }]) // prettier-ignore
  const late = await make()
  await projects.move(green, late, { to: 'preparing' })
  await projects.move(green, late, { to: 'underWay' })
  await expect(projects.promise(green, late, promise)).rejects.toEqual(code('promiseLate'))
})

test('partners, risks and papers: the last word of each holds; nothing is deleted, least with money on it', async () => {
  const id = await make({ origin: { kind: 'pilot', pilot: 'p-1' } })
  await expect(make({ origin: { kind: 'pilot', pilot: 'p-1' } })).rejects.toEqual(code('twice'))
  await projects.partner(green, id, { name: 'Szkoła', part: 'sadzi' })
  await projects.risk(green, id, { title: 'Susza', chance: 'high', answer: 'podlewanie' })
  await projects.risk(green, id, { title: 'Susza', chance: 'low', answer: 'studnia' })
  await projects.document(green, id, { title: 'Umowa', address: 'https://city.example/umowa.pdf' })
  expect(await projects.one(id)).toMatchObject({ partners: [{ name: 'Szkoła' }], risks: [{ chance: 'low', answer: 'studnia' }], documents: [{ title: 'Umowa' }] }) // prettier-ignore
  await expect(projects.remove(green, id)).rejects.toEqual(code('stays'))
  await projects.spend(green, id, { title: 'Sadzonki', amount_minor: 5, on: '2026-11-20' })
  await expect(projects.remove(green, id)).rejects.toEqual(code('moneyHangs', { spent_minor: 5 }))
})
