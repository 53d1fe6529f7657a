/** What a reader may change of the rules: every number that decides has a name, a default and a range, and stands in the address. */
import { z } from 'zod'

export const AREAS_CHOSEN_MAX = 100
const share = z.number().min(0).max(1)
const weight = z.number().min(0).max(100)
const weights = z.record(z.string().max(200), weight).default({})

export const Parameters = z.object({
  area: z.string().min(1).max(80).describe('whose analysis; the city itself unless said'),
  peers: z
    .string()
    .max(8_000)
    .describe('all; similar:<how many>; group:<id of a group of the city pack>; or ids of areas, separated by commas'),
  share: share
    .default(0.5)
    .describe(
      'the compared period is the newest for which so large a share of the areas that have the figure at all has it',
    ),
  lag: z
    .int()
    .min(0)
    .max(10)
    .default(0)
    .describe("years by which a peer's figure may be older than the compared period"),
  peersMin: z.int().min(2).max(100).default(4).describe('with fewer peers than this nothing is called a comparison'),
  coverage: share
    .default(0.2)
    .describe('nor where fewer than this share of the peers have the figure: a few of many are no fair sample'),
  years: z.int().min(3).max(100).default(10).describe('how many years back a trend reads'),
  pointsMin: z.int().min(3).max(100).default(5).describe('fewer figures than this are too few for a trend'),
  level: z.number().min(0.5).max(0.999).default(0.95).describe('confidence at which a trend counts as clear'),
  age: z.int().min(0).max(100).default(6).describe('figures older than so many years are not judged'),
  top: z.number().min(50).max(100).default(67).describe('percentile among the peers from which a level is good'),
  bottom: z.number().min(0).max(50).default(33).describe('percentile up to which a level is weak'),
  reference: z
    .enum(['median', 'quartile'])
    .default('quartile')
    .describe("what a gap is measured to: the peers' median, or their better quartile"),
  cap: z.number().min(0.1).max(10).default(1.5).describe("a gap of so many of the peers' spreads counts as full"),
  size: weight.default(2).describe('weight of the size of a gap'),
  importance: weight.default(1).describe('weight of its importance to the strategy'),
  trend: weight.default(1).describe('weight of its trend'),
  set: weights.describe(
    "weights of the areas of the city's own strategies, by <strategy>/<area>; 1 while the strategy holds, half after it",
  ),
  mean: z.enum(['arithmetic', 'geometric']).default('arithmetic').describe('of the composite index'),
  normalise: z
    .enum(['minmax', 'zscore', 'rank'])
    .default('minmax')
    .describe('how the index brings figures to one scale'),
  treat: z.enum(['skew', 'none']).default('skew').describe('whether the index tames figures far from all others'),
  needed: share.default(0.5).describe('share of a theme that an area needs for a score in it'),
  part: weights.describe('weights of indicators in the composite index, by indicator; 1 unless said'),
  theme: weights.describe('weights of themes in the composite index, by theme of the standard; 1 unless said'),
  like: weights.describe('weights of what cities are alike by, by indicator; those of the city pack unless said'),
})
export type Parameters = z.infer<typeof Parameters>
