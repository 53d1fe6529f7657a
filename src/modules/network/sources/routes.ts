/** HTTP: what is read at the addresses of non-members. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Failure, Grounds } from '../peers/types.ts'
import type { Sources } from './service.ts'
import { SourceDraft } from './types.ts'

const tags = ['network']
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
    app.put('/network/sources/:id/end', { schema: { tags, summary: 'Reads it no more', params: z.object({ id: z.uuid() }), body: z.object({ grounds: Grounds }), response: { 204: z.null() } } }, async ({ actor, params, body }, reply) => { await sources.end(actor, params.id, body.grounds); return reply.code(204).send(null) }) // prettier-ignore
  }
