/** HTTP: what is read at the addresses of non-members. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Failure, Grounds } from '../peers/types.ts'
import type { Sources } from './service.ts'
import { Visit } from '../visits/types.ts'
import { SourceDraft } from './types.ts'

const tags = ['network']
const params = z.object({ id: z.uuid() })
const Shown = SourceDraft.extend({
  ...{ id: z.uuid(), addedAt: z.date(), nextAt: z.date(), goodAt: z.date().optional(), failures: z.int() },
  ...{ failure: Failure.optional(), claims: z.int() },
})

/** `/network/sources…`, under the API's prefix. */
export const sourceRoutes =
  (sources: Sources): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/network/sources', { schema: { tags, summary: 'Addresses of non-members that are read once a day, each with its health', response: { 200: z.array(Shown) } } }, () => sources.list()) // prettier-ignore
    app.post('/network/sources', { schema: { tags, summary: 'Another address to be read, and what is meant there', body: SourceDraft.extend({ grounds: Grounds }), response: { 201: Shown } } }, async ({ actor, body: { grounds, ...draft } }, reply) => reply.code(201).send(await sources.subscribe(actor, draft, grounds))) // prettier-ignore
    app.post('/network/sources/:id/reading', { schema: { tags, summary: 'Reads it at once, as it is read every day; no more often than every few minutes', params, response: { 202: Visit } } }, async ({ actor, params }, reply) => { await sources.readNow(actor, params.id); return reply.code(202).send((await sources.wasRead(actor, params.id))!) }) // prettier-ignore
    app.get('/network/sources/:id/reading', { schema: { tags, summary: 'How far the last reading is that somebody asked for, or what came of it', params, response: { 200: Visit.nullable() } } }, async ({ actor, params }) => (await sources.wasRead(actor, params.id)) ?? null) // prettier-ignore
    app.post('/network/sources/:id/reading/cancellation', { schema: { tags, summary: 'Gives the reading up that is under way', params, response: { 204: z.null() } } }, async ({ actor, params }, reply) => { await sources.cancelReading(actor, params.id); return reply.code(204).send(null) }) // prettier-ignore
    app.put('/network/sources/:id/end', { schema: { tags, summary: 'Reads it no more', params, body: z.object({ grounds: Grounds }), response: { 204: z.null() } } }, async ({ actor, params, body }, reply) => { await sources.end(actor, params.id, body.grounds); return reply.code(204).send(null) }) // prettier-ignore
  }
