/** Which entries say the words of a question, and how well. */
import type { Shelf } from './shelf.ts'
import { mostTogether, wordsAsked } from './words.ts'

const NOTHING = new Uint32Array(0)

export class Hearing {
  readonly #shelf: Shelf
  /** Of the question heard last, by entry: its score, how well it answers to the last word, which words it says. */
  scores = new Uint16Array(0)
  #lasts = new Uint8Array(0)
  #sets = new Uint16Array(0)
  #touched = new Uint32Array(0)

  constructor(shelf: Shelf) {
    this.#shelf = shelf
  }

  /** What says all the words together; where nothing does, what says the most of the nearest ones. */
  found(q: string): { hits: Uint32Array; instead?: string } {
    const asked = wordsAsked(q)
    if (asked.length === 0) return { hits: NOTHING }
    const exact = this.#holding(asked)
    if (exact.length > 0) return { hits: exact }
    const { vocabulary } = this.#shelf
    const nearest = asked.map((word) => (this.#isKnown(word) ? word : (vocabulary.nearest(word, this.#isSaid) ?? word)))
    const words = this.#together([...new Set(nearest)])
    if (words.length === 0) return { hits: NOTHING }
    return { hits: this.#holding(words), instead: words.map(vocabulary.spelled).join(' ') }
  }

  #together(words: readonly string[]): string[] {
    const count = this.#listen(words)
    const sets = new Set<number>()
    for (let at = 0; at < count; at++) sets.add(this.#sets[this.#touched[at]!]!)
    const most = mostTogether(sets, words.length)
    return words.filter((_, i) => most & (1 << i))
  }

  #holding(words: readonly string[]): Uint32Array {
    const count = this.#listen(words)
    const all = (1 << words.length) - 1
    return this.#touched.subarray(0, count).filter((entry) => this.#sets[entry] === all)
  }

  /** Hears every entry that says any of the words; gives how many. */
  #listen(words: readonly string[]): number {
    const { vocabulary, sayings, isGone } = this.#shelf
    this.#clear(isGone.length)
    const [touched, scores, sets, lasts] = [this.#touched, this.scores, this.#sets, this.#lasts]
    let count = 0
    for (let i = 0; i < words.length; i++) {
      const bit = 1 << i
      for (const { term, quality } of vocabulary.answering(words[i]!)) {
        const { list, length } = sayings[term]!
        for (let at = 0; at < length; at++) {
          const saying = list[at]!
          const entry = saying >>> 2
          if (isGone[entry]) continue
          const set = sets[entry]!
          if (set === 0) {
            touched[count++] = entry
            scores[entry] = 0
          }
          const score = quality * (saying & 3)
          const last = (set & bit) === 0 ? 0 : lasts[entry]!
          if (score <= last) continue
          sets[entry] = set | bit
          scores[entry]! += score - last
          lasts[entry] = score
        }
      }
    }
    return count
  }

  #clear(capacity: number): void {
    if (this.scores.length === capacity) return void this.#sets.fill(0)
    this.scores = new Uint16Array(capacity)
    this.#lasts = new Uint8Array(capacity)
    this.#sets = new Uint16Array(capacity)
    this.#touched = new Uint32Array(capacity)
  }

  readonly #isSaid = (term: number): boolean => {
    const { list, length } = this.#shelf.sayings[term]!
    for (let at = 0; at < length; at++) if (!this.#shelf.isGone[list[at]! >>> 2]) return true
    return false
  }

  #isKnown(word: string): boolean {
    return this.#shelf.vocabulary.answering(word).some(({ term }) => this.#isSaid(term))
  }
}
