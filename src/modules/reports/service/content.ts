/** What was known at the report's moment, written down. */
import { directionsOf, strengthsOf } from '#analysis'
import type { Standard } from '#indicators'
import { refuse } from '../rules.ts'
import { Content, FORMAT, type Report } from '../types/index.ts'
import { definitionsOf, fullest, reportedOf, stateOf, untilYear } from '../writing/index.ts'
import { gather, originsOf, type Course, type Gathered } from './gathering.ts'
import type { Needs } from './needs.ts'

/**
 * Everything as of the report's publication, whatever is published meanwhile. Throws `reports.nothingKnown` where the city
 * has no figure of the year or before.
 */
export async function contentOf(needs: Needs, report: Report, course: Course): Promise<Content> {
  const { gathered, said } = await (report.kind === 'standard' ? onStandard : onCity)(needs, report, course)
  if (![...gathered.indicators.values()].some(({ value }) => value))
    throw refuse.nothingKnown({ year: String(report.year) })
  const areas = new Map((await needs.places.areas()).map(({ id, names }) => [id, names]))
  const beside = [...gathered.indicators.values()].flatMap(({ peers }) => peers?.figures.map(({ area }) => area) ?? [])
  return Content.parse({
    format: FORMAT,
    kind: report.kind,
    area: { id: report.area, names: areas.get(report.area) },
    year: report.year,
    moment: { seq: report.moment.seq, at: report.moment.at.toISOString() },
    indicators: [...gathered.indicators.values()],
    areas: Object.fromEntries([...new Set(beside)].map((id) => [id, areas.get(id)])),
    ...said,
    ...(await originsOf(needs, gathered, said)),
  })
}

type Written = { gathered: Gathered; said: Record<string, unknown> & { cites?: string[] } }

async function onStandard(needs: Needs, report: Report, course: Course): Promise<Written> {
  const all = await needs.indicators.asOf(report.moment.seq).definitions()
  const standard = needs.indicators.standard(report.standard!)
  const definitions = definitionsOf(standard, all)
  const gathered = await gather(needs, report, [...new Set(definitions.values())], course)
  return { gathered, said: { ...reportedOf(standard, definitions, gathered.indicators, report.year) } }
}

async function onCity(needs: Needs, report: Report, course: Course): Promise<Written> {
  const { indicators, analysis, places, profile } = needs
  const { kind } = await places.area(report.area)
  const all = await indicators.asOf(report.moment.seq).definitions()
  const gathered = await gather(
    needs,
    report,
    all.filter(({ areas }) => areas.includes(kind)),
    course,
  )
  const input = untilYear(await analysis.input(report.moment.seq), report.year)
  const parameters = analysis.parameters({})
  const own = new Set(input.sets.filter((set) => set.own).map(({ id }) => id))
  const reported = (standard: Standard) =>
    reportedOf(standard, definitionsOf(standard, all), gathered.indicators, report.year)
  const unknown = fullest(
    indicators
      .standards()
      .filter(({ id }) => !own.has(id))
      .map(reported),
  )
  const strengths = strengthsOf(input, parameters)
  const state = stateOf(profile, input, strengths, directionsOf(input, parameters), gathered.indicators)
  const cites = state.doors.flatMap(({ facts }) => facts.map(({ source }) => source))
  return { gathered, said: { ...state, unknown, cites } }
}
