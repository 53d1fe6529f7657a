/** The figures prepared in each way that a run may ask for, once. */
import { demandPositive, exclusions, weightedMeans } from '../composite/aggregate.ts'
import { prepare } from '../composite/prepare.ts'
import type { Tree } from '../composite/structure.ts'
import { present } from '../composite/table.ts'
import type { Choices, Excluded, Table } from '../composite/types.ts'

/** Scores are for ranking: those of a geometric mean stay logarithms. */
export type Variants = {
  readonly units: readonly string[]
  /** The index under these choices and weights. Throws `stats.composite.…`. */
  scores(choices: Choices, weights: Float64Array): Float64Array
  /** The same without one indicator; undefined where nothing is left. */
  scoresWithout(indicator: number, choices: Choices, weights: Float64Array): Float64Array | undefined
}

type Variant = { readonly columns: readonly Float64Array[]; readonly excluded: readonly (Excluded | null)[] }

/** The units are those that the nominal choices leave, in every run. */
export function createVariants(table: Table, tree: Tree, nominal: Choices): Variants {
  const first = prepare(table, tree, nominal)
  if (nominal.aggregation === 'geometric') demandPositive(first.normalised, tree, first.units)
  const kept = new Set(first.units)
  const places = table.units.flatMap((unit, i) => (kept.has(unit) ? [i] : []))
  const made = new Map<string, Variant>()

  function make(choices: Choices): Variant {
    if (choices.aggregation === 'geometric') {
      const { columns, excluded } = variant({ ...choices, aggregation: 'arithmetic' })
      return { columns: columns.map(logarithms), excluded }
    }
    const { normalised, excluded } = prepare(table, tree, choices, places)
    return { columns: normalised, excluded }
  }
  function variant(choices: Choices): Variant {
    const { imputation, treatment, normalisation, aggregation } = choices
    const key = JSON.stringify([imputation, treatment, normalisation, aggregation])
    const found = made.get(key) ?? make(choices)
    made.set(key, found)
    return found
  }
  const index = ({ columns }: Variant, excluded: Variant['excluded'], weights: Float64Array, { missing }: Choices) =>
    weightedMeans(columns, { tree, excluded, weights, missing }).at(-1)!

  return {
    units: first.units,
    scores(choices, weights) {
      const found = variant(choices)
      return index(found, found.excluded, weights, choices)
    },
    scoresWithout(indicator, choices, weights) {
      const found = variant(choices)
      const others = found.excluded.slice(0, tree.indicators.length).with(indicator, 'empty')
      const excluded = exclusions(tree, others)
      return excluded.at(-1) === null ? index(found, excluded, weights, choices) : undefined
    },
  }
}

/** A geometric mean knows neither zero nor less, so a column that holds such is stretched evenly over 1 to 100. */
function logarithms(column: Float64Array): Float64Array {
  const values = present(column).sort()
  const [low, high] = [values[0]!, values.at(-1)!]
  return column.map((value) => Math.log(low > 0 ? value : 1 + (99 * (value - low)) / (high - low)))
}
