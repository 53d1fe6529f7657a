/** HTTP: what cities ask each other, for people and for the cities themselves. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { PATH } from './delivering.ts'
import type { Requests } from './service.ts'
import { LETTER_BYTES_MAX, Outline, Request, RequestDraft, Words } from './types.ts'

const tags = ['network']
const none = { 204: z.null() }
const byId = z.object({ id: z.uuid() })
const of = z.object({ indicator: z.string().max(120).optional(), domain: z.string().max(260).optional() })

/** `/network/requests…`, under the API's prefix. */
export const requestRoutes =
  (requests: Requests): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/network/requests', { schema: { tags, summary: 'Values that this city and others ask each other for, each with its words and how its delivery went', response: { 200: z.array(Request) } } }, ({ actor }) => requests.list(actor)) // prettier-ignore
    app.get('/network/requests/outcomes', { schema: { tags, summary: 'What was asked and what came of it, as anybody may see it', querystring: of, response: { 200: z.array(Outline) } } }, ({ query }) => requests.outlines(query)) // prettier-ignore
    app.post('/network/requests', { schema: { tags, summary: 'Asks a city that is believed for a value that it does not state', body: RequestDraft, response: { 201: byId } } }, async ({ actor, body }, reply) => reply.code(201).send({ id: await requests.ask(actor, body) })) // prettier-ignore
    app.put('/network/requests/:id/withdrawal', { schema: { tags, summary: 'Asks no longer', params: byId, response: none } }, async ({ actor, params }, reply) => { await requests.withdraw(actor, params.id); return reply.code(204).send(null) }) // prettier-ignore
    app.put('/network/requests/:id/refusal', { schema: { tags, summary: 'Says to the city that asks why it gets no answer', params: byId, body: z.object({ words: Words.min(1) }), response: none } }, async ({ actor, params, body }, reply) => { await requests.decline(actor, params.id, body.words); return reply.code(204).send(null) }) // prettier-ignore
  }

/** `/network/requests`, outside the API: where other cities bring their letters. */
export const requestSiteRoutes =
  (requests: Requests): FastifyPluginAsyncZod =>
  async (app) => {
    app.removeContentTypeParser('application/json')
    app.addContentTypeParser('application/json', { parseAs: 'string' }, (_, body, done) => done(null, body))
    app.post(PATH, { schema: { hide: true }, bodyLimit: LETTER_BYTES_MAX }, async ({ body }, reply) =>
      reply.code(202).send({ taken: await requests.take(typeof body === 'string' ? body : '') }),
    )
  }
