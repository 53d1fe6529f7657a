/** Effects: what a change brought, by the method that its plan names, with what speaks for and against believing it. */
import { evaluateBefore } from './before.ts'
import { completeRows } from './columns.ts'
import { EffectPlan, type EffectPlanGiven } from './plan.ts'
import { refuse } from './refusals.ts'
import { evaluateSynthetic } from './synthetic/index.ts'
import type { Columns, Effect } from './types.ts'

export { costPerUnit, type CostOf, type CostPerUnit } from './cost.ts'
export { benjaminiHochberg, holm } from './many.ts'
export { meta, META_MODELS, type ForestRow, type Meta, type MetaModel, type Study } from './meta.ts'
export { placebosInSpace, synthetic, type Panel } from './synthetic/index.ts'
export { EFFECT_METHODS } from './types.ts'
export type {
  Assumption,
  Caution,
  Columns,
  Drawing,
  Effect,
  EffectInterval,
  EffectMethod,
  Errors,
  Line,
  Part as EffectPart,
  Verdict,
} from './types.ts'
export { columnsOf, EffectPlan, LEVEL_DEFAULT, type EffectPlanGiven, type PlanOf } from './plan.ts'
export type { Complete } from './columns.ts'

/** The same plan on the same rows gives the same digits. Throws `stats.effects.…`, and a ZodError for what is no plan. */
export function evaluate(given: EffectPlanGiven, columns: Columns): Effect {
  const plan = EffectPlan.parse(given)
  const complete = completeRows(plan, columns)
  if (plan.method === 'synthetic') return evaluateSynthetic(plan, complete.columns, complete.rows)
  if (plan.method === 'before') return evaluateBefore(plan, complete.columns, complete.rows)
  throw refuse.option({ option: 'method', found: plan.method })
}
