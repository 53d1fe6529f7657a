/** Equivalence classes: rows that are alike in all quasi-identifiers. */
import type { Coded } from './types.ts'

/** To which group each item belongs, numbered from 0. */
export type Grouping = { of: Int32Array; count: number }

export const together = (items: number): Grouping => ({ of: new Int32Array(items), count: items === 0 ? 0 : 1 })

/** Splits groups by one more column. `values`: how many different values it has. */
export function refine({ of, count }: Grouping, codes: ArrayLike<number>, values: number): Grouping {
  const split = new Int32Array(of.length)
  // A dense table where it is small, a map where it would not fit.
  const dense = count * values <= of.length * 4 + 1024 ? new Int32Array(count * values).fill(-1) : undefined
  const sparse = dense ? undefined : new Map<number, number>()
  let next = 0
  for (let i = 0; i < of.length; i++) {
    const key = of[i]! * values + codes[i]!
    let group = dense ? dense[key]! : (sparse!.get(key) ?? -1)
    if (group < 0) {
      group = next++
      if (dense) dense[key] = group
      else sparse!.set(key, group)
    }
    split[i] = group
  }
  return { of: split, count: next }
}

export const classesOf = (quasi: readonly Coded[], rows: number): Grouping =>
  quasi.reduce((grouping, { codes, values }) => refine(grouping, codes, values.length), together(rows))

/** The weight of each group: how many rows it has. */
export function weights({ of, count }: Grouping, each?: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(count)
  for (let i = 0; i < of.length; i++) sums[of[i]!]! += each ? each[i]! : 1
  return sums
}

/**
 * Rows that are alike in quasi-identifiers and sensitive values, put together: classes with the first row of each, and for
 * each sensitive column how often each value stands in each class.
 */
export type Base = {
  rows: number
  /** For each quasi-identifier the code of each class. */
  codes: Int32Array[]
  sizes: Float64Array
  /** The class of each row. */
  of: Int32Array
  sensitive: Entries[]
}
export type Entries = { classes: Int32Array; values: Int32Array; counts: Float64Array; different: number }

export function baseOf(quasi: readonly Coded[], sensitive: readonly Coded[], rows: number): Base {
  const classes = classesOf(quasi, rows)
  const codes = quasi.map((column) => {
    const own = new Int32Array(classes.count)
    for (let i = 0; i < rows; i++) own[classes.of[i]!] = column.codes[i]!
    return own
  })
  return {
    rows,
    codes,
    sizes: weights(classes),
    of: classes.of,
    sensitive: sensitive.map((column) => entriesOf(classes, column)),
  }
}

function entriesOf(classes: Grouping, { codes, values }: Coded): Entries {
  const pairs = refine(classes, codes, values.length)
  const own: Entries = {
    ...{ classes: new Int32Array(pairs.count), values: new Int32Array(pairs.count) },
    ...{ counts: weights(pairs), different: values.length },
  }
  for (let i = 0; i < pairs.of.length; i++) {
    own.classes[pairs.of[i]!] = classes.of[i]!
    own.values[pairs.of[i]!] = codes[i]!
  }
  return own
}

/** The same entries for groups of classes. */
export function entriesFor({ classes, values, counts, different }: Entries, groups: Grouping): Entries {
  const groupOf = Int32Array.from(classes, (one) => groups.of[one]!)
  const pairs = refine({ of: groupOf, count: groups.count }, values, different)
  const own: Entries = {
    ...{ classes: new Int32Array(pairs.count), values: new Int32Array(pairs.count) },
    ...{ counts: weights(pairs, counts), different },
  }
  for (let i = 0; i < pairs.of.length; i++) {
    own.classes[pairs.of[i]!] = groupOf[i]!
    own.values[pairs.of[i]!] = values[i]!
  }
  return own
}
