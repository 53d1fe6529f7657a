/** A pilot: something is tried where it can be seen whether it works. What counts is said, and sealed, before it starts. */
import { z } from 'zod'
import { EffectPlan } from '#stats'
import { LANGS } from '#words'

export const STATES = ['draft', 'sealed', 'running', 'evaluated', 'published', 'decided', 'abandoned'] as const
export type State = (typeof STATES)[number]
export const UNITS = ['person', 'household', 'street', 'school', 'district', 'city', 'device'] as const
export const OUTCOMES = ['scale', 'change', 'stop'] as const

export const AMENDMENTS_MAX = 50
export const TABLE_CHARS_MAX = 5_000_000
const AREAS_MAX = 2_000
const COST_MAX = 1e13

const text = (most: number) => z.string().trim().min(1).max(most)
const said = (most: number) =>
  z.partialRecord(z.enum(LANGS), text(most)).refine((texts) => Object.keys(texts).length > 0)

const where = {
  areas: z.array(text(100)).max(AREAS_MAX).optional(),
  treated: z.array(text(100)).max(AREAS_MAX).optional().describe('areas in which it is tried'),
}
/** Where the figures come from: an indicator's values or what readings add up to, by area and period; or a table that is brought (a survey, a count). */
export const Source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('indicator'), indicator: text(120), ...where }),
  z.object({ kind: z.literal('feed'), feed: text(80).describe('figures made of readings, opened to everybody'), ...where }), // prettier-ignore
  z.object({ kind: z.literal('table'), what: text(2_000).describe('what is counted or asked, how, of whom') }),
])
export type Source = z.infer<typeof Source>

export const PilotDraft = z.object({
  organisationId: z.uuid().describe('the department that answers for it'),
  challengeId: z.uuid().optional().describe('the challenge that it answers'),
  projectId: z.uuid().optional().describe('the project whose effect it measures'),
  titles: said(200),
  hypothesis: said(4_000).describe('what will be better, for whom, by what'),
  source: Source,
  unit: z.enum(UNITS).describe('what is compared'),
  design: EffectPlan,
  smallest: z.number().positive().describe('the smallest effect worth having, in the unit of the outcome'),
  better: z.enum(['higher', 'lower']),
  units: z.int().min(1).max(1e7).describe('how many are to be compared at least'),
  spread: z.number().positive().optional().describe('how much units differ: by it the power is computed'),
  stopping: said(4_000).describe('when it is ended before its time'),
  from: z.iso.date(),
  to: z.iso.date().describe('the last day of it'),
  cost_minor: z.int().min(0).max(COST_MAX),
  currency: z.string().regex(/^[A-Z]{3}$/),
})
export type PilotDraft = z.input<typeof PilotDraft>
/** As it is sealed: with the power that it has. */
export type Plan = z.infer<typeof PilotDraft> & { power: number | null }

export const AmendmentDraft = z.object({
  grounds: text(4_000),
  design: EffectPlan.optional(),
  to: z.iso.date().optional(),
})
export type Amended = z.infer<typeof AmendmentDraft>
export const EvaluationDraft = z.object({
  /** The table, where the plan says that one is brought: CSV with a header. */
  csv: z.string().max(TABLE_CHARS_MAX).optional(),
  from: z.string().trim().max(2_000).default('').describe('where the table comes from'),
  /** Another method than was sealed: possible, and shown as a violation. */
  design: EffectPlan.optional(),
  cost_minor: z.int().min(0).max(COST_MAX).optional().describe('what it cost in the end'),
})
export const DecisionDraft = z.object({
  outcome: z.enum(OUTCOMES),
  reasons: text(8_000),
  /** What others should know who want to try the same. */
  worked: z.string().trim().max(8_000).default(''),
  failed: z.string().trim().max(8_000).default(''),
  conditions: z.string().trim().max(8_000).default(''),
  budget_minor: z.int().min(0).max(COST_MAX).optional().describe('to do it everywhere it fits: it becomes a project'),
  due: z.iso.date().optional().describe('the day by which it is to be done everywhere it fits'),
})
export type Decision = z.infer<typeof DecisionDraft>

export type Violation = { id: ViolationId; figures: Record<string, string | number> }
export const VIOLATIONS = ['startedBeforeSeal', 'amendedAfterEnd', 'otherMethod', 'otherOutcome', 'otherWindow', 'fewerUnits', 'endedEarly'] as const // prettier-ignore
export type ViolationId = (typeof VIOLATIONS)[number]

export type Pilot = {
  id: string
  number: number
  organisationId: string
  state: State
  plan: Plan
  /** The text whose fingerprint is in the ledger; null before. */
  sealed: { text: string; sha256: string; entryId: string; at: Date } | null
  startedOn: string | null
  decision: Decision | null
  madeAt: Date
}
export type Amendment = { number: number; text: string; sha256: string; entryId: string; at: Date }
/** `bundle` is the text of `unia-evaluation/1`. */
export type Evaluation = {
  number: number
  bundle: string
  sha256: string
  at: Date
  by: string
  verifiedAt: Date | null
}

export const LOG_KINDS = ['sealed', 'amended', 'started', 'evaluated', 'returned', 'published', 'decided', 'abandoned'] as const // prettier-ignore
export type LogKind = (typeof LOG_KINDS)[number]
export type Line = { id: string; kind: LogKind; content: Record<string, unknown>; at: Date }
