/** Reports of faults, over HTTP. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Closing, Followed, ReportDraft, type Report } from '../reports/types.ts'
import type { Assets } from '../service/index.ts'

const tags = ['things']
const params = z.object({ id: z.uuid() })
const Listed = Followed.extend({
  id: z.uuid(),
  words: z.string(),
  hasPhoto: z.boolean(),
  contact: z.string().optional(),
})

export const reportRoutes =
  ({ reports }: Assets): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/things/:code/reports',
      {
        schema: {
          ...{ tags, summary: 'Reports a fault; nobody needs an account. Gives the code to follow it by' },
          ...{ params: z.object({ code: z.string().min(1).max(32) }), body: ReportDraft },
          response: { 201: z.object({ receipt: z.string() }) },
        },
      },
      async ({ params, body, ip }, reply) =>
        reply.code(201).send({ receipt: await reports.report(ip, params.code, body) }),
    )
    app.get('/things/reports/:receipt', { schema: { tags, summary: 'What became of a report, by its code', params: z.object({ receipt: z.string().min(6).max(40) }), response: { 200: Followed } } }, async ({ params }) => reports.follow(params.receipt)) // prettier-ignore
    app.get(
      '/things/reports',
      { schema: { tags, summary: 'Reports that wait, oldest first', response: { 200: z.object({ reports: z.array(Listed) }) } } }, // prettier-ignore
      async ({ actor }) => {
        const open = await reports.open(actor)
        const listed = open.map(async (one) => ({ ...shown(one), contact: await reports.contact(actor, one) }))
        return { reports: await Promise.all(listed) }
      },
    )
    app.post('/things/reports/:id/taking', { schema: { tags, summary: 'Takes a report up', params, response: { 200: Listed } } }, async ({ params, actor }) => shown(await reports.takeUp(actor, params.id))) // prettier-ignore
    app.post('/things/reports/:id/closure', { schema: { tags, summary: 'Closes a report, with an answer', params, body: Closing, response: { 200: Listed } } }, async ({ params, body, actor }) => shown(await reports.settle(actor, params.id, body))) // prettier-ignore
    app.get('/things/reports/:id/photo', { schema: { tags, summary: 'The reporter’s photo', params } }, async ({ params, actor }, reply) => {
      const { stream, mediaType } = await reports.photo(actor, params.id)
      return reply.type(mediaType).header('cache-control', 'private, max-age=3600').send(stream)
    }) // prettier-ignore
  }

const shown = ({ id, receipt, thing, kind, fault, words, at, taken, closed, photo }: Report) => ({
  ...{ id, receipt, thing, kind, fault, words, at, hasPhoto: photo !== null },
  state: closed ? ('closed' as const) : taken ? ('taken' as const) : ('waiting' as const),
  ...{ takenAt: taken?.at ?? null, closedAt: closed?.at ?? null },
  ...{ outcome: closed?.outcome ?? null, answer: closed?.answer ?? '' },
})
