/** The first so many of many, without sorting all. */

/** The entries with the greatest keys, in their order; of equal keys, the entry that came later. */
export function greatest(entries: Uint32Array, keyOf: (entry: number) => number, count: number): number[] {
  const size = Math.min(count, entries.length)
  if (size <= 0) return []
  const [heap, keys] = [new Uint32Array(size), new Float64Array(size)]
  const isLess = (key: number, entry: number, at: number) => key < keys[at]! || (key === keys[at] && entry < heap[at]!)
  /** Puts it where it belongs below `at`: the least stands first. */
  const sink = (entry: number, key: number, from: number): void => {
    let at = from
    for (;;) {
      let child = 2 * at + 1
      if (child >= size) break
      if (child + 1 < size && isLess(keys[child + 1]!, heap[child + 1]!, child)) child++
      if (isLess(key, entry, child)) break
      ;[heap[at], keys[at]] = [heap[child]!, keys[child]!]
      at = child
    }
    ;[heap[at], keys[at]] = [entry, key]
  }
  // From the end: what came later is mostly what stands first, and then the rest is only looked at.
  const rest = entries.length - size
  for (let i = 0; i < size; i++) [heap[i], keys[i]] = [entries[rest + i]!, keyOf(entries[rest + i]!)]
  for (let at = (size >> 1) - 1; at >= 0; at--) sink(heap[at]!, keys[at]!, at)
  for (let i = rest - 1; i >= 0; i--) {
    const key = keyOf(entries[i]!)
    if (!isLess(key, entries[i]!, 0)) sink(entries[i]!, key, 0)
  }
  return [...heap.keys()].sort((a, b) => keys[b]! - keys[a]! || heap[b]! - heap[a]!).map((at) => heap[at]!)
}
