/** How a value that is only claimed differs from the city's own. Pure. */
import { unitFactor } from '#indicators'
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
