/** The choices of an index, as the command line names them. */
import type {
  Choices,
  Imputation,
  Mean,
  Normalisation,
  Screening,
  TreatmentChoice,
  Variation,
  WeightVariation,
} from '#stats'
import { VARIATION } from '#stats'
import { refuse } from './refusals.ts'

/** For `parseArgs`. */
export const MODEL_OPTIONS = {
  impute: { type: 'string' },
  available: { type: 'string' },
  treat: { type: 'string' },
  normalise: { type: 'string' },
  mean: { type: 'string' },
  missing: { type: 'string' },
  explain: { type: 'string' },
  weights: { type: 'string' },
  vary: { type: 'string' },
  runs: { type: 'string' },
  seed: { type: 'string' },
  top: { type: 'string' },
  level: { type: 'string' },
  break: { type: 'string', multiple: true },
} as const

export type ModelValues = { [Name in Exclude<keyof typeof MODEL_OPTIONS, 'break'>]?: string } & { break?: string[] }

/** Units need nine tenths of the figures, as COINr's example asks, unless something else is said. */
const AVAILABLE = 0.9
const SCREENED_LEVEL = 1
/** A geometric mean knows no zero. */
const ABOVE_ZERO: Normalisation = { kind: 'minmax', low: 1, high: 100 }

/** Throws `stats.file.option`. */
export function choicesOf(values: ModelValues): Partial<Choices> {
  const aggregation =
    values.mean === undefined ? undefined : oneOf<Mean>('mean', values.mean, ['arithmetic', 'geometric'])
  const normalisation = values.normalise === undefined ? undefined : normalisationOf(values.normalise)
  return {
    screening: screeningOf(values.available ?? String(AVAILABLE)),
    ...(values.impute === undefined ? {} : { imputation: imputationOf(values.impute) }),
    ...(values.treat === undefined ? {} : { treatment: treatmentOf(values.treat) }),
    ...(aggregation ? { aggregation } : {}),
    ...(normalisation ? { normalisation } : aggregation === 'geometric' ? { normalisation: ABOVE_ZERO } : {}),
    ...(values.missing === undefined ? {} : { missing: { minShare: numberOf('missing', values.missing) } }),
  }
}

/** Throws `stats.file.option`. */
export function variationOf({ weights, vary }: ModelValues): Variation {
  const all = { treat: 'treatment', normalise: 'normalisation', mean: 'aggregation' } as const
  const named = vary === undefined ? Object.keys(all) : vary.split(',').filter((name) => name !== '')
  const lists = named.map((name) => {
    const factor = all[oneOf('vary', name, Object.keys(all) as (keyof typeof all)[])]
    return [factor, VARIATION[factor]]
  })
  return {
    ...(Object.fromEntries(lists) as Partial<Variation>),
    weights: weights === undefined ? VARIATION.weights : weightsOf(weights),
  }
}

/** Throws `stats.file.option`. */
export function wholeOf(option: string, text: string): number {
  const value = /^[+-]?\d+$/.test(text) ? Number(text) : NaN
  if (!Number.isSafeInteger(value)) throw refuse.option({ option, found: text, right: '1' })
  return value
}

export function numberOf(option: string, text: string): number {
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : NaN
  if (!Number.isFinite(value)) throw refuse.option({ option, found: text, right: '0.5' })
  return value
}

/** Throws `stats.file.option`. */
export function oneOf<T extends string>(option: string, found: string, known: readonly T[]): T {
  const one = known.find((name) => name === found)
  if (one === undefined) throw refuse.option({ option, found, right: known.join(' | ') })
  return one
}

/** `mean`, `median`, `mean:EurAsia_group`, `none` */
function imputationOf(text: string): Imputation {
  const [name, group] = parts(text)
  const kind = oneOf('impute', name!, ['none', 'mean', 'median'])
  return kind === 'none' ? { kind } : group === undefined ? { kind } : { kind, group }
}

/** `0.9`, `0.9:imputed`; `0` for all units */
function screeningOf(text: string): Screening | null {
  const [share, counts = 'measured'] = parts(text)
  const minShare = numberOf('available', share!)
  if (minShare === 0) return null
  return { level: SCREENED_LEVEL, minShare, counts: oneOf('available', counts, ['measured', 'imputed']) }
}

/** `skew`, `skew:5` for at most five figures moved, `none` */
function treatmentOf(text: string): TreatmentChoice {
  const [name, points = '5'] = parts(text)
  const kind = oneOf('treat', name!, ['skew', 'none'])
  return kind === 'none' ? { kind } : { kind, skewMax: 2, kurtosisMax: 3.5, pointsMax: wholeOf('treat', points) }
}

/** `minmax`, `minmax:1:100`, `zscore`, `zscore:50:10`, `rank`, `target` */
function normalisationOf(text: string): Normalisation {
  const [name, a, b] = parts(text)
  const kind = oneOf('normalise', name!, ['minmax', 'zscore', 'rank', 'target'])
  if (kind === 'rank' || kind === 'target') return { kind }
  const [first, second] = kind === 'minmax' ? [a ?? '0', b ?? '100'] : [a ?? '50', b ?? '10']
  const [low, high] = [numberOf('normalise', first), numberOf('normalise', second)]
  return kind === 'minmax' ? { kind, low, high } : { kind, mean: low, sd: high }
}

/** `noise:0.25`, `dirichlet:1`, `none` */
function weightsOf(text: string): WeightVariation {
  const [name, size] = parts(text)
  const kind = oneOf('weights', name!, ['noise', 'dirichlet', 'none'])
  if (kind === 'noise') return { kind, share: numberOf('weights', size ?? '0.25') }
  return kind === 'none' ? { kind } : { kind, concentration: numberOf('weights', size ?? '1') }
}

const parts = (text: string): (string | undefined)[] => text.split(':')
