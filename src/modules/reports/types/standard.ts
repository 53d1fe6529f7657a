/** A report on a standard: what the city reports in each of its places, or why it does not. */
import { z } from 'zod'
import { Texts } from '#indicators'
import { Cited, common, CountedTheme, Counts } from './content.ts'

export const Line = z.object({
  code: z.string(),
  kind: z.enum(['core', 'supporting', 'profile', 'advanced']).nullable(),
  names: Texts,
  unit: z.string().nullable(),
  indicator: z.string().optional(),
  omission: z.enum(['noDefinition', 'noValue']).optional(),
})
export type Line = z.infer<typeof Line>

const Theme = CountedTheme.extend({ lines: z.array(Line) })
export type Theme = z.infer<typeof Theme>

export const StandardContent = z.object({
  ...common,
  kind: z.literal('standard'),
  standard: Cited,
  counts: Counts,
  themes: z.array(Theme),
})
export type StandardContent = z.infer<typeof StandardContent>
