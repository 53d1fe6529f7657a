/** What was decided of a project, as a sentence. Amounts and names come as they are to be written. */
import type { Words } from '../catalogue.ts'
import type { Key } from '../en.ts'

type Said = {
  reason: 'fits' | 'overBudget' | 'belowThreshold' | 'constraint' | 'unsupported' | 'stopped'
  votes: number
  cost: string
  left: string
  by?: 'utilitarian'
  paid?: { price: string; full: number; rest: number }
  limit?: string
  lostTo?: readonly string[]
  tied?: { before: readonly string[]; by: string }
}

export function decisionSaid({ t }: Words<Key>, decision: Said): string {
  const { reason, votes, cost, left, by, paid, limit = '', lostTo = [], tied } = decision
  const told = { votes, cost, left, limit, lostTo: lostTo.join(', ') }
  const before = tied ? ` ${t('counting.decision.tied', { before: tied.before.join(', '), by: tied.by })}` : ''
  if (paid) return t('counting.decision.fitsShares', { ...told, ...paid }) + point(before)
  if (by && reason === 'fits') return t('counting.decision.fitsUtilitarian', told) + point(before)
  const alone = reason === 'constraint' && lostTo.length === 0
  return t(`counting.decision.${alone ? 'constraintAlone' : reason}`, told) + point(before)
}

const point = (sentence: string): string => (sentence === '' ? '' : `.${sentence}`)
