/**
 * An even sample of numbers for their quantiles: each number has the same chance to be in it, however many there are (Li 1994,
 * algorithm L). With so many kept a quantile lies within one percent of its rank. The same numbers give the same sample.
 */
import { seeded } from '#stats'

export const SAMPLE_MAX = 10_000
const SEED = 1

export type Kept = { values: Float64Array; each: number }
export type Sample = {
  /** The number, so many times. */
  add(value: number, times: number): void
  /** The numbers that are kept, and how many each of them stands for. */
  kept(): Kept
}

export function createSample(): Sample {
  const random = seeded(SEED)(0)
  const kept: number[] = []
  let total = 0
  let weight = Math.exp(Math.log(random()) / SAMPLE_MAX)
  let skip = skipOf(weight, random())
  return {
    add(value, times) {
      total += times
      let left = times
      while (left > 0 && kept.length < SAMPLE_MAX) {
        kept.push(value)
        left--
      }
      while (left > skip) {
        left -= skip + 1
        kept[Math.floor(random() * SAMPLE_MAX)] = value
        weight *= Math.exp(Math.log(random()) / SAMPLE_MAX)
        skip = skipOf(weight, random())
      }
      if (kept.length >= SAMPLE_MAX) skip -= left
    },
    kept: () => ({ values: Float64Array.from(kept), each: total / kept.length }),
  }
}

const skipOf = (weight: number, chance: number): number => Math.floor(Math.log(chance) / Math.log(1 - weight))
