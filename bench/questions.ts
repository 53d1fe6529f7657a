/**
 * Questions to a published table of millions of rows, each with a filter and an order, beside the bare SQL of the same filter,
 * order and limit. Counting is part of ours and not of the bare SQL: it is said how many counts were exact.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { Readable } from 'node:stream'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { system } from '#platform/actor'
import { readConfig } from '#platform/config'
import { createLog } from '#platform/log'
import { createUnia } from '../src/app.ts'
import { ms, quantile, seconds, type Part } from './part.ts'

const ROWS = Number(process.env.BENCH_ROWS ?? 5_000_000)
const ASKED = 60
const AIM = 5
const bench = system('bench')
const three = (text: string) => ({ pl: text, en: text, uk: text })

const N = '((i::bigint * 2654435761) % 4294967296)'
/** The row of a number, in the database's own words: made up, in no way those of a real place. */
const ROW = `'D' || ${N} % 27, (array['tree', 'shrub', 'bench', 'lamp', 'bin', 'stop'])[1 + ${N} % 6],
  date '2015-01-01' + (${N} % 3650)::int, (${N} % 10000000)::numeric / 100, ${N} % 1000`
const HEADER = 'district,kind,day,amount,pieces'

type Asked = {
  sql: string
  values: unknown[]
  question: Parameters<Awaited<ReturnType<typeof createUnia>>['catalog']['rows']['page']>[1]
}
const SHAPES: Record<string, (i: number) => Asked> = {
  'one of 27 districts, dearest first': (i) => ({
    ...{ sql: 'where district = $1 order by amount desc limit 100', values: [`D${i % 27}`] },
    question: {
      filters: [{ column: 'district', op: 'eq', value: `D${i % 27}` }],
      sort: [{ column: 'amount', descending: true }],
    },
  }),
  'one of six kinds, many pieces, by day': (i) => ({
    ...{ sql: 'where kind = $1 and pieces >= $2 order by day limit 100', values: [['tree', 'lamp', 'bin'][i % 3], 900 - (i % 60)] }, // prettier-ignore
    question: {
      filters: [
        { column: 'kind', op: 'eq', value: ['tree', 'lamp', 'bin'][i % 3]! },
        { column: 'pieces', op: 'ge', value: String(900 - (i % 60)) },
      ],
      sort: [{ column: 'day' }],
    },
  }),
  'one in a thousand, by district, dearest first': (i) => ({
    ...{ sql: 'where pieces = $1 order by amount desc limit 100', values: [(i * 37) % 1000] },
    question: {
      filters: [{ column: 'pieces', op: 'eq', value: String((i * 37) % 1000) }],
      sort: [{ column: 'amount', descending: true }],
    },
  }),
}

type Unia = Awaited<ReturnType<typeof createUnia>>

/** A published table of a few rows; the rest comes by SQL, as no file of so many rows would in good time. */
async function published({ catalog, governance, identity, database: { pool } }: Unia) {
  await governance.assets.add(bench, { ...{ slug: 'bench', names: three('Bench'), descriptions: three('Things'), purposes: three('Bench'), holder: three('Bench'), steward: 'Bench' }, legalBasis: [{ act: 'None', article: '1' }], securityClass: 'public', openness: { state: 'open', reason: three('Made up') } }, 'bench') // prettier-ignore
  const [city] = await identity.organisations()
  const description = { title: { pl: 'Things' }, description: { pl: 'Made up' }, licence: 'CC0-1.0' as const, frequency: 'NEVER' as const, contact: { name: 'Bench' } } // prettier-ignore
  const dataset = await catalog.datasets.create(bench, { slug: 'bench', organisation: city!.id, asset: 'bench', description }) // prettier-ignore
  const { id } = await catalog.datasets.addDistribution(bench, dataset.id, { slug: 'things', kind: 'table', title: { pl: 'Things' } }) // prettier-ignore
  const few = Array.from({ length: 100 }, (_, i) => `D${i % 27},tree,2015-01-0${1 + (i % 9)},${i}.25,${i}`)
  const file = Readable.from([`${HEADER}\n${few.join('\n')}\n`], { objectMode: false })
  const { id: delivery } = await catalog.deliveries.receive(bench, id, { file, fileName: 'things.csv', mediaType: 'text/csv' }) // prettier-ignore
  await catalog.read({ data: { id: delivery }, progress: async () => {}, signal: new AbortController().signal })
  await catalog.publish(bench, delivery)
  await pool.query(`insert into opendata."${delivery}" (_id, ${HEADER}) select i, ${ROW} from generate_series(101, ${ROWS}) i`) // prettier-ignore
  await pool.query('update catalog_versions set rows = $1 where delivery_id = $2', [ROWS, delivery])
  return { id, delivery }
}

export const questions: Part = {
  title: `Questions with a filter and an order to a published table of ${ROWS.toLocaleString('en')} rows`,
  needs: 'BENCH_DATABASE_URL, an empty PostgreSQL with PostGIS',
  canRun: () => process.env.BENCH_DATABASE_URL !== undefined,
  async run(report) {
    const folder = mkdtempSync(join(tmpdir(), 'unia-bench-questions-'))
    const config = readConfig({
      ...{ DATABASE_URL: process.env.BENCH_DATABASE_URL, DATA_DIR: folder, CITY_DIR: 'test/cities/rivermouth' },
      ...{ PORT: '0', LOG_LEVEL: 'silent' },
    })
    const unia = await createUnia(config, createLog({ level: 'silent' }))
    try {
      await unia.start({ serve: false, work: false })
      let table: Awaited<ReturnType<typeof published>>
      const made_s = await seconds(async () => void (table = await published(unia)))
      const { id, delivery } = table!
      const index_s = await seconds(() => unia.catalog.rows.index({ distributionId: id, number: 1 }))
      report({ what: 'made; its indexes', ours: `${made_s.toFixed(0)} s; ${index_s.toFixed(0)} s` })
      const [all, bareAll]: number[][] = [[], []]
      for (const [what, shape] of Object.entries(SHAPES)) {
        const [ours, bare]: number[][] = [[], []]
        let exact = 0
        for (let i = 0; i < ASKED; i++) {
          const { sql, values, question } = shape(i)
          const asBare = async () => bare!.push(await seconds(() => unia.database.pool.query(`select * from opendata."${delivery}" ${sql}`, values))) // prettier-ignore
          const asOurs = async () =>
            ours!.push(
              await seconds(async () => {
                const { total } = await unia.catalog.rows.page(id, question)
                if (total && !total.isEstimate) exact++
              }),
            )
          // Whoever is first finds less in memory.
          for (const ask of i % 2 === 0 ? [asBare, asOurs] : [asOurs, asBare]) await ask()
        }
        all!.push(...ours!)
        bareAll!.push(...bare!)
        const [p95, reference] = [quantile(ours!, 0.95), quantile(bare!, 0.95)]
        report({ what: `p95: ${what}; ${exact} of ${ASKED} counts exact, others marked`, ours: ms(p95), reference: `bare SQL: ${ms(reference)}`, ratio: p95 / reference }) // prettier-ignore
      }
      const [p95, reference] = [quantile(all!, 0.95), quantile(bareAll!, 0.95)]
      report({ what: 'p95 of all of them', ours: ms(p95), reference: `bare SQL: ${ms(reference)}`, ratio: p95 / reference, aim: `at most ${AIM}` }) // prettier-ignore
      report({ what: 'median of all of them', ours: ms(quantile(all!, 0.5)), reference: `bare SQL: ${ms(quantile(bareAll!, 0.5))}` }) // prettier-ignore
    } finally {
      await unia.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
