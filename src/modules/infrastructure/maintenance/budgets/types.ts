/** The budget of each unit for a year: what it planned, has committed, has spent, and is likely to spend. In grosze. */
import { z } from 'zod'

export const Year = z.int().min(2000).max(2200)
export const PlanDraft = z.object({ organisationId: z.uuid(), year: Year, plan_grosze: z.int().min(0).max(1e15) })
export type PlanDraft = z.infer<typeof PlanDraft>
export type Budget = {
  organisationId: string
  year: number
  plan_grosze: number | null
  /** Of open orders: their estimates, or what they took already where that is more. */
  committed_grosze: number
  /** Of orders that were signed off in the year. */
  spent_grosze: number
  forecast_grosze: number
  /** Signed off, month by month. */
  months: number[]
  orders: { open: number; signed: number }
}
