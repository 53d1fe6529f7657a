/** How often one address may report, counted in this process; nothing of it is kept. */
import type { Clock } from '#platform/clock'
import { addressKey } from '#identity'
import { LIMITS } from './types.ts'

const TEN_MINUTES_MS = 600_000
const DAY_MS = 86_400_000
const ADDRESSES_MAX = 50_000

export function createCounts(clock: Clock) {
  const counts = new Map<string, number[]>()
  return {
    /** How many seconds to wait; 0 where another may come now. */
    wait_s(address: string): number {
      const now = clock.now().getTime()
      const made = (counts.get(addressKey(address)) ?? []).filter((at) => now - at < DAY_MS)
      const recent = made.filter((at) => now - at < TEN_MINUTES_MS)
      const until = made.length >= LIMITS.day ? made[0]! + DAY_MS : recent.length >= LIMITS.tenMinutes ? recent[0]! + TEN_MINUTES_MS : now // prettier-ignore
      return Math.ceil((until - now) / 1000)
    },
    count(address: string): void {
      const [key, now] = [addressKey(address), clock.now().getTime()]
      const made = (counts.get(key) ?? []).filter((at) => now - at < DAY_MS)
      counts.delete(key)
      counts.set(key, [...made, now])
      // The address that was heard of longest ago is forgotten first.
      if (counts.size > ADDRESSES_MAX) counts.delete(counts.keys().next().value!)
    },
  }
}
