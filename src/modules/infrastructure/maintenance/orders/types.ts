/** Work orders: what is to be done to which thing, by whom, by when, and what it took. Money in grosze. */
import { z } from 'zod'

export const STATES = ['new', 'planned', 'underWay', 'waiting', 'done', 'signedOff', 'cancelled'] as const
export const State = z.enum(STATES)
export type State = z.infer<typeof State>
export const KINDS = ['fault', 'inspection', 'upkeep', 'other'] as const
export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const
export type Priority = (typeof PRIORITIES)[number]
export const ORIGINS = ['alarm', 'report', 'inspection', 'schedule', 'hand'] as const
export type Origin = (typeof ORIGINS)[number]

export const CHECKS_MAX = 50
const MINUTES_MAX = 60 * 24 * 366
const MONEY_MAX = 1e12
const text = (most: number) => z.string().trim().min(1).max(most)
export const Grosze = z.int().min(0).max(MONEY_MAX)

export const Check = z.object({ text: text(300), photo: z.boolean().default(false).describe('done only with a photo') })
const Common = z.object({
  title: text(200),
  text: z.string().trim().max(4_000).default(''),
  kind: z.enum(KINDS).default('fault'),
  priority: z.enum(PRIORITIES).default('normal'),
  organisationId: z.uuid().describe('whose budget and whose crew'),
  entityId: text(500).optional(),
  assetId: z.uuid().optional(),
  place: text(300).optional(),
  assignee: text(200).optional().describe('the account of whoever does it'),
  estimate_grosze: Grosze.default(0),
  target_min: z.int().min(1).max(MINUTES_MAX).optional().describe('in working time; by its priority where not said'),
  checklist: z.array(Check).max(CHECKS_MAX).default([]),
})
export const OrderDraft = Common.extend({
  origin: z.enum(['hand', 'inspection']).default('hand'),
  alarmId: z.uuid().optional().describe('the alarm that it comes from'),
  reportId: z.uuid().optional().describe('the report that it comes from'),
})
export type OrderDraft = z.input<typeof OrderDraft>
export type OrderContent = z.infer<typeof Common>

export const Every = z.discriminatedUnion('by', [
  z.object({
    by: z.literal('calendar'),
    unit: z.enum(['day', 'week', 'month']),
    count: z.int().min(1).max(1_000),
    from: z.iso.date(),
  }),
  z.object({
    by: z.literal('meter'),
    entityId: text(500),
    attribute: text(500).describe('a counter, such as hours of burning'),
    units: z.number().min(1e-6).max(1e12),
  }),
])
export type Every = z.infer<typeof Every>
export const ScheduleDraft = Common.extend({ every: Every })
export type ScheduleDraft = z.input<typeof ScheduleDraft>
export type ScheduleContent = z.infer<typeof ScheduleDraft>
/** `mark`: the day, or the counter, at which it last came. */
export type Schedule = ScheduleContent & { id: string; active: boolean; mark: string | null }

export const MoveDraft = z.object({ to: State, reason: z.string().trim().max(2_000).default('') })
export type MoveDraft = z.input<typeof MoveDraft>
export const LabourDraft = z.object({
  text: text(300),
  minutes: z
    .int()
    .min(1)
    .max(60 * 24 * 31),
  rate_grosze: Grosze.describe('an hour'),
})
export type LabourDraft = z.infer<typeof LabourDraft>
export const CostDraft = z.object({ text: text(300), amount_grosze: Grosze })
export type CostDraft = z.infer<typeof CostDraft>

export type Act = { at: Date; by: string }
export type Order = Omit<OrderContent, 'estimate_grosze'> & {
  id: string
  number: number
  state: State
  origin: Origin
  alarmId: string | null
  reportId: string | null
  estimate_grosze: number
  made: Act
  done: Act | null
  signed: Act | null
  spent_grosze: number
}
export type Move = Act & { from: State | null; to: State; reason: string | null }
export type Line = Act & { id: string; kind: 'labour' | 'cost'; text: string; minutes: number | null; rate_grosze: number | null; amount_grosze: number } // prettier-ignore
export type Photo = Act & { id: string; place: number | null; sha256: string; bytes: number; mediaType: string }

const Span = z.tuple([z.int().min(0).max(1440), z.int().min(0).max(1440)]).refine(([from, to]) => from < to)
/** When people work: minutes from midnight by day of the week, Monday first; which holidays; further days off. */
export const WorkingTime = z.object({
  week: z.array(z.array(Span).max(4)).length(7),
  holidays: z.enum(['pl', 'none']).default('pl'),
  closed: z.array(z.iso.date()).max(400).default([]),
})
export type WorkingTime = z.infer<typeof WorkingTime>
