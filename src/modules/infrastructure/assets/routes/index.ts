/** HTTP: parse, call, answer. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Readable } from 'node:stream'
import { MEDIA_TYPES } from '#tables'
import { Outcome } from '../exchange/types.ts'
import { THING_FORMATS } from '../exchange/write.ts'
import { Kind, KINDS } from '../kinds/index.ts'
import { fileRoutes } from './files.ts'
import { reportRoutes } from './reports.ts'
import type { Assets } from '../service/index.ts'
import { Bbox, Change, Filter, LIST_MAX, Shown, ThingDraft, type Thing } from '../types.ts'
import { shownOf } from '../rules.ts'

const tags = ['things']
const params = z.object({ code: z.string().min(1).max(32) })
const bbox = z
  .string()
  .regex(/^-?[\d.]+(,-?[\d.]+){3}$/)
  .transform((text) => text.split(',').map(Number))
  .pipe(Bbox)
  .optional()
  .describe('west,south,east,north')
const Asked = Filter.omit({ bbox: true, demo: true }).extend({
  bbox,
  limit: z.coerce.number().int().min(1).max(LIST_MAX).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})
const own = (thing: Thing) => shownOf(thing, true)

export const assetRoutes =
  (assets: Assets): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/things/kinds', { schema: { tags, summary: 'Kinds of things, and what is asked of each', response: { 200: z.object({ kinds: z.array(Kind) }) } } }, async () => ({ kinds: [...KINDS] })) // prettier-ignore
    app.get(
      '/things',
      {
        schema: {
          ...{ tags, summary: 'The city’s things: public ones, and all of those you may read', querystring: Asked },
          response: { 200: z.object({ total: z.int(), things: z.array(Shown) }) },
        },
      },
      async ({ query: { limit, offset, ...filter }, actor }) => assets.page(actor, filter, { limit, offset }),
    )
    await app.register(exchangeRoutes(assets))
    await app.register(fileRoutes(assets))
    await app.register(reportRoutes(assets))
    app.get('/things/:code', { schema: { tags, summary: 'One thing', params, response: { 200: Shown } } }, async ({ params, actor }) => assets.one(actor, params.code)) // prettier-ignore
    app.get('/things/:code/kin', { schema: { tags, summary: 'What it is a part of, and its own parts', params, response: { 200: z.object({ path: z.array(Shown), parts: z.array(Shown) }) } } }, async ({ params, actor }) => assets.kin(actor, params.code)) // prettier-ignore
    app.get('/things/:code/history', { schema: { tags, summary: 'Who changed it, when, and what', params, response: { 200: z.object({ changes: z.array(Change) }) } } }, async ({ params, actor }) => ({ changes: await assets.history(actor, params.code) })) // prettier-ignore
    app.post('/things', { schema: { tags, summary: 'Adds a thing', body: ThingDraft, response: { 201: Shown } } }, async ({ body, actor }, reply) => reply.code(201).send(own(await assets.add(actor, body)))) // prettier-ignore
    app.put(
      '/things/:code',
      {
        schema: {
          ...{ tags, summary: 'Says anew all that is known of a thing; `version` is the one you read', params },
          ...{ body: ThingDraft.extend({ version: z.int().min(1) }), response: { 200: Shown } },
        },
      },
      async ({ params, body: { version, ...draft }, actor }) =>
        own(await assets.change(actor, params.code, version, draft)),
    )
  }

const exchangeRoutes =
  (assets: Assets): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/things/export',
      {
        schema: {
          ...{ tags, summary: 'All that are found, as a file that can be imported again' },
          querystring: Asked.omit({ limit: true, offset: true }).extend({
            format: z.enum(THING_FORMATS).default('csv'),
          }),
        },
      },
      async ({ query: { format, ...filter }, actor }, reply) => {
        const pieces = await assets.export(actor, filter, format)
        return reply
          .type(MEDIA_TYPES[format])
          .header('content-disposition', `attachment; filename="things.${format}"`)
          .send(Readable.from(pieces))
      },
    )
    app.post(
      '/things/imports',
      {
        schema: {
          ...{ tags, summary: 'Adds and changes things by a file: the body is the file itself' },
          consumes: ['text/csv', 'application/octet-stream'],
          querystring: z.object({
            name: z.string().min(1).max(255).default('things'),
            organisationId: z.uuid().optional().describe('whose new things are where the file does not say'),
            dryRun: z.stringbool().default(false).describe('tells what would be done, and does nothing'),
          }),
          response: { 200: Outcome },
        },
      },
      async ({ query: { name, organisationId, dryRun }, body, actor }) => {
        const kept = await assets.keepFile(actor, body instanceof Readable ? body : Readable.from([body as Buffer]))
        const id = await assets.bring(actor, { ...kept, name, organisationId })
        return dryRun ? (await assets.preview(actor, id)).outcome : assets.apply(actor, id)
      },
    )
  }
