/** What was known at the report's moment, written down. */
import { directionsOf, strengthsOf } from '#analysis'
import type { Standard } from '#indicators'
import { canonical, type Json } from '#platform/ledger'
import { refuse } from '../rules.ts'
import { Content, FORMAT, type Report } from '../types/index.ts'
import { comparedIn, definitionsOf, fullest, reportedOf, stateOf, untilYear } from '../writing/index.ts'
import { gather, originsOf, type Course, type Gathered } from './gathering.ts'
import type { Needs } from './needs.ts'

const INPUT_BYTES_MAX = 100_000_000

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
  // What the city says of itself, it does not say of others.
  const stated = report.area === needs.indicators.home ? await needs.indicators.omissions() : []
  return { gathered, said: { ...reportedOf(standard, definitions, gathered.indicators, report.year, stated) } }
}

async function onCity(needs: Needs, report: Report, course: Course): Promise<Written> {
  const { indicators, analysis, places, profile, files } = needs
  const { kind } = await places.area(report.area)
  const all = await indicators.asOf(report.moment.seq).definitions()
  const concerned = all.filter(({ areas }) => areas.includes(kind))
  const input = untilYear(await analysis.input(report.moment.seq), report.year)
  // A city that says nothing of what cities are alike by is compared with all of them.
  const parameters = analysis.parameters(input.likeness.length > 0 ? {} : { peers: 'all' })
  const strengths = strengthsOf(input, parameters)
  const compared = { areas: strengths.peers.areas, periods: comparedIn(strengths) }
  const gathered = await gather(needs, report, concerned, course, compared)
  const kept = await files.put([Buffer.from(canonical(input as unknown as Json))], { limitBytes: INPUT_BYTES_MAX })
  const state = stateOf(profile, input, strengths, directionsOf(input, parameters), gathered.indicators)
  const rule = { day: strengths.day, peers: strengths.peers.areas.length, parameters, input: kept.sha256 }
  const reported = (one: Standard) => reportedOf(one, definitionsOf(one, all), gathered.indicators, report.year)
  const cites = state.doors.flatMap(({ facts }) => facts.map(({ source }) => source))
  return { gathered, said: { ...state, rule, unknown: fullest(indicators.standards().map(reported)), cites } }
}
