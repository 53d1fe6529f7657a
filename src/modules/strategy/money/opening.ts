/** The budget is open data: a table for each year, a version where something else holds for it than before. Safe to run twice. */
import { Readable } from 'node:stream'
import { system } from '#platform/actor'
import type { Clock } from '#platform/clock'
import { exclusively, type Db, type Tx } from '#platform/db'
import type { Files } from '#platform/files'
import type { Job, Jobs } from '#platform/jobs'
import type { Catalog, HouseDraft } from '#catalog'
import { writeCsvOf, type CsvCell } from '#tables'
import { LANGS, words, type Key, type Texts, type Values } from '#words'
import { nameOf } from './classification.ts'
import type { Line } from './types.ts'

const JOB = 'strategy.money.open'
/** So long it waits for others that publish. */
const WAIT_MS = 5_000
const MINOR = 100
const SLUG = 'city-budget'
const house = system('money')

export type OpeningNeeds = {
  db: Db
  files: Files
  jobs: Jobs
  catalog: { house: Pick<Catalog['house'], 'keep' | 'lay'> }
  own: { asset: string; terms: string }
  home: string
  currency: string
  baseUrl: string
  uploadBytesMax: number
}
type Books = { years(): Promise<{ year: number }[]>; lines(year: number): Promise<AsyncGenerator<Line[]>> }

const COLUMNS = ['year', 'direction', 'kind', 'division', 'division_name', 'chapter', 'paragraph', 'source', 'district', 'goal', 'project', 'title', 'amount', 'currency'] as const // prettier-ignore

const inEach = (key: Key, values?: Values): Texts =>
  Object.fromEntries(LANGS.map((lang) => [lang, words[lang].t(key, values)])) as Texts
/** What is about no single person, and what its columns are. */
const FIGURES = {
  columns: ['year', 'amount'],
  fields: Object.fromEntries(COLUMNS.map((name) => [name, { title: inEach(`money.column.${name}`), type: name === 'amount' ? 'number' : name === 'year' ? 'integer' : 'string' } as const])), // prettier-ignore
}

const cellsOf = (one: Line, currency: string): CsvCell[] => [
  ...[one.year, one.direction, one.kind, one.division, one.division && nameOf(one.division)?.pl, one.chapter],
  ...[one.paragraph, one.source, one.district, one.goal, one.project, one.title, one.amount_minor / MINOR, currency],
]

/** In the transaction that makes a file public. */
export async function openSoon({ jobs, clock }: { jobs: Jobs; clock: Clock }, tx: Tx): Promise<void> {
  const startAfter = new Date(clock.now().getTime() + WAIT_MS)
  await jobs.enqueue(tx, JOB, {}, { key: JOB, startAfter })
}

export function createOpening(needs: OpeningNeeds, books: Books) {
  const { db, files, jobs, catalog, own, home, currency, baseUrl, uploadBytesMax } = needs

  const draftOf = (years: readonly number[]): HouseDraft => ({
    ...{ slug: SLUG, asset: own.asset },
    description: {
      title: inEach('money.open.title'),
      description: inEach('money.open.about'),
      ...{ licence: own.terms, frequency: 'ANNUAL', themes: ['GOVE', 'ECON'], spatial: [home] },
      temporal: { from: `${Math.min(...years)}-01-01`, to: `${Math.max(...years)}-12-31` },
      landingPage: `${baseUrl}/money`,
    },
    distributions: [
      ...years.map((year) => ({ slug: `lines-${year}`, kind: 'table' as const, title: inEach('money.open.year', { year: `${year}` }) })), // prettier-ignore
      {
        ...{ slug: 'api', kind: 'service', title: inEach('money.open.api') },
        endpoint: { url: `${baseUrl}/api/v1/money`, description: `${baseUrl}/api/v1/openapi.json`, protocol: 'HTTP' },
      },
    ],
  })

  async function* cells(year: number): AsyncGenerator<CsvCell[]> {
    for await (const some of await books.lines(year)) for (const one of some) yield cellsOf(one, currency)
  }

  async function openAll({ progress, signal }: Pick<Job<object>, 'progress' | 'signal'>): Promise<void> {
    const years = (await books.years()).map(({ year }) => year)
    if (years.length === 0) return
    const tables = await catalog.house.keep(house, draftOf(years))
    for (const [i, year] of years.entries()) {
      signal.throwIfAborted()
      const table = tables?.get(`lines-${year}`)
      if (!table) continue
      const csv = Readable.from(writeCsvOf(COLUMNS, cells(year)), { objectMode: false })
      const file = await files.put(csv, { limitBytes: uploadBytesMax, signal })
      await catalog.house.lay(house, table.id, { file, fileName: `${SLUG}-${year}.csv`, mediaType: 'text/csv', figures: FIGURES }) // prettier-ignore
      await progress(i + 1, years.length)
    }
  }

  const run = (work: Pick<Job<object>, 'progress' | 'signal'>): Promise<void> =>
    exclusively(db, JOB, () => openAll(work))
  jobs.define<object>(JOB, run)
  return { run }
}
