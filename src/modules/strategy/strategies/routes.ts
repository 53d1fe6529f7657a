/** HTTP: parse, call, answer. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Strategies } from './service.ts'
import { StrategyDraft, StrategyId, Version } from './types.ts'

const tags = ['strategies']
const params = z.object({ id: StrategyId })
const none = { 204: z.null() }
const asOf = z.coerce.date().optional().describe('as it was known at that moment')

export const strategyRoutes =
  (strategies: Strategies): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/strategies', { schema: { tags, summary: 'The city’s strategies: areas, goals, directions of action, indicators', querystring: z.object({ asOf }), response: { 200: z.object({ strategies: z.array(Version) }) } } }, async ({ query }) => ({ strategies: await strategies.list(query.asOf) })) // prettier-ignore
    app.get('/strategies/:id', { schema: { tags, summary: 'A strategy, as it holds or as it was', params, querystring: z.object({ asOf, version: z.coerce.number().int().min(1).optional() }), response: { 200: Version } } }, async ({ params, query }) => strategies.one(params.id, query)) // prettier-ignore
    app.get('/strategies/:id/versions', { schema: { tags, summary: 'Its versions, the newest first', params, response: { 200: z.object({ versions: z.array(Version) }) } } }, async ({ params }) => ({ versions: await strategies.versions(params.id) })) // prettier-ignore
    app.put('/strategies/:id/draft', { schema: { tags, summary: 'Keeps what is being written; another person makes it public', params, body: z.object({ base: z.int().min(0).describe('the version that was seen; 0 for a new strategy'), grounds: z.string().max(4_000).default(''), content: StrategyDraft.omit({ id: true }) }), response: none } }, async ({ actor, params, body: { content, base, grounds } }, reply) => { await strategies.save(actor, { ...content, id: params.id }, base, grounds); return reply.code(204).send(null) }) // prettier-ignore
    app.delete('/strategies/:id/draft', { schema: { tags, summary: 'Gives a draft up', params, response: none } }, async ({ actor, params }, reply) => { await strategies.drop(actor, params.id); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/strategies/:id/publication', { schema: { tags, summary: 'Makes a draft public: by another person than wrote it', params, body: z.object({ grounds: z.string().trim().min(1).max(4_000) }), response: { 201: z.object({ version: z.int() }) } } }, async ({ actor, params, body }, reply) => reply.code(201).send({ version: await strategies.publish(actor, params.id, body.grounds) })) // prettier-ignore
  }
