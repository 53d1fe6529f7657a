/** How likely it is that chance alone made so many numbers pass a checksum. */

/**
 * An upper bound (Chernoff's) of the chance that of `n` random numbers at least `passed` pass, where each passes with
 * `rate`. 1 where no more passed than are expected.
 */
export function tail(n: number, passed: number, rate: number): number {
  if (n === 0 || passed <= n * rate) return 1
  const share = passed / n
  const rest = share === 1 ? 0 : (1 - share) * Math.log((1 - share) / (1 - rate))
  return Math.exp(-n * (share * Math.log(share / rate) + rest))
}

/** Below this, chance is no explanation. */
const CERTAIN = 1e-6
const LIKELY = 1e-3
/** Above this, chance is explanation enough. */
const CHANCE = 0.1
/** Codes are not quite random: of many, clearly more must pass than chance would let. */
const TIMES_CLEAR = 2
const TIMES_PERHAPS = 1.5

/** What chance says of `passed` among `n`: it cannot be, can hardly be, is rare, or explains it. */
export function verdict(n: number, passed: number, rate: number): 'certain' | 'likely' | 'possible' | 'chance' {
  const odds = tail(n, passed, rate)
  const times = passed / (n * rate)
  if (times >= TIMES_CLEAR && odds < LIKELY) return odds < CERTAIN ? 'certain' : 'likely'
  return times >= TIMES_PERHAPS && odds <= CHANCE * (1 + Number.EPSILON * 4) ? 'possible' : 'chance'
}
