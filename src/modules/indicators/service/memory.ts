/** Remembers what was read until something is published. */

const ASK_AGAIN_MS = 500

export type Memory = {
  <T>(key: string, read: () => Promise<T>): Promise<T>
  /** Several at once: those that are not known yet are read together. */
  many<T>(keys: string[], read: (missing: string[]) => Promise<Map<string, T>>): Promise<T[]>
  stamp(): Promise<string>
}

/** `ask` gives the stamp of what is published now; it is asked at most twice a second. */
export function createMemory(ask: () => Promise<string>): Memory {
  let kept = new Map<string, Promise<unknown>>()
  let stamp = ''
  let asked: Promise<string> | undefined
  let askedAt = -Infinity

  async function refresh(): Promise<string> {
    const now = performance.now()
    if (!asked || now - askedAt > ASK_AGAIN_MS) {
      askedAt = now
      asked = ask()
    }
    const current = await asked
    if (current !== stamp) {
      stamp = current
      kept = new Map()
    }
    return current
  }

  async function memory<T>(key: string, read: () => Promise<T>): Promise<T> {
    await refresh()
    const known = kept.get(key)
    if (known) return known as Promise<T>
    const reading = read()
    const here = kept
    here.set(key, reading)
    reading.catch(() => here.delete(key))
    return reading
  }

  async function many<T>(keys: string[], read: (missing: string[]) => Promise<Map<string, T>>): Promise<T[]> {
    await refresh()
    const here = kept
    const missing = [...new Set(keys)].filter((key) => !here.has(key))
    const reading = missing.length > 0 ? read(missing) : undefined
    for (const key of missing) {
      const one = reading!.then((all) => all.get(key))
      here.set(key, one)
      one.catch(() => here.delete(key))
    }
    return Promise.all(keys.map((key) => here.get(key) as Promise<T>))
  }
  return Object.assign(memory, { many, stamp: refresh })
}
