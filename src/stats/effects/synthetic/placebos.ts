/** What a synthetic control would have found where nothing happened: at other units, at another time, without one donor. */
import { cloudOf, demandPanel, fitted, synthetic, type Panel, type Synthetic } from './fit.ts'

export type Placebo = Pick<Synthetic, 'unit' | 'pre_mspe' | 'post_mspe' | 'ratio' | 'gap'>

export type InSpace = {
  /** The treated one among them, the largest ratio first. */
  all: Placebo[]
  /** Of the treated, from 1, and of how many. */
  rank: number
  of: number
  /** How often a unit taken by chance stands as high, `rank / of`. */
  p: number
}

/**
 * Each unit in turn as if it were the treated one, the others (the treated too) as its donors. `units` are the numbers of
 * those to try, all where it is absent.
 */
export function placebosInSpace(panel: Panel, units?: readonly number[]): InSpace {
  demandPanel(panel)
  const cloud = cloudOf(panel)
  const tried = units ?? Array.from(panel.units, (_, i) => i).filter((i) => i !== panel.treated)
  return ranked(
    placeboOf(fitted(panel, cloud, panel.treated)),
    tried.map((unit) => placeboOf(fitted(panel, cloud, unit))),
  )
}

/** Equal ratios stand as high as one another, to the treated one's disadvantage. */
export function ranked(treated: Placebo, others: readonly Placebo[]): InSpace {
  const all = [treated, ...others].sort((a, b) => sizeOf(b) - sizeOf(a))
  const rank = all.filter((one) => sizeOf(one) >= sizeOf(treated)).length
  return { all, rank, of: all.length, p: rank / all.length }
}

/** What was met in full before and is not after stands before all; where both are met nothing was found. */
const sizeOf = ({ ratio, post_mspe }: Placebo): number => ratio ?? (post_mspe > 0 ? Infinity : 0)

const placeboOf = ({ unit, pre_mspe, post_mspe, ratio, gap }: Synthetic): Placebo => ({ unit, pre_mspe, post_mspe, ratio, gap }) // prettier-ignore

/** As if the measure had begun at an earlier period; what came after it in truth is left out. */
export function placeboInTime(panel: Panel, from: number): Synthetic {
  const { periods, figures, units } = panel
  const width = panel.from
  const cut = new Float64Array(units.length * width)
  for (let i = 0; i < units.length; i++)
    cut.set(figures.subarray(i * periods.length, i * periods.length + width), i * width)
  // Predictors may lie after the earlier date; the outcome alone cannot.
  return synthetic({ units, periods: periods.slice(0, width), figures: cut, treated: panel.treated, from })
}

/** The effect without each of the donors that carry the mixture, one at a time. */
export function leaveOneOut(panel: Panel, whole: Synthetic): { unit: string; averageGap: number; pre_mspe: number }[] {
  const cloud = cloudOf(panel)
  return whole.weights.map(({ unit }) => {
    const { averageGap, pre_mspe } = fitted(panel, cloud, panel.treated, panel.units.indexOf(unit))
    return { unit, averageGap, pre_mspe }
  })
}

export type Outside = {
  /** Periods before in which the treated unit lies above or below all others. */
  periods: string[]
  /** The largest distance from the nearest donor on that side, and when. */
  farthest: { period: string; by: number } | null
  /** The same beside the donors' range in that period; null where all donors are equal. */
  share: number | null
}

/** How far the treated unit lies outside of what the others span, period by period: there no mixture can reach it. */
export function outsideOf({ units, periods, figures, treated, from }: Panel): Outside {
  const outside: Outside = { periods: [], farthest: null, share: null }
  for (let t = 0; t < from; t++) {
    let [low, high] = [Infinity, -Infinity]
    for (let i = 0; i < units.length; i++) {
      if (i === treated) continue
      const value = figures[i * periods.length + t]!
      ;[low, high] = [Math.min(low, value), Math.max(high, value)]
    }
    const own = figures[treated * periods.length + t]!
    const by = Math.max(low - own, own - high)
    if (by <= 0) continue
    outside.periods.push(periods[t]!)
    if (by > (outside.farthest?.by ?? 0)) {
      outside.farthest = { period: periods[t]!, by }
      outside.share = high > low ? by / (high - low) : null
    }
  }
  return outside
}
