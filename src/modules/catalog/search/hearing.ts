/** Which entries say the words of a question, and how well. */
import type { Shelf } from './shelf.ts'
import type { Heard } from './vocabulary.ts'
import { mostTogether, wordsAsked } from './words.ts'

const NOTHING = new Uint32Array(0)

/** What is known of an entry while words are heard, in one number: which of them it says, how well the last, how well all. */
const SETS = 0xfff
const LAST_SHIFT = 12
const LAST = 0xf
const SCORE_SHIFT = 16

export class Hearing {
  readonly #shelf: Shelf
  #states = new Uint32Array(0)
  #touched = new Uint32Array(0)

  constructor(shelf: Shelf) {
    this.#shelf = shelf
  }

  /** Of the question heard last. */
  scoreOf = (entry: number): number => this.#states[entry]! >>> SCORE_SHIFT

  /** What says all the words together; where nothing does, what says the most of the nearest ones. */
  found(q: string): { hits: Uint32Array; instead?: string } {
    const asked = wordsAsked(q)
    if (asked.length === 0) return { hits: NOTHING }
    const exact = this.#holding(asked.map((word) => this.#heard(word)))
    if (exact.length > 0) return { hits: exact }
    const { vocabulary } = this.#shelf
    const nearest = asked.map((word) => (this.#isKnown(word) ? word : (vocabulary.nearest(word, this.#isSaid) ?? word)))
    const words = this.#together([...new Set(nearest)])
    if (words.length === 0) return { hits: NOTHING }
    return {
      hits: this.#holding(words.map((word) => this.#heard(word))),
      instead: words.map(vocabulary.spelled).join(' '),
    }
  }

  #together(words: readonly string[]): string[] {
    const count = this.#listen(words.map((word) => this.#heard(word)))
    const sets = new Set<number>()
    for (let at = 0; at < count; at++) sets.add(this.#states[this.#touched[at]!]! & SETS)
    const most = mostTogether(sets, words.length)
    return words.filter((_, i) => most & (1 << i))
  }

  /** The rarest word first: what does not say it need not be looked at again. */
  #holding(words: Heard[][]): Uint32Array {
    const { sayings } = this.#shelf
    const spread = (heard: Heard[]) => heard.reduce((sum, { term }) => sum + sayings[term]!.length, 0)
    const count = this.#listen(
      words.toSorted((a, b) => spread(a) - spread(b)),
      true,
    )
    const [touched, states, hits] = [this.#touched, this.#states, new Uint32Array(count)]
    const all = (1 << words.length) - 1
    let length = 0
    for (let at = 0; at < count; at++) if ((states[touched[at]!]! & SETS) === all) hits[length++] = touched[at]!
    return hits.subarray(0, length)
  }

  /** Hears every entry that says any of the words, or, `together`, may say all of them; gives how many. */
  #listen(words: readonly Heard[][], together = false): number {
    const { sayings, isGone } = this.#shelf
    this.#clear(isGone.length)
    const [touched, states] = [this.#touched, this.#states]
    let count = 0
    for (let i = 0; i < words.length; i++) {
      const bit = 1 << i
      const before = together ? bit - 1 : 0
      for (const { term, quality } of words[i]!) {
        const { list, length } = sayings[term]!
        for (let at = 0; at < length; at++) {
          const saying = list[at]!
          const entry = saying >>> 2
          const state = states[entry]!
          if ((state & before) !== before) continue
          const score = quality * (saying & 3)
          const last = (state & bit) === 0 ? 0 : (state >>> LAST_SHIFT) & LAST
          if (score <= last || isGone[entry] === 1) continue
          if (state === 0) touched[count++] = entry
          const sum = (state >>> SCORE_SHIFT) + score - last
          states[entry] = (sum << SCORE_SHIFT) | (score << LAST_SHIFT) | (state & SETS) | bit
        }
      }
    }
    return count
  }

  #clear(capacity: number): void {
    if (this.#states.length === capacity) return void this.#states.fill(0)
    this.#states = new Uint32Array(capacity)
    this.#touched = new Uint32Array(capacity)
  }

  #heard = (word: string): Heard[] => this.#shelf.vocabulary.answering(word)

  readonly #isSaid = (term: number): boolean => {
    const { list, length } = this.#shelf.sayings[term]!
    for (let at = 0; at < length; at++) if (!this.#shelf.isGone[list[at]! >>> 2]) return true
    return false
  }

  #isKnown(word: string): boolean {
    return this.#heard(word).some(({ term }) => this.#isSaid(term))
  }
}
