/** A decision: its question, what could be done, what it rests on as that was known that day, who was heard, and later what came true. */
import { z } from 'zod'
import type { KnownIndicator } from '#analysis'
import { Titles } from '../projects/types.ts'
import { GoalKey } from '../strategies/types.ts'

export const OPTIONS_MAX = 20
export const RESTS_MAX = 30
export const OUTCOMES_MAX = 200
const text = (most: number) => z.string().trim().min(1).max(most)

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
    .describe('ids of indicators; their values are kept as they are known now'),
  datasets: z
    .array(text(100))
    .max(RESTS_MAX)
    .default([])
    .describe('datasets of the catalogue; their versions are kept as they are now'),
  heard: z.string().trim().max(4_000).default('').describe('who was heard'),
  expected: text(4_000).describe('what is to come of it, and by when'),
  decidedBy: text(300),
  decidedOn: z.iso.date(),
  act: z.string().trim().max(300).default(''),
  goals: z.array(GoalKey).max(RESTS_MAX).default([]),
})
export type DecisionDraft = z.input<typeof DecisionDraft>

export const TRUTHS = ['cameTrue', 'partly', 'didNot', 'tooEarly'] as const
export const OutcomeDraft = z.object({ truth: z.enum(TRUTHS), text: text(10_000) })
export type OutcomeDraft = z.input<typeof OutcomeDraft>

/** A value as it was known after publication `seq`; that publication stays readable. */
export type Pinned = Pick<KnownIndicator, 'version' | 'names' | 'unit' | 'decimals'> & {
  indicator: string
  area: string
  seq: number
  period: string | null
  value: number | null
}
export type PinnedDataset = { slug: string; title: z.output<typeof Titles>; versions: { distribution: string; number: number; sha256: string }[] } // prettier-ignore

export type Decision = Omit<z.output<typeof DecisionDraft>, 'indicators' | 'datasets'> & {
  id: string
  number: number
  indicators: Pinned[]
  datasets: PinnedDataset[]
  at: Date
  entryId: string
}
export type Outcome = z.output<typeof OutcomeDraft> & { id: string; indicators: Pinned[]; at: Date; entryId: string }
