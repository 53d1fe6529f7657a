/** Results, what other rules would have made of the same ballots, and votes of the past. */
import { z } from 'zod'
import type { CountRule } from '#counting'

/** What the same ballots are also counted by. */
export const WHAT_IFS = ['votes', 'votesStop', 'equalShares', 'equalSharesOnly', 'phragmen'] as const
export type WhatIf = (typeof WHAT_IFS)[number]
export const RULE_OF: Record<WhatIf, CountRule> = {
  votes: { rule: 'greedy', whenNextDoesNotFit: 'skip' },
  votesStop: { rule: 'greedy', whenNextDoesNotFit: 'stop' },
  equalShares: { rule: 'equalShares', completion: 'add1+utilitarian' },
  equalSharesOnly: { rule: 'equalShares', completion: 'none' },
  phragmen: { rule: 'phragmen', whenNextDoesNotFit: 'skip' },
}
/** `own`: what was decided by the vote's own rule. */
export const Way = z.enum(['own', ...WHAT_IFS])
export type Way = z.infer<typeof Way>

/** What is asked of voters in files of the past, where a file has it. */
export const TRAITS = ['age', 'sex', 'neighborhood'] as const
export type Trait = (typeof TRAITS)[number]

const Share = z.object({
  value: z.string(),
  voters: z.int(),
  money: z.number().describe('of all that is spent, from 0 to 1'),
})
const TraitShares = z.partialRecord(z.enum(TRAITS), z.array(Share))

/** One rule's result on the ballots of one pool. */
export const Comparison = z.object({
  way: Way,
  winners: z.array(z.string()),
  spent_minor: z.int(),
  left_minor: z.int(),
  voters: z.int(),
  withSomething: z.int().describe('voters of whom at least one choice wins'),
  tenths: z.array(z.number()).describe('the share of the money that falls on each tenth of the voters, least first'),
  areas: z
    .array(z.object({ area: z.string(), minor: z.int(), projects: z.int() }))
    .describe('by the place of the projects'),
  traits: TraitShares.describe('by traits of the voters, where the file has them'),
})
export type Comparison = z.infer<typeof Comparison>

export const ARCHIVE_BYTES_MAX = 64_000_000
export const TITLE_CHARS_MAX = 200
/** What becomes of the voters' traits: left out, ages in wide bands, or all as they stand. */
export const TRAIT_CHOICES = ['none', 'bands', 'asTheyAre'] as const
export const ArchiveDraft = z.object({
  file: z.string().min(1).max(ARCHIVE_BYTES_MAX).describe('a file of the Pabulib standard'),
  title: z.string().trim().min(1).max(TITLE_CHARS_MAX).optional(),
  traits: z.enum(TRAIT_CHOICES).default('none'),
})
export type ArchiveDraft = z.input<typeof ArchiveDraft>

export const ArchivedProject = z.object({
  number: z.string(),
  title: z.string(),
  cost_minor: z.int(),
  votes: z.int(),
})
export type ArchivedProject = z.infer<typeof ArchivedProject>

/** A vote of the past, counted anew by every rule. */
export const Archive = z.object({
  id: z.uuid(),
  title: z.string(),
  sha256: z.string(),
  currency: z.string(),
  voters: z.int(),
  budget_minor: z.int(),
  traits: z.array(z.enum(TRAITS)),
  problems: z.int().describe('what is odd in the file'),
  at: z.date(),
  isPublic: z.boolean(),
  isCompared: z.boolean().describe('every rule was counted'),
})
export type Archive = z.infer<typeof Archive>
export type ArchivedVote = Archive & { projects: ArchivedProject[]; comparisons: Comparison[] }

export const Texts = z.object({ pl: z.string(), en: z.string(), uk: z.string() })
const Names = z.array(z.string())
/** One pool's result, each decision told in words. */
export const PoolExplained = z.object({
  pool: z.string(),
  rule: z.string(),
  budget_minor: z.int(),
  received: z.array(z.object({ pool: z.string(), minor: z.int() })),
  voters: z.int(),
  empty: z.int(),
  winners: Names,
  spent_minor: z.int(),
  left_minor: z.int(),
  movedTo: z.string().optional(),
  constraintsCost: z.object({ votes: z.int(), wouldWin: Names, wouldLose: Names }).optional(),
  decisions: z.array(
    z.object({
      project: z.string(),
      titles: Texts.optional(),
      enters: z.boolean(),
      reason: z.string(),
      votes: z.int(),
      points: z.int().optional(),
      cost_minor: z.int(),
      left_minor: z.int(),
      said: Texts,
    }),
  ),
})
export type PoolExplained = z.infer<typeof PoolExplained>
