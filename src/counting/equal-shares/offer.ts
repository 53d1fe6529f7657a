/** What a project would cost its supporters: the least price of a point at which together they pay for it. */
import type { Purse } from './purse.ts'

/** The price of a point as a number, and how far off it may be. */
export type Offer = { price: number; error: number }

/** Exactly: price = numerator / (the purse's denominator × divisor). */
export type Exact = {
  numerator: bigint
  divisor: bigint
  /** Who pays it in full, with points; and who gives all that they have left, those included for whom it is the same. */
  payers: number[]
  points: number[]
  spent: number[]
  /** How many voters each are. */
  full: number
  rest: number
}

export type Worth = { groups: Int32Array; points: Float64Array; cost: bigint; cost_parts: number }

/**
 * Looked for upwards from `from`, which the price is not below: whoever cannot pay it gives all, the others pay what is
 * then missing. Undefined where they clearly cannot pay for it; `NaN` as price where numbers alone cannot tell.
 */
export function offer(purse: Purse, weights: Float64Array, worth: Worth, from: number): Offer | undefined {
  const { groups, points, cost_parts } = worth
  const { balance } = purse
  let price = from
  let poor = -1
  for (;;) {
    let [given, rest, held, count, heads] = [0, 0, 0, 0, 0]
    for (let i = 0; i < groups.length; i++) {
      const group = groups[i]!
      if (balance[group]! < price * points[i]!) {
        given += weights[group]! * balance[group]!
        heads += weights[group]!
        count += 1
      } else {
        rest += weights[group]! * points[i]!
        held += weights[group]! * balance[group]!
        heads += weights[group]!
      }
    }
    const error = heads * purse.bound() + 4 * (groups.length + 2) * Number.EPSILON * (given + held + cost_parts)
    if (given + held < cost_parts - error) return undefined
    if (given + held < cost_parts + error) return { price: NaN, error }
    if (count === poor) return { price, error: error / rest + 4 * Number.EPSILON * price }
    poor = count
    price = Math.max(price, (cost_parts - given) / rest)
  }
}

/** The same without error. Undefined where the supporters cannot pay. */
export function exactly(purse: Purse, weights: Float64Array, worth: Worth, near: Offer): Exact | undefined {
  const { groups, points, cost } = worth
  const { balance } = purse
  const found: Exact = { numerator: 0n, divisor: 0n, payers: [], points: [], spent: [], full: 0, rest: 0 }
  let unclear: Unclear[] = []
  let sure = 0
  for (let i = 0; i < groups.length; i++) {
    const group = groups[i]!
    const asked = near.price * points[i]!
    const error = purse.bound() + near.error * points[i]! + 4 * Number.EPSILON * asked
    if (balance[group] === 0) continue
    if (balance[group]! < asked - error) spend(found, group, weights)
    else if (balance[group]! > asked + error) {
      sure += weights[group]! * points[i]!
      pay(found, group, points[i]!, weights)
    } else unclear.push({ group, points: points[i]!, exact: purse.exact(group) })
  }
  found.numerator = cost * purse.over() - purse.exactSum(found.spent)
  for (;;) {
    found.divisor = BigInt(unclear.reduce((sum, { group, points }) => sum + weights[group]! * points, sure))
    if (found.divisor === 0n) return undefined
    // What one has, less what is asked of them.
    const over = ({ exact, points }: Unclear) => exact * found.divisor - found.numerator * BigInt(points)
    const poor = unclear.filter((one) => over(one) < 0n)
    if (poor.length === 0) {
      for (const one of unclear)
        if (over(one) === 0n) spend(found, one.group, weights)
        else pay(found, one.group, one.points, weights)
      return found
    }
    for (const { group, exact } of poor) {
      found.numerator -= BigInt(weights[group]!) * exact
      spend(found, group, weights)
    }
    const gone = new Set(poor)
    unclear = unclear.filter((one) => !gone.has(one))
  }
}
type Unclear = { group: number; points: number; exact: bigint }

function spend(found: Exact, group: number, weights: Float64Array): void {
  found.spent.push(group)
  found.rest += weights[group]!
}

function pay(found: Exact, group: number, points: number, weights: Float64Array): void {
  found.payers.push(group)
  found.points.push(points)
  found.full += weights[group]!
}
