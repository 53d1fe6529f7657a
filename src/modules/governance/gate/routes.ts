/** HTTP: what everybody may know of the gate, the queue for those who decide, their decisions, and what is taken back. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Gate } from './service.ts'
import { DecisionDraft, Examination, Reason, Registered, State } from './types.ts'

const tags = ['gate']
const params = z.object({ id: z.uuid() })
const Wanted = z.object({
  state: State.exclude(['held']).optional(),
  module: z.string().max(50).optional().describe('who published: indicators, reports, catalog'),
  by: z.enum(['person', 'rule']).optional().describe('who decided last'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  before: z.iso.datetime().optional().describe('the time of the last one of the page before, with its `beforeId`'),
  beforeId: z.uuid().optional(),
})

export const gateRoutes =
  (gate: Gate): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/gate',
      {
        schema: {
          ...{ tags, summary: 'What was opened, refused and withdrawn, with reasons; what changed last first' },
          querystring: Wanted,
          response: { 200: z.object({ register: z.array(Registered) }) },
        },
      },
      async ({ query: { before, beforeId, ...wanted } }) => ({
        register: await gate.register({
          ...wanted,
          before: before && beforeId ? { at: new Date(before), id: beforeId } : undefined,
        }),
      }),
    )
    app.get(
      '/gate/examinations',
      {
        schema: {
          ...{ tags, summary: 'What waits for a decision, the oldest first' },
          response: { 200: z.object({ examinations: z.array(Examination) }) },
        },
      },
      async ({ actor }) => ({ examinations: await gate.queue(actor) }),
    )
    app.get(
      '/gate/examinations/:id',
      {
        schema: {
          ...{ tags, summary: 'One content at the gate: what was found, masked, and what was decided' },
          params,
          response: { 200: Examination },
        },
      },
      ({ params, actor }) => gate.examination(actor, params.id),
    )
    app.post(
      '/gate/examinations/:id/decisions',
      {
        schema: {
          ...{ tags, summary: 'Opens or refuses, with grounds' },
          description:
            'By the steward, or the data protection officer where it is about persons; never by who brought it. A later decision takes the place of the one before. A refusal of what is public takes it back.',
          ...{ params, body: DecisionDraft, response: { 201: Examination } },
        },
      },
      async ({ params, body, actor }, reply) => reply.code(201).send(await gate.decide(actor, params.id, body)),
    )
    app.post(
      '/gate/releases/:id/withdrawal',
      {
        schema: {
          ...{ tags, summary: 'Takes back what became public, with a public reason' },
          ...{ params, body: z.object({ reason: Reason }), response: { 204: z.null() } },
        },
      },
      async ({ params, body, actor }, reply) => {
        await gate.withdrawRelease(actor, params.id, body.reason)
        return reply.code(204).send(null)
      },
    )
  }
