/** The search itself, in typed arrays: a question over a hundred thousand entries takes a millisecond or two. */
import { greatest } from './first.ts'
import { Hearing } from './hearing.ts'
import { Shelf } from './shelf.ts'
import { ROWS_MAX, type Answer, type Entry, type Facet, type Question } from './types.ts'

const ROWS = 20
const FACET_LIMIT = 50
/** What a score is worth more than any time, in milliseconds. */
const SCORE_UNIT = 1e13

export class Engine {
  readonly #shelf = new Shelf()
  readonly #hearing = new Hearing(this.#shelf)
  #marks = new Uint16Array(0)
  #flags = new Uint8Array(0)

  put(entry: Entry): void {
    this.#shelf.put(entry)
  }

  remove(id: string): void {
    this.#shelf.remove(id)
  }

  /** What can be found, and what is kept though it is gone. */
  size(): { alive: number; gone: number } {
    return { alive: this.#shelf.size, gone: this.#shelf.kept.length - this.#shelf.size }
  }

  ask(question: Question): Answer {
    const {
      q = '',
      filters,
      start = 0,
      rows = ROWS,
      facets = [],
      facetLimit = FACET_LIMIT,
      widening = false,
    } = question
    const isScored = q.trim() !== ''
    const { hits, instead }: ReturnType<Hearing['found']> = isScored
      ? this.#hearing.found(q)
      : { hits: this.#shelf.alive() }
    const chosen = this.#mark(filters)
    const all = (1 << chosen.size) - 1
    const passing = (bits: number) => (bits === 0 ? hits : those(hits, this.#marks, bits, bits))
    const passed = passing(all)
    const own = widening ? facets.filter((facet) => chosen.has(facet)) : []
    const others = facets.filter((facet) => !own.includes(facet))
    const counts = this.#counts(passed, others, facetLimit)
    for (const facet of own)
      Object.assign(counts, this.#counts(passing(all & ~chosen.get(facet)!), [facet], facetLimit))
    const from = Math.max(0, start)
    const until = from + Math.min(Math.max(0, rows), ROWS_MAX)
    const first = greatest(passed, this.#keyOf(question, isScored), until).slice(from)
    return {
      count: passed.length,
      ids: first.map((entry) => this.#shelf.kept[entry]!.id),
      facets: counts,
      ...(instead !== undefined && { instead }),
    }
  }

  /** Marks, for each facet that is chosen from, what has any of the values. Gives the facets, each with its bit. */
  #mark(filters: Question['filters'] = {}): Map<Facet, number> {
    const { belonging, isGone } = this.#shelf
    const chosen = new Map<Facet, number>()
    if (this.#marks.length !== isGone.length) this.#marks = new Uint16Array(isGone.length)
    for (const [facet, values] of Object.entries(filters) as [Facet, readonly string[]][]) {
      if (values.length === 0) continue
      if (chosen.size === 0) this.#marks.fill(0)
      const bit = 1 << chosen.size
      chosen.set(facet, bit)
      for (const value of values) {
        const having = belonging.having(facet, value)
        if (having) for (let at = 0; at < having.length; at++) this.#marks[having.list[at]!]! |= bit
      }
    }
    return chosen
  }

  #counts(hits: Uint32Array, facets: readonly Facet[], limit: number): Answer['facets'] {
    if (facets.length === 0) return {}
    const { belonging, size, isGone } = this.#shelf
    if (hits.length * 2 <= size) return belonging.most(hits, facets, limit)
    // Most of everything: the rest is counted, and taken from all.
    if (this.#flags.length !== isGone.length) this.#flags = new Uint8Array(isGone.length)
    this.#flags.fill(0)
    for (let i = 0; i < hits.length; i++) this.#flags[hits[i]!] = 1
    const rest = those(this.#shelf.alive(), this.#flags, 1, 0)
    return belonging.mostWithout(rest, this.#shelf.everything(), facets, limit)
  }

  /** By which entries are put in order, greatest first. */
  #keyOf(
    { sort = 'relevance', reversed = false, lang = 'pl' }: Question,
    isScored: boolean,
  ): (entry: number) => number {
    const { modified_ms, issued_ms } = this.#shelf
    const { scoreOf } = this.#hearing
    const sign = reversed ? -1 : 1
    if (sort === 'title') {
      const ranks = this.#shelf.ranks(lang)
      return (entry) => -sign * ranks[entry]!
    }
    if (sort === 'issued') return (entry) => sign * issued_ms[entry]!
    if (sort === 'modified' || !isScored) return (entry) => sign * modified_ms[entry]!
    return (entry) => sign * (scoreOf(entry) * SCORE_UNIT + modified_ms[entry]!)
  }
}

/** The entries whose mark, as far as `bits` go, is `wanted`. */
function those(entries: Uint32Array, marks: Uint8Array | Uint16Array, bits: number, wanted: number): Uint32Array {
  const found = new Uint32Array(entries.length)
  let count = 0
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i]!
    if ((marks[entry]! & bits) === wanted) found[count++] = entry
  }
  return found.subarray(0, count)
}
