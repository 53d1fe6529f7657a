/** A card of practice: what was done about a problem, what came of it, and what others should know who want to try the same. */
import { z } from 'zod'
import { said, text, type Card } from '../cards/types.ts'
import { Dimension, Source } from '../register/types.ts'

const INDICATORS_MAX = 20
const MONEY_MAX = 1e13
/** Under what others may use what is written. */
export const LICENCES = ['CC0-1.0', 'CC-BY-4.0', 'CC-BY-SA-4.0'] as const

export const PracticeDraft = z.object({
  titles: said(200),
  problem: said(4_000),
  context: said(4_000).optional().describe('where, among whom, in which circumstances'),
  done: said(8_000).describe('what was done'),
  effect: said(4_000).describe('what came of it'),
  pilotId: z
    .uuid()
    .optional()
    .describe('whose evaluation is attached; absent where there is none, and the card says so'),
  failed: said(4_000).optional(),
  conditions: said(4_000).optional().describe('without what it does not work'),
  cost: z.object({ amount_minor: z.int().min(0).max(MONEY_MAX), currency: z.string().regex(/^[A-Z]{3}$/) }).optional(), // prettier-ignore
  contact: text(300).describe('an office that answers, not a person'),
  licence: z.enum(LICENCES).default('CC-BY-4.0'),
  dimension: Dimension.optional(),
  indicators: z.array(text(120)).max(INDICATORS_MAX).default([]).describe('which it was to move'),
  elsewhere: text(200).optional().describe('the city in which it was done, where it was not here'),
  source: Source.optional(),
})
export type PracticeDraft = z.input<typeof PracticeDraft>
export type PracticeContent = z.infer<typeof PracticeDraft>
export type Practice = Card<PracticeContent>
