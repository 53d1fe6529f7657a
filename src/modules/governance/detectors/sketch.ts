/**
 * How many different values a column has, and how many of them stand once, in bounded memory (distinct sampling, Gibbons
 * 2001): while there are few all are kept; then only values whose hash ends in so many zeros, and those exactly.
 */
import { mixed } from './look.ts'

/** Enough to tell a share to about one in a hundred. */
const SLOTS = 1 << 13
const FILL_MAX = SLOTS * 0.6

export type Distinct = {
  /** Different values, exactly where `exact`. */
  distinct: number
  /** Rows whose value stands in no other row. */
  alone: number
  exact: boolean
}

export class Sketch {
  private hashes = new Uint32Array(SLOTS)
  /** 0: free; 1: stood once; 2: stood more often. */
  private times = new Uint8Array(SLOTS)
  private size = 0
  private level = 0
  private levelMask = 0

  add(hash: number): void {
    if ((hash & this.levelMask) !== 0) return
    let slot = mixed(hash) & (SLOTS - 1)
    while (this.times[slot] !== 0) {
      if (this.hashes[slot] === hash) {
        this.times[slot] = 2
        return
      }
      slot = (slot + 1) & (SLOTS - 1)
    }
    this.hashes[slot] = hash
    this.times[slot] = 1
    if (++this.size > FILL_MAX) this.thin()
  }

  /** Keeps every second value. */
  private thin(): void {
    const { hashes, times } = this
    this.level++
    this.levelMask = 2 ** this.level - 1
    this.hashes = new Uint32Array(SLOTS)
    this.times = new Uint8Array(SLOTS)
    this.size = 0
    for (let i = 0; i < SLOTS; i++) {
      if (times[i] === 0 || (hashes[i]! & this.levelMask) !== 0) continue
      let slot = mixed(hashes[i]!) & (SLOTS - 1)
      while (this.times[slot] !== 0) slot = (slot + 1) & (SLOTS - 1)
      this.hashes[slot] = hashes[i]!
      this.times[slot] = times[i]!
      this.size++
    }
  }

  result(): Distinct {
    let alone = 0
    for (const times of this.times) if (times === 1) alone++
    const factor = 2 ** this.level
    return { distinct: this.size * factor, alone: alone * factor, exact: this.level === 0 }
  }
}
