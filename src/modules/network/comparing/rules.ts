/** How a value that is only claimed differs from the city's own, and how old a value is. Pure. */
import { lastDay, unitFactor } from '#indicators'
import type { Difference } from '../received/types.ts'
import type { Claimed } from '../sources/types.ts'

/** `definition`: only the sender's word says by which; `method`: how it was computed, nobody knows. */
export type ClaimDifference = Difference | { kind: 'definition' | 'method'; ours: string; theirs: string }

type Ours = { unit: string; period: string; status: string }

export function claimDifferences(ours: Ours, claim: Pick<Claimed, 'unit' | 'period' | 'status' | 'version'>): ClaimDifference[] {
  const { unit, period, status, version } = claim
  const isSameThing = unitFactor(unit, ours.unit) !== undefined
  const found: (ClaimDifference | false)[] = [
    unit !== ours.unit && { kind: isSameThing ? 'unit' : 'meaning', ours: ours.unit, theirs: unit },
    period !== ours.period && { kind: 'period', ours: ours.period, theirs: period },
    status !== ours.status && { kind: status === 'B' ? 'break' : 'status', ours: ours.status, theirs: status },
    { kind: 'definition', ours: '', theirs: version },
    { kind: 'method', ours: '', theirs: '' },
  ]
  return found.filter((one) => one !== false)
} // prettier-ignore

/** Whole months since a period ended, 0 while it goes on; undefined for what is none. */
export function monthsSince(period: string, today: string): number | undefined {
  const end = lastDay(period)
  if (end === undefined) return undefined
  const [[year, month, day], [thisYear, thisMonth, thisDay]] = [end, today].map((one) => one.split('-').map(Number)) as [[number, number, number], [number, number, number]] // prettier-ignore
  return Math.max(0, (thisYear - year) * 12 + thisMonth - month - (thisDay < day ? 1 : 0))
}
