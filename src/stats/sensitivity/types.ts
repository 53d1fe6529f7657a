/** What is varied to see how far an index depends on its makers' choices, and what that shows. */
import type { Choices, Imputation, Mean, Normalisation, TreatmentChoice } from '../composite/index.ts'
import type { RandomOfRun } from '../random.ts'

export type WeightVariation =
  | { readonly kind: 'none' }
  /** Each weight times an even draw between 1 − share and 1 + share. */
  | { readonly kind: 'noise'; readonly share: number }
  /**
   * Within each group a Dirichlet draw around the weights as they are; with equal weights, a concentration of 1 makes every
   * split as likely as every other, and a larger one keeps closer to them.
   */
  | { readonly kind: 'dirichlet'; readonly concentration: number }

/** Each run draws one of each list, all as likely; the nominal choice only counts if it is on its list. None: not varied. */
export type Variation = {
  readonly weights: WeightVariation
  readonly imputation?: readonly Imputation[]
  readonly treatment?: readonly TreatmentChoice[]
  readonly normalisation?: readonly Normalisation[]
  readonly aggregation?: readonly Mean[]
}

export type Factor = Exclude<keyof Variation, 'weights'>

export const VARIATION: Variation = {
  weights: { kind: 'noise', share: 0.25 },
  treatment: [{ kind: 'skew', skewMax: 2, kurtosisMax: 3.5, pointsMax: 5 }, { kind: 'none' }],
  normalisation: [{ kind: 'minmax', low: 0, high: 100 }, { kind: 'zscore', mean: 50, sd: 10 }, { kind: 'rank' }],
  aggregation: ['arithmetic', 'geometric'],
}

export type Asked = {
  /** What the index is by itself; see `CHOICES`. */
  readonly nominal?: Partial<Choices>
  readonly vary?: Variation
  readonly runs: number
  readonly random: RandomOfRun
  /** How many of the best are the "top"; 10, or all where there are fewer. */
  readonly top?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
}

export type UnitRange = {
  readonly unit: string
  /** null where the unit has no score. */
  readonly nominal: number | null
  /** Of its ranks in the runs where it has one: the 5th, 50th and 95th percentile. */
  readonly low: number | null
  readonly median: number | null
  readonly high: number | null
  /** In what share of the runs the unit is among the top. */
  readonly topShare: number
}

/** How far one change by itself moves the units from their nominal ranks. */
export type RankShift = {
  readonly meanShift: number
  readonly maxShift: number
  /** The one that moves most, and its ranks before and after. */
  readonly unit: string | null
  readonly from: number | null
  readonly to: number | null
}

export type ChoiceEffect = RankShift & {
  readonly factor: Factor | 'weights'
  /** The alternative; for weights, equal ones within each group. */
  readonly choice: Imputation | TreatmentChoice | Normalisation | Mean | 'equal'
}

export type Sensitivity = {
  readonly nominal: Choices
  readonly vary: Variation
  readonly runs: number
  readonly top: number
  readonly units: readonly UnitRange[]
  /** Over all runs and units. */
  readonly meanShift: number
  readonly choices: readonly ChoiceEffect[]
  /** Leaving out each indicator by itself; null where nothing would be left. */
  readonly dropped: readonly { readonly code: string; readonly effect: RankShift | null }[]
}
