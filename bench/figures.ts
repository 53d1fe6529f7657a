/** Figures and formulas at the size of a country, as ratios against plain PostgreSQL in the same run. */
import { chmodSync, createReadStream, createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { system } from '#platform/actor'
import { readConfig } from '#platform/config'
import { createLog } from '#platform/log'
import { createUnia, type Unia } from '../src/app.ts'
import { median, ms, seconds, type Part, type Report } from './part.ts'

const AREAS = Number(process.env.BENCH_AREAS ?? 2_477)
const INDICATORS = 104
const YEARS = 10
const FIRST_YEAR = 2014
const SINGLE_RUNS = 15

const bench = system('bench')
const three = (text: string) => ({ pl: text, en: text, uk: text })
/** Every area, measure and year: made-up figures, in no way those of a real place. */
async function writeFigures(path: string): Promise<number> {
  const out = createWriteStream(path)
  out.write('area,measure,period,value,unit\n')
  let rows = 0
  for (let a = 0; a < AREAS; a++) {
    let text = ''
    for (let m = 0; m <= INDICATORS; m++)
      for (let y = 0; y < YEARS; y++, rows++)
        text += `a${a},m${m},${FIRST_YEAR + y},${((a * 31 + m * 17 + y * 7) % 9_973) + 1},thing\n`
    if (!out.write(text)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
  return rows
}

async function describe({ places, indicators }: Unia): Promise<void> {
  const areas = Array.from({ length: AREAS }, (_, a) => ({ id: `a${a}`, kind: 'city', names: three(`a${a}`) }))
  await places.load(bench, areas, 'bench')
  await indicators.takeAreas()
  const measures = Array.from({ length: INDICATORS + 1 }, (_, m) => ({
    id: `m${m}`,
    names: three(`m${m}`),
    unit: 'thing',
  }))
  await indicators.describe(bench, { measures, datasets: [], sources: [], via: [] }, 'bench')
  const definitions = Array.from({ length: INDICATORS }, (_, i) => ({
    ...{ id: `i${i}`, names: three(`i${i}`), description: three('made up'), method: three('made up') },
    ...{
      formula: `m${i + 1} / m0`,
      unit: '%',
      decimals: 1,
      direction: 'higher' as const,
      areas: ['city'],
      standards: [],
      strategies: [],
    },
  }))
  await indicators.define(bench, definitions, 'bench')
}

async function bring({ indicators }: Unia, path: string): Promise<string> {
  const { id } = await indicators.imports.receive(bench, { file: createReadStream(path), fileName: 'figures.csv' })
  await indicators.imports.read({ data: { id }, progress: async () => {}, signal: new AbortController().signal })
  return id
}

async function importing(unia: Unia, path: string, rows: number, report: Report): Promise<void> {
  const { pool } = unia.database
  await pool.query(
    'create table bench_copy (area_id text, measure_id text, period text, value float8, unit text, primary key (area_id, measure_id, period))',
  )
  const copy_s = await seconds(() => pool.query(`copy bench_copy from '${path}' csv header`))
  let id = ''
  const ours_s = await seconds(async () => (id = await bring(unia, path)))
  const speed = (s: number) => `${Math.round(rows / s)} rows/s`
  report({
    ...{ what: `import of ${rows} rows / COPY of the same file`, ours: speed(ours_s), reference: speed(copy_s) },
    ...{ ratio: copy_s / ours_s, aim: '≥ 0.25' },
  })
  await unia.indicators.imports.publish(bench, id, 'bench')
}

async function computing(unia: Unia, report: Report): Promise<void> {
  const { pool } = unia.database
  const ours_s = await seconds(() => unia.indicators.recompute())
  await pool.query('create table bench_values (like indicators_values including all)')
  const sql_s = await seconds(() =>
    pool.query(`insert into bench_values (area_id, indicator_id, period, seq, definition_version, value, status)
      select n.area_id, n.measure_id, n.period, 1, 1, n.value / d.value * 100, 'A'
      from indicators_observations n join indicators_observations d
        on d.area_id = n.area_id and d.period = n.period and d.measure_id = 'm0' and n.measure_id <> 'm0'`),
  )
  report({
    ...{
      what: 'full recomputation / one SQL statement',
      ours: `${ours_s.toFixed(1)} s`,
      reference: `${sql_s.toFixed(1)} s`,
    },
    ...{ ratio: ours_s / sql_s, aim: '≤ 4' },
  })
}

async function changing(unia: Unia, folder: string, report: Report): Promise<void> {
  const ours: number[] = []
  const updates: number[] = []
  for (let i = 0; i < SINGLE_RUNS; i++) {
    const path = join(folder, `one${i}.csv`)
    writeFileSync(path, `area,measure,period,value,unit\na1,m1,${FIRST_YEAR},${20_000 + i},thing\n`)
    await unia.indicators.imports.publish(bench, await bring(unia, path), 'bench')
    ours.push(await seconds(() => unia.indicators.recompute()))
    const update = `update bench_values set value = ${i} where area_id = 'a1' and indicator_id = 'm1' and period = '${FIRST_YEAR}' and seq = 1`
    updates.push(await seconds(() => unia.database.pool.query(update)))
  }
  report({
    ...{
      what: 'recompute after one figure / one update by key',
      ours: ms(median(ours)),
      reference: ms(median(updates)),
    },
    ...{ ratio: median(ours) / median(updates), aim: '≤ 20' },
  })
}

async function run(report: Report): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'unia-bench-'))
  // The database server reads the file of the reference by itself.
  chmodSync(folder, 0o755)
  const env = { DATABASE_URL: process.env.BENCH_DATABASE_URL, DATA_DIR: folder, CITY_DIR: 'test/cities/rivermouth' }
  const unia = await createUnia(readConfig(env), createLog({ level: 'warn' }))
  try {
    await unia.jobs.start()
    const path = join(folder, 'figures.csv')
    const rows = await writeFigures(path)
    await describe(unia)
    await importing(unia, path, rows, report)
    await computing(unia, report)
    await changing(unia, folder, report)
    const { rows: version } = await unia.database.pool.query<{ v: string }>(`select split_part(version(), ' ', 2) as v`)
    const peak_mb = Math.round(process.resourceUsage().maxRSS / 1024)
    report({
      what: `peak memory of the process, on PostgreSQL ${version[0]!.v}`,
      ours: `${peak_mb} MB`,
      aim: '< 1,000 MB',
    })
  } finally {
    await unia.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

export const figures: Part = {
  title: `${AREAS} areas × ${INDICATORS} indicators × ${YEARS} years, synthetic`,
  needs: 'BENCH_DATABASE_URL: an empty PostgreSQL with PostGIS, on this machine, as superuser',
  canRun: () => Boolean(process.env.BENCH_DATABASE_URL),
  run,
}
