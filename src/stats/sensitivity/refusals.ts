/** What a sensitivity analysis cannot be asked. Sentences in words/stats. */
import { refusals } from '#platform/errors'
import type { Asked, Variation } from './types.ts'

export const refuse = refusals('stats.sensitivity', { choice: 422, tooMany: 422 })

export const RUNS_MAX = 100_000
/** Ranks are kept for all units and runs: 200 MB. */
const CELLS_MAX = 50_000_000
/** Ways of preparing the figures, each kept. */
const VARIANTS_MAX = 100

/** Throws `stats.sensitivity.choice` and `tooMany`. */
export function checkAsked({ runs, top }: Asked, vary: Variation, units: number): void {
  const demand = (what: string, found: unknown, right: boolean) => {
    if (!right) throw refuse.choice({ what, found: String(found) })
  }
  demand('runs', runs, Number.isInteger(runs) && runs >= 1 && runs <= RUNS_MAX)
  demand('top', top, top === undefined || (Number.isInteger(top) && top >= 1))
  const { weights, ...lists } = vary
  if (weights.kind === 'noise') demand('noise', weights.share, weights.share > 0 && weights.share < 1)
  if (weights.kind === 'dirichlet') {
    const { concentration } = weights
    demand('concentration', concentration, concentration >= 0.01 && concentration <= 1e6)
  }
  let variants = 1
  for (const [factor, list] of Object.entries(lists)) {
    demand(factor, list?.length, list === undefined || list.length > 0)
    variants *= list?.length ?? 1
  }
  if (variants > VARIANTS_MAX) throw refuse.tooMany({ what: 'variants', found: variants, most: VARIANTS_MAX })
  if (units * runs > CELLS_MAX) throw refuse.tooMany({ what: 'cells', found: units * runs, most: CELLS_MAX })
}
