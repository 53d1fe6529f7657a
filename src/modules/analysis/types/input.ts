/**
 * Everything that an analysis reads, as one thing that can be downloaded, kept and read again: published values after
 * one publication, where series break, the targets, the groups of peers, the city's own sets.
 */
import { z } from 'zod'
import { KnownTarget, Period, Texts } from './targets.ts'

const id = z.string().min(1).max(80)
const Status = z.enum(['A', 'P', 'E', 'B'])

/** A place of a set of indicators: a standard, or one of the city's own strategies with its areas. */
export const Place = z.object({ set: id, theme: id })
export type Place = z.infer<typeof Place>

export const IndicatorSet = z.object({
  id,
  names: Texts,
  own: z.boolean().describe("one of the city's own strategies"),
  from: z.int().optional().describe('the years for which it holds'),
  to: z.int().optional(),
  themes: z.array(z.object({ id, names: Texts })).max(500),
})
export type IndicatorSet = z.infer<typeof IndicatorSet>

export const KnownIndicator = z.object({
  id,
  version: z.int(),
  names: Texts,
  unit: z.string().max(200),
  decimals: z.int().min(0).max(6),
  direction: z.enum(['higher', 'lower', 'context']),
  extensive: z.boolean().optional().describe('grows with the size of the area, so areas are not compared by it'),
  valid: z.object({ min: z.number().optional(), max: z.number().optional() }).optional(),
  places: z.array(Place).max(100),
  breaks: z
    .array(z.object({ period: Period, areas: z.array(id).max(20_000).optional() }))
    .max(1_000)
    .describe('of the definition and of every measure that it reads'),
  series: z
    .record(id, z.array(z.tuple([Period, z.number(), Status])).max(10_000))
    .describe('by area, in order of time; what is missing is left out'),
})
export type KnownIndicator = z.infer<typeof KnownIndicator>

export const PeerGroup = z.object({ id, names: Texts, areas: z.array(id).max(20_000) })

/** What cities are alike by, and how much each counts. */
export const Likeness = z.object({ indicator: id, weight: z.number().min(0).max(1_000) })
export type Likeness = z.infer<typeof Likeness>

export const INPUT_FORMAT = 'unia-analysis/1'
export const AnalysisInput = z.object({
  format: z.literal(INPUT_FORMAT),
  seq: z.int().min(0).describe('the publication after which these values held; 0 for files that were never published'),
  day: z.iso.date().describe('the day on which it was read: targets of earlier periods are judged, others awaited'),
  home: id,
  areas: z
    .array(z.object({ id, names: Texts, breaks: z.array(Period).max(1_000) }))
    .min(1)
    .max(20_000),
  sets: z.array(IndicatorSet).max(100),
  groups: z.array(PeerGroup).max(1_000),
  likeness: z.array(Likeness).max(100),
  indicators: z.array(KnownIndicator).max(2_000),
  targets: z.array(KnownTarget).max(20_000),
})
export type AnalysisInput = z.infer<typeof AnalysisInput>
