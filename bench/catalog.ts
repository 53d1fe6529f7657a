/**
 * A CSV of a million rows and twenty mixed columns on its way behind the gate, beside a bare COPY of the same rows as text
 * into the same database, and a question with a filter and an order beside its bare SQL.
 */
import { execFile } from 'node:child_process'
import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { from as copyFrom } from 'pg-copy-streams'
import { system } from '#platform/actor'
import { readConfig } from '#platform/config'
import { createLog } from '#platform/log'
import { createUnia, type Unia } from '../src/app.ts'
import { HEADER } from './catalog-file.ts'
import { ms, quantile, seconds, type Part, type Report } from './part.ts'

const ROWS = Number(process.env.BENCH_ROWS ?? 1_000_000)
const QUESTIONS = 40
const bench = system('bench')
const three = (text: string) => ({ pl: text, en: text, uk: text })

/** In a process of its own: what making it leaves behind is no part of what is measured. */
const write = (path: string) =>
  promisify(execFile)(process.execPath, [
    fileURLToPath(new URL('./catalog-file.ts', import.meta.url)),
    path,
    String(ROWS),
  ])

/** The reference: as text, into a table without keys. */
async function copied({ pool }: Unia['database'], path: string): Promise<void> {
  await pool.query('drop table if exists bench_text')
  await pool.query(`create table bench_text (${HEADER.split(',').map((name) => `"${name}" text`).join(', ')})`) // prettier-ignore
  const client = await pool.connect()
  await pipeline(createReadStream(path), client.query(copyFrom('copy bench_text from stdin csv header')))
  client.release()
}

/** A place for the file in the catalogue. */
async function placed({ catalog, governance, identity }: Unia): Promise<string> {
  await governance.assets.add(bench, { ...{ slug: 'bench', names: three('Bench'), descriptions: three('Things'), purposes: three('Bench'), holder: three('Bench'), steward: 'Bench' }, legalBasis: [{ act: 'None', article: '1' }], securityClass: 'public', openness: { state: 'open', reason: three('Made up') } }, 'bench') // prettier-ignore
  const [city] = await identity.organisations()
  const description = { title: { pl: 'Things' }, description: { pl: 'Made up' }, licence: 'CC0-1.0' as const, frequency: 'NEVER' as const, contact: { name: 'Bench' } } // prettier-ignore
  const dataset = await catalog.datasets.create(bench, { slug: 'bench', organisation: city!.id, asset: 'bench', description }) // prettier-ignore
  const { id } = await catalog.datasets.addDistribution(bench, dataset.id, { slug: 'things', kind: 'table', title: { pl: 'Things' } }) // prettier-ignore
  return id
}

async function loading(unia: Unia, distribution: string, path: string, report: Report): Promise<string> {
  const { catalog, database } = unia
  const before_s = await seconds(() => copied(database, path))
  const { id } = await catalog.deliveries.receive(bench, distribution, { file: createReadStream(path), fileName: 'things.csv', mediaType: 'text/csv' }) // prettier-ignore
  const job = { data: { id }, progress: async () => {}, signal: new AbortController().signal }
  const ours_s = await seconds(() => catalog.read(job))
  const after_s = await seconds(() => copied(database, path))
  const copy_s = (before_s + after_s) / 2
  const peak_mb = Math.round(process.resourceUsage().maxRSS / 1024)
  const { state } = await catalog.deliveries.view(bench, id)
  if (state !== 'ready') throw new Error(`the delivery is ${state}`)
  report({
    ...{ what: `${ROWS} rows with checks and gate / COPY of the same rows as text`, ours: `${ours_s.toFixed(1)} s` },
    ...{ reference: `${copy_s.toFixed(1)} s`, ratio: copy_s / ours_s, aim: '≥ 0.2' },
  })
  report({ what: 'peak memory of the process', ours: `${peak_mb} MB`, aim: '< 512 MB' })
  return id
}

async function asking(
  { catalog, database }: Unia,
  distribution: string,
  delivery: string,
  report: Report,
): Promise<void> {
  const index_s = await seconds(() => catalog.rows.index({ distributionId: distribution, number: 1 }))
  report({ what: 'indexes of every column and of all words', ours: `${index_s.toFixed(1)} s` })
  const [ours, bare]: [number[], number[]] = [[], []]
  for (let i = 0; i < QUESTIONS; i++) {
    const district = `D${i % 27}`
    const sql = `select * from opendata."${delivery}" where district = $1 order by amount desc limit 100`
    bare.push(await seconds(() => database.pool.query(sql, [district])))
    const question = { filters: [{ column: 'district', op: 'eq' as const, value: district }], sort: [{ column: 'amount', descending: true }] } // prettier-ignore
    ours.push(await seconds(() => catalog.rows.page(distribution, question)))
  }
  const [ours_s, bare_s] = [quantile(ours, 0.95), quantile(bare, 0.95)]
  report({
    ...{ what: 'rows by filter and order, counts included, p95 / bare SQL', ours: ms(ours_s), reference: ms(bare_s) },
    ...{ ratio: ours_s / bare_s, aim: '≤ 5' },
  })
}

async function run(report: Report): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'unia-bench-catalog-'))
  const config = readConfig({
    ...{ DATABASE_URL: process.env.BENCH_DATABASE_URL, DATA_DIR: folder, CITY_DIR: 'test/cities/rivermouth' },
    ...{ PORT: '0', LOG_LEVEL: 'silent', UPLOAD_BYTES_MAX: '10000000000' },
  })
  const unia = await createUnia(config, createLog({ level: 'silent' }))
  try {
    const path = join(folder, 'things.csv')
    await write(path)
    await unia.start({ serve: false, work: false })
    const distribution = await placed(unia)
    const delivery = await loading(unia, distribution, path, report)
    await unia.catalog.publish(bench, delivery)
    await asking(unia, distribution, delivery, report)
  } finally {
    await unia.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

export const catalog: Part = {
  title: `A CSV of ${ROWS.toLocaleString('en')} rows × ${HEADER.split(',').length} columns into the catalogue`,
  needs: 'BENCH_DATABASE_URL: an empty PostgreSQL with PostGIS, on this machine',
  canRun: () => Boolean(process.env.BENCH_DATABASE_URL),
  run,
}
