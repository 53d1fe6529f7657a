/** HTTP: parse, call, answer. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Partners } from './service.ts'
import { GROUNDS_CHARS_MAX, Kind, PHASES, TieDraft } from './types.ts'

const tags = ['network']
const id = z.object({ id: z.string().max(100) })
const grounds = z.string().trim().min(1).max(GROUNDS_CHARS_MAX).describe('why; in the public ledger')
const Version = TieDraft.extend({ id: z.string(), version: z.int(), at: z.date(), grounds: z.string() })
const Shown = Version.extend({ phase: z.enum(PHASES).describe('by the city’s day') })

export const partnerRoutes =
  (partners: Partners): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/network/partners', { schema: { tags, summary: 'Partner cities, networks, joint projects, calls and meetings', querystring: z.object({ kind: Kind.optional() }), response: { 200: z.object({ partners: z.array(Shown) }) } } }, async ({ query }) => ({ partners: (await partners.list(query.kind)).ties })) // prettier-ignore
    app.post('/network/partners', { schema: { tags, summary: 'Another tie of the city', body: TieDraft.extend({ grounds }), response: { 201: id } } }, async ({ actor, body: { grounds, ...draft } }, reply) => reply.code(201).send(await partners.add(actor, draft, grounds))) // prettier-ignore
    app.get('/network/partners/:id', { schema: { tags, summary: 'One of them with its versions', params: id, response: { 200: z.object({ tie: Shown, versions: z.array(Version) }) } } }, async ({ params }) => partners.one(params.id)) // prettier-ignore
    app.post('/network/partners/:id/versions', { schema: { tags, summary: 'A newer version', params: id, body: TieDraft.extend({ grounds, expected: z.int().describe('the version that it replaces') }), response: { 204: z.null() } } }, async ({ actor, params, body: { grounds, expected, ...draft } }, reply) => { await partners.revise(actor, params.id, draft, grounds, expected); return reply.code(204).send(null) }) // prettier-ignore
  }
