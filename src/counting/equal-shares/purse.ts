/**
 * What each group of voters still has, twice over: exactly, as its share less what it paid, and as a number with a bound
 * on its error. The numbers decide whatever is clear; where two are closer than the bound, the exact ones do.
 *
 * All exact amounts of a count stand over one denominator, which grows by a factor with each purchase: a sum over
 * thousands of voters is then whole numbers alone, and never needs a common divisor.
 */
import { ratio } from '../ratio.ts'
import type { Profile } from '../types.ts'

const EPSILON = Number.EPSILON

export type Purchase = {
  numerator: bigint
  divisor: bigint
  payers: readonly number[]
  points: readonly number[]
  spent: readonly number[]
}
export type Purse = ReturnType<typeof createPurse>

export function createPurse({ weights, supporters }: Pick<Profile, 'weights' | 'supporters'>) {
  const room = supporters.reduce((sum, { groups }) => sum + groups.length, 0)
  const balance = new Float64Array(weights.length)
  // What each group paid in full, as a chain through one store: its newest purchase first.
  const newest = new Int32Array(weights.length)
  const before = new Int32Array(room)
  const purchase = new Int32Array(room)
  const points = new Float64Array(room)
  let used = 0
  let share = 0n
  let over = 1n
  let prices: bigint[] = []
  let bound = 0

  const widen = () => (bound = 4 * (prices.length + 3) * EPSILON * ratio(share, over))

  return {
    balance,
    /** No balance is farther than this from its exact value. */
    bound: () => bound,
    over: () => over,

    /** Gives every voter numerator / denominator. */
    fill(numerator: bigint, denominator: bigint): void {
      ;[share, over, prices, used] = [numerator, denominator, [], 0]
      balance.fill(ratio(share, over))
      newest.fill(-1)
      widen()
    },

    /** Exactly, over `over()`. */
    exact(group: number): bigint {
      if (balance[group] === 0) return 0n
      let left = share
      for (let i = newest[group]!; i >= 0; i = before[i]!) left -= BigInt(points[i]!) * prices[purchase[i]!]!
      return left
    },

    /** The exact sum over groups, each by its weight. */
    exactSum(groups: readonly number[]): bigint {
      const counts = new Float64Array(prices.length)
      let count = 0
      for (const group of groups) {
        if (balance[group] === 0) continue
        const weight = weights[group]!
        count += weight
        for (let i = newest[group]!; i >= 0; i = before[i]!) counts[purchase[i]!]! += weight * points[i]!
      }
      let sum = BigInt(count) * share
      for (let j = 0; j < prices.length; j++) sum -= BigInt(counts[j]!) * prices[j]!
      return sum
    },

    /**
     * The payers give price × points, price being numerator / (over × divisor); from those who are `spent` all is taken that
     * they have.
     */
    buy({ numerator, divisor, payers, points: asked, spent }: Purchase): number {
      over *= divisor
      share *= divisor
      prices = prices.map((price) => price * divisor)
      prices.push(numerator)
      const price = ratio(numerator, over)
      for (let i = 0; i < payers.length; i++) {
        const group = payers[i]!
        balance[group]! -= price * asked[i]!
        before[used] = newest[group]!
        purchase[used] = prices.length - 1
        points[used] = asked[i]!
        newest[group] = used++
      }
      for (const group of spent) balance[group] = 0
      widen()
      return price
    },
  }
}
