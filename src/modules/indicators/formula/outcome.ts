/** What a formula gives in one cell: a number with its status, or the reason why there is none. */
import type { Reason, Status } from '../types.ts'

export type Cell = { readonly area: string; readonly period: string }

/** One figure as it is known. A figure that is stated to be missing has no value and says why. */
export type Figure = {
  readonly value: number | null
  readonly status: Status
  readonly reason?: string | null
  /** The public note of a figure that was taken back. */
  readonly note?: string | null
}

/** What formulas are evaluated over. */
export type World = {
  /** The areas that lie directly in this one in that period. */
  children(area: string, period: string): readonly string[]
  figure(measure: string, dimension: string, cell: Cell): Figure | undefined
}

/** `absent`: nothing is known of what the formula reads here, so there is nothing to say. */
export type Outcome =
  | { readonly kind: 'value'; readonly value: number; readonly status: Exclude<Status, 'M'> }
  | { readonly kind: 'missing'; readonly reason: Reason }
  | { readonly kind: 'absent'; readonly reason: Reason }

/** The graver of two statuses stands: normal, provisional, estimated, break in series. */
export const GRAVITY: readonly Exclude<Status, 'M'>[] = ['A', 'P', 'E', 'B']

export function graver<S extends Exclude<Status, 'M'>>(a: S, b: S): S {
  return GRAVITY.indexOf(a) >= GRAVITY.indexOf(b) ? a : b
}

/** A running sum that keeps what rounding loses (Neumaier 1974), so that the order of many parts does not show. */
export function compensated(): { add(value: number): void; total(): number } {
  let sum = 0
  let lost = 0
  return {
    add(value) {
      const next = sum + value
      lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
      sum = next
    },
    total: () => sum + lost,
  }
}
