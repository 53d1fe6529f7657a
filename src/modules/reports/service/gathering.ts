/** The figures of a report, as they were known at its moment, and where they come from. */
import { breaksOfMeasures } from '#analysis'
import type { Definition, InputView } from '#indicators'
import type { Job } from '#platform/jobs'
import type { File, Indicator, Report } from '../types/index.ts'
import { indicatorOf } from '../writing/index.ts'
import type { Needs } from './needs.ts'

export type Course = Pick<Job<unknown>, 'progress' | 'signal'>
export type Gathered = { indicators: Map<string, Indicator>; files: Map<string, File> }

/** The indicators with their figures, and the files that these came from. `compared`: with whom and when, where a rule says so. */
export async function gather(
  needs: Needs,
  report: Report,
  definitions: Definition[],
  course: Course,
  compared?: { areas: string[]; periods: ReadonlyMap<string, string> },
): Promise<Gathered> {
  const { indicators, places } = needs
  const area = await places.area(report.area)
  const peers = new Set(compared?.areas ?? (await places.areas({ kind: area.kind })).map(({ id }) => id))
  const then = indicators.asOf(report.moment.seq)
  const series = await then.series(definitions.map(({ id }) => id))
  const inherited = breaksOfMeasures(await then.definitions(), await indicators.measures())
  const found: Indicator[] = []
  for (const [at, definition] of definitions.entries()) {
    course.signal.throwIfAborted()
    await course.progress(at, definitions.length)
    const breaks = [...(inherited.get(definition.id) ?? []), ...area.breaks]
    const known = { definition, series: series.get(definition.id)!, breaks }
    const where = { area: report.area, year: report.year, peers, comparedIn: compared?.periods }
    found.push(indicatorOf(known, where))
  }
  const gathered = await withFiles(needs, report, found)
  course.signal.throwIfAborted()
  await course.progress(definitions.length, definitions.length)
  return gathered
}

/** Each indicator with the files that its value follows from. */
async function withFiles({ indicators }: Needs, { area, moment }: Report, found: Indicator[]): Promise<Gathered> {
  const valued = found.flatMap(({ id, value }) => (value ? [{ indicator: id, area, period: value.period }] : []))
  const inputs = await indicators.inputs(valued, moment.seq)
  const filesOf = new Map(valued.map(({ indicator }, at) => [indicator, inputs[at]!.map(fileOf)]))
  return {
    files: new Map([...filesOf.values()].flat().map((file) => [file.sha256, file])),
    indicators: new Map(
      found.map((indicator) => {
        const files = filesOf.get(indicator.id) ?? []
        const datasets = [...new Set(files.flatMap(({ dataset }) => dataset ?? []))].sort()
        return [indicator.id, { ...indicator, datasets, files: [...new Set(files.map(({ sha256 }) => sha256))].sort() }]
      }),
    ),
  }
}

function fileOf({ file: { sha256, name, bytes, at }, dataset, ledger }: InputView): File {
  return { sha256, name, bytes, at: at.toISOString(), dataset: dataset?.id, entryId: ledger.entryId }
}

/** The datasets and sources that are drawn on, with their licences, as they are named today. */
export async function originsOf(
  { indicators }: Needs,
  { indicators: used, files }: Gathered,
  { cites = [] }: { cites?: string[] },
) {
  const named = new Set([...used.values()].flatMap((indicator) => indicator.datasets))
  const datasets = (await indicators.datasets()).filter(({ id }) => named.has(id))
  const cited = new Set([
    ...cites,
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
