/** HTTP: rows of published tables, by page or as a whole, and what their columns hold. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Dictionary } from '#tables'
import { Column } from '../deliveries/routes/deliveries.ts'
import { EXPORT_FORMATS, exportRows, MEDIA_TYPES } from './exports.ts'
import { jsonOf } from './rules.ts'
import type { Rows } from './service.ts'
import { COMPARISONS, LIMIT_MAX, type Filter, type Question } from './types.ts'

const tags = ['catalog']
const params = z.object({ id: z.uuid().describe('of the distribution') })
export const version = z.coerce.number().int().positive().optional().describe('the newest unless said')
const WHERE = /^where\.(.+?)(?:\.([a-z]+))?$/
export const filterWords =
  '`where.<column>=value`, or `where.<column>.<op>=value` with op one of eq, ne, lt, le, gt, ge, contains, in (repeated), missing, present'
export const asked = z.looseObject({
  q: z.string().optional().describe('words that each begin a word of the row'),
  sort: z.string().optional().describe('columns with commas between; `-` before one sorts it downwards'),
  fields: z.string().optional().describe('columns with commas between'),
  distinct: z.stringbool().default(false),
  dialect: z.enum(['spreadsheet']).optional().describe('of CSV: semicolons, decimal commas and a byte order mark, as spreadsheets of the country read it'), // prettier-ignore
  version,
})
const paged = asked.extend({
  limit: z.coerce.number().int().min(0).max(LIMIT_MAX).default(100),
  offset: z.coerce.number().int().min(0).default(0),
  after: z.string().optional().describe('`next` of the page before'),
  count: z.enum(['auto', 'exact', 'none']).default('auto'),
})

const listOf = (text: string | undefined): string[] | undefined => text?.split(',').filter((name) => name !== '')

/** The question that an address asks. */
export function questionOf(query: Record<string, unknown>): Question {
  const filters: Filter[] = []
  for (const [key, given] of Object.entries(query)) {
    const [, column, op = 'eq'] = WHERE.exec(key) ?? []
    if (column === undefined) continue
    const values = (Array.isArray(given) ? given : [given]).map(String)
    if (op === 'missing' || op === 'present') filters.push({ column, op })
    else if (op === 'in' || (op === 'eq' && values.length > 1)) filters.push({ column, op: 'in', values })
    else if ((COMPARISONS as readonly string[]).includes(op))
      for (const value of values) filters.push({ column, op: op as (typeof COMPARISONS)[number], value })
    else filters.push({ column: `${column}.${op}`, op: 'eq', value: values[0]! })
  }
  const { q, distinct, limit, offset, after, count } = query as Question
  const sort = listOf(query.sort as string | undefined)?.map((name) => {
    const descending = name.startsWith('-')
    return { column: descending ? name.slice(1) : name, descending }
  })
  const fields = listOf(query.fields as string | undefined)
  return {
    ...{ filters, q, distinct, limit, offset, after, count },
    ...(sort && { sort }),
    ...(fields && { fields }),
  }
}

export const rowRoutes =
  (rows: Rows): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/catalog/distributions/:id/rows',
      {
        schema: {
          ...{ tags, summary: 'Rows of a published table', description: filterWords, params, querystring: paged },
          response: {
            200: z.object({
              version: z.int(),
              columns: z.array(Column),
              rows: z.array(z.record(z.string(), z.unknown())),
              total: z.object({ count: z.int(), isEstimate: z.boolean() }).optional(),
              next: z.string().optional(),
            }),
          },
        },
      },
      async ({ params, query }) => {
        const {
          columns,
          rows: found,
          total,
          next,
          version,
        } = await rows.page(params.id, questionOf(query), query.version)
        const objects = found.map(({ id, cells }) => ({
          ...(id !== undefined && { _id: id }),
          ...Object.fromEntries(cells.map((cell, i) => [columns[i]!.name, jsonOf(cell, columns[i]!.type)])),
        }))
        return { version: version.number, columns, rows: objects, total, next }
      },
    )
    app.get(
      '/catalog/distributions/:id/columns',
      {
        schema: {
          ...{ tags, summary: 'What the columns of a published table are, and what stands in them', params },
          querystring: z.object({ version }),
          response: {
            200: z.object({
              ...{ version: z.int(), columns: z.array(Column), dictionary: Dictionary },
              statistics: z.array(z.looseObject({ name: z.string() })),
            }),
          },
        },
      },
      async ({ params, query }) => {
        const { version, content } = await rows.table(params.id, query.version)
        const { columns, dictionary, statistics } = content
        return { version: version.number, columns, dictionary, statistics }
      },
    )
    for (const format of EXPORT_FORMATS)
      app.get(
        `/catalog/distributions/:id/rows.${format}`,
        {
          schema: {
            ...{ tags, summary: `Rows of a published table as ${format}: all of them, or those that are asked for` },
            ...{ description: filterWords, params, querystring: asked },
          },
        },
        async ({ params, query }, reply) => {
          const found = await rows.table(params.id, query.version)
          const { columns, batches } = await rows.all(found, questionOf(query))
          const stream = exportRows(format, { name: 'data', dialect: query.dialect }, columns, batches)
          return reply
            .type(MEDIA_TYPES[format])
            .header('content-disposition', `attachment; filename="${params.id}-${found.version.number}.${format}"`)
            .send(stream)
        },
      )
  }
