/** What every evaluation answers, whatever its method: one shape, so that pages, bundles and reports read one thing. */

/** Figures by the name of their column; null where there is none. A row is the same place in every column. */
export type Columns = Readonly<Record<string, ArrayLike<number | string | null>>>

export const EFFECT_METHODS = ['randomised', 'clusters', 'did', 'event', 'its', 'synthetic', 'before'] as const
export type EffectMethod = (typeof EFFECT_METHODS)[number]

export type EffectInterval = { readonly low: number; readonly high: number; readonly level: number }

/**
 * `holds`: looked at, nothing speaks against it. `doubtful`: the figures leave it open. `fails`: the figures speak
 * against it. `untestable`: no figure can tell; people who know the place must.
 */
export type Verdict = 'holds' | 'doubtful' | 'fails' | 'untestable'
export type Assumption = { readonly id: string; readonly verdict: Verdict; readonly figures: Readonly<Record<string, number>> } // prettier-ignore
/** What a reader must know before using the number. Sentences in words/effects. */
export type Caution = { readonly id: string; readonly figures?: Readonly<Record<string, number | string>> }

/** How sure: which standard errors, with what small-sample factor, named so that others can compute the same. */
export type Errors = {
  readonly kind: 'classic' | 'HC0' | 'HC1' | 'welch' | 'clusters' | 'neweyWest' | 'poisson' | 'quasiPoisson' | 'placebos' | 'none' // prettier-ignore
  /** Columns by which rows hang together. */
  readonly clusters?: readonly string[]
  readonly lag?: number
  /** `n/(n-k)`, `G/(G-1)·(n-1)/(n-k)` … */
  readonly factor?: string
  /** Degrees of freedom of t; absent where the normal distribution is used. */
  readonly freedom?: number
}

/** A further figure of the same model: a coefficient, a mean, an effect by year. */
export type Part = {
  readonly id: string
  readonly name?: string
  readonly estimate: number
  readonly se: number | null
  readonly low: number | null
  readonly high: number | null
  readonly p: number | null
}

/** Values by period; null where there is none. Low and high are the interval of the effect around it. */
export type Line = {
  readonly id: 'treated' | 'control' | 'counterfactual' | 'observed' | 'fitted' | 'synthetic' | 'difference'
  readonly values: readonly (number | null)[]
  readonly low?: readonly (number | null)[]
  readonly high?: readonly (number | null)[]
}

/** What to draw; a page shows each with its table. */
export type Drawing =
  /** Means with their intervals. */
  | {
      readonly kind: 'groups'
      readonly groups: readonly {
        readonly id: 'control' | 'treated' | 'before' | 'after'
        readonly n: number
        readonly mean: number
        readonly low: number | null
        readonly high: number | null
      }[]
    }
  /** Lines over time; the intervention lies before period `from`. `merged`: so many periods are drawn as one, by their mean. */
  | {
      readonly kind: 'periods'
      readonly periods: readonly string[]
      readonly from: string
      readonly lines: readonly Line[]
      readonly merged?: number
    }
  /** Effect by periods since the start; 0 is the first period with it, `reference` the one that all are compared with. */
  | {
      readonly kind: 'event'
      readonly points: readonly {
        readonly at: number
        readonly estimate: number
        readonly low: number
        readonly high: number
        readonly units: number
        readonly reference?: true
      }[]
    }
  /** The gap of the treated unit among the gaps of those that were not. */
  | {
      readonly kind: 'placebos'
      readonly periods: readonly string[]
      readonly from: string
      readonly treated: readonly (number | null)[]
      readonly placebos: readonly { readonly unit: string; readonly gaps: readonly (number | null)[] }[]
    }
  /** Of whom the comparison is made, largest first. */
  | { readonly kind: 'weights'; readonly weights: readonly { readonly unit: string; readonly weight: number }[] }

export type Effect = {
  readonly method: EffectMethod
  readonly outcome: string
  readonly unit?: string
  /** `ratio`: 0.9 is a tenth less, and `se` is of its logarithm. */
  readonly scale: 'difference' | 'ratio'
  readonly estimate: number
  readonly se: number | null
  readonly interval: EffectInterval | null
  readonly p: number | null
  /** What the outcome of the treated would have been without, on average after the start; null where the method cannot tell. */
  readonly without: number | null
  readonly errors: Errors
  readonly n: {
    readonly rows: number
    readonly units: number
    readonly periods: number
    readonly treated: number
    readonly clusters?: number
  }
  readonly parts: readonly Part[]
  readonly assumptions: readonly Assumption[]
  readonly cautions: readonly Caution[]
  readonly drawings: readonly Drawing[]
}

/** What a method finds; the rest of the effect is the plan's. */
export type Found = Omit<Effect, 'method' | 'outcome' | 'unit'>
