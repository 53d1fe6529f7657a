/** HTTP: series, single values at their permanent addresses, the way back to their sources. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Indicators } from '../index.ts'
import { Definition, Status, Reason, Value } from '../types.ts'
import { askedForm, typeOf } from './exports.ts'

const tags = ['indicators']
const Point = z.object({
  period: z.string(),
  value: z.number().nullable(),
  status: Status,
  reason: Reason.optional(),
  seq: z.int(),
})
const cell = z.object({ id: z.string(), area: z.string(), period: z.string() })
const vintage = z.object({
  seq: z.coerce.number().int().positive().optional().describe('as it was known after that publication'),
})

export const valueRoutes =
  (indicators: Indicators, { baseUrl }: { baseUrl: string }): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/indicators',
      { schema: { tags, summary: 'All indicators', response: { 200: z.object({ indicators: z.array(Definition) }) } } },
      async () => ({ indicators: await indicators.definitions() }),
    )
    app.get(
      '/indicators/:id',
      {
        schema: {
          tags,
          summary: 'One indicator: its valid definition',
          params: z.object({ id: z.string() }),
          response: { 200: Definition },
        },
      },
      ({ params }) => indicators.definition(params.id),
    )
    app.get(
      '/indicators/:id/series',
      {
        schema: {
          tags,
          summary: 'The series of an indicator in all areas or in some',
          description:
            'JSON, or by `Accept` CSV, a workbook, JSON-stat or SDMX-CSV; the same by the endings of the address.',
          params: z.object({ id: z.string() }),
          querystring: z.object({ areas: z.string().optional().describe('ids of areas, separated by commas') }),
          response: {
            200: z.object({
              indicator: z.string(),
              unit: z.string(),
              series: z.array(z.object({ area: z.string(), points: z.array(Point) })),
            }),
          },
        },
      },
      async ({ params, query, headers, lang }, reply) => {
        void reply.header('vary', 'accept')
        const areas = query.areas?.split(',')
        const form = askedForm(headers.accept)
        if (form) {
          const stream = await indicators.export(form, { indicators: [params.id], areas }, { lang, baseUrl })
          return reply.type(typeOf(form)).send(stream as never)
        }
        const { unit } = await indicators.definition(params.id)
        return { indicator: params.id, unit, series: await indicators.series(params.id, areas) }
      },
    )
    app.get(
      '/indicators/:id/values/:area/:period',
      {
        schema: {
          tags,
          summary: 'One value, at its permanent address',
          params: cell,
          querystring: vintage,
          response: { 200: Value },
        },
      },
      ({ params, query }) => indicators.value(params.id, params.area, params.period, query.seq),
    )
    app.get(
      '/indicators/:id/values/:area/:period/vintages',
      {
        schema: {
          tags,
          summary: 'Every vintage of one value, newest first',
          params: cell,
          response: { 200: z.object({ vintages: z.array(Value.extend({ at: z.date() })) }) },
        },
      },
      async ({ params }) => ({ vintages: await indicators.vintages(params.id, params.area, params.period) }),
    )
    app.get(
      '/indicators/:id/values/:area/:period/provenance',
      {
        schema: {
          tags,
          summary: 'The way back from a value to its files, as W3C PROV-JSON',
          params: cell,
          querystring: vintage,
        },
      },
      async ({ params, query }, reply) =>
        reply
          .type('application/json')
          .send(await indicators.provJson(params.id, params.area, params.period, query.seq)),
    )
    app.get(
      '/indicators/:id/values/:area/:period/proof',
      { schema: { tags, summary: 'A bundle that `unia verify` checks offline', params: cell, querystring: vintage } },
      async ({ params, query }, reply) =>
        reply
          .type('application/json')
          .header(
            'content-disposition',
            `attachment; filename="${params.id}-${params.area}-${params.period}.unia.json"`,
          )
          .send(await indicators.proof(params.id, params.area, params.period, query.seq)),
    )
  }
