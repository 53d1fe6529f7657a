/** Counts in rows as a table with its totals: what adds up to what, and which cells are to be hidden. */
import { refuse } from '../refusals.ts'
import { CELLS_MAX, type Cell, type CountTable, type Equation } from './table.ts'

/** `total`: the value of a dimension that stands for all others together. */
export type Dimension = { total?: string | undefined }
/** One row: where it stands in each dimension, and its counts; null where none is given. */
export type CountRow = { at: readonly string[]; counts: readonly (number | null)[] }

/**
 * `whole`: the place of the count that is the sum of the others. A cell that is not there, or empty, is in no equation. Throws
 * `governance.risk.cells`; what does not add up is found by `demandAdding`. Cells stand row by row.
 */
export function countsOf(dimensions: readonly Dimension[], rows: readonly CountRow[], whole?: number): CountTable {
  const wide = rows[0]?.counts.length ?? 0
  if (rows.length * wide > CELLS_MAX) throw refuse.cells({ found: rows.length * wide, most: CELLS_MAX })
  const place = (row: number, count: number) => row * wide + count
  const isGiven = (row: number, count: number) => rows[row]!.counts[count] !== null
  const isTotal = (row: CountRow) => dimensions.some(({ total }, i) => total !== undefined && row.at[i] === total)
  const cells = rows.flatMap((row) =>
    row.counts.map((value, count): Cell => ({
      ...{ id: [...row.at, ...(wide > 1 ? [count + 1] : [])].join(' / '), value: value ?? 0 },
      isTotal: count === whole || isTotal(row),
    })),
  )
  const equations: Equation[] = []
  const add = (total: number, parts: number[]) => parts.length > 0 && equations.push({ total, parts })
  for (const [dimension, { total }] of dimensions.entries()) {
    if (total === undefined) continue
    for (const { sum, parts } of groupsOf(rows, dimension, total))
      for (let count = 0; count < wide; count++)
        if (isGiven(sum, count) && parts.every((row) => isGiven(row, count)))
          add(place(sum, count), parts.map((row) => place(row, count))) // prettier-ignore
  }
  if (whole !== undefined && wide > 1)
    for (const row of rows.keys())
      if (rows[row]!.counts.every((value) => value !== null))
        add(place(row, whole), [...Array(wide).keys()].filter((count) => count !== whole).map((count) => place(row, count))) // prettier-ignore
  return { cells, equations }
}

/** Rows that differ in one dimension alone, with the row that is their sum. */
function groupsOf(rows: readonly CountRow[], dimension: number, total: string) {
  const groups = new Map<string, { sum?: number; parts: number[] }>()
  for (const [i, { at }] of rows.entries()) {
    const key = JSON.stringify(at.with(dimension, ''))
    const group = groups.get(key) ?? { parts: [] }
    if (at[dimension] === total) group.sum = i
    else group.parts.push(i)
    groups.set(key, group)
  }
  return [...groups.values()].flatMap(({ sum, parts }) => (sum === undefined ? [] : [{ sum, parts }]))
}

/** Every combination of the values of all dimensions, the total of each among them, last. */
export function combinations(values: readonly (readonly string[])[], total: string): string[][] {
  const cells = values.reduce((product, own) => product * (own.length + 1), 1)
  if (cells > CELLS_MAX) throw refuse.cells({ found: cells, most: CELLS_MAX })
  return values.reduce<string[][]>((all, own) => all.flatMap((before) => [...own, total].map((value) => [...before, value])), [[]]) // prettier-ignore
}

/** Words for all together, as tables have them. */
export const TOTAL = /^(razem|ogółem|ogolem|łącznie|lacznie|suma|total|all|усього|всього|разом)$/iu
const PARTS_MIN = 2

/**
 * The value of a dimension that is the sum of all others wherever it stands, or is called so: whoever reads the table knows
 * it, said or not. Undefined where there is none.
 */
export function totalIn(rows: readonly CountRow[], dimension: number): string | undefined {
  const values = [...new Set(rows.map(({ at }) => at[dimension]!))]
  const named = values.find((value) => TOTAL.test(value.trim()))
  if (named !== undefined || values.length > TOTALS_LOOKED_AT) return named
  return values.find((value) => {
    const groups = groupsOf(rows, dimension, value)
    return groups.length > 0 && groups.every(({ sum, parts }) => parts.length >= PARTS_MIN && isSum(rows, sum, parts))
  })
}
const TOTALS_LOOKED_AT = 500

const isSum = (rows: readonly CountRow[], sum: number, parts: readonly number[]): boolean =>
  rows[sum]!.counts.some((value) => value !== null && value > 0) &&
  rows[sum]!.counts.every((value, i) => value === parts.reduce((so, row) => so + (rows[row]!.counts[i] ?? NaN), 0))

/** The place of the count that is the sum of the others in every row; undefined where there is none. */
export function wholeIn(rows: readonly CountRow[]): number | undefined {
  const wide = rows[0]?.counts.length ?? 0
  if (wide < PARTS_MIN + 1) return undefined
  const found = [...Array(wide).keys()].find((at) =>
    rows.every(
      ({ counts }) => counts[at] === counts.reduce<number>((so, value, i) => (i === at ? so : so + (value ?? NaN)), 0),
    ),
  )
  return found
}
