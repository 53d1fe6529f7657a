/** The rows' keys already seen, with the line of each: exact, and 16 bytes a slot. */

const FILL = 0.7

/** Open addressing over one array: area, series, period (each a small number given by the caller), line. */
export function createKeys() {
  let slots = 1 << 14
  let table = new Uint32Array(slots * 4)
  let size = 0

  const slotOf = (area: number, series: number, period: number): number => {
    let hash = Math.imul(area ^ 0x9e3779b9, 0x85ebca6b)
    hash = Math.imul((hash ^ (hash >>> 15)) + series, 0xc2b2ae35)
    // A file mostly runs through the periods of one series: next to each other in memory they are found in the cache.
    let slot = ((hash ^ (hash >>> 16)) + period) & (slots - 1)
    for (;;) {
      const at = slot * 4
      if (table[at + 3] === 0) return at
      if (table[at] === area && table[at + 1] === series && table[at + 2] === period) return at
      slot = (slot + 1) & (slots - 1)
    }
  }
  const put = (area: number, series: number, period: number, line: number): number => {
    const at = slotOf(area, series, period)
    if (table[at + 3] !== 0) return table[at + 3]!
    table[at] = area
    table[at + 1] = series
    table[at + 2] = period
    table[at + 3] = line
    size++
    return 0
  }
  const grow = () => {
    const old = table
    slots *= 2
    table = new Uint32Array(slots * 4)
    size = 0
    for (let at = 0; at < old.length; at += 4)
      if (old[at + 3] !== 0) put(old[at]!, old[at + 1]!, old[at + 2]!, old[at + 3]!)
  }

  return {
    /** 0 where the key is new; else the line that had it first. Lines count from 1. */
    firstLine(area: number, series: number, period: number, line: number): number {
      if (size > slots * FILL) grow()
      return put(area, series, period, line)
    },
  }
}
