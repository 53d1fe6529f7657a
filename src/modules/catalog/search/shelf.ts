/** Every entry that can be found: its words, its values, what puts it in order. */
import { Belonging } from './belonging.ts'
import { Numbers } from './growing.ts'
import type { Entry } from './types.ts'
import { Vocabulary } from './vocabulary.ts'
import { heardIn } from './words.ts'

/** To begin with; doubled when it is full. */
const CAPACITY = 1024

type Lang = 'pl' | 'en' | 'uk'
/** What is remembered of an entry. */
type Kept = { id: string; title: Entry['title'] }

export class Shelf {
  readonly vocabulary = new Vocabulary()
  readonly belonging = new Belonging()
  /** Of each term, the entries that say it, each with its weight in the last two bits. */
  readonly sayings: Numbers[] = []
  readonly kept: Kept[] = []
  isGone = new Uint8Array(CAPACITY)
  modified_ms = new Float64Array(CAPACITY)
  issued_ms = new Float64Array(CAPACITY)
  readonly #numbers = new Map<string, number>()
  /** Worked out when asked for, until something changes. */
  #alive: Uint32Array | undefined
  readonly #ranks = new Map<Lang, Uint32Array>()
  #everything: Int32Array | undefined
  /** Another with every change. */
  revision = 0

  /** How many can be found. */
  get size(): number {
    return this.#numbers.size
  }

  put(entry: Entry): void {
    this.remove(entry.id)
    const number = this.kept.length
    const { id, title, modified, issued } = entry
    this.kept.push({ id, title })
    this.#numbers.set(id, number)
    if (number >= this.isGone.length) {
      this.isGone = widened(this.isGone, new Uint8Array(number * 2))
      this.modified_ms = widened(this.modified_ms, new Float64Array(number * 2))
      this.issued_ms = widened(this.issued_ms, new Float64Array(number * 2))
    }
    this.modified_ms[number] = modified.getTime()
    this.issued_ms[number] = issued.getTime()
    this.vocabulary.learn([...Object.values(title), ...entry.keywords])
    for (const [word, weight] of heardIn(entry)) {
      const term = this.vocabulary.number(word)
      ;(this.sayings[term] ??= new Numbers()).push((number << 2) | weight)
    }
    this.belonging.add(number, entry.facets)
  }

  remove(id: string): void {
    const number = this.#numbers.get(id)
    if (number !== undefined) this.isGone[number] = 1
    this.#numbers.delete(id)
    this.#ranks.clear()
    this.#alive = undefined
    this.#everything = undefined
    this.revision++
  }

  alive(): Uint32Array {
    if (this.#alive) return this.#alive
    const list = new Uint32Array(this.size)
    let length = 0
    for (let number = 0; number < this.kept.length; number++) if (!this.isGone[number]) list[length++] = number
    return (this.#alive = list)
  }

  /** How many of everything have each value. */
  everything(): Int32Array {
    return (this.#everything ??= this.belonging.tallied(this.alive()))
  }

  /** Each entry's place among all by title. */
  ranks(lang: Lang): Uint32Array {
    const known = this.#ranks.get(lang)
    if (known) return known
    const { compare } = new Intl.Collator(lang, { numeric: true })
    const titles = this.kept.map(({ title }) => title[lang] ?? title.pl)
    const ranks = new Uint32Array(this.kept.length)
    ;[...this.alive()].sort((a, b) => compare(titles[a]!, titles[b]!)).forEach((entry, at) => (ranks[entry] = at))
    this.#ranks.set(lang, ranks)
    return ranks
  }
}

function widened<List extends Uint8Array | Float64Array>(list: List, wider: List): List {
  wider.set(list)
  return wider
}
