/** An innovation: something new that a city tried or brought in, technological or social, with what came of it. */
import { z } from 'zod'
import { LANGS } from '#words'

/** By which cities sort what they try. */
export const DIMENSIONS = ['economy', 'mobility', 'environment', 'society', 'governance', 'qualityOfLife'] as const
export const Dimension = z.enum(DIMENSIONS)
export type Dimension = z.infer<typeof Dimension>

export const KINDS = ['technological', 'social'] as const
export const STATES = ['idea', 'trial', 'underWay', 'carriedOut', 'inUse', 'ended', 'abandoned'] as const
export const State = z.enum(STATES)
export type State = z.infer<typeof State>

/** Whose pupils or students do it, where it is a project of theirs. */
export const LEARNING = ['university', 'school'] as const
export const Learning = z.enum(LEARNING)
export type Learning = z.infer<typeof Learning>

export const PARTNERS_MAX = 100
const YEAR_MIN = 1900
const YEAR_MAX = 2200
const MONEY_MAX = 1e13

const text = (most: number) => z.string().trim().min(1).max(most)
/** In at least one language. */
const said = (most: number) =>
  z.partialRecord(z.enum(LANGS), text(most)).refine((texts) => Object.keys(texts).length > 0)
const Year = z.int().min(YEAR_MIN).max(YEAR_MAX)

export const Source = z.object({
  names: said(300),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
})

export const EntryDraft = z.object({
  titles: said(200),
  about: said(4_000).describe('what it is, and for whom'),
  kind: z.enum(KINDS),
  dimension: Dimension.optional().describe('absent where whoever lists it does not say'),
  state: State,
  learning: Learning.optional().describe('where it is a project of a university or a school'),
  owner: said(300).optional().describe('who answers for it'),
  from: Year.optional(),
  to: Year.optional(),
  area: text(100).optional().describe('the area of the city, as places call it'),
  place: z
    .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
    .optional()
    .describe('longitude, latitude'),
  cost: z
    .object({
      amount_minor: z.int().min(0).max(MONEY_MAX),
      currency: z.string().regex(/^[A-Z]{3}$/),
      approximate: z.boolean().default(false),
    }) // prettier-ignore
    .optional(),
  partners: z.array(text(300)).max(PARTNERS_MAX).default([]),
  results: said(8_000).optional().describe('what is known to have come of it; absent where nothing is'),
  source: Source.optional(),
})
export type EntryDraft = z.input<typeof EntryDraft>
export type Content = z.infer<typeof EntryDraft> & {
  /** As the city lists it in its own words: nobody here has measured it. */
  listed: boolean
}

/** One version of an entry. The newest is what holds; the others stay. */
export type Entry = Content & { id: string; version: number; at: Date; by: string; grounds: string }
