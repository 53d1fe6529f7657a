/** HTTP: the city's keys, for whoever checks what it signed. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Keys } from './service.ts'
import { Grounds, Key } from './types.ts'

const tags = ['network']
const BRIEFLY = 'public, max-age=60'
const multibase = z.string().max(200)

/** `/network/keys`, under the API's prefix. */
export const keyRoutes =
  (keys: Keys): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/network/keys', { schema: { tags, summary: 'The keys by which the city signs, newest first, and how each was introduced by the one before', response: { 200: z.object({ did: z.string(), keys: z.array(Key), introductions: z.array(z.looseObject({})) }) } } }, async () => ({ did: keys.did, keys: await keys.list(), introductions: (await keys.introductions()) as Record<string, unknown>[] })) // prettier-ignore
    app.post('/network/keys', { schema: { tags, summary: 'Signs by a new key from now on', body: z.object({ grounds: Grounds }), response: { 204: z.null() } } }, async ({ actor, body }, reply) => { await keys.rotate(actor, body.grounds); return reply.code(204).send(null) }) // prettier-ignore
    app.put('/network/keys/:multibase/revocation', { schema: { tags, summary: 'Says that others may have had a key since then', params: z.object({ multibase }), body: z.object({ since: z.coerce.date(), grounds: Grounds }), response: { 204: z.null() } } }, async ({ actor, params, body }, reply) => { await keys.revoke(actor, params.multibase, body.since, body.grounds); return reply.code(204).send(null) }) // prettier-ignore
  }

/** `/.well-known/did.json`: the city as an issuer (did:web). */
export const didRoutes =
  (keys: Keys): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/.well-known/did.json',
      { schema: { hide: true } },
      async (_, reply) =>
      reply.type('application/did+json').header('cache-control', BRIEFLY).header('access-control-allow-origin', '*').send(await keys.document()), // prettier-ignore
    )
  }
