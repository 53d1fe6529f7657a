/** What this device keeps of a vote until it is cast: marks, what is on its way, receipts that were not yet saved. */
import type { Casting, Receipt } from './cast.ts'
import type { Marks } from './choices.ts'

export type Kept = {
  /** By section, the pool that was chosen; by pool, what is marked. */
  pools: Record<string, string>
  marks: Record<string, Marks>
  casting: Record<string, Casting>
  receipts: Receipt[]
  code?: string
}

const nothing = (): Kept => ({ pools: {}, marks: {}, casting: {}, receipts: [] })

/** A browser that keeps nothing votes all the same, in one go. */
export function openKept(edition: string, storage: () => Storage) {
  const name = `unia-vote:${edition}`
  let here = nothing()
  return {
    read(): Kept {
      try {
        here = { ...nothing(), ...(JSON.parse(storage().getItem(name) ?? '{}') as Partial<Kept>) }
      } catch {
        // Nothing can be read, or what is there is none of ours.
      }
      return here
    },
    write(kept: Kept): void {
      here = kept
      try {
        storage().setItem(name, JSON.stringify(kept))
      } catch {
        // It stays in memory.
      }
    },
    clear(): void {
      here = nothing()
      try {
        storage().removeItem(name)
      } catch {
        // Nothing was kept.
      }
    },
  }
}
