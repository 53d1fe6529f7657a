/** HTTP: targets. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Analysis } from '../service/index.ts'
import { Target, TargetDraft } from '../types/index.ts'

const tags = ['analysis']
const params = z.object({ id: z.string().max(80) })
const grounds = z.string().trim().min(1).max(2_000)
const expected = z.int().min(1).describe('the version that the change starts from')

export const targetRoutes =
  (analysis: Analysis): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/analysis/targets',
      {
        schema: {
          tags,
          summary: 'Targets that hold',
          querystring: z.object({ indicator: z.string().optional(), area: z.string().optional() }),
          response: { 200: z.object({ targets: z.array(Target) }) },
        },
      },
      async ({ query }) => ({ targets: await analysis.targets(query) }),
    )
    app.get(
      '/analysis/targets/:id',
      {
        schema: {
          tags,
          summary: 'Every version of a target, newest first',
          params,
          response: { 200: z.object({ versions: z.array(Target) }) },
        },
      },
      async ({ params }) => ({ versions: await analysis.targetVersions(params.id) }),
    )
    app.post(
      '/analysis/targets',
      {
        schema: {
          tags,
          summary: 'Sets a target; its period must not be over',
          body: z.object({ target: TargetDraft, grounds }),
          response: { 201: Target },
        },
      },
      async ({ body, actor }, reply) =>
        reply.code(201).send(await analysis.setTarget(actor, body.target, body.grounds)),
    )
    app.put(
      '/analysis/targets/:id',
      {
        schema: {
          tags,
          summary: 'A new version of a target; indicator and area stay',
          description: 'Two people who change one target: the second is told `analysis.conflict`, with both versions.',
          params,
          body: z.object({ target: TargetDraft.omit({ indicator: true, area: true }), expected, grounds }),
          response: { 200: Target },
        },
      },
      ({ params, body, actor }) => analysis.changeTarget(actor, params.id, body.target, body.expected, body.grounds),
    )
    app.post(
      '/analysis/targets/:id/withdrawal',
      {
        schema: {
          tags,
          summary: 'The target no longer holds; that it did stays readable',
          params,
          body: z.object({ expected, grounds }),
          response: { 201: Target },
        },
      },
      async ({ params, body, actor }, reply) =>
        reply.code(201).send(await analysis.withdrawTarget(actor, params.id, body.expected, body.grounds)),
    )
  }
