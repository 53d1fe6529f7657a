/** Which values of which facets each entry has, and how many of some entries have each. */
import { valueAt } from './first.ts'
import { Numbers } from './growing.ts'
import { FACETS, type Count, type Entry, type Facet } from './types.ts'

export class Belonging {
  readonly #values: { facet: Facet; value: string; entries: Numbers }[] = []
  readonly #numbers = new Map<string, number>()
  readonly #byFacet = Object.fromEntries(FACETS.map((facet) => [facet, [] as number[]])) as Record<Facet, number[]>
  /** The values of entry `e` stand from `#starts[e]` to `#starts[e + 1]` of `#codes`. */
  readonly #starts = new Numbers(1024)
  readonly #codes = new Numbers(4096)
  #counters = new Int32Array(0)
  #scratch = new Uint32Array(0)

  constructor() {
    this.#starts.push(0)
  }

  add(entry: number, facets: Entry['facets']): void {
    for (const facet of FACETS)
      for (const value of new Set(facets[facet])) {
        const code = this.#code(facet, value)
        this.#codes.push(code)
        this.#values[code]!.entries.push(entry)
      }
    this.#starts.push(this.#codes.length)
  }

  /** The entries that have the value, also those that are gone. */
  having(facet: Facet, value: string): Numbers | undefined {
    const code = this.#numbers.get(keyOf(facet, value))
    return code === undefined ? undefined : this.#values[code]!.entries
  }

  /** How many of these entries have each value; `count` reads it out before the next is taken. */
  tally(entries: Uint32Array): void {
    if (this.#counters.length < this.#values.length) this.#counters = new Int32Array(this.#values.length * 2)
    else this.#counters.fill(0)
    const { list: starts } = this.#starts
    const { list: codes } = this.#codes
    const counters = this.#counters
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i]!
      const end = starts[entry + 1]!
      for (let at = starts[entry]!; at < end; at++) counters[codes[at]!]!++
    }
  }

  /** What was tallied of one facet, most first; `all`: of everything, where what was tallied is the rest of it. */
  counts(facet: Facet, limit: number, all?: Int32Array): Count[] {
    const [counters, codes] = [this.#counters, this.#byFacet[facet]]
    if (limit <= 0) return []
    if (this.#scratch.length < codes.length) this.#scratch = new Uint32Array(codes.length * 2)
    const counts = this.#scratch.subarray(0, codes.length)
    for (let i = 0; i < codes.length; i++)
      counts[i] = all ? all[codes[i]!]! - counters[codes[i]!]! : counters[codes[i]!]!
    const least = codes.length <= limit ? 1 : Math.max(1, valueAt(counts.slice(), limit - 1))
    const counted: Count[] = []
    for (let i = 0; i < codes.length; i++)
      if (counts[i]! >= least) counted.push({ value: this.#values[codes[i]!]!.value, count: counts[i]! })
    const order = (a: Count, b: Count) => b.count - a.count || (a.value < b.value ? -1 : 1)
    return counted.sort(order).slice(0, limit)
  }

  /** What was tallied, to be kept. */
  tallied(): Int32Array {
    return this.#counters.slice(0, this.#values.length)
  }

  #code(facet: Facet, value: string): number {
    const key = keyOf(facet, value)
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const code = this.#values.length
    this.#numbers.set(key, code)
    this.#byFacet[facet].push(code)
    this.#values.push({ facet, value, entries: new Numbers() })
    return code
  }
}

const keyOf = (facet: Facet, value: string): string => `${facet}\n${value}`
