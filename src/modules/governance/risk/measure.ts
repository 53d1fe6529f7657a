/** Everything that is measured of a table with chosen quasi-identifiers and sensitive columns. */
import { baseOf, entriesFor, weights, type Base, type Grouping } from './classes.ts'
import { closeness, diversities } from './diversity.ts'
import { refuse } from './refusals.ts'
import { reidentification, type Population } from './reidentification.ts'
import type { Coded, Diversity, Measures, Sensitive, SizeShare } from './types.ts'

export type Chosen = { quasi: readonly Coded[]; sensitive: readonly Sensitive[] }

/** Throws `governance.risk.noQuasi` and what `reidentification` throws. */
export function measure({ quasi, sensitive }: Chosen, population?: Population, threshold?: number): Measures {
  if (quasi.length === 0) throw refuse.noQuasi()
  const rows = quasi[0]!.codes.length
  const base = baseOf(quasi, sensitive, rows)
  return measureGroups(base, sensitive, eachAlone(base.sizes.length), { population, threshold })
}

export const eachAlone = (count: number): Grouping => ({ of: Int32Array.from({ length: count }, (_, i) => i), count })

type How = { population?: Population | undefined; threshold?: number | undefined }

/** The same of groups of classes, as generalising makes them. */
export function measureGroups(
  base: Base,
  sensitive: readonly Sensitive[],
  groups: Grouping,
  { population, threshold }: How,
): Measures {
  const sizes = weights(groups, base.sizes)
  const shares = sizesOf(sizes)
  return {
    rows: sizes.reduce((sum, size) => sum + size, 0),
    ...{ classes: sizes.length, k: shares[0]?.size ?? 0, sizes: shares },
    alone: shares[0]?.size === 1 ? shares[0].rows : 0,
    sensitive: sensitive.map((column, i) => diversityOf(entriesFor(base.sensitive[i]!, groups), sizes, column)),
    risk: reidentification(sizes, population, threshold),
  }
}

function diversityOf(entries: ReturnType<typeof entriesFor>, sizes: Float64Array, column: Sensitive): Diversity {
  const { distinct, entropy } = diversities(entries, sizes)
  const least = (all: ArrayLike<number>) => Array.prototype.reduce.call(all, (a, b) => Math.min(a as number, b as number), Infinity) as number // prettier-ignore
  return {
    ...{ column: column.name, distinct: least(distinct), entropy: least(entropy) },
    t: closeness(entries, sizes, column).reduce((a, b) => Math.max(a, b), 0),
    distance: column.levels ? 'hierarchy' : column.kind === 'ordered' ? 'ordered' : 'equal',
  }
}

function sizesOf(sizes: Float64Array): SizeShare[] {
  const classes = new Map<number, number>()
  for (const size of sizes) classes.set(size, (classes.get(size) ?? 0) + 1)
  return [...classes].sort(([a], [b]) => a - b).map(([size, count]) => ({ size, classes: count, rows: size * count }))
}
