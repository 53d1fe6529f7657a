/** HTTP: how easily persons are told from the rows of a delivery, weighed in the background; which counts would be left empty. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Catalog } from '../../service.ts'
import { CountingTreat, Suppression, WeighingAsked } from '../types.ts'

const tags = ['catalog: work']
const params = z.object({ id: z.uuid() })

const Weighing = z.object({
  ...{ id: z.uuid(), deliveryId: z.uuid(), asked: WeighingAsked, at: z.date() },
  state: z.enum(['weighing', 'done', 'failed', 'cancelled']),
  progress: z.object({ done: z.number(), total: z.number().nullable() }).optional(),
  result: z.unknown().optional().describe('the risk now, with the rules that were tried, and what is proposed'),
  failure: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }).optional(),
})

export const weighingRoutes =
  ({
    weigh,
    weighing,
    cancelWeighing,
    suppression,
  }: Pick<Catalog, 'weigh' | 'weighing' | 'cancelWeighing' | 'suppression'>): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/catalog/deliveries/:id/weighings',
      {
        schema: {
          ...{ tags, summary: 'Weighs how easily persons are told from its rows, and what could be done', params },
          body: WeighingAsked,
          response: { 202: Weighing },
        },
      },
      async ({ params, body, actor }, reply) => reply.code(202).send(await weigh(actor, params.id, body)),
    )
    app.post(
      '/catalog/deliveries/:id/suppression',
      {
        schema: {
          ...{ tags, summary: 'What a rule that leaves counts would take away, and why; nothing is kept', params },
          body: CountingTreat,
          response: { 200: Suppression },
        },
      },
      ({ params, body, actor }) => suppression(actor, params.id, body),
    )
    app.get(
      '/catalog/weighings/:id',
      {
        schema: { tags, summary: 'How far the weighing is, and what came of it', params, response: { 200: Weighing } },
      },
      ({ params, actor }) => weighing(actor, params.id),
    )
    app.post(
      '/catalog/weighings/:id/cancellation',
      { schema: { tags, summary: 'Ends a weighing', params, response: { 204: z.null() } } },
      async ({ params, actor }, reply) => {
        await cancelWeighing(actor, params.id)
        return reply.code(204).send(null)
      },
    )
  }
