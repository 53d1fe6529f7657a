/** A feed makes figures of readings: of which things, by what rule, for which areas, and how much must have been read for a figure to count. */
import { z } from 'zod'

export const GRAINS = ['day', 'month', 'year'] as const
export type Grain = (typeof GRAINS)[number]
/** Of one series over a period. `difference` is of a counter: what it shows at the end less what it showed at the beginning. */
export const AGGREGATES = ['mean', 'sum', 'difference', 'min', 'max', 'count'] as const
export type Aggregate = (typeof AGGREGATES)[number]
/** Of the series of one area. A mean is of those that are complete; anything else needs all of them. */
export const ACROSS = ['mean', 'sum', 'min', 'max'] as const
export const BUCKETS = ['hour', 'day'] as const

const text = z.string().trim().min(1).max(2_000)
const Texts = z.strictObject({ pl: text, en: text, uk: text })
const IDS_MAX = 1_000

export const Completeness = z.strictObject({
  bucket: z.enum(BUCKETS).describe('what is counted'),
  least: z.int().min(1).max(100_000).default(1).describe('readings in one, for it to count'),
  share: z.number().gt(0).max(1).describe('of all in the period that must count'),
  rule: Texts.describe('the rule in words'),
  source: z
    .strictObject({ names: Texts, url: z.url().optional() })
    .optional()
    .describe('where the rule is from; the city’s own where none is said'),
  unverified: z.boolean().default(false).describe('the rule is told from memory'),
})
export type Completeness = z.infer<typeof Completeness>

export const Feed = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters and digits joined by hyphens').max(80), // prettier-ignore
  names: Texts,
  note: Texts.describe('what is measured, and how'),
  measure: z.string().min(1).max(200).describe('the measure of which it makes figures'),
  of: z.strictObject({
    type: text.describe('the type of its things'),
    ids: z.array(text).min(1).max(IDS_MAX).optional(),
    scope: z.string().regex(/^\/\S+$/, 'a scope such as "/lighting/north"').max(300).optional().describe('things in this scope, and in those below it'), // prettier-ignore
  }),
  attribute: text,
  unit: z.string().min(1).max(100).describe('of the readings; converted into that of the measure'),
  unitCode: z.string().min(1).max(20).optional().describe('what their unitCode must be'),
  grain: z.enum(GRAINS),
  aggregate: z.enum(AGGREGATES),
  across: z.enum(ACROSS),
  areas: z
    .union([z.strictObject({ all: text }), z.strictObject({ kind: text })])
    .describe('all of one area, or each of the area of this kind that it lies in'),
  completeness: Completeness,
  /** So many days after a period has ended it is taken. */
  waitDays: z.int().min(0).max(60).default(1),
})
export type Feed = z.infer<typeof Feed>

/** A rollup as feeds need it. */
export type Bucket = {
  start: Date
  count: number
  min: number
  max: number
  mean: number
  sum: number
  last: number
}

export const LACKS = ['tooFew', 'noStart', 'noEnd', 'meterFell', 'noReadings'] as const
export type Lack = (typeof LACKS)[number]
/** What came of one series in one period. */
export type SeriesPart = {
  entityId: string
  value: number | null
  lack?: Lack
  /** The share of buckets that count. */
  complete: number
  readings: number
  from: string
  to: string
  /** Of what was taken of it: the SHA-256 of its buckets. */
  fingerprint: string
}

/** A figure as it was made. `complete` is that of the worst series which counts. */
export type FeedPeriod = {
  area: string
  period: string
  value: number | null
  lack?: Lack
  complete: number
  readings: number
  series: SeriesPart[]
  fingerprint: string
  revision: number
  at: Date
}
