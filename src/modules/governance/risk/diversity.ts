/** How much the values of a class tell: l-diversity (Machanavajjhala and others 2006) and t-closeness (Li and others 2007). */
import type { Entries } from './classes.ts'
import type { Levels } from './hierarchies.ts'
import type { Sensitive } from './types.ts'

/** Of each class: how many different values it has, and e to their entropy. */
export function diversities(
  { classes, counts }: Entries,
  sizes: Float64Array,
): { distinct: Int32Array; entropy: Float64Array } {
  const distinct = new Int32Array(sizes.length)
  const entropy = new Float64Array(sizes.length)
  for (let i = 0; i < classes.length; i++) {
    const share = counts[i]! / sizes[classes[i]!]!
    distinct[classes[i]!]!++
    entropy[classes[i]!]! -= share * Math.log(share)
  }
  return { distinct, entropy: entropy.map((nats, i) => (distinct[i] === 1 ? 1 : Math.exp(nats))) }
}

/**
 * Of each class: the earth mover's distance of its values from those of all rows. Sums are whole numbers, divided once at
 * the end, so that equal distances come out equal.
 */
export function closeness(
  entries: Entries,
  sizes: Float64Array,
  { kind, values, levels }: Pick<Sensitive, 'kind' | 'values' | 'levels'>,
): Float64Array {
  const totals = new Float64Array(entries.different)
  for (let i = 0; i < entries.values.length; i++) totals[entries.values[i]!]! += entries.counts[i]!
  const rows = sizes.reduce((sum, size) => sum + size, 0)
  if (levels) return hierarchical(entries, sizes, totals, rows, levels)
  return kind === 'ordered' ? ordered(entries, sizes, totals, rows, values) : equal(entries, sizes, totals, rows)
}

/** Words: half of what the shares differ. Values that a class does not have differ by their whole share. */
function equal(
  { classes, values, counts }: Entries,
  sizes: Float64Array,
  totals: Float64Array,
  rows: number,
): Float64Array {
  // Σ|c·N − C·n| over the values of the class, and Σ C·n over all others.
  const sums = new Float64Array(sizes.length)
  const had = new Float64Array(sizes.length)
  for (let i = 0; i < classes.length; i++) {
    const at = classes[i]!
    const total = totals[values[i]!]!
    sums[at]! += Math.abs(counts[i]! * rows - total * sizes[at]!)
    had[at]! += total
  }
  return sums.map((sum, at) => (sum + (rows - had[at]!) * sizes[at]!) / (2 * rows * sizes[at]!))
}

/**
 * Words of a hierarchy: what must be carried, the farther the higher the first word that both belong to (Li and others, 2007).
 * What a branch has too much of and what it lacks cancel within it, at its height; the rest is carried further up.
 */
function hierarchical(
  { classes, values, counts }: Entries,
  sizes: Float64Array,
  totals: Float64Array,
  rows: number,
  levels: Levels,
): Float64Array {
  const had = Array.from({ length: sizes.length }, () => new Map<number, number>())
  for (let i = 0; i < classes.length; i++) had[classes[i]!]!.set(values[i]!, counts[i]!)
  const height = Math.max(1, levels.length - 1)
  return sizes.map((size, at) => {
    let extra = totals.map((total, value) => (had[at]!.get(value) ?? 0) * rows - total * size)
    let sum = 0
    for (let level = 1; level <= height; level++) {
      const up = upwards(levels, level)
      const [over, under] = [new Float64Array(up.count), new Float64Array(up.count)]
      for (const [i, much] of extra.entries()) (much > 0 ? over : under)[up.of[i]!]! += Math.abs(much)
      for (let i = 0; i < up.count; i++) sum += (level / height) * Math.min(over[i]!, under[i]!)
      extra = over.map((much, i) => much - under[i]!)
    }
    return sum / (rows * size)
  })
}

/** Of each group of the level below, the group that it belongs to; above the last level all are one. */
function upwards(levels: Levels, level: number): { of: Int32Array; count: number } {
  const [below, own] = [levels[level - 1]!, levels[level]]
  const of = new Int32Array(below.values.length)
  if (!own) return { of, count: 1 }
  for (const [value, group] of below.codes.entries()) of[group] = own.codes[value]!
  return { of, count: own.values.length }
}

/** Numbers: what must be carried from each value to the next, over the number of steps. */
function ordered(
  entries: Entries,
  sizes: Float64Array,
  totals: Float64Array,
  rows: number,
  values: readonly string[],
): Float64Array {
  const order = [...totals.keys()].filter((code) => totals[code]! > 0).sort((a, b) => compare(values[a]!, values[b]!))
  if (order.length < 2) return new Float64Array(sizes.length)
  const rank = new Int32Array(totals.length)
  for (const [i, code] of order.entries()) rank[code] = i
  const upTo = new Float64Array(order.length + 1)
  const summed = new Float64Array(order.length + 1)
  for (let i = 0; i < order.length; i++) {
    upTo[i + 1] = upTo[i]! + totals[order[i]!]!
    summed[i + 1] = summed[i]! + upTo[i + 1]!
  }
  return Float64Array.from(byClass(entries, rank, sizes.length), (own, at) => {
    const size = sizes[at]!
    let sum = 0
    let carried = 0
    for (const [i, [from, count]] of own.entries()) {
      sum += stretch(upTo, summed, i === 0 ? 0 : own[i - 1]![0], from, carried * rows, size)
      carried += count
    }
    sum += stretch(upTo, summed, own.at(-1)![0], order.length - 1, carried * rows, size)
    return sum / ((order.length - 1) * size * rows)
  })
}

const compare = (a: string, b: string): number => numberOf(a) - numberOf(b) || (a < b ? -1 : a > b ? 1 : 0)
export const numberOf = (text: string): number =>
  text === '' ? -Infinity : Number(text.replace(/\s/g, '').replace(',', '.'))

/** The entries of each class, by rank. */
function byClass(
  { classes, values, counts }: Entries,
  rank: Int32Array,
  count: number,
): [rank: number, count: number][][] {
  const own: [number, number][][] = Array.from({ length: count }, () => [])
  for (let i = 0; i < classes.length; i++) own[classes[i]!]!.push([rank[values[i]!]!, counts[i]!])
  for (const list of own) list.sort(([a], [b]) => a - b)
  return own
}

/** Σ|level − size·upTo| over ranks from `from` up to before `to`, where `upTo` only grows. */
function stretch(
  upTo: Float64Array,
  summed: Float64Array,
  from: number,
  to: number,
  level: number,
  size: number,
): number {
  if (to <= from) return 0
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >> 1
    if (upTo[middle + 1]! * size <= level) low = middle + 1
    else high = middle
  }
  const below = summed[low]! - summed[from]!
  const above = summed[to]! - summed[low]!
  return (low - from) * level - below * size + above * size - (to - low) * level
}
