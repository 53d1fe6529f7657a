/** The risk of being told again, by the definitions of El Emam (2013) that ARX uses: prosecutor, journalist, marketer. */
import { classesOf } from './classes.ts'
import { refuse } from './refusals.ts'
import type { AttackRisk, Coded, Reidentification } from './types.ts'

export const THRESHOLD_DEFAULT = 0.2

/** How many persons of the population are in each class: so many times those of the table, or as counted. */
export type Population = { factor: number } | { counts: ArrayLike<number> }

/** Of each class of a table, in its order, how many of `persons` are alike; both have the same columns. */
export function populationOf(quasi: readonly Coded[], persons: readonly Coded[]): Population {
  const keyOf = (columns: readonly Coded[], row: number) => JSON.stringify(columns.map(({ values, codes }) => values[codes[row]!])) // prettier-ignore
  const known = new Map<string, number>()
  for (let row = 0; row < persons[0]!.codes.length; row++) {
    const key = keyOf(persons, row)
    known.set(key, (known.get(key) ?? 0) + 1)
  }
  const classes = classesOf(quasi, quasi[0]!.codes.length)
  const counts = new Float64Array(classes.count)
  for (let row = classes.of.length - 1; row >= 0; row--) counts[classes.of[row]!] = row
  return { counts: counts.map((row) => known.get(keyOf(quasi, row)) ?? 0) }
}

/** Throws `governance.risk.goal` for a factor below 1 and a threshold outside 0 to 1, `populationSmaller`. */
export function reidentification(
  sizes: ArrayLike<number>,
  population: Population = { factor: 1 },
  threshold = THRESHOLD_DEFAULT,
): Reidentification {
  if (!(threshold >= 0 && threshold <= 1)) throw refuse.goal({ goal: 'threshold', found: threshold, right: '0 … 1' })
  const factor = 'factor' in population ? population.factor : null
  if (factor !== null && !(factor >= 1)) throw refuse.goal({ goal: 'population', found: factor, right: '≥ 1' })
  const counts = Float64Array.from(sizes, (size, i) =>
    'counts' in population ? population.counts[i]! : size * factor!,
  )
  for (let i = 0; i < sizes.length; i++)
    if (counts[i]! < sizes[i]!) throw refuse.populationSmaller({ rows: sizes[i], persons: counts[i] })
  const prosecutor = attack(sizes, sizes, threshold)
  const journalist = attack(sizes, counts, threshold)
  const persons = counts.reduce((sum, count) => sum + count, 0)
  return {
    ...{ threshold, prosecutor, populationFactor: factor },
    // Classes among persons, or rows that are matched: whichever is more.
    journalist: { ...journalist, average: Math.max(sizes.length / persons, journalist.average) },
    marketer: journalist,
  }
}

function attack(sizes: ArrayLike<number>, counts: ArrayLike<number>, threshold: number): AttackRisk {
  let rows = 0
  let matched = 0
  let above = 0
  let least = Infinity
  for (let i = 0; i < sizes.length; i++) {
    const [size, count] = [sizes[i]!, counts[i]!]
    rows += size
    matched += size / count
    if (1 > threshold * count) above += size
    least = Math.min(least, count)
  }
  return { average: matched / rows, highest: 1 / least, above: above / rows }
}
