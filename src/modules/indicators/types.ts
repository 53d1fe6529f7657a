/** The nouns of indicators: measures, observations, definitions, values, and how figures come in. */
import { z } from 'zod'
import { FREQUENCIES, Licence, THEMES } from '#catalog'

export const Texts = z.object({ pl: z.string(), en: z.string(), uk: z.string() })
export type Texts = z.infer<typeof Texts>

/** SDMX CL_OBS_STATUS: normal, provisional, estimated, break in series, missing. */
export const STATUSES = ['A', 'P', 'E', 'B', 'M'] as const
export const Status = z.enum(STATUSES)
export type Status = z.infer<typeof Status>

export const Break = z.object({
  period: z.string(),
  areas: z.array(z.string()).optional(),
  note: Texts,
  source: z.string(),
})

export const Dimension = z.object({
  id: z.string(),
  names: Texts,
  values: z.array(z.object({ id: z.string(), names: Texts })),
})

/** A measure is a statistic that is observed; indicators are computed from measures. */
export const Measure = z.object({
  id: z.string(),
  names: Texts,
  unit: z.string(),
  dimensions: z.array(Dimension).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  additive: z
    .boolean()
    .optional()
    .describe('do the figures of parts add up to that of the whole? counts and money do unless said'),
  note: Texts.optional(),
  breaks: z.array(Break).optional(),
})
export type Measure = z.infer<typeof Measure>

export const Threshold = z.object({
  names: Texts,
  value: z.number(),
  unit: z.string(),
  from: z.string().optional(),
  to: z.string().optional(),
  source: z.string(),
})

export const PLACES_MAX = 50
const KINDS_MAX = 20

/** Words that everybody reads, in each of the languages. */
const said = (chars_max: number) => {
  const text = z.string().trim().min(1).max(chars_max)
  return z.object({ pl: text, en: text, uk: text })
}

/** What an indicator is: a formula over measures, with its unit, its meaning, its place in standards and strategies. */
export const DefinitionDraft = z.object({
  id: z
    .string()
    .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/)
    .max(80),
  names: said(300),
  description: said(2_000),
  formula: z.string().trim().min(1).max(4_000),
  unit: z.string().min(1).max(200),
  decimals: z.int().min(0).max(6),
  direction: z.enum(['higher', 'lower', 'context']),
  extensive: z.boolean().optional().describe('grows with the size of the area, so areas are not compared by it'),
  valid: z
    .object({ min: z.number().optional(), max: z.number().optional() })
    .refine(({ min = -Infinity, max = Infinity }) => min <= max)
    .optional()
    .describe('values outside are not published'),
  areas: z.array(z.string()).min(1).max(KINDS_MAX).default(['city']).describe('the kinds of areas it is computed for'),
  standards: z
    .array(z.object({ standard: z.string(), code: z.string() }))
    .max(PLACES_MAX)
    .default([])
    .describe('where it stands in standards that others set'),
  strategies: z
    .array(z.object({ strategy: z.string(), area: z.string() }))
    .max(PLACES_MAX)
    .default([])
    .describe("the areas of the city's own strategies in which it stands"),
  approximates: said(2_000).optional().describe("in what it differs from the standard's definition"),
  method: said(4_000),
  thresholds: z.array(Threshold).optional(),
  breaks: z.array(Break).optional(),
})
export type DefinitionDraft = z.infer<typeof DefinitionDraft>
export const Definition = DefinitionDraft.extend({
  version: z.int(),
  seq: z.int().describe('the publication that made it valid'),
})
export type Definition = z.infer<typeof Definition>

/** A version with how it became public. */
export type DefinitionVersion = Definition & { at: Date; by: string; grounds: string | null }

export const Source = z.object({
  id: z.string(),
  names: Texts,
  publisher: Texts,
  url: z.string(),
  licence: Texts,
  attribution: Texts,
  termsUrl: z.string().optional(),
})
export type Source = z.infer<typeof Source>

