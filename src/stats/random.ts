/** Chance that can be repeated: the same seed gives the same draws, on every machine. */

/** From 0 (inclusive) to 1 (exclusive). */
export type Random = () => number

/** A generator for each run, so that a run's draws do not depend on who computes the others, nor on their order. */
export type RandomOfRun = (run: number) => Random

/** The seed is any whole number that a double holds exactly. */
export function seeded(seed: number): RandomOfRun {
  return (run) => {
    const words = [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0, run >>> 0]
    const mixed = words.reduce((hash, word) => mix(hash ^ word), 0x9e3779b9)
    return small(mix(mixed ^ 1), mix(mixed ^ 2), mix(mixed ^ 3))
  }
}

/** The finaliser of MurmurHash3: each bit in moves half of the bits out. */
function mix(word: number): number {
  let h = (word + 0x9e3779b9) | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

const WARM_UP = 15

/** sfc32, "small fast counting", of PractRand by Chris Doty-Humphrey. */
function small(a: number, b: number, c: number): Random {
  let counter = 1
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return sum >>> 0
  }
  for (let i = 0; i < WARM_UP; i++) next()
  return () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53
}

export const pick = <T>(choices: readonly T[], random: Random): T => choices[Math.floor(random() * choices.length)]!

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** Marsaglia and Tsang 2000; `shape` above 0. */
export function gamma(shape: number, random: Random): number {
  if (shape < 1) return gamma(shape + 1, random) * (1 - random()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(random)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - random()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v
  }
}
