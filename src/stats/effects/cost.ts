/** What one unit of effect cost, with its interval by Fieller (1954): the quotient of two figures neither of which is exact. */
import { normalQuantileUpper } from '../normal.ts'
import { refuse } from './refusals.ts'

export type CostOf = {
  readonly cost: number
  /** Of the cost; 0 where it was paid and is known. */
  readonly costSe?: number
  readonly effect: number
  readonly effectSe: number
  readonly level?: number
}

export type CostPerUnit = {
  /** Null where there was no effect at all. */
  perUnit: number | null
  /** Null where it is unbounded: the effect's interval holds zero, and so no price can be named. */
  interval: { low: number; high: number; level: number } | null
}

const LEVEL = 0.95

/** Throws `stats.effects.notFinite`, `option`. */
export function costPerUnit({ cost, costSe = 0, effect, effectSe, level = LEVEL }: CostOf): CostPerUnit {
  for (const [option, value] of Object.entries({ cost, costSe, effect, effectSe }))
    if (!Number.isFinite(value) || (option.endsWith('Se') && value < 0)) throw refuse.option({ option, found: String(value) }) // prettier-ignore
  if (!(level > 0 && level < 1)) throw refuse.option({ option: 'level', found: String(level) })
  const perUnit = effect === 0 ? null : cost / effect
  const band = normalQuantileUpper((1 - level) / 2)
  // Those prices x for which cost − x·effect may be zero: a parabola, open below only where the effect is clear of zero.
  const open = effect ** 2 - (band * effectSe) ** 2
  if (open <= 0) return { perUnit, interval: null }
  const closed = cost ** 2 - (band * costSe) ** 2
  const root = Math.sqrt(Math.max(0, (cost * effect) ** 2 - open * closed))
  return { perUnit, interval: { low: (cost * effect - root) / open, high: (cost * effect + root) / open, level } }
}
