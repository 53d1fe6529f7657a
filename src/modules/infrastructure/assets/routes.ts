/** HTTP: parse, call, answer. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Kind, KINDS } from './kinds/index.ts'
import type { Assets } from './service/index.ts'
import { Bbox, Change, Filter, LIST_MAX, Shown, ThingDraft, type Thing } from './types.ts'
import { shownOf } from './rules.ts'

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
