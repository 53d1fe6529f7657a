/** Who may say how much how soon, and what waits for a moderator. Pure: counts what an account wrote here, and nothing about the person. */
import { hasLink } from '#platform/text'
import type { Comment, CommentState } from '../types.ts'

const MINUTE_MS = 60_000
/** Of one account: so many in ten minutes, so many in a day. */
export const RATE = { tenMinutes: 6, day: 40 } as const
/** After so many comments that stand, links need nobody's look any more. */
export const KNOWN_AFTER = 2

/** How many minutes to wait; 0 where one may write now. `made`: when this account wrote before, within a day. */
export function waitMinutes(made: readonly Date[], now: Date): number {
  const age = (at: Date) => now.getTime() - at.getTime()
  const day = made.filter((at) => age(at) < 1440 * MINUTE_MS).sort((a, b) => a.getTime() - b.getTime())
  const recent = day.filter((at) => age(at) < 10 * MINUTE_MS)
  const until = day.length >= RATE.day ? day.at(-RATE.day)!.getTime() + 1440 * MINUTE_MS : recent.length >= RATE.tenMinutes ? recent.at(-RATE.tenMinutes)!.getTime() + 10 * MINUTE_MS : now.getTime() // prettier-ignore
  return Math.ceil((until - now.getTime()) / MINUTE_MS)
}

/** The first comments of an account that hold a link wait; all others are there at once. */
export const stateFor = (text: string, standing: number): CommentState =>
  standing < KNOWN_AFTER && hasLink(text) ? 'waiting' : 'shown'

/** What a moderator has to look at: what waits, what somebody reported since it was last looked at, what is appealed. */
export function asksFor({
  state,
  acts,
}: Pick<Comment, 'state' | 'acts'>): 'waiting' | 'reported' | 'appealed' | undefined {
  if (state === 'waiting') return 'waiting'
  const last = acts.at(-1)
  if (last?.kind === 'appealed') return 'appealed'
  return state === 'shown' && last?.kind === 'reported' ? 'reported' : undefined
}
