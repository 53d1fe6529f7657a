/** The values already seen, with the line of each: 12 bytes a slot, told apart by 64 bits of hash. */
import { refuse } from '../refusals.ts'

/** More are not kept in memory; a database tells them apart. */
export const KEYS_MAX = 10_000_000
const FILL = 0.7

export function createKeys() {
  let slots = 1 << 12
  let table = new Uint32Array(slots * 3)
  let size = 0

  const slotOf = (low: number, high: number): number => {
    for (let slot = low & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
      const at = slot * 3
      if (table[at + 2] === 0 || (table[at] === low && table[at + 1] === high)) return at
    }
  }
  const grow = () => {
    const old = table
    slots *= 2
    table = new Uint32Array(slots * 3)
    for (let at = 0; at < old.length; at += 3) if (old[at + 2] !== 0) table.set(old.subarray(at, at + 3), slotOf(old[at]!, old[at + 1]!)) // prettier-ignore
  }

  return {
    /** 0 where the value is new; else the line that had it first. Lines count from 1. Throws `reading.tooManyKeys`. */
    firstLine(value: string, line: number): number {
      if (size > slots * FILL) grow()
      const low = hashOf(value, 0x811c9dc5)
      const high = hashOf(value, 0x9747b28c)
      const at = slotOf(low, high)
      if (table[at + 2] !== 0) return table[at + 2]!
      if (++size > KEYS_MAX) throw refuse.tooManyKeys({ keysMax: KEYS_MAX })
      table[at] = low
      table[at + 1] = high
      table[at + 2] = line
      return 0
    },
  }
}

function hashOf(text: string, seed: number): number {
  let hash = seed
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x5bd1e995)
    hash ^= hash >>> 15
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
