/** A project: what the city promised to do, until it stands and those who asked for it say so. Money in minor units. */
import { z } from 'zod'
import { LANGS, type Lang } from '#words'
import { GoalKey } from '../strategies/types.ts'

export const STATES = ['planned', 'preparing', 'tender', 'underWay', 'finished', 'cancelled'] as const
export const State = z.enum(STATES)
export type State = z.infer<typeof State>

export const TENDER_STATES = ['announced', 'awarded', 'cancelled'] as const
export const MILESTONES_MAX = 50
export const ENTRIES_MAX = 2_000
export const PHOTOS_MAX = 100
export const AUTHORS_MAX = 50
export const GOALS_MAX = 20
const SIZE_MAX = 1e15
const MONEY_MAX = 1e13

const text = (most: number) => z.string().trim().min(1).max(most)
const Money = z.int().min(0).max(MONEY_MAX)
const Day = z.iso.date()
const Web = z.url({ protocol: /^https?$/ }).max(2_000)

/** In at least one language: what a resident wrote is not always translated. */
const said = (most: number) =>
  z.partialRecord(z.enum(LANGS), text(most)).refine((texts) => Object.keys(texts).length > 0)
export const Titles = said(300)
export type Titles = Partial<Record<Lang, string>>

export const Origin = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('participatoryBudget'),
    edition: text(60),
    number: text(60).describe('the number on the ballot'),
    proposalId: z.uuid().optional(),
  }),
  z.object({ kind: z.literal('strategyGoal'), goal: GoalKey }),
  z.object({ kind: z.literal('pilot'), pilot: text(80) }),
  z.object({ kind: z.literal('savingsPlan'), plan: text(80) }),
  z.object({ kind: z.literal('city') }),
])
export type Origin = z.infer<typeof Origin>

export const ProjectDraft = z.object({
  titles: Titles,
  summaries: said(4_000).optional(),
  origin: Origin,
  organisationId: z.uuid().describe('the department that answers for it'),
  area: text(100).optional().describe('the area of the city, as places call it'),
  place: z
    .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
    .optional()
    .describe('longitude, latitude'),
  budget_minor: Money,
  currency: z.string().regex(/^[A-Z]{3}$/),
  due: Day.describe('the day by which it was promised'),
  goals: z.array(GoalKey).max(GOALS_MAX).default([]).describe('goals of strategies that it serves: strategy/code'),
  authors: z.array(z.uuid()).max(AUTHORS_MAX).default([]).describe('accounts of those who asked for it'),
})
export type ProjectDraft = z.input<typeof ProjectDraft>

export const MoveDraft = z.object({ to: State, reason: z.string().trim().max(4_000).default('') })
export const MilestoneDraft = z.object({ title: text(300), due: Day })
export const DelayDraft = z.object({ due: Day.describe('the new day'), reason: text(4_000) })
export const SpendingDraft = z.object({
  title: text(300),
  amount_minor: z.int().min(-MONEY_MAX).max(MONEY_MAX).describe('what was paid; less than zero takes back'),
  on: Day,
  supplier: text(300).optional(),
  document: text(300).optional().describe('number of the invoice or contract'),
  reason: z.string().trim().max(4_000).default('').describe('where it goes beyond the budget, or takes back'),
})
export const TenderDraft = z.object({
  reference: text(100).describe('the number under which it was announced'),
  title: text(300),
  state: z.enum(TENDER_STATES),
  on: Day,
  address: Web.optional(),
  supplier: text(300).optional(),
  amount_minor: Money.optional(),
})
export const NewsDraft = z.object({ text: text(4_000) })
export const GoalsDraft = z.object({ goals: z.array(GoalKey).max(GOALS_MAX) })
export const PartnerDraft = z.object({ name: text(300), part: text(1_000).describe('what they do in it, or bring') })
export const RISK_CHANCES = ['low', 'medium', 'high'] as const
export const RiskDraft = z.object({
  title: text(300).describe('the same again says anew how likely it is and what is done'),
  chance: z.enum(RISK_CHANCES),
  answer: text(1_000).describe('what is done against it'),
  isOver: z.boolean().default(false),
})
export const DocumentDraft = z.object({ title: text(300), address: Web })
export const PromiseDraft = z.object({
  indicator: text(80),
  size: z.number().min(-SIZE_MAX).max(SIZE_MAX).describe('by how much the indicator is to change, in its unit'),
  by: Day,
  reason: z.string().trim().max(4_000).default('').describe('where an earlier promise is changed'),
})
export const ConfirmationDraft = z.object({ agrees: z.boolean(), words: z.string().trim().max(4_000).default('') })

export const KINDS = ['made', 'owner', 'goals', 'move', 'milestone', 'milestoneDone', 'delay', 'spending', 'tender', 'news', 'photo', 'confirmation', 'partner', 'risk', 'document', 'promise'] as const // prettier-ignore
export type Kind = (typeof KINDS)[number]

/** One line of a project's diary. It is never changed; what was wrong is put right by another. */
export type Entry = { id: string; kind: Kind; content: Record<string, unknown>; at: Date; by: string }
export type Milestone = { id: string; title: string; due: string; doneOn: string | null }
export type Photo = { id: string; sha256: string; mediaType: string; bytes: number; alt: string; at: Date }

export type Project = Omit<z.infer<typeof ProjectDraft>, 'authors'> & {
  id: string
  number: number
  state: State
  /** The day that was promised first; `due` is the one that holds. */
  promised: string
  spent_minor: number
  finishedOn: string | null
  madeAt: Date
}
export type Partner = z.infer<typeof PartnerDraft>
export type Risk = z.infer<typeof RiskDraft>
export type Document = z.infer<typeof DocumentDraft>
/** The effect that it is to have. `names` and `unit` are those that the indicator had on the day. */
export type Promised = z.infer<typeof PromiseDraft> & { names: Record<Lang, string>; unit: string; at: Date }
/** What the diary says besides: of each partner, risk and document the last word; of the promise the first and the last. */
export type Around = {
  partners: Partner[]
  risks: Risk[]
  documents: Document[]
  promise: { first: Promised; now: Promised } | null
}
/** What those who asked for it say of it. */
export type Verdict = 'none' | 'waiting' | 'confirmed' | 'disputed'
