/** HTTP: what readings become, by which rule, and of which readings. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Feeds } from './service.ts'
import { Feed, LACKS } from './types.ts'

const tags = ['feeds']
const Figure = z.object({
  area: z.string(),
  period: z.string(),
  value: z.number().nullable(),
  lack: z.enum(LACKS).optional().describe('why there is no figure'),
  complete: z.number().describe('the share of hours or days that count, of the worst series'),
  readings: z.int(),
  fingerprint: z.string().describe('the SHA-256 of what was taken of the readings'),
  revision: z.int(),
  at: z.date(),
})
const Part = z.object({
  entityId: z.string(),
  value: z.number().nullable(),
  lack: z.enum(LACKS).optional(),
  ...{ complete: z.number(), readings: z.int(), from: z.string(), to: z.string(), fingerprint: z.string() },
})
const Whole = Figure.extend({
  series: z.array(Part).describe('each with what it is asked for at /ngsi-ld/v1/temporal/entities'),
  hidden: z.int().describe('series of things that are not public'),
})
const View = z.object({ feed: Feed, isOpen: z.boolean().describe('a person decided that its figures are public') })
const params = z.object({ id: z.string().max(80) })
const grounds = z.object({ grounds: z.string().trim().min(1).max(2_000) })

export const feedRoutes =
  (feeds: Feeds): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/feeds', { schema: { tags, summary: 'The rules by which readings become figures', response: { 200: z.object({ feeds: z.array(View) }) } } }, async () => ({ feeds: (await feeds.list()).map(viewOf) })) // prettier-ignore
    app.get(
      '/feeds/:id',
      {
        schema: {
          ...{ tags, summary: 'A rule, and the newest revision of every figure made by it', params },
          response: { 200: View.extend({ figures: z.array(Figure) }) },
        },
      },
      async ({ params: { id }, actor }) => ({
        ...viewOf(await feeds.one(id)),
        figures: await feeds.periods(actor, id),
      }),
    )
    app.get(
      '/feeds/:id/figures/:area/:period',
      {
        schema: {
          ...{ tags, summary: 'Every revision of a figure, newest first, with the series that it was made of' },
          params: params.extend({ area: z.string().max(200), period: z.string().max(20) }),
          response: { 200: z.object({ revisions: z.array(Whole) }) },
        },
      },
      async ({ params: { id, area, period }, actor }) => ({
        revisions: await feeds.revisions(actor, id, area, period),
      }),
    )
    app.put('/feeds/:id/opening', { schema: { tags, summary: 'Decides that its figures are public from now on', params, body: grounds, response: { 204: z.null() } } }, async ({ params: { id }, body, actor }, reply) => { await feeds.open(actor, id, body.grounds); return reply.code(204).send(null) }) // prettier-ignore
    app.delete('/feeds/:id/opening', { schema: { tags, summary: 'Nothing more of it becomes public', params, body: grounds, response: { 204: z.null() } } }, async ({ params: { id }, body, actor }, reply) => { await feeds.close(actor, id, body.grounds); return reply.code(204).send(null) }) // prettier-ignore
  }

const viewOf = ({ feed, opening }: Awaited<ReturnType<Feeds['one']>>) => ({ feed, isOpen: opening !== undefined })
