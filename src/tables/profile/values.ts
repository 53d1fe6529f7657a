/** The different texts of a column with what was said of each, found by a hash that the estimate of their number uses too. */
import { detached } from '#platform/text'

/** FNV-1a over the characters, with MurmurHash3's last mixing. */
export function hashOf(signs: Uint16Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ signs[at]!, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Twice as many slots as there may ever be texts, so that one is nearly always found at once. */
const SLOTS = 1 << 15

export function createValues<T>() {
  const slots = new Uint16Array(SLOTS)
  const texts: string[] = []
  const hashes: number[] = []
  const said: T[] = []
  return {
    size: () => texts.length,
    /** What was said of the text whose signs stand from `from` to `to`. */
    find(signs: Uint16Array, hash: number, from: number, to: number): T | undefined {
      for (let slot = hash & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
        const index = slots[slot]!
        if (index === 0) return undefined
        if (hashes[index - 1] === hash && isAt(signs, texts[index - 1]!, from, to)) return said[index - 1]
      }
    },
    /** Of a text that is not there yet. */
    add(text: string, hash: number, what: T): void {
      let slot = hash & (SLOTS - 1)
      while (slots[slot] !== 0) slot = (slot + 1) & (SLOTS - 1)
      slots[slot] = texts.push(detached(text))
      hashes.push(hash)
      said.push(what)
    },
    hashes: (): readonly number[] => hashes,
    entries: (): [text: string, what: T][] => texts.map((text, i) => [text, said[i]!]),
    clear(): void {
      slots.fill(0)
      texts.length = hashes.length = said.length = 0
    },
  }
}

function isAt(signs: Uint16Array, part: string, from: number, to: number): boolean {
  if (part.length !== to - from) return false
  for (let i = 0; i < part.length; i++) if (signs[from + i] !== part.charCodeAt(i)) return false
  return true
}
