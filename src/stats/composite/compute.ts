/** A composite index, with every step on the way. */
import { ranks } from '../rank.ts'
import { aggregate, demandPositive } from './aggregate.ts'
import { prepare } from './prepare.ts'
import { plant } from './structure.ts'
import { toColumn } from './table.ts'
import { CHOICES, type Choices, type Composite, type Structure, type Table } from './types.ts'

/** Throws `stats.composite.…`; what is not chosen is as in `CHOICES`. */
export function composite(table: Table, structure: Structure, chosen: Partial<Choices> = {}): Composite {
  const choices = { ...CHOICES, ...chosen }
  const tree = plant(structure)
  const prepared = prepare(table, tree, choices)
  if (choices.aggregation === 'geometric') demandPositive(prepared.normalised, tree, prepared.units)
  const scores = aggregate(prepared.normalised, {
    ...{ tree, weights: tree.weights, excluded: prepared.excluded },
    ...{ mean: choices.aggregation, missing: choices.missing },
  })
  return {
    choices,
    units: prepared.units,
    leftOut: prepared.leftOut,
    indicators: tree.indicators.map((indicator, i) => ({
      ...indicator,
      excluded: prepared.excluded[i]!,
      raw: toColumn(prepared.raw[i]!),
      denominated: toColumn(prepared.denominated[i]!),
      imputed: Array.from(
        prepared.denominated[i]!,
        (value, unit) => Number.isNaN(value) && !Number.isNaN(prepared.filled[i]![unit]!),
      ),
      treatment: prepared.treatments[i]!,
      treated: toColumn(prepared.treated[i]!),
      normalised: toColumn(prepared.normalised[i]!),
    })),
    aggregates: tree.aggregates.map((node, i) => {
      const column = toColumn(scores[i]!)
      return { ...node, excluded: prepared.excluded[tree.indicators.length + i]!, scores: column, ranks: ranks(column) }
    }),
  }
}
