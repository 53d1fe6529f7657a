/** A target is a value that an indicator is to reach in an area, by a period or without a date, and who says so. */
import { z } from 'zod'
import { parsePeriod } from '#indicators'

export const Texts = z.object({ pl: z.string(), en: z.string(), uk: z.string() })

export const TARGET_KINDS = ['city', 'strategy', 'law', 'guideline'] as const
/** Which side of the value is right. */
export const BOUNDS = ['atLeast', 'atMost'] as const
export type Bound = (typeof BOUNDS)[number]

const text = z.string().trim().min(1).max(300)
const texts = z.object({ pl: text, en: text, uk: text })
export const Period = z
  .string()
  .max(10)
  .refine((written) => parsePeriod(written) !== undefined)

export const TargetDraft = z.object({
  indicator: z.string().min(1).max(80),
  area: z.string().min(1).max(80),
  value: z.number(),
  unit: z.string().min(1).max(200).describe("one that converts to the indicator's"),
  period: Period.optional().describe('by which it is to be reached; absent where no date is set'),
  bound: z.enum(BOUNDS).optional().describe("by the indicator's direction unless said"),
  kind: z.enum(TARGET_KINDS).describe('whose it is: the city, one of its strategies, the law, a guideline'),
  names: texts,
  source: z.object({
    names: texts,
    url: z
      .url({ protocol: /^https?$/ })
      .max(2_000)
      .optional(),
  }),
})
export type TargetDraft = z.infer<typeof TargetDraft>

/** One version of a target. Versions are never changed; the newest one holds. */
export const Target = TargetDraft.extend({
  id: z.string(),
  version: z.int(),
  bound: z.enum(BOUNDS),
  withdrawn: z.boolean(),
  at: z.date(),
  grounds: z.string(),
})
export type Target = z.infer<typeof Target>

/** As analysis reads it. */
export const KnownTarget = TargetDraft.extend({ id: z.string().max(80), version: z.int(), bound: z.enum(BOUNDS) })
export type KnownTarget = z.infer<typeof KnownTarget>