/** A public copy in which figures were read, when not at the source itself. */
export const Via = z.object({
  id: z.string(),
  repository: z.string(),
  path: z.string(),
  url: z.string(),
  commit: z.string().optional(),
})
export type Via = z.infer<typeof Via>

/** What the catalogue says of a dataset besides: only those of which it is said are datasets of their own there. */
export const Open = z.object({
  descriptions: Texts,
  terms: Licence,
  frequency: z.enum(FREQUENCIES),
  themes: z.array(z.enum(THEMES)),
  spatial: z.array(z.string()),
})

/** What a file of figures belongs to: who made them, under which terms. */
export const Dataset = z.object({
  id: z.string(),
  names: Texts,
  file: z.string().optional(),
  sources: z.array(z.string()),
  licence: Texts,
  retrieved: z.string().optional(),
  note: Texts.optional(),
  open: Open.optional(),
})
export type Dataset = z.infer<typeof Dataset>

export const IMPORT_STATES = ['reading', 'read', 'returned', 'verified', 'failed', 'cancelled', 'published'] as const
/** A file that was sent, a figure entered by hand, or figures taken back. */
export const ORIGINS = ['file', 'entry', 'withdrawal'] as const
export const Import = z.object({
  id: z.uuid(),
  number: z.int(),
  dataset: z.string().optional(),
  fileName: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  broughtBy: z.string(),
  broughtAt: z.date(),
  state: z.enum(IMPORT_STATES),
  jobId: z.string().optional(),
  format: z.string().optional(),
  encoding: z.string().optional(),
  accepted: z.int().describe('rows read and found right, those that change nothing included'),
  rejected: z.int(),
  unchanged: z.int().describe('accepted rows that say what is known already'),
  failure: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }).optional(),
  origin: z.enum(ORIGINS),
  suspected: z.object({ high: z.int(), low: z.int() }).describe('how many figures the checks remarked on'),
})
export type Import = z.infer<typeof Import>

/** A change that publishing an import would make. */
export const Change = z.object({
  area: z.string(),
  measure: z.string(),
  dimension: z.string(),
  period: z.string(),
  before: z.number().nullable().optional().describe('absent where there was none'),
  after: z.number().nullable(),
  statusBefore: Status.optional(),
  statusAfter: Status,
  line: z.int(),
  note: z.string().optional().describe('what the file says beside the figure'),
})
export type Change = z.infer<typeof Change>

export const Reason = z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) })
export type Reason = z.infer<typeof Reason>

/** One published figure of one indicator. `seq` is its vintage: the publication after which it was computed. */
export const Value = z.object({
  indicator: z.string(),
  area: z.string(),
  period: z.string(),
  value: z.number().nullable(),
  unit: z.string(),
  status: Status,
  reason: Reason.optional(),
  seq: z.int(),
  version: z.int().describe("the definition's version"),
})
export type Value = z.infer<typeof Value>

/** What a definition would give in one area, newest period first. */
export const Trial = z.object({
  area: z.string().describe('whose figures: the city itself, where the definition is for cities'),
  unchanged: z.boolean().describe('says what is valid already'),
  readers: z.array(z.string()).describe('published indicators that are computed from this one'),
  points: z.array(
    z.object({
      period: z.string(),
      value: z.number().nullable(),
      status: Status,
      reason: Reason.optional(),
      published: z.object({ value: z.number().nullable(), status: Status }).optional(),
      tokens: z
        .array(z.object({ text: z.string(), value: z.number().nullable().optional(), unit: z.string().optional() }))
        .describe('the formula, and what stood in it'),
      inputs: z.array(
        z.object({
          ...{ measure: z.string(), dimension: z.string(), area: z.string(), period: z.string() },
          ...{ value: z.number().nullable(), status: Status, unit: z.string() },
        }),
      ),
    }),
  ),
})
export type Trial = z.infer<typeof Trial>

/** One observation as it was known after some publication. */
export type Observation = {
  area: string
  measure: string
  dimension: string
  period: string
  value: number | null
  status: Status
  /** Why it is missing. */
  reason: string | null
  line: number
  note: string | null
  importNumber: number
}
