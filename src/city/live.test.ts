/** Live things are a dataset when a thing of its type reports, never for the demonstration, and get tables of what was read, by days and months. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testDatabase } from '#platform/db/testing'
import type { Database } from '#platform/db'
import { createFiles } from '#platform/files'
import { systemIds } from '#platform/ids'
import { createLive, liveOf } from './live.ts'
import { readCity } from './read.ts'

const folder = mkdtempSync(join(tmpdir(), 'unia-live-'))
type Laid = { file: { sha256: string }; fileName: string; figures: object }
let database: Database
beforeAll(async () => {
  database = await testDatabase([])
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

async function opened(type: (all: ReturnType<typeof liveOf>) => string) {
  const city = await readCity('cities/lublin')
  const all = liveOf(city, 'https://city.example')
  const [announce, keep, lay] = [vi.fn(async () => {}), vi.fn(), vi.fn()]
  keep.mockImplementation(async (_, { distributions: [one] }) => new Map([[one.slug, { id: `id of ${one.slug}` }]]))
  const files = createFiles({ dataDir: folder, ids: systemIds })
  async function* rows(day: string) {
    yield [day, 'urn:x:1', 'pm25', 'GQ', 2, 1, 1.5, 2, 3, null]
  }
  const live = createLive(
    {
      ...{ db: database.db, jobs: { define: () => {} }, files, catalog: { house: { announce, keep, lay } } },
      feeds: {
        isLive: async (one: string) => one === type(all),
        tables: async (one: string) => (one === type(all) ? [{ rows: () => rows('2026-10') }, { month: '2026-11', rows: () => rows('2026-11-01') }] : []), // prettier-ignore
      },
      ...{ baseUrl: 'https://city.example', uploadBytesMax: 1e6 },
    },
    city,
  )
  return { all, announce, keep, lay, live, files }
}

test('only types of which a public thing reports are announced, with the address of the broker', async () => {
  const { all, announce, live } = await opened(([, lighting]) => lighting!.type)
  const [air, lighting] = all
  expect(air!.draft).toMatchObject({ slug: 'air-live', description: { frequency: 'CONT' } })
  expect(air!.draft.distributions[0]!.endpoint!.url).toBe(
    `https://city.example/ngsi-ld/v1/entities?type=${encodeURIComponent(air!.type)}`,
  )
  await live.announce()
  expect(announce.mock.calls).toEqual([[expect.anything(), lighting!.draft]])
})

test('what was read stands beside it as tables, in three languages, with its numbers told as about no single person', async () => {
  const { keep, lay, live, files } = await opened(([air]) => air!.type)
  await live.lay({ signal: new AbortController().signal })
  expect(keep.mock.calls.map(([, { slug, distributions }]) => [slug, distributions])).toEqual([
    ['air-live', [{ slug: 'months', kind: 'table', title: { pl: 'Według miesięcy', en: 'By months', uk: 'За місяцями' } }]], // prettier-ignore
    ['air-live', [{ slug: 'days-2026-11', kind: 'table', title: { pl: 'Według dni, listopad 2026', en: 'By days, November 2026', uk: 'За днями, листопад 2026\u00a0р.' } }]], // prettier-ignore
  ])
  const [, id, { file, fileName, figures }] = lay.mock.calls[1] as [unknown, string, Laid]
  expect([id, fileName]).toEqual(['id of days-2026-11', 'air-live-days-2026-11.csv'])
  expect(figures).toMatchObject({ columns: ['count', 'min', 'mean', 'max', 'sum', 'last'], fields: { period: { type: 'string' }, count: { type: 'integer' } } }) // prettier-ignore
  const text = Buffer.concat(await Array.fromAsync(files.read(file.sha256))).toString()
  expect(text.trim().split(/\r?\n/)).toEqual([
    'period,thing,attribute,unit_code,count,min,mean,max,sum,last',
    '2026-11-01,urn:x:1,pm25,GQ,2,1,1.5,2,3,',
  ])
})
