/** Waits a little for work that is under way, so that a page seldom has to be asked for again. */
import { setTimeout } from 'node:timers/promises'

const PATIENCE_MS = 3_000
const PAUSE_MS = 150

/** What `look` finds when it is settled; what it finds at last, where that takes longer than a page may. */
export async function patiently<T>(look: () => Promise<T>, isSettled: (found: T) => boolean): Promise<T> {
  let found = await look()
  for (let waited_ms = 0; waited_ms < PATIENCE_MS && !isSettled(found); waited_ms += PAUSE_MS) {
    await setTimeout(PAUSE_MS)
    found = await look()
  }
  return found
}
