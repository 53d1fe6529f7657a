/** HTTP: parse, call, answer. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Decisions } from './service.ts'
import { Asked, DecisionDraft, OutcomeDraft } from './types.ts'

const tags = ['decisions']
const params = z.object({ id: z.uuid() })

export const decisionRoutes =
  (decisions: Decisions): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/decisions', { schema: { tags, summary: 'Decisions, the newest first, with what they rest on and what came true', querystring: Asked } }, async ({ query }) => ({ decisions: await decisions.list(query) })) // prettier-ignore
    app.post('/decisions', { schema: { tags, summary: 'Writes a decision down; values and versions are kept as they were known on its day', body: DecisionDraft, response: { 201: params } } }, async ({ actor, body }, reply) => reply.code(201).send(await decisions.take(actor, body))) // prettier-ignore
    app.get('/decisions/:id', { schema: { tags, summary: 'A decision with what came true, and beside each expected effect the value that came', params } }, async ({ params }) => decisions.one(params.id)) // prettier-ignore
    app.post('/decisions/:id/outcomes', { schema: { tags, summary: 'What came true; added, never changed', params, body: OutcomeDraft, response: { 204: z.null() } } }, async ({ actor, params, body }, reply) => { await decisions.tell(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
  }
