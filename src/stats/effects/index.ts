/** Effects: what a change brought, by the method that its plan names, with what speaks for and against believing it. */
import { evaluateBefore } from './before.ts'
import { completeRows, type Complete } from './columns.ts'
import { did } from './did.ts'
import { event } from './event.ts'
import { its } from './its.ts'
import { EffectPlan, type EffectPlanGiven } from './plan.ts'
import { clusters, randomised } from './randomised.ts'
import { evaluateSynthetic } from './synthetic/index.ts'
import type { Columns, Effect, Found } from './types.ts'

export { costPerUnit, type CostOf, type CostPerUnit } from './cost.ts'
export { benjaminiHochberg, holm } from './many.ts'
export { meta, META_MODELS, type ForestRow, type Meta, type MetaModel, type Study } from './meta.ts'
export { regression, type Regression, type RegressionAsked } from './regression.ts'
export { powerOf, PowerPlan, type Power } from './power.ts'
export { placebosInSpace, synthetic, type Panel } from './synthetic/index.ts'
export { columnsOfCsv, csvOfColumns } from './table.ts'
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
export { demandAnswerable } from './answerable.ts'
export type { Complete } from './columns.ts'

/** The same plan on the same rows gives the same digits. Throws `stats.effects.…`, and a ZodError for what is no plan. */
export function evaluate(given: EffectPlanGiven, columns: Columns): Effect {
  const plan = EffectPlan.parse(given)
  const complete = completeRows(plan, columns)
  const effect = effectOf(plan, complete)
  if (complete.dropped === 0) return effect
  const { rows, dropped } = complete
  return { ...effect, cautions: [{ id: 'dropped', figures: { dropped, of: rows + dropped } }, ...effect.cautions] }
}

function effectOf(plan: EffectPlan, complete: Complete): Effect {
  if (plan.method === 'synthetic') return evaluateSynthetic(plan, complete.columns, complete.rows)
  if (plan.method === 'before') return evaluateBefore(plan, complete.columns, complete.rows)
  return {
    ...{ method: plan.method, outcome: plan.outcome },
    ...(plan.unitOfOutcome === undefined ? {} : { unit: plan.unitOfOutcome }),
    ...foundBy(plan, complete),
  }
}

function foundBy(plan: Exclude<EffectPlan, { method: 'synthetic' | 'before' }>, complete: Complete): Found {
  switch (plan.method) {
    case 'randomised':
      return randomised(plan, complete)
    case 'clusters':
      return clusters(plan, complete)
    case 'did':
      return did(plan, complete)
    case 'event':
      return event(plan, complete)
    case 'its':
      return its(plan, complete)
  }
}
