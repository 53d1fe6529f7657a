/** Which entries say the words of a question, and how well. */
import type { Shelf } from './shelf.ts'
import type { Heard } from './vocabulary.ts'
import { mostTogether, wordsAsked } from './words.ts'

const NOTHING = new Uint32Array(0)
/** What was found out of words that were asked for last: what is asked often is mostly what many say. */
const TERMS_REMEMBERED_MAX = 1_000
const SAID_REMEMBERED_MAX = 64

/** Where one of so many says a word, it is worth to look at all of them in order. */
const MANY = 32

/** By which entries a word is said, and how well by each. */
type Said = { entries: Uint32Array; scores: Uint8Array }

export class Hearing {
  readonly #shelf: Shelf
  readonly #terms = new Map<string, Heard[]>()
  readonly #said = new Map<string, Said>()
  #revision = -1
  #sums = new Uint16Array(0)
  #some = new Uint8Array(0)
  #met = new Uint32Array(0)

  constructor(shelf: Shelf) {
    this.#shelf = shelf
  }

  /** Of what was found last. */
  scoreOf = (entry: number): number => this.#sums[entry]!

  /** What says all the words together; where nothing does, what says the most of the nearest ones. */
  found(q: string): { hits: Uint32Array; instead?: string } {
    const asked = wordsAsked(q)
    if (asked.length === 0) return { hits: NOTHING }
    this.#keepUp()
    const exact = this.#holding(asked)
    if (exact.length > 0) return { hits: exact }
    const { vocabulary } = this.#shelf
    const nearest = asked.map((word) => (this.#isKnown(word) ? word : (vocabulary.nearest(word, this.#isSaid) ?? word)))
    const words = this.#together([...new Set(nearest)])
    if (words.length === 0) return { hits: NOTHING }
    return { hits: this.#holding(words), instead: words.map(vocabulary.spelled).join(' ') }
  }

  #keepUp(): void {
    const { revision, isGone } = this.#shelf
    if (this.#revision === revision) return
    this.#revision = revision
    this.#terms.clear()
    this.#said.clear()
    if (this.#sums.length === isGone.length) return
    this.#sums = new Uint16Array(isGone.length)
    this.#some = new Uint8Array(isGone.length)
    this.#met = new Uint32Array(isGone.length)
  }

  #together(words: readonly string[]): string[] {
    const held = new Uint16Array(this.#shelf.isGone.length)
    const said = words.map((word) => this.#saidOf(word).entries)
    said.forEach((entries, i) => {
      for (let at = 0; at < entries.length; at++) held[entries[at]!]! |= 1 << i
    })
    const isHeld = new Uint8Array(1 << words.length)
    for (const entries of said) for (let at = 0; at < entries.length; at++) isHeld[held[entries[at]!]!] = 1
    const sets = [...isHeld.keys()].filter((set) => isHeld[set] === 1)
    const most = mostTogether(sets, words.length)
    return words.filter((_, i) => most & (1 << i))
  }

  /** The rarest word first: only what says it is asked for the others. */
  #holding(words: readonly string[]): Uint32Array {
    const spreads = words.map((word) => this.#spread(word))
    if (spreads.includes(0)) return NOTHING
    const [rarest, ...others] = [...words.keys()].sort((a, b) => spreads[a]! - spreads[b]!).map((i) => words[i]!)
    const sums = this.#sums
    const { entries, scores: among } = this.#saidOf(rarest!)
    for (let at = 0; at < entries.length; at++) sums[entries[at]!] = among[entries[at]!]!
    let hits = entries
    for (const word of others) {
      if (hits.length === 0) break
      const scores = this.#said.get(word)?.scores ?? this.#scoresAmong(word, among)
      const both = new Uint32Array(hits.length)
      let length = 0
      for (let at = 0; at < hits.length; at++) {
        const entry = hits[at]!
        if (scores[entry] === 0) continue
        sums[entry]! += scores[entry]!
        both[length++] = entry
      }
      hits = both.subarray(0, length)
    }
    return hits
  }

  #spread(word: string): number {
    const { sayings } = this.#shelf
    return this.#termsOf(word).reduce((sum, { term }) => sum + sayings[term]!.length, 0)
  }

  #termsOf(word: string): Heard[] {
    return recalled(this.#terms, word, TERMS_REMEMBERED_MAX, () => this.#shelf.vocabulary.answering(word))
  }

  #saidOf(word: string): Said {
    return recalled(this.#said, word, SAID_REMEMBERED_MAX, () => {
      const scores = new Uint8Array(this.#shelf.isGone.length)
      const count = this.#listen(word, scores, this.#shelf.isGone, 0)
      if (count * MANY >= scores.length) inOrder(this.#met, scores)
      return { entries: this.#met.slice(0, count), scores }
    })
  }

  /** How well those say a word that are marked; until the next is asked for. */
  #scoresAmong(word: string, marked: Uint8Array): Uint8Array {
    this.#some.fill(0)
    this.#listen(word, this.#some, marked, 1)
    return this.#some
  }

  /** Writes down how well each entry says a word, and which do, of those whose mark is none, or is one; gives how many. */
  #listen(word: string, scores: Uint8Array, marks: Uint8Array, least: 0 | 1): number {
    const { sayings } = this.#shelf
    const met = this.#met
    let count = 0
    for (const { term, quality } of this.#termsOf(word)) {
      const { list, length } = sayings[term]!
      for (let at = 0; at < length; at++) {
        const saying = list[at]!
        const entry = saying >>> 2
        if (marks[entry]! > 0 !== least > 0) continue
        const score = quality * (saying & 3)
        const before = scores[entry]!
        if (score <= before) continue
        if (before === 0) met[count++] = entry
        scores[entry] = score
      }
    }
    return count
  }

  readonly #isSaid = (term: number): boolean => {
    const { list, length } = this.#shelf.sayings[term]!
    for (let at = 0; at < length; at++) if (!this.#shelf.isGone[list[at]! >>> 2]) return true
    return false
  }

  #isKnown(word: string): boolean {
    return this.#termsOf(word).some(({ term }) => this.#isSaid(term))
  }
}

/** What is known of a word, or is found out now; what was asked for longest ago is forgotten. */
function recalled<Known>(known: Map<string, Known>, word: string, most: number, find: () => Known): Known {
  const found = known.get(word) ?? find()
  known.delete(word)
  known.set(word, found)
  if (known.size > most) known.delete(known.keys().next().value!)
  return found
}

/** Puts them in order, so that what is known of them is read from one end to the other. */
function inOrder(met: Uint32Array, scores: Uint8Array): void {
  let length = 0
  for (let entry = 0; entry < scores.length; entry++) if (scores[entry]! > 0) met[length++] = entry
}
