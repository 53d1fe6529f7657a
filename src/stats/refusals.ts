/** What the models say no to. What figures may well be (too few, all equal) is an outcome instead. */
import { refusals } from '#platform/errors'

export const refuse = refusals('stats', {
  notFinite: 422,
  tooLarge: 422,
  tooMany: 422,
  twice: 422,
  level: 422,
})

/** Larger magnitudes could leave a sum or a slope infinite. */
const MAGNITUDE_MAX = 1e100

/** Throws `stats.notFinite` or `stats.tooLarge`, with the place counted from 0. */
export function demandFinite(values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (!Number.isFinite(value)) throw refuse.notFinite({ index: i, found: String(value) })
    if (Math.abs(value) > MAGNITUDE_MAX) throw refuse.tooLarge({ index: i, found: value })
  }
}
