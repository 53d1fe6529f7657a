/**
 * The yearly report and the state of the city, of the real pack, with charts, as page, data and PDF in three languages:
 * from being asked for to the last PDF. Beside it one read of the same page. Writes `bench/reports.md`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { system } from '#platform/actor'
import { readConfig } from '#platform/config'
import { loadPortal } from '#platform/http'
import { createLog } from '#platform/log'
import { createUnia, type City, type Unia } from '../src/app.ts'

const YEAR = 2023
const LIMIT_S = 30
const LOOK_MS = 50
const ASKED = [
  { kind: 'standard', standard: 'iso37120', year: YEAR },
  { kind: 'city', year: YEAR },
] as const

const bench = system('bench')
const server = process.env.BENCH_DATABASE_URL
if (!server) throw new Error('BENCH_DATABASE_URL: an empty PostgreSQL with PostGIS')
const folder = mkdtempSync(join(tmpdir(), 'unia-bench-reports-'))

/** Seconds until it is written, and until it is printed. */
async function measure({ reports }: Unia, asked: (typeof ASKED)[number]) {
  const from = performance.now()
  const seconds = () => (performance.now() - from) / 1_000
  const { id } = await reports.ask(bench, asked)
  let made_s = 0
  for (;;) {
    await setTimeout(LOOK_MS)
    const { state, prints, failure, printFailure, bytes = 0 } = await reports.read(bench, id)
    if (failure ?? printFailure) throw new Error(JSON.stringify(failure ?? printFailure))
    if (state === 'made' && made_s === 0) made_s = seconds()
    if (prints.length > 0) {
      const pdf_bytes = prints.reduce((sum, print) => sum + print.bytes, 0)
      return { id, made_s, printed_s: seconds(), bytes, pdf_bytes }
    }
  }
}

const config = readConfig({ DATABASE_URL: server, DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'warn' })
const unia = await createUnia(config, createLog({ level: 'warn' }))
try {
  const handler = join(process.cwd(), 'portal/build/handler.js')
  const port = await unia.start({ serve: true, work: true }, await loadPortal<City>(handler))
  while (!(await unia.indicators.moment())) await setTimeout(LOOK_MS)
  const lines: string[] = []
  for (const asked of ASKED) {
    const { id, made_s, printed_s, bytes, pdf_bytes } = await measure(unia, asked)
    await unia.reports.publish(bench, id, 'bench')
    const from = performance.now()
    await (await fetch(`http://127.0.0.1:${port}/en/reports/${id}`)).text()
    const page_s = (performance.now() - from) / 1_000
    const said = [`${made_s.toFixed(1)} s`, `${printed_s.toFixed(1)} s`, `${page_s.toFixed(2)} s`]
    const sizes = [`${Math.round(bytes / 1_000)} kB`, `${(pdf_bytes / 1e6).toFixed(1)} MB`]
    lines.push(
      `| ${asked.kind} | ${said.join(' | ')} | ${(printed_s / page_s).toFixed(0)} | ${sizes.join(' | ')} | < ${LIMIT_S} s |`,
    )
    console.log(asked.kind, ...said, ...sizes)
  }
  writeFileSync(
    'bench/reports.md',
    `# Measurements of reports

${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]!.model}, Node ${process.versions.node}; the pack's own figures, ${YEAR}; the first report also unpacks the browser.

| report | written after | three PDFs after | one read of its page | ratio | data | PDFs | aim |
| --- | --- | --- | --- | --- | --- | --- | --- |
${lines.join('\n')}
`,
  )
} finally {
  await unia.stop()
  rmSync(folder, { recursive: true, force: true })
}
