/** What was found in the different texts of a column, as long as they are few: found again without cutting the text out. */
import { detached } from '#platform/text'
import type { Found } from './hits.ts'

/** So many different texts, and none longer, are remembered; a column of more is looked at cell by cell. */
const TEXTS_MAX = 2_000
const CHARS_MAX = 200
const SLOTS = 1 << 12

export class Remembered {
  private readonly slots = new Uint16Array(SLOTS)
  private readonly hashes: number[] = []
  private readonly texts: string[] = []
  private readonly found: Found[] = []

  /** `hash`: that of the text from `from` to `to`. */
  find(text: string, hash: number, from: number, to: number): Found | undefined {
    for (let slot = hash & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
      const at = this.slots[slot]! - 1
      if (at < 0) return undefined
      if (this.hashes[at] === hash && isAt(text, this.texts[at]!, from, to)) return this.found[at]
    }
  }

  /** False where there are too many, so that nothing is to be remembered any more. */
  add(text: string, hash: number, found: Found): boolean {
    if (text.length > CHARS_MAX) return true
    let slot = hash & (SLOTS - 1)
    while (this.slots[slot] !== 0) slot = (slot + 1) & (SLOTS - 1)
    this.slots[slot] = this.texts.push(detached(text))
    this.hashes.push(hash)
    this.found.push(found)
    return this.texts.length <= TEXTS_MAX
  }
}

function isAt(text: string, part: string, from: number, to: number): boolean {
  if (part.length !== to - from) return false
  for (let i = 0; i < part.length; i++) if (text.charCodeAt(from + i) !== part.charCodeAt(i)) return false
  return true
}
