/** How a link is, and what flows along it. Pure. */
import type { Learned } from '../exchange/reading.ts'
import type { Peer } from '../peers/types.ts'
import type { Outline } from '../requests/types.ts'
import type { Asking, Flow, Health, LinkPart } from './types.ts'

const DAY_MS = 86_400_000

export function healthOf(
  { goodAt, failures }: Pick<Peer, 'goodAt' | 'failures'>,
  parts: readonly LinkPart[],
  now: Date,
): Health {
  if (failures > 0) return 'silent'
  if (!goodAt) return 'new'
  const isWhole = ({ wholeAt, failure }: LinkPart) => !failure && wholeAt !== undefined && now.getTime() - wholeAt.getTime() < DAY_MS // prettier-ignore
  return parts.every(isWhole) ? 'works' : 'behind'
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

/** Who asked whom for values, each pair once; the most asked first. What was withdrawn nobody asks. `own`: this city. */
export function askingsOf(outlines: readonly Pick<Outline, 'domain' | 'isOwn' | 'state'>[], own: string): Asking[] {
  const pairs = Map.groupBy(
    outlines.filter(({ state }) => state !== 'withdrawn'),
    ({ domain, isOwn }) => `${isOwn} ${domain}`,
  )
  return [...pairs.values()]
    .map((all) => {
      const { domain, isOwn } = all[0]!
      const answered = all.filter(({ state }) => state === 'answered').length
      return { from: isOwn ? own : domain, to: isOwn ? domain : own, asked: all.length, answered }
    })
    .toSorted((a, b) => b.asked - a.asked || a.from.localeCompare(b.from) || a.to.localeCompare(b.to))
}
