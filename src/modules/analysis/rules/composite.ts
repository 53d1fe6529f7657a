/**
 * A composite index of an area and its peers over the indicators that can be compared: indicators in themes of a
 * standard, themes in the index, each equal unless weighed otherwise; and how far ranks depend on such choices. Pure but
 * for turns given to the rest of the program: the draws are seeded.
 */
import { composite, seeded, sensitivity, VARIATION, type Choices, type Structure, type Table } from '#stats'
import type { AnalysisInput, KnownIndicator, Parameters } from '../types/index.ts'
import { evidenceOf } from './assess.ts'
import { refuse } from './refusals.ts'

export const SENSITIVITY_RUNS = 300
const SEED = 1
/** Above zero, so that geometric means exist. */
const SCALE = { low: 1, high: 100 }
const INDEX = 'index'
const OTHER = 'other'

export type IndexUnit = {
  area: string
  score: number | null
  rank: number | null
  /** Of its ranks over the varied runs, the 5th and the 95th percentile; null where it has none. */
  low: number | null
  high: number | null
  themes: Record<string, number | null>
}
export type IndexPart = { indicator: string; theme: string; weight: number; period: string; excluded: string | null }
export type CompositeIndex = {
  /** `tooFew`: peers, or indicators that enough of them have. */
  outcome: 'computed' | 'tooFew'
  /** Whose themes these are. */
  set: string
  themes: { theme: string; weight: number }[]
  parts: IndexPart[]
  /** Best first. */
  units: IndexUnit[]
  sensitivity?: { runs: number; seed: number; meanShift: number }
}

type Weighed = { theme: string; weight: number; themeWeight: number }
type Chosen = Weighed & { indicator: KnownIndicator; period: string; values: Map<string, number> }

/** Throws `analysis.weightsZero` where every part weighs nothing, and `stats.composite.…`. */
export async function compositeIndex(
  input: AnalysisInput,
  peers: readonly string[],
  parameters: Parameters,
): Promise<CompositeIndex> {
  const set = input.sets.find(({ own }) => !own)?.id ?? ''
  const chosen = chosenFrom(input, peers, parameters, set)
  const none = { outcome: 'tooFew' as const, set, themes: [], parts: [], units: [] }
  if (peers.length < parameters.peersMin || chosen.length < 2) return none
  const counting = chosen.filter(({ weight, themeWeight }) => weight > 0 && themeWeight > 0)
  if (counting.length === 0) throw refuse.weightsZero({ names: 'part, theme' })
  const units = [parameters.area, ...peers]
  const columns = counting.map(
    ({ indicator, values }) => [indicator.id, units.map((unit) => values.get(unit) ?? null)] as const,
  )
  const table: Table = { units, columns: new Map(columns) }
  const structure = structureOf(counting)
  const choices = choicesOf(parameters)
  const found = composite(table, structure, choices)
  const varied = await sensitivity(table, structure, {
    ...{ nominal: choices, vary: VARIATION, runs: SENSITIVITY_RUNS, random: seeded(SEED) },
  })
  const ranges = new Map(varied.units.map((unit) => [unit.unit, unit]))
  const index = found.aggregates.at(-1)!
  const themes = found.aggregates.filter(({ code }) => code !== INDEX)
  return {
    ...{ outcome: 'computed', set, themes: themesOf(chosen) },
    parts: chosen.map(({ indicator, theme, weight, period }) => ({
      ...{ indicator: indicator.id, theme, weight, period },
      excluded: found.indicators.find(({ code }) => code === indicator.id)?.excluded ?? null,
    })),
    units: found.units
      .map((area, i) => ({
        ...{ area, score: index.scores[i]!, rank: index.ranks[i]! },
        ...{ low: ranges.get(area)?.low ?? null, high: ranges.get(area)?.high ?? null },
        themes: Object.fromEntries(themes.map(({ code, scores }) => [code.slice('theme:'.length), scores[i]!])),
      }))
      .sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.area < b.area ? -1 : 1)),
    sensitivity: { runs: varied.runs, seed: SEED, meanShift: varied.meanShift },
  }
}

/** Those with a better side whose level among the peers is known, each in its own common period. */
function chosenFrom(input: AnalysisInput, peers: readonly string[], parameters: Parameters, set: string): Chosen[] {
  return input.indicators.flatMap((indicator): Chosen[] => {
    const { level, comparison } = evidenceOf(input, indicator, peers, parameters)
    if (level === 'unknown' || comparison.period === undefined) return []
    const theme = indicator.places.find((place) => place.set === set)?.theme ?? OTHER
    const values = new Map(comparison.figures.map(({ area, value }) => [area, value]))
    const weights = { weight: parameters.part[indicator.id] ?? 1, themeWeight: parameters.theme[theme] ?? 1 }
    return [{ indicator, theme, ...weights, period: comparison.period, values }]
  })
}

/** The themes that the indicators stand in, each with its weight in the index. */
const themesOf = (chosen: readonly Weighed[]) =>
  [...new Map(chosen.map(({ theme, themeWeight }) => [theme, themeWeight]))].map(([theme, weight]) => ({
    theme,
    weight,
  }))

function structureOf(chosen: readonly Chosen[]): Structure {
  return {
    indicators: chosen.map(({ indicator, theme, weight }) => ({
      ...{ code: indicator.id, parent: `theme:${theme}`, weight },
      direction: indicator.direction === 'lower' ? -1 : 1,
    })),
    aggregates: [
      ...themesOf(chosen).map(({ theme, weight }) => ({ code: `theme:${theme}`, parent: INDEX, weight, level: 2 })),
      { code: INDEX, parent: null, weight: 1, level: 3 },
    ],
  }
}

function choicesOf({ mean, normalise, treat, needed }: Parameters): Choices {
  const scales = {
    minmax: { kind: 'minmax', ...SCALE },
    zscore: { kind: 'zscore', mean: 50, sd: 10 },
    rank: { kind: 'rank' },
  } as const
  return {
    ...{ imputation: { kind: 'none' }, screening: null, aggregation: mean, missing: { minShare: needed } },
    treatment: treat === 'skew' ? { kind: 'skew', skewMax: 2, kurtosisMax: 3.5, pointsMax: 5 } : { kind: 'none' },
    normalisation: scales[normalise],
  }
}
