/** What a target may be, when it is set and when it is changed. Pure: the day is passed in. */
import { lastDay, unitFactor, type Definition } from '#indicators'
import type { Bound, Target, TargetDraft } from '../types/index.ts'
import { refuse } from './refusals.ts'

type Defined = Pick<Definition, 'id' | 'unit' | 'direction' | 'valid'>

/** Has the whole period gone by? `day` is today's in the city, such as 2026-11-23. */
export const isPast = (period: string, day: string): boolean => (lastDay(period) ?? '') < day

/** Throws `analysis.targetBound` where neither the indicator nor the draft says which side is right. */
export function boundOf({ direction }: Defined, { bound, indicator }: Pick<TargetDraft, 'bound' | 'indicator'>): Bound {
  if (direction === 'context') {
    if (!bound) throw refuse.targetBound({ indicator })
    return bound
  }
  const own = direction === 'higher' ? 'atLeast' : 'atMost'
  if (bound && bound !== own) throw refuse.targetBound({ indicator, bound })
  return own
}

/** The target's value in the indicator's unit; undefined where the unit no longer fits. */
export function valueIn(target: Pick<TargetDraft, 'value' | 'unit'>, unit: string): number | undefined {
  const factor = unitFactor(target.unit, unit)
  return factor === undefined ? undefined : target.value * factor
}

/** The draft as it may stand. Throws `analysis.targetBound`, `analysis.targetUnit` and `analysis.targetOutside`. */
export function checked<D extends TargetDraft>(draft: D, definition: Defined): D & { bound: Bound } {
  const bound = boundOf(definition, draft)
  const value = valueIn(draft, definition.unit)
  if (value === undefined) throw refuse.targetUnit({ found: draft.unit, unit: definition.unit })
  const { min = -Infinity, max = Infinity } = definition.valid ?? {}
  if (value < min || value > max) throw refuse.targetOutside({ value, min, max, unit: definition.unit })
  return { ...draft, bound }
}

/** Throws `analysis.targetInPast`: what is over cannot be aimed at any more. */
export function demandFuture({ period }: Pick<TargetDraft, 'period'>, day: string): void {
  if (period !== undefined && isPast(period, day)) throw refuse.targetInPast({ period, day })
}

/**
 * The next version of a target. Throws `analysis.conflict` with the newest version where somebody else was first,
 * `analysis.withdrawn`, and `analysis.targetPassed` where what was promised for a period would change after it.
 */
export function changed<T extends Target>(
  current: T,
  draft: TargetDraft & { bound: Bound },
  expected: number,
  day: string,
) {
  const { id, version, area, indicator } = current
  if (expected !== version) throw refuse.conflict({ id, expected, version, theirs: current, yours: draft })
  if (current.withdrawn) throw refuse.withdrawn({ id })
  const promised = ({ value, unit, period, bound }: TargetDraft) => JSON.stringify([value, unit, period, bound])
  if (promised(draft) !== promised(current)) {
    if (current.period !== undefined && isPast(current.period, day))
      throw refuse.targetPassed({ id, period: current.period, day })
    demandFuture(draft, day)
  }
  return { ...draft, id, area, indicator, version: version + 1, withdrawn: false }
}

/** Does the draft say what the target says already? */
export function same(target: Target, draft: TargetDraft & { bound: Bound }): boolean {
  const said = ({ value, unit, period, bound, kind, names, source }: TargetDraft) =>
    JSON.stringify([
      [value, unit, period, bound, kind, names.pl, names.en, names.uk],
      [source.names.pl, source.names.en, source.names.uk, source.url],
    ])
  return said(target) === said(draft)
}
