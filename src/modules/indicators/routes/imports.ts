/** HTTP: a file of figures comes in, is looked at, is published or given up. */
import { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { KeptFinding, Overlap, ReturnDraft, Verification, VerificationDraft } from '../checking/types.ts'
import { EntryDraft, Known, Place } from '../entry/types.ts'
import type { Indicators } from '../index.ts'
import { ReadOptions } from '../options.ts'
import { Change, Import } from '../types.ts'
import { WithdrawalDraft } from '../withdrawal/types.ts'

const tags = ['imports']
const params = z.object({ id: z.uuid() })
const Rejection = z.object({ line: z.int(), details: z.unknown() })
const Preview = Import.extend({
  added: z.int(),
  changed: z.int(),
  changes: z.array(Change),
  rejections: z.array(Rejection),
  findings: z.array(KeptFinding).describe('what the checks remarked on, the grave ones first'),
  verifications: z.array(Verification).describe('who vouched for it or sent it back, newest first'),
  stale: z.array(Overlap).describe('figures that others published since it was verified'),
  maker: z
    .string()
    .optional()
    .describe('who made the key or the fetch by which it came, and so counts as who brought it'),
  progress: z.object({ done: z.number(), total: z.number().nullable() }).optional(),
})
const Grounds = z.object({ grounds: z.string().max(2_000).optional() })

export const importRoutes =
  (indicators: Indicators): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/imports',
      {
        schema: {
          tags,
          summary: 'Sends a file of figures: the body is the file itself',
          description:
            'Tidy CSV, a sheet of a workbook (.xlsx), an export or an API answer of GUS BDL, JSON-stat 2.0 or SDMX-CSV; which, ' +
            'is told from the content. It is read in the background; nothing is public before its publication.',
          querystring: z.object({
            name: z.string().min(1).max(255),
            dataset: z.string().optional(),
            organisation: z.string().optional(),
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
              .pipe(ReadOptions)
              .optional()
              .describe('how to read it, as JSON'),
          }),
          consumes: ['text/csv', 'application/octet-stream'],
          response: { 200: Import, 202: Import },
        },
      },
      async ({ query, body, actor }, reply) => {
        const { before, ...found } = await indicators.imports.receive(actor, {
          file: body instanceof Readable ? body : Readable.from([body as Buffer]),
          fileName: query.name,
          dataset: query.dataset,
          options: query.options,
          organisation: query.organisation,
        })
        return reply.code(before ? 200 : 202).send(found)
      },
    )
    app.post(
      '/entries',
      {
        schema: {
          tags,
          summary: 'Enters one figure by hand: it becomes an import like any other',
          description:
            '`seen` is the vintage of the figure that it replaces, 0 where there was none. Two people on one figure: the second is told `indicators.overtaken` or `indicators.alreadyEntered`, with both.',
          body: EntryDraft,
          response: { 202: Import },
        },
      },
      async ({ body, actor }, reply) => reply.code(202).send(await indicators.entries.enter(actor, body)),
    )
    app.get(
      '/entries/known',
      {
        schema: {
          tags,
          summary: 'What is known of one figure, and what waits to replace it',
          querystring: Place,
          response: { 200: Known },
        },
      },
      ({ query, actor }) => indicators.entries.known(actor, query),
    )
    app.get(
      '/imports',
      {
        schema: {
          tags,
          summary: 'Imports, newest first',
          querystring: z.object({
            limit: z.coerce.number().int().min(1).max(200).default(50),
            before: z.coerce.number().int().optional(),
          }),
          response: { 200: z.object({ imports: z.array(Import) }) },
        },
      },
      async ({ query, actor }) => ({ imports: await indicators.imports.list(actor, query.limit, query.before) }),
    )
    app.get(
      '/imports/:id',
      {
        schema: {
          tags,
          summary: 'One import: what it would change, what was rejected',
          params,
          response: { 200: Preview },
        },
      },
      ({ params, actor }) => indicators.imports.preview(actor, params.id),
    )
    app.get(
      '/imports/:id/rejections.csv',
      {
        schema: {
          tags,
          summary: 'The rejected rows with what is wrong with them, to be corrected and sent again',
          params,
        },
      },
      async ({ params, actor, lang }, reply) => {
        const { fileName, stream } = await indicators.imports.rejectedFile(actor, params.id, lang)
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="${fileName}"`)
          .send(stream)
      },
    )
    app.post(
      '/imports/:id/verification',
      {
        schema: {
          tags,
          summary: 'Vouches for an import that another person brought',
          description:
            'Every finding of high severity needs an answer: one of its own, or one for all that its check found. A key cannot vouch.',
          params,
          body: VerificationDraft,
          response: { 201: Verification },
        },
      },
      async ({ params, body, actor }, reply) => reply.code(201).send(await indicators.verify(actor, params.id, body)),
    )
    app.post(
      '/imports/:id/return',
      {
        schema: {
          tags,
          summary: 'Sends an import back to who brought it',
          params,
          body: ReturnDraft,
          response: { 201: Verification },
        },
      },
      async ({ params, body, actor }, reply) => reply.code(201).send(await indicators.sendBack(actor, params.id, body)),
    )
    app.post(
      '/imports/:id/publication',
      {
        schema: {
          tags,
          summary: 'Makes the accepted rows public',
          description:
            'It was verified by another person before; `indicators.stale`, with both figures, where others published the same ones since.',
          params,
          body: Grounds,
          response: { 201: z.object({ seq: z.int() }) },
        },
      },
      async ({ params, body, actor }, reply) =>
        reply.code(201).send(await indicators.imports.publish(actor, params.id, body.grounds)),
    )
    app.post(
      '/imports/:id/withdrawal',
      {
        schema: {
          tags,
          summary: 'Takes published figures back, with a public note',
          description:
            'A new vintage in which the figures are missing and say why; earlier vintages stay readable. Figures that later publications replaced are not of this import any more.',
          params,
          body: z.unknown().pipe(WithdrawalDraft),
          response: { 201: z.object({ seq: z.int(), rows: z.int() }) },
        },
      },
      async ({ params, body, actor }, reply) => reply.code(201).send(await indicators.withdraw(actor, params.id, body)),
    )
    app.post(
      '/imports/:id/cancellation',
      { schema: { tags, summary: 'Gives an import up', params, body: Grounds, response: { 204: z.null() } } },
      async ({ params, body, actor }, reply) => {
        await indicators.imports.cancel(actor, params.id, body.grounds)
        return reply.code(204).send(null)
      },
    )
    app.get(
      '/imports/:id/file',
      { schema: { tags, summary: 'The file of a published import, as it came', params } },
      async ({ params, actor }, reply) => {
        const { import: found, stream } = await indicators.imports.original(actor, params.id)
        return reply
          .type('application/octet-stream')
          .header('content-disposition', `attachment; filename="${encodeURIComponent(found.fileName)}"`)
          .header('etag', `"${found.sha256}"`)
          .send(stream)
      },
    )
  }
