/** When a reading was: with its own zone, or by the clock of the place. */
import type { Zone } from '#stats'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/**
 * Reads '2025-12-31', '2025-12-31T14:30:00' and the same with 'Z' or an offset, in the order of a file. A clock that was put
 * back shows an hour twice: what follows an equal or later reading is of the second time.
 */
export function createMoments(zone: Zone): (text: string) => number {
  let last = -Infinity
  return (text) => {
    const at_ms = /Z|[+-]\d\d:\d\d$/.test(text) ? Date.parse(text) : local(text, zone, last)
    last = at_ms
    return at_ms
  }
}

function local(text: string, zone: Zone, last: number): number {
  const wall = Date.parse(text.length === 10 ? text : `${text}Z`)
  const day = text.slice(0, 10)
  const about = zone.startOf(day, (wall - Date.parse(day)) / MINUTE_MS)
  const same = [about - HOUR_MS, about, about + HOUR_MS].filter((at_ms) => zone.wallOf(at_ms) === wall)
  // An hour that the clock leaves out in spring is none; whoever writes it goes by a clock that was not put on.
  return same.find((at_ms) => at_ms > last) ?? same.at(-1) ?? about
}
