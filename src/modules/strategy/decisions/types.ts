/** A decision: its question, what could be done, what it rests on as that was known that day, who was heard, and later what came true. */
import { z } from 'zod'
import type { KnownIndicator } from '#analysis'
import { Titles } from '../projects/types.ts'
import { GoalKey } from '../strategies/types.ts'

export const OPTIONS_MAX = 20
export const RESTS_MAX = 30
export const OUTCOMES_MAX = 200
const SIZE_MAX = 1e15
const text = (most: number) => z.string().trim().min(1).max(most)

/** What is expected of one indicator of the city: by how much it changes, and by when. */
export const Effect = z.object({
  indicator: text(80),
  size: z.number().min(-SIZE_MAX).max(SIZE_MAX).describe('by how much it is to change, in its unit; below zero where it is to fall'), // prettier-ignore
  by: z.iso.date(),
})
export type Effect = z.output<typeof Effect>

export const DecisionDraft = z.object({
  titles: Titles.describe('what it is called, in at least one language'),
  question: text(4_000).describe('what had to be decided'),
  options: z
    .array(z.object({ name: text(300), about: z.string().trim().max(4_000).default('') }))
    .min(2)
    .max(OPTIONS_MAX),
  chosen: z.int().min(0).describe('the place of the option that was chosen, from 0'),
  reasons: text(10_000),
  indicators: z
    .array(text(80))
    .max(RESTS_MAX)
    .default([])
    .describe('ids of indicators; their values are kept as they were known on the day of the decision'),
  datasets: z
    .array(text(100))
    .max(RESTS_MAX)
    .default([])
    .describe('datasets of the catalogue; their versions are kept as they were on the day of the decision'),
  heard: z.string().trim().max(4_000).default('').describe('who was heard'),
  expected: text(4_000).describe('what is to come of it, and by when'),
  effects: z.array(Effect).max(RESTS_MAX).default([]).describe('the same in figures'),
  decidedBy: text(300),
  decidedOn: z.iso.date(),
  act: z.string().trim().max(300).default(''),
  goals: z.array(GoalKey).max(RESTS_MAX).default([]).describe('goals of strategies that it serves: strategy/code'),
  projects: z.array(z.uuid()).max(RESTS_MAX).default([]).describe('projects that it begins, changes or ends'),
})
export type DecisionDraft = z.input<typeof DecisionDraft>

export const TRUTHS = ['cameTrue', 'partly', 'didNot', 'tooEarly'] as const
export const OutcomeDraft = z.object({ truth: z.enum(TRUTHS), text: text(10_000) })
export type OutcomeDraft = z.input<typeof OutcomeDraft>

/**
 * A value as it was known after publication `seq`, which stays readable. `knownAt` is when that publication was: where it is
 * later than the decision, nothing was published here by then.
 */
export type Pinned = Pick<KnownIndicator, 'version' | 'names' | 'unit' | 'decimals'> & {
  indicator: string
  area: string
  seq: number
  knownAt: string | null
  period: string | null
  value: number | null
}
export type PinnedDataset = {
  slug: string
  title: z.output<typeof Titles>
  versions: { distribution: string; number: number; sha256: string; publishedAt: string }[]
}

/** What came of an expected effect so far: the first figure that covers its day, or the newest one before. */
export type Came = {
  state: 'none' | 'reached' | 'short' | 'same' | 'against'
  /** Whether the figure covers the day. */
  due: boolean
  period: string | null
  value: number | null
  change: number | null
}

export type Decision = Omit<z.output<typeof DecisionDraft>, 'indicators' | 'datasets'> & {
  id: string
  number: number
  indicators: Pinned[]
  datasets: PinnedDataset[]
  at: Date
  entryId: string
}
export type Outcome = z.output<typeof OutcomeDraft> & { id: string; indicators: Pinned[]; at: Date; entryId: string }

/** Which decisions: those that rest on an indicator, serve a goal, name a project, or hold these words. */
export const Asked = z.object({
  indicator: text(80).optional(),
  goal: GoalKey.optional(),
  project: z.uuid().optional(),
  q: z.string().trim().max(200).optional(),
})
export type Asked = z.output<typeof Asked>
