/** Which values of which facets each entry has, and how many of some entries have each. */
import { greatest } from './first.ts'
import { Numbers } from './growing.ts'
import { FACETS, type Count, type Entry, type Facet } from './types.ts'

/** More than there are values: what is counted more often comes first, whatever its place by alphabet. */
const COUNT_UNIT = 2 ** 24

type Value = { value: string; entries: Numbers }

export class Belonging {
  readonly #values: Value[] = []
  readonly #facets = new Numbers(1024)
  readonly #numbers = new Map<string, number>()
  /** The values of entry `e` stand from `#starts[e]` to `#starts[e + 1]` of `#codes`. */
  readonly #starts = new Numbers(1024)
  readonly #codes = new Numbers(4096)
  /** All zero but while something is counted; `#met`: where it is not. */
  #counters = new Int32Array(0)
  #met = new Uint32Array(0)
  /** Places of the values by alphabet, worked out when they are asked for. */
  #places = new Uint32Array(0)

  constructor() {
    this.#starts.push(0)
  }

  add(entry: number, facets: Entry['facets']): void {
    FACETS.forEach((facet, number) => {
      for (const value of new Set(facets[facet])) {
        const code = this.#code(number, value)
        this.#codes.push(code)
        this.#values[code]!.entries.push(entry)
      }
    })
    this.#starts.push(this.#codes.length)
  }

  /** The entries that have the value, also those that are gone. */
  having(facet: Facet, value: string): Numbers | undefined {
    const code = this.#numbers.get(keyOf(FACETS.indexOf(facet), value))
    return code === undefined ? undefined : this.#values[code]!.entries
  }

  /** How many of these entries have each value. */
  tallied(entries: Uint32Array): Int32Array {
    const met = this.#tally(entries)
    const counts = this.#counters.slice(0, this.#values.length)
    this.#forget(met)
    return counts
  }

  /** Of each facet the values that most of these entries have, most first. */
  most(entries: Uint32Array, facets: readonly Facet[], limit: number): Partial<Record<Facet, Count[]>> {
    const met = this.#tally(entries)
    const first = this.#first(met, this.#counters, facets, limit)
    this.#forget(met)
    return first
  }

  /** The same of all entries but these; `all`: what was tallied of all. */
  mostWithout(entries: Uint32Array, all: Int32Array, facets: readonly Facet[], limit: number) {
    const met = this.#tally(entries)
    const left = all.slice()
    for (let i = 0; i < met.length; i++) left[met[i]!]! -= this.#counters[met[i]!]!
    this.#forget(met)
    const codes = this.#met
    let length = 0
    for (let code = 0; code < left.length; code++) if (left[code]! > 0) codes[length++] = code
    return this.#first(codes.subarray(0, length), left, facets, limit)
  }

  #tally(entries: Uint32Array): Uint32Array {
    if (this.#counters.length < this.#values.length) {
      this.#counters = new Int32Array(this.#values.length * 2)
      this.#met = new Uint32Array(this.#values.length * 2)
    }
    const [counters, met, starts, codes] = [this.#counters, this.#met, this.#starts.list, this.#codes.list]
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

  #first(codes: Uint32Array, counts: Int32Array, facets: readonly Facet[], limit: number) {
    const places = this.#inOrder()
    const { list: facetOf } = this.#facets
    const byFacet = FACETS.map((facet) => (facets.includes(facet) ? new Numbers() : undefined))
    for (let i = 0; i < codes.length; i++) byFacet[facetOf[codes[i]!]!]?.push(codes[i]!)
    const keyOf = (code: number) => counts[code]! * COUNT_UNIT - places[code]!
    const firstOf = ({ list, length }: Numbers): Count[] =>
      greatest(list.subarray(0, length), keyOf, limit).map((code) => ({ value: this.#values[code]!.value, count: counts[code]! })) // prettier-ignore
    return Object.fromEntries(facets.map((facet) => [facet, firstOf(byFacet[FACETS.indexOf(facet)]!)]))
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
    this.#facets.push(facet)
    this.#values.push({ value, entries: new Numbers() })
    return code
  }
}

const keyOf = (facet: number, value: string): string => `${facet}\n${value}`
