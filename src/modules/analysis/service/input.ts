/** What analysis reads, gathered from what is published: values, definitions, breaks, areas, targets. */
import { compileFormulas, placesOf, type Definition, type Measure, type Series, type Sets } from '#indicators'
import {
  INPUT_FORMAT,
  type AnalysisInput,
  type IndicatorSet,
  type KnownIndicator,
  type KnownTarget,
  type Target,
} from '../types/index.ts'
import { today } from './day.ts'
import type { Needs, Own } from './needs.ts'

type Asked = { area: string; seq?: number }

/** Of an area among those of its kind, as it was known after publication `seq`; after the last one unless said. */
export async function inputFrom(needs: Needs, targets: Target[], { area, seq }: Asked): Promise<AnalysisInput> {
  const { indicators, places, own } = needs
  const { home } = indicators
  const isKnown = area === home || (await places.areas()).some(({ id }) => id === area)
  const { kind } = await places.area(isKnown ? area : home)
  const then = indicators.asOf(seq ?? (await indicators.moment())?.seq ?? 0)
  const [definitions, measures, areas] = await Promise.all([
    then.definitions(),
    indicators.measures(),
    places.areas({ kind }),
  ])
  const concerned = definitions.filter((definition) => definition.areas.includes(kind))
  const series = await then.series(concerned.map(({ id }) => id))
  return inputOf(
    {
      ...{ home: isKnown ? area : home, definitions, measures, areas, own },
      sets: { standards: indicators.standards(), strategies: indicators.strategies() },
    },
    { seq: then.seq, day: today(needs), targets: targets.map(knownTarget), series: (id) => series.get(id) ?? [] },
    concerned,
  )
}

/** What a city is made of, as the house or a pack knows it. */
export type Described = {
  home: string
  sets: Sets
  definitions: Definition[]
  measures: Measure[]
  areas: { id: string; names: KnownIndicator['names']; breaks?: { period: string }[] }[]
  own: Own
}
export type Figures = Pick<AnalysisInput, 'seq' | 'day' | 'targets'> & { series: (indicator: string) => Series[] }

/** In one order, wherever it was read: sums must not depend on it. */
const byId = <T extends { id: string }>(things: readonly T[]): T[] => things.toSorted((a, b) => (a.id < b.id ? -1 : 1))

/** `concerned`: the definitions that are computed for areas of the city's own kind. */
export function inputOf(described: Described, figures: Figures, concerned: Definition[]): AnalysisInput {
  const { home, sets, definitions, measures, areas, own } = described
  const known = new Set(areas.map(({ id }) => id))
  const breaks = breaksOfMeasures(definitions, measures)
  return {
    format: INPUT_FORMAT,
    ...{ seq: figures.seq, day: figures.day, home },
    areas: byId(areas).map(({ id, names, breaks = [] }) => ({ id, names, breaks: breaks.map(({ period }) => period) })),
    sets: [
      ...sets.standards.map((standard) => setOf(standard, { own: false })),
      ...sets.strategies.map((strategy) => setOf(strategy, { own: true, from: strategy.from, to: strategy.to })),
    ],
    ...own,
    indicators: byId(concerned).map((definition) => ({
      ...about(definition),
      places: placesOf(definition, sets).map(({ set, theme }) => ({ set, theme: theme.id })),
      breaks: [...(definition.breaks ?? []), ...(breaks.get(definition.id) ?? [])].map(({ period, areas }) => ({
        period,
        ...(areas && { areas }),
      })),
      series: Object.fromEntries(
        figures.series(definition.id).flatMap(({ area, points }) => {
          const told = points.flatMap(({ period, value, status }): KnownIndicator['series'][string] =>
            value === null || status === 'M' ? [] : [[period, value, status]],
          )
          return known.has(area) && told.length > 0 ? [[area, told]] : []
        }),
      ),
    })),
    targets: byId(figures.targets),
  }
}

type Held = Pick<IndicatorSet, 'own' | 'from' | 'to'>
const setOf = ({ id, name, themes }: Sets['standards' | 'strategies'][number], held: Held): IndicatorSet => ({
  ...{ id, names: name, ...held, themes: themes.map(({ id, names }) => ({ id, names })) },
})

function about({ id, version, names, unit, decimals, direction, extensive, valid }: Definition) {
  return { id, version, names, unit, decimals, direction, ...(extensive && { extensive }), ...(valid && { valid }) }
}

export function knownTarget({ at: _at, grounds: _grounds, withdrawn: _withdrawn, ...target }: Target): KnownTarget {
  return target
}

type Breaks = NonNullable<Measure['breaks']>

/** By definition, the breaks of every measure that it reads, also through others. */
export function breaksOfMeasures(definitions: Definition[], measures: Measure[]): Map<string, Breaks> {
  const own = new Map(measures.map(({ id, breaks = [] }) => [id, breaks]))
  const read = new Map<string, Set<string>>()
  // Definitions come after those they refer to.
  for (const { id, inputs, references } of compileFormulas(definitions, measures).definitions.values())
    read.set(
      id,
      new Set([...inputs.map(({ measure }) => measure), ...references.flatMap((one) => [...read.get(one.id)!])]),
    )
  return new Map([...read].map(([id, all]) => [id, [...all].flatMap((measure) => own.get(measure) ?? [])]))
}
