/** Which values of which facets each entry has, and how many of some entries have each. */
import { greatest } from './first.ts'
import { Numbers } from './growing.ts'
import { FACETS, type Count, type Entry, type Facet } from './types.ts'

/** More than there are values: what is counted more often comes first, whatever its place by alphabet. */
const COUNT_UNIT = 2 ** 24

type Value = { value: string; entries: Numbers }

/** The values of entry `e` stand from `starts[e]` to `starts[e + 1]` of `codes`. */
type Listing = { starts: Numbers; codes: Numbers }

export class Belonging {
  readonly #values: Value[] = []
  readonly #numbers = new Map<string, number>()
  /** The codes of the values of each facet. */
  readonly #codes: Numbers[] = FACETS.map(() => new Numbers())
  /** Of each facet by itself: who counts one does not read the others. */
  readonly #listings: Listing[] = FACETS.map(() => ({ starts: new Numbers(1024), codes: new Numbers(1024) }))
  /** All zero but while something is counted; `#met`: where it is not. */
  #counters = new Int32Array(0)
  #met = new Uint32Array(0)
  /** Places of the values by alphabet, worked out when they are asked for. */
  #places = new Uint32Array(0)

  constructor() {
    for (const { starts } of this.#listings) starts.push(0)
  }

  add(entry: number, facets: Entry['facets']): void {
    FACETS.forEach((facet, number) => {
      const { starts, codes } = this.#listings[number]!
      for (const value of new Set(facets[facet])) {
        const code = this.#code(number, value)
        codes.push(code)
        this.#values[code]!.entries.push(entry)
      }
      starts.push(codes.length)
    })
  }

  /** The entries that have the value, also those that are gone. */
  having(facet: Facet, value: string): Numbers | undefined {
    const code = this.#numbers.get(keyOf(FACETS.indexOf(facet), value))
    return code === undefined ? undefined : this.#values[code]!.entries
  }

  /** How many of these entries have each value. */
  tallied(entries: Uint32Array): Int32Array {
    const counts = new Int32Array(this.#values.length)
    for (const facet of FACETS) {
      const met = this.#tally(entries, facet)
      for (let i = 0; i < met.length; i++) counts[met[i]!] = this.#counters[met[i]!]!
      this.#forget(met)
    }
    return counts
  }

  /** Of each facet the values that most of these entries have, most first. */
  most(entries: Uint32Array, facets: readonly Facet[], limit: number): Partial<Record<Facet, Count[]>> {
    const first = (facet: Facet) => {
      const met = this.#tally(entries, facet)
      const found = this.#first(met, this.#counters, limit)
      this.#forget(met)
      return found
    }
    return Object.fromEntries(facets.map((facet) => [facet, first(facet)]))
  }

  /** The same of all entries but these; `all`: what was tallied of all. */
  mostWithout(entries: Uint32Array, all: Int32Array, facets: readonly Facet[], limit: number) {
    const first = (facet: Facet) => {
      this.#tally(entries, facet)
      const counters = this.#counters
      const { list, length } = this.#codes[FACETS.indexOf(facet)]!
      const left = new Uint32Array(length)
      let count = 0
      for (let i = 0; i < length; i++) {
        const code = list[i]!
        counters[code] = all[code]! - counters[code]!
        if (counters[code]! > 0) left[count++] = code
      }
      const found = this.#first(left.subarray(0, count), counters, limit)
      this.#forget(list.subarray(0, length))
      return found
    }
    return Object.fromEntries(facets.map((facet) => [facet, first(facet)]))
  }

  #tally(entries: Uint32Array, facet: Facet): Uint32Array {
    if (this.#counters.length < this.#values.length) {
      this.#counters = new Int32Array(this.#values.length * 2)
      this.#met = new Uint32Array(this.#values.length * 2)
    }
    const {
      starts: { list: starts },
      codes: { list: codes },
    } = this.#listings[FACETS.indexOf(facet)]!
    const [counters, met] = [this.#counters, this.#met]
    let length = 0
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i]!
      const end = starts[entry + 1]!
      for (let at = starts[entry]!; at < end; at++) {
        const code = codes[at]!
        if (counters[code]!++ === 0) met[length++] = code
      }
    }
    return met.subarray(0, length)
  }

  #forget(met: Uint32Array): void {
    for (let i = 0; i < met.length; i++) this.#counters[met[i]!] = 0
  }

  #first(codes: Uint32Array, counts: Int32Array, limit: number): Count[] {
    const places = this.#inOrder()
    const keyOf = (code: number) => counts[code]! * COUNT_UNIT - places[code]!
    return greatest(codes, keyOf, limit).map((code) => ({ value: this.#values[code]!.value, count: counts[code]! }))
  }

  #inOrder(): Uint32Array {
    const values = this.#values
    if (this.#places.length === values.length) return this.#places
    this.#places = new Uint32Array(values.length)
    const codes = [...values.keys()].sort((a, b) => (values[a]!.value < values[b]!.value ? -1 : 1))
    codes.forEach((code, place) => (this.#places[code] = place))
    return this.#places
  }

  #code(facet: number, value: string): number {
    const key = keyOf(facet, value)
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const code = this.#values.length
    this.#numbers.set(key, code)
    this.#codes[facet]!.push(code)
    this.#values.push({ value, entries: new Numbers() })
    return code
  }
}

const keyOf = (facet: number, value: string): string => `${facet}\n${value}`
