/** What was found in the different texts of a column, as long as they are few: found again without cutting the text out. */
import { detached } from '#platform/text'
import { mixed } from './look.ts'

/** So many different texts, and none longer, are remembered; a column of more is looked at cell by cell. */
const TEXTS_MAX = 2_000
const CHARS_MAX = 200
const SLOTS = 1 << 12

export class Remembered<Found> {
  private slots: Uint16Array | undefined
  private readonly hashes: number[] = []
  private readonly texts: string[] = []
  private readonly found: Found[] = []

  /** `hash`: that of the text from `from` to `to`. */
  find(text: string, hash: number, from: number, to: number): Found | undefined {
    const { slots } = this
    if (!slots) return undefined
    for (let slot = hash & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
      const at = slots[slot]! - 1
      if (at < 0) return undefined
      if (this.hashes[at] === hash && this.isAt(text, this.texts[at]!, from, to)) return this.found[at]
    }
  }

  /** False where there are too many, so that nothing is to be remembered any more. */
  add(text: string, hash: number, found: Found): boolean {
    if (text.length > CHARS_MAX) return true
    const slots = (this.slots ??= new Uint16Array(SLOTS))
    let slot = hash & (SLOTS - 1)
    while (slots[slot] !== 0) slot = (slot + 1) & (SLOTS - 1)
    slots[slot] = this.texts.push(detached(text))
    this.hashes.push(hash)
    this.found.push(found)
    return this.texts.length <= TEXTS_MAX
  }

  protected isAt(text: string, part: string, from: number, to: number): boolean {
    if (part.length !== to - from) return false
    for (let i = 0; i < part.length; i++) if (text.charCodeAt(from + i) !== part.charCodeAt(i)) return false
    return true
  }
}

/** The same of texts that differ by their digits alone, a zero always standing where another has one. */
export class RememberedShapes<Found> extends Remembered<Found> {
  protected override isAt(text: string, part: string, from: number, to: number): boolean {
    if (part.length !== to - from) return false
    for (let i = 0; i < part.length; i++)
      if (shape(text.charCodeAt(from + i)) !== shape(part.charCodeAt(i))) return false
    return true
  }
}

const [ONE, NINE] = [49, 57]
const shape = (code: number): number => (code > ONE && code <= NINE ? ONE : code)

/** Texts of one shape have one. */
export function shapeHash(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ shape(text.charCodeAt(i)), 0x01000193)
  return mixed(hash)
}
