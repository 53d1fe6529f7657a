/** A challenge from a gap to whoever is chosen: who may do what, what reviewers come to, what stays inside, what ends by itself. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import fastify from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor, type Actor } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import type { Database } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { createEvents } from '#platform/events'
import { createFiles } from '#platform/files'
import { systemIds } from '#platform/ids'
import { createJobs, migrations as jobsMigrations } from '#platform/jobs'
import { createLedger, keptSigner, migrations as ledgerMigrations } from '#platform/ledger'
import { createGovernance, migrations as governanceMigrations, type Gate } from '#governance'
import { migrations } from '../migrations/index.ts'
import type { Needs } from '../needs.ts'
import { createRegister, type Register } from '../register/service.ts'
import { challengeRoutes } from './routes.ts'
import { createChallenges, type Challenges } from './service/index.ts'
import { forget } from './store/applications.ts'
import type { CallDraft } from './types.ts'

const OFFICE = '00000000-0000-7000-8000-000000000002'
const id = (n: number) => `00000000-0000-7000-8000-0000000000${n}`
const person = (who: string, ...may: string[]): Actor => ({ id: who, kind: 'person', can: (what, where) => may.includes(what) && where === OFFICE }) // prettier-ignore
const [office, ewa, jan, ola, piotr, team2, zofia] = [person(id(10), 'innovations.organise'), person(id(11)), person(id(12)), person(id(13)), person(id(14)), person(id(15)), person(id(16))] // prettier-ignore
const PEOPLE = [jan, ola, piotr, zofia].map((one, i) => ({
  id: one.id,
  name: `Reviewer ${i}`,
  email: `r${i}@example.org`,
}))
const folder = mkdtempSync(join(tmpdir(), 'unia-challenges-'))
const clock = fixedClock('2027-03-01T10:00:00Z')
const told: { subject?: string; accountId?: string; kind: string; body?: { pl: string } }[] = []
let database: Database
let gate: Gate
let challenges: Challenges
let register: Register
beforeAll(async () => {
  database = await testDatabase([...jobsMigrations, ...ledgerMigrations, ...governanceMigrations, ...migrations])
  const { db } = database
  const ids = systemIds
  const ledger = createLedger({ db, clock, ids, signer: keptSigner({ dataDir: folder, origin: 'example.org/l' }) })
  const jobs = createJobs({ database, ids, onError: () => {} })
  const events = createEvents(jobs)
  gate = createGovernance({ db, clock, ids, ledger, events, makerOf: async () => undefined }).gate
  const gap = { indicator: 'air', by: 'median', closing: { median: { to: 20 } }, evidence: { comparison: { value: 31, period: '2026' } } } // prettier-ignore
  const needs = {
    ...{ db, clock, ids, ledger, jobs, events, gate, timezone: 'Europe/Warsaw', onError: (error: unknown) => { throw error } }, // prettier-ignore
    files: createFiles({ dataDir: folder }),
    identity: {
      notices: { tell: async (_: unknown, draft: (typeof told)[number]) => void told.push(draft) },
      organisations: async () => [
        { id: OFFICE, kind: 'department', names: { pl: 'Wydział', en: 'Office', uk: 'Відділ' } },
      ],
      personByEmail: async (email: string) => PEOPLE.find((one) => one.email === email),
    },
    indicators: { definitions: async () => [{ id: 'air' }] },
    places: { areas: async () => [] },
    analysis: {
      parameters: () => ({ area: 'city' }),
      directions: async () => ({ gaps: [gap], seq: 7, day: '2027-03-01' }),
      input: async () => ({ indicators: [{ id: 'air', unit: 'ug/m3' }] }),
    },
  } as unknown as Needs
  challenges = createChallenges(needs)
  register = createRegister(needs)
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

const code = (name: string, details = {}) => expect.objectContaining({ code: `challenges.${name}`, details: expect.objectContaining(details) }) // prettier-ignore
const CALL: CallDraft = { who: ['firms', 'universities'], offer: { pl: 'Miejsce i dane' }, criteria: [{ id: 'effect', names: { pl: 'Wpływ' }, weight: 3 }, { id: 'cost', names: { pl: 'Koszt' }, weight: 1 }], from: '2027-03-01', to: '2027-03-10', reviewedBy: '2027-03-20' } // prettier-ignore
const team = (name: string, more = {}) => ({ team: name, kind: 'firms' as const, summary: 'Czujniki', plan: 'Plan', members: [{ name: 'Anna' }], ...more }) // prettier-ignore
async function begun() {
  const made = await challenges.add(office, { organisationId: OFFICE, titles: { pl: 'Powietrze' }, problem: { pl: 'Jest złe' }, origin: 'gap', indicator: 'air' }) // prettier-ignore
  await challenges.publish(office, made.id)
  await challenges.call(office, made.id, CALL)
  return made.id
}

test('a problem carries its gap as of that day; nobody but its department writes it, nobody sees the draft', async () => {
  const draft = { organisationId: OFFICE, titles: { pl: 'x' }, problem: { pl: 'y' }, origin: 'gap' as const, indicator: 'air' } // prettier-ignore
  await expect(challenges.add(ewa, draft)).rejects.toMatchObject({ status: 403 })
  await expect(challenges.add(office, { ...draft, indicator: 'noise' })).rejects.toEqual(code('noGap', { indicator: 'noise' })) // prettier-ignore
  await expect(challenges.add(office, { ...draft, area: 'atlantis' })).rejects.toEqual(code('unknownArea'))
  const { id } = await challenges.add(office, draft)
  await expect(challenges.one(id, ewa)).rejects.toEqual(code('unknown'))
  expect((await challenges.one(id, office)).challenge.problem).toMatchObject({ indicators: ['air'], gap: { value: 31, to: 20, by: 'median', unit: 'ug/m3', day: '2027-03-01', seq: 7 } }) // prettier-ignore
  await expect(challenges.call(office, id, CALL)).rejects.toEqual(code('state', { state: 'draft' }))
  await challenges.publish(office, id)
  await expect(challenges.call(office, id, { ...CALL, to: '2027-02-01' })).rejects.toEqual(code('daysBackward'))
  await expect(challenges.call(office, id, { ...CALL, reviewedBy: CALL.to })).rejects.toEqual(
    code('reviewBackward', { end: CALL.to }),
  )
  await challenges.end(office, id, { outcome: 'cancelled', lesson: 'The law forbids it.' })
  expect((await challenges.one(id)).log.map(({ kind }) => kind)).toEqual(['published', 'cancelled'])
})

test('a public problem is put in other words with a reason while there is time: what was said stays, who follows or applied is told', async () => {
  const { id } = await challenges.add(office, { organisationId: OFFICE, titles: { pl: 'Powietrze' }, problem: { pl: 'Jest złe' }, origin: 'gap', indicator: 'air' }) // prettier-ignore
  const better = { titles: { pl: 'Powietrze nocą' }, problem: { pl: 'Jest złe po zmroku' }, reason: 'Pomiary z zimy.', version: 1 } // prettier-ignore
  await expect(challenges.amend(office, id, better)).rejects.toEqual(code('state', { state: 'draft' }))
  await challenges.publish(office, id)
  await expect(challenges.amend(ewa, id, better)).rejects.toMatchObject({ status: 403 })
  await expect(challenges.amend(office, id, { ...better, indicators: ['noise'] })).rejects.toEqual(code('unknownIndicator')) // prettier-ignore
  await expect(challenges.amend(office, id, { ...better, reason: ' ' })).rejects.toThrow()
  await challenges.amend(office, id, better)
  await expect(challenges.amend(office, id, better)).rejects.toEqual(code('changedMeanwhile', { version: 2 }))
  await expect(challenges.amend(office, id, { ...better, version: 2 })).rejects.toEqual(code('nothingChanged'))
  await challenges.call(office, id, CALL)
  await challenges.apply(ewa, id, team('Zeta'))
  const again = { ...better, problem: { pl: 'Jest złe od listopada' }, version: 2 }
  await challenges.amend(office, id, again)
  for (const to of [{ subject: `challenge:${id}` }, { accountId: ewa.id }]) expect(told.filter((one) => one.kind === 'challenge.amended')).toContainEqual(expect.objectContaining({ ...to, body: expect.objectContaining({ pl: expect.stringContaining('Pomiary z zimy.') }) })) // prettier-ignore
  const { challenge, versions, log } = await challenges.one(id)
  expect(challenge.problem).toMatchObject({ problem: { pl: 'Jest złe od listopada' }, gap: { value: 31 }, indicators: ['air'] }) // prettier-ignore
  expect(versions.map(({ version, problem, reason }) => [version, problem.pl, reason])).toEqual([[1, 'Jest złe', null], [2, 'Jest złe po zmroku', better.reason], [3, 'Jest złe od listopada', better.reason]]) // prettier-ignore
  expect(log.map(({ kind }) => kind)).toEqual(['published', 'amended', 'called', 'application', 'amended'])
  // Too little time to answer what it asks now, until there is more; never once the call is over.
  clock.set('2027-03-04T10:00:00Z')
  const late = { ...better, version: 3 }
  await expect(challenges.amend(office, id, late)).rejects.toEqual(code('tooLittleTime', { days: 7, to: '2027-03-10', day: '2027-03-11' })) // prettier-ignore
  await challenges.extend(office, id, '2027-03-12', '2027-03-20', 'Zmieniamy pytanie.')
  await challenges.amend(office, id, late)
  clock.set('2027-03-13T10:00:00Z')
  await expect(challenges.amend(office, id, { ...again, version: 4 })).rejects.toEqual(code('past'))
  await challenges.tick()
  await expect(challenges.amend(office, id, { ...again, version: 4 })).rejects.toEqual(code('state', { state: 'review' })) // prettier-ignore
  clock.set('2027-03-01T10:00:00Z')
})

test('from the call to the choice: in time, by those invited, judged apart, conflicts left out, a departure with its reasons', async () => {
  const id = await begun()
  await challenges.ask(ewa, id, 'Czy są dane?')
  await expect(challenges.ask(visitor, id, 'x')).rejects.toMatchObject({ status: 401 })
  const [question] = (await challenges.one(id)).questions
  await challenges.answer(office, id, question!.id, 'Tak, z pięciu stacji.')
  await expect(challenges.answer(office, id, question!.id, 'x')).rejects.toEqual(code('answered'))
  await expect(challenges.apply(ewa, id, team('Sąsiedzi', { kind: 'residents' }))).rejects.toEqual(code('notInvited'))
  const first = await challenges.apply(ewa, id, team('Alfa', { members: [{ name: 'Ola', email: 'R1@example.org' }] }))
  await expect(challenges.apply(ewa, id, team('Again'))).rejects.toEqual(code('twice'))
  const second = await challenges.apply(team2, id, team('Beta'))
  await challenges.attach(ewa, id, { ...(await challenges.keepFile(ewa, id, Readable.from([Buffer.from('plan')]))), name: 'plan.pdf', mediaType: 'application/pdf' }) // prettier-ignore
  await expect(challenges.keepFile(jan, id, Readable.from([Buffer.from('x')]))).rejects.toEqual(
    code('applicationUnknown'),
  )
  for (const { email } of PEOPLE) await challenges.appoint(office, id, email)
  await expect(challenges.appoint(office, id, 'nobody@example.org')).rejects.toEqual(code('reviewerUnknown'))
  await expect(challenges.appoint(office, id, PEOPLE[0]!.email)).rejects.toEqual(code('alreadyReviewer'))
  expect((await challenges.one(id)).applications).toEqual([])
  expect(await challenges.inside(office, id)).toMatchObject({ applications: [], standings: [], count: 2 })
  await expect(challenges.score(jan, id, first.id, { scores: { effect: 5, cost: 5 }, words: 'x' })).rejects.toEqual(code('state')) // prettier-ignore

  clock.set('2027-03-11T08:00:00Z')
  await expect(challenges.apply(piotr, id, team('Late'))).rejects.toEqual(code('past', { day: '2027-03-10' }))
  await challenges.tick()
  await challenges.tick()
  expect((await challenges.one(id)).challenge.state).toBe('review')
  const scores = (effect: number, cost: number) => ({ scores: { effect, cost }, words: 'Powody' })
  await expect(challenges.score(ola, id, first.id, scores(10, 10))).rejects.toEqual(code('ownTeam', { team: 'Alfa' }))
  await expect(challenges.score(ewa, id, first.id, scores(1, 1))).rejects.toEqual(code('notReviewer'))
  await expect(challenges.score(jan, id, first.id, { scores: { effect: 3 }, words: 'x' })).rejects.toEqual(code('scoresMissing', { names: 'Koszt' })) // prettier-ignore
  await challenges.score(jan, id, first.id, scores(8, 4))
  await challenges.score(jan, id, second.id, scores(4, 8))
  await challenges.declare(piotr, id, second.id, 'My sister works there.')
  await expect(challenges.score(piotr, id, second.id, scores(9, 9))).rejects.toEqual(code('conflict'))
  const choice = { chosen: [second.id], reasons: 'Taniej' }
  await expect(challenges.select(office, id, choice)).rejects.toEqual(code('tooFewReviews'))
  await challenges.score(piotr, id, first.id, scores(10, 6))
  await expect(challenges.score(ola, id, second.id, scores(0, 0))).rejects.toEqual(code('rival', { team: 'Alfa' }))
  await challenges.score(zofia, id, second.id, scores(6, 8))
  expect((await challenges.toReview(jan, id)).applications.map(({ review }) => review?.words)).toEqual(['Powody', 'Powody']) // prettier-ignore
  await expect(challenges.select(office, id, choice)).rejects.toEqual(code('departure', { teams: 'Alfa' }))
  await challenges.select(office, id, { ...choice, departure: 'Alfa nie ma zgody na prace.' })
  const { standings, log, challenge, applications } = await challenges.one(id)
  expect(standings.map(({ team, rank, leftOut, total }) => [team, rank, leftOut, total!.mean, total!.low, total!.high])).toEqual([['Alfa', 1, 0, 8, 7, 9], ['Beta', 2, 1, 5.75, 5, 6.5]]) // prettier-ignore
  expect(challenge).toMatchObject({ state: 'selected', outcome: { ranked: [first.id, second.id] } })
  expect(applications.map((one) => Object.keys(one))).toEqual([1, 2].map(() => ['id', 'team', 'kind', 'summary']))
  expect(JSON.stringify(log)).not.toMatch(/sister|Powody|example.org/)
  const file = (await challenges.inside(office, id)).files[0]!
  expect(await text((await challenges.file(jan, id, file.id)).stream)).toBe('plan')
  for (const other of [ola, team2]) await expect(challenges.file(other, id, file.id)).rejects.toEqual(code('fileUnknown')) // prettier-ignore
  const append = sql`update innovations_challenge_log set content = '{}'`.execute(database.db)
  await expect(append).rejects.toThrow(/only added to/)
})

test('data for a team wait for another person at the gate, are for that team alone, and end by themselves', async () => {
  clock.set('2027-03-01T10:00:00Z')
  const id = await begun()
  const mine = await challenges.apply(ewa, id, team('Gamma'))
  const kept = await challenges.keepData(office, id, Readable.from([Buffer.from('a,b\n1,2\n')]))
  const grant = { applicationId: mine.id, name: 'Stacje', purpose: 'Do modelu', until: '2027-03-12' }
  await expect(challenges.grant(office, id, { ...grant, until: '2027-02-01' }, { ...kept, mediaType: 'text/csv' })).rejects.toEqual(code('past')) // prettier-ignore
  await challenges.grant(office, id, grant, { ...kept, mediaType: 'text/csv' })
  const [given] = (await challenges.ownApplication(ewa, id))!.grants
  await expect(challenges.use(ewa, id, given!.id)).rejects.toEqual(code('accessWaits'))
  const [held] = await gate.queue({ id: 'olha', kind: 'person', can: () => true })
  await expect(gate.decide({ ...office, can: () => true }, held!.id, { verdict: 'open', grounds: 'My own, looked at.' })).rejects.toMatchObject({ code: 'governance.ownContent' }) // prettier-ignore
  await gate.decide({ id: 'olha', kind: 'person', can: () => true }, held!.id, { verdict: 'open', grounds: 'No persons in it.' }) // prettier-ignore
  await expect(challenges.use(team2, id, given!.id)).rejects.toEqual(code('notOwn'))
  expect(await text((await challenges.use(ewa, id, given!.id)).stream)).toBe('a,b\n1,2\n')
  clock.set('2027-03-13T10:00:00Z')
  await challenges.tick()
  await expect(challenges.use(ewa, id, given!.id)).rejects.toEqual(code('accessEnded', { day: '2027-03-12' }))
  const { log, grants } = await challenges.one(id)
  expect(log.map(({ kind }) => kind).slice(-4)).toEqual(['data', 'dataUsed', 'callClosed', 'dataEnded'])
  expect(grants).toMatchObject([{ uses: 1 }])
  await expect(challenges.endEarly(office, id, given!.id, { reason: 'Za późno.' })).rejects.toEqual(code('accessEnded'))
  await challenges.end(office, id, { outcome: 'noSolution', lesson: 'Jedna oferta to za mało.' })
  expect((await challenges.one(id)).log.at(-1)).toMatchObject({ kind: 'noSolution', content: { lesson: 'Jedna oferta to za mało.' } }) // prettier-ignore
})

test('access to data ends before its day when who gave it says so: a request gets nothing from then on, and the log says why', async () => {
  clock.set('2027-03-01T10:00:00Z')
  const id = await begun()
  const mine = await challenges.apply(ewa, id, team('Eta'))
  const kept = await challenges.keepData(office, id, Readable.from([Buffer.from('a,b\n3,4\n')]))
  await challenges.grant(office, id, { applicationId: mine.id, name: 'Stacje', purpose: 'Do modelu', until: '2027-03-12' }, { ...kept, mediaType: 'text/csv' }) // prettier-ignore
  const [given] = (await challenges.ownApplication(ewa, id))!.grants
  const olha = { id: 'olha', kind: 'person' as const, can: () => true }
  await gate.decide(olha, (await gate.queue(olha)).find(({ fingerprint }) => fingerprint === kept.sha256)!.id, { verdict: 'open', grounds: 'No persons in it.' }) // prettier-ignore
  let actor = ewa
  const app = fastify().setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler)
  app.decorateRequest('actor').addHook('onRequest', async (request) => Object.assign(request, { actor }))
  app.setErrorHandler((error: { code: string; status?: number }, _, reply) => reply.code(error.status ?? 500).send({ code: error.code })) // prettier-ignore
  await app.register(challengeRoutes(challenges))
  const url = `/challenges/${id}/data/${given!.id}`
  const get = async () => app.inject({ url })
  expect([(await get()).statusCode, (await get()).body]).toEqual([200, 'a,b\n3,4\n'])
  const end = (reason: string) => app.inject({ method: 'POST', url: `${url}/end`, payload: { reason } })
  expect((await end('Nie wolno mi.')).statusCode).toBe(403)
  actor = office
  expect((await end(' ')).statusCode).not.toBe(204)
  expect((await end('Umowa została rozwiązana.')).statusCode).toBe(204)
  actor = ewa
  expect(await get()).toMatchObject({ statusCode: 410, body: JSON.stringify({ code: 'challenges.accessEnded' }) })
  const { log, grants } = await challenges.one(id)
  expect(log.at(-1)).toMatchObject({ kind: 'dataEnded', content: { name: 'Stacje', reason: 'Umowa została rozwiązana.' } }) // prettier-ignore
  expect(grants).toMatchObject([{ uses: 2, endedAt: clock.now() }])
})

test('what a team is given is looked through like all that goes out: a number of a person is not opened as it is', async () => {
  clock.set('2027-03-01T10:00:00Z')
  const id = await begun()
  const { id: applicationId } = await challenges.apply(ewa, id, team('Delta'))
  const kept = await challenges.keepData(office, id, Readable.from([Buffer.from(`nr,pesel\n${Array.from({ length: 30 }, (_, i) => `${i},44051401359`).join('\n')}\n`)])) // prettier-ignore
  await challenges.grant(office, id, { applicationId, name: 'Stacje', purpose: 'Do modelu', until: '2027-03-12' }, { ...kept, mediaType: 'text/csv' }) // prettier-ignore
  const olha = { id: 'olha', kind: 'person' as const, can: () => true }
  const held = (await gate.queue(olha)).find(({ fingerprint }) => fingerprint === kept.sha256)!
  expect(held).toMatchObject({ personal: true, findings: [{ detector: 'pesel', severity: 'blocks', column: 'pesel' }, { detector: 'unique', severity: 'note' }] }) // prettier-ignore
  const answers = [{ finding: 0, kind: 'lawful' as const, text: 'They need it.' }]
  await expect(gate.decide(olha, held.id, { verdict: 'open', grounds: 'They need it.', answers })).rejects.toMatchObject({ code: 'governance.blocked' }) // prettier-ignore
  const [given] = (await challenges.ownApplication(ewa, id))!.grants
  await expect(challenges.use(ewa, id, given!.id)).rejects.toEqual(code('accessWaits'))
})

test('who deletes their account is named no more; what was judged stays', async () => {
  clock.set('2027-03-01T10:00:00Z')
  const id = await begun()
  await challenges.apply(ewa, id, team('Epsilon'))
  await challenges.appoint(office, id, PEOPLE[1]!.email)
  for (const { id: account } of [ewa, ola]) await forget(database.db, account)
  clock.set('2027-03-11T10:00:00Z')
  await challenges.tick()
  const { applications, reviewers } = await challenges.inside(office, id)
  expect(applications).toMatchObject([{ team: 'Epsilon', members: [] }])
  expect(reviewers).toEqual([{ account: ola.id, name: '', email: '' }])
})

test('whoever follows hears that a call ends soon, and late reviewers are reminded, each once', async () => {
  clock.set('2027-03-01T10:00:00Z')
  const id = await begun()
  await challenges.apply(ewa, id, team('Delta'))
  await challenges.appoint(office, id, PEOPLE[0]!.email)
  const sent = (kind: string) => told.filter((one) => one.kind === kind && (one.subject === `challenge:${id}` || one.accountId === jan.id)).length // prettier-ignore
  await challenges.tick()
  expect(sent('challenge.soon')).toBe(0)
  clock.set('2027-03-08T10:00:00Z')
  await challenges.tick()
  await challenges.tick()
  expect(sent('challenge.soon')).toBe(1)
  const before = sent('challenge.review')
  clock.set('2027-03-18T10:00:00Z')
  for (let i = 0; i < 3; i++) await challenges.tick()
  expect(sent('challenge.review') - before).toBe(1)
})

test('words of a new entry of the register that were opened by another person pass when they are sent again', async () => {
  const draft = { titles: { pl: 'Ławka, tel. 601 234 567' }, about: { pl: 'Ładuje telefony' }, kind: 'technological' as const, dimension: 'society' as const, state: 'trial' as const } // prettier-ignore
  const anybody = (who: string): Actor => ({ id: who, kind: 'person', can: () => true })
  const refusal = await register.add(anybody('anna'), draft, 'Nowa').then(() => expect.unreachable(), (error) => error) // prettier-ignore
  expect(refusal.code).toBe('governance.held')
  const { findings } = await gate.examination(anybody('jan'), refusal.details.id)
  const answers = findings.map((_, finding) => ({
    finding,
    kind: 'lawful' as const,
    text: 'The number of the office.',
  }))
  await gate.decide(anybody('jan'), refusal.details.id, { verdict: 'open', grounds: 'Looked at.', answers })
  const added = await register.add(anybody('anna'), draft, 'Nowa')
  expect((await register.one(added.id)).entry.titles).toEqual(draft.titles)
})

test('a problem whose words were taken back is gone for everybody but who can put it otherwise', async () => {
  const { id: other } = await challenges.add(office, { organisationId: OFFICE, titles: { pl: 'Zieleń' }, problem: { pl: 'Jest jej mało' }, origin: 'department' }) // prettier-ignore
  await challenges.publish(office, other)
  const { id } = await challenges.add(office, { organisationId: OFFICE, titles: { pl: 'Woda' }, problem: { pl: 'Z nazwiskiem' }, origin: 'department' }) // prettier-ignore
  await challenges.publish(office, id)
  await challenges.call(office, id, { ...CALL, from: '2027-06-01', to: '2027-06-20', reviewedBy: '2027-06-30', offer: { pl: 'Też z nazwiskiem' } }) // prettier-ignore
  const releaseOf = async (kind: string) => (await sql<{ of: string }>`select release_id as of from innovations_challenge_log where challenge_id = ${id} and kind = ${kind}`.execute(database.db)).rows[0]!.of // prettier-ignore
  const officer: Actor = { id: 'officer', kind: 'person', can: () => true }
  await gate.withdrawRelease(officer, await releaseOf('published'), 'It named a person.')
  await expect(challenges.one(id, ewa)).rejects.toMatchObject({ code: 'governance.withdrawn' })
  const listed = async () => (await challenges.list()).some((one) => one.id === id)
  expect(await listed()).toBe(false)
  expect((await challenges.one(other)).log).toHaveLength(1)
  expect((await challenges.one(id, office)).challenge.problem.titles).toEqual({ pl: 'Woda' })
  await challenges.amend(office, id, { titles: { pl: 'Woda' }, problem: { pl: 'Bez nazwiska' }, reason: 'Nikogo nie nazywamy.', version: 1 }) // prettier-ignore
  expect((await challenges.one(id)).versions.map(({ problem }) => problem)).toEqual([{ pl: 'Bez nazwiska' }])
  expect(await listed()).toBe(true)
  await gate.withdrawRelease(officer, await releaseOf('called'), 'It named a person.')
  await expect(challenges.one(id)).rejects.toMatchObject({ code: 'governance.withdrawn' })
})
