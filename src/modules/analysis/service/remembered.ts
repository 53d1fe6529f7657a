/** Results remembered until what they follow from changes. Readers choose parameters, so only so many are kept. */

const RESULTS_KEPT_MAX = 200

export type Remembered = <T>(key: string, compute: () => T | Promise<T>) => Promise<T>

/** `ask` gives the stamp of what results follow from now. */
export function createRemembered(ask: () => Promise<string>): Remembered {
  let stamp = ''
  let kept = new Map<string, Promise<unknown>>()

  return async (key, compute) => {
    const current = await ask()
    if (current !== stamp) {
      stamp = current
      kept = new Map()
    }
    const known = kept.get(key)
    if (known) {
      // Moved to the end: what was asked for last is given up last.
      kept.delete(key)
      kept.set(key, known)
      return known as Promise<never>
    }
    const here = kept
    const computing = Promise.resolve().then(compute)
    here.set(key, computing)
    computing.catch(() => here.delete(key))
    if (here.size > RESULTS_KEPT_MAX) here.delete(here.keys().next().value!)
    return computing
  }
}
