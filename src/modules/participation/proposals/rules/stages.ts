/** Where a proposal is in its life, at a glance. Pure. */
import type { State } from '../types.ts'

/** The steps of a life, as everybody sees them. */
export const STAGES = ['sent', 'checked', 'judged', 'listed'] as const
export type Stage = (typeof STAGES)[number]
export function stagesOf(state: State): { stage: Stage; is: 'done' | 'now' | 'stopped' | 'ahead' }[] {
  const at = { draft: -1, formalCheck: 1, correction: 1, opinions: 2, appeal: 2, accepted: 4, rejected: 2, closed: 2, withdrawn: 1, merged: 1 }[state] // prettier-ignore
  const isStopped = ['rejected', 'closed', 'withdrawn', 'merged'].includes(state)
  return STAGES.map((stage, i) => ({ stage, is: i < at ? 'done' : i > at ? 'ahead' : isStopped ? 'stopped' : 'now' }))
}
