/**
 * A table of counts with all its totals: cells, and the equations that everybody knows: a total is the sum of its parts.
 * Rows and columns may each be trees: districts make up the city.
 */
import { refuse } from '../refusals.ts'

export type Cell = {
  id: string
  /** A whole number, not below zero. */
  value: number
  /** Of amounts: the largest contributions, the greatest first. */
  largest?: readonly number[]
  isTotal: boolean
}
/** `total` is the sum of `parts`, each the place of a cell. */
export type Equation = { total: number; parts: readonly number[] }
export type CountTable = { cells: readonly Cell[]; equations: readonly Equation[] }

/** A category and what it is made of. */
export type Tree = { id: string; children?: readonly Tree[] }

export const CELLS_MAX = 5_000

/**
 * Every row by every column. Totals are given like any other cell, or undefined to be added up. Throws
 * `governance.risk.cells` for too many, `notWhole`, and `notAdding` where a total is not the sum of its parts.
 */
export function crossTable(
  rows: Tree,
  columns: Tree,
  valueOf: (row: string, column: string) => number | undefined,
  largestOf?: (row: string, column: string) => readonly number[] | undefined,
): CountTable {
  const [down, across] = [flat(rows), flat(columns)]
  if (down.length * across.length > CELLS_MAX)
    throw refuse.cells({ found: down.length * across.length, most: CELLS_MAX })
  const place = (row: number, column: number) => row * across.length + column
  const equations: Equation[] = []
  for (const [i, { children }] of down.entries())
    if (children.length > 0)
      for (const j of across.keys())
        equations.push({ total: place(i, j), parts: children.map((child) => place(child, j)) })
  for (const [j, { children }] of across.entries())
    if (children.length > 0)
      for (const i of down.keys())
        equations.push({ total: place(i, j), parts: children.map((child) => place(i, child)) })
  const given = down.flatMap(({ id: row }) => across.map(({ id: column }) => valueOf(row, column)))
  const values = addedUp(given, equations)
  const cells = down.flatMap(({ id: row, children: below }, i) =>
    across.map(({ id: column, children: beside }, j) => ({
      ...{ id: `${row} / ${column}`, value: values[place(i, j)]!, isTotal: below.length > 0 || beside.length > 0 },
      largest: largestOf?.(row, column),
    })),
  )
  demandAdding({ cells, equations })
  return { cells, equations }
}

/** The tree as a list, parents before children, children as places. */
function flat(root: Tree): { id: string; children: number[] }[] {
  const list: { id: string; children: number[] }[] = []
  const walk = ({ id, children = [] }: Tree): number => {
    const at = list.push({ id, children: [] }) - 1
    list[at]!.children = children.map(walk)
    return at
  }
  walk(root)
  return list
}

/** Totals that were not given, from their parts; parts stand after their totals. */
function addedUp(given: readonly (number | undefined)[], equations: readonly Equation[]): number[] {
  const values = [...given]
  for (let missing = Infinity; ;) {
    for (const { total, parts } of equations)
      if (values[total] === undefined && parts.every((part) => values[part] !== undefined))
        values[total] = parts.reduce((sum, part) => sum + values[part]!, 0)
    const still = values.filter((value) => value === undefined).length
    if (still === 0 || still === missing) break
    missing = still
  }
  return values.map((value) => value ?? 0)
}

/** Throws `governance.risk.notWhole` and `notAdding`. */
export function demandAdding({ cells, equations }: CountTable): void {
  for (const { id, value } of cells)
    if (!Number.isSafeInteger(value) || value < 0) throw refuse.notWhole({ cell: id, found: value })
  for (const { total, parts } of equations) {
    const sum = parts.reduce((so, part) => so + cells[part]!.value, 0)
    if (sum !== cells[total]!.value) throw refuse.notAdding({ cell: cells[total]!.id, found: cells[total]!.value, sum })
  }
}
