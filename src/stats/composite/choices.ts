/** Are the choices such that something can be computed by them? */
import { refuse } from './refusals.ts'
import type { Choices } from './types.ts'

/** Throws `stats.composite.choice` with what is wrong. */
export function checkChoices({ screening, treatment, normalisation, missing }: Choices): void {
  const demand = (what: string, found: number, right: boolean) => {
    if (!right) throw refuse.choice({ what, found: String(found) })
  }
  const isShare = (share: number) => share >= 0 && share <= 1
  if (screening) demand('screeningShare', screening.minShare, isShare(screening.minShare))
  demand('missingShare', missing.minShare, isShare(missing.minShare))
  if (treatment.kind === 'skew') {
    demand('skewMax', treatment.skewMax, treatment.skewMax > 0)
    demand('kurtosisMax', treatment.kurtosisMax, Number.isFinite(treatment.kurtosisMax))
    demand('pointsMax', treatment.pointsMax, treatment.pointsMax >= 0)
  }
  if (normalisation.kind === 'minmax') {
    demand('scaleLow', normalisation.low, Number.isFinite(normalisation.low))
    const right = Number.isFinite(normalisation.high) && normalisation.high > normalisation.low
    demand('scaleHigh', normalisation.high, right)
  }
  if (normalisation.kind === 'zscore') {
    demand('scaleMean', normalisation.mean, Number.isFinite(normalisation.mean))
    demand('scaleSd', normalisation.sd, normalisation.sd > 0 && Number.isFinite(normalisation.sd))
  }
}
