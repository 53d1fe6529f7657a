/** HTTP: files come in, whole or in pieces, are looked at, read again, given up. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Actor } from '#platform/actor'
import { Refusal } from '#platform/errors'
import { Finding } from '#governance'
import { Dictionary, FORMATS, PROBLEM_CODES, TYPES, writeCsv } from '#tables'
import type { Deliveries } from '../service/deliveries.ts'
import { ReadRequest, RulingDraft, State, Treatment, type Ruling as Kept } from '../types.ts'

const tags = ['catalog: work']
const LIST_MAX = 200
const ROWS_MAX = 500
const params = z.object({ id: z.uuid() })

const Place = z.object({ line: z.int(), cell: z.string().optional(), found: z.string() })
export const Problem = z.object({
  code: z.enum(PROBLEM_CODES),
  column: z.object({ name: z.string(), index: z.int() }).nullable(),
  count: z.int().describe('how many there are'),
  places: z.array(Place).describe('the first of them'),
  expected: z.string().describe('what would be right'),
})
const Reading = z.object({
  format: z.enum(FORMATS),
  encoding: z.string().nullable(),
  mark: z.boolean(),
  dialect: z.object({ delimiter: z.string(), quote: z.string().nullable(), lineEnd: z.string() }).nullable(),
  part: z.string().nullable(),
  header: z.object({ columns: z.array(z.string()), firstLine: z.int(), lastLine: z.int() }),
  remarks: z.array(z.object({ code: z.string(), details: z.record(z.string(), z.union([z.string(), z.number()])) })),
})
export const Column = z.object({
  name: z.string(),
  type: z.enum(TYPES),
  sql: z.string().describe('its type in the database'),
})
const Delivery = z.object({
  ...{ id: z.uuid(), distributionId: z.uuid(), number: z.int(), fileName: z.string(), mediaType: z.string() },
  ...{ sha256: z.string(), bytes: z.int(), options: ReadRequest, state: State },
  ...{ broughtBy: z.string(), broughtAt: z.date(), readAt: z.date().optional() },
  dictionaryVersion: z.int().optional(),
  reading: Reading.optional().describe('how the file was read'),
  rows: z.int().optional(),
  problemCount: z.int(),
  problems: z.array(Problem),
  failure: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }).optional(),
  columns: z.array(Column).optional(),
  statistics: z.array(z.unknown()).optional().describe('of each column; for who brought it and who decides'),
  dictionary: Dictionary.optional().describe('of its columns, as it would become public'),
  isTreated: z.boolean().optional().describe('something in it is not as it came'),
  findings: z.array(Finding).describe('what the detectors found, masked'),
  fingerprint: z.string().optional(),
  examinationId: z.string().optional().describe('at the gate'),
  progress: z.object({ done: z.number(), total: z.number().nullable() }).optional(),
})

const Ruling = z.object({
  ...{ version: z.int(), dictionary: Dictionary, treatment: Treatment, at: z.date(), by: z.string() },
  entryId: z.uuid(),
})
type Rulings = {
  ruling(actor: Actor, distributionId: string): Promise<Kept>
  rule(actor: Actor, distributionId: string, draft: RulingDraft): Promise<Kept>
}

export const deliveryRoutes =
  (deliveries: Deliveries, rulings: Rulings): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(intake(deliveries))
    app.get(
      '/catalog/distributions/:id/dictionary',
      {
        schema: {
          ...{ tags, summary: 'What deliveries are read by, with the rules that mend and treat them', params },
          response: { 200: Ruling },
        },
      },
      ({ params, actor }) => rulings.ruling(actor, params.id),
    )
    app.put(
      '/catalog/distributions/:id/dictionary',
      {
        schema: {
          ...{ tags, summary: 'Says the dictionary anew; deliveries are read by it from the next reading on' },
          ...{ params, body: RulingDraft, response: { 200: Ruling } },
        },
      },
      ({ params, body, actor }) => rulings.rule(actor, params.id, body),
    )
    app.get(
      '/catalog/deliveries/:id/problems.csv',
      { schema: { tags, summary: 'What is wrong with a delivery and where, as CSV', params } },
      async ({ params, actor }, reply) => {
        const { problems } = await deliveries.view(actor, params.id)
        const cells = problems.flatMap(({ code, column, places, expected }) =>
          places.map(({ line, cell, found }) => [line, cell ?? '', column?.name ?? '', code, found, expected]),
        )
        const text = writeCsv(['line', 'cell', 'column', 'problem', 'found', 'expected'], cells, { mark: true })
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="problems-${params.id}.csv"`)
          .send(Readable.from(text))
      },
    )
    app.get(
      '/catalog/distributions/:id/deliveries',
      {
        schema: {
          ...{ tags, summary: 'What came in for a distribution, newest first', params },
          querystring: z.object({
            limit: z.coerce.number().int().min(1).max(LIST_MAX).default(50),
            before: z.coerce.number().int().optional().describe('the number that the page before ended with'),
          }),
          response: { 200: z.object({ deliveries: z.array(Delivery) }) },
        },
      },
      async ({ params, query, actor }) => ({
        deliveries: await deliveries.list(actor, params.id, query.limit, query.before),
      }),
    )
    app.get(
      '/catalog/deliveries/:id',
      {
        schema: {
          ...{ tags, summary: 'One delivery: how far it is, how it was read, what is wrong with it', params },
          response: { 200: Delivery },
        },
      },
      ({ params, actor }) => deliveries.view(actor, params.id),
    )
    app.get(
      '/catalog/deliveries/:id/rows',
      {
        schema: {
          ...{ tags, summary: 'Rows as they would become public, for those who decide at the gate', params },
          querystring: z.object({
            limit: z.coerce.number().int().min(1).max(ROWS_MAX).default(100),
            after: z.coerce.number().int().optional().describe('the line that the page before ended with'),
          }),
          response: {
            200: z.object({ rows: z.array(z.object({ line: z.int(), cells: z.array(z.string().nullable()) })) }),
          },
        },
      },
      async ({ params, query, actor }) => ({
        rows: await deliveries.rows(actor, params.id, query.limit, query.after),
      }),
    )
    app.get(
      '/catalog/deliveries/:id/file',
      { schema: { tags, summary: 'The file as it came, for who brought it and who decides', params } },
      async ({ params, actor }, reply) => {
        const { delivery, stream } = await deliveries.file(actor, params.id)
        return reply
          .type('application/octet-stream')
          .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(delivery.fileName)}`)
          .send(stream)
      },
    )
    app.post(
      '/catalog/deliveries/:id/readings',
      {
        schema: {
          ...{ tags, summary: 'Reads the file again, by the dictionary and the treatment as they are now', params },
          body: z.object({ options: ReadRequest.optional() }).default({}),
          response: { 202: Delivery },
        },
      },
      async ({ params, body, actor }, reply) =>
        reply.code(202).send(await deliveries.readAgain(actor, params.id, body.options)),
    )
    app.post(
      '/catalog/deliveries/:id/cancellation',
      { schema: { tags, summary: 'Gives a delivery up', params, response: { 204: z.null() } } },
      async ({ params, actor }, reply) => {
        await deliveries.abandon(actor, params.id)
        return reply.code(204).send(null)
      },
    )
  }

/** Where the body is the file itself, of whatever type it says it is. */
const intake =
  (deliveries: Deliveries): FastifyPluginAsyncZod =>
  async (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', (_request, body, done) => done(null, body))
    app.post(
      '/catalog/distributions/:id/deliveries',
      {
        schema: {
          ...{ tags, summary: 'Delivers a file: the body is the file itself', params },
          description:
            'CSV, TSV, XLSX, ODS, JSON, NDJSON, GeoJSON or Parquet for a table; which, is told from the content. It is read in the background; nothing is public before its publication. The same file again is the same delivery: then the answer is 200, else 202.',
          querystring: z.object({
            name: z.string().min(1).max(255),
            options: z
              .string()
              .transform((text, context) => {
                try {
                  return JSON.parse(text) as unknown
                } catch {
                  context.addIssue({ code: 'custom', message: 'JSON' })
                  return z.NEVER
                }
              })
              .pipe(ReadRequest)
              .optional()
              .describe('how to read it, as JSON, where what is told from the file would be wrong'),
          }),
          consumes: ['application/octet-stream', 'text/csv', 'application/json', 'application/geo+json'],
          response: { 200: Delivery, 202: Delivery },
        },
      },
      async ({ params, query, body, headers, actor }, reply) => {
        if (!(body instanceof Readable)) throw new Refusal('fileMissing', 400)
        const { before, ...delivery } = await deliveries.receive(actor, params.id, {
          ...{ file: body, fileName: query.name, options: query.options },
          mediaType: headers['content-type']?.split(';', 1)[0] ?? 'application/octet-stream',
        })
        return reply.code(before ? 200 : 202).send(delivery)
      },
    )
  }
