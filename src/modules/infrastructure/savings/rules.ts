/** What may happen to a plan and its results. Pure. */
import type { Adjustment } from '#stats'
import { refuse } from './refusals.ts'
import type { AdjustmentDraft, KnownRate, Plan, PlanAdjustment, RateDraft } from './types.ts'

/** Throws `savings.order` where savings would count before the works begin. */
export function demandOrder({ begins, reportsFrom }: Plan): void {
  if (reportsFrom < begins) throw refuse.order({ begins, reportsFrom })
}

/** A plan is fixed before its measure; a demonstration, which promises nothing, may play in the past. Throws `savings.tooLate`. */
export function demandBefore({ begins, demo }: Plan, today: string): void {
  if (!demo && begins < today) throw refuse.tooLate({ begins, today })
}

/** What is not over was not measured. Throws `savings.future`. */
export function demandPast({ to }: { to: string }, today: string): void {
  if (to > today) throw refuse.future({ to, today })
}

/** Whoever planned, brought a file or reckoned does not vouch for it, and no system does. Throws `savings.notPerson`, `savings.fourEyes`. */
export function demandOther(actor: { id: string; kind: string }, involved: readonly string[]): void {
  if (actor.kind !== 'person') throw refuse.notPerson()
  if (involved.includes(actor.id)) throw refuse.fourEyes()
}

/** Throws `savings.period` for what ends before it begins. */
export function demandPeriod({ from, to }: Pick<AdjustmentDraft, 'from' | 'to'>): void {
  if (typeof to === 'string' && to <= from) throw refuse.period({ from, to })
}

/** Two prices of one day cannot both hold. Throws `savings.overlaps`. */
export function demandFree(draft: RateDraft, known: readonly KnownRate[]): void {
  const meets = (one: KnownRate) =>
    one.kind === draft.kind && one.carrier === draft.carrier && (one.to === null || draft.from < one.to) && (typeof draft.to !== "string" || one.from < draft.to) // prettier-ignore
  const other = known.find(meets)
  if (other) throw refuse.overlaps({ name: other.name, from: other.from, to: other.to ?? '' })
}

export const adjustmentsOf = (adjustments: readonly PlanAdjustment[]): Adjustment[] =>
  adjustments.map(({ from, to, perDay }) => ({ from, to, perDay }))
