/** Centre and spread that a few wild figures do not move. */
import { demandFinite } from './refusals.ts'

/** So that the deviation of normal figures is their standard deviation. */
const MAD_TO_SD = 1.482602218505602
const MEAN_AD_TO_SD = 1.2533141373155001

export function sorted(values: ArrayLike<number>): Float64Array {
  demandFinite(values)
  return Float64Array.from(values).sort()
}

/** Hyndman and Fan's type 7, as R and spreadsheets have it, of figures in order; undefined where there are none. */
export function quantileSorted(ordered: ArrayLike<number>, share: number): number | undefined {
  if (ordered.length === 0) return undefined
  const at = (ordered.length - 1) * Math.min(1, Math.max(0, share))
  const low = Math.floor(at)
  const below = ordered[low]!
  const part = at - low
  return part === 0 ? below : below + (ordered[low + 1]! - below) * part
}

/** Throws `stats.notFinite`, as all here. */
export function quantile(values: ArrayLike<number>, share: number): number | undefined {
  return quantileSorted(sorted(values), share)
}

export function median(values: ArrayLike<number>): number | undefined {
  return quantile(values, 0.5)
}

/** The median distance from the median, not scaled. */
export function medianDeviation(values: ArrayLike<number>): number | undefined {
  const centre = median(values)
  return centre === undefined ? undefined : median(Float64Array.from(values, (value) => Math.abs(value - centre)))
}

/**
 * How many standard deviations each figure lies from the median, the deviation told by the median one; where half of the
 * figures or more are equal, by the mean one (Iglewicz and Hoaglin 1993). Undefined where all are equal.
 */
export function robustZ(values: ArrayLike<number>): Float64Array | undefined {
  const centre = median(values)
  if (centre === undefined) return undefined
  const distances = Float64Array.from(values, (value) => Math.abs(value - centre))
  const spread =
    median(distances)! * MAD_TO_SD || (distances.reduce((sum, d) => sum + d, 0) / distances.length) * MEAN_AD_TO_SD
  return spread === 0 ? undefined : Float64Array.from(values, (value) => (value - centre) / spread)
}
