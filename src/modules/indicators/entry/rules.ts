/** A figure typed by hand: nobody replaces what they have not seen. Pure. */
import { refusals } from '#platform/errors'
import type { Rejection } from '../reading/index.ts'
import type { Entry, Known } from './types.ts'

export const refuse = refusals('indicators', { overtaken: 409, alreadyEntered: 409, notAccepted: 422 })

/** Throws `indicators.overtaken` or `indicators.alreadyEntered`, each with both figures. */
export function demandSeen(
  { measure, area, period, dimension, seen }: Entry,
  yours: number | null,
  known: Known,
): void {
  const place = { measure, area, period, dimension, yours }
  if (known.seen !== seen) throw refuse.overtaken({ ...place, theirs: known.value ?? null, seen, seq: known.seen })
  if (known.waiting) {
    const { id, value, at } = known.waiting
    throw refuse.alreadyEntered({ ...place, theirs: value, import: id, at: at.toISOString() })
  }
}

/** What was read of the one row: its figure, or what is wrong with it. */
export function figureIn(
  accepted: { value: Float64Array; length: number },
  rejected: readonly Rejection[],
): number | null {
  const [wrong] = rejected
  if (wrong) {
    const { code, column, found, expected, line } = wrong
    throw refuse.notAccepted({ code, column: column?.name ?? '', found, expected, line })
  }
  const value = accepted.length > 0 ? accepted.value[0]! : NaN
  return Number.isNaN(value) ? null : value
}
