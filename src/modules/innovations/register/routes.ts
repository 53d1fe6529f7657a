/** HTTP: parse, call, answer. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Register } from './service.ts'
import { Dimension, EntryDraft, KINDS, Learning, State } from './types.ts'

const tags = ['innovations']
const id = z.object({ id: z.string().max(100) })
const grounds = z.string().trim().min(1).max(2_000).describe('why; in the public ledger')
const Entry = EntryDraft.extend({ id: z.string(), version: z.int(), listed: z.boolean().describe('as the city lists it; measured by nobody here'), at: z.date(), grounds: z.string() }) // prettier-ignore
const query = z.object({
  dimension: Dimension.optional(),
  kind: z.enum(KINDS).optional(),
  state: State.optional(),
  learning: Learning.optional(),
})

export const registerRoutes =
  (register: Register): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/innovations', { schema: { tags, summary: 'The register of innovations', querystring: query, response: { 200: z.object({ innovations: z.array(Entry), count: z.int() }) } } }, async ({ query }) => { const { entries, count } = await register.list(query); return { innovations: entries, count } }) // prettier-ignore
    app.post('/innovations', { schema: { tags, summary: 'A new entry', body: EntryDraft.extend({ grounds }), response: { 201: id } } }, async ({ actor, body: { grounds, ...draft } }, reply) => reply.code(201).send(await register.add(actor, draft, grounds))) // prettier-ignore
    app.get('/innovations/:id', { schema: { tags, summary: 'An entry with its versions', params: id, response: { 200: z.object({ entry: Entry, versions: z.array(Entry) }) } } }, async ({ params }) => register.one(params.id)) // prettier-ignore
    app.post('/innovations/:id/versions', { schema: { tags, summary: 'A newer version of an entry', params: id, body: EntryDraft.extend({ grounds, expected: z.int().describe('the version that it replaces') }), response: { 204: z.null() } } }, async ({ actor, params, body: { grounds, expected, ...draft } }, reply) => { await register.revise(actor, params.id, draft, grounds, expected); return reply.code(204).send(null) }) // prettier-ignore
  }
