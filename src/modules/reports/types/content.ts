/**
 * What a report says, in all its languages at once. Names, methods, sources and licences stand in it as they were, so
 * that it can be read when all else has changed. Its fingerprint is the SHA-256 of its canonical JSON (RFC 8785).
 */
import { z } from 'zod'
import { Dataset, Reason, Source, Status, Texts } from '#indicators'

export const FORMAT = 'unia-report/1'

/** A figure with its vintage: `/indicators/{indicator}/values/{area}/{period}?seq={seq}` leads to its sources. */
const Figure = z.object({ period: z.string(), value: z.number(), status: Status, seq: z.int() })
export type Figure = z.infer<typeof Figure>

const Point = Figure.extend({ value: z.number().nullable() })

/** Where the city stands among those that have a figure for the same period. */
const Peers = z.object({
  ...{ period: z.string(), value: z.number().describe("the city's own, of that period"), seq: z.int() },
  median: z.number().describe('of the others'),
  rank: z.int().describe('1 is the best, or the largest where neither is better'),
  figures: z
    .array(z.object({ area: z.string(), value: z.number(), seq: z.int() }))
    .describe("the others', of the period"),
})

const Break = z.object({ period: z.string(), note: Texts.optional(), source: z.string().optional() })
export type Break = z.infer<typeof Break>

export const Indicator = z.object({
  id: z.string(),
  version: z.int(),
  names: Texts,
  unit: z.string(),
  decimals: z.int(),
  direction: z.enum(['higher', 'lower', 'context']),
  formula: z.string(),
  method: Texts,
  approximates: Texts.optional(),
  value: Figure.optional().describe('of the year, or the latest before it'),
  change: z
    .object({
      from: Figure,
      by: z.number(),
      broken: z.boolean().describe('the series breaks in between, so that the two do not compare'),
    })
    .optional()
    .describe('against the year before'),
  peers: Peers.optional(),
  series: z.array(Point),
  medians: z.array(z.object({ period: z.string(), median: z.number(), cities: z.int() })),
  breaks: z.array(Break),
  reason: Reason.optional().describe('why there is no value'),
  datasets: z.array(z.string()),
  files: z.array(z.string()).describe('SHA-256 of the files that the value was computed from'),
})
export type Indicator = z.infer<typeof Indicator>

const Count = z.object({
  total: z.int(),
  reported: z.int(),
  ofYear: z.int().describe('of those, from the year itself'),
})
export type Count = z.infer<typeof Count>

/** A standard, as it is cited. */
export const Cited = z.object({
  ...{ id: z.string(), names: Texts, edition: z.string(), publisher: z.string(), url: z.string().optional() },
  note: Texts,
})

export const Counts = z.object({ core: Count, supporting: Count, profile: Count, all: Count })

export const CountedTheme = z.object({
  ...{ id: z.string(), code: z.string(), names: Texts },
  counts: z.object({ core: Count, supporting: Count, all: Count }),
})

/** A file that figures came in by. */
const File = z.object({
  ...{ sha256: z.string(), name: z.string(), bytes: z.int(), at: z.string() },
  dataset: z.string().optional(),
  entryId: z.string(),
})
export type File = z.infer<typeof File>

/** What every report has. */
export const common = {
  format: z.literal(FORMAT),
  area: z.object({ id: z.string(), names: Texts }),
  year: z.int(),
  moment: z.object({ seq: z.int(), at: z.string() }),
  indicators: z.array(Indicator),
  areas: z.record(z.string(), Texts).describe('the names of the other cities'),
  datasets: z.array(Dataset.pick({ id: true, names: true, sources: true, licence: true, retrieved: true })),
  sources: z.array(Source),
  files: z.array(File),
}
