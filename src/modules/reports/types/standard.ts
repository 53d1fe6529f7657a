/** A report on a standard: what the city reports in each of its places, or why it does not. */
import { z } from 'zod'
import { OMISSION_REASONS, Texts } from '#indicators'
import { Cited, common, CountedTheme, Counts } from './content.ts'

export const Line = z.object({
  code: z.string(),
  kind: z.enum(['core', 'supporting', 'profile', 'advanced']).nullable(),
  names: Texts,
  unit: z.string().nullable(),
  indicator: z.string().optional(),
  omission: z.enum(['noDefinition', 'noValue']).optional(),
  said: z
    .object({ reason: z.enum(OMISSION_REASONS), notes: Texts })
    .optional()
    .describe('by the city, of what is omitted'),
})
export type Line = z.infer<typeof Line>

const Theme = CountedTheme.extend({ lines: z.array(Line) })
export type Theme = z.infer<typeof Theme>

/** How far the number of reported indicators would reach, by the levels of a certificate. */
const Certificate = z.object({
  names: Texts,
  edition: z.string(),
  of: z.int(),
  reported: z.int(),
  reached: Texts.optional(),
  next: z.object({ names: Texts, lacking: z.int(), from: z.int(), to: z.int() }).optional(),
  source: z.string(),
})

export const StandardContent = z.object({
  ...common,
  kind: z.literal('standard'),
  standard: Cited,
  counts: Counts,
  certificate: Certificate.optional(),
  themes: z.array(Theme),
})
export type StandardContent = z.infer<typeof StandardContent>
