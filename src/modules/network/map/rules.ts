/** How a link is, and what flows along it. Pure. */
import type { Learned } from '../exchange/reading.ts'
import type { Failure, Peer } from '../peers/types.ts'
import type { Flow, Health } from './types.ts'

const DAY_MS = 86_400_000

export type Taken = { wholeAt: Date | null; failure: Failure | null }

export function healthOf({ goodAt, failures }: Pick<Peer, 'goodAt' | 'failures'>, taken: Taken, now: Date): Health {
  if (failures > 0) return 'silent'
  if (!goodAt) return 'new'
  const isWhole = taken.failure === null && taken.wholeAt !== null && now.getTime() - taken.wholeAt.getTime() < DAY_MS
  return isWhole ? 'works' : 'behind'
}

/** Who learned from whom, each pair once; the strongest first. */
export function flowsOf(learned: readonly Pick<Learned, 'from' | 'to' | 'hasResult'>[]): Flow[] {
  const pairs = Map.groupBy(learned, ({ from, to }) => `${from} ${to}`)
  return [...pairs.values()]
    .map((all) => ({
      from: all[0]!.from,
      to: all[0]!.to,
      practices: all.length,
      results: all.filter(({ hasResult }) => hasResult).length,
    })) // prettier-ignore
    .toSorted((a, b) => b.practices - a.practices || a.from.localeCompare(b.from) || a.to.localeCompare(b.to))
}
