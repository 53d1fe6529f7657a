/** A synthetic control as an effect, with what speaks for and against believing it. */
import type { PlanOf } from '../plan.ts'
import type { Assumption, Caution, Columns, Drawing, Effect, Part } from '../types.ts'
import { synthetic, type Panel, type Synthetic } from './fit.ts'
import { panelOf } from './panel.ts'
import { leaveOneOut, outsideOf, placeboInTime, placebosInSpace, type InSpace } from './placebos.ts'

/** More would take minutes and say no more. */
export const PLACEBOS_MAX = 500
const PLACEBOS_DRAWN_MAX = 60
const WEIGHTS_DRAWN_MAX = 30
/** Of the spread among units before: a fit as near is good, one farther off than the second is none. */
const FIT_SHARES = [0.1, 0.25] as const
/** Of the effect found: what appears where nothing began may be so much. */
const PLACEBO_SHARES = [0.25, 0.5] as const
const HULL_SHARE = 0.05
const TIME_PERIODS_MIN = 4
const DONORS_FOR_LEVEL = 19

/** Throws `stats.effects.…`. */
export function evaluateSynthetic(plan: PlanOf<'synthetic'>, columns: Columns, rows: number): Effect {
  const panel = panelOf(plan, columns)
  const found = synthetic(panel)
  const donors = panel.units.length - 1
  const tried = triedOf(panel)
  const space = placebosInSpace(panel, tried)
  const late = panel.periods.length - panel.from
  return {
    ...{ method: 'synthetic', outcome: plan.outcome, scale: 'difference' },
    ...(plan.unitOfOutcome === undefined ? {} : { unit: plan.unitOfOutcome }),
    ...{ estimate: found.averageGap, se: null, interval: null, p: space.p },
    without: found.counterfactual.slice(panel.from).reduce((sum, value) => sum + value, 0) / late,
    errors: { kind: 'placebos' },
    n: { rows, units: panel.units.length, periods: panel.periods.length, treated: 1 },
    parts: partsOf(found, space),
    assumptions: assumptionsOf(panel, found),
    cautions: cautionsOf(found, { donors, tried: tried.length, of: space.of }),
    drawings: drawingsOf(panel, found, space),
  }
}

/** All donors, or as many as may be, evenly spread over the list of names. */
function triedOf({ units, treated }: Panel): number[] {
  const donors = units.map((_, i) => i).filter((i) => i !== treated)
  if (donors.length <= PLACEBOS_MAX) return donors
  return Array.from({ length: PLACEBOS_MAX }, (_, i) => donors[Math.floor((i * donors.length) / PLACEBOS_MAX)]!)
}

function partsOf({ gap, pre_mspe, post_mspe, ratio, kkt }: Synthetic, { rank, of }: InSpace): Part[] {
  const figure = (id: string, estimate: number): Part => ({ id, estimate, se: null, low: null, high: null, p: null })
  return [
    figure('effectLast', gap.at(-1)!),
    figure('mspeBefore', pre_mspe),
    figure('mspeAfter', post_mspe),
    ...(ratio === null ? [] : [figure('mspeRatio', ratio)]),
    figure('placeboRank', rank),
    figure('placebos', of),
    figure('kkt', kkt),
  ]
}

const verdictOf = (share: number, [good, poor]: readonly [number, number]) =>
  share <= good ? 'holds' : share <= poor ? 'doubtful' : 'fails'

function assumptionsOf(panel: Panel, found: Synthetic): Assumption[] {
  const off = Math.sqrt(found.pre_mspe)
  const spread = spreadBefore(panel)
  const fit = spread > 0 ? off / spread : off > 0 ? Infinity : 0
  const outside = outsideOf(panel)
  const share = outside.share ?? (outside.periods.length > 0 ? 1 : 0)
  const without = leaveOneOut(panel, found).map(({ averageGap }) => averageGap)
  const [low, high] = [Math.min(...without), Math.max(...without)]
  const turns = low * found.averageGap < 0 || high * found.averageGap < 0
  const moved = Math.max(found.averageGap - low, high - found.averageGap) / Math.abs(found.averageGap || 1)
  return [
    { id: 'fitBefore', verdict: verdictOf(fit, FIT_SHARES), figures: { off, spread } },
    {
      id: 'hull',
      verdict: outside.periods.length === 0 ? 'holds' : share <= HULL_SHARE ? 'doubtful' : 'fails',
      figures: { periods: outside.periods.length, before: panel.from, farthest: outside.farthest?.by ?? 0 },
    },
    ...inTime(panel, found),
    { id: 'leaveOneOut', verdict: turns ? 'fails' : moved <= 0.5 ? 'holds' : 'doubtful', figures: { low, high } },
    { id: 'noSpillover', verdict: 'untestable', figures: {} },
    { id: 'nothingElse', verdict: 'untestable', figures: {} },
  ]
}

/** As if it had begun halfway through the time before: there nothing should be found. */
function inTime(panel: Panel, { averageGap }: Synthetic): Assumption[] {
  if (panel.from < TIME_PERIODS_MIN) return []
  const placebo = placeboInTime(panel, Math.floor(panel.from / 2)).averageGap
  const share = averageGap === 0 ? (placebo === 0 ? 0 : Infinity) : Math.abs(placebo / averageGap)
  return [{ id: 'placeboInTime', verdict: verdictOf(share, PLACEBO_SHARES), figures: { placebo, effect: averageGap } }]
}

/** Between units, in the mean of the periods before. */
function spreadBefore({ units, periods, figures, from }: Panel): number {
  let total = 0
  for (let t = 0; t < from; t++) {
    let [mean, squares] = [0, 0]
    for (let i = 0; i < units.length; i++) mean += figures[i * periods.length + t]! / units.length
    for (let i = 0; i < units.length; i++) squares += (figures[i * periods.length + t]! - mean) ** 2
    total += squares / (units.length - 1)
  }
  return Math.sqrt(total / from)
}

function cautionsOf(
  { isUnique, ratio }: Synthetic,
  { donors, tried, of }: Record<'donors' | 'tried' | 'of', number>,
): Caution[] {
  // prettier-ignore
  return [
    ...(isUnique ? [] : [{ id: 'weightsNotUnique' }]),
    ...(ratio === null ? [{ id: 'fitExact' }] : []),
    ...(tried < donors ? [{ id: 'placebosSampled', figures: { tried, of: donors } }] : []),
    ...(donors < DONORS_FOR_LEVEL ? [{ id: 'fewDonors', figures: { donors, smallestP: 1 / of } }] : []),
  ]
}

function drawingsOf(panel: Panel, found: Synthetic, { all }: InSpace): Drawing[] {
  const { periods, figures, treated } = panel
  const from = periods[panel.from]!
  const own = Array.from(figures.subarray(treated * periods.length, (treated + 1) * periods.length))
  const others = all.filter(({ unit }) => unit !== found.unit).slice(0, PLACEBOS_DRAWN_MAX)
  return [
    {
      ...{ kind: 'periods', periods, from },
      lines: [
        { id: 'treated', values: own },
        { id: 'synthetic', values: found.counterfactual },
      ],
    },
    { kind: 'placebos', periods, from, treated: found.gap, placebos: others.map(({ unit, gap }) => ({ unit, gaps: gap })) }, // prettier-ignore
    { kind: 'weights', weights: found.weights.slice(0, WEIGHTS_DRAWN_MAX) },
  ]
}
