/** Drawings are kept until something is published: the same chart is not drawn twice. */

const KEPT_MAX = 400

export function createKept() {
  let stamp = ''
  let kept = new Map<string, unknown>()
  return <T>(current: string, key: string, make: () => T): T => {
    if (current !== stamp) {
      stamp = current
      kept = new Map()
    }
    if (kept.has(key)) return kept.get(key) as T
    const made = make()
    if (kept.size >= KEPT_MAX) kept.delete(kept.keys().next().value!)
    kept.set(key, made)
    return made
  }
}

export const keptDrawings = createKept()
