/** How fast one may go: a bucket that fills by itself. Pure. */
export function createPace(perSecond: number, burst: number) {
  let [left, at_ms] = [burst, 0]
  return {
    /** Takes one; gives how long to wait until there is room again, in milliseconds. */
    take(now_ms: number): number {
      left = Math.min(burst, left + ((now_ms - at_ms) / 1000) * perSecond) - 1
      at_ms = now_ms
      return left >= 0 ? 0 : (-left / perSecond) * 1000
    },
  }
}
