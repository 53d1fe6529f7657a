/** Cells that tell of somebody by themselves, and how far from the truth whoever subtracts must stay. */
import { refuse } from '../refusals.ts'
import type { CountTable } from './table.ts'

/**
 * `threshold`: counts from 1 to one less than `k`. `dominance`: the `n` largest make up more than `share`. `pPercent`: the
 * second largest, knowing itself, tells the largest to within `p` percent.
 */
export type Rule =
  { kind: 'threshold'; k: number } | { kind: 'dominance'; n: number; share: number } | { kind: 'pPercent'; p: number }

/** The cell could be lower by `down` and higher by `up`, for all that can be known. */
export type Protection = { cell: number; down: number; up: number }

/** Throws `governance.risk.goal` for a rule that cannot be. */
export function primary({ cells }: CountTable, rule: Rule): Protection[] {
  demandRule(rule)
  return cells.flatMap(({ value, largest = [] }, cell) => {
    const need = needOf(value, largest, rule)
    if (need <= 0) return []
    // A count may be as low as zero; the rest of the width is above it.
    const down = Math.min(value, rule.kind === 'threshold' ? Math.floor(need / 2) : need)
    return [{ cell, down, up: rule.kind === 'threshold' ? need - down : need }]
  })
}

/** How wide (threshold), or how far on each side, what is hidden must stay open; 0 where nothing is to be hidden. */
function needOf(value: number, largest: readonly number[], rule: Rule): number {
  if (rule.kind === 'threshold') return value > 0 && value < rule.k ? rule.k : 0
  if (rule.kind === 'dominance') {
    const top = largest.slice(0, rule.n).reduce((sum, own) => sum + own, 0)
    return value > 0 && top > rule.share * value ? Math.ceil(top / rule.share - value - 1e-9) : 0
  }
  const [first = 0, second = 0] = largest
  const rest = value - first - second
  return value > 0 && first > 0 && rest < (rule.p / 100) * first ? Math.ceil((rule.p / 100) * first - rest - 1e-9) : 0
}

function demandRule(rule: Rule): void {
  const isRight =
    rule.kind === 'threshold'
      ? Number.isInteger(rule.k) && rule.k >= 2
      : rule.kind === 'dominance'
        ? Number.isInteger(rule.n) && rule.n >= 1 && rule.share > 0 && rule.share < 1
        : rule.p > 0 && rule.p <= 100
  if (!isRight)
    throw refuse.goal({
      goal: rule.kind,
      found: JSON.stringify(rule),
      right: 'k ≥ 2; n ≥ 1, 0 < share < 1; 0 < p ≤ 100',
    })
}
