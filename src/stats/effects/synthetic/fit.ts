/** Synthetic control: a mixture of units that were not treated, made to run before as the treated one ran. */
import { refuse } from '../refusals.ts'
import { nearest, type Cloud } from './simplex.ts'

/** Rows are units, columns are periods; every cell has a figure. */
export type Panel = {
  readonly units: readonly string[]
  readonly periods: readonly string[]
  readonly figures: Float64Array
  /** Number of the treated unit. */
  readonly treated: number
  /** Number of the first period with the measure. */
  readonly from: number
  readonly predictors?: Predictors
}

/** What else the mixture shall be like in, figures by unit, each divided by its spread. */
export type Predictors = {
  readonly names: readonly string[]
  readonly figures: Float64Array
  /** How much each counts where they alone are to be met; without them they count together as much as the outcome before. */
  readonly weights?: readonly number[]
}

export type Weight = { unit: string; weight: number }

export type Synthetic = {
  unit: string
  /** Of those that take part, the largest first. */
  weights: Weight[]
  /** What the mixture says, and the treated less the mixture, by period. */
  counterfactual: number[]
  gap: number[]
  /** Mean squared gap before and after, and how many times the second is the first; null where before all is met. */
  pre_mspe: number
  post_mspe: number
  ratio: number | null
  averageGap: number
  kkt: number
  isUnique: boolean
}

const PERIODS_BEFORE_MIN = 2
const DONORS_MIN = 2

/** Throws `stats.effects.…`: tooFewUnits, tooFewPeriods, outside, notFinite, predictorConstant. */
export function synthetic(panel: Panel): Synthetic {
  demandPanel(panel)
  return fitted(panel, cloudOf(panel), panel.treated)
}

export function demandPanel({ units, periods, figures, from, predictors }: Panel): void {
  if (units.length < 1 + DONORS_MIN) throw refuse.tooFewUnits({ found: units.length - 1, least: DONORS_MIN })
  if (from < 1 || from >= periods.length) throw refuse.outside({ from: String(periods[from] ?? from), first: periods[0] ?? '', last: periods.at(-1) ?? '' }) // prettier-ignore
  if (from < PERIODS_BEFORE_MIN) throw refuse.tooFewPeriods({ found: from, least: PERIODS_BEFORE_MIN, where: 'before' })
  for (const all of [figures, predictors?.figures ?? []])
    for (let i = 0; i < all.length; i++)
      if (!Number.isFinite(all[i])) throw refuse.notFinite({ index: i, found: String(all[i]) })
}

/** What is to be alike: the periods before, the predictors beside them, or the predictors alone. */
export function cloudOf(panel: Panel): Cloud {
  const { predictors } = panel
  if (!predictors) return before(panel)
  const { names, figures, weights } = predictors
  const given: Cloud = { count: panel.units.length, width: names.length, figures }
  if (weights) return spread(given, names, weights)
  const outcome = before(panel)
  return beside(
    spread(outcome, panel.periods, new Array<number>(outcome.width).fill(1 / outcome.width)),
    spread(given, names, new Array<number>(given.width).fill(1 / given.width)),
  )
}

function before({ units, periods, figures, from }: Panel): Cloud {
  const cut = new Float64Array(units.length * from)
  for (let i = 0; i < units.length; i++)
    cut.set(figures.subarray(i * periods.length, i * periods.length + from), i * from)
  return { count: units.length, width: from, figures: cut }
}

/** Each column in its own spread over all units, times the root of its weight, as the R package Synth has it. */
function spread({ count, width, figures }: Cloud, names: readonly string[], weights: readonly number[]): Cloud {
  const scaled = new Float64Array(figures.length)
  for (let k = 0; k < width; k++) {
    let mean = 0
    for (let i = 0; i < count; i++) mean += figures[i * width + k]! / count
    let squares = 0
    for (let i = 0; i < count; i++) squares += (figures[i * width + k]! - mean) ** 2
    if (squares === 0) throw refuse.predictorConstant({ column: names[k]! })
    const factor = Math.sqrt(weights[k]! / (squares / (count - 1)))
    for (let i = 0; i < count; i++) scaled[i * width + k] = figures[i * width + k]! * factor
  }
  return { count, width, figures: scaled }
}

function beside(a: Cloud, b: Cloud): Cloud {
  const width = a.width + b.width
  const figures = new Float64Array(a.count * width)
  for (let i = 0; i < a.count; i++) {
    figures.set(a.figures.subarray(i * a.width, (i + 1) * a.width), i * width)
    figures.set(b.figures.subarray(i * b.width, (i + 1) * b.width), i * width + a.width)
  }
  return { count: a.count, width, figures }
}

/** As if `unit` were the treated one; `leftOut` takes no part. */
export function fitted(panel: Panel, cloud: Cloud, unit: number, leftOut?: number): Synthetic {
  const { units, periods, figures, from } = panel
  const target = cloud.figures.subarray(unit * cloud.width, (unit + 1) * cloud.width)
  const { weights, kkt, isUnique } = nearest(cloud, target, (donor) => donor === unit || donor === leftOut)
  const width = periods.length
  const mixture = new Float64Array(width)
  for (let i = 0; i < units.length; i++)
    if (weights[i]! > 0) for (let t = 0; t < width; t++) mixture[t]! += weights[i]! * figures[i * width + t]!
  const gap = Array.from(mixture, (value, t) => figures[unit * width + t]! - value)
  const [early, late] = [gap.slice(0, from), gap.slice(from)]
  const [pre_mspe, post_mspe] = [meanOf(early.map(squared)), meanOf(late.map(squared))]
  return {
    unit: units[unit]!,
    weights: Array.from(weights, (weight, i) => ({ unit: units[i]!, weight }))
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.weight - a.weight),
    ...{ counterfactual: Array.from(mixture), gap, pre_mspe, post_mspe },
    ratio: pre_mspe > 0 ? post_mspe / pre_mspe : null,
    averageGap: meanOf(late),
    ...{ kkt, isUnique },
  }
}

const squared = (value: number): number => value * value
const meanOf = (all: readonly number[]): number => all.reduce((sum, value) => sum + value, 0) / all.length
