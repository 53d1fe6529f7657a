/**
 * Telling those who listen. A listener that throws undoes what it did itself and nothing else. What it was told is told again
 * later, to every listener, each series then on its own, so that one that cannot be digested holds up no other; so a listener
 * must not mind hearing twice. After `TRIES_MAX` times the house gives up on it, and says so.
 */
import { isPassing, type Tx } from '#platform/db'
import type { Series } from '../readings/index.ts'
import { settledOf } from './rules.ts'
import { undoable } from './store.ts'
import type { Mark, Settled } from './types.ts'

const TRIES_MAX = 8
const AGAIN_MS = 2_000

export type Listener = (tx: Tx, settled: Settled[]) => Promise<void>
type Hall = { tx: Tx; now: Date; listeners: readonly Listener[]; onError: (error: unknown) => void }
type Later = Mark & { due: Date }

/** Gives the marks that somebody could not digest, with the time at which they are tried again. */
export async function told(hall: Hall, marks: readonly Mark[], series: ReadonlyMap<number, Series>): Promise<Later[]> {
  const fresh = marks.filter(({ tries }) => tries === 0)
  const alone = new Map<number, Mark[]>()
  for (const mark of marks.filter(({ tries }) => tries > 0))
    alone.set(mark.seriesId, [...(alone.get(mark.seriesId) ?? []), mark])
  const again: Later[] = []
  for (const group of [fresh, ...alone.values()]) {
    if (group.length === 0 || (await tell(hall, settledOf(group, series)))) continue
    for (const mark of group) {
      const due = new Date(hall.now.getTime() + AGAIN_MS * 2 ** mark.tries)
      if (mark.tries < TRIES_MAX) again.push({ ...mark, tries: mark.tries + 1, due })
      else hall.onError(new Error(`the pulse gives up on telling of series ${mark.seriesId}`))
    }
  }
  return again
}

/** False where a listener threw. */
async function tell({ tx, listeners, onError }: Hall, settled: Settled[]): Promise<boolean> {
  let isHeard = true
  for (const listener of listeners) {
    try {
      await undoable(tx, () => listener(tx, settled))
    } catch (error) {
      // Nothing can be undone on a database that is away: the whole round is tried again.
      if (isPassing(error)) throw error
      onError(error)
      isHeard = false
    }
  }
  return isHeard
}
