/** What non-members publish is read as claims, each of one source; what cannot be read says why, and what was read before stays. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { system } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import { testDatabase } from '#platform/db/testing'
import { Refusal } from '#platform/errors'
import { migrations } from '../migrations/index.ts'
import type { Needs } from '../needs.ts'
import { jobsByHand } from '../visits/testing.ts'
import { nextRead } from './rules.ts'
import { createSources } from './service.ts'
import { migrations as governanceMigrations } from '#governance'
import { migrations as ledgerMigrations } from '#platform/ledger'

const { jobs, run } = jobsByHand()
const clock = fixedClock('2026-11-23T10:00:00Z')
const organiser = system('test')
const ADDRESS = 'https://open.example/air.csv'
let database: Awaited<ReturnType<typeof testDatabase>>
let sources: ReturnType<typeof createSources>
let answer: string | Refusal = ''
let number = 0

beforeAll(async () => {
  database = await testDatabase([...ledgerMigrations, ...governanceMigrations, ...migrations])
  const net = { check: (address: string) => new URL(address).href, fetch: async (url: string) => { if (typeof answer !== 'string') throw answer; return { status: 200, url, body: Buffer.from(answer) } } } // prettier-ignore
  const indicators = { definitions: async () => [{ id: 'pm25', standards: [{ standard: 'iso37120', code: '8.1' }] }, { id: 'own', standards: [] }] } // prettier-ignore
  const entry = () => `0197f3a0-0000-7000-8000-${String(++number).padStart(12, '0')}`
  const needs = { db: database.db, clock, ids: { uuid: entry }, ledger: { append: async () => entry() }, jobs, net, gate: { demandFit: vi.fn() }, indicators } // prettier-ignore
  sources = createSources(needs as unknown as Needs)
})
afterAll(() => database.close())

const draft = { sender: 'Otherbank', address: ADDRESS, indicator: 'pm25', version: 'ISO 37120:2018', unit: 'ug/m3', where: [] } // prettier-ignore
async function readOf(more: object, text: string | Refusal) {
  const { id } = await sources.subscribe(organiser, { ...draft, ...more }, 'They publish it.')
  answer = text
  await sources.read(id)
  const found = (await sources.list()).find((one) => one.id === id)!
  return { id, found, claims: (await sources.claimed('pm25', '2024')).filter((one) => one.id === id) }
}

test('a plain table is read; the row of the place and the measure that are meant, the period that is asked for or the latest', async () => {
  const table = 'area,measure,period,value,unit\nOtherbank,air,2023,14.5,ug/m3\nOtherbank,air,2024,13,ug/m3\nElsewhere,air,2024,99,ug/m3\nOtherbank,noise,2024,60,ug/m3\n' // prettier-ignore
  const { id, claims, found } = await readOf({ area: 'Otherbank', measure: 'air' }, table)
  expect(claims).toEqual([{ id, sender: 'Otherbank', address: ADDRESS, version: 'ISO 37120:2018', unit: 'ug/m3', period: '2024', value: 13, status: 'A', at: clock.now() }]) // prettier-ignore
  expect(found).toMatchObject({ claims: 2, failures: 0, goodAt: clock.now() })
  expect((await sources.claimed('pm25', '1999')).find((one) => one.id === id)?.period).toBe('2024')
  // It fails: what was read before stays, with what went wrong.
  answer = new Refusal('net.timeout', 504, { host: 'open.example' })
  await sources.read(id)
  expect((await sources.list()).find((one) => one.id === id)).toMatchObject({ claims: 2, failures: 1, failure: { code: 'net.timeout' } }) // prettier-ignore
  // Somebody will not wait for tomorrow.
  answer = table.replace('2024,13', '2024,12')
  await sources.readNow(organiser, id)
  await expect(sources.readNow(organiser, id)).rejects.toMatchObject({ code: 'visits.underWay' })
  await run()
  expect(await sources.wasRead(organiser, id)).toMatchObject({ state: 'good' })
  expect((await sources.claimed('pm25', '2024')).find((one) => one.id === id)?.value).toBe(12)
  await expect(sources.readNow(organiser, id)).rejects.toMatchObject({ code: 'visits.tooSoon' })
  await sources.end(organiser, id, 'No longer theirs.')
  await expect(sources.readNow(organiser, id)).rejects.toMatchObject({ code: 'sources.unknown' })
  expect((await sources.claimed('pm25', '2024')).some((one) => one.id === id)).toBe(false)
  await expect(sources.end(organiser, id, 'Again.')).rejects.toMatchObject({ code: 'sources.unknown' })
})

test('two values of one period are not chosen between, and a file that says something else is said to', async () => {
  const several = await readOf({}, 'area,measure,period,value\na,x,2024,1\nb,x,2024,2\n')
  expect(several.found.failure).toMatchObject({ code: 'sources.several', details: { period: '2024' } })
  expect((await readOf({ area: 'c' }, 'area,measure,period,value\na,x,2024,1\n')).found.failure).toMatchObject({ code: 'sources.nothing' }) // prettier-ignore
  expect((await readOf({}, 'area,measure,period,value\na,x,yesterday,1\n')).found.failure).toMatchObject({ code: 'sources.rejected', details: { line: 2 } }) // prettier-ignore
  expect((await readOf({}, '<html>Not found</html>')).found.failure?.code).toMatch(/^reading\./)
  await expect(sources.subscribe(organiser, { ...draft, indicator: 'own' }, 'x')).rejects.toMatchObject({ code: 'sources.noStandard' }) // prettier-ignore
  await expect(sources.subscribe(organiser, { ...draft, indicator: 'none' }, 'x')).rejects.toMatchObject({ code: 'sources.unknownIndicator' }) // prettier-ignore
})

test('JSON-stat and SDMX-CSV are read, by the rows that are chosen', async () => {
  const cube = { version: '2.0', class: 'dataset', id: ['geo', 'time', 'sex'], size: [1, 2, 2], role: { geo: ['geo'], time: ['time'] }, dimension: { geo: { category: { index: ['OB'] } }, time: { category: { index: ['2023', '2024'] } }, sex: { category: { index: ['T', 'F'] } } }, value: [10, 4, 11, 5] } // prettier-ignore
  expect((await readOf({ where: [{ column: 'sex', value: 'T' }] }, JSON.stringify(cube))).claims).toMatchObject([{ period: '2024', value: 11 }]) // prettier-ignore
  const sdmx = 'DATAFLOW,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_STATUS\nX:AIR(1.0),OB,PM25,2024,12.5,E\nX:AIR(1.0),ZZ,PM25,2024,1,A\n' // prettier-ignore
  expect((await readOf({ area: 'OB' }, sdmx)).claims).toMatchObject([{ period: '2024', value: 12.5, status: 'E' }])
})

test('a catalogue is looked into by who organises, and a page that lists nothing is said to', async () => {
  const ckan = { success: true, result: { results: [{ title: 'Air', resources: [{ name: 'Values', format: 'CSV', url: ADDRESS }, { name: 'Map', format: 'WMS', url: 'https://open.example/wms' }] }] } } // prettier-ignore
  const file = { dataset: 'Air', title: 'Values', format: 'CSV', address: ADDRESS }
  answer = JSON.stringify(ckan)
  const where = 'https://open.example/api/3/action/package_search?q=air'
  expect(await sources.listed(organiser, where)).toEqual({ files: [file], pages: 1, isMore: false })
  answer = '{}'
  await expect(sources.listed(organiser, ADDRESS)).rejects.toMatchObject({ code: 'sources.noCatalogue' })
  answer = `${'['.repeat(10_000)}${']'.repeat(10_000)}`
  await expect(sources.listed(organiser, ADDRESS)).rejects.toMatchObject({ code: 'peers.tooDeep' })
  expect([0, 1, 4, 99].map((failures) => (nextRead(failures, new Date(0)).getTime() / 3_600_000))).toEqual([24, 1, 8, 168]) // prettier-ignore
})
