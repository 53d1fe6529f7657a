/** The city shown to the world: ties with their versions, pages of live numbers, questions answered in working days and then forgotten. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system, visitor, type Actor } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import type { Database } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { createEvents } from '#platform/events'
import { systemIds } from '#platform/ids'
import { createJobs, migrations as jobsMigrations } from '#platform/jobs'
import { createLedger, keptSigner, migrations as ledgerMigrations } from '#platform/ledger'
import type { Message } from '#platform/mail'
import { createGovernance, migrations as governanceMigrations } from '#governance'
import { migrations } from '../migrations/index.ts'
import type { Needs } from '../needs.ts'
import { createPartners, type Partners } from '../partners/service.ts'
import { createPromotion, type Promotion } from '../promotion/service.ts'
import { createEnquiries, type Enquiries } from './service.ts'

const CITY = '00000000-0000-7000-8000-000000000001'
const OFFICE = '00000000-0000-7000-8000-000000000002'
const folder = mkdtempSync(join(tmpdir(), 'unia-enquiries-'))
const clock = fixedClock('2026-12-23T10:00:00Z')
const letters: Message[] = []
const organiser: Actor = {
  id: 'ewa',
  kind: 'person',
  can: (what) => what === 'network.organise' || what === 'network.answer',
}
/** Answers in one department alone. */
const office: Actor = { id: 'iwo', kind: 'person', can: (what, at) => what === 'network.answer' && at === OFFICE }
const other: Actor = { id: 'jan', kind: 'person', can: () => false }
const T = (text: string) => ({ pl: text, en: text, uk: text })
const WEEK = [...Array.from({ length: 5 }, () => [[420, 900]]), [], []]
let database: Database
let ledger: ReturnType<typeof createLedger>
let partners: Partners
let promotion: Promotion
let enquiries: Enquiries
beforeAll(async () => {
  database = await testDatabase([...jobsMigrations, ...ledgerMigrations, ...governanceMigrations, ...migrations])
  const { db } = database
  const ids = systemIds
  ledger = createLedger({ db, clock, ids, signer: keptSigner({ dataDir: folder, origin: 'example.org/l' }) })
  const jobs = createJobs({ database, ids, onError: () => {} })
  const events = createEvents(jobs)
  const { gate } = createGovernance({ db, clock, ids, ledger, events, makerOf: async () => undefined })
  const member = (name: string, role: string) => ({ accountId: name, email: `${name}@city.example`, language: 'en', role, name }) // prettier-ignore
  const needs = {
    ...{ db, clock, ids, ledger, jobs, events, gate, timezone: 'Europe/Warsaw', baseUrl: 'https://city.example' },
    ...{ city: { names: T('Rivermouth') }, answersIn: 2, onError: (error: unknown) => { throw error } }, // prettier-ignore
    mail: { send: async (_: unknown, letter: Message) => `${letters.push(letter)}` },
    identity: {
      organisations: async () => [
        { id: CITY, kind: 'city' },
        { id: OFFICE, kind: 'department' },
      ],
      members: async (_: Actor, id: string) =>
        id === OFFICE
          ? [member('iwo', 'editor'), member('bea', 'resident')]
          : [member('ola', 'steward'), member('jan', 'editor'), member('ola', 'administrator')],
    },
    infrastructure: { maintenance: { orders: { workingTime: async () => ({ week: WEEK, holidays: 'pl', closed: [] }) } } }, // prettier-ignore
    indicators: {
      home: 'city',
      definitions: async () => [
        { id: 'air', names: T('Air') },
        { id: 'beds', names: T('Beds') },
      ],
      series: async (id: string) => id === 'air' ? [{ area: 'city', points: [{ period: '2024', value: 9 }, { period: '2025', value: 8 }, { period: '2026', value: null }] }] : [], // prettier-ignore
    },
    promotion: {
      pages: [{ audience: 'investors', title: T('Why'), lead: T('Lead'), indicators: ['beds', 'air', 'gone', 'air'], chapters: [] }], // prettier-ignore
      ...{ sectors: [], distinctions: [{ id: 'a', kind: 'prize', names: T('A'), when: '2017' }, { id: 'b', kind: 'title', names: T('B'), when: '2023-05' }] }, // prettier-ignore
    },
  } as unknown as Needs
  partners = createPartners(needs)
  promotion = createPromotion(needs)
  enquiries = createEnquiries(needs, promotion, partners)
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

const refused = (code: string) => expect.objectContaining({ code })
const later = (days: number) => clock.set(new Date(clock.now().getTime() + days * 86_400_000))
const asking = (change: object = {}) => ({
  ...{
    audience: 'investors' as const,
    subject: 'A hall',
    words: 'Where is room for a hall?',
    email: 'Ann@firm.example',
  },
  ...{ name: 'Ann', language: 'en' as const, begunAt: new Date(clock.now().getTime() - 60_000), ...change },
})

test('what ties the city to others is written by who may, keeps its versions, and what the pack says does not undo it', async () => {
  const [listed, project] = [{ id: 'city-a', kind: 'city' as const, names: T('A'), partners: [], unverified: true }, { kind: 'project' as const, names: { en: 'Quay' }, from: '2024', to: '2027-04-30' }] // prettier-ignore
  const pack = system('city-pack')
  await partners.load(pack, [listed], 'city pack')
  await partners.load(pack, [listed], 'city pack')
  await expect(partners.add(visitor, project, 'new')).rejects.toThrow(refused('unauthenticated'))
  await expect(partners.add(other, project, 'new')).rejects.toThrow(refused('forbidden'))
  await expect(partners.add(organiser, { ...project, to: '2023' }, 'new')).rejects.toThrow(refused('partners.backward'))
  const { id } = await partners.add(organiser, project, 'new')
  await partners.revise(organiser, 'city-a', { ...listed, unverified: false, from: '1991-11-30' }, 'confirmed', 1)
  await expect(partners.revise(organiser, 'city-a', listed, 'again', 1)).rejects.toThrow(refused('partners.changedMeanwhile')) // prettier-ignore
  await partners.load(pack, [listed], 'city pack')
  expect(await partners.one('city-a')).toMatchObject({ tie: { unverified: false, version: 2 }, versions: [{ version: 2 }, { version: 1, unverified: true }] }) // prettier-ignore
  expect(await partners.list()).toMatchObject({ counts: { city: 1, project: 1 } })
  expect((await partners.dates()).map(({ tie }) => tie.id)).toEqual([id])
  await expect(partners.one('nowhere')).rejects.toThrow(refused('partners.unknown'))
  await expect(sql`update network_ties set grounds = 'x'`.execute(database.db)).rejects.toThrow(/only added to/)
})

test('a page shows the newest value that there is, says what is missing, and never shows a figure of its own', async () => {
  const { numbers, missing } = await promotion.page('investors')
  expect(numbers).toMatchObject([{ definition: { id: 'air' }, last: { period: '2025', value: 8 } }])
  expect(missing).toEqual([{ id: 'beds', names: T('Beds') }])
  expect(promotion.distinctions.map(({ id }) => id)).toEqual(['b', 'a'])
  expect(['2016-03-01', '2020', '2021-M12', '2026-12', '2029', '2027-01-05'].map(promotion.age)).toMatchObject([{ isOld: true }, { isOld: true }, { isOld: false }, { isAhead: false }, { isAhead: true }, { isAhead: true }]) // prettier-ignore
  await expect(promotion.page('robots')).rejects.toThrow(refused('promotion.noPage'))
})

test.each([
  ['a hidden field that people do not see', { website: 'http://spam.example' }, 'enquiries.robot'],
  ['a form filled in at once', { begunAt: new Date('2026-12-23T10:00:00Z') }, 'enquiries.robot'],
  ['a form of last week', { begunAt: new Date('2026-12-16T10:00:00Z') }, 'enquiries.robot'],
  ['a page that is not there', { audience: 'visitors' }, 'promotion.noPage'],
])('%s is refused', async (_, change, code) => {
  await expect(enquiries.ask('203.0.113.9', asking(change))).rejects.toThrow(refused(code))
})

test('a question is due after so many working days, is reminded of, answered by mail, and then forgotten', async () => {
  expect(await enquiries.dueIfAsked()).toBe('2026-12-29')
  const secret = await enquiries.ask('203.0.113.1', asking())
  // Christmas Eve, both holidays and a Sunday lie between.
  expect(await enquiries.follow(secret)).toMatchObject({ state: 'waiting', due: '2026-12-29', subject: 'A hall' })
  const [receipt] = letters.splice(0)
  expect(receipt).toMatchObject({ to: 'Ann@firm.example', text: expect.stringContaining(`/en/why/enquiries/${secret}`) }) // prettier-ignore
  // The mailbox may be somebody else's: nothing that was typed goes there.
  expect(JSON.stringify(receipt)).not.toMatch(/hall|Ann[^@]/)

  await enquiries.tick()
  expect(letters).toEqual([])
  later(5)
  await enquiries.tick()
  await enquiries.tick()
  expect(letters.splice(0).map(({ to, subject }) => [to, subject])).toEqual([['ola@city.example', expect.stringContaining('due by')]]) // prettier-ignore
  later(2)
  await enquiries.tick()
  expect(letters.splice(0)).toMatchObject([{ subject: 'An answer is late' }])
  expect((await enquiries.follow(secret)).state).toBe('late')

  const { open } = await enquiries.list(organiser)
  const { id } = open[0]!
  await expect(enquiries.list(other)).rejects.toThrow(refused('forbidden'))
  await expect(enquiries.answer(other, id, 'Yes')).rejects.toThrow(refused('forbidden'))
  await enquiries.answer(organiser, id, 'By the harbour.')
  await expect(enquiries.answer(organiser, id, 'Again')).rejects.toThrow(refused('enquiries.answered'))
  expect(letters.splice(0)).toMatchObject([{ to: 'Ann@firm.example', text: expect.stringContaining('By the harbour.') }]) // prettier-ignore
  expect(await enquiries.follow(secret)).toMatchObject({ state: 'answered', answer: 'By the harbour.', isForgotten: false }) // prettier-ignore
  await ledger.sequence()
  const { entries } = await ledger.list({ subject: `network/enquiries/${id}` })
  expect(entries.map(({ entry }) => entry.kind).toSorted()).toEqual(['network.enquiry', 'network.enquiryAnswered'])
  expect(JSON.stringify(entries)).not.toMatch(/hall|firm\.example|harbour/)

  later(31)
  await enquiries.tick()
  expect(await enquiries.follow(secret)).toMatchObject({
    state: 'answered',
    subject: '',
    answer: '',
    isForgotten: true,
  })
  expect(await enquiries.one(organiser, id)).toMatchObject({ email: '', name: '', words: '' })
  await expect(enquiries.follow('guessed')).rejects.toThrow(refused('enquiries.unknown'))
})

test('nobody floods the city: so many from one address, so many open of one mailbox', async () => {
  const email = 'bo@firm.example'
  for (let n = 0; n < 3; n++) await enquiries.ask(`203.0.113.${20 + n}`, asking({ email }))
  await expect(enquiries.ask('203.0.113.30', asking({ email: 'BO@firm.example' }))).rejects.toThrow(refused('enquiries.openAlready')) // prettier-ignore
  for (let n = 0; n < 5; n++) await enquiries.ask('203.0.113.40', asking({ email: `c${n}@firm.example` }))
  await expect(enquiries.ask('203.0.113.40', asking({ email: 'd@firm.example' }))).rejects.toThrow(refused('enquiries.tooMany')) // prettier-ignore
})

test('a question is handed to a department, answered there, written back to, closed; whoever asked has it deleted at once', async () => {
  clock.set(new Date('2027-04-28T10:00:00Z'))
  letters.length = 0
  const secret = await enquiries.ask('203.0.113.50', asking({ email: 'eve@firm.example' }))
  const { id } = (await enquiries.list(organiser)).open.find(({ email }) => email === 'eve@firm.example')!
  await expect(enquiries.one(office, id)).rejects.toThrow(refused('forbidden'))
  expect((await enquiries.list(office)).open).toEqual([])
  await expect(enquiries.hand(organiser, id, '00000000-0000-7000-8000-000000000009')).rejects.toThrow(refused('enquiries.noDepartment')) // prettier-ignore
  letters.length = 0
  await enquiries.hand(organiser, id, OFFICE)
  // Of what was typed the letter says nothing; who may not answer gets none.
  expect(letters.splice(0)).toMatchObject([{ to: 'iwo@city.example', text: expect.not.stringContaining('hall') }])
  expect((await enquiries.list(office)).open.map((one) => one.id)).toEqual([id])

  await expect(enquiries.writeBack('203.0.113.50', secret, 'And?')).rejects.toThrow(refused('enquiries.notAnswered'))
  await enquiries.answer(office, id, 'By the harbour.')
  await enquiries.writeBack('203.0.113.50', secret, 'From when?')
  expect(await enquiries.follow(secret)).toMatchObject({ state: 'waiting', due: '2027-04-30', mayWrite: false, letters: [{ side: 'city', words: 'By the harbour.' }, { side: 'asker', words: 'From when?' }] }) // prettier-ignore
  later(5)
  expect(await enquiries.follow(secret)).toMatchObject({ state: 'late' })
  await enquiries.tick()
  expect(letters.some(({ to, subject }) => to === 'iwo@city.example' && subject === 'An answer is late')).toBe(true)
  await enquiries.answer(office, id, 'From May.')
  await enquiries.close(office, id)
  expect(await enquiries.follow(secret)).toMatchObject({ state: 'closed', mayWrite: false, answer: 'From May.' })
  await expect(enquiries.writeBack('203.0.113.50', secret, 'More')).rejects.toThrow(refused('enquiries.closed'))
  await ledger.sequence()
  const { entries } = await ledger.list({ subject: `network/enquiries/${id}` })
  expect(JSON.stringify(entries)).not.toMatch(/harbour|when|firm\.example/)

  await enquiries.forget(secret)
  expect(await enquiries.follow(secret)).toMatchObject({ isForgotten: true, letters: [], answer: '', words: '' })
  const { rows } = await sql`select 1 from network_enquiry_letters where enquiry_id = ${id}`.execute(database.db)
  expect(rows).toEqual([])
})

test('a call for partners is answered while it is open', async () => {
  const call = { kind: 'call' as const, names: { en: 'A partner' }, to: '2027-06-01' }
  const { id: tie } = await partners.add(organiser, call, 'new')
  const asked = () => enquiries.ask('203.0.113.60', asking({ audience: 'partners', tie, email: 'town@city.example' }))
  const secret = await asked()
  expect(await enquiries.follow(secret)).toMatchObject({ audience: 'partners' })
  await expect(partners.add(organiser, call, 'again')).rejects.toThrow(refused('partners.already'))
  await partners.revise(organiser, tie, { ...call, calledOff: true }, 'no money', 1)
  await expect(asked()).rejects.toThrow(refused('enquiries.callOver'))
})
