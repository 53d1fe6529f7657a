/** Runs every measurement in order and writes `bench/results.md`: `npm run bench`, or some of them by name, `npm run bench -- start pages`. */
import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { casting } from './casting.ts'
import { catalog } from './catalog.ts'
import { context } from './context.ts'
import { counting } from './counting.ts'
import { effects } from './effects.ts'
import { election } from './election.ts'
import { federation } from './federation.ts'
import { figures } from './figures.ts'
import { gate } from './gate.ts'
import { live } from './live.ts'
import { money } from './money.ts'
import { mqtt } from './mqtt.ts'
import { network } from './network.ts'
import { pages } from './pages.ts'
import { questions } from './questions.ts'
import { search } from './search.ts'
import { start } from './start.ts'
import { measureStats } from './stats.ts'
import { syntheticControl } from './synthetic.ts'
import { tables } from './tables.ts'
import { telemetry } from './telemetry.ts'
import type { Part, Row } from './part.ts'

const stats: Part = {
  title: 'Models at the size of a country',
  run: (report) => measureStats((what, ours, reference, ratio, aim) => report({ what, ours, reference, ratio, aim })),
}
const PARTS: Record<string, Part> = {
  figures,
  start,
  pages,
  search,
  questions,
  gate,
  stats,
  'synthetic-control': syntheticControl,
  tables,
  catalog,
  counting,
  casting,
  context,
  live,
  money,
  mqtt,
  network,
  telemetry,
  effects,
  election,
  federation,
}
const RESULTS = 'bench/results.md'

const tableOf = (rows: Row[]): string =>
  [
    '| what | ours | reference | ratio | aim |',
    '|---|---|---|---|---|',
    ...rows.map(
      ({ what, ours, reference = '', ratio, aim = '' }) =>
        `| ${what} | ${ours} | ${reference} | ${ratio?.toFixed(2) ?? ''} | ${aim} |`,
    ),
  ].join('\n')

async function sectionOf({ title, needs, canRun, run }: Part): Promise<string> {
  console.log(title)
  if (canRun && !canRun()) {
    console.log(`  skipped: needs ${needs}`)
    return `## ${title}\n\nSkipped: needs ${needs}.`
  }
  const rows: Row[] = []
  await run((row) => {
    rows.push(row)
    console.log(' ', ...Object.values({ ...row, ratio: row.ratio?.toFixed(2) }).filter(Boolean))
  })
  return `## ${title}\n\n${tableOf(rows)}`
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !PARTS[name])
if (unknown.length > 0)
  throw new Error(`no measurement is called ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`)
const sections: string[] = []
for (const [name, part] of Object.entries(PARTS))
  if (asked.length === 0 || asked.includes(name)) sections.push(await sectionOf(part))
const machine = `${cpus().length} × ${cpus()[0]!.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`
// Some of them are for looking at, all of them for keeping.
if (asked.length === 0)
  writeFileSync(
    RESULTS,
    `# Measurements\n\n${new Date().toISOString().slice(0, 10)}, ${machine}.\n\n${sections.join('\n\n')}\n`,
  )
