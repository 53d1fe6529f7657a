/** How an effect is to be told: the method and the columns by name. It is what a pilot seals before it starts. */
import { z } from 'zod'

export const LEVEL_DEFAULT = 0.95
export const COVARIATES_MAX = 40
export const PLAN_NAME_CHARS_MAX = 200

const Name = z.string().min(1).max(PLAN_NAME_CHARS_MAX)
/** A number, or a year, month, quarter, day or instant as text: 2024, 2024-05, 2024-Q2, 2024-05-01, 2024-05-01T07:00Z. */
const Period = z.union([z.number(), Name])
const Clusters = z.array(Name).max(2)

const common = {
  outcome: Name,
  /** Of the outcome, for its words: kWh, minutes. */
  unitOfOutcome: Name.optional(),
  level: z.number().gt(0).lt(1).default(LEVEL_DEFAULT),
  /** What happens to rows in which a named column is empty. */
  missing: z.enum(['refuse', 'drop']).default('refuse'),
}
const covariates = z.array(Name).max(COVARIATES_MAX).default([])

/** Which rows are treated: 1 and 0 in `treated`, since when in `from`; or by `starts`, each unit's own first period (empty or 0 = never). */
const timing = { treated: Name.optional(), from: Period.optional(), starts: Name.optional() }

export const RandomisedPlan = z.object({ method: z.literal('randomised'), ...common, treated: Name, covariates })
/** Whole clusters (schools, streets) were drawn. */
export const ClustersPlan = z.object({ method: z.literal('clusters'), ...common, treated: Name, cluster: Name })
/**
 * With `unit`: two-way fixed effects by absorbing unit and period. Without: two groups before and after. `treated` without
 * `from` is a status that goes on and off by row.
 */
export const DidPlan = z.object({
  ...{ method: z.literal('did'), ...common, unit: Name.optional(), time: Name, ...timing, covariates },
  ...{ weights: Name.optional(), cluster: Clusters.default([]) },
})
/** The effect by periods since the start, and whether the groups moved alike before it. */
export const EventPlan = z.object({
  ...{ method: z.literal('event'), ...common, unit: Name, time: Name, ...timing, covariates },
  ...{ weights: Name.optional(), cluster: Clusters.default([]) },
  /** Periods before and after the start that get a point of their own; further ones share the last. */
  leads: z.number().int().min(1).max(60).optional(),
  lags: z.number().int().min(0).max(60).optional(),
})
export const ItsPlan = z.object({
  ...{ method: z.literal('its'), ...common, time: Name, from: Period, covariates },
  /** A jump alone, or a jump and a change of slope. */
  change: z.enum(['level', 'levelAndSlope']).default('levelAndSlope'),
  model: z.enum(['linear', 'poisson']).default('linear'),
  /** Poisson: a column of how many could have been counted (people, days); its logarithm is the offset. */
  exposure: Name.optional(),
  season: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('none') }),
      /** So many pairs of sine and cosine over `length` periods. */
      z.object({ kind: z.literal('harmonics'), pairs: z.number().int().min(1).max(12), length: z.number().gt(1) }),
      /** A level for each of `length` places in the cycle: 12 for months. */
      z.object({ kind: z.literal('places'), length: z.number().int().min(2).max(366) }),
    ])
    .default({ kind: 'none' }),
  /** Counts that scatter more than Poisson says: errors as much wider, or not. */
  overdispersion: z.enum(['widen', 'ignore']).default('widen'),
  /** Of Newey and West; without it by the length of the series. `adjust`: times n/(n−k). */
  lag: z.number().int().min(0).max(1_000).optional(),
  adjust: z.boolean().default(true),
})
export const SyntheticPlan = z.object({
  ...{ method: z.literal('synthetic'), ...common, unit: Name, time: Name, from: Period },
  /** The unit that was treated, by its name in `unit`. */
  treatedUnit: z.union([z.number(), Name]),
  /** Those it may be made of; without it all others. */
  donors: z.array(z.union([z.number(), Name])).optional(),
  /** Columns whose mean before the start must be met too. */
  predictors: z.array(Name).max(COVARIATES_MAX).default([]),
  /** With one for each predictor, these alone are to be met, each by its weight (the diagonal V of Abadie and others). */
  predictorWeights: z.array(z.number().min(0)).max(COVARIATES_MAX).optional(),
})
export const BeforePlan = z.object({
  ...{ method: z.literal('before'), ...common, time: Name, from: Period, unit: Name.optional() },
})

export const EffectPlan = z.discriminatedUnion('method', [
  RandomisedPlan,
  ClustersPlan,
  DidPlan,
  EventPlan,
  ItsPlan,
  SyntheticPlan,
  BeforePlan,
])
export type EffectPlan = z.infer<typeof EffectPlan>
/** As people write it: what has a default may be left out. */
export type EffectPlanGiven = z.input<typeof EffectPlan>
export type PlanOf<M extends EffectPlan['method']> = Extract<EffectPlan, { method: M }>

/** Every column that a plan names, by what it must hold. */
export function columnsOf(plan: EffectPlan): { numbers: string[]; names: string[]; gaps: string[] } {
  const given: Readonly<Record<string, unknown>> = plan
  const named = (...keys: string[]) => keys.flatMap((key) => (given[key] as string | string[] | undefined) ?? [])
  return {
    numbers: named('outcome', 'treated', 'exposure', 'weights', 'covariates'),
    names: named('unit', 'time', 'cluster'),
    /** Those in which an empty field means something. */
    gaps: named('starts', 'predictors'),
  }
}
