/**
 * Pages of the budget over ten years of 100,000 lines, beside the bare SQL of one year's sums. The first look at a year asks the
 * database; what it answered is remembered until another file holds.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { Readable } from 'node:stream'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { system } from '#platform/actor'
import { readConfig } from '#platform/config'
import { loadPortal } from '#platform/http'
import { createLog } from '#platform/log'
import { createUnia, serve, type City } from '../src/app.ts'
import { buildPortal } from '../src/cli/portal-build.ts'
import { ms, quantile, seconds, type Part, type Report } from './part.ts'

const LINES = Number(process.env.BENCH_LINES ?? 100_000)
const YEARS = Array.from({ length: 10 }, (_, i) => 2015 + i)
const ROUNDS = 6
const AIM = 10

type Unia = Awaited<ReturnType<typeof createUnia>>

/** One line a year comes as a file does; the rest by SQL, in some 5,000 places of the classification. */
async function fill({ strategy: { money }, database: { pool } }: Unia): Promise<void> {
  const rows = YEARS.map((year) => `${year};wydatki;600;1;1`)
  const file = Readable.from([Buffer.from(`rok;strona;dział;plan;wykonanie\n${rows.join('\n')}\n`)])
  const { id } = await money.bring(system('bench'), { file, fileName: 'bench.csv' })
  await money.publish(system('bench-too'), id, 'bench')
  await pool.query(
    `insert into strategy_money_lines (import_id, year, seq, line, direction, kind, division, chapter, paragraph, source,
        district, goal, amount_minor)
      select $1, y, 1000 + i, i, 'expenditure', (array['planned', 'spent'])[1 + i % 2], d, d || lpad((1 + i / 66 % 20)::text, 2, '0'),
        (4000 + i / 1320 % 8 * 10)::text, (array['own', 'state', 'eu', 'residents'])[1 + i % 4],
        'd' || i % 27, 'bench/' || i % 40, 100 + (i::bigint * 2654435761) % 100000000
      from unnest($2::int[]) y, generate_series(1, $3::int) i,
        lateral (select (array['600','700','710','750','754','757','758','801','851','852','853','854','855','900','921','926','010','020','050','100','150','400','500','550','630','720','730','751','752','753','755','756','925'])[1 + i / 2 % 33] as d) c`,
    [id, YEARS, LINES],
  )
  await pool.query(
    `update strategy_money_years y set lines = s.n, expenditure_minor = s.sum from (select year, kind, count(*) as n, sum(amount_minor) as sum
      from strategy_money_lines where import_id = $1 group by year, kind) s where y.year = s.year and y.kind = s.kind`,
    [id],
  )
  await pool.query('analyze strategy_money_lines')
}

const BARE = `select division, chapter, paragraph, sum(amount_minor) filter (where kind = 'planned') as planned,
  sum(amount_minor) filter (where kind = 'spent') as spent from strategy_money_lines where year = $1 and direction = 'expenditure'
  and import_id = (select import_id from strategy_money_years where year = $1 limit 1) group by 1, 2, 3`

const PAGES: Record<string, (year: number) => string> = {
  'all years': () => '/en/money',
  'a year: treemap and flow to goals': (year) => `/en/money/${year}`,
  'a year: inside a division, flow to districts': (year) => `/en/money/${year}?in=801&to=district`,
}

async function measure(unia: Unia, report: Report): Promise<void> {
  const portal = await loadPortal<City>(fileURLToPath(new URL('../portal/build/handler.js', import.meta.url)))
  await unia.start({ serve: false, work: false }, portal)
  await fill(unia)
  const app = await serve(unia, portal, { readsPerMinute: Number.MAX_SAFE_INTEGER })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const address = app.server.address()
  const base = `http://127.0.0.1:${typeof address === 'object' ? address!.port : 0}`
  const get = async (path: string) => {
    const answer = await fetch(base + path)
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
    await answer.arrayBuffer()
  }
  try {
    const bare: number[] = []
    for (let round = 0; round < ROUNDS; round++)
      for (const year of YEARS) bare.push(await seconds(() => unia.database.pool.query(BARE, [year])))
    const reference = quantile(bare, 0.95)
    for (const [what, pathOf] of Object.entries(PAGES)) {
      const first: number[] = []
      const times: number[] = []
      for (const year of YEARS) first.push(await seconds(() => get(pathOf(year))))
      for (let round = 0; round < ROUNDS; round++)
        for (const year of YEARS) times.push(await seconds(() => get(pathOf(year))))
      for (const [which, all] of [
        [`${what}, at the first look`, first],
        [what, times],
      ] as const)
        // prettier-ignore
        report({
          ...{ what: `${which}, p95`, ours: ms(quantile(all, 0.95)), reference: `${ms(reference)} bare SQL of a year` },
          ...{ ratio: quantile(all, 0.95) / reference, aim: `≤ ${AIM}` },
        })
    }
  } finally {
    await app.close()
  }
}

async function run(report: Report): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'unia-bench-'))
  const log = createLog({ level: 'warn' })
  await buildPortal(log)
  // On the server where one is named, else on the embedded database.
  const { BENCH_DATABASE_URL: DATABASE_URL } = process.env
  const config = readConfig({
    DATABASE_URL,
    DATA_DIR: folder,
    CITY_DIR: 'test/cities/rivermouth',
    BASE_URL: 'http://127.0.0.1',
  })
  const unia = await createUnia(config, log)
  try {
    await measure(unia, report)
  } finally {
    await unia.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

export const money: Part = { title: `The city’s budget, ten years of ${LINES.toLocaleString('en')} lines`, run }
