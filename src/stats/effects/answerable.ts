/** What no table could mend, so that it is said before a plan is sealed and not a year later. */
import { columnsOf, type EffectPlan } from './plan.ts'
import { placedOf } from './periods.ts'
import { refuse } from './refusals.ts'

/**
 * `known` are the columns that there will be, where that is certain. Throws `stats.effects.columnUnknown`, `period` for a
 * start that is none, and `timing` where nothing says who was treated.
 */
export function demandAnswerable(plan: EffectPlan, known?: readonly string[]): void {
  const { numbers, names, gaps } = columnsOf(plan)
  const column = known && [...numbers, ...names, ...gaps].find((name) => !known.includes(name))
  if (column !== undefined) throw refuse.columnUnknown({ column, known: known!.join(', ') })
  if ('from' in plan && plan.from !== undefined && !placedOf(plan.from)) throw refuse.period({ row: 0, column: 'from', found: String(plan.from) }) // prettier-ignore
  if (plan.method !== 'did' && plan.method !== 'event') return
  const { starts, treated, from, unit } = plan
  if (starts === undefined && treated === undefined) throw refuse.timing({ what: 'unsaid', unit: '' })
  if (unit === undefined && (treated === undefined || from === undefined)) throw refuse.timing({ what: 'groups', unit: '' }) // prettier-ignore
}
