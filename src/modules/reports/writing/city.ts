/** A report on the state of the city: what the rules of analysis say of it by the end of the year. Pure. */
import type { AnalysisInput, DirectionsResult, rules, Strengths } from '#analysis'
import type { CityContent, Direction, Indicator, Judgement } from '../types/index.ts'
import { yearOf } from './indicator.ts'
import type { Reported } from './standard.ts'

/** What the city pack says of the city. */
export type Profile = Pick<CityContent, 'headlines'> & {
  doors: (Omit<CityContent['doors'][number], 'facts'> & { facts: string[] })[]
  facts: CityContent['doors'][number]['facts']
}

/** More directions than these are not main ones; of each, the gaps that lead it. */
const DIRECTIONS = 6
const GAPS = 4

/** What could be known by the end of the year: no later figure, and targets judged on its last day. */
export function untilYear(input: AnalysisInput, year: number): AnalysisInput {
  const end = `${year}-12-31`
  const known = (series: AnalysisInput['indicators'][number]['series']) =>
    Object.fromEntries(
      Object.entries(series).flatMap(([area, points]) => {
        const earlier = points.filter(([period]) => yearOf(period) <= year)
        return earlier.length > 0 ? [[area, earlier]] : []
      }),
    )
  return {
    ...input,
    day: input.day < end ? input.day : end,
    indicators: input.indicators.map((indicator) => ({ ...indicator, series: known(indicator.series) })),
  }
}

/** In which period each indicator is compared. */
export const comparedIn = ({ indicators }: Strengths): Map<string, string> =>
  new Map(
    indicators.flatMap(({ indicator, comparison: { period, position } }) =>
      position && period !== undefined ? [[indicator, period] as const] : [],
    ),
  )

export function stateOf(
  profile: Profile,
  input: AnalysisInput,
  { indicators: judged }: Strengths,
  directions: DirectionsResult,
  indicators: ReadonlyMap<string, Indicator>,
): Pick<CityContent, 'headlines' | 'doors' | 'judged' | 'directions'> {
  const known = (id: string) => indicators.get(id)?.value !== undefined
  return {
    headlines: profile.headlines.filter(known),
    doors: profile.doors.map(({ facts, ...door }) => ({
      ...door,
      facts: profile.facts.filter(({ id }) => facts.includes(id)),
    })),
    judged: judged.filter(({ indicator }) => known(indicator)).map(judgementOf),
    directions: directions.directions
      .slice(0, DIRECTIONS)
      .map((direction) => directionOf(direction, input))
      .filter(({ gaps }) => gaps.length > 0),
  }
}

function judgementOf({ comparison, trend, targets, ...judged }: rules.Judged): Judgement {
  const { period, position } = comparison
  return {
    ...{ indicator: judged.indicator, class: judged.class, because: judged.because, current: judged.current },
    place: position && {
      ...{ period: period!, rank: position.rank, of: position.of, percentile: position.percentile },
      ...{ median: position.median, better: position.better },
    },
    trend: { word: trend.word, n: trend.n, slope: trend.slope, from: trend.from, to: trend.to },
    targets: targets.map(({ target, state, lacking }) => ({
      ...{ names: target.names, value: target.value, unit: target.unit, bound: target.bound },
      ...{ period: target.period, kind: target.kind, state, lacking },
    })),
  }
}

function directionOf(
  { set, theme, own, priority, gaps }: rules.Direction,
  { sets, targets }: AnalysisInput,
): Direction {
  const found = sets.find(({ id }) => id === set)
  const nameless = { pl: '', en: '', uk: '' }
  return {
    names: found?.themes.find(({ id }) => id === theme)?.names ?? nameless,
    set: found?.names ?? nameless,
    ...{ own, priority },
    gaps: gaps.slice(0, GAPS).flatMap(({ indicator, priority, by, closing, scores }) => {
      const closes = closing[by]
      const target = by === 'target' ? targets.find(({ id }) => id === closing.target?.id)?.names : undefined
      return closes ? [{ indicator, priority, by, to: closes.to, lacking: closes.lacking, target, scores }] : []
    }),
  }
}

/** Of the standards that others made, the one that the city reports most of. */
export function fullest(all: Reported[]): Reported | undefined {
  return all.toSorted((a, b) => b.counts.all.reported - a.counts.all.reported)[0]
}
