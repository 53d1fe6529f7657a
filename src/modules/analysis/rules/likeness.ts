/** Which areas are built most like one: near it in what the city pack names, or in the weights that a reader gives. Pure. */
import { commonPeriod } from '#indicators'
import { similar } from '#stats'
import type { AnalysisInput, KnownIndicator, Parameters } from '../types/index.ts'
import { refuse } from './refusals.ts'
import { pointsOf } from './series.ts'

/** Where a pack names nothing, indicators without a better side count that so large a share of the areas has. */
const COVERED = 0.8

export type Trait = {
  indicator: string
  /** Among those that count, adding up to 1; and as the pack or the reader says it. */
  weight: number
  said: number
  /** The period that most areas have in common. */
  period?: string
  /** Of the area itself. */
  value?: number
  /** Compared by ratio: where few are very large. */
  log: boolean
  /** Why it does not count. */
  excluded: 'unknown' | 'constant' | null
}
export type Alike = {
  area: string
  /** 0 for a twin, 1 for one standard deviation in every trait. */
  distance: number
  /** The share of the weights for which both have figures. */
  known: number
  traits: { indicator: string; value?: number; difference: number | null; share: number | null }[]
}
export type Likenesses = { traits: Trait[]; nearest: Alike[] }

/** All other areas, nearest first. Throws `analysis.weightsZero` where nothing is left to be alike by. */
export function alike(input: AnalysisInput, { area, like }: Pick<Parameters, 'area' | 'like'>): Likenesses {
  const weights = weightsOf(input, like)
  if ([...weights.values()].every((weight) => weight === 0)) throw refuse.weightsZero({ names: 'like' })
  const units = input.areas.map(({ id }) => id)
  const figures = new Map(
    input.indicators
      .filter(({ id }) => weights.has(id))
      .map((indicator) => [indicator.id, figuresOf(indicator, units, area)]),
  )
  const columns = new Map([...figures].map(([id, { values }]) => [id, units.map((unit) => values.get(unit) ?? null)]))
  const traits = [...figures.keys()].map((code) => ({ code, weight: weights.get(code)! }))
  const { scales, nearest } = similar(area, { units, columns }, traits)
  return {
    traits: scales.map(({ code, weight, log, excluded }) => {
      const { period, values } = figures.get(code)!
      return { indicator: code, weight, said: weights.get(code)!, period, value: values.get(area), log, excluded }
    }),
    nearest: nearest.map(({ unit, distance, known, traits }) => ({
      ...{ area: unit, distance, known },
      traits: traits.map(({ code, difference, share }) => ({
        ...{ indicator: code, value: figures.get(code)!.values.get(unit), difference, share },
      })),
    })),
  }
}

/** Those of the pack with what a reader says instead; what is no indicator here counts for nothing. */
function weightsOf({ indicators, likeness, areas }: AnalysisInput, said: Parameters['like']): Map<string, number> {
  const covered = ({ series }: KnownIndicator) => Object.keys(series).length >= COVERED * areas.length
  const own =
    likeness.length > 0
      ? likeness.map(({ indicator, weight }) => [indicator, weight] as const)
      : indicators
          .filter((indicator) => indicator.direction === 'context' && covered(indicator))
          .map(({ id }) => [id, 1] as const)
  const known = new Set(indicators.map(({ id }) => id))
  return new Map([...own, ...Object.entries(said)].filter(([id]) => known.has(id)))
}

function figuresOf(indicator: KnownIndicator, units: readonly string[], area: string) {
  const series = units.map((unit) => ({ area: unit, points: pointsOf(indicator, unit) }))
  const period = commonPeriod(series, area)
  const values = new Map(
    series.flatMap(({ area, points }) => {
      const value = points.find((point) => point.period === period)?.value
      return value === undefined ? [] : [[area, value] as const]
    }),
  )
  return { period, values }
}
