/** How much of everything. */
export const RULES_MAX = 500
/** Of each series in one go; of more the newest count. */
export const READINGS_MAX = 1_000
/** A clock further ahead than this is wrong: its readings wake nobody, and would stand in the way of those that come. */
export const AHEAD_MS = 5 * 60_000
export const LISTED_MAX = 500
export const SILENCE_DAYS_MAX = 90
const DAY_MS = 86_400_000

/** Nobody silences an alarm for good: that would be closing it, or changing its rule. */
export const isSilenceUntil = (until: Date, now: Date): boolean =>
  until > now && until.getTime() - now.getTime() <= SILENCE_DAYS_MAX * DAY_MS
