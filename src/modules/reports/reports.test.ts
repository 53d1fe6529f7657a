/** A report is of one moment, whatever is published meanwhile; it is made once, published by a person, superseded, never changed. */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system, visitor, type Actor } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import type { Database } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { createEvents } from '#platform/events'
import { createFiles } from '#platform/files'
import { systemIds } from '#platform/ids'
import { Cancelled, createJobs, migrations as jobsMigrations, type Job } from '#platform/jobs'
import { createLedger, keptSigner, migrations as ledgerMigrations } from '#platform/ledger'
import { createPress } from '#platform/press'
import { AnalysisInput, createAnalysis, migrations as analysisMigrations, strengthsOf } from '#analysis'
import {
  createIndicators,
  migrations as indicatorsMigrations,
  type DefinitionDraft,
  type Indicators,
} from '#indicators'
import { nothingSeen, openBook } from '#tables'
import { createNet } from '#platform/net'
import { createGovernance, migrations as governanceMigrations, type Gate } from '#governance'
import { createResumable } from '#platform/uploads'
import { migrations as catalogMigrations } from '#catalog'
import { createPlaces, migrations as placesMigrations } from '#places'
import { createReports, migrations, type CityContent, type Reports, type StandardContent } from './index.ts'
import { catalogWith, NO_FEEDS, OWN } from '../indicators/testing.ts'

const steward = system('steward')
const only = (permission: string): Actor => ({ id: permission, kind: 'person', can: (asked) => asked === permission })
const analyst = only('reports.make')
const three = (name: string) => ({ pl: name, en: name, uk: name })
const folder = mkdtempSync(join(tmpdir(), 'unia-reports-'))
const clock = fixedClock('2026-11-23T10:00:00Z')
/** A city with a name that a spreadsheet would run. */
const FORMULA = '=HYPERLINK("http://e")'
const CITIES = ['home', 'a', 'b', 'c', 'd', 'e']

const place = (code: string, kind: 'core' | 'supporting' | 'profile') => ({
  ...{ code, theme: 'health', kind, names: three(`place ${code}`), unit: null, direction: null, unverified: [] },
})
const standard = {
  ...{ id: 'made-up', name: three('Made up: indicators'), edition: '2020', publisher: 'nobody', note: three('a note') },
  sources: [{ title: 'nowhere' }],
  themes: [{ id: 'health', code: '1', names: three('health') }],
  certificate: {
    ...{ names: three('made up'), edition: '2010', note: three('a note'), source: { title: 'nowhere' }, of: 4 },
    counts: ['core' as const, 'supporting' as const],
    levels: [2, 3].map((from) => ({ id: `from-${from}`, names: three(`from ${from}`), from, to: from })),
  },
  indicators: [place('1.1', 'core'), place('1.2', 'supporting'), place('1.3', 'core'), place('1.4', 'profile')],
}

let database: Database
let indicators: Indicators
let reports: Reports
let gate: Gate
let ledger: ReturnType<typeof createLedger>

