/** What was known at the report's moment, gathered and written down. */
import type { Definition } from '#indicators'
import type { Job } from '#platform/jobs'
import { refuse } from '../rules.ts'
import { Content, FORMAT, type File, type Indicator, type Report } from '../types/index.ts'
import { definitionsOf, indicatorOf, reportedOf } from '../writing/index.ts'
import type { Needs } from './needs.ts'

type Course = Pick<Job<unknown>, 'progress' | 'signal'>
type Gathered = { indicators: Map<string, Indicator>; files: Map<string, File> }

/**
 * Everything as of the report's publication, whatever is published meanwhile. Throws `reports.nothingKnown` where the city
 * has no figure of the year or before.
 */
export async function contentOf(needs: Needs, report: Report, course: Course): Promise<Content> {
  const { indicators, places } = needs
  const all = await indicators.asOf(report.moment.seq).definitions()
  const standard = indicators.standard(report.standard!)
  const definitions = definitionsOf(standard, all)
  const gathered = await gather(needs, report, [...new Set(definitions.values())], course)
  if (![...gathered.indicators.values()].some(({ value }) => value))
    throw refuse.nothingKnown({ year: String(report.year) })
  const { id, names } = await places.area(report.area)
  return Content.parse({
    format: FORMAT,
    kind: 'standard',
    area: { id, names },
    year: report.year,
    moment: { seq: report.moment.seq, at: report.moment.at.toISOString() },
    indicators: [...gathered.indicators.values()],
    ...reportedOf(standard, definitions, gathered.indicators, report.year),
    ...(await originsOf(needs, gathered)),
  })
}

/** The indicators with their figures, and the files that these came from. */
async function gather(needs: Needs, report: Report, definitions: Definition[], course: Course): Promise<Gathered> {
  const { indicators, places } = needs
  const { kind } = await places.area(report.area)
  const peers = new Set((await places.areas({ kind })).map(({ id }) => id))
  const series = await indicators.asOf(report.moment.seq).series(definitions.map(({ id }) => id))
  const gathered: Gathered = { indicators: new Map(), files: new Map() }
  for (const [at, definition] of definitions.entries()) {
    course.signal.throwIfAborted()
    await course.progress(at, definitions.length)
    const where = { area: report.area, year: report.year, peers }
    const indicator = indicatorOf({ definition, series: series.get(definition.id)! }, where)
    const files = await filesOf(needs, report.area, indicator)
    for (const file of files) gathered.files.set(file.sha256, file)
    gathered.indicators.set(indicator.id, {
      ...indicator,
      datasets: [...new Set(files.flatMap(({ dataset }) => dataset ?? []))].sort(),
      files: files.map(({ sha256 }) => sha256).sort(),
    })
  }
  await course.progress(definitions.length, definitions.length)
  return gathered
}

async function filesOf({ indicators }: Needs, area: string, { id, value }: Indicator): Promise<File[]> {
  if (!value) return []
  const { inputs } = await indicators.provenance(id, area, value.period, value.seq)
  const files = inputs.map(({ file, dataset, ledger }): File => {
    const { sha256, name, bytes, at } = file
    return { sha256, name, bytes, at: at.toISOString(), dataset: dataset?.id, entryId: ledger.entryId }
  })
  return [...new Map(files.map((file) => [file.sha256, file])).values()]
}

/** The datasets and sources that the figures come from, with their licences, as they are named today. */
async function originsOf({ indicators }: Needs, { indicators: used, files }: Gathered) {
  const named = new Set([...used.values()].flatMap((indicator) => indicator.datasets))
  const datasets = (await indicators.datasets()).filter(({ id }) => named.has(id))
  const cited = new Set([
    ...datasets.flatMap(({ sources }) => sources),
    ...[...used.values()].flatMap(({ breaks }) => breaks.flatMap(({ source }) => source ?? [])),
  ])
  const { sources } = await indicators.sources()
  return {
    datasets,
    sources: sources.filter(({ id }) => cited.has(id)),
    files: [...files.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}
