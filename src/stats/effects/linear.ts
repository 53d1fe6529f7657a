/**
 * Least squares on named columns, quick on a million rows: the rows are read once into a small matrix of products, and
 * fixed effects are taken out beforehand. Columns that others make up are named, never dropped in silence.
 */
import { CholeskyDecomposition, Matrix } from 'ml-matrix'
import { absorb, largest } from './absorb.ts'
import type { Codes } from './columns.ts'
import { refuse } from './refusals.ts'

/** Of a column, what the others before it leave unexplained; less is rounding. */
const LEFT_MIN = 1e-10
const SHARE_NAMED = 1e-6
export const INTERCEPT = '(intercept)'

export type Absorbed = { readonly name: string; readonly codes: Codes }
export type Model = {
  readonly names: readonly string[]
  readonly columns: readonly Float64Array[]
  readonly y: Float64Array
  readonly weights?: Float64Array
  readonly absorbed?: readonly Absorbed[]
}
export type Fit = {
  readonly names: readonly string[]
  readonly coefficients: readonly number[]
  /** (X′WX)⁻¹ */
  readonly bread: Matrix
  /** With fixed effects taken out. */
  readonly columns: readonly Float64Array[]
  readonly residuals: Float64Array
  readonly weights?: Float64Array
  readonly absorbed: readonly Absorbed[]
  readonly n: number
  /** Of the residuals. */
  readonly squares: number
}

export const ones = (n: number): Float64Array => new Float64Array(n).fill(1)

/** Throws `stats.effects.collinear`, `tooFewRows`, `constantOutcome`, `unsettled`. */
export function fit({ names, columns: given, y: givenY, weights, absorbed = [] }: Model): Fit {
  const n = givenY.length
  if (n <= given.length) throw refuse.tooFewRows({ found: n, least: given.length + 1 })
  const factors = absorbed.map(({ codes }) => codes)
  const taken = (column: Float64Array) => {
    if (factors.length === 0) return column
    const copy = column.slice()
    absorb(copy, factors, weights)
    return copy
  }
  demandVaried(givenY)
  const y = taken(givenY)
  const columns = given.map(taken)
  columns.forEach((column, i) => {
    if (factors.length > 0 && largest(column) <= LEFT_MIN * Math.max(largest(given[i]!), 1e-300))
      throw refuse.collinear({ column: names[i], others: absorbed.map(({ name }) => name).join(', ') })
  })
  const gram = products(columns, weights)
  demandRank(gram, names)
  const { solve, inverse } = scaled(gram)
  // One step of refinement brings back the digits that products of large figures cost.
  let coefficients = solve(crossed(columns, y, weights))
  let residuals = left(columns, y, coefficients)
  const correction = solve(crossed(columns, residuals, weights))
  coefficients = coefficients.map((value, i) => value + correction[i]!)
  residuals = left(columns, y, coefficients)
  let squares = 0
  for (let i = 0; i < n; i++) squares += residuals[i]! * residuals[i]! * (weights ? weights[i]! : 1)
  return { names, coefficients, bread: inverse, columns, residuals, weights, absorbed, n, squares }
}

function demandVaried(y: Float64Array): void {
  for (let i = 1; i < y.length; i++) if (y[i] !== y[0]) return
  throw refuse.constantOutcome({ value: y[0] })
}

/** X′WX */
export function products(columns: readonly Float64Array[], weights?: Float64Array): Matrix {
  const k = columns.length
  const gram = Matrix.zeros(k, k)
  for (let a = 0; a < k; a++)
    for (let b = 0; b <= a; b++) {
      const sum = dot(columns[a]!, columns[b]!, weights)
      gram.set(a, b, sum)
      gram.set(b, a, sum)
    }
  return gram
}

export function dot(a: Float64Array, b: Float64Array, weights?: Float64Array): number {
  let sum = 0
  if (weights) for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]! * weights[i]!
  else for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

const crossed = (columns: readonly Float64Array[], y: Float64Array, weights?: Float64Array): number[] =>
  columns.map((column) => dot(column, y, weights))

function left(columns: readonly Float64Array[], y: Float64Array, coefficients: readonly number[]): Float64Array {
  const residuals = y.slice()
  columns.forEach((column, j) => {
    const b = coefficients[j]!
    for (let i = 0; i < residuals.length; i++) residuals[i]! -= b * column[i]!
  })
  return residuals
}

export type Solved = { readonly inverse: Matrix; readonly definite: boolean; solve(right: readonly number[]): number[] }

/** Solves with the matrix brought to a diagonal of ones, so that units of measure cost no digits; only where `definite`. */
export function scaled(gram: Matrix): Solved {
  const k = gram.rows
  const none = { inverse: Matrix.zeros(k, k), definite: k === 0, solve: () => [] }
  const scale = Array.from({ length: k }, (_, i) => 1 / Math.sqrt(gram.get(i, i)))
  if (k === 0 || !scale.every(Number.isFinite)) return none
  const even = new Matrix(k, k)
  for (let a = 0; a < k; a++)
    for (let b = 0; b < k; b++) even.set(a, b, ((gram.get(a, b) + gram.get(b, a)) / 2) * (scale[a]! * scale[b]!))
  const decomposed = new CholeskyDecomposition(even)
  if (!decomposed.isPositiveDefinite()) return none
  const inverse = decomposed.solve(Matrix.eye(k))
  for (let a = 0; a < k; a++) for (let b = 0; b < k; b++) inverse.set(a, b, inverse.get(a, b) * scale[a]! * scale[b]!)
  const solve = (right: readonly number[]) => {
    const even = Matrix.columnVector(right.map((value, i) => value * scale[i]!))
    return decomposed.solve(even).to1DArray().map((value, i) => value * scale[i]!) // prettier-ignore
  }
  return { inverse, definite: true, solve }
}

/** Throws `stats.effects.collinear` with the first column that those before it make up, and with those. */
export function demandRank(gram: Matrix, names: readonly string[]): void {
  const k = gram.rows
  const lower: number[][] = []
  for (let j = 0; j < k; j++) {
    const diagonal = gram.get(j, j)
    const row: number[] = []
    let rest = 1
    for (let i = 0; i < j; i++) {
      let value = gram.get(j, i) / Math.sqrt(diagonal * gram.get(i, i))
      for (let m = 0; m < i; m++) value -= row[m]! * lower[i]![m]!
      row.push(value / lower[i]![i]!)
      rest -= row[i]! * row[i]!
    }
    if (!(diagonal > 0) || rest < LEFT_MIN) throw refuse.collinear({ column: names[j], others: makers(lower, row, names) }) // prettier-ignore
    lower.push([...row, Math.sqrt(rest)])
  }
}

/** Those whose share in making up the column is not nothing: back substitution on the triangle. */
function makers(lower: readonly number[][], row: readonly number[], names: readonly string[]): string {
  const shares = [...row]
  for (let i = row.length - 1; i >= 0; i--) {
    for (let m = i + 1; m < row.length; m++) shares[i]! -= lower[m]![i]! * shares[m]!
    shares[i]! /= lower[i]![i]!
  }
  return names.filter((_, i) => i < row.length && Math.abs(shares[i]!) > SHARE_NAMED).join(', ')
}