beforeAll(async () => {
  database = await testDatabase([
    ...[...jobsMigrations, ...ledgerMigrations, ...governanceMigrations, ...placesMigrations],
    ...[...catalogMigrations, ...indicatorsMigrations, ...analysisMigrations, ...migrations],
  ])
  const { db } = database
  const ids = systemIds
  const jobs = createJobs({ database, ids, onError: () => {} })
  ledger = createLedger({ db, clock, ids, signer: keptSigner({ dataDir: folder, origin: 'example.org/ledger' }) })
  const events = createEvents(jobs)
  const files = createFiles({ dataDir: folder })
  const makerOf = async () => undefined
  const governance = createGovernance({ db, clock, ids, ledger, events, makerOf })
  gate = governance.gate
  const places = createPlaces({ db, clock, ledger, events, gate })
  const uploads = createResumable({ dataDir: folder })
  const catalog = catalogWith({ database, clock, ids, ledger, files, jobs, events, places, governance, uploads })
  indicators = createIndicators({
    ...{ db, clock, ids, ledger, files, jobs, places, home: 'home', uploadBytesMax: 1e6 },
    ...{ standards: [standard], strategies: [], events, gate, catalog, makerOf },
    ...{ own: OWN, baseUrl: 'https://city.example' },
    ...{ net: createNet(), timezone: 'Europe/Warsaw', feeds: NO_FEEDS },
  })
  const press = createPress({ baseUrl: 'http://localhost:0', dataDir: folder, chromiumPath: '/no/such/browser' })
  press.open(async () => ({ status: 200, headers: {}, body: Buffer.from('') }))
  const timezone = 'Europe/Warsaw'
  const own = { groups: [], likeness: [] }
  const analysis = createAnalysis({ db, clock, ids, ledger, places, gate, indicators, own, timezone })
  reports = createReports({
    ...{ db, clock, ids, ledger, files, jobs, events, places, gate, indicators, analysis, press, timezone },
    profile: {
      headlines: ['rate', 'growth', 'nowhere'],
      doors: [{ id: 'indicators', title: three('Indicators'), summary: three('what is known'), facts: ['founded'] }],
      facts: [{ id: 'founded', label: three('founded'), value: 1317, source: 'office' }],
    },
  })
  await jobs.start()
  await places.load(
    steward,
    CITIES.map((id) => ({ id, kind: 'city', names: three(id === 'e' ? FORMULA : id) })),
    'test',
  )
  await indicators.takeAreas()
  const omission = { reason: 'otherBody' as const, notes: three('the ministry has it') }
  await indicators.omit(steward, { standard: 'made-up', code: '1.3' }, omission)
  const measure = (id: string, unit: string) => ({ id, names: three(id), unit })
  const [source] = [{ id: 'office', names: three('Office'), publisher: three('Office'), url: 'https://example.org/' }]
  await indicators.describe(
    steward,
    {
      measures: [measure('beds', 'bed'), measure('people', 'person')],
      datasets: [{ id: 'figures', names: three('Figures'), sources: ['office'], licence: three('free') }],
      sources: [{ ...source!, licence: three('free'), attribution: three('Office') }],
      via: [],
    },
    'test',
  )
  const definition = (id: string, formula: string, unit: string, code: string): DefinitionDraft => ({
    ...{
      id,
      names: three(id),
      description: three(id),
      formula,
      unit,
      decimals: 1,
      direction: 'higher',
      areas: ['city'],
    },
    ...{ standards: [{ standard: 'made-up', code }], strategies: [], method: three('counted') },
    breaks: [{ period: '2022', note: three('counted anew'), source: 'office' }],
  })
  const growth = definition('growth', 'change(people) / lag(people, 1)', '%', '1.2')
  await indicators.define(steward, [definition('rate', 'beds / people', 'bed/(1000 person)', '1.1'), growth], 'test')
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

async function publish(rows: string[]): Promise<number> {
  const file = Readable.from([Buffer.from(`area,measure,period,value,unit\n${rows.join('\n')}\n`)])
  const { id } = await indicators.imports.receive(steward, { file, fileName: 'figures.csv', dataset: 'figures' })
  await indicators.imports.read({ data: { id }, progress: async () => {}, signal: new AbortController().signal })
  const { seq } = await indicators.imports.publish(steward, id, 'test')
  await indicators.recompute()
  return seq
}

type Course = Partial<Pick<Job<unknown>, 'progress' | 'signal'>>
const run = (id: string, course: Course = {}) =>
  reports.make({ data: { id }, progress: async () => {}, signal: new AbortController().signal, ...course })

const onStandard = async (id: string) => (await reports.content(analyst, id)).content as StandardContent
const request = { kind: 'standard' as const, standard: 'made-up', year: 2023 }

test('before anything is computed there is nothing to report; what cannot be reported is refused', async () => {
  await expect(reports.ask(steward, request)).rejects.toMatchObject({ code: 'reports.nothingPublished' })
  await expect(reports.ask(steward, { ...request, standard: 'none' })).rejects.toMatchObject({
    code: 'indicators.unknownStandard',
  })
  await expect(reports.ask(steward, { kind: 'standard', year: 2023 })).rejects.toThrow()
  await expect(reports.ask(steward, { ...request, year: 2027 })).rejects.toMatchObject({ code: 'reports.yearAhead' })
})

let first: string

test('it says what was known at its moment, though more is published while it is being made', async () => {
  const beds = CITIES.flatMap((area, i) => [2021, 2022, 2023].map((year) => `${area},beds,${year},${100 + i * 10},bed`))
  const people = CITIES.flatMap((area) => [2021, 2022, 2023].map((year) => `${area},people,${year},50000,person`))
  const seq = await publish([...beds, ...people])
  const asked = await reports.ask(analyst, request)
  first = asked.id
  expect(asked).toMatchObject({ state: 'making', moment: { seq }, before: false, askedBy: 'reports.make' })
  let disturbed = false
  await run(first, {
    progress: async () => {
      if (disturbed) return
      disturbed = true
      await publish(['home,beds,2023,500,bed'])
    },
  })
  expect(await indicators.value('rate', 'home', '2023')).toMatchObject({ value: 10 })
  const { report, content } = await reports.content(analyst, first)
  expect(report).toMatchObject({ state: 'made', moment: { seq } })
  const [rate, growth] = content.indicators
  expect(rate).toMatchObject({
    ...{ id: 'rate', value: { period: '2023', value: 2, status: 'A', seq }, datasets: ['figures'] },
    ...{ change: { from: { period: '2022', value: 2 }, by: 0, broken: false }, breaks: [{ period: '2022' }] },
    peers: { period: '2023', rank: 6, median: 2.6 },
  })
  expect(rate!.series.map(({ period }) => period)).toEqual(['2021', '2022', '2023'])
  expect(rate!.medians).toHaveLength(3)
  expect(rate!.peers!.figures).toContainEqual({ area: 'e', value: 3, seq })
  expect(Object.keys(content.areas).sort()).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(growth!.value).toMatchObject({ period: '2023', value: 0 })
  expect(content.files).toHaveLength(1)
  expect(content.files[0]!.sha256).toBe(rate!.files[0])
  expect(content.sources.map(({ id }) => id)).toEqual(['office'])
})

test('every place in the standard is there, with its figure or with why there is none', async () => {
  const content = await onStandard(first)
  expect(content.themes[0]!.lines.map(({ code, indicator, omission }) => [code, indicator, omission])).toEqual([
    ['1.1', 'rate', undefined],
    ['1.2', 'growth', undefined],
    ['1.3', undefined, 'noDefinition'],
    ['1.4', undefined, 'noDefinition'],
  ])
  expect(content.themes[0]!.lines.map(({ said }) => said)).toEqual([
    ...[undefined, undefined, { reason: 'otherBody', notes: three('the ministry has it') }, undefined],
  ])
  expect(content.certificate).toMatchObject({ reported: 2, reached: three('from 2'), next: { lacking: 1, from: 3 } })
  expect(content.counts).toEqual({
    core: { total: 2, reported: 1, ofYear: 1 },
    supporting: { total: 1, reported: 1, ofYear: 1 },
    profile: { total: 1, reported: 0, ofYear: 0 },
    all: { total: 4, reported: 2, ofYear: 2 },
  })
})

test('every figure leads to its provenance as of its vintage', async () => {
  const { content } = await reports.content(analyst, first)
  for (const { id, value, change, series } of content.indicators) {
    for (const figure of [value!, change!.from, ...series.filter((point) => point.value !== null)]) {
      const { value: found } = await indicators.provenance(id, content.area.id, figure.period, figure.seq)
      expect(found.value).toBe(figure.value)
    }
  }
})

test('its fingerprint is that of its bytes, and stands in the ledger', async () => {
  const { report, stream } = await reports.original(analyst, first)
  const bytes = await buffer(stream)
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(report.sha256)
  await ledger.sequence()
  expect((await ledger.entry(report.entryId!)).entry).toMatchObject({
    ...{ kind: 'reports.made', subject: `report/${first}` },
    payload: { sha256: report.sha256, seq: report.moment.seq, standard: 'made-up', year: 2023 },
  })
})

test('asked for again at the same moment it is the same; later it is another', async () => {
  const [again, twice] = await Promise.all([reports.ask(analyst, request), reports.ask(steward, request)])
  expect(again.id).toBe(twice.id)
  expect(again.id).not.toBe(first)
  expect([again.before, twice.before].sort()).toEqual([false, true])
})

test('a report of an earlier year knows nothing of later ones, and says the year of what it has', async () => {
  const { id } = await reports.ask(analyst, { ...request, year: 2022 })
  await run(id)
  const { content } = await reports.content(analyst, id)
  const rate = content.indicators.find((indicator) => indicator.id === 'rate')!
  expect(rate.value).toMatchObject({ period: '2022' })
  expect(rate.change).toMatchObject({ broken: true })
  expect(JSON.stringify(content)).not.toContain('"2023"')
  const { id: late } = await reports.ask(analyst, { ...request, year: 2025 })
  await run(late)
  const later = await onStandard(late)
  expect(later.counts.all).toMatchObject({ reported: 2, ofYear: 0 })
})

test('a year of which nothing is known fails, and says why', async () => {
  const { id } = await reports.ask(analyst, { ...request, year: 1995 })
  await run(id)
  expect(await reports.read(analyst, id)).toMatchObject({
    ...{ state: 'failed', failure: { code: 'reports.nothingKnown', details: { year: '1995' } } },
  })
  await expect(reports.publish(steward, id, 'x')).rejects.toMatchObject({ code: 'reports.notMade' })
})

test('cancelled while it is being made, it is given up and can be asked for anew', async () => {
  const { id } = await reports.ask(analyst, { ...request, year: 2020 + 4 })
  const given = new AbortController()
  await run(id, {
    signal: given.signal,
    progress: async () => {
      await reports.cancel(analyst, id, 'not needed')
      given.abort(new Cancelled())
    },
  })
  expect(await reports.read(analyst, id)).toMatchObject({ state: 'cancelled' })
  await expect(reports.publish(steward, id, 'x')).rejects.toMatchObject({ code: 'reports.cancelled' })
  const again = await reports.ask(analyst, { ...request, year: 2024 })
  expect(again).toMatchObject({ before: false, state: 'making' })
})

test('who may not, does not; a draft is seen by those who make reports alone', async () => {
  await expect(reports.ask(visitor, request)).rejects.toMatchObject({ status: 401 })
  await expect(reports.ask(only('indicators.publish'), request)).rejects.toMatchObject({ status: 403 })
  await expect(reports.content(visitor, first)).rejects.toMatchObject({ status: 401 })
  await expect(reports.csv(only('workspace.enter'), first, 'en')).rejects.toMatchObject({ status: 403 })
  await expect(reports.publish(analyst, first, 'x')).rejects.toMatchObject({ status: 403 })
  await expect(reports.cancel(visitor, first)).rejects.toMatchObject({ status: 401 })
  expect(await reports.list(visitor)).toEqual([])
  expect((await reports.list(analyst)).length).toBeGreaterThan(3)
})

test('published with its grounds it is everybody’s; a newer one takes its place, an older one cannot', async () => {
  const second = (await reports.ask(analyst, request)).id
  await run(second)
  await expect(reports.publish(steward, first, '  ')).rejects.toThrow()
  expect(await reports.publish(steward, first, 'yearly duty')).toMatchObject({
    publication: { grounds: 'yearly duty' },
  })
  expect((await reports.list(visitor)).map(({ id }) => id)).toEqual([first])
  expect((await reports.content(visitor, first)).content.year).toBe(2023)
  await expect(reports.publish(steward, first, 'again')).rejects.toMatchObject({ code: 'reports.alreadyPublished' })
  await expect(reports.cancel(steward, first)).rejects.toMatchObject({ code: 'reports.alreadyPublished' })
  expect(await reports.publish(steward, second, 'a figure was corrected')).toMatchObject({
    publication: { supersedes: first },
  })
  expect(await reports.read(visitor, first)).toMatchObject({ supersededBy: second })
})

test('as CSV it has a row for each place, with the way back', async () => {
  const { text } = await reports.csv(visitor, first, 'en')
  const [header, ...rows] = text.trim().split('\r\n')
  expect(header).toContain('code,kind,name')
  expect(rows).toHaveLength(4)
  expect(rows[0]).toContain(`/api/v1/indicators/rate/values/home/2023/provenance?seq=`)
})

/** Every sheet of the workbook by its name: rows of texts, the header first. */
async function sheetsOf(id: string, lang: 'pl' | 'en' | 'uk'): Promise<Map<string, string[][]>> {
  const { stream } = await reports.xlsx(analyst, id, { lang, baseUrl: 'https://city.example' })
  const book = await openBook(await buffer(stream))
  const seen = nothingSeen()
  const sheets = new Map<string, string[][]>()
  for (const sheet of book.sheets) {
    const rows = (await Array.fromAsync((await book.open(sheet))(seen))).flat()
    const textOf = (cell: (typeof rows)[number]['cells'][number]) => `${cell?.number ?? cell?.text ?? ''}`
    sheets.set(sheet.name, rows.map(({ cells }) => Array.from(cells, textOf))) // prettier-ignore
  }
  expect(seen.formulas).toBe(0)
  return sheets
}

test('as a workbook it has a sheet for each part, and every figure its address beside it', async () => {
  const sheets = await sheetsOf(first, 'en')
  expect([...sheets.keys()]).toEqual([
    ...['Report', 'Indicators', 'What is not reported, and why', 'Series', 'Other cities'],
    ...['Breaks in series', 'Methods', 'Sources and licences', 'Files'],
  ])
  const { sha256 } = await reports.read(analyst, first)
  const cover = sheets.get('Report')!
  expect(cover[0]!.slice(0, 2)).toEqual(['Report', 'home 2023 by Made up'])
  expect(cover).toContainEqual(expect.arrayContaining(['Fingerprint (SHA-256)', sha256]))
  expect(sheets.get('What is not reported, and why')).toHaveLength(1 + 2)
  const way = (area: string) =>
    new RegExp(`^https://city.example/en/indicators/\\w+/provenance/${area}/20\\d\\d\\?seq=\\d+$`)
  for (const [name, area] of [
    ['Indicators', 'home'],
    ['Series', 'home'],
    ['Other cities', '[a-e]'],
  ] as const) {
    const [header, ...rows] = sheets.get(name)!
    const [value, address] = [header!.indexOf('Value'), header!.indexOf('Provenance (address)')]
    expect(rows.length).toBeGreaterThan(1)
    for (const row of rows) {
      expect(row[value]).toMatch(/^(-?\d|$)/)
      expect(row[address]).toMatch(way(area))
    }
  }
  // Read back as the text that it was; a formula would have been counted.
  expect(sheets.get('Other cities')!.map(([, city]) => city)).toContain(FORMULA)
  for (const lang of ['pl', 'uk'] as const) expect((await sheetsOf(first, lang)).size).toBe(sheets.size)
})

test('the state of the city says what the rules of analysis say, of the same moment, and what is not known', async () => {
  const asked = await reports.ask(analyst, { kind: 'city', year: 2023 })
  await run(asked.id)
  const content = (await reports.content(analyst, asked.id)).content as CityContent
  expect(content.headlines).toEqual(['rate', 'growth'])
  expect(content.doors).toMatchObject([{ id: 'indicators', facts: [{ value: 1317, source: 'office' }] }])
  expect(content.rule).toMatchObject({ day: '2023-12-31', peers: 5 })
  const input = AnalysisInput.parse(
    JSON.parse((await buffer((await reports.input(analyst, asked.id)).stream)).toString()),
  )
  const again = strengthsOf(input, content.rule.parameters).indicators
  expect(again.map((one) => [one.indicator, one.class])).toEqual(
    content.judged.map((one) => [one.indicator, one.class]),
  )
  const rate = content.judged.find(({ indicator }) => indicator === 'rate')!
  expect(rate).toMatchObject({ class: 'strength', because: 'good', place: { period: '2023', rank: 1, of: 6 } })
  expect(content.indicators.find(({ id }) => id === 'rate')!.value).toMatchObject({ value: 10 })
  expect(content.unknown).toMatchObject({ standard: { id: 'made-up' }, counts: { all: { total: 4, reported: 2 } } })
  expect(content.sources.map(({ id }) => id)).toEqual(['office'])
  expect((await reports.csv(analyst, asked.id, 'pl')).text).toContain('strength')
  const sheets = await sheetsOf(asked.id, 'en')
  const [judged] = sheets.get('Strengths and weaknesses')!.slice(1)
  expect(judged).toEqual(expect.arrayContaining(['rate', 'strength', 'The level is good, and does not worsen.', '10']))
  expect(sheets.get('The city’s five promises')![1]).toEqual(expect.arrayContaining(['founded', '1317', 'Office']))
  const { id: past } = await reports.ask(analyst, { kind: 'city', year: 2021 })
  await run(past)
  const earlier = (await reports.content(analyst, past)).content as CityContent
  expect(JSON.stringify(earlier)).not.toMatch(/"202[23]"/)
  expect(earlier.judged.find(({ indicator }) => indicator === 'rate')).toMatchObject({ class: 'weakness' })
  expect(earlier.directions).toMatchObject([{ gaps: [{ indicator: 'rate', by: 'better' }] }])
})

test('without a browser the report stands, and says why it has no PDF', async () => {
  const course = { progress: async () => {}, signal: new AbortController().signal }
  await reports.print({ data: { id: first }, ...course })
  expect(await reports.read(visitor, first)).toMatchObject({ prints: [], printFailure: { code: 'press.noBrowser' } })
  await expect(reports.pdf(visitor, first, 'pl')).rejects.toMatchObject({ code: 'reports.notPrinted' })
  await reports.printAgain(analyst, first)
  expect((await reports.read(visitor, first)).printFailure).toBeUndefined()
})

test('taken back at the gate, a report is nobody’s but the makers’, and says why', async () => {
  const { publication } = await reports.read(analyst, first)
  expect((await gate.register({ module: 'reports' })).map(({ decisions }) => decisions.at(-1)!.rule)).toContain(
    'nothingFound',
  )
  await gate.withdrawRelease(steward, publication!.releaseId, 'A figure of it was wrong.')
  const gone = expect.objectContaining({ code: 'governance.withdrawn', status: 410 })
  await expect(reports.read(visitor, first)).rejects.toEqual(gone)
  await expect(reports.content(visitor, first)).rejects.toEqual(gone)
  await expect(reports.csv(visitor, first, 'pl')).rejects.toEqual(gone)
  expect((await reports.list(visitor)).map(({ id }) => id)).not.toContain(first)
  expect((await reports.read(analyst, first)).publication).toMatchObject({
    withdrawal: { reason: 'A figure of it was wrong.' },
  })
})

test('a report that names an area whose name was taken back is taken back with it, and none such is published', async () => {
  const [one, other] = await Promise.all(
    [2022, 2023].map(async (year) => {
      const { id } = await reports.ask(analyst, { kind: 'city', year })
      await run(id)
      return id
    }),
  )
  await reports.publish(steward, one!, 'test')
  const [area] = (await gate.register({ module: 'places' })).filter(({ title }) => title === 'a')
  await reports.namesChanged()
  await reports.content(visitor, one!)
  await gate.withdrawRelease(steward, area!.releases[0]!.id, 'It names a person.')
  for (let times = 0; times < 2; times++) await reports.namesChanged()
  const gone = { code: 'governance.withdrawn', details: { reason: 'Wymieniał obszar, którego nazwę wycofano.' } }
  await expect(reports.content(visitor, one!)).rejects.toMatchObject(gone)
  await expect(reports.publish(steward, other!, 'test')).rejects.toMatchObject({ code: 'reports.nameWithdrawn' })
})
