/** What a result gives to whom: how many voters get something, and how evenly the money falls. */
import type { Outcome, Profile } from './types.ts'

export const TENTHS = 10

export type Spread = {
  voters: number
  /** Voters of whom at least one choice wins. */
  withSomething: number
  /** Of the money, what each tenth of the voters gets, least first; shares of one. Empty where nothing is spent. */
  tenths: number[]
  /** What each group of voters who chose alike gets, a voter of it. */
  each: Float64Array
}

/** Each winner's cost falls in equal parts on those who chose it. */
export function spreadOf(
  { projects, supporters, weights, voters }: Profile,
  { winners }: Pick<Outcome, 'winners'>,
): Spread {
  const won = new Set(winners)
  const each = new Float64Array(weights.length)
  const has = new Uint8Array(weights.length)
  projects.forEach(({ id, cost }, i) => {
    const { groups, votes } = supporters[i]!
    if (!won.has(id) || votes === 0) return
    for (const group of groups) {
      each[group]! += Number(cost) / votes
      has[group] = 1
    }
  })
  const withSomething = weights.reduce((sum, weight, group) => sum + (has[group] ? weight : 0), 0)
  return { voters, withSomething, tenths: tenthsOf(each, weights, voters), each }
}

function tenthsOf(each: Float64Array, weights: Float64Array, voters: number): number[] {
  const order = Array.from(each.keys()).sort((a, b) => each[a]! - each[b]!)
  const total = each.reduce((sum, money, group) => sum + money * weights[group]!, 0)
  if (total === 0) return []
  const tenths = new Array<number>(TENTHS).fill(0)
  let before = 0
  for (const group of order) {
    // A group may reach over the border of a tenth: each gets the part that lies in it.
    let left = weights[group]!
    while (left > 0) {
      const tenth = Math.min(TENTHS - 1, Math.floor((before * TENTHS) / voters))
      const room = tenth === TENTHS - 1 ? left : ((tenth + 1) * voters) / TENTHS - before
      const part = Math.max(Math.min(left, room), Number.EPSILON * voters)
      tenths[tenth]! += (part * each[group]!) / total
      before += part
      left -= part
    }
  }
  return tenths
}

/** What people of one kind get. */
export type Share = { voters: number; money: number }

/** By a trait of the voters: how many have it, and which share of the money falls on them. */
export function sharesBy(
  { each }: Pick<Spread, 'each'>,
  groups: Int32Array,
  traitOf: (ballot: number) => string | undefined,
): Map<string, Share> {
  const found = new Map<string, Share>()
  let total = 0
  groups.forEach((group, ballot) => {
    const trait = traitOf(ballot) ?? ''
    const share = found.get(trait) ?? { voters: 0, money: 0 }
    share.voters += 1
    share.money += each[group]!
    total += each[group]!
    found.set(trait, share)
  })
  for (const share of found.values()) share.money = total === 0 ? 0 : share.money / total
  return found
}

/** Bands of age that are wide enough to tell of nobody. */
export const AGE_BANDS = ['0-17', '18-29', '30-44', '45-59', '60-74', '75+'] as const
const FROM = [0, 18, 30, 45, 60, 75]
export function ageBandOf(text: string | undefined): string | undefined {
  if (text !== undefined && (AGE_BANDS as readonly string[]).includes(text)) return text
  const age = Number(text)
  if (!text || !Number.isFinite(age) || age < 0 || age > 130) return undefined
  return AGE_BANDS[FROM.findLastIndex((from) => age >= from)]
}
