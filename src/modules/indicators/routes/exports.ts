/** HTTP: values go out in the form that is asked for, by the address's ending or by `Accept`; and what SDMX refers to. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Indicators } from '../index.ts'
import { parsePeriod } from '../periods.ts'
import { EXPORT_FORMATS, type ExportFormat } from '../service/exports.ts'
import { structureMl } from '../writing/sdmx-ml.ts'
import { STRUCTURE_TYPES, structureMessage } from '../writing/sdmx-structure.ts'
import { bestOf } from '#platform/http'

const tags = ['downloads']
const LIST_CHARS_MAX = 8_000

/** Each form: how its addresses end, what it is called. */
const FORMS: Record<ExportFormat, { ending: string; type: string; about: string }> = {
  csv: { ending: 'csv', type: 'text/csv; charset=utf-8', about: 'CSV (UTF-8, RFC 4180), as figures can be imported' },
  xlsx: {
    ending: 'xlsx',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    about: 'a workbook: the figures, and a sheet of definitions, sources, licences and the vintage',
  },
  'json-stat': { ending: 'jsonstat.json', type: 'application/vnd.json-stat+json', about: 'JSON-stat 2.0' },
  'sdmx-csv': {
    ending: 'sdmx.csv',
    type: 'application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8',
    about: 'SDMX-CSV 2.0',
  },
}
const BY_TYPE = Object.fromEntries(EXPORT_FORMATS.map((format) => [FORMS[format].type.split(';')[0]!, format]))

/** The form that the reader asks for before JSON; undefined where JSON is as good. */
export const askedForm = (accept: string | undefined): ExportFormat | undefined =>
  BY_TYPE[bestOf(accept, ['application/json', ...Object.keys(BY_TYPE)]) ?? '']

const MESSAGES = ['json', 'xml'] as const
const MESSAGE_TYPES = {
  json: 'application/vnd.sdmx.structure+json; version=2.0.0',
  xml: 'application/vnd.sdmx.structure+xml; version=3.0.0',
}
/** Each form of a structure message under the names by which it may be asked for. */
const MESSAGES_BY_TYPE: Record<string, (typeof MESSAGES)[number]> = {
  'application/vnd.sdmx.structure+json': 'json',
  'application/json': 'json',
  'application/vnd.sdmx.structure+xml': 'xml',
}
const askedMessage = (accept: string | undefined) =>
  MESSAGES_BY_TYPE[bestOf(accept, Object.keys(MESSAGES_BY_TYPE)) ?? ''] ?? 'json'

const ids = z
  .string()
  .max(LIST_CHARS_MAX)
  .transform((text) => text.split(',').filter((id) => id !== ''))
  .optional()
const period = z
  .string()
  .refine((text) => parsePeriod(text) !== undefined, '2023, 2023-S1, 2023-Q1, 2023-M05, 2023-05-17')
  .optional()
const narrowed = z.object({
  areas: ids.describe('ids of areas, separated by commas; all unless said'),
  from: period.describe('periods that begin in this one or later'),
  to: period.describe('periods that end in this one or earlier'),
  seq: z.coerce.number().int().positive().optional().describe('as it was known after that publication'),
  lang: z.enum(['pl', 'en', 'uk']).optional().describe('the language of names'),
})
const chosen = narrowed.extend({
  indicators: ids.describe('ids of indicators, separated by commas; all unless said'),
  set: z.string().max(100).optional().describe('those of a standard or a strategy, by its id'),
})

type Where = { baseUrl: string }

export const exportRoutes =
  (indicators: Indicators, { baseUrl }: Where): FastifyPluginAsyncZod =>
  async (app) => {
    for (const format of EXPORT_FORMATS) {
      const { ending, type, about } = FORMS[format]
      app.get(
        `/indicators/:id/series.${ending}`,
        {
          schema: {
            tags,
            summary: `The series of an indicator as ${about}`,
            params: z.object({ id: z.string() }),
            querystring: narrowed,
          },
        },
        async ({ params, query, lang }, reply) => {
          const selection = { ...query, indicators: [params.id] }
          const stream = await indicators.export(format, selection, { lang, baseUrl })
          return reply.type(type).header('content-disposition', attachment(params.id, ending)).send(stream)
        },
      )
      app.get(
        `/values.${ending}`,
        {
          schema: {
            tags,
            summary: `Values of some indicators, areas and periods, or all of them, as ${about}`,
            querystring: chosen,
          },
        },
        async ({ query, lang }, reply) => {
          const stream = await indicators.export(format, query, { lang, baseUrl })
          return reply.type(type).header('content-disposition', attachment('values', ending)).send(stream)
        },
      )
    }
    app.get(
      '/values',
      {
        schema: {
          tags,
          summary: 'The same by `Accept`; JSON-stat unless another form is asked for',
          querystring: chosen,
          produces: Object.keys(BY_TYPE),
        },
      },
      async ({ query, lang, headers }, reply) => {
        const format = askedForm(headers.accept) ?? 'json-stat'
        const stream = await indicators.export(format, query, { lang, baseUrl })
        return reply.type(FORMS[format].type).header('vary', 'accept').send(stream)
      },
    )
    app.get(
      '/sdmx/structure/:type/:agency/:id/:version',
      {
        schema: {
          tags,
          summary: 'What SDMX-CSV refers to, as an SDMX-JSON 2.0 or SDMX-ML 3.0 structure message',
          description:
            'The dataflow is INDICATORS of the city as agency. CL_AREA, CL_INDICATOR and CL_UNIT grow: `1.7.0` is the list after publication 7, `latest` the newest.',
          params: z.object({
            ...{ type: z.enum(STRUCTURE_TYPES), agency: z.string(), id: z.string() },
            version: z.string().describe('1.0.0, or latest'),
          }),
          querystring: z.object({
            references: z.enum(['none', 'all']).default('none').describe('`all`: with everything that belongs to it'),
            format: z.enum(MESSAGES).optional().describe('goes before `Accept`; JSON unless XML is asked for'),
          }),
          produces: MESSAGES.map((format) => MESSAGE_TYPES[format]),
        },
      },
      async ({ params, query, headers }, reply) => {
        const { sender, at, found } = await indicators.structure({ ...params, ...query })
        const format = query.format ?? askedMessage(headers.accept)
        const message = format === 'xml' ? structureMl(sender, at, found) : JSON.stringify(structureMessage(sender, at, found)) // prettier-ignore
        return reply.type(MESSAGE_TYPES[format]).header('vary', 'accept').send(message)
      },
    )
  }

const attachment = (name: string, ending: string): string => `attachment; filename="${name}.${ending}"`

/** Sends a series in another form than JSON, where that is what the reader asks for. */
export const typeOf = (format: ExportFormat): string => FORMS[format].type
