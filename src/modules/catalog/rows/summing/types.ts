/** What charts and maps ask of a published table, and what they are answered with: sums and counts, few of them, of however many rows. */
import { z } from 'zod'
import { Question } from '../types.ts'

export const GROUPS_MAX = 500
export const SERIES_MAX = 6
/** More points than that are told by cells of a grid. */
export const POINTS_MAX = 2_000
/** Outlines are drawn one by one up to so many, and so many corners in all. */
export const SHAPES_MAX = 1_500
export const CORNERS_MAX = 300_000
const OUTLINES_MAX = 500
const name = z.string().min(1).max(300)

export const HOWS = ['count', 'sum', 'mean', 'min', 'max'] as const
export const How = z.enum(HOWS)
export type How = z.infer<typeof How>
export const STEPS = ['day', 'month', 'year'] as const
export const Step = z.enum(STEPS)
export type Step = z.infer<typeof Step>

/** Which rows are meant. */
const Meant = Question.pick({ filters: true, q: true })

export const Grouping = Meant.extend({
  by: name.describe('one group for each of its values'),
  step: Step.optional().describe('of days and moments: one group for each such step'),
  series: name.optional().describe('each group in parts, by the values of this column'),
  how: How.default('count'),
  of: name.optional().describe('the number column that is summed up; not asked for a count'),
  order: z.enum(['value', 'key']).default('value').describe('the largest first, or as the groups follow one another'),
  limit: z.int().min(1).max(GROUPS_MAX).default(30),
})
export type Grouping = z.input<typeof Grouping>
/** `isRest`: all parts together that are not among the largest; only of what adds up. */
export type Group = { key: string; series?: string; isRest?: boolean; value: number | null; count: number }
/** `keys`, `series`: how many there are in all, shown or not. `missing`: rows without a group. */
export type Groups = { groups: Group[]; keys: number; series: number; missing: number }

export const Spread = Meant.extend({ of: name })
export type Spread = z.input<typeof Spread>
export type Bin = { from: number; to: number; count: number }
export type Bins = { bins: Bin[]; missing: number }

export const Pairing = Meant.extend({ x: name, y: name, series: name.optional() })
export type Pairing = z.input<typeof Pairing>
/** `count` rows at about that place; one each where `isWhole`. */
export type Dot = { x: number; y: number; count: number; series?: string }
export type Pairs = { dots: Dot[]; count: number; missing: number; isWhole: boolean; series: number }

/** West, south, east, north. */
export const Box = z.tuple([z.number(), z.number(), z.number(), z.number()])
export type Box = z.infer<typeof Box>
export const Place = z.union([z.object({ shape: name }), z.object({ latitude: name, longitude: name })])
export type Place = z.infer<typeof Place>
export const Mapping = Meant.extend({
  place: Place,
  how: How.default('count'),
  of: name.optional(),
  label: name.optional(),
  within: z.unknown().optional().describe('only what lies in this outline, as GeoJSON'),
  box: Box.optional().describe('only what lies in it'),
})
export type Mapping = z.input<typeof Mapping>
export type Spot = { lon: number; lat: number; count: number; value?: number | null; label?: string }
export type Shape = { geometry: { type: string; coordinates: unknown }; value?: number | null; label?: string }
export type Mapped = {
  /** Rows that have a place, and rows that have none. */
  count: number
  missing: number
  box?: Box
  /** Spots are rows where `isWhole`, else what lies near one another. */
  spots: Spot[]
  shapes: Shape[]
  isWhole: boolean
  /** How high a cell is that counts what lies in it, in degrees; absent where rows are drawn one by one. */
  cell?: number
}

export const Within = Mapping.pick({ filters: true, q: true, place: true, how: true, of: true }).extend({
  outlines: z.array(z.object({ id: z.string(), geometry: z.unknown() })).max(OUTLINES_MAX),
})
export type Within = z.input<typeof Within>
export type InOutline = { id: string; count: number; value: number | null }
