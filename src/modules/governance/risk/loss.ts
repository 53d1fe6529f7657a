/** What a table loses when its values are said less exactly. */
import type { Base } from './classes.ts'
import { numberOf } from './diversity.ts'
import type { Levels } from './hierarchies.ts'

/** For each level and each of its values: how much of the column's width it spans, and the nats lost in each exact value. */
export type ColumnLoss = { certainty: Float64Array[]; entropy: Float64Array[]; certaintyAll: Float64Array; entropyAll: Float64Array; entropyMost: number } // prettier-ignore

/** `rows` of each exact value tell how often it is lost. */
export function columnLoss(levels: Levels, base: Base, at: number): ColumnLoss {
  const exact = levels[0]!.values
  const rows = new Float64Array(exact.length)
  for (let i = 0; i < base.sizes.length; i++) rows[base.codes[at]![i]!]! += base.sizes[i]!
  const certainty = levels.map((level) => spans(level, exact))
  const entropy = levels.map(({ codes, values }) => {
    const groups = new Float64Array(values.length)
    for (let i = 0; i < exact.length; i++) groups[codes[i]!]! += rows[i]!
    return Float64Array.from(exact, (_, i) => (rows[i] === 0 ? 0 : Math.log(groups[codes[i]!]! / rows[i]!)))
  })
  const sum = (each: (value: number) => number) => rows.reduce((total, count, i) => total + count * each(i), 0)
  return {
    ...{ certainty, entropy },
    certaintyAll: Float64Array.from(
      levels,
      ({ codes }, level) => sum((i) => certainty[level]![codes[i]!]!) / base.rows,
    ),
    entropyAll: Float64Array.from(levels, (_, level) => sum((i) => entropy[level]![i]!)),
    entropyMost: sum((i) => Math.log(base.rows / rows[i]!) || 0),
  }
}

/** Numbers by the width between the least and the most, words by how many there are. From 0 for one value to 1 for all. */
function spans({ codes, values }: Levels[number], exact: readonly string[]): Float64Array {
  const numbers = exact.map(numberOf)
  const isNumbers = numbers.every((number) => Number.isFinite(number))
  const low = new Float64Array(values.length).fill(Infinity)
  const high = new Float64Array(values.length).fill(-Infinity)
  const count = new Float64Array(values.length)
  for (let i = 0; i < exact.length; i++) {
    const code = codes[i]!
    low[code] = Math.min(low[code]!, numbers[i]!)
    high[code] = Math.max(high[code]!, numbers[i]!)
    count[code]!++
  }
  const width = isNumbers ? high.reduce((a, b) => Math.max(a, b), -Infinity) - low.reduce((a, b) => Math.min(a, b), Infinity) : exact.length - 1 // prettier-ignore
  return count.map((own, code) => (width === 0 ? 0 : (isNumbers ? high[code]! - low[code]! : own - 1) / width))
}
