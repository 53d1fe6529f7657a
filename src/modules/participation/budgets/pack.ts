/** What a city pack says of the participatory budget: the rules that a new edition begins with, and what past ones came to. */
import { z } from 'zod'
import { Money, Rules, Said } from './types.ts'

const count = z.int().min(0).max(1_000_000)
const day = z.iso.date('a day such as 2025-09-23')

/** An edition from before this house, as it was published. What is not known is left out. */
export const PastEdition = z.strictObject({
  edition: z.string().min(1).max(20).describe('as the city counts them, such as XII'),
  voted: z.int().min(1990).max(2200).optional().describe('the year of the vote'),
  total_minor: Money,
  approximate: z.boolean().optional().describe('published as a round sum'),
  vote: z.strictObject({ from: day, to: day }).optional(),
  ...{ submitted: count.optional(), qualified: count.optional(), ballot: count.optional(), won: count.optional() },
  note: Said.optional(),
  source: z.string().min(1).max(100),
  unverified: z.boolean().optional().describe('taken from others, not yet checked at the source'),
})
export type PastEdition = z.infer<typeof PastEdition>

/** Whatever an edition has but its name and its dates. */
const Template = Rules.omit({ code: true, number: true, year: true, names: true, phases: true })
export const BudgetPack = z.strictObject({
  template: Template.strict().optional(),
  about: z.array(Said).max(20).default([]).describe('whence the rules are, and what of them was not found'),
  source: z.string().min(1).max(100).optional(),
  ground: z
    .strictObject({
      file: z.string().min(1).max(200),
      source: z.string().min(1).max(100),
      madeUp: z.boolean().default(false),
    })
    .optional()
    .describe('outlines of who owns the ground, as GeoJSON'),
  past: z.array(PastEdition).max(200).default([]),
})
export type BudgetPack = z.infer<typeof BudgetPack>
export const NO_BUDGET: BudgetPack = { about: [], past: [] }
export type Template = z.infer<typeof Template>
