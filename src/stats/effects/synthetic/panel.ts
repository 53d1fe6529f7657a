/** Rows as a panel: a figure for each unit in each period, no more and no less. */
import { codesOf, numbersOf } from '../columns.ts'
import { periodsOf } from '../periods.ts'
import type { PlanOf } from '../plan.ts'
import { refuse } from '../refusals.ts'
import type { Columns } from '../types.ts'
import type { Panel, Predictors } from './fit.ts'

export const CELLS_MAX = 2_000_000

/**
 * Units stand in the order of their names, so that the order of rows decides nothing. Throws `stats.effects.…`: cellTwice,
 * hole, unitUnknown, outside, tooMany, predictorEmpty.
 */
export function panelOf(plan: PlanOf<'synthetic'>, columns: Columns): Panel {
  const { codes, names } = codesOf(columns, plan.unit)
  const periods = periodsOf(columns, plan.time)
  const from = periods.placeOf(plan.from)
  const all = names.map(String)
  const wanted = wantedOf(plan, all)
  const units = [...wanted].sort()
  const width = periods.labels.length
  if (units.length * width > CELLS_MAX) throw refuse.tooMany({ found: units.length * width, most: CELLS_MAX })
  const places = new Map(units.map((unit, i) => [unit, i]))
  const placeOf = Int32Array.from(all, (unit) => places.get(unit) ?? -1)
  const rowOf = new Int32Array(units.length * width).fill(-1)
  for (let row = 0; row < codes.length; row++) {
    const unit = placeOf[codes[row]!]!
    if (unit < 0) continue
    const cell = unit * width + periods.index[row]!
    if (rowOf[cell] !== -1) throw refuse.cellTwice({ row: row + 1, unit: units[unit], period: periods.labels[periods.index[row]!] }) // prettier-ignore
    rowOf[cell] = row
  }
  const hole = rowOf.indexOf(-1)
  if (hole >= 0) throw refuse.hole({ unit: units[Math.floor(hole / width)], period: periods.labels[hole % width] })
  const outcome = numbersOf(columns, plan.outcome)
  const shape = { rowOf, width, from }
  return {
    ...{ units, periods: periods.labels, from, treated: places.get(String(plan.treatedUnit))! },
    figures: Float64Array.from(rowOf, (row) => outcome[row]!),
    ...(plan.predictors.length > 0 ? { predictors: predictorsOf(plan, columns, units, shape) } : {}),
  }
}

function wantedOf(plan: PlanOf<'synthetic'>, all: readonly string[]): Set<string> {
  const asked = [plan.treatedUnit, ...(plan.donors ?? all)].map(String)
  const known = new Set(all)
  for (const unit of asked) if (!known.has(unit)) throw refuse.unitUnknown({ unit, column: plan.unit })
  return new Set(asked)
}

type Shape = { rowOf: Int32Array; width: number; from: number }

/** A unit's mean over the periods before in which the column holds something. */
function predictorsOf(
  plan: PlanOf<'synthetic'>,
  columns: Columns,
  units: readonly string[],
  { rowOf, width, from }: Shape,
): Predictors {
  // prettier-ignore
  const { predictors: names, predictorWeights } = plan
  if (predictorWeights && predictorWeights.length !== names.length) throw refuse.option({ option: 'predictorWeights', found: String(predictorWeights.length) }) // prettier-ignore
  const figures = new Float64Array(units.length * names.length)
  names.forEach((name, k) => {
    units.forEach((unit, i) => {
      let [total, count] = [0, 0]
      for (let t = 0; t < from; t++) {
        const value = columns[name]![rowOf[i * width + t]!]
        if (value === null || value === undefined || value === '') continue
        const number = Number(value)
        if (!Number.isFinite(number)) throw refuse.notNumber({ row: rowOf[i * width + t]! + 1, column: name, found: String(value) }) // prettier-ignore
        total += number
        count += 1
      }
      if (count === 0) throw refuse.predictorEmpty({ column: name, unit })
      figures[i * names.length + k] = total / count
    })
  })
  return { names, figures, ...(predictorWeights ? { weights: predictorWeights } : {}) }
}
