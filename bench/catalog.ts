/**
 * A CSV of a million rows and twenty mixed columns on its way behind the gate, beside a bare COPY of the same rows as text
 * into the same database, and a question with a filter and an order beside its bare SQL.
 */
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import { system } from '#platform/actor'
import { readConfig } from '#platform/config'
import { createLog } from '#platform/log'
import { createUnia } from '../src/app.ts'

const ROWS = Number(process.env.BENCH_ROWS ?? 1_000_000)
const QUESTIONS = 40
const server = process.env.BENCH_DATABASE_URL
if (!server) throw new Error('BENCH_DATABASE_URL: an empty PostgreSQL with PostGIS')
const folder = mkdtempSync(join(tmpdir(), 'unia-bench-catalog-'))
const bench = system('bench')
const three = (text: string) => ({ pl: text, en: text, uk: text })

const KINDS = ['tree', 'shrub', 'bench', 'lamp', 'bin', 'stop']
/** Made-up rows, in no way those of a real place. */
function rowOf(i: number): string {
  const n = (i * 2_654_435_761) % 4_294_967_296
  const day = new Date(Date.UTC(2015, 0, 1) + (n % 315_360_000) * 1000).toISOString()
  return `${i},${String(i % 100_000).padStart(6, '0')},thing no. ${i},Street ${n % 997},${KINDS[n % 6]},D${n % 27},${day.slice(0, 10)},${day.slice(0, 19)},${(n % 10_000_000) / 100},${(n % 5_000) / 100},${n % 1_000},${(n % 100_000) / 100_000},${n % 2 === 0},${day.slice(0, 4)},${1 + (n % 12)},${(n % 400) / 10},${(n % 77) / 7},${(n % 4_000) / 100 - 10},${n % 3 === 0 ? `"note, ${n % 1_000}"` : ''},${(n % 60_466_176).toString(36).toUpperCase()}`
}
const HEADER =
  'nr,code,name,street,kind,district,day,at,amount,price,pieces,share,works,year,month,height,width,warmth,notes,sign'

async function write(path: string): Promise<void> {
  const out = createWriteStream(path)
  out.write(`${HEADER}\n`)
  let text = ''
  for (let i = 1; i <= ROWS; i++) {
    text += `${rowOf(i)}\n`
    if (text.length < 1 << 20) continue
    if (!out.write(text)) await once(out, 'drain')
    text = ''
  }
  out.end(text)
  await once(out, 'close')
}

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}
const p95 = (times: number[]): number => times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1]!

const path = join(folder, 'things.csv')
await write(path)
const config = readConfig({
  ...{ DATABASE_URL: server, DATA_DIR: folder, CITY_DIR: 'test/cities/rivermouth', PORT: '0', LOG_LEVEL: 'silent' },
  UPLOAD_BYTES_MAX: '10000000000',
})
const unia = await createUnia(config, createLog({ level: 'silent' }))
try {
  await unia.start({ serve: false, work: false })
  const { catalog, governance, identity, database } = unia
  const { pool } = database
  const columns = HEADER.split(',').map((name) => `"${name}" text`)
  await pool.query(`create table bench_text (${columns.join(', ')})`)
  const copy_s = await seconds(async () => {
    const client = await pool.connect()
    await pipeline(createReadStream(path), client.query(copyFrom('copy bench_text from stdin csv header')))
    client.release()
  })
  await governance.assets.add(bench, { ...{ slug: 'bench', names: three('Bench'), descriptions: three('Things'), purposes: three('Bench'), holder: three('Bench'), steward: 'Bench' }, legalBasis: [{ act: 'None', article: '1' }], securityClass: 'public', openness: { state: 'open', reason: three('Made up') } }, 'bench') // prettier-ignore
  const [city] = await identity.organisations()
  const description = { title: { pl: 'Things' }, description: { pl: 'Made up' }, licence: 'CC0-1.0' as const, frequency: 'NEVER' as const, contact: { name: 'Bench' } } // prettier-ignore
  const dataset = await catalog.datasets.create(bench, {
    slug: 'bench',
    organisation: city!.id,
    asset: 'bench',
    description,
  })
  const { id } = await catalog.datasets.addDistribution(bench, dataset.id, { slug: 'things', kind: 'table', title: { pl: 'Things' } }) // prettier-ignore
  const file = createReadStream(path)
  const { id: delivery } = await catalog.deliveries.receive(bench, id, {
    file,
    fileName: 'things.csv',
    mediaType: 'text/csv',
  })
  const job = { data: { id: delivery }, progress: async () => {}, signal: new AbortController().signal }
  const ours_s = await seconds(() => catalog.read(job))
  const { state, rows } = await catalog.deliveries.view(bench, delivery)
  const peak_mb = process.resourceUsage().maxRSS / 1024
  console.log(`load: ${rows} rows, ${state}; COPY ${copy_s.toFixed(1)} s, ours ${ours_s.toFixed(1)} s, ratio ${(copy_s / ours_s).toFixed(3)} (aim ≥ 0.2), peak ${peak_mb.toFixed(0)} MB (aim < 512)`) // prettier-ignore
  if (state !== 'ready') throw new Error(`the delivery is ${state}`)
  await catalog.publish(bench, delivery)
  const index_s = await seconds(() => catalog.rows.index({ distributionId: id, number: 1 }))
  console.log(`indexes of every column and of all words: ${index_s.toFixed(1)} s`)
  const [ours, bare]: number[][] = [[], []]
  for (let i = 0; i < QUESTIONS; i++) {
    const district = `D${i % 27}`
    const sql = `select * from opendata."${delivery}" where district = $1 order by amount desc limit 100`
    bare!.push(await seconds(() => pool.query(sql, [district])))
    const question = { filters: [{ column: 'district', op: 'eq' as const, value: district }], sort: [{ column: 'amount', descending: true }] } // prettier-ignore
    ours!.push(await seconds(() => catalog.rows.page(id, question)))
  }
  console.log(`rows by filter and order: p95 ${(p95(ours!) * 1000).toFixed(1)} ms, bare SQL ${(p95(bare!) * 1000).toFixed(1)} ms, ratio ${(p95(ours!) / p95(bare!)).toFixed(2)} (aim ≤ 5)`) // prettier-ignore
} finally {
  await unia.stop()
  rmSync(folder, { recursive: true, force: true })
}
