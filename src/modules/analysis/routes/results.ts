/** HTTP: strengths, directions, one indicator, and the input from which anybody can compute them again. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Query } from '../rules/index.ts'
import type { Analysis } from '../service/index.ts'
import { AnalysisInput, Parameters } from '../types/index.ts'
import { DirectionsResult, IndexResult, IndicatorResult, Strengths } from './schemas.ts'

const tags = ['analysis']

const seq = z.object({
  seq: z.coerce.number().int().positive().optional().describe('as it was known after that publication'),
})

/** Every parameter as an address says it: a text, which the rules read. Weights are said as `set.<strategy>/<area>=2`. */
const querystring = z.looseObject({
  ...Object.fromEntries(
    Object.entries(Parameters.shape)
      .filter(([, schema]) => schema.description !== undefined)
      .map(([name, schema]) => [name, z.string().max(8_000).optional().describe(schema.description!)]),
  ),
  ...seq.shape,
})

export const resultRoutes =
  (analysis: Analysis): FastifyPluginAsyncZod =>
  async (app) => {
    const read = (query: unknown) => analysis.parameters(query as Query)
    app.get(
      '/analysis/input',
      {
        schema: {
          tags,
          summary: 'Everything that the rules read: values, breaks, targets, groups of peers',
          description:
            'Keep it and run the rules again: `unia directions input.json --json` gives what `/analysis/directions` gives.',
          querystring: seq,
          response: { 200: AnalysisInput },
        },
      },
      ({ query }) => analysis.input(query.seq),
    )
    app.get(
      '/analysis/strengths',
      {
        schema: {
          tags,
          summary: 'Strengths and weaknesses: every indicator judged, with the evidence and the line of the rule',
          querystring,
          response: { 200: Strengths },
        },
      },
      ({ query }) => analysis.strengths(read(query), query.seq),
    )
    app.get(
      '/analysis/directions',
      {
        schema: {
          tags,
          summary: 'Gaps and main directions of action, with what would close each gap',
          description:
            'Priority is the mean of size, importance and trend by the weights `size`, `importance` and `trend`.',
          querystring,
          response: { 200: DirectionsResult },
        },
      },
      ({ query }) => analysis.directions(read(query), query.seq),
    )
    app.get(
      '/analysis/index',
      {
        schema: {
          tags,
          summary: 'A composite index of the city and its peers, by theme, with rank intervals',
          description:
            'Weights of indicators are said as `part.<indicator>=2`, of themes as `theme.<theme>=2`; the draws of the sensitivity analysis are seeded.',
          querystring,
          response: { 200: IndexResult },
        },
      },
      ({ query }) => analysis.index(read(query), query.seq),
    )
    app.get(
      '/analysis/indicators/:id',
      {
        schema: {
          tags,
          summary: 'One indicator: trend, targets, place among the peers, and how the rule judges it',
          params: z.object({ id: z.string() }),
          querystring,
          response: { 200: IndicatorResult },
        },
      },
      ({ params, query }) => analysis.indicator(params.id, read(query), query.seq),
    )
  }
