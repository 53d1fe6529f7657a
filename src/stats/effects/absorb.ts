/** Fixed effects taken out of columns by alternating projections (Gaure 2013): no column of dummies is ever made. */
import type { Codes } from './columns.ts'
import { refuse } from './refusals.ts'

const ROUNDS_MAX = 10_000
const TOLERANCE = 1e-13

/** Takes the means of each factor's values out of the column, in place, until none is left. Throws `stats.effects.unsettled`. */
export function absorb(column: Float64Array, factors: readonly Codes[], weights?: Float64Array): void {
  if (factors.length === 0) return
  const totals = factors.map((factor) => weightsBy(factor, weights))
  const scale = largest(column)
  if (scale === 0) return
  for (let round = 0; round < ROUNDS_MAX; round++) {
    let moved = 0
    for (let f = 0; f < factors.length; f++)
      moved = Math.max(moved, takeMeans(column, factors[f]!, totals[f]!, weights))
    if (factors.length === 1 || moved <= TOLERANCE * scale) return
  }
  throw refuse.unsettled({ rounds: ROUNDS_MAX })
}

function weightsBy({ codes, names }: Codes, weights?: Float64Array): Float64Array {
  const totals = new Float64Array(names.length)
  for (let i = 0; i < codes.length; i++) totals[codes[i]!]! += weights ? weights[i]! : 1
  return totals
}

/** Gives the largest mean that was taken. */
function takeMeans(column: Float64Array, { codes }: Codes, totals: Float64Array, weights?: Float64Array): number {
  const means = new Float64Array(totals.length)
  if (weights) for (let i = 0; i < column.length; i++) means[codes[i]!]! += column[i]! * weights[i]!
  else for (let i = 0; i < column.length; i++) means[codes[i]!]! += column[i]!
  let most = 0
  for (let g = 0; g < means.length; g++) {
    means[g] = totals[g]! > 0 ? means[g]! / totals[g]! : 0
    most = Math.max(most, Math.abs(means[g]!))
  }
  for (let i = 0; i < column.length; i++) column[i]! -= means[codes[i]!]!
  return most
}

export function largest(column: Float64Array): number {
  let most = 0
  for (let i = 0; i < column.length; i++) most = Math.max(most, Math.abs(column[i]!))
  return most
}

/** Is each value of `inner` found in one value of `outer` alone? */
export function nested(inner: Codes, outer: Codes): boolean {
  const of = new Int32Array(inner.names.length).fill(-1)
  for (let i = 0; i < inner.codes.length; i++) {
    const code = inner.codes[i]!
    if (of[code] === -1) of[code] = outer.codes[i]!
    else if (of[code] !== outer.codes[i]) return false
  }
  return true
}
