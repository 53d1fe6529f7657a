/** How many different texts there are, estimated in 16 kB (HyperLogLog, Flajolet et al. 2007): within about one percent. */
const BITS = 14
const REGISTERS = 1 << BITS
const ALPHA = 0.7213 / (1 + 1.079 / REGISTERS)
const TWO_32 = 2 ** 32

export function createDistinct() {
  const registers = new Uint8Array(REGISTERS)
  return {
    add(hash: number): void {
      const register = hash >>> (32 - BITS)
      const rank = Math.clz32((hash << BITS) | (1 << (BITS - 1))) + 1
      if (registers[register]! < rank) registers[register] = rank
    },
    estimate(): number {
      let sum = 0
      let empty = 0
      for (const rank of registers) {
        sum += 2 ** -rank
        if (rank === 0) empty++
      }
      const raw = (ALPHA * REGISTERS * REGISTERS) / sum
      if (raw <= 2.5 * REGISTERS && empty > 0) return Math.round(REGISTERS * Math.log(REGISTERS / empty))
      return Math.round(raw <= TWO_32 / 30 ? raw : -TWO_32 * Math.log(1 - raw / TWO_32))
    },
  }
}
