/** HTTP: areas beside one another over many indicators. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Indicators } from '../index.ts'
import { parsePeriod } from '../periods.ts'
import { Definition, Reason, Status } from '../types.ts'

const tags = ['indicators']
const LIST_CHARS_MAX = 8_000
const ids = z
  .string()
  .max(LIST_CHARS_MAX)
  .transform((text) => text.split(',').filter((id) => id !== ''))
  .pipe(z.array(z.string()).min(1))
  .optional()

const querystring = z.object({
  areas: ids.describe("ids, separated by commas, the one it is about first; all of the city's kind unless said"),
  indicators: ids.describe('ids, separated by commas; all that are computed for areas of that kind unless said'),
  period: z
    .string()
    .refine((text) => parsePeriod(text) !== undefined, '2023, 2023-S1, 2023-Q1, 2023-M05, 2023-05-17')
    .optional()
    .describe('the same for all; unless said, the newest that most areas have, for each indicator'),
  among: z.enum(['all', 'chosen']).default('all').describe('whom places are counted among'),
})

const Cell = z.object({
  area: z.string(),
  period: z.string().optional(),
  value: z.number().nullable(),
  status: Status,
  reason: Reason.optional(),
  seq: z.int().optional(),
  rank: z.int().optional().describe('1 is the best, or the largest where neither is better; ties share a place'),
  fifth: z.int().optional().describe('1 is the fifth of the areas that stands first'),
})
const Comparison = z.object({
  areas: z.array(z.string()),
  among: z.int().describe('how many areas places are counted among, where all have a figure'),
  atLeast: z.int().describe('where fewer have a figure, none has a place'),
  years: z.array(z.string()).describe('years for which there are figures, newest first'),
  lines: z.array(
    z.object({
      indicator: z.string(),
      unit: z.string(),
      decimals: z.int(),
      direction: Definition.shape.direction,
      period: z.string().optional(),
      n: z.int().describe('how many areas have a figure for the period'),
      cells: z.array(Cell).describe('in the order of the areas'),
    }),
  ),
})

export const comparisonRoutes =
  (indicators: Indicators): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/compare',
      {
        schema: {
          tags,
          summary: 'Areas beside one another: each figure with its place',
          description: 'A figure of another period than its line has no place; a missing one has its reason.',
          querystring,
          response: { 200: Comparison },
        },
      },
      ({ query }) => indicators.compare(query),
    )
    app.get(
      '/compare.csv',
      { schema: { tags, summary: 'The same as CSV (UTF-8, RFC 4180), a row for each figure', querystring } },
      async ({ query, lang }, reply) =>
        reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', 'attachment; filename="comparison.csv"')
          .send(await indicators.compareCsv(query, lang)),
    )
  }
