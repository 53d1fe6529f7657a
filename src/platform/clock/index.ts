/** Time comes from here, so that a test can stand it still. Always UTC; a statistic's days and years are the city's. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }

/** A clock that a test moves by hand. */
export function fixedClock(start: Date | string): Clock & { set(date: Date | string): void } {
  let now = new Date(start)
  return {
    now: () => new Date(now),
    set: (date) => {
      now = new Date(date)
    },
  }
}
