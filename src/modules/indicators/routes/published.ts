/** HTTP: standards, measures, datasets, search. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Indicators } from '../index.ts'
import { Omission } from '../omissions/types.ts'
import { Dataset, ORIGINS, Measure, Source, Texts, Value, Via } from '../types.ts'

const tags = ['indicators']
const Count = z.object({ reported: z.int(), total: z.int() })
const Level = z.object({ id: z.string(), names: Texts, from: z.int(), to: z.int() })
const Completeness = z.object({
  id: z.string(),
  names: Texts,
  edition: z.string().optional(),
  all: Count,
  core: Count,
  supporting: Count,
  themes: z.array(
    z.object({ id: z.string(), code: z.string(), names: Texts, core: Count, supporting: Count, all: Count }),
  ),
  certificate: z
    .object({
      ...{ names: Texts, edition: z.string(), note: Texts, of: z.int(), levels: z.array(Level) },
      ...{ source: z.object({ title: z.string(), url: z.string().optional() }) },
      ...{ reported: z.int(), reached: Level.optional() },
      next: z.object({ level: Level, lacking: z.int() }).optional(),
    })
    .optional()
    .describe("how far the city would reach by others' levels"),
})
const Line = z.object({
  code: z.string(),
  names: Texts,
  kind: z.string().nullable().optional(),
  unit: z.string().nullable().optional(),
  indicator: z.string().optional().describe('the definition that gives it; absent where it is not reported'),
  value: Value.optional(),
  omission: Omission.optional().describe('why it is not reported, where somebody said so'),
})
const Publication = z.object({
  seq: z.int(),
  at: z.date(),
  kind: z.string(),
  grounds: z.string().nullable(),
  entryId: z.string().describe("the ledger's entry"),
  added: z.number().nullable().describe('figures that were not known before'),
  corrected: z.number().nullable().describe('figures that say something else than before'),
  import: z
    .object({ id: z.string(), fileName: z.string(), dataset: z.string().nullable(), origin: z.enum(ORIGINS) })
    .nullable(),
  of: z
    .object({ id: z.string(), fileName: z.string() })
    .nullable()
    .describe('what a withdrawal took figures back from'),
  notes: z.object({ pl: z.string(), en: z.string(), uk: z.string() }).partial().nullable(),
  definitions: z.array(z.string()).nullable(),
})
const area = z.string().optional().describe('whose figures; the city itself unless said')

export const publishedRoutes =
  (indicators: Indicators): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/standards',
      {
        schema: {
          tags,
          summary: 'Standards, and how much of each the city reports',
          querystring: z.object({ area }),
          response: { 200: z.object({ standards: z.array(Completeness) }) },
        },
      },
      async ({ query }) => ({ standards: await indicators.completeness(query.area ?? indicators.home) }),
    )
    app.get(
      '/standards/:standard/themes/:theme',
      {
        schema: {
          tags,
          summary: 'One theme of a standard, indicator by indicator',
          params: z.object({ standard: z.string(), theme: z.string().describe("the theme's id or code") }),
          querystring: z.object({ area }),
          response: {
            200: z.object({ standard: z.string(), theme: z.string(), names: Texts, indicators: z.array(Line) }),
          },
        },
      },
      async ({ params, query }) => {
        const { theme, lines } = await indicators.theme(params.standard, params.theme, query.area ?? indicators.home)
        return {
          standard: params.standard,
          theme: theme.id,
          names: theme.names,
          indicators: lines.map(({ definition, ...line }) => ({ ...line, indicator: definition?.id })),
        }
      },
    )
    app.get(
      '/publications',
      {
        schema: {
          tags,
          summary: 'Everything that was published, corrected and withdrawn, newest first',
          querystring: z.object({
            limit: z.coerce.number().int().min(1).max(200).default(50),
            before: z.coerce
              .number()
              .int()
              .positive()
              .optional()
              .describe('the number that the page before ended with'),
          }),
          response: { 200: z.object({ publications: z.array(Publication) }) },
        },
      },
      async ({ query }) => ({ publications: await indicators.publications(query.limit, query.before) }),
    )
    app.get(
      '/measures',
      {
        schema: {
          tags,
          summary: 'Measures: the statistics that indicators are computed from',
          response: { 200: z.object({ measures: z.array(Measure) }) },
        },
      },
      async () => ({ measures: await indicators.measures() }),
    )
    app.get(
      '/datasets',
      {
        schema: {
          tags,
          summary: 'Datasets and sources of the figures',
          response: { 200: z.object({ datasets: z.array(Dataset), sources: z.array(Source), via: z.array(Via) }) },
        },
      },
      async () => ({ datasets: await indicators.datasets(), ...(await indicators.sources()) }),
    )
    app.get(
      '/search',
      {
        schema: {
          tags,
          summary: 'Finds indicators, measures, areas and datasets by name',
          querystring: z.object({
            q: z.string().min(1).max(200),
            limit: z.coerce.number().int().min(1).max(100).default(30),
          }),
          response: {
            200: z.object({
              found: z.array(z.object({ kind: z.string(), id: z.string(), names: Texts })),
              instead: z.string().optional().describe('what was searched for, where nothing holds the words asked for'),
            }),
          },
        },
      },
      ({ query }) => indicators.search(query.q, query.limit),
    )
  }
