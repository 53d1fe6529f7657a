/** Every word that anything says: in order, so that a word finds its other forms side by side; by pairs of letters, so that a slip finds what was meant. */
import { fold, match, reachOf, slips, slipsAllowed } from '#platform/text'
import { Numbers } from './growing.ts'

export type Heard = { term: number; quality: number }

export class Vocabulary {
  readonly #terms: string[] = []
  readonly #numbers = new Map<string, number>()
  /** Numbers of terms by alphabet; new ones wait until somebody asks. */
  #sorted: number[] = []
  #pairs = new Map<string, Numbers>()
  readonly #spelling = new Map<string, string>()
  #shared = new Uint8Array(0)

  get size(): number {
    return this.#terms.length
  }

  /** The term's number, given when it is first heard. */
  number(term: string): number {
    const known = this.#numbers.get(term)
    if (known !== undefined) return known
    const number = this.#terms.length
    this.#terms.push(term)
    this.#numbers.set(term, number)
    for (const pair of pairsOf(term)) {
      let terms = this.#pairs.get(pair)
      if (!terms) this.#pairs.set(pair, (terms = new Numbers()))
      terms.push(number)
    }
    return number
  }

  /** Remembers how words are written. */
  learn(texts: readonly string[]): void {
    for (const text of texts)
      for (const word of text.toLowerCase().match(/\p{L}{4,}/gu) ?? []) {
        const folded = fold(word)
        if (!this.#spelling.has(folded)) this.#spelling.set(folded, word)
      }
  }
  spelled = (folded: string): string => this.#spelling.get(folded) ?? folded

  /** The terms that answer to a word. */
  answering(word: string): Heard[] {
    const beginning = word.slice(0, word.length === 1 ? 1 : reachOf(word))
    const heard: Heard[] = []
    const sorted = this.#inOrder()
    for (let at = this.#firstFrom(beginning); at < sorted.length; at++) {
      const term = sorted[at]!
      const text = this.#terms[term]!
      if (!text.startsWith(beginning)) break
      // One letter begins too much to mean anything.
      const quality = word.length === 1 && text !== word ? 0 : match(text, word)
      if (quality > 0) heard.push({ term, quality })
    }
    return heard
  }

  /** The nearest term that is still said, by slips of the finger; of equally near ones the first by alphabet. */
  nearest(word: string, isSaid: (term: number) => boolean): string | undefined {
    const allowed = slipsAllowed(word)
    if (allowed === 0) return undefined
    let nearest: string | undefined
    let least = allowed + 1
    for (const term of this.#alike(word, allowed)) {
      const text = this.#terms[term]!
      if (Math.abs(text.length - word.length) > allowed) continue
      const distance = slips(text, word, least)
      if (distance > least || !isSaid(term)) continue
      if (distance < least || (distance === least && distance <= allowed && text < nearest!)) [nearest, least] = [text, distance] // prettier-ignore
    }
    return nearest
  }

  /** Terms with so many pairs of letters in common that so few slips may part them: one slip spoils three pairs at most. */
  #alike(word: string, allowed: number): number[] {
    const pairs = pairsOf(word)
    const needed = Math.max(1, pairs.length - 3 * allowed)
    if (this.#shared.length < this.#terms.length) this.#shared = new Uint8Array(this.#terms.length * 2)
    const met: number[] = []
    for (const pair of pairs) {
      const terms = this.#pairs.get(pair)
      if (!terms) continue
      for (let i = 0; i < terms.length; i++) if (this.#shared[terms.list[i]!]!++ === 0) met.push(terms.list[i]!)
    }
    const alike = met.filter((term) => this.#shared[term]! >= needed)
    for (const term of met) this.#shared[term] = 0
    return alike
  }

  #inOrder(): number[] {
    if (this.#sorted.length === this.#terms.length) return this.#sorted
    const terms = this.#terms
    const added = Array.from({ length: terms.length - this.#sorted.length }, (_, i) => this.#sorted.length + i)
    // Sorting what is nearly sorted is quick.
    this.#sorted = [...this.#sorted, ...added].sort((a, b) => (terms[a]! < terms[b]! ? -1 : 1))
    return this.#sorted
  }

  #firstFrom(beginning: string): number {
    let [from, to] = [0, this.#sorted.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if (this.#terms[this.#sorted[middle]!]! < beginning) from = middle + 1
      else to = middle
    }
    return from
  }
}

/** Each pair of neighbouring letters once, with the word's ends. */
function pairsOf(word: string): string[] {
  const padded = `^${word}$`
  const pairs = new Set<string>()
  for (let at = 0; at + 1 < padded.length; at++) pairs.add(padded.slice(at, at + 2))
  return [...pairs]
}
