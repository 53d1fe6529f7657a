/** What is written for everybody: practices, events and teams keep their versions, pass the gate, and name nobody who did not say so. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor, type Actor } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import type { Database } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { Refusal } from '#platform/errors'
import { createEvents } from '#platform/events'
import { systemIds } from '#platform/ids'
import { createJobs, migrations as jobsMigrations } from '#platform/jobs'
import { createLedger, keptSigner, migrations as ledgerMigrations } from '#platform/ledger'
import { createGovernance, migrations as governanceMigrations } from '#governance'
import { createCityEvents, type Events } from '../community/events/service.ts'
import { createTeams, type Teams } from '../community/teams/service.ts'
import { migrations } from '../migrations/index.ts'
import type { Needs } from '../needs.ts'
import { createPractices, type Practices } from '../practices/service.ts'

const PILOT = '00000000-0000-7000-8000-0000000000a1'
const person = (n: number, ...may: string[]): Actor => ({ id: `00000000-0000-7000-8000-0000000000${n}`, kind: 'person', can: (what) => may.includes(what) }) // prettier-ignore
const [office, ewa, jan] = [person(10, 'innovations.organise'), person(12), person(13)]
const folder = mkdtempSync(join(tmpdir(), 'unia-cards-'))
const clock = fixedClock('2027-02-01T10:00:00Z')
const code = (name: string) => expect.objectContaining({ code: `cards.${name}` })
let database: Database
let practices: Practices
let events: Events
let teams: Teams
beforeAll(async () => {
  database = await testDatabase([...jobsMigrations, ...ledgerMigrations, ...governanceMigrations, ...migrations])
  const { db } = database
  const ids = systemIds
  const ledger = createLedger({ db, clock, ids, signer: keptSigner({ dataDir: folder, origin: 'example.org/l' }) })
  const facts = createEvents(createJobs({ database, ids, onError: () => {} }))
  const { gate } = createGovernance({ db, clock, ids, ledger, events: facts, makerOf: async () => undefined })
  const indicators = { definitions: async () => [{ id: 'noise' }] }
  const needs = { db, clock, ids, ledger, events: facts, gate, indicators, timezone: 'Europe/Warsaw' } as unknown as Needs // prettier-ignore
  const plan = { titles: { pl: 'Zielone przystanki' }, hypothesis: { pl: 'Krótsze czekanie' }, cost_minor: 1200, currency: 'PLN', source: { kind: 'indicator', indicator: 'noise' } } // prettier-ignore
  const decided = [{ pilot: { id: PILOT, plan, decision: { outcome: 'scale', reasons: 'Działa', worked: 'O 3 minuty krócej', failed: '', conditions: 'Drzewa' } }, found: {} }] // prettier-ignore
  practices = createPractices(needs, { practices: async () => decided as never })
  events = createCityEvents(needs)
  const one = async (id: string) => (id === PILOT ? {} : Promise.reject(new Refusal('pilots.unknown', 404)))
  teams = createTeams(needs, { challenges: { one }, pilots: { one }, register: { one } } as never)
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

const EVENT = { titles: { pl: 'Noc pomysłów' }, about: { pl: 'Wstęp wolny' }, where: 'Ratusz', organiser: 'Wydział', from: '2027-05-14T18:00', to: '2027-05-14T20:00' } // prettier-ignore

test('an event is announced, moved and called off in public, and stays readable as it was', async () => {
  await expect(events.add(ewa, EVENT, 'nowe')).rejects.toMatchObject({ status: 403 })
  await expect(events.add(office, { ...EVENT, to: EVENT.from }, 'nowe')).rejects.toEqual(code('backward'))
  const { id } = await events.add(office, { ...EVENT, dimension: 'society' }, 'nowe')
  clock.set('2027-02-02T10:00:00Z')
  await events.revise(office, id, { ...EVENT, cancelled: true }, 'choroba', 1)
  await expect(events.revise(office, id, EVENT, 'znowu', 1)).rejects.toEqual(code('changedMeanwhile'))
  const { event, versions } = await events.one(id)
  expect(event).toMatchObject({ version: 2, cancelled: true, startsAt: new Date('2027-05-14T16:00:00Z'), madeAt: new Date('2027-02-01T10:00:00Z') }) // prettier-ignore
  expect(versions.map(({ cancelled }) => cancelled)).toEqual([true, false])
  expect((await events.list()).ahead.map((one) => one.id)).toEqual([id])
  expect((await events.list('society')).ahead).toEqual([])
  await expect(sql`delete from innovations_cards`.execute(database.db)).rejects.toThrow(/only added to/)
  await expect(events.one('x')).rejects.toEqual(code('unknown'))
})

test('what leads to a person waits at the gate, and is nowhere before', async () => {
  await expect(events.add(office, { ...EVENT, where: 'tel. 601 234 567' }, 'nowe')).rejects.toMatchObject({ code: 'governance.held' }) // prettier-ignore
  expect((await events.list()).ahead).toHaveLength(1)
})

test('a team is of something that there is; each joins and leaves by themselves, named only where they say so', async () => {
  const team = { name: 'Cienie', about: { pl: 'Szukamy ogrodnika' }, of: { kind: 'pilot' as const, id: PILOT } }
  await expect(teams.add(visitor, team, 'nowe')).rejects.toMatchObject({ status: 401 })
  await expect(teams.add(ewa, { ...team, of: { kind: 'pilot', id: 'x' } }, 'nowe')).rejects.toEqual(code('unknownThing')) // prettier-ignore
  const { id } = await teams.add(ewa, team, 'nowe')
  await teams.join(jan, id, 'Jan K.')
  expect((await teams.list({ kind: 'pilot', id: PILOT }))[0]).toMatchObject({ members: 2, names: ['Jan K.'] })
  await expect(teams.revise(jan, id, team, 'moje', 1)).rejects.toMatchObject({ status: 403 })
  await expect(teams.join(jan, id, 'PESEL 44051401359')).rejects.toMatchObject({ code: 'governance.unfitText' })
  await teams.leave(jan, id)
  expect(await teams.one(id, jan)).toMatchObject({
    team: { members: 1, names: [] },
    isMember: false,
    as: '',
    mayChange: false,
  })
  expect(JSON.stringify((await sql`select content from innovations_cards`.execute(database.db)).rows)).not.toContain('Jan K.') // prettier-ignore
})

test('a decided pilot is a card of its own until one is written of it; then its evaluation hangs on that one', async () => {
  expect(await practices.list({ q: 'zielone' })).toMatchObject({ cards: [], pilots: [{ pilot: { id: PILOT } }], count: 1 }) // prettier-ignore
  const begun = await practices.begun(PILOT)
  expect(begun).toMatchObject({ pilotId: PILOT, effect: { pl: 'O 3 minuty krócej' }, failed: undefined, indicators: ['noise'] }) // prettier-ignore
  const draft = { ...begun, titles: { pl: 'Zielone przystanki' }, problem: { pl: 'Upał' }, done: { pl: 'Posadzono łąki' }, effect: { pl: 'Chłodniej' }, contact: 'Wydział Zieleni' } // prettier-ignore
  await expect(practices.add(office, { ...draft, indicators: ['x'] }, 'n')).rejects.toEqual(code('unknownIndicator'))
  const { id } = await practices.add(office, draft, 'nowe')
  expect(await practices.list({ q: 'LAKI upal', indicator: 'noise' })).toMatchObject({ cards: [{ card: { id, licence: 'CC-BY-4.0' }, pilot: { id: PILOT } }], pilots: [], count: 1 }) // prettier-ignore
  expect((await practices.list({ q: 'wojna' })).cards).toEqual([])
  expect([...(await practices.byIndicator())]).toEqual([
    ['noise', [{ kind: 'practice', id, titles: draft.titles, evaluated: true }]],
  ])
})
