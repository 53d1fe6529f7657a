/** What a composite index is made of, how it is computed, and what comes out at every step. */

/** A code is unique among indicators and aggregates together. */
export type IndicatorMeta = {
  readonly code: string
  readonly parent: string
  readonly weight: number
  /** 1: more is better; −1: less is better. */
  readonly direction: 1 | -1
  /** The column by which the indicator is divided first. */
  readonly denominator?: string | null
  /** What would be good enough, after division; for distances to target. */
  readonly target?: number | null
}

/** `level` counts from 2, for indicators are level 1; a parent's is higher than its children's. The one without parent is the index. */
export type AggregateMeta = {
  readonly code: string
  readonly parent: string | null
  readonly weight: number
  readonly level: number
}

export type Structure = { readonly indicators: readonly IndicatorMeta[]; readonly aggregates: readonly AggregateMeta[] }

export type Column = readonly (number | null)[]

export type Table = {
  readonly units: readonly string[]
  /** Indicators and denominators by code, a figure for each unit. */
  readonly columns: ReadonlyMap<string, Column>
  /** What kind of unit each is, for imputation within kinds. */
  readonly groups?: ReadonlyMap<string, readonly (string | null)[]>
}

export type Imputation =
  | { readonly kind: 'none' }
  /** Over all units, or over those of the unit's own group; a group without figures leaves them missing. */
  | { readonly kind: 'mean' | 'median'; readonly group?: string }

/**
 * A unit stays where at least `minShare` of the nodes at `level` (1: indicators) have a figure of their own. `counts`: whether
 * imputed figures count too.
 */
export type Screening = { readonly level: number; readonly minShare: number; readonly counts: 'measured' | 'imputed' }

/**
 * An indicator is left as it is where |skewness| < skewMax or kurtosis < kurtosisMax; else its farthest figures are set to
 * the next ones until it passes, up to `pointsMax` of them (equal figures go together, also past that number); where that
 * does not do, the figures as they were become log(x − min + 0.01 · range).
 */
export type TreatmentChoice =
  | { readonly kind: 'none' }
  | { readonly kind: 'skew'; readonly skewMax: number; readonly kurtosisMax: number; readonly pointsMax: number }

export type Normalisation =
  | { readonly kind: 'minmax'; readonly low: number; readonly high: number }
  | { readonly kind: 'zscore'; readonly mean: number; readonly sd: number }
  /** The share of the others that a unit is better than, 0 to 100, equal ones counted as half. */
  | { readonly kind: 'rank' }
  /** From the worst (0) to the indicator's target (100), no better than that. Treatment is set aside. */
  | { readonly kind: 'target' }

export type Mean = 'arithmetic' | 'geometric'

/**
 * Of an aggregate whose children are partly missing: the mean of those present, by their own weights, where at least
 * `minShare` of them are there; else missing.
 */
export type MissingRule = { readonly minShare: number }

export type Choices = {
  readonly imputation: Imputation
  readonly screening: Screening | null
  readonly treatment: TreatmentChoice
  readonly normalisation: Normalisation
  readonly aggregation: Mean
  readonly missing: MissingRule
}

export const CHOICES: Choices = {
  imputation: { kind: 'none' },
  screening: null,
  treatment: { kind: 'skew', skewMax: 2, kurtosisMax: 3.5, pointsMax: 5 },
  normalisation: { kind: 'minmax', low: 0, high: 100 },
  aggregation: 'arithmetic',
  missing: { minShare: 0 },
}

/** Shape of an indicator's figures; null where there are too few of them, or all are equal. */
export type Shape = { readonly skewness: number | null; readonly kurtosis: number | null }

export type Treatment =
  | { readonly kind: 'none'; readonly why: 'off' | 'withinLimits' | 'tooFew' | 'constant'; readonly before: Shape }
  | {
      readonly kind: 'winsorised'
      /** Which units' figures were moved, and from what to what. */
      readonly points: readonly { readonly unit: string; readonly from: number; readonly to: number }[]
      readonly before: Shape
      readonly after: Shape
    }
  | { readonly kind: 'log'; readonly passes: boolean; readonly before: Shape; readonly after: Shape }

/** An indicator or aggregate that cannot tell units apart takes no part; the weights of the rest stand alone. */
export type Excluded = 'empty' | 'constant' | 'noWeight'

export type IndicatorResult = IndicatorMeta & {
  readonly excluded: Excluded | null
  readonly raw: Column
  /** Divided by its denominator; missing also where that is missing or zero. */
  readonly denominated: Column
  readonly imputed: readonly boolean[]
  readonly treatment: Treatment
  /** With what was imputed. */
  readonly treated: Column
  readonly normalised: Column
}

export type AggregateResult = AggregateMeta & {
  readonly excluded: Excluded | null
  readonly scores: Column
  /** 1 is best; equal scores share the better place. */
  readonly ranks: Column
}

export type Composite = {
  readonly choices: Choices
  readonly units: readonly string[]
  /** Units with too few figures, and which share they had. */
  readonly leftOut: readonly { readonly unit: string; readonly share: number }[]
  readonly indicators: readonly IndicatorResult[]
  /** Lowest level first; the last is the index. */
  readonly aggregates: readonly AggregateResult[]
}
